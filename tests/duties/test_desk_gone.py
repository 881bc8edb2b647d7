"""A letter to whom nobody is any more goes nowhere in silence: it is asked, and successors stand one press away."""

import json
from datetime import date

import pytest
from django.urls import reverse

from factories.letters import on_desk, read_in, signed_in
from factories.parts import SAMPLES
from factories.street import DAY, Cast, make_everybody, make_group_of, make_unit, system
from phoihop.audit.models import RecordWords
from phoihop.duties.desk.working import lay_on_desk
from phoihop.duties.models import Desk, Duty, Obligation
from phoihop.org.actions import StepGiven, add_group_alias, restructure, set_members
from phoihop.org.queries import groups_named, units_named

pytestmark = pytest.mark.django_db

REFORM = date(2025, 7, 1)
LETTER = """TỈNH ỦY LAM GIANG
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số 98-CV/BTGDVTU
Lam Giang, ngày 06 tháng 7 năm 2026

Kính gửi: Thường trực các huyện, thành ủy

1. Các huyện, thành ủy gửi báo cáo kết quả về Ban trước ngày 24/7/2026.
"""


@pytest.fixture(autouse=True)
def standing_day(settings):
    settings.DAY = DAY


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def districts(cast):
    """Three of them until 30/6/2025, whose communes took over what they were."""
    made = [make_unit(f"Huyện ủy Số {n}", parent=cast.office, kind="district") for n in range(3)]
    group = make_group_of("các huyện, thành ủy", made, date(2020, 1, 1))
    add_group_alias(actor=system(), group=group, words="Thường trực các huyện, thành ủy")
    heirs = [cast.commune.key, cast.other.key, cast.commune.key]
    steps = [StepGiven("merge", one.key, {"into": heir}) for one, heir in zip(made, heirs, strict=True)]
    restructure(actor=system(REFORM), title="Kết thúc cấp huyện", effective=REFORM, steps=steps)
    return group


@pytest.fixture
def chi(client, cast):
    return signed_in(client, cast.chi)


def press(client, cast, desk, name, item=None, **data):
    args = [cast.office.key, desk.document_id, *([item.pk] if item else [])]
    return client.post(reverse(f"desk:{name}", args=args), {"seen": Desk.objects.get(pk=desk.pk).version, **data})


def page(client, cast, desk, **query):
    return client.get(reverse("desk:desk", args=[cast.office.key, desk.document_id]), query)


def confirmed(client, cast, text=LETTER):
    desk = on_desk(cast, text)
    press(client, cast, desk, "confirm", desk.items.get())
    return desk


def test_one_press_puts_the_communes_in_the_place_of_the_districts(chi, cast, districts):
    communes = make_everybody(cast)
    desk = confirmed(chi, cast)
    assert press(chi, cast, desk, "assign").status_code == 409
    assert not Duty.objects.exists()
    shown = page(chi, cast, desk)
    (gone,) = shown.context["gone"]
    assert (gone.mark, gone.ended, gone.heirs, gone.count) == (
        f"g:{districts.key}", 3, [(f"g:{communes.key}", communes.name)], 2,
    )  # fmt: skip
    assert shown.context["left_doers"] != []
    assert "các xã, phường, đặc khu (2 đơn vị) thay cho 3 đơn vị" in " ".join(shown.content.decode().split())

    press(chi, cast, desk, "replace", mark=gone.mark)
    assert page(chi, cast, desk).context["gone"] == []
    assert press(chi, cast, desk, "assign").status_code == 302
    assert {o.unit for o in Obligation.objects.all()} == {cast.commune, cast.other}
    assert Duty.objects.get().parties.get().words == "Các huyện, thành ủy"


def test_where_no_group_fits_the_successors_stand_one_by_one(chi, cast, districts):
    third = make_unit("Đảng ủy xã Thứ Ba", parent=cast.office)
    make_group_of("các xã, phường", [cast.commune, cast.other, third], date(2025, 7, 1))
    desk = confirmed(chi, cast)
    (gone,) = page(chi, cast, desk).context["gone"]
    assert {mark for mark, _name in gone.heirs} == {f"u:{cast.commune.key}", f"u:{cast.other.key}"}
    press(chi, cast, desk, "replace", mark=gone.mark)
    assert press(chi, cast, desk, "assign").status_code == 302
    assert {o.unit for o in Obligation.objects.all()} == {cast.commune, cast.other}


def test_whoever_lives_and_is_ticked_takes_the_place_of_whoever_does_not(chi, cast, districts):
    desk = confirmed(chi, cast)
    marks = [f"g:{districts.key}", f"u:{cast.other.key}"]
    press(chi, cast, desk, "doers", words_0="Các huyện, thành ủy", part_0="do", who_0=marks, do="save")
    press(chi, cast, desk, "item_doers", desk.items.get(), do="letter")
    desk.refresh_from_db()
    assert [(d["units"], d["groups"]) for d in desk.doers] == [([cast.other.key], [])]
    assert press(chi, cast, desk, "assign").status_code == 302
    assert groups_named("Các huyện, thành ủy") == [districts]


def test_left_out_with_a_reason_that_is_kept(chi, cast, districts):
    desk = on_desk(cast, LETTER.replace("1. Các huyện", "1. Xã Khe Lim và các huyện"))
    item = desk.items.get()
    words = {"words_0": "Xã Khe Lim", "who_0": f"u:{cast.other.key}", "words_1": "các huyện, thành ủy"}
    name = "item_doers" if item.doers is not None else "doers"
    args = [item] if item.doers is not None else []
    given = {**words, "part_0": "do", "part_1": "do", "who_1": f"g:{districts.key}", "do": "save"}
    press(chi, cast, desk, name, *args, **given)
    press(chi, cast, desk, "confirm", item)
    assert press(chi, cast, desk, "assign").status_code == 409
    mark = f"g:{districts.key}"
    assert press(chi, cast, desk, "drop", mark=mark, reason="  ").status_code == 409
    press(chi, cast, desk, "drop", mark=mark, reason="Cấp huyện đã kết thúc.")
    desk.refresh_from_db()
    assert desk.dropped == [
        {"mark": mark, "name": "các huyện, thành ủy", "reason": "Cấp huyện đã kết thúc.", "on": "2026-07-14"}
    ]
    assert "Cấp huyện đã kết thúc." in page(chi, cast, desk).content.decode()
    assert RecordWords.objects.filter(words__reason="Cấp huyện đã kết thúc.").exists()
    assert press(chi, cast, desk, "assign").status_code == 302
    assert {o.unit for o in Obligation.objects.all()} == {cast.other}
    given = chi.get(reverse("desk:given", args=[cast.office.key, desk.document_id]))
    assert "Cấp huyện đã kết thúc." in given.content.decode()


OTHERS = LETTER.replace("1. Các huyện, thành ủy gửi", "1. Xã Khe Lim gửi")


@pytest.mark.parametrize("own", [False, True])
def test_an_addressee_whom_no_task_names_is_asked_about_too(chi, cast, districts, own):
    """Written to the districts, the work is another's: who stands for them must not be told nothing."""
    communes = make_everybody(cast)
    desk = on_desk(cast, OTHERS)
    item = desk.items.get()
    if own:
        words = {"words_0": "Xã Khe Lim", "part_0": "do", "who_0": f"u:{cast.other.key}", "do": "save"}
        press(chi, cast, desk, "item_doers", item, **words)
    press(chi, cast, desk, "confirm", item)
    assert press(chi, cast, desk, "assign").status_code == 409
    (gone,) = page(chi, cast, desk).context["gone"]
    assert (gone.name, gone.heirs) == ("các huyện, thành ủy", [(f"g:{communes.key}", communes.name)])
    press(chi, cast, desk, "replace", mark=gone.mark)
    assert page(chi, cast, desk).context["gone"] == []
    assert press(chi, cast, desk, "assign").status_code == 302
    assert {o.unit for o in Obligation.objects.all()} == {cast.commune, cast.other}


def test_an_addressee_is_settled_once_its_successors_owe_or_it_is_left_out(chi, cast, districts):
    communes = make_everybody(cast)
    desk = on_desk(cast, OTHERS)
    press(chi, cast, desk, "confirm", desk.items.get())
    (gone,) = page(chi, cast, desk).context["gone"]
    press(chi, cast, desk, "doers", words_0="Các xã", part_0="do", who_0=f"g:{communes.key}", do="save")
    press(chi, cast, desk, "item_doers", desk.items.get(), do="letter")
    assert page(chi, cast, desk).context["gone"] == []
    press(chi, cast, desk, "doers", words_0="Xã Khe Lim", part_0="do", who_0=f"u:{cast.other.key}", do="save")
    assert page(chi, cast, desk).context["gone"] == [gone]
    press(chi, cast, desk, "drop", mark=gone.mark, reason="Đã có công văn riêng.")
    assert page(chi, cast, desk).context["gone"] == []
    assert press(chi, cast, desk, "assign").status_code == 302


def test_a_group_that_is_empty_is_asked_and_a_pressed_page_twice_is_refused(chi, cast):
    group = make_group_of("các huyện, thành ủy", [cast.other], date(2020, 1, 1))
    add_group_alias(actor=system(), group=group, words="Thường trực các huyện, thành ủy")
    set_members(actor=system(date(2026, 7, 1)), group=group, units=[])
    desk = confirmed(chi, cast)
    (gone,) = page(chi, cast, desk).context["gone"]
    assert (gone.ended, gone.heirs) == (0, [])
    assert press(chi, cast, desk, "assign").status_code == 409
    assert press(chi, cast, desk, "replace", mark=gone.mark).status_code == 409
    assert press(chi, cast, desk, "replace", mark="u:khong-co").status_code == 409
    press(chi, cast, desk, "drop", mark=gone.mark, reason="Không còn huyện nào.")
    assert press(chi, cast, desk, "drop", mark=gone.mark, reason="Không còn huyện nào.").status_code == 409
    assert page(chi, cast, desk).context["left_doers"] != []


def test_a_unit_that_ends_while_the_letter_lies_on_the_desk_is_asked(chi, cast, settings):
    """Named while it lived, given out when it lives no more."""
    text = LETTER.replace("Thường trực các huyện, thành ủy", "Xã Khe Lim").replace("Các huyện, thành ủy", "Xã Khe Lim")
    desk = confirmed(chi, cast, text)
    day = date(2026, 7, 20)
    steps = [StepGiven("merge", cast.other.key, {"into": cast.commune.key})]
    restructure(actor=system(day), title="Sáp nhập", effective=day, steps=steps)
    settings.DAY = day
    assert press(chi, cast, desk, "assign").status_code == 409
    (gone,) = page(chi, cast, desk).context["gone"]
    assert (gone.mark, gone.heirs) == (f"u:{cast.other.key}", [(f"u:{cast.commune.key}", "Đảng ủy xã Suối Trúc")])
    row = page(chi, cast, desk, sua="ai").context["panel"].rows[0]
    assert (row.gone, row.heirs) == (["Đảng ủy xã Khe Lim"], gone.heirs)
    given = {"words_0": row.words, "part_0": "do", "who_0": [f"u:{cast.other.key}", gone.heirs[0][0]], "do": "save"}
    press(chi, cast, desk, "doers", **given)
    assert press(chi, cast, desk, "assign").status_code == 302
    assert {o.unit for o in Obligation.objects.all()} == {cast.commune}


def test_the_real_letter_says_who_came_after_its_addressees(chi, cast, districts):
    seed = SAMPLES / "letters" / "L001.json"
    if not seed.is_file():
        pytest.skip("the samples are not here")
    add_group_alias(actor=system(), group=districts, words="Ủy ban nhân dân các huyện, thành phố")
    communes = make_everybody(cast)
    desk = lay_on_desk(actor=cast.chi, document=read_in(cast, json.loads(seed.read_text("utf-8"))["text"]))
    shown = page(chi, cast, desk)
    assert [[one.said for one in a["followed"]] for a in shown.context["addressees"]] == [[communes.name]] * 2
    assert shown.content.decode().count("(không còn; nay là các xã, phường, đặc khu)") == 2


def named_by_hand(client, cast, desk, unit):
    words = {"words_0": "Các tổ hợp tác lạ", "part_0": "do", "who_0": f"u:{unit.key}", "do": "save"}
    press(client, cast, desk, "doers", **words)
    press(client, cast, desk, "item_doers", desk.items.get(), do="letter")


def test_a_spelling_is_remembered_when_the_letter_goes_out_and_can_be_forgotten(chi, cast):
    desk = on_desk(cast, LETTER)
    named_by_hand(chi, cast, desk, cast.other)
    assert units_named("các tổ hợp tác lạ", on=DAY) == []
    named_by_hand(chi, cast, desk, cast.commune)
    press(chi, cast, desk, "confirm", desk.items.get())
    assert press(chi, cast, desk, "assign").status_code == 302
    assert units_named("các tổ hợp tác lạ", on=DAY) == [cast.commune.pk]

    forget = reverse("org:unit_alias_drop", args=[cast.office.key, cast.commune.key])
    held = chi.get(reverse("org:unit", args=[cast.office.key, cast.commune.key])).content.decode()
    assert forget in held
    chi.post(forget, {"words": "cac to hop tac la"})
    assert units_named("các tổ hợp tác lạ", on=DAY) == []


def test_a_spelling_of_a_group_can_be_forgotten_by_the_office_alone(client, cast, districts):
    where = reverse("org:group", args=[cast.office.key, districts.pk])
    forget = reverse("org:group_alias_drop", args=[cast.office.key, districts.pk])
    words = {"words": "thuong truc cac huyen, thanh uy"}
    assert signed_in(client, cast.auditor).post(forget, words).status_code == 403
    assert forget not in client.get(where).content.decode()
    signed_in(client, cast.chi)
    assert forget in client.get(where).content.decode()
    client.post(forget, {"words": districts.name})
    assert groups_named(districts.name) == [districts]
    client.post(forget, words)
    assert groups_named("Thường trực các huyện, thành ủy") == []
    districts.refresh_from_db()
    assert districts.folded.split("|")[0] == "cac huyen, thanh uy"
