"""What a letter is for us, and why: the words of the letter, the tree of its day, and nothing guessed."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from factories.letters import LETTER, on_desk, read_in, signed_in
from factories.street import DAY, Cast, make_everybody, make_group_of, make_unit
from phoihop.documents.actions import correct_document
from phoihop.duties.desk.judging import verdict_of, verdicts_of
from phoihop.duties.desk.naming import remember
from phoihop.duties.desk.working import change_doers, change_item
from phoihop.duties.models import DeskItem
from phoihop.duties.verdict import Kind, Who, judge
from phoihop.org.actions import add_group_alias
from phoihop.reading import Order, Said, Says, read, said_in

WE, COMMUNE, OTHER, NOBODY = Who("Ban", ours=True), Who("Xã", below=1), Who("Sở", others=1), Who("Hội")
KNOWN = {who.words: who for who in (WE, COMMUNE, OTHER, NOBODY)}


def said(*orders, to=(), copied=()):
    says = Says.ORDERS if orders else Says.NO_ORDER
    return Said(
        says, tuple(Order(*o) if isinstance(o, tuple) else Order((o,)) for o in orders), tuple(to), tuple(copied)
    )


def judged(*orders, to=(), copied=()):
    found = judge(said(*orders, to=to, copied=copied), KNOWN.__getitem__)
    return found.kind, [reason.code for reason in found.reasons]


JUDGED = [
    (judged("Ban"), (Kind.OURS, ["ours"])),
    (judged("Xã"), (Kind.ONWARD, ["below"])),
    (judged("Xã", "Ban"), (Kind.OURS, ["ours", "below"])),
    (judged("Sở"), (Kind.NOTHING, ["others"])),
    (judged("Sở", to=["Ban"]), (Kind.INFORM, ["addressed", "others"])),
    (judged("Sở", copied=["Ban"]), (Kind.INFORM, ["copied", "others"])),
    (judged((("Sở",), ("Ban",))), (Kind.INFORM, ["supporting", "others"])),
    (judged("Hội"), (Kind.OPEN, ["unknown"])),
    (judged("Hội", "Ban"), (Kind.OURS, ["ours", "unknown"])),
    (judged(((), ()), to=["Ban"]), (Kind.OURS, ["ours"])),
    (judged(((), ()), to=["Xã"]), (Kind.ONWARD, ["below"])),
    (judged(((), ())), (Kind.OPEN, ["nobody"])),
    (judged(to=["Ban"]), (Kind.INFORM, ["no_order", "addressed"])),
    (judged(to=["Sở"]), (Kind.NOTHING, ["no_order", "to_others"])),
    (judged(to=["Hội"]), (Kind.INFORM, ["no_order"])),
    (judged(), (Kind.INFORM, ["no_order"])),
]


@pytest.mark.parametrize(("found", "wanted"), JUDGED)
def test_the_table_of_verdicts(found, wanted):
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Công thức nấu phở của mẹ tôi rất ngon. Tôi nấu mỗi ngày. Tôi thích.", Kind.NOTHING),
        ("", Kind.OPEN),  # nothing could be read of it
        ("UBND TỈNH LAM GIANG\nSố: 12/UBND-VX\nLam Giang, ngày 05 tháng 3 năm 2026", Kind.OPEN),
    ],
)
def test_what_is_no_letter_or_has_no_body(text, kind):
    assert judge(said_in(read(text).as_json()), KNOWN.__getitem__).kind == kind


_names = st.lists(st.sampled_from(sorted(KNOWN)), max_size=3).map(tuple)
_orders = st.lists(st.tuples(_names, _names), max_size=4)


@given(_orders, _names, _names)
def test_no_duty_of_ours_is_ever_called_nothing(orders, to, copied):
    """Against a naive reader: whoever owes a task is asked one by one."""
    found = judge(said(*orders, to=to, copied=copied), KNOWN.__getitem__)
    owing = [owes or to for owes, _helps in orders]
    ours = any("Ban" in names for names in owing)
    below = any("Xã" in names for names in owing)
    unclear = any(not names or "Hội" in names for names in owing)
    if ours or below:
        assert found.kind == (Kind.OURS if ours else Kind.ONWARD)
        assert found.also == (Kind.ONWARD if ours and below else None)
    elif unclear:
        assert found.kind == Kind.OPEN
    else:
        assert found.kind in {Kind.INFORM, Kind.NOTHING}
    if found.kind == Kind.NOTHING:
        assert not {"Ban", "Xã"} & {*to, *copied, *(name for o, h in orders for name in (*o, *h))}
    assert found.reasons


@pytest.mark.django_db
class TestOnPages:
    @pytest.fixture(autouse=True)
    def standing_day(self, settings, tmp_path):
        settings.DAY = DAY
        settings.FILES_ROOT = tmp_path

    @pytest.fixture
    def cast(self):
        return Cast()

    def test_a_letter_to_the_communes_is_passed_on_by_the_office_and_theirs_to_do(self, cast):
        make_everybody(cast)
        letter = read_in(cast)
        assert verdict_of(cast.chi, letter).kind == Kind.ONWARD
        assert verdict_of(cast.an, letter).kind == Kind.OURS
        (reason,) = verdict_of(cast.chi, letter).reasons
        assert (reason.words, reason.count, reason.units) == (("các xã, phường, đặc khu",), 3, 2)

    def test_whom_nobody_knows_is_not_guessed_and_known_once_named(self, cast):
        letter = read_in(cast)
        assert verdict_of(cast.chi, letter).kind == Kind.OPEN
        group = make_group_of("cấp xã", [cast.commune], date(2020, 1, 1))
        add_group_alias(actor=cast.chi, group=group, words="các xã, phường, đặc khu")
        assert verdict_of(cast.chi, letter).kind == Kind.ONWARD

    def test_the_day_of_the_letter_counts(self, cast):
        late = make_unit("Đảng ủy xã Mới", parent=cast.office, short_name="Xã Mới", starts=date(2026, 7, 1))
        make_group_of("các xã, phường, đặc khu", [late], date(2026, 7, 1))
        letter = read_in(cast)
        assert verdict_of(cast.chi, letter).kind == Kind.ONWARD
        correct_document(actor=cast.chi, document=letter, signed_on=date(2026, 6, 30))
        letter.refresh_from_db()
        assert verdict_of(cast.chi, letter).kind == Kind.OPEN

    def test_many_letters_are_judged_by_as_many_queries_as_one(self, cast, django_assert_max_num_queries):
        make_everybody(cast)
        letters = [read_in(cast, LETTER + f"\n{n}") for n in range(8)]
        with django_assert_max_num_queries(5):
            found = verdicts_of(cast.chi, letters)
        assert {one.kind for one in found.values()} == {Kind.ONWARD}
        assert len(found) == 8

    @pytest.mark.parametrize(("language", "words"), [("vi", "việc giao cấp dưới"), ("en", "duties we pass on")])
    def test_it_stands_on_the_desk_the_letter_and_the_register(self, cast, client, language, words):
        make_everybody(cast)
        desk = on_desk(cast)
        signed_in(client, cast.chi)
        client.post("/ngon-ngu/", {"language": language})
        for name, args in (
            ("desk:desk", [desk.document_id]),
            ("documents:document", [desk.document_id]),
            ("documents:register", []),
        ):
            page = client.get(reverse(name, args=[cast.office.key, *args]))
            assert page.status_code == 200
            assert words in page.content.decode(), name

    def test_the_register_shows_those_of_one_verdict(self, cast, client):
        make_everybody(cast)
        onward = read_in(cast)
        unclear = read_in(cast, LETTER.replace("xã, phường, đặc khu", "hội quần chúng").replace("96-CV", "97-CV"))
        signed_in(client, cast.chi)
        address = reverse("documents:register", args=[cast.office.key])
        shown = {
            kind: [row.pk for row in client.get(address, {"viec": kind}).context["page"]] for kind in [*Kind, "", "x"]
        }
        both = [unclear.pk, onward.pk]
        assert shown == {
            "nothing": [], "inform": [], "ours": [], "onward": [onward.pk], "open": [unclear.pk], "": both, "x": both,
        }  # fmt: skip
        page = client.get(address, {"viec": "onward", "tim": "97-CV"}).content.decode()
        assert '<option value="onward" selected>Việc giao cấp dưới</option>' in page
        assert "Không có văn bản" in page
        rows = client.get(address, {"viec": "open", "dang": "csv"}).getvalue().decode("utf-8-sig")
        assert ("97-CV" in rows, "96-CV" in rows) == (True, False)
        out = client.get(address, {"viec": "onward", "huong": "out"})
        assert (out.context["judgements"], 'name="viec"' in out.content.decode()) == ([], False)

    def test_many_are_sifted_by_as_many_queries_as_one(self, cast, client, django_assert_max_num_queries):
        make_everybody(cast)
        for n in range(8):
            read_in(cast, LETTER + f"\n{n}")
        signed_in(client, cast.chi)
        address = reverse("documents:register", args=[cast.office.key])
        client.get(address)
        with django_assert_max_num_queries(20):
            page = client.get(address, {"viec": "onward"}).context["page"]
        assert page.paginator.count == 8

    def test_an_auditor_reads_it_too(self, cast, client):
        make_everybody(cast)
        letter = read_in(cast)
        page = signed_in(client, cast.auditor).get(reverse("documents:document", args=[cast.office.key, letter.pk]))
        assert "việc giao cấp dưới" in page.content.decode()

    def test_what_the_clerk_says_of_who_owes_is_what_the_verdict_says(self, cast):
        """By a correction on the desk; of another letter once the spelling was remembered, though it is older."""
        text = LETTER.replace("Các xã, phường, đặc khu", "ĐU Bến Lạ").replace("các xã, phường, đặc khu", "ĐU Bến Lạ")
        desk, other = on_desk(cast, text), read_in(cast, text.replace("96-CV", "97-CV"))
        assert [verdict_of(cast.chi, one).kind for one in (desk.document, other)] == [Kind.OPEN] * 2
        unit = {"words": "ĐU Bến Lạ", "part": "do", "units": [cast.commune.key], "groups": []}
        change_doers(actor=cast.chi, desk=desk, doers=[unit], seen=None)
        for item in desk.items.exclude(doers=None):
            change_item(actor=cast.chi, desk=desk, item=item, doers=[unit], seen=None)
        assert verdict_of(cast.chi, desk.document).kind == Kind.ONWARD
        assert verdict_of(cast.chi, other).kind == Kind.OPEN
        remember(cast.chi, unit, text)
        assert verdict_of(cast.chi, other).kind == Kind.ONWARD

    def test_of_what_is_no_duty_nothing_is_left_to_do(self, cast):
        make_everybody(cast)
        desk = on_desk(cast)
        for item in desk.items.all():
            change_item(actor=cast.chi, desk=desk, item=item, status=DeskItem.Status.REJECTED, seen=None)
        found = verdict_of(cast.chi, desk.document)
        assert (found.kind, [reason.code for reason in found.reasons]) == (Kind.INFORM, ["no_order", "addressed"])

    def test_what_the_clerk_has_not_given_out_yet_is_not_told_below(self, cast):
        make_everybody(cast)
        desk = on_desk(cast)
        for item in desk.items.all():
            change_item(actor=cast.chi, desk=desk, item=item, status=DeskItem.Status.REJECTED, seen=None)
        assert verdict_of(cast.an, desk.document).kind == Kind.OURS
