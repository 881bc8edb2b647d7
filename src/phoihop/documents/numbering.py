"""Numbers: Party ones run per issuer, type and term, State ones per issuer and year."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Q

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
    own = Document.objects.filter(unit_id=unit_id, direction=Direction.OUT, doc_type=doc_type)
    own = own.filter(term=term) if term else own.filter(term=None, year=year)
    numbers = [
        int(head)
        for n in own.values_list("number", flat=True)
        if (head := n.split("-")[0].split("/")[0]).isdecimal() and len(head) < 10
    ]
    return max(numbers, default=0) + 1


def next_arrival(unit_id: int, year: int) -> int:
    return (Document.objects.filter(unit_id=unit_id, year=year).aggregate(n=Max("arrival_number"))["n"] or 0) + 1
