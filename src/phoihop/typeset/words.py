"""The words of each zone, spelt as the rules spell them: the one source of both the .docx and the PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from phoihop.typeset.model import Block, Bullets, Heading, Letter, Paragraph, Run, Table
from phoihop.typeset.rules import RuleSet, rules_named

_LINE_ENDS = re.compile(r"[\r\n\t]+")
_UNSET = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
GAP = "\u00a0" * 6


@dataclass(frozen=True, slots=True)
class Set:
    """A letter ready to be set: every zone as it is to be read, empty where the letter has none."""

    rules: RuleSet
    title: str
    motto: str
    superior: str
    issuer: str
    star: str
    number: str
    date: str
    type: str
    abstract: str
    letter_abstract: str
    to: str
    addressees: tuple[str, ...]
    authority: str
    position: str
    name: str
    recipients: str
    recipient: tuple[str, ...]
    urgency: str
    draft: str
    blocks: tuple[Block, ...]


def set_words(letter: Letter) -> Set:
    rules = rules_named(letter.rules)
    words = rules.words
    signature = letter.signature
    return Set(
        rules=rules,
        title=words["title"],
        motto=words["motto"],
        superior=_caps(letter.superior),
        issuer=_caps(letter.issuer),
        star=words["star"],
        number=number_line(rules, letter.number, letter.symbol),
        date=date_line(rules, letter.place, letter.day),
        type=_caps(letter.type_name),
        abstract=clean(letter.abstract) if letter.type_name else "",
        letter_abstract="" if letter.type_name else _about(rules, letter.abstract),
        to=words["to_by_type"].get(_caps(letter.type_name), words["to"]) if letter.addressees else "",
        addressees=_addressees(letter.addressees),
        authority=_authority(rules, signature.authority, signature.on_behalf) if signature else "",
        position=_caps(signature.position) if signature else "",
        name=clean(signature.name) if signature else "",
        recipients=words["recipients"] if letter.recipients else "",
        recipient=_recipients(rules, letter.recipients),
        urgency=_caps(letter.urgency),
        draft=clean(letter.draft),
        blocks=_finished(rules, tuple(_block(block) for block in letter.blocks)),
    )


def clean(text: str) -> str:
    """Without what no XML may hold; a line end inside a paragraph is a blank."""
    return _LINE_ENDS.sub(" ", _FORBIDDEN.sub("", text)).strip()


def number_line(rules: RuleSet, number: int | None, symbol: str) -> str:
    """Two digits at least; a draft leaves the number's place open."""
    if number is None:
        return str(rules.number["blank"]).format(symbol=clean(symbol)).replace(" " * 6, GAP)
    return str(rules.number["form"]).format(number=f"{number:0{rules.number['digits']}d}", symbol=clean(symbol))


def date_line(rules: RuleSet, place: str, day: date | None) -> str:
    """Zero before days 1 to 9 and months 1 and 2 only, so that none can be added by hand."""
    parts = {"place": clean(place), "day": GAP, "month": GAP, "year": GAP}
    if day is not None:
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)
        parts |= {"day": f"{day.day:02d}", "month": month, "year": str(day.year)}
    return str(rules.date["form"]).format(**parts).removeprefix(", ")


def _caps(text: str) -> str:
    return clean(text).upper()


def _about(rules: RuleSet, abstract: str) -> str:
    about, text = rules.words["about"], clean(abstract)
    return f"{about} {text}" if about and text and not text.startswith(about) else text


def _addressees(names: tuple[str, ...]) -> tuple[str, ...]:
    """One stands beside «Kính gửi:», several each on a line behind a dash."""
    cleaned = [clean(name).rstrip(";,.") for name in names]
    if len(cleaned) < 2:
        return tuple(cleaned)
    return tuple(f"- {name}{';' if at < len(cleaned) - 1 else '.'}" for at, name in enumerate(cleaned))


def _authority(rules: RuleSet, authority: str, on_behalf: str) -> str:
    letters = re.sub(r"[^A-ZĐa-zđ]", "", authority).upper()
    if not letters:
        return _caps(on_behalf)
    mark = rules.words["authority_mark"]
    written = "/".join(letters) if mark == "/" else letters + mark
    return f"{written} {_caps(on_behalf)}".strip()


def _recipients(rules: RuleSet, names: tuple[str, ...]) -> tuple[str, ...]:
    words = rules.words
    cleaned = [clean(name).lstrip("- ").rstrip(";,.") for name in names]
    ends = [words["recipient_end"]] * (len(cleaned) - 1) + [words["last_recipient_end"]]
    return tuple(f"- {name}{end}" for name, end in zip(cleaned, ends, strict=False))


def _block(block: Block) -> Block:
    if isinstance(block, Heading):
        text = clean(block.text)
        return Heading(min(max(block.level, 0), 3), clean(block.number), text.upper() if block.level < 2 else text)
    if isinstance(block, Paragraph):
        return Paragraph(_runs(block.runs))
    if isinstance(block, Bullets):
        return Bullets(tuple((Run("- "), *_runs(item)) for item in block.items))
    return _table(block)


def _runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """As they are but for what no XML may hold: a blank at a run's edge is part of the sentence."""
    return tuple([run if not _UNSET.search(run.text) else _settled(run) for run in runs if run.text])


def _settled(run: Run) -> Run:
    return Run(_LINE_ENDS.sub(" ", _FORBIDDEN.sub("", run.text)), run.bold, run.italic)


def _table(table: Table) -> Table:
    count = max([len(table.head), *(len(row) for row in table.rows)], default=0)
    widths = table.widths if len(table.widths) == count and sum(table.widths) > 0 else (1.0,) * count
    whole = sum(widths)
    align = tuple([*table.align, *["left"] * count][:count])
    return Table(
        head=_row(table.head, count),
        rows=tuple(_row(row, count) for row in table.rows),
        widths=tuple(width / whole for width in widths),
        align=align,
        caption=clean(table.caption),
    )


def _row(cells: tuple[str, ...], count: int) -> tuple[str, ...]:
    return tuple(clean(cell) for cell in [*cells, *[""] * (count - len(cells))])


def _finished(rules: RuleSet, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The last sentence ends as the rules say: «.» for the Party, «./.» for the State."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph) and last.runs:
        return (*blocks[:-1], Paragraph(_ended(last.runs, rules.words["end"])))
    if isinstance(last, Bullets) and last.items:
        return (*blocks[:-1], Bullets((*last.items[:-1], _ended(last.items[-1], rules.words["end"]))))
    return blocks


def _ended(runs: tuple[Run, ...], end: str) -> tuple[Run, ...]:
    last = runs[-1]
    text = last.text.rstrip()
    bare = text.removesuffix("./.").rstrip(".;,")
    if text[-1:] in {"!", "?", "…", "”", "»", ":"} and text == bare:
        return runs
    return (*runs[:-1], Run(bare + end, last.bold, last.italic))
