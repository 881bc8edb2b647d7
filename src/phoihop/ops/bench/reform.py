"""Rights before and after a reform: units merged, split, moved and closed, somebody in every seat, something of each kind
at every unit and time; every page, export and thing is asked by everybody, and compared with `reform_oracle.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from phoihop.accounts.models import User
from phoihop.documents.actions import register_document
from phoihop.documents.models import Document
from phoihop.duties.actions import make_duty, submit_response
from phoihop.duties.models import Obligation, Response
from phoihop.kit.actor import Actor
from phoihop.ops.bench import oracle
from phoihop.ops.bench.reform_oracle import Naive
from phoihop.ops.bench.rights import Difference, patterns, quiet
from phoihop.ops.bench.world import LONG_AGO, PASSWORD, moment
from phoihop.org.actions import StepGiven, grant_role, restructure
from phoihop.org.models import Unit
from phoihop.org.queries import PostHeld, past_posts_of, posts_of

BEFORE, REFORM, AFTER = date(2026, 6, 10), date(2026, 7, 1), date(2026, 7, 14)
ROLES = ("clerk", "officer", "head", "auditor", "reader", "administrator")
PAPERS = frozenset({"clerk", "leader", "officer", "head", "auditor", "reader"})
OLD: dict[str, str | None] = {
    "o": None, "d1": "o", "d2": "o", "x": "o", "z": "o", "a": "d1", "b": "d1", "c": "d1", "g": "d2", "k": "d2", "y": "x",
}  # fmt: skip
NEW: dict[str, str | None] = {"o": None, "x": "o", "z": "o", "y": "z", "m": "o", "e": "o", "f": "o", "g": "o"}
CAME = [
    ("a", "m", REFORM),
    ("b", "m", REFORM),
    ("c", "e", REFORM),
    ("c", "f", REFORM),
    ("d2", "e", REFORM),
    ("d2", "g", REFORM),
]
NAIVE = Naive({LONG_AGO: OLD, REFORM: NEW}, CAME)
STEPS = [
    *(StepGiven("create", one, {"name": f"Xã {one}", "kind": "commune", "parent": "o"}) for one in ("m", "e", "f")),
    StepGiven("merge", "a", {"into": "m"}),
    StepGiven("merge", "b", {"into": "m"}),
    StepGiven("split", "c", {"into": [["e", 600_000], ["f", 400_000]]}),
    StepGiven("move", "g", {"parent": "o"}),
    StepGiven("move", "y", {"parent": "z"}),
    StepGiven("close", "k"),
    StepGiven("close", "d1"),
    StepGiven("split", "d2", {"into": [["e", 600_000], ["g", 400_000]]}),  # what stood below it is not theirs to read
]
_MARK = re.compile(r"mk[a-z]+q[a-z0-9]+q(?:truoc|sau)")
# Lists that hold exactly their unit's own: of these the oracle says not only what must not, but what must stand there.
EXACT = {"duties:owed": "obligation", "duties:asked": "asked", "documents:register": "document"}


@dataclass(frozen=True, slots=True)
class Thing:
    """`mark` is a word that stands in it and nowhere else."""

    mark: str
    kind: str
    owner: str
    asker: str
    made: date
    pk: int


@dataclass
class Reformed:
    """Built before the reform; `reform` puts it into effect and adds what comes after."""

    users: dict[tuple[str, str], int] = field(default_factory=dict)
    things: list[Thing] = field(default_factory=list)

    def build(self) -> None:
        for unit, parent in OLD.items():
            kind = {"o": "office", "d1": "district", "d2": "district", "x": "agency", "z": "agency"}.get(
                unit, "commune"
            )
            step = StepGiven("create", unit, {"name": f"Đơn vị {unit}", "kind": kind, "parent": parent})
            restructure(actor=_system(LONG_AGO), title=f"Lập {unit}", effective=LONG_AGO, steps=[step])
        for unit in OLD:
            for role in ROLES:
                user = User.objects.create_user(
                    f"{role}.{unit}@lamgiang.example", name=f"{role} {unit}", password=PASSWORD
                )
                self.users[unit, role] = user.pk
                grant_role(
                    actor=_system(LONG_AGO), user=user, unit=Unit.objects.get(key=unit), kind=role, starts=LONG_AGO
                )
        self._add("truoc", BEFORE, OLD)

    def reform(self) -> None:
        restructure(actor=_system(REFORM), title="Sắp xếp", effective=REFORM, steps=STEPS)
        self._add("sau", AFTER - timedelta(days=4), NEW)

    def _add(self, when: str, day: date, tree: dict[str, str | None]) -> None:
        for unit, above in tree.items():
            self._letter(unit, when, day)
            if above is not None:
                self._owed(unit, above, when, day)

    def _letter(self, unit: str, when: str, day: date) -> None:
        mark = f"mkdocq{unit}q{when}"
        holder = Unit.objects.get(key=unit)
        actor = Actor(None, holder.pk, "clerk", day, moment(day), frozenset({"clerk"}))
        document = register_document(actor=actor, text=f"Số 1-CV/{mark}\nVề việc {mark}")
        Document.objects.filter(pk=document.pk).update(subject=mark)
        self.things.append(Thing(mark, "document", unit, unit, day, document.pk))

    def _owed(self, unit: str, asker: str, when: str, day: date) -> None:
        asks = Unit.objects.get(key=asker)
        actor = Actor(None, asks.pk, "clerk", day, moment(day), frozenset({"clerk"}))
        mark, said = f"mkoblq{unit}q{when}", f"mkansq{unit}q{when}"
        duty = make_duty(
            actor=actor, title=mark, words=f"Báo cáo {mark}.", owing=[Unit.objects.get(key=unit)], schedule="once",
            starts=day, due_rule=f"on={(day + timedelta(days=2)).isoformat()}",
        )  # fmt: skip
        owed = Obligation.objects.get(duty=duty, unit__key=unit)
        self.things.append(Thing(mark, "obligation", unit, asker, day, owed.pk))
        answer = submit_response(actor=_system(day), obligation=owed, key=uuid4(), cells={"text": f"Đã làm {said}."})
        self.things.append(Thing(said, "answer", unit, asker, day, answer.pk))


def _system(day: date) -> Actor:
    return Actor.system(on=day, at=moment(day))


def wanted_posts(unit: str, role: str, *, after: bool) -> set[tuple[str, str, bool]]:
    """Where the one with this role at this old unit works: (unit, role, whether it is past)."""
    if not after or unit in NEW:
        return {(unit, role, False)}
    out = set() if role == "administrator" else {(unit, "auditor" if role == "auditor" else "reader", True)}
    heirs = [target for source, target, _day in CAME if source == unit]
    if not heirs:
        return out
    first = heirs[0]
    rivals = sum(1 for _source, target, _day in CAME if target == first)
    kept = role not in {"clerk", "head"} or rivals == 1  # two come with the same office
    out.add((first, role if kept else "officer", False))
    out |= {
        (other, "officer", False) for other in heirs[1:] if other not in OLD and role in {"clerk", "officer", "head"}
    }
    return out


def sees(post: PostHeld, thing: Thing, today: date) -> bool:
    """The rule for somebody at this post."""
    if not post.roles & PAPERS:
        return False
    if post.ended:
        asked = thing.asker == post.key and thing.made < post.ended
        return asked or NAIVE.past_reads(post.key, post.ended, thing.owner, thing.made)
    if thing.kind != "document" and (
        thing.asker in NAIVE.alone(post.key, today) or post.key == NAIVE.follows(thing.asker, thing.made, today)
    ):
        return True
    return NAIVE.reads(post.key, today, thing.owner, thing.made)


def reform_differences(*, share: int = 1) -> Iterator[Difference]:
    """Everybody before the reform, then everybody after it; with `share` one in so many people asks the pages."""
    house = Reformed()
    with override_settings(DAY=AFTER, SUPPORT=True), quiet():
        house.build()
        with override_settings(DAY=BEFORE + timedelta(days=1)):
            yield from _walk(house, share, BEFORE + timedelta(days=1), after=False)
        house.reform()
        yield from _walk(house, share, AFTER, after=True)


def _walk(house: Reformed, share: int, today: date, *, after: bool) -> Iterator[Difference]:
    for n, ((unit, role), user) in enumerate(house.users.items()):
        posts = [*posts_of(user, on=today), *past_posts_of(user, on=today)]
        found = {(post.key, kind, post.ended is not None) for post in posts for kind in post.roles}
        if found != (wanted := wanted_posts(unit, role, after=after)):
            yield Difference("posts", f"{role}@{unit}", "get", str(sorted(wanted)), str(sorted(found)))
        if n % share == 0:
            client = Client(raise_request_exception=False)
            client.force_login(User.objects.get(pk=user))
            for post in posts:
                yield from _ask(
                    house.things, client, post, today, f"{role}@{unit}→{post.key} {'after' if after else 'before'}"
                )


def _ask(things: Sequence[Thing], client: Client, post: PostHeld, today: date, seat: str) -> Iterator[Difference]:
    allowed = {thing.mark for thing in things if sees(post, thing, today)}
    for thing in things:
        yield from _page_of(thing, client, post, seat, allowed)
    for name in oracle.LINES:
        plain, _at, variant = name.partition("@")
        if variant or re.findall(r"<(?:\w+:)?(\w+)>", patterns()[plain]) != ["unit"]:
            continue
        for query in ("", "?dang=csv&tt=het", "?q=mk&tim=mk"):
            text = _text(client, reverse(plain, args=[post.key]) + query)
            marks = set(_MARK.findall(text))
            if leaked := marks - allowed:
                yield Difference(f"{plain}{query}", seat, "get", "nothing foreign", ", ".join(sorted(leaked)[:4]))
            if query.startswith("?dang=csv") and plain in EXACT and not post.ended:
                wanted = {thing.mark for thing in things if _stands(EXACT[plain], thing, post, today)} & allowed
                held = {mark for mark in marks if mark.startswith(("mkobl", "mkdoc"))}
                if held != wanted and text:
                    yield Difference(f"{plain}{query}", seat, "get", str(sorted(wanted)), str(sorted(held)))


def _stands(kind: str, thing: Thing, post: PostHeld, today: date) -> bool:
    if kind == "asked":
        asker = NAIVE.follows(thing.asker, thing.made, today) or thing.asker
        return thing.kind == "obligation" and asker == post.key
    return thing.kind == kind and thing.owner == post.key


def _text(client: Client, where: str) -> str:
    answer: Any = client.get(where)
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    if answer.status_code != 200:
        return ""
    return str(data.decode("utf-8-sig", "replace"))


def _page_of(thing: Thing, client: Client, post: PostHeld, seat: str, allowed: set[str]) -> Iterator[Difference]:
    name = {"document": "documents:document", "obligation": "duties:obligation", "answer": "duties:obligation"}[
        thing.kind
    ]
    pk = thing.pk if thing.kind != "answer" else Response.objects.get(pk=thing.pk).obligation_id
    answer = client.get(reverse(name, args=[post.key, pk]))
    text = answer.content.decode() if answer.status_code == 200 else ""
    found = thing.mark in text if thing.kind == "answer" else answer.status_code == 200
    if found != (thing.mark in allowed):
        yield Difference(
            name, seat, "get", "open" if thing.mark in allowed else "absent", f"{thing.mark}: {answer.status_code}"
        )
    if leaked := set(_MARK.findall(text)) - allowed:
        yield Difference(name, seat, "get", "nothing foreign", ", ".join(sorted(leaked)[:4]))
    if thing.kind != "answer":
        kind = {"document": "documents.document", "obligation": "duties.obligation"}[thing.kind]
        told = client.get(reverse("org:who_saw", args=[post.key, kind, pk])).status_code
        if (told == 404) != (thing.mark not in allowed):
            yield Difference("org:who_saw", seat, "get", "as its page", str(told))
