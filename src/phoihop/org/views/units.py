"""The tree as it stands on a day, and the page of a unit."""

from __future__ import annotations

from datetime import date

from django.conf import settings as django_settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.kit.listing import KINDS, as_file
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.actions import add_alias, drop_alias, set_head_approves, set_separates
from phoihop.org.forms import AliasForm, ApartForm, HeadForm, tree_choices
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import GroupMember, Hierarchy, Restructuring, UnitVersion
from phoihop.org.queries import administered_units, groups_by_unit, name_on
from phoihop.org.support import leaves_at, times_of
from phoihop.org.tree import known_units, life_of, roles_at, tree_on
from phoihop.org.unit_list import COLUMNS, export_rows
from phoihop.org.views.days import day_asked, known_asked
from phoihop.org.views.pictures import time_of

PAGE = 200


@require_GET
def tree(request: ActorRequest) -> HttpResponseBase:
    day, readable = day_asked(request, request.actor.on)
    words = request.GET.get("tim", "").strip()
    known_on, known = known_asked(request)
    trees = tree_choices()
    tree = next((value for value, _label in trees if value == request.GET.get("he")), Hierarchy.STEERING)
    branches = tree_on(request.actor, day, words=words, known=known, tree=tree)
    if (kind := request.GET.get("dang")) in KINDS:
        return as_file(
            kind,
            _file_name(day, known_on, tree),
            [str(column.heading) for column in COLUMNS],
            export_rows(branches, groups_by_unit(day)),
        )
    planned = Restructuring.objects.filter(status=Restructuring.Status.PLANNED).order_by("effective", "pk")
    context = {
        "day": day,
        "today": request.actor.on,
        "unreadable": "" if readable else request.GET.get("ngay", ""),
        "words": words,
        "used": sum((bool(words), bool(known_on), tree != Hierarchy.STEERING)),
        "known_on": known_on,
        "trees": trees,
        "tree": tree,
        "tree_name": dict(trees)[tree] if tree != Hierarchy.STEERING else "",
        "total": len(branches),
        "page": Paginator(branches, PAGE).get_page(request.GET.get("trang")),
        "time": time_of(request, day),
        "planned": planned if rules.may_administer(request.actor) else [],
        "may_administer": rules.may_administer(request.actor),
        **rules.doors_of(request.actor),
    }
    return render(request, "org/units.html", context)


def _file_name(day: date, known_on: date | None, tree: str) -> str:
    parts = [
        "don-vi",
        *([tree] if tree != Hierarchy.STEERING else []),
        *([f"{day}-biet-{known_on}"] if known_on else []),
    ]
    return "-".join(parts)


@require_GET
def unit(request: ActorRequest, key: str) -> HttpResponse:
    found = get_object_or_404(known_units(request.actor), key=key)
    actor = request.actor
    now, once = roles_at(found, on=actor.on)
    version = UnitVersion.objects.on(actor.on).filter(unit=found).first()
    may_set = rules.may_set_unit(actor, found)
    here = administered_units(actor).filter(pk=found.pk).exists()  # who works where the unit went is not ours to read
    inside = found.pk == actor.unit_id or (here and rules.may_read_people(actor))
    context = {
        "unit": found,
        "name": name_on(found.pk, actor.on),
        "version": version,
        "life": life_of(actor, found),
        "groups": GroupMember.objects.on(actor.on).filter(unit=found).select_related("group"),
        "roles": now if inside else None,
        "past_roles": once if rules.may_read_people(actor) else [],
        "may_read_people": rules.may_read_people(actor),
        "may_set": may_set and version is not None,
        "may_name": rules.may_name_unit(request.actor, found),
        "may_administer": rules.may_administer(actor),
        "may_separate": rules.may_separate(actor, found) and version is not None,
        "apart": ApartForm(initial={"separates": found.separates}),
        "may_let_in": rules.may_let_in(actor, found) and django_settings.SUPPORT,
        "may_shut_out": rules.may_let_in(actor, found) or rules.may_separate(actor, found),
        "leaves": leaves_at(found).filter(ended_at=None, ends__gt=actor.on) if inside else [],
        "helped": times_of(found)[:10] if inside else [],
        "head": HeadForm(initial={"head_approves": found.head_approves}),
        "alias": AliasForm(),
    }
    return render(request, "org/unit.html", context)


@require_POST
def settings(request: ActorRequest, key: str) -> HttpResponse:
    found = get_object_or_404(known_units(request.actor), key=key)
    set_head_approves(actor=request.actor, unit=found, wanted="head_approves" in request.POST)
    messages.success(request, _("Saved."))
    return redirect("org:unit", request.post.key, key)


@require_POST
def apart(request: ActorRequest, key: str) -> HttpResponse:
    found = get_object_or_404(known_units(request.actor), key=key)
    set_separates(actor=request.actor, unit=found, wanted="separates" in request.POST)
    messages.success(request, _("Saved."))
    return redirect("org:unit", request.post.key, key)


@require_POST
def alias(request: ActorRequest, key: str) -> HttpResponse:
    found = get_object_or_404(known_units(request.actor), key=key)
    form = AliasForm(request.POST)
    if not rules.may_name_unit(request.actor, found):
        raise PermissionDenied
    if form.is_valid():
        try:
            add_alias(actor=request.actor, unit=found, words=form.cleaned_data["words"])
            messages.success(request, _("Remembered. Letters that write the name so now reach this unit."))
        except Refused as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Type the other name first."))
    return redirect("org:unit", request.post.key, key)


@require_POST
def forget(request: ActorRequest, key: str) -> HttpResponse:
    found = get_object_or_404(known_units(request.actor), key=key)
    drop_alias(actor=request.actor, unit=found, words=request.POST.get("words", ""))
    messages.success(request, _("Forgotten. Letters that write so reach this unit no more."))
    return redirect("org:unit", request.post.key, key)
