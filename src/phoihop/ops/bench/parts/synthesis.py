"""From 124 units' answers to the report as a .docx; the bare way fills a template with the same words."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from pypdfium2 import PdfDocument

from phoihop.duties.models import Duty
from phoihop.extract import extract
from phoihop.ops.bench.answered import answered_database, clerk
from phoihop.ops.bench.children import CannotMeasureError
from phoihop.ops.bench.databases import scratch_from
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.templated import by_template, template_of
from phoihop.ops.bench.timing import in_turns
from phoihop.reports.queries import standing_answers
from phoihop.synthesis.actions import draft_synthesis
from phoihop.synthesis.models import Synthesis
from phoihop.synthesis.paper import letter_of
from phoihop.typeset import Letter, to_docx, to_pdf

UNITS, PAGES = 124, 30


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    """The best of several, in turns. Quick: an eighth of the units and of the pages."""
    if find_spec("docxtpl") is None:
        raise CannotMeasureError(
            "The report is measured beside docxtpl, which is not installed here. In a checkout type ./phoihop lint, "
            "which brings it; elsewhere: pip install docxtpl."
        )
    share = 8 if quick else 1
    scratch_from(answered_database(UNITS // share))
    if (answered := standing_answers(Duty.objects.get(), "once").count()) != UNITS // share:
        raise CannotMeasureError(f"Only {answered} units have answered; the bench must be mended.")
    letter = _letter()
    pages = len(PdfDocument(to_pdf(letter)))
    if pages < PAGES // share:
        raise CannotMeasureError(f"The report has {pages} pages and not {PAGES // share}; the bench must be mended.")
    template = template_of(letter)
    theirs = by_template(template, letter)
    _must_say_the_same(to_docx(letter), theirs)
    ours, bare = in_turns(
        _report, lambda: by_template(template, letter), times=3 if quick else 9, before=_forget, take=min
    )
    said = f"{pages} pages of {UNITS // share} units' answers: {ours * 1000:.0f} ms; docxtpl {bare * 1000:.0f} ms"
    yield Measured("synthesis_ratio", ours / bare, 1.0, said)


def _report() -> bytes:
    """As the clerk's two presses do it: put together, and download."""
    return to_docx(_letter())


def _letter() -> Letter:
    duty = Duty.objects.get()
    return letter_of(draft_synthesis(actor=clerk(), duty=duty, period="once"))


def _forget() -> None:
    Synthesis.objects.all().delete()


def _must_say_the_same(ours: bytes, theirs: bytes) -> None:
    one, other = (extract(data, "report.docx").text for data in (ours, theirs))
    if one != other:
        raise CannotMeasureError("The template does not say what the report says; the bench must be mended.")
