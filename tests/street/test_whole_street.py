"""The street end to end, without a page: a letter becomes duties, obligations, answers, totals."""

from datetime import date

import pytest

from factories.street import DAY, Cast, key, make_everybody
from phoihop.documents.actions import register_document
from phoihop.documents.models import Citation, Document
from phoihop.duties.actions import accept_response, open_all_obligations, submit_response
from phoihop.duties.desk.assigning import assign_letter
from phoihop.duties.desk.working import change_doers, change_item, lay_on_desk
from phoihop.duties.models import DeskItem, Duty, Obligation
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, restructure
from phoihop.reports.actions import FieldGiven, SectionGiven, make_form, publish_version, set_regime
from phoihop.reports.models import Figure
from phoihop.reports.queries import silent_units, totals
from phoihop.reports.values import Total

pytestmark = pytest.mark.django_db

LETTER = """TỈNH ỦY LAM GIANG
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số 96-CV/BTGDVTU
Lam Giang, ngày 06 tháng 7 năm 2026

Kính gửi: Các xã, phường, đặc khu

Đề nghị các xã, phường, đặc khu thực hiện một số nhiệm vụ sau:

1. Rà soát, hoàn thiện Quy chế phối hợp công tác khoa giáo theo Thông báo số 41-TB/TU, ngày 12/3/2024 của Ban Thường vụ Tỉnh ủy.

2. Tổ chức giao ban luân phiên định kỳ (6 tháng hoặc hằng quý) giữa các cơ quan trong khối khoa giáo.

3. Báo cáo kết quả về Ban Tuyên giáo và Dân vận Tỉnh ủy (qua Phòng Khoa giáo) trước ngày 25/7/2026.
"""


def read_in(cast: Cast) -> Document:
    return register_document(actor=cast.chi, text=LETTER, file_name="96.txt")


def test_the_same_letter_twice_is_one_document():
    cast = Cast()
    assert read_in(cast) == read_in(cast)
    assert Document.objects.count() == 1
    assert Citation.objects.get().number == "41-TB/TU"


def test_a_secret_letter_leaves_nothing():
    cast = Cast()
    with pytest.raises(Refused):
        register_document(actor=cast.chi, text="TỐI MẬT\n" + LETTER, file_name="x.txt")
    assert not Document.objects.exists()


def decide(cast: Cast, desk) -> None:
    group = make_everybody(cast)
    doers = [{"words": "các xã, phường, đặc khu", "part": "do", "units": [], "groups": [group.key]}]
    change_doers(actor=cast.chi, desk=desk, doers=doers)
    one, two, three = desk.items.all()
    yes = DeskItem.Status.CONFIRMED
    change_item(actor=cast.chi, desk=desk, item=one, status=yes, doers=None, schedule="undated")
    change_item(actor=cast.chi, desk=desk, item=two, status=yes, doers=None, schedule="rhythm", cadence="quarterly")
    change_item(actor=cast.chi, desk=desk, item=three, status=yes, doers=None)


def test_a_letter_goes_all_the_way():
    cast = Cast()
    desk = lay_on_desk(actor=cast.chi, document=read_in(cast))
    with pytest.raises(Refused):
        assign_letter(actor=cast.chi, desk=desk)
    decide(cast, desk)
    duties = assign_letter(actor=cast.chi, desk=desk)
    assert [d.schedule for d in duties] == ["undated", "rhythm", "once"]
    assert assign_letter(actor=cast.chi, desk=desk) == duties
    report = duties[2]
    assert report.named_before
    # «trước ngày 25/7/2026», a Saturday: the last working day before it
    assert {o.due for o in report.obligations.all()} == {date(2026, 7, 24)}
    assert report.obligations.count() == 2

    form = make_form(
        actor=cast.chi, key="d", name="Đề cương D", starts=date(2026, 1, 1),
        sections=[SectionGiven("1", "Quy chế", [FieldGiven("1.1", "Quy chế đã ban hành", "quy chế")])],
    )  # fmt: skip
    publish_version(actor=cast.chi, version=form.versions.get())
    set_regime(actor=cast.chi, duty=report, form=form)

    mine = report.obligations.get(unit=cast.commune)
    cells = {"figure:1.1": {"kind": "number", "text": "1.250"}, "narrative:1": "Đã hoàn thiện."}
    once = key()
    response = submit_response(actor=cast.an, obligation=mine, key=once, cells=cells)
    assert submit_response(actor=cast.an, obligation=mine, key=once, cells=cells) == response
    assert Figure.objects.get().value == 1250
    assert totals(report, "once") == {"1.1": Total(1250, numbers=1)}
    assert silent_units(report, "once") == [cast.other.pk]
    accept_response(actor=cast.chi, response=response)
    mine.refresh_from_db()
    assert mine.state == "accepted"


def test_opening_twice_late_or_on_time_gives_the_same():
    cast = Cast()
    desk = lay_on_desk(actor=cast.chi, document=read_in(cast))
    decide(cast, desk)
    assign_letter(actor=cast.chi, desk=desk)
    before = Obligation.objects.count()
    assert open_all_obligations(actor=Actor.system(on=DAY)) == 0
    assert Obligation.objects.count() == before
    rhythm = Duty.objects.get(schedule="rhythm")
    assert sorted(set(rhythm.obligations.values_list("period", flat=True))) == ["2026-Q3", "2026-Q4"]


def test_a_merged_commune_ends_and_its_heir_owes_once():
    cast = Cast()
    desk = lay_on_desk(actor=cast.chi, document=read_in(cast))
    decide(cast, desk)
    assign_letter(actor=cast.chi, desk=desk)
    step = StepGiven("merge", cast.other.key, {"into": cast.commune.key})
    restructure(actor=Actor.system(on=DAY), title="Sáp nhập", effective=DAY, steps=[step])
    report = Duty.objects.get(schedule="once")
    old = report.obligations.get(unit=cast.other)
    assert (old.state, old.successor.unit) == ("ended", cast.commune)
    assert report.obligations.filter(unit=cast.commune).count() == 1
