"""Good files spoiled at random: each ends in text, in rows or in a refusal, and soon."""

import io
import random
import time
import zipfile

import pytest

from extract.seeds import seeds
from phoihop.extract import Refusal, every_word, extract, kind_of, read_rows

_TOKENS = [
    b"<",
    b">",
    b"&",
    b"\0",
    b"\xff\xfe",
    b"<!DOCTYPE",
    b"%%EOF",
    b"endobj",
    b"w:val",
    b"-1",
    b"99999999999",
    b"PK\x01\x02",
    b"\xf0\x9f",
]


def spoiled(data, luck):
    """Flipped bits, cuts, doublings, foreign words; in a zip, half the time inside an entry."""
    if data.startswith(b"PK") and luck.random() < 0.6:
        return _spoiled_inside(data, luck)
    return _spoiled(data, luck)


def _spoiled(data, luck):
    out = bytearray(data)
    for _ in range(luck.choice([1, 1, 2, 5, 30])):
        at = luck.randrange(len(out) + 1)
        act = luck.randrange(5)
        if act == 0 and at < len(out):
            out[at] ^= 1 << luck.randrange(8)
        elif act == 1:
            out[at:at] = luck.choice(_TOKENS)
        elif act == 2:
            del out[at : at + luck.choice([1, 4, 100])]
        elif act == 3:
            out[at:at] = out[at : at + luck.choice([4, 40, 400])]
        elif luck.random() < 0.2:
            del out[at:]
    return bytes(out)


def _spoiled_inside(data, luck):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = luck.choice(sorted(files))
    files[name] = _spoiled(files[name], luck)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in files.items():
            archive.writestr(each, content)
    return out.getvalue()


def fuzz(count, seed, names):
    """Returns the most processor seconds that one file took of ours; a child has its own bound."""
    luck = random.Random(seed)
    slowest = 0.0
    for _ in range(count):
        name = luck.choice(names)
        data = spoiled(seeds()[name], luck)
        start = time.process_time()
        _try(data, name)
        slowest = max(slowest, time.process_time() - start)
    return slowest


def _try(data, name):
    kind_of(data, name)
    read = read_rows if name.startswith("bảng") else extract
    found = _outcome(read, data, name)
    if isinstance(found, Refusal):
        assert (bool(found.vi), bool(found.en)) == (True, True)
    elif read is extract:
        assert "\0" not in found.text
        assert all(found.text[part.start : part.end] for part in found.parts)
        found.text.encode()

    assert isinstance(_outcome(_all_said, data, name), str | Refusal)


def _all_said(data, name):
    return every_word(data, name, lambda _text: True)


def _outcome(read, data, name):
    try:
        return read(data, name)
    except Refusal as refusal:
        return refusal


IN_PROCESS = ["thư.txt", "thư utf-16.txt", "thư.docx", "bảng.csv"]


@pytest.mark.slow
def test_three_hundred_spoiled_files_end_well():
    assert fuzz(290, 1, IN_PROCESS) < 2
    assert fuzz(10, 2, ["thư.pdf", "bảng.xlsx"]) < 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_thousands_of_spoiled_files_end_well(seed):
    assert fuzz(950, 100 + seed, IN_PROCESS) < 2
    assert fuzz(50, 200 + seed, ["thư.pdf", "bảng.xlsx"]) < 2
