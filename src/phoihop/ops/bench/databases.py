"""Databases of a bench: built in bulk once, kept by size and schema, opened one after the other."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice, product
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment

from phoihop.accounts.models import User
from phoihop.duties.models import Duty, Obligation, Party, State
from phoihop.kit.clock import ZONE
from phoihop.ops.bench.children import bench_folder
from phoihop.ops.province.people import build_people
from phoihop.ops.province.units import FOUNDED, OFFICE, build_units
from phoihop.ops.static_files import collect_if_stale, fingerprint
from phoihop.org.models import GroupMember, Hierarchy, Placement, Reach, Unit, UnitGroup, UnitVersion
from phoihop.org.queries import members_on

DAY = date(2026, 7, 14)
BUILT = 1  # grows when what is built below changes
MONTHS = 24
UNITS = 124
LATE_DUTIES = 5  # of the last month, nothing came of these: as many overdue at every size


def use(place: Path) -> None:
    """From here on this process works on that file."""
    connection.close()
    connection.settings_dict["NAME"] = str(place)


def empty_database(place: Path) -> None:
    """A copy of one that was migrated once for this schema."""
    kept = kept_database("empty", _migrated)
    _copy(kept, place)
    use(place)


def province_database() -> Path:
    """Lam Giang's units and people, and nothing to do."""

    def build(new: Path) -> None:
        empty_database(new)
        rng = random.Random(1)  # noqa: S311 - the same each time
        build_people(rng, build_units(rng, 112))
        settle()

    return kept_database("province", build)


def large_database(size: int) -> Path:
    """Lam Giang with `size` obligations; 620 are overdue whatever the size."""
    return kept_database(f"large-{size}", lambda new: _large(new, size))


def largest_database(*, quick: bool) -> Path:
    """What the goals speak of; quick: as few as hold what is overdue."""
    return large_database(18_000 if quick else 600_000)


def working_copy(kept: Path, place: Path) -> None:
    """To be written to."""
    connection.close()
    for left in (f"{place.name}-wal", f"{place.name}-shm"):  # of one that stood in the same place
        place.with_name(left).unlink(missing_ok=True)
    _copy(kept, place)
    use(place)


def scratch_database() -> None:
    """An empty one of this process alone, gone when it ends."""
    empty_database(Path(os.environ["PHOIHOP_DATA"]) / "scratch.sqlite3")


def scratch_from(kept: Path) -> None:
    """A copy for this process alone, gone when it ends."""
    working_copy(kept, Path(os.environ["PHOIHOP_DATA"]) / "scratch.sqlite3")


def many_units_database(count: int) -> Path:
    """The office of the province with `count` units more, all in the group «dong»."""

    def build(new: Path) -> None:
        working_copy(province_database(), new)
        office, made = Unit.objects.get(key=OFFICE), _at(FOUNDED)
        units = Unit.objects.bulk_create([Unit(key=f"dong-{n}", created_at=made) for n in range(count)], batch_size=900)
        since: Any = {"starts": FOUNDED, "recorded": made}
        UnitGroup.objects.create(key="dong", name="Đông", folded="dong", created_at=made)
        group = UnitGroup.objects.get(key="dong")
        kinds: list[tuple[Any, dict[str, Any]]] = [
            (UnitVersion, {"name": "Đơn vị", "short_name": "Đơn vị", "kind": "commune", "folded": "don vi"}),
            (Placement, {"parent": office}),
            (GroupMember, {"group": group}),
        ]
        for model, words in kinds:
            model.objects.bulk_create([model(unit=unit, **words, **since) for unit in units], batch_size=900)
        reach: Any = {"hierarchy": Hierarchy.STEERING, "starts": FOUNDED}
        above = [(office, 1), (None, 0)]
        Reach.objects.bulk_create(
            [Reach(unit=u, ancestor=up or u, depth=depth, **reach) for u in units for up, depth in above],
            batch_size=900,
        )
        settle()

    return kept_database(f"many-{count}", build)


def client_of(mail: str) -> Client:
    """Signed in as one of the cast."""
    client = Client()
    client.force_login(User.objects.get(email=f"{mail}@lamgiang.example"))
    return client


def kept_database(name: str, build: Callable[[Path], None]) -> Path:
    place = bench_folder() / f"{name}-{schema()}.sqlite3"
    if not place.exists():
        for old in bench_folder().glob(f"{name}-*"):
            old.unlink()
        new = place.with_suffix(f".new-{os.getpid()}")
        build(new)
        connection.close()
        new.rename(place)
    use(place)
    return place


def schema() -> str:
    """Changes with the migrations, and with what is built below."""
    names = sorted(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations)
    return hashlib.sha256("\n".join([str(BUILT), *names]).encode()).hexdigest()[:12]


def _copy(kept: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, place)


def _migrated(new: Path) -> None:
    use(new)
    call_command("migrate", verbosity=0, interactive=False)
    settle()


def settle() -> None:
    """One file, nothing beside it."""
    with closing(connection.cursor()) as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA journal_mode=DELETE")


@dataclass(frozen=True, slots=True)
class _Month:
    first: date
    last: date
    due: date

    @property
    def number(self) -> int:
        return self.due.year * 12 + self.due.month - 1


def _months() -> list[_Month]:
    """Newest first; the newest is not due yet."""
    found = []
    number = DAY.year * 12 + DAY.month - 1
    for at in range(number, number - MONTHS, -1):
        first = date(at // 12, at % 12 + 1, 1)
        after = date((at + 1) // 12, (at + 1) % 12 + 1, 1)
        found.append(_Month(first, after - timedelta(days=1), first.replace(day=25)))
    return found


def _large(new: Path, size: int) -> None:
    working_copy(province_database(), new)
    office = Unit.objects.get(key=OFFICE)
    duties = _duties(office, -(-size // (UNITS * MONTHS)))
    units = members_on(UnitGroup.objects.get(key="tat-ca").pk, DAY)
    cells = product(enumerate(_months()), enumerate(duties), units)
    rows = (_row(office, month, at, duty, place, unit) for (at, month), (place, duty), unit in islice(cells, size))
    for batch in iter(lambda: list(islice(rows, 20_000)), []):
        Obligation.objects.bulk_create(batch, batch_size=900)
    settle()


def _duties(office: Unit, count: int) -> list[Duty]:
    group = UnitGroup.objects.get(key="tat-ca")
    made = Duty.objects.bulk_create(
        Duty(
            asker=office,
            words=f"Báo cáo kết quả nhiệm vụ thứ {n} hằng tháng.",
            title=f"Báo cáo kết quả nhiệm vụ thứ {n}",
            origin_label=f"Kế hoạch số {n}-KH/BTGDVTU",
            schedule="rhythm",
            cadence="monthly",
            due_rule="day=25",
            starts=date(2024, 8, 1),
            created_at=_at(date(2024, 8, 1)),
        )
        for n in range(1, count + 1)
    )
    Party.objects.bulk_create(Party(duty=duty, group=group) for duty in made)
    return made


def _row(office: Unit, month: _Month, at: int, duty: Duty, place: int, unit: int) -> Obligation:
    """Months that are over are settled, but for some duties of the last one."""
    open_still = at == 0 or (at == 1 and place < LATE_DUTIES)
    came = {"state": State.OPEN} if open_still else _settled(month, place, unit)
    return Obligation(
        duty=duty, asker=office, unit_id=unit, period=f"{month.first:%Y-%m}", first=month.first, last=month.last,
        due=month.due, due_first=month.due, month=month.number, opened_at=_at(month.first), **came,
    )  # fmt: skip


def _settled(month: _Month, place: int, unit: int) -> dict[str, Any]:
    late = (place * 7 + unit) % 11 == 0
    at = _at(month.due + timedelta(days=3 if late else -2))
    return {"state": State.ACCEPTED, "settled_at": at, "accepted_at": at, "late_days": 2 if late else 0}


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZONE).astimezone(UTC)


def static_files() -> None:
    """Pages name their style sheets by the hashes of their contents; what was collected once is kept, like a database."""
    kept = bench_folder() / f"static-{fingerprint()[:12]}"
    if kept.exists():
        shutil.copytree(kept, settings.STATIC_ROOT, dirs_exist_ok=True)
        return
    collect_if_stale()
    for old in bench_folder().glob("static-*"):
        shutil.rmtree(old)
    new = kept.with_suffix(f".new-{os.getpid()}")
    shutil.copytree(settings.STATIC_ROOT, new)
    new.rename(kept)


def context_of(client: Client, address: str) -> Any:
    """What the page was drawn from; only here do the test tools watch the drawing."""
    setup_test_environment(debug=False)
    try:
        return client.get(address).context
    finally:
        teardown_test_environment()
