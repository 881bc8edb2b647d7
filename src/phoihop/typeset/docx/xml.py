"""The few pieces of WordprocessingML a letter needs, as strings."""

from __future__ import annotations

from collections.abc import Iterable

from phoihop.typeset.model import Run

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TWIPS = 1440 / 25.4


def twips(mm: float) -> int:
    return round(mm * _TWIPS)


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


_RUN = {
    (False, False): "",
    (True, False): "<w:rPr><w:b/></w:rPr>",
    (False, True): "<w:rPr><w:i/></w:rPr>",
    (True, True): "<w:rPr><w:b/><w:i/></w:rPr>",
}


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    return f'<w:r>{_RUN[bold, italic]}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def runs(pieces: Iterable[Run]) -> str:
    return "".join(
        [f'<w:r>{_RUN[p.bold, p.italic]}<w:t xml:space="preserve">{escape(p.text)}</w:t></w:r>' for p in pieces]
    )


def paragraph(style: str, inner: str, extra: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{inner}</w:p>'


def lines(style: str, texts: Iterable[str], extra: str = "") -> str:
    return paragraph(style, "<w:r><w:br/></w:r>".join(run(text) for text in texts), extra)


def rule(length: float, room: float) -> str:
    """A line of that many millimetres, in the middle of the room, as the border of an empty low paragraph."""
    side = twips((room - length) / 2)
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    spacing = f'<w:spacing w:before="50" w:after="0" w:line="80" w:lineRule="exact"/><w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>'
    return paragraph("LetterHead", "", border + spacing)


def cell(width: float, inner: str, extra: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{extra}</w:tcPr>{inner or "<w:p/>"}</w:tc>'


def row(cells: Iterable[str], extra: str = "") -> str:
    return f"<w:tr><w:trPr>{extra}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: Iterable[float], rows: Iterable[str], *, bordered: bool) -> str:
    columns = list(widths)
    kind = "single" if bordered else "none"
    sides = "".join(
        f'<w:{side} w:val="{kind}" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margin = 70 if bordered else 0
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, columns))}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
