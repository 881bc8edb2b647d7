"""Reporting duties: «báo cáo», «thông tin», «gửi … về …», to whom, through whom, when."""

from __future__ import annotations

import re
from datetime import date

from phoihop.reading.dates import deadline_in
from phoihop.reading.normalise import collapse
from phoihop.reading.numbers import UPPER
from phoihop.reading.parts import ReportPart
from phoihop.reading.rhythms import event_in, rhythm_in

_VERB = re.compile(
    r"(?:chế độ\s+(?:thông tin,?\s*)?báo cáo|báo cáo(?!\s+(?:viên|tự kiểm tra|chính trị|tài chính|số|này|của))|gửi\s+(?:báo cáo|kết quả|văn bản)|thông tin(?:,|\s+kịp thời)\s*(?:về|cho|báo cáo)|cung cấp thông tin)",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"(?:\bvề|\bcho|\bgửi|\bvới|báo cáo)\s+(?P<to>[{UPPER}][^.;,()\n]*?)(?=\s*(?:\(|,|;|\.|$)|\s+(?:để|trước|qua|chậm nhất|theo|kết quả|tình hình|định kỳ)\b)"
)
_TO_COMMON = re.compile(
    r"báo cáo(?:,\s*tham mưu)?(?:\s+với|\s+cho)?\s+(?P<to>(?:cấp ủy|cấp uỷ|Thường trực|Thường vụ)(?:,\s*chính quyền)?[^.;,()\n]*?)(?=\s+(?:hướng|để|về|xem xét|kết quả)\b|[.;,()]|$)"
)
_THROUGH = re.compile(rf"\(?\s*(?:thông\s+)?qua\s+(?P<via>[{UPPER}][^.;,()\n]*)")
_NOT = re.compile(r"(?:xây dựng|dự thảo|hoàn thiện|thẩm định|họp|nghe)\s+báo cáo", re.IGNORECASE)
_ONLY = re.compile(
    r"^(?:\W*(?:Thực hiện (?:nghiêm|tốt|đầy đủ|đúng)\s+|Định kỳ\s+|Kịp thời\s+|Tổng hợp,?\s*|Đề nghị[^,.]*?\s)?)?(?:chế độ\s+(?:thông tin,?\s*)?báo cáo|báo cáo|gửi\s+(?:báo cáo|kết quả|văn bản))",
    re.IGNORECASE,
)


def report_in(words: str, signed: date | None) -> tuple[ReportPart, bool] | None:
    """The reporting duty of an item, and whether the item is nothing but that."""
    found = _VERB.search(words)
    if found is None or (_NOT.search(words) and not _ONLY.match(words)):
        return None
    tail = words[found.start() :]
    clause = _clause(words, found.start())
    to = _to(tail)
    through = _THROUGH.search(tail)
    deadline = deadline_in(tail, signed)
    rhythm = rhythm_in(tail) or event_in(clause)
    only = _ONLY.match(words) is not None
    if not only and not to and deadline is None and rhythm is None:
        return None
    return (
        ReportPart(
            to=to,
            through=collapse(through["via"]) if through else None,
            deadline=deadline.day if deadline else None,
            deadline_phrase=deadline.phrase if deadline else None,
            cadence=rhythm.cadence if rhythm else None,
            cadence_phrase=rhythm.phrase if rhythm else None,
        ),
        only,
    )


def _clause(words: str, at: int) -> str:
    """The clause of the report, from the semicolon before it on."""
    return words[words.rfind(";", 0, at) + 1 :]


def _to(tail: str) -> list[str]:
    if found := _TO_COMMON.match(tail):
        return [collapse(found["to"])]
    found = _TO.search(tail[:200])
    return [collapse(found["to"])] if found else []
