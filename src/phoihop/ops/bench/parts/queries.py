"""How often the worst page that lists something asks the database, out of 600,000 obligations."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from phoihop.ops.bench.databases import client_of, largest_database, static_files
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.rights import quiet
from phoihop.ops.province.units import OFFICE

LISTS = (
    "", "viec/", "viec/tat-ca/", "viec/giao/", "viec/giao/?tre=1", "bang/", "van-ban/", "don-vi/", "sap-xep/", "nhom/",
    "con-nguoi/", "nhat-ky/", "so-lieu/", "bieu-mau/", "tong-hop/", "muc-luc/",
)  # fmt: skip


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    static_files()
    largest_database(quick=quick)
    people = {name: client_of(name) for name in ("chi", "giang", "quan")}
    with quiet():
        asked = {
            f"{address or 'home'} as {name}": count
            for address in LISTS
            for name, client in people.items()
            if (count := _queries(client, f"/dv/{OFFICE}/{address}"))
        }
    worst = max(asked, key=lambda at: asked[at])
    yield Measured("page_queries_max", asked[worst], said=f"{worst}; {len(asked)} pages asked")


def _queries(client: Client, address: str) -> int:
    """After a first time; 0 where the page is not this person's."""
    if client.get(address).status_code != 200:
        return 0
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)
