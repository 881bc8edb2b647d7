"""Random decisions: mostly such as an office takes, now and then one that must be refused."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from random import Random
from typing import Any

from phoihop.ops.bench.history.naive import STEERING, WHOLE, Decision, ForbiddenError, Step, World

OFFICE = "office"
UPPER = ("office", "district")
GROUP = "các xã"
KINDS = ("commune", "commune", "ward", "special_zone", "agency", "district")
OFTEN = {"create": 22, "rename": 12, "reclassify": 8, "move": 16, "merge": 16, "split": 8, "close": 6, "reopen": 8}


class Writer:
    """Keys and codes are made here, so that one is never made twice by accident; `wrong` is how often by intent."""

    def __init__(self, rng: Random, most: int, wrong: float) -> None:
        self.rng, self.most, self.wrong = rng, most, wrong
        self.numbers = count(1)
        self.keys: list[str] = []
        self.codes: list[str] = []

    def decision(self, world: World, on: int, size: int) -> list[Step]:
        """Steps for that day; where one is wrong the whole is to be refused."""
        draft = Decision(world.copy(), on)
        found: list[Step] = []
        spoil = self.rng.random() < self.wrong
        for _n in range(size * 3):
            if len(found) >= size:
                break
            found += [step for step in self._some(draft) if self._tried(draft, step)]
        if spoil or not found:
            found.insert(self.rng.randrange(len(found) + 1), self._wrong(draft))
        return found

    def _tried(self, draft: Decision, step: Step) -> bool:
        try:
            draft.step(step)
        except ForbiddenError:
            return False
        return True

    def _some(self, draft: Decision) -> list[Step]:
        makers: dict[str, Callable[[Decision, list[str]], list[Step]]] = {
            "create": self._create, "rename": self._rename, "reclassify": self._reclassify, "move": self._move,
            "merge": self._merge, "split": self._split, "close": self._close, "reopen": self._reopen,
        }  # fmt: skip
        living = sorted(draft.days[0].names)
        weights = dict(OFTEN)
        if len(living) > self.most:
            weights |= {"create": 2, "reopen": 1}
        elif len(living) < self.most // 2:
            weights |= {"create": 60}
        kind = self.rng.choices(list(weights), list(weights.values()))[0]
        return makers[kind](draft, living)

    def _uppers(self, draft: Decision) -> list[str]:
        """Who may have others below them, now and later."""
        names = draft.days[0].names
        return [one for one in sorted(names) if names[one].kind in UPPER and all(one in d.names for d in draft.days)]

    def _create(self, draft: Decision, living: list[str]) -> list[Step]:
        rng = self.rng
        again = rng.random() < 0.05 and self.keys
        key = rng.choice(self.keys) if again else f"u{next(self.numbers)}"
        self.keys.append(key)
        kind = rng.choice(KINDS)
        data: dict[str, Any] = {"name": f"Đơn vị {key}", "short_name": key, "kind": kind}
        data["parent"] = rng.choice(self._uppers(draft) or [OFFICE])
        if rng.random() < 0.5:
            data["groups"] = [GROUP]
        if rng.random() < 0.2:
            data["also_under"] = {"party": OFFICE}
        if rng.random() < 0.4:
            data["codes"] = {"xa": self._code(draft)}
        return [Step("create", key, data)]

    def _code(self, draft: Decision) -> str:
        """New, or one that nobody has any more."""
        given = {code for _unit, (_scheme, code) in draft.codes}
        free = [c for c in self.codes if c not in given and not any(("xa", c) in day.codes for day in draft.days)]
        if free and self.rng.random() < 0.5:
            return self.rng.choice(free)
        self.codes.append(f"{len(self.codes):05}")
        return self.codes[-1]

    def _rename(self, _draft: Decision, living: list[str]) -> list[Step]:
        unit = self.rng.choice(living)
        return [Step("rename", unit, {"name": f"{unit} tên {next(self.numbers)}"})]

    def _reclassify(self, draft: Decision, living: list[str]) -> list[Step]:
        unit = self.rng.choice(living)
        local = draft.days[0].names[unit].level == "local"
        return [Step("reclassify", unit, {"kind": self.rng.choice(KINDS[:4])})] if local else []

    def _move(self, draft: Decision, living: list[str]) -> list[Step]:
        unit = self.rng.choice(living)
        if unit == OFFICE:
            return []
        if self.rng.random() < 0.2:
            return [Step("move", unit, {"parent": self.rng.choice([None, OFFICE]), "hierarchy": "party"})]
        return [Step("move", unit, {"parent": self.rng.choice(self._uppers(draft))})]

    def _ending(self, draft: Decision, living: list[str]) -> tuple[str, list[Step]]:
        """A unit that may end, and where those below it go first."""
        unit = self.rng.choice(living)
        if unit == OFFICE or draft.on == 0:
            return "", []
        below = [u for u in living for h in (STEERING, "party") if draft.days[0].parent(u, h) == unit]
        others = [one for one in self._uppers(draft) if one not in draft.days[0].under(unit)]
        if below and not others:
            return "", []
        return unit, [Step("move", one, {"parent": self.rng.choice(others)}) for one in below]

    def _targets(self, draft: Decision, living: list[str], unit: str, n: int) -> list[str]:
        goes = [target for _source, target in ((f.source, f.target) for f in draft.follows)]
        level = draft.days[0].names[unit].level
        fit = [one for one in living if one != unit and draft.days[0].names[one].level == level]
        some = [one for one in fit if one in goes] or fit  # several into one, as reforms do
        pool = some if self.rng.random() < 0.5 else fit
        pool = pool if self.rng.random() < 0.9 else [one for one in living if one != unit]
        return self.rng.sample(pool, min(n, len(pool)))

    def _end_into(self, draft: Decision, living: list[str], step: Callable[[str], Step | None]) -> list[Step]:
        unit, before = self._ending(draft, living)
        if not unit or any(follow.target == unit for follow in draft.follows):
            return []
        made = step(unit)
        return [*before, made] if made else []

    def _merge(self, draft: Decision, living: list[str]) -> list[Step]:
        def step(unit: str) -> Step | None:
            into = self._targets(draft, living, unit, 1)
            return Step("merge", unit, {"into": into[0]}) if into else None

        return self._end_into(draft, living, step)

    def _split(self, draft: Decision, living: list[str]) -> list[Step]:
        def step(unit: str) -> Step | None:
            into = self._targets(draft, living, unit, self.rng.choice([2, 2, 3]))
            if len(into) < 2:
                return None
            if self.rng.random() < 0.3:
                into[0] = unit
            return Step("split", unit, {"into": self._shares(into)})

        return self._end_into(draft, living, step)

    def _shares(self, into: list[str]) -> list[list[Any]]:
        cuts = sorted(self.rng.sample(range(1, WHOLE), len(into) - 1))
        return [[key, high - low] for key, low, high in zip(into, [0, *cuts], [*cuts, WHOLE], strict=True)]

    def _close(self, draft: Decision, living: list[str]) -> list[Step]:
        return self._end_into(draft, living, lambda unit: Step("close", unit))

    def _reopen(self, draft: Decision, living: list[str]) -> list[Step]:
        gone = [key for key in dict.fromkeys(self.keys) if key not in draft.days[0].names]
        if not gone:
            return []
        data = {"parent": self.rng.choice(self._uppers(draft))} if self.rng.random() < 0.8 else {}
        return [Step("reopen", self.rng.choice(gone), data)]

    def _wrong(self, draft: Decision) -> Step:
        """Something that no day allows, or that this one does not."""
        rng = self.rng
        living = sorted(draft.days[0].names)
        unit, other = rng.choice(living), rng.choice(living)
        gone = [key for key in self.keys if key not in draft.days[0].names] or ["nowhere"]
        leaf = Step("create", f"u{next(self.numbers)}", {"name": "Sai", "kind": "commune", "parent": rng.choice(gone)})
        return rng.choice(
            [
                Step("merge", unit, {"into": unit}),
                Step("merge", unit, {"into": rng.choice(gone)}),
                Step("split", unit, {"into": [[other, WHOLE - 1]]}),
                Step("split", unit, {"into": [[other, WHOLE // 2], [other, WHOLE // 2]]}),
                Step("close", rng.choice(gone)),
                Step("close", OFFICE),
                Step("rename", "nowhere", {"name": "Không có"}),
                Step("create", unit, {"name": "Hai lần", "kind": "commune", "parent": OFFICE}),
                Step("reopen", unit),
                Step("reopen", "nowhere"),
                Step("move", OFFICE, {"parent": unit}),
                Step("move", unit, {"parent": rng.choice(gone)}),
                leaf,
            ]
        )
