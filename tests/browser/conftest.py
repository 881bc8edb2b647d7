"""A real browser before the project's own server; every page must be free of script errors and CSP reports."""

import os
import shutil
from pathlib import Path

import pytest
from django.test import Client

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread; nothing of ours is asynchronous

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
SHOTS = ROOT / "var/shots"
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
SIZES = {1440: 900, 390: 844}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium, live_server, settings):
    """Pages of browsers of their own: `new_page(width=390, theme="dark", language="en", user=an)`."""
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    contexts, errors, underway = [], [], set()

    def opened(*, width=1440, theme="light", language="vi", user=None, scripts=True):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": SIZES.get(width, 900)},
            color_scheme=theme,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=scripts,
            has_touch=width < 600,
        )
        contexts.append(context)
        context.set_default_timeout(30_000)
        # a built-in method takes no mark of Playwright's
        context.on("request", lambda one: underway.add(one))  # noqa: PLW0108
        context.on("requestfinished", lambda one: underway.discard(one))  # noqa: PLW0108
        context.on("requestfailed", lambda one: underway.discard(one))  # noqa: PLW0108
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if user:
            if user.language != language:
                user.language = language
                user.save(update_fields=["language"])
            client = Client()
            client.force_login(user)
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        page.on("console", lambda said: errors.append(f"{page.url}: {said.text}") if is_error(said) else None)
        return page

    yield opened
    while underway:  # what the server still does for a closed browser would hold the database of the next test
        one = next(iter(underway))
        one.response()
        underway.discard(one)
    for context in contexts:
        context.close()
    assert errors == []


def is_error(said):
    """A page that is answered with 404 on purpose, or a line that is cut on purpose, is no error of scripts."""
    purposes = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
    return said.type == "error" and not any(words in said.text for words in purposes)


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture(scope="session")
def axe():
    """Violations of WCAG 2.0–2.2 A, AA and best practice, one line each."""
    source = AXE.read_text("utf-8")
    question = f"async () => (await axe.run(document, {{runOnly: {TAGS!r}, resultTypes: ['violations']}})).violations"

    def run(page):
        page.evaluate(source)
        found = page.evaluate(question)
        return [
            f"{page.url} {v['id']}: {node['target']} {node['failureSummary']}" for v in found for node in v["nodes"]
        ]

    return run


@pytest.fixture
def screenshot():
    """Into var/shots, which is never committed: to be looked at beside the mocks."""

    def take(page, name, *, width, theme, language):
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}-{width}-{theme}-{language}.png", full_page=True)

    return take


def sideways(page):
    """By how many pixels the page can be scrolled sideways; it must not be."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
