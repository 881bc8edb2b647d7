"""Words that the law lets be deleted: which went, on whose word."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from phoihop.audit.hashing import digest_of, spanned
from phoihop.audit.models import Record, RecordWords, Verb


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Spans of ids, in order and apart from each other."""

    firsts: list[int]
    lasts: list[int]

    def holds(self, pk: int) -> bool:
        at = bisect_right(self.firsts, pk) - 1
        return at >= 0 and pk <= self.lasts[at]


def forgotten() -> Forgotten:
    """Rows whose words went by a deletion that is on record; one whose own words were changed excuses nothing."""
    rows = dict(Record.objects.filter(verb=Verb.WORDS_DELETED).values_list("pk", "digest"))
    said = RecordWords.objects.filter(record_id__in=list(rows)).values_list("record_id", "salt", "words")
    true = [words for pk, salt, words in said if digest_of(salt, words) == rows[pk]]
    return merged([span for words in true for span in spanned(str(words.get("ids", "")))])


def merged(found: list[tuple[int, int]]) -> Forgotten:
    firsts: list[int] = []
    lasts: list[int] = []
    for first, last in sorted(found):
        if lasts and first <= lasts[-1] + 1:
            lasts[-1] = max(lasts[-1], last)
        else:
            firsts.append(first)
            lasts.append(last)
    return Forgotten(firsts, lasts)
