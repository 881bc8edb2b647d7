"""Run as a process of its own, by file: what the signatures of a PDF say, by pyHanko; no network.

Its arguments are limits of memory and time, then folders of trusted roots; the file comes by standard input. It answers
one line of JSON, a row for each signature: who, when, words, certificate.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

_CERTIFICATES = {".pem", ".crt", ".cer", ".der"}
_MOST = 50  # signatures of a file that are looked at
_USES = {"digital_signature", "non_repudiation"}  # either one will do


def main() -> None:
    memory, seconds, *folders = sys.argv[1:]
    _bound(int(memory), int(seconds))
    answer = signatures(sys.stdin.buffer.read(), _roots(folders), checked=bool(folders))
    sys.stdout.write(json.dumps({"signatures": answer}))


def _bound(memory: int, seconds: int) -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would be a copy of the content
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # pipes only: no library can leave a byte on the disk


def _roots(folders: list[str]) -> list[Any]:
    """Certificates that can be read; a file that holds none is passed over."""
    from asn1crypto import pem, x509

    found = []
    for path in (path for folder in folders for path in sorted(Path(folder).iterdir())):
        if path.suffix.lower() not in _CERTIFICATES:
            continue
        try:
            data = path.read_bytes()
            blocks = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
            certificates = [x509.Certificate.load(der) for der in blocks]
            found += [one for one in certificates if one.subject.hashable]
        except (OSError, ValueError, TypeError):
            continue
    return found


def signatures(data: bytes, roots: list[Any], *, checked: bool) -> list[dict[str, str]]:
    """Those of people and bodies; time stamps of an archive say nothing about who wrote."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(BytesIO(data), strict=False)
    return [_told(one, roots, checked=checked) for one in reader.embedded_regular_signatures[:_MOST]]


def _told(signature: Any, roots: list[Any], *, checked: bool) -> dict[str, str]:
    said = {"who": "", "when": "", "stamped": "", "words": "broken", "certificate": "unread"}
    try:
        certificate = signature.signer_cert
        said["who"] = _name(certificate)
        at = signature.self_reported_timestamp
        said["when"] = _moment(at)
        words, chain, stamped = _checked(signature, roots, at)
        if words != "broken":
            said |= {
                "words": words,
                "certificate": _certificate(certificate, at, chain, checked=checked),
                "stamped": stamped,
            }
    except Exception:  # noqa: BLE001 - whatever is wrong with a signature, it is a broken one, and the others are told
        return said
    return said


def _name(certificate: Any) -> str:
    """The common name, else the organisation's."""
    native = certificate.subject.native
    found = native.get("common_name") or native.get("organization_name") or certificate.subject.human_friendly
    text = ", ".join(map(str, found)) if isinstance(found, list) else str(found)
    return " ".join(text.split())[:200]


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")


def _checked(signature: Any, roots: list[Any], at: datetime | None) -> tuple[str, str, str]:
    """Whether the words are whole, added to, changed or broken; whether the chain is trusted; when it was stamped."""
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    now = datetime.now(UTC)
    moment = min(at, now) if at and at.tzinfo else now  # judged on the day it was signed, which nobody can put ahead
    context = ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail")
    uses = KeyUsageConstraints(key_usage=_USES, match_all_key_usages=False)
    status = validate_pdf_signature(signature, context, key_usage_settings=uses)
    stamp = status.timestamp_validity
    chain = "revoked" if status.revoked else "trusted" if status.trusted else "untrusted"
    return _words(status), chain, _moment(stamp.timestamp) if stamp and stamp.valid else ""


def _words(status: Any) -> str:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if not (status.intact and status.valid):
        return "broken"
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "whole"
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION or not status.docmdp_ok:
        return "changed"
    level = status.modification_level
    return "added" if level is not None and level <= ModificationLevel.FORM_FILLING else "changed"


def _certificate(certificate: Any, at: datetime | None, chain: str, *, checked: bool) -> str:
    day = at if at and at.tzinfo else datetime.now(UTC)
    if not certificate.not_valid_before <= day <= certificate.not_valid_after:
        return "expired"
    return chain if checked or chain == "revoked" else "unchecked"


if __name__ == "__main__":
    main()
