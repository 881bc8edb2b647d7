"""The synthesis as an official letter: the same structure for the .docx and the PDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from phoihop.duties.models import Response
from phoihop.duties.queries.known import asked_known
from phoihop.org.queries import parent_known, versions_known
from phoihop.reports.queries import rates_of_answers, sections_of, sums_of_answers, version_of
from phoihop.reports.values import NOTHING, show_amount
from phoihop.synthesis.gathering import NONE
from phoihop.synthesis.models import Number, Sentence, Synthesis
from phoihop.typeset import Heading, Letter, Paragraph, Run, Signature, Table
from phoihop.typeset.model import Block


def letter_of(synthesis: Synthesis, *, number: int | None = None, day: date | None = None) -> Letter:
    """Without number and day: the draft, marked as one. An issued one is as it was known when it was issued."""
    on, known = day or synthesis.gathered_at.date(), synthesis.issued_at
    above = parent_known(synthesis.unit_id, on, known)
    to = synthesis.answers.asker_id if synthesis.answers else None
    names = versions_known([pk for pk in (synthesis.unit_id, above, to) if pk], on, known)
    issuer = names[synthesis.unit_id].name
    body, superior = _bodies(issuer, names[above].name if above else "")
    signer = synthesis.signed_by.name if synthesis.signed_by else ""
    return Letter(
        issuer=body.upper(),
        superior=superior.upper(),
        number=number,
        symbol=f"BC/{_symbol(issuer)}",
        place=place_of(synthesis),
        day=day,
        type_name="BÁO CÁO",
        abstract=synthesis.title,
        addressees=(names[to].name,) if to and to in names else (),
        blocks=tuple(_blocks(synthesis, on)),
        signature=Signature(name=signer, position=synthesis.signer_position),
        recipients=((names[to].name,) if to and to in names else ()) + (f"Lưu {issuer}",),
        draft="" if number else "DỰ THẢO",
    )


def place_of(synthesis: Synthesis) -> str:
    """The place printed on the unit's own letters, from the newest one that has it; an issued one keeps its own."""
    if synthesis.document:
        return str(synthesis.document.place)
    from phoihop.documents.models import Document  # only for this

    rows = Document.objects.filter(unit_id=synthesis.unit_id, direction="out").exclude(place="").order_by("-created_at")
    return rows.values_list("place", flat=True).first() or ""


def _bodies(issuer: str, above: str) -> tuple[str, str]:
    """«Ban … Tỉnh ủy» stands under «TỈNH ỦY»: the committee is the superior line."""
    for tail in ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Đảng ủy"):
        if issuer.endswith(" " + tail):
            return issuer[: -len(tail) - 1], tail
    return issuer, above


def _symbol(issuer: str) -> str:
    """Initials as the symbol of an agency: «Ban Tuyên giáo và Dân vận Tỉnh ủy» is BTGDVTU."""
    words = [w for w in issuer.replace("-", " ").replace(",", " ").split() if w.lower() != "và"]
    return "".join(w[0].upper() if w[0].lower() not in "ủuư" or len(words) == 1 else "U" for w in words)


def _blocks(synthesis: Synthesis, on: date) -> Iterator[Block]:
    marks: dict[int, list[tuple[int, int]]] = defaultdict(list)
    numbers = Number.objects.filter(sentence__section__synthesis=synthesis).order_by("start")
    for sentence, start, end in numbers.values_list("sentence", "start", "end"):
        marks[sentence].append((start, end))
    written: dict[int, dict[int, list[Run]]] = defaultdict(lambda: defaultdict(list))
    sentences = Sentence.objects.filter(section__synthesis=synthesis).order_by("paragraph", "position")
    for pk, section, paragraph, text in sentences.values_list("pk", "section", "paragraph", "text"):
        written[section][paragraph] += _runs(text, marks[pk])
    for one in synthesis.sections.all():
        yield Heading(1, f"{one.number}.", one.heading)
        for runs in written[one.pk].values():
            yield Paragraph((*runs[:-1], Run(runs[-1].text.rstrip())))
    yield from _annex(synthesis, on)


def _runs(text: str, marks: list[tuple[int, int]]) -> Iterator[Run]:
    """Each computed number is a run of its own."""
    at = 0
    for start, end in marks:
        if start > at:
            yield Run(text[at:start])
        yield Run(text[start:end])
        at = end
    yield Run(text[at:] + " ")


def _annex(synthesis: Synthesis, on: date) -> Iterator[Block]:
    """Figures with how many gave them, and who did not report; each under its unit of the report's own day."""
    asked = asked_known(synthesis.duty_id, synthesis.period, synthesis.issued_at)
    first = min(asked.answers, default=None)
    answer = Response.objects.select_related("obligation").get(pk=asked.answers[first]) if first else None
    version = version_of(answer) if answer else None
    if version is None:
        return
    fields = [field for shown in sections_of(version) for field in shown.fields]
    sums = sums_of_answers(asked.answers.values()) | rates_of_answers(asked.answers.values(), fields)
    rows = []
    for field in fields:
        total = sums.get(field.code, NOTHING)
        nothing = NONE if total.none else "–"
        amount = nothing if total.amount is None else show_amount(total.amount, field.scale)
        rows.append((field.code, field.label, field.unit_of_measure, amount, str(total.answered), str(total.nr)))
    yield Heading(0, "", "PHỤ LỤC SỐ LIỆU")
    yield Paragraph.of("Số liệu như lúc đó: mỗi số của đơn vị và cây tổ chức trong kỳ báo cáo.")
    yield Table(
        head=("Mã", "Chỉ tiêu", "Đơn vị tính", "Tổng", "Số đơn vị trả lời", "Chưa có số"),
        rows=tuple(rows),
        widths=(0.08, 0.44, 0.14, 0.12, 0.12, 0.10),
        align=("left", "left", "left", "right", "right", "right"),
    )
    names = versions_known(asked.silent, on, synthesis.issued_at)
    words = "; ".join(sorted(names[pk].short_name for pk in asked.silent if pk in names))
    yield Paragraph.of(
        f"Đơn vị chưa báo cáo ({len(asked.silent)} trên {asked.owed}): {words}."
        if asked.silent
        else "Tất cả đơn vị đã báo cáo."
    )
