"""Files that units send with their answers: letters and lists of our own making, the same from the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from phoihop.duties.models import Obligation, Response, State
from phoihop.files.actions import attach, store
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.kit.listing import Cell, write_workbook
from phoihop.ops.province import names
from phoihop.ops.province.people import People
from phoihop.org.models import Unit, UnitVersion
from phoihop.org.queries import versions_on
from phoihop.typeset import Letter, Paragraph, Signature, to_docx

RECENT = timedelta(days=45)
HALF = 5  # answers with a file, in words and in a form each; enough to look at


@dataclass(frozen=True, slots=True)
class Made:
    name: str
    data: bytes


class Evidence:
    def __init__(self, rng: random.Random, people: People, today: date) -> None:
        self.rng, self.people, self.today = rng, people, today

    def attach_all(self, cast_unit: Unit) -> None:
        """To the newest answers, those that wait first, and to what the officer of the cast has not handed in yet."""
        since = self.today - RECENT
        rows = Response.objects.filter(
            state__in=[Response.State.HANDED_IN, Response.State.ACCEPTED], handed_in_at__date__gte=since
        )
        rows = rows.select_related("obligation__unit", "obligation__duty").order_by("-state", "-handed_in_at", "-pk")
        for n, response in enumerate([*rows.exclude(text="")[:HALF], *rows.filter(text="")[:HALF]]):
            at = response.handed_in_at.astimezone(ZONE)
            actor = self._officer(response.obligation.unit, at.date(), at.hour)
            if actor:
                self._put(actor, response.obligation, "duties.response", response.pk, letter=n % 3 != 2)
        drafted = Obligation.objects.filter(unit=cast_unit, state=State.OPEN, closed_at=None, due__isnull=False)
        obligation = drafted.select_related("unit", "duty").order_by("due", "pk").first()
        actor = self._officer(cast_unit, self.today, 7)
        if obligation and actor:
            self._put(actor, obligation, "duties.obligation", obligation.pk, letter=False)

    def to_draft(self, actor: Actor, obligation: Obligation) -> None:
        """A list beside an answer that is about to be handed in."""
        self._put(actor, obligation, "duties.obligation", obligation.pk, letter=False)

    def _officer(self, unit: Unit, day: date, hour: int) -> Actor | None:
        user = self.people.officer.get(unit.pk)
        return self.people.actor(user.email.split("@")[0], unit, day, hour) if user else None

    def _put(self, actor: Actor, obligation: Obligation, kind: str, owner: int, *, letter: bool) -> None:
        unit = versions_on(actor.on, [obligation.unit_id])[obligation.unit_id]
        made = self._letter(unit, obligation, actor.on) if letter else self._list(unit)
        file = store(actor=actor, data=made.data, name=made.name)
        attach(actor=actor, file=file, name=made.name, owner_kind=kind, owner_id=owner)

    def _letter(self, unit: UnitVersion, obligation: Obligation, day: date) -> Made:
        number = self.rng.randint(11, 190)
        paper = Letter(
            superior="Tỉnh ủy Lam Giang",
            issuer=unit.name,
            number=number,
            symbol="CV/ĐU",
            place=unit.short_name.removeprefix("Xã ").removeprefix("Phường "),
            day=day,
            abstract=f"kết quả thực hiện: {obligation.duty.title[:120]}",
            addressees=("Ban Tuyên giáo và Dân vận Tỉnh ủy",),
            blocks=(
                Paragraph.of(f"{unit.name} báo cáo đã thực hiện xong nội dung: {obligation.duty.title}."),
                Paragraph.of(f"Đã giao {self.rng.randint(2, 9)} chi bộ theo dõi; hồ sơ lưu tại Văn phòng Đảng ủy."),
            ),
            signature=Signature(name=names.person(self.rng), position="Phó Bí thư"),
            recipients=("Như trên", "Lưu Văn phòng"),
        )
        return Made(f"{number}-CV-DU.docx", to_docx(paper))

    def _list(self, unit: UnitVersion) -> Made:
        heads = ["STT", "Họ và tên", "Nơi công tác", "Lớp đã dự"]
        schools = ["Trường Tiểu học", "Trạm Y tế", "Trường Trung học cơ sở", "Hội Khuyến học"]
        rows: list[list[Cell]] = [
            [n, names.person(self.rng), f"{self.rng.choice(schools)} {unit.short_name}", self.rng.randint(0, 3)]
            for n in range(1, self.rng.randint(8, 16))
        ]
        file = BytesIO()
        write_workbook(file, heads, rows)
        return Made("danh-sach.xlsx", file.getvalue())
