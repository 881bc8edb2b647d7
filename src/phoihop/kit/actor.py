"""Who does a thing: ids only, frozen, made at the edge and handed down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from phoihop.kit.clock import ZONE


@dataclass(frozen=True, slots=True)
class Actor:
    """The user and the unit they act for; `on` is the day their rights are judged, `at` the moment of the act.

    `role` is the one the record names; `roles` are all they hold at that unit on that day.
    """

    user_id: int | None
    unit_id: int | None
    role: str
    on: date
    at: datetime
    roles: frozenset[str] = frozenset()
    stands_for: tuple[int, ...] = ()  # whose roles they hold here without holding these themselves
    helper: int | None = None  # who acts in support as this user
    service: int | None = None  # a machine's account, acting for nobody
    reads_only: bool = False
    past: bool = False  # of a unit that is no more, whose last day `on` is: nothing later is read
    found: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # what is asked once for an act

    @classmethod
    def system(cls, *, on: date, at: datetime | None = None) -> Actor:
        """The worker, acting for nobody; `at` is the first second of that day unless told."""
        return cls(None, None, "system", on, at or datetime.combine(on, time(0, 0), ZONE).astimezone(UTC))

    def is_any(self, *roles: str) -> bool:
        """Whether one of these roles is held."""
        return self.role in roles or not self.roles.isdisjoint(roles)

    @property
    def hand(self) -> int | None:
        """Who really presses: the user, or who supports them."""
        return self.helper or self.user_id

    @property
    def other_names(self) -> dict[str, Any]:
        """What the record says beside the name of who acts."""
        said: dict[str, Any] = {}
        if self.stands_for:
            said["stands_for"] = list(self.stands_for)
        if self.helper:
            said["as_user"] = self.user_id
        if self.service:
            said["service"] = self.service
        return said

    @property
    def unit(self) -> int:
        """The unit acted for, 0 where there is none: matches no row."""
        return self.unit_id or 0

    @property
    def user(self) -> int:
        """The user, 0 where there is none: matches no row."""
        return self.user_id or 0

    @property
    def is_system(self) -> bool:
        return self.role == "system"
