"""The register, its intake and the page of a letter, in front of the cast."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from factories.letters import LETTER, read_in, signed_in
from factories.street import Cast
from phoihop.documents.actions import correct_document
from phoihop.documents.models import Document, Term
from phoihop.kit.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = date(2026, 7, 14)
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def cast():
    return Cast()


def where(name, unit, *args):
    return reverse(f"documents:{name}", args=[unit.key, *args])


def test_a_refused_form_says_which_files_must_be_chosen_again(client):
    cast = Cast()
    chi = signed_in(client, cast.chi)
    files = [SimpleUploadedFile(name, LETTER.encode()) for name in ("96.txt", "<b>97.txt")]
    address = reverse("documents:take_in", args=[cast.office.key])
    page = chi.post(address, {"files": files, "direction": "in", "arrived_on": "31/2/2026"})
    assert page.context["lost"] == ["96.txt", "<b>97.txt"]
    html = page.content.decode()
    assert "Tệp «96.txt» chưa được nhận, hãy chọn lại." in html
    assert "<b>97" not in html
    assert not Document.objects.exists()
    again = [SimpleUploadedFile("96.txt", LETTER.encode()), SimpleUploadedFile("hong.docx", b"PK\x03\x04 hong")]
    mixed = chi.post(address, {"files": again, "direction": "in", "arrived_on": ""})
    assert (len(mixed.context["results"]), mixed.context["lost"]) == (1, [])  # the other is told with its reason


def test_the_register_lists_searches_and_pages(client, cast):
    letter = read_in(cast)
    signed_in(client, cast.chi)
    page = client.get(where("register", cast.office))
    assert list(page.context["page"]) == [letter]
    assert page.context["counts"]["new"] == 1
    found = client.get(where("register", cast.office), {"tim": "giao ban luan phien"})
    assert list(found.context["page"]) == [letter]
    nothing = client.get(where("register", cast.office), {"tim": "không có chữ này"})
    assert list(nothing.context["page"]) == []
    other = client.get(where("register", cast.office), {"huong": "out"})
    assert list(other.context["page"]) == []


def test_the_list_as_files_holds_the_same_rows(client, cast):
    read_in(cast)
    signed_in(client, cast.chi)
    csv = client.get(where("register", cast.office), {"dang": "csv"})
    lines = csv.getvalue().decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].split(",")[2] == "96-CV/BTGDVTU"
    sheet = client.get(where("register", cast.office), {"dang": "xlsx"})
    assert sheet.getvalue()[:2] == b"PK"


@pytest.mark.parametrize("count", [1, 12])
def test_the_register_asks_the_same_queries_however_many_rows(client, cast, count, django_assert_max_num_queries):
    for n in range(count):
        read_in(cast, LETTER + f"\n{n}")
    signed_in(client, cast.chi)
    with django_assert_max_num_queries(14):
        client.get(where("register", cast.office))


def test_pasted_words_become_a_letter_and_the_same_again_opens_it(client, cast):
    signed_in(client, cast.chi)
    first = client.post(where("take_in", cast.office), {"text": LETTER, "direction": "in", "arrived_on": "07/7/2026"})
    letter = Document.objects.get()
    assert first.url == reverse("desk:desk", args=[cast.office.key, letter.pk])
    assert letter.arrived_on == date(2026, 7, 7)
    again = client.post(where("take_in", cast.office), {"text": LETTER, "direction": "in"}, follow=True)
    assert again.redirect_chain[0][0] == where("document", cast.office, letter.pk)
    assert [str(m) for m in again.context["messages"]] != []
    assert Document.objects.count() == 1


def test_a_letter_without_tasks_opens_its_own_page_and_is_not_laid_on_the_desk(client, cast):
    signed_in(client, cast.chi)
    words = LETTER.split("Đề nghị")[0] + "Trời hôm nay đẹp.\n"
    gone_to = client.post(where("take_in", cast.office), {"text": words, "direction": "in"})
    letter = Document.objects.get()
    assert gone_to.url == where("document", cast.office, letter.pk)
    assert letter.status == Document.Status.NEW


def test_several_files_each_have_a_result_of_their_own(client, cast):
    signed_in(client, cast.chi)
    good = SimpleUploadedFile("96.txt", LETTER.encode())
    other = SimpleUploadedFile("97.txt", LETTER.replace("96-CV", "97-CV").encode())
    bad = SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    page = client.post(where("take_in", cast.office), {"files": [good, bad, other], "direction": "in"})
    assert [r.document.number for r in page.context["results"]] == ["96-CV/BTGDVTU", "97-CV/BTGDVTU"]
    assert len(page.context["form"].non_field_errors()) == 1
    assert "anh.png" in page.context["form"].non_field_errors()[0]


def test_the_file_itself_can_be_had_again(client, cast):
    signed_in(client, cast.chi)
    client.post(
        where("take_in", cast.office), {"files": [SimpleUploadedFile("96.txt", LETTER.encode())], "direction": "in"}
    )
    letter = Document.objects.get()
    answer = client.get(where("original", cast.office, letter.pk))
    assert answer.content == LETTER.encode()
    assert "attachment" in answer["Content-Disposition"]


def test_nothing_given_is_said(client, cast):
    signed_in(client, cast.chi)
    page = client.post(where("take_in", cast.office), {"text": " ", "direction": "in"})
    assert len(page.context["form"].non_field_errors()) == 1


def test_the_header_is_corrected_and_the_letter_filed_and_withdrawn(client, cast):
    letter = read_in(cast)
    signed_in(client, cast.chi)
    shown = client.get(where("correct", cast.office, letter.pk)).context["form"].initial
    data = {k: v for k, v in shown.items() if v is not None} | {"signed_on": "05/7/2026", "arrived_on": "14/7/2026"}
    client.post(where("correct", cast.office, letter.pk), data)
    letter.refresh_from_db()
    assert (letter.signed_on, letter.number) == (date(2026, 7, 5), "96-CV/BTGDVTU")
    client.post(where("file_away", cast.office, letter.pk))
    letter.refresh_from_db()
    assert letter.status == "filed"
    refused = client.post(where("withdraw", cast.office, letter.pk), {"reason": " "})
    assert refused.context["form"].errors
    client.post(where("withdraw", cast.office, letter.pk), {"reason": "Vào sổ nhầm."})
    letter.refresh_from_db()
    assert (letter.status, letter.withdrawn_reason) == ("withdrawn", "Vào sổ nhầm.")
    assert client.get(where("document", cast.office, letter.pk)).status_code == 200


PAGES = ["document", "correct", "withdraw"]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_no_letter(client, cast, name):
    letter = read_in(cast)
    signed_in(client, cast.dung)
    assert client.get(where(name, cast.other, letter.pk)).status_code == 404


def test_a_colleague_reads_and_changes_nothing(client, cast):
    letter = read_in(cast)
    signed_in(client, cast.auditor)
    assert client.get(where("document", cast.office, letter.pk)).status_code == 200
    for name in ("correct", "withdraw"):
        assert client.get(where(name, cast.office, letter.pk)).status_code == 403
    assert client.post(where("file_away", cast.office, letter.pk)).status_code == 403
    assert client.get(where("take_in", cast.office)).status_code == 403


def test_a_colleague_without_a_role_is_refused_the_register(client, cast):
    signed_in(client, cast.binh)
    assert client.get(where("register", cast.commune)).status_code == 403


def test_the_unit_above_reads_a_letter_of_its_subtree(client, cast):
    from factories.street import make_actor
    from phoihop.documents.actions import register_document

    clerk = make_actor(cast.commune, "clerk")
    letter = register_document(actor=clerk, text=LETTER)
    signed_in(client, cast.chi)
    assert client.get(where("document", cast.office, letter.pk)).status_code == 200
    assert client.get(where("correct", cast.office, letter.pk)).status_code == 403


def test_the_words_of_a_browser_and_of_a_file_are_one_letter(client, cast):
    """A textarea sends CR LF, a file has LF and a blank line at its end."""
    signed_in(client, cast.chi)
    pasted = LETTER.replace("\n", "\r\n") + "\r\n"

    client.post(where("take_in", cast.office), {"direction": "in", "text": pasted})
    again = client.post(
        where("take_in", cast.office),
        {"direction": "in", "files": SimpleUploadedFile("thư.txt", (LETTER + "\n").encode())},
    )

    assert again.url == where("document", cast.office, Document.objects.get().pk)
    assert Document.objects.count() == 1


def test_the_same_number_of_the_same_body_is_said(client, cast):
    earlier, later = read_in(cast), read_in(cast, LETTER + "\nBản quét lại")
    signed_in(client, cast.chi)

    page = client.get(where("document", cast.office, later.pk))
    assert page.context["namesakes"] == [earlier]
    assert "Đã có văn bản cùng số" in page.content.decode()

    client.post(where("withdraw", cast.office, earlier.pk), {"reason": "Nhận hai lần."})
    assert client.get(where("document", cast.office, later.pk)).context["namesakes"] == []


def test_a_stale_page_does_not_write_over_what_was_corrected_since(client, cast):
    chi = signed_in(client, cast.chi)
    document = read_in(cast, LETTER)
    address = where("correct", cast.office, document.pk)

    def typed(page, **changes):
        return {name: page.context["form"][name].value() or "" for name in page.context["form"].fields} | {
            "seen": page.context["seen"], **changes,
        }  # fmt: skip

    stale = chi.get(address)
    assert chi.post(address, typed(stale, subject="Của An")).status_code == 302
    page = chi.post(address, typed(stale, place="Suối Trúc"))
    document.refresh_from_db()
    assert (page.status_code, document.subject) == (200, "Của An")
    assert page.context["form"]["place"].value() == "Suối Trúc"
    assert chi.post(address, typed(page, subject="Của Bình")).status_code == 302
    document.refresh_from_db()
    assert (document.subject, document.place) == ("Của Bình", "Suối Trúc")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"signed_on": "28/12/2099"}, ["Ngày ký 28/12/2099 chưa tới. Hãy gõ đúng ngày ghi trong văn bản."]),
        (
            {"signed_on": "06/7/2026", "arrived_on": "05/7/2026"},
            ["Văn bản đến ngày 05/7/2026, trước ngày ký 06/7/2026. Hãy sửa một trong hai ngày."],
        ),
        ({"signed_on": "31/6/2026"}, ["«31/6/2026» không phải một ngày. Hãy gõ ngày/tháng/năm, như 14/7/2026."]),
    ],
)
def test_a_signing_day_that_cannot_be_is_said_once_at_its_field(client, cast, typed, wrong):
    letter = read_in(cast)
    signed_in(client, cast.chi)
    shown = client.get(where("correct", cast.office, letter.pk))
    data = {k: v or "" for k, v in shown.context["form"].initial.items()} | {"seen": shown.context["seen"], **typed}
    answer = client.post(where("correct", cast.office, letter.pk), data)
    assert answer.context["form"].errors == {"signed_on": wrong}
    letter.refresh_from_db()
    assert (letter.signed_on, letter.arrived_on) == (date(2026, 7, 6), date(2026, 7, 14))


@pytest.mark.parametrize("day", [{"signed_on": date(2026, 7, 15)}, {"arrived_on": date(2026, 7, 5)}])
def test_the_action_refuses_it_as_well(cast, day):
    letter = read_in(cast)
    with pytest.raises(Refused):
        correct_document(actor=cast.chi, document=letter, **day)
    correct_document(actor=cast.chi, document=letter, subject="Việc khác")


TWIN = LETTER + "\nBản quét lại, thêm một dòng."
AGAIN = "Đây là văn bản khác cùng số"


@pytest.mark.parametrize("way", ["pasted", "a file"])
def test_a_letter_of_the_same_number_body_kind_and_day_waits_for_a_word(client, cast, settings, tmp_path, way):
    settings.FILES_ROOT = tmp_path
    held = read_in(cast)
    signed_in(client, cast.chi)

    def sent(**more):
        given = {"text": TWIN} if way == "pasted" else {"files": SimpleUploadedFile("a.txt", TWIN.encode())}
        return client.post(where("take_in", cast.office), {"direction": "in", **given, **more})

    page = sent()
    assert Document.objects.get() == held
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert len(page.context["form"].non_field_errors()) == 1
    assert held.number in str(page.context["form"].non_field_errors())
    assert AGAIN in page.content.decode()

    assert sent(again="on").status_code == 302
    assert Document.objects.count() == 2


def test_a_letter_of_another_day_or_a_withdrawn_one_asks_nothing(client, cast):
    held = read_in(cast)
    signed_in(client, cast.chi)
    assert AGAIN not in client.get(where("take_in", cast.office)).content.decode()
    client.post(
        where("correct", cast.office, held.pk),
        {"number": held.number, "issuer": held.issuer, "signed_on": "01/02/2026", "direction": "in"},
    )
    assert client.post(where("take_in", cast.office), {"direction": "in", "text": TWIN}).status_code == 302


def test_a_header_corrected_into_a_twin_waits_for_a_word(client, cast):
    held = read_in(cast)
    other = read_in(cast, TWIN)
    Document.objects.filter(pk=other.pk).update(number="1-CV/X")
    signed_in(client, cast.chi)
    fields = (
        "doc_type",
        "number",
        "issuer",
        "place",
        "subject",
        "signer_position",
        "signed_for",
        "urgency",
        "direction",
    )
    given = {name: getattr(held, name) for name in fields} | {"signed_on": f"{held.signed_on:%d/%m/%Y}"}

    page = client.post(where("correct", cast.office, other.pk), given)
    assert AGAIN in page.content.decode()
    other.refresh_from_db()
    assert other.number == "1-CV/X"

    assert client.post(where("correct", cast.office, other.pk), {**given, "again": "on"}).status_code == 302
    other.refresh_from_db()
    assert other.number == held.number


@pytest.mark.parametrize("term", [None, "XVIII"])
def test_the_database_gives_no_number_of_ours_twice(cast, term):
    held = Term.objects.create(name=term, issuer="X", starts=date(2025, 1, 1)) if term else None
    made = {
        "unit": cast.office,
        "direction": "out",
        "status": "issued",
        "doc_type": "báo cáo",
        "number": "07-BC/X",
        "year": 2026,
        "term": held,
    }
    Document.objects.create(**made, created_at=cast.chi.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(**made, created_at=cast.chi.at)
    Document.objects.create(**{**made, "status": "withdrawn"}, created_at=cast.chi.at)
