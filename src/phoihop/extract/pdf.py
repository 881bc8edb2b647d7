"""PDF: the text of its pages, or the lines with their looks; a scan is said to be one."""

from __future__ import annotations

from phoihop.extract.isolated import ask
from phoihop.extract.model import Extract, Layout, Limits, Line, Page, Part
from phoihop.extract.refusal import Refusal, remark
from phoihop.extract.texts import settle_lines

_SCANT = 8  # letters a page has at least, unless it is a picture
_MM = 25.4 / 72
_BOLD = 600


def read_pdf(data: bytes, limits: Limits) -> Extract:
    answer = ask("pdf", data, limits.chars, limits)
    texts = [settle_lines(text).rstrip("\n") for text, _ in answer["pages"]]
    pictured = [pictured for _, pictured in answer["pages"]]
    bare = [at for at, text in enumerate(texts, 1) if pictured[at - 1] and len("".join(text.split())) < _SCANT]
    if bare and not any(text.strip() for at, text in enumerate(texts, 1) if at not in bare):
        raise Refusal("scan")
    pages, at = [], 0
    for text in texts:
        pages.append(Page(at, at + len(text)))
        at += len(text) + 1
    told = (remark("scanned_pages", pages=", ".join(map(str, bare))),) if bare else ()
    whole = "\n".join(texts)
    return Extract(whole, "pdf", "", tuple(pages), (Part("body", 0, len(whole)),), (), told)


def layout_of_pdf(data: bytes, limits: Limits) -> Layout:
    answer = ask("layout", data, limits.chars, limits)
    sizes, lines = [], []
    for number, (width, height, found) in enumerate(answer["pages"], 1):
        sizes.append((width * _MM, height * _MM))
        for text, font, size, weight, slanted, left, bottom, right, top, *_ in found:
            plain = font.split("+")[-1]
            lines.append(
                Line(
                    page=number,
                    text=text.strip(),
                    font=plain,
                    size=size,
                    bold=weight >= _BOLD or "bold" in plain.lower(),
                    italic=slanted or "italic" in plain.lower() or "oblique" in plain.lower(),
                    left=left * _MM,
                    right=right * _MM,
                    top=(height - top) * _MM,
                    bottom=(height - bottom) * _MM,
                )
            )
    return Layout(tuple(sizes), tuple(lines))
