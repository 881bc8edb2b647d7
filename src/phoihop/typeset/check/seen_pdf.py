"""A PDF as the checker sees it: what was printed, and where."""

from __future__ import annotations

from itertools import groupby

from phoihop.extract.model import Layout, Limits
from phoihop.extract.model import Line as Printed
from phoihop.extract.pdf import layout_of_pdf
from phoihop.typeset.check.seen import Line, Numbering, Seen

_MIDDLE = 8.0  # millimetres from the middle of the page that still count as in the middle


def see_pdf(data: bytes, limits: Limits) -> Seen:
    layout = layout_of_pdf(data, limits)
    pages = [list(lines) for _, lines in groupby(layout.lines, key=lambda line: line.page)]
    numbers = [line for lines in pages for line in lines if _is_number(line, lines)]
    rest = [line for line in layout.lines if line not in numbers]
    return Seen(
        kind="pdf",
        papers=list(dict.fromkeys(layout.pages)),
        margins=_margins(layout, rest),
        lines=[_line(line, lines, layout) for lines in pages for line in lines if line not in numbers],
        numbering=_numbering(numbers, pages, layout),
        many_pages=len(layout.pages) > 1,
    )


def _is_number(line: Printed, lines: list[Printed]) -> bool:
    """A number alone, above or below all else on its page."""
    if line.text.strip("- –") != str(line.page):
        return False
    others = [other for other in lines if other is not line]
    return all(other.top >= line.bottom - 1 for other in others) or all(
        other.bottom <= line.top + 1 for other in others
    )


def _numbering(numbers: list[Printed], pages: list[list[Printed]], layout: Layout) -> Numbering | None:
    if not numbers:
        return None
    lines_of = {lines[0].page: lines for lines in pages}
    return Numbering(
        first=any(line.page == 1 for line in numbers),
        later=any(line.page > 1 for line in numbers),
        top=all(line.top < layout.pages[line.page - 1][1] / 2 for line in numbers),
        centred=all(_in_middle(line, lines_of[line.page], layout.pages[line.page - 1][0]) for line in numbers),
    )


def _in_middle(line: Printed, lines: list[Printed], width: float) -> bool:
    """Of the text, or of the paper: both are called the middle."""
    left, right = min(one.left for one in lines), max(one.right for one in lines)
    middle = (line.left + line.right) / 2
    return min(abs(middle - width / 2), abs(middle - (left + right) / 2)) < _MIDDLE


def _margins(layout: Layout, lines: list[Printed]) -> list[dict[str, float]]:
    """What the text leaves free; below, a short last page says nothing."""
    if not lines:
        return []
    upright = [line for line in lines if layout.pages[line.page - 1][0] <= layout.pages[line.page - 1][1]]
    if not upright:
        return []
    return [
        {
            "left": min(line.left for line in upright),
            "right": min(layout.pages[line.page - 1][0] - line.right for line in upright),
            "top": min(line.top for line in upright),
            "bottom": min(layout.pages[line.page - 1][1] - line.bottom for line in upright),
        }
    ]


def _line(line: Printed, lines: list[Printed], layout: Layout) -> Line:
    width = layout.pages[line.page - 1][0]
    side = "left" if line.right < width * 0.6 else "right" if line.left > width * 0.4 else ""
    beside = side and any(_beside(line, other) for other in lines)
    return Line(
        line.text, round(line.size * 2) / 2, line.font, line.bold, line.italic, side if beside else "", page=line.page
    )


def _beside(line: Printed, other: Printed) -> bool:
    """In another column at about the same height."""
    return abs(other.top - line.top) < 25 and (other.left > line.right + 2 or other.right < line.left - 2)
