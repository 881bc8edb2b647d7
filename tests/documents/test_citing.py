"""Citations find their letters whatever comes first, and lose them when these go; what a person chose stays."""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.letters import LETTER, read_in, signed_in
from factories.street import Cast
from phoihop.audit.models import Record
from phoihop.documents.actions import choose_cited, correct_document, withdraw_document
from phoihop.documents.models import Citation, Document, Verb
from phoihop.documents.wanted import cites_of, wanted_by
from phoihop.kit.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = date(2026, 7, 14)
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def cast():
    return Cast()


def paper(number="41-TB/TU", day="12 tháng 3 năm 2024", *, kind="THÔNG BÁO", words="Rà soát hồ sơ.", place="Lam Giang"):
    number_line = f"Số {number}\n" if number else ""
    date_line = f"{place}, ngày {day}\n" if day else ""
    return f"TỈNH ỦY LAM GIANG\n*\n{number_line}{date_line}\n{kind}\nvề công tác khoa giáo\n\nKính gửi: Các xã, phường\n\n1. {words}\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n"


def cited(document: Document) -> dict[str, int | None]:
    return dict(document.citations.values_list("number", "resolved_id"))


def test_a_letter_that_comes_later_is_found_by_those_that_cite_it(cast):
    letter = read_in(cast)
    assert cited(letter) == {"41-TB/TU": None}
    told = read_in(cast, paper())
    assert cited(letter) == {"41-TB/TU": told.pk}
    withdraw_document(actor=cast.chi, document=told, reason="Vào sổ nhầm.")
    assert cited(letter) == {"41-TB/TU": None}


def test_a_letter_without_a_number_is_found_once_its_head_is_corrected(cast):
    letter, bare = read_in(cast), read_in(cast, paper(number=""))
    assert bare.number == ""
    assert cited(letter) == {"41-TB/TU": None}
    correct_document(actor=cast.chi, document=bare, number="41 – TB/TU")
    assert cited(letter) == {"41-TB/TU": bare.pk}
    correct_document(actor=cast.chi, document=bare, number="14-TB/TU")
    assert cited(letter) == {"41-TB/TU": None}


def test_a_correction_of_the_day_is_looked_at_too(cast):
    letter, told = read_in(cast), read_in(cast, paper(day="12 tháng 3 năm 2023"))
    assert cited(letter) == {"41-TB/TU": None}
    correct_document(actor=cast.chi, document=told, signed_on=date(2024, 3, 12))
    assert cited(letter) == {"41-TB/TU": told.pk}


def test_numbers_of_a_list_and_bare_ones_are_cited_and_counted(cast):
    words = "Thực hiện các Nghị quyết số 18, 19-NQ/TW. Nghị quyết số 19-NQ/TW rất quan trọng; sơ kết Chỉ thị số 42; tổng kết Chỉ thị số 42."
    letter = read_in(cast, paper("90-CV/TU", "01 tháng 7 năm 2026", words=words))
    rows = letter.citations.order_by("number").values_list("number", "doc_type", "relation", "times")
    assert list(rows) == [
        ("18-NQ/TW", "nghị quyết", "implements", 1),
        ("19-NQ/TW", "nghị quyết", "implements", 2),
        ("42", "chỉ thị", "reviews", 2),
    ]


def test_a_letter_never_means_itself(cast):
    words = "Theo dõi việc thực hiện Thông báo số 41-TB/TU và Thông báo số 41."
    assert cited(read_in(cast, paper(words=words))) == {}


def test_other_units_have_registers_of_their_own(cast):
    letter = read_in(cast)
    cast.clerk = cast.chi
    elsewhere = Document.objects.create(
        unit=cast.commune, number="41-TB/TU", signed_on=date(2024, 3, 12), created_at=cast.chi.at
    )
    correct_document(actor=cast.chi, document=letter, subject="Khác")
    assert cited(letter) == {"41-TB/TU": None}
    assert [one.offers for one in cites_of(cast.chi, letter)] == [[]]
    assert elsewhere.cited_by.count() == 0


def two_of_one_number(cast):
    words = "Thực hiện Thông báo số 41-TB/TU."
    letter = read_in(cast, paper("90-CV/TU", "01 tháng 7 năm 2026", words=words))
    first = read_in(cast, paper(day="12 tháng 3 năm 2024"))
    second = read_in(cast, paper(day="15 tháng 5 năm 2022"))
    return letter, first, second


def test_several_are_offered_with_reasons_and_one_is_chosen(cast, client):
    letter, first, second = two_of_one_number(cast)
    assert cited(letter) == {"41-TB/TU": None}
    (one,) = cites_of(cast.chi, letter)
    assert [offer.letter.pk for offer in one.offers] == [first.pk, second.pk]
    page = signed_in(client, cast.chi).get(reverse("documents:document", args=[cast.office.key, letter.pk]))
    assert "cùng số" in page.content.decode()
    press = reverse("documents:choose_cited", args=[cast.office.key, letter.pk])
    client.post(press, {"citation": one.citation.pk, "letter": second.pk})
    assert cited(letter) == {"41-TB/TU": second.pk}
    read_in(cast, paper(day="01 tháng 6 năm 2026"))  # one more does not change what was said
    assert cited(letter) == {"41-TB/TU": second.pk}
    assert Record.objects.filter(verb=Verb.CITATION_RESOLVED).count() == 1
    client.post(press, {"citation": one.citation.pk})
    assert cited(letter) == {"41-TB/TU": None}
    assert not Citation.objects.filter(chosen=True).exists()


def test_a_chosen_letter_that_goes_is_looked_for_again(cast):
    letter, first, second = two_of_one_number(cast)
    choose_cited(actor=cast.chi, citation=letter.citations.get(), letter=second)
    withdraw_document(actor=cast.chi, document=second, reason="Nhầm.")
    assert cited(letter) == {"41-TB/TU": first.pk}


def test_nobody_chooses_what_cannot_be_meant(cast, client):
    letter, first, _second = two_of_one_number(cast)
    other = read_in(cast, LETTER)
    citation = letter.citations.get()
    with pytest.raises(Refused):
        choose_cited(actor=cast.chi, citation=citation, letter=other)
    for actor in (cast.an, cast.auditor, cast.dung):
        with pytest.raises(PermissionDenied):
            choose_cited(actor=actor, citation=citation, letter=first)
    press = reverse("documents:choose_cited", args=[cast.office.key, letter.pk])
    assert signed_in(client, cast.auditor).post(press, {"citation": citation.pk, "letter": first.pk}).status_code == 403
    assert signed_in(client, cast.chi).post(press, {"citation": "x"}).status_code == 404
    assert client.post(press, {"citation": citation.pk, "letter": "999999"}).status_code == 404
    assert cited(letter) == {"41-TB/TU": None}


def test_an_auditor_sees_what_is_offered_and_no_button(cast, client):
    letter, *_ = two_of_one_number(cast)
    page = signed_in(client, cast.auditor).get(reverse("documents:document", args=[cast.office.key, letter.pk]))
    assert "cùng số" in page.content.decode()
    assert reverse("documents:choose_cited", args=[cast.office.key, letter.pk]) not in page.content.decode()


def test_letters_to_fetch_are_counted_and_leave_by_themselves(cast, client):
    read_in(cast, paper("90-CV/TU", "01 tháng 7 năm 2026", words="Thực hiện Nghị quyết số 18-NQ/TW; sơ kết Nghị quyết số 18-NQ/TW và Chỉ thị số 42-CT/TW."))  # fmt: skip
    read_in(cast, paper("91-CV/TU", "02 tháng 7 năm 2026", words="Thực hiện Nghị quyết số 18-NQ/TW ngày 25/10/2025."))
    gone = read_in(cast, paper("92-CV/TU", "02 tháng 7 năm 2026", words="Thực hiện Chỉ thị số 99-CT/TW."))
    withdraw_document(actor=cast.chi, document=gone, reason="Nhầm.")
    address = reverse("documents:wanted", args=[cast.office.key])
    page = signed_in(client, cast.chi).get(address)
    rows = [(w.number, len(w.letters), w.times, w.signed_on) for w in page.context["page"]]
    assert rows == [("18-NQ/TW", 2, 3, date(2025, 10, 25)), ("42-CT/TW", 1, 1, None)]
    assert [w.number for w in client.get(address, {"tim": "chi thi"}).context["page"]] == ["42-CT/TW"]
    csv = client.get(address, {"dang": "csv"}).getvalue().decode("utf-8-sig").splitlines()
    assert csv[1].split(",")[0] == "18-NQ/TW"
    assert csv[1].endswith("2,3,90-CV/TU; 91-CV/TU")
    read_in(cast, paper("18-NQ/TW", "25 tháng 10 năm 2025", kind="NGHỊ QUYẾT"))
    assert [w.number for w in wanted_by(cast.chi)] == ["42-CT/TW"]


def test_two_days_of_one_number_are_two_letters_to_fetch(cast):
    for n, day in enumerate(["12/3/2024", "15/5/2025"]):
        read_in(cast, paper(f"9{n}-CV/TU", "01 tháng 7 năm 2026", words=f"Thực hiện Thông báo số 41-TB/TU ngày {day}."))
    assert [(w.number, w.signed_on.year) for w in wanted_by(cast.chi)] == [("41-TB/TU", 2024), ("41-TB/TU", 2025)]


def test_the_commune_does_not_see_what_the_office_misses(cast, client):
    read_in(cast)
    page = signed_in(client, cast.an).get(reverse("documents:wanted", args=[cast.commune.key]))
    assert list(page.context["page"]) == []
    assert client.get(reverse("documents:wanted", args=[cast.office.key])).status_code == 404
    assert signed_in(client, cast.binh).get(reverse("documents:wanted", args=[cast.commune.key])).status_code == 403


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_asks_the_same_queries_however_many_rows(cast, client, count, django_assert_max_num_queries):
    for n in range(count):
        read_in(cast, paper(f"9{n}-CV/TU", "01 tháng 7 năm 2026", words=f"Thực hiện Thông báo số {n}-TB/TU."))
    signed_in(client, cast.chi)
    with django_assert_max_num_queries(12):
        client.get(reverse("documents:wanted", args=[cast.office.key]))


# A naive register: heads in a list, looked through from the start for every citation.
_NUMBERS = ["7-TB/TU", "8-TB/TU"]
_DAYS = [date(2024, 3, 12), date(2026, 2, 1)]


def naive(cites, letters):
    """By the day that is said; without one the only letter of that number that is young enough for it."""
    number, day, cited_on, own = cites
    fitting = [k for k, (n, on) in letters.items() if n == number and k != own]
    if day:
        fitting = [k for k in fitting if letters[k][1] == day]
    else:
        fitting = [k for k in fitting if letters[k][1] <= cited_on and cited_on.year - letters[k][1].year <= 5]
    heads = {letters[k] for k in fitting}
    return heads.pop() if len(heads) == 1 else None


def head(document):
    return (document.number, document.signed_on) if document else None


def said(day):
    return f"{day.day:02} tháng {day.month} năm {day.year}" if day.month > 2 else f"{day:%d tháng %m năm %Y}"


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_comes_in_whatever_order_ends_the_same(seed):
    rng = random.Random(seed)
    cast = Cast()
    papers = [
        (rng.choice(_NUMBERS), rng.choice(_DAYS), rng.random() < 0.3, rng.random() < 0.2)
        for _ in range(rng.randint(1, 4))
    ]
    citing = [(rng.choice(_NUMBERS), rng.choice([None, *_DAYS]), date(2026, 7, 1)) for _ in range(rng.randint(1, 3))]
    events = [("paper", k) for k in range(len(papers))] + [("cites", k) for k in range(len(citing))]
    ends = []
    for _ in range(2):
        rng.shuffle(events)
        Document.objects.filter(unit=cast.office).delete()
        ends.append(played(cast, events, papers, citing))
    stay = {k: (n, day) for k, (n, day, _late, goes) in enumerate(papers) if not goes}
    wanted = [naive((number, day, on, None), stay) for number, day, on in citing]
    assert ends == [wanted, wanted]


def played(cast, events, papers, citing):
    """Some come with their number unread and are corrected at the end; some are withdrawn."""
    held, cites = {}, {}
    for what, k in events:
        if what == "paper":
            number, day, late, _goes = papers[k]
            held[k] = read_in(cast, paper("" if late else number, said(day), words=f"Rà soát hồ sơ số {k}."))
        else:
            number, day, _on = citing[k]
            dated = f" ngày {day:%d/%m/%Y}" if day else ""
            words = f"Thực hiện Thông báo số {number}{dated}. Lần {k}."
            cites[k] = read_in(cast, paper(f"9{k}-CV/TU", "01 tháng 7 năm 2026", kind="CÔNG VĂN", words=words))
    for k, (number, _day, late, goes) in enumerate(papers):
        if late:
            correct_document(actor=cast.chi, document=held[k], number=number)
        if goes:
            withdraw_document(actor=cast.chi, document=held[k], reason="Nhầm.")
    return [head(cites[k].citations.get().resolved) for k in range(len(citing))]
