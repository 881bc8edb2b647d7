"""A text that has lost its marks («Uy ban nhan dan») gets those of the lexicon back, letter for letter, so that every place stays."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from phoihop.reading.lexicon import bodies, verbs

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_+")
_SURE = re.compile(r"\b(?:cua|cac|va|ngay|thang|kinh gui|thuc hien|nhan dan|don vi|can cu|duoc)\b", re.IGNORECASE)
_RATE = re.compile(r"(?:buoi|lan|lop|cuoc|ky|so|dot)/(?:ngay|tuan|thang|quy|nam)")  # «2 buoi/tuan»
_LEAST = 4  # such words make it Vietnamese
_LONGEST = 9
_HEAD = """
cộng hòa xã hội chủ nghĩa việt nam|độc lập|tự do|hạnh phúc|đảng cộng sản việt nam|kính gửi|kính trình|nơi nhận|như trên|lưu|về việc|việt nam|hà nội|hôm nay|biên bản|dự thảo|hỏa tốc|thượng khẩn|khẩn
điều|phụ lục|kèm theo|ban hành kèm theo|đã ký|để báo cáo|để biết|để thực hiện|như sau|nội dung|sau đây|thời gian|địa điểm|trân trọng|phía nam|miền nam|chậm nhất|kết quả|các sở|các bộ|năm học|tình hình|kể từ ngày|kể từ|trong vòng|thời hạn|bằng văn bản|một lần|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật|hằng tuần|hằng tháng|hằng quý|hằng năm|đầu năm|cuối năm|đột xuất|phát sinh|sự cố|mới phát sinh|người đứng đầu|phụ trách|trực thuộc|trên địa bàn|giai đoạn|làm việc|hồ sơ|hồ chứa|sơ kết|đề án|đề xuất|văn bản|động viên|cán bộ|chuyển đổi số|số liệu|số lượng|một số|cơ sở|cơ quan|tình hình|phương án|địa phương|chi bộ
ít nhất|tối thiểu|muộn nhất|không quá|sau mỗi|trước mỗi|mỗi khi|học kỳ|kỳ họp|hai lần|đến hết|từ ngày|thời hạn|hằng ngày|bắt đầu từ|cuối tháng|cuối quý|họ tên|số điện thoại
"""
# One syllable, the commonest reading where nothing around it says another.
_ALONE = """
phó|của|và|các|những|được|không|có|là|việc|người|với|về|tại|từ|đến|trước|trên|để|phải|cần|ngày|tháng|năm|tỉnh|xã|huyện|phường|thôn|trường|phòng|hội|đoàn|bộ|sở|cục|vụ|báo|gửi|nộp|họp|hạn|cuối|đầu|quý|hằng|mỗi|số|đã|sẽ|ký|tổ|khối|ngành|đội|trạm|lớp|mời|cử|lập|rà|điều|khoản|điểm|phần|chương|cùng|đưa|giữ|xóa|dự|nhắc|tặng|thăm|phát|giảm|chốt|duyệt|trả|đều|nên|hãy|chưa|khi|bằng|một|hai|ấp|gồm|rõ|chịu|giúp|sửa|lần|tuần|hết|sáng|chiều|giờ|vòng|ngoài|riêng|vào|hoặc|như|nhiều|lại|ở|thực|từng|chậm|cấp|buổi|cuộc|đợt|lượt
"""


def has_lost_marks(text: str) -> bool:
    return text.isascii() and len(_SURE.findall(text[:6000])) >= _LEAST


def with_marks(text: str) -> str:
    """As long as the text itself."""
    words = list(_WORD.finditer(text))
    low = [m[0].lower() for m in words]
    out = list(text)
    k = 0
    while k < len(words):
        width, marked = _longest(low, k)
        if not width or (width == 1 and _stays(text, words[k], low, k)):
            k += 1
            continue
        for m, word in zip(words[k : k + width], marked, strict=True):
            for place, letter in zip(range(m.start(), m.end()), _shown(text, m, word), strict=True):
                out[place] = letter.upper() if text[place].isupper() else letter
        k += width
    return "".join(out)


def without_marks(value: str) -> str:
    """As it was printed."""
    bare = unicodedata.normalize("NFD", value).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in bare if not unicodedata.combining(c))


def _longest(low: list[str], k: int) -> tuple[int, tuple[str, ...]]:
    known = _phrases()
    for width in range(min(_LONGEST, len(low) - k), 0, -1):
        if marked := known.get(tuple(low[k : k + width])):
            return width, marked
    return 0, ()


def _stays(text: str, word: re.Match[str], low: list[str], k: int) -> bool:
    """A part of a number's symbol, «Nam» of a name."""
    before, behind = text[word.start() - 1 : word.start()], text[word.end() : word.end() + 1]
    if (before in {"/", "-"} or behind in {"/", "-"}) and not _RATE.search(
        text, max(0, word.start() - 6), word.end() + 6
    ):
        return True
    return low[k] == "nam" and not re.match(r"\s*(?:\d|hoc|nay|sau|truoc|toi)", text[word.end() : word.end() + 8])


def _shown(text: str, word: re.Match[str], marked: str) -> str:
    """«So: 12», «mot so» is a number, «So Y te», «cac so» a department."""
    if marked not in {"số", "sở"}:
        return marked
    behind = text[word.end() + 1 : word.end() + 2]
    named = text[word.start()].isupper() and behind.isalpha() and behind.isupper()
    return "sở" if named or text[: word.start()].lower().endswith("cac ") else "số"


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    out: dict[tuple[str, ...], tuple[str, ...]] = {}
    families = [getattr(module, name) for module in (bodies, verbs) for name in dir(module) if name.isupper()]
    for lines in [_HEAD, *families]:
        for phrase in re.split(r"[|\n]", lines) if isinstance(lines, str) else ():
            words = tuple(_WORD.findall(phrase))
            if len(words) > 1 or lines is _HEAD:
                out.setdefault(tuple(without_marks(word) for word in words), words)
    for head in ("sở", "bộ", "phòng"):
        for name in re.split(r"[|\n]", bodies.FIELDS):
            words = (head, *_WORD.findall(name))
            out.setdefault(tuple(without_marks(word) for word in words), words)
    for word in re.split(r"[|\n]", _ALONE.strip()):
        out[(without_marks(word),)] = (word,)
    return out
