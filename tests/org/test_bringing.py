"""Units and people from a list: looked over first, then done as one; the same list twice changes nothing."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from factories.street import DAY, make_unit
from phoihop.audit.models import Record
from phoihop.extract import read_rows
from phoihop.org.models import Placement, Restructuring, Role, Unit, UnitCode, UnitGroup, UnitVersion
from phoihop.org.queries import members_on, name_on

pytestmark = pytest.mark.django_db
HEADS = ["Khóa", "Tên đầy đủ *", "Tên gọi tắt", "Loại", "Trực thuộc", "Mã"]
GOOD = [
    ["", "Đảng ủy xã Thượng Trà", "Xã Thượng Trà", "Xã", "huyen-moi", "tckt: 00123"],
    ["huyen-moi", "Huyện ủy Mới", "", "district", "", ""],
    ["", "Văn phòng Trung ương", "", "Cơ quan ngoài", "", ""],
]


def csv_of(rows, heads=HEADS):
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in [heads, *rows])
    return SimpleUploadedFile("đơn vị.csv", text.encode())


def xlsx_of(rows, heads=HEADS):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate([["Danh sách đơn vị"], heads, *rows]):
            sheet.write_row(line, 0, row)
    return SimpleUploadedFile("don-vi.xlsx", out.getvalue())


def look_over(client, house, file, at="ban"):
    return client.post(
        f"/dv/{house.office.key}/nhap-don-vi/",
        {"file": file, "effective": "01/7/2026", "decision": "Quyết định 9-QĐ/TU"},
    )


def take_in(client, house, page):
    return client.post(f"/dv/{house.office.key}/nhap-don-vi/", {"kept": page.context["kept"]})


def cells(page):
    return [problem.cell for problem in page.context["problems"]]


def test_a_list_is_looked_over_without_changing_anything(house, sign_in):
    before = Unit.objects.count(), Record.objects.count()

    page = look_over(sign_in(house.ivy), house, csv_of(GOOD))

    assert (page.status_code, page.context["new"], page.context["there"], cells(page)) == (200, 3, 0, [])
    assert (Unit.objects.count(), Record.objects.count()) == before


def test_taken_in_it_is_one_decision_with_parents_before_children(house, sign_in):
    client = sign_in(house.ivy)
    made_before = Restructuring.objects.count()

    answer = take_in(client, house, look_over(client, house, csv_of(GOOD)))

    assert Restructuring.objects.count() == made_before + 1
    decision = Restructuring.objects.latest("pk")
    assert answer.url == f"/dv/{house.office.key}/sap-xep/{decision.pk}/"
    assert (decision.status, str(decision.effective), decision.decision) == (
        "applied",
        "2026-07-01",
        "Quyết định 9-QĐ/TU",
    )
    commune = Unit.objects.get(key="dang-uy-xa-thuong-tra")
    assert Placement.objects.on(DAY).get(unit=commune).parent.key == "huyen-moi"
    assert Placement.objects.on(DAY).get(unit__key="huyen-moi").parent == house.office
    assert Placement.objects.on(DAY).get(unit__key="van-phong-trung-uong").parent is None
    assert (UnitCode.objects.get(unit=commune).scheme, UnitCode.objects.get(unit=commune).code) == ("tckt", "00123")
    assert UnitVersion.objects.get(unit=commune).short_name == "Xã Thượng Trà"
    assert client.get(answer.url).status_code == 200


GROUPED = [
    ["", "Đảng ủy xã Thượng Trà", "", "Xã", "", "", "các xã, phường;  Khối khoa giáo ; các xã, phường"],
    ["", "Sở Khoa học", "", "Cơ quan", "", "", "khối khoa giáo"],
]


@pytest.mark.parametrize("made", [csv_of, xlsx_of])
def test_groups_come_with_the_units_each_made_once(house, sign_in, made):
    client = sign_in(house.ivy)
    answer = take_in(client, house, look_over(client, house, made(GROUPED, [*HEADS, "Nhóm"])))
    assert answer.status_code == 302
    by_name = {
        g.name: {u.key for u in Unit.objects.filter(pk__in=members_on(g.pk, DAY))} for g in UnitGroup.objects.all()
    }
    assert by_name == {
        "các xã, phường": {"dang-uy-xa-thuong-tra"},
        "Khối khoa giáo": {"dang-uy-xa-thuong-tra", "so-khoa-hoc"},
    }
    assert [members_on(g.pk, date(2026, 6, 30)) for g in UnitGroup.objects.all()] == [[], []]
    out = b"".join(client.get(f"/dv/{house.office.key}/don-vi/", {"dang": "xlsx"}).streaming_content)
    rows = {row[1]: row[6] for row in read_rows(out, "a.xlsx")[0].rows[1:]}
    assert rows["Đảng ủy xã Thượng Trà"] == "Khối khoa giáo; các xã, phường"


def test_a_day_before_the_unit_above_was_there_is_refused_while_looking(house, sign_in):
    page = sign_in(house.ivy).post(
        f"/dv/{house.office.key}/nhap-don-vi/", {"file": csv_of(GOOD), "effective": "01/7/2019"}
    )
    assert (page.status_code, list(page.context["form"].errors)) == (400, ["effective"])


def test_only_who_administers_the_whole_fills_groups(house, sign_in):
    page = sign_in(house.binh).post(
        f"/dv/{house.commune.key}/nhap-don-vi/",
        {"file": csv_of(GROUPED[:1], [*HEADS, "Nhóm"]), "effective": "01/7/2026"},
    )
    assert (page.status_code, cells(page)) == (400, ["G2"])


def test_the_same_list_twice_changes_nothing_whatever_kind_of_file(house, sign_in):
    client = sign_in(house.ivy)
    first = look_over(client, house, csv_of(GOOD))
    take_in(client, house, first)
    counts = Unit.objects.count(), Restructuring.objects.count()

    again = look_over(client, house, xlsx_of(GOOD))
    take_in(client, house, first)

    assert (again.context["there"], again.context["new"], again.context["kept"]) == (3, 0, "")
    assert (Unit.objects.count(), Restructuring.objects.count()) == counts


def test_every_error_is_said_at_its_cell(house, sign_in):
    make_unit("Đảng ủy xã Trùng", parent=house.office, key="t1")
    make_unit("Đảng ủy xã Trùng", parent=house.commune, key="t2")
    rows = [
        ["", "", "", "Xã", "", ""],
        ["", "Một", "", "làng", "", ""],
        ["", "Hai", "", "Xã", "không có", ""],
        ["", "Ba", "", "Xã", "Đảng ủy xã Trùng", ""],
        ["KHÓA XẤU", "Bốn", "", "Xã", "", ""],
        [house.commune.key, "Tên khác", "", "Xã", "", ""],
        ["", "Năm", "", "Xã", "", "00123"],
        ["", "Năm", "", "Xã", "", ""],
    ]
    page = look_over(sign_in(house.ivy), house, xlsx_of(rows))

    assert page.status_code == 400
    assert cells(page) == ["B3", "D4", "E5", "E6", "A7", "A8", "F9", "B10"]
    assert page.context["kept"] == ""


def test_units_under_each_other_in_a_circle_are_refused(house, sign_in):
    rows = [["a", "A", "", "Xã", "b", ""], ["b", "B", "", "Xã", "a", ""]]

    assert cells(look_over(sign_in(house.ivy), house, csv_of(rows))) == ["E2", "E3"]


def test_what_is_no_list_is_refused_with_a_sentence(house, sign_in):
    client = sign_in(house.ivy)
    for file in (
        SimpleUploadedFile("a.xlsx", b"PK\x03\x04"),
        SimpleUploadedFile("a.csv", b"a,b\n1,2\n"),
        csv_of([]),
        SimpleUploadedFile("a.pdf", b"%PDF-1.4"),
    ):
        page = look_over(client, house, file)
        assert page.status_code == 400
        assert len(page.context["form"].errors["file"]) == 1


def test_a_sheet_looked_over_by_one_is_not_taken_in_by_another(house, sign_in, client):
    page = look_over(sign_in(house.ivy), house, csv_of(GOOD))
    before = Unit.objects.count()

    answer = sign_in(house.binh).post(f"/dv/{house.commune.key}/nhap-don-vi/", {"kept": page.context["kept"]})

    assert answer.url == f"/dv/{house.commune.key}/nhap-don-vi/"
    assert Unit.objects.count() == before


def test_the_administrator_of_a_commune_enters_units_under_it_only(house, sign_in):
    client = sign_in(house.binh)
    rows = [["", "Chi bộ 1", "", "Cơ quan", "", ""], ["", "Chi bộ 2", "", "Cơ quan", house.office.key, ""]]

    page = client.post(f"/dv/{house.commune.key}/nhap-don-vi/", {"file": csv_of(rows), "effective": "01/7/2026"})

    assert cells(page) == ["E3"]
    page = client.post(f"/dv/{house.commune.key}/nhap-don-vi/", {"file": csv_of(rows[:1]), "effective": "01/7/2026"})
    client.post(f"/dv/{house.commune.key}/nhap-don-vi/", {"kept": page.context["kept"]})
    assert Placement.objects.on(DAY).get(unit__key="chi-bo-1").parent == house.commune


def test_a_day_to_come_is_kept_as_planned(house, sign_in):
    client = sign_in(house.ivy)
    page = client.post(f"/dv/{house.office.key}/nhap-don-vi/", {"file": csv_of(GOOD), "effective": "01/9/2026"})

    take_in(client, house, page)

    assert Restructuring.objects.latest("pk").status == "planned"
    assert not Unit.objects.filter(key="huyen-moi").exists()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_exported_list_brought_back_changes_nothing(house, sign_in, kind):
    client = sign_in(house.ivy)
    take_in(client, house, look_over(client, house, csv_of(GOOD)))

    file = client.get(f"/dv/{house.office.key}/don-vi/?dang={kind}").getvalue()
    page = look_over(client, house, SimpleUploadedFile(f"don-vi.{kind}", file))

    assert (page.context["new"], page.context["there"], cells(page)) == (0, 6, [])


@pytest.mark.parametrize("address", ["nhap-don-vi/mau/", "con-nguoi/danh-sach/mau/"])
def test_the_template_has_the_headings_that_are_read(house, sign_in, address):
    file = sign_in(house.ivy).get(f"/dv/{house.office.key}/{address}").content

    first, second, _choices = read_rows(file, "mau.xlsx")
    assert len([cell for cell in first.rows[0] if cell]) == (7 if "don-vi" in address else 4)
    assert len(second.rows) == len(first.rows[0])
    answer = sign_in(house.ivy).post(
        f"/dv/{house.office.key}/{address.removesuffix('mau/')}",
        {"file": SimpleUploadedFile("mau.xlsx", file), "effective": "01/7/2026"},
    )
    assert answer.context["form"].errors["file"] == [
        "Dưới dòng tiêu đề chưa có dòng nào. Hãy điền ít nhất một dòng rồi gửi lại tệp."
    ]


PEOPLE = ["Họ và tên", "Thư điện tử", "Đơn vị", "Vai"]


def people(client, house, rows):
    return client.post(f"/dv/{house.office.key}/con-nguoi/danh-sach/", {"file": csv_of(rows, PEOPLE)})


def test_people_are_invited_all_at_once(house, sign_in, django_capture_on_commit_callbacks):
    client = sign_in(house.ivy)
    an = house.user(house.an)
    rows = [
        ["Lò Thị Mận", "man@lamgiang.example", "Xã Suối Trúc", "Unit head"],
        ["Sùng A Páo", "pao@lamgiang.example", house.other.key, "officer"],
        ["An", an.email, "Xã Suối Trúc", "officer"],
    ]
    page = people(client, house, rows)
    assert (page.context["total"], page.context["new"], cells(page)) == (3, 2, [])
    assert not mail.outbox

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/dv/{house.office.key}/con-nguoi/danh-sach/", {"kept": page.context["kept"]})

    assert sorted(m.to[0] for m in mail.outbox) == ["man@lamgiang.example", "pao@lamgiang.example"]
    assert Role.objects.get(user__email="man@lamgiang.example").unit == house.commune
    assert name_on(house.commune.pk, DAY) == "Đảng ủy xã Suối Trúc"


def test_errors_among_people_are_said_at_their_cells(house, sign_in):
    rows = [["", "không phải thư", "Xã Lạ", "vua"]]

    page = people(sign_in(house.ivy), house, rows)

    assert sorted(cells(page)) == ["A2", "B2", "C2", "D2"]


def test_a_kind_with_a_comma_is_one_choice_of_the_template(house, sign_in):
    """Excel parts a list at commas; a range it does not."""
    answer = sign_in(house.ivy).get(f"/dv/{house.office.key}/nhap-don-vi/mau/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer) if answer.streaming else answer.content)) as book:
        sheet, notes = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/sharedStrings.xml").decode()

    assert "!$D$1:$D$" in sheet
    assert "<t>Hội, đoàn thể</t>" in notes


def test_a_refused_form_says_which_file_must_be_chosen_again(house, sign_in):
    page = sign_in(house.ivy).post(
        f"/dv/{house.office.key}/nhap-don-vi/", {"file": csv_of(GOOD), "effective": "31/2/2026", "decision": ""}
    )
    assert page.status_code == 400
    assert "Tệp «đơn vị.csv» chưa được nhận, hãy chọn lại." in page.content.decode()
    fresh = sign_in(house.ivy).get(f"/dv/{house.office.key}/nhap-don-vi/")
    assert "chưa được nhận" not in fresh.content.decode()


def test_a_code_in_use_is_said_at_its_cell(house, sign_in):
    client = sign_in(house.ivy)
    take_in(client, house, look_over(client, house, xlsx_of([["", "Một", "", "Xã", "", "tckt: 001"]])))
    rows = [
        ["", "Hai", "", "Xã", "", "tckt: 001"],
        ["", "Ba", "", "Xã", "", "tckt: 002"],
        ["", "Bốn", "", "Xã", "", "tckt: 002; edxml: A"],
    ]
    page = look_over(client, house, xlsx_of(rows))
    assert (page.status_code, cells(page)) == (400, ["F3", "F5"])
