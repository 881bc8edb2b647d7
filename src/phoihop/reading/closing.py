"""What closes a letter and orders nothing; what nobody took although it looks like an order."""

from __future__ import annotations

import re

from phoihop.reading.lexicon import tags
from phoihop.reading.names import begins_name, names_at
from phoihop.reading.schedule import Calendar
from phoihop.reading.tokens import Tokens

_CLOSING = re.compile(
    r"chịu\s+trách\s+nhiệm\s+(?:thi\s+hành|thực\s+hiện)\s+(?:các\s+)?(?:quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|chỉ\s+thị|quy\s+định|quy\s+chế|kế\s+hoạch)\s+này"
    r"|phổ\s+biến\s+đến\s+(?:các\s+)?chi\s+bộ|trân\s+trọng|hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ|thay\s+thế\s+(?:quyết\s+định|thông\s+báo|chỉ\s+thị)"
    r"|thông\s+báo\s+(?:để|đến)\s[^.;]{0,80}\sbiết|này\s+thay\s+(?:thế\s+|cho\s+)?(?:quyết|hướng|kế|công|quy|chỉ|thông)|rất\s+mong|rất\s+hân\s+hạnh"
    r"|nào\s+(?:không|chưa|chậm)\s[^.;]{0,60}\s(?:phải|sẽ)\s+chịu\s+(?:hoàn\s+toàn\s+)?trách\s+nhiệm"
    r"|thông\s+tin(?:\s+xin)?\s+liên\s+hệ|đầu\s+mối(?<!làm\sđầu\smối)(?<!là\sđầu\smối)(?:\s+xin)?\s+liên\s+hệ|địa\s+chỉ(?:\s+xin)?\s+liên\s+hệ|chi\s+tiết(?:\s+xin)?\s+liên\s+hệ"
    r"|chịu\s+trách\s+nhiệm\s+(?:tổ\s+chức\s+)?thi\s+hành(?:\s+kể\s+từ\s+ngày\s+ký)?\W*$|mong\s+nhận\s+được|nhận\s+sự\s+(?:quan\s+tâm|phối\s+hợp)|được\s+sự\s+(?:quan\s+tâm|phối\s+hợp)|căn\s+cứ\s+(?:quyết\s+định|nghị\s+quyết|chỉ\s+thị|kế\s+hoạch|thông\s+báo|công\s+văn)\s+này\s+(?:thi\s+hành|thực\s+hiện)"
)  # each way opens with a letter, so that most places are passed over at once
_FURNITURE = re.compile(
    r"(?:lưu\s*:?\s+(?:vt|văn\s+(?:phòng|thư))|thống\s+kê\s+truy\s+cập|tải\s[^.\n]{0,60}(?:tại\s+đây|về)|dự\s+báo\s)"
)
_HOW = r"(?:(?:nghiêm\s+túc|khẩn\s+trương|tích\s+cực|chủ\s+động|quan\s+tâm|kịp\s+thời|nghiêm|phối\s+hợp|đồng\s+bộ|quyết\s+liệt)(?:\s*,|\s+và)?\s+)"
_CARRIES_OUT = re.compile(
    rf"(?:(?:cần|phải|hãy)\s+)?{_HOW}+(?:(?:triển\s+khai|tổ\s+chức|chấp\s+hành|phối\s+hợp)(?:\s*,|\s+và)?\s+)*"
    r"(?:thực\s+hiện|thi\s+hành)(?:\s+(?:tốt|nghiêm))?"
    r"(?:\s+(?:(?:các|những)\s+)?(?:nội\s+dung|quyết\s+định|kế\s+hoạch|công\s+văn|công\s+điện|chỉ\s+thị|thông\s+báo|hướng\s+dẫn|nhiệm\s+vụ|văn\s+bản)"
    r"(?:\s+(?:này|trên|nêu\s+trên|nói\s+trên))?)?\W*$"
)
_EXECUTES = re.compile(
    r"(?:(?:có\s+)?trách\s+nhiệm\s+)?(?:tổ\s+chức\s+)?thi\s+hành\s+(?:quyết\s+định|nghị\s+quyết|nghị\s+định|thông\s+tư|chỉ\s+thị|quy\s+định|quy\s+chế)\s+này\W*$"
)  # «Các đơn vị thi hành Quyết định này.»
_ASKED_NEAR = 40  # words before the asking


def closes(t: Tokens, s: int, e: int, *, heads_item: bool) -> bool:
    """A clause that ends a letter: who carries it out, from when it stands, thanks."""
    start, end = t.starts[s], t.ends[e - 1]
    if _CLOSING.search(t.low, start, end) or _FURNITURE.match(t.low, start):
        return True
    if _EXECUTES.search(t.low, start, end) and begins_name(t, s):
        _names, after = names_at(t, s, e, semicolons=True)
        return after < e and _EXECUTES.match(t.low, t.starts[after], end) is not None
    return _CARRIES_OUT.search(t.low, start, end) is not None and _only_carries_out(t, s, e, heads_item=heads_item)


def _only_carries_out(t: Tokens, s: int, e: int, *, heads_item: bool) -> bool:
    """«Yêu cầu các sở, ngành nghiêm túc thực hiện.»: who, and no work but what was said before."""
    asks = (k for k in range(s, min(e, s + _ASKED_NEAR)) if t.has(k, tags.ASK) and not t.has(k, tags.NOUN))
    ask = next(asks, -1)
    if ask < 0 and (heads_item or not begins_name(t, s)):
        return False
    at = s if ask < 0 else ask + t.widths[ask]
    _names, after = names_at(t, at, e, semicolons=True)
    return after < e and _CARRIES_OUT.match(t.low, t.starts[after], t.ends[e - 1]) is not None


def looks_like_order(t: Tokens, cal: Calendar, a: int, b: int, *, led: bool) -> bool:
    """Two of a verb of duty, a doer and a time, as in «Tuyên truyền: Báo tỉnh; hằng tháng»: what nobody understood must not vanish."""
    if any(t.has(k, tags.MODAL) for k in range(a, b)):
        return True
    if not led:
        return False
    start, end = t.starts[a], t.ends[b - 1]
    acts = any(t.tags[k] & (tags.VERB | tags.REPORT) and not t.has(k, tags.NOUN) for k in range(a, b))
    timed = bool(cal.times_of(start, end)) or bool(cal.rhythms_of(start, end))
    return (acts and timed) or ((acts or timed) and any(begins_name(t, k) for k in range(a, b)))
