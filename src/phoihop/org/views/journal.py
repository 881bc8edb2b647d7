"""«Nhật ký» and «Lịch sử»: who did what when, by thing, person, day and words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.accounts.models import User
from phoihop.audit.actions import delete_words, mark_sensitive, unmark_sensitive
from phoihop.audit.models import Record, RecordWords, Sensitive, Verb
from phoihop.kit.days import day_in, unread_days
from phoihop.kit.listing import CHUNK, KINDS, Cell, as_file
from phoihop.org import histories, rules
from phoihop.org.forms import ReasonForm
from phoihop.org.journal import Asked, Entry, beyond, entries_of, history_of, records_asked
from phoihop.org.middleware import ActorRequest
from phoihop.org.people import visible_people
from phoihop.org.record_forms import ForgetForm
from phoihop.org.record_words import VERBS, subject_name, verb_words

PAGE = 100


@require_GET
def journal(request: ActorRequest) -> HttpResponseBase:
    _must_read(request)
    asked = _asked(request)
    return _listed(request, records_asked(request.actor, asked), asked, {})


@require_GET
def person(request: ActorRequest, pk: int) -> HttpResponseBase:
    """All that one person did, within the units one reads; that it was looked at is on record, too."""
    found: User = get_object_or_404(visible_people(request.actor), pk=pk)
    _must_read(request)
    asked = _asked(request, person=pk)
    return _listed(request, records_asked(request.actor, asked), asked, {"person": found})


@require_GET
def day(request: ActorRequest, day: str) -> HttpResponseBase:
    _must_read(request)
    on = _iso(day)
    asked = _asked(request, first=on, last=on)
    rows = records_asked(request.actor, asked)
    counts = rows.order_by().values("verb").annotate(n=Count("pk")).order_by("-n", "verb")
    around = {
        "day": on,
        "before": (on - timedelta(days=1)).isoformat(),
        "after": (on + timedelta(days=1)).isoformat() if on < request.actor.on else "",
        "counts": [(row["verb"], verb_words(row["verb"]), row["n"]) for row in counts],
    }
    return _listed(request, rows, asked, around)


def _iso(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if not 1900 < found.year < 2200:
        raise Http404
    return found


@require_GET
def history(request: ActorRequest, kind: str, which: str) -> HttpResponseBase:
    """Of a thing that the reader sees, whatever their role; what is foreign looks absent."""
    of, pk = _thing(request, kind, which)
    rows = history_of(request.actor, of, pk)
    name = subject_name(of.kind, pk)
    marked = Sensitive.objects.filter(subject_kind=of.kind, subject_id=pk).first()
    around = {
        "thing": name,
        "slug": kind,
        "which": which,
        "back": _page_of(request, of, which),
        "marked": marked,
        "may_mark": rules.may_mark(request.actor),
        "form": ReasonForm(),
    }
    return _listed(request, rows, Asked(), around, of_thing=True)


@require_POST
def mark(request: ActorRequest, kind: str, which: str) -> HttpResponse:
    """From here on its readings go on record, or no more."""
    of, pk = _thing(request, kind, which)
    if not rules.may_mark(request.actor):
        raise PermissionDenied
    form = ReasonForm(request.POST)
    if form.is_valid():
        off = request.POST.get("thoi") == "1"
        act = unmark_sensitive if off else mark_sensitive
        act(actor=request.actor, subject=(of.kind, pk), reason=form.cleaned_data["reason"])
        messages.success(request, _("Its readings no longer go on record.") if off else _("Its readings go on record."))
    else:
        messages.error(request, _("Nothing was changed: say why."))
    return redirect("org:history", request.post.key, kind, which)


@require_http_methods(["GET", "POST"])
def forget(request: ActorRequest) -> HttpResponse:
    """Words that the law wants gone: of one person or of one thing, never of all."""
    if not rules.may_delete_words(request.actor):
        raise PermissionDenied
    asked = _asked(request)
    rows = _deletable(request, asked)
    count = rows.count() if rows is not None else 0
    form = ForgetForm(count, request.POST if request.method == "POST" else None)
    if rows is not None and count and form.is_valid():
        ids = list(rows.values_list("pk", flat=True))
        gone = delete_words(actor=request.actor, records=ids, ground=form.cleaned_data["ground"])
        messages.success(request, _("The words of %(n)s rows are gone. That, and why, is on record.") % {"n": gone})
        return redirect("org:journal", request.post.key)
    shown = entries_of(list(rows[:20]), request.actor) if rows is not None else []
    context = {"form": form, "entries": shown, "total": count, "chosen": rows is not None, "asked": asked}
    return render(request, "org/forget.html", context | rules.doors_of(request.actor))


def _deletable(request: ActorRequest, asked: Asked) -> QuerySet[Record] | None:
    """None where neither a person nor a thing is named."""
    if not asked.person and asked.subject is None:
        return None
    held = RecordWords.objects.values("record_id")
    return records_asked(request.actor, asked).filter(pk__in=held).exclude(verb=Verb.WORDS_DELETED)


def _must_read(request: ActorRequest) -> None:
    if not rules.may_read_record(request.actor):
        raise PermissionDenied


def _thing(request: ActorRequest, slug: str, which: str) -> tuple[histories.Kind, int]:
    of = histories.SLUGS.get(slug)
    found = of.find(request.actor, which) if of else None
    if of is None or found is None:
        raise Http404
    if not of.offered(request.actor):
        raise PermissionDenied
    return of, found.pk


def _page_of(request: ActorRequest, of: histories.Kind, which: str) -> str:
    return reverse(of.page, kwargs={"unit": request.post.key, of.routes[of.page]: which}) if of.page else ""


def _listed(
    request: ActorRequest, rows: QuerySet[Record], asked: Asked, around: dict[str, Any], *, of_thing: bool = False
) -> HttpResponseBase:
    if (kind := request.GET.get("dang")) in KINDS:
        heads = [_("When"), _("Who"), _("Role"), _("Unit"), _("What they did"), _("To what"), _("In detail")]
        name = "lich-su" if of_thing else "nhat-ky"
        last = Record.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        rows = rows.filter(pk__lte=last)  # not the line that says that this file was taken
        return as_file(kind, name, heads, _lines(request, rows, of_thing=of_thing))
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "entries": _entries(request, list(page.object_list), of_thing=of_thing),
        "total": page.paginator.count,
        "asked": asked,
        "since": request.GET.get("tu", ""),
        "until": request.GET.get("den", ""),
        "unread": unread_days(request.GET, "tu", "den"),
        "verbs": sorted(((verb, str(words)) for verb, words in VERBS.items()), key=lambda pair: pair[1]),
        "filtered": bool(request.GET.keys() & {"tim", "don-vi", "viec", "tu", "den", "doi-tuong", "ai"})
        and asked != Asked(),
        "may_delete_words": rules.may_delete_words(request.actor),
        **_AROUND,
        **around,
        **rules.doors_of(request.actor),
    }
    return render(request, "org/history.html" if of_thing else "org/journal.html", context)


_AROUND: dict[str, Any] = {"person": None, "day": None, "before": "", "after": "", "counts": []}


def _entries(request: ActorRequest, records: list[Record], *, of_thing: bool) -> list[Entry]:
    if not of_thing:
        return entries_of(records, request.actor)
    return entries_of(records, request.actor, hidden=beyond(request.actor, records), named=True)


def _asked(
    request: ActorRequest, *, person: int | None = None, first: date | None = None, last: date | None = None
) -> Asked:
    kind, colon, subject = request.GET.get("doi-tuong", "").partition(":")
    named = request.GET.get("ai", "")
    known = bool(colon and _is_id(subject))
    return Asked(
        words=request.GET.get("tim", "").strip(),
        verb=request.GET.get("viec", "") if request.GET.get("viec", "") in VERBS else "",
        first=first or day_in(request.GET.get("tu", "")),
        last=last or day_in(request.GET.get("den", "")),
        kind=kind if known else "",
        subject=int(subject) if known else None,
        person=person or (int(named) if _is_id(named) else None),
        unit=request.GET.get("don-vi", "").strip(),
    )


def _is_id(words: str) -> bool:
    return words.isdecimal() and len(words) < 19


def _lines(request: ActorRequest, rows: QuerySet[Record], *, of_thing: bool) -> Iterator[list[Cell]]:
    """A heap at a time: names are looked up once for each."""
    held = rows.iterator(chunk_size=CHUNK)
    while heap := list(islice(held, CHUNK)):
        yield from map(_line, _entries(request, heap, of_thing=of_thing))


def _line(entry: Entry) -> list[Cell]:
    return [entry.record.at, entry.who, entry.role, entry.unit, entry.did, entry.what, entry.said]
