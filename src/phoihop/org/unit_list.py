"""A list of units brought as a file: what is new, what is there already, what is wrong at which cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.org import rules
from phoihop.org.actions import StepGiven
from phoihop.org.keys import key_from
from phoihop.org.lists import Column, Row, template_of
from phoihop.org.models import RestructuringStep, Unit, UnitCode, UnitKind
from phoihop.org.queries import administered_units, living_units, parents_on
from phoihop.org.steps import codes_in
from phoihop.org.tree import Branch

COLUMNS = [
    Column("key", gettext_lazy("Key"), ("Khóa", "Key", "Khóa đơn vị")),
    Column(
        "name",
        gettext_lazy("Full name of the unit"),
        ("Tên đầy đủ", "Tên", "Tên đơn vị", "Full name", "Name"),
        needed=True,
    ),
    Column("short_name", gettext_lazy("Short name"), ("Tên gọi tắt", "Tên ngắn", "Tên tắt", "Short name")),
    Column("kind", gettext_lazy("Kind of unit"), ("Loại đơn vị", "Loại", "Kind of unit", "Kind"), needed=True),
    Column(
        "parent", gettext_lazy("Stands under"), ("Trực thuộc", "Đơn vị cấp trên", "Cấp trên", "Stands under", "Parent")
    ),
    Column("codes", gettext_lazy("Codes"), ("Mã", "Mã đơn vị", "Codes", "Code")),
    Column("groups", gettext_lazy("Groups"), ("Nhóm", "Nhóm đơn vị", "Khối", "Groups", "Group")),
]


@dataclass(slots=True)
class Plan:
    """What the list would do; `steps` is complete only without problems."""

    rows: list[Row]
    new: dict[int, str]
    there: dict[int, str]
    steps: list[StepGiven]

    @property
    def problems(self) -> int:
        return sum(len(row.problems) for row in self.rows)


def kinds_by_words() -> dict[str, str]:
    out = {fold(value): value for value in UnitKind.values}
    for language in ("vi", "en"):
        with override(language):
            out |= {fold(str(label)): value for value, label in UnitKind.choices}
    return out


class _Reader:
    """Reads the rows against the units there are and against each other."""

    def __init__(self, actor: Actor, rows: Sequence[Row]) -> None:
        self.actor, self.rows = actor, list(rows)
        self.kinds = kinds_by_words()
        living = list(living_units(actor.on).filter(unit__in=administered_units(actor)))
        self.names = {row.unit.key: row.name for row in living}
        ids = {row.unit_id: row.unit.key for row in living}
        self.above = {ids[unit]: ids.get(parent or 0) for unit, parent in parents_on(actor.on).items() if unit in ids}
        self.own = ids.get(actor.unit, "")
        self.by_words: dict[str, set[str]] = defaultdict(set)
        for row in living:
            for words in row.folded.split("|"):
                self.by_words[words].add(row.unit.key)
        self.taken = set(Unit.objects.values_list("key", flat=True))
        self.keys: dict[int, str] = {}
        self.there: dict[int, str] = {}
        self.parents: dict[int, str | None] = {}
        self.codes: dict[tuple[str, str], int | str] = {
            (row.scheme, row.code): row.unit.key
            for row in UnitCode.objects.on(actor.on).exclude(scheme="alias").select_related("unit")
        }  # whose, or in which line

    def plan(self) -> Plan:
        for row in self.rows:
            self._key(row)
        for row in self.rows:
            self._parent(row)
        self._twice()
        steps = {row.line: self._step(row) for row in self.rows if row.line not in self.there}
        new = {row.line: self.keys[row.line] for row in self.rows if row.line not in self.there}
        return Plan(self.rows, new, self.there, self._ordered([step for step in steps.values() if step]))

    def _key(self, row: Row) -> None:
        """A unit with that key, or by that name where the list says no key, is there already."""
        name, key = row.values.get("name", ""), row.values.get("key", "").lower()
        if not name:
            row.wrong("name", _("The full name is missing."))
        if len(name) > 200 or len(row.values.get("short_name", "")) > 80:
            row.wrong("name", _("The name is too long: 200 letters at most, 80 for the short one."))
        if key in self.names:
            self.there[row.line] = key
            if fold(self.names[key]) != fold(name):
                words = {"key": key, "name": self.names[key]}
                row.wrong(
                    "key",
                    _("The key «%(key)s» belongs to «%(name)s». Rename it by a decision, or take another key.") % words,
                )
        elif key and (key in self.taken or key != key_from(key)):
            row.wrong(
                "key",
                _("The key «%(key)s» cannot be used: it is taken, or is not of small letters, digits and hyphens.")
                % {"key": key},
            )
        else:
            key = key or key_from(name, self.taken)
            self.taken.add(key)
            for spelling in {fold(name), fold(row.values.get("short_name", "") or name)}:
                self.by_words[spelling].add(key)
        self.keys[row.line] = key

    def _parent(self, row: Row) -> None:
        words = row.values.get("parent", "")
        self.parents[row.line] = None
        if not words:
            self.parents[row.line] = None if self._kind(row) == UnitKind.OUTSIDE else self.own
        elif words.lower() in self.names or words.lower() in self.keys.values():
            self.parents[row.line] = words.lower()
        else:
            found = self.by_words.get(fold(words), set()) - {self.keys[row.line]}
            if len(found) == 1:
                self.parents[row.line] = next(iter(found))
            elif found:
                row.wrong(
                    "parent",
                    _("Several units are called «%(words)s». Write the key of the one you mean.") % {"words": words},
                )
            else:
                row.wrong(
                    "parent", _("No unit of yours and none of this list is called «%(words)s».") % {"words": words}
                )
        if self.parents[row.line] is None and not row.problems and not rules.may_administer_all(self.actor):
            row.wrong("kind", _("Only the administrator of the whole enters bodies outside."))

    def _kind(self, row: Row) -> str:
        return self.kinds.get(fold(row.values.get("kind", "")), "")

    def _twice(self) -> None:
        """The same name under the same unit: once there already, or twice in the list."""
        held = {(fold(name), self.above.get(key)): key for key, name in self.names.items()}
        lines: dict[tuple[str, str | None], int] = {}
        for row in self.rows:
            place = fold(row.values.get("name", "")), self.parents[row.line]
            if row.line not in self.there and place in held and not row.values.get("key"):
                self.there[row.line] = held[place]
            if place in lines and row.values.get("name"):
                row.wrong("name", _("This unit stands in line %(line)d already.") % {"line": lines[place]})
            lines.setdefault(place, row.line)

    def _step(self, row: Row) -> StepGiven | None:
        kind = self._kind(row)
        if not kind:
            kinds = ", ".join(str(label) for label in UnitKind.labels)
            row.wrong(
                "kind",
                _("«%(words)s» is no kind of unit. Write one of: %(kinds)s.")
                % {"words": row.values.get("kind", ""), "kinds": kinds},
            )
        codes: dict[str, str] = {}
        try:
            codes = codes_in(row.values.get("codes", ""))
        except ValidationError as error:
            row.wrong("codes", " ".join(error.messages))
        for named in codes.items():
            self._code(row, named)
        groups = names_in(row.values.get("groups", ""))
        if groups and not rules.may_administer_all(self.actor):
            row.wrong("groups", _("Only the administrator of the whole puts units into groups. Leave this empty."))
        if any(len(name) > 200 for name in groups):
            row.wrong("groups", _("The name of a group is too long: 200 letters at most."))
        if row.problems:
            return None
        data = {"name": row.values["name"], "short_name": row.values.get("short_name", ""), "kind": kind}
        return StepGiven(
            RestructuringStep.Kind.CREATE,
            self.keys[row.line],
            {**data, "parent": self.parents[row.line], "codes": codes, "groups": groups},
        )

    def _code(self, row: Row, named: tuple[str, str]) -> None:
        holder = self.codes.setdefault(named, row.line)
        words = {"code": ": ".join(named), "holder": holder}
        if isinstance(holder, str):
            row.wrong("codes", _("The code «%(code)s» belongs to the unit «%(holder)s» already.") % words)
        elif holder != row.line:
            row.wrong("codes", _("The code «%(code)s» stands in line %(holder)d already.") % words)

    def _ordered(self, steps: list[StepGiven]) -> list[StepGiven]:
        """Each unit after the one it stands under; who stand under each other are refused at their cells."""
        waiting = {step.unit_key: step for step in steps}
        new = set(self.keys.values()) - set(self.there.values())
        done: set[str] = set()
        out: list[StepGiven] = []
        while ready := [s for s in waiting.values() if s.data["parent"] not in new or s.data["parent"] in done]:
            for step in ready:
                done.add(step.unit_key)
                out.append(waiting.pop(step.unit_key))
        if waiting and not any(row.problems for row in self.rows):
            for row in self.rows:
                if self.keys[row.line] in waiting:
                    row.wrong("parent", _("These units stand under each other in a circle. Correct one of them."))
        return out


def names_in(words: str) -> list[str]:
    """Parted by semicolons, each once."""
    return list(dict.fromkeys(name for part in words.split(";") if (name := " ".join(part.split()))))


def plan_units(actor: Actor, rows: Sequence[Row]) -> Plan:
    return _Reader(actor, rows).plan()


def unit_template() -> bytes:
    notes = [
        (str(COLUMNS[0].heading), _("May be left empty: it is made of the name. Small letters, digits and hyphens; it never changes.")),
        (str(COLUMNS[1].heading), _("As it stands in the head of the unit's letters.")),
        (str(COLUMNS[2].heading), _("For lists and for phones; left empty, the full name serves.")),
        (str(COLUMNS[3].heading), _("One of: %(kinds)s.") % {"kinds": ", ".join(str(label) for label in UnitKind.labels)}),
        (str(COLUMNS[4].heading), _("Name or key of the unit above, which may stand anywhere in this list; left empty, it is your own unit.")),
        (str(COLUMNS[5].heading), _("Such as «tckt: 00123»; several are parted by semicolons.")),
        (str(COLUMNS[6].heading), _("As letters address them, such as «các xã, phường»; several are parted by semicolons. A group that is not there yet is made; only new units are put in.")),
    ]  # fmt: skip
    return template_of(_("Units"), COLUMNS, notes, {"kind": [str(label) for label in UnitKind.labels]})


def export_rows(branches: Sequence[Branch], groups: Mapping[int, list[str]]) -> list[list[str]]:
    """The same columns that the import reads: an exported list brought back changes nothing."""
    return [
        [
            branch.key,
            branch.version.name,
            branch.version.short_name,
            str(branch.version.get_kind_display()),
            branch.parent.unit.key if branch.parent else "",
            "; ".join(f"{scheme}: {code}" for scheme, code in branch.codes.items()),
            "; ".join(groups.get(branch.version.unit_id, [])),
        ]
        for branch in branches
    ]
