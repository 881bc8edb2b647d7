"""Lists under filters in the address: the same rows on the page and in the files; views kept under a name."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from factories.replay import replayed
from factories.street import Cast, make_actor, make_report_duty
from factories.street import key as new_key
from phoihop.accounts.models import User
from phoihop.audit.models import Record
from phoihop.duties.actions import accept_response, return_response, submit_response
from phoihop.duties.models import SavedView
from phoihop.extract import read_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = date(2026, 7, 14)
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def work(cast):
    return replayed("work", lambda: work_of(cast))


def work_of(cast):
    """One of each state at the commune, and one late at the other."""
    made = {
        name: make_report_duty(cast, title=name, due_rule=f"on=2026-07-{day};shift=none").obligations.get()
        for name, day in (("late", "08"), ("ahead", "20"), ("waits", "15"), ("back", "16"), ("taken", "17"))
    }
    answers = {
        name: submit_response(actor=cast.an, obligation=made[name], key=new_key(), cells={"text": "Đã làm."})
        for name in ("waits", "back", "taken")
    }
    return_response(actor=cast.chi, response=answers["back"], reason="Thiếu.")
    accept_response(actor=cast.chi, response=answers["taken"])
    make_report_duty(cast, cast.other, title="other", due_rule="on=2026-07-09;shift=none")
    return made


def signed_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def at(name, unit):
    return reverse(f"duties:{name}", args=[unit.key])


FILTERS = [
    ({}, ["late", "other", "back", "ahead"]),
    ({"tre": "1"}, ["late", "other"]),
    ({"tt": "cho"}, ["waits"]),
    ({"tt": "tra"}, ["back"]),
    ({"tt": "nhan"}, ["taken"]),
    ({"tt": "het"}, ["late", "other", "waits", "back", "taken", "ahead"]),
    ({"tt": "rut"}, []),
    ({"don_vi": "khe lim"}, ["other"]),
    ({"tu": "2026-07-16", "den": "2026-07-20"}, ["back", "ahead"]),
    ({"xep": "-han"}, ["ahead", "back", "other", "late"]),
    ({"viec": "x", "tu": "hôm qua", "ky": "?", "sau": "_", "tt": "gì"}, []),
]


@pytest.mark.parametrize(("query", "titles"), FILTERS)
def test_filters_stand_in_the_address_and_the_files_hold_the_same_rows(client, cast, work, query, titles):
    signed_in(client, cast.chi)
    page = client.get(at("asked", cast.office), query)
    assert [line.title for line in page.context["lines"]] == titles
    by_day = sorted(titles, key=FILTERS[5][1].index)
    text = b"".join(client.get(at("asked", cast.office), {**query, "dang": "csv"}).streaming_content).decode(
        "utf-8-sig"
    )
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))
    assert [row[2] for row in rows[1:]] == by_day
    book = b"".join(client.get(at("asked", cast.office), {**query, "dang": "xlsx"}).streaming_content)
    assert [row[2] for row in read_rows(book, "a.xlsx")[0].rows[1:]] == by_day


def test_a_day_that_is_none_is_said_and_the_list_stays(client, cast, work):
    signed_in(client, cast.chi)
    address = at("asked", cast.office)
    typed = {"tu": "hôm qua", "den": "16/7/2026"}
    page = client.get(address, typed)
    assert page.context["filter"]["unread"] == ["«hôm qua» không phải một ngày. Hãy gõ ngày/tháng/năm, như 14/7/2026."]
    html = page.content.decode()
    assert ('value="hôm qua"' in html, 'value="16/7/2026"' in html) == (True, True)
    titles = lambda query: sorted(line.title for line in client.get(address, query).context["lines"])  # noqa: E731
    assert titles(typed) == titles({"den": "2026-07-16"}) == titles({"den": "16.7.2026"})


@pytest.mark.parametrize(("who", "side"), [("chi", "asked"), ("an", "owed")])
def test_every_red_line_has_its_reason_a_press_away(client, cast, work, who, side):
    unit = cast.office if who == "chi" else cast.commune
    page = signed_in(client, getattr(cast, who)).get(at(side, unit), {"tt": "het"})
    red = [line for line in page.context["lines"] if line.red]
    assert {line.title for line in red} >= {"late", "back"}
    text = page.content.decode()
    assert text.count('ph-mark late"') == len(red)
    for line in red:
        assert text.count(f'class="ph-whylink" href="{line.url}#vi-sao"') == 1
        assert client.get(line.url).context["red"] is True


def test_the_due_list_says_why_at_every_red_too(client, cast, work):
    text = signed_in(client, cast.an).get(at("due_list", cast.commune)).content.decode()
    assert (text.count('ph-mark late"'), text.count('class="ph-whylink"')) == (2, 2)


# -- views kept under a name


def save(client, unit, **given):
    return client.post(at("save_view", unit), {"name": "Trễ", "page": "asked", "query": "tre=1", **given})


def names(client, unit, page="asked"):
    return [(view.name, view.query) for view in client.get(at(page, unit)).context["saved"]]


def test_a_view_is_kept_replaced_and_dropped(client, cast, work):
    signed_in(client, cast.chi)
    answer = save(client, cast.office)
    assert answer.url == at("asked", cast.office) + "?tre=1"
    save(client, cast.office, query="tre=1&xep=-han")
    assert names(client, cast.office) == [("Trễ", "tre=1&xep=-han")]
    assert names(client, cast.office, "board") == []
    page = client.get(at("asked", cast.office), {"tre": "1", "xep": "-han"})
    assert 'href="?tre=1&amp;xep=-han" aria-current="page"' in page.content.decode()

    view = SavedView.objects.get()
    for status in (302, 404):
        assert client.post(reverse("duties:drop_view", args=[cast.office.key, view.pk])).status_code == status
    verbs = list(Record.objects.filter(verb__startswith="duties.view").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["duties.view_saved", "duties.view_saved", "duties.view_dropped"]


def test_a_view_is_one_s_own_unless_it_is_shared(client, cast):
    other = make_actor(cast.office, "clerk", name="Khanh")
    signed_in(client, cast.chi)
    save(client, cast.office, name="Riêng")
    save(client, cast.office, name="Chung", shared="on")
    signed_in(client, other)
    assert names(client, cast.office) == [("Chung", "tre=1")]
    shared = SavedView.objects.get(name="Chung")
    assert client.post(reverse("duties:drop_view", args=[cast.office.key, shared.pk])).status_code == 404
    assert SavedView.objects.count() == 2


@pytest.mark.parametrize("given", [{"name": " "}, {"name": "a" * 81}, {"page": "khác"}, {"query": "x" * 601}])
def test_what_cannot_be_kept_is_said_and_nothing_is_kept(client, cast, given):
    answer = save(signed_in(client, cast.chi), cast.office, **given)
    assert answer.status_code == 302
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("binh", 403), ("dung", 404)])
def test_who_reads_nothing_keeps_nothing(client, cast, who, status):
    assert save(signed_in(client, getattr(cast, who)), cast.commune).status_code == status
    assert not SavedView.objects.exists()
