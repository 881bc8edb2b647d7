"""Lines that say more than the mark and are one for any reader: «Phân loại: MẬT», «Số: 12/UBND - MẬT», «Văn bản mật» above a letterhead."""

from __future__ import annotations

import re
import unicodedata

COUNTED = re.compile(  # which copy it is, its number, how long it is kept secret
    r"(?<!\w)(?:(?:(?:số|so)\s+)?(?:bản|ban)(?:\s+sao)?(?:\s+(?:số|so))?|số|so)\s*[:.]*\s*(?:\d[\w./-]*|[._…]{2,})|(?<=[:.]|\s)\s*\d+\s+năm(?!\w)",
    re.IGNORECASE,
)
_DEGREE = r"(?P<degree>(?:(?:tuyệt|tối)[\s_-]*)?mật)"
_URGENT = r"(?:h(?:ỏa|oả)\s+tốc(?:\s+hẹn\s+giờ)?|(?:thượng\s+)?khẩn)"
_END = rf"\W*(?:{_URGENT}\W*)*"
_KEPT = r"(?:văn\s+bản|tài\s+liệu|hồ\s+sơ|công\s+văn|thông\s+tin)"
_SECRECY = rf"(?:dấu\s+)?(?:chỉ\s+)?(?:(?:phân\s+)?(?:cấp|mức|loại|độ|hạng|chế)\s+){{1,2}}(?:{_KEPT}\s+)?(?:độ\s+)?(?:bảo\s+)?mật"
_CLASS = rf"(?:(?:phân\s+)?loại|mức(?:\s+độ)?|cấp(?:\s+độ)?|chế\s+độ|tính\s+chất|(?:chế\s+độ\s+)?lưu\s+hành|bí\s+mật\s+nhà\s+nước)(?:\s+{_KEPT})?"
_LETTER = r"(?:độ\s+)?(?:[abc]\b\W*)?"  # «C (MẬT)», as it was once said by letters
_LABELLED = [
    re.compile(rf"\W*(?:\d{{1,2}}[.)]\s*)?{_SECRECY}\s*(?:[:=–—-]\s*{_LETTER}|\s){_DEGREE}{_END}", re.IGNORECASE),
    re.compile(rf"\W*{_CLASS}\s*[:=]\s*{_LETTER}{_DEGREE}{_END}", re.IGNORECASE),
    re.compile(rf"\W*{_SECRECY}\s*:\s*(?P<degree>[abc])\W*", re.IGNORECASE),
]
_NUMBERED = re.compile(
    rf"số\s*[:.]?\s*[\w.…]{{1,12}}\s*[/-][\w./ –-]{{0,40}}?\s*[-–—/(\[]\s*{_DEGREE}{_END}", re.IGNORECASE
)
_CIRCULATED = re.compile(r"\W*(?:LƯU\s+HÀNH|CHẾ\s+ĐỘ)\s+(?P<degree>(?:(?:TUYỆT|TỐI)\s+)?MẬT)\W*")
# Only where a letterhead follows, or the paper begins.
_PAPER = re.compile(rf"\W*(?:{_KEPT}|báo\s+cáo|đề\s+án|lưu\s+hành|chế\s+độ)\s+{_DEGREE}\W*", re.IGNORECASE)
_ITEM = re.compile(r"1\s*[.)]\s*(?:(?:TUYỆT|TỐI)\s+)?MẬT\W*")
_ALONE = re.compile(r"\W*(?:TUYỆT\s+ĐỐI\s+)?BÍ\s+MẬT\W*")  # as the first line
_NAMED = re.compile(rf"(?P<named>.*?[\w)])\s*[-–—(\[/|:]\s*{_DEGREE}{_END}", re.IGNORECASE)
_SUBJECT = re.compile(r"v\s*/\s*v\b|về\s+việc\b", re.IGNORECASE)
_OTHER_DEGREE = re.compile(r"(?:tuyệt|tối)\s+mật|độ\s+mật|[,;]\s*mật$", re.IGNORECASE)
_SECOND = re.compile(r"2\s*[.)]")
_HEAD = re.compile(
    r"số\s*[:.]?\s*[\d….]|cộng\s+h(?:òa|oà)\s+xã|độc\s+lập\s*[-–]|đảng\s+cộng\s+sản|kính\s+gửi|[^,\n]{0,40},\s*ngày\s.{0,8}tháng",
    re.IGNORECASE,
)
_LINES_OF_HEAD = 6
_LONGEST = 120
_PAGE = 200  # characters of a page, where there is no letterhead

# Letters of other alphabets that look like ours.
_FOREIGN = re.compile("[\u0370-\u052f]")
_ALIKE = str.maketrans("АаВЕеКМмНОоРСсТтУХхІіΑαΒΕΗΙΚΜΝΟοΡΤτΥΧ", "AaBEeKMmHOoPCcTtYXxIiAaBEHIKMNOoPTtYX")


def latin(text: str) -> str:
    """The same text, of the same length, with those letters as ours."""
    return text.translate(_ALIKE) if _FOREIGN.search(text) else text


def says_secret(cell: str, behind: str, *, first: bool) -> bool:
    """`cell` is a line or column of it, `behind` what follows it in the text; `first`: nothing stands before it."""
    said = _uncounted(" ".join(unicodedata.normalize("NFKC", cell).split()))
    if len(said) > _LONGEST or said.endswith((";", ",")):
        return False
    if any(_capital(shape.fullmatch(said)) for shape in (*_LABELLED, _NUMBERED, _CIRCULATED)):
        return True
    return _heads(said, unicodedata.normalize("NFC", behind), first=first)


def _uncounted(said: str) -> str:
    """Without the copy's number behind the degree."""
    at = said.lower().rfind("mật")
    return said[:at] + COUNTED.sub("", said[at:]).strip() if at > 0 else said


def _capital(found: re.Match[str] | None) -> bool:
    """The degree begins with a capital, and so does the line: «mức độ mật: tối mật» is about degrees."""
    if found is None:
        return False
    letters = [char for char in found[0] if char.isalpha()]
    return letters[0].isupper() and found["degree"][0].isupper()


def _heads(said: str, behind: str, *, first: bool) -> bool:
    lines = [line.strip() for line in behind.splitlines() if line.strip()]
    if not (any(map(_HEAD.match, lines[:_LINES_OF_HEAD])) or (first and len(behind) > _PAGE)):
        return False
    if first and _ALONE.fullmatch(said):
        return True
    if _ITEM.fullmatch(said):
        return not (lines and _SECOND.match(lines[0]))
    if _PAPER.fullmatch(said):
        return next(filter(str.isalpha, said)).isupper() and not said.endswith(".")
    named = _NAMED.fullmatch(said)
    if named is None or not named["degree"].isupper() or _OTHER_DEGREE.search(named["named"]):
        return False
    return named["named"].isupper() or _SUBJECT.match(said) is not None
