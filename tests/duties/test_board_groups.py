"""A group on the board, and who owed under a unit, are as they were when each thing was counted."""

import random
from datetime import timedelta

import pytest
from django.urls import reverse

from duties.test_board import scatter, signed_in
from factories.street import DAY, Cast, make_group_of, make_report_duty, make_unit, system
from phoihop.duties.models import Obligation
from phoihop.duties.queries.board import in_group
from phoihop.org.actions import StepGiven, restructure, set_members
from phoihop.org.queries import members_then

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = DAY
    settings.FILES_ROOT = tmp_path


@pytest.mark.parametrize("seed", range(3))
def test_a_group_is_asked_of_the_day_on_which_each_was_counted(seed):
    rng, cast = random.Random(seed), Cast()
    scatter(cast, rng, 60)
    units = [cast.commune, cast.other, make_unit("Xã Ba", parent=cast.office)]
    group = make_group_of("nhóm", units[:1], DAY - timedelta(days=300))
    for days in (200, 90, 10):
        day = DAY - timedelta(days=days)
        set_members(actor=system(day), group=group, units=rng.sample(units, rng.randrange(1, 3)))
    heir = make_unit("Xã Mới", parent=cast.office)
    merged = StepGiven("merge", cast.commune.key, {"into": heir.key})
    restructure(actor=system(), title="Nhập", effective=DAY - timedelta(days=5), steps=[merged])

    rows = Obligation.objects.all()
    wanted = {one.pk for one in rows if one.unit_id in members_then(group.pk, min(one.last or one.due or DAY, DAY))}
    assert {one.pk for one in in_group(rows, group.pk, on=DAY)} == wanted
    assert wanted


def test_communes_that_ended_stay_in_their_group_s_months(client):
    """Asked of today's members, every month before the reform was empty."""
    cast = Cast()
    scatter(cast, random.Random(7), 60)
    group = make_group_of("các xã cũ", [cast.commune], DAY - timedelta(days=600))
    before = Obligation.objects.filter(unit=cast.commune, closed_at=None).count()
    heir = make_unit("Xã Mới", parent=cast.office)
    merged = StepGiven("merge", cast.commune.key, {"into": heir.key})
    restructure(actor=system(), title="Nhập", effective=DAY, steps=[merged])
    kept = in_group(Obligation.objects.filter(unit=cast.commune, due__lt=DAY), group.pk, on=DAY)
    assert kept.count() == Obligation.objects.filter(unit=cast.commune, due__lt=DAY).count() > 0
    assert before
    page = signed_in(client, cast.chi).get(reverse("duties:board", args=[cast.office.key]), {"khoi": group.key})
    assert "Xã Suối Trúc" in page.text
    assert "Xã Khe Lim" not in page.text


def test_who_owed_under_a_unit_has_those_that_ended_within_the_period(client):
    cast = Cast()
    duty = make_report_duty(cast, cast.commune, cast.other, schedule="rhythm", cadence="monthly", due_rule="end")
    period = duty.obligations.order_by("pk").first().period
    ask = {"viec": duty.pk, "ky": period, "dv": cast.office.key}
    where = reverse("duties:expected", args=[cast.office.key])
    chi = signed_in(client, cast.chi)
    lines = lambda: sum(name in chi.get(where, ask).text for name in ("Suối Trúc", "Khe Lim"))  # noqa: E731
    assert lines() == 2
    merged = StepGiven("merge", cast.commune.key, {"into": cast.other.key})
    restructure(actor=system(), title="Nhập", effective=DAY, steps=[merged])
    assert lines() == 2
