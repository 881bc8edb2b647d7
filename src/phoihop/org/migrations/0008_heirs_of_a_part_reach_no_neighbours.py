"""Of a unit that was divided each heir reaches the unit itself, no longer what stood below it."""

from collections import defaultdict

from django.db import migrations

WHOLE = 1_000_000


def narrow(apps, _editor):
    reach, succession = apps.get_model("org", "Reach"), apps.get_model("org", "Succession")
    before, alone = defaultdict(set), defaultdict(set)
    for source, target, share in succession.objects.filter(ceded=False).values_list("source", "target", "share"):
        before[target].add(source)
        if share == WHOLE:
            alone[target].add(source)
    if len(before) == len(alone) and all(before[heir] == alone[heir] for heir in before):
        return
    below = defaultdict(set)
    for ancestor, unit in reach.objects.filter(hierarchy="steering", depth__gt=0).values_list("ancestor", "unit"):
        below[ancestor].add(unit)
    rows = reach.objects.filter(hierarchy="lineage")
    for heir in list(before):
        kept = _line(heir, before)
        for one in _line(heir, alone):
            kept |= below[one]
        gone = [pk for pk, unit in rows.filter(ancestor=heir).values_list("pk", "unit") if unit not in kept]
        for at in range(0, len(gone), 500):
            reach.objects.filter(pk__in=gone[at : at + 500]).delete()


def _line(heir, links):
    found, todo = set(), [heir]
    while todo:
        new = links.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found - {heir}


class Migration(migrations.Migration):
    dependencies = [("org", "0007_large_decisions_on_their_way")]
    operations = [migrations.RunPython(narrow, migrations.RunPython.noop)]
