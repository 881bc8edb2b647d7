"""A foreign key written "duties.Obligation" escapes import-linter; this does not."""

import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parents[2]


def floors():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    return {name.strip(" ()"): -at for at, layer in enumerate(layers) for name in layer.split("|")}


def keys():
    for model in apps.get_models():
        if model.__module__.startswith("phoihop."):
            for field in model._meta.get_fields():
                if field.is_relation and field.concrete and field.remote_field:
                    other = field.related_model
                    if other.__module__.startswith("phoihop."):
                        yield model, field, model.__module__.split(".")[1], other.__module__.split(".")[1]


def test_every_key_looks_down():
    floor = floors()

    upward = [
        f"{m._meta.label}.{f.name}" for m, f, here, there in keys() if here != there and floor[here] <= floor[there]
    ]

    assert upward == []


def test_the_walk_sees_the_keys_there_are():
    assert ("org", "accounts") in {(here, there) for _m, _f, here, there in keys()}


def test_the_record_has_no_keys_at_all():
    assert [f.name for f in apps.get_model("audit.Record")._meta.get_fields() if f.is_relation] == []
