"""What is open for typing at the desk: a task's schedule, who owes, the letter's header."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from phoihop.duties.desk.forms import HeaderForm, ScheduleForm, WordsForm
from phoihop.duties.desk.numbering import items_of
from phoihop.duties.desk.offers import form_names
from phoihop.duties.desk.ways import may_answer
from phoihop.duties.desk.working import change_header, change_item
from phoihop.duties.models import Desk, DeskItem, ScheduleKind
from phoihop.duties.views.desk.doers import doers_panel
from phoihop.duties.views.desk.showing import Panel, answer, attempt, desk_of, seen_of, show
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest


def panel_of(request: ActorRequest, desk: Desk, name: str, item: int) -> Panel:
    """`viec` a task's schedule, `ngay` its day, `ai` who owes, `dau` the header, `them` a task more, `tach` a task in
    two, `chu` its words.
    """
    if name == "dau":
        return Panel("head", 0, HeaderForm(instance=desk.document, today=request.actor.on))
    if name == "them":
        return Panel("add", 0, WordsForm(request.POST or None, auto_id="id_add_%s"))
    found = desk.items.select_related("answered_in").filter(pk=item).first()
    if name == "ai":
        return doers_panel(request, desk, found)
    return _of_item(request, desk, name, found) if found else Panel()


def _of_item(request: ActorRequest, desk: Desk, name: str, found: DeskItem) -> Panel:
    if name in {"viec", "ngay"}:
        form = schedule_form(request, desk, found)
        if name == "ngay":
            form.initial["schedule"] = ScheduleKind.ONCE
        return Panel("edit", found.pk, form, first="due" if name == "ngay" else "")
    if name == "tach":
        return Panel("split", found.pk, WordsForm(auto_id="id_split_%s"))
    if name == "chu":
        return Panel("words", found.pk, WordsForm(request.POST or {"words": found.words}, auto_id="id_words_%s"))
    return Panel()


def schedule_form(request: ActorRequest, desk: Desk, item: DeskItem, data: QueryDict | None = None) -> ScheduleForm:
    reports = [one for one in items_of(desk) if may_answer(one, item)]
    offered = form_names(request.actor) if "report" in item.kind else []
    return ScheduleForm(data, item=item, reports=reports, offered=offered)


@require_POST
def edit(request: ActorRequest, pk: int, item: int) -> HttpResponse:
    """Save the schedule; `do=confirm` confirms the task in the same press."""
    desk = desk_of(request, pk)
    found = get_object_or_404(desk.items.select_related("answered_in"), pk=item)
    form = schedule_form(request, desk, found, request.POST)
    if not form.is_valid():
        return show(request, desk, panel=Panel("edit", item, form), status=422)
    fields: dict[str, Any] = form.item_fields()
    if request.POST.get("do") == "confirm":
        fields["status"] = DeskItem.Status.CONFIRMED
    try:
        change_item(actor=request.actor, desk=desk, item=found, seen=seen_of(request), **fields)
    except Refused as refusal:
        now = desk_of(request, pk)
        return show(request, now, panel=Panel("edit", item, form), wrong=str(refusal), status=409)
    return answer(request, desk, item)


@require_POST
def day(request: ActorRequest, pk: int) -> HttpResponse:
    """A letter that bears no day is taken to be of the day it arrived."""
    desk = desk_of(request, pk)
    signed = desk.document.arrived_on or request.actor.on
    act = partial(change_header, actor=request.actor, desk=desk, seen=seen_of(request), signed_on=signed)
    return attempt(request, desk, 0, act)


@require_POST
def header(request: ActorRequest, pk: int) -> HttpResponse:
    desk = desk_of(request, pk)
    form = HeaderForm(request.POST, instance=desk_of(request, pk).document, today=request.actor.on)
    if not form.is_valid():
        return show(request, desk, panel=Panel("head", 0, form), status=422)
    try:
        change_header(actor=request.actor, desk=desk, seen=seen_of(request), **form.changed_values())
    except Refused as refusal:
        return show(request, desk_of(request, pk), panel=Panel("head", 0, form), wrong=str(refusal), status=409)
    return answer(request, desk)
