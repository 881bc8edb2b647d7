"""A heading for a duty, cut from its own words: nothing is invented."""

from __future__ import annotations

import re

from phoihop.reading.clauses import core_of
from phoihop.reading.lexicon import tags
from phoihop.reading.names import names_at
from phoihop.reading.normalise import Source, collapse
from phoihop.reading.schedule import calendar_of
from phoihop.reading.tokens import Tokens, tokenise

_MARKS = re.compile(r"^(?:\d+(?:\.\d+)*[.)]|\(\d+\)|[a-zđ][).]|[-–+•*])\s*")
_CUTS = re.compile(
    r"[;:,](?=\s)|\s(?=\()|\s[-–](?=\s)|\s(?=(?:nhằm|để|theo|trong|trên|tại|giữa|gắn|nhất là|đối với|của|và|về|cho)\s)"
)
_WEAK = re.compile(
    r"(?:[\s,;:(–-]+|\s(?:của|và|về|cho|trong|theo|các|những|với|để|tại|trên|từ|đến|khi|là|một|do|bằng|việc|nhằm|hoặc|xong|hoàn thành|chậm nhất|trước))+$"
)
_LEAST = 24
_RHYTHM = re.compile(
    r"(?:định kỳ\s*)?(?:(?:hằng|hàng|mỗi)\s+)?(?:\d+\s+)?(?:ngày|tuần|tháng|quý|năm)(?:\s+một lần)?", re.IGNORECASE
)
_NEXT_ITEM = re.compile(r"(?<=[.;])\s+\d{1,2}[.)]\s+(?=[^\W\d])")  # of two tasks joined, the first is named


def short_title(words: str, most: int = 80) -> str:
    """At most `most` characters: the work without whom it asks and by when, cut where a phrase ends."""
    text = _MARKS.sub("", collapse(words).strip(" .;:,-–+"))[:600]
    text = _NEXT_ITEM.split(text)[0]
    t = tokenise(Source("", text))
    if t.words:
        text = _work(t, text)
    fitted = _fitted(text.strip(" .;:,-–+/"), most)
    if _RHYTHM.fullmatch(fitted):
        first_verb = next((at for k, at in enumerate(t.starts) if t.has(k, tags.VERB | tags.REPORT)), 0)
        fitted = _fitted(t.text[first_verb:].strip(" .;:,-–+/"), most)
    text = fitted
    first = text[:1].upper()
    return (first if len(first) == 1 else text[:1]) + text[1:]


def _work(t: Tokens, text: str) -> str:
    """From the verb of the work to the day it is due."""
    calendar = calendar_of(t, None, [])
    core = core_of(t, 0, len(t.words), led=False)
    first = 0
    if core and core.names:
        first = _behind_cast(t, core.after)
    elif core and not t.has(0, tags.EVENT):
        first = core.start  # without the grounds
    start = t.starts[first] if first < len(t.words) else 0
    due = [x.start for x in calendar.times if x.due and x.start - start >= _LEAST // 2]
    return text[start : min(due, default=len(text))] or text


def _behind_cast(t: Tokens, k: int) -> int:
    """Behind «chủ trì, phối hợp với các sở, ngành», «có trách nhiệm»."""
    end = len(t.words)
    while k < end and (t.words[k] in {",", ":"} or t.has(k, tags.MODAL | tags.LEAD | tags.WITH)):
        plain = not t.has(k, tags.WITH)
        k += t.widths[k]
        names, after = names_at(t, k, end)
        if names and (not plain or t.has(after, tags.WITH)):
            k = after
    return k if k < end and t.has(k, tags.VERB | tags.ADV | tags.REPORT) else 0


def _fitted(text: str, most: int) -> str:
    if len(text) > most:
        cuts = [m.start() for m in _CUTS.finditer(text, 0, most) if m.start() >= _LEAST]
        blank = text.rfind(" ", 0, most)
        text = text[: cuts[-1] if cuts else blank if blank > 0 else most]
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")]
    return _WEAK.sub("", text) or text
