"""Whatever points at a unit says what becomes of it when the unit ends."""

from django.apps import apps

from phoihop.org import moves
from phoihop.org.models import Unit


def _keys_to_units():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.concrete and field.is_relation and field.related_model is Unit:
                yield f"{model._meta.app_label}.{model.__name__}.{field.name}"


def _said():
    said = [*moves.TREE_FIELDS, *(name for mover in moves.registered().values() for name in mover.fields)]
    assert len(said) == len(set(said)), "two movers claim the same field"
    return set(said)


def test_every_key_to_a_unit_has_a_rule():
    assert set(_keys_to_units()) - _said() == set()


def test_no_rule_is_about_a_key_that_is_gone():
    assert _said() - set(_keys_to_units()) == set()
