"""Rights after a reform: who sees what against the naive oracle, and what judging rights on a day costs a list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from django.db.models import QuerySet
from django.test.utils import override_settings, setup_test_environment

from phoihop.accounts.models import User
from phoihop.duties.models import Obligation
from phoihop.duties.queries import overdue_obligations, visible_obligations
from phoihop.kit.clock import ZONE
from phoihop.ops.bench.databases import DAY, largest_database, scratch_database, static_files, use
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.parts.rights import HASHERS
from phoihop.ops.bench.reform import reform_differences
from phoihop.ops.bench.timing import in_turns
from phoihop.ops.province.units import OFFICE
from phoihop.org.queries import actor_for


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    if "rights_ratio" in names:
        yield _ratio(quick=quick)
    if "rights_differences" in names:
        static_files()
        scratch_database()
        setup_test_environment(debug=False)
        with override_settings(PASSWORD_HASHERS=HASHERS):
            found = [str(one) for one in reform_differences(share=13 if quick else 1)]
        yield Measured("rights_differences", len(found), said="; ".join(found[:5]))


def _ratio(*, quick: bool) -> Measured:
    """The auditor of the whole province on that day: roles and substitutions looked up, reach and lineage judged."""
    use(largest_database(quick=quick))
    auditor = User.objects.get(email="giang@lamgiang.example").pk
    at = datetime.combine(DAY, time(9), ZONE)

    def by_rights() -> tuple[list[Obligation], int]:
        actor = actor_for(auditor, OFFICE, on=DAY, at=at)
        if actor is None:
            raise AssertionError("The auditor has no post.")
        return _page(visible_obligations(actor))

    def without() -> tuple[list[Obligation], int]:
        return _page(Obligation.objects.all())

    if by_rights() != without():
        raise AssertionError("The auditor of all does not see all.")
    mine, bare = in_turns(by_rights, without, times=5 if quick else 25)
    return Measured("rights_ratio", mine / bare, 1.0, f"by rights {mine * 1000:.1f} ms, without {bare * 1000:.1f} ms")


def _page(rows: QuerySet[Obligation]) -> tuple[list[Obligation], int]:
    late = overdue_obligations(rows, on=DAY).select_related("duty", "unit")
    return list(late[:50]), late.count()
