"""All events out and in again: the same tree on every day, whatever happened; twice is once; errors stand at their cell."""

import json
import random
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factories.street import DAY, system
from phoihop.kit.listing import write_workbook
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, give_code, restructure, take_in_events
from phoihop.org.events import history
from phoihop.org.events_file import as_json, heads, read_events, rows_of
from phoihop.org.models import (
    Placement,
    Reach,
    Restructuring,
    RestructuringStep,
    Succession,
    Unit,
    UnitCode,
    UnitVersion,
)

pytestmark = pytest.mark.django_db
FIRST = date(2020, 1, 1)


class Walk:
    """Random decisions, each checked by the house itself; what it refuses did not happen."""

    def __init__(self, seed):
        self.rng, self.number, self.day = random.Random(seed), 0, FIRST
        self.do([self.create(None), self.create("u1"), self.create("u2")])

    def create(self, parent):
        self.number += 1
        key = f"u{self.number}"
        kind = self.rng.choice(["district", "commune", "ward"])
        name = f"Xã {key} Hòa, «Bình»; 2"
        return StepGiven("create", key, {"name": name, "short_name": f"X{key}", "kind": kind, "parent": parent})

    def do(self, steps):
        try:
            restructure(actor=system(), title=f"Việc {self.day}", decision="QĐ 1", effective=self.day, steps=steps)
        except Refused:
            return

    def living(self):
        return list(UnitVersion.objects.on(self.day).values_list("unit__key", flat=True))

    def step(self):
        self.day += timedelta(days=self.rng.choice([0, 1, 40]))
        one, two, three = (self.rng.choice(self.living()) for _ in range(3))
        new = self.create(one)
        choice = self.rng.randrange(8)
        if choice == 0:
            self.do([new, self.create(new.unit_key)])
        elif choice == 1:
            self.do([StepGiven("rename", one, {"name": f"Đổi {self.number}", "kind": "ward"})])
        elif choice == 2:
            self.do([StepGiven("move", one, {"parent": two, "hierarchy": self.rng.choice(["steering", "party"])})])
        elif choice == 3 and len({one, two}) == 2:
            self.do([StepGiven("merge", one, {"into": two})])
        elif choice == 4 and len({one, two, three}) == 3:
            self.do([StepGiven("split", one, {"into": [[two, 333_333], [three, 666_667]]})])
        elif choice == 5 and one != "u1":
            self.do([new, StepGiven("merge", two, {"into": new.unit_key})])
        elif choice == 6 and one != "u1":
            self.do([StepGiven("close", one)])
        else:
            self.code(one)

    def code(self, key):
        try:
            give_code(
                actor=system(), unit=Unit.objects.get(key=key), scheme=self.rng.choice(["tckt", "edxml"]),
                code=f"0{self.rng.randrange(6)}", starts=self.day, ends=self.rng.choice([None, self.day + timedelta(days=9)]),
            )  # fmt: skip
        except Refused:
            return


def state():
    """Everything that holds of units on any day, without keys of rows."""
    return {
        "versions": sorted(
            UnitVersion.objects.standing().values_list("unit__key", "name", "short_name", "kind", "starts", "ends"),
            key=str,
        ),
        "placements": sorted(
            Placement.objects.standing().values_list("unit__key", "hierarchy", "parent__key", "starts", "ends"), key=str
        ),
        "codes": sorted(
            UnitCode.objects.standing().values_list("unit__key", "scheme", "code", "starts", "ends"), key=str
        ),
        "after": sorted(
            # one that was made and ended on one day was in force on none
            Succession.objects.filter(source__versions__superseded=None, source__versions__isnull=False).values_list(
                "source__key", "target__key", "share", "on", "restructuring__decision"
            ),
            key=str,
        ),
        "reach": sorted(
            Reach.objects.values_list("ancestor__key", "unit__key", "hierarchy", "depth", "starts", "ends"), key=str
        ),
    }


def wipe():
    for model in (Reach, Succession, RestructuringStep, Restructuring, UnitCode, Placement, UnitVersion, Unit):
        model.objects.all().delete()


def csv_of(events):
    import csv
    from io import StringIO

    out = StringIO()
    csv.writer(out).writerows(
        [
            heads(),
            *(
                [
                    str(cell) if not isinstance(cell, date) else f"{cell:%d/%m/%Y}"
                    for cell in ["" if c is None else c for c in row]
                ]
                for row in rows_of(events)
            ),
        ]
    )
    return out.getvalue().encode()


def xlsx_of(events):
    out = BytesIO()
    write_workbook(out, heads(), rows_of(events))
    return out.getvalue()


FILES = {
    "a.json": lambda events: as_json(events).encode(),
    "a.csv": csv_of,
    "a.xlsx": xlsx_of,
}


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))])
def test_out_and_in_again_is_the_same_on_every_day(seed):
    walk = Walk(seed)
    for _step in range(40):
        walk.step()
    before = state()
    events = history()
    files = {name: written(events) for name, written in FILES.items()}
    for name, file in files.items():
        wipe()
        assert state() != before

        found, rows = read_events(file, name)
        take_in_events(actor=system(), events=found)

        assert [row.problems for row in rows if row.problems] == [], name
        assert state() == before, name
        counts = Restructuring.objects.count(), UnitVersion.objects.count(), UnitCode.objects.count()
        assert take_in_events(actor=system(), events=found).new == [], name
        assert (Restructuring.objects.count(), UnitVersion.objects.count(), UnitCode.objects.count()) == counts, name
        assert [e for e in history() if e.event == "admission"] != [], name


def test_admissions_say_who_came_before_and_abolitions_who_after(house):
    step = StepGiven("create", "moi", {"name": "Xã Mới", "kind": "commune", "parent": house.office.key})
    split = StepGiven("split", house.commune.key, {"into": [["moi", 250_000], [house.other.key, 750_000]]})
    restructure(actor=system(), title="Chia", decision="NQ 9", effective=DAY, steps=[step, split])

    said = {event.key: event for event in history() if event.day == DAY}

    assert (said["moi"].event, said["moi"].predecessors) == ("admission", [(house.commune.key, 250_000)])
    ended = said[house.commune.key]
    assert (ended.event, ended.mode, ended.decision) == ("abolition", "split", "NQ 9")
    assert ended.successors == [(house.other.key, 750_000), ("moi", 250_000)]
    assert json.loads(as_json([ended]))["events"][0]["successors"] == [[house.other.key, 750_000], ["moi", 250_000]]


def send(client, house, data, name="a.json", do="look"):
    return client.post(f"/dv/{house.office.key}/su-kien-don-vi/", {"file": SimpleUploadedFile(name, data), "do": do})


def test_on_the_page_a_file_is_looked_over_then_taken_in(house, sign_in):
    client = sign_in(house.ivy)
    data = b"".join(client.get(f"/dv/{house.office.key}/su-kien-don-vi/", {"dang": "json"}))
    given = json.loads(data)
    given["events"].append(
        {
            "number": 9,
            "day": "2026-07-01",
            "mode": "create",
            "key": "xa-them",
            "name": "Xã Thêm",
            "kind": "commune",
            "parent": house.office.key,
        }
    )
    before = Unit.objects.count()

    page = send(client, house, json.dumps(given).encode())
    assert (page.context["count"], page.context["problems"], Unit.objects.count()) == (1, [], before)
    assert send(client, house, json.dumps(given).encode(), do="take").status_code == 302
    assert Unit.objects.count() == before + 1
    assert send(client, house, json.dumps(given).encode()).context["count"] == 0


def test_every_error_stands_at_its_cell(house, sign_in):
    bad = [
        {"number": "x", "day": "2026-07-01", "mode": "close", "key": "a"},
        {"number": 1, "day": "31/2/2026", "mode": "close", "key": "a"},
        {"number": 1, "day": "2026-07-01", "mode": "vanish", "key": "a"},
        {"number": 1, "day": "2026-07-01", "mode": "create", "key": "a", "name": "A", "kind": "làng"},
        {"number": 1, "day": "2026-07-01", "mode": "split", "key": "a", "successors": [["b", 1]]},
        {"number": 1, "day": "2026-07-01", "mode": "code", "key": "a", "code": "03646"},
    ]
    page = send(sign_in(house.ivy), house, json.dumps({"format": "phoihop-units", "events": bad}).encode())
    assert page.status_code == 400
    assert [problem.cell for problem in page.context["problems"]] == [
        "1.number",
        "2.day",
        "3.mode",
        "4.kind",
        "5.successors",
        "6.code",
    ]


def test_what_cannot_be_done_is_said_at_its_event_and_nothing_stays(house, sign_in):
    bad = [
        {
            "number": 1,
            "day": "2026-07-01",
            "mode": "create",
            "key": "xa-a",
            "name": "A",
            "kind": "commune",
            "parent": house.office.key,
        },
        {"number": 1, "day": "2026-07-01", "mode": "merge", "key": "khong-co", "successors": [["xa-a", 1_000_000]]},
    ]
    page = send(sign_in(house.ivy), house, json.dumps({"format": "phoihop-units", "events": bad}).encode(), do="take")
    assert [problem.cell for problem in page.context["problems"]] == ["2.key"]
    assert not Unit.objects.filter(key="xa-a").exists()


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"format": "phoihop-units", "events": [1]}', b"\xff\xfe{", b"[" * 100_000]
)
def test_what_is_no_file_of_events_gets_a_sentence(house, sign_in, data):
    page = send(sign_in(house.ivy), house, data)
    assert page.status_code == 400
    assert page.context["form"].errors["file"]


def test_only_who_administers_the_whole_sees_all_events(house, sign_in):
    assert sign_in(house.chi).get(f"/dv/{house.office.key}/su-kien-don-vi/").status_code == 403
    assert sign_in(house.binh).get(f"/dv/{house.commune.key}/su-kien-don-vi/").status_code == 403
