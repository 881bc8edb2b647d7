"""«Nhật ký»: who did what when, by subject, person and day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.audit.models import Record
from phoihop.kit.actor import Actor
from phoihop.kit.days import day_in, unread_days
from phoihop.kit.listing import CHUNK, KINDS, Cell, as_file
from phoihop.org import rules
from phoihop.org.journal import Asked, Entry, entries_of, records_asked
from phoihop.org.middleware import ActorRequest
from phoihop.org.record_words import VERBS

PAGE = 100


@require_GET
def journal(request: ActorRequest) -> HttpResponseBase:
    if not rules.may_read_record(request.actor):
        raise PermissionDenied
    asked = _asked(request)
    rows = records_asked(request.actor, asked)
    if (kind := request.GET.get("dang")) in KINDS:
        heads = [_("When"), _("Who"), _("Role"), _("Unit"), _("What they did"), _("To what"), _("In detail")]
        return as_file(kind, "nhat-ky", heads, _lines(rows, request.actor))
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "entries": entries_of(list(page.object_list), request.actor),
        "total": page.paginator.count,
        "asked": asked,
        "since": request.GET.get("tu", ""),
        "until": request.GET.get("den", ""),
        "unread": unread_days(request.GET, "tu", "den"),
        "verbs": sorted(((verb, str(words)) for verb, words in VERBS.items()), key=lambda pair: pair[1]),
        "filtered": asked != Asked(),
        **rules.doors_of(request.actor),
    }
    return render(request, "org/journal.html", context)


def _asked(request: ActorRequest) -> Asked:
    kind, colon, subject = request.GET.get("doi-tuong", "").partition(":")
    person = request.GET.get("ai", "")
    known = bool(colon and _is_id(subject))
    return Asked(
        words=request.GET.get("tim", "").strip(),
        verb=request.GET.get("viec", "") if request.GET.get("viec", "") in VERBS else "",
        first=day_in(request.GET.get("tu", "")),
        last=day_in(request.GET.get("den", "")),
        kind=kind if known else "",
        subject=int(subject) if known else None,
        person=int(person) if _is_id(person) else None,
    )


def _is_id(words: str) -> bool:
    return words.isdecimal() and len(words) < 19


def _lines(rows: QuerySet[Record], actor: Actor) -> Iterator[list[Cell]]:
    """A heap at a time: names are looked up once for each."""
    held = rows.iterator(chunk_size=CHUNK)
    while heap := list(islice(held, CHUNK)):
        yield from map(_line, entries_of(heap, actor))


def _line(entry: Entry) -> list[Cell]:
    return [entry.record.at, entry.who, entry.role, entry.unit, entry.did, entry.what, entry.said]
