"""Lists of what is due by keys, and a view kept by pressing."""

import pytest
from django.urls import reverse

from browser.pages import World
from factories.street import DAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(settings):
    settings.DAY = DAY
    return World()


@pytest.fixture
def page(new_page, world):
    page = new_page(user=world.users["chi"])
    page.goto(reverse("duties:asked", args=[world.cast.office.key]))
    return page


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('href') || document.activeElement?.name")


def test_rows_are_walked_and_opened_by_keys(page):
    rows = page.locator("[data-rows] [data-row]").evaluate_all("rows => rows.map(row => row.getAttribute('href'))")
    assert len(rows) == 3
    walked = []
    for key in ("j", "j", "k", "j", "j", "j"):
        page.keyboard.press(key)
        walked.append(rows.index(focused(page)))
    assert walked == [0, 1, 0, 1, 2, 2]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{rows[2]}")


def test_the_search_is_a_key_away_and_takes_letters_as_letters(page):
    page.keyboard.press("/")
    assert focused(page) == "don_vi"
    page.keyboard.type("jk")
    assert page.locator("[data-search]").input_value() == "jk"


def test_a_view_is_kept_and_is_there_the_next_time(page, world):
    page.locator("input[name=tre]").check()
    page.get_by_role("button", name="Lọc").click()
    page.wait_for_url("**tre=1**")
    page.locator(".ph-keep summary").click()
    page.locator(".ph-keep input[name=name]").fill("Việc trễ")
    page.locator(".ph-keep button").click()
    page.locator(".ph-view a", has_text="Việc trễ").wait_for()
    page.goto(reverse("duties:asked", args=[world.cast.office.key]))
    page.locator(".ph-view a", has_text="Việc trễ").click()
    page.wait_for_url("**tre=1**")
    assert page.locator("[data-rows] tr").count() == 1


def test_why_red_leads_to_the_reasons(page, world):
    page.locator(".ph-whylink").first.click()
    page.wait_for_url(f"**/viec/{world.back.pk}/#vi-sao")
    assert page.locator("#vi-sao .ph-why li.end").count() == 1


@pytest.mark.parametrize("where", ["duties:asked", "duties:board"])
def test_on_a_phone_filters_are_folded_behind_one_button_even_without_scripts(new_page, world, where):
    page = new_page(user=world.users["chi"], width=390, scripts=False)
    page.goto(reverse(where, args=[world.cast.office.key]) + "?tre=1")
    filters = page.locator("form.ph-filter")
    assert not filters.is_visible()
    assert page.locator("table").first.bounding_box()["y"] < 844
    fold = page.locator(".ph-fold summary")
    assert fold.inner_text().endswith("đang dùng 1")
    fold.click()
    filters.locator("[name=tre]").uncheck()
    filters.get_by_role("button", name="Lọc").click()
    page.wait_for_url(lambda url: "tre=1" not in url)
    wide = new_page(user=world.users["chi"], scripts=False)
    wide.goto(reverse(where, args=[world.cast.office.key]))
    assert (wide.locator("form.ph-filter").is_visible(), wide.locator(".ph-fold").is_visible()) == (True, False)
