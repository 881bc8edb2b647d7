"""Search and commands: each room that can be found gives one source; words need no marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from phoihop.documents.models import Document
from phoihop.duties.models import Duty, Obligation
from phoihop.duties.queries import open_ones, owed_by_unit, visible_documents, visible_duties, visible_obligations
from phoihop.duties.views.lines import letter_of
from phoihop.kit import formats
from phoihop.kit.fold import fold
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import UnitVersion
from phoihop.org.queries import versions_on, visible_units
from phoihop.web.navigation import doors

AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Found:
    """Where it leads and what it is; `hint` tells it from its namesakes."""

    title: str
    url: str
    glyph: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Heap:
    title: str
    found: list[Found]


Source = Callable[[ActorRequest, str], Heap]


def rooms(request: ActorRequest, words: str) -> Heap:
    """Pages one goes to: all of them while nothing is typed."""
    pages = [Found(str(door.label), door.url, door.glyph) for door in doors(request)]
    pages.append(
        Found(_("Your account"), reverse("mfa_index"), "user", _("password, passkeys, where you are signed in"))
    )
    return Heap(_("Go to"), [page for page in pages if words in fold(f"{page.title} {page.hint}")])


def other_units(request: ActorRequest, words: str) -> Heap:
    posts = [post for post in request.posts if post.key != request.post.key and words in fold(post.name)]
    return Heap(
        _("Switch unit"), [Found(post.name, reverse("web:home", args=[post.key]), "swap") for post in posts[:AT_MOST]]
    )


def due(request: ActorRequest, words: str) -> Heap:
    """Open obligations by the name of the duty, of the unit or of the letter; the earliest due first."""
    title = _("Due")
    if not words:
        rows = open_ones(owed_by_unit(request.actor)).select_related("duty").order_by("due", "pk")
        return Heap(title, [_obligation(request, row, {}) for row in rows[:AT_MOST]])
    named = UnitVersion.objects.on(request.actor.on).filter(folded__contains=words).values("unit")
    about = Q(duty__in=_duties_about(request, words)) | Q(unit__in=named)
    rows = open_ones(visible_obligations(request.actor)).filter(about).select_related("duty").order_by("due", "pk")
    shown = list(rows[:AT_MOST])
    names = {pk: row.name for pk, row in versions_on(request.actor.on, {row.unit_id for row in shown}).items()}
    return Heap(title, [_obligation(request, row, names) for row in shown])


def _duties_about(request: ActorRequest, words: str) -> list[int]:
    """Few hundred titles are folded here rather than kept folded everywhere."""
    rows = visible_duties(request.actor).order_by("-pk").values_list("pk", "title", "document__number")[:2000]
    return [pk for pk, title, number in rows if words in fold(f"{title} {number or ''}")]


def duties(request: ActorRequest, words: str) -> Heap:
    """By their title or the letter's number, also those of which nothing is open; the latest first."""
    if not words:
        return Heap(_("Duties"), [])
    about = _duties_about(request, words)[:AT_MOST]
    rows = Duty.objects.filter(pk__in=about).select_related("document").order_by("-pk")
    found = [
        Found(row.title, reverse("duties:duty", args=[request.post.key, row.pk]), "list", letter_of(row))
        for row in rows
    ]
    return Heap(_("Duties"), found)


def _obligation(request: ActorRequest, row: Obligation, names: dict[int, str]) -> Found:
    day = _("without a day")
    if row.due:
        day = _("due %(day)s") % {"day": formats.day(row.due, year=row.due.year != request.actor.on.year)}
    hint = ", ".join(part for part in (names.get(row.unit_id, ""), day) if part)
    return Found(row.duty.title, reverse("duties:obligation", args=[request.post.key, row.pk]), "list", hint)


def letters(request: ActorRequest, words: str) -> Heap:
    """By number, issuer, subject or text; the latest first."""
    if not words:
        return Heap(_("Letters"), [])
    rows = visible_documents(request.actor).filter(folded__contains=words).order_by("-arrived_on", "-pk")
    found = [
        Found(
            _letter_name(row), reverse("documents:document", args=[request.post.key, row.pk]), "doc", row.subject[:80]
        )
        for row in rows[:AT_MOST]
    ]
    return Heap(_("Letters"), found)


def _letter_name(row: Document) -> str:
    return ", ".join(part for part in (row.number, row.issuer) if part) or _("letter without a number")


def units(request: ActorRequest, words: str) -> Heap:
    """By the names of the actor's day."""
    if not words:
        return Heap(_("Units"), [])
    seen = visible_units(request.actor).values("pk")
    rows = UnitVersion.objects.on(request.actor.on).filter(folded__contains=words, unit__in=seen).select_related("unit")
    found = [
        Found(row.name, reverse("org:unit", args=[request.post.key, row.unit.key]), "unit", str(row.get_kind_display()))
        for row in rows.order_by("sort_key")[:AT_MOST]
    ]
    return Heap(_("Units"), found)


SOURCES: list[Source] = [rooms, due, duties, letters, units, other_units]


def search(request: ActorRequest, words: str) -> list[Heap]:
    """What every source finds, empty heaps left out."""
    folded = fold(words)[:100]
    heaps = [source(request, folded) for source in SOURCES]
    return [heap for heap in heaps if heap.found]


def marked(text: str, words: str) -> list[tuple[str, bool]]:
    """The text in pieces, those that match told apart; «khe lim» matches «Khe Lim» and «Khê Lìm»."""
    wanted = fold(words)
    plain = "".join(_one(char) for char in text)
    at = plain.find(wanted) if wanted else -1
    if at < 0 or len(plain) != len(text):
        return [(text, False)]
    end = at + len(wanted)
    return [piece for piece in ((text[:at], False), (text[at:end], True), (text[end:], False)) if piece[0]]


def _one(char: str) -> str:
    return fold(char) or " "
