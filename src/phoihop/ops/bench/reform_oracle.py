"""Who reads what after reforms, said day by day with plain dictionaries: written from the rule by hand, asking no code
of the house. See docs/decisions/0006-rights-after-a-restructuring.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass
class Naive:
    """`trees`: from a day on, who lives and under whom. `came`: (source, target, day) of units that ended into others."""

    trees: dict[date, dict[str, str | None]] = field(default_factory=dict)
    came: list[tuple[str, str, date]] = field(default_factory=list)

    def days(self, today: date) -> list[date]:
        return sorted(day for day in self.trees if day <= today)

    def tree(self, day: date) -> Mapping[str, str | None]:
        return self.trees[max(at for at in self.trees if at <= day)]

    def under(self, unit: str, above: str, day: date) -> bool:
        """`unit` itself counts."""
        tree = self.tree(day)
        at: str | None = unit if unit in tree else None
        while at is not None:
            if at == above:
                return True
            at = tree[at]
        return False

    def line(self, unit: str, today: date) -> set[str]:
        """The unit and all whose place it took, to the first one."""
        found, todo = {unit}, [unit]
        while todo:
            target = todo.pop()
            for source, into, day in self.came:
                if into == target and day <= today and source not in found:
                    found.add(source)
                    todo.append(source)
        return found

    def alone(self, unit: str, today: date) -> set[str]:
        """The unit and those whose place it took with nobody beside it; whoever was opened again may go so a second time."""
        heirs = Counter((source, day) for source, _into, day in self.came)
        found, todo = {unit}, [unit]
        while todo:
            target = todo.pop()
            for source, into, day in self.came:
                if into == target and day <= today and source not in found and heirs[source, day] == 1:
                    found.add(source)
                    todo.append(source)
        return found

    def reads(self, unit: str, today: date, owner: str, made: date) -> bool:
        """Whether somebody who reads papers at the living `unit` reads what `owner` got on the day `made`."""
        if self.under(owner, unit, today) or owner in self.line(unit, today) - self.alone(unit, today):
            return True
        for above in self.alone(unit, today):
            for start, end in self._spans(today):
                if not self.under(owner, above, start):
                    continue
                if made < end or not self._lives_after(owner, end, today):
                    return True
        return False

    def follows(self, asker: str, made: date, today: date) -> str | None:
        """Who asks now what a unit that ended had asked and not accepted yet: the heir with the greatest share, named
        first in `came`.
        """
        heirs = [into for source, into, day in self.came if source == asker and made < day <= today]
        return heirs[0] if heirs else None

    def _spans(self, today: date) -> Iterator[tuple[date, date]]:
        """Each tree with the day on which the next took its place."""
        days = self.days(today)
        yield from zip(days, [*days[1:], date.max], strict=True)

    def _lives_after(self, unit: str, day: date, today: date) -> bool:
        return any(unit in self.trees[at] for at in self.days(today) if at >= day)

    def past_reads(self, unit: str, ended: date, owner: str, made: date) -> bool:
        """The same for who had `unit` on its last day: everything of that time, and nothing later."""
        if made >= ended:
            return False
        seen = self.alone(unit, ended)
        return owner in self.line(unit, ended) or any(
            self.under(owner, above, day) for above in seen for day in self.days(ended) if day < ended
        )
