"""Tables of a decision: a row for each new unit with its list, or for each old one; merged cells reach down."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from phoihop.reading.annex import clauses
from phoihop.reading.annex.columns import Heads, heads_of
from phoihop.reading.annex.model import Annex, Change, Doubt, Flow, Named, Place
from phoihop.reading.annex.units import district_in, flows_in, named_in, said, share_of, villages_in
from phoihop.reading.annex.words import calm, plain, same, settle

At = Callable[[int, int], Place]  # line and column from 0
_TOTAL = re.compile(r"^(?:tong(?: cong| so)?\b|cong\b)")
_KEPT = re.compile(r"giu nguyen|giu on dinh|khong (?:thuc hien |thuoc dien )?(?:sap xep|sap nhap)|khong thay doi")
_RETYPED = re.compile(r"chuyen .*\bthanh\b|doi loai|nang .*\bthanh\b")
_RENAMED = re.compile(r"doi ten")
_NUMBER = re.compile(r"^\d{1,3}(?:[. ]\d{3})+$|^\d+(?:[.,]\d+)?$")


def read_grid(annex: Annex, rows: Sequence[Sequence[str]], at: At) -> bool:
    """False where the table is none of units."""
    heads = heads_of(rows)
    if heads is None:
        return False
    reader = _Grid(annex, rows, heads, at)
    for line in range(heads.first, len(rows)):
        reader.line(line)
    return True


@dataclass(slots=True)
class _Line:
    """One row: its words by column name."""

    words: dict[str, str]
    place: Place  # of the cell that names what goes
    into: Place


class _Grid:
    def __init__(self, annex: Annex, rows: Sequence[Sequence[str]], heads: Heads, at: At) -> None:
        self.annex, self.rows, self.heads, self.at = annex, rows, heads, at
        self.section = self.district = ""
        self.last: dict[str, str] = {}  # what merged cells reach down with
        self.new: Named | None = None
        self.old: list[Flow] = []
        self.of_one = self._one_a_row()

    def _one_a_row(self) -> bool:
        """Figures stand for the part that goes, as each row names one unit; else they are the new unit's."""
        place = self.heads.places.get("old")
        cells = [row[place] for row in self.rows[self.heads.first :] if place is not None and place < len(row)]
        return all(len(flows_in(cell, Place())) < 2 for cell in cells)

    def line(self, line: int) -> None:
        row = self.rows[line]
        words = {name: settle(row[place]) if place < len(row) else "" for name, place in self.heads.places.items()}
        filled = [settle(cell) for cell in row if cell.strip()]
        if not filled or self._between(filled, words):
            return
        found = _Line(words, self._place(line, "old", "plan", "note"), self._place(line, "new", "plan"))
        if words.get("district"):
            self.district = district_in(words["district"]) or calm(words["district"])
        if "plan" in words and not words.get("old"):
            self._plan(found)
        else:
            self._row(found)

    def _place(self, line: int, *names: str) -> Place:
        named = [self.heads.places[name] for name in names if name in self.heads.places]
        row = self.rows[line]
        full = [place for place in named if place < len(row) and row[place].strip()]
        return self.at(line, (full or named or [0])[0])

    def _between(self, filled: list[str], words: dict[str, str]) -> bool:
        """A line of sums, of the columns' numbers, or one that says which district follows."""
        texts = [text for text in filled if not re.fullmatch(r"[\dIVXLC.)( ]+", text)]
        if not texts or any(_TOTAL.match(plain(text)) for text in texts[:2]):
            return True
        if len(texts) == 1 and (district := district_in(texts[0])) and not words.get("district"):
            self.section, self.district = district, ""
            return True
        return False

    def _plan(self, line: _Line) -> None:
        before = len(self.annex.changes)
        clauses.read_line(self.annex, line.words["plan"], line.place)
        for change in self.annex.changes[before:]:
            change.flows = [self._placed(flow) for flow in change.flows]

    def _row(self, line: _Line) -> None:
        new, old = line.words.get("new", ""), line.words.get("old", "")
        note = plain(" ".join(line.words.get(name, "") for name in ("note", "plan")))
        if new and not clauses.ARROW.search(new):
            self._new(line, new)
        keeps = _KEPT.search(plain(old)) or _KEPT.search(note) or _KEPT.search(plain(new))
        if keeps and self._keep(line, old, new):
            return
        sources = self._sources(line, old)
        if not sources or self.new is None:
            self._unread(line, old or new)
            return
        target = self.new
        self._notes(line, sources)
        if len(sources) == 1 and sources[0].portion == "whole" and self._goes_on(note, sources[0], target, line):
            return
        if new and not self.of_one and ("form", target.kind, same(target.name), line.into.table) in self.annex.alike:
            self.annex.doubts.append(Doubt("formed_twice", target.words, line.into))
        clauses.add(self.annex, "form", [Flow(target)], sources, line.into, old)

    def _new(self, line: _Line, new: str) -> None:
        kind = line.words.get("new_kind", "").lower()
        found = named_in(re.sub(r"^(?:thành lập|thành)\s+", "", new, flags=re.IGNORECASE), line.into, kind)
        self.new = replace(found, code=line.words.get("new_code", "")) if found else None
        self.old = self.old if not line.words.get("old") else []

    def _keep(self, line: _Line, old: str, new: str) -> bool:
        """What stays is named in the old cell, else in the new one."""
        listed = [flow for flow in flows_in(_without_keeping(old), line.place) if flow.source.kind or flow.source.name]
        named = [flow.source for flow in listed] or ([self.new] if self.new else [])
        if not named or (self.new and len(named) == 1 and same(named[0].name) != same(self.new.name) and old and new):
            return False
        self.annex.changes += [Change("keep", self._under(unit), [], line.place) for unit in named]
        return True

    def _goes_on(self, note: str, source: Flow, target: Named, line: _Line) -> bool:
        """The same unit with another name or kind, where the annex says so; with neither it stays as it is."""
        how = "retype" if _RETYPED.search(note) else "rename" if _RENAMED.search(note) else ""
        if how == "retype" and source.source.kind == target.kind:
            how = "rename"
        if how:
            self.annex.changes.append(Change(how, target, [source], line.into))
            return True
        return False

    def _sources(self, line: _Line, old: str) -> list[Flow]:
        """Of the row's own list; of the row above where a merged cell reaches down."""
        if old:
            kind = line.words.get("old_kind", "").lower()
            listed = [self._placed(flow) for flow in flows_in(old, line.place, kind)]
            code = line.words.get("old_code", "")
            if code and len(listed) == 1:
                listed[0].source = replace(listed[0].source, code=code)
            self.old = [Flow(flow.source, flow.portion) for flow in listed]
            return listed
        if len(self.old) == 1 and line.words.get("new"):
            self._split_above(line)
            return [Flow(replace(self.old[0].source, place=line.into), "part")]
        return []

    def _split_above(self, line: _Line) -> None:
        """The first line of a unit that is divided said no portion of its own."""
        for change in self.annex.changes:
            for flow in change.flows:
                if flow.source == self.old[0].source and flow.portion == "whole":
                    flow.portion = "part"

    def _placed(self, flow: Flow) -> Flow:
        flow.source = self._under(flow.source)
        return flow

    def _under(self, unit: Named) -> Named:
        under = unit.under or self.district or self.section
        return replace(unit, under=under) if under else unit

    def _notes(self, line: _Line, sources: list[Flow]) -> None:
        """Villages and portions that stand in columns of their own; figures where the row is one unit's."""
        if len(sources) == 1:
            for name in ("parts", "note"):
                if words := line.words.get(name, ""):
                    said(sources[0], words)
            self._figures(line, sources[0])
        elif note := line.words.get("note", "") or line.words.get("parts", ""):
            _villages_of(note, sources)

    def _figures(self, line: _Line, flow: Flow) -> None:
        if percent := _number(line.words.get("share", "").rstrip("% ")):
            flow.percent = share_of(percent * (100 if self._fractions() else 1))
        if self.of_one:
            flow.people = _number(line.words.get("people", ""))
            flow.area = _number(line.words.get("area", ""))
        if flow.percent is not None and flow.percent < 100 and flow.portion == "whole":
            flow.portion = "part"

    def _fractions(self) -> bool:
        """Shares written as 0,35 and 1."""
        place = self.heads.places["share"]
        cells = [row[place] for row in self.rows[self.heads.first :] if place < len(row) and row[place].strip()]
        return all((_number(cell) or 0) <= 1 and "%" not in cell for cell in cells)

    def _unread(self, line: _Line, words: str) -> None:
        if words and re.search(r"\w{2}", words):
            code = "no_source" if self.new and not line.words.get("old") else "unread"
            self.annex.doubts.append(Doubt(code, words[:200], line.place))


def _without_keeping(words: str) -> str:
    return re.sub(
        r"(?:giữ nguyên(?: hiện trạng)?|giữ ổn định|không (?:thực hiện |thuộc diện )?(?:sắp xếp|sáp nhập)|không thay đổi)"
        r"(?: (?:đối với|là|gồm))?:?",
        " ", words, flags=re.IGNORECASE,
    ).strip()  # fmt: skip


def _villages_of(note: str, sources: list[Flow]) -> None:
    """«Xã Kỳ Lợi Trung: các thôn Hải Phong, Đông Yên»."""
    for piece in re.split(r"[\n;.]", settle(note)):
        name, colon, rest = piece.partition(":")
        units = flows_in(re.sub(r"^riêng ", "", name, flags=re.IGNORECASE), Place()) if colon else []
        for flow in sources:
            if units and same(flow.source.name) == same(units[0].source.name) and flow.portion != "rest":
                if villages := villages_in(rest):
                    flow.parts, flow.portion = villages, "part"
                else:
                    said(flow, rest)


def _number(words: str) -> float | None:
    bare = words.strip()
    if not _NUMBER.match(bare):
        return None
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+", bare):
        bare = re.sub(r"[. ]", "", bare)
    return float(bare.replace(",", "."))
