"""Binding a duty to the form in which it is answered."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties.models import Duty, Response
from phoihop.duties.rules import may_steer
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.reports.models import Form, FormVersion, Regime, Verb


@transaction.atomic
def set_regime(*, actor: Actor, duty: Duty, form: Form, name: str = "") -> Regime:
    """The form of a duty's answers; it can be changed until the first answer."""
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if not may_steer(actor, duty):
        raise PermissionDenied
    if not FormVersion.objects.filter(form=form).exclude(published_at=None).exists():
        raise Refused(_("The form «%(name)s» is not published yet. Publish it first.") % {"name": form.name})
    held = Regime.objects.filter(duty=duty).first()
    if held and held.form_id != form.pk and Response.objects.filter(obligation__duty=duty).exists():
        raise Refused(_("Units have answered in the form chosen before. Make a new version of that form instead."))
    regime, _new = Regime.objects.update_or_create(duty=duty, defaults={"form": form, "name": name or duty.title[:300]})
    record(actor=actor, verb=Verb.REGIME_SET, subject=regime, words={"form": form.key})
    return regime
