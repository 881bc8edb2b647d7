"""Sentences of a decision, each a change: sắp xếp … thành, nhập … vào, đổi tên, chuyển, giữ nguyên, chia, giải thể, and «A, B → C»."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from phoihop.reading.annex.model import Annex, Change, Doubt, Flow, Named, Place
from phoihop.reading.annex.units import KINDS, flows_in, said
from phoihop.reading.annex.words import same, settle

ARROW = re.compile(r"\s*(?:→|⟶|⇒|➔|➜|=>|-+>)\s*")
_NUMBERED = re.compile(r"^\s*(?:(?:khoản |mục )?\d{1,3}[.)]|[a-zđ]{1,2}[).]|[-–•+*]|[IVX]+\.)\s*", re.IGNORECASE)
_CALLED = rf"(?:(?:một|01|1) )?(?:(?:đơn vị hành chính(?: cấp xã)?|{KINDS})(?: mới)?,? (?:có tên(?: gọi)?(?: là)?|lấy tên(?: là| gọi là)?|với tên gọi(?: là)?|mang tên|tên(?: gọi)?(?: là)|gọi là):? )?"
_JOIN = r"(?:[Ss]ắp xếp|[Ss]áp nhập|[Hh]ợp nhất|[Nn]hập|[Gg]ộp|[Đđ]iều chỉnh|[Cc]huyển)"
_INTO = r"thành(?! phố (?!mới|trực|có tên))"
_VERB = re.compile(
    rf"(?<!\w)(?:{_JOIN}|[Đđ]ổi tên|[Gg]iữ nguyên|[Kk]hông (?:thực hiện )?sắp xếp|[Gg]iải thể|[Tt]hành lập|[Nn]âng|[Hh]ình thành|[Kk]ết thúc hoạt động|[Bb]ãi bỏ|[Cc]hia|[Tt]ách)(?!\w)"
)
_UNIT = re.compile(rf"(?<!\w)(?<!nhân dân )(?<!đảng ủy )(?<!Đảng ủy )(?:{KINDS}) (?=[A-ZĐÀ-Ỹ\d])")
_KEEP = re.compile(
    r"(?<!\w)(?:[Gg]iữ nguyên(?: hiện trạng)?|[Gg]iữ ổn định|[Kk]hông (?:thực hiện |thuộc diện )?(?:sắp xếp|sáp nhập))"
    r"(?: (?:đối với|là|gồm|các đơn vị|đơn vị hành chính(?: cấp xã)?))*:?\s*"
)
_KEPT = re.compile(
    rf"^(?P<old>(?:[Cc]ác )?(?:{KINDS}) .+?) (?:được )?(?:giữ nguyên(?: hiện trạng)?|giữ ổn định|không (?:thực hiện )?sắp xếp)$",
    re.IGNORECASE,
)
_CO = rf"(?i:{_CALLED})"
_RULES: list[tuple[str, re.Pattern[str]]] = [
    ("rename", re.compile(rf"[Đđ]ổi tên (?P<old>.+?) (?:{_INTO}|sang|là) {_CO}(?P<new>.+)$")),
    ("split", re.compile(rf"(?:[Cc]hia tách|[Cc]hia|[Tt]ách) (?P<old>.+?) (?:để )?(?:thành lập|{_INTO}) (?P<new>.+)$")),
    ("into", re.compile(rf"{_JOIN} (?P<old>.+?),? (?:để )?(?:nhập |sáp nhập )?(?:vào|về|sang) (?P<new>.+?)(?: quản lý)?$")),
    ("on", re.compile(rf"(?:[Tt]hành lập|[Hh]ình thành) {_CO}(?P<new>.+?),? (?:mới )?(?:(?:trên cơ sở|từ|bằng)(?: việc)?)(?: {_JOIN})?:? (?P<old>.+)$")),
    ("from", re.compile(rf"^(?P<new>.+?) (?:mới )?(?:được )?(?:hình thành|thành lập|hợp thành) (?:từ|trên cơ sở|bởi)(?: việc)?(?: {_JOIN})?:? (?P<old>.+)$")),
    ("retype", re.compile(rf"(?:[Cc]huyển(?: đổi)?|[Nn]âng(?: cấp)?|[Tt]hành lập) (?P<old>(?:{KINDS}) .+?) (?:lên )?{_INTO} {_CO}(?P<new>.+)$")),
    ("form", re.compile(rf"{_JOIN} (?P<old>.+?),? (?:để )?(?:thành lập|hình thành|{_INTO}) {_CO}(?P<new>.+)$")),
]  # fmt: skip
_CLOSE = re.compile(r"(?:[Gg]iải thể|[Kk]ết thúc hoạt động(?: của)?|[Bb]ãi bỏ) (?P<old>.+)$")
_TRIED = 4  # verbs of a sentence at which a rule may begin
_FOOT = re.compile(
    r"hiệu lực|chịu trách nhiệm|căn cứ|đề nghị|trên cơ sở đề án|kèm theo|như sau|báo cáo|phê duyệt|chỉ đạo|"
    r"có \d+ (?:đơn vị|xã|phường)|ủy ban nhân dân|hội đồng nhân dân|về việc",
    re.IGNORECASE,
)


def read_line(annex: Annex, text: str, place: Place) -> int:
    """Changes that a paragraph tells are added; their number. A sentence about units that is not understood is a doubt."""
    before = len(annex.changes)
    words = settle(text)
    for sentence in _sentences(words):
        bare = _NUMBERED.sub("", sentence).strip(" ;,")
        if ARROW.search(bare):
            _arrows(annex, bare, place)
        elif not _told(annex, bare, place) and _speaks(bare):
            annex.doubts.append(Doubt("unread", bare[:200], place))
    return len(annex.changes) - before


def _speaks(sentence: str) -> bool:
    """It is about units and their change, and no frame around it."""
    return bool(_VERB.search(sentence) and _UNIT.search(sentence) and not _FOOT.search(sentence))


def _sentences(words: str) -> list[str]:
    """At full stops before a capital; at semicolons only where each piece has a verb of its own."""
    out: list[str] = []
    for line in words.split("\n"):
        for sentence in re.split(r"(?<=[\w)»\"])\.\s+(?=[^\W\d_])(?<!TT\.\s)(?<!TP\.\s)(?<!TX\.\s)(?<!P\.\s)", line):
            pieces = re.split(r";\s*", sentence)
            begun = [bool(_VERB.match(_NUMBERED.sub("", piece)) or ARROW.search(piece)) for piece in pieces]
            held = ""
            for piece, begins in zip(pieces, begun, strict=True):
                if held and begins and not (ARROW.search(piece) and not ARROW.search(held)):
                    out.append(held)
                    held = piece
                else:
                    held = f"{held}; {piece}" if held else piece
            out.append(held.rstrip(" ."))
    return [sentence for sentence in out if sentence.strip()]


def _arrows(annex: Annex, sentence: str, place: Place) -> None:
    """«A, B → C»; a list may hold several, parted by semicolons."""
    left, *rights = ARROW.split(sentence)
    for right in rights:
        head, _semi, tail = right.partition(";")
        add(annex, "form", _targets(head, place), flows_in(left, place), place, sentence)
        left = tail
    if left.strip():
        annex.doubts.append(Doubt("unread", left.strip()[:200], place))


def _told(annex: Annex, sentence: str, place: Place) -> bool:
    verbs = [found.start() for found in islice(_VERB.finditer(sentence), _TRIED)]
    for at in verbs:
        if found := _CLOSE.match(sentence, at):
            return _each(annex, "close", found["old"], place)
    if (kept := _KEPT.match(sentence)) and _each(annex, "keep", kept["old"], place):
        return True
    if (found := _KEEP.search(sentence)) and _each(annex, "keep", sentence[found.end() :], place):
        return True
    if found:
        return not _UNIT.search(sentence)
    for how, rule in _RULES:
        for at in [0] if how == "from" else verbs:
            if (found := rule.match(sentence, at)) and _rule(annex, how, found, place):
                return True
    return False


def _each(annex: Annex, how: str, words: str, place: Place) -> bool:
    flows = [flow for flow in flows_in(words, place) if flow.source.kind]
    annex.changes += [Change(how, flow.source, [], place) for flow in flows]
    return bool(flows)


def _rule(annex: Annex, how: str, found: re.Match[str], place: Place) -> bool:
    sources, targets = flows_in(found["old"], place), _targets(found["new"], place)
    if not sources or not targets or not any(target.source.kind for target in targets):
        return False
    doers: dict[str, Callable[[], None]] = {
        "rename": lambda: _continued(annex, "rename", sources, targets, place),
        "retype": lambda: _continued(annex, "retype", sources, targets, place),
        "split": lambda: _split(annex, sources[0], targets, place),
        "into": lambda: add(annex, "into", targets, sources, place, found[0]),
    }
    doers.get(how, lambda: add(annex, "form", targets, sources, place, found[0]))()
    return True


def _targets(words: str, place: Place) -> list[Flow]:
    bare = re.sub(rf"^\s*{_CALLED}", "", settle(words), count=1, flags=re.IGNORECASE)
    return flows_in(re.sub(r"^(?:thành lập|thành)\s+", "", bare), place)


def _continued(annex: Annex, how: str, sources: list[Flow], targets: list[Flow], place: Place) -> None:
    """One unit under another name or kind; several that become one are a new unit."""
    if len(sources) == 1 and len(targets) == 1:
        source, target = sources[0], targets[0].source
        if how == "retype" and same(source.source.name) != same(target.name) and source.source.kind == target.kind:
            how = "rename"
        annex.changes.append(Change(how, target, [source], place))
    else:
        add(annex, "form", targets, sources, place, how)


def _split(annex: Annex, source: Flow, targets: list[Flow], place: Place) -> None:
    for target in targets:
        flow = Flow(source.source, "part" if target.portion == "whole" else target.portion, parts=target.parts)
        flow.percent = target.percent
        add(annex, "form", [target], [flow], place, source.source.words)


def add(annex: Annex, how: str, targets: list[Flow], sources: list[Flow], place: Place, words: str) -> None:
    """To the change that makes the same unit already, where there is one."""
    if len(targets) != 1 or not sources:
        annex.doubts.append(Doubt("unread", words[:200], place))
        return
    target = targets[0].source
    alike = annex.alike.setdefault((how, target.kind, same(target.name), place.table), [])
    for change in alike:
        if _same_place(change.target, target):
            change.flows += sources
            return
    made = Change(how, target, list(sources), place)
    alike.append(made)
    annex.changes.append(made)


def _same_place(one: Named, other: Named) -> bool:
    return one.under == other.under or not one.under or not other.under


__all__ = ["ARROW", "add", "read_line", "said"]
