"""Hand-ins with the record and without it, in turns: `python -m phoihop.ops.bench.recording OFFICERS ANSWER` on the office
that the environment names.

Without: nothing is put on record, and nothing is hashed for it; all else is the same. Each pair answers two obligations of
one officer, the first of them with and the next without, or the other way round, each in its own transaction to the disk.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import django

django.setup()

from django.test import Client  # noqa: E402 - models are there only after setup
from django.test.utils import override_settings  # noqa: E402

from phoihop.accounts.models import User  # noqa: E402
from phoihop.audit.models import Record  # noqa: E402
from phoihop.duties.actions import responding, submit_response  # noqa: E402
from phoihop.duties.models import Obligation  # noqa: E402
from phoihop.kit.clock import now, today  # noqa: E402
from phoihop.ops.bench.writers import BODY, FIGURES, KINDS, TOKEN, TYPE  # noqa: E402
from phoihop.org.queries import actor_for  # noqa: E402

WARM = 6
CELLS = {
    key.removesuffix(":text"): {"kind": KINDS[key.replace(":text", ":kind")], "text": text}
    for key, text in FIGURES.items()
}


def unrecorded() -> AbstractContextManager[Any]:
    stack = ExitStack()
    stack.enter_context(patch.object(responding, "record", lambda **_given: None))
    stack.enter_context(patch.object(responding, "digest_of", lambda *_given: ""))
    return stack


def by_action(officer: dict[str, Any]) -> Callable[[int], None]:
    """The action alone: no page, no session, no middleware that would make the share of the record look smaller."""
    user = User.objects.get(email=f"{officer['unit']}@lamgiang.example")

    def hand_in(pk: int) -> None:
        actor = actor_for(user.pk, officer["unit"], on=today(), at=now())
        if actor is None:
            raise AssertionError("The officer has no post.")
        owed = Obligation.objects.select_related("unit", "duty").get(pk=pk)
        submit_response(actor=actor, obligation=owed, key=uuid4(), cells=CELLS)

    return hand_in


def by_page(officer: dict[str, Any]) -> Callable[[int], None]:
    """As a browser sends it."""
    client = Client()
    client.cookies["sessionid"], client.cookies["csrftoken"] = officer["session"], TOKEN

    def hand_in(pk: int) -> None:
        where = f"/dv/{officer['unit']}/viec/{pk}/tra-loi/"
        answer = client.post(where, f"{BODY}&key={uuid4()}", content_type=TYPE)
        if answer.status_code != 302:
            raise AssertionError(f"An answer was refused: {answer.status_code}")

    return hand_in


def taken(officers: list[dict[str, Any]], way: Callable[[dict[str, Any]], Callable[[int], None]]) -> list[list[float]]:
    """Seconds of each hand-in: with, without."""
    found: list[list[float]] = [[], []]
    rng = random.Random(5)  # noqa: S311 - the same each time
    pairs = []
    for officer in officers:
        hand_in, owed = way(officer), list(officer["owed"])
        pairs += [(hand_in, owed[at : at + 2]) for at in range(0, len(owed) - 1, 2)]
    for hand_in, owed in pairs:
        order = [0, 1] if rng.random() < 0.5 else [1, 0]
        for which, pk in zip(order, owed, strict=True):
            with unrecorded() if which else nullcontext():
                before = time.perf_counter()
                hand_in(pk)
                found[which].append(time.perf_counter() - before)
    return [one[WARM:] for one in found]


def measure(officers: list[dict[str, Any]]) -> dict[str, Any]:
    """Half of the officers by the action, half by the page."""
    said: dict[str, Any] = {}
    half = len(officers) // 2
    for name, way, who in (("action", by_action, officers[:half]), ("page", by_page, officers[half:])):
        before = Record.objects.filter(subject_kind="duties.response").count()
        recorded, bare = taken(who, way)
        rows = Record.objects.filter(subject_kind="duties.response").count() - before
        if rows != len(recorded) + WARM:
            raise AssertionError(f"{rows} rows on record of {len(recorded) + WARM} hand-ins.")
        said[name] = {
            "with_ms": median(recorded) * 1000,
            "without_ms": median(bare) * 1000,
            "ratio": median(recorded) / median(bare),
            "whole": sum(recorded) / sum(bare),
            "pairs": len(recorded),
        }
    return said


if __name__ == "__main__":
    with override_settings(ALLOWED_HOSTS=["*"]):
        found = measure(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    Path(sys.argv[2]).write_text(json.dumps(found), "utf-8")
