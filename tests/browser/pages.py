"""Every page that a browser walks through. A room that gains a page adds its line: name, who looks, address."""

from __future__ import annotations

from dataclasses import dataclass

from factories.accounts import make_user as make_plain_user
from factories.street import Cast, make_report_duty, make_role
from phoihop.accounts.actions import invite_user
from phoihop.accounts.models import CastMember, Part, User
from phoihop.kit.actor import Actor
from phoihop.kit.clock import now, today

PASSWORD = "con thuyền qua sông"


@dataclass(frozen=True)
class Page:
    name: str
    who: str  # a member of the cast, or "" for somebody who is not signed in
    address: str


class World:
    """The cast at their units, with work on the table."""

    def __init__(self) -> None:
        self.cast = Cast(head_approves=True)
        self.users = {
            name: User.objects.get(pk=getattr(self.cast, name).user_id)
            for name in ("an", "binh", "chi", "dung", "head", "auditor", "leader")
        }
        make_role(self.users["an"], self.cast.other, "officer")
        self.users["nobody"] = make_plain_user(name="Không Vai", password=PASSWORD)
        self.duty = make_report_duty(self.cast, self.cast.commune, self.cast.other)
        self.obligation = self.duty.obligations.get(unit=self.cast.commune)
        CastMember.objects.create(
            user=self.users["an"], position=1, part=Part.OFFICER, unit_words="Đảng ủy xã Suối Trúc"
        )
        system = Actor.system(on=today(), at=now())
        self.invited = invite_user(actor=system, email="moi@lamgiang.example", name="Người Mới")

    def pages(self) -> list[Page]:
        commune, office = f"/dv/{self.cast.commune.key}", f"/dv/{self.cast.office.key}"
        return [
            Page("sign-in", "", "/dang-nhap/"),
            Page("forgotten", "", "/quen-mat-khau/"),
            Page("forgotten-sent", "", "/quen-mat-khau/da-gui/"),
            Page("reset-done", "", "/quen-mat-khau/xong/"),
            Page("reset-past", "", "/quen-mat-khau/1-abc/"),
            Page("closed", "", "/dang-nhap/da-dong/"),
            Page("invitation", "", f"/loi-moi/{self.invited.token}/"),
            Page("invitation-past", "", "/loi-moi/khong-co/"),
            Page("not-found", "an", "/khong-co/"),
            Page("no-role", "nobody", "/"),
            Page("account", "nobody", "/tai-khoan/"),
            Page("password", "nobody", "/tai-khoan/mat-khau/"),
            Page("no-password", "an", "/tai-khoan/dat-mat-khau/"),
            Page("codes-on", "an", "/tai-khoan/ma-tu-ung-dung/bat/"),
            Page("passkey-add", "an", "/tai-khoan/khoa/them/"),
            Page("sessions", "nobody", "/tai-khoan/phien/"),
            Page("sign-out", "an", "/dang-xuat/"),
            Page("units", "an", "/"),
            Page("more", "an", f"{commune}/muc-luc/"),
            Page("find", "an", f"{commune}/tim/?q=bao+cao"),
            Page("find-nothing", "chi", f"{office}/tim/?q=khong+co+gi"),
            Page("due-list", "an", f"{commune}/viec/"),
            Page("notices", "an", f"{commune}/thong-bao/"),
        ]
