"""The country before and after 1/7/2025, from the data of the package vietnamadminunits (MIT): read, never run."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from phoihop.accounts.models import User
from phoihop.duties.models import Duty, Obligation, Party, Response, State
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.kit.insert import insert_numbered
from phoihop.ops.bench.children import CannotMeasureError
from phoihop.ops.bench.databases import empty_database, kept_database, settle
from phoihop.org.actions import StepGiven, restructure
from phoihop.org.models import Role, Unit, UnitGroup, UnitVersion
from phoihop.reports.models import Field, Figure, Form, FormSection, FormVersion, Regime

FOUNDED, REFORM = date(2024, 1, 1), date(2025, 7, 1)
CENTRE = "trung-uong"
FIELDS, MONTHS = 20, 12
WHOLE = 1_000_000
_KINDS = {"Phường": "ward", "Xã": "commune", "Thị trấn": "commune", "Đặc khu": "special_zone"}


def system(day: date, second: int = 0) -> Actor:
    at = datetime(day.year, day.month, day.day, 7, tzinfo=ZONE) + timedelta(seconds=second)
    return Actor.system(on=day, at=at)


@dataclass(slots=True)
class Country:
    """Keys are ours: «p-», «h-», «x-» and a code for the old ones, «m-» and a code for the new communes."""

    provinces: dict[str, str] = field(default_factory=dict)  # key → name
    districts: dict[str, tuple[str, str]] = field(default_factory=dict)  # key → name, province
    communes: dict[str, tuple[str, str, str, str]] = field(default_factory=dict)  # key → name, kind, district, code
    joins: dict[str, list[str]] = field(default_factory=dict)  # province that stays → those that go into it
    new: dict[str, dict[str, tuple[str, str, str]]] = field(default_factory=dict)  # province → key → name, kind, code
    whole: list[tuple[str, str]] = field(default_factory=list)  # old unit → new commune
    split: dict[str, list[tuple[str, int]]] = field(default_factory=dict)  # old → new communes with shares


def _folder() -> Path:
    try:
        found = distribution("vietnamadminunits")
    except PackageNotFoundError as error:
        raise CannotMeasureError("The package vietnamadminunits is not installed here.") from error
    return Path(str(found.locate_file("vietnamadminunits"))) / "data"


def read_country() -> Country:
    folder = _folder()
    with closing(sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)) as held:
        old = held.execute(
            "SELECT province, district, ward, provinceCode, districtCode, wardCode, wardType, provinceKey, districtKey,"
            " wardKey FROM admin_units_legacy"
        ).fetchall()
        new = held.execute("SELECT ward, wardType, wardCode, provinceKey, wardKey FROM admin_units").fetchall()
    return _country(old, new, json.loads((folder / "converter_2025.json").read_text("utf-8")))


def _country(old: list[Any], new: list[Any], told: dict[str, Any]) -> Country:
    made, by_words, provinces = Country(), dict[str, str](), dict[str, str]()
    for province, district, ward, p_code, d_code, w_code, kind, p_key, d_key, w_key in old:
        provinces[p_key] = f"p-{p_code}"
        made.provinces[f"p-{p_code}"] = province
        made.districts[f"h-{d_code}"] = (district, f"p-{p_code}")
        by_words[f"{p_key}_{d_key}_{w_key or ''}"] = f"x-{w_code}" if ward else f"h-{d_code}"
        if ward:
            made.communes[f"x-{w_code}"] = (ward, _KINDS[kind], f"h-{d_code}", w_code)
    made.joins = {
        provinces[stays]: [provinces[one] for one in joined if one != stays]
        for stays, joined in told["DICT_PROVINCE"].items()
    }
    keys: dict[tuple[str, str], str] = {}
    for name, kind, code, p_key, w_key in new:
        keys[p_key, w_key] = f"m-{code}"
        made.new.setdefault(provinces[p_key], {})[f"m-{code}"] = (name, _KINDS[kind], code)
    for p_key, there in told["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        made.whole += [(by_words[words], keys[p_key, w_key]) for w_key, olds in there.items() for words in olds]
    for p_key, there in told["DICT_PROVINCE_WARD_DIVIDED"].items():
        for words, parts in there.items():
            weights = {keys[p_key, part["newWardKey"]]: float(part["newWardAreaKm2"] or 1) for part in parts}
            made.split[by_words[words]] = _shares(weights)
    return made


def _shares(weights: dict[str, float]) -> list[tuple[str, int]]:
    """In millionths by area, since no share is published: they add up to the whole."""
    total = sum(weights.values())
    shares = {key: max(1, int(WHOLE * weight / total)) for key, weight in weights.items()}
    first = next(iter(shares))
    shares[first] += WHOLE - sum(shares.values())
    return list(shares.items())


def founding(country: Country) -> list[StepGiven]:
    def create(key: str, name: str, kind: str, parent: str | None, **codes: str) -> StepGiven:
        data: dict[str, Any] = {"name": name, "short_name": name[:80], "kind": kind, "parent": parent, "codes": codes}
        return StepGiven("create", key, data)

    steps = [create(CENTRE, "Trung ương", "office", None)]
    steps += [create(key, name, "province", CENTRE, tinh=key[2:]) for key, name in country.provinces.items()]
    steps += [create(key, name, "district", up, huyen=key[2:]) for key, (name, up) in country.districts.items()]
    steps += [create(key, name, kind, up, xa=code) for key, (name, kind, up, code) in country.communes.items()]
    return steps


def reform_of(country: Country, province: str) -> list[StepGiven]:
    """One decision for a province that stays: its new communes, who goes into them, no district any more."""
    joined = {province, *country.joins[province]}
    districts = {key for key, (_name, up) in country.districts.items() if up in joined}
    here = {key for key, (_name, _kind, up, _code) in country.communes.items() if up in districts} | districts
    steps = [
        StepGiven(
            "create", key, {"name": name, "short_name": name, "kind": kind, "parent": province, "codes": {"xa": code}}
        )
        for key, (name, kind, code) in country.new[province].items()
    ]
    steps += [StepGiven("merge", old, {"into": new}) for old, new in country.whole if old in here]
    gone = {old for old, _new in country.whole} | country.split.keys()
    steps += [
        StepGiven("split", old, {"into": [list(part) for part in parts]})
        for old, parts in country.split.items()
        if old in here
    ]
    steps += [StepGiven("close", key) for key in sorted(districts - gone)]
    steps += [StepGiven("merge", key, {"into": province}) for key in country.joins[province]]
    return steps


def country_database(*, quick: bool) -> Path:
    """The tree, and twelve months of one form of twenty figures from every commune; quick: three provinces."""
    return kept_database("country-quick" if quick else "country", lambda new: _built(new, quick=quick))


def some_of(country: Country, *, quick: bool) -> Country:
    """Quick: two provinces that stay, with those that go into them."""
    if not quick:
        return country
    stay = sorted(country.joins, key=lambda key: (len(country.joins[key]), key))[-2:]
    provinces = {one for key in stay for one in [key, *country.joins[key]]}
    districts = {key: row for key, row in country.districts.items() if row[1] in provinces}
    communes = {key: row for key, row in country.communes.items() if row[2] in districts}
    old = districts.keys() | communes.keys()
    return Country(
        {key: name for key, name in country.provinces.items() if key in provinces},
        districts,
        communes,
        {key: country.joins[key] for key in stay},
        {key: country.new[key] for key in stay},
        [row for row in country.whole if row[0] in old],
        {key: parts for key, parts in country.split.items() if key in old},
    )


def _built(new: Path, *, quick: bool) -> None:
    empty_database(new)
    country = some_of(read_country(), quick=quick)
    restructure(actor=system(FOUNDED), title="Cả nước", effective=FOUNDED, steps=founding(country))
    units = list(
        Unit.objects.filter(versions__kind__in=["commune", "ward", "special_zone"])
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    with transaction.atomic():
        _answers(units)
    settle()


def months() -> Iterator[tuple[str, date, date, date]]:
    """The twelve before the reform: code, first, last and due day."""
    for at in range(MONTHS):
        number = 2024 * 12 + 6 + at
        first = date(number // 12, number % 12 + 1, 1)
        after = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
        yield f"{first:%Y-%m}", first, after - timedelta(days=1), first.replace(day=25)


def _answers(units: list[int]) -> None:
    rng, centre = Random(1), Unit.objects.get(key=CENTRE)  # noqa: S311 - the same each time
    at = system(FOUNDED).at
    duty = Duty.objects.create(
        asker=centre, words="Báo cáo số liệu hằng tháng.", title="Báo cáo số liệu tháng", schedule="rhythm",
        cadence="monthly", due_rule="day=25", starts=date(2024, 7, 1), created_at=at,
    )  # fmt: skip
    group = UnitGroup.objects.create(key="cac-xa", name="các xã, phường", folded="cac xa, phuong", created_at=at)
    Party.objects.create(duty=duty, group=group)
    fields = _form(centre, duty, at)
    for code, first, last, due in months():
        day = system(due).at
        owed = insert_numbered(
            Obligation,
            ("unit_id",),
            [(unit,) for unit in units],
            duty_id=duty.pk, asker_id=centre.pk, period=code, first=first, last=last, due=due, due_first=due,
            month=due.year * 12 + due.month - 1, state=State.ACCEPTED, opened_at=day, settled_at=day, accepted_at=day,
        )  # fmt: skip
        given = insert_numbered(
            Response,
            ("obligation_id", "key"),
            [(pk, f"{pk:032x}") for pk in owed],
            revision=1, state="accepted", handed_in_at=day, decided_at=day,
        )  # fmt: skip
        rows = [(pk, one, "number", rng.randrange(1000)) for pk in given for one in fields]
        insert_numbered(Figure, ("response_id", "field_id", "kind", "value"), rows)


def _form(centre: Unit, duty: Duty, at: datetime) -> list[int]:
    form = Form.objects.create(unit=centre, key="so-lieu", name="Số liệu tháng", made_at=at)
    version = FormVersion.objects.create(form=form, number=1, starts=FOUNDED, published_at=at)
    section = FormSection.objects.create(version=version, code="I", position=1, title="Số liệu", asks_text=False)
    made = Field.objects.bulk_create(
        Field(
            version=version, section=section, code=f"c{n}", position=n, label=f"Chỉ tiêu {n}", unit_of_measure="người"
        )
        for n in range(1, FIELDS + 1)
    )
    Regime.objects.create(duty=duty, form=form, name="Số liệu tháng")
    return [one.pk for one in made]


@transaction.atomic
def fill_province(country: Country, province: str, obligations: int, users: int) -> None:
    """Many duties of a year at every commune of the province, the last month open; and people in them."""
    joined = {province, *country.joins[province]}
    districts = {key for key, (_name, up) in country.districts.items() if up in joined}
    keys = [key for key, row in country.communes.items() if row[2] in districts]
    units = list(Unit.objects.filter(key__in=keys).order_by("pk").values_list("pk", flat=True))
    centre, at = Unit.objects.get(key=CENTRE), system(FOUNDED).at
    duties = Duty.objects.bulk_create(
        Duty(
            asker=centre, words=f"Báo cáo việc thứ {n}.", title=f"Báo cáo việc thứ {n}", schedule="rhythm",
            cadence="monthly", due_rule="day=25", starts=date(2024, 7, 1), created_at=at,
        )
        for n in range(-(-obligations // (len(units) * MONTHS)))
    )  # fmt: skip
    for n, (code, first, last, due) in enumerate(months()):
        last_month, day = n == MONTHS - 1, system(due).at
        came: dict[str, Any] = (
            {"state": State.OPEN} if last_month else {"state": State.ACCEPTED, "settled_at": day, "accepted_at": day}
        )
        insert_numbered(
            Obligation,
            ("duty_id", "unit_id"),
            [(duty.pk, unit) for duty in duties for unit in units],
            asker_id=centre.pk, period=code, first=first, last=last, due=due, due_first=due,
            month=due.year * 12 + due.month - 1, opened_at=system(first).at, **came,
        )  # fmt: skip
    _people(units, users, at)


def _people(units: list[int], users: int, at: datetime) -> None:
    word = make_password(None)
    made = User.objects.bulk_create(
        [User(email=f"q{n}@lamgiang.example", name=f"Người {n}", password=word) for n in range(users)], batch_size=900
    )
    Role.objects.bulk_create(
        [
            Role(
                user=user,
                unit_id=units[n % len(units)],
                kind="head" if n % 2 else "officer",
                starts=FOUNDED,
                recorded=at,
            )
            for n, user in enumerate(made)
        ],
        batch_size=900,
    )


def counts_on(day: date) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for kind in UnitVersion.objects.on(day).values_list("kind", flat=True):
        found[kind] += 1
    return found
