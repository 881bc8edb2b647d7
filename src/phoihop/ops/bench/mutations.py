"""What attackers and broken machines send: good files and requests, bent in ways that have broken other houses."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import typst
import xlsxwriter
from docx import Document as Word

_LETTER = """TỈNH ỦY LAM GIANG
BAN TUYÊN GIÁO VÀ DÂN VẬN
Số 96-CV/BTGDVTU
Lam Giang, ngày 06 tháng 7 năm 2026
Kính gửi: Các xã, phường, đặc khu
1. Rà soát Quy chế phối hợp theo Thông báo số 41-TB/TU, ngày 12/3/2024, báo cáo trước ngày 25/11/2026.
"""
_BOMB = '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
)
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY j SYSTEM "file:///etc/hostname">]>'
_EDGE = "ranhgioi"
FORM = f"multipart/form-data; boundary={_EDGE}"
NAMES = (
    "../../../../etc/cron.d/x.txt", "..\\..\\windows\\a.docx", "/etc/passwd", "C:\\a.xlsx", "a\x00b.txt", "a\nb\r.pdf", "", ".",
    "..", " .docx", "con.txt", "x" * 400 + ".txt", "thư\u202efdp.exe", "tệp.tar.gz", "a.docx.exe", "%00.txt", "$(id).txt",
    "'; DROP TABLE x; --.csv", "<script>alert(1)</script>.txt", "\ud83d\ude00.txt", "\uff41.txt", "e\u0301.docx", "a.txt/",
)  # fmt: skip
ODD = (
    "", " ", "0", "-1", "1e309", "NaN", "٣", "²", "9" * 30, "9" * 5000, "1/0", "31/02/2026", "00/00/0000", "99/99/99999", "2026-13-45",
    "0001-01-01", "9999-12-31", "\x00", "a\x00b", "\ud7ff", "\ufeff", "\u202e", "'", '"', "<b>", "{{ 7*7 }}", "%s%n", "%", "../..", "null",
    "[]", "{}", "true", "x" * 20000, "Ệ" * 300, "u:", "u:w-commune", "g:1", "do", "monthly", "2026-Q9", "2026-07", ".", ",", ";", ":", "=",
)  # fmt: skip
PARAMETERS = (
    "dang", "trang", "viec", "tim", "ngay", "don-vi", "don_vi", "dv", "den", "tu", "vai", "tt", "tre", "sau", "truoc", "khoi", "sua", "q", "o",
    "huong", "dong", "doi-tuong", "cau", "bieu", "ban", "ai", "next", "nhom", "ky", "nam", "xem", "cach", "loc", "sap", "page", "kind",
)  # fmt: skip
FIELDS = (
    "words", "way", "seen", "next", "duty", "unit", "ve", "theme", "text", "start", "remark", "reason", "query", "position", "period", "page",
    "o", "member", "language", "kept", "granted", "end", "drop", "digest", "body", "back", "at", "answers", "do", "response", "item", "key",
    "who_0", "part_0", "words_0", "s0-kind", "s0-unit", "sections", "fields", "s0-fields", "until", "effective", "starts", "last", "by",
)  # fmt: skip


@cache
def seeds() -> dict[str, bytes]:
    """One good file of every kind that is taken."""
    return {
        "thư.txt": _LETTER.encode(),
        "thư16.txt": _LETTER.encode("utf-16"),
        "thư1258.txt": _LETTER.encode("cp1258", "replace"),
        "thư.docx": _word(),
        "thư.pdf": bytes(
            typst.compile(f"= Công văn\n{_LETTER}\n#table(columns: 2)[a][b]\n#pagebreak()\nHết.".encode())
        ),
        "danh sách.xlsx": _book(),
        "danh sách.csv": "Tên;Loại;Thuộc\nXã Mới;commune;Ban\n".encode(),
        "cũ.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + _LETTER.encode("utf-16-le"),
        "ảnh.png": b"\x89PNG\r\n\x1a\n" + bytes(200),
        "gói.zip": zipped({"thư.txt": _LETTER.encode()}),
    }


def file(dice: random.Random) -> tuple[str, bytes]:
    """A good file bent once to four times, under its own name or another."""
    name, data = dice.choice(list(seeds().items()))
    for _turn in range(dice.randint(1, 4)):
        data = bent(dice, data)
    if dice.random() < 0.3:
        name = dice.choice(NAMES)
    elif dice.random() < 0.2:
        name = dice.choice(list(seeds()))
    return name.encode("utf-8", "replace").decode(), data[: 4 * 2**20]


def bent(dice: random.Random, data: bytes) -> bytes:
    return dice.choice(_BENDS)(dice, data)


def form(words: dict[str, str], field: str, name: str, data: bytes) -> bytes:
    """A form as a browser sends it, but for the file's name, which no browser would let out like this."""
    parts = [
        f'--{_EDGE}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{word}\r\n' for key, word in words.items()
    ]
    head = f'--{_EDGE}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    return ("".join(parts) + head).encode() + data + f"\r\n--{_EDGE}--\r\n".encode()


def text(dice: random.Random, good: str) -> str:
    at = dice.randint(0, len(good))
    end = dice.randint(at, len(good))
    return good[:at] + dice.choice(("", dice.choice(ODD), good[at:end] * 2)) + good[end:]


def path(dice: random.Random, good: str) -> str:
    """Mostly as it is, so that something answers; else one of its parts is odd."""
    if dice.random() < 0.7:
        return good
    parts = good.split("/")
    parts[dice.randrange(len(parts))] = quote(dice.choice(ODD)[:3000], safe="")
    return "/" + "/".join(parts).lstrip("/")


def query(dice: random.Random) -> str:
    if dice.random() < 0.4:
        return ""
    given = [(dice.choice(PARAMETERS), dice.choice(ODD)[:3000]) for _ in range(dice.randint(1, 5))]
    return "?" + dice.choice((urlencode(given), "%ff=%fe&" + urlencode(given), "&&==" + urlencode(given)))


def fields(dice: random.Random, good: dict[str, Any]) -> tuple[Any, str]:
    """The form with a field odd, missing, doubled or unheard of; sometimes no form at all."""
    if dice.random() < 0.06:
        return dice.choice(
            ("\x00\x01", "{", "[" * 5000, "a=%ff", json.dumps({"key": {"a": []}, "value": 10**400}))
        ), dice.choice(
            (
                "application/json",
                "text/xml",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded; charset=utf-7",
            )
        )
    given = dict(good)
    for _turn in range(dice.randint(0, 3)):
        key = dice.choice([*FIELDS, *good])
        if dice.random() < 0.2:
            given.pop(key, None)
        else:
            given[key] = dice.choice((dice.choice(ODD), [dice.choice(ODD), dice.choice(ODD)]))
    return given, ""


def headers(dice: random.Random) -> dict[str, str]:
    offered = {
        "HX-Request": "true",
        "HX-Current-URL": dice.choice(("http://[", "javascript:1", "//")),
        "Accept-Language": dice.choice(("x" * 500, "vi;q=9", "en,*", ";;;")),
        "Referer": dice.choice(("http://[::1", "x", "")),
        "If-Modified-Since": "hôm qua",
        "Range": "bytes=9-1,-0",
        "X-Forwarded-For": "x,,y",
        "Cookie2": "a",
    }
    return {key: offered[key] for key in dice.sample(sorted(offered), dice.randint(0, 3))}


def _flip(dice: random.Random, data: bytes) -> bytes:
    out = bytearray(data or b"x")
    for _turn in range(dice.randint(1, 20)):
        out[dice.randrange(len(out))] = dice.randrange(256)
    return bytes(out)


def _cut(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randint(0, len(data))]


def _repeat(dice: random.Random, data: bytes) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + data[at : at + 500] * dice.randint(2, 60) + data[at:]


def _splice(dice: random.Random, data: bytes) -> bytes:
    other = dice.choice(list(seeds().values()))
    return data[: dice.randint(0, len(data))] + other[dice.randint(0, len(other)) :]


def _insert(dice: random.Random, data: bytes) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + dice.choice(ODD).encode("utf-8", "replace") + data[at:]


def _inside(dice: random.Random, data: bytes) -> bytes:
    """One member of an archive bent, dropped, renamed, or its XML given entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zipfile.zlib.error):  # type: ignore[attr-defined]
        return _flip(dice, data)
    if not members:
        return data
    name = dice.choice(sorted(members))
    good = members.pop(name)
    match dice.randrange(6):
        case 0:
            members[name] = _flip(dice, good)
        case 1:
            members[name] = _BOMB.encode() + b"]>" + good.replace(b"<w:t>", b"<w:t>&j;", 1)
        case 2:
            members[name] = _OUTSIDE.encode() + good
        case 3:
            members[dice.choice(NAMES) or "x"] = good
        case 4:
            members[name] = b"<a>" * 20000 + good
        case _:
            pass
    return zipped(members)


def _nest(dice: random.Random, data: bytes) -> bytes:
    for _turn in range(dice.randint(1, 6)):
        data = zipped({dice.choice(("a.zip", "word/document.xml", "[Content_Types].xml", "../../x")): data})
    return data


def _swell(dice: random.Random, data: bytes) -> bytes:
    """Small on the wire, very large when opened."""
    large = bytes(dice.choice((2**20, 40 * 2**20)))
    if dice.random() < 0.3:
        return gzip.compress(large)
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": large, "xl/workbook.xml": data})


_BENDS = (_flip, _flip, _flip, _cut, _repeat, _splice, _insert, _inside, _inside, _inside, _nest, _swell)


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.encode("utf-8", "replace").decode() or "x", data)
    return out.getvalue()


def _word() -> bytes:
    out, word = io.BytesIO(), Word()
    for line in _LETTER.splitlines():
        word.add_paragraph(line)
    word.add_table(2, 2).cell(0, 0).text = "Số lớp"
    word.save(out)
    return out.getvalue()


def _book() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Tên", "Loại", "Thuộc"])
    sheet.write_row(1, 0, ["Xã Mới", "commune", "Ban"])
    sheet.write_formula(2, 0, "=1/0")
    book.close()
    return out.getvalue()
