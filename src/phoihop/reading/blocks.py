"""The body as blocks: a numbered, lettered or dashed item, a heading, or a plain paragraph; wrapped lines joined."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phoihop.reading.lexicon.tags import GOVERNED, REPORT, SINGLE, VERB
from phoihop.reading.normalise import Line
from phoihop.reading.tokens import Tokens

_MARK = re.compile(
    r"(?P<ordinal>(?:(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười)\s+là\s*[,:]\s*|Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\s*[,:]\s*(?!\s*ngày)|Bước\s+\d{1,2}\s*[.:–-]\s*|[❶-❿①-⑳]\s*))"
    r"|(?P<part>(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:[IVXL]+|\d+|thứ\s+\w+)(?:\s*[.:]\s*|\s+|$))"
    r"|(?P<article>Điều\s+(?P<no>\d+|l)\s*[.:]?\s*)"
    r"|(?:[IVX]{1,5}|[A-HK-UĐ])\.(?P<below>\d{1,2}(?:\.\d{1,2}){0,2}(?:\.[a-zđ])?)(?:\s?[.)/:]\s*(?![\d%])|\s?[-–]\s+(?=[^\W\da-zđ])|\s+(?=[A-ZĐĂÂÊÔƠƯÁÀẢÃẠ]))"
    r"|(?P<roman>[IVX]{1,5})(?:\s*[.)/]\s*(?=\S)|\s*[-–]\s+(?=\S)|\.$)"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?:\s?[.)/]\s*(?![\d%])|\s?[-–]\s+(?=[^\W\da-zđ])|\.?\s+(?=[A-ZĐĂÂÊÔƠƯÁÀẢÃẠ]))"
    r"|\((?P<bracket>\d{1,2})\)\s*(?=\S)"
    r"|(?P<upper>[A-HK-UĐ])\s?[.)]\s+(?=\S)"
    r"|(?P<slip>l)\.\s*(?=\S)"
    r"|\((?P<small>[ivx]{1,4})\)\s*(?=\S)"
    r"|(?P<letter>[a-zđ])(?:\s?[.)]\s*(?=\S)|\s?[-–/]\s+(?=[A-ZĐĂÂÊÔƠƯÁÀẢÃẠÝÚ]))"
    r"|(?P<dash>[-–—•*·▪■◆●○►➢➤✓✔☑❖]|[\u2600-\u26ff\u2700-\u2775\u2794-\u27bf\U0001f300-\U0001faff](?!.*[\U0001f300-\U0001faff]\s*$)[\ufe0f\U0001f3fb-\U0001f3ff]*|\uf0b7|\uf02d)\s*(?=[^\W\d_]|[“\"«(]|(?:\d{1,2}\s?[-–]\s?)?\d{1,2}/\d{1,2}(?:/\d{4})?\s*:)"
    r"|(?P<plus>\+)\s*(?=\S)"
)
_LEVELS = {
    "part": 0,
    "upper": 0,
    "ordinal": 3,
    "slip": 3,
    "small": 7,
    "roman": 1,
    "article": 2,
    "number": 3,
    "bracket": 6,
    "letter": 7,
    "dash": 8,
    "plus": 9,
}
PLAIN = 10
_TITLES = 2  # levels of marks that head sections
_COUNCILS = {"ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd"}
_ENDS = re.compile(r"[.;:!?…][”\"»)\]/\s]*$")
_SHUT = re.compile(r"(?:[.:!?…]|\./\.?)[”\"»)\]\s]*$")


@dataclass(slots=True)
class Block:
    """`start` and `end` leave the mark out; `level` is the depth of the mark, `PLAIN` without one."""

    start: int
    end: int
    mark: str
    level: int
    path: str
    rule: str
    lines: int = 1

    def words(self, text: str) -> str:
        return text[self.start : self.end]


def blocks_of(t: Tokens, lines: list[Line]) -> list[Block]:
    """Blocks in order; a line that only continues the one before belongs to its block."""
    width = _usual_width(lines)
    spaced = _spaced(lines)
    out: list[Block] = []
    stack: list[tuple[int, str]] = []
    plain = 0
    for i, line in enumerate(lines):
        level, mark, skip = mark_of(line.text)
        if level == PLAIN and out and _continues(t, lines[i - 1], line, out[-1], width, spaced=spaced):
            out[-1].end, out[-1].lines = line.end, out[-1].lines + 1
            continue
        if level == PLAIN:
            plain += 1
            path = ".".join([m for _, m in stack] or [str(plain)])
        else:
            stack = [(lv, m) for lv, m in stack if lv < level]
            if mark not in "-+":
                stack.append((level, mark))
            path = ".".join(m for _, m in stack) or mark
        rule = "item.paragraph" if level == PLAIN else f"item.{_kind(level)}"
        out.append(Block(line.start + skip, line.end, mark, level, path, rule))
    return out


def mark_of(line: str) -> tuple[int, str, int]:
    """Level, mark and length of the mark that opens a line."""
    found = _MARK.match(line)
    if found is None:
        return PLAIN, "", 0
    kind = "article" if found["article"] else found.lastgroup or ""
    if kind == "below":  # «I.1.», «A.2)», «II.1.a.»: the mark of the section is said again
        *numbers, last = found["below"].split(".")
        return (_LEVELS["letter"] if last.isalpha() else 3 + len(numbers)), last, found.end()
    if kind == "number":
        return 3 + found["number"].count("."), found["number"], found.end()
    words = {"article": f"Điều {found['no']}", "dash": "-", "plus": "+", "slip": "1"}
    mark = words.get(kind) or (found[kind] or "").strip(" .:,)–-")
    return _LEVELS[kind], mark, found.end()


def _kind(level: int) -> str:
    return {0: "part", 1: "roman", 2: "article", 6: "bracket", 7: "letter", 8: "dash", 9: "plus"}.get(level, "number")


def _usual_width(lines: list[Line]) -> int:
    """The width at which the text was wrapped; 0 where lines are whole paragraphs."""
    sizes = sorted(len(line.text) for line in lines)
    if len(sizes) < 3:
        return 0
    widest = sizes[(len(sizes) * 9) // 10]
    return widest if widest <= 130 else 0


def _spaced(lines: list[Line]) -> bool:
    """Blank lines stand between the paragraphs of this text, and its paragraphs were wrapped."""
    blank = sum(line.after_blank for line in lines)
    return len(lines) * 0.15 < blank < len(lines) * 0.8


def _continues(t: Tokens, above: Line, line: Line, block: Block, width: int, *, spaced: bool) -> bool:
    """The line goes on with the sentence of the one above."""
    first = line.text[0]
    if block.start >= block.end and block.level < PLAIN and not line.after_blank:
        return True  # «2.» alone over «Sở Y tế»
    if not line.after_blank and block.level > _TITLES and _wants_more(t, above, spaced=spaced):
        return True
    if line.after_blank:
        return first.islower() and not _ENDS.search(above.text) and width > 0
    if first.islower() or first in ",;)":
        return not _SHUT.search(above.text) or above.text.endswith("…")
    full = block.level < PLAIN and len(above.text) >= width * 0.75  # the sentence happened to end where the line does
    if (_ENDS.search(above.text) and not full) or not width or len(above.text) < width * 0.55:
        return False
    return not _title_above(t, line, block)


def _wants_more(t: Tokens, above: Line, *, spaced: bool) -> bool:
    """«5. Cục», «… của Sở», «Yêu cầu các sở, ban, ngành,»: the line cannot end here, however short it is."""
    last = t.at(above.end) - 1
    if not above.text.isupper() and any(k + t.widths[k] > last + 1 for k in range(max(0, last - 5), last + 1)):
        return True  # «Đề nghị Ủy ban Mặt trận / Tổ quốc Việt Nam …»: a name broken in two
    heads = (k for k in range(last, max(-1, last - 4), -1) if t.has(k, SINGLE | GOVERNED) or t.phrase(k) in _COUNCILS)
    head = next((k for k in heads if k + t.widths[k] == last + 1), -1)
    if head >= 0 and t.capital(head) and not above.text.isupper():
        return True
    verb = last - 1
    if t.widths[verb] == 2 and t.has(verb, REPORT) and t.starts[verb] > above.start and not t.capital(verb):
        return True  # «… lập danh sách báo cáo»
    return spaced and t.words[last] in {",", "và", "của", "với", "các", "về", "tại", "từ", "đến", "theo"}


def _title_above(t: Tokens, line: Line, block: Block) -> bool:
    """«Điều 1. Name of the article» ends where a line begins with a verb."""
    return block.level <= 2 and block.lines <= 3 and t.has(t.at(line.start), VERB)
