"""Groups answer «các huyện, thành ủy» as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.actions.units import refuse_taken
from phoihop.org.events import Event
from phoihop.org.keys import key_from
from phoihop.org.models import GroupMember, Unit, UnitGroup, UnitVersion, Verb
from phoihop.org.queries import groups_named
from phoihop.org.ruled import Rule, follow_rules

FOLDED = 300  # characters kept of a group's spellings


@transaction.atomic
def make_group(
    *, actor: Actor, key: str, name: str, aliases: Sequence[str] = (), rule: Rule | None = None
) -> UnitGroup:
    """Its members are named one by one, or follow from the tree by a rule, then also of days that are over."""
    if not rules.may_administer_all(actor):
        raise PermissionDenied
    if UnitGroup.objects.filter(key=key).exists():
        raise Refused(_("The key «%(key)s» is taken by another group. Choose another.") % {"key": key})
    if groups_named(name):
        raise Refused(_("A group is called «%(name)s» already. Open it, or choose another name.") % {"name": name})
    folded = "|".join(dict.fromkeys(fold(word) for word in [name, *aliases]))
    said = rule.as_json() if rule else {}
    group = UnitGroup.objects.create(key=key, name=name, folded=folded, created_at=actor.at, rule=said)
    record(actor=actor, verb=Verb.GROUP_MADE, subject=group, words={"name": name, **({"rule": said} if said else {})})
    follow_rules(actor.at, [group])
    return group


def group_called(actor: Actor, name: str) -> UnitGroup:
    """The group that bears this name; made where there is none."""
    found = groups_named(name)
    taken = set(UnitGroup.objects.values_list("key", flat=True))
    return found[0] if found else make_group(actor=actor, key=key_from(name, taken), name=name)


@transaction.atomic
def set_members(*, actor: Actor, group: UnitGroup, units: Sequence[Unit], seen: Sequence[Unit] | None = None) -> None:
    """From today the group has exactly these members; earlier days keep theirs. Of members that were `seen`, only what
    was changed is changed: whom somebody else added or took out meanwhile stays so.
    """
    if not rules.may_administer_all(actor):
        raise PermissionDenied
    if group.rule:
        raise Refused(_("Who belongs to «%(name)s» follows from the tree by its rule.") % {"name": group.name})
    now = GroupMember.objects.select_for_update().on(actor.on).filter(group=group)
    held = {row.unit_id: row for row in now}
    wanted = {unit.pk for unit in units}
    if seen is not None:
        known = {unit.pk for unit in seen}
        wanted = (held.keys() | (wanted - known)) - (known - wanted)
    gone = [row.pk for unit, row in held.items() if unit not in wanted]
    new = sorted(wanted - held.keys())
    rows = [GroupMember(group=group, unit_id=unit, starts=actor.on, recorded=actor.at) for unit in new]
    rows += [
        GroupMember(group=group, unit_id=row.unit_id, starts=row.starts, ends=actor.on, recorded=actor.at)
        for row in held.values()
        if row.unit_id not in wanted and row.starts < actor.on
    ]
    GroupMember.objects.filter(pk__in=gone).update(superseded=actor.at)
    GroupMember.objects.bulk_create(rows)
    if gone or new:
        record(actor=actor, verb=Verb.GROUP_CHANGED, subject=group, words={"added": len(new), "removed": len(gone)})


@transaction.atomic
def take_member(actor: Actor, event: Event) -> None:
    """One stretch of days in which a unit belonged to a group, as a file tells it. The group is made where there is none."""
    if not rules.may_administer_all(actor):
        raise PermissionDenied
    unit = Unit.objects.filter(key=event.key).first()
    group = group_called(actor, event.group)
    said = {"key": event.key, "group": group.name}
    last = event.until - timedelta(days=1) if event.until else date.max
    lived = [UnitVersion.objects.on(day).filter(unit=unit).exists() for day in (event.day, last)]
    if unit is None or not all(lived) or last < event.day:
        raise Refused(_("«%(key)s» is no unit that could belong to «%(group)s» in these days.") % said)
    if group.rule:
        raise Refused(_("Who belongs to «%(name)s» follows from the tree by its rule.") % {"name": group.name})
    rows = GroupMember.objects.standing().filter(Q(ends=None) | Q(ends__gt=event.day), group=group, unit=unit)
    met = rows.filter(starts__lt=event.until) if event.until else rows
    if met.exclude(recorded=actor.at).exists():
        raise Refused(_("«%(key)s» belongs to «%(group)s» here already, in other days.") % said)
    met.update(superseded=actor.at)  # where it came by a merger of this very file
    GroupMember.objects.create(group=group, unit=unit, starts=event.day, ends=event.until, recorded=actor.at)
    record(actor=actor, verb=Verb.GROUP_CHANGED, subject=group, words={"added": 1, "removed": 0})


@transaction.atomic
def add_group_alias(*, actor: Actor, group: UnitGroup, words: str) -> None:
    """Another spelling under which letters name this group, asked once and remembered."""
    if not rules.may_name_group(actor):
        raise PermissionDenied
    group = UnitGroup.objects.select_for_update().get(pk=group.pk)
    refuse_taken(words, actor, but=group)
    folded = f"{group.folded}|{fold(words)}"
    if fold(words) in group.folded.split("|") or len(folded) > FOLDED:
        return
    group.folded = folded
    group.save(update_fields=["folded"])
    record(actor=actor, verb=Verb.GROUP_CHANGED, subject=group, words={"alias": words})


@transaction.atomic
def drop_group_alias(*, actor: Actor, group: UnitGroup, words: str) -> None:
    """Its own name stays; what was given out under the spelling stays too."""
    if not rules.may_name_group(actor):
        raise PermissionDenied
    group = UnitGroup.objects.select_for_update().get(pk=group.pk)
    name, *aliases = group.folded.split("|")
    if fold(words) not in aliases:
        return
    group.folded = "|".join([name, *(alias for alias in aliases if alias != fold(words))])
    group.save(update_fields=["folded"])
    record(actor=actor, verb=Verb.GROUP_CHANGED, subject=group, words={"alias_dropped": words})
