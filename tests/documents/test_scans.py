"""A scan from the browser to the register: sealed until it is read, counted page by page, its pictures beside its words."""

import io
import shutil
import subprocess
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from extract.docs import docx_of, p
from extract.scans import WORDS, bytes_of, pdf_of, scan_of, sheet_of
from factories.letters import signed_in
from factories.street import Cast
from phoihop.documents import scanning
from phoihop.documents.models import Document, Scan, ScannedPage
from phoihop.extract import extract_scan
from phoihop.files.models import StoredFile
from phoihop.jobs import actions, sealing
from phoihop.jobs.models import Job, Sealed

pytestmark = pytest.mark.django_db
reads = pytest.mark.tool("tesseract")
LETTER = "Số 96-CV/BTGTU\n\n" + WORDS


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.DAY = date(2026, 7, 14)
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def cast():
    return Cast()


def worker():
    actions.beat("w", timezone.now())


def work():
    while job := actions.lease("w", timezone.now()):
        assert actions.run(job, "w", timezone.now()), Job.objects.get(pk=job.pk).error


def where(name, unit, *args):
    return reverse(f"documents:{name}", args=[unit.key, *args])


def send(client, cast, *files):
    given = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(where("take_in", cast.office), {"files": given, "direction": "in"})


@pytest.mark.slow
@reads
def test_a_scan_becomes_a_letter_with_its_pages_and_opens_by_itself(client, cast):
    worker()
    chi = signed_in(client, cast.chi)
    sheets = [sheet_of(LETTER), sheet_of("Nơi nhận: như trên, lưu văn phòng.")]
    page = send(chi, cast, ("quét.pdf", scan_of(*sheets)))
    scan = Scan.objects.get()
    assert page.headers["Location"] == where("scan", cast.office, scan.pk)
    assert (Document.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert "chờ đọc" in chi.get(page.headers["Location"]).content.decode()
    work()
    letter = Document.objects.get()
    assert (letter.number, letter.file_name, letter.created_by_id) == ("96-CV/BTGTU", "quét.pdf", cast.chi.user_id)
    assert chi.get(page.headers["Location"]).headers["Location"] == where("document", cast.office, letter.pk)
    polled = chi.get(page.headers["Location"], {"mot": "1"}, headers={"HX-Request": "true"})
    assert polled.headers["HX-Redirect"] == where("document", cast.office, letter.pk)
    words = chi.get(where("words", cast.office, letter.pk)).json()["pages"]
    assert [letter.text[w[0] : w[1]] for page in words for w in page["words"]] == letter.text.split()
    assert [page["page"] for page in words] == [1, 2]
    picture = chi.get(where("picture", cast.office, letter.pk, 2))
    assert Image.open(io.BytesIO(picture.content)).format == "JPEG"
    assert (Scan.objects.get().state, Job.objects.get().state, Sealed.objects.count()) == ("done", "done", 0)


@pytest.mark.slow
@reads
def test_the_same_scan_again_is_the_same_letter(client, cast):
    worker()
    chi = signed_in(client, cast.chi)
    data = bytes_of(sheet_of(LETTER))
    for _n in range(2):
        send(chi, cast, ("quét.png", data))
        work()
    assert (Document.objects.count(), ScannedPage.objects.count()) == (1, 1)


@pytest.mark.slow
@reads
def test_progress_is_told_page_by_page(client, cast, monkeypatch):
    """Each time a page is read, whoever looks sees it counted."""
    worker()
    chi = signed_in(client, cast.chi)
    send(chi, cast, ("quét.pdf", scan_of(*[sheet_of(LETTER)] * 3)))
    address, seen = where("scan", cast.office, Scan.objects.get().pk), []

    def watched(data, name, *, progress):
        def look(done, of):
            progress(done, of)
            seen.append(f"đã đọc trang {done} trên {of}" in chi.get(address).content.decode())

        return extract_scan(data, name, progress=look)

    monkeypatch.setattr(scanning, "extract_scan", watched)
    work()
    assert seen == [True, True, True]


@pytest.mark.slow
@reads
def test_a_page_that_is_hard_to_read_is_said_on_the_desk(client, cast):
    worker()
    chi = signed_in(client, cast.chi)
    faint = sheet_of(dpi=34).resize((1165, 709)).point(lambda value: 150 + value // 3)
    send(chi, cast, ("quét.pdf", scan_of(sheet_of(LETTER), faint)))
    work()
    letter = Document.objects.get()
    chi.post(reverse("desk:lay", args=[cast.office.key, letter.pk]))
    desk = chi.get(reverse("desk:desk", args=[cast.office.key, letter.pk])).content.decode()
    assert "Trang 2 đọc từ ảnh chưa chắc (dưới 80 %)" in desk
    assert f'data-doc-sheets="{where("words", cast.office, letter.pk)}"' in desk
    assert "data-doc-words" in desk


@pytest.mark.slow
@reads
def test_a_picture_without_words_is_refused_and_nothing_of_it_is_kept(client, cast):
    worker()
    chi = signed_in(client, cast.chi)
    send(chi, cast, ("mèo.png", bytes_of(Image.new("RGB", (400, 300), "white"))))
    work()
    assert (Document.objects.count(), StoredFile.objects.count(), Scan.objects.get().state) == (0, 0, "refused")
    assert "Không đọc được chữ nào đáng tin" in chi.get(where("take_in", cast.office)).content.decode()


@reads
def test_where_the_worker_starts_anew_the_scan_is_to_be_sent_again(client, cast):
    worker()
    chi = signed_in(client, cast.chi)
    send(chi, cast, ("quét.png", bytes_of(sheet_of(LETTER))))
    sealing._own.cache_clear()
    worker()
    work()
    assert (Scan.objects.get().state, Document.objects.count(), Sealed.objects.count()) == ("lost", 0, 0)
    assert "Hãy chọn lại tệp" in chi.get(where("scan", cast.office, Scan.objects.get().pk)).content.decode()


def test_without_a_worker_or_its_helper_the_sentence_says_what_to_do(client, cast, monkeypatch):
    chi = signed_in(client, cast.chi)
    data = bytes_of(sheet_of(LETTER))
    (said,) = send(chi, cast, ("quét.png", data)).context["form"].non_field_errors()
    assert "phoihop worker" in said
    monkeypatch.setitem(actions.NEEDS, scanning.TASK, lambda: False)
    worker()
    (said,) = send(chi, cast, ("quét.png", data)).context["form"].non_field_errors()
    assert "sudo apt install tesseract-ocr tesseract-ocr-vie" in said
    assert (Scan.objects.count(), Job.objects.count()) == (0, 0)


@reads
def test_of_several_files_each_has_its_own_result(client, cast):
    worker()
    chi = signed_in(client, cast.chi)
    page = send(
        chi, cast, ("quét.png", bytes_of(sheet_of(LETTER))), ("97.txt", "Số 97-CV/TU\nĐề nghị báo cáo.".encode())
    )
    assert [(r.name, bool(r.document), bool(r.scan)) for r in page.context["results"]] == [
        ("quét.png", False, True),
        ("97.txt", True, False),
    ]
    assert "hx-trigger" in page.content.decode()


def test_only_those_who_take_letters_in_see_scans_and_only_readers_the_pages(client, cast):
    scan = Scan.objects.create(unit=cast.office, created_at=cast.chi.at)
    for actor, status in ((cast.chi, 200), (cast.dung, 404)):
        signed_in(client, actor)
        assert client.get(where("scan", cast.office, scan.pk)).status_code == status


def test_a_letter_that_was_no_scan_has_no_pictures(client, cast):
    chi = signed_in(client, cast.chi)
    send(chi, cast, ("a.pdf", pdf_of(LETTER)))
    letter = Document.objects.get()
    assert chi.get(where("picture", cast.office, letter.pk, 1)).status_code == 404
    assert chi.get(where("words", cast.office, letter.pk)).status_code == 404
    assert "data-doc-sheets" not in chi.get(where("document", cast.office, letter.pk)).content.decode()


@pytest.mark.slow
@pytest.mark.tool("soffice")
def test_an_old_word_file_becomes_a_letter_by_the_worker_unless_it_is_marked(client, cast, tmp_path):
    worker()
    chi = signed_in(client, cast.chi)
    for name, words in (("cũ.doc", "Số 96-CV/BTGTU"), ("kín.doc", "MẬT")):
        (tmp_path / "a.docx").write_bytes(docx_of(p(words) + p("Đề nghị các đơn vị báo cáo.")))
        command = [
            shutil.which("soffice"),
            f"-env:UserInstallation=file://{tmp_path}/p",
            "--headless",
            "--convert-to",
            "doc",
        ]
        subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "a.docx")], check=True, capture_output=True)
        answer = send(chi, cast, (name, (tmp_path / "a.doc").read_bytes()))
        work()
    assert "có dấu mật" in answer.content.decode()  # seen at the door: the worker is not troubled
    assert [(letter.file_name, letter.number) for letter in Document.objects.all()] == [("cũ.doc", "96-CV/BTGTU")]
    assert StoredFile.objects.get().media_type == "application/msword"
    assert list(Scan.objects.order_by("pk").values_list("state", flat=True)) == ["done"]
