"""All pages that somebody can come to: by the links of the pages before, as a newcomer would."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve


@dataclass(frozen=True, slots=True)
class Answer:
    """What a GET brought; the address is the last one after redirects."""

    status: int
    kind: str
    address: str
    text: str

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.kind.startswith("text/html") and "<html" in self.text[:400]


@dataclass(frozen=True, slots=True)
class Page:
    """One address of a name of the urlconf."""

    name: str
    address: str


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") if tag == "a" else None
        if href:
            self.found.append(href)


def name_of(address: str) -> str:
    """The name in the urlconf that an address belongs to; "" when it belongs to none."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def names() -> set[str]:
    """All names of the urlconf."""
    return set(_names(get_resolver().url_patterns, ""))


def _names(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns, f"{before}{one.namespace}:" if one.namespace else before)
        else:
            yield f"{before}{one.name}"


@dataclass
class Crawl:
    """Walks breadth first; `each` addresses of a name are enough, and of a query string one."""

    get: Callable[[str], Answer]
    each: int = 1
    pages: list[Page] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    other: set[str] = field(default_factory=set)  # names that answered with a file

    def walk(self, *starts: str) -> list[Page]:
        """Addresses without the host, in the order a newcomer meets them."""
        waiting = deque((start, "") for start in starts)
        asked: set[str] = set()
        taken: Counter[str] = Counter()
        while waiting:
            address, origin = waiting.popleft()
            name = name_of(address)
            if address in asked or taken[name] >= self.each:
                continue
            asked.add(address)
            waiting.extend((link, address) for link in self._open(address, origin, name, taken))
        return self.pages

    def _open(self, address: str, origin: str, name: str, taken: Counter[str]) -> list[str]:
        answer = self.get(address)
        if answer.status >= 400:
            self.broken.append(f"{origin} → {address}: {answer.status}")
        if not answer.is_page:
            self.other.add(name)
            taken[name] += 1
            return []
        came = _within(answer.address, answer.address)
        arrived = name_of(came)
        taken[name] += arrived != name  # a redirect is asked once
        if taken[arrived] >= self.each or came in {page.address for page in self.pages}:
            return []
        taken[arrived] += 1
        self.pages.append(Page(arrived, came))
        return links_of(answer)


def links_of(answer: Answer) -> list[str]:
    """The links of a page that stay in the house."""
    reader = _Links()
    reader.feed(answer.text)
    return [found for href in reader.found if (found := _within(answer.address, href))]


def _within(base: str, href: str) -> str:
    whole, _ = urldefrag(urljoin(base, href))
    here, there = urlsplit(base), urlsplit(whole)
    if (there.scheme, there.netloc) != (here.scheme, here.netloc):
        return ""
    return there.path + (f"?{there.query}" if there.query else "")
