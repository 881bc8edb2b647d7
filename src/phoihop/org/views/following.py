"""Where the roles of ending units go on, one by one, before a decision takes effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from phoihop.kit.listing import KINDS, as_file
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.actions import choose_roles
from phoihop.org.decisions import visible_decisions
from phoihop.org.following import Goes, Why
from phoihop.org.hands import names_for
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import Restructuring, RoleChoice, RoleKind
from phoihop.org.plan.steps import given, units_of
from phoihop.org.preview import Preview, preview_of
from phoihop.org.queries import versions_on

PAGE = 100
RULE = "theo-quy-tac"
WORDS = {
    Why.GOES_ON: gettext_lazy("goes on at the heir"),
    Why.HEIR_HAS_ITS_OWN: gettext_lazy("the heir has its own: goes on as an officer"),
    Why.SEVERAL_CLAIM: gettext_lazy("several come with the same office: all are officers until one is named"),
    Why.LEFT_OUT: gettext_lazy("nobody else would answer there"),
    Why.HOLDS_IT: gettext_lazy("holds the same there already"),
    Why.NOBODY_FOLLOWS: gettext_lazy("the unit closes: the role ends"),
    Why.NOT_CARRIED: gettext_lazy("the heir has its own administrator: the role ends"),
    Why.CHOSEN: gettext_lazy("as chosen"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One role: what becomes of it, and what may be chosen instead; `value` is what was chosen."""

    role: int
    user: int
    name: str
    unit: str
    kind: str
    becomes: list[str]
    why: str
    choices: list[tuple[str, str]]
    value: str


@require_http_methods(["GET", "POST"])
def roles(request: ActorRequest, pk: int) -> HttpResponseBase:
    found = get_object_or_404(visible_decisions(request.actor), pk=pk)
    if not rules.may_restructure(request.actor, units_of(given(found))):
        raise PermissionDenied
    if request.method == "POST":
        return _choose(request, found)
    lines = lines_of(preview_of(request.actor, found), found, request) if _waits(found) else []
    if (shape := request.GET.get("dang")) in KINDS:
        heads = [_("Full name"), _("Role"), _("Unit"), _("What becomes of it"), _("Why")]
        rows = [[one.name, one.kind, one.unit, "; ".join(one.becomes), one.why] for one in lines]
        return as_file(shape, "vai-sau-sap-xep", heads, rows)
    page = Paginator(lines, PAGE).get_page(request.GET.get("trang"))
    context = {"decision": found, "page": page, "total": len(lines), "waits": _waits(found), "rule": RULE}
    return render(request, "org/role_moves.html", context)


def _waits(found: Restructuring) -> bool:
    return found.status in {Restructuring.Status.DRAFT, Restructuring.Status.PLANNED}


def _choose(request: ActorRequest, found: Restructuring) -> HttpResponse:
    """Only what the page offered is taken."""
    offered = (
        {
            one.role: {value for value, _words in one.choices}
            for one in lines_of(preview_of(request.actor, found), found, request)
        }
        if _waits(found)
        else {}
    )
    picked: dict[int, tuple[str, str] | None] = {}
    for role, values in offered.items():
        value = request.POST.get(f"r{role}")
        if value in values:
            key, _at, kind = value.partition("@")
            picked[role] = None if value == RULE else (key, kind)
    try:
        count = choose_roles(actor=request.actor, restructuring=found, choices=picked)
        messages.success(request, _("Saved.") if count else _("Nothing was different."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("org:role_moves", request.post.key, found.pk)


def lines_of(seen: Preview, found: Restructuring, request: ActorRequest) -> list[Line]:
    people = names_for(goes.held.user for goes in seen.roles)
    chosen = {row.role_id: f"{row.unit_key}@{row.kind}" for row in RoleChoice.objects.filter(restructuring=found)}
    heirs = _heirs(seen)
    units = {pk: v.name for pk, v in versions_on(found.effective, {goes.held.unit for goes in seen.roles}).items()}
    by_role: dict[int, list[Goes]] = {}
    for goes in seen.roles:
        by_role.setdefault(goes.held.role, []).append(goes)
    out = []
    for role, going in by_role.items():
        held = going[0].held
        out.append(
            Line(
                role, held.user, people.get(held.user, ""), units.get(held.unit, ""), _kind(held.kind),
                [_becomes(goes, seen) for goes in going], "; ".join(dict.fromkeys(str(WORDS[goes.why]) for goes in going)),
                _choices(held.kind, heirs.get(held.unit, {})), chosen.get(role, RULE),
            )
        )  # fmt: skip
    return sorted(out, key=lambda one: (one.unit, one.name))


def _heirs(seen: Preview) -> dict[int, dict[str, str]]:
    """Of each ending unit: its heirs' keys and names."""
    ids = {key: pk for pk, key in seen.keys.items()}
    return {ids[going.key]: dict(going.heir_keys) for going in seen.going if going.key in ids}


def _kind(kind: str) -> str:
    return str(RoleKind(kind).label)


def _becomes(goes: Goes, seen: Preview) -> str:
    if goes.unit is None:
        return _("ends")
    key = seen.keys.get(goes.unit, "")
    return _("%(role)s at %(unit)s") % {"role": _kind(goes.kind), "unit": seen.names.get(key, key)}


def _choices(kind: str, heirs: Mapping[str, str]) -> list[tuple[str, str]]:
    """The rule, the same or officer at each heir, or the end."""
    kinds = dict.fromkeys([kind, *([RoleKind.OFFICER] if kind != RoleKind.OFFICER else [])])
    if kind in {RoleKind.ADMINISTRATOR, RoleKind.AUDITOR, RoleKind.READER}:
        kinds = {kind: None}
    at = [(f"{key}@{one}", f"{_kind(one)} · {name}") for key, name in heirs.items() for one in kinds]
    return [(RULE, _("as the rule says")), *at, ("@", _("ends"))]
