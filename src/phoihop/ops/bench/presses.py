"""What a person would type at each button: a wrong role with the right words must change nothing either."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from phoihop.duties.models import Desk
from phoihop.ops.bench.world import Seat, World

Press = Callable[[World, Seat], dict[str, Any]]


def _desk(world: World, _seat: Seat) -> dict[str, Any]:
    return {"seen": str(world.letter.version)}


def _answer(world: World, _seat: Seat) -> dict[str, Any]:
    return {"response": str(world.answered.responses.get().pk)}


def _cited(desk: Desk) -> dict[str, Any]:
    return {"citation": str(desk.document.citations.get().pk)}


def _file(name: str = "tep.txt", words: str = "Nội dung.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode())


FILLED: dict[str, Press] = {
    "documents:take_in": lambda _w, _s: {"text": "Số 12-CV/X\nĐề nghị báo cáo.", "direction": "in"},
    "documents:start_batch": lambda _w, _s: {"total": "3", "direction": "in"},
    "documents:send_into": lambda _w, _s: {"place": "1", "files": _file(words="Số 12-CV/X\nĐề nghị báo cáo.")},
    "documents:correct": lambda _w, _s: {"direction": "in", "subject": "Khác", "arrived_on": "14/07/2026"},
    "documents:correct@given": lambda _w, _s: {"direction": "in", "subject": "Khác", "arrived_on": "14/07/2026"},
    "documents:correct@own": lambda _w, _s: {"direction": "in", "subject": "Khác", "arrived_on": "14/07/2026"},
    "documents:choose_cited": lambda w, _s: _cited(w.letter),
    "documents:choose_cited@given": lambda w, _s: _cited(w.given),
    "documents:choose_cited@own": lambda w, _s: _cited(w.own),
    "documents:withdraw": lambda _w, _s: {"reason": "Nhận nhầm."},
    "documents:withdraw@given": lambda _w, _s: {"reason": "Nhận nhầm."},
    "documents:withdraw@own": lambda _w, _s: {"reason": "Nhận nhầm."},
    "desk:present": _desk,
    "desk:confirm": _desk,
    "desk:confirm_sure": _desk,
    "desk:reject": _desk,
    "desk:reopen": _desk,
    "desk:part": _desk,
    "desk:join": _desk,
    "desk:split": lambda w, _s: {**_desk(w, _s), "words": "Quy chế"},
    "desk:add": lambda w, _s: {**_desk(w, _s), "words": "Đề nghị các xã"},
    "desk:doers": lambda w, _s: {**_desk(w, _s), "words_0": "Xã", "part_0": "do", "who_0": "u:w-commune"},
    "desk:replace": lambda w, _s: {**_desk(w, _s), "mark": "u:w-commune"},
    "desk:drop": lambda w, _s: {**_desk(w, _s), "mark": "u:w-commune", "reason": "Đã thôi."},
    "desk:item_doers": lambda w, _s: {**_desk(w, _s), "words_0": "Xã", "part_0": "do", "who_0": "u:w-commune"},
    "desk:edit": lambda w, _s: {**_desk(w, _s), "title": "Việc", "schedule": "undated", "kind": "action"},
    "desk:edit@given": lambda w, _s: {**_desk(w, _s), "title": "Việc", "schedule": "undated", "kind": "action"},
    "desk:header": lambda w, _s: {**_desk(w, _s), "subject": "Khác", "direction": "in"},
    "duties:calendars": lambda _w, _s: {"make": "1"},
    "duties:board_remind": lambda _w, _s: {"o": ".2026-07"},
    "duties:save_view": lambda _w, _s: {"name": "Của tôi", "page": "owed", "query": ""},
    "duties:respond": lambda _w, _s: {"text": "Đã làm.", "key": str(uuid4())},
    "duties:save": lambda _w, _s: {"json": '{"key": "text", "value": "Đang làm", "seen": null}'},
    "duties:evidence": lambda _w, _s: {"files": _file()},
    "duties:approve": lambda w, _s: {"response": str(w.waiting.responses.get().pk)},
    "duties:extend": lambda _w, _s: {"until": "2026-07-30", "reason": "Mưa lũ."},
    "duties:explain": lambda _w, _s: {"words": "Mưa lũ."},
    "duties:dispatch": lambda _w, _s: {"number": "12-CV/DU", "sent_on": "2026-07-13"},
    "duties:accept": _answer,
    "duties:return": lambda w, _s: {**_answer(w, _s), "reason": "Thiếu số.", "answer_by": "2026-07-20"},
    "duties:decide": lambda _w, _s: {"granted": "1", "answer": "Được."},
    "duties:grant": lambda _w, _s: {"until": "2026-07-30", "reason": "Mưa lũ."},
    "duties:withdraw": lambda _w, _s: {"reason": "Giao nhầm."},
    "duties:withdraw_duty": lambda _w, _s: {"reason": "Giao nhầm."},
    "duties:tell_event": lambda w, _s: {"unit": w.units["commune"].key, "happened": "2026-07-13", "words": "Lở đất."},
    "duties:choose_rhythm": lambda _w, _s: {"cadence": "monthly"},
    "reports:new_form": lambda _w, _s: {"name": "Báo cáo quý", "starts": "2026-07-01"},
    "reports:edit_form": lambda _w, _s: {
        "name": "Biểu", "starts": "2026-07-01", "sections": "1", "s0-title": "Kết quả", "s0-fields": "0", "do": "save",
    },
    "reports:bind": lambda w, _s: {"duty": str(w.late.duty_id)},
    "ops:drop_job": lambda _w, _s: {"reason": "Không còn cần."},
    "synthesis:start": lambda w, _s: {"duty": str(w.answered.duty_id), "period": w.answered.period},
    "synthesis:retitle": lambda w, _s: {"title": "Tên khác", "seen": str(w.synthesis.version)},
    "synthesis:edit": lambda w, _s: {"text": "Câu khác.", "seen": str(w.synthesis.version)},
    "synthesis:add": lambda w, _s: {"text": "Câu mới.", "seen": str(w.synthesis.version)},
    "org:unit_settings": lambda _w, _s: {"head_approves": "on"},
    "org:unit_alias": lambda _w, _s: {"words": "Xã S. Trúc"},
    "org:unit_alias_drop": lambda _w, _s: {"words": "Xã S. Trúc"},
    "org:group_alias_drop": lambda _w, _s: {"words": "các nơi"},
    "org:bring_units": lambda _w, _s: {"file": _file("a.csv", "Tên\nXã Mới\n"), "effective": "14/07/2026"},
    "org:decide": lambda _w, s: {
        "title": "Đổi tên", "effective": "14/07/2026", "s0-kind": "create", "s0-name": "Ban Mới",
        "s0-unit_kind": "agency", "s0-parent": f"w-{s.place}",
    },
    "org:mark": lambda _w, _s: {"reason": "Có tên người tố cáo."},
    "org:mark@letter": lambda _w, _s: {"reason": "Có tên người tố cáo."},
    "org:withdraw": lambda _w, _s: {"reason": "Nhầm."},
    "org:group_new": lambda _w, _s: {"name": "các ban", "aliases": ""},
    "org:group": lambda _w, _s: {"unit": "w-commune"},
    "org:invite": lambda _w, _s: {"name": "Mới", "email": "khac@lamgiang.example", "unit": "w-commune", "kind": "officer"},
    "org:bring_people": lambda _w, _s: {"file": _file("a.csv", "Họ tên\nMới\n")},
    "org:grant": lambda _w, _s: {"unit": "w-commune", "kind": "head"},
    "org:close_account": lambda _w, _s: {"reason": "Nghỉ việc."},
    "org:delegate": lambda w, _s: {
        "by": str(w.seat("commune", "head").user), "part": "reader", "task": "Báo cáo quý", "starts": "14/07/2026",
        "last": "15/07/2026", "reason": "Bận.",
    },
    "org:end_loan": lambda _w, _s: {"reason": "Đã về."},
    "org:unit_apart": lambda _w, _s: {"separates": "on"},
    "org:let_in": lambda _w, _s: {"starts": "14/07/2026", "last": "15/07/2026", "reason": "Không mở được biểu."},
    "org:help": lambda _w, _s: {"minutes": "15", "reason": "Xem giúp biểu."},
    "org:look_as": lambda _w, _s: {"don-vi": "w-commune", "ngay": "14/07/2026"},
    "org:machine_new": lambda _w, s: {
        "unit": f"w-{s.place}", "name": "Cổng", "scopes": ["units.read"], "starts": "14/07/2026", "last": "15/07/2026",
        "reason": "Thử.",
    },
    "org:machine_close": lambda _w, _s: {"reason": "Không dùng nữa."},
    "org:lend": lambda w, _s: {
        "by": str(w.seat("commune", "head").user), "starts": "14/07/2026", "last": "15/07/2026", "reason": "Nghỉ.",
    },
}  # fmt: skip
