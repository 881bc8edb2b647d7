"""A letter as a PDF: tagged, titled, in Vietnamese, the same bytes for the same letter."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import typst

from phoihop.typeset.metrics import FONTS, FontsMissing
from phoihop.typeset.model import Block, Bullets, Heading, Letter, Paragraph, Run, Table
from phoihop.typeset.plan import Lines, head_of, titles_of
from phoihop.typeset.words import Set, set_words

_SOURCE = Path(__file__).with_name("letter.typ")
_STANDARD: Final = "ua-1"


def to_pdf(letter: Letter) -> bytes:
    """PDF/UA-1; where a letter holds a character that no typeface here can print, tagged only."""
    words = set_words(letter)
    day = letter.day or date(2000, 1, 1)
    data = json.dumps(_data(words), ensure_ascii=False)
    try:
        return _compiled(data, day, [_STANDARD])
    except typst.TypstError:
        return _compiled(data, day, [])


def _compiled(data: str, day: date, standards: list[Literal["ua-1"]]) -> bytes:
    return typst.compile(
        _SOURCE.read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"letter": data},
        format="pdf",
        pdf_standards=list(standards),
        timestamp=datetime.combine(day, time(0, 0), UTC),
    )


@cache
def _fonts() -> typst.Fonts:
    """Tinos, and what typst itself carries for the few signs that Tinos lacks; nothing of the system."""
    if not (FONTS / "Tinos-Regular.ttf").exists():
        raise FontsMissing
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _data(words: Set) -> dict[str, Any]:
    head, rules = head_of(words), words.rules
    zones = {name: asdict(zone) for name, zone in rules.zones.items()}
    return {
        "title": " ".join(filter(None, (words.type, words.abstract or words.letter_abstract))) or words.number,
        "author": words.issuer,
        "paper": {side: rules.margin(side) for side in ("top", "bottom", "left", "right")},
        "size": [rules.paper["width"], rules.paper["height"]],
        "page_edge": rules.page_number["edge"],
        "page_from": rules.page_number["from"],
        "body": rules.body,
        "zones": zones,
        "left": head.left,
        "right": head.right,
        "head": [_lines(zones) for zones in (head.bodies, head.titles, head.numbers, head.dates)],
        "titles": _lines(titles_of(words)),
        "abstract_end": rules.words["abstract_end"] if words.type else "",
        "to": words.to,
        "addressees": words.addressees,
        "blocks": _blocks(words.blocks),
        "sign": [[zone, text] for zone in ("authority", "position", "name") if (text := getattr(words, zone))],
        "recipients": words.recipients,
        "recipient": words.recipient,
    }


def _lines(zones: tuple[Lines, ...]) -> list[dict[str, Any]]:
    return [asdict(zone) for zone in zones]


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Headings get a rank for readers of tags: the first is 1, and none skips one, whatever its printed level."""
    out: list[dict[str, Any]] = []
    open_levels: list[int] = []
    for block in blocks:
        made = _block(block)
        if isinstance(block, Heading):
            open_levels = [level for level in open_levels if level < block.level] + [block.level]
            made["rank"] = len(open_levels)
        out.append(made)
    return out


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"is": "paragraph", "runs": _runs(block.runs)}
    if isinstance(block, Bullets):
        return {"is": "bullets", "items": [_runs(item) for item in block.items]}
    if isinstance(block, Heading):
        return {"is": "heading", **asdict(block)}
    return {"is": "table", **_table(block)}


def _runs(runs: tuple[Run, ...]) -> list[list[Any]]:
    return [[run.text, run.bold, run.italic] for run in runs]


def _table(block: Table) -> dict[str, Any]:
    return {
        "head": block.head,
        "rows": block.rows,
        "widths": block.widths,
        "align": block.align,
        "caption": block.caption,
    }
