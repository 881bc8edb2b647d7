"""The unit's own published forms, offered where a letter's report is given out."""

from __future__ import annotations

from phoihop.duties.models import Duty
from phoihop.kit.actor import Actor
from phoihop.reports.actions import set_regime
from phoihop.reports.queries import own_forms


class ReportForms:
    """Fills `duties.desk.offers`."""

    def names(self, actor: Actor) -> list[tuple[str, str]]:
        forms = own_forms(actor).filter(versions__published_at__isnull=False)
        return list(forms.distinct().values_list("key", "name"))

    def bind(self, actor: Actor, duty: Duty, key: str) -> None:
        set_regime(actor=actor, duty=duty, form=own_forms(actor).get(key=key))
