"""A small house with one of everything, and an address of every pattern in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from factories.letters import on_desk
from factories.street import DAY, Cast, make_actor, make_everybody, make_obligation, system
from phoihop.accounts.models import User
from phoihop.duties.actions import add_evidence
from phoihop.org.actions import StepGiven, invite, restructure

# In this order stand the letters of every line of the oracle.
ROLES = ["visitor", "officer", "colleague", "head", "clerk", "leader", "auditor", "administrator", "stranger"]
MAY_WRITE = re.compile(r'"(django_session|usersessions_usersession|accounts_shared_count)"')
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


def patterns() -> Iterator[tuple[str, str]]:
    """Every named address of the project with its pattern."""

    def walk(found, prefix, namespace):
        for one in found:
            if isinstance(one, URLPattern):
                yield (f"{namespace}:" if namespace else "") + (one.name or "?"), prefix + str(one.pattern)
            else:
                yield from walk(one.url_patterns, prefix + str(one.pattern), one.namespace or namespace)

    yield from walk(get_resolver().url_patterns, "", "")


@dataclass
class World:
    cast: Cast = field(default_factory=Cast)

    def __post_init__(self) -> None:
        cast = self.cast
        ivy = make_actor(cast.office, "administrator", name="Yên")
        self.actors = dict(
            zip(
                ROLES[1:],
                [cast.an, cast.binh, cast.head, cast.chi, cast.leader, cast.auditor, ivy, cast.dung],
                strict=True,
            )
        )
        self.group = make_everybody(cast)
        self.desk = on_desk(cast)
        self.obligation = make_obligation(cast)
        self.file = add_evidence(actor=cast.an, obligation=self.obligation, name="a.txt", data="Ảnh hội nghị.".encode())
        step = StepGiven("rename", cast.commune.key, {"name": "Đảng ủy xã Suối Mới"})
        self.decision = restructure(actor=system(), title="Đổi tên", effective=DAY + timedelta(days=9), steps=[step])
        guest = invite(actor=ivy, email="moi@lamgiang.example", name="Mới", unit=cast.commune, kind="officer")
        self.invitation = guest.user.invitations.get()

    def words(self, name: str) -> dict[str, object]:
        """What the pattern asks for beside the unit: things of the commune."""
        item = self.desk.items.first()
        role = self.cast.commune.roles.get(user=self.cast.an.user_id)
        by_name: dict[str, dict[str, object]] = {
            "accounts:accept": {"token": "x"},
            "accounts:end_session": {"pk": 1},
            "account_reset_password_from_key": {"uidb36": "1", "key": "x"},
            "mfa_remove_webauthn": {"pk": 1},
            "mfa_edit_webauthn": {"pk": 1},
            "files:download": {"pk": self.file.pk},
            "org:group": {"pk": self.group.pk},
            "org:decision": {"pk": self.decision.pk},
            "org:withdraw": {"pk": self.decision.pk},
            "org:take_back": {"pk": self.invitation.pk},
            "org:revoke": {"pk": role.pk},
            "org:lend": {"pk": role.pk},
        }
        by_room: dict[str, dict[str, object]] = {
            "duties": {"pk": self.obligation.pk},
            "desk": {"pk": self.desk.document_id, "item": item.pk},
            "documents": {"pk": self.desk.document_id},
            "org": {"pk": self.cast.an.user_id, "key": self.cast.commune.key},
        }
        return by_name.get(name) or by_room.get(name.partition(":")[0], {})

    def address(self, name: str, pattern: str, unit: str) -> str:
        asked = set(re.findall(r"<(?:\w+:)?(\w+)>", pattern))
        given = {key: value for key, value in self.words(name).items() if key in asked}
        return reverse(name, kwargs=given | ({"unit": unit} if "unit" in asked else {}))

    def unit_of(self, role: str) -> str:
        if role == "visitor":
            return self.cast.commune.key
        return {self.cast.office.pk: self.cast.office, self.cast.commune.pk: self.cast.commune}.get(
            self.actors[role].unit_id, self.cast.other
        ).key

    def client(self, role: str) -> Client:
        client = Client()
        if role != "visitor":
            client.force_login(User.objects.get(pk=self.actors[role].user_id))
        return client


def outcome(client: Client, method: str, address: str) -> str:
    """y: opened · n: not for this role · 0: not there · s: sign in first · -: not asked this way · w: a GET that wrote."""
    wrote: list[str] = []

    def watch(execute, sql, params, many, context):
        if method == "get" and WRITES.match(sql) and not MAY_WRITE.search(sql):
            wrote.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(watch):
        answer = getattr(client, method)(address)
        transaction.set_rollback(True)
    if wrote:
        return "w"
    if answer.status_code == 302 and answer.url.startswith("/dang-nhap/?next="):
        return "s"
    return {403: "n", 404: "0", 405: "-"}.get(answer.status_code, "y")
