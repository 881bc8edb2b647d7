"""Series through the reform of the country, conserved to the digit; and a report that was issued before one, rendered anew."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from phoihop.duties.actions import return_response, submit_response
from phoihop.duties.models import Duty, Obligation
from phoihop.files.actions import content_of
from phoihop.kit.actor import Actor
from phoihop.ops.bench.answered import answered_database, clerk
from phoihop.ops.bench.country import REFORM, read_country, reform_of, some_of
from phoihop.ops.bench.databases import DAY, scratch_from
from phoihop.ops.bench.figures import Measured
from phoihop.ops.province.units import OFFICE
from phoihop.org.actions import StepGiven, restructure
from phoihop.org.kinship import Kinship, Link
from phoihop.org.models import Role, Unit
from phoihop.reports.queries import version_for
from phoihop.reports.queries.viewed import last_before
from phoihop.reports.recut import Given, as_it_was, recut, sums_at, whole
from phoihop.reports.values import KINDS, NUMBER, Total, Value, total_of
from phoihop.synthesis.actions import draft_synthesis, issue, sign, submit_for_signature
from phoihop.synthesis.models import Synthesis
from phoihop.synthesis.paper import letter_of
from phoihop.typeset import to_docx, to_pdf

FIELDS = 20
OLD = REFORM - timedelta(days=1)
MONTHS = [REFORM + timedelta(days=30 * n - 1) for n in range(-11, 13)]  # twelve before, twelve after
TREES = [OLD - timedelta(days=200), OLD, REFORM, REFORM + timedelta(days=400)]


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    if "export_differences" in names:
        yield _exported(16 if quick else 124)
    if "conserved_differences" in names:
        yield _conserved(quick=quick)


class _Land:
    """The country by numbers: who followed whom, and the provinces that exist on both sides."""

    def __init__(self, *, quick: bool) -> None:
        country = some_of(read_country(), quick=quick)
        self.number: dict[str, int] = {}
        self.old = [self._pk(key) for key in country.communes]
        self.old += [self._pk(key) for key in self._gone(country.districts, country.whole, country.split)]
        self.new = [self._pk(key) for rows in country.new.values() for key in rows]
        pairs = [(old, new, 1_000_000) for old, new in country.whole]
        pairs += [(old, new, share) for old, parts in country.split.items() for new, share in parts]
        links = [Link(self._pk(old), self._pk(new), share, REFORM) for old, new, share in pairs]
        long_ago = date(2020, 1, 1)
        stood = {pk: [(long_ago, REFORM)] for pk in self.old} | {pk: [(REFORM, None)] for pk in self.new}
        self.kin = Kinship(links, stood)
        self.province: dict[int, int] = {}
        for at, province in enumerate(country.joins):
            for step in reform_of(country, province):
                if step.unit_key in self.number:
                    self.province[self.number[step.unit_key]] = -1 - at

    def _pk(self, key: str) -> int:
        return self.number.setdefault(key, len(self.number) + 1)

    def _gone(
        self, districts: Mapping[str, object], pairs: list[tuple[str, str]], split: Mapping[str, object]
    ) -> list[str]:
        """Districts that went into a commune: islands without any below them."""
        return sorted(districts.keys() & ({old for old, _new in pairs} | split.keys()))

    def chain(self, unit: int) -> tuple[int, ...]:
        return (0, self.province[unit], unit)


def _conserved(*, quick: bool) -> Measured:
    """Each field of each month in each view of each day: the country and every province, by what units said themselves."""
    land, rng = _Land(quick=quick), random.Random(5)  # noqa: S311 - the same each time
    apart = compared = 0
    for field in range(FIELDS):
        by_month = [_said(land, rng, day) for day in MONTHS]
        before = last_before((one.unit, one.day, one.value.amount) for rows in by_month[:12] for one in rows)
        for rows in by_month:
            true = _sums(land, rows)
            for to in [None, *TREES]:
                pieces = (
                    recut(rows, land.kin, to, may_apportion=field % 2 == 0, before=before) if to else as_it_was(rows)
                )
                found = sums_at(pieces, land.chain)
                apart += whole(pieces).total != true[0]
                apart += sum(found[unit].total != total for unit, total in true.items())
                compared += len(true) + 1
    return Measured("conserved_differences", apart, None, f"{compared:,} sums of {len(land.old):,} units compared")


def _said(land: _Land, rng: random.Random, day: date) -> list[Given]:
    kinds = [NUMBER] * 9 + list(KINDS)
    units = land.new if day >= REFORM else land.old
    return [
        Given(unit, unit, day, Value(kind, rng.randrange(100_000) if kind == NUMBER else None))
        for unit in units
        for kind in [rng.choice(kinds)]
    ]


def _sums(land: _Land, rows: list[Given]) -> dict[int, Total]:
    """By hand: of the country (0), and of each province of today with those that went into it."""
    heaps: dict[int, list[Value]] = defaultdict(list)
    for one in rows:
        heaps[0].append(one.value)
        heaps[land.province[one.unit]].append(one.value)
    return {unit: total_of(values) for unit, values in heaps.items()}


def _exported(units: int) -> Measured:
    """Issued, then everything that may come after it: late and returned answers, a reform, another one back-dated."""
    scratch_from(answered_database(units))
    duty = Duty.objects.get()
    made = _issued(duty)
    first = _rendered(made)
    if made.document is None or made.document.file is None or content_of(made.document.file) != first[0]:
        raise AssertionError("The file that was kept is not what is rendered.")
    done = _afterwards(duty, made)
    again = _rendered(Synthesis.objects.get(pk=made.pk))
    apart = sum(
        abs(len(a) - len(b)) + sum(x != y for x, y in zip(a, b, strict=False))
        for a, b in zip(first, again, strict=True)
    )
    return Measured("export_differences", apart, None, f"{sum(map(len, first)):,} bytes; since it was issued: {done}")


def _issued(duty: Duty) -> Synthesis:
    who = clerk()
    leader = Role.objects.filter(unit__key=OFFICE, kind="leader").order_by("pk")[0]
    made = draft_synthesis(actor=who, duty=duty, period="once")
    submit_for_signature(actor=who, synthesis=made)
    signer = replace(who, user_id=leader.user_id, role="leader", roles=frozenset({"leader"}), found={})
    sign(actor=signer, synthesis=Synthesis.objects.get(pk=made.pk), position="TRƯỞNG BAN")
    issue(actor=who, synthesis=Synthesis.objects.get(pk=made.pk))
    return Synthesis.objects.get(pk=made.pk)


def _rendered(made: Synthesis) -> tuple[bytes, bytes]:
    """Out of the rows alone, as the page of the report does it."""
    document = made.document
    if document is None:
        raise AssertionError("It was not issued.")
    letter = letter_of(made, number=int(document.number.partition("-")[0]), day=document.signed_on)
    return to_docx(letter), to_pdf(letter)


def _afterwards(duty: Duty, made: Synthesis) -> str:
    rng = random.Random(7)  # noqa: S311 - the same each time
    done: Counter[str] = Counter()
    later = made.issued_at.date() + timedelta(days=1) if made.issued_at else DAY
    rows = list(Obligation.objects.filter(duty=duty, closed_at=None).select_related("unit", "answer").order_by("pk"))
    who = clerk()
    who = replace(who, on=later, at=who.at + timedelta(days=1), found={})
    for row in rng.sample([row for row in rows if row.answer], max(1, len(rows) // 10)):
        if row.answer:
            return_response(actor=who, response=row.answer, reason="Chưa rõ.", remarks=[])
            done["answers returned"] += 1
    system = Actor.system(on=later, at=who.at + timedelta(hours=1))
    touched = set[str]()
    for n, effective in enumerate((later, DAY - timedelta(days=90))):
        restructure(
            actor=replace(system, at=system.at + timedelta(minutes=n), found={}),
            title=f"Sắp xếp {n}",
            effective=effective,
            steps=_reform(rng, n, touched),
        )
        done["reforms" if effective == later else "reforms back-dated"] += 1
    for row in Obligation.objects.filter(duty=duty, closed_at=None, answer=None).select_related("unit")[:10]:
        submit_response(actor=system, obligation=row, key=uuid4(), cells=_all_cells(row))
        done["late answers"] += 1
    return ", ".join(f"{n} {words}" for words, n in done.items())


def _all_cells(row: Obligation) -> dict[str, Any]:
    version = version_for(row)
    if version is None:
        return {}
    said: dict[str, Any] = {f"figure:{f.code}": {"kind": "number", "text": "9"} for f in version.fields.all()}
    return said | {f"narrative:{s.code}": "Đã làm." for s in version.sections.all()}


def _reform(rng: random.Random, n: int, touched: set[str]) -> list[StepGiven]:
    """A rename of the office, mergers, a division, a closing, of units that live since long ago and that no reform
    touched: what stands on a later decision is refused, and rightly.
    """
    keys = list(
        Unit.objects.filter(versions__ends=None, versions__superseded=None, versions__kind="commune")
        .exclude(key__startswith="moi-")
        .exclude(key__in=touched)
        .order_by("key")
        .values_list("key", flat=True)
        .distinct()
    )
    picked = rng.sample(keys, 7)
    touched.update(picked)
    new = {"kind": "commune", "parent": OFFICE}
    return [
        StepGiven("rename", OFFICE, {"name": f"Ban Công tác mới {n} Tỉnh ủy", "short_name": f"Ban mới {n}"}),
        *(StepGiven("create", f"moi-{n}-{i}", {"name": f"Xã Mới {n} {i}", **new}) for i in range(3)),
        *(StepGiven("merge", key, {"into": f"moi-{n}-0"}) for key in picked[:3]),
        StepGiven("split", picked[3], {"into": [[f"moi-{n}-1", 350_000], [f"moi-{n}-2", 650_000]]}),
        StepGiven("merge", picked[4], {"into": picked[5]}),
        StepGiven("close", picked[6]),
    ]
