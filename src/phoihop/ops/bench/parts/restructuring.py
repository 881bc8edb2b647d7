"""The reform of 1/7/2025 as one decision a province: previewed, put into effect, taken back."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection

from phoihop.ops.bench.country import (
    FOUNDED,
    REFORM,
    Country,
    country_database,
    counts_on,
    fill_province,
    read_country,
    reform_of,
    some_of,
    system,
)
from phoihop.ops.bench.databases import scratch_from
from phoihop.ops.bench.figures import Measured
from phoihop.org.actions import decide_restructuring, draft_restructuring, undo_restructuring
from phoihop.org.models import Restructuring
from phoihop.org.preview import preview_of

_LOCAL = ("commune", "ward", "special_zone")
# When something came to be known, and the decision itself, are not what a decision taken back must give back.
_APART = {
    "audit.Record",
    "audit.RecordWords",
    "audit.Seal",
    "org.Restructuring",
    "org.RestructuringStep",
    "org.Change",
    "org.Undertaking",
    "org.RoleEarlier",  # how a role stood in our books once, as superseded rows of units say it
}
_KNOWING = {"recorded", "superseded"}


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    country = some_of(read_country(), quick=quick)
    kept = country_database(quick=quick)
    scratch_from(kept)
    yield from _country(country)
    if names & {"province_preview_s", "province_apply_s", "province_undo_s", "undo_differences"}:
        scratch_from(kept)
        yield from _province(country, obligations=18_000 if quick else 600_000, users=100 if quick else 1_000)


def _country(country: Country) -> Iterator[Measured]:
    before = counts_on(REFORM.replace(month=6, day=30))
    yield Measured("provinces_before", before["province"], None, "")
    yield Measured("districts_before", before["district"], None, "")
    yield Measured("communes_before", sum(before[kind] for kind in _LOCAL), None, "")
    yield Measured("whole_mappings", len(country.whole), None, "")
    yield Measured("split_mappings", len(country.split), None, "")
    seen = done = 0.0
    for n, province in enumerate(sorted(country.joins)):
        made = _draft(country, province, n)
        at = time.perf_counter()
        shown = preview_of(system(REFORM), made)
        if shown.problems:
            raise AssertionError(shown.problems[0].words)
        seen += time.perf_counter() - at
        at = time.perf_counter()
        decide_restructuring(actor=system(REFORM, n), restructuring=made, seen=shown.mark)
        done += time.perf_counter() - at
    after = counts_on(REFORM)
    yield Measured("provinces_after", after["province"], None, "")
    yield Measured("communes_after", sum(after[kind] for kind in _LOCAL), None, "")
    yield Measured("wards_after", after["ward"], None, "")
    yield Measured("special_after", after["special_zone"], None, "")
    yield Measured("national_s", seen + done, None, f"preview {seen:.1f} s, apply {done:.1f} s")


def _draft(country: Country, province: str, n: int) -> Restructuring:
    title = f"Sắp xếp {country.provinces[province]}"
    return draft_restructuring(
        actor=system(REFORM, n), title=title, effective=REFORM, steps=reform_of(country, province)
    )


def _province(country: Country, obligations: int, users: int) -> Iterator[Measured]:
    """The one with the most communes, whose year is full."""
    sizes = Counter(
        {
            stays: sum(1 for row in country.communes.values() if country.districts[row[2]][1] in {stays, *joined})
            for stays, joined in country.joins.items()
        }
    )
    largest = sizes.most_common(1)[0][0]
    fill_province(country, largest, obligations, users)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    made = _draft(country, largest, 1)
    before = _everything()
    at = time.perf_counter()
    shown = preview_of(system(REFORM), made)
    yield Measured(
        "province_preview_s", time.perf_counter() - at, None, f"{sizes[largest]} communes, {obligations:,} rows"
    )
    at = time.perf_counter()
    decide_restructuring(actor=system(REFORM, 1), restructuring=made, seen=shown.mark)
    yield Measured("province_apply_s", time.perf_counter() - at, None, "")
    at = time.perf_counter()
    undo_restructuring(actor=system(REFORM, 60), restructuring=made, reason="đo")
    yield Measured("province_undo_s", time.perf_counter() - at, None, "")
    after = _everything()
    apart = (before - after) + (after - before)
    yield Measured("undo_differences", sum(apart.values()), None, _first(apart))


def _everything() -> Counter[tuple[Any, ...]]:
    """Every row that is held to be so, of every model, by what it says."""
    rows: Counter[tuple[Any, ...]] = Counter()
    for model in apps.get_models():
        label = model._meta.label  # noqa: SLF001 - documented Meta API
        if label in _APART or not label.startswith(
            ("org.", "duties.", "documents.", "reports.", "synthesis.", "accounts.")
        ):
            continue
        fields = [one.attname for one in model._meta.concrete_fields]  # noqa: SLF001 - the same
        held = model._default_manager.all()  # noqa: SLF001 - the same
        if "superseded" in fields:
            held = held.filter(superseded=None)
            fields = [name for name in fields if name not in _KNOWING and name != "id"]
        elif label == "org.Reach":
            fields = [name for name in fields if name != "id"]
        elif label == "org.Unit":
            held = held.filter(versions__superseded=None).distinct()
        rows.update((label, *map(str, row)) for row in held.values_list(*fields).iterator(chunk_size=5000))
    return rows


def _first(apart: Counter[tuple[Any, ...]]) -> str:
    return " ".join(next(iter(apart)))[:200] if apart else f"since {FOUNDED:%Y}, every row of every model"
