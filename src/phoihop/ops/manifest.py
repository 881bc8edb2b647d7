"""What an archive must look like before a byte of it is written anywhere: only what `backup` writes, by its names and kinds."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

MANIFEST = "manifest.json"
_HASH = re.compile(r"[0-9a-f]{64}")
_LABEL = re.compile(r"[a-z_]+\.[a-z0-9_]+")
_NAME = re.compile(rf"settings\.json|secret\.key|rows/{_LABEL.pattern}\.jsonl|files/{_HASH.pattern}")
_DOS_FOLDER = 0x10


def is_backup(entries: Sequence[zipfile.ZipInfo], manifest: Any) -> bool:
    """No name leads elsewhere, none stands twice, none is a link or a device, and the manifest tells of all."""
    names = [entry.orig_filename for entry in entries]
    if len(set(names)) != len(names) or not all(map(_is_plain, entries)) or not _is_manifest(manifest):
        return False
    parts: dict[str, str] = manifest["parts"]
    return set(names) == {MANIFEST, *parts} and all(map(_is_ours, parts, parts.values())) and _agrees(manifest, parts)


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return entry.filename == entry.orig_filename and kind in {0, stat.S_IFREG} and not entry.external_attr & _DOS_FOLDER


def _is_ours(name: str, digest: str) -> bool:
    """A file bears its hash as its name."""
    return bool(_NAME.fullmatch(name)) and (not name.startswith("files/") or name == f"files/{digest}")


def _agrees(manifest: dict[str, Any], parts: dict[str, str]) -> bool:
    rows = {f"rows/{label}.jsonl" for label in manifest["rows"]}
    told = {name for name in parts if name.startswith("rows/")}
    files = sum(name.startswith("files/") for name in parts)
    key = "secret.key" in parts
    return rows == told and files == manifest["files"] and key == manifest["secret_key"] and "settings.json" in parts


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**63


def _is_label(value: Any) -> bool:
    return isinstance(value, str) and bool(_LABEL.fullmatch(value))


def _is_counts(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_label(label) and _is_count(count) for label, count in value.items())


_KINDS: dict[str, Callable[[Any], bool]] = {
    "format": lambda value: type(value) is int and value == 1,
    "at": lambda value: isinstance(value, str),
    "database": lambda value: isinstance(value, str),
    "migrations": lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
    "rows": _is_counts,
    "files": _is_count,
    "sequences": _is_counts,
    "secret_key": lambda value: isinstance(value, bool),
    "parts": lambda value: (
        isinstance(value, dict) and all(isinstance(one, str) and _HASH.fullmatch(one) for one in value.values())
    ),
}


def _is_manifest(manifest: Any) -> bool:
    return isinstance(manifest, dict) and all(
        name in manifest and fits(manifest[name]) for name, fits in _KINDS.items()
    )
