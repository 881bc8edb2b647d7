"""A reading in plain Vietnamese, for the terminal."""

from __future__ import annotations

from datetime import date

from phoihop.reading.parts import ActorPart, Part, Reading, ReportPart, TaskPart
from phoihop.reading.titles import short_title

_CLASSES = {"document": "văn bản", "relayed": "trang đưa lại văn bản", "header_only": "chỉ có phần đầu văn bản"}
_REFUSED = {
    "not_document": "không phải văn bản chỉ đạo; không có gì để lấy.",
    "unreadable": "không đọc được nội dung (bản quét hoặc chỉ có phần ký); không có gì để lấy.",
}
_ROLES = {"lead": "chủ trì", "do": "thực hiện", "coordinate": "phối hợp"}
_RELATIONS = {
    "basis": "căn cứ", "implements": "thực hiện", "amends": "sửa đổi", "replaces": "thay thế", "reviews": "sơ kết, tổng kết",
    "continues": "tiếp tục", "mentions": "nhắc đến",
}  # fmt: skip
_RHYTHMS = {
    "weekly": "hằng tuần", "monthly": "hằng tháng", "quarterly": "hằng quý", "semiannual": "6 tháng", "annual": "hằng năm",
    "on_event": "khi phát sinh", "other": "định kỳ",
}  # fmt: skip
_URGENCY = {"khan": "khẩn", "thuong_khan": "thượng khẩn", "hoa_toc": "hỏa tốc", "hoa_toc_hen_gio": "hỏa tốc hẹn giờ"}


def summary(name: str, reading: Reading) -> str:
    if reading.refused:
        return f"{name}: {_REFUSED[reading.klass]}"
    return "\n".join([f"{name}: {_CLASSES[reading.klass]}", *_head(reading), *_cited(reading), *_tasks(reading)])


def _head(r: Reading) -> list[str]:
    rows = [
        ("Loại", _v(r.doc_type)),
        ("Số", _v(r.number)),
        ("Ban hành", _v(r.issuing_body)),
        ("Ngày", _day(r.date) or _v(r.date_raw)),
        ("Nơi", _v(r.place)),
        ("Trích yếu", _v(r.subject)),
        ("Độ khẩn", _URGENCY.get(_v(r.urgency), "")),
        ("Kính gửi", "; ".join(p.value for p in r.to)),
        ("Ký", " ".join(filter(None, [_v(r.signed_for), _v(r.signer_position)]))),
    ]
    return [f"  {label + ':':<11}{value}" for label, value in rows if value]


def _v(part: Part | None) -> str:
    return part.value if part else ""


def _day(day: date | None) -> str:
    """03/7 and 02/01: a zero before days under ten, and before the first two months only."""
    return (
        f"{day.day:02d}/{day.month:02d}/{day.year}"
        if day and day.month < 3
        else day.strftime("%d/") + f"{day.month}/{day.year}"
        if day
        else ""
    )


def _cited(r: Reading) -> list[str]:
    out = ["  Văn bản được nhắc:"] if r.citations else []
    for c in r.citations:
        what = " ".join(
            filter(
                None,
                [c.doc_type, c.number, f"ngày {_day(c.date)}" if c.date else "", f"của {c.issuer}" if c.issuer else ""],
            )
        )
        out.append(f"    {what} ({_RELATIONS[c.relation]})")
    return out


def _tasks(r: Reading) -> list[str]:
    out = [f"  Nhiệm vụ: {len(r.tasks)}" if r.tasks else "  Không có nhiệm vụ nào."]
    for n, task in enumerate(r.tasks, 1):
        out += [f"   {n:>2}. {short_title(task.words)}", *(f"       {line}" for line in _lines(task))]
    return out


def _lines(task: TaskPart) -> list[str]:
    who = "; ".join(_who(a) for a in task.actors) or "chưa rõ ai làm"
    when = _when(task.deadline, task.deadline_phrase, None if task.choices else task.cadence)
    lines = [who + (f" · {when}" if when else "")]
    if task.choices:
        lines.append("để ngỏ nhịp: " + " hoặc ".join(_RHYTHMS[c] for c in task.choices))
    if task.span_choice:
        lines.append(f"để ngỏ thời kỳ: {_flat(task.span_choice)}")
    if task.report:
        lines.append(_report(task.report))
    return lines


def _who(actor: ActorPart) -> str:
    return actor.name if actor.role == "do" else f"{actor.name} ({_ROLES[actor.role]})"


def _when(day: date | None, phrase: str | None, cadence: str | None) -> str:
    said = f"hạn {_day(day)}" if day else _flat(phrase) if phrase else ""
    return " · ".join(filter(None, [said, _RHYTHMS.get(cadence or "", "")]))


def _flat(words: str) -> str:
    return " ".join(words.split())


def _report(report: ReportPart) -> str:
    words = ["báo cáo", ", ".join(report.to), f"(qua {report.through})" if report.through else ""]
    when = _when(report.deadline, report.deadline_phrase, report.cadence)
    return " ".join(filter(None, words)) + (f" · {when}" if when else "")
