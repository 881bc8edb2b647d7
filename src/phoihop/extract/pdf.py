"""PDF: the text of its pages, or the lines with their looks; a scan is said to be one."""

from __future__ import annotations

from phoihop.extract.flow import Row, flow
from phoihop.extract.isolated import ask
from phoihop.extract.model import Extract, Layout, Limits, Line, Part
from phoihop.extract.refusal import Refusal, remark

_MM = 25.4 / 72
_BOLD = 600


def read_pdf(data: bytes, limits: Limits) -> Extract:
    """Lines that the page broke are put together again; page numbers are left out."""
    answer = ask("pdf", data, limits.chars, limits)
    bare = [at for at, (_, lines, pictured) in enumerate(answer["pages"], 1) if pictured and not lines]
    if bare and len(bare) == len(answer["pages"]):
        raise Refusal("scan")
    told = (remark("scanned_pages", pages=", ".join(map(str, bare))),) if bare else ()
    found = flow([[Row(*line) for line in lines] for _, lines, _ in answer["pages"]])
    return Extract(found.text, "pdf", "", found.pages, (Part("body", 0, len(found.text)),), (), told)


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
