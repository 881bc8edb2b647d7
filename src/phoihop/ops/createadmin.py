"""`phoihop createadmin`: the first user of an empty installation."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from typing import TYPE_CHECKING

from phoihop.ops.say import Stop, _, begin, parsed, parser_of, spoken
from phoihop.ops.serve import setup

if TYPE_CHECKING:
    from phoihop.org.models import Unit

REFUSED = 65


def _help() -> str:
    return _(
        """Make a user who can sign in at once, for an installation that nobody can enter yet.

  phoihop createadmin                                       asks for everything
  phoihop createadmin --email yen@example.vn --name "Yên"   asks for the password only
  phoihop createadmin … --password-stdin < file             asks nothing; the first line is the password
  phoihop createadmin … --json                              says whom it made as JSON

Where no office exists, the first page after signing in asks for it, and who enters it becomes its administrator.
Where one exists, give --unit KEY: the user becomes an administrator there, such as when the last one has left.
Everybody else is invited from the page «People».

Exit codes: 0 made; 64 wrongly called; 65 refused, with a sentence; 69 the database cannot be used."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    parser = parser_of("createadmin", _help())
    parser.add_argument("--email", help=_("what they sign in with"))
    parser.add_argument("--name", help=_("full name"))
    parser.add_argument("--unit", metavar="KEY", help=_("key of the unit to administer, where units exist already"))
    parser.add_argument("--password-stdin", action="store_true", help=_("read the password from standard input"))
    given = parsed(parser, argv)
    if isinstance(given, int):
        return given
    try:
        setup()
        made = _make(given)
    except Stop as stop:
        print(f"phoihop createadmin: {stop}", file=sys.stderr)
        return stop.code
    words = _("%(name)s can sign in as %(email)s. Start with: phoihop serve")
    print(json.dumps(made, ensure_ascii=False) if given.json else words % made)
    return 0


def _make(given: argparse.Namespace) -> dict[str, str | None]:
    """Asks what was not given, checks all of it before anything is written."""
    from django.db import DatabaseError  # after setup
    from django.utils.translation import override

    from phoihop.kit.refused import Refused

    try:
        unit = _unit(given.unit)
        email = (given.email or _ask(_("E-mail address: "))).strip().lower()
        name = (given.name or _ask(_("Full name: "))).strip()
        password = _password(stdin=given.password_stdin)
        with override(spoken()):
            _admit(email, name, password, unit)
    except Refused as refusal:
        raise Stop(str(refusal), REFUSED) from refusal
    except DatabaseError as error:
        sentence = _("The database cannot be used (%(why)s). Type: phoihop migrate")
        raise Stop(sentence % {"why": str(error).strip()}) from error
    return {"email": email, "name": name, "unit": given.unit}


def _admit(email: str, name: str, password: str, unit: Unit | None) -> None:
    from django.db import transaction  # after setup

    from phoihop.accounts.actions import admit_user
    from phoihop.kit import clock
    from phoihop.kit.actor import Actor
    from phoihop.org.actions import grant_role
    from phoihop.org.models import RoleKind

    actor = Actor.system(on=clock.today(), at=clock.now())
    with transaction.atomic():
        user = admit_user(actor=actor, email=email, name=name, password=password)
        if unit is not None:
            grant_role(actor=actor, user=user, unit=unit, kind=RoleKind.ADMINISTRATOR)


def _unit(key: str | None) -> Unit | None:
    """Who comes into a house that stands needs a place in it."""
    from phoihop.org.models import Unit  # after setup

    if key is None:
        if Unit.objects.exists():
            raise Stop(
                _("There are units already. Say which one to administer: --unit KEY (the page «Units» shows keys)."),
                REFUSED,
            )
        return None
    unit: Unit | None = Unit.objects.filter(key=key).first()
    if unit is None:
        sentence = _("There is no unit with the key «%(key)s». The page «Units» shows the keys.")
        raise Stop(sentence % {"key": key}, REFUSED)
    return unit


def _ask(words: str) -> str:
    try:
        return input(words)
    except EOFError:
        sentence = _("Nothing was typed. Give --email and --name, or run this at a terminal.")
        raise Stop(sentence, REFUSED) from None


def _password(*, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Stop(_("There is no terminal to type a password at. Give it with --password-stdin."), REFUSED)
    first = getpass.getpass(_("Password (at least 10 characters): "))
    if first != getpass.getpass(_("Password once more: ")):
        raise Stop(_("The two passwords differ. Start again."), REFUSED)
    return first
