"""A zip from a stranger, opened in memory and never believed about its own size."""

from __future__ import annotations

import zipfile
from io import BytesIO

from phoihop.extract.model import MIB, Limits
from phoihop.extract.refusal import Refusal

_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_OFFICE = (".xlsx", ".docx", ".pptx")
_ENCRYPTED = 0x1


class Archive:
    """The entries of a zip after every guard has passed; reading one is bounded by what it declared."""

    def __init__(self, data: bytes, limits: Limits, *, depth: int = 0) -> None:
        self.limits = limits
        _count_entries(data, limits)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._infos = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        except Exception:  # noqa: BLE001 - a spoiled directory makes zipfile raise what its arithmetic meets
            raise Refusal("broken") from None
        _guard_names(self._zip.infolist())
        _guard_sizes(self._zip.infolist(), limits)
        self._guard_nested(depth)

    @property
    def names(self) -> list[str]:
        return list(self._infos)

    def __contains__(self, name: object) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """The entry whole, or a refusal; never more than it declared, however much it would unpack to."""
        info = self._infos[name]
        return self._take(info, info.file_size)

    def _take(self, info: zipfile.ZipInfo, size: int) -> bytes:
        try:
            with self._zip.open(info) as stream:
                data = stream.read(size + 1)
        except RuntimeError:  # zipfile's word for a password
            raise Refusal("password", place=info.filename) from None
        except Exception:  # noqa: BLE001 - as above
            raise Refusal("broken", place=info.filename) from None
        if len(data) < min(size, info.file_size):
            raise Refusal("broken", place=info.filename)
        return data

    def _guard_nested(self, depth: int) -> None:
        for name, info in self._infos.items():
            if not self._take(info, 8)[:8].startswith(_ARCHIVES):
                continue
            workbook = "/embeddings/" in name and name.lower().endswith(_OFFICE)
            if depth or not workbook:
                raise Refusal("nested", place=name)
            Archive(self.read(name), self.limits, depth=depth + 1)


def _count_entries(data: bytes, limits: Limits) -> None:
    """Before zipfile builds a list of them: each has this mark in the central directory."""
    count = data.count(b"PK\x01\x02")
    if count > limits.entries:
        raise Refusal("entries", count=count, limit=limits.entries)


def _guard_names(infos: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        steps = name.replace("\\", "/").split("/")
        if name.startswith("/") or "\\" in name or ":" in steps[0] or ".." in steps or "\0" in name:
            raise Refusal("paths", place=info.filename)
        if name.lower() in seen:
            raise Refusal("paths", place=info.filename)
        seen.add(name.lower())


def _guard_sizes(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if sum(info.file_size for info in infos) > limits.unpacked:
        raise Refusal("bomb")
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.flag_bits & _ENCRYPTED:
            raise Refusal("password", place=info.filename)
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refusal("broken", place=info.filename)
        if info.header_offset < end:  # two entries over the same bytes: a bomb's trick
            raise Refusal("bomb", place=info.filename)
        if info.file_size > MIB and info.file_size > limits.ratio * max(info.compress_size, 1):
            raise Refusal("bomb", place=info.filename)
        end = info.header_offset + info.compress_size
