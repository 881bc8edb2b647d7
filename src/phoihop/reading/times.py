"""Days, periods and rhythms as letters write them, found in one pass over the text."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from phoihop.periods import VIETNAM

_D, _M, _Y = r"(\d{1,2})", r"(\d{1,2})", r"((?:19|20)\d{2})(?:\d(?![\d/]))?(?!\d)"
_LAST_TWO = 99
_AND = r"(?:,|và|-|\+|&)"
_SEP = r"\s?[/.-]\s?"
_SLIP = re.compile(r"[ol](?:(?<=\d[ol])(?=\d|/\d|\b)|(?<![^\W_][ol])(?=\d|/\d))")  # 2O26, 0l/12: a scan's digits
_NAMED = r"(?:ngày\s+(?:(?!tháng|năm|ngày|từ|đến|trước)[^\W\d_]+\s+){0,4})?"  # «ngày Quốc khánh 02/9/2025»
_FROM = r"(?:(?:ngày\s+)?\d{1,2}(?:\s?[/.-]\s?|\s+tháng\s+)\d{1,2}(?:\s?[/.-]\s?|,?\s*năm\s+)(?:19|20)\d{2}(?!\d)|[^.;,]{3,60})"
_WORDS = r"(?:\([\w\s]{2,20}\)\s+)?"
_FEW = r"một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?:\s+lăm)?"
_CORE = re.compile(
    rf"(?P<full>{_NAMED}(?<!\d){_D}\s+tháng\s+{_M}\s*,?\s*năm\s+{_Y})"
    rf"|(?P<slash>{_NAMED}(?<![\d/.-])(?:\d{{1,2}}-(?=\d{{1,2}}/))?{_D}{_SEP}{_M}{_SEP}{_Y})"
    rf"|(?P<brief>(?:ngày\s+)?(?<![\d/.-]){_D}/{_M}/(\d{{2}})(?![\d/]))"
    rf"|(?P<comes>ngày\s+(?:m[ùồ]ng\s+)?{_D}\s+(?:của\s+)?(?:(?:hằng|hàng|mỗi)\s+(?:tháng|quý)|tháng\s+(?:cuối(?:\s+cùng)?|đầu(?:\s+tiên)?|thứ\s+(?:nhất|hai|ba|[1-3]))\s+(?:của\s+)?(?:mỗi\s+)?quý"
    r"|tháng\s+(?:cuối|sau|tiếp|kế\s+tiếp|liền\s+kề|báo\s+cáo)|(?:đầu|trong)\s+tháng(?!\s+\d)|(?<=của\s)tháng(?!\s+\d)))"
    rf"|(?P<short>ngày\s+(?:(?!tháng|năm|ngày)[^\W\d_]+\s+){{0,4}}{_D}(?:\s?[/.-]\s?|\s+tháng\s+){_M}(?!\s?[/.-]?\d))"
    rf"|(?P<worded>ngày\s+{_D}\s+tháng\s+(một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai))?)(?:\s+năm\s+{_Y}|(?=\s*(?:[,.;()]|$))))"
    rf"|(?P<half>(?:(?:6|06|sáu)\s+tháng|(?:2|02|hai)\s+quý)\s+(đầu|cuối)\s+(?:của\s+)?năm(?:\s+{_Y})?)"
    rf"|(?P<month>(?:tháng\s+|(?<!\w)t\.?\s?)(?:\d{{1,2}}(?:\s*/\s*(?:19|20)\d{{2}})?\s*{_AND}\s*(?:tháng\s+)?){{0,3}}{_M}(?:\s*/\s*|\s+năm\s+|\s*-\s*){_Y})"
    rf"|(?P<quarter>(?:quý\s+|(?<!\w)q)(?:(?:iv|i{{1,3}}|[1-4])(?:\s*/\s*(?:19|20)\d{{2}})?\s*{_AND}\s*(?:quý\s+)?){{0,3}}(iv|i{{1,3}}|[1-4])(?:\s*/\s*|\s+năm\s+|\s*-\s*){_Y})"
    rf"|(?P<bare_month>tháng\s+(?:(?:\d{{1,2}}\s*{_AND}\s*){{1,3}}(?=\d{{1,2}}[ ]*(?:[.;|)\t\n\"]|$))|(?:\d{{1,2}}\s*{_AND}\s*tháng\s+){{0,3}})(\d{{1,2}})(?![\d/]))"
    rf"|(?P<bare_quarter>(?:quý\s+|(?<!\w)q)(?:(?:iv|i{{1,3}}|[1-4])\s*{_AND}\s*(?:quý\s+)?(?=[iq1-4])){{0,3}}(iv|i{{1,3}}|[1-4])(?!\w))"
    rf"|(?P<years>(?<![\d/.-])((?:19|20)\d{{2}})\s*-\s*{_Y})"
    rf"|(?P<year>năm\s+(?:(?:19|20)\d{{2}}\s*{_AND}\s*(?:năm\s+)?)?{_Y})"
    r"|(?P<dotted>(?<![\d/.,-])(\d{1,2})[.-](\d{1,2})(?![\d%]|[.,/-]\d|\s*(?:ha|km|m|tỷ|triệu|nghìn|%)))"
    rf"|(?P<soon>(?:ngày\s+{_D}\s+)?(?:tháng|quý|năm)\s+(?:này|nay)(?!\s+là)|cuối\s+năm(?=\s*(?:[,.;)]|$)))"
    rf"|(?P<numbered>(?<![\d/.-])(1[0-2]|0?[1-9])/{_Y}(?![/\d]))"
    rf"|(?P<spoken>(?<!\d\s)tháng\s+(hai|ba|tư|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai))?)(?:\s+năm\s+{_Y}|(?=\s*(?:[,.;()]|$)|\s+(?:năm\s+)?này)))"
    r"|(?P<today>(?:ngày\s+)?hôm\s+nay|cùng\s+ngày)"
    r"|(?P<bare>(?<![\d/.,-])(?<!tuần\s)(\d{1,2})(?:/|\s+tháng\s+(?=(?:1[0-2]|0?[1-9])(?!\s+(?:ngày|năm))))(\d{1,2})(?![\d/%]))"
    rf"|(?P<within>(?:(?:trong\s+)?(?:vòng|thời\s+(?:hạn|gian))\s+(\d{{1,3}}|{_FEW})\s+{_WORDS}(?:ngày(?:\s+làm\s+việc)?|(?:tháng|tuần)(?=,?\s+(?:kể|tính)))(?:,?\s+(?:kể|tính)\s+từ\s+{_FROM}|[^.;,]{{0,60}})"
    rf"|(?:(?:chậm|muộn|trễ)\s+nhất\s+)?(?:sau\s+)?(?<![\d/.,-])(\d{{1,3}})\s+{_WORDS}ngày(?:\s+làm\s+việc)?,?\s+(?:kể|tính)\s+từ\s+{_FROM}"
    rf"|trong\s+(\d{{1,3}}|{_FEW})\s+{_WORDS}(?:ngày(?:\s+làm\s+việc)?|tháng|tuần),?\s+(?:(?:kể|tính)\s+)?từ\s+{_FROM}))"
)
_ANCHOR = re.compile(
    r"[ntqvcmhs\d](?:(?<=\d)\d*|(?<![^\W\d_]\w)(?:(?<=n)(?:gày|ăm)(?=\s)"
    rf"|(?<=t)(?:háng(?=\s)|rong\s+(?:vòng|thời\s+(?:hạn|gian)|(?:\d+|{_FEW})\s+(?:\([^()\n]{{2,20}}\)\s+)?(?:ngày|tháng|tuần)(?=[^.;\n]{{0,16}}\stừ\s))(?=[\s,])|hời\s+(?:hạn|gian)(?=\s)|rễ\s+nhất(?=\s+(?:sau\s+)?\d)|(?=\.?\s?\d{{1,2}}/))"
    r"|(?<=q)(?:uý(?=\s)|(?=[1-4iv]))|(?<=v)òng(?=\s)|(?<=c)(?:hậm\s+nhất(?=\s+(?:sau\s+)?\d)|ùng(?=\s+ngày))"
    r"|(?<=m)uộn\s+nhất(?=\s+(?:sau\s+)?\d)|(?<=h)ôm(?=\s+nay)|(?<=s)áu(?=\s+tháng\s)|(?<=c)uối(?=\s+năm)))"
)  # where a day may begin; one class of letters first, so that most places are passed over at once
_COUNTED_FROM = re.compile(
    r"(?:(?:kể|tính)\s+)?từ\s+(?:(?P<issue>(?:ngày|khi)\s+(?:(?:[^\W\d_]+\s+){1,4}?(?:được\s+)?)?(?:ký|ban hành|thông qua))"
    r"|(?:ngày\s+)?(?P<d>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<m>\d{1,2})(?:(?:\s?[/.-]\s?|,?\s*năm\s+)(?P<y>(?:19|20)\d{2}))?)"
)
_HOUR = r"(?:\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{2}\s?(?:phút|['’])?)?,?\s+|giờ\s+làm\s+việc\s+)?"
_PART = (
    r"(?:(?:buổi\s+)?(?:sáng|chiều|tối|trưa|đêm)\s+)?"
    r"(?:(?:thứ\s+\w+|chủ\s+nhật)\s*,?\s+(?:tuần\s+(?:này|sau|tới)\s*,?\s*)?)?\(?(?:(?:khoảng\s+)?cuối\s+|ngày\s+(?:làm\s+việc\s+)?cuối(?:\s+cùng)?\s+(?:của\s+)?)?"
)  # «vào sáng Chủ nhật, …», «trước thứ 6 tuần này (…»
_AT_LATEST = r" nhất(?:\s+(?:là|vào|trước|đến|trong|không\s+quá))*(?:\s+hết)?"
_OF_MONTH = r"(?:\s+\d{1,2}(?:\s+năm)?)?"
_TERM = r"(?:\s+(?:nộp|gửi|xong|báo\s+cáo|hoàn\s+thành))?"
_BEFORE = re.compile(  # each way opens with a letter, so that most places are passed over at once
    rf"(?:không\s+(?:quá|(?:muộn|trễ|chậm)\s+hơn)|chậm{_AT_LATEST}|muộn{_AT_LATEST}|trễ{_AT_LATEST}"
    r"|trước|từ\s+nay\s+(?:cho\s+)?đến\s+hết|cho\s+đến\s+hết|đến\s+hết|đến\s+trước|đến|tới|hết|hạn\s+(?:cuối|chót)(?:\s+cùng)?(?:\s+là)?"
    rf"|từ\s+(?:ngày\s+)?\d{{1,2}}\s*-|thời\s+hạn{_TERM}|hạn(?<!trung\shạn)(?<!dài\shạn)(?<!ngắn\shạn)(?<!quá\shạn){_TERM}"
    rf"|ngay\s+trong{_OF_MONTH}|ngay\s+vào{_OF_MONTH}|trong{_OF_MONTH}|vào{_OF_MONTH}|cuối|thời gian|xong|hoàn\s+thành"
    r"|tại\s+(?:phiên|kỳ|cuộc|hội)\s+(?:họp|nghị)(?:\s+(?!tháng|ngày|quý|năm)[^\W\d_]+){0,3})"
    rf"\s*:?\s+(?:thời\s+điểm\s+)?{_HOUR}{_PART}$"
)
_EVENT_DAY = re.compile(
    r"(?:không\s+quá|(?:chậm|muộn|trễ)\s+nhất|trước|đến)\s+(?:ngày|dịp|lễ|kỳ|hội|đại|khi|giờ|buổi)\s+(?:[^\W\d_]+\s+){1,7}"
    r"\((?:dự\s+kiến\s+)?(?:(?:vào\s+)?(?:lúc\s+)?\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{2}\s?(?:phút)?)?,?\s+)?(?:(?:vào\s+)?ngày\s+)?$"
)
_PART_OF_DAY = re.compile(
    r"(?<!\w)(?:(?:vào\s+)?(?:(?:lúc|đúng|từ)\s+)?\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{2}\s?(?:phút)?)?,?\s+)?(?<!\w)(?:(?:buổi\s+)?(?:sáng|chiều|tối|trưa|đêm)\s+)?"
    r"(?:(?:thứ\s+\w+|chủ\s+nhật)\s*,?\s+)?(?:(?:hai|ba|các|\d{1,2})\s+ngày\s+(?:\d{1,2}\s*(?:,|và|-)\s*)+)?\(?$"
)
_EDGE_OF = re.compile(
    r"(?<!\w)(?:(?:trong|vào|hết|đến|xong|trước)\s+)?(?P<edge>(?:(?:nửa\s+)?đầu|giữa|nửa\s+cuối|tuần\s+(?:đầu(?:\s+tiên)?|thứ\s+\w+))\s+(?:của\s+)?)$"
)
_AND_ON = re.compile(r"\s*(?:,|và)\s+(?:các|những)\s+năm\s+(?:tiếp(?:\s+theo)?|sau|tới|kế\s+tiếp)(?!\w)")
_DAY_MORE = re.compile(r"\s*(?:,|và)\s*(?:trước\s+)?(?:ngày\s+)?\d")
_REGULAR = re.compile(r"(?<!\w)định\s+kỳ\s+$")
_YEARLESS = {"short", "bare", "dotted", "bare_month", "bare_quarter", "spoken"}
WHOLE_DAYS = {"full", "slash", "short", "bare"}
_SHORTER = {"month", "quarter", "bare_month", "bare_quarter", "year"}
_NEXT_YEAR = re.compile(r"\s+(?:của\s+)?năm\s+(?:sau|tới|kế\s+tiếp)(?!\w)")
_EVERY_YEAR = re.compile(r"\s*(?:,\s*)?(?:của\s+)?(?:hằng|hàng|mỗi)\s+năm")
_SPOKEN = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
}
_COUNTS = {**_SPOKEN, "bốn": 4, "mười lăm": 15}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

_EACH = r"(?:hằng|hàng|mỗi|từng)"
_ONE = r"(?:một|1|01)"
_ROUND = r"(?:lần|kỳ|đợt)"  # twice a year is a half-yearly rhythm, two courses a year are not
_THING = r"(?:buổi|cuộc|phiên|số|lớp|lượt|hội nghị|tin|bài|chuyên mục|chuyên đề|phóng sự|chương trình|mô hình|chuyến|hoạt động)"
_TIMES = r"(?:lần|kỳ|đợt|buổi|cuộc|phiên|số|lớp|lượt)"
_OF = rf"{_THING}(?:,?\s+[^\W\d_]+){{0,4}}?\s*/\s*"  # «02 lớp tập huấn/năm»
_PER = r"(?:/|trong|trên|mỗi)"
_LEAST = r"(?:ít\s+nhất|tối\s+thiểu|không\s+dưới)"
_EDGE = r"(?:(?:vào\s+)?(?:đầu|cuối|giữa)\s+)?"
_WEEKDAY = r"(?:(?:sáng|chiều|tối)\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)"


def _per(unit: str, each: str = _EACH) -> str:
    """«hằng tháng», «cuối mỗi tháng», «mỗi tháng ít nhất một lần», «tháng một lần», «một lần/tháng»."""
    often = rf"(?:{_LEAST}\s+)?{_ONE}\s+{_TIMES}"
    return rf"{_EDGE}{each}\s+(?:(?:đầu|cuối)\s+)?{unit}(?:\s+{often})?|{unit}\s+nào\s+cũng(?=\s)|(?:{_ONE}\s+)?{unit}(?:\s+|\s*/\s*){often}|(?<![\w\s]){unit}/lần|{_ONE}\s+{_OF}{unit}|{_ONE}\s+{_TIMES}\s*{_PER}\s*(?:{_ONE}\s+)?{unit}(?!\s+(?:[iv]+\b|\d))"


def _every(number: str, unit: str) -> str:
    """«6 tháng một lần», «6 tháng/lần»."""
    return rf"(?:{_EACH}\s+|cứ\s+)?(?<!\d)(?:{number})\s+{unit}\s*(?:/\s*(?:{_ONE}\s+)?(?:lần|kỳ)|\s{_ONE}\s+{_TIMES})"


def _times_a(number: str, unit: str) -> str:
    """«02 lần/năm», «mỗi năm hai lần»."""
    return rf"(?:{number})\s+{_ROUND}\s*{_PER}?\s*(?:một\s+)?{unit}|(?:{_EACH}|1|01|một)\s+{unit}\s+(?:{number})\s+{_ROUND}"


_TWO, _SOME = "2|02|hai", r"hai|ba|bốn|(?!0?1(?!\d))\d{1,2}"
_RHYTHMS = [
    ("semiannual", r"giữa\s+năm\s*(?:,|và)\s*cuối\s+năm(?!\s+\d)"),
    ("other", rf"(?:{_EACH}|{_ONE})\s+nhiệm\s+kỳ\s+(?:{_LEAST}\s+)?(?:{_ONE}|{_SOME})\s+{_TIMES}"),
    ("other", (rf"(?:theo\s+)?chu\s+kỳ\s+(?!(?:0?3|ba|0?6|sáu|12)\s+tháng)(?:{_SOME})\s+(?:ngày|tuần|tháng|năm)|nửa\s+(?:tháng|tuần)\s+{_ONE}\s+{_TIMES}|ngày\s+nào\s+cũng(?=\s)"
        rf"|{_LEAST}\s+(?:{_SOME}|{_ONE})\s+(?!triệu|tỷ|nghìn|đồng|{_TIMES}\s?/)[^\W\d_]+\s?/\s?(?:tuần|tháng)")),
    ("other", rf"{_LEAST}\s+(?:{_SOME})\s+{_TIMES}\s*{_PER}\s*(?:một\s+|mỗi\s+)?(?:năm(?:\s+học)?|học\s+kỳ|quý|tháng|tuần)"),
    ("twice", rf"(?:vào\s+)?(?:các\s+)?(?:ngày\s+)?{_WEEKDAY}\s*(?:,|và)\s*{_WEEKDAY}(?:\s+{_EACH}\s+tuần)?|(?:vào\s+)?(?:các\s+)?ngày\s+\d{{1,2}}(?:\s*(?:,|và)\s*(?:ngày\s+)?\d{{1,2}})+\s+(?:{_EACH}\s+tháng|trong\s+tháng(?!\s+\d))"),
    ("semiannual", (rf"(?:ngày\s+)?\d{{1,2}}/\d{{1,2}}\s*(?:,|và)\s*(?:(?:trước\s+)?ngày\s+)?\d{{1,2}}/\d{{1,2}}\s+(?:của\s+)?{_EACH}\s+năm"
        rf"|ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}\s*(?:,|và)\s*(?:trước\s+)?ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+(?:của\s+)?{_EACH}\s+năm")),
    ("semiannual", rf"(?:theo\s+)?chu\s+kỳ\s+(?:6|06|sáu)\s+tháng|{_every('6|06|sáu', 'tháng')}|{_ONE}\s+lần\s*{_PER}\s*(?:6|06|sáu)\s+tháng|(?:{_EACH}\s+)?(?<!\d)(?:6|06|sáu)\s+tháng(?!\s+(?:đầu|cuối|tuổi|kể|tới|qua|trước(?!\s+(?:ngày|\d))|trở|liên|đến\s+(?:dưới\s+)?(?:\d|một|hai|ba|năm)|\d))|{_times_a(_TWO, 'năm')}|nửa\s+năm\s+{_ONE}\s+{_TIMES}|{_per('học kỳ')}|(?:vào\s+)?(?:đầu|giữa|cuối)\s+học\s+kỳ(?:\s+(?:i|1|một))?\s*(?:,|và)\s*(?:(?:đầu|giữa|cuối)\s+)?(?:học\s+kỳ\s+(?:ii|2|hai)|năm(?:\s+học)?)"),
    ("quarterly", rf"(?:theo\s+)?chu\s+kỳ\s+(?:3|03|ba)\s+tháng|{_every('3|03|ba', 'tháng')}|{_ONE}\s+lần\s*{_PER}\s*(?:3|03|ba)\s+tháng|{_times_a('4|04|bốn', 'năm')}"),
    ("annual", _every("12|mười hai", "tháng") + "|" + _every("1|01|một", "năm")),
    ("monthly", _every("1|01|một", "tháng")),
    ("weekly", _every("1|01|một", "tuần")),
    ("semiannual", rf"{_EACH}\s+năm(?=\s(?:[^\W\d_]+\s+){{1,3}}?(?:{_TWO})\s+{_ROUND}(?!\w))"),
    ("other", rf"{_EACH}\s+(?:tuần|tháng|quý)(?=\s(?:[^\W\d_]+\s+){{1,3}}?(?:{_SOME})\s+{_ROUND}(?!\w))"),
    ("other", rf"(?:{_SOME})\s+{_TIMES}\s*{_PER}\s*(?:một\s+)?(?:ngày|tuần|tháng|quý|năm|giờ|ca)|{_EACH}\s+(?:tuần|tháng|ngày|quý|năm)\s+(?:{_LEAST}\s+)?(?:từ\s+)?(?:\d{{1,2}}\s*(?:-|đến)\s*)?(?:{_SOME})\s+(?:{_TIMES}|{_THING})|(?:{_SOME})\s+{_OF}(?:ngày|tuần|tháng|quý|năm)"),
    ("monthly", _per("tháng") + r"|(?:(?:sáng|chiều|tối)\s+)?(?:chủ\s+nhật|thứ\s+\w+)\s+(?:tuần\s+)?(?:đầu|cuối)(?:\s+cùng)?(?:\s+của)?\s+(?:mỗi\s+)?tháng(?!\s+\d)|(?:\d{1,2}|một)\s+(?:ngày|buổi)\s+trong\s+tháng(?!\s+\d)|(?:tuần|ngày)\s+(?:làm\s+việc\s+)?(?:đầu|cuối)(?:\s+(?:tiên|cùng))?\s+(?:của\s+)?(?:mỗi\s+)?tháng(?!\s+\d)"),
    ("weekly", rf"{_EACH}\s+{_WEEKDAY}|{_WEEKDAY}\s+(?:đầu\s+|cuối\s+)?tuần(?!\s+(?:này|sau|tới|trước|đầu|cuối|thứ|\d))|{_WEEKDAY}\s+{_EACH}\s+tuần|{_per('tuần')}"),
    ("quarterly", rf"{_per('quý')}|tháng\s+cuối\s+(?:mỗi\s+)?quý|(?:tuần|ngày)\s+(?:làm\s+việc\s+)?(?:đầu|cuối)(?:\s+(?:tiên|cùng))?\s+(?:của\s+)?(?:mỗi\s+)?quý(?!\s+(?:[iv]+\b|\d))"),
    ("annual", _per(r"năm(?:\s+học)?") + "|thường niên"),
    ("other", rf"{_EDGE}(?<!sau\s)(?:hằng|hàng|mỗi)\s+(?:ngày|giờ|buổi|ca|đêm|khóa\s+học)(?:\s+(?:trực|làm\s+việc))?|(?:9|09|chín)\s+tháng(?=\s*,|\s+và|\s+hoặc)|(?:ngày|tuần|tháng)\s+(?:2|02|hai|3|03|ba)\s+{_TIMES}|(?:cứ\s+)?(?:\d{{1,2}}|hai|ba|năm)\s+(?:năm|tuần|ngày|giờ|phút|tháng)\s*(?:/\s*(?:{_ONE}\s+)?lần|\s{_ONE}\s+{_TIMES})|(?:cứ\s+)?(?:\d{{1,2}}|hai|ba|năm)\s+(?:năm|tuần|ngày|giờ|phút|tháng)(?=\s(?:[^\W\d_]+\s+){{1,4}}?{_ONE}\s+{_TIMES})"),
    ("quarterly", r"(?<=định\skỳ\s)(?:3|03|ba)\s+tháng"),
    ("annual", r"(?<=định\skỳ\s)(?:(?:12|mười\s+hai)\s+tháng|(?:1|01|một)\s+năm)"),
    ("other", r"cứ\s+(?:\d{1,2}|hai|ba|bốn|năm|mười)\s+(?:năm|tuần|ngày|giờ|phút|tháng)(?=\s[^.;,]{0,60}?\s(?:một|1|01)\s+lần)"),
    ("other", r"(?<=định\skỳ\s)(?:\d{1,2}|hai|ba|bốn|năm|mười)\s+(?:năm|tháng|tuần|ngày)(?!\s+(?:trước|sau|kể|đầu|cuối))"),
]  # fmt: skip
_RHYTHM = re.compile(
    "|".join(rf"(?P<{name}{n}>(?<!\w)(?:{shape})(?![^\W\d]|\d(?:\d|/)))" for n, (name, shape) in enumerate(_RHYTHMS))
)
_COUNTED = (
    "tháng", "năm", "tuần", "quý", "học", "ngày", "giờ", "phút", "lần", "kỳ", "đợt", "buổi", "cuộc", "phiên", "số", "lớp", "lượt", "hội", "tin", "bài",
    "chuyên", "phóng", "chương", "mô", "chuyến", "hoạt",
)  # fmt: skip
_NO_MONTH = r"(?!\s+\d{1,2}(?!\d|\s+[lkđbcps]))"  # «tháng 3», not «tháng 1 lần»
_OPENS = (
    r"(?:h[ằà]ng|mỗi|từng|một|tuần|quý|năm(?!\s+\d{4})|thứ|chủ(?=\s+nhật)|sáng|chiều|tối|vào|đầu|cuối|giữa|các(?=\s+(?:ngày|sáng|chiều|tối|thứ|chủ)\s)"
    rf"|sáu|hai|ba|bốn|chín|nửa|thường(?=\s+niên)|ít(?=\s+nhất)|tối(?=\s+thiểu)|không(?=\s+dưới)|theo(?=\s+chu\s)|chu(?=\s+kỳ)|cứ|tháng{_NO_MONTH}"
    r"|ngày(?=\s*[^\s\d]|\s+\d{1,2}(?:(?:/|\s+tháng\s+)\d{1,2})?\s*(?:,|và)|\s+0?[23]\s+[lkđbcps]))(?=[\s,.;:()/]|$)"
    rf"|\d{{1,2}}(?:/\d{{1,2}}\s*(?:,|và)|\s+(?:{'|'.join(_COUNTED)}){_NO_MONTH})"
)
_RHYTHM_AT = re.compile(
    rf"[hmtqnsvđcgbkí\d](?<!\w\w)(?<=(?={_OPENS}).)"
)  # where a rhythm may begin; one class of letters first, so that most places are passed over at once
_BARE = re.compile(
    r"(?:(?P<weekly>tuần)|(?P<monthly>tháng)|(?P<quarterly>quý|(?:3|03|ba)\s+tháng(?!\s+(?:đầu|cuối)))|(?P<annual>năm)(?!\s*:)|(?P<other>ngày)(?=\s+(?:gửi|trước|về)\s|\s*,\s*(?:tuần|tháng)))"
    r"(?=\s*(?:[,.;:()/]|$|và\s|hoặc\s|trước\s|chậm\s|muộn\s|vào\s|về\s|gửi\s|cho\s|báo\s|theo\s))"
)
_BARE_LIST = re.compile(
    r"[^\W\d_]+\s*,\s*(?:(?:0?6|sáu)\s+tháng|quý|năm)(?=\s*[,.;)]|\s+(?:và|hoặc|về|gửi|cho|theo|trước)\s)"
)
_BARE_AFTER = re.compile(r"(?:(?<!kỳ\s)báo cáo|định kỳ|giao ban|theo)\s+(?:định kỳ\s+|theo\s+)?$")
_OR = re.compile(r"\s*(?:,|hoặc|và|hay|;)\s*(?:định kỳ\s+)?")
_IDLE = re.compile(
    r"(?:ngân sách|ngân sách nhà nước|phát triển kinh tế - xã hội|dự toán|thu nhập(?:\s+bình quân)?)\s+(?:5\s+năm(?:,|\s+và)\s+)?$|(?:kế hoạch|xã hội)\s+5\s+năm(?:,|\s+và)\s+$"
    r"|\d\s*(?:%|(?:đồng|triệu|tỷ|phút|bước|bước\s+chân|km|tấn|kg|lít|m3)(?:/[^\W\d_]+)?)\s+$"
)
_ONCE_IN = re.compile(rf"\s(?:[^\W\d_]+\s+){{1,4}}?{_ONE}\s+{_TIMES}(?!\w)")  # «06 tháng tự đánh giá một lần»
_HALF = re.compile(r"(?:6|06|sáu)\s+tháng")
_OFTEN = re.compile(
    r"(?:định kỳ|hằng|hàng|mỗi|báo cáo(?:\s+sơ\s+kết)?|kết quả|họp|kiểm tra|giao ban|quý|tháng|năm)[\s,(]+(?:[^\W\d_]+\s+)?$"
)
_ALWAYS = re.compile(r"(?<!\w)thường xuyên(?!\w)")


@dataclass(frozen=True, slots=True)
class Time:
    """A day the text names. `due`: a preposition makes it a deadline; `comes`: it comes back every period."""

    start: int
    end: int
    day: date | None
    kind: str
    due: bool
    before: bool
    comes: str | None = None
    core: int = 0
    since: bool = False  # the last day of «from … to …»


@dataclass(frozen=True, slots=True)
class Rhythm:
    start: int
    end: int
    cadence: str | None
    choices: tuple[str, ...] = ()


def make_date(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of(year: int, month: int) -> date | None:
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 and 1 <= year <= 9999 else None


def times_in(low: str, signed: date | None, about: int | None = None) -> list[Time]:
    """Every day and period of the text in order; `signed` gives the year that a short day leaves out, or else the
    year that the letter is `about`.
    """
    out: list[Time] = []
    at = 0
    low = _SLIP.sub(lambda slip: "0" if slip[0] == "o" else "1", low)
    while anchor := _ANCHOR.search(low, at):
        found = _CORE.match(low, anchor.start())
        at = anchor.end()
        if found:
            time = _time(low, found, signed)
            if time.day is None and signed and about and about > signed.year:
                time = _time(low, found, date(about, 1, 1)) if time.kind in _YEARLESS else time
            if found["today"] and time.due and time.day is None and out and "\n" not in low[out[-1].end : time.start]:
                time = replace(time, day=out[-1].day)  # «… trước 10 giờ ngày 26/9; … trước 17 giờ cùng ngày»
            if time.kind in {"brief", "dotted", "today", "soon", "numbered", "spoken"} and not time.due:
                continue
            out.append(time)
            at = found.end()
    return out


def _time(low: str, found: re.Match[str], signed: date | None) -> Time:
    kind = found.lastgroup or ""
    kind = {"worded": "full" if found[0][-4:].isdigit() else "short"}.get(kind, kind)
    groups = [g for g in found.groups()[1:] if g and g != found[0]]
    lead = _BEFORE.search(low, max(0, found.start() - 72), found.start()) or _event_day(low, found.start())
    start = lead.start() if lead else found.start()
    due = lead is not None
    before = lead is not None and "trước" in lead[0]
    if kind == "comes":
        return Time(start, found.end(), None, kind, True, before, _period_of(found[0]), found.start())
    if kind in {"full", "slash", "short", "bare", "dotted"} and (yearly := _EVERY_YEAR.match(low, found.end())):
        return Time(start, yearly.end(), None, kind, True, before, "annual", found.start())
    if (
        kind in {"short", "bare"}
        and before
        and _REGULAR.search(low, max(0, start - 16), start)
        and not _DAY_MORE.match(low, found.end())
    ):
        return Time(start, found.end(), None, kind, True, before, "annual", found.start())  # «định kỳ trước ngày 15/11»
    if kind == "within":
        day = _within(found[0], groups, signed)
        return Time(found.start(), found.end(), day, kind, True, False, None, found.start())
    groups = [groups[0], str(_SPOKEN[" ".join(groups[1].split())]), *groups[2:]] if found["worded"] else groups
    later = _NEXT_YEAR.match(low, found.end()) if kind in _YEARLESS and signed else None
    day = _day(kind, found[0], groups, date(signed.year + 1, 1, 1) if signed and later else signed)
    end = later.end() if later else found.end()
    if kind in {"year", "soon"} and lead and lead[0].startswith("tại"):
        day = None  # «tại kỳ họp giữa năm 2026»: a meeting, not the year's end
    if kind in {"year", "years"} and (on := _AND_ON.match(low, found.end())):
        return Time(start, on.end(), None, kind, due, before, None, found.start())  # open towards the end
    if lead is None and (part := _part_of(low, found.start(), kind)):
        start, due = part.start(), part.lastgroup == "edge"
        kind, day = "short" if kind == "bare" else kind, _edge_day(part["edge"], found[0], day) if due else day
    return Time(start, end, day, kind, due, before, None, found.start())


def _event_day(low: str, at: int) -> re.Match[str] | None:
    """«trước ngày bầu cử (15/5/2026)», «trước dịp Quốc khánh (02/9)»."""
    return _EVENT_DAY.search(low, max(0, at - 96), at) if low.rfind("(", max(0, at - 34), at) >= 0 else None


def _part_of(low: str, at: int, kind: str) -> re.Match[str] | None:
    """A day's hour, weekday, neighbours, which make no deadline of it; or «đầu tháng 6», «tuần đầu tháng 6»: words without a day."""
    if kind in WHOLE_DAYS:
        part = _PART_OF_DAY.search(low, max(0, at - 60), at)
        return part if part and part[0] not in {"", "("} else None
    return _EDGE_OF.search(low, max(0, at - 24), at) if kind in _SHORTER else None


def _edge_day(edge: str, period: str, last: date | None) -> date | None:
    """«nửa đầu tháng 6» ends on the 15th, «nửa đầu năm» on 30/6; «đầu tháng 6», «tuần đầu tháng 9» end nowhere."""
    edge = " ".join(edge.removesuffix("của ").split())
    if last is None or edge == "nửa cuối":
        return last
    if edge != "nửa đầu" or period.startswith("q"):
        return None
    return last.replace(month=6, day=30) if period.startswith("năm") else last.replace(day=15)


def _period_of(words: str) -> str:
    return "quarterly" if "quý" in words else "monthly"


def _day(kind: str, words: str, groups: list[str], signed: date | None) -> date | None:  # noqa: PLR0911 - one return a kind
    if kind in {"full", "slash", "brief"}:
        year = int(groups[2])
        return make_date(int(groups[0]), int(groups[1]), year if year > _LAST_TWO else 2000 + year)
    if kind in {"short", "bare", "dotted"}:
        return _later(make_date(int(groups[0]), int(groups[1]), signed.year) if signed else None, signed)
    if kind in {"today", "soon", "spoken"}:
        return _said(kind, words, groups, signed)
    if kind == "half":
        year = int(groups[1]) if len(groups) > 1 else signed.year if signed else 0
        day = last_of(year, 6 if groups[0] == "đầu" else 12)
        return day if len(groups) > 1 else _later(day, signed)
    if kind in {"month", "numbered"}:
        return last_of(int(groups[1]), int(groups[0]))
    if kind == "bare_month":
        return _later(last_of(signed.year, int(groups[0])) if signed else None, signed)
    if kind == "quarter":
        return last_of(int(groups[1]), _quarter(groups[0]) * 3)
    if kind == "bare_quarter":
        return _later(last_of(signed.year, _quarter(groups[0]) * 3) if signed else None, signed)
    return date(int(groups[-1]), 12, 31)


def _said(kind: str, words: str, groups: list[str], signed: date | None) -> date | None:
    """Told from the letter's own day or in words: «hôm nay», «trong quý này», «trong tháng Tư»; «cùng ngày» is any day."""
    if kind == "today":
        return None if words.startswith("cùng") else signed
    if kind == "soon":
        return _soon(words, groups, signed)
    month = _SPOKEN[" ".join(groups[0].split())]
    if len(groups) > 1:
        return last_of(int(groups[1]), month)
    return _later(last_of(signed.year, month) if signed else None, signed)


def _soon(words: str, groups: list[str], signed: date | None) -> date | None:
    """«ngày 30 tháng này», «trong quý này», «đến cuối năm»: of the letter's own month, quarter or year."""
    if signed is None:
        return None
    if groups:
        return make_date(int(groups[0]), signed.month, signed.year)
    month = signed.month if words.startswith("tháng") else -(-signed.month // 3) * 3 if words.startswith("quý") else 12
    return last_of(signed.year, month)


def _within(words: str, groups: list[str], signed: date | None) -> date | None:
    """Counted from the document's date or a day named, only where the words say so; working days by the calendar."""
    begins = _COUNTED_FROM.search(words)
    start = signed if begins and begins["issue"] else _begin(begins, signed) if begins else None
    if begins is None or start is None:
        return None
    few = " ".join(groups[0].split())
    number, unit = int(few) if few.isdigit() else _COUNTS[few], words[: begins.start()]
    if "làm việc" in unit:
        return VIETNAM.add_working_days(start, number)
    if "tháng" in unit:
        return _months_on(start, number)
    return start + timedelta(days=number * (7 if "tuần" in unit else 1))


def _begin(found: re.Match[str], signed: date | None) -> date | None:
    """A day without its year is of the document's."""
    if found["d"] is None or not (found["y"] or signed):
        return None
    return make_date(int(found["d"]), int(found["m"]), int(found["y"] or (signed.year if signed else 0)))


def _months_on(day: date, months: int) -> date | None:
    years, month = divmod(day.month - 1 + months, 12)
    last = last_of(day.year + years, month + 1)
    return last and last.replace(day=min(day.day, last.day))


def _later(day: date | None, signed: date | None) -> date | None:
    return day if day and signed and day >= signed else None


def _quarter(word: str) -> int:
    return _ROMAN.get(word) or int(word)


def rhythms_in(low: str) -> list[Rhythm]:
    """Every rhythm in order; joined by «hoặc» it stays open and `choices` names all; «thường xuyên» has none."""
    out = []
    at = 0
    while anchor := _RHYTHM_AT.search(low, at):
        at = anchor.end()
        found = _RHYTHM.match(low, anchor.start()) or _bare(low, anchor.start())
        if found is None:
            continue
        kinds, end = [_kind(found)], found.end()
        while (joint := _OR.match(low, end)) and (
            more := _RHYTHM.match(low, joint.end()) or _joins(low, found, joint.end())
        ):
            kinds.append(_kind(more))
            end = more.end()
        said = low[found.start() : end]
        is_open = len(set(kinds)) > 1 and ("hoặc" in said or " hay " in said)
        if (
            not low.startswith(" của", end)
            and not _bare_half(low, found, kinds)
            and not _IDLE.search(low, max(0, found.start() - 40), found.start())
        ):
            out.append(Rhythm(found.start(), end, kinds[0], tuple(kinds) if is_open else ()))
        at = end
    return out


def _joins(low: str, found: re.Match[str], at: int) -> re.Match[str] | None:
    """«định kỳ 6 tháng, năm»: behind a half year the year without «hằng»."""
    return _BARE.match(low, at) if _HALF.fullmatch(found[0]) and low.startswith("năm", at) else None


def _bare(low: str, at: int) -> re.Match[str] | None:
    """«báo cáo quý», «định kỳ tháng, quý»: a period without a number behind what comes back."""
    if _BARE_AFTER.search(low, max(0, at - 24), at) or _BARE_LIST.match(low, at):
        return _BARE.match(low, at)
    return None


def _bare_half(low: str, found: re.Match[str], kinds: list[str]) -> bool:
    """«Chỉ số 6 tháng»: the half year that is measured, not how often."""
    if not _HALF.fullmatch(found[0]) or len(kinds) > 1 or _ONCE_IN.match(low, found.end()):
        return False
    before = low[max(0, found.start() - 24) : found.start()]
    return not _OFTEN.search(before) and not low.startswith(
        (" (", ", năm", " và năm", ", cả năm", " hoặc"), found.end()
    )


def _kind(found: re.Match[str]) -> str:
    name = (found.lastgroup or "").rstrip("0123456789")
    return "other" if name == "twice" else name


def always_in(low: str, start: int, end: int) -> tuple[int, int] | None:
    found = _ALWAYS.search(low, start, end)
    return found.span() if found else None
