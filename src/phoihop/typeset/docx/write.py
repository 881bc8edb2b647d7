"""A letter as a .docx."""

from __future__ import annotations

import zipfile
from io import BytesIO

from phoihop.typeset.docx import parts
from phoihop.typeset.docx.parts import style_of
from phoihop.typeset.docx.xml import R, W, cell, lines, paragraph, row, rule, run, runs, table, twips
from phoihop.typeset.model import Block, Bullets, Heading, Letter, Paragraph, Table
from phoihop.typeset.plan import Lines, head_of, titles_of
from phoihop.typeset.words import Set, set_words

_EPOCH = (1980, 1, 1, 0, 0, 0)
_TO = 60.0  # millimetres from the margin to the list of addressees


def to_docx(letter: Letter) -> bytes:
    """The same letter gives the same bytes, anywhere and at any time."""
    words = set_words(letter)
    title = " ".join(filter(None, (words.type, words.abstract or words.letter_abstract))) or words.number
    files = {
        "[Content_Types].xml": parts.CONTENT_TYPES,
        "_rels/.rels": parts.ROOT_RELS,
        "word/document.xml": _document(words),
        "word/_rels/document.xml.rels": parts.DOCUMENT_RELS,
        "word/styles.xml": parts.styles_xml(words.rules.name),
        "word/settings.xml": parts.SETTINGS,
        "word/header1.xml": parts.HEADER,
        "word/header2.xml": parts.FIRST_HEADER,
        "docProps/core.xml": parts.core_xml(title, words.issuer, letter.day),
        "docProps/app.xml": parts.APP,
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, text.encode("utf-8"))
    return out.getvalue()


def _document(words: Set) -> str:
    body = [
        _head(words),
        *_titles(words),
        *_to(words),
        *_body(words),
        _foot(words),
        _section(words),
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(body)}</w:body></w:document>'
    )


def _head(words: Set) -> str:
    head = head_of(words)
    columns = (head.left, head.right)
    above = row([cell(head.left, _zones(head.bodies, head.left)), cell(head.right, _zones(head.titles, head.right))])
    below = row([cell(head.left, _zones(head.numbers, head.left)), cell(head.right, _zones(head.dates, head.right))])
    return table(columns, [above, below], bordered=False) + _gap(240 if words.type else 120)


def _gap(twentieths: int, extra: str = "") -> str:
    """An empty line of that height: Word wants a paragraph between two tables anyway."""
    return paragraph("LetterHead", "", f'{extra}<w:spacing w:line="{twentieths}" w:lineRule="exact"/>')


def _zones(zones: tuple[Lines, ...], room: float) -> str:
    pieces = []
    for zone in zones:
        pieces.append(lines(style_of(zone.zone), zone.lines, _box(zone.box, room)))
        if zone.rule:
            pieces.append(rule(zone.rule, room))
    return "".join(pieces)


def _box(length: float, room: float) -> str:
    if not length:
        return ""
    side = twips(max((room - length) / 2, 0))
    borders = "".join(
        f'<w:{edge} w:val="single" w:sz="8" w:space="2" w:color="auto"/>' for edge in ("top", "left", "bottom", "right")
    )
    return f'<w:pBdr>{borders}</w:pBdr><w:ind w:left="{side}" w:right="{side}"/>'


def _titles(words: Set) -> list[str]:
    pieces = []
    for zone in titles_of(words):
        pieces.append(lines(style_of(zone.zone), zone.lines))
        if zone.rule:
            pieces.append(rule(zone.rule, words.rules.text_width))
    if words.type and (end := words.rules.words["abstract_end"]):
        pieces.append(paragraph(style_of("abstract_end"), run(end)))
    elif words.type:
        pieces.append(_gap(200))
    return pieces


def _to(words: Set) -> list[str]:
    if len(words.addressees) == 1:
        return [paragraph(style_of("to"), run(f"{words.to} {words.addressees[0]}"), '<w:jc w:val="center"/>')]
    hang = f'<w:tabs><w:tab w:val="left" w:pos="{twips(_TO)}"/></w:tabs><w:ind w:left="{twips(_TO + 3)}" w:hanging="{twips(28)}"/>'
    first = [f"{run(words.to)}<w:r><w:tab/></w:r>{run(name)}" for name in words.addressees[:1]]
    rest = [f"<w:r><w:tab/></w:r>{run(name)}" for name in words.addressees[1:]]
    return [paragraph(style_of("to"), inner, hang) for inner in first + rest]


def _body(words: Set) -> list[str]:
    """The last paragraph stays with the signature, so that no page holds a signature alone."""
    pieces = [_block(words, block) for block in words.blocks]
    if words.blocks and isinstance(words.blocks[-1], Paragraph):
        pieces[-1] = paragraph("LetterBody", runs(words.blocks[-1].runs), "<w:keepNext/>")
    return pieces


def _block(words: Set, block: Block) -> str:
    if isinstance(block, Paragraph):
        return paragraph("LetterBody", runs(block.runs))
    if isinstance(block, Bullets):
        return "".join([paragraph("LetterBody", runs(item)) for item in block.items])
    if isinstance(block, Heading):
        return _heading(block)
    return _table(words, block)


def _heading(block: Heading) -> str:
    if block.level == 0 and block.number:
        return paragraph("LetterPartNumber", run(block.number)) + paragraph(parts.heading_style(0), run(block.text))
    return paragraph(parts.heading_style(block.level), run(f"{block.number} {block.text}".strip()))


def _table(words: Set, block: Table) -> str:
    widths = [share * words.rules.text_width for share in block.widths]
    jc = [f'<w:jc w:val="{side}"/>' for side in block.align]
    rows = []
    if any(block.head):
        cells = [
            cell(width, paragraph("LetterCellHead", run(text))) for width, text in zip(widths, block.head, strict=True)
        ]
        rows.append(row(cells, "<w:cantSplit/><w:tblHeader/>"))
    for texts in block.rows:
        cells = [
            cell(width, paragraph("LetterCell", run(text), side))
            for width, text, side in zip(widths, texts, jc, strict=True)
        ]
        rows.append(row(cells, "<w:cantSplit/>"))
    caption = paragraph("LetterCaption", run(block.caption)) if block.caption else ""
    return (
        caption
        + table(widths, rows, bordered=True)
        + paragraph("LetterBody", "", '<w:spacing w:after="0" w:line="120" w:lineRule="exact"/>')
    )


def _foot(words: Set) -> str:
    """Recipients on the left, who signs on the right; never parted from each other."""
    half = words.rules.text_width / 2
    left = [paragraph(style_of("recipients"), run(words.recipients))] if words.recipients else []
    left += [paragraph(style_of("recipient"), run(name)) for name in words.recipient]
    right = [
        paragraph(style_of(zone), run(text))
        for zone in ("authority", "position", "name")
        if (text := getattr(words, zone))
    ]
    if not left and not right:
        return ""
    both = row([cell(half, "".join(left)), cell(half, "".join(right))], "<w:cantSplit/>")
    return _gap(200, "<w:keepNext/>") + table((half, half), [both], bordered=False)


def _section(words: Set) -> str:
    rules = words.rules
    sides = " ".join(f'w:{side}="{twips(rules.margin(side))}"' for side in ("top", "right", "bottom", "left"))
    edge = twips(rules.page_number["edge"])
    return (
        f"{_gap(20)}<w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>'
        f'<w:pgSz w:w="{twips(rules.paper["width"])}" w:h="{twips(rules.paper["height"])}"/>'
        f'<w:pgMar {sides} w:header="{edge}" w:footer="{edge}" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
