"""Many files in one drop: each sent by itself, each with its own result, and nothing kept of what was refused."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from factories.letters import LETTER, signed_in
from factories.street import Cast, make_actor, make_everybody
from phoihop.documents.models import Batch, BatchItem, Document, Scan
from phoihop.files.models import StoredFile

pytestmark = pytest.mark.django_db
NAME = "quỳnh-tương-4471"


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.DAY, settings.FILES_ROOT = date(2026, 7, 14), tmp_path


@pytest.fixture
def cast():
    cast = Cast()
    make_everybody(cast)
    return cast


@pytest.fixture
def chi(client, cast):
    return signed_in(client, cast.chi)


def started(client, cast, total=3, **data):
    address = reverse("documents:start_batch", args=[cast.office.key])
    answer = client.post(address, {"total": total, "direction": "in", **data})
    return json.loads(answer.content).get("page"), answer


def send(client, page, place, words=LETTER, name="a.txt", **data):
    file = SimpleUploadedFile(name, words if isinstance(words, bytes) else words.encode())
    return client.post(f"{page}tep/", {"place": place, "files": file, **data})


def letter(n):
    return LETTER.replace("96-CV", f"{n}-CV")


def test_each_file_has_its_own_row_and_the_page_can_be_opened_again(chi, cast):
    page, _answer = started(chi, cast)
    assert 'data-state="taken"' in send(chi, page, 1, letter(101)).content.decode()
    assert 'data-state="refused"' in send(chi, page, 2, "", name=f"{NAME}.txt").content.decode()
    assert 'data-state="already"' in send(chi, page, 3, letter(101), name="b.txt").content.decode()
    shown = chi.get(page)
    assert shown.context["counts"] == {"taken": 2, "reading": 0, "refused": 1, "missing": 0}
    assert [(item.place, item.already) for item in shown.context["items"]] == [(1, False), (2, False), (3, True)]
    assert BatchItem.objects.get(place=2).why in shown.content.decode()
    assert NAME not in shown.content.decode()
    assert page in chi.get(reverse("documents:take_in", args=[cast.office.key])).content.decode()


@pytest.mark.slow
def test_a_hundred_files_are_a_hundred_letters(chi, cast):
    page, _answer = started(chi, cast, 100)
    for place in range(1, 101):
        send(chi, page, place, letter(1000 + place), name=f"{place}.txt")
    assert Document.objects.count() == 100
    assert chi.get(page).context["counts"] == {"taken": 100, "reading": 0, "refused": 0, "missing": 0}


def test_a_file_sent_again_because_the_answer_was_lost_is_the_same_letter(chi, cast):
    page, _answer = started(chi, cast)
    first, again = send(chi, page, 1), send(chi, page, 1)
    assert 'data-state="taken"' in first.content.decode()
    assert 'data-state="taken"' in again.content.decode()  # it was not «here already»: this drop brought it
    assert (Document.objects.count(), BatchItem.objects.count()) == (1, 1)


def test_another_letter_under_the_same_number_waits_for_a_word(chi, cast):
    page, _answer = started(chi, cast)
    send(chi, page, 1)
    asked = send(chi, page, 2, LETTER + "\nCác địa phương thực hiện nghiêm.\n")
    assert "data-again" in asked.content.decode()
    taken = send(chi, page, 2, LETTER + "\nCác địa phương thực hiện nghiêm.\n", again="1")
    assert 'data-state="taken"' in taken.content.decode()


@pytest.mark.parametrize(
    "words", ["(" * 500, "Dear Sir, we shall report to the Ministry before the end of April. " * 3]
)
def test_what_is_no_letter_is_registered_only_when_a_person_says_so(chi, cast, words):
    page, _answer = started(chi, cast, 1)
    assert "data-again" in send(chi, page, 1, words).content.decode()
    assert (Document.objects.count(), chi.get(page).context["counts"]["refused"]) == (0, 1)
    assert 'data-state="taken"' in send(chi, page, 1, words, again="1").content.decode()
    assert (Document.objects.count(), chi.get(page).context["counts"]["refused"]) == (1, 0)


def test_a_marked_file_leaves_no_trace_in_the_batch(chi, cast):
    page, _answer = started(chi, cast, 1)
    before = list(Batch.objects.values())
    answer = send(chi, page, 1, f"TỐI MẬT\n{NAME}\n{LETTER}", name=f"{NAME}.txt")
    assert 'data-state="refused"' in answer.content.decode()
    assert (Document.objects.count(), StoredFile.objects.count(), Scan.objects.count()) == (0, 0, 0)
    assert (BatchItem.objects.count(), list(Batch.objects.values())) == (0, before)


def test_direction_and_day_are_those_of_the_drop(chi, cast):
    page, _answer = started(chi, cast, direction="internal", arrived_on="10/7/2026")
    send(chi, page, 1)
    assert list(Document.objects.values_list("direction", "arrived_on")) == [("internal", date(2026, 7, 10))]


def test_files_chosen_again_come_after_the_others(chi, cast):
    page, _answer = started(chi, cast, 2)
    send(chi, page, 1)
    send(chi, page, 3, letter(102))
    assert Batch.objects.get().total == 3


@pytest.mark.parametrize("total", [0, 301, -1, "", "x", "9" * 30])
def test_too_many_or_none_are_refused_with_a_sentence(chi, cast, total):
    page, answer = started(chi, cast, total)
    assert (page, answer.status_code) == (None, 409)
    assert "300" in json.loads(answer.content)["wrong"][0]
    assert Batch.objects.count() == 0


@pytest.mark.parametrize("place", ["0", "301", "", "9" * 20, "1.5"])
def test_a_place_outside_the_batch_takes_nothing(chi, cast, place):
    page, _answer = started(chi, cast)
    assert 'data-state="refused"' in send(chi, page, place).content.decode()
    assert Document.objects.count() == 0


def test_a_wrong_day_is_said_before_anything_is_sent(chi, cast):
    page, answer = started(chi, cast, arrived_on="32/7/2026")
    assert (page, answer.status_code) == (None, 422)
    assert json.loads(answer.content)["wrong"]


def test_without_a_file_nothing_happens(chi, cast):
    page, _answer = started(chi, cast)
    assert 'data-state="refused"' in chi.post(f"{page}tep/", {"place": "1"}).content.decode()


def test_a_colleague_without_the_role_and_a_stranger_see_none_of_it(client, chi, cast):
    page, _answer = started(chi, cast)
    send(chi, page, 1)
    signed_in(client, make_actor(cast.office, "officer"))
    assert (client.get(page).status_code, send(client, page, 2).status_code) == (404, 404)
    other = make_actor(cast.other, "clerk")
    signed_in(client, other)
    elsewhere = page.replace(f"/{cast.office.key}/", f"/{cast.other.key}/")
    assert (client.get(elsewhere).status_code, send(client, elsewhere, 2).status_code) == (404, 404)
    assert Document.objects.count() == 1


def test_of_a_file_nobody_can_look_through_not_even_the_reason_stays(chi, cast):
    page, _answer = started(chi, cast, 3)
    broken = f"%PDF-1.7\n{NAME}".encode()
    assert 'data-state="refused"' in send(chi, page, 1, broken, name="a.pdf").content.decode()
    assert 'data-state="refused"' in send(chi, page, 2, b"", name="b.docx").content.decode()
    assert 'data-state="refused"' in send(chi, page, 3, b"MZ\x00\x01\x02\x03", name="c.exe").content.decode()
    assert [item.place for item in BatchItem.objects.all()] == [2, 3]  # where no mark can be, the reason stays
    assert chi.get(page).context["counts"] == {"taken": 0, "reading": 0, "refused": 2, "missing": 1}


def test_a_row_says_what_the_letter_is_for_us_and_how_many_tasks_it_has(chi, cast):
    page, _answer = started(chi, cast, 1)
    row = send(chi, page, 1).content.decode()
    shown = chi.get(page).content.decode()
    for told in (row, shown):
        assert "việc giao cấp dưới" in told
        assert "3 nhiệm vụ" in told


def test_a_batch_asks_the_same_queries_however_many_letters(chi, cast, django_assert_max_num_queries):
    page, _answer = started(chi, cast, 12)
    for place in range(1, 13):
        send(chi, page, place, letter(100 + place))
    with django_assert_max_num_queries(22):
        assert chi.get(page).context["counts"]["taken"] == 12
