"""A picture of whether the reader knows how sure it may be: what it said beside what was right."""

from __future__ import annotations

from phoihop.reading.scoring.sure import Sureness

_WIDE, _HIGH, _LEFT, _TOP, _SIDE, _ACROSS = 460, 330, 60, 20, 260, 370
_LEAST = 0.5  # shown from here to 1
_TICKS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_INK, _PALE, _DOT = "#1f2933", "#9aa5b1", "#2f6f4f"


def plot_of(sureness: Sureness, said: str, right: str) -> str:
    """SVG: one circle a tenth of confidence, as large as its parts are many; on the line the reader is as right as it said."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/>',
        f'<line x1="{_x(_LEAST)}" y1="{_y(_LEAST)}" x2="{_x(1)}" y2="{_y(1)}" stroke="{_PALE}" stroke-dasharray="4 4"/>',
    ]
    for tick in _TICKS:
        lines.append(
            f'<text x="{_x(tick)}" y="{_TOP + _SIDE + 16}" text-anchor="middle" fill="{_INK}">{tick:.1f}</text>'
        )
        lines.append(f'<text x="{_LEFT - 8}" y="{_y(tick) + 4}" text-anchor="end" fill="{_INK}">{tick:.1f}</text>')
        lines.append(
            f'<line x1="{_LEFT}" y1="{_y(tick)}" x2="{_x(1)}" y2="{_y(tick)}" stroke="{_PALE}" stroke-opacity=".35"/>'
        )
    for tenth, count in sorted(sureness.said.items()):
        share, middle = sureness.right.get(tenth, 0) / count, min(tenth + 0.05, 1.0)
        at, radius = f'cx="{_x(middle)}" cy="{_y(max(share, _LEAST))}"', round(3 + count**0.5 / 3, 1)
        lines.append(f'<circle {at} r="{radius}" fill="{_DOT}" fill-opacity=".35" stroke="{_DOT}"/>')
        lines.append(
            f'<text x="{_x(middle)}" y="{_y(max(share, _LEAST)) + 28}" text-anchor="middle" fill="{_INK}">{share:.3f} / {count}</text>'
        )
    lines.append(f'<text x="{_LEFT + _ACROSS / 2}" y="{_HIGH - 10}" text-anchor="middle" fill="{_INK}">{said}</text>')
    turned = f'transform="rotate(-90 16 {_TOP + _SIDE / 2})"'
    lines.append(
        f'<text x="16" y="{_TOP + _SIDE / 2}" text-anchor="middle" {turned} fill="{_INK}">{right}</text></svg>'
    )
    return "\n".join(lines) + "\n"


def _x(value: float) -> float:
    return round(_LEFT + (value - _LEAST) / (1 - _LEAST) * _ACROSS, 1)


def _y(value: float) -> float:
    return round(_TOP + _SIDE - (value - _LEAST) / (1 - _LEAST) * _SIDE, 1)
