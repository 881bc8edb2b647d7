"""Forms a report may be answered in belong to a higher room: it offers them here and binds the one chosen."""

from __future__ import annotations

from typing import Protocol

from phoihop.duties.models import Duty
from phoihop.kit.actor import Actor


class FormOffer(Protocol):
    def names(self, actor: Actor) -> list[tuple[str, str]]:
        """Key and name of each form the actor's unit may ask for."""
        ...

    def bind(self, actor: Actor, duty: Duty, key: str) -> None:
        """Inside the transaction that makes the duty."""
        ...


_offers: dict[str, FormOffer] = {}


def register(name: str, offer: FormOffer) -> None:
    _offers[name] = offer


def form_names(actor: Actor) -> list[tuple[str, str]]:
    return [pair for name in sorted(_offers) for pair in _offers[name].names(actor)]


def bind_form(actor: Actor, duty: Duty, key: str) -> None:
    for name in sorted(_offers):
        if key in dict(_offers[name].names(actor)):
            _offers[name].bind(actor, duty, key)
            return
