"""A real browser before the project's own server; every page must be free of script errors and CSP reports."""

import os
import shutil
from pathlib import Path

import pytest
from django.test import Client

from phoihop.ops.bench.browser import QUIET, options, violations

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread; nothing of ours is asynchronous

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "var/shots"


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
            java_script_enabled=scripts,
            **options(width, theme=theme),
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
    purposes = (
        "the server responded with a status of 4",
        "net::ERR_INTERNET_DISCONNECTED",
        "htmx:sendError, ",
        "htmx:afterRequest, ",
    )
    return said.type == "error" and not any(words in said.text for words in purposes)


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture(scope="session")
def axe():
    """Violations of WCAG 2.0–2.2 A, AA and best practice, one line each."""
    return lambda page: [f"{page.url} {line}" for line in violations(page)]


@pytest.fixture
def screenshot():
    """Into var/shots, which is never committed, where PHOIHOP_SHOTS=1 asks for it: to be looked at beside the mocks."""

    def take(page, name, *, width, theme, language):
        if os.environ.get("PHOIHOP_SHOTS") != "1":
            return
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}-{width}-{theme}-{language}.png", full_page=True)

    return take
