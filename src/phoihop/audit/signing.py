"""Days signed by a key that the server does not hold: Ed25519, by a process of another user or on another machine. Pure."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from phoihop.audit.roots import DAYS, Noted, read

SIGNATURES = "days.sig"
_LINE = re.compile(r"(\d{1,18}) ([0-9a-f]{64}) ([0-9a-f]{16}) ([0-9a-f]{128})")
_WHAT = b"phoihop root of a day 1\n"


class RewrittenError(RuntimeError):
    """What was signed before is not there any more; `line` is of the file of signatures."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Signature:
    """Of the day whose line has this link."""

    line: int
    number: int
    link: str
    key: str
    bytes: bytes


def make_key(place: Path) -> str:
    """The private half into a new file of its owner alone, the public one beside it; given back is the public one's name."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(private)
    place.with_name(place.name + ".pub").write_bytes(public)
    return name_of(key.public_key())


def private_key(place: Path) -> Ed25519PrivateKey:
    found = serialization.load_pem_private_key(place.read_bytes(), None)
    if not isinstance(found, Ed25519PrivateKey):
        raise TypeError("not Ed25519")
    return found


def public_key(place: Path) -> Ed25519PublicKey:
    found = serialization.load_pem_public_key(place.read_bytes())
    if not isinstance(found, Ed25519PublicKey):
        raise TypeError("not Ed25519")
    return found


def name_of(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def message(number: int, link: str) -> bytes:
    return _WHAT + f"{number} {link}".encode()


def sign(folder: Path, key: Ed25519PrivateKey, to: Path) -> int:
    """Every day that is not signed yet; refuses where what was signed before was rewritten since. How many were signed."""
    days = read(folder, DAYS)
    to.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(to, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        before = list(signatures(to))
        if wrong := next(alone(days, before), None):
            raise RewrittenError(wrong.line)
        done = {one.link for one in before}
        last = max((note.line for note in days.notes if note.link in done), default=0)
        if days.unlinked or days.unreadable or (done and not last):
            raise RewrittenError(0)
        name = name_of(key.public_key())
        lines = [
            f"{note.number} {note.link} {name} {key.sign(message(note.number, note.link)).hex()}\n"
            for note in days.notes
            if note.kind == "day" and note.line > last
        ]
        file.write("".join(lines).encode())
        file.flush()
        os.fsync(file.fileno())
    return len(lines)


def signatures(place: Path) -> Iterator[Signature]:
    """Those that can be read; a line cut short is signed anew behind it."""
    try:
        held = place.read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return
    for line, text in enumerate(held, 1):
        if found := _LINE.fullmatch(text):
            yield Signature(line, int(found[1]), found[2], found[3], bytes.fromhex(found[4]))


def alone(days: Noted, signed: list[Signature]) -> Iterator[Signature]:
    """Signatures of days that are not noted any more."""
    held = {(note.number, note.link) for note in days.notes}
    return (one for one in signed if (one.number, one.link) not in held)


def holds(one: Signature, key: Ed25519PublicKey) -> bool:
    try:
        key.verify(one.bytes, message(one.number, one.link))
    except InvalidSignature:
        return False
    return one.key == name_of(key)
