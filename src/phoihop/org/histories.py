"""Every kind of thing that a reader meets has a history; rooms say here who sees it, on which pages it stands, and what
else belongs to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from phoihop.kit.actor import Actor

Visible = Callable[[Actor], QuerySet[Any]]
Also = Callable[[Actor, int], Mapping[str, QuerySet[Any]]]


def _nothing(_actor: Actor, _pk: int) -> Mapping[str, QuerySet[Any]]:
    return {}


def _everybody(_actor: Actor) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Kind:
    """`routes`: names of its pages → the word of their address that holds its key; `also`: kinds → ids of what is its part;
    `offered`: who of those that see it are shown its history.
    """

    kind: str
    slug: str
    visible: Visible
    routes: Mapping[str, str] = field(default_factory=dict)
    lookup: str = "pk"
    also: Also = _nothing
    offered: Callable[[Actor], bool] = _everybody

    @property
    def page(self) -> str:
        """Where the thing itself is shown; empty where it has no page of its own."""
        return next(iter(self.routes), "")

    def find(self, actor: Actor, which: str) -> Model | None:
        """The thing as this reader sees it; what is foreign or no key at all looks absent."""
        if self.lookup == "pk" and not (which.isascii() and which.isdecimal() and len(which) < 19):
            return None
        found: Model | None = self.visible(actor).filter(**{self.lookup: which}).first()
        return found


KINDS: dict[str, Kind] = {}
SLUGS: dict[str, Kind] = {}
ROUTES: dict[str, tuple[Kind, str]] = {}


def register(kind: Kind) -> None:
    KINDS[kind.kind] = SLUGS[kind.slug] = kind
    for name, word in kind.routes.items():
        ROUTES[name] = kind, word


def stands_on(kind: str, routes: Mapping[str, str]) -> None:
    """More pages, of a higher room, that show a thing of a lower one."""
    for name, word in routes.items():
        ROUTES[name] = KINDS[kind], word
