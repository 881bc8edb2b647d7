"""Steps to a plan: each step changes the rows in memory as it will those of the database, and says what hinders it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from phoihop.kit import formats
from phoihop.org.models import Hierarchy, RestructuringStep, UnitKind
from phoihop.org.plan.plan import CODES, MEMBERS, PLACEMENTS, TABLES, VERSIONS, Follows, Plan, Problem, Shelves, Span
from phoihop.org.plan.steps import WHOLE, Step, targets_of

Kind = RestructuringStep.Kind
DEEPEST = 50  # levels of a tree
SHORT = 80  # letters of a short name
_LOCAL = {UnitKind.COMMUNE, UnitKind.WARD, UnitKind.SPECIAL_ZONE}


def make_plan(steps: Sequence[Step], shelves: Shelves) -> Plan:
    """All of the steps in their order; every problem is said, not only the first."""
    return _Maker(shelves).all(steps)


class _Unit(str):
    """The key of a unit in a finding: it is told by its name."""

    __slots__ = ()


class _Hindered(Exception):  # noqa: N818 - a finding, not a failure
    """A step that cannot be done; the others are still tried."""

    def __init__(self, said: str, **words: Any) -> None:
        super().__init__(said)
        self.said, self.words = said, words


class _Maker:
    def __init__(self, shelves: Shelves) -> None:
        self.shelves, self.day = shelves, shelves.day
        self.plan = Plan(shelves.day, shelves)
        self.below = {key: set(units) for key, units in shelves.below.items()}
        self.found: list[tuple[int, str, dict[str, Any]]] = []  # at which step, what is said, of whom

    def all(self, steps: Sequence[Step]) -> Plan:
        doers: dict[str, Callable[[Step], None]] = {
            Kind.CREATE: self._create,
            Kind.RENAME: self._rename,
            Kind.RECLASSIFY: self._rename,
            Kind.MOVE: self._move,
            Kind.CLOSE: self._end_step,
            Kind.MERGE: self._end_step,
            Kind.SPLIT: self._end_step,
            Kind.REOPEN: self._reopen,
        }
        for at, step in enumerate(steps, 1):
            try:
                doers[step.kind](step)
            except _Hindered as hindrance:
                self.found.append((at, hindrance.said, hindrance.words))
        self._give_codes(steps)
        self._nobody_is_left_behind(steps)
        self._heirs_join()
        self._tell()
        return self.plan

    def _tell(self) -> None:
        """Findings in words: units by their names, with the key where another of them is called the same."""
        told = {unit for _at, _said, words in self.found for unit in _units_in(words)}
        names = self.shelves.names_of(told) if told else {}
        names |= {key: spans[0].values["name"] for key in self.plan.born if (spans := self._shelf(VERSIONS).of(key))}
        often = Counter(names.get(key, key) for key in told)
        called = {key: name if often[name := names.get(key, key)] == 1 else f"{name} ({key})" for key in told}
        for at, said, words in self.found:
            told_words = {name: _in_words(value, called) for name, value in words.items()}
            self.plan.problems.append(Problem(at, said % told_words))

    def _shelf(self, table: str) -> Any:
        return self.shelves.tables[table]

    def _living(self, key: str) -> Span:
        """The name that the unit bears on the day."""
        found: Span | None = self._shelf(VERSIONS).on(key, self.day)
        if found:
            self.plan.touched.add(key)
            return found
        if key not in self.shelves.known and key not in self.plan.born:
            raise _Hindered(_("There is no unit with the key «%(key)s». Check its spelling."), key=key)
        raise _Hindered(
            _("The unit «%(key)s» does not exist on %(day)s. Choose another day or another unit."),
            key=_Unit(key), day=formats.day(self.day),
        )  # fmt: skip

    def _create(self, step: Step) -> None:
        key, data = step.unit_key, step.data
        if (key in self.shelves.known and key not in self.shelves.unborn) or key in self.plan.born:
            raise _Hindered(
                _("The key «%(key)s» is taken by another unit. Keys are never used again; choose another."), key=key
            )
        self.plan.born.append(key)
        self.plan.touched.add(key)
        if data.get("head_approves"):
            self.plan.approving.add(key)
        short = _fitting(data.get("short_name") or data["name"])
        self._add(VERSIONS, key, {"name": data["name"], "short_name": short, "kind": data["kind"]})
        self._stand(key, data.get("parent"), data.get("hierarchy") or Hierarchy.STEERING)
        for hierarchy, parent in (data.get("also_under") or {}).items():
            self._stand(key, parent, hierarchy)
        for name in data.get("groups") or []:
            self._add(MEMBERS, key, {"group": name})

    def _add(self, table: str, key: str, values: dict[str, Any], ends: date | None = None) -> None:
        self._shelf(table).add(Span(key, values, self.day, ends))

    def _give_codes(self, steps: Sequence[Step]) -> None:
        """When all steps are done: a new unit often bears the code of one that the same decision ends."""
        for at, step in enumerate(steps, 1):
            lives = (
                step.kind == Kind.CREATE and step.unit_key in self.plan.born and step.unit_key not in self.plan.ended
            )
            given = (step.data.get("codes") or {}) if lives else {}
            for scheme, code in given.items():
                try:
                    self._give_code(step.unit_key, scheme, code)
                except _Hindered as hindrance:
                    self.found.append((at, hindrance.said, hindrance.words))

    def _give_code(self, key: str, scheme: str, code: str) -> None:
        """A code names one unit on a day; whose unit ended before may have given it on."""
        for owner in sorted(self.shelves.taken.get((scheme, code), ())):
            self._not_held(owner, scheme, code)
        self.shelves.taken.setdefault((scheme, code), set()).add(key)
        self._add(CODES, key, {"scheme": scheme, "code": code})

    def _not_held(self, owner: str, scheme: str, code: str) -> None:
        spans = self._shelf(CODES).of(owner)
        if any(span.reaches(self.day) and span.values == {"scheme": scheme, "code": code} for span in spans):
            raise _Hindered(
                _("The code «%(scheme)s: %(code)s» belongs to the unit «%(key)s». Correct it, or leave it out."),
                scheme=scheme, code=code, key=_Unit(owner),
            )  # fmt: skip

    def _rename(self, step: Step) -> None:
        old = self._living(step.unit_key)
        name = step.data.get("name") or old.values["name"]
        kept = old.values["short_name"] if name == old.values["name"] else name
        short = _fitting(step.data.get("short_name") or kept)
        self._shelf(VERSIONS).cut(old, self.day)
        values = {"name": name, "short_name": short, "kind": step.data.get("kind") or old.values["kind"]}
        self._add(VERSIONS, step.unit_key, values, old.ends)

    def _move(self, step: Step) -> None:
        self._living(step.unit_key)
        hierarchy = step.data.get("hierarchy") or Hierarchy.STEERING
        old = self._shelf(PLACEMENTS).on(step.unit_key, self.day, hierarchy=hierarchy)
        parent = step.data.get("parent")
        until = old.ends if old else self._free_until(PLACEMENTS, step.unit_key, hierarchy=hierarchy)
        if parent and self._is_below(parent, step.unit_key, hierarchy, (self.day, until or date.max)):
            raise _Hindered(
                _("«%(parent)s» stands below «%(unit)s» already; a unit cannot stand below itself."),
                parent=_Unit(parent), unit=_Unit(step.unit_key),
            )  # fmt: skip
        if parent:
            self._living(parent)
        if not parent and hierarchy == Hierarchy.STEERING and old and old.values["parent"]:
            words = _("«%(unit)s» would stand under nothing. Say which unit is above it.")
            raise _Hindered(words, unit=_Unit(step.unit_key))
        if old:
            self._shelf(PLACEMENTS).cut(old, self.day)
            self.below.get(old.values["parent"] or "", set()).discard(step.unit_key)
        self._stand(step.unit_key, parent, hierarchy, until)

    def _stand(self, key: str, parent: str | None, hierarchy: str, ends: date | None = None) -> None:
        if parent:
            self._living(parent)
            self.below.setdefault(parent, set()).add(key)
        self._add(PLACEMENTS, key, {"hierarchy": str(hierarchy), "parent": parent or None}, ends)

    def _free_until(self, table: str, key: str, **values: Any) -> date | None:
        """Until when something new may hold that begins on the day: to the unit's end, or to where the same begins."""
        same = [span for span in self._shelf(table).of(key) if all(span.values[n] == v for n, v in values.items())]
        until = min([self._lives_until(key), *(span.starts for span in same if span.starts > self.day)])
        return None if until == date.max else until

    def _lives_until(self, key: str) -> date:
        """The end of the life that it has on the day, through all its names."""
        until = self.day
        for span in sorted(self._shelf(VERSIONS).of(key), key=lambda span: span.starts):
            if span.starts <= until < (span.ends or date.max):
                until = span.ends or date.max
        return until

    def _is_below(self, key: str, above: str, hierarchy: str, days: tuple[date, date], depth: int = 0) -> bool:
        """On any of these days: who stands elsewhere now may come below it by a decision that is known already."""
        if key == above:
            return True
        for span in self._stays(key, hierarchy) if depth < DEEPEST else ():
            low, high = max(days[0], span.starts), min(days[1], span.ends or date.max)
            parent = span.values["parent"]
            if low < high and parent and self._is_below(parent, above, hierarchy, (low, high), depth + 1):
                return True
        return False

    def _stays(self, key: str, hierarchy: str) -> list[Span]:
        shelf = self._shelf(PLACEMENTS)
        if shelf.holds(key):
            return [span for span in shelf.of(key) if span.values["hierarchy"] == hierarchy]
        return self.shelves.stays.get(hierarchy, {}).get(key, [])

    def _end_step(self, step: Step) -> None:
        targets, key = targets_of(step), _Unit(step.unit_key)
        if step.kind != Kind.CLOSE and (not targets or sum(share for _key, share in targets) != WHOLE):
            raise _Hindered(_("The shares of «%(key)s» do not add up to the whole."), key=key)
        if any(share <= 0 for _key, share in targets):
            raise _Hindered(_("A part of «%(key)s» is 0 %%. Leave out who gets nothing of it."), key=key)
        if any(one.source == step.unit_key for one in self.plan.follows):
            raise _Hindered(
                _("«%(key)s» is divided or merged by two steps. Put all that becomes of it into one."), key=key
            )
        if len({heir for heir, _share in targets}) < len(targets):
            raise _Hindered(_("«%(key)s» goes to the same unit twice. Put its shares together."), key=key)
        for heir, _share in targets:
            self._living(heir)
        kinds = {self._living(heir).values["kind"] for heir, _share in targets}
        if "outside" in kinds and self._living(step.unit_key).values["kind"] != "outside":
            raise _Hindered(
                _("«%(key)s» cannot go into a body outside: what it owes would be owed by nobody."), key=key
            )
        self._living(step.unit_key)
        self.plan.follows += [Follows(step.unit_key, heir, share) for heir, share in targets]
        if step.unit_key in dict(targets):
            if len(targets) == 1:
                raise _Hindered(_("«%(key)s» cannot go into itself."), key=key)
            return  # it gave a part away and lives on
        self._refuse_later(step.unit_key)
        for table in TABLES:
            self._shelf(table).end(step.unit_key, self.day)
        self.plan.ended[step.unit_key] = targets

    def _refuse_later(self, key: str) -> None:
        if again := [span.starts for span in self._shelf(VERSIONS).of(key) if span.starts > self._lives_until(key)]:
            raise _Hindered(
                _("«%(key)s» was opened again on %(day)s. Take that decision back first, or choose a later day."),
                key=_Unit(key), day=formats.day(min(again)),
            )  # fmt: skip
        for link in self.shelves.left.get(key, ()):
            if link.on > self.day:
                raise _Hindered(
                    _("«%(key)s» ends on %(day)s already, by «%(title)s». Take that decision back first."),
                    key=_Unit(key), day=formats.day(link.on), title=link.title,
                )  # fmt: skip
        for link in self.shelves.came.get(key, ()):
            if link.on > self.day:
                raise _Hindered(
                    _("«%(unit)s» goes into «%(key)s» on %(day)s, by «%(title)s». Take that decision back first."),
                    key=_Unit(key), unit=_Unit(link.other), day=formats.day(link.on), title=link.title,
                )  # fmt: skip

    def _reopen(self, step: Step) -> None:
        key, data = step.unit_key, step.data
        if key not in self.shelves.known or (not self._shelf(VERSIONS).of(key) and key not in self.plan.ended):
            raise _Hindered(_("There is no unit with the key «%(key)s». Check its spelling."), key=key)
        lives = [span for span in self._shelf(VERSIONS).of(key) if span.reaches(self.day)]
        if lives or key in self.plan.ended:
            raise _Hindered(
                _("«%(key)s» exists on that day or after it; only what has ended can be opened again."), key=_Unit(key)
            )
        self.plan.touched.add(key)
        self.plan.reopened.append(key)
        before = max(self._shelf(VERSIONS).of(key), key=lambda span: span.ends or span.starts)
        values = {name: data.get(name) or before.values[name] for name in ("name", "short_name", "kind")}
        self._add(VERSIONS, key, values)
        stood = [span for span in self._shelf(PLACEMENTS).of(key) if span.values["hierarchy"] == Hierarchy.STEERING]
        last = max(stood, key=lambda span: span.ends or span.starts, default=None)
        parent = data["parent"] if "parent" in data else last and last.values["parent"]
        if parent and "parent" not in data and not self._shelf(VERSIONS).on(parent, self.day):
            raise _Hindered(
                _("«%(unit)s» stood under «%(key)s», which is not there on %(day)s. Say what it stands under now."),
                unit=_Unit(key), key=_Unit(parent), day=formats.day(self.day),
            )  # fmt: skip
        self._stand(key, parent or None, Hierarchy.STEERING)

    def _nobody_is_left_behind(self, steps: Sequence[Step]) -> None:
        """Whoever stands under a unit that ends must have been moved, or end too, by the same decision."""
        at = {step.unit_key: number for number, step in enumerate(steps, 1)}
        for key in self.plan.ended:
            left = sorted(
                child for child in self.below.get(key, ()) if child not in self.plan.ended and self._under(child, key)
            )
            if left:
                words = {"key": _Unit(key), "units": [*map(_Unit, left[:5]), *(["…"] if len(left) > 5 else [])]}
                said = _("Units still stand below «%(key)s»: %(units)s. Move or close them in the same decision.")
                self.found.append((at[key], said, words))
        self._nobody_stands_under_nothing()
        for follow in self.plan.follows:
            if follow.target in self.plan.ended:
                words = {"unit": _Unit(follow.source), "into": _Unit(follow.target)}
                said = _(
                    "«%(unit)s» goes into «%(into)s», which ends by the same decision. Name who is there after it."
                )
                self.found.append((at.get(follow.source, 0), said, words))

    def _nobody_stands_under_nothing(self) -> None:
        """Days after the decision's own, of which something is known already, are judged like it."""
        shelf, names = self._shelf(PLACEMENTS), self._shelf(VERSIONS)
        said = _("From %(day)s on «%(unit)s» would stand under «%(key)s», which is not there then. Take the later decision back first, or choose another day.")  # fmt: skip
        for unit in sorted(shelf.units()):
            for span in shelf.of(unit):
                parent = span.values["parent"]
                if not parent or not span.reaches(self.day) or not names.holds(parent):
                    continue
                lonely = _uncovered(max(span.starts, self.day), span.ends, names.of(parent))
                if lonely and lonely > self.day:
                    self.found.append(
                        (0, said, {"day": formats.day(lonely), "unit": _Unit(unit), "key": _Unit(parent)})
                    )

    def _under(self, child: str, key: str) -> bool:
        return any(
            span.holds_on(self.day) and span.values["parent"] == key for span in self._shelf(PLACEMENTS).of(child)
        )

    def _heirs_join(self) -> None:
        """Heirs of the same level stand in the groups that those before them stood in."""
        for source, targets in self.plan.ended.items():
            ended = [span for span in self._shelf(MEMBERS).of(source) if span.ends == self.day]
            for target, _share in targets if ended else ():
                if target in self.plan.ended or self._level(source) != self._level(target):
                    continue
                for span in ended:
                    if not self._shelf(MEMBERS).on(target, self.day, group=span.values["group"]):
                        group = {"group": span.values["group"]}
                        self._add(MEMBERS, target, group, self._free_until(MEMBERS, target, **group))

    def _level(self, key: str) -> str:
        spans = self._shelf(VERSIONS).of(key)
        kind = max(spans, key=lambda span: span.ends or date.max).values["kind"] if spans else ""
        return "local" if kind in _LOCAL else str(kind)


def _fitting(short: str) -> str:
    if len(short) > SHORT:
        raise _Hindered(
            _("«%(name)s» is too long for lists. Give a short name of at most %(n)s letters."), name=short, n=SHORT
        )
    return short


def _units_in(words: dict[str, Any]) -> list[_Unit]:
    held = [one for value in words.values() for one in (value if isinstance(value, list) else [value])]
    return [one for one in held if isinstance(one, _Unit)]


def _in_words(value: Any, called: dict[_Unit, str]) -> str:
    if isinstance(value, list):
        return ", ".join(_in_words(one, called) for one in value)
    return called[value] if isinstance(value, _Unit) else str(value)


def _uncovered(starts: date, ends: date | None, lives: Sequence[Span]) -> date | None:
    """The first of these days on which none of the spans holds."""
    at, last = starts, ends or date.max
    for span in sorted(lives, key=lambda span: span.starts):
        if span.starts <= at < (span.ends or date.max):
            at = span.ends or date.max
    return at if at < last else None
