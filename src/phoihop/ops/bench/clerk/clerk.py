"""From the drop to «Giao»: spans, doers, times and header are put right by the annotation before anything is confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page as Window

from phoihop.duties.desk.numbering import items_of
from phoihop.duties.desk.ordering import PLAIN, is_unsure, ready, without_a_day
from phoihop.duties.desk.proposing import OF_DOERS, doers_for, undecided
from phoihop.duties.desk.ways import Way, printed_in, ways_of
from phoihop.duties.desk.working import is_mostly
from phoihop.duties.models import Desk, DeskItem, ScheduleKind
from phoihop.ops.bench.clerk import doers, header
from phoihop.ops.bench.clerk.hand import Hand
from phoihop.ops.bench.clerk.wanted import Task, doers_right, time_right, wanted_time
from phoihop.reading.scoring import Letter
from phoihop.reading.scoring.tally import matched, overlap

_PATIENCE = 80  # changes of one letter; more is a clerk that goes in circles


class Clerk:
    """One letter in one window, on the day that the house stands at."""

    def __init__(self, window: Window, letter: Letter, unit: str, on: date) -> None:
        self.hand, self.letter, self.unit, self.on = Hand(window), letter, unit, on
        self.window = window

    def give_out(self, file: Path) -> int:
        """Keys from the drop of the file."""
        self._take_in(file)
        header.correct(self)
        self._until_nothing_is_wrong(self._spans)
        self._until_nothing_is_wrong(self._task)
        self._confirm()
        self._must_be_open()
        self.hand.press("g")
        self.hand.press("Enter")
        self.window.wait_for_url("**/da-giao/")
        return self.hand.keys

    def _take_in(self, file: Path) -> None:
        self.window.goto(f"/dv/{self.unit}/van-ban/nhan/")
        self.hand.drop(file)
        self.hand.press("Enter")
        self.window.locator("#desk").wait_for()

    def _must_be_open(self) -> None:
        """«Giao» says what keeps it shut."""
        if self.window.locator("[data-desk-give] button").is_disabled():
            left = self.window.locator("#cant li").all_text_contents()
            raise AssertionError(f"{self.letter.id}: «Giao» is shut: {'; '.join(left)}")

    @property
    def desk(self) -> Desk:
        return Desk.objects.select_related("document").order_by("-pk")[0]

    def live(self) -> list[DeskItem]:
        return [item for item in items_of(self.desk) if item.status != DeskItem.Status.REJECTED]

    def pairs(self) -> list[tuple[DeskItem, Task]]:
        """Tasks of the desk with those of the annotation, matched as the scorer matches them."""
        items = self.live()
        found = [{"start": item.start, "end": item.end} for item in items]
        return [(items[have], self.letter.gold["tasks"][want]) for want, have in sorted(matched(self.letter, found))]

    def _until_nothing_is_wrong(self, step: Any) -> None:
        for _turn in range(_PATIENCE):
            if not step():
                return
        raise AssertionError(f"{self.letter.id}: {step.__name__} comes to no end: {', '.join(self._wrong())}.")

    def _wrong(self) -> Iterator[str]:
        for item, task in self.pairs():
            if not doers_right(doers_for(self.desk, item), task):
                yield f"doers of {item.number}"
            if not time_right(item, task) or self._asked(item):
                yield f"time of {item.number}: {item.schedule} for {wanted_time(task)[0]}"

    def at(self, item: DeskItem) -> None:
        """Its task is the open one; a click where it is not."""
        if self.window.locator(f"#d-{item.pk}.on").count() == 0:
            self.hand.click(f"#d-{item.pk} .desk-open")

    # what the tasks are

    def _spans(self) -> bool:
        """One change towards the annotation; False where all is as it wants."""
        items, pairs = self.live(), self.pairs()
        held = {item.pk for item, _task in pairs}
        found = [id(task) for _item, task in pairs]
        missing = [
            span
            for span, task in zip(self.letter.tasks, self.letter.gold["tasks"], strict=True)
            if id(task) not in found
        ]
        stray = [item for item in items if item.pk not in held]
        for span in missing:
            return self._bring(span, items, stray)
        for item in stray:
            self.at(item)
            self.hand.saves("x")
            return True
        return False

    def _bring(self, span: tuple[int, int], items: list[DeskItem], stray: list[DeskItem]) -> bool:
        """By joining what was cut, cutting what was run together, or from its words."""
        start, end = span
        if self._is_one(span, [item for item in items if is_mostly(item, start, end)]):
            self.hand.select(start, end)
            self.hand.saves("r")
            return True
        inside = [item for item in items if overlap(span, (item.start, item.end)) and _within(item, span)]
        if len(inside) > 1 and [x.position for x in inside] == list(
            range(inside[0].position, inside[0].position + len(inside))
        ):
            self.at(inside[0])
            self.hand.saves("m")
            return True
        around = next((item for item in items if item.start <= start and end <= item.end + 2), None)
        cut = start if around and around.start < start else end
        if around and around not in stray and around.start < cut < around.end:
            self.hand.put(cut)
            self.hand.saves("s")
        else:
            self.hand.select(start, end)
            self.hand.saves("n")
        return True

    def _is_one(self, span: tuple[int, int], meant: list[DeskItem]) -> bool:
        """Whether tasks of the desk are this one and no other of the annotation; two are joined with a key less."""
        others = [one for one in self.letter.tasks if one != span]
        free = not any(is_mostly(item, *one) for item in meant for one in others)
        joined = len(meant) == 2 and meant[0].start - span[0] < 3 and span[1] - meant[-1].end < 3
        return bool(meant) and free and not joined

    # who owes, and when

    def _task(self) -> bool:
        """One change, or one nod at what is unsure; the task that is open first, then down the list."""
        desk, items = self.desk, items_of(self.desk)
        rows = self.window.locator("[data-item]").evaluate_all("rows => rows.map((row) => Number(row.dataset.item))")
        opened = int(self.window.locator("[data-item].on").get_attribute("data-item") or 0)
        pairs = {item.pk: (item, task) for item, task in self.pairs() if self._is_open(item)}
        for item, task in [pairs[pk] for pk in dict.fromkeys([opened, *rows]) if pk in pairs]:
            if not doers_right(doers_for(desk, item), task):
                doers.correct(self, desk, item, task)
            elif not time_right(item, task) or self._asked(item):
                self._time(next(one for one in items if one.pk == item.pk), items, task)
            elif is_unsure(item) and item.status == DeskItem.Status.UNSEEN:
                self.at(item)
                self.hand.saves("Enter")
            else:
                continue
            return True
        return False

    def _time(self, item: DeskItem, items: list[DeskItem], task: Task) -> None:
        self.at(item)
        if way := self._way(item, items, task):
            alike = way.kind in PLAIN and item.pk in self._plain_ones() and len(self._plain_ones()) > 1
            self.hand.saves(f"Shift+Digit{way.key}" if alike else way.key)
        elif span := self._says_when(item, task):
            self.hand.select(*span)
            self.hand.saves("t")
        elif wanted_time(task)[0] == ScheduleKind.ONCE:
            self._type_day(wanted_time(task)[1])
        else:
            self._edit(task)

    def _says_when(self, item: DeskItem, task: Task) -> tuple[int, int] | None:
        """Words of the letter by which the desk takes the time that is wanted."""
        report, text = task["report"] or {}, self.letter.text
        phrases = [one.get(f"{name}_phrase") for one in (task, report) for name in ("deadline", "cadence")]
        for phrase in filter(None, phrases):
            span = doers.place(text, phrase, item)
            ways = printed_in(item, text[slice(*span)], self.on, lead=text[span[0] - 12 : span[0]]) if span else []
            if len(ways) == 1 and time_right(_taken(item, ways[0]), task):
                return span
        return None

    def _type_day(self, day: date) -> None:
        self.hand.opens("t", ".desk-edit [name=due]:focus")
        self.hand.type(f"{day.day}/{day.month}/{day.year}")
        self.hand.saves("Enter")

    def _is_open(self, item: DeskItem) -> bool:
        """Not nodded at, or something is asked about it all the same: its day may be over."""
        return item.status == DeskItem.Status.UNSEEN or self._asked(item)

    def _asked(self, item: DeskItem) -> bool:
        codes = set(undecided(item, self.desk.doers, self.on)) - {"unseen", *OF_DOERS}
        return bool(codes)

    def _way(self, item: DeskItem, items: list[DeskItem], task: Task) -> Way | None:
        """A card that says what the annotation says."""
        for way in ways_of(item, items, self.on):
            if time_right(_taken(item, way), task):
                return way
        return None

    def _plain_ones(self) -> set[int]:
        """Of which the annotation names no time either."""
        open_ones = {item.pk for item in without_a_day(items_of(self.desk), self.on)}
        plain = ScheduleKind.UNDATED
        return {item.pk for item, task in self.pairs() if item.pk in open_ones and wanted_time(task)[0] == plain}

    def _edit(self, task: Task) -> None:
        kind, value = wanted_time(task)
        self.hand.opens("e", ".desk-edit")
        form = self.window.locator(".desk-edit")
        if not form.locator(f"[name=schedule][value={kind}]").is_checked():
            self.hand.click(form.locator(f"[name=schedule][value={kind}]"))
        if kind == ScheduleKind.RHYTHM:
            self.hand.choose(form.locator("[name=cadence]"), value)
            self.hand.choose(form.locator("[name=rule]"), "end")
        self.hand.clicks_and_saves(form.locator("button[value=confirm]"))

    def _confirm(self) -> None:
        desk = self.desk
        if len(ready(desk, items_of(desk), self.on)) > 1:
            self.hand.saves("a")
        for item in self._unseen():
            self.at(item)
            self.hand.saves("Enter")

    def _unseen(self) -> Iterator[DeskItem]:
        """The one that the desk opened by itself comes first."""
        for _turn in range(_PATIENCE):
            rows = [item for item in self.live() if item.status == DeskItem.Status.UNSEEN]
            if not rows:
                return
            opened = self.window.locator(".ph-duty.on").get_attribute("data-item")
            yield next((item for item in rows if str(item.pk) == opened), rows[0])


def _taken(item: DeskItem, way: Way) -> DeskItem:
    then = DeskItem(found=item.found, schedule=item.schedule, due=item.due, cadence=item.cadence)
    for name, value in way.fields.items():
        setattr(then, name, value)
    return then


def _within(item: DeskItem, span: tuple[int, int]) -> bool:
    return span[0] - 2 <= item.start and item.end <= span[1] + 2
