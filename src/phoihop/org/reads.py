"""Readings that go on record: exports of people and of the record, a colleague's deeds, and whatever was marked sensitive.

Lists of what there is are not asked about what they show; a page of one thing pays one look-up, and one line where it is
marked; a page of figures a line for each marked answer in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from phoihop.audit.actions import record
from phoihop.audit.models import Sensitive, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.listing import KINDS as FILES
from phoihop.kit.prepared import Prepared
from phoihop.org import histories

Subject = tuple[str, int]
Asked = Mapping[str, Any]

# Pages that hold what is sensitive by itself: as a file, or however they are opened.
EXPORTS: dict[str, str] = {
    "org:people": "accounts.user",
    "org:journal": "audit.record",
    "org:journal_day": "audit.record",
    "org:history": "audit.record",
}
ALWAYS: dict[str, tuple[str, str]] = {"org:journal_person": ("accounts.user", "pk")}
# Pages whose marked thing is not the one in their address: a file belongs to a letter or an answer.
OWNERS: dict[str, Callable[[Asked], Subject | None]] = {}

# Pages that show what several things say: which of these are marked.
COVERS: dict[str, Callable[[Actor, Asked], list[Subject]]] = {}

_MARKED = Prepared(
    [str, int], lambda kind, pk: Sensitive.objects.filter(subject_kind=kind, subject_id=pk).values("pk")[:1]
)


def is_marked(subject: Subject) -> bool:
    return bool(_MARKED(*subject))


class ReadsMiddleware:
    """What was shown is on record before a byte of it goes out; where it cannot be put there, nothing goes out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        actor, match = getattr(request, "actor", None), request.resolver_match
        if actor is None or match is None or request.method != "GET" or response.status_code != 200:
            return response
        for verb, subject in _read(actor, match.view_name, match.kwargs, request.GET.get("dang", "")):
            words = {"page": match.view_name, "asked": request.GET.urlencode()[:300], "file": _file(request, response)}
            record(actor=actor, verb=verb, subject=subject, words={k: v for k, v in words.items() if v})
        return response


def _file(request: HttpRequest, response: HttpResponse) -> str:
    """How a file is called, where one was handed out."""
    kind = request.GET.get("dang", "")
    if kind in FILES:
        return kind
    return "file" if response.headers.get("Content-Disposition", "").startswith("attachment") else ""


def _read(actor: Actor, name: str, asked: Asked, shape: str) -> list[tuple[Verb, Subject]]:
    if name in EXPORTS and shape in FILES:
        return [(Verb.EXPORTED, (EXPORTS[name], 0))]
    if name in ALWAYS:
        kind, word = ALWAYS[name]
        return [(Verb.READ, (kind, int(asked[word])))]
    verb = Verb.EXPORTED if shape in FILES else Verb.READ
    found = COVERS[name](actor, asked) if name in COVERS else []
    subject = _subject(actor, name, asked)
    if subject and is_marked(subject):
        found = [subject, *found]
    return [(verb, one) for one in found]


def _subject(actor: Actor, name: str, asked: Asked) -> Subject | None:
    if name in OWNERS:
        return OWNERS[name](asked)
    found = histories.ROUTES.get(name)
    if found is None:
        return None
    kind, word = found
    if kind.lookup == "pk":
        return kind.kind, int(asked[word])
    thing = kind.find(actor, str(asked[word]))
    return (kind.kind, thing.pk) if thing else None
