"""Every page of a running rehearsal, as each role of its cast, in both themes and languages, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby, product, starmap
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage
from playwright.sync_api import Page as Window

from phoihop.ops.bench.browser import browser, options, sideways, size, violations
from phoihop.ops.bench.crawl import Answer, Crawl, Page

SIGN_IN = "/dang-nhap/"
# Where nothing links to, but a form or a mail leads.
PUBLIC = (
    SIGN_IN,
    "/quen-mat-khau/da-gui/",
    "/quen-mat-khau/xong/",
    "/quen-mat-khau/1-abc/",
    "/dang-nhap/da-dong/",
)
OWN = ("/", "/don-vi/", "/tai-khoan/mat-khau/", "/dang-xuat/")


class Way(NamedTuple):
    """How a page is looked at."""

    width: int
    theme: str
    language: str


EVERY_WAY = tuple(starmap(Way, product((1440, 390), ("light", "dark"), ("vi", "en"))))


@dataclass
class Seen:
    """What was looked at, and what is wrong with it, one line each."""

    pages: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    views: int = 0
    wrong: list[str] = field(default_factory=list)


def axe_violations(root: str, *, ways: Sequence[Way] = EVERY_WAY, each: int = 1, most: int | None = None) -> Seen:
    """Of the rehearsal that runs at `root`; Django must be set up, as its urlconf names the pages."""
    with browser() as opened:
        return walk(opened, root, ways=ways, each=each, most=most)


def walk(
    opened: Browser,
    root: str,
    *,
    ways: Sequence[Way] = EVERY_WAY,
    each: int = 1,
    again: bool = True,
    most: int | None = None,
) -> Seen:
    """`each` addresses of every kind of page, for nobody and `most` of the cast; `again`: what another saw already."""
    seen = Seen()
    for member in ["", *cast_of(opened, root)[:most]]:
        with _context(opened, root) as somebody:
            if member:
                enter(somebody, member)
            pages = pages_of(somebody, *(OWN if member else PUBLIC), each=each, seen=seen)
            look(somebody, [page for page in pages if again or page.name not in seen.names], ways, seen)
    return seen


@contextmanager
def _context(opened: Browser, root: str) -> Iterator[BrowserContext]:
    context = opened.new_context(base_url=root, **options(1440))
    yield context
    context.close()


def cast_of(opened: Browser, root: str) -> list[str]:
    """The ids that the sign-in page of a rehearsal offers."""
    with _context(opened, root) as context:
        window = context.new_page()
        window.goto(SIGN_IN)
        return [str(one.get_attribute("value")) for one in window.locator("button[name=member]").all()]


def enter(context: BrowserContext, member: str) -> None:
    """By the button of the sign-in page."""
    window = context.new_page()
    window.goto(SIGN_IN)
    window.locator(f"button[name=member][value='{member}']").click()
    window.locator(".ph-me").wait_for()
    window.close()


def pages_of(context: BrowserContext, *starts: str, each: int, seen: Seen) -> list[Page]:
    """Those that this person comes to by links; a link that leads nowhere is wrong too."""
    crawl = Crawl(lambda address: fetch(context, address), each=each)
    found = crawl.walk(*starts)
    seen.wrong += [f"dead link: {line}" for line in crawl.broken]
    return found


def fetch(context: BrowserContext, address: str) -> Answer:
    answer = context.request.get(address)
    kind = answer.headers.get("content-type", "")
    return Answer(answer.status, kind, answer.url, answer.text() if kind.startswith("text/html") else "")


def look(context: BrowserContext, pages: Sequence[Page], ways: Sequence[Way], seen: Seen) -> None:
    if not pages:
        return
    window = context.new_page()
    window.on("pageerror", lambda error: seen.wrong.append(f"{window.url} script: {error}"))
    window.on("console", lambda said: seen.wrong.extend(complaint(window, said)))
    for language, group in groupby(sorted(ways, key=_language), key=_language):
        speak(window, language, pages[0].address)
        same = list(group)
        for page in pages:
            window.goto(page.address)
            seen.pages.add(page.address)
            seen.names.add(page.name)
            for way in same:
                seen.views += 1
                seen.wrong += [f"{page.name} {page.address} {way}: {line}" for line in wrong_with(window, way)]
    window.close()


def complaint(window: Window, said: ConsoleMessage) -> list[str]:
    return [f"{window.url} console: {said.text}"] if said.type == "error" else []


def _language(way: Way) -> str:
    return way.language


def speak(window: Window, language: str, address: str) -> None:
    """By the button of any page."""
    window.goto(address)
    window.locator(f"button[name=language][value={language}]").click()
    window.wait_for_load_state()


def wrong_with(window: Window, way: Way) -> list[str]:
    """The page that is open, at this width and in this theme."""
    window.set_viewport_size(size(way.width))
    window.emulate_media(color_scheme="dark" if way.theme == "dark" else "light")
    over = sideways(window)
    return ([f"scrolls sideways by {over} px"] if over else []) + violations(window)
