"""Files that no office sends: random, bent and hostile, of every kind. Each must end in text or a sentence, and soon.

All go through the door of `phoihop read`: `extract`, and what stands behind it for pictures, scans and old Word files. Word
files, text, workbooks and archives are opened in this process. A PDF starts our child process, as it does for a clerk; what
kills that child is a sentence at the door, so nothing is spared by asking its functions here. Tesseract takes a second or
more for each page and LibreOffice two for each file, so they get a few files in a hundred. Several processes share the work.
"""

from __future__ import annotations

import base64
import io
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import docx
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from phoihop.extract import Refusal, can_read_old_word, can_read_scans, kind_of
from phoihop.ops.bench import mutations
from phoihop.ops.bench.printing import printed
from phoihop.reading import Reading, read
from phoihop.reading.scoring import Letter
from phoihop.reading.sources import read_file

_LIMIT = 1.0  # processor seconds per 10,000 characters …
_HEAVY = {"pdf": 5.0, "doc": 60.0, "png": 60.0, "jpeg": 60.0, "tiff": 60.0}  # … and what a process of its own may take
_PLAIN = 2.0
_LARGE = 200 * 1024 * 1024
_ENDINGS = (".docx", ".doc", ".pdf", ".png", ".jpg", ".tif", ".txt", ".xlsx", ".zip", "", ".exe", ".csv", ".html")
_MAGIC = (
    b"PK\x03\x04", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf1 ", b"GIF89a", b"<?xml ", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"Rar!\x1a", b"%PDF-1.4 /ByteRange [0 1 2 3] ",
)  # fmt: skip
_STORY = (
    "Buổi sáng mẹ dắt em ra bến sông.", "Con thuyền nhỏ trôi giữa đám lục bình tím.", "Ông lão ngồi vá lưới, kể chuyện ngày xưa.",
    "Gió thổi qua rặng tre nghe như ai hát.", "Cô bé cười, chạy theo con bướm vàng.", "Đêm xuống, cả xóm thắp đèn dầu.",
    "Anh nhớ mùi khói bếp của quê nhà.", "Mưa rơi suốt một tuần, đường làng lầy lội.", "Con mèo mun nằm ngủ bên bếp tro ấm.",
)  # fmt: skip
_ENGLISH = (
    "The old man walked slowly down to the harbour.", "Rain fell on the roofs of the little town.", "She laughed and closed the window.",
    "Nobody remembered who had planted the tree.", "A dog barked somewhere behind the mill.", "They talked about the weather until dusk.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """`letter`: it was made of one, so that something may be found in it."""

    name: str
    data: bytes
    letter: bool = True


def failures_of_files(letters: Sequence[Letter], count: int, *, seed: int, processes: int | None = None) -> list[str]:
    """A sentence for each failure among the hostile ones and `count` others."""
    jobs = [*((seed, -1 - at) for at in range(len(_HOSTILE))), *((seed, at) for at in range(count))]
    _LETTERS[:] = [letter.text for letter in letters]
    try:
        afresh = get_context("spawn")  # a fork of a process that has drawn pages before waits for threads that are gone
        with ProcessPoolExecutor(
            processes or os.cpu_count(), mp_context=afresh, initializer=_know, initargs=(_LETTERS,)
        ) as pool:
            return [why for why in pool.map(_tried, jobs, chunksize=5) if why]
    except BrokenProcessPool:
        return ["A process that read files was killed."]


_LETTERS: list[str] = []


def _know(letters: list[str]) -> None:
    _LETTERS[:] = letters


def _tried(job: tuple[int, int]) -> str:
    seed, number = job
    file = made(seed, number)
    why = failure(file)
    return f"File {number} of seed {seed} ({file.name[:40]!r}, {len(file.data):,} bytes): {why}" if why else ""


def made(seed: int, number: int) -> File:
    """The same each time; below 0 one of the hostile ones."""
    if number < 0:
        return _HOSTILE[-1 - number]()
    dice = random.Random(f"{seed} file {number}")  # noqa: S311 - to be repeated, not to be secret
    (maker,) = dice.choices([one for one, _ in _MAKERS], [weight for _, weight in _MAKERS])
    return maker(dice)


def failure(file: File) -> str:
    """What is wrong with what came of it; empty where nothing is."""
    began = _spent()
    try:
        text = read_file(file.data, file.name).text
    except Refusal as no:
        text = ""
        if not (no.vi and no.en) or "{" in no.vi + no.en:
            return f"its refusal {no.code} is no sentence."
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure
        return f"fell with {error!r}."
    try:
        reading = read(text, name=file.name)
    except Exception as error:  # noqa: BLE001 - as above
        return f"was opened, and its reading fell with {error!r}."
    return _slow(file, text, _spent() - began) or _made_up(file, text, reading)


def _slow(file: File, text: str, took: float) -> str:
    limit = _LIMIT * len(text) / 10_000 + _HEAVY.get(kind_of(file.data, file.name).name, _PLAIN)
    return f"took {took:.1f} s for {len(text):,} characters." if took > limit else ""


def _made_up(file: File, text: str, reading: Reading) -> str:
    if any(not 0 <= task.start <= task.end <= len(text) for task in reading.tasks):
        return "a task lies outside of its text."
    if not file.letter and (reading.tasks or reading.number):
        return f"something was taken from what is no letter: {text[:80]!r}."
    return ""


def _spent() -> float:
    """Processor seconds of this process and of those it waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _as_docx(text: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph("".join(char for char in line if char >= " " or char == "\t"))
    document.save(out)
    return out.getvalue()


# Kinds of files


def _house(dice: random.Random) -> File:
    return File(*mutations.file(dice))


def _letter(dice: random.Random) -> File:
    """A letter of the collection as Word, text or PDF, whole or bent."""
    text = dice.choice(_LETTERS) if _LETTERS else mutations.seeds()["thư.txt"].decode()
    start = dice.randrange(max(len(text) // 2, 1))
    text = text[start : start + 3_000]
    kind = dice.choice((".docx", ".docx", ".txt", ".txt", ".pdf"))
    data = text.encode() if kind == ".txt" else _as_docx(text) if kind == ".docx" else printed(text)
    for _turn in range(dice.choice((0, 1, 1, 2))):
        data = mutations.bent(dice, data)
    return File(f"thư{kind if dice.random() < 0.8 else dice.choice(_ENDINGS)}", data)


def _junk(dice: random.Random) -> File:
    """Random bytes, often under a sign that promises more."""
    data = dice.randbytes(int(dice.expovariate(1 / 2_000)) + 1)
    promise = dice.choice((*_MAGIC, b"", b""))
    return File(f"tệp{dice.choice(_ENDINGS)}", promise + data, letter=False)


def _prose(dice: random.Random) -> File:
    """A novel, English, base64 or bare signs, as text or as Word."""
    lines = dice.choice((_STORY, _ENGLISH, (), ()))
    if lines:
        text = "\n".join(" ".join(dice.choices(lines, k=dice.randint(1, 8))) for _n in range(dice.randint(1, 60)))
    elif dice.random() < 0.5:
        text = base64.encodebytes(dice.randbytes(dice.randint(50, 20_000))).decode()
    else:
        text = "".join(dice.choices("()[]{}<>.,;:-–—+*#|/\\ \n0123456789", k=dice.randint(1, 20_000)))
    word = dice.random() < 0.4
    return File("truyện.docx" if word else "truyện.txt", _as_docx(text) if word else text.encode(), letter=False)


def _picture(dice: random.Random) -> File:
    """A sheet with a line of words or a photo, mostly spoiled on its way."""
    sheet = _sheet() if dice.random() < 0.5 else _photo(dice)
    out = io.BytesIO()
    kind = dice.choice(("PNG", "JPEG", "TIFF"))
    sheet.save(out, kind)
    data = out.getvalue()
    if dice.random() < 0.7:
        data = mutations.bent(dice, data)
    return File(f"ảnh.{kind.lower()}", data)


@cache
def _sheet() -> Image.Image:
    page = pypdfium2.PdfDocument(printed("Số 12-CV/TU\nBan đề nghị các đơn vị báo cáo trước ngày 25/11/2026."))[0]
    sheet: Image.Image = page.render(scale=0.7).to_pil().convert("L").crop((0, 0, 420, 140))
    return sheet


def _photo(dice: random.Random) -> Image.Image:
    """Something like a cat on a sofa."""
    picture = Image.frombytes("L", (320, 240), dice.randbytes(320 * 240)).filter(
        ImageFilter.GaussianBlur(dice.randint(1, 6))
    )
    draw = ImageDraw.Draw(picture)
    fur = dice.randint(30, 120)
    draw.ellipse((90, 80, 230, 210), fill=fur)
    draw.polygon([(100, 110), (110, 40), (150, 85)], fill=fur)
    draw.polygon([(170, 85), (210, 40), (220, 110)], fill=fur)
    return picture.convert("RGB")


def _old_word(dice: random.Random) -> File:
    """Written by LibreOffice where it is installed, then bent."""
    data = _written_old() or mutations.seeds()["cũ.doc"]
    at = dice.randrange(len(data))
    for _turn in range(dice.randint(0, 20)):
        data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
        at = dice.randrange(len(data))
    return File("cũ.doc", data if dice.random() < 0.7 else data[: dice.randrange(1, len(data))])


@cache
def _written_old() -> bytes:
    command = shutil.which("soffice")
    if not command:
        return b""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "a.docx"
        place.write_bytes(_as_docx(mutations.seeds()["thư.txt"].decode()))
        words = [command, f"-env:UserInstallation={(Path(folder) / 'p').as_uri()}", "--headless", "--convert-to", "doc"]
        subprocess.run([*words, "--outdir", folder, str(place)], capture_output=True, check=False, timeout=120)  # noqa: S603 - found above
        made_ = place.with_suffix(".doc")
        return made_.read_bytes() if made_.exists() else b""


def _cut_short(dice: random.Random) -> File:
    name, data = dice.choice(list(mutations.seeds().items()))
    return File(name, data[: dice.randrange(len(data))])


_MAKERS: Sequence[tuple[Callable[[random.Random], File], float]] = (
    (_house, 45), (_letter, 25), (_prose, 10), (_junk, 10), (_cut_short, 7), (_picture, 2.5), (_old_word, 0.5),
)  # fmt: skip


# Files that are always tried


def _locked_pdf() -> File:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(mutations.seeds()["thư.pdf"])))
    writer.encrypt(owner_pass="chủ", user_pass="khách")  # type: ignore[no-untyped-call]  # noqa: S106 - of a file made here
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return File("khóa.pdf", out.getvalue(), letter=False)


def _locked_word() -> File:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2_000)
    return File("khóa.docx", ole, letter=False)


def _deep_pdf() -> File:
    return File(
        "sâu.pdf",
        b"%PDF-1.7\n1 0 obj" + b"[" * 100_000 + b"]" * 100_000 + b"endobj\ntrailer<</Root 1 0 R>>",
        letter=False,
    )


def _cat() -> File:
    out = io.BytesIO()
    _photo(random.Random(1)).resize((1200, 900)).save(out, "JPEG")  # noqa: S311 - the same cat each time
    return File("mèo.jpg", out.getvalue(), letter=False)


_HOSTILE: Sequence[Callable[[], File]] = (
    lambda: File("rỗng.docx", b"", letter=False),
    lambda: File("lớn.docx", bytes(_LARGE), letter=False),
    lambda: File("bom.docx", mutations.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": bytes(190 * 1024 * 1024)}), letter=False),
    lambda: File("ngoặc.txt", b"(" * 1_000_000, letter=False),
    lambda: File("ngoặc.docx", _as_docx("[" * 200_000), letter=False),
    lambda: File("thư.pdf", mutations.seeds()["thư.docx"]),
    lambda: File("thư.docx", mutations.seeds()["thư.pdf"]),
    _locked_pdf, _locked_word, _deep_pdf, _cat,
)  # fmt: skip


def helpers() -> Iterator[str]:
    """What is not tried here, since it is not installed."""
    if not can_read_scans():
        yield "without tesseract"
    if not can_read_old_word():
        yield "without LibreOffice"
