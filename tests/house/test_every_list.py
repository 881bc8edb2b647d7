"""Every list of the house: its rows as a file beside it, and as few queries however many rows it has."""

import csv
import html
import io
import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from phoihop.documents.intake import take_file
from phoihop.duties.actions import make_duty, nudge_many, return_response, submit_response
from phoihop.duties.models import Obligation
from phoihop.jobs.models import Job
from phoihop.kit.actor import Actor
from phoihop.ops.bench import oracle
from phoihop.ops.bench.rights import address, patterns
from phoihop.ops.bench.world import DAY, LETTER, LONG_AGO, World, moment
from phoihop.org.actions import StepGiven, grant_role, make_group, restructure, set_members
from phoihop.reports.actions import FieldGiven, SectionGiven, make_form, publish_version, set_regime
from phoihop.synthesis.actions import draft_synthesis

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LISTS = {
    "documents:register", "documents:wanted", "duties:asked", "duties:board", "duties:due_list", "duties:expected", "duties:owed", "notices:list",
    "ops:jobs", "org:decisions", "org:group", "org:changes", "org:family", "org:groups", "org:journal", "org:people", "org:units",
    "reports:answers", "reports:figure", "reports:forms", "reports:narratives", "reports:rollup", "reports:rollups", "reports:series",
    "synthesis:reports",
}  # fmt: skip
ONE_THING = {
    "account_": "one's own account",
    "mfa_": "one's own account",
    "accounts:": "one's own account",
    "duties:obligation": "one obligation and its history",
    "duties:compare": "two answers of one obligation",
    "duties:duty": "one duty; its obligations are the list of what was asked, filtered",
    "duties:respond": "one answer",
    "duties:calendars": "one's own calendars",
    "desk:": "one letter",
    "documents:document": "one letter",
    "documents:take_in": "a page to type in",
    "ops:drop_job": "a page to type in",
    "org:annex": "one annex as it is being read",
    "org:journal_day": "the record, of one day",
    "org:journal_person": "the record, of one person",
    "org:machines": "a handful of accounts, none of whose rows is needed elsewhere",
    "org:who_saw": "who could see one thing",
    "org:picture": "the list of units as a picture",
    "org:unit": "one unit",
    "org:person": "one person",
    "org:decision": "one decision",
    "org:bring": "a page to type in",
    "reports:form": "one form",
    "reports:edit_form": "a page to type in",
    "synthesis:draft": "one report",
    "synthesis:sources": "one sentence",
    "home": "today's choice of what the lists hold",
    "web:": "a choice of what the lists hold",
}
OWED = ("commune", "officer")  # the office owes nothing
READERS = [("office", "clerk"), ("office", "administrator"), ("commune", "officer")]


@pytest.fixture
def world(settings, tmp_path):
    settings.FILES_ROOT, settings.DAY = tmp_path, DAY
    house = World()
    grow(house, 2)
    return house


def grow(world, count):
    """More of everything that a list holds; the duty that the new units answered in a form."""
    clerk, mark = world.actor("office", "clerk"), uuid4().hex[:6]
    units = []
    for n in range(count):
        unit = world._unit(f"{mark}-{n}", f"Đảng ủy xã Nà {mark} {n}", "commune", "office")
        grant_role(actor=world.system, user=world._user(f"{mark}{n}"), unit=unit, kind="officer", starts=LONG_AGO)
        group = make_group(actor=world.system, key=f"{mark}-{n}", name=f"nhóm {mark} {n}")
        set_members(actor=Actor.system(on=LONG_AGO, at=moment(LONG_AGO)), group=group, units=[unit])
        take_file(actor=clerk, data=LETTER.format(number=f"{mark}{n}").encode(), name=f"{mark}{n}.txt")
        step = StepGiven("rename", unit.key, {"name": f"Đảng ủy xã Mới {mark} {n}"})
        restructure(actor=world.system, title=f"Đổi tên {mark} {n}", effective=date(2026, 7, 10), steps=[step])
        for due in ("2026-07-06", "2026-07-15", "2026-07-30"):
            owe(clerk, world.units["commune"], f"Việc {mark} {n} {due}", schedule="once", due_rule=f"on={due}")
        send_back(clerk, world.actor("commune", "head"), owe(clerk, world.units["commune"], f"Việc {mark} {n}"))
        Job.objects.create(task=f"t.{mark}{n}", run_at=moment(DAY), made_at=moment(DAY))
        units.append(unit)
        duty = report(world, clerk, f"{mark}-{n}", units)
        draft_synthesis(actor=clerk, duty=duty, period=duty.obligations.first().period)
    members = [*world.units.values()][1:] + units
    set_members(actor=world.system, group=world.group, units=members)
    return duty


def owe(clerk, unit, title, **how):
    given = {"schedule": "undated", "starts": date(2026, 7, 1), **how}
    owed = make_duty(actor=clerk, title=title, words="Báo cáo.", owing=[unit], **given).obligations.get()
    nudge_many(actor=clerk, obligations=[owed])
    return owed


def send_back(clerk, head, obligation):
    submit_response(actor=head, obligation=obligation, key=uuid4(), cells={"text": "Đã làm."})
    return_response(actor=clerk, response=obligation.responses.get(), reason="Chưa rõ.", remarks=[])


def report(world, clerk, mark, units):
    """A report with a form; all but the last of several answered."""
    fields = [FieldGiven("1.1", "Lớp đã mở", "lớp"), FieldGiven("1.2", "Người dự", "người")]
    form = make_form(
        actor=clerk,
        key=mark,
        name=f"Biểu {mark}",
        starts=date(2026, 1, 1),
        sections=[SectionGiven("1", "Kết quả", fields)],
    )
    publish_version(actor=clerk, version=form.versions.get())
    duty = make_duty(
        actor=clerk, title=f"Báo cáo {mark}", words="Báo cáo.", schedule="once", starts=date(2026, 7, 1),
        due_rule="on=2026-07-20", owing=units,
    )  # fmt: skip
    set_regime(actor=clerk, duty=duty, form=form)
    cells = {"figure:1.1": {"kind": "number", "text": "12"}, "figure:1.2": {"kind": "nil"}, "narrative:1": "Đã mở lớp."}
    for one in Obligation.objects.filter(duty=duty).order_by("pk")[: max(1, len(units) - 1)]:
        submit_response(actor=Actor.system(on=DAY, at=moment(DAY)), obligation=one, key=uuid4(), cells=cells)
    return duty


def places(world, duty):
    """Address of every list, with somebody who may read it."""
    found = {}
    for name in sorted(LISTS):
        readers = [OWED] if name in {"duties:due_list", "duties:owed"} else READERS
        seat = next(seat for at in readers if oracle.LINES[name].verdict(str(seat := world.seat(*at)), "get") == "open")
        where = address(world, name, world.units[seat.place].key)
        if name.startswith("reports:") and "<int:duty>" in patterns()[name]:
            held = f"/{world.words_of(name)['duty']}/{world.words_of(name)['period']}/"
            where = where.replace(held, f"/{duty.pk}/{duty.obligations.first().period}/")
        found[name] = (seat, where)
    return found


def words_of(page):
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def plain(words):
    return re.sub(r"\s+", " ", words).strip().lstrip("'")


def test_every_list_there_is_stands_in_the_table(world):
    """A page with a table or with pages to turn is a list, or says why it is none."""
    missing = []
    for name, line in oracle.LINES.items():
        if "@" in name or name in LISTS or name.startswith(tuple(ONE_THING)):
            continue
        for seat in (world.seat(*at) for at in READERS):
            if line.verdict(str(seat), "get") == "open":
                answer = world.client(seat).get(address(world, name, world.units[seat.place].key))
                kind = answer.headers.get("Content-Type", "")
                if kind.startswith("text/html") and ("<table" in answer.text or "ph-pager" in answer.text):
                    missing.append(name)
    assert missing == []


def test_beside_every_list_stand_its_rows_as_files(world):
    wrong = []
    for name, (seat, where) in places(world, grow(world, 2)).items():
        client = world.client(seat)
        page = client.get(where, {"zz": "1"}).text
        links = {kind: re.search(rf'href="(\?[^"]*dang={kind}[^"]*)"', page) for kind in ("xlsx", "csv")}
        if not all(links.values()):
            wrong.append(f"{name}: no link")
            continue
        asked = {kind: html.unescape(link[1]) for kind, link in links.items()}
        if not all("zz=1" in query for query in asked.values()):
            wrong.append(f"{name}: the filters are lost")
        text = body(client, where + asked["csv"]).decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text)))
        data = io.BytesIO(body(client, where + asked["xlsx"]))
        rows = CalamineWorkbook.from_filelike(data).get_sheet_by_index(0).to_python()
        if name == "org:journal":
            del rows[1]  # that the first file was taken is on record, and so the newest row of the second
        if len(lines) != len(rows) or lines[0] != rows[0] or len(lines) < 2:
            wrong.append(f"{name}: {len(lines)} lines, {len(rows)} rows")
        if (said := re.search(r"([\d.]+)\s+dòng", words_of(page))) and int(said[1]) != len(lines) - 1:
            wrong.append(f"{name}: {said[1]} on the page, {len(lines) - 1} in the file")
        shown = plain(words_of(page)).casefold()
        wrong += [
            f"{name}: «{line}» is not on the page"
            for line in lines[1:]
            if not any(plain(cell).casefold() in shown for cell in line if len(cell) > 4)
        ]
    assert wrong == []


def status(client, where, query):
    answer = client.get(where, query)
    answer.close()
    return answer.status_code


def body(client, where):
    answer = client.get(where)
    data = b"".join(answer.streaming_content)
    answer.close()
    return data


def test_who_may_not_read_a_list_gets_no_file_of_it(world):
    """The same answer, file or page."""
    wrong = []
    for seat in world.seats[::4]:
        client = world.client(seat)
        for name, (_reader, where) in places(world, world.answered.duty).items():
            here = re.sub(r"/dv/[^/]+/", f"/dv/{world.units[seat.place or 'commune'].key}/", where)
            answers = [status(client, here, {"dang": kind} if kind else {}) for kind in ("", "csv", "xlsx")]
            if len(set(answers)) > 1:
                wrong.append(f"{name} as {seat}: {answers}")
    assert wrong == []


def queries(world, duty):
    counted = {}
    for name, (seat, where) in places(world, duty).items():
        client = world.client(seat)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(where).status_code == 200
        counted[name] = len(seen)
    return counted


def test_a_list_asks_as_often_however_many_rows(world):
    few = queries(world, grow(world, 2))
    many = queries(world, grow(world, 10))

    assert {name: (few[name], n) for name, n in many.items() if n > few[name]} == {}
    assert {name: n for name, n in many.items() if n > 20} == {}
