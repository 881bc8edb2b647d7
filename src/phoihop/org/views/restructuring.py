"""Decisions that change the tree: entered with their steps, checked, put into effect or kept for their day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.kit import formats
from phoihop.kit.days import day_in
from phoihop.kit.listing import KINDS, Cell, as_file
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.actions import (
    StepGiven,
    decide_restructuring,
    draft_restructuring,
    restructure,
    try_restructuring,
    undertake,
    undo_restructuring,
    what_stands,
    withdraw_restructuring,
)
from phoihop.org.decisions import steps_known, visible_decisions
from phoihop.org.forms import DecisionForm, ReasonForm
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import Restructuring, RestructuringStep
from phoihop.org.plan import Problem, units_of
from phoihop.org.preview import Preview, preview_of
from phoihop.org.spoiling import hindered, spoilt_by
from phoihop.org.steps import Book, StepForm, names_for, sentence, typed_again
from phoihop.org.views.undertaking import is_large, last_said, shown_of

Kind = RestructuringStep.Kind
PAGE = 50
MOST_STEPS = 200
SHOWN_STEPS = 300
ENDING = {Kind.MERGE, Kind.SPLIT, Kind.CLOSE}  # what these do is looked at before it is done


_WAITING = [Restructuring.Status.DRAFT, Restructuring.Status.PLANNED]


@require_GET
def decisions(request: ActorRequest) -> HttpResponseBase:
    rows = visible_decisions(request.actor).select_related("made_by")
    if (kind := request.GET.get("dang")) in KINDS:
        heads = [_("What"), _("Decision"), _("State"), _("In effect from")]
        return as_file(kind, "quyet-dinh", heads, _lines(rows.order_by("-effective", "-pk")))
    waiting = list(rows.filter(status__in=_WAITING).order_by("effective", "pk"))
    done = Paginator(rows.exclude(status__in=_WAITING).order_by("-effective", "-pk"), PAGE)
    drafts = sorted((row for row in waiting if row.status == Restructuring.Status.DRAFT), key=lambda row: -row.pk)
    context = {
        "total": len(waiting) + done.count,
        "drafts": drafts,
        "planned": [row for row in waiting if row.status == Restructuring.Status.PLANNED],
        "page": done.get_page(request.GET.get("trang")),
        "hindered": hindered(request.actor),
        "may_administer": rules.may_administer(request.actor),
        **rules.doors_of(request.actor),
    }
    return render(request, "org/decisions.html", context)


def _lines(rows: QuerySet[Restructuring]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [row.title, row.decision, row.get_status_display(), row.effective]


@require_GET
def decision(request: ActorRequest, pk: int) -> HttpResponseBase:
    found = get_object_or_404(visible_decisions(request.actor).select_related("made_by"), pk=pk)
    on_way = shown_of(found)
    waits = found.status in {Restructuring.Status.DRAFT, Restructuring.Status.PLANNED} and not on_way
    seen = preview_of(request.actor, found) if waits and rules.may_administer(request.actor) else None
    if seen and (kind := request.GET.get("dang")) in KINDS:
        return _preview_file(kind, found, seen)
    steps = list(found.steps.all())
    shown = steps_known(request.actor, steps)[:SHOWN_STEPS]
    names = names_for(shown, found.effective)
    context = {
        "decision": found,
        "sentences": [sentence(step, names) for step in shown],
        "total": len(steps),
        "more": len(steps) - len(shown),
        "preview": seen,
        "going": seen.going[:SHOWN_STEPS] if seen else [],
        "coming": seen.coming[:SHOWN_STEPS] if seen else [],
        "problems": _at_steps(seen.problems) if seen else [],
        "spoilt": spoilt_by(request.actor, steps, found.effective, but=pk) if seen and not seen.problems else [],
        "may_withdraw": waits and rules.may_administer(request.actor),
        "shown": on_way,
        "said": last_said(found),
        "may_stop": rules.may_administer(request.actor),
        "may_undo": not on_way
        and found.status == Restructuring.Status.APPLIED
        and rules.may_undo(request.actor, units_of(steps)),
        "came": found.effective <= request.actor.on,
    }
    return render(request, "org/decision.html", context)


def _at_steps(problems: list[Problem]) -> list[str]:
    """Each with the step that it is about."""
    return [
        _("Step %(n)d: %(words)s") % {"n": problem.step, "words": problem.words} if problem.step else problem.words
        for problem in problems
    ]


def _preview_file(kind: str, found: Restructuring, seen: Preview) -> HttpResponseBase:
    """Unit by unit, with a line for each part it goes to."""
    heads = [_("Unit"), _("Key"), _("Goes into"), _("Share"), *(effect.what for effect in seen.effects)]

    def lines() -> Iterator[list[Cell]]:
        for one in seen.going:
            counts: list[Cell] = list(one.counts)
            for name, share in one.heirs or [("", 0)]:
                yield [one.name, one.key, name, share if name else None, *counts]
                counts = [None] * len(counts)  # counted once, beside its first part

    return as_file(kind, f"xem-truoc-{found.pk}", heads, lines())


@require_POST
def settle(request: ActorRequest, pk: int) -> HttpResponse:
    """The draft that was looked at takes effect, or waits for its day."""
    found = get_object_or_404(visible_decisions(request.actor), pk=pk)
    if not rules.may_administer(request.actor):
        raise PermissionDenied
    seen = request.POST.get("mark", "")
    try:
        if found.effective <= request.actor.on and is_large(found, request):
            undertake(actor=request.actor, restructuring=found, post=request.post.key, what="apply", seen=seen)
        else:
            messages.success(
                request, _said_of(decide_restructuring(actor=request.actor, restructuring=found, seen=seen))
            )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("org:decision", request.post.key, pk)


def _said_of(made: Restructuring) -> str:
    planned = made.status == Restructuring.Status.PLANNED
    words = _("Planned: it takes effect on %(day)s by itself.") if planned else _("In effect since %(day)s.")
    return words % {"day": formats.day(made.effective)}


@require_http_methods(["GET", "POST"])
def undo(request: ActorRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_decisions(request.actor), pk=pk)
    if not rules.may_undo(request.actor, units_of(list(found.steps.all()))):
        raise PermissionDenied
    if found.status != Restructuring.Status.APPLIED:
        return redirect("org:decision", request.post.key, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            if is_large(found, request):
                undertake(actor=request.actor, restructuring=found, post=request.post.key, what="undo", reason=reason)
            else:
                undo_restructuring(actor=request.actor, restructuring=found, reason=reason)
                messages.success(request, _("Taken back: everything is as it was before."))
            return redirect("org:decision", request.post.key, pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "org/undo.html", {"form": form, "decision": found, "stands": what_stands(found)})


@require_http_methods(["GET", "POST"])
def withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_decisions(request.actor), pk=pk)
    if not rules.may_administer(request.actor):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdraw_restructuring(actor=request.actor, restructuring=found, reason=form.cleaned_data["reason"])
            return redirect("org:decision", request.post.key, pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "org/withdraw.html", {"form": form, "decision": found})


@dataclass(slots=True)
class Sheet:
    """The form as it stands: its head, its steps, what a check said."""

    head: DecisionForm
    steps: list[StepForm]
    book: Book
    said: list[str]
    checked: bool = False


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    if not rules.may_administer(request.actor):
        raise PermissionDenied
    if request.method == "POST":
        return _answer(request)
    start = {"effective": formats.day(request.actor.on, language="vi"), "once": uuid4()}
    if draft := _draft(request, request.GET.get("tu", "")):
        return _again(request, draft)
    kind = request.GET.get("viec", Kind.CREATE)
    kind = kind if kind in Kind.values else Kind.CREATE
    step = StepForm(kind, prefix="s0", initial=_first(request))
    return _page(request, Sheet(DecisionForm(initial=start), [step], Book(request.actor, request.actor.on), []))


def _draft(request: ActorRequest, number: str) -> Restructuring | None:
    drafts = visible_decisions(request.actor).filter(status=Restructuring.Status.DRAFT)
    return drafts.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None


def _again(request: ActorRequest, draft: Restructuring) -> HttpResponse:
    """The form as it was typed; saved, it takes the draft's place."""
    rows = typed_again(steps_known(request.actor, list(draft.steps.all())), draft.effective)
    if rows is None or len(rows) != draft.steps.count() or len(rows) > MOST_STEPS:
        messages.error(request, _("This draft says more than the form can. Withdraw it and bring its annex anew."))
        return redirect("org:decision", request.post.key, draft.pk)
    start = {
        "title": draft.title, "decision": draft.decision, "effective": formats.day(draft.effective, language="vi"),
        "once": uuid4(), "instead": draft.pk,
    }  # fmt: skip
    steps = [StepForm(row["kind"], prefix=f"s{at}", initial=row) for at, row in enumerate(rows)]
    return _page(request, Sheet(DecisionForm(initial=start), steps, Book(request.actor, draft.effective), []))


def _first(request: ActorRequest) -> dict[str, str]:
    """What a link from a unit's page fills in: the unit, or for a new one its parent."""
    key = request.GET.get("don-vi", "")
    return {"unit": key, "parent": key or request.post.key}


def _answer(request: ActorRequest) -> HttpResponse:
    order = request.POST.get("do", "apply")
    verb, _colon, what = order.partition(":")
    rows = _rows(request.POST)
    if verb == "add" and what in Kind.values:
        if len(rows) < MOST_STEPS:
            rows = [*rows, {"kind": what}]
        else:
            messages.error(request, _too_many())
        return _page(request, _unbound(request, rows))
    if verb == "drop" and what.isdecimal() and len(what) < 6:
        return _page(request, _unbound(request, [row for at, row in enumerate(rows) if at != int(what)]))
    sheet, steps = _read(request, rows)
    if steps is None:
        return _page(request, sheet, status=400)
    return _check(request, sheet, steps) if verb == "check" else _save(request, sheet, steps)


def _rows(post: Any) -> list[dict[str, str]]:
    """What was typed for each step, in order, whatever is missing between."""
    found: dict[int, dict[str, str]] = {}
    for name, value in post.items():
        prefix, dash, field = name.partition("-")
        if dash and prefix[:1] == "s" and prefix[1:].isdecimal() and len(prefix) < 6:
            found.setdefault(int(prefix[1:]), {})[field] = str(value)
    rows = [found[at] for at in sorted(found)]
    return [row for row in rows if row.get("kind") in Kind.values]


def _too_many() -> str:
    return _("The form holds at most %(n)d steps. Bring more as the decision's annex.") % {"n": MOST_STEPS}


def _unbound(request: ActorRequest, rows: list[dict[str, str]]) -> Sheet:
    """Nothing is judged while steps are still being added."""
    head = DecisionForm(initial={name: request.POST.get(name, "") for name in DecisionForm.base_fields})
    steps = [StepForm(row["kind"], prefix=f"s{at}", initial=row) for at, row in enumerate(rows)]
    day = day_in(request.POST.get("effective", "")) or request.actor.on
    return Sheet(head, steps, Book(request.actor, day), [])


def _read(request: ActorRequest, rows: list[dict[str, str]]) -> tuple[Sheet, list[StepGiven] | None]:
    """The steps, or None where the head or a step cannot be read."""
    head = DecisionForm(request.POST)
    if len(rows) > MOST_STEPS:
        head.add_error(None, _too_many())
    day: date = head.cleaned_data["effective"] if head.is_valid() else request.actor.on
    book = Book(request.actor, day)
    forms = [
        StepForm(row["kind"], {f"s{at}-{name}": value for name, value in row.items()}, prefix=f"s{at}")
        for at, row in enumerate(rows)
    ]
    steps = [form.given(book) for form in forms]
    sheet = Sheet(head, forms, book, [])
    if not head.is_valid() or None in steps:
        return sheet, None
    return sheet, [step for step in steps if step]


def _check(request: ActorRequest, sheet: Sheet, steps: list[StepGiven]) -> HttpResponse:
    given = sheet.head.cleaned_data
    try:
        try_restructuring(actor=request.actor, title=given["title"], effective=given["effective"], steps=steps)
    except Refused as refusal:
        sheet.head.add_error(None, str(refusal))
        return _page(request, sheet, status=400)
    names = sheet.book.names
    sheet.said, sheet.checked = [sentence(step, names) for step in steps], True
    return _page(request, sheet)


def _save(request: ActorRequest, sheet: Sheet, steps: list[StepGiven]) -> HttpResponse:
    head = dict(sheet.head.cleaned_data)
    once, old = head.pop("once"), _draft(request, str(head.pop("instead") or ""))
    looked_at = request.POST.get("do") == "preview" or any(step.kind in ENDING for step in steps)
    write = draft_restructuring if looked_at else restructure
    spoilt = [] if looked_at else spoilt_by(request.actor, steps, head["effective"])
    try:
        made = write(actor=request.actor, steps=steps, fingerprint=f"page:{once.hex}" if once else "", **head)
    except Refused as refusal:
        sheet.head.add_error(None, str(refusal))
        return _page(request, sheet, status=400)
    if old and old.pk != made.pk:
        withdraw_restructuring(actor=request.actor, restructuring=old, reason=_("Changed: it was entered anew."))
    if made.status != Restructuring.Status.DRAFT:
        messages.success(request, _said_of(made))
    for one in spoilt:
        said = {"title": one.decision.title, "day": formats.day(one.decision.effective), "why": one.words}
        messages.warning(request, _("«%(title)s», planned for %(day)s, can no longer be done: %(why)s") % said)
    return redirect("org:decision", request.post.key, made.pk)


def _page(request: ActorRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    wrong = [form for form in [sheet.head, *sheet.steps] if form.is_bound and form.errors]
    context = {
        "head": sheet.head,
        "steps": sheet.steps,
        "kinds": Kind.choices,
        "options": sheet.book.options(),
        "said": sheet.said,
        "checked": sheet.checked,
        "wrong": wrong,
    }
    return render(request, "org/decide.html", context, status=status)
