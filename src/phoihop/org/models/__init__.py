"""Rows of the tree in time, of its change, and of who may act where."""

from phoihop.org.models.access import Scope, ServiceAccount, ServiceKey, Support, SupportLeave
from phoihop.org.models.annex import AnnexDraft
from phoihop.org.models.change import Change, Restructuring, RestructuringStep, Succession
from phoihop.org.models.roles import PARTS, Role, RoleChoice, RoleEarlier, RoleKind, Substitution
from phoihop.org.models.undertaking import Undertaking
from phoihop.org.models.units import (
    GroupMember,
    Hierarchy,
    Placement,
    Reach,
    Unit,
    UnitCode,
    UnitGroup,
    UnitKind,
    UnitVersion,
)
from phoihop.org.models.verbs import Verb

__all__ = [
    "PARTS",
    "AnnexDraft",
    "Change",
    "GroupMember",
    "Hierarchy",
    "Placement",
    "Reach",
    "Restructuring",
    "RestructuringStep",
    "Role",
    "RoleChoice",
    "RoleEarlier",
    "RoleKind",
    "Scope",
    "ServiceAccount",
    "ServiceKey",
    "Substitution",
    "Succession",
    "Support",
    "SupportLeave",
    "Undertaking",
    "Unit",
    "UnitCode",
    "UnitGroup",
    "UnitKind",
    "UnitVersion",
    "Verb",
]
