"""Figures summed with their four kinds kept, over any set of answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count, QuerySet, Sum

from phoihop.duties.models import Duty, Obligation
from phoihop.reports.models import Field, Figure, Narrative, Rollup
from phoihop.reports.recut import Given, both, rate
from phoihop.reports.values import Total, Value, total_of


def totals(duty: Duty, period: str, *, units: Iterable[int] | None = None) -> dict[str, Total]:
    """By field code, over the standing answers of these units (all who answered): the four kinds are kept."""
    return sums_of(standing_answers(duty, period, units=units))


def sums_of(obligations: QuerySet[Obligation]) -> dict[str, Total]:
    """By field code, over what stands as the answer of each."""
    return _sums(Figure.objects.filter(response__in=obligations.exclude(answer=None).order_by().values("answer")))


def sums_of_answers(answers: Iterable[int]) -> dict[str, Total]:
    """The same over these answers, whether they stand still or not."""
    return _sums(Figure.objects.filter(response__in=list(answers)))


def _sums(rows: QuerySet[Figure]) -> dict[str, Total]:
    out: dict[str, Total] = defaultdict(lambda: Total(None))
    for code, kind, count, amount in (
        rows.values_list("field__code", "kind").annotate(n=Count("pk"), s=Sum("value")).order_by()
    ):
        out[code] += {
            "number": Total(amount, numbers=count),
            "nil": Total(None, nil=count),
            "na": Total(None, na=count),
            "nr": Total(None, nr=count),
        }[kind]
    return dict(out)


def rates_of(obligations: QuerySet[Obligation], fields: Sequence[Field]) -> dict[str, Total]:
    """By code of each rate: out of the sums of its two parts, over those who counted both."""
    return _rates(
        Figure.objects.filter(response__in=obligations.exclude(answer=None).order_by().values("answer")), fields
    )


def rates_of_answers(answers: Iterable[int], fields: Sequence[Field]) -> dict[str, Total]:
    return _rates(Figure.objects.filter(response__in=list(answers)), fields)


def _rates(rows: QuerySet[Figure], fields: Sequence[Field]) -> dict[str, Total]:
    rates = [field for field in fields if field.rollup == Rollup.RATE]
    if not rates:
        return {}
    said = rows.filter(field__code__in={code for field in rates for code in (field.rate_of, field.rate_in)})
    given: dict[str, list[Given]] = defaultdict(list)
    for response, code, kind, amount in said.values_list("response_id", "field__code", "kind", "value"):
        given[code].append(Given(response, 0, date.min, Value(kind, amount)))
    return {field.code: rate_over(field, given) for field in rates}


def rate_over(field: Field, given: Mapping[str, Sequence[Given]]) -> Total:
    kept = both(given, field.rate_of, field.rate_in)
    sums = {code: total_of(one.value for one in rows) for code, rows in kept.items()}
    return rate(sums, field.rate_of, field.rate_in, field.scale, per=rate_base(field))


def rate_base(field: Field) -> int:
    """How many the whole is taken for."""
    return {"%": 100, "‰": 1000}.get(field.unit_of_measure.strip(), 100 if not field.unit_of_measure else 1)


def standing_answers(duty: Duty, period: str, *, units: Iterable[int] | None = None) -> QuerySet[Obligation]:
    """Handed in and neither returned nor withdrawn."""
    rows = Obligation.objects.filter(duty=duty, period=period, closed_at=None).exclude(answer=None)
    return rows if units is None else rows.filter(unit__in=list(units))


def silent_units(duty: Duty, period: str) -> list[int]:
    """Who owes and has said nothing yet."""
    rows = Obligation.objects.filter(duty=duty, period=period, closed_at=None, answer=None)
    return list(rows.values_list("unit_id", flat=True))


def narratives(duty: Duty, period: str) -> QuerySet[Narrative]:
    answers = standing_answers(duty, period).values("answer")
    rows = Narrative.objects.filter(response__in=answers)
    return rows.order_by("section__position", "response__obligation__unit_id")
