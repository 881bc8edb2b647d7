"""What can be counted of the house's promises: each check says how many it looked at and which did not hold."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Exists, F, Field, ForeignKey, Model, OuterRef, Q, Sum

from phoihop.audit import noting
from phoihop.audit.chain import verify_chain
from phoihop.audit.models import Record
from phoihop.documents.models import Document
from phoihop.duties.models import Obligation, Response, Verb
from phoihop.files.actions import path_of
from phoihop.files.models import StoredFile
from phoihop.kit import clock
from phoihop.ops import recorded
from phoihop.ops.damage import first_line, is_damage
from phoihop.ops.say import _
from phoihop.ops.snapshot import kept_models, label_of
from phoihop.org.models import Reach, Role, Succession
from phoihop.org.reach import true_reach
from phoihop.org.steps import WHOLE
from phoihop.reports.models import Figure, Regime
from phoihop.synthesis.models import Number, Sentence, Source, Synthesis
from phoihop.synthesis.queries import numbers_of

SHOWN = 20  # of what is broken, this many are named


@dataclass(slots=True)
class Result:
    """`broken` are sentences for whoever mends it."""

    name: str
    title: str
    counted: int = 0
    broken: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, object]:
        return {
            "check": self.name,
            "counted": self.counted,
            "broken": len(self.broken),
            "shown": self.broken[:SHOWN],
        }


Check = Callable[[Result], None]


def _pages(result: Result) -> None:
    """SQLite reads over much of what is damaged; PostgreSQL says so itself, by its checksums."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        result.counted = cursor.fetchone()[0]
        try:
            cursor.execute("PRAGMA integrity_check")
            result.broken += [line for (line,) in cursor.fetchall() if line != "ok"]
        except DatabaseError as error:
            if not is_damage(error):
                raise
            result.broken.append(first_line(error))  # so damaged that looking ends there


def _files(result: Result) -> None:
    for sha256, size in StoredFile.objects.order_by("pk").values_list("sha256", "size"):
        result.counted += 1
        place = path_of(sha256)
        if not place.exists():
            result.broken.append(_("The file %(file)s is missing.") % {"file": place})
        elif place.stat().st_size != size or hashlib.sha256(place.read_bytes()).hexdigest() != sha256:
            result.broken.append(_("The file %(file)s is not what was kept.") % {"file": place})


def _keys(result: Result) -> None:
    for model in kept_models():
        for key in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented Meta API
            if isinstance(key, ForeignKey):
                result.counted += model._base_manager.exclude(**{key.attname: None}).count()  # noqa: SLF001 - as above
                result.broken += _dangling(model, key)


def _dangling(model: type[Model], key: Field[object, object]) -> Iterator[str]:
    """Asked of the tables themselves: a join of the mapper would drop the very rows that are looked for."""
    meta, target = model._meta, key.related_model._meta  # type: ignore[union-attr]  # noqa: SLF001 - Django's documented Meta API
    quote = connection.ops.quote_name
    own, other = quote(str(key.column)), quote(str(target.pk.column))
    sql = (
        f"SELECT h.{quote(str(meta.pk.column))} FROM {quote(meta.db_table)} h WHERE h.{own} IS NOT NULL"  # noqa: S608 - names of our own tables
        f" AND NOT EXISTS (SELECT 1 FROM {quote(target.db_table)} t WHERE t.{other} = h.{own})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for (pk,) in cursor.fetchall():
            yield _("%(row)s names a row that is not there (%(key)s).") % {
                "row": f"{label_of(model)} {pk}",
                "key": key.name,
            }


def _record(result: Result) -> None:
    result.counted = Record.objects.count()
    place, key = noting.folder(), Path(settings.RECORD_KEY) if settings.RECORD_KEY else None
    found = [*verify_chain(noting.noted_roots(place)), *noting.file_problems(place, clock.now(), key)]
    result.broken += [problem.sentence for problem in found]


def _answers(result: Result) -> None:
    """Promise 1: what was acknowledged is there as it was handed in, and the obligation shows it."""
    result.counted = Response.objects.count()
    for pk in Obligation.objects.filter(state__in=["handed_in", "accepted"], answer=None).values_list("pk", flat=True):
        result.broken.append(_("Obligation %(pk)s counts as handed in without an answer.") % {"pk": pk})
    for pk in Obligation.objects.exclude(answer__obligation=F("pk")).exclude(answer=None).values_list("pk", flat=True):
        result.broken.append(_("Obligation %(pk)s shows the answer of another one.") % {"pk": pk})
    result.broken += [*recorded.lost_answers(), *recorded.states_that_differ(), *recorded.changed_answers()]


def _obligations(result: Result) -> None:
    """Promise 2."""
    result.counted = Obligation.objects.count()
    for row in Obligation.objects.values("duty", "unit", "period").annotate(n=Count("pk")).filter(n__gt=1):
        result.broken.append(
            _("Duty %(duty)s is owed %(n)s times by unit %(unit)s for %(period)s.")
            % {"duty": row["duty"], "n": row["n"], "unit": row["unit"], "period": row["period"]}
        )
    result.broken += recorded.changed_days()


def _figures(result: Result) -> None:
    """Promise 3: a kind without a number carries none, a figure answers its own duty's form, nothing is lost in a merger."""
    result.counted = Figure.objects.count() + Succession.objects.count()
    wrong = Figure.objects.filter(Q(kind="number", value=None) | (~Q(kind="number") & ~Q(value=None)))
    for pk in wrong.exclude(kind="nil", value=0).values_list("pk", flat=True):
        result.broken.append(_("Figure %(pk)s has a kind that does not fit its value.") % {"pk": pk})
    asked = Regime.objects.filter(duty=OuterRef("response__obligation__duty"), form=OuterRef("field__version__form"))
    for pk in Figure.objects.exclude(Exists(asked)).values_list("pk", flat=True):
        result.broken.append(_("Figure %(pk)s answers a form that its duty does not ask for.") % {"pk": pk})
    shares = Succession.objects.values("restructuring", "source").annotate(whole=Sum("share"))
    for row in shares.exclude(whole=WHOLE):
        result.broken.append(
            _("What unit %(unit)s left to its successors does not add up to the whole.") % {"unit": row["source"]}
        )


_REACH = ("hierarchy", "ancestor_id", "unit_id", "depth", "starts", "ends")


def _reach(result: Result) -> None:
    """Promise 4: the closure by which rights are asked is what the placements say; each role stands in the tree."""
    result.counted = Reach.objects.count() + Role.objects.count()
    held_rows = Counter(Reach.objects.values_list(*_REACH))
    true_rows = Counter(tuple(getattr(row, name) for name in _REACH) for row in true_reach())
    for row in (held_rows - true_rows).elements():
        result.broken.append(
            _("Unit %(above)s reaches unit %(unit)s from %(day)s, which the tree does not say.")
            % {"above": row[1], "unit": row[2], "day": row[4]}
        )
    for row in (true_rows - held_rows).elements():
        result.broken.append(
            _("Unit %(above)s does not reach unit %(unit)s from %(day)s, which the tree says.")
            % {"above": row[1], "unit": row[2], "day": row[4]}
        )
    result.broken += recorded.changed_roles()
    held = Reach.objects.filter(depth=0).values("unit")
    for pk in Role.objects.exclude(unit__in=held).values_list("pk", flat=True):
        result.broken.append(_("Role %(pk)s is held at a unit that stands nowhere in the tree.") % {"pk": pk})


def _sources(result: Result) -> None:
    """Promise 5: of what was signed, every sentence has its source, and every number comes out of it again."""
    for synthesis in Synthesis.objects.filter(signed_at__isnull=False).order_by("pk"):
        sentences = Sentence.objects.filter(section__synthesis=synthesis)
        numbers = list(numbers_of(synthesis))
        result.counted += sentences.count() + len(numbers)
        for sentence in sentences.filter(own=False, sources=None).distinct():
            result.broken.append(_("Sentence %(pk)s of a signed report has no source.") % {"pk": sentence.pk})
        result.broken += [
            _("Number %(pk)s of a signed report is %(shown)s; its sources give %(found)s.")
            % {"pk": number.pk, "shown": number.value, "found": found}
            for number in numbers
            if (found := _from_sources(number)) != number.value
        ]
    outside = Source.objects.filter(_signed()).exclude(narrative=None).select_related("narrative")
    for source in outside.iterator(chunk_size=2000):
        if not (source.narrative and source.start is not None and source.end is not None):
            continue
        if not 0 <= source.start < source.end <= len(source.narrative.text):
            result.broken.append(
                _("Source %(pk)s of a signed report lies outside the words it names.") % {"pk": source.pk}
            )


def _signed() -> Q:
    return Q(sentence__section__synthesis__signed_at__isnull=False)


def _from_sources(number: Number) -> int:
    """Out of the very hand-ins that the sentence names: these are never changed, whatever was handed in since."""
    sources = Source.objects.filter(sentence=number.sentence_id)
    if number.measure == "units":
        return sources.values("response__obligation__unit").distinct().count()
    figures = Figure.objects.filter(response__in=sources.values("response"), field__code=_code(number))
    if number.measure == "sum":
        return int(figures.aggregate(whole=Sum("value"))["whole"] or 0)
    if number.measure == "none":
        counted = figures.filter(kind="number").exists()
        return 0 if counted else figures.filter(kind="nil").count()
    if number.measure == "numbers":
        return figures.filter(kind__in=["number", "nil"]).count()
    return number.value  # how many owed is no matter of what was answered


def _code(number: Number) -> str:
    return number.field.code if number.field else ""


def _on_record(result: Result) -> None:
    """Promise 7: every answer was put on record when it came, and what the record says was made is there."""
    result.counted = Response.objects.count()
    said = Record.objects.filter(verb=Verb.RESPONDED, subject_kind="duties.response").values("subject_id")
    for pk in Response.objects.exclude(pk__in=said).values_list("pk", flat=True):
        result.broken.append(_("Answer %(pk)s came without being put on record.") % {"pk": pk})
    result.broken += recorded.lost_rows()


def _once(result: Result) -> None:
    """Promise 8."""
    result.counted = Document.objects.count()
    kept = Document.objects.exclude(status="withdrawn").exclude(content_hash="")
    for row in kept.values("unit", "content_hash").annotate(n=Count("pk")).filter(n__gt=1):
        result.broken.append(
            _("Unit %(unit)s holds the same letter %(n)s times.") % {"unit": row["unit"], "n": row["n"]}
        )


def run_checks() -> Iterator[Result]:
    checks: list[tuple[str, str, Check]] = [
        ("pages", _("The database's own pages are sound"), _pages),
        ("files", _("Files are there and have their hash"), _files),
        ("keys", _("Every key leads to a row"), _keys),
        ("record", _("The record is chained and unchanged"), _record),
        ("answers", _("Promise 1: no answer is lost"), _answers),
        ("obligations", _("Promise 2: owed once per duty, unit and period"), _obligations),
        ("figures", _("Promise 3: kinds and values fit, sums stay exact, mergers lose nothing"), _figures),
        ("reach", _("Promise 4: rights follow the tree"), _reach),
        ("sources", _("Promise 5: what is signed has its sources and comes out of them"), _sources),
        ("on_record", _("Promise 7: every answer is on record"), _on_record),
        ("once", _("Promise 8: the same letter is held once"), _once),
    ]
    for name, title, check in checks:
        result = Result(name, title)
        check(result)
        yield result
        if check is _pages and result.broken:
            return  # whatever a damaged page says is worth nothing
