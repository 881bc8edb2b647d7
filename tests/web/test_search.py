import pytest

from factories.street import DAY, Cast, at, make_report_duty, make_role
from phoihop.accounts.models import User
from phoihop.documents.models import Document
from phoihop.duties.actions import make_duty
from phoihop.kit.fold import fold
from phoihop.web.search import marked

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings):
    settings.DAY = DAY
    made = Cast()
    make_report_duty(made, made.commune, made.other, title="Báo cáo khoa giáo 6 tháng")
    return made


def find(client, actor, unit, words, **headers):
    client.force_login(User.objects.get(pk=actor.user_id))
    return client.get(f"/dv/{unit.key}/tim/", {"q": words}, headers=headers)


def titles(response):
    return [one.title for heap in response.context["heaps"] for one in heap.found]


def test_words_without_marks_find_what_is_due(client, cast):
    assert (
        titles(find(client, cast.an, cast.commune, "khoa giao")) == ["Báo cáo khoa giáo 6 tháng"] * 2
    )  # what is due, and the duty


def test_the_office_finds_a_unit_and_what_is_due_there_by_its_name(client, cast):
    response = find(client, cast.chi, cast.office, "suoi truc")

    hints = [one.hint for heap in response.context["heaps"] for one in heap.found]
    assert titles(response) == ["Báo cáo khoa giáo 6 tháng", "Đảng ủy xã Suối Trúc"]
    assert "Suối Trúc" in hints[0]


def test_a_letter_is_found_by_its_number_and_only_by_who_may_see_it(client, cast):
    Document.objects.create(
        unit=cast.office,
        number="581-CV/BTGTU",
        subject="Quy chế phối hợp",
        folded=fold("581-CV/BTGTU Quy chế phối hợp"),
        created_at=at(),
    )

    assert titles(find(client, cast.chi, cast.office, "581-cv")) == ["581-CV/BTGTU"]
    assert titles(find(client, cast.dung, cast.other, "581-cv")) == []


def test_a_duty_of_which_nothing_is_open_is_found_by_its_title(client, cast):
    said = "Báo cáo khi có vụ việc"
    make_duty(actor=cast.chi, title=said, words=said, schedule="event", owing=[cast.commune], starts=DAY)

    assert titles(find(client, cast.chi, cast.office, "vu viec")) == [said]
    assert titles(find(client, cast.dung, cast.other, "vu viec")) == []


def test_a_unit_finds_nothing_of_another(client, cast):
    assert titles(find(client, cast.an, cast.commune, "khe lim")) == []
    assert titles(find(client, cast.an, cast.commune, "ban tuyen giao")) == []


def test_a_colleague_without_the_role_finds_no_work(client, cast):
    assert "Báo cáo khoa giáo 6 tháng" not in titles(find(client, cast.binh, cast.commune, "khoa giao"))


def test_nothing_typed_shows_pages_and_what_is_due(client, cast):
    assert "Báo cáo khoa giáo 6 tháng" in titles(find(client, cast.an, cast.commune, ""))


def test_other_units_of_the_user_are_found(client, cast):
    make_role(User.objects.get(pk=cast.an.user_id), cast.other, "officer")

    assert "Đảng ủy xã Khe Lim" in titles(find(client, cast.an, cast.commune, "khe lim"))


def test_the_palette_gets_the_list_alone(client, cast):
    response = find(client, cast.an, cast.commune, "giao", **{"hx-request": "true"})

    assert "<html" not in response.content.decode()
    assert "<mark>giáo</mark>" in response.content.decode()


def test_nothing_found_says_what_to_try(client, cast):
    assert "«không có gì thế này»" in find(client, cast.an, cast.commune, "không có gì thế này").content.decode()


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "%", "_", "'", "\\", "x" * 5000, "\u0000", "(("])
def test_any_words_are_only_words(client, cast, words):
    response = find(client, cast.chi, cast.office, words)

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("Xã Khe Lim", "khe lim", [("Xã ", False), ("Khe Lim", True)]),
        ("Đường", "duong", [("Đường", True)]),
        ("Khe Lim", "", [("Khe Lim", False)]),
        ("Khe Lim", "xyz", [("Khe Lim", False)]),
        ("a  b", "b", [("a  ", False), ("b", True)]),
    ],
)
def test_the_matching_part_is_told_apart(text, words, pieces):
    assert marked(text, words) == pieces
