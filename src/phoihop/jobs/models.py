"""Jobs to be run, and when a schedule ran last."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """What the record calls what a person does about the queue."""

    JOB_DROPPED = "jobs.dropped"
    JOB_RUN_AGAIN = "jobs.run_again"


class Job(models.Model):
    """`task` names a registered function; `key` keeps the same thing from waiting twice."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        DEAD = "dead", _("Given up")

    task = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    run_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=80, blank=True)
    error = models.TextField(blank=True)
    only_for = models.CharField(max_length=80, blank=True)  # the worker that what is sealed was sealed for
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task", "key"], condition=Q(state="waiting") & ~Q(key=""), name="job_key_waits_once"
            )
        ]
        indexes = [
            models.Index(fields=["run_at", "id"], condition=Q(state="waiting"), name="job_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="job_running"),
            models.Index(fields=["state", "finished_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.state}"


class Sealed(models.Model):
    """What a job was handed, readable by one worker's memory only; gone when the job ends."""

    job = models.OneToOneField(Job, models.CASCADE, related_name="sealed")
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.job_id)


class Tick(models.Model):
    """One row for each time a schedule fell due: whoever writes it enqueues, and nobody writes it twice."""

    schedule = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["schedule", "at"], name="tick_once")]

    def __str__(self) -> str:
        return f"{self.schedule} {self.at}"


class Worker(models.Model):
    """A heartbeat: when a worker last looked, the key to seal for it, and the tasks with needs that it can do."""

    name = models.CharField(max_length=80, unique=True)
    public_key = models.CharField(max_length=64, blank=True)
    able = models.JSONField(default=list)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
