"""Every write goes on record: each function of an action module that opens a transaction records, or calls one that does."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "phoihop"
WRITERS = {"record", "record_many"}
# What has no row of its own: drafts, presence and ballots (design.md 3, promise 7), and what only moves work about.
EXCEPT = {
    "duties/actions/responding.py:save_cell": "a draft, saved while typing",
}


def modules():
    for room in sorted(p for p in PACKAGE.iterdir() if p.is_dir()):
        for path in [
            room / "actions.py",
            *sorted((room / "actions").glob("*.py")),
            *sorted((room / "desk").glob("*.py")),
        ]:
            if path.exists() and room.name != "jobs":  # the queue records what its tasks do, not that they ran
                yield path


def functions():
    return {
        f"{path.relative_to(PACKAGE)}:{node.name}": node
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


def calls(node):
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            function = inner.func
            yield function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def is_action(node):
    return any(ast.unparse(d) in {"transaction.atomic", "atomic"} for d in node.decorator_list)


def recording(found):
    """Names of functions that record, straight or through others, to the end."""
    told = set(WRITERS)
    while more := {key.split(":")[1] for key, node in found.items() if set(calls(node)) & told} - told:
        told |= more
    return told


def test_every_action_records():
    found = functions()
    told = recording(found)

    silent = {key for key, node in found.items() if is_action(node) and not set(calls(node)) & told}

    assert silent - EXCEPT.keys() == set(), "Record what these write, or say in EXCEPT why not."
    assert EXCEPT.keys() - silent == set(), "These record now: take them out of EXCEPT."


def test_the_walk_sees_the_actions_there_are():
    actions = {key for key, node in functions().items() if is_action(node)}

    assert {"org/actions/roles.py:grant_role", "duties/actions/responding.py:approve_response"} <= actions
