"""Every command teaches by --help, and the manual names those that answer machines."""

import re
from pathlib import Path

import pytest

from factories.commands import command, place
from phoihop.config import testing
from phoihop.config.cli import COMMANDS

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_teaches_and_does_nothing(name, tmp_path):
    done = command(place(tmp_path / "data"), name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert name in done.stdout
    assert not (tmp_path / "data").exists()
    assert ("--json" in done.stdout) == (name in said_to_answer_machines())


def said_to_answer_machines():
    text = " ".join((ROOT / "docs/administrators.md").read_text("utf-8").split())
    listed = re.search(r"answer machines by `--json`: (.*?)\.", text)[1]
    return set(re.findall(r"`(\w+)`", listed))


@pytest.mark.slow
def test_the_fast_ones_take_words_of_pytests(tmp_path):
    done = command(place(tmp_path), "test", "--fast", "tests/kit/test_days.py", "-q", "--collect-only", "-n0")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "tests/kit/test_days.py" in done.stdout


def test_lint_takes_no_words(capsys):
    assert testing.lint(["src"]) == 64
    assert capsys.readouterr().err == "phoihop lint: takes no words, and got «src».\n"
