"""No template is unused, no migration is called auto or imports living code; every word of the record is known."""

import ast
import re
from importlib import import_module
from pathlib import Path

import allauth
from django.apps import apps

from phoihop.org.record_words import DETAILS, VERBS

PACKAGE = Path(__file__).parents[2] / "src" / "phoihop"
ALLAUTH = Path(allauth.__file__).parent / "templates"
BY_LOCALE = re.compile(r"^(account|mfa|usersessions)/(messages|email)/")


def templates():
    return {
        str(path.relative_to(folder)): path
        for folder in PACKAGE.glob("*/templates")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_template_is_used():
    texts = [p.read_text("utf-8") for p in PACKAGE.rglob("*.py")] + [p.read_text("utf-8") for p in templates().values()]
    words = "\n".join(texts)

    unused = [
        name
        for name in templates()
        if f'"{name}"' not in words and f"'{name}'" not in words and not (ALLAUTH / name).exists()
    ]

    assert [name for name in unused if not BY_LOCALE.match(name)] == []


def migrations():
    return [p for p in PACKAGE.glob("*/migrations/*.py") if p.name != "__init__.py"]


def test_every_migration_has_a_name_that_says_something():
    assert [
        p.name for p in migrations() if not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+\.py", p.name) or "auto" in p.name
    ] == []


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_migration_imports_living_code():
    living = {
        f"{path.parent.parent.name}/{path.name}: {module}"
        for path in migrations()
        for module in imported(path)
        if module.startswith("phoihop.") and not module.startswith("phoihop.kit")
    }

    assert living == set()


def test_every_verb_of_the_record_has_words():
    verbs = set()
    for room in (config.name for config in apps.get_app_configs() if config.name.startswith("phoihop.")):
        for place in (f"{room}.models", f"{room}.models.verbs"):
            try:
                verb = getattr(import_module(place), "Verb", None)
            except ModuleNotFoundError:
                continue
            verbs |= set(verb.values) if verb else set()

    assert verbs - VERBS.keys() == set(), (
        "Add these to org/record_words.py, so that readers of the record understand them."
    )
    assert len(verbs) > 40


def told():
    """Names that actions give beside the subject of a row, as they stand in the calls."""
    texts = [path.read_text("utf-8") for path in PACKAGE.rglob("*.py")]
    for text in (text for text in texts if "record" in text and "words=" in text):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"record", "record_bulk"}:
                given = [word.value for word in node.keywords if word.arg == "words"]
                keys = [key for words in given if isinstance(words, ast.Dict) for key in words.keys if key]
                yield from (ast.literal_eval(key) for key in keys)


def test_what_a_row_of_the_record_tells_has_words():
    names = set(told())

    assert names - DETAILS.keys() == set(), "Add these to org/record_words.py."
    assert len(names) > 25


def test_a_day_is_typed_one_way_on_every_page():
    """The browser's own picker follows the browser's language (07/14), not the office's (14/7)."""
    code = [path for path in PACKAGE.rglob("*.py") if path.name != "days.py" and "migrations" not in path.parts]
    loose = [str(path) for path in code if re.search(r"forms\.Date(Field|Input)\b", path.read_text())]
    loose += [
        str(path) for path in PACKAGE.rglob("templates/**/*.html") if re.search(r'type="(date|month)', path.read_text())
    ]
    assert loose == []
