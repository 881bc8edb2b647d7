"""Forms of the office: the list, one form with its versions, and who is asked in it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.duties.queries import may_read
from phoihop.kit.listing import KINDS, as_file
from phoihop.kit.refused import Refused
from phoihop.org.keys import key_from
from phoihop.org.middleware import ActorRequest
from phoihop.reports import rules
from phoihop.reports.actions import (
    SectionGiven,
    drop_draft,
    make_form,
    new_version,
    publish_version,
    set_regime,
    version_token,
)
from phoihop.reports.forms import EditorForm, HeadForm, changed
from phoihop.reports.models import Form, FormVersion
from phoihop.reports.panel import asked_in
from phoihop.reports.queries import duties_to_bind, form_lines, own_forms, regimes_of, visible_forms

DUTIES = 200  # duties offered; an older one is bound from its letter


@require_GET
def forms(request: ActorRequest) -> HttpResponseBase:
    if not may_read(request.actor):
        raise PermissionDenied
    lines = form_lines(visible_forms(request.actor))
    if (kind := request.GET.get("dang", "")) in KINDS:
        heads = [_("Form"), _("Versions published"), _("In force for periods from"), _("Duties answered in it")]
        rows = (
            [line.form.name, line.published, line.newest.starts if line.newest else None, line.duties] for line in lines
        )
        return as_file(kind, "bieu-mau", heads, rows)
    may = rules.may_design(request.actor)
    return render(request, "reports/forms.html", {"lines": lines, "total": len(lines), "may_design": may})


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    if not rules.may_design(request.actor):
        raise PermissionDenied
    form = HeadForm(request.POST if request.method == "POST" else None, initial={"starts": request.actor.on})
    if form.is_valid():
        key = key_from(form.cleaned_data["name"], set(own_forms(request.actor).values_list("key", flat=True)))
        sections = [SectionGiven("1", _("Results"))]
        made = make_form(actor=request.actor, key=key, sections=sections, **form.cleaned_data)
        return redirect("reports:edit_form", request.post.key, made.pk)
    return render(request, "reports/form_new.html", {"form": form}, status=400 if form.errors else 200)


@require_GET
def form(request: ActorRequest, pk: int) -> HttpResponse:
    return _form_page(request, get_object_or_404(visible_forms(request.actor), pk=pk))


def _form_page(request: ActorRequest, found: Form, refusal: str = "") -> HttpResponse:
    """`?ban=` the number of a version."""
    versions = list(found.versions.order_by("-number"))
    wanted = request.GET.get("ban", "")
    shown = next((v for v in versions if str(v.number) == wanted), versions[0] if versions else None)
    may = rules.may_change_form(request.actor, found)
    published = any(v.published_at for v in versions)
    context = {
        "form_row": found,
        "versions": versions,
        "shown": shown,
        "sections": asked_in(shown, {}, {}) if shown else [],
        "problems": {},
        "remarks": [],
        "regimes": regimes_of(found),
        "may_change": may,
        "draft": bool(versions) and versions[0].published_at is None,
        "duties": duties_to_bind(request.actor)[:DUTIES] if may and published else [],
        "refusal": refusal,
    }
    return render(request, "reports/form.html", context, status=400 if refusal else 200)


@require_POST
def bind(request: ActorRequest, pk: int) -> HttpResponse:
    """A duty of the unit is answered in this form from now on."""
    found = get_object_or_404(visible_forms(request.actor), pk=pk)
    if not rules.may_change_form(request.actor, found):
        raise PermissionDenied
    given = request.POST.get("duty", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
    duty = duties_to_bind(request.actor).filter(pk=number).first()
    if duty is None:
        return _form_page(request, found, _("Choose a duty that nobody has answered yet."))
    try:
        set_regime(actor=request.actor, duty=duty, form=found)
    except Refused as refusal:
        return _form_page(request, found, str(refusal))
    messages.success(request, _("Units answer it in this form from now on."))
    return redirect("reports:form", request.post.key, pk)


@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_forms(request.actor), pk=pk)
    try:
        drop_draft(actor=request.actor, form=found)
    except Refused as refusal:
        return _form_page(request, found, str(refusal))
    messages.success(request, _("The draft is gone."))
    if Form.objects.filter(pk=pk).exists():
        return redirect("reports:form", request.post.key, pk)
    return redirect("reports:forms", request.post.key)


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Every button keeps the page as a draft; one of them publishes it, or keeps nothing and says why."""
    found = get_object_or_404(visible_forms(request.actor), pk=pk)
    if not rules.may_change_form(request.actor, found):
        raise PermissionDenied
    newest = found.versions.order_by("-number").first()
    if newest is None:
        return redirect("reports:form", request.post.key, pk)
    if request.method == "POST":
        return _keep(request, found, newest)
    starts = newest.starts if newest.published_at is None else request.actor.on
    return _editor(request, found, newest, EditorForm.of(newest, found.name, starts))


def _keep(request: ActorRequest, found: Form, newest: FormVersion) -> HttpResponse:
    page, do = EditorForm.posted(request.POST), request.POST.get("do", "")
    if not page.is_valid():
        return _editor(request, found, newest, page, page.problems())
    sections, place = changed(page.sections(), do)
    try:
        with transaction.atomic():  # a page that cannot be published is not kept by halves
            head = page.head.cleaned_data
            version = new_version(
                actor=request.actor,
                form=found,
                sections=sections,
                starts=head["starts"],
                name=head["name"],
                seen=request.POST.get("seen", ""),
            )
            if do == "publish":
                publish_version(actor=request.actor, version=version)
    except Refused as refusal:
        return _editor(request, found, newest, page, [str(refusal)])
    if do == "publish":
        messages.success(request, _("Published. It can be chosen for reports now."))
        return redirect("reports:form", request.post.key, found.pk)
    return redirect(f"{request.path}#{place or 'form'}")


def _editor(
    request: ActorRequest, found: Form, newest: FormVersion, page: EditorForm, problems: list[str] | None = None
) -> HttpResponse:
    codes = [f["code"].value() for part in page.parts for _n, f in part.fields]
    context: dict[str, Any] = {
        "form_row": found,
        "newest": newest,
        "page": page,
        "seen": version_token(newest),
        "codes": [code for code in codes if code],
        "problems": problems or [],
        "never_published": not found.versions.exclude(published_at=None).exists(),
        "number": newest.number if newest.published_at is None else newest.number + 1,
    }
    return render(request, "reports/form_edit.html", context, status=400 if problems else 200)
