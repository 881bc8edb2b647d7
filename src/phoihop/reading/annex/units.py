"""Lists of units as decisions write them: «các xã A, B và một phần xã C (thôn 1, 2)», «Phường 1, 3», «P9, P11 – P13»."""

from __future__ import annotations

import re
from dataclasses import replace

from phoihop.reading.annex.model import Flow, Named, Place
from phoihop.reading.annex.words import calm, settle

KINDS = r"xã đảo|xã|phường|thị trấn|đặc khu|thị xã|huyện đảo|huyện|quận|thành phố|tỉnh"
DISTRICTS = frozenset({"huyện", "huyện đảo", "quận", "thị xã", "thành phố"})
_SHORT = {
    "tt": "thị trấn", "tt.": "thị trấn", "tx": "thị xã", "tx.": "thị xã", "tp": "thành phố", "tp.": "thành phố",
    "p": "phường", "p.": "phường", "x.": "xã", "h.": "huyện", "q.": "quận", "q": "quận", "đk.": "đặc khu",
}  # fmt: skip
_VILLAGES = r"thôn|ấp|bản|khu phố|khu dân cư|khu|khóm|xóm|làng|buôn|bon|plei|phum|sóc|tiểu khu|tổ dân phố|tổ|tdp"
_AREA = r"(?:phần )?diện tích(?: đất)?(?: tự nhiên)?"
_HEADS = r"(?:toàn bộ )?(?:quy mô )?dân số"
_BOTH = rf"{_AREA}(?:(?: ?, ?| và | ?, và | )(?:{_HEADS}))?"
_MEASURED = re.compile(
    rf"(?P<some>\d{{1,3}}(?:[.,]\d{{1,4}})?) ?%(?: {_BOTH})?(?: của)? (?=(?:{KINDS}) )"
    rf"|(?P<rest>phần(?: {_BOTH})? còn lại(?: {_BOTH})?|phần còn lại {_BOTH})(?P<rest_of> của)?"
    rf"|(?P<part>một phần(?P<part_long> {_BOTH}|(?: và)? {_HEADS})?)(?P<part_of> của)?"
    rf"|(?P<whole>(?:toàn bộ|nguyên trạng)(?: {_BOTH})?|{_BOTH})(?P<whole_of> của)?",
    re.IGNORECASE,
)
_SQUARE = r"(?P<area>\d[\d.]*(?:,\d+)?) ?(?:km2|km²|ki-?lô-?mét vuông|ha|héc-?ta|m2|m²)"
_PEOPLE = r"(?P<people>\d[\d.]*) ?(?:người|nhân khẩu|khẩu)"
# «toàn bộ 5,20 km2 diện tích tự nhiên, quy mô dân số 4.000 người của»: the figures of what goes, whole or in part
_FIGURES = re.compile(
    rf"(?P<all>(?:toàn bộ|nguyên trạng) )?(?:{_AREA} (?:là )?)?{_SQUARE}(?: {_AREA})?(?:(?: ?, ?và | ?, ?| và ){_HEADS} (?:là )?{_PEOPLE})?(?: của)? (?=(?:{KINDS}) )",
    re.IGNORECASE,
)
# «35% diện tích tự nhiên, 40% dân số của»: the share is that of the people
_SHARES = re.compile(
    rf"\d{{1,3}}(?:[.,]\d{{1,4}})? ?% {_AREA}(?: ?, ?và | ?, ?| và )(?P<share>\d{{1,3}}(?:[.,]\d{{1,4}})?) ?% {_HEADS}(?: của)? (?=(?:{KINDS}) )",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r",? ?sau khi (?:đã )?(?:sắp xếp|nhập|điều chỉnh|chia|tách)"
    r"(?:,? (?:theo|quy định|tại|các|khoản|điểm|điều|này|nêu|trên|ở|và|nghị quyết|\d+[a-zđ]?|[a-zđ])(?![^\W_]))*(?:, \d+)*",
    re.IGNORECASE,
)
_OF_VILLAGES = re.compile(
    rf"(?<!xã )(?<!phường )(?<!trấn )(?<!\w)(?:các )?(?P<list>(?:{_VILLAGES})\b(?:(?!\b(?:xã|phường|thị trấn)\b)[^;()→]){{1,200}}?)"
    r"\s+(?:của |thuộc )?(?P<unit>(?:xã|phường|thị trấn) (?=[^\W\d_]|\d))",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*(?:[;+\n]|,(?!\d)|\s&\s|(?<!\w)và(?!\w)|(?<!\w)với(?=\s(?:xã|phường|thị)))\s*")
_BULLET = re.compile(r"^\s*(?:[-•*]|\d{1,2}[.)](?= )|[a-zđ]\)|\(\d+\))\s*")
_KIND = re.compile(
    rf"^(?P<many>(?:\d{{1,2}} )?các |\d{{1,2}} )?(?P<kind>(?:{KINDS})(?:(?: ?[,/] ?| và )(?:{KINDS}))*)(?: sau)?(?: ?:\s*|\s+|$)"
    rf"|^(?P<short>(?:tt|tx|tp|đk|[pxhq])\.|tt|tx|tp)\s*(?=\w)|^(?P<ward>p)(?=\d)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_]?[\w'-]*(?:\.[^\W\d_]+)?")
_RANGE = re.compile(r"^(\d{1,2}) ?(?:-|đến) ?(?:p\.?|phường|thôn|ấp|tổ)? ?(\d{1,2})$", re.IGNORECASE)
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*%")
_VILLAGE = re.compile(rf"^(?:các )?(?P<kind>{_VILLAGES})(?: số)?(?: :|:)?\s+", re.IGNORECASE)
_STOP = frozenset({"cũ", "mới", "hiện", "nay", "thuộc", "của", "trước", "sau", "với", "là"})
_MARKS = {"whole": "\x01", "part": "\x02", "rest": "\x03"}
_LONG = "\x04"
_TOLD = re.compile("\x0e([\\d.]+):(\\d*)\x0f")
_MOST = 99


def flows_in(text: str, place: Place, kind: str = "") -> list[Flow]:
    """Units of a list in order; `kind` is theirs where the list says none."""
    found = _List(place, kind)
    words = _AFTERWARDS.sub(" ; ", calm(settle(text)))
    words = _OF_VILLAGES.sub(lambda m: f" một phần {m['unit']}\x05{m['list'].strip(' ,')}\x06", words)
    words = _SHARES.sub(lambda m: f"{m['share']}% diện tích tự nhiên của ", words)
    words = _FIGURES.sub(_with_figures, words)
    parts = re.split(r"([(\[\x05][^()\[\]\x05\x06]*[)\]\x06]?)", words)
    words = "".join(part if at % 2 else _MEASURED.sub(_marked, part) for at, part in enumerate(parts))
    for piece, closing in _pieces(words):
        found.take(piece, closing=closing)
    return found.flows


def named_in(text: str, place: Place, kind: str = "") -> Named | None:
    """The one unit that the words name."""
    found = flows_in(text, place, kind)
    return found[0].source if len(found) == 1 else None


def _with_figures(found: re.Match[str]) -> str:
    area, people = found["area"].replace(".", "").replace(",", "."), (found["people"] or "").replace(".", "")
    mark = _MARKS["whole" if found["all"] else "part"]
    return f" ; {mark}{_LONG}\x0e{area}:{people}\x0f "


def _marked(found: re.Match[str]) -> str:
    if found["some"]:
        return f" ; {_MARKS['part']}{found['some']}% "
    portion = next(name for name in ("rest", "part", "whole") if found[name])
    long = found[f"{portion}_of"] and (portion != "part" or found["part_long"]) and portion != "rest"
    return f" ; {_MARKS[portion]}{_LONG if long else ''} "


def _pieces(words: str) -> list[tuple[str, bool]]:
    """Cut at commas and «và» outside brackets; with whether «và» stood before it."""
    out: list[tuple[str, bool]] = []
    depth = start = 0
    joined = False
    at = 0
    while at < len(words):
        char = words[at]
        if char in "([\x05":
            depth += 1
        elif char in ")]\x06":
            depth = max(0, depth - 1)
        elif not depth and (cut := _CUT.match(words, at)) and cut.end() > at:
            out.append((words[start:at], joined))
            joined = "và" in cut[0]
            start = at = cut.end()
            continue
        at += 1
    out.append((words[start:], joined))
    return out


class _List:
    """Units as they come; kind and portion go on until another is said."""

    def __init__(self, place: Place, kind: str) -> None:
        self.place, self.kind, self.portion = place, kind, "whole"
        self.long = self.many = False  # «một phần diện tích của …» holds until another portion; «các xã …» until a kind
        self.percent: float | None = None
        self.figures: tuple[float | None, float | None] = None, None  # area and people of what goes
        self.flows: list[Flow] = []
        self.fresh = 0  # where the list began that a district in brackets closes

    def take(self, piece: str, *, closing: bool) -> None:
        piece = _BULLET.sub("", piece).strip(" .,:")
        self.figures = None, None
        words, notes = _notes(self._portion(piece))
        kind = _KIND.match(words)
        if not _marked_in(piece) and not self.long and (kind or not self.many):
            self.portion = "whole"
            self.percent = None
        if kind:
            self._kind(kind)
            words = words[kind.end() :]
        elif _marked_in(piece):
            self.many = False
        words, under = _under(words)
        for name in _names(words):
            source, (area, people) = Named(self.kind, name, under, place=self.place), self.figures
            self.flows.append(Flow(source, self.portion, percent=self.percent, area=area, people=people))
            for note in notes:
                self._note(note, closing=closing)

    def _portion(self, words: str) -> str:
        for portion, mark in _MARKS.items():
            if mark in words:
                self.portion, self.long = portion, _LONG in words
                self.fresh = len(self.flows)
                rest = words.partition(mark)[2].strip(f"{_LONG} ,:")
                if figures := _TOLD.match(rest):
                    self.figures = (float(figures[1]), float(figures[2]) if figures[2] else None)
                    self.long = False
                    rest = rest[figures.end() :].strip()
                share = _SHARE.match(rest)
                self.percent = _percent(share) if share else None
                return rest[share.end() :].strip() if share else rest
        return words

    def _kind(self, found: re.Match[str]) -> None:
        short = found["short"] or found["ward"]
        said = found["kind"].lower().replace("xã đảo", "xã") if not short else ""
        kinds = [_SHORT[short.lower()]] if short else re.split(r" ?[,/] ?| và ", said)
        self.kind = kinds[0] if len(set(kinds)) == 1 else ""
        self.many = bool(found["many"])

    def _note(self, note: str, *, closing: bool) -> None:
        flow = self.flows[-1]
        if under := _district(note):
            self.flows[-1].source = replace(flow.source, under=under)
            if closing:
                self._district_of_all(under)
            self.fresh = len(self.flows)
        elif villages := villages_in(note):
            flow.parts = villages
            flow.portion = "part" if flow.portion == "whole" else flow.portion
        else:
            said(flow, note)

    def _district_of_all(self, under: str) -> None:
        """«Phường 4, Phường 5 và Phường 7 (quận Lê Trân)»: of the whole list that it closes."""
        for earlier in self.flows[self.fresh : -1]:
            if not earlier.source.under:
                earlier.source = replace(earlier.source, under=under)


def _percent(found: re.Match[str]) -> float | None:
    """None for what is no part of a whole."""
    return share_of(float(found[1].replace(",", ".")))


def share_of(percent: float) -> float | None:
    return percent if 0 < percent <= 100 else None


def _marked_in(piece: str) -> bool:
    return any(mark in piece for mark in _MARKS.values())


def said(flow: Flow, note: str) -> None:
    """What a note says of the one unit it stands at: how much of it, which villages."""
    words = settle(note)
    low = words.lower()
    if found := _SHARE.search(low):
        flow.percent = _percent(found)
    if "còn lại" in low:
        flow.portion = "rest"
    elif "một phần" in low or "1 phần" in low:
        flow.portion = "part"
    bare = re.sub(r"^(?:một phần|phần|gồm|bao gồm)?\s*", "", words, flags=re.IGNORECASE)
    if not flow.parts and flow.portion != "rest":
        inner = re.search(r"\(([^()]*)\)", words)
        if villages := villages_in(inner[1] if inner else bare):
            flow.parts = villages
            flow.portion = "part"


def villages_in(text: str) -> tuple[str, ...]:
    """«các thôn 1, 2» as thôn 1 and thôn 2; nothing where no kind of village is said."""
    words = re.sub(r"^\s*(?:(?:bao )?gồm|tại|địa bàn|phần)\s*:?\s*(?:có )?", "", settle(text), flags=re.IGNORECASE)
    if not _VILLAGE.match(words) or "còn lại" in words.lower():
        return ()
    kind = ""
    out: list[str] = []
    for piece, _joined in _pieces(words):
        bare = piece.strip(" .")
        if found := _VILLAGE.match(bare):
            kind, bare = found["kind"].lower(), bare[found.end() :]
        out += [f"{kind} {name}" for name in _numbers(bare)]
    return tuple(out)


def _notes(words: str) -> tuple[str, list[str]]:
    """The words without what stands in brackets, and that."""
    notes = re.findall(r"[(\[\x05]([^()\[\]\x05\x06]*)[)\]\x06]?", words)
    return re.sub(r"\s*[(\[\x05][^()\[\]\x05\x06]*[)\]\x06]?\s*", " ", words).strip(" .,:"), notes


_UNDER = re.compile(
    r"\s+(?:(?:thuộc|của|,)\s+)?(?P<under>(?:huyện|quận|thị xã|thành phố|tp\.?|tx\.?|h\.|q\.)\s+[^\W_].*)$",
    re.IGNORECASE,
)


def _under(words: str) -> tuple[str, str]:
    found = _UNDER.search(words)
    return (words[: found.start()], _district(found["under"])) if found else (words, "")


def _district(note: str) -> str:
    """«huyện Kỳ Hoa» of a note that is one, else nothing."""
    words = re.sub(r"^(?:thuộc|của)\s+", "", note.strip(), flags=re.IGNORECASE)
    found = _KIND.match(words)
    if not found:
        return ""
    kind = _SHORT.get((found["short"] or "").lower(), (found["kind"] or "").lower())
    name = words[found.end() :].strip(" .,")
    return f"{kind} {name}" if kind in DISTRICTS and name else ""


def district_in(text: str) -> str:
    return _district(calm(settle(text)))


def _numbers(words: str) -> list[str]:
    """«11 - 13» as 11, 12, 13."""
    if found := _RANGE.match(words):
        first, last = int(found[1]), int(found[2])
        if first < last <= first + _MOST:
            return [str(number) for number in range(first, last + 1)]
    return [words] if words else []


def _names(words: str) -> list[str]:
    """The name at the start of the words; several where it is a range of numbers."""
    if _RANGE.match(words.strip()):
        return _numbers(words.strip())
    out: list[str] = []
    for word in words.split():
        if word in _STOP or (out and not _begins_name(word)):
            break
        out.append(word.strip('"“”.,:'))
    if not out or not (_begins_name(out[0]) or len(words.split()) < 5):
        return []
    name = " ".join(out)
    return [str(int(name)) if name.isdecimal() and len(name) < 4 else name] if re.search(r"\w", name) else []


def _begins_name(word: str) -> bool:
    bare = word.lstrip('"“(')
    return bare[:1].isupper() or bare[:1].isdigit() or bare == "-"
