"""Which letter of a register a citation means: pure comparison, the same whatever came in first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from phoihop.kit.fold import fold
from phoihop.reading import USUAL, head_of, type_of

_DASHES = re.compile(r"[-–—−‑]")
_SWAPPED = str.maketrans("-/", "/-")
_WORDS = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "bch": "ban chap hanh", "btv": "ban thuong vu", "tw": "trung uong",
    "mttq": "mat tran to quoc", "tp": "thanh pho",
}  # fmt: skip
TERM_YEARS = 5  # Party numbers begin anew with each term, State ones each year


@dataclass(frozen=True, slots=True)
class Head:
    """Of a letter in the register."""

    pk: int
    number: str
    doc_type: str = ""
    issuer: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What a letter says of another one; `cited_on` is the day it says so."""

    number: str
    doc_type: str = ""
    issuer: str = ""
    signed_on: date | None = None
    cited_on: date | None = None

    @property
    def short(self) -> bool:
        return self.number.isdigit()


class Weight(IntEnum):
    """OFFERED: something speaks against it, or too little for it; a person may choose it, nobody else."""

    OFFERED = 0
    FITS = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Match:
    """`reasons` are codes, those that speak for it first; `documents.citing_words` says them."""

    letter: Head
    weight: Weight
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """`found`, or nobody where several fit or none does; `offered` are all that may be meant, the likeliest first."""

    found: Head | None
    offered: tuple[Match, ...]


def tidy_number(number: str) -> str:
    return _DASHES.sub("-", re.sub(r"\s+", "", number))


def key_of(number: str) -> str:
    """Capitals and the leading zero do not count."""
    number = tidy_number(number).upper()
    return re.sub(r"^0+(?=\d)", "", number)


def spellings(number: str) -> set[str]:
    """As registers and citations write it, to ask an index for; «18» too, by which letters cite shortly."""
    number = tidy_number(number)
    head, joint, rest = _split(number)
    if not rest:
        return {number, head} if number else set()
    symbols = {rest, rest.upper(), _usual(rest)}
    swapped = {form.translate(_SWAPPED) for form in symbols}
    other = "-" if joint == "/" else "/"
    heads = {number[: len(number) - len(rest) - 1], head, head.zfill(2)}
    out = {f"{n}{joint}{symbol}" for n in heads for symbol in symbols}
    return out | {f"{n}{other}{symbol}" for n in heads for symbol in swapped} | heads


def _split(number: str) -> tuple[str, str, str]:
    found = re.match(r"(\d+[a-z]?)([-/])(.+)$", number)
    if found is None:
        return head_of(number), "", ""
    return found[1].lstrip("0") or "0", found[2], found[3]


def _usual(symbol: str) -> str:
    """«12-CTR/TU» as it is mostly written: 12-CTr/TU."""
    return re.sub(r"[^\W\d_]+", lambda word: USUAL.get(word[0].upper(), word[0].upper()), symbol)


def weigh(named: Named, letter: Head) -> Match | None:
    """Nothing where not even the number fits."""
    how = _number_reason(named, letter)
    if not how:
        return None
    day = _day_reason(named, letter)
    kind = "" if how == "no_symbol" else _kind_reason(named, letter)  # said already
    others = [kind, _issuer_reason(named, letter)]
    reasons = [how, day, *others]
    return Match(letter, _weight(reasons), tuple(sorted(filter(None, reasons), key=_AGAINST.__contains__)))


_AGAINST = {"other_day", "other_year", "later", "long_ago", "other_kind", "other_issuer", "no_symbol", "other_strokes"}


def _weight(reasons: Sequence[str]) -> Weight:
    if not {"other_day", "other_year", "later", "long_ago"}.isdisjoint(reasons):
        return Weight.OFFERED
    if "same_day" in reasons:
        return Weight.FITS if "other_issuer" in reasons else Weight.SURE
    return Weight.OFFERED if not {"no_symbol", "other_strokes", "other_issuer"}.isdisjoint(reasons) else Weight.FITS


def _number_reason(named: Named, letter: Head) -> str:
    asked, held = key_of(named.number), key_of(letter.number)
    if not asked or not held:
        return ""
    if asked == held:
        return "same_number"
    if named.short:
        same = asked == head_of(letter.number) and named.doc_type and named.doc_type in _kinds(letter)
        return "no_symbol" if same else ""
    return "other_strokes" if asked.translate(_SWAPPED) == held else ""


def _kinds(letter: Head) -> set[str | None]:
    return {letter.doc_type.lower(), type_of(letter.number)}


def _day_reason(named: Named, letter: Head) -> str:
    day = letter.signed_on
    if day is None:
        return ""
    if named.signed_on:
        if named.signed_on == day:
            return "same_day"
        return "other_day" if named.signed_on.year == day.year else "other_year"
    if named.cited_on is None:
        return ""
    if day > named.cited_on:
        return "later"
    return "long_ago" if _began_anew(letter.number, day, named.cited_on) else ""


def _began_anew(number: str, day: date, cited_on: date) -> bool:
    """Between the two days the same number was given again; a number that holds its year is given once."""
    if re.match(r"\d+[a-z]?[-/](?:19|20)\d{2}/", number):
        return False
    party = re.match(r"\d+[a-z]?-", number)
    return cited_on.year - day.year > TERM_YEARS if party else day.year != cited_on.year


def _kind_reason(named: Named, letter: Head) -> str:
    if not (named.doc_type and letter.doc_type):
        return ""
    return "same_kind" if named.doc_type.lower() in _kinds(letter) else "other_kind"


def _issuer_reason(named: Named, letter: Head) -> str:
    """The same where one says no more than the other: «UBND tỉnh», «Ủy ban nhân dân tỉnh Lam Giang»."""
    asked, held = _issuer_words(named.issuer), _issuer_words(letter.issuer)
    if not (asked and held):
        return ""
    return "same_issuer" if asked <= held or held <= asked else "other_issuer"


def _issuer_words(issuer: str) -> set[str]:
    words = re.findall(r"\w+", fold(issuer))
    return {part for word in words for part in _WORDS.get(word, word).split()}


def answer(named: Named, letters: Iterable[Head]) -> Answer:
    """Found where one letter fits better than all others; the same letter held twice is one, the first to come."""
    matches = [match for letter in letters if (match := weigh(named, letter))]
    matches.sort(key=lambda m: (-m.weight, sum(code in _AGAINST for code in m.reasons), m.letter.pk))
    best = [m.letter for m in matches if m.weight == matches[0].weight and m.weight > Weight.OFFERED]
    same = {_identity(letter) for letter in best}
    found = best[0] if len(best) == 1 or (best and len(same) == 1 and best[0].signed_on) else None
    return Answer(found, tuple(matches))


def _identity(letter: Head) -> tuple[str, str, str, date | None]:
    return key_of(letter.number), letter.doc_type.lower(), fold(letter.issuer), letter.signed_on
