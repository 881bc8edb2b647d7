"""What a letter does to another that it names: told by the words before it, by those behind it, or by its neighbour."""

from __future__ import annotations

import re

from phoihop.reading.tokens import Tokens

MENTIONS = "mentions"
_BEFORE = [
    ("replaces", re.compile(r"(?:thay\s+thế|bãi\s+bỏ|hủy\s+bỏ)\s+(?:cho\s+)?(?:[^\W\d]+\s+){0,3}$")),
    ("amends", re.compile(r"(?:sửa\s+đổi|bổ\s+sung|điều\s+chỉnh)[^.;]{0,50}$")),
    ("reviews", re.compile(r"(?:sơ\s+kết|tổng\s+kết|đánh\s+giá\s+kết\s+quả)[^.;]{0,60}$")),
    ("continues", re.compile(r"tiếp\s+tục\s+(?:thực\s+hiện|triển\s+khai(?:\s+thực\s+hiện)?|quán\s+triệt[^.;]{0,40})\s+(?:\w+\s+){0,2}$")),
    ("basis", re.compile(r"(?:căn\s+cứ|trên\s+cơ\s+sở)\s+(?:vào\s+)?(?:[^.;]{0,60})$")),
    ("implements", re.compile(r"(?:thực\s+hiện|triển\s+khai|cụ\s+thể\s+hóa|quán\s+triệt|theo|thi\s+hành)[^.;]{0,50}$")),
]  # fmt: skip
_BEHIND = re.compile(
    r"[^.;:\n]{0,90}?(?<!\w)(?:hết\s+hiệu\s+lực|(?:bị\s+)?bãi\s+bỏ\s+(?:kể\s+)?từ|(?:được|bị)\s+(?:thay\s+thế|bãi\s+bỏ))"
)
# «Nghị định số 30 sửa đổi Nghị định số 20»: the one before does it, not this letter.
_OTHERS = re.compile(
    r"\s*[,)]?\s*(?:(?:năm|khóa)\s+\w+\s*)?(?:của\s[^.;:\n]{0,80}?\s)?(?:(?:về|v/v)\s(?:việc\s)?)?"
    r"(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|điều\s+chỉnh|hướng\s+dẫn|quy\s+định\s+chi\s+tiết|triển\s+khai|thực\s+hiện|thi\s+hành|sơ\s+kết|tổng\s+kết)"
)
_JOINED = re.compile(r"\s*[,)]?(?:\s*của\s[^.;:\n]{0,80}?)?\s*(?:,|và|,\s*và)\s*(?:các\s+|cả\s+)?$")
# «Căn cứ Nghị định số 45 … quy định …; Nghị định số 150 …»: one ground after the other, each with its subject.
_GROUNDS = re.compile(r"[^.;\n]{0,190};\s*(?:(?:và|các)\s+)?$|[^.;\n]{0,190}\s(?:và|,)\s+(?:các\s+)?$")
_GROUND_OPENS = re.compile(r"(?:^|[\n.;:]\s*|[-–+]\s*)căn\s+cứ\s[^.\n]{0,600}$")
_MOST_GROUND = 700
_REACH, _BACK = 90, 200


def relation_at(t: Tokens, start: int, end: int, earlier: tuple[int, int, str] | None) -> str:
    """`earlier`: where the citation before stands, and what the letter does to it."""
    if _BEHIND.match(t.low, end, end + _REACH + 30):
        return "replaces"
    if earlier and 0 <= start - earlier[1] <= _BACK:
        if _OTHERS.match(t.low, earlier[1], start):
            return MENTIONS
        if _JOINED.fullmatch(t.low, earlier[1], start):
            return earlier[2]
        if earlier[2] == "basis" and _GROUNDS.fullmatch(t.low, earlier[1], start) and _in_grounds(t, start):
            return "basis"
    return next((name for name, shape in _BEFORE if shape.search(t.low, max(0, start - _REACH), start)), MENTIONS)


def _in_grounds(t: Tokens, at: int) -> bool:
    """In the sentence that opens with «Căn cứ», before any order."""
    return _GROUND_OPENS.search(t.low, max(0, at - _MOST_GROUND), at) is not None
