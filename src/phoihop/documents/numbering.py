"""Numbers: Party ones run per issuer, type and term, State ones per issuer and year."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Q, QuerySet

from phoihop.documents.models import Direction, Document, Term

SYMBOLS = {
    "báo cáo": "BC",
    "công văn": "CV",
    "thông báo": "TB",
    "kế hoạch": "KH",
    "quyết định": "QĐ",
    "hướng dẫn": "HD",
    "kết luận": "KL",
    "chương trình": "CTr",
    "tờ trình": "TTr",
}


def term_on(issuer: str, day: date) -> Term | None:
    rows = Term.objects.filter(Q(ends=None) | Q(ends__gt=day), issuer=issuer, starts__lte=day)
    return rows.order_by("-starts").first()


def next_number(*, unit_id: int, doc_type: str, term: Term | None, year: int) -> int:
    """The next free number of the unit's own outgoing series of this type."""
    held = _held(unit_id=unit_id, doc_type=doc_type, term=term, year=year).values_list("number", flat=True)
    return max((head for n in held if (head := head_of(n)) is not None), default=0) + 1


def holder_of(number: int, *, unit_id: int, doc_type: str, term: Term | None, year: int) -> Document | None:
    """The letter of the series that has this number already."""
    held = _held(unit_id=unit_id, doc_type=doc_type, term=term, year=year).order_by("pk")
    found = next((pk for pk, n in held.values_list("pk", "number") if head_of(n) == number), None)
    return Document.objects.get(pk=found) if found else None


def _held(*, unit_id: int, doc_type: str, term: Term | None, year: int) -> QuerySet[Document]:
    """A withdrawn letter gives its number back."""
    own = Document.objects.filter(unit_id=unit_id, direction=Direction.OUT, doc_type=doc_type)
    own = own.exclude(status=Document.Status.WITHDRAWN)
    return own.filter(term=term) if term else own.filter(term=None, year=year)


def head_of(number: str) -> int | None:
    """7 of «07-BC/BTGDVTU» and of «7/BC-UBND»."""
    head = number.partition("-")[0].partition("/")[0]
    return int(head) if head.isascii() and head.isdigit() and len(head) < 10 else None


def next_arrival(unit_id: int, year: int) -> int:
    return (Document.objects.filter(unit_id=unit_id, year=year).aggregate(n=Max("arrival_number"))["n"] or 0) + 1
