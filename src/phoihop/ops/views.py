"""«Việc nền»: what the worker has to do, for the administrator of the whole."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.jobs.models import Job
from phoihop.kit import clock
from phoihop.kit.listing import CHUNK, KINDS, Cell, as_file
from phoihop.kit.refused import Refused
from phoihop.ops import actions
from phoihop.ops.forms import ReasonForm
from phoihop.ops.work import Line, jobs_at_work, last_seen, line_of, may_see_work, task_words
from phoihop.org import rules
from phoihop.org.middleware import ActorRequest

PAGE = 100
ALIVE = timedelta(minutes=2)


@require_GET
def jobs(request: ActorRequest) -> HttpResponseBase:
    _administrator_only(request)
    rows = jobs_at_work()
    if (kind := request.GET.get("dang")) in KINDS:
        heads = [_("Job"), _("State"), _("Tries"), _("Given up or next try"), _("Last error")]
        return as_file(kind, "viec-nen", heads, (_cells(line_of(job)) for job in rows.iterator(chunk_size=CHUNK)))
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    seen = last_seen()
    context = {
        "page": page,
        "lines": [line_of(job) for job in page.object_list],
        "total": page.paginator.count,
        "dead": rows.filter(state=Job.State.DEAD).count(),
        "seen": seen,
        "alive": seen is not None and clock.now() - seen < ALIVE,
        **rules.doors_of(request.actor),
    }
    return render(request, "ops/jobs.html", context)


def _cells(line: Line) -> list[Cell]:
    return [line.task, line.state, line.job.attempts, line.at, line.why]


@require_POST
def run_again(request: ActorRequest, pk: int) -> HttpResponse:
    _administrator_only(request)
    try:
        actions.run_again(actor=request.actor, job=get_object_or_404(Job, pk=pk))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It runs again within seconds, as soon as a worker is free."))
    return redirect("ops:jobs", request.post.key)


@require_http_methods(["GET", "POST"])
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    _administrator_only(request)
    job = get_object_or_404(Job, pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.drop_job(actor=request.actor, job=job, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The job is dropped; the reason is on record."))
            return redirect("ops:jobs", request.post.key)
    return render(request, "ops/drop_job.html", {"form": form, "task": task_words(job.task)})


def _administrator_only(request: ActorRequest) -> None:
    """Asked before anything is looked up: others learn nothing of what the queue holds."""
    if not may_see_work(request.actor):
        raise PermissionDenied
