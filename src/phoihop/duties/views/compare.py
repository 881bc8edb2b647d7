"""Two hand-ins of one obligation side by side: what was changed after it came back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.duties.differing import Sides, differing
from phoihop.duties.forms import number_in
from phoihop.duties.models import Obligation, Response
from phoihop.duties.panels import panels_of
from phoihop.duties.queries import visible_responses
from phoihop.duties.views.lines import period_words
from phoihop.duties.views.obligation import seen, targets_of
from phoihop.files.queries import attachments_of
from phoihop.org.middleware import ActorRequest


@dataclass(frozen=True, slots=True)
class Place:
    """One figure or text on both sides; `words` were said to the older one there."""

    label: str
    sides: Sides
    words: list[str]


@require_GET
def compare(request: ActorRequest, pk: int) -> HttpResponse:
    """`?truoc=1&sau=2` are revisions; without them the newest and the one before."""
    found = seen(request, pk)
    answers = list(visible_responses(request.actor).filter(obligation=found).order_by("revision"))
    pair = _pair(answers, request.GET.get("truoc", ""), request.GET.get("sau", ""))
    context = {
        "obligation": found,
        "period": period_words(found),
        "answers": answers,
        "pair": pair,
        "places": _places(found, *pair) if pair else [],
        "files": [list(attachments_of("duties.response", r.pk)) for r in pair or ()],
    }
    return render(request, "duties/compare.html", context)


def _pair(answers: list[Response], old: str, new: str) -> tuple[Response, Response] | None:
    """What the address does not name, or names wrongly, is left to the default."""
    by_number = {r.revision: r for r in answers}
    if len(answers) < 2:
        return None
    later = by_number.get(number_in(new) or 0, answers[-1])
    before = [r for r in answers if r.revision < later.revision]
    return by_number.get(number_in(old) or 0, before[-1] if before else answers[0]), later


def _places(obligation: Obligation, old: Response, new: Response) -> list[Place]:
    """In the order in which the newer one is read; what only the older has stands at the end."""
    panels = panels_of(obligation)
    before = {t.key: t for t in targets_of(old, panels)}
    after = {t.key: t for t in targets_of(new, panels)}
    said: dict[str, list[str]] = {}
    for remark in old.remarks.order_by("pk"):
        said.setdefault(remark.target, []).append(remark.words)
    out = []
    for key in dict.fromkeys([*after, *before]):
        texts = [side[key].text if key in side else "" for side in (before, after)]
        out.append(Place((after.get(key) or before[key]).label, differing(*texts), said.get(key, [])))
    if whole := said.get(""):
        out.insert(0, Place(_("The whole answer"), Sides(), whole))
    return out
