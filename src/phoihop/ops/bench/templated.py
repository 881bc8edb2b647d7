"""The bare way to a report: docxtpl fills a template of the same look, paragraph by paragraph, run by run."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

from phoihop.typeset import Heading, Letter, Paragraph, Run, Table, to_docx
from phoihop.typeset.model import Block


def template_of(letter: Letter) -> bytes:
    """The letter itself, its head, foot and styles; where its blocks stood there are loops over them."""
    table = table_in(letter)
    words = [Paragraph.of(f"{{%p for B in {where} %}}") for where in ("above", "below")]
    row = tuple(f"{{{{ row[{n}] }}}}" for n in range(len(table.head)))
    rest = ("",) * (len(row) - 1)
    rows = (("{%tr for row in rows %}", *rest), row, ("{%tr endfor %}", *rest))
    blocks = [words[0], *_LOOPED, replace(table, rows=rows), words[1], *_LOOPED]
    return to_docx(replace(letter, blocks=tuple(blocks)))


# The rules print these headings in capitals, names of variables too: so they are capitals already.
_LOOPED: list[Block] = [
    Paragraph.of("{%p if B.level == 0 %}"),
    Heading(0, "", "{{ B.T }}"),
    Paragraph.of("{%p elif B.level == 1 %}"),
    Heading(1, "", "{{ B.T }}"),
    Paragraph.of("{%p else %}"),
    Paragraph((Run("{%r for run in B.runs %}"), Run("{{ run }}"), Run("{%r endfor %}"))),
    Paragraph.of("{%p endif %}"),
    Paragraph.of("{%p endfor %}"),
]


def table_in(letter: Letter) -> Table:
    return next(block for block in letter.blocks if isinstance(block, Table))


def by_template(template: bytes, letter: Letter) -> bytes:
    from docxtpl import DocxTemplate  # of the bench alone; an installation need not have it

    table = table_in(letter)
    at = letter.blocks.index(table)
    made = DocxTemplate(BytesIO(template))
    above, below = ([_plain(block) for block in part] for part in (letter.blocks[:at], letter.blocks[at + 1 :]))
    made.render({"above": above, "rows": table.rows, "below": below})
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _plain(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"level": block.level, "T": f"{block.number} {block.text}".strip().upper()}
    if isinstance(block, Paragraph):
        return {"level": None, "runs": [run.text for run in block.runs]}
    raise AssertionError("The template knows no such block.")
