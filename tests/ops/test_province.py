"""The rehearsal province: lived in, and the same from the same seed."""

from datetime import date

import pytest
from django.db import transaction

from phoihop.accounts.models import CastMember
from phoihop.documents.models import Document
from phoihop.duties.models import Obligation, Response
from phoihop.extract import extract, read_rows
from phoihop.files.actions import content_of
from phoihop.files.models import Attachment
from phoihop.ops import demo
from phoihop.ops.province import Plan, build_province
from phoihop.org.models import Unit
from phoihop.org.queries import living_units
from phoihop.synthesis.models import Synthesis
from phoihop.synthesis.queries import blocks_of

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


@pytest.mark.parametrize("units", ["0", "-3", "abc", "10001", "9" * 30, "٣"])
def test_a_number_of_communes_that_is_none_is_said(units, capsys):
    assert demo.main([f"--units={units}"]) == 64
    assert units in capsys.readouterr().err


@pytest.mark.slow
def test_the_smallest_province_has_the_whole_cast_and_no_district_left():
    build_province(Plan(communes=1))
    assert CastMember.objects.count() == 7
    kinds = [row.kind for row in living_units(date(2026, 7, 14))]
    assert (kinds.count("commune"), kinds.count("district")) == (1, 0)


@pytest.mark.slow
@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2025, 7, 1), date(2026, 6, 20), date(2027, 12, 31)])
def test_it_stands_on_any_day_of_the_rehearsal_and_knows_nothing_of_later_ones(day):
    build_province(Plan(communes=1, day=day))
    arrived = Document.objects.order_by("-arrived_on").values_list("arrived_on", "signed_on")
    assert arrived
    assert all(one <= day and (signed is None or signed <= one) for one, signed in arrived)
    assert CastMember.objects.count() == 7


@pytest.mark.slow
def test_the_province_is_lived_in():
    build_province(Plan(communes=30))
    day = date(2026, 7, 14)
    assert Unit.objects.count() == 2 + 12 + 9 + 30 + 5
    assert {row.kind for row in living_units(day)} == {
        "office",
        "outside",
        "agency",
        "association",
        "commune",
        "ward",
        "special_zone",
    }
    assert {row.kind for row in living_units(date(2025, 6, 30))} >= {"district", "commune"}
    states = set(Obligation.objects.values_list("state", flat=True))
    assert states >= {"open", "handed_in", "accepted"}
    assert Obligation.objects.filter(due__lt=day, settled_at=None, closed_at=None).exists()
    assert Response.objects.filter(state="returned").exists()
    draft = Synthesis.objects.get()
    assert (draft.state, draft.period, len(blocks_of(draft).unsourced)) == ("draft", "2026-H1", 1)
    assert draft.answers.asker.versions.filter(kind="outside").exists()
    assert not Obligation.objects.filter(settled_at=None).exclude(answer=None).exists()


@pytest.mark.slow
def test_some_answers_have_files_that_open_and_are_the_same_from_the_same_seed(settings, tmp_path):
    kept = []
    for folder in ("one", "two"):
        settings.FILES_ROOT = tmp_path / folder
        with transaction.atomic():
            build_province(Plan(communes=8))
            files = Attachment.objects.select_related("file").order_by("pk")
            kept.append([(a.owner_kind, a.name, a.file.sha256) for a in files])
            texts = {a.name.rsplit(".")[-1]: words_of(a) for a in files}
            waiting = Response.objects.get(state="waiting_head")
            held = Attachment.objects.filter(owner_kind="duties.response", owner_id=waiting.pk)
            assert [a.name for a in held] == ["danh-sach.xlsx"]
            transaction.set_rollback(True)
    assert kept[0] == kept[1]
    assert {kind for kind, _name, _hash in kept[0]} == {"duties.response", "duties.obligation"}
    assert 8 <= len(kept[0]) <= 14
    assert "báo cáo đã thực hiện xong" in texts["docx"]
    assert "Họ và tên" in texts["xlsx"]


def words_of(attachment):
    data = content_of(attachment.file)
    if attachment.name.endswith(".xlsx"):
        return str(read_rows(data, attachment.name)[0].rows)
    return extract(data, attachment.name).text
