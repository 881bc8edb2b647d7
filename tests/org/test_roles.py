"""Roles are dated: given for days to come, seen, taken back, and never held twice on one day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from factories.street import DAY, Cast, make_actor
from phoihop.accounts.models import User
from phoihop.kit.refused import Refused
from phoihop.org.actions import grant_role, revoke_role
from phoihop.org.models import Role

pytestmark = pytest.mark.django_db


def test_a_role_to_come_is_shown_and_can_be_taken_back(house, sign_in):
    user = house.user(house.an)
    role = grant_role(actor=house.ivy, user=user, unit=house.office, kind="auditor", starts=DAY + timedelta(30))
    client, base = sign_in(house.ivy), f"/dv/{house.office.key}"
    page = client.get(f"{base}/con-nguoi/{user.pk}/")
    assert [row.role for row in page.context["coming"]] == [role]
    assert f'action="{base}/vai/{role.pk}/thoi/"' in page.content.decode()
    assert role in [row.role for row in client.get(f"{base}/con-nguoi/?vai=auditor").context["page"].object_list]
    revoke_role(actor=house.ivy, role=role)
    assert client.get(f"{base}/con-nguoi/{user.pk}/").context["coming"] == []
    assert grant_role(actor=house.ivy, user=user, unit=house.office, kind="auditor").starts == DAY


def test_a_role_given_from_today_while_the_same_is_to_come_is_said_in_a_sentence(house, sign_in):
    user, later = house.user(house.an), DAY + timedelta(30)
    grant_role(actor=house.ivy, user=user, unit=house.office, kind="auditor", starts=later)
    given = {"unit": house.office.key, "kind": "auditor", "starts": f"{DAY:%d/%m/%Y}"}
    page = sign_in(house.ivy).post(f"/dv/{house.office.key}/con-nguoi/{user.pk}/vai/", given)
    assert page.status_code == 200
    assert f"{later.day}/{later.month}/{later.year}" in str(page.context["form"].non_field_errors())
    assert Role.objects.standing().filter(user=user, kind="auditor").count() == 1


def test_the_same_days_again_are_the_same_role(house):
    user = house.user(house.an)
    role = grant_role(actor=house.ivy, user=user, unit=house.office, kind="auditor", starts=DAY)
    assert grant_role(actor=house.ivy, user=user, unit=house.office, kind="auditor", starts=DAY) == role
    assert grant_role(actor=house.ivy, user=user, unit=house.office, kind="auditor", starts=DAY + timedelta(9)) == role


def test_days_that_overlap_are_refused(house):
    user = house.user(house.an)
    grant_role(
        actor=house.ivy, user=user, unit=house.office, kind="auditor", starts=date(2020, 1, 1), ends=date(2026, 11, 28)
    )
    with pytest.raises(Refused, match="28/11/2026"):
        grant_role(
            actor=house.ivy,
            user=user,
            unit=house.office,
            kind="auditor",
            starts=date(2026, 1, 1),
            ends=date(2027, 6, 1),
        )


SPANS = st.tuples(st.integers(0, 12), st.none() | st.integers(1, 8))


class NeverTwice(TestCase):
    @given(st.lists(SPANS, max_size=8))
    @settings(max_examples=40, deadline=None)
    def test_no_day_has_the_same_role_twice(self, spans):
        """Against a naive model: the set of days each standing role covers."""
        cast = Cast()
        administrator = make_actor(cast.office, "administrator", name="Yên")
        user = User.objects.get(pk=cast.an.user_id)
        for start, length in spans:
            starts = DAY + timedelta(start)
            try:
                grant_role(
                    actor=administrator, user=user, unit=cast.office, kind="auditor", starts=starts,
                    ends=starts + timedelta(length) if length else None,
                )  # fmt: skip
            except Refused:
                continue
        held = Role.objects.standing().filter(user=user, kind="auditor")
        days = [
            DAY + timedelta(n)
            for role in held
            for n in range(40)
            if role.starts <= DAY + timedelta(n) and (role.ends is None or DAY + timedelta(n) < role.ends)
        ]
        assert len(days) == len(set(days))
