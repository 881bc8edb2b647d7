"""A statement that is put together once says what the ORM would say each time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from phoihop.accounts.models import User
from phoihop.kit.clock import ZONE
from phoihop.kit.prepared import Prepared
from phoihop.org.models import Role, Unit

AT = datetime(2030, 3, 5, 9, 30, tzinfo=ZONE)
named = Prepared([str], lambda email: User.objects.filter(email=email))
joined = Prepared([datetime], lambda at: User.objects.filter(joined_at__lte=at).order_by("pk").values_list("email"))
serving = Prepared(
    [int, date],
    lambda user, on: Role.objects.filter(user_id=user, starts__lte=on).select_related("unit", "user").order_by("pk"),
)


def make_user(name: str, *, at: datetime = AT) -> User:
    return User.objects.create(email=f"{name}@lamgiang.example", name=name, joined_at=at)


class AgainstTheORM(TestCase):
    """Any values: the statement must not keep the first ones."""

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.integers(0, 40), min_size=1, max_size=6, unique=True), st.integers(0, 40))
    def test_it_gives_the_same_rows(self, days, asked):
        for n in days:
            make_user(f"u{n}", at=AT + timedelta(days=n))
        moment = AT + timedelta(days=asked)

        assert joined(moment) == list(User.objects.filter(joined_at__lte=moment).order_by("pk").values_list("email"))
        assert named(f"u{asked}@lamgiang.example") == list(User.objects.filter(email=f"u{asked}@lamgiang.example"))


def test_what_is_joined_comes_along_and_costs_one_statement(db, django_assert_num_queries):
    unit = Unit.objects.create(key="xa", created_at=AT)
    user = make_user("an")
    Role.objects.create(user=user, unit=unit, kind="officer", starts=date(2030, 1, 1), recorded=AT)

    with django_assert_num_queries(1):
        (role,) = serving(user.pk, date(2030, 1, 1))
        assert (role.unit, role.user, role.starts, role.recorded) == (unit, user, date(2030, 1, 1), AT)
    assert serving(user.pk, date(2029, 12, 31)) == []
    assert serving.first(user.pk + 1, date(2030, 1, 1)) is None


def test_a_row_it_gives_is_one_that_can_be_saved(db):
    make_user("an")
    found = named.first("an@lamgiang.example")
    found.name = "Lê An"
    found.save(update_fields=["name"])
    assert User.objects.get().name == "Lê An"


def test_a_value_that_the_statement_swallows_is_said(db):
    with pytest.raises(ValueError, match="lost"):
        Prepared([int], lambda pk: User.objects.filter(pk=pk + 0 if pk < 0 else 1))(3)


def test_words_of_a_value_are_never_words_of_the_statement(db):
    make_user("an")
    assert named("' OR 1=1 --") == []
    assert User.objects.count() == 1
    assert connection.vendor in {"sqlite", "postgresql"}
