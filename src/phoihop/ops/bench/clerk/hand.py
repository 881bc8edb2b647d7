"""Keys and clicks on the desk's page, each counted."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator
from playwright.sync_api import Page as Window

_SELECT = """([start, end]) => {
  const runs = [...document.querySelectorAll("[data-desk-paper] [data-at]")];
  const at = (place) => { const run = runs.findLast((one) => Number(one.dataset.at) <= place) ?? runs[0];
    return [run.firstChild, Math.min(place - Number(run.dataset.at), run.textContent.length)]; };
  const range = document.createRange(); range.setStart(...at(start)); range.setEnd(...at(end));
  const now = getSelection(); now.removeAllRanges(); now.addRange(range); }"""
_BUSY = ".htmx-swapping, .htmx-settling, .htmx-request"


class Hand:
    """`keys` grows by one with every key and every click, a dropped file included."""

    def __init__(self, window: Window) -> None:
        self.window, self.keys = window, 0

    def drop(self, file: Path) -> None:
        self.keys += 1
        self.window.set_input_files("#id_files", file)

    def press(self, key: str) -> None:
        self.keys += 1
        self.window.keyboard.press(key)

    def type(self, words: str) -> None:
        self.keys += len(words)
        self.window.keyboard.type(words)

    def click(self, target: str | Locator) -> None:
        self.keys += 1
        (self.window.locator(target) if isinstance(target, str) else target).click()

    def choose(self, field: Locator, value: str) -> None:
        """Open the list, take one."""
        self.keys += 2
        field.select_option(value)

    def select(self, start: int, end: int) -> None:
        """A click where the words begin, one with Shift where they end."""
        self.keys += 2
        self.window.evaluate(_SELECT, [start, end])

    def put(self, place: int) -> None:
        """The cursor, by a click."""
        self.keys += 1
        self.window.evaluate(_SELECT, [place, place])

    def saves(self, key: str) -> None:
        """A key that changes the letter; the answer is waited for."""
        before = self._seen()
        self.press(key)
        self.await_after(before)

    def clicks_and_saves(self, target: str | Locator) -> None:
        before = self._seen()
        self.click(target)
        self.await_after(before)

    def opens(self, key: str, what: str) -> None:
        """A key that opens something to type in."""
        self.press(key)
        self.settle(what)

    def settle(self, what: str) -> None:
        self.window.locator(what).first.wait_for()
        self.window.locator(_BUSY).wait_for(state="detached")

    def await_after(self, seen: str) -> None:
        self.window.locator(f"#desk-seen:not([value='{seen}'])").wait_for(state="attached")
        self.window.locator(_BUSY).wait_for(state="detached")

    def _seen(self) -> str:
        return self.window.locator("#desk-seen").get_attribute("value") or ""
