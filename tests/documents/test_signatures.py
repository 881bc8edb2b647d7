"""A signed PDF in the register: said at once, looked at by the worker, told beside the letter."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from extract.scans import pdf_of
from extract.signing import authority, drawn_over, pem, signed
from factories.letters import signed_in
from factories.street import Cast
from phoihop.documents.models import Document
from phoihop.jobs import actions
from phoihop.jobs.models import Job

pytestmark = pytest.mark.django_db
LETTER = "Số 96-CV/BTGTU\n\nBan đề nghị các đơn vị báo cáo kết quả trước ngày 25/11/2026."


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.DAY = date(2026, 7, 14)
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILES_ROOT.mkdir()
    settings.SIGNATURE_ROOTS = str(tmp_path / "roots")
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "gốc.pem").write_bytes(pem(authority()[1]))


def take(client, cast, data):
    given = {"files": SimpleUploadedFile("thư.pdf", data), "direction": "in"}
    client.post(reverse("documents:take_in", args=[cast.office.key]), given)
    return Document.objects.get()


def work():
    while job := actions.lease("w", timezone.now()):
        assert actions.run(job, "w", timezone.now()), Job.objects.get(pk=job.pk).error


def codes(letter):
    letter.refresh_from_db()
    return [one["code"] for one in letter.remarks]


def test_a_letter_without_signatures_gives_the_worker_nothing(client):
    cast = Cast()
    letter = take(signed_in(client, cast.chi), cast, pdf_of(LETTER))
    assert (letter.remarks, Job.objects.count()) == ([], 0)


@pytest.mark.slow
def test_signatures_are_looked_at_by_the_worker_and_told_in_both_languages(client):
    cast = Cast()
    chi = signed_in(client, cast.chi)
    letter = take(chi, cast, signed(pdf_of(LETTER), "Trần Thị Bình"))
    page = reverse("documents:document", args=[cast.office.key, letter.pk])
    assert codes(letter) == ["signatures_waiting"]
    assert "tiến trình nền đang kiểm tra" in chi.get(page).content.decode()
    work()
    assert codes(letter) == ["signature"]
    told = chi.get(page).content.decode()
    assert "Chữ ký số của Trần Thị Bình" in told
    assert "nội dung còn nguyên từ khi ký; chứng thư dẫn tới gốc mà cơ quan tin cậy" in told
    client.post("/ngon-ngu/", {"language": "en"})
    assert "Digital signature of Trần Thị Bình" in chi.get(page).content.decode()
    Job.objects.update(state=Job.State.WAITING)
    work()
    assert codes(letter) == ["signature"]


@pytest.mark.slow
def test_a_file_that_was_changed_after_it_was_signed_is_taken_in_and_said(client):
    cast = Cast()
    letter = take(signed_in(client, cast.chi), cast, drawn_over(signed(pdf_of(LETTER))))
    work()
    assert codes(letter) == ["bad_signature"]
    assert "tệp đã bị sửa sau khi ký" in letter.remarks[0]["vi"]
    assert letter.number == "96-CV/BTGTU"
