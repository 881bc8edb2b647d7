"""A real office starts empty: from the first user to the first duty owed, by pages alone."""

import csv
import io
import re
from datetime import date

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories.letters import LETTER
from phoihop.documents.models import Document
from phoihop.duties.models import Desk, Obligation
from phoihop.ops.createadmin import main as createadmin
from phoihop.org.models import Unit, UnitGroup
from phoihop.reports.models import Form

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dễ nhớ"


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = date(2026, 7, 14)
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def yen(monkeypatch, client):
    """The first user, signed in by the page."""
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    assert createadmin(["--email", "yen@lamgiang.example", "--name", "Yên", "--password-stdin"]) == 0
    client.post("/dang-nhap/", {"login": "yen@lamgiang.example", "password": PASSWORD})
    return client


def units_list():
    out = io.StringIO()
    rows = [
        ["Tên đầy đủ", "Tên gọi tắt", "Loại", "Nhóm"],
        ["Đảng ủy xã Suối Trúc", "Xã Suối Trúc", "Xã", "các xã, phường, đặc khu"],
        ["Đảng ủy phường Bến Đá", "Phường Bến Đá", "Phường", "các xã, phường, đặc khu"],
    ]
    csv.writer(out).writerows(rows)
    return SimpleUploadedFile("don-vi.csv", out.getvalue().encode())


def test_from_the_first_user_to_the_first_duty_by_pages_alone(yen, django_capture_on_commit_callbacks):
    home = yen.post(
        "/bat-dau/",
        {"name": "Ban Tuyên giáo và Dân vận Tỉnh ủy", "short_name": "Ban Tuyên giáo", "since": "01/01/2026"},
    ).url
    at = home.removesuffix("don-vi/")
    given = {"file": units_list(), "effective": "01/7/2026", "decision": "Quyết định 9-QĐ/TU"}
    seen = yen.post(f"{at}nhap-don-vi/", given)
    yen.post(f"{at}nhap-don-vi/", {"kept": seen.context["kept"]})
    assert [p.words for p in seen.context["problems"]] == []
    assert (Unit.objects.count(), UnitGroup.objects.get().name) == (3, "các xã, phường, đặc khu")

    form = yen.post(f"{at}bieu-mau/moi/", FORM)
    assert form.status_code == 302, form.context["form"].errors
    assert Form.objects.count() == 1

    who = {"name": "An", "email": "an@lamgiang.example", "unit": "dang-uy-xa-suoi-truc", "kind": "officer"}
    with django_capture_on_commit_callbacks(execute=True):
        assert yen.post(f"{at}con-nguoi/moi/", who).status_code == 302
    link = re.search(r"/loi-moi/\S+/", mail.outbox[-1].body)[0]

    yen.post(f"{at}van-ban/nhan/", {"text": LETTER, "direction": "in", "arrived_on": "14/07/2026"})
    letter = Document.objects.get()
    yen.post(f"{at}van-ban/{letter.pk}/ban-doc/mo/")
    desk = Desk.objects.get()
    for item in desk.items.all():
        undated = {"title": item.title, "schedule": "undated"}
        yen.post(f"{at}van-ban/{letter.pk}/ban-doc/viec/{item.pk}/sua/", {"seen": version(), **undated})
        yen.post(f"{at}van-ban/{letter.pk}/ban-doc/viec/{item.pk}/xac-nhan/", {"seen": version()})
    assert yen.post(f"{at}van-ban/{letter.pk}/ban-doc/giao/").url.endswith("/da-giao/")
    owed = {key: Obligation.objects.filter(unit__key=key).count() for key in Unit.objects.values_list("key", flat=True)}
    assert sorted(owed.values()) == [0, 3, 3]

    an = Client()
    an.post(link, {"password1": "mái chèo gác bến", "password2": "mái chèo gác bến"})
    page = an.get("/dv/dang-uy-xa-suoi-truc/viec/")
    assert [(heap.key, heap.total) for heap in page.context["heaps"]] == [("undated", 3)]
    assert an.get(f"{at}viec/").status_code == 404


def version():
    return Desk.objects.get().version


FORM = {"name": "Biểu chung", "starts": "01/7/2026"}
