"""Document numbers: any dash, any blank, both orders; canonical without blanks and with the usual capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DASH = "[-–—−‑]"
_JOINT = rf"\s{{0,2}}(?:{_DASH}|/)\s{{0,2}}"
_SIGN = r"[A-ZĐĂÂÊÔƠƯ][A-Za-zĐđĂÂÊÔƠƯ]{0,14}(?:\d{1,2}[A-ZĐĂÂÊÔƠƯ]{0,4})?(?:\s?&\s?[A-ZĐ]{1,6}[a-z]{0,3}|\.(?:[A-ZĐ]{2,6}|[IVX])(?![a-zà-ỹđA-Z]))*"
_PLAIN = r"[a-zđ]{2,12}\d{0,2}"
_HEAD = r"(?:(?<![\w/.,–-])|(?<=[Ss]ố))(\d{1,6}[a-z]?)"
_YEAR = r"(?:(?:19|20)\d{2}\s?/\s?)?"
_NUMBER = re.compile(rf"{_HEAD}({_JOINT})({_YEAR}{_SIGN}(?:{_JOINT}{_SIGN})*)(?!\w)")
_LOWER = re.compile(rf"{_HEAD}({_JOINT})({_YEAR}{_PLAIN}(?:(?:{_DASH}|/){_PLAIN})*)(?!\w)")
# «số 2l0/TTr»: a scan's digits
_SLIP = re.compile(rf"(?<=số )(?=[\dlOo]{{0,6}}\d)[\dlOo]{{2,6}}(?=\s?(?:/|{_DASH})\s?[A-ZĐ])")
_DIGITS = str.maketrans("lOo", "100")
_ANCHOR = re.compile(r"\d\d*(?=[a-z]?\s{0,2}[-–—−‑/])")  # where a number may begin: most of a text is passed over
_DASHES, _LETTERS = re.compile(_DASH), re.compile(r"[^\W\d]+")
_LEAD = re.compile(rf"\d+[a-z]?{_JOINT}(?:\d{{4}}\s?/\s?)?")
_INSIDE = re.compile(rf"[\s/.&]|{_DASH}")
_OF_TYPE = re.compile(r"\d+[a-z]?([-/])(?:(?:19|20)\d{2}/)?([^-/.&]+)")
_FIGURES = re.compile(r"\d+")
_TRAIL = re.compile(rf"{_JOINT}[A-ZĐ][a-zđ]*$")

TYPE_OF = {
    "NQ": "nghị quyết", "QĐ": "quyết định", "QĐI": "quy định", "QYĐ": "quy định", "CT": "chỉ thị", "KL": "kết luận",
    "QC": "quy chế", "QCPH": "quy chế", "TB": "thông báo", "TBKL": "thông báo", "HD": "hướng dẫn", "KH": "kế hoạch",
    "CTR": "chương trình", "CTRPH": "chương trình phối hợp", "CTPH": "chương trình phối hợp", "CTHĐ": "chương trình",
    "TTR": "tờ trình", "CV": "công văn", "BC": "báo cáo", "TT": "thông tư", "TTLT": "thông tư", "NĐ": "nghị định",
    "GM": "giấy mời", "CĐ": "công điện", "VBHN": "văn bản hợp nhất", "LCT": "luật", "KHPH": "kế hoạch",
}  # fmt: skip
USUAL = {"TTG": "TTg", "CTR": "CTr", "TTR": "TTr", "CTRPH": "CTrPH", "QYĐ": "QyĐ", "QĐI": "QĐi"}
_OFFICES = re.compile(
    r"(?:UBND|HĐND|HĐ|VP|S[A-ZĐ]{2,}|B[A-ZĐ]{1,}|VPCP|TCT|CT|TT|T[A-ZĐ]{2,}|P[A-ZĐ]{2,}|[A-ZĐ]{3,})[A-ZĐa-z]*"
)
_OFFICE = re.compile(
    r"UBND|HĐND|VPCP|VPUBND|SGDĐT|SGD&ĐT|S(?:YT|NV|TC|TP|XD|CT|KHCN|KHĐT|NNMT|NNPTNT|TTTT|VHTTDL|LĐTBXH|TNMT|GTVT|NGV|DL)|B(?:YT|NV|TC|TP|XD|CT|CA|QP|GDĐT|KHCN|KHĐT|NNMT|TTTT|VHTTDL|LĐTBXH|TNMT|GTVT|NG)|TCT|BHXH|CAT|TTR"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A number in the text: canonical form and place."""

    number: str
    start: int
    end: int


def canonical(raw: str) -> str:
    """«47- CV/BDVTU» → 47-CV/BDVTU, «3652/byt-dp» → 3652/BYT-DP, «1067/QĐĐ-HVM» → 1067/QĐ-HVM."""
    text = _DASHES.sub("-", "".join(raw.split())).replace("ĐĐ", "Đ").replace("QQĐ", "QĐ")
    if text == text.lower():
        text = _LETTERS.sub(lambda m: USUAL.get(m[0].upper(), m[0].upper()), text)
    return text


def numbers_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """Numbers with a symbol in capitals; with a symbol in small letters only behind «số»."""
    stop = len(text) if end is None else end
    text = _SLIP.sub(lambda slip: slip[0].translate(_DIGITS), text)
    for found in _each(_NUMBER, text, start, stop):
        raw = _without_tail(found[0])
        if _is_symbol(raw, found[2]):
            yield Found(canonical(raw), found.start(), found.start() + len(raw))
    if "số" in text[max(0, start - 6) : stop] or _is_whole(text, start, stop):
        for found in _each(_LOWER, text, start, stop):
            behind = text[max(0, found.start() - 6) : found.start()].rstrip(" :").endswith("số")
            if behind or (found.span() == (start, stop) and _is_whole(text, start, stop)):
                yield Found(canonical(found[0]), found.start(), found.end())


def _each(shape: re.Pattern[str], text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """As `finditer`, and several times quicker on words."""
    for anchor in _ANCHOR.finditer(text, start, stop):
        if anchor.start() >= start and (found := shape.match(text, anchor.start(), stop)):
            yield found
            start = found.end()


def _is_whole(text: str, start: int, stop: int) -> bool:
    """A line of its own «42-ctr/tu», in small letters as a register's export has it, with a known symbol."""
    found = _LOWER.fullmatch(text, start, stop) if stop - start < 40 else None
    if found is None:
        return False
    first = re.split(rf"/|{_DASH}", re.sub(rf"^.*?{_JOINT}", "", found[0]))[0].upper()
    return first in TYPE_OF or ("/" in found[2] and _OFFICE.fullmatch(first) is not None)


def _without_tail(raw: str) -> str:
    """«25/KH-UBND - Sở …»: a name behind a spaced dash is no part of the number."""
    tail = _TRAIL.search(raw)
    while tail and " " in tail[0] and sum(c.isupper() for c in tail[0]) < 2:
        raw = raw[: tail.start()]
        tail = _TRAIL.search(raw)
    return raw


def _is_symbol(raw: str, joint: str) -> bool:
    lead = _LEAD.match(raw)
    body = raw[lead.end() :] if lead else raw
    first = _INSIDE.split(body, 1)[0]
    if sum(c.isupper() for c in first) < 2 and first.upper() not in TYPE_OF:
        return False
    return joint.strip() == joint or first.upper() in TYPE_OF or "/" in body or "-" in body or "–" in body


def head_of(number: str) -> str:
    """«18» of «18-NQ/TW» and «07» as «7»."""
    found = _FIGURES.match(number)
    return (found[0].lstrip("0") or "0") if found else ""


def type_of(number: str) -> str | None:
    """The type that the number's own symbol says, else that of an office's letter."""
    found = _OF_TYPE.match(number)
    if found is None:
        return None
    if known := TYPE_OF.get(found[2].upper()):
        return known
    if re.match(r"QH\d|UBTVQH\d", found[2]):
        return None
    return "công văn" if found[1] == "/" and _OFFICES.fullmatch(found[2]) else None
