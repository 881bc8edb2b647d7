"""The annex of a decision: dropped, shown as it was understood with what is unsure first, tried, then taken in."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from phoihop.files.actions import check_size
from phoihop.kit import formats
from phoihop.kit.days import DayField
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.actions import (
    annex_of_file,
    choose_in_annex,
    drop_annex,
    head_annex,
    keep_annex,
    take_in_annex,
    try_restructuring,
    undo_choice,
)
from phoihop.org.annex_directory import Directory
from phoihop.org.annex_plan import AnnexPlan, plan_annex
from phoihop.org.annex_shares import TYPED
from phoihop.org.annex_slots import NEW, SKIP
from phoihop.org.annex_store import summary_of, unpacked
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import AnnexDraft
from phoihop.org.steps import names_for, sentence
from phoihop.reading.annex import WHOLE

PAGE = 100
ASKED = 50  # to be chosen on one page
SHOWN_STEPS = 300


class AnnexFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Annex of the decision"),
        help_text=gettext_lazy(
            "Excel (.xlsx), Word (.docx), CSV, PDF or plain text: a table of new and old units, or sentences."
        ),
    )
    effective = DayField(label=gettext_lazy("In effect from"))
    decision = forms.CharField(
        label=gettext_lazy("Decision"), max_length=300, required=False,
        help_text=gettext_lazy("Number, date and issuer of the document."),
    )  # fmt: skip


class AnnexHeadForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What is decided, in one line"), max_length=300)
    decision = forms.CharField(label=gettext_lazy("Decision"), max_length=300, required=False)
    effective = DayField(label=gettext_lazy("In effect from"))
    under = forms.ChoiceField(label=gettext_lazy("New units stand under"), required=False)

    def __init__(self, plan: AnnexPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["under"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("what stood above all that goes into them")),
            *((known.key, known.name) for known in plan.tops),
        ]


def _may(request: ActorRequest) -> None:
    if not rules.may_administer(request.actor):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    _may(request)
    start = {"effective": formats.day(request.actor.on, language="vi")}
    form = AnnexFileForm(request.POST, request.FILES) if request.method == "POST" else AnnexFileForm(initial=start)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            check_size(file.size)
            annex = annex_of_file(file.read(), file.name)
            draft = keep_annex(
                actor=request.actor, annex=annex, name=file.name,
                effective=form.cleaned_data["effective"], decision=form.cleaned_data["decision"],
            )  # fmt: skip
            return redirect("org:annex", request.post.key, draft.pk)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    drafts = AnnexDraft.objects.filter(unit=request.actor.unit, dropped_at=None, restructuring=None).order_by("-pk")
    return render(request, "org/annex_new.html", {"form": form, "drafts": drafts}, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def annex(request: ActorRequest, pk: int) -> HttpResponse:
    drafts = AnnexDraft.objects.filter(unit=request.actor.unit, dropped_at=None)
    draft = get_object_or_404(drafts.select_related("restructuring"), pk=pk)
    _may(request)
    if request.method == "POST":
        return _answer(request, draft)
    return _page(request, draft)


def _answer(request: ActorRequest, draft: AnnexDraft) -> HttpResponse:
    """One press: choose, take the last choice back, name, try, take in, put away."""
    order = request.POST.get("do", "choose")
    try:
        if order == "apply":
            return _taken(request, draft)
        if order == "try":
            return _page(request, draft, tried=True)
        if order == "head":
            return _headed(request, draft)
        if order == "drop":
            drop_annex(actor=request.actor, draft=draft)
            return redirect("org:annex_new", request.post.key)
        if order == "undo":
            undo_choice(actor=request.actor, draft=draft)
        else:
            choose_in_annex(actor=request.actor, draft=draft, batch=_chosen(request, draft))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("org:annex", request.post.key, draft.pk)


def _plan(request: ActorRequest, draft: AnnexDraft) -> AnnexPlan:
    return plan_annex(request.actor, unpacked(draft.reading), draft.effective, draft.choices, draft.under)


def _headed(request: ActorRequest, draft: AnnexDraft) -> HttpResponse:
    plan = _plan(request, draft)
    form = AnnexHeadForm(plan, request.POST)
    if not form.is_valid():
        return _page(request, draft, head=form)
    head_annex(actor=request.actor, draft=draft, **form.cleaned_data)
    return redirect("org:annex", request.post.key, draft.pk)


def _chosen(request: ActorRequest, draft: AnnexDraft) -> dict[str, Any]:
    """What the page says now where that is another word than before."""
    units = Directory(request.actor, draft.effective)
    batch: dict[str, Any] = {"slot": {}, "share": {}, "seen": {}}
    for name, typed in request.POST.items():
        value = str(typed)
        kind, _dash, id_ = name.partition("-")
        if kind == "slot" and value and re.fullmatch(r"t?[0-9a-f]{10}", id_):
            batch["slot"][id_] = value if value in {NEW, SKIP} or value in units.units else ""
        elif kind == "other" and value.strip():
            known = units.named(value)
            if known is None:
                raise Refused(_("No unit of yours is called «%(words)s». Choose one from the list.") % {"words": value})
            batch["slot"][id_] = known.key
        elif kind == "how" and value:
            batch["share"][id_] = _shares(request, id_, value)
        elif kind == "seen":
            batch["seen"][id_] = True
    batch["slot"] = {id_: key for id_, key in batch["slot"].items() if key}
    return batch


def _shares(request: HttpRequest, id_: str, how: str) -> dict[str, Any]:
    if how != TYPED:
        return {"how": how}
    typed = request.POST.getlist(f"part-{id_}")
    try:
        shares = [round(float(one.replace("%", "").replace(",", ".")) * WHOLE / 100) for one in typed]
    except ValueError:
        raise Refused(_("A share is a number of percent, such as 37,5.")) from None
    if sum(shares) != WHOLE or min(shares, default=0) <= 0:
        raise Refused(_("The shares do not add up to 100 %. Correct them; nothing was chosen yet."))
    return {"how": how, "shares": shares}


def _taken(request: ActorRequest, draft: AnnexDraft) -> HttpResponse:
    made = take_in_annex(actor=request.actor, draft=draft, at_once=False)
    messages.success(request, _("Everything is understood. Look at what it would do, then put it into effect."))
    return redirect("org:decision", request.post.key, made.pk)


def _tried(request: ActorRequest, draft: AnnexDraft, plan: AnnexPlan) -> tuple[list[str], str]:
    """What it would do in sentences, or why it would be refused; nothing stays."""
    if not plan.ready:
        return [], _("Something is still to be chosen or mended. Nothing has been changed.")
    try:
        try_restructuring(actor=request.actor, title=draft.title, effective=draft.effective, steps=plan.steps)
    except Refused as refusal:
        return [], _with_place(str(refusal), plan)
    names = {**names_for(plan.steps, draft.effective), **plan.names}
    return [sentence(step, names) for step in plan.steps[:SHOWN_STEPS]], ""


def _with_place(words: str, plan: AnnexPlan) -> str:
    """The refusal with the cell that names the unit it speaks of."""
    found = next((place for key, place in plan.at.items() if f"«{key}»" in words and place), "")
    return f"{found}: {words}" if found else words


def _page(
    request: ActorRequest, draft: AnnexDraft, *, tried: bool = False, head: AnnexHeadForm | None = None
) -> HttpResponse:
    plan = _plan(request, draft)
    done = draft.restructuring
    said, refused = _tried(request, draft, plan) if tried else ([], "")
    start = {"title": draft.title, "decision": draft.decision, "under": draft.under, "effective": formats.day(draft.effective, language="vi")}  # fmt: skip
    slots = [slot for slot in plan.slots if slot.open]
    divisions = [division for division in plan.divisions if division.open]
    settled = [slot for slot in plan.slots if slot.state in {"chosen", "skipped"}]
    context = {
        "draft": draft,
        "done": done,
        "plan": plan,
        "head": head or AnnexHeadForm(plan, initial=start),
        "summary": summary_of(unpacked(draft.reading)),
        "slots": slots[:ASKED],
        "divisions": divisions[: max(0, ASKED - len(slots))],
        "told": [division for division in plan.divisions if not division.open],
        "settled": settled,
        "remarks": [remark for remark in plan.remarks if not remark.seen][:ASKED],
        "page": Paginator(sorted(plan.rows, key=lambda row: not row.open), PAGE).get_page(request.GET.get("trang")),
        "said": said,
        "more": len(plan.steps) - len(said),
        "refused": refused,
        "tried": tried,
        "tried_words": ngettext("%(n)d step", "%(n)d steps", len(plan.steps)) % {"n": len(plan.steps)},
    }
    return render(request, "org/annex.html", context, status=400 if refused or (head and head.errors) else 200)
