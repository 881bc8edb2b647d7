"""Each promise is looked at, and what breaks one is named."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection, transaction

from factories.street import DAY, Cast, make_report_duty
from phoihop.duties.actions import submit_response
from phoihop.files.actions import path_of, store
from phoihop.kit import clock
from phoihop.kit.actor import Actor
from phoihop.ops.checks import run_checks
from phoihop.ops.verify import _verify
from phoihop.org.actions import StepGiven, restructure
from phoihop.reports.actions import FieldGiven, SectionGiven, make_form, publish_version, set_regime
from phoihop.synthesis.actions import draft_synthesis, sign, submit_for_signature

pytestmark = pytest.mark.django_db


def broken():
    return {result.name: len(result.broken) for result in run_checks() if result.broken}


@pytest.fixture
def kept(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    actor = Actor.system(on=clock.today(), at=clock.now())
    return store(actor=actor, data="Nội dung của một văn bản.".encode(), name="a.txt")


def test_a_whole_house_has_nothing_broken(kept):
    assert broken() == {}
    assert {result.name: result.counted for result in run_checks()}["files"] == 1


def test_a_file_that_was_changed_or_lost_is_named(kept):
    path_of(kept.sha256).write_bytes(b"other")
    assert broken() == {"files": 1}
    path_of(kept.sha256).unlink()
    assert broken() == {"files": 1}


@pytest.fixture
def signed(kept):
    """Two answers, rolled up into a report that was signed."""
    cast = Cast()
    duty = make_report_duty(cast, cast.commune, cast.other)
    sections = [SectionGiven("1", "Kết quả", [FieldGiven("1.1", "Lớp đã mở", "lớp")])]
    form = make_form(actor=cast.chi, key="f", name="F", starts=date(2026, 1, 1), sections=sections)
    publish_version(actor=cast.chi, version=form.versions.get())
    set_regime(actor=cast.chi, duty=duty, form=form)
    for actor, unit, number in [(cast.an, cast.commune, "1.250"), (cast.dung, cast.other, "7")]:
        cells = {"figure:1.1": {"kind": "number", "text": number}, "narrative:1": f"Đã mở {number[0]} lớp."}
        submit_response(actor=actor, obligation=duty.obligations.get(unit=unit), key=uuid4(), cells=cells)
    synthesis = draft_synthesis(actor=cast.chi, duty=duty, period="once")
    submit_for_signature(actor=cast.chi, synthesis=synthesis)
    sign(actor=cast.leader, synthesis=synthesis, position="TRƯỞNG BAN")
    assert broken() == {}
    return cast


BROKEN = [
    ("UPDATE reports_figure SET value = value + 1 WHERE value = 7", {"sources": 1, "answers": 1}),
    ("UPDATE synthesis_number SET value = value + 1 WHERE measure = 'numbers'", {"sources": 1}),
    ("UPDATE synthesis_number SET value = 5 WHERE measure = 'units'", {"sources": 1}),
    ('UPDATE synthesis_source SET "end" = 9999 WHERE id = (SELECT min(id) FROM synthesis_source WHERE narrative_id IS NOT NULL)', {"sources": 1}),
    ("DELETE FROM reports_regime", {"figures": 2, "on_record": 1}),
    ("UPDATE org_reach SET depth = 2 WHERE id = (SELECT max(id) FROM org_reach WHERE depth = 1)", {"reach": 2}),
    ("DELETE FROM org_reach WHERE id = (SELECT max(id) FROM org_reach WHERE depth = 1)", {"reach": 1}),
    ("UPDATE duties_obligation SET answer_id = NULL WHERE id = (SELECT max(id) FROM duties_obligation WHERE state = 'handed_in')", {"answers": 1}),
]  # fmt: skip


def test_a_row_changed_behind_the_house_is_named(signed):
    found = {}
    for change, _named in BROKEN:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
            assert cursor.rowcount >= 1
            found[change] = broken()
            transaction.set_rollback(True)
    assert found == dict(BROKEN)


def test_a_merger_that_lost_a_share_is_named(signed):
    steps = [StepGiven("merge", signed.other.key, {"into": signed.commune.key})]
    restructure(actor=Actor.system(on=DAY, at=clock.now()), title="Sáp nhập", effective=DAY, steps=steps)
    assert broken() == {}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE org_succession SET share = 400000")
    assert broken() == {"figures": 1}


def test_what_is_broken_ends_the_command_with_one(signed, capsys):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reports_figure SET value = 8 WHERE value = 7")
    assert _verify(as_json=False) == 1
    assert "1258" in capsys.readouterr().out
