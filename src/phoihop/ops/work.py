"""What the worker has before it, in words: without arguments, and without what an error quoted of the data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext, gettext_lazy
from django_stubs_ext import StrPromise

from phoihop.jobs.models import Job, Worker
from phoihop.kit.actor import Actor
from phoihop.org.rules import may_administer_all

TASKS: dict[str, StrPromise] = {
    "audit.seal_records": gettext_lazy("Seal the record"),
    "documents.read_scan": gettext_lazy("Read a scan"),
    "documents.read_old_word": gettext_lazy("Read an old Word file"),
    "duties.open_obligations": gettext_lazy("Open what falls due"),
    "duties.send_nudges": gettext_lazy("Remind and escalate"),
    "notices.send_digests": gettext_lazy("Send the digest of the day by e-mail"),
}
_RAISED = re.compile(
    r"(?:\A|^ .*\n)(?:\w+\.)*([A-Za-z]\w+)(?::|$)", re.MULTILINE
)  # what follows the last indented line
_LOCKED = {"OperationalError", "InterfaceError", "DatabaseError"}
_LINE = {"TimeoutError", "ConnectionError", "ConnectionRefusedError", "ConnectionResetError", "gaierror"}
_DISK = {"OSError", "PermissionError", "FileNotFoundError"}


def may_see_work(actor: Actor) -> bool:
    """The queue serves the whole installation."""
    return may_administer_all(actor)


def jobs_at_work() -> QuerySet[Job]:
    """Given up first, then what runs, then what waits in its order; what is done is no longer of interest."""
    rank = Case(
        When(state=Job.State.DEAD, then=Value(0)),
        When(state=Job.State.RUNNING, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return Job.objects.exclude(state=Job.State.DONE).order_by(rank, "run_at", "pk")


def last_seen() -> datetime | None:
    """When any worker last looked."""
    return Worker.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()


@dataclass(frozen=True, slots=True)
class Line:
    """One job in words; `at` is when it was given up, or when it is tried next."""

    job: Job
    task: str
    state: str
    at: datetime | None
    why: str

    @property
    def dead(self) -> bool:
        return self.job.state == Job.State.DEAD


def line_of(job: Job) -> Line:
    why = reason_of(job.error)
    state = gettext("Will be tried again") if job.state == Job.State.WAITING and why else job.get_state_display()
    at = job.finished_at if job.state == Job.State.DEAD else job.run_at
    return Line(job, task_words(job.task), str(state), at, why)


def task_words(task: str) -> str:
    return str(TASKS.get(task, task))


def reason_of(error: str) -> str:
    """A sentence for the kind of the last error; its own words may quote names and numbers, and stay out."""
    kinds = _RAISED.findall(error)
    if not kinds:
        return ""
    kind = kinds[-1]
    if kind in _LOCKED:
        return gettext("The database was busy or did not answer.")
    if kind in _LINE or kind.startswith("SMTP"):
        return gettext("The mail server or another machine did not answer.")
    if kind in _DISK:
        return gettext("A file could not be read or written; look at the disk and its rights.")
    return gettext("The program stopped with an error of the kind «%(kind)s». Type on the server: phoihop doctor") % {
        "kind": kind
    }
