"""The signatures of a PDF: who signed, when, whether its words are those that were signed, whose word that is."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from phoihop.extract.api import DEFAULT
from phoihop.extract.model import Extract, Limits, Remark, Signature
from phoihop.extract.refusal import remark

_CHILD = Path(__file__).with_name("sign_child.py")
SIGNATURE_CODES = frozenset({"signature", "bad_signature", "signatures_waiting", "signatures_unread"})
_HERE = timezone(timedelta(hours=7))
_NAMELESS = ("(không ghi tên)", "(no name)")
_WORDS = {
    "whole": ("nội dung còn nguyên từ khi ký", "the file is as it was signed"),
    "added": (
        "sau khi ký chỉ có thêm chữ ký hoặc điền biểu mẫu, nội dung đã ký còn nguyên",
        "since then only signatures or form fields were added, what was signed is as it was",
    ),
    "changed": ("tệp đã bị sửa sau khi ký", "the file was changed after it was signed"),
    "broken": ("chữ ký không khớp với nội dung, hoặc đã hỏng", "it does not fit the file, or is damaged"),
}
_CERTIFICATES = {
    "trusted": (
        "chứng thư dẫn tới gốc mà cơ quan tin cậy (chưa tra việc thu hồi)",
        "its certificate leads to a root the office trusts (whether it was revoked was not asked)",
    ),
    "unchecked": (
        "chưa kiểm tra chuỗi chứng thư, vì nơi cài đặt này chưa khai gốc tin cậy nào",
        "the chain of its certificate was not checked, since no trusted roots are set here",
    ),
    "untrusted": (
        "chứng thư không dẫn tới gốc nào mà cơ quan tin cậy",
        "its certificate does not lead to any root the office trusts",
    ),
    "expired": (
        "chứng thư không còn hạn hoặc chưa có hiệu lực vào lúc ký",
        "its certificate was not valid at the moment of signing",
    ),
    "revoked": ("chứng thư đã bị thu hồi", "its certificate was revoked"),
    "unread": ("không đọc được chứng thư", "its certificate cannot be read"),
}


def told(one: Signature) -> Remark:
    return Remark("signature" if one.sound else "bad_signature", _sentence(one, 0), _sentence(one, 1))


def _sentence(one: Signature, at: int) -> str:
    who, words, certificate = one.who or _NAMELESS[at], _WORDS[one.words][at], _CERTIFICATES[one.certificate][at]
    by = ("Chữ ký số của {}{}: {}.", "Digital signature of {}{}: {}.")[at]
    return by.format(who, _moment(one, at), words if one.words == "broken" else f"{words}; {certificate}")


def _moment(one: Signature, at: int) -> str:
    given = one.stamped or one.when
    if not given:
        return ""
    moment = datetime.fromisoformat(given).astimezone(_HERE).strftime("%H:%M %d/%m/%Y")
    proved = ("theo dấu thời gian", "by a time stamp") if one.stamped else ("theo máy ký", "by the signer's clock")
    return (f", lúc {moment} {proved[0]}", f", {moment} {proved[1]}")[at]


def may_be_signed(data: bytes) -> bool:
    """Without opening it: a signature says in plain bytes which part of the file it covers."""
    return b"%PDF-" in data[:1024] and b"/ByteRange" in data


def signatures_to_come(found: Extract, data: bytes) -> Extract:
    """For who looks at them later: that they are there is said at once."""
    if not may_be_signed(data):
        return found
    return replace(found, warnings=(remark("signatures_waiting"), *found.warnings))


def signatures_of(data: bytes, *, roots: str = "", limits: Limits = DEFAULT) -> tuple[Signature, ...] | None:
    """In a process of its own, a second or two; None: they cannot be read. `roots` is a folder of certificates."""
    if not may_be_signed(data):
        return ()
    folders = [roots] if roots and Path(roots).is_dir() else []
    words = [sys.executable, "-I", "-B", str(_CHILD), str(limits.memory), str(int(limits.seconds) or 1), *folders]
    try:
        done = subprocess.run(words, input=data, capture_output=True, timeout=limits.seconds, check=False)  # noqa: S603 - our own file
        return tuple(Signature(**one) for one in json.loads(done.stdout)["signatures"])
    except (subprocess.TimeoutExpired, ValueError):
        return None


def with_signatures(found: Extract, data: bytes, *, roots: str = "", limits: Limits = DEFAULT) -> Extract:
    """What its signatures say stands first among what a reader should know."""
    signatures = signatures_of(data, roots=roots, limits=limits)
    if signatures is None:
        return replace(found, warnings=(remark("signatures_unread"), *found.warnings))
    return replace(found, warnings=(*map(told, signatures), *found.warnings), signatures=signatures)
