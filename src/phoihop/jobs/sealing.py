"""What may not rest on a disk travels to a worker sealed: only that worker's memory holds the key that opens it.

A worker makes its key when it starts and forgets it when it ends. What was sealed for it is unreadable from then on,
wherever a copy may lie: in the database, its log, a backup.
"""

from __future__ import annotations

from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PUBLIC = 32
_NONCE = bytes(12)  # each message has a key of its own


@cache
def _own() -> X25519PrivateKey:
    return X25519PrivateKey.generate()


def public_key() -> str:
    """Of this process."""
    return _own().public_key().public_bytes_raw().hex()


def seal(data: bytes, key: str) -> bytes:
    """For whoever holds the other half of the public key."""
    once = X25519PrivateKey.generate()
    public = bytes.fromhex(key)
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    mine = once.public_key().public_bytes_raw()
    return mine + _cipher(shared, mine + public).encrypt(_NONCE, data, None)


def unseal(sealed: bytes) -> bytes | None:
    """None where it was sealed for another, or for who this worker was before it started anew."""
    theirs, public = sealed[:_PUBLIC], bytes.fromhex(public_key())
    try:
        shared = _own().exchange(X25519PublicKey.from_public_bytes(theirs))
        return _cipher(shared, theirs + public).decrypt(_NONCE, sealed[_PUBLIC:], None)
    except (InvalidTag, ValueError):
        return None


def _cipher(shared: bytes, both: bytes) -> ChaCha20Poly1305:
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"phoihop sealed job" + both).derive(shared)
    return ChaCha20Poly1305(derived)
