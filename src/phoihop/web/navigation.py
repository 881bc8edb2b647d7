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


_READERS = frozenset({"clerk", "leader", "officer", "head", "auditor", "reader"})

_STEERING = frozenset({"clerk", "leader", "auditor"})

DOORS: list[Door] = [
    Door(_("Today"), "web:home", "home", ("web",), _STEERING),
    Door(_("Letters"), "documents:register", "doc", ("documents", "desk"), _READERS),
    Door(_("Follow-up"), "duties:asked", "pin", ("duties:asked", "duties:board", "duties:duty"), _STEERING),
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
    open_to = [door for door in (DOORS if known is None else known) if not door.roles or door.roles & post.roles]
    here = _current(request, open_to)
    return [ShownDoor(door.label, reverse(door.address, args=[post.key]), door.glyph, door in here) for door in open_to]


def _current(request: HttpRequest, known: list[Door]) -> list[Door]:
    """A door that names the page itself goes before those that name its room."""
    match = request.resolver_match
    if match is None:
        return []
    exact = [door for door in known if match.view_name in door.rooms]
    return exact or [door for door in known if set(match.app_names) & set(door.rooms)]
