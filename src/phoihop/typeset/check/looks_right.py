"""Paper, margins, typeface, sizes, styles, page numbers: what is measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from phoihop.typeset.check.finding import SIDES, STYLES, Finding, finding
from phoihop.typeset.check.seen import Line, Seen
from phoihop.typeset.check.zones import Places
from phoihop.typeset.rules import RuleSet, Zone

_NEAR = 0.6  # millimetres that count as none
_LOOSE = 1.5  # the same for what was printed: letters do not fill their box
_SIZES = ("title", "motto", "superior", "issuer", "number", "date", "type", "abstract", "letter_abstract", "to", "authority", "position", "name", "recipients", "recipient")  # fmt: skip


def measured(seen: Seen, places: Places, rules: RuleSet) -> Iterator[Finding]:
    yield from _paper(seen, rules)
    yield from _margins(seen, rules)
    yield from _typeface(seen, rules)
    for zone in _SIZES:
        yield from _zone(zone, places.get(zone, []), rules.zones.get(zone))
    yield from _body(places["body"], rules, 20 if seen.kind == "pdf" else 100)
    yield from _numbering(seen, rules)


def _paper(seen: Seen, rules: RuleSet) -> Iterator[Finding]:
    wide, high = rules.paper["width"], rules.paper["height"]
    for paper in seen.papers:
        if abs(min(paper) - wide) > 1 or abs(max(paper) - high) > 1:
            yield finding("paper", "page", expected=f"{wide} × {high} mm", found=f"{paper[0]:.0f} × {paper[1]:.0f} mm")
            return


def _margins(seen: Seen, rules: RuleSet) -> Iterator[Finding]:
    """In a PDF text may leave more free than the margin asks, never less."""
    for side, (vi, en) in SIDES.items():
        least, most, _ = rules.paper[side]
        for margins in seen.margins:
            low = margins[side] < least - (_LOOSE if seen.kind == "pdf" else _NEAR)
            high = margins[side] > most + _NEAR and (
                seen.kind == "docx" or (side == "left" and margins[side] > most + _LOOSE)
            )
            if low or high:
                expected = f"{least:g} mm" if least == most else f"{least:g}–{most:g} mm"
                found = f"{margins[side]:.1f}".rstrip("0").rstrip(".").replace(".", ",") + " mm"
                yield finding("margin", "page", expected=expected, found=found, side_vi=vi, side_en=en)
                break


def _typeface(seen: Seen, rules: RuleSet) -> Iterator[Finding]:
    """Every typeface that sets more than a few words and is not the one of the rules."""
    allowed = {
        _plain(name) for name in [*rules.typeface["names"], *(rules.typeface["printed"] if seen.kind == "pdf" else [])]
    }
    used: Counter[str] = Counter()
    for line in seen.lines:
        used[line.font] += len(line.text)
    for font, count in used.most_common():
        if count > 3 and not any(_plain(font).startswith(name) for name in allowed):
            yield finding("typeface", "page", expected=rules.typeface["names"][0], found=font)


def _plain(font: str) -> str:
    return "".join(char for char in font.lower() if char.isalnum()).removesuffix("psmt")


def _zone(zone: str, lines: list[Line], rule: Zone | None) -> Iterator[Finding]:
    if not lines or rule is None:
        return
    wrong = next((line for line in lines if not _fits(line.size, rule)), None)
    if wrong:
        yield finding("size", zone, expected=_range(rule), found=_points(wrong.size))
    yield from _styled(zone, lines, rule)


def _styled(zone: str, lines: list[Line], rule: Zone) -> Iterator[Finding]:
    """The first line speaks for its zone."""
    line = lines[0]
    wants = {
        "bold": rule.bold and not line.bold,
        "upright_weight": not rule.bold and line.bold,
        "italic": rule.italic and not line.italic,
        "upright": not rule.italic and line.italic,
        "caps": rule.caps and line.text != line.text.upper(),
    }
    for want, broken in wants.items():
        if broken:
            vi, en = STYLES[want]
            yield finding("style", zone, expected=en, found=line.text[:60], style_vi=vi, style_en=en)


def _body(lines: list[Line], rules: RuleSet, part: int) -> Iterator[Finding]:
    """Each wrong size that sets more than one part in so many of the body, the most used first."""
    rule = rules.zones["body"]
    used: Counter[float] = Counter()
    for line in lines:
        used[line.size] += len(line.text)
    whole = sum(used.values())
    for size, count in used.most_common():
        if not _fits(size, rule) and count * part > whole:
            yield finding("size", "body", expected=_range(rule), found=_points(size))


def _fits(size: float, rule: Zone) -> bool:
    return rule.least - 0.25 <= size <= rule.most + 0.25


def _range(rule: Zone) -> str:
    return f"{rule.least:g}" if rule.least == rule.most else f"{rule.least:g}–{rule.most:g}"


def _points(size: float) -> str:
    return f"{size:g}".replace(".", ",")


def _numbering(seen: Seen, rules: RuleSet) -> Iterator[Finding]:
    expected = str(rules.page_number["from"])
    numbering = seen.numbering
    if numbering is None or not numbering.later:
        if seen.many_pages:
            yield finding("page_number", "page_number", expected=expected)
        return
    if numbering.first:
        yield finding("page_number_first", "page_number", expected=expected)
    if not (numbering.top and numbering.centred):
        yield finding("page_number_place", "page_number", expected=expected)
