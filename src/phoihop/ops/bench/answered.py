"""A province whose 124 units have handed in the half-year's report of Outline D: figures, and words of their own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from phoihop.duties.actions import approve_response, make_duty, submit_response
from phoihop.duties.models import Duty, Obligation, Response
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.ops.bench.databases import DAY, kept_database, province_database, settle, working_copy
from phoihop.ops.province.forms import build_forms
from phoihop.ops.province.names import HEADS, TAILS
from phoihop.ops.province.units import OFFICE
from phoihop.ops.province.words import section_text
from phoihop.org.models import Role, RoleKind, UnitGroup
from phoihop.org.queries import actor_for, versions_on
from phoihop.reports.actions import set_regime
from phoihop.reports.models import Field, FormSection, FormVersion

GIVEN = date(2026, 3, 2)
_WHO = [
    "ban chi ủy cùng trưởng thôn", "trường trung học cơ sở", "trạm y tế và đội ngũ cộng tác viên", "hội khuyến học",
    "chi đoàn thanh niên", "tổ tuyên truyền lưu động", "hợp tác xã nông nghiệp", "câu lạc bộ gia đình học tập",
]  # fmt: skip
_DID = [
    "mở chuyên mục truyền thanh về chuyển đổi số, phát hai buổi mỗi tuần bằng tiếng phổ thông và tiếng dân tộc",
    "vận động các gia đình cho con em trở lại lớp sau kỳ nghỉ, không để em nào bỏ học vì đường xa",
    "tổ chức nói chuyện chuyên đề về phòng bệnh theo mùa, có bác sĩ của tuyến trên về giải đáp",
    "lập tủ sách dùng chung tại nhà văn hóa và giao người trông coi theo lịch luân phiên",
    "hướng dẫn bà con áp dụng giống mới, ghi sổ theo dõi và so sánh với cách làm cũ",
    "rà soát danh sách người chưa biết chữ, xếp lớp học buổi tối cho phù hợp với mùa vụ",
]  # fmt: skip
_HOW = [
    "được nhân dân đồng tình", "kinh phí do xã hội hóa là chính", "còn lúng túng trong khâu chuẩn bị",
    "cần nhân rộng trong thời gian tới", "kết quả bước đầu khả quan", "tuy vậy người dự chưa đều",
]  # fmt: skip


def answered_database(units: int) -> Path:
    """The first `units` of those who owe have answered; the others are silent."""

    def build(new: Path) -> None:
        working_copy(province_database(), new)
        duty = _asked()
        officers = _officers()
        rng = random.Random(3)  # noqa: S311 - the same each time
        for owed in duty.obligations.order_by("unit_id")[:units]:
            _hand_in(rng, officers[owed.unit_id], owed)
        settle()

    return kept_database(f"answered-{units}", build)


def clerk(day: date = DAY) -> Actor:
    role = Role.objects.filter(unit__key=OFFICE, kind=RoleKind.CLERK).order_by("pk")[0]
    return _actor(role, OFFICE, day)


def _actor(role: Role, unit: str, day: date) -> Actor:
    actor = actor_for(role.user_id, unit, on=day, at=datetime(day.year, day.month, day.day, 9, tzinfo=ZONE))
    if actor is None:
        raise AssertionError("The post is not there.")
    return actor


def _asked() -> Duty:
    actor = clerk(GIVEN)
    duty = make_duty(
        actor=actor, title="Báo cáo công tác khoa giáo", words="Báo cáo công tác khoa giáo theo Đề cương D.",
        schedule="once", starts=GIVEN, through=date(2026, 6, 25), owing=[UnitGroup.objects.get(key="tat-ca")],
    )  # fmt: skip
    set_regime(actor=actor, duty=duty, form=build_forms(actor)["de-cuong-d"])
    return duty


def _officers() -> dict[int, Actor]:
    roles = Role.objects.filter(kind=RoleKind.OFFICER, ends=None).select_related("unit")
    return {role.unit_id: _actor(role, role.unit.key, DAY) for role in roles.order_by("-pk")}


def _hand_in(rng: random.Random, officer: Actor, owed: Obligation) -> None:
    version = FormVersion.objects.get(form__key="de-cuong-d")
    name = versions_on(DAY, [owed.unit_id])[owed.unit_id].short_name
    whole = rng.randint(120, 480)
    cells: dict[str, Any] = {}
    for field in version.fields.all():
        cells[f"figure:{field.code}"] = _figure(rng, field, whole)
    for section in version.sections.all():
        cells[f"narrative:{section.code}"] = " ".join(_said(rng, section, name, whole))
    key = UUID(int=rng.getrandbits(128), version=4)
    response = submit_response(actor=officer, obligation=owed, key=key, cells=cells)
    if response.state == Response.State.WAITING_HEAD:
        head = replace(officer, role=RoleKind.HEAD, roles=frozenset({RoleKind.HEAD}))
        approve_response(actor=head, response=response)


def _figure(rng: random.Random, field: Field, whole: int) -> dict[str, str]:
    if field.code in {"2.1", "2.2"}:
        return {"kind": "number", "text": str(whole)}
    if rng.random() < 0.1:
        return {"kind": "nil"}
    return {"kind": "number", "text": str(rng.randint(1, 600))}


def _said(rng: random.Random, section: FormSection, name: str, whole: int) -> Iterator[str]:
    """What several units say alike, and what only this one can say."""
    yield section_text(rng, section.code, name, whole, whole, copied=False)
    for _n in range(2):
        where = f"{rng.choice(HEADS)} {rng.choice(TAILS)}"
        who, did, how = rng.choice(_WHO), rng.choice(_DID), rng.choice(_HOW)
        yield f"Tại thôn {where}, {who} {did}, có {rng.randint(20, 190)} lượt người dự, {how}."
