"""The tree of Lam Giang: districts until 30/6/2025, then communes under the office directly."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time

from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.ops.province import names
from phoihop.org.actions import StepGiven, make_group, restructure, set_members
from phoihop.org.models import Unit, UnitGroup

FOUNDED = date(2020, 1, 1)
REFORM = date(2025, 7, 1)
OFFICE = "ban-tgdv"
ABOVE = "vp-tinh-uy"
APPROVES = "xa-suoi-truc"  # of the cast: its head reads before an answer goes up
WHOLE = 1_000_000


@dataclass(slots=True)
class Places:
    """Keys of the units by kind; `old` are communes that the reform merged away."""

    agencies: list[str] = field(default_factory=list)
    districts: list[str] = field(default_factory=list)
    communes: list[str] = field(default_factory=list)
    old: list[str] = field(default_factory=list)
    by_key: dict[str, Unit] = field(default_factory=dict)


def system(day: date, hour: int = 7) -> Actor:
    return Actor.system(on=day, at=datetime.combine(day, time(hour), ZONE))


def build_units(rng: random.Random, communes: int) -> Places:
    places = Places()
    _found(rng, places, communes)
    places.by_key = {u.key: u for u in Unit.objects.all()}
    groups = _groups(places)
    _reform(rng, places)
    _regroup(groups, places)
    return places


def _create(key: str, name: str, short: str, kind: str, parent: str | None, **more: bool) -> StepGiven:
    return StepGiven("create", key, {"name": name, "short_name": short, "kind": kind, "parent": parent, **more})


def _found(rng: random.Random, places: Places, communes: int) -> None:
    steps = [
        _create(OFFICE, "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban Tuyên giáo và Dân vận", "office", None),
        _create(ABOVE, "Văn phòng Tỉnh ủy Lam Giang", "Văn phòng Tỉnh ủy", "outside", None),
    ]
    for key, name, kind in names.AGENCIES:
        places.agencies.append(key)
        steps.append(_create(key, name, name, kind, OFFICE))
    for name in names.DISTRICTS:
        key = "huyen-" + names.slug(name)
        places.districts.append(key)
        steps.append(_create(key, f"Huyện ủy {name}", f"Huyện {name}", "district", OFFICE))
    steps += _communes(rng, places, communes)
    restructure(actor=system(FOUNDED), title="Bộ máy tỉnh Lam Giang", effective=FOUNDED, steps=steps)


def _communes(rng: random.Random, places: Places, count: int) -> list[StepGiven]:
    """Each under a district; a sixth more than today's, to be merged by the reform."""
    towns = [("phuong", "phường", "ward", n) for n in names.WARDS]
    towns += [("dac-khu", "đặc khu", "special_zone", n) for n in names.ZONES]
    kinds = towns[: count // 3]
    old = count // 6
    plain = names.commune_names(rng, count - len(kinds) + old)
    kinds += [("xa", "xã", "commune", name) for name in plain]
    out = []
    for at, (prefix, word, kind, name) in enumerate(kinds):
        key = f"{prefix}-{names.slug(name)}"
        (places.communes if at < count else places.old).append(key)
        district = places.districts[at % len(places.districts)]
        short = f"{word.capitalize()} {name}"
        out.append(
            _create(key, f"Đảng ủy {word} {name}", short, kind, district, head_approves=key == APPROVES or at % 3 == 0)
        )
    return out


def _reform(rng: random.Random, places: Places) -> None:
    """Districts end, communes come under the office, a sixth of them merge into neighbours."""
    steps = [StepGiven("move", key, {"parent": OFFICE}) for key in [*places.communes, *places.old]]
    steps += [StepGiven("merge", key, {"into": rng.choice(places.communes)}) for key in places.old]
    steps += [
        _end(key, places.communes[at :: len(places.districts)] or places.communes[:1])
        for at, key in enumerate(places.districts)
    ]
    restructure(
        actor=system(REFORM),
        title="Kết thúc hoạt động cấp huyện, sắp xếp cấp xã",
        decision="Quyết định số 1188-QĐ/TU, ngày 20/6/2025",
        effective=REFORM,
        steps=steps,
    )


def _end(district: str, heirs: list[str]) -> StepGiven:
    """Its communes take over what it was, in equal shares."""
    if len(heirs) == 1:
        return StepGiven("merge", district, {"into": heirs[0]})
    share, rest = divmod(WHOLE, len(heirs))
    parts = [[heir, share + (rest if n == 0 else 0)] for n, heir in enumerate(heirs)]
    return StepGiven("split", district, {"into": parts})


GROUPS = {
    "cac-xa": ("các xã, phường, đặc khu", ["Đảng ủy các xã, phường, đặc khu", "các đảng ủy xã, phường, đặc khu",
               "Thường trực đảng ủy các xã, phường, đặc khu"]),
    "khoi-khoa-giao": ("các cơ quan trong khối khoa giáo", ["khối khoa giáo", "các phòng, ngành trong khối khoa giáo",
                       "các sở, ngành trong khối khoa giáo", "các cơ quan, đơn vị khối khoa giáo"]),
    "cac-huyen": ("các huyện, thành ủy", ["Thường trực các huyện, thành ủy", "Ủy ban nhân dân các huyện, thành phố"]),
    "tat-ca": ("các cơ quan, đơn vị, địa phương", ["các cơ quan, đơn vị và địa phương"]),
}  # fmt: skip


def _groups(places: Places) -> dict[str, UnitGroup]:
    """As they were before the reform."""
    first = system(FOUNDED)
    out = {k: make_group(actor=first, key=k, name=n, aliases=more) for k, (n, more) in GROUPS.items()}
    units = places.by_key
    agencies, districts = [units[k] for k in places.agencies], [units[k] for k in places.districts]
    set_members(actor=first, group=out["khoi-khoa-giao"], units=agencies)
    set_members(actor=first, group=out["cac-huyen"], units=districts)
    set_members(actor=first, group=out["tat-ca"], units=agencies + districts)
    return out


def _regroup(groups: dict[str, UnitGroup], places: Places) -> None:
    """The reform ended the districts' membership; communes are named from then on."""
    day, units = system(REFORM), places.by_key
    communes = [units[k] for k in places.communes]
    set_members(actor=day, group=groups["cac-xa"], units=communes)
    set_members(actor=day, group=groups["tat-ca"], units=[units[k] for k in places.agencies] + communes)
