"""The scripted clerk names who owes."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from phoihop.duties.desk.naming import doers_in
from phoihop.duties.desk.proposing import doers_for, marks_in
from phoihop.duties.models import Desk, DeskItem
from phoihop.kit.fold import fold as search_fold
from phoihop.ops.bench.clerk.wanted import Doer, Task, doers_right, held_doers, wanted_doers
from phoihop.reading.scoring import fold

if TYPE_CHECKING:
    from phoihop.ops.bench.clerk.clerk import Clerk

_TYPED = 3  # characters between two looks at the list
PANEL = "form[data-desk-panel]"


def correct(clerk: Clerk, desk: Desk, item: DeskItem, task: Task) -> None:
    """As the whole letter, by words selected in it, or in the panel."""
    clerk.at(item)
    if item.doers is not None and doers_right(desk.doers, task):
        clerk.hand.opens("d", ".desk-doer")
        clerk.hand.clicks_and_saves(f"{PANEL} button[value=letter]")
        return
    held = doers_for(desk, item)
    if spans := spans_of(clerk, item, held, task):
        for at, (start, end, supports) in enumerate(spans):
            clerk.hand.select(start, end)
            more = "v" if supports else "Shift+W"
            clerk.hand.saves(more if at or only_missing(held, task) else "w")
        return
    clerk.hand.opens("d", ".desk-doer")
    fill(clerk, held, task)
    clerk.hand.clicks_and_saves(f"{PANEL} button[value=save]")


def spans_of(clerk: Clerk, item: DeskItem, held: list[Doer], task: Task) -> list[tuple[int, int, bool]]:
    """Where the names stand that are to be selected, and whether they support: all of them, or those that are missing,
    who owes first; names with nothing but «, và» between them are one selection. Empty where selecting does not help.
    """
    have, wanted = set(held_doers(held)), set(wanted_doers(task))
    if not task["actors"] or wanted <= have:
        return []
    missing = wanted - have if only_missing(held, task) else wanted
    text = clerk.letter.text
    actors = [actor for actor in task["actors"] if fold(actor["name"]) in missing]
    found = [(actor["role"] == "coordinate", place(text, actor["name"], item)) for actor in actors]
    spans = sorted((supports, *span) for supports, span in found if span)
    if len(spans) < len(found) or not all(_known_in(text, start, end, clerk.on) for _part, start, end in spans):
        return []
    out: list[tuple[int, int, bool]] = []
    for supports, start, end in spans:
        joins = out and out[-1][2] == supports and re.fullmatch(r"[\s,;]*(?:và)?\s*", text[out[-1][1] : start])
        if joins and _known_in(text, out[-1][0], end, clerk.on):
            out[-1] = (out[-1][0], end, supports)
        else:
            out.append((start, end, supports))
    return out


def _known_in(text: str, start: int, end: int, on: date) -> bool:
    """Whether the desk knows everybody whom these words name."""
    return all(map(marks_in, doers_in(" ".join(text[start:end].split()), on)))


def only_missing(held: list[Doer], task: Task) -> bool:
    """Those that stand there are right, as far as they go."""
    have = held_doers(held)
    return bool(held) and len(have) == len(held) and set(have) < set(wanted_doers(task))


def place(text: str, name: str, item: DeskItem) -> tuple[int, int] | None:
    """In the task, else last before it, else anywhere."""
    shape = re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE)
    every = [found.span() for found in shape.finditer(text)]
    inside = [span for span in every if item.start <= span[0] and span[1] <= item.end]
    return next(iter([*inside, *reversed([x for x in every if x[1] <= item.start]), *every]), None)


def fill(clerk: Clerk, held: list[Doer], task: Task) -> None:
    wanted = wanted_doers(task) or {"": "do"}
    have = held_doers(held)
    for at, doer in enumerate(held):
        name = fold(doer["words"]) or ""
        part = clerk.window.locator(f"{PANEL} [name=part_{at}]")
        if name not in wanted or not marks_in(doer):
            clerk.hand.click(f"{PANEL} [name=remove_{at}]")
        elif wanted[name] != doer["part"]:
            clerk.hand.choose(part, wanted[name])
    missing = [name for name in wanted if name not in have]
    names = {fold(actor["name"]): actor["name"] for actor in task["actors"]}
    for name in missing:
        if not tick(clerk, name) or wanted[name] != "do":
            find(clerk, len(held), names.get(name, ""), wanted[name])
            return  # one line is empty; the next comes with the next panel


def tick(clerk: Clerk, name: str) -> bool:
    """Whom the letter names elsewhere; anybody where the annotation names nobody."""
    boxes = clerk.window.locator(f"{PANEL} [name=named]")
    offered = [fold(boxes.nth(n).get_attribute("value")) for n in range(boxes.count())]
    if not offered or (name and name not in offered):
        return False
    clerk.hand.click(boxes.nth(offered.index(name) if name else 0))
    return True


def find(clerk: Clerk, line: int, name: str, part: str) -> None:
    """Typed until the list shows it, then ticked."""
    words = name or "văn phòng tỉnh"
    clerk.hand.click(f"{PANEL} [name=q_{line}]")
    typed = search_fold(words)
    for at in range(0, len(typed), _TYPED):
        with clerk.window.expect_response(lambda answer: "/tim-don-vi/" in answer.url):
            clerk.hand.type(typed[at : at + _TYPED])
        if shown(clerk, line, words):
            break
    clerk.hand.click(clerk.window.locator(f"#found_{line} label", has_text=words).first.locator("input"))
    if part != "do":
        clerk.hand.choose(clerk.window.locator(f"{PANEL} [name=part_{line}]"), part)


def shown(clerk: Clerk, line: int, words: str) -> bool:
    """Whether the answer to what is typed so far holds it."""
    clerk.window.locator(".htmx-swapping, .htmx-settling, .htmx-request").wait_for(state="detached")
    labels = clerk.window.locator(f"#found_{line} label").all_inner_texts()
    return any(fold(one) == fold(words) for one in labels)
