"""The doors in the bar at the top. A room that gains its first page gains its line here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

TABS = 4  # a phone's bar holds four; with more doors the fourth opens the list of all


@dataclass(frozen=True, slots=True)
class Door:
    """Where a room is entered; `rooms` are the url namespaces for which it is marked, `roles` who sees it (all)."""

    label: StrPromise
    address: str
    glyph: str
    rooms: tuple[str, ...]
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ShownDoor:
    label: StrPromise
    url: str
    glyph: str
    current: bool


_READERS = frozenset({"clerk", "leader", "officer", "head", "auditor"})

_STEERING = frozenset({"clerk", "leader", "auditor"})

DOORS: list[Door] = [
    Door(_("Today"), "web:home", "home", ("web",), _STEERING),
    Door(_("Letters"), "documents:register", "doc", ("documents", "desk"), _READERS),
    Door(_("To do"), "duties:due_list", "list", ("duties",)),
    Door(_("Units"), "org:units", "unit", ("org",)),
    Door(_("Figures"), "reports:rollups", "num", ("reports",), _STEERING),
    Door(_("Reports"), "synthesis:reports", "up2", ("synthesis",), _READERS),
    Door(_("Notices"), "notices:list", "soon", ("notices",)),
]


def doors(request: HttpRequest, known: Iterable[Door] | None = None) -> list[ShownDoor]:
    """The doors of the unit in the address, for the roles held there; without a unit there are none."""
    post = getattr(request, "post", None)
    if post is None:
        return []
    here = set(request.resolver_match.app_names) if request.resolver_match else set()
    return [
        ShownDoor(door.label, reverse(door.address, args=[post.key]), door.glyph, bool(here & set(door.rooms)))
        for door in (DOORS if known is None else known)
        if not door.roles or door.roles & post.roles
    ]
