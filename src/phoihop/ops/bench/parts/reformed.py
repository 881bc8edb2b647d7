"""Rights after a reform: who sees what against the naive oracle, and what judging rights on a day costs a list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from unittest.mock import Mock, patch

from django.test import Client
from django.test.utils import override_settings, setup_test_environment

from phoihop.duties.models import Duty, Obligation
from phoihop.duties.views import duty as duty_page
from phoihop.kit import clock
from phoihop.ops.bench.databases import client_of, largest_database, scratch_database, static_files, use
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.parts.lists import LATE
from phoihop.ops.bench.parts.rights import HASHERS
from phoihop.ops.bench.reform import reform_differences
from phoihop.ops.bench.timing import in_turns
from phoihop.ops.province.units import OFFICE
from phoihop.org import middleware
from phoihop.org.queries import posts_of

_UNFILTERED = [
    (duty_page, "visible_duties", lambda _actor: Duty.objects.all()),
    (duty_page, "visible_obligations", lambda _actor: Obligation.objects.all()),
]


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
    """Two lists, each as a whole page by HTTP: what the office asked and is late, and a duty's as the auditor of the whole
    province finds it. Without rights: the posts are known beforehand, and every row is let through.
    """
    static_files()
    use(largest_database(quick=quick))
    duty = Obligation.objects.filter(asker__key=OFFICE, closed_at=None, settled_at=None).order_by("due")[0].duty_id
    pages = {"what is late": ("chi", LATE), "a duty": ("giang", f"/dv/{OFFICE}/nhiem-vu/{duty}/")}
    worst, said = 0.0, ""
    for name, (mail, address) in pages.items():
        mine, bare = _compared(client_of(mail), address, times=9 if quick else 25)
        if mine / bare > worst:
            worst, said = mine / bare, f"{name}: {mine * 1000:.1f} ms, without rights {bare * 1000:.1f} ms"
    return Measured("rights_ratio", worst, 1.0, said)


def _compared(client: Client, address: str, *, times: int) -> list[float]:
    posts = posts_of(int(client.session["_auth_user_id"]), on=clock.today())

    def page() -> bytes:
        answer = client.get(address)
        if answer.status_code != 200:
            raise AssertionError(f"{address} answered {answer.status_code}")
        return bytes(answer.content)

    def bare() -> bytes:
        with ExitStack() as stack:
            stack.enter_context(patch.object(middleware, "posts_of", Mock(return_value=posts)))
            for place, name, rows in _UNFILTERED:
                stack.enter_context(patch.object(place, name, rows))
            return page()

    if len(page()) != len(bare()):
        raise AssertionError("Who sees all is shown something else without rights.")
    return in_turns(page, bare, times=times)
