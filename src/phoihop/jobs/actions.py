"""Enqueuing, leasing, finishing; none of it goes on record: what a job does, does."""

from __future__ import annotations

import traceback
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from croniter import croniter
from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef, Q

from phoihop.jobs.models import Job, Sealed, Tick, Worker
from phoihop.jobs.registry import NEEDS, SCHEDULES, TASKS
from phoihop.jobs.sealing import public_key, seal, unseal
from phoihop.kit.clock import ZONE

LEASE = timedelta(seconds=45)
ATTEMPTS = 6
KEEP = timedelta(days=7)


def enqueue(task: str, *, now: datetime, key: str = "", after: timedelta = timedelta(0), **arguments: Any) -> None:
    """Inside the caller's transaction: rolled back with it. The same key waiting already is enough."""
    if task not in TASKS:
        raise LookupError(f"No room registered the task {task}.")
    if key and Job.objects.filter(task=task, key=key, state=Job.State.WAITING).exists():
        return
    try:
        with transaction.atomic():
            Job.objects.create(task=task, arguments=arguments, key=key, run_at=now + after, made_at=now)
    except IntegrityError:  # somebody else just did
        return


@transaction.atomic
def enqueue_sealed(task: str, data: bytes, *, now: datetime, **arguments: Any) -> bool:
    """For one worker that lives and is able; the task is given `sealed`, or None where that worker is gone. False: there
    is no such worker.
    """
    held = Job.objects.filter(state__in=[Job.State.WAITING, Job.State.RUNNING]).exclude(only_for="")
    load = Counter(held.values_list("only_for", flat=True))
    worker = min(able_workers(task, now), key=lambda one: (load[one.name], one.name), default=None)
    if worker is None:
        return False
    job = Job.objects.create(task=task, arguments=arguments, only_for=worker.name, run_at=now, made_at=now)
    Sealed.objects.create(job=job, data=seal(data, worker.public_key))
    return True


def able_workers(task: str, now: datetime) -> list[Worker]:
    living = Worker.objects.filter(seen_at__gte=now - LEASE).exclude(public_key="")
    return [worker for worker in living if task in worker.able]


def any_worker(now: datetime) -> bool:
    return Worker.objects.filter(seen_at__gte=now - LEASE).exists()


def tick(now: datetime) -> int:
    """Enqueue every schedule whose last due time nobody has ticked yet; late ones run once, not once per miss."""
    made = 0
    for name, schedule in SCHEDULES.items():
        at = croniter(schedule.cron, now.astimezone(ZONE)).get_prev(datetime)
        with transaction.atomic():
            _row, new = Tick.objects.get_or_create(schedule=name, at=at)
            if new:
                enqueue(schedule.task, now=now, key=f"tick {at.isoformat()}")
                made += 1
    return made


@transaction.atomic
def lease(worker: str, now: datetime) -> Job | None:
    """The next job that waits, or whose worker died; nobody else gets it while the lease runs."""
    ready = Q(state=Job.State.WAITING, run_at__lte=now) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    alive = Worker.objects.filter(name=OuterRef("only_for"), seen_at__gte=now - LEASE)
    rows = Job.objects.filter(ready).filter(Q(only_for__in=["", worker]) | ~Exists(alive)).order_by("run_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    job = rows.first()
    if job is None:
        return None
    job.state, job.worker, job.lease_until = Job.State.RUNNING, worker, now + LEASE
    job.attempts += 1
    job.save(update_fields=["state", "worker", "lease_until", "attempts"])
    return job


def renew(job: Job, worker: str, now: datetime) -> bool:
    """The heartbeat of a long job; False: the lease was lost to another worker."""
    mine = Job.objects.filter(pk=job.pk, worker=worker, state=Job.State.RUNNING)
    return mine.update(lease_until=now + LEASE) == 1


def run(job: Job, worker: str, now: datetime) -> bool:
    """Do it; a failure waits longer each time and is given up after `ATTEMPTS`."""
    try:
        TASKS[job.task](**job.arguments, **_handed(job))
    except Exception as error:  # noqa: BLE001 - whatever a task raises must not end the worker
        said = type(error).__name__ if job.only_for else traceback.format_exc()  # an error may quote what was sealed
        _failed(job, worker, now, said)
        return False
    mine = Job.objects.filter(pk=job.pk, worker=worker, state=Job.State.RUNNING)
    mine.update(state=Job.State.DONE, finished_at=now, error="", lease_until=None)
    Sealed.objects.filter(job=job).delete()
    return True


def _handed(job: Job) -> dict[str, Any]:
    if not job.only_for:
        return {}
    held = Sealed.objects.filter(job=job).first()
    return {"sealed": unseal(bytes(held.data)) if held else None}


def _failed(job: Job, worker: str, now: datetime, error: str) -> None:
    dead = job.attempts >= ATTEMPTS
    wait = timedelta(seconds=min(3600, 5 * 4 ** (job.attempts - 1)))
    mine = Job.objects.filter(pk=job.pk, worker=worker, state=Job.State.RUNNING)
    mine.update(
        state=Job.State.DEAD if dead else Job.State.WAITING,
        key="" if dead else job.key,
        run_at=now + wait,
        error=error[-4000:],
        lease_until=None,
        finished_at=now if dead else None,
    )
    if dead:
        Sealed.objects.filter(job=job).delete()


def beat(worker: str, now: datetime) -> None:
    able = [name for name, can in NEEDS.items() if can()]
    Worker.objects.update_or_create(name=worker, defaults={"seen_at": now, "public_key": public_key(), "able": able})


def prune(now: datetime) -> None:
    """Finished jobs and old ticks go after a week; dead ones stay until somebody looks."""
    Job.objects.filter(state=Job.State.DONE, finished_at__lt=now - KEEP).delete()
    Tick.objects.filter(at__lt=now - 5 * KEEP).delete()
    Worker.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()


def revive(job: Job, now: datetime) -> None:
    """A dead one once more, by hand."""
    Job.objects.filter(pk=job.pk, state=Job.State.DEAD).update(
        state=Job.State.WAITING, attempts=0, run_at=now, finished_at=None
    )
