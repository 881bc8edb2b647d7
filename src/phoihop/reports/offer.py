"""The unit's own published forms, offered where a letter's report is given out."""

from __future__ import annotations

from phoihop.duties.models import Duty
from phoihop.kit.actor import Actor
from phoihop.reports.actions import set_regime
from phoihop.reports.models import Form


class ReportForms:
    """Fills `duties.desk.offers`."""

    def names(self, actor: Actor) -> list[tuple[str, str]]:
        forms = Form.objects.filter(unit_id=actor.unit, versions__published_at__isnull=False)
        return list(forms.distinct().order_by("name").values_list("key", "name"))

    def bind(self, actor: Actor, duty: Duty, key: str) -> None:
        set_regime(actor=actor, duty=duty, form=Form.objects.get(unit_id=actor.unit, key=key))
