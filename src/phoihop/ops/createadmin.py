"""`phoihop createadmin`: the first user of an empty installation."""

from __future__ import annotations

import argparse
import getpass
import sys

_HELP = """Make a user who can sign in at once, for an installation that nobody can enter yet.

  phoihop createadmin                                       asks for everything
  phoihop createadmin --email yen@example.vn --name "Yên"   asks for the password only
  phoihop createadmin … --password-stdin < file             asks nothing; the first line is the password

Where no office exists, the first page after signing in asks for it, and who enters it becomes its administrator.
Where one exists, give --unit KEY: the user becomes an administrator there, such as when the last one has left.
Everybody else is invited from the page «People».

Exit codes: 0 made; 64 wrongly called; 65 refused, with a sentence; 69 the database cannot be used."""


class Refuse(Exception):  # noqa: N818 - it is a sentence, not an error
    """One sentence for the person at the keyboard."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        "phoihop createadmin", description=_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--email", help="what they sign in with")
    parser.add_argument("--name", help="full name")
    parser.add_argument("--unit", metavar="KEY", help="key of the unit to administer, where units exist already")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    try:
        given = parser.parse_args(argv)
    except SystemExit as stop:
        return 0 if stop.code == 0 else 64
    import django  # only this command needs it

    django.setup()
    from django.db import DatabaseError  # after setup

    try:
        print(_make(given))
    except Refuse as refusal:
        print(f"phoihop createadmin: {refusal}", file=sys.stderr)
        return 65
    except DatabaseError as error:
        print(f"phoihop createadmin: The database cannot be used ({error}). Type: phoihop migrate", file=sys.stderr)
        return 69
    return 0


def _make(given: argparse.Namespace) -> str:
    """Asks what was not given, checks all of it before anything is written."""
    from phoihop.accounts.actions import admit_user  # after setup
    from phoihop.kit import clock
    from phoihop.kit.actor import Actor
    from phoihop.kit.refused import Refused
    from phoihop.org.actions import grant_role
    from phoihop.org.models import RoleKind

    unit = _unit(given.unit)
    email = (given.email or _ask("E-mail address: ")).strip().lower()
    name = (given.name or _ask("Full name: ")).strip()
    password = _password(stdin=given.password_stdin)
    actor = Actor.system(on=clock.today(), at=clock.now())
    from django.db import transaction

    try:
        with transaction.atomic():
            user = admit_user(actor=actor, email=email, name=name, password=password)
            if unit is not None:
                grant_role(actor=actor, user=user, unit=unit, kind=RoleKind.ADMINISTRATOR)
    except Refused as refusal:
        raise Refuse(str(refusal)) from refusal
    return f"{name} can sign in as {email}. Start with: phoihop serve"


def _unit(key: str | None):  # type: ignore[no-untyped-def]  # noqa: ANN202 - models are not loaded above
    """Who comes into a house that stands needs a place in it."""
    from phoihop.org.models import Unit  # after setup

    if key is None:
        if Unit.objects.exists():
            raise Refuse(
                "There are units already. Say which one to administer: --unit KEY (the page «Units» shows keys)."
            )
        return None
    unit = Unit.objects.filter(key=key).first()
    if unit is None:
        raise Refuse(f"There is no unit with the key «{key}». The page «Units» shows the keys.")
    return unit


def _ask(words: str) -> str:
    try:
        return input(words)
    except EOFError:
        raise Refuse("Nothing was typed. Give --email and --name, or run this at a terminal.") from None


def _password(*, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Refuse("There is no terminal to type a password at. Give it with --password-stdin.")
    first = getpass.getpass("Password (at least 10 characters): ")
    if first != getpass.getpass("Password once more: "):
        raise Refuse("The two passwords differ. Start again.")
    return first
