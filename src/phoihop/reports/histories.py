"""Forms have a history, and so have reports: the roll-up of a form is told with its duty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from phoihop.kit.actor import Actor
from phoihop.org.histories import Kind, register, stands_on
from phoihop.reports.models import FormVersion, Regime
from phoihop.reports.queries import visible_forms

_ROLLED_UP = ("reports:rollup", "reports:answers", "reports:figure", "reports:narratives")


def _of_form(_actor: Actor, pk: int) -> Mapping[str, QuerySet[Any]]:
    return {
        "reports.formversion": FormVersion.objects.filter(form=pk),
        "reports.regime": Regime.objects.filter(form=pk),
    }


def register_all() -> None:
    register(Kind("reports.form", "bieu-mau", visible_forms, {"reports:form": "pk"}, also=_of_form))
    stands_on("duties.duty", dict.fromkeys(_ROLLED_UP, "duty"))
