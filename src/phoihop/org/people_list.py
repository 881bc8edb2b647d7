"""A list of people to invite, brought as a file: who is new, who has the role already, what is wrong at which cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from phoihop.accounts.models import User
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.org.lists import Column, Row, template_of
from phoihop.org.models import Role, RoleKind, Unit
from phoihop.org.queries import living_units, visible_units

COLUMNS = [
    Column("name", gettext_lazy("Full name of the person"), ("Họ và tên", "Họ tên", "Tên", "Full name of the person", "Full name", "Name"), needed=True),
    Column("email", gettext_lazy("E-mail address"), ("Địa chỉ thư điện tử", "Thư điện tử", "Email", "E-mail", "E-mail address"), needed=True),
    Column("unit", gettext_lazy("Unit"), ("Đơn vị", "Unit"), needed=True),
    Column("kind", gettext_lazy("Role"), ("Vai", "Vai trò", "Role"), needed=True),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guest:
    """One line that can be done; `holds` where the person has the role already."""

    line: int
    name: str
    email: str
    unit: Unit
    unit_name: str
    kind: str
    holds: bool

    @property
    def role(self) -> str:
        return str(RoleKind(self.kind).label)


def plan_people(actor: Actor, rows: Sequence[Row]) -> list[Guest]:
    """Guests of the rows without problems; the problems are told to the rows."""
    living = list(living_units(actor.on).filter(unit__in=visible_units(actor)))
    units = {row.unit.key: row for row in living}
    by_words: dict[str, list[str]] = defaultdict(list)
    for row in living:
        for words in row.folded.split("|"):
            by_words[words].append(row.unit.key)
    kinds = _kinds_by_words()
    emails = {row.values.get("email", "").lower() for row in rows}
    held = set(Role.objects.on(actor.on).filter(user__email__in=emails).values_list("user__email", "unit", "kind"))
    names = dict(User.objects.filter(email__in=emails).values_list("email", "name"))
    out = []
    for line in rows:
        key = _unit(line, units.keys(), by_words)
        kind = kinds.get(fold(line.values.get("kind", "")), "")
        email = _email(line)
        if not kind:
            roles = ", ".join(str(label) for label in RoleKind.labels)
            line.wrong(
                "kind",
                _("«%(words)s» is no role. Write one of: %(roles)s.")
                % {"words": line.values.get("kind", ""), "roles": roles},
            )
        if not line.values.get("name"):
            line.wrong("name", _("The name is missing."))
        if not line.problems and (version := units.get(key)):
            holds = (email, version.unit_id, kind) in held
            name = names.get(email, line.values["name"])
            out.append(Guest(line.line, name, email, version.unit, version.name, kind, holds))
    return out


def _kinds_by_words() -> dict[str, str]:
    out = {fold(value): value for value in RoleKind.values}
    for language in ("vi", "en"):
        with override(language):
            out |= {fold(str(label)): value for value, label in RoleKind.choices}
    return out


def _unit(row: Row, keys: Collection[str], by_words: dict[str, list[str]]) -> str:
    words = row.values.get("unit", "")
    if words.lower() in keys:
        return words.lower()
    found = set(by_words.get(fold(words), []))
    if len(found) == 1:
        return next(iter(found))
    if found:
        row.wrong(
            "unit", _("Several units are called «%(words)s». Write the key of the one you mean.") % {"words": words}
        )
    else:
        row.wrong("unit", _("No unit of yours is called «%(words)s».") % {"words": words})
    return ""


def _email(row: Row) -> str:
    email = row.values.get("email", "").lower()
    try:
        validate_email(email)
    except ValidationError:
        row.wrong("email", _("«%(words)s» is no e-mail address. Correct it, such as an@donvi.vn.") % {"words": email})
    return email


def people_template() -> bytes:
    notes = [
        (str(COLUMNS[0].heading), _("As the person signs.")),
        (str(COLUMNS[1].heading), _("The invitation goes there. Who has an account already gets the role at once, without a letter.")),
        (str(COLUMNS[2].heading), _("Name or key of the unit.")),
        (str(COLUMNS[3].heading), _("One of: %(kinds)s.") % {"kinds": ", ".join(str(label) for label in RoleKind.labels)}),
    ]  # fmt: skip
    return template_of(_("People"), COLUMNS, notes, {"kind": [str(label) for label in RoleKind.labels]})
