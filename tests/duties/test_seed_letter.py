"""The letter this house was asked for: pasted, decided and given out through the pages."""

import json
from datetime import date

import pytest
from django.urls import reverse

from factories.letters import signed_in
from factories.parts import SAMPLES
from factories.street import Cast, make_everybody
from phoihop.duties.models import Desk, Duty, Obligation

SEED = SAMPLES / "letters" / "L001.json"
pytestmark = [pytest.mark.django_db, pytest.mark.samples]


def test_the_seed_letter_becomes_nine_duties(client, settings):
    settings.DAY = date(2026, 7, 14)
    cast = Cast()
    everybody = make_everybody(cast)
    signed_in(client, cast.chi)
    words = json.loads(SEED.read_text("utf-8"))["text"]
    root = [cast.office.key]
    client.post(reverse("documents:take_in", args=root), {"text": words, "direction": "out"})
    letter = client.get(reverse("documents:register", args=root), {"huong": "out"}).context["page"][0]
    at = [*root, letter.pk]
    client.post(reverse("desk:lay", args=at))
    desk = Desk.objects.get()

    def press(name, *more, **data):
        desk.refresh_from_db()
        return client.post(reverse(f"desk:{name}", args=[*at, *more]), {"seen": desk.version, **data})

    items = list(desk.items.all())
    assert len(items) == 9
    press("doers", words_0="các phòng, ngành trong khối khoa giáo", part_0="do", who_0=f"g:{everybody.key}", do="save")
    head = client.get(reverse("desk:desk", args=at), {"sua": "dau"}).context["panel"].form.initial
    press("header", **({k: v or "" for k, v in head.items()} | {"signed_on": "28/12/2017"}))
    # the second is read as a time of 2018: given out with its day only after a word of its own
    for item, ways in zip(items, ["1", "14", "2", "3", "1", "2", "2", "1", ""], strict=True):
        for way in ways:
            press("choose", item.pk, way=way)
        press("confirm", item.pk)
    assert client.get(reverse("desk:desk", args=at)).context["left"] == []
    assert press("assign").url == reverse("desk:given", args=at)
    assert Duty.objects.count() == 9
    assert Duty.objects.get(schedule="rhythm").cadence == "quarterly"
    assert Duty.objects.get(schedule="standing").answered_in.schedule == "event"
    assert {o.unit for o in Obligation.objects.all()} == {cast.commune, cast.other}
