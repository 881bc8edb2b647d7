"""One obligation: what is asked, where it stands, what was answered and said, what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.duties import clock, rules
from phoihop.duties.forms import (
    DecisionForm,
    DispatchForm,
    ExplanationForm,
    ExtensionForm,
    ReturnForm,
    WithdrawalForm,
)
from phoihop.duties.models import Dispatch, Extension, Obligation, Remark, Response, State
from phoihop.duties.panels import Panel, Piece, Target, panels_of
from phoihop.duties.queries import visible_obligations, visible_responses
from phoihop.duties.queries.clocks import next_steps
from phoihop.duties.queries.history import history_of
from phoihop.duties.queries.why import explained_due, is_red, why_of
from phoihop.duties.sentences import sentences_of
from phoihop.duties.views.drawer import next_words
from phoihop.duties.views.lines import letter_of, letter_url, mark_of, period_words
from phoihop.files.queries import attachments_of
from phoihop.kit import formats
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import UnitKind
from phoihop.org.queries import versions_near


@dataclass(frozen=True, slots=True)
class Remarked:
    """What was said, at which figure or text, and at which words of it."""

    words: str
    target: str
    label: str
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A hand-in with its panels, its files and what was said to it."""

    response: Response
    pieces: list[Piece]
    remarks: list[Remarked]
    files: Any


@require_GET
def obligation(request: ActorRequest, pk: int) -> HttpResponse:
    return obligation_page(request, seen(request, pk), {})


def seen(request: ActorRequest, pk: int) -> Obligation:
    """A stranger gets 404."""
    rows = visible_obligations(request.actor).select_related(
        "duty", "duty__document", "duty__passage", "unit", "asker", "answer"
    )
    return get_object_or_404(rows, pk=pk)


def obligation_page(
    request: ActorRequest, found: Obligation, forms: dict[str, Form], status: int = 200
) -> HttpResponse:
    """`forms` are those that were refused, with what was typed."""
    actor, on = request.actor, request.actor.on
    panels = panels_of(found)
    responses = visible_responses(actor).filter(obligation=found).order_by("-revision")
    extension = Extension.objects.filter(obligation=found).first()
    versions = versions_near(on, [found.unit_id, found.asker_id])
    red = is_red(found, on)
    open_now = found.settled_at is None and found.closed_at is None
    context = {
        "obligation": found,
        "unit_name": versions[found.unit_id].name,
        "asker_name": versions[found.asker_id].name,
        "outside": versions[found.asker_id].kind == UnitKind.OUTSIDE,
        "period": period_words(found),
        "letter": letter_of(found.duty),
        "letter_url": letter_url(request.post.key, found.duty),
        "mark": mark_of(found, on),
        "red": red,
        "why": why_of(found, on=on) if red or found.late_days else explained_due(found, found.duty),
        "next": _next(found, on),
        "sent": Dispatch.objects.filter(obligation=found).first(),
        "answers": [_answer(r, panels) for r in responses],
        "history": history_of(found, responses),
        "extension": extension,
        "may": _may(request, found, extension, open_now=open_now),
        "forms": _forms(found, panels, on) | forms,
        "wrong": next(iter(forms), ""),
        "form": next(iter(forms.values()), None),
        "at_whom": "unit" if actor.unit_id == found.unit_id else "office",
    }
    return render(request, "duties/obligation.html", context, status=status)


def _may(request: ActorRequest, o: Obligation, extension: Extension | None, *, open_now: bool) -> dict[str, bool]:
    """What is offered; each action asks its rule again."""
    judge, respond = rules.may_judge(request.actor, o), rules.may_respond(request.actor, o)
    handed_in = o.state == State.HANDED_IN
    apart = o.answer is not None and handed_in and rules.kept_apart_from_accepting(request.actor, o.answer)
    late = o.due is not None and (o.due < request.actor.on or o.late_days > 0)
    return {
        "judge": judge,
        "respond": respond and open_now and o.state != State.WAITING_HEAD,
        "approve": o.state == State.WAITING_HEAD and rules.may_approve(request.actor, o),
        "accept": judge and handed_in and not apart,
        "apart": judge and handed_in and apart,
        "return": judge and o.state in {State.HANDED_IN, State.ACCEPTED} and o.closed_at is None,
        "nudge": judge and open_now,
        "withdraw": judge and o.closed_at is None,
        "ask": respond and open_now and o.due is not None and extension is None,
        "decide": judge and extension is not None and extension.granted is None,
        "grant": judge and open_now and o.due is not None and extension is None,
        "explain": respond and late and o.closed_at is None,
        "dispatch": respond and open_now,
    }


def _forms(o: Obligation, panels: list[Panel], on: date) -> dict[str, Form]:
    reply = clock.calendar().add_working_days(on, 3)
    return {
        "extension": ExtensionForm(),
        "decision": DecisionForm(),
        "grant": ExtensionForm(),
        "explanation": ExplanationForm(),
        "withdrawal": WithdrawalForm(),
        "dispatch": DispatchForm(initial={"sent_on": on}),
        "return": ReturnForm(places=places_of(o, panels), initial={"answer_by": reply}),
    }


def places_of(o: Obligation, panels: list[Panel]) -> list[tuple[str, Any]]:
    """Figures one by one, texts sentence by sentence; the newest answer's."""
    if o.answer is None:
        return []
    places: list[tuple[str, Any]] = []
    for target in targets_of(o.answer, panels):
        spans = sentences_of(target.text)
        if target.key.startswith("figure:") or len(spans) < 2:
            places.append((target.key, f"{target.label}: {_short(target.text)}"))
        else:
            sentences = [(f"{target.key}|{a}|{b}", f"«{_short(target.text[a:b])}»") for a, b in spans]
            places.append((target.label, sentences))
    return places


def targets_of(response: Response, panels: list[Panel]) -> list[Target]:
    found = [Target("text", _("Answer"), response.text)] if response.text else []
    return found + [target for panel in panels for target in panel.targets(response)]


def _short(text: str, most: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _answer(response: Response, panels: list[Panel]) -> Answer:
    pieces = [panel.show(response) for panel in panels]
    return Answer(response, pieces, remarks_at(response, panels), attachments_of("duties.response", response.pk))


def remarks_at(response: Response, panels: list[Panel]) -> list[Remarked]:
    targets = {t.key: t for t in targets_of(response, panels)}
    return [Remarked(r.words, r.target, *_place(r, targets)) for r in response.remarks.order_by("pk")]


def _place(remark: Remark, targets: dict[str, Target]) -> tuple[str, str]:
    target = targets.get(remark.target)
    if target is None:
        return "", ""
    if remark.start is None or remark.end is None:
        return target.label, target.text if target.key.startswith("figure:") else ""
    return target.label, target.text[remark.start : remark.end]


def _next(o: Obligation, on: date) -> tuple[str, str] | None:
    step = next_steps([o], on=on).get(o.pk)
    return (formats.day(max(step.on, on), year=False), next_words(step.kind)) if step else None
