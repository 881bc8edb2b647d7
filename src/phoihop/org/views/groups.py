"""Groups of units: whom «các xã, phường, đặc khu» means on a day."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.kit.listing import KINDS, as_file
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.actions import drop_group_alias, make_group, set_members
from phoihop.org.forms import GroupForm
from phoihop.org.keys import key_from
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import GroupMember, Hierarchy, Unit, UnitGroup, UnitKind
from phoihop.org.queries import living_units, members_on, name_on, subtree, versions_on
from phoihop.org.ruled import Rule
from phoihop.org.steps import Book
from phoihop.org.tree import tree_on
from phoihop.org.views.days import day_asked


@require_GET
def groups(request: ActorRequest) -> HttpResponseBase:
    """Each with how many of its members of today the actor sees."""
    seen = set(subtree(request.actor.unit, on=request.actor.on).values_list("unit", flat=True))
    counts: dict[int, int] = {}
    for group, unit in GroupMember.objects.on(request.actor.on).values_list("group_id", "unit_id"):
        counts[group] = counts.get(group, 0) + (unit in seen)
    rows = [(group, counts.get(group.pk, 0)) for group in UnitGroup.objects.order_by("name")]
    if (kind := request.GET.get("dang")) in KINDS:
        return as_file(kind, "nhom-don-vi", [_("Group"), _("Units today")], ([g.name, n] for g, n in rows))
    may = {"may_change": rules.may_administer_all(request.actor), **rules.doors_of(request.actor)}
    return render(request, "org/groups.html", {"groups": rows, "total": len(rows), **may})


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    if not rules.may_administer_all(request.actor):
        raise PermissionDenied
    book = Book(request.actor, request.actor.on)
    form = GroupForm(request.POST if request.method == "POST" else None, book=book)
    if form.is_valid():
        key = key_from(form.cleaned_data["name"], set(UnitGroup.objects.values_list("key", flat=True)))
        try:
            given = {name: form.cleaned_data[name] for name in ("name", "aliases")}
            made = make_group(actor=request.actor, key=key, rule=form.rule(), **given)
            return redirect("org:group", request.post.key, made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "org/group_new.html", {"form": form, "options": book.options()})


def _under(rule: Rule | None) -> Unit | None:
    return Unit.objects.filter(key=rule.under).first() if rule and rule.under else None


@require_POST
def forget(request: ActorRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(UnitGroup, pk=pk)
    drop_group_alias(actor=request.actor, group=found, words=request.POST.get("words", ""))
    messages.success(request, _("Forgotten. Letters that write so reach this group no more."))
    return redirect("org:group", request.post.key, pk)


@require_http_methods(["GET", "POST"])
def group(request: ActorRequest, pk: int) -> HttpResponseBase:
    found = get_object_or_404(UnitGroup, pk=pk)
    if request.method == "POST":
        units = list(Unit.objects.filter(key__in=request.POST.getlist("unit")))
        drawn = list(Unit.objects.filter(key__in=request.POST.getlist("seen"))) if "drawn" in request.POST else None
        try:
            set_members(actor=request.actor, group=found, units=units, seen=drawn)
            messages.success(request, _("From today the group has these members; earlier days keep theirs."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("org:group", request.post.key, pk)
    day, readable = day_asked(request, request.actor.on)
    members = set(members_on(found.pk, day))
    seen = set(subtree(request.actor.unit, on=day).values_list("unit", flat=True))
    names = versions_on(day, members & seen)
    listed = list(living_units(day).filter(unit__in=list(names)))
    if (kind := request.GET.get("dang")) in KINDS:
        heads = [_("Unit"), _("Short name")]
        return as_file(kind, f"nhom-{found.key}-{day}", heads, ([row.name, row.short_name] for row in listed))
    rule = Rule.of(found)
    may_change = rules.may_administer_all(request.actor) and rule is None
    context = {
        "group": found,
        "day": day,
        "today": request.actor.on,
        "unreadable": "" if readable else request.GET.get("ngay", ""),
        "members": listed,
        "total": len(listed),
        "may_change": may_change,
        "rule": rule,
        "rule_under": name_on(found_under.pk, day) if (found_under := _under(rule)) else "",
        "rule_tree": str(Hierarchy(rule.hierarchy).label) if rule and rule.hierarchy != Hierarchy.STEERING else "",
        "rule_kinds": [str(UnitKind(kind).label) for kind in rule.kinds] if rule else [],
        "branches": tree_on(request.actor, request.actor.on) if may_change else [],
        "held": set(members_on(found.pk, request.actor.on)),
        "may_name": rules.may_name_group(request.actor),
        "aliases": found.folded.split("|")[1:],
    }
    return render(request, "org/group.html", context)
