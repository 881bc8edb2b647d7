"""Other ways to write a unit's name: said from above, and never one that names somebody else."""

import pytest
from django.core.exceptions import PermissionDenied

from phoihop.kit.refused import Refused
from phoihop.org.actions import add_alias, add_group_alias
from phoihop.org.models import UnitGroup
from phoihop.org.queries import groups_named, units_named

pytestmark = pytest.mark.django_db


def test_the_office_s_clerk_and_administrator_say_it(house):
    add_alias(actor=house.chi, unit=house.commune, words="Đ.ủy Suối Trúc")
    add_alias(actor=house.ivy, unit=house.other, words="Đ.ủy xã khác")

    assert units_named("đ.ủy suối trúc", on=house.chi.on) == [house.commune.pk]
    assert units_named("Đ.ủy xã khác", on=house.chi.on) == [house.other.pk]


def test_a_unit_does_not_name_itself(house):
    """Its head could else take in what is written to others."""
    with pytest.raises(PermissionDenied):
        add_alias(actor=house.binh, unit=house.commune, words="Đ.ủy Suối Trúc")


def test_the_name_of_another_is_refused(house):
    taken = house.other.versions.get().name
    group = UnitGroup.objects.create(key="cac-xa", name="các xã", folded="cac xa", created_at=house.chi.at)

    for words in (taken, "Các xã"):
        with pytest.raises(Refused, match="đã là cách viết của"):
            add_alias(actor=house.chi, unit=house.commune, words=words)
    with pytest.raises(Refused):
        add_group_alias(actor=house.chi, group=group, words=taken)

    assert units_named(taken, on=house.chi.on) == [house.other.pk]
    assert groups_named("các xã") == [group]


def test_a_group_is_named_by_the_office_alone(house):
    group = UnitGroup.objects.create(key="cac-xa", name="các xã", folded="cac xa", created_at=house.chi.at)
    add_group_alias(actor=house.chi, group=group, words="các địa phương")

    assert groups_named("Các địa phương") == [group]
    with pytest.raises(PermissionDenied):
        add_group_alias(actor=house.binh, group=group, words="các nơi")
