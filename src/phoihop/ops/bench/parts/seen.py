"""From the press of «hand in» until the asker's board counts it, out of 600,000 obligations."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator

from django.test import Client

from phoihop.duties.models import Obligation, State
from phoihop.ops.bench.databases import client_of, context_of, largest_database, scratch_from, static_files
from phoihop.ops.bench.figures import Measured
from phoihop.ops.province.units import OFFICE
from phoihop.org.models import Unit

BOARD = f"/dv/{OFFICE}/bang/"


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    static_files()
    scratch_from(largest_database(quick=quick))
    unit = Unit.objects.get(key="xa-suoi-truc")
    owed = Obligation.objects.filter(unit=unit, state=State.OPEN).order_by("due", "pk").first()
    if owed is None:
        raise AssertionError("The unit owes nothing.")
    officer, clerk = client_of("binh"), client_of("chi")
    before_it = _counted(clerk)
    before = time.perf_counter()
    answer = officer.post(f"/dv/{unit.key}/viec/{owed.pk}/tra-loi/", {"text": "Đã làm.", "key": str(uuid.uuid4())})
    if answer.status_code != 302:
        raise AssertionError(f"The answer was not taken: {answer.status_code}")
    while _counted(clerk) == before_it and time.perf_counter() - before < 60:
        time.sleep(0.05)
    yield Measured("seen_after_s", time.perf_counter() - before)


def _counted(client: Client) -> str:
    """Every cell of the board, as it is drawn."""
    return repr([row.cells for row in context_of(client, BOARD)["board"].rows])
