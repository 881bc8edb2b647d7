"""A unit settles an obligation: drafts kept per cell, hand-ins added as revisions, twice under one key is once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties import clock, rules
from phoihop.duties.actions.telling import RETURNED, WAITS, asking_still, done_with, tell_heads, tell_unit
from phoihop.duties.handed_in import digest_of
from phoihop.duties.models import Draft, DraftCell, Obligation, Response, State, Verb
from phoihop.duties.panels import Cells, Panel, Problem, panels_of
from phoihop.files.actions import attach
from phoihop.files.queries import attachments_of
from phoihop.files.secrecy import refuse_secret_value
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.kit.one_row import insert_new, update_only
from phoihop.kit.prepared import Prepared
from phoihop.kit.refused import Refused

_MOVING = [
    "state",
    "settled_at",
    "late_days",
    "answer_id",
    "accepted_at",
    "closed_at",
    "closed_reason",
]  # by others too
_OWN = "duties.obligation"  # whose files a draft's are


def _locked(pk: int) -> QuerySet[Obligation, Any]:
    """What others move, whether the draft has files, and whether a notice still asks for it."""
    rows = Obligation.objects.select_for_update(of=("self",)).filter(pk=pk)
    files, asks = Exists(attachments_of(_OWN, OuterRef("pk"))), Exists(asking_still(OuterRef("pk")))
    return rows.values_list(*_MOVING, files, asks)


_LOCKED = Prepared([int], _locked)
_TYPED = Prepared(
    [int], lambda pk: DraftCell.objects.filter(draft__obligation=pk).values_list("key", "value", "saved_at")
)
_NEWEST = Prepared([int], lambda pk: Response.objects.filter(obligation=pk).order_by("-revision")[:1])
_KEYS = Prepared([int], lambda pk: Response.objects.filter(obligation=pk).order_by().values_list("key", "pk"))


class Incomplete(Refused):
    """What still stands in the way of handing in, at its cells."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.words for problem in problems))
        self.problems = problems


class Stale(Refused):
    """Somebody saved this cell after it was read; `value` is what stands there."""

    def __init__(self, value: Any, version: int) -> None:
        super().__init__(_("Somebody else changed this while you were typing. Both texts are shown; keep one."))
        self.value, self.version = value, version


@dataclass(frozen=True, slots=True)
class Given:
    """What is handed in; the same key is the same hand-in."""

    key: UUID
    cells: Cells
    panels: list[Panel]

    @property
    def text(self) -> str:
        return str(self.cells.get("text") or "").strip()


@transaction.atomic
def save_cell(*, actor: Actor, obligation: Obligation, key: str, value: Any, seen: int | None) -> DraftCell:
    """Keep one cell; `seen` is the version the browser had (None: whatever stands there is overwritten)."""
    obligation = Obligation.objects.select_for_update(of=("self",)).select_related("unit").get(pk=obligation.pk)
    if not rules.may_respond(actor, obligation):
        raise PermissionDenied
    refuse_closed(obligation)
    refuse_secret_value(value)
    draft, _made = Draft.objects.get_or_create(
        obligation=obligation, defaults={"changed_at": actor.at, "changed_by_id": actor.user_id}
    )
    cell = DraftCell.objects.filter(draft=draft, key=key).first()
    if cell is None:
        cell = DraftCell(draft=draft, key=key, version=0)
    if cell.version and cell.value == value:
        return cell
    if seen is not None and cell.version != seen:
        raise Stale(cell.value, cell.version)
    cell.value, cell.saved_at, cell.saved_by_id = value, actor.at, actor.user_id
    cell.version += 1
    cell.save()
    draft.changed_at, draft.changed_by_id = actor.at, actor.user_id
    draft.save(update_fields=["changed_at", "changed_by"])
    return cell


def cells_of(obligation: Obligation) -> Cells:
    """What is typed: the newest answer as it was handed in, and what the draft has had since."""
    rows, newest = _TYPED(obligation.pk), _NEWEST.first(obligation.pk)
    if newest is None:
        return {key: value for key, value, _at in rows}
    before: Cells = newest.cells or ({"text": newest.text} if newest.text else {})
    return before | {key: value for key, value, at in rows if _counts(key, at, newest)}


def _counts(key: str, saved: datetime, newest: Response) -> bool:
    return saved > newest.handed_in_at or key not in newest.cells


def submit_response(*, actor: Actor, obligation: Obligation, key: UUID, cells: Mapping[str, Any]) -> Response:
    """Hand in; the same key again gives the same response. What is given is judged before anybody has to wait for us."""
    if not rules.may_respond(actor, obligation):
        raise PermissionDenied
    given = Given(key, dict(cells), panels_of(obligation))
    refuse_secret_value(given.cells)
    return _submit(actor, obligation, given, _problems(obligation, given))


def _problems(obligation: Obligation, given: Given) -> list[Problem]:
    if given.panels:
        return [p for panel in given.panels for p in panel.problems(obligation, given.cells)]
    if given.text or attachments_of(_OWN, obligation.pk).exists():
        return []
    return [Problem("text", _("Nothing is written yet. Say what was done, or add a file."))]


@transaction.atomic
def _submit(actor: Actor, obligation: Obligation, given: Given, problems: list[Problem]) -> Response:
    files, asks = _lock(obligation)
    handed_in = dict(_KEYS(obligation.pk))
    if given.key in handed_in:
        return Response.objects.get(pk=handed_in[given.key])
    refuse_closed(obligation)
    if problems:
        raise Incomplete(problems)
    direct = rules.goes_up_at_once(actor, obligation)
    response = Response(
        obligation=obligation,
        revision=len(handed_in) + 1,
        key=given.key,
        text=given.text,
        cells=given.cells,
        state=Response.State.HANDED_IN if direct else Response.State.WAITING_HEAD,
        handed_in_at=actor.at,
        handed_in_by_id=actor.user_id,
        approved_at=actor.at if direct else None,
        approved_by_id=actor.user_id if direct else None,
    )
    insert_new(response)
    written = [said for panel in given.panels if (said := panel.write(actor, response, given.cells))]
    if files:
        _take_files(actor, obligation, response)
    if asks:
        done_with(actor, [obligation])
    _go_up(obligation, response, actor) if direct else _wait(obligation, response, actor)
    words = {"obligation": obligation.pk, "sha256": digest_of(given.text, given.cells, written)}
    record(actor=actor, verb=Verb.RESPONDED, subject=response, words=words)
    return response


def _lock(obligation: Obligation) -> tuple[bool, bool]:
    """Nobody else moves it until we have written, what they did before we see; whether it has files, and is asked for."""
    now = _LOCKED.first(obligation.pk)
    if now is None:
        raise Obligation.DoesNotExist
    *moved, files, asks = now
    for name, value in zip(_MOVING, moved, strict=True):
        setattr(obligation, name, value)
    return bool(files), bool(asks)


def _take_files(actor: Actor, obligation: Obligation, response: Response) -> None:
    """The draft's files become the answer's."""
    for file in attachments_of(_OWN, obligation.pk):
        attach(actor=actor, file=file.file, name=file.name, owner_kind="duties.response", owner_id=response.pk)


def refuse_closed(obligation: Obligation) -> None:
    if obligation.closed_at:
        raise Refused(
            _("This was withdrawn or ended: %(reason)s Nothing needs to be handed in.")
            % {"reason": obligation.closed_reason}
        )
    if obligation.accepted_at:
        raise Refused(_("This period is already accepted. Ask for it back to change it."))
    if obligation.state == State.DISPATCHED:
        raise Refused(_("This was settled by the letter that went out."))


def _wait(obligation: Obligation, response: Response, actor: Actor) -> None:
    """The officer has done theirs; now it is the head's turn."""
    obligation.state = State.WAITING_HEAD
    obligation.save(update_fields=["state"])
    tell_heads(actor, obligation, title=_("Waits for your approval: %(title)s"), key=f"response:{response.pk}:waits")


def _go_up(obligation: Obligation, response: Response, actor: Actor) -> None:
    """From here on the answer counts and the clock stands still."""
    obligation.state = State.HANDED_IN
    obligation.settled_at = actor.at
    obligation.late_days = clock.working_days_late(obligation.due, actor.at.astimezone(ZONE).date())
    obligation.answer = response
    update_only(obligation, ["state", "settled_at", "late_days", "answer"])


@transaction.atomic
def approve_response(*, actor: Actor, response: Response) -> Response:
    """The unit's head lets it go up."""
    obligation = Obligation.objects.select_for_update().get(pk=response.obligation_id)
    response = Response.objects.get(pk=response.pk)
    if not rules.may_approve(actor, obligation):
        raise PermissionDenied
    if response.state != Response.State.WAITING_HEAD:
        return response
    refuse_closed(obligation)
    if rules.kept_apart_from_approving(actor, response):
        raise Refused(
            _(
                "Your unit keeps duties apart: who wrote an answer does not approve it. Ask another head or leader of the unit, or have somebody stand in."
            )
        )
    response.state = Response.State.HANDED_IN
    response.approved_at, response.approved_by_id = actor.at, actor.user_id
    response.save(update_fields=["state", "approved_at", "approved_by"])
    _go_up(obligation, response, actor)
    done_with(actor, [obligation])
    record(actor=actor, verb=Verb.APPROVED, subject=response, words={"obligation": obligation.pk})
    return response


@transaction.atomic
def send_back_by_head(*, actor: Actor, response: Response, reason: str) -> Response:
    """The head wants it changed before it goes up; the draft is as the officer left it."""
    obligation = Obligation.objects.select_for_update().get(pk=response.obligation_id)
    response = Response.objects.get(pk=response.pk)
    if not rules.may_approve(actor, obligation):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Say what should be changed."))
    if response.state != Response.State.WAITING_HEAD:
        raise Refused(_("This answer no longer waits for approval."))
    response.state, response.reason = Response.State.SENT_BACK, reason.strip()
    response.decided_at, response.decided_by_id = actor.at, actor.user_id
    response.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    obligation.state = State.OPEN
    obligation.save(update_fields=["state"])
    done_with(actor, [obligation], WAITS)
    key = f"response:{response.pk}:sent_back"
    tell_unit(actor, obligation, title=_("To be changed before it goes up: %(title)s"), key=key, kind=RETURNED)
    record(actor=actor, verb=Verb.PROPOSED_BACK, subject=response, words={"reason": reason.strip()})
    return response
