"""One duty: its words, its schedule, where its units stand; events are told and rhythms chosen here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.duties import clock, rules
from phoihop.duties.actions import choose_rhythm, open_event, withdraw_duty
from phoihop.duties.forms import SCOPE_ADDRESS, EventForm, RhythmForm, WithdrawalForm
from phoihop.duties.models import Duty, RhythmChoice, ScheduleKind
from phoihop.duties.queries import asked_by_unit, may_read, owed_by_unit, visible_duties, visible_obligations
from phoihop.duties.queries.owed import owed_duties
from phoihop.duties.queries.owing import owing_units
from phoihop.duties.views.lines import letter_of, letter_url, lines_of
from phoihop.kit import formats
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import RoleKind, Unit
from phoihop.org.queries import living_units, versions_near
from phoihop.periods import Cadence

_UNIT = (RoleKind.OFFICER, RoleKind.HEAD, RoleKind.CLERK, RoleKind.LEADER)
SHOWN = 30


@require_GET
def duty(request: ActorRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk), {})


def _seen(request: ActorRequest, pk: int) -> Duty:
    """What names the unit without an obligation yet is seen by it too; what the unit asked itself, without more asking."""
    rows = Duty.objects.select_related("document", "asker").filter(pk=pk)
    own = rows.filter(asker_id=request.actor.unit).first() if may_read(request.actor) else None
    return own or get_object_or_404(
        rows.filter(Q(pk__in=visible_duties(request.actor)) | Q(pk__in=owed_duties(request.actor)))
    )


def _page(request: ActorRequest, found: Duty, forms: dict[str, Form], status: int = 200) -> HttpResponse:
    actor, on = request.actor, request.actor.on
    rows = visible_obligations(actor).filter(duty=found)
    counts = rows.filter(closed_at=None).aggregate(
        owed=Count("pk"), settled=Count("settled_at"), late=Count("pk", filter=Q(settled_at=None, due__lt=on))
    )
    begun = rows.filter(Q(first=None) | Q(first__lte=on))
    newest = begun.select_related("duty", "duty__document").order_by("-last", "settled_at", "-id")[:SHOWN]
    owes, steers = _owes(request, found), rules.may_steer(actor, found)
    chosen = RhythmChoice.objects.filter(duty=found, unit_id=actor.unit).first()
    context = {
        "duty": found,
        "asker_name": versions_near(on, [found.asker_id])[found.asker_id].name,
        "letter": letter_of(found),
        "letter_url": letter_url(request.post.key, found),
        "counts": counts,
        "all": _whole_list(request, found, owes=owes),
        "lines": lines_of(list(newest), on=on, unit_key=request.post.key),
        "rhythm": rhythm_words(found, chosen.cadence if chosen else ""),
        "chosen": chosen,
        "may_choose": owes and found.schedule == ScheduleKind.UNIT_RHYTHM and chosen is None,
        "may_tell": (owes or (steers and found.status == Duty.Status.ACTIVE)) and found.schedule == ScheduleKind.EVENT,
        "may_withdraw": steers and found.status == Duty.Status.ACTIVE,
        "forms": {
            "event": EventForm(initial={"happened": on}, units=_where(request, found)),
            "rhythm": RhythmForm(choices=rhythms_of(found)),
            "withdrawal": WithdrawalForm(),
        }
        | forms,
        "wrong": next(iter(forms), ""),
        "form": next(iter(forms.values()), None),
    }
    return render(request, "duties/duty.html", context, status=status)


def _whole_list(request: ActorRequest, found: Duty, *, owes: bool) -> tuple[str, str, int] | None:
    """Address of the list of this duty's own side, the word for every state there, and how many it holds."""
    if found.asker_id == request.actor.unit:
        name, rows = "duties:asked", asked_by_unit(request.actor)
    elif owes:
        name, rows = "duties:owed", owed_by_unit(request.actor)
    else:
        return None
    address = reverse(name, args=[request.post.key])
    return f"{address}?viec={found.pk}", SCOPE_ADDRESS["all"], rows.filter(duty=found).count()


def _owes(request: ActorRequest, found: Duty) -> bool:
    return request.actor.is_any(*_UNIT) and owed_duties(request.actor).filter(pk=found.pk).exists()


def rhythm_words(found: Duty, chosen: str) -> str:
    if found.schedule == ScheduleKind.RHYTHM or chosen:
        return _cadence_label(chosen or found.cadence)
    return str(found.get_schedule_display())


def _cadence_label(cadence: str) -> str:
    return str(Cadence.parse(cadence).label(get_language() or "vi"))


def rhythms_of(found: Duty) -> list[tuple[str, str]]:
    """Each with its first days, so that the choice is an informed one."""
    if found.schedule != ScheduleKind.UNIT_RHYTHM:
        return []
    return [(cadence, _rhythm_with_days(cadence, found)) for cadence in found.cadence.split(",")]


def _rhythm_with_days(cadence: str, found: Duty) -> str:
    rhythm = Cadence.parse(cadence)
    period = rhythm.period_of(found.starts)
    days = []
    for _n in range(3):
        days.append(formats.day(clock.due_of(found.due_rule, period)))
        period = rhythm.next(period)
    return _("%(rhythm)s: first due %(days)s") % {"rhythm": _cadence_label(cadence), "days": ", ".join(days)}


def _where(request: ActorRequest, found: Duty) -> list[tuple[str, str]]:
    """Units at which the office may say that something happened; none for whoever owes it and steers nothing."""
    if found.schedule != ScheduleKind.EVENT or not rules.may_steer(request.actor, found):
        return []
    owing = living_units(request.actor.on).filter(unit__in=owing_units(found, request.actor.on))
    return [(row.unit.key, row.name) for row in owing]


@require_POST
def tell_event(request: ActorRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    units = _where(request, found)
    if not units and not _owes(request, found):
        raise PermissionDenied
    form = EventForm(request.POST, units=units)
    if form.is_valid():
        given = form.cleaned_data
        try:
            unit = Unit.objects.get(**({"key": given.pop("unit")} if units else {"pk": request.actor.unit}))
            opened = open_event(actor=request.actor, duty=found, unit=unit, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is on the due-list now. Say what was done about it."))
            return redirect("duties:obligation", request.post.key, opened.pk)
    return _page(request, found, {"event": form}, status=400)


@require_POST
def choose(request: ActorRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    if not _owes(request, found):
        raise PermissionDenied
    form = RhythmForm(request.POST, choices=rhythms_of(found))

    def act(data: dict[str, Any]) -> object:
        unit = Unit.objects.get(pk=request.actor.unit)
        return choose_rhythm(actor=request.actor, duty=found, unit=unit, cadence=data["cadence"])

    return _do(request, found, "rhythm", form, act, _("The rhythm is chosen; its periods are on the due-list."))


@require_POST
def withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    if not rules.may_steer(request.actor, found):
        raise PermissionDenied

    def act(data: dict[str, Any]) -> object:
        return withdraw_duty(actor=request.actor, duty=found, reason=data["reason"])

    return _do(request, found, "withdrawal", WithdrawalForm(request.POST), act, _("The duty is withdrawn."))


def _do(request: ActorRequest, found: Duty, name: str, form: Form, act: Any, done: str) -> HttpResponse:
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("duties:duty", request.post.key, found.pk)
    return _page(request, found, {name: form}, status=400)
