"""What a person does about the queue."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.jobs.actions import revive
from phoihop.jobs.models import Job, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.ops.work import may_see_work


@transaction.atomic
def run_again(*, actor: Actor, job: Job) -> Job:
    """From the first try on; it is due at once."""
    job = _given_up(actor, job)
    revive(job, actor.at)
    record(actor=actor, verb=Verb.JOB_RUN_AGAIN, subject=job, words={"task": job.task})
    return job


@transaction.atomic
def drop_job(*, actor: Actor, job: Job, reason: str) -> None:
    """What a schedule asks for comes again by itself at its next time."""
    job = _given_up(actor, job)
    record(actor=actor, verb=Verb.JOB_DROPPED, subject=job, words={"task": job.task, "reason": reason})
    job.delete()


def _given_up(actor: Actor, job: Job) -> Job:
    if not may_see_work(actor):
        raise PermissionDenied
    found = Job.objects.select_for_update().filter(pk=job.pk).first()
    if found is None or found.state != Job.State.DEAD:
        raise Refused(_("This job is no longer given up; somebody else has seen to it. Look at the list again."))
    return found
