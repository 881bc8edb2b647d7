"""A unit is its key; name, code and parent are dated rows beside it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from phoihop.kit.dated import Dated, DatedQuerySet, dated_constraints


class UnitKind(models.TextChoices):
    OFFICE = "office", _("Steering office")
    AGENCY = "agency", _("Agency")
    ASSOCIATION = "association", _("Association")
    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")
    WARD = "ward", _("Ward")
    SPECIAL_ZONE = "special_zone", _("Special zone")
    OUTSIDE = "outside", _("Body outside")  # answers to it are settled by recording their dispatch


class Hierarchy(models.TextChoices):
    STEERING = "steering", _("Steering")
    ADMINISTRATIVE = "administrative", _("Administrative")
    PARTY = "party", _("Party")
    SECTOR = "sector", _("Sector")
    LINEAGE = "lineage", _("Those before it")  # derived, never placed: a unit reaches what it followed


class Unit(models.Model):
    """`key` is ours, in every address, never reused."""

    key = models.SlugField(max_length=60, unique=True)
    head_approves = models.BooleanField(default=False)  # answers wait for the unit's head before they go up
    separates = models.BooleanField(default=False)  # who wrote or handed in does not approve, accept or sign
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class UnitVersion(Dated):
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    folded = models.CharField(max_length=300, db_index=True)  # kit.fold of both names
    sort_key = models.CharField(max_length=500)

    objects: ClassVar = DatedQuerySet["UnitVersion"].as_manager()

    class Meta:
        constraints = dated_constraints("unitversion", "unit")
        indexes = [
            models.Index(fields=["unit", "starts"]),
            models.Index(fields=["superseded", "ends", "starts", "unit"], name="unitversion_on_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitCode(Dated):
    """Official codes are recycled: a code names a unit only on a day. Scheme `alias` holds other spellings."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=30)
    code = models.CharField(max_length=200)

    objects: ClassVar = DatedQuerySet["UnitCode"].as_manager()

    class Meta:
        constraints = dated_constraints("unitcode", "scheme", "code")

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class Placement(Dated):
    """Where the unit stood; a root has no parent."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    hierarchy = models.CharField(max_length=20, choices=Hierarchy.choices, default=Hierarchy.STEERING)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="child_placements")

    objects: ClassVar = DatedQuerySet["Placement"].as_manager()

    class Meta:
        constraints = dated_constraints("placement", "unit", "hierarchy")
        indexes = [models.Index(fields=["parent", "hierarchy"])]

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.parent_id}"


class Reach(models.Model):
    """Derived from placements: `ancestor` has `unit` in its subtree from `starts` until before `ends`; itself at 0."""

    hierarchy = models.CharField(max_length=20, choices=Hierarchy.choices)
    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="reaches")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="reached_by")
    depth = models.PositiveSmallIntegerField()
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["ancestor", "hierarchy", "unit"]),
            models.Index(fields=["ancestor", "hierarchy", "ends", "starts", "unit"], name="reach_on_a_day"),
            models.Index(fields=["unit", "hierarchy"]),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id} > {self.unit_id}"


class UnitGroup(models.Model):
    """«các huyện, thành ủy», «khối khoa giáo»: who belonged on a day is asked of its members."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    rule = models.JSONField(default=dict, blank=True)  # {kinds, under, hierarchy}: members follow from the tree

    def __str__(self) -> str:
        return self.name


class GroupMember(Dated):
    group = models.ForeignKey(UnitGroup, models.PROTECT, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")

    objects: ClassVar = DatedQuerySet["GroupMember"].as_manager()

    class Meta:
        constraints = dated_constraints("groupmember", "group", "unit")
        indexes = [
            models.Index(fields=["group", "superseded", "ends", "starts", "unit"], name="groupmember_on_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} ∋ {self.unit_id}"
