"""A small house with one of everything, and somebody in every seat: what the attackers of `rights` and `fuzz` walk in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from io import BytesIO
from itertools import count
from typing import Any
from uuid import uuid4

from django.test import Client
from django.test.utils import override_settings
from PIL import Image

from phoihop.accounts.models import Invitation, User
from phoihop.accounts.queries import hash_of
from phoihop.documents.actions import register_document
from phoihop.documents.batches import open_batch
from phoihop.documents.intake import Taken, take_file
from phoihop.documents.models import Batch, Document, Scan, ScannedPage
from phoihop.duties.actions import add_evidence, ask_extension, make_duty, submit_response
from phoihop.duties.actions.saving import save_view
from phoihop.duties.actions.subscribing import open_calendar
from phoihop.duties.desk.assigning import assign_letter
from phoihop.duties.desk.working import change_doers, change_item, lay_on_desk
from phoihop.duties.models import CalendarKey, Desk, Duty, Obligation, SavedView
from phoihop.duties.queries.calendars import token_of
from phoihop.files.actions import store
from phoihop.jobs.models import Job
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.org.actions import (
    StepGiven,
    allow_support,
    give_code,
    grant_role,
    invite,
    keep_annex,
    make_group,
    make_key,
    make_service,
    restructure,
    revoke_role,
    set_head_approves,
    set_members,
    substitute,
)
from phoihop.org.models import (
    AnnexDraft,
    Restructuring,
    Role,
    ServiceAccount,
    ServiceKey,
    Substitution,
    SupportLeave,
    Unit,
    UnitCode,
    UnitGroup,
)
from phoihop.org.queries import actor_for
from phoihop.reading.annex import Annex, Change, Named
from phoihop.reports.actions import FieldGiven, SectionGiven, make_form, publish_version, set_regime
from phoihop.reports.models import Regime
from phoihop.synthesis.actions import draft_synthesis
from phoihop.synthesis.models import Synthesis

DAY = date(2026, 7, 14)  # the day all of it stands at; settings.DAY must say the same
LONG_AGO = date(2020, 1, 1)
ROLES = ("clerk", "leader", "officer", "head", "auditor", "administrator", "reader")
PLACES = ("office", "commune", "other")
PASSWORD = "một mật khẩu dài"  # noqa: S105 - of people who live in a scratch database
VISITOR, NOBODY, FORMER, REVOKED, LENT = "visitor", "nobody", "former", "revoked", "lent"

_HEAD = """TỈNH ỦY LAM GIANG
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số {number}-CV/BTGDVTU
Lam Giang, ngày 06 tháng 7 năm 2026

Kính gửi: Các xã, phường, đặc khu

Đề nghị các xã, phường, đặc khu thực hiện một số nhiệm vụ sau:

1. Rà soát, hoàn thiện Quy chế phối hợp công tác khoa giáo theo Thông báo số 41-TB/TU, ngày 12/3/2024.
"""
LETTER = _HEAD + "\n2. Tổ chức giao ban luân phiên định kỳ (6 tháng hoặc hằng quý) giữa các cơ quan trong khối.\n"


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody with one role at one place; `former` and the like sit at the commune without a right."""

    place: str
    role: str
    user: int | None = None

    def __str__(self) -> str:
        return f"{self.role}@{self.place}" if self.place else self.role


class World:
    """Written into the database at hand: give it one of its own, or a transaction that is rolled back."""

    def __init__(self) -> None:
        self._mails = count(1)
        self.system = Actor.system(on=DAY, at=moment(DAY))
        self.units: dict[str, Unit] = {}
        self.units["office"] = self._unit("office", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "office", None)
        self.units["commune"] = self._unit("commune", "Đảng ủy xã Suối Trúc", "commune", "office")
        self.units["other"] = self._unit("other", "Đảng ủy xã Khe Lim", "commune", "office")
        self.seats = self._seats()
        self._fill()

    def _unit(self, place: str, name: str, kind: str, parent: str | None) -> Unit:
        data = {"name": name, "kind": kind, "parent": self.units[parent].key if parent else None}
        step = StepGiven("create", f"w-{place}", data)
        restructure(actor=self.system, title=f"Thành lập {name}", effective=LONG_AGO, steps=[step])
        return Unit.objects.get(key=f"w-{place}")

    def _seats(self) -> list[Seat]:
        held = [self._seat(place, role) for place in PLACES for role in ROLES]
        former = self._seat("commune", FORMER, "officer", ends=date(2026, 7, 1))
        revoked = self._seat("commune", REVOKED, "officer")
        revoke_role(actor=self.system, role=Role.objects.get(user=revoked.user))
        stand_in = self._user(LENT)
        officer = next(seat for seat in held if (seat.place, seat.role) == ("commune", "officer"))
        substitute(
            actor=self.system,
            role=Role.objects.get(user=officer.user),
            by=stand_in,
            starts=DAY - timedelta(days=3),
            ends=DAY + timedelta(days=3),
            reason="Nghỉ phép",
        )
        return [
            *held,
            Seat("", VISITOR),
            Seat("", NOBODY, self._user(NOBODY).pk),
            former,
            revoked,
            Seat("commune", LENT, stand_in.pk),
        ]

    def _user(self, name: str) -> User:
        user: User = User.objects.create_user(
            f"w{next(self._mails)}@lamgiang.example", name=f"Người {name}", password=PASSWORD
        )
        user.joined_at = moment(LONG_AGO)
        user.save(update_fields=["joined_at"])
        return user

    def _seat(self, place: str, name: str, kind: str = "", ends: date | None = None) -> Seat:
        user = self._user(name)
        grant_role(actor=self.system, user=user, unit=self.units[place], kind=kind or name, starts=LONG_AGO, ends=ends)
        return Seat(place, name, user.pk)

    def seat(self, place: str, role: str) -> Seat:
        return next(seat for seat in self.seats if (seat.place, seat.role) == (place, role))

    def actor(self, place: str, role: str) -> Actor:
        found = actor_for(self.seat(place, role).user or 0, self.units[place].key, on=DAY, at=moment(DAY))
        if found is None:
            raise LookupError(f"Nobody sits as {role} at {place}.")
        return found

    def client(self, seat: Seat, **more: Any) -> Client:
        """As this person's browser; a fault of the house is an answer 500, not an exception."""
        client = Client(raise_request_exception=False, **more)
        if seat.user:
            client.force_login(User.objects.get(pk=seat.user))
        return client

    def _fill(self) -> None:
        clerk, officer = self.actor("office", "clerk"), self.actor("commune", "officer")
        head, root = self.actor("commune", "head"), self.actor("office", "administrator")
        commune, other = self.units["commune"], self.units["other"]
        self.group: UnitGroup = make_group(actor=self.system, key="w-communes", name="các xã, phường, đặc khu")
        set_members(actor=Actor.system(on=LONG_AGO, at=moment(LONG_AGO)), group=self.group, units=[commune, other])
        set_head_approves(actor=self.system, unit=commune, wanted=True)
        self.letter: Desk = self._letter(clerk, 96)
        self.given: Desk = self._give(clerk, 97)
        self.own: Desk = self._letter(self.actor("commune", "clerk"), 98)
        self.scanned: Document = self._scanned(clerk)
        self.batch: Batch = open_batch(actor=clerk, total=2, direction="in", arrived_on=None)
        self.scan: Scan = Scan.objects.create(
            unit=self.units["office"], created_by_id=clerk.user_id, created_at=clerk.at, pages=3, pages_read=1
        )
        self.open: Obligation = self._duty(clerk).obligations.get(unit=commune)
        self.file = add_evidence(actor=officer, obligation=self.open, name="anh.txt", data="Ảnh hội nghị.".encode())
        self.answered: Obligation = self._answered(clerk, head)
        self.waiting: Obligation = self._duty(clerk).obligations.get(unit=commune)
        submit_response(actor=officer, obligation=self.waiting, key=uuid4(), cells={"text": "Chờ duyệt."})
        self.late: Obligation = self._duty(clerk, due_rule="on=2026-07-06").obligations.get(unit=commune)
        self.asked: Obligation = self._duty(clerk).obligations.get(unit=commune)
        ask_extension(actor=officer, obligation=self.asked, until=date(2026, 7, 30), reason="Mưa lũ.")
        self.event: Duty = self._duty(clerk, schedule="event", due_rule="")
        self.rhythm: Duty = self._duty(clerk, schedule="unit_rhythm", cadence="monthly,quarterly", due_rule="end")
        self.synthesis: Synthesis = draft_synthesis(actor=clerk, duty=self.answered.duty, period=self.answered.period)
        self.view: SavedView = save_view(actor=officer, page="owed", name="Của tôi", query="tre=1")
        self.calendar: CalendarKey = open_calendar(actor=self.actor("commune", "auditor"))
        self.given_up: Job = Job.objects.create(
            task="notices.send_digests", state=Job.State.DEAD, attempts=6, run_at=self.system.at,
            made_at=self.system.at, finished_at=self.system.at, error="TimeoutError: timed out",
        )  # fmt: skip
        step = StepGiven("rename", commune.key, {"name": "Đảng ủy xã Suối Mới"})
        later = DAY + timedelta(days=9)
        self.decision: Restructuring = restructure(actor=self.system, title="Đổi tên", effective=later, steps=[step])
        self.code: UnitCode = give_code(actor=root, unit=commune, scheme="tckt", code="00001", starts=DAY)
        said = Annex([Change("keep", Named("xã", "Suối Trúc"))])
        self.annex: AnnexDraft = keep_annex(actor=root, annex=said, name="phu-luc.csv", effective=later)
        with override_settings(SUPPORT=True):  # where it is off, nobody is let in
            self.leave: SupportLeave = allow_support(
                actor=head, unit=commune, starts=DAY, ends=later, writes=True, reason="Không mở được biểu."
            )
        self.machine: ServiceAccount = make_service(
            actor=root,
            unit=commune,
            name="Phần mềm một cửa",
            scopes=["units.read"],
            starts=DAY,
            ends=later,
            reason="Thử.",
        )
        self.machine_key: ServiceKey = make_key(actor=root, account=self.machine).key
        guest = invite(actor=root, email="w-moi@lamgiang.example", name="Mới", unit=commune, kind="officer")
        self.invitation: Invitation = guest.user.invitations.get()
        Invitation.objects.filter(pk=self.invitation.pk).update(token_hash=hash_of("w-token"))

    def _letter(self, actor: Actor, number: int) -> Desk:
        data = LETTER.format(number=number).encode()
        taken = take_file(actor=actor, data=data, name=f"{number}.txt")
        assert isinstance(taken, Taken)  # noqa: S101 - a text, not a scan
        return lay_on_desk(actor=actor, document=taken.document)

    def _scanned(self, clerk: Actor) -> Document:
        """A letter that came as a picture, as a worker leaves it."""
        sheet = BytesIO()
        Image.new("L", (210, 297), 255).save(sheet, "PNG")
        file = store(actor=clerk, data=sheet.getvalue(), name="quet.png")
        document = register_document(actor=clerk, text="Số 95-CV/TU", file=file, file_name="quet.png")
        words = [[0, 2, 0.1, 0.1, 0.2, 0.15, 96], [3, 11, 0.22, 0.1, 0.4, 0.15, 71]]
        ScannedPage.objects.create(document=document, number=1, sure=76, words=words)
        return document

    def _give(self, actor: Actor, number: int) -> Desk:
        desk = self._letter(actor, number)
        doers = [{"words": "Xã Suối Trúc", "part": "do", "units": [self.units["commune"].key], "groups": []}]
        change_doers(actor=actor, desk=desk, doers=doers)
        for item in desk.items.all():
            change_item(actor=actor, desk=desk, item=item, status="confirmed", doers=None, schedule="undated")
        assign_letter(actor=actor, desk=desk)
        return Desk.objects.get(pk=desk.pk)

    def _duty(self, actor: Actor, **more: Any) -> Duty:
        given = {"schedule": "once", "starts": date(2026, 7, 1), "due_rule": "on=2026-07-20", **more}
        return make_duty(actor=actor, title="Báo cáo", words="Báo cáo kết quả.", owing=[self.units["commune"]], **given)

    def _answered(self, clerk: Actor, head: Actor) -> Obligation:
        duty = self._duty(clerk)
        fields = [FieldGiven("1.1", "Lớp đã mở", "lớp")]
        sections = [SectionGiven("1", "Kết quả", fields)]
        form = make_form(actor=clerk, key="w-form", name="Biểu", starts=date(2026, 1, 1), sections=sections)
        publish_version(actor=clerk, version=form.versions.get())
        set_regime(actor=clerk, duty=duty, form=form)
        obligation = duty.obligations.get(unit=self.units["commune"])
        cells = {"figure:1.1": {"kind": "number", "text": "12"}, "narrative:1": "Đã mở lớp."}
        submit_response(actor=head, obligation=obligation, key=uuid4(), cells=cells)
        return obligation

    @cached_property
    def things(self) -> dict[str, dict[str, Any]]:
        """What stands in an address, by its name or by its room; `name@variant` is the same page of another thing."""
        letter, sentence = self.letter, self.synthesis.sections.first().sentences.first()  # type: ignore[union-attr]
        role = Role.objects.get(user=self.seat("commune", "officer").user)
        of_synthesis = {
            "pk": self.synthesis.pk,
            "sentence": sentence.pk if sentence else 0,
            "section": self.synthesis.sections.get().pk,
            "name": "gom-lai",
            "kind": "docx",
        }
        answered = self.answered
        form = Regime.objects.get(duty=answered.duty_id).form_id
        of_report = {"pk": form, "duty": answered.duty_id, "period": answered.period, "code": "1.1"}
        return {
            "accounts": {"token": "w-token", "pk": 1},
            "account_reset_password_from_key": {"uidb36": "1", "key": "x"},
            "mfa_remove_webauthn": {"pk": 1},
            "mfa_edit_webauthn": {"pk": 1},
            "files": {"pk": self.file.pk},
            "documents": {"pk": letter.document_id},
            "desk": {"pk": letter.document_id, "item": letter.items.all()[0].pk},
            "duties": {"pk": self.open.pk},
            "duties:accept": {"pk": self.answered.pk},
            "duties:return": {"pk": self.answered.pk},
            "duties:approve": {"pk": self.waiting.pk},
            "duties:decide": {"pk": self.asked.pk},
            "duties:explain": {"pk": self.late.pk},
            "duties:duty": {"pk": self.open.duty_id},
            "duties:withdraw_duty": {"pk": self.open.duty_id},
            "duties:tell_event": {"pk": self.event.pk},
            "duties:choose_rhythm": {"pk": self.rhythm.pk},
            "duties-feed:feed": {"token": token_of(self.calendar)},
            "duties:drop_view": {"pk": self.view.pk},
            "synthesis": of_synthesis,
            "reports": of_report,
            "reports:narratives": of_report | {"code": "1"},
            "ops": {"pk": self.given_up.pk},
            "org": {"pk": self.seat("commune", "officer").user, "key": self.units["commune"].key},
            "org:journal_day": {"day": "2026-07-14"},
            "@unit": {"kind": "don-vi", "which": self.units["commune"].key},
            "org:mark": {"kind": "don-vi", "which": self.units["commune"].key},
            "@person": {"kind": "nguoi", "which": self.seat("commune", "officer").user},
            "@group": {"kind": "nhom", "which": self.group.pk},
            "@decision": {"kind": "quyet-dinh", "which": self.decision.pk},
            "@letter": {"kind": "van-ban", "which": letter.document_id},
            "@obligation": {"kind": "viec", "which": self.open.pk},
            "@duty": {"kind": "nhiem-vu", "which": self.open.duty_id},
            "@answer": {"kind": "bai", "which": answered.answer_id},
            "@form": {"kind": "bieu-mau", "which": form},
            "@synthesis": {"kind": "tong-hop", "which": self.synthesis.pk},
            "org:group": {"pk": self.group.pk},
            "org:group_alias_drop": {"pk": self.group.pk},
            "org:decision": {"pk": self.decision.pk},
            "org:withdraw": {"pk": self.decision.pk},
            "org:undertaking": {"pk": self.decision.pk},
            "org:stop": {"pk": self.decision.pk},
            "org:settle": {"pk": self.decision.pk},
            "org:undo": {"pk": self.decision.pk},
            "org:unit_code": {"pk": self.code.pk, "key": self.units["commune"].key},
            "org:annex": {"pk": self.annex.pk},
            "org:take_back": {"pk": self.invitation.pk},
            "org:invite_again": {"pk": self.invitation.user_id},
            "org:revoke": {"pk": role.pk},
            "org:lend": {"pk": role.pk},
            "org:delegate": {"pk": role.pk},
            "org:end_loan": {"pk": Substitution.objects.get(role=role).pk},
            "org:shut_out": {"pk": self.leave.pk},
            "org:role_moves": {"pk": self.decision.pk},
            "org:who_saw": {"kind": "duties.obligation", "pk": self.open.pk},
            "@seen_answer": {"kind": "duties.response", "pk": self.answered.responses.get().pk},
            "@seen_letter": {"kind": "documents.document", "pk": letter.document_id},
            "@seen_unit": {"kind": "org.unit", "pk": self.units["commune"].pk},
            "@nothing": {"kind": "org.nothing", "pk": 1},
            "org:machine": {"pk": self.machine.pk},
            "org:machine_key": {"pk": self.machine.pk},
            "org:machine_close": {"pk": self.machine.pk},
            "org:machine_key_drop": {"pk": self.machine_key.pk},
            "documents:picture": {"pk": self.scanned.pk, "number": 1},
            "documents:words": {"pk": self.scanned.pk},
            "documents:scan": {"pk": self.scan.pk},
            "documents:batch": {"pk": self.batch.pk},
            "documents:send_into": {"pk": self.batch.pk},
            "@given": {"pk": self.given.document_id, "item": self.given.items.all()[0].pk},
            "@own": {"pk": self.own.document_id, "item": self.own.items.all()[0].pk},
        }

    def words_of(self, name: str) -> dict[str, Any]:
        plain, _at, variant = name.partition("@")
        for key in (f"@{variant}" if variant else "", plain, plain.partition(":")[0]):
            if key in self.things:
                return self.things[key]
        return {}


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
