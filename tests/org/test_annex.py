"""A decision's annex: dropped, matched to the units of the day before, chosen about, tried, taken in once."""

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from factories.replay import replayed
from factories.street import make_unit, system
from org.conftest import House
from phoihop.audit.models import Record
from phoihop.org.actions import StepGiven, add_alias, restructure, withdraw_restructuring
from phoihop.org.models import AnnexDraft, Placement, Restructuring, Succession, Unit, UnitCode, UnitVersion

pytestmark = pytest.mark.django_db
HEADS = ["STT", "Tên ĐVHC mới", "Các ĐVHC sáp nhập"]
REFORM = date(2026, 7, 14)


@pytest.fixture(name="province")
def _province(db):
    return replayed("annexed", _with_districts)


def _with_districts():
    """Two districts; «Xã Tân Lập» stands in both."""
    house = House()
    house.places = {}
    for district in ("Mường Lăng", "Kỳ Hoa"):
        house.__dict__[district] = make_unit(
            f"Huyện ủy {district}", parent=house.office, kind="district", short_name=f"Huyện {district}"
        )
    for district, names in {
        "Mường Lăng": ["Co Mạ", "Nà Phát", "Tân Lập", "Pác Lùng"],
        "Kỳ Hoa": ["Tân Lập", "Kỳ Lợi"],
    }.items():
        for name in names:
            parent = house.__dict__[district]
            house.places[name, district] = make_unit(f"Đảng ủy xã {name}", parent=parent, short_name=f"Xã {name}")
    return house


def csv_of(rows, heads=HEADS, name="phụ lục.csv"):
    lines = [";".join(str(cell) for cell in row) for row in [heads, *rows]]
    return SimpleUploadedFile(name, "\n".join(lines).encode())


def xlsx_of(rows, heads=HEADS):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Phụ lục")
        for line, row in enumerate([heads, *rows]):
            sheet.write_row(line, 0, row)
    return SimpleUploadedFile("phu-luc.xlsx", out.getvalue())


def text_of(words):
    return SimpleUploadedFile("nq.txt", words.encode())


def drop(client, house, file, day="14/7/2026"):
    answer = client.post(f"/dv/{house.office.key}/phu-luc/", {"file": file, "effective": day, "decision": "NQ 9"})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def press(client, address, **fields):
    """What is taken in is looked at on the page of its decision and then decided there."""
    answer = client.post(address, fields)
    if fields.get("do") == "apply" and answer.status_code == 302 and "/sap-xep/" in answer.url:
        page = client.get(answer.url)
        if page.context["preview"] and not page.context["problems"]:
            client.post(f"{answer.url}quyet/", {"mark": page.context["preview"].mark})
    return answer


def unit_named(name):
    return UnitVersion.objects.standing().get(name=name, ends=None).unit


def heirs(unit):
    return {row.target.key: row.share for row in Succession.objects.filter(source=unit).select_related("target")}


WHOLE = [[1, "Xã Co Mạ Mới", "xã Co Mạ, xã Nà Phát"]]


def test_an_annex_is_shown_before_anything_changes(province, sign_in):
    client = sign_in(province.ivy)
    before = Unit.objects.count(), Restructuring.objects.count()

    page = client.get(drop(client, province, csv_of(WHOLE)))

    plan = page.context["plan"]
    assert (plan.open, plan.mistakes, [row.place for row in plan.rows]) == (0, [], ["B2"])
    assert [source.slot.unit.name for source in plan.rows[0].sources] == ["Đảng ủy xã Co Mạ", "Đảng ủy xã Nà Phát"]
    assert (Unit.objects.count(), Restructuring.objects.count()) == before


def test_tried_it_says_what_it_would_do_and_leaves_nothing(province, sign_in):
    client = sign_in(province.ivy)
    address = drop(client, province, csv_of(WHOLE))
    before = Unit.objects.count(), Restructuring.objects.count(), Record.objects.count()

    page = press(client, address, do="try")

    assert page.context["said"] == [
        "Thành lập «Đảng ủy xã Co Mạ Mới» (Xã), trực thuộc «Huyện ủy Mường Lăng».",
        "Nhập «Đảng ủy xã Co Mạ» vào «Đảng ủy xã Co Mạ Mới».",
        "Nhập «Đảng ủy xã Nà Phát» vào «Đảng ủy xã Co Mạ Mới».",
    ]
    assert (Unit.objects.count(), Restructuring.objects.count(), Record.objects.count()) == before


def test_taken_in_it_is_one_decision_named_as_the_old_ones_were(province, sign_in):
    client = sign_in(province.ivy)
    made_before = Restructuring.objects.count()
    address = drop(client, province, csv_of(WHOLE))

    answer = press(client, address, do="apply")

    made = Restructuring.objects.latest("pk")
    assert Restructuring.objects.count() == made_before + 1
    assert (answer.url, made.status, made.decision) == (
        f"/dv/{province.office.key}/sap-xep/{made.pk}/",
        "applied",
        "NQ 9",
    )
    new = unit_named("Đảng ủy xã Co Mạ Mới")
    assert (new.key, UnitVersion.objects.get(unit=new).short_name) == ("xa-co-ma-moi", "Xã Co Mạ Mới")
    assert Placement.objects.on(REFORM).get(unit=new).parent == province.__dict__["Mường Lăng"]
    assert heirs(province.places["Co Mạ", "Mường Lăng"]) == {new.key: 1_000_000}


@pytest.mark.parametrize("again", [csv_of, xlsx_of])
def test_the_same_annex_twice_changes_nothing(province, sign_in, again):
    client = sign_in(province.ivy)
    address = drop(client, province, csv_of(WHOLE))
    assert drop(client, province, again(WHOLE)) == address
    press(client, address, do="apply")
    counts = Unit.objects.count(), Restructuring.objects.count(), AnnexDraft.objects.count()

    page = client.get(drop(client, province, again(WHOLE)))
    press(client, address, do="apply")

    assert page.context["done"].title.startswith("Sắp xếp theo phụ lục")
    assert (Unit.objects.count(), Restructuring.objects.count(), AnnexDraft.objects.count()) == counts


def test_after_the_decision_is_withdrawn_the_annex_can_come_again(province, sign_in):
    client = sign_in(province.ivy)
    address = drop(client, province, csv_of(WHOLE), day="1/9/2026")
    press(client, address, do="apply")
    made = Restructuring.objects.latest("pk")
    assert made.status == "planned"
    withdraw_restructuring(actor=system(), restructuring=made, reason="Sai")

    assert drop(client, province, csv_of(WHOLE)) != address


def test_a_day_to_come_is_planned(province, sign_in):
    client = sign_in(province.ivy)
    press(client, drop(client, province, csv_of(WHOLE), day="1/9/2026"), do="apply")
    assert Restructuring.objects.latest("pk").status == "planned"
    assert not Unit.objects.filter(key="xa-co-ma-moi").exists()


def slots(page):
    return {slot.named.words: (slot.state, slot.match.why) for slot in page.context["plan"].slots if not slot.makes}


def test_homonyms_are_told_apart_by_district_by_company_or_asked(province, sign_in):
    client = sign_in(province.ivy)
    said = slots(client.get(drop(client, province, csv_of([[1, "Xã A", "xã Tân Lập (huyện Kỳ Hoa), xã Kỳ Lợi"]]))))
    assert said["xã Tân Lập"] == ("sure", "")
    said = slots(client.get(drop(client, province, csv_of([[1, "Xã A", "xã Tân Lập, xã Kỳ Lợi"]]))))
    assert said["xã Tân Lập"] == ("sure", "company")
    said = slots(client.get(drop(client, province, csv_of([[1, "Xã A", "xã Tân Lập"]]))))
    assert said["xã Tân Lập"] == ("doubtful", "several")
    said = slots(client.get(drop(client, province, csv_of([[1, "Xã A", "xã Kỳ Lợi (huyện Mường Lăng)"]]))))
    assert said["xã Kỳ Lợi"] == ("doubtful", "district")


def test_other_spellings_other_kinds_earlier_names_and_strangers(province, sign_in):
    client = sign_in(province.ivy)
    renamed = province.places["Pác Lùng", "Mường Lăng"]
    step = StepGiven("rename", renamed.key, {"name": "Đảng ủy xã Pác Mới", "short_name": "Xã Pác Mới"})
    restructure(actor=system(), title="Đổi tên", effective=date(2026, 6, 1), steps=[step])
    add_alias(actor=system(date(2026, 7, 1)), unit=province.places["Kỳ Lợi", "Kỳ Hoa"], words="xã Lợi Kỳ")
    listed = "xã Co Ma, xã Nà Phạt, thị trấn Kỳ Lợi, xã Pác Lùng, xã Nà Phátt, xã Lạ Hoắc, xã Lợi Kỳ"

    said = slots(client.get(drop(client, province, csv_of([[1, "Xã A", listed]]))))

    assert said == {
        "xã Co Ma": ("sure", ""),  # written without any marks
        "xã Nà Phạt": ("doubtful", "marks"),
        "thị trấn Kỳ Lợi": ("doubtful", "kind"),
        "xã Pác Lùng": ("doubtful", "earlier"),
        "xã Nà Phátt": ("doubtful", "near"),
        "xã Lạ Hoắc": ("missing", "missing"),
        "xã Lợi Kỳ": ("sure", "alias"),
    }


def test_what_was_chosen_is_remembered_taken_back_and_needed(province, sign_in):
    client = sign_in(province.ivy)
    file = [[1, "Xã A", "xã Tân Lập, xã Lạ Hoắc"]]
    address = drop(client, province, csv_of(file))
    plan = client.get(address).context["plan"]
    tan_lap, stranger = (slot for slot in plan.slots if slot.open)
    wanted = province.places["Tân Lập", "Kỳ Hoa"]
    assert press(client, address, do="try").status_code == 400
    press(client, address, do="apply")
    assert not Unit.objects.filter(key="xa-a").exists()

    press(client, address, do="choose", **{f"slot-{tan_lap.id}": wanted.key, f"slot-{stranger.id}": "skip"})
    assert client.get(drop(client, province, csv_of(file))).context["plan"].open == 0
    press(client, address, do="undo")
    assert client.get(address).context["plan"].open == 2
    press(client, address, do="choose", **{f"slot-{stranger.id}": "skip"})
    press(client, address, do="choose", **{f"other-{tan_lap.id}": f"Đảng ủy xã Tân Lập ({wanted.key})"})
    press(client, address, do="apply")

    assert heirs(wanted) == {"xa-a": 1_000_000}
    assert AnnexDraft.objects.get().choices[0] == {"slot": {stranger.id: "skip"}, "share": {}, "seen": {}}


def test_a_name_that_nobody_bears_is_refused_when_it_is_typed(province, sign_in):
    client = sign_in(province.ivy)
    address = drop(client, province, csv_of([[1, "Xã A", "xã Lạ Hoắc"]]))
    slot = next(slot for slot in client.get(address).context["plan"].slots if slot.open)

    page = client.post(address, {"do": "choose", f"other-{slot.id}": "Xã Không Đâu"}, follow=True)

    assert "Không Đâu" in page.content.decode()
    assert AnnexDraft.objects.get().choices == []


PARTS = [
    [1, "Xã A", "xã Co Mạ, một phần xã Pác Lùng (thôn 1)"],
    [2, "Xã B", "phần còn lại của xã Pác Lùng, xã Nà Phát"],
]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"how": "equal"}, {"xa-a": 500_000, "xa-b": 500_000}),
        ({"how": "typed", "part": ["37,5", "62.5"]}, {"xa-a": 375_000, "xa-b": 625_000}),
    ],
)
def test_a_divided_unit_needs_a_share_and_gets_the_one_that_was_chosen(province, sign_in, fields, wanted):
    client = sign_in(province.ivy)
    address = drop(client, province, csv_of(PARTS))
    (division,) = client.get(address).context["plan"].divisions
    assert (division.state, division.why) == ("open", "share")
    assert press(client, address, do="try").status_code == 400

    client.post(address, {"do": "choose"} | {f"{name}-{division.slot}": value for name, value in fields.items()})
    press(client, address, do="apply")

    assert heirs(province.places["Pác Lùng", "Mường Lăng"]) == wanted


@pytest.mark.parametrize("typed", [["40", "50"], ["0", "100"], ["a", "b"], ["100"], [], ["-10", "110"], ["nan", "1"]])
def test_shares_that_are_none_are_refused(province, sign_in, typed):
    client = sign_in(province.ivy)
    address = drop(client, province, csv_of(PARTS))
    (division,) = client.get(address).context["plan"].divisions

    client.post(address, {"do": "choose", f"how-{division.slot}": "typed", f"part-{division.slot}": typed})

    assert client.get(address).context["plan"].divisions[0].open


def test_shares_read_from_a_column_of_people_are_shown_as_such(province, sign_in):
    client = sign_in(province.ivy)
    heads = ["ĐVHC cũ", "ĐVHC mới", "Dân số", "Ghi chú"]
    rows = [["Xã Pác Lùng", "Xã A", "2.000", "Một phần"], ["Xã Pác Lùng", "Xã B", "3.000", "Phần còn lại"]]
    address = drop(client, province, csv_of([*rows, ["Xã Co Mạ", "Xã B", "10", ""]], heads))
    (division,) = client.get(address).context["plan"].divisions
    assert (division.state, division.basis) == ("read", "people")

    press(client, address, do="apply")

    assert heirs(province.places["Pác Lùng", "Mường Lăng"]) == {"xa-a": 400_000, "xa-b": 600_000}


@pytest.mark.parametrize(("how", "ends"), [("stays", False), ("all", True)])
def test_a_part_whose_rest_is_not_told_is_asked_about(province, sign_in, how, ends):
    client = sign_in(province.ivy)
    address = drop(client, province, csv_of([[1, "Xã A", "xã Co Mạ, một phần xã Pác Lùng"]]))
    (division,) = client.get(address).context["plan"].divisions
    assert (division.state, division.why) == ("open", "rest")

    press(client, address, do="choose", **{f"how-{division.slot}": how})
    press(client, address, do="apply")

    unit = province.places["Pác Lùng", "Mường Lăng"]
    assert UnitVersion.objects.on(REFORM).filter(unit=unit).exists() is not ends
    assert bool(heirs(unit)) is ends


def test_a_new_unit_of_a_living_name_is_asked_about_and_may_go_on(province, sign_in):
    client = sign_in(province.ivy)
    address = drop(client, province, csv_of([[1, "Xã Co Mạ", "xã Nà Phát"]]))
    (slot,) = [slot for slot in client.get(address).context["plan"].slots if slot.makes]
    assert (slot.open, slot.match.why) == (True, "exists")
    goes_on = province.places["Co Mạ", "Mường Lăng"]

    press(client, address, do="choose", **{f"slot-{slot.id}": goes_on.key})
    press(client, address, do="apply")

    assert heirs(province.places["Nà Phát", "Mường Lăng"]) == {goes_on.key: 1_000_000}
    assert UnitVersion.objects.on(REFORM).filter(unit=goes_on).exists()


def test_names_kinds_and_ends_by_sentences(province, sign_in):
    client = sign_in(province.ivy)
    words = (
        "1. Nhập xã Nà Phát vào xã Co Mạ.\n2. Đổi tên xã Pác Lùng thành xã Pác Mới.\n"
        "3. Chuyển xã Kỳ Lợi thành phường Kỳ Lợi.\n4. Giữ nguyên xã Tân Lập (huyện Kỳ Hoa), xã Tân Lập (huyện Mường Lăng).\n"
        "5. Giải thể huyện Mường Lăng và huyện Kỳ Hoa."
    )
    address = drop(client, province, text_of(words))
    assert client.get(address).context["plan"].open == 0

    press(client, address, do="apply")

    kept = province.places["Pác Lùng", "Mường Lăng"]
    assert UnitVersion.objects.on(REFORM).get(unit=kept).name == "Đảng ủy xã Pác Mới"
    ward = UnitVersion.objects.on(REFORM).get(unit=province.places["Kỳ Lợi", "Kỳ Hoa"])
    assert (ward.name, ward.kind, ward.short_name) == ("Đảng ủy phường Kỳ Lợi", "ward", "Phường Kỳ Lợi")
    assert not UnitVersion.objects.on(REFORM).filter(unit__key__startswith="huyen").exists()
    living = [unit for unit in province.places.values() if UnitVersion.objects.on(REFORM).filter(unit=unit).exists()]
    assert {Placement.objects.on(REFORM).get(unit=unit).parent_id for unit in living} == {province.office.pk}
    assert len(living) == 5


def test_what_stood_below_moves_to_who_follows(province, sign_in):
    client = sign_in(province.ivy)
    cell = make_unit("Chi bộ 1", parent=province.places["Co Mạ", "Mường Lăng"], kind="agency")
    press(client, drop(client, province, csv_of(WHOLE)), do="apply")
    assert Placement.objects.on(REFORM).get(unit=cell).parent.key == "xa-co-ma-moi"


def test_a_new_unit_may_take_the_code_of_one_that_ends(province, sign_in):
    client = sign_in(province.ivy)
    old = province.places["Co Mạ", "Mường Lăng"]
    UnitCode.objects.create(unit=old, scheme="tckt", code="03646", starts=date(2020, 1, 1), recorded=system().at)
    heads = ["Mã ĐVHC cũ", "Tên ĐVHC cũ", "Mã ĐVHC mới", "Tên ĐVHC mới"]
    rows = [["03646", "Xã Co Mạ", "03646", "Xã A"], ["", "Xã Nà Phát", "03646", "Xã A"]]

    press(client, drop(client, province, csv_of(rows, heads)), do="apply")

    assert UnitCode.objects.on(REFORM).get(code="03646").unit.key == "xa-a"
    assert UnitCode.objects.on(date(2026, 7, 13)).get(code="03646").unit == old


def test_one_unit_under_two_names_is_said_at_its_cell(province, sign_in):
    client = sign_in(province.ivy)
    wanted = province.places["Co Mạ", "Mường Lăng"]
    address = drop(client, province, csv_of([[1, "Xã A", "xã Co Mạ"], [2, "Xã B", "xã Lạ Hoắc"]]))
    slot = next(slot for slot in client.get(address).context["plan"].slots if slot.open)

    press(client, address, do="choose", **{f"slot-{slot.id}": wanted.key})

    assert [mistake.place for mistake in client.get(address).context["plan"].mistakes] == ["C3"]


def test_a_sentence_that_is_not_understood_must_be_looked_at(province, sign_in):
    client = sign_in(province.ivy)
    address = drop(
        client, province, text_of("1. Nhập xã Nà Phát vào xã Co Mạ.\n2. Sắp xếp lại xã Pác Lùng cho phù hợp.")
    )
    plan = client.get(address).context["plan"]
    assert [(remark.place, remark.seen) for remark in plan.remarks] == [("dòng 2", False)]
    assert press(client, address, do="try").status_code == 400

    press(client, address, do="choose", **{f"seen-{plan.remarks[0].id}": "1"})

    assert press(client, address, do="try").status_code == 200


def test_new_units_stand_where_the_head_says(province, sign_in):
    client = sign_in(province.ivy)
    address = drop(client, province, csv_of(WHOLE))
    head = {"title": "Sắp xếp", "decision": "", "effective": "14/7/2026", "under": province.office.key}

    press(client, address, do="head", **head)
    press(client, address, do="apply")

    assert Placement.objects.on(REFORM).get(unit__key="xa-co-ma-moi").parent == province.office
    assert Restructuring.objects.latest("pk").title == "Sắp xếp"


def test_said_twice_of_the_same_unit_is_said_once(province, sign_in):
    client = sign_in(province.ivy)
    address = drop(client, province, text_of("Nhập xã Nà Phát vào xã Co Mạ.\nNhập xã Nà Phát vào xã Co Mạ."))
    assert client.get(address).context["plan"].open == 0
    press(client, address, do="apply")
    goes_on = province.places["Co Mạ", "Mường Lăng"]
    assert heirs(province.places["Nà Phát", "Mường Lăng"]) == {goes_on.key: 1_000_000}


def test_units_of_both_districts_stand_under_what_is_above_both(province, sign_in):
    client = sign_in(province.ivy)
    press(client, drop(client, province, csv_of([[1, "Xã A", "xã Co Mạ, xã Kỳ Lợi"]])), do="apply")
    assert Placement.objects.on(REFORM).get(unit__key="xa-a").parent == province.office


@pytest.mark.parametrize("file", [
    SimpleUploadedFile("a.xlsx", b"PK\x03\x04"),
    SimpleUploadedFile("a.txt", "Kính gửi các đồng chí.".encode()),
    SimpleUploadedFile("a.pdf", b"%PDF-1.4"),
    SimpleUploadedFile("a.csv", b"a,b\n1,2\n"),
])  # fmt: skip
def test_what_is_no_annex_gets_a_sentence(province, sign_in, file):
    answer = sign_in(province.ivy).post(f"/dv/{province.office.key}/phu-luc/", {"file": file, "effective": "14/7/2026"})
    assert answer.status_code == 400
    assert len(answer.context["form"].errors["file"]) == 1
    assert not AnnexDraft.objects.exists()


def test_an_annex_of_another_unit_is_absent_and_who_has_no_such_role_is_refused(province, sign_in):
    address = drop(sign_in(province.ivy), province, csv_of(WHOLE))
    pk = address.rstrip("/").rpartition("/")[2]
    assert sign_in(province.binh).get(f"/dv/{province.commune.key}/phu-luc/{pk}/").status_code == 404
    assert sign_in(province.chi).get(address).status_code == 403


def test_put_away_it_is_gone_and_may_be_dropped_again(province, sign_in):
    client = sign_in(province.ivy)
    address = drop(client, province, csv_of(WHOLE))
    press(client, address, do="drop")
    assert client.get(address).status_code == 404
    assert drop(client, province, csv_of(WHOLE)) != address
