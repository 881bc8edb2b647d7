"""When a task falls due, as words that the clerk selected in the letter say it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.duties.desk.ways import printed_in
from phoihop.duties.desk.working import change_item
from phoihop.duties.models import Desk, DeskItem
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused

_BEFORE = 12  # characters in front of the words, where «trước» may stand


@transaction.atomic
def set_when(*, actor: Actor, desk: Desk, item: DeskItem, start: int, end: int, seen: int | None = None) -> None:
    """One day or one rhythm; it is set, not confirmed."""
    text = desk.document.text
    words = text[start:end] if 0 <= start < end <= len(text) else ""
    found = printed_in(item, words, actor.on, lead=text[max(0, start - _BEFORE) : start])
    if len(found) != 1:
        raise Refused(
            _("Select the words of one day to come or of one rhythm, such as «15/8» or «hằng quý»; else type it.")
        )
    change_item(actor=actor, desk=desk, item=item, seen=seen, **found[0].fields)
