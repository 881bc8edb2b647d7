"""A real browser, and the two questions that every page must answer: can all read it, does it fit the screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Window

ROOT = Path(os.environ.get("PHOIHOP_HOME") or Path(__file__).parents[4])
AXE = ROOT / "node_modules/axe-core/axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--font-render-hinting=none",
    "--disable-dev-shm-usage",
]
HEIGHTS = {1440: 900, 390: 844}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUESTION = f"async () => (await axe.run(document, {{runOnly: {TAGS!r}, resultTypes: ['violations']}})).violations"


def chromium() -> str:
    """The program, or "" where there is none."""
    return os.environ.get("PHOIHOP_CHROMIUM") or next((at for name in NAMES if (at := shutil.which(name))), "")


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium(), args=QUIET)
        yield opened
        opened.close()


def options(width: int, *, theme: str = "light") -> dict[str, Any]:
    """A desk from 600 pixels on, a phone below."""
    return {
        "viewport": size(width),
        "color_scheme": theme,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "has_touch": width < 600,
        "reduced_motion": "reduce",
    }


def size(width: int) -> Any:
    return {"width": width, "height": HEIGHTS.get(width, 900)}


def violations(window: Window) -> list[str]:
    """Of WCAG 2.0–2.2 A, AA and best practice on the page as it stands, one line each."""
    if not window.evaluate("() => 'axe' in window"):
        window.evaluate(AXE.read_text("utf-8"))
    found = window.evaluate(QUESTION)
    return [
        f"{v['id']}: {node['target']} {' '.join(node['failureSummary'].split())}" for v in found for node in v["nodes"]
    ]


def sideways(window: Window) -> int:
    """By how many pixels the page can be scrolled sideways; it must not be."""
    return int(window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
