"""Every page that a browser walks through. A room that gains a page adds its line: name, who looks, address."""

from __future__ import annotations

from dataclasses import dataclass

from factories.accounts import make_user as make_plain_user
from factories.street import Cast, make_report_duty, make_role
from factories.street import key as new_key
from phoihop.accounts.actions import invite_user
from phoihop.accounts.models import CastMember, Part, User
from phoihop.duties.actions import RemarkGiven, return_response, submit_response
from phoihop.duties.actions.subscribing import open_calendar
from phoihop.duties.models import Obligation
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
        self.back = self._returned()
        open_calendar(actor=self.cast.an)
        CastMember.objects.create(
            user=self.users["an"], position=1, part=Part.OFFICER, unit_words="Đảng ủy xã Suối Trúc"
        )
        system = Actor.system(on=today(), at=now())
        self.invited = invite_user(actor=system, email="moi@lamgiang.example", name="Người Mới")

    def _returned(self) -> Obligation:
        """Late, handed in twice and back again, with a remark at a sentence."""
        found: Obligation = make_report_duty(self.cast, due_rule="on=2026-07-08;shift=none").obligations.get()
        for words in ("Đã họp 3 lần. Còn 2 kiến nghị.", "Đã họp 4 lần. Còn 1 kiến nghị."):
            answer = submit_response(actor=self.cast.head, obligation=found, key=new_key(), cells={"text": words})
            remark = RemarkGiven("Kiến nghị nào?", "text", 14, len(words))
            return_response(actor=self.cast.chi, response=answer, reason="Nói rõ hơn.", remarks=[remark])
        return found

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
            Page("owed", "an", f"{commune}/viec/tat-ca/?tt=het"),
            Page("asked", "chi", f"{office}/viec/giao/?tt=het"),
            Page("board", "chi", f"{office}/bang/"),
            Page("board-drawer", "chi", f"{office}/bang/?o={self.cast.commune.pk}.2026-07"),
            Page("duty", "chi", f"{office}/nhiem-vu/{self.duty.pk}/"),
            Page("obligation", "an", f"{commune}/viec/{self.obligation.pk}/"),
            Page("returned", "chi", f"{office}/viec/{self.back.pk}/"),
            Page("change-it", "an", f"{commune}/viec/{self.back.pk}/tra-loi/"),
            Page("side-by-side", "chi", f"{office}/viec/{self.back.pk}/so-sanh/"),
            Page("calendars", "an", f"{commune}/viec/lich/"),
            Page("notices", "an", f"{commune}/thong-bao/"),
        ]
