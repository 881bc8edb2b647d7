"""The list, the draft with its sources beside it, and what a person does to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from phoihop.documents.numbering import head_of, next_number
from phoihop.duties.models import Obligation
from phoihop.duties.queries import open_ones, owed_by_unit, visible_duties
from phoihop.files.views import as_download
from phoihop.kit import formats
from phoihop.kit.listing import KINDS, as_file
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest
from phoihop.org.queries import name_on, versions_on
from phoihop.synthesis import actions, rules
from phoihop.synthesis.forms import IssueForm, NumberBackForm, SendForm
from phoihop.synthesis.models import Section, Sentence, Synthesis
from phoihop.synthesis.paper import letter_of
from phoihop.synthesis.queries import (
    Blocks,
    Ready,
    blocks_of,
    goes_outside,
    history_of,
    ready_periods,
    series_of,
    visible_syntheses,
)
from phoihop.synthesis.showing import pieces_of, sources_of
from phoihop.typeset import to_docx, to_pdf

PAGE = 50
READY = 12  # periods offered; the figures list all of them
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class ReadyShown:
    ready: Ready
    label: str


@require_GET
def reports(request: ActorRequest) -> HttpResponseBase:
    made = visible_syntheses(request.actor).select_related("document").order_by("-made_at", "-pk")
    if (kind := request.GET.get("dang", "")) in KINDS:
        return _file(made, kind)
    ready = ready_periods(request.actor) if rules.may_draft(request.actor) else []
    page = Paginator(made, PAGE).get_page(request.GET.get("trang"))
    debts = open_ones(owed_by_unit(request.actor)).exclude(asker_id=request.actor.unit).select_related("duty")
    context = {
        "page": page,
        "made": page.object_list,
        "total": page.paginator.count,
        "ready": [ReadyShown(r, formats.period(r.period)) for r in ready[:READY]],
        "debts": debts.order_by("due")[:30],
        "may_draft": rules.may_draft(request.actor),
    }
    return render(request, "synthesis/reports.html", context)


def _file(made: QuerySet[Synthesis], kind: str) -> HttpResponseBase:
    heads = [
        _("Report"),
        _("Period"),
        _("State"),
        pgettext("of a letter", "Number"),
        _("Made"),
        _("Signed"),
        _("Issued"),
        _("Sent"),
    ]
    lines = (
        [
            s.title, formats.period(s.period), s.get_state_display(), s.document.number if s.document else "",
            s.made_at, s.signed_at, s.issued_at, s.sent_on,
        ]
        for s in made
    )  # fmt: skip
    return as_file(kind, "bao-cao", heads, lines)


@require_POST
def start(request: ActorRequest) -> HttpResponse:
    duty = get_object_or_404(visible_duties(request.actor), pk=_number(request.POST.get("duty")))
    debt: Obligation | None = None
    if given := request.POST.get("answers"):
        debt = get_object_or_404(owed_by_unit(request.actor), pk=_number(given))
    try:
        made = actions.draft_synthesis(
            actor=request.actor, duty=duty, period=request.POST.get("period", "")[:24], answers=debt,
            sure=request.POST.get("sure") == "1",
        )  # fmt: skip
    except actions.OtherPeriod as refusal:
        again = {name: request.POST.get(name, "") for name in ("duty", "period", "answers")}
        return render(request, "synthesis/refused.html", {"refusal": refusal, "again": again}, status=400)
    except Refused as refusal:
        return render(request, "synthesis/refused.html", {"refusal": refusal}, status=400)
    return redirect("synthesis:draft", request.post.key, made.pk)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0


def _synthesis(request: ActorRequest, pk: int) -> Synthesis:
    rows = visible_syntheses(request.actor).select_related("duty", "answers", "document", "signed_by")
    return get_object_or_404(rows, pk=pk)


@require_GET
def draft(request: ActorRequest, pk: int) -> HttpResponse:
    return _page(request, _synthesis(request, pk))


def _page(
    request: ActorRequest, synthesis: Synthesis, refusal: str = "", forms: dict[str, Form] | None = None
) -> HttpResponse:
    """`forms` are those that were refused, with what was typed."""
    chosen = Sentence.objects.filter(section__synthesis=synthesis, pk=_number(request.GET.get("cau"))).first()
    owed = Obligation.objects.filter(duty=synthesis.duty_id, period=synthesis.period, closed_at=None)
    counts = owed.aggregate(owed=Count("pk"), answered=Count("answer"))
    silent = [
        v.short_name
        for v in versions_on(request.actor.on, owed.filter(answer=None).values_list("unit_id", flat=True)).values()
    ]
    debt = synthesis.answers
    context: dict[str, Any] = {
        "synthesis": synthesis,
        "sections": _sections(synthesis),
        "blocks": blocks_of(synthesis) if synthesis.state == Synthesis.State.DRAFT else Blocks(),
        "counts": counts,
        "silent": sorted(silent),
        "debt": debt,
        "debt_to": name_on(debt.asker_id, request.actor.on) if debt else "",
        "chosen": chosen,
        "sources": sources_of(chosen, request.actor.on) if chosen else None,
        "may_edit": rules.may_edit(request.actor, synthesis),
        "may_sign": rules.may_sign(request.actor, synthesis) and synthesis.state == Synthesis.State.SIGNING,
        "apart": rules.kept_apart_from_signing(request.actor, synthesis),
        "may_issue": rules.may_issue(request.actor, synthesis),
        "may_send": rules.may_send(request.actor, synthesis),
        "outside": goes_outside(synthesis, request.actor.on),
        "forms": _forms(request, synthesis) | (forms or {}),
        "form": next(iter(forms.values()), None) if forms else None,
        "wrong": next(iter(forms), "") if forms else "",
        "history": history_of(synthesis, request.actor),
        "refusal": refusal,
    }
    return render(request, "synthesis/draft.html", context, status=400 if refusal or forms else 200)


def _forms(request: ActorRequest, synthesis: Synthesis) -> dict[str, Form]:
    """With what is proposed."""
    on = request.actor.on
    number = next_number(**series_of(synthesis, on)) if rules.may_issue(request.actor, synthesis) else None
    return {
        "issue": IssueForm(initial={"number": number, "day": on}),
        "send": SendForm(initial={"sent_on": on}),
        "back": NumberBackForm(),
    }


@dataclass(frozen=True, slots=True)
class SectionShown:
    section: Section
    paragraphs: list[list[Any]]
    count: int


def _sections(synthesis: Synthesis) -> list[SectionShown]:
    sentences = Sentence.objects.annotate(count=Count("sources")).prefetch_related("numbers")
    out = []
    for section in synthesis.sections.prefetch_related(Prefetch("sentences", queryset=sentences)):
        paragraphs: dict[int, list[Any]] = {}
        for sentence in section.sentences.all():
            paragraphs.setdefault(sentence.paragraph, []).append((sentence, pieces_of(sentence)))
        out.append(SectionShown(section, [paragraphs[k] for k in sorted(paragraphs)], len(section.sentences.all())))
    return out


@require_GET
def sources(request: ActorRequest, pk: int, sentence: int) -> HttpResponse:
    synthesis = _synthesis(request, pk)
    found = get_object_or_404(Sentence, pk=sentence, section__synthesis=synthesis)
    context = {
        "synthesis": synthesis,
        "chosen": found,
        "sources": sources_of(found, request.actor.on),
        "may_edit": rules.may_edit(request.actor, synthesis),
    }
    if not request.headers.get("HX-Request"):
        return redirect(f"{_address(request, synthesis)}?cau={sentence}#src")
    return render(request, "synthesis/_sources.html", context)


def _address(request: ActorRequest, synthesis: Synthesis) -> str:
    return f"/dv/{request.post.key}/tong-hop/{synthesis.pk}/"


@require_POST
def edit(request: ActorRequest, pk: int, sentence: int) -> HttpResponse:
    synthesis = _synthesis(request, pk)
    found = get_object_or_404(Sentence.objects.select_related("section"), pk=sentence, section__synthesis=synthesis)
    post, seen = request.POST, _seen(request)

    def act() -> object:
        if post.get("remove"):
            return actions.remove_sentence(actor=request.actor, sentence=found, seen=seen)
        if post.get("own"):
            return actions.mark_own(actor=request.actor, sentence=found, own=post["own"] == "1", seen=seen)
        return actions.edit_sentence(actor=request.actor, sentence=found, text=post.get("text", ""), seen=seen)

    return _done(request, synthesis, act, "" if post.get("remove") else f"?cau={found.pk}#s{found.pk}")


def _seen(request: ActorRequest) -> int | None:
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else None


@require_POST
def retitle(request: ActorRequest, pk: int) -> HttpResponse:
    synthesis = _synthesis(request, pk)
    title, seen = request.POST.get("title", ""), _seen(request)
    return _done(
        request,
        synthesis,
        lambda: actions.retitle(actor=request.actor, synthesis=synthesis, title=title, seen=seen),
        "",
    )


@require_POST
def add(request: ActorRequest, pk: int, section: int) -> HttpResponse:
    synthesis = _synthesis(request, pk)
    found = get_object_or_404(Section, pk=section, synthesis=synthesis)
    return _done(
        request,
        synthesis,
        lambda: actions.add_sentence(
            actor=request.actor, section=found, text=request.POST.get("text", ""), seen=_seen(request)
        ),
        f"#p{found.pk}",
    )


@require_POST
def step(request: ActorRequest, pk: int, name: str) -> HttpResponse:
    """gather, submit, send back, sign, issue, send, withdraw the number: one button each."""
    synthesis, actor = _synthesis(request, pk), request.actor
    if name in _TYPED:
        return _typed_step(request, synthesis, *_TYPED[name])
    steps: dict[str, Callable[[], object]] = {
        "gom-lai": lambda: actions.gather_again(actor=actor, synthesis=synthesis),
        "trinh-ky": lambda: actions.submit_for_signature(actor=actor, synthesis=synthesis),
        "tra-lai": lambda: actions.send_back(actor=actor, synthesis=synthesis, remark=request.POST.get("remark", "")),
        "ky": lambda: actions.sign(actor=actor, synthesis=synthesis, position=request.POST.get("position", "")),
    }
    if name not in steps:
        raise Http404
    return _done(request, synthesis, steps[name], "")


_TYPED: dict[str, tuple[str, type[Form], Callable[..., object]]] = {
    "phat-hanh": ("issue", IssueForm, actions.issue),
    "gui-di": ("send", SendForm, actions.dispatch),
    "rut-so": ("back", NumberBackForm, actions.withdraw_number),
}


def _typed_step(
    request: ActorRequest, synthesis: Synthesis, name: str, form_class: type[Form], act: Callable[..., object]
) -> HttpResponse:
    """What was typed stays where it is refused; handing in to a unit of the system asks nothing."""
    if synthesis.unit_id != request.actor.unit_id:
        raise PermissionDenied
    asks = name != "send" or goes_outside(synthesis, request.actor.on)
    form = form_class(request.POST) if asks else None
    if form is None or form.is_valid():
        try:
            act(actor=request.actor, synthesis=synthesis, **(form.cleaned_data if form else {}))
        except Refused as refusal:
            if form is None:
                return _page(request, _synthesis(request, synthesis.pk), str(refusal))
            form.add_error(None, str(refusal))
        else:
            return redirect(_address(request, synthesis) + "#buoc")
    return _page(request, _synthesis(request, synthesis.pk), forms={name: form})


def _done(request: ActorRequest, synthesis: Synthesis, act: Callable[[], object], place: str) -> HttpResponse:
    if synthesis.unit_id != request.actor.unit_id:
        raise PermissionDenied
    try:
        act()
    except Refused as refusal:
        return _page(request, _synthesis(request, synthesis.pk), str(refusal))
    return redirect(_address(request, synthesis) + place)


@require_GET
def paper(request: ActorRequest, pk: int, kind: str) -> HttpResponse:
    """The .docx and the PDF of the draft or of the issued report: one structure, the same words."""
    synthesis = _synthesis(request, pk)
    issued = synthesis.document
    number = head_of(issued.number) if issued else None
    letter = letter_of(synthesis, number=number, day=issued.signed_on if issued else None)
    name = f"{issued.number if issued else _('draft')}.{kind}".replace("/", "-")
    if kind == "docx":
        return as_download(to_docx(letter), name, DOCX)
    return as_download(to_pdf(letter), name, "application/pdf")
