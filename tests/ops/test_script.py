"""`./phoihop` up to the point where it needs the network; the tools behind it are stubs that say how they were called."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
READ = ("phoihop", "uv.lock", "pyproject.toml", "package-lock.json", "hatch_build.py")
VERSION = re.search(r"^uv_version=(\S+)", (ROOT / "phoihop").read_text("utf-8"), re.MULTILINE)[1]


def stub(path, body):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o755)


@pytest.fixture
def clone(tmp_path):
    """A checkout in a path with blanks whose uv makes an environment that prints what it is asked."""
    folder = tmp_path / "a path with blanks"
    folder.mkdir()
    for name in READ:
        shutil.copy(ROOT / name, folder / name)
    uv(folder, "exit 0")
    return folder


def uv(folder, first):
    made = "printf '#!/bin/sh\\necho \"$PHOIHOP_HOME|$*\"\\n' > .venv/bin/python; chmod +x .venv/bin/python"
    stub(
        folder / ".tools/uv/bin/uv",
        f'[ "$1" = --version ] && {{ echo "uv {VERSION}"; exit 0; }}\n'
        f'here=$(CDPATH= cd -- "$(dirname -- "$0")/../../.." && pwd -P)\n'
        f'({first}) || exit 2\ncd "$here" && mkdir -p .venv/bin && {made}',
    )


def run(folder, *words, cwd="/", **more):
    env = {"PATH": os.environ["PATH"], "HOME": "/proc/1/nowhere", "PHOIHOP_PYTHON": sys.executable, **more}
    return subprocess.run(
        [str(folder / "phoihop"), *words], cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=60
    )


def test_what_it_compiles_it_keeps_where_nothing_else_keeps_it(clone):
    run(clone)
    stub(clone / ".venv/bin/python", 'echo "${PYTHONDONTWRITEBYTECODE-unset}"')
    assert run(clone, "demo", PYTHONDONTWRITEBYTECODE="1").stdout == "unset\n"


def test_it_runs_from_another_folder_in_a_path_with_blanks_without_a_home(clone):
    first = run(clone, "demo", "--day", "2026-06-20")
    assert (first.returncode, first.stdout) == (0, f"{clone}|-m phoihop demo --day 2026-06-20\n")
    assert "installing the locked packages" in first.stderr
    second = run(clone, cwd=clone)
    assert (second.returncode, second.stdout, second.stderr) == (0, f"{clone}|-m phoihop\n", "")


def test_an_issuer_that_is_not_known_is_asked_of_this_machine(clone):
    uv(clone, '[ -n "${UV_SYSTEM_CERTS:-}" ] || { echo "invalid peer certificate: UnknownIssuer" >&2; exit 2; }')
    done = run(clone, "doctor")
    assert (done.returncode, done.stdout) == (0, f"{clone}|-m phoihop doctor\n")
    assert "trying again with the certificates of this machine" in done.stderr


def test_packages_that_cannot_be_fetched_are_said_and_nothing_is_believed(clone):
    uv(clone, 'echo "No space left on device" >&2; exit 2')
    for _again in range(2):
        done = run(clone, "doctor")
        assert done.returncode == 69
        assert "No space left on device" in done.stderr
        assert done.stderr.endswith("Then start again; nothing was lost.\n")


def test_a_missing_venv_module_names_the_command_to_type(clone, tmp_path):
    found = tmp_path / "python"
    stub(
        found,
        f'case "$2" in *ensurepip*) exit 1 ;; *executable*) echo "{found}" ;; *) exec {sys.executable} "$@" ;; esac',
    )
    done = run(clone, "doctor", PHOIHOP_PYTHON=str(found))
    assert done.returncode == 69
    assert done.stderr == "phoihop: Python's venv module is missing. Type: sudo apt install python3-venv\n"


def test_a_python_that_is_too_old_is_said(clone, tmp_path):
    """Nothing newer lies on the path."""
    for name in ("sh", "dirname", "cat", "cksum"):
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / name).symlink_to(shutil.which(name))
    stub(tmp_path / "bin" / "python3", "exit 1")
    done = run(clone, "doctor", PATH=str(tmp_path / "bin"), PHOIHOP_PYTHON="python3")
    assert done.returncode == 69
    assert done.stderr == (
        "phoihop: Python 3.11 or newer is needed and was not found. "
        "On Debian or Ubuntu type: sudo apt install python3 python3-venv\n"
    )


@pytest.mark.parametrize("target", ["whole", "relative", "of a link"])
def test_it_may_be_called_by_a_link(clone, tmp_path, target):
    folder = tmp_path / "bin"
    folder.mkdir()
    link = folder / "phoihop"
    named = {"whole": clone / "phoihop", "relative": Path("..") / clone.name / "phoihop", "of a link": Path("other")}
    link.symlink_to(named[target])
    if target == "of a link":
        (folder / "other").symlink_to(clone / "phoihop")
    done = run(folder, "doctor")
    assert (done.returncode, done.stdout) == (0, f"{clone}|-m phoihop doctor\n")
    assert {entry.name for entry in folder.iterdir()} <= {"phoihop", "other"}


def begun(folder, *words):
    env = {"PATH": os.environ["PATH"], "HOME": "/proc/1/nowhere", "PHOIHOP_PYTHON": sys.executable}
    return subprocess.Popen(
        [str(folder / "phoihop"), *words], env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip


@pytest.fixture
def gated(clone):
    """Each run of the installer is noted, and waits until somebody opens the gate."""
    os.mkfifo(clone / "gate")
    uv(clone, 'echo run >> "$here/runs"; read -r _ < "$here/gate"')
    return clone


def test_a_second_first_start_waits_for_the_first(gated):
    with begun(gated, "demo") as first, begun_after(first, gated, "doctor") as second:
        assert "another start prepares this folder; waiting" in second.stderr.readline()
        (gated / "gate").write_text("open\n", "utf-8")
        assert (first.wait(30), first.stdout.read()) == (0, f"{gated}|-m phoihop demo\n")
        assert (second.wait(30), second.stdout.read()) == (0, f"{gated}|-m phoihop doctor\n")
        assert second.stderr.read() == ""
    assert (gated / "runs").read_text("utf-8") == "run\n"


def test_a_start_that_was_killed_holds_up_nobody(gated):
    with begun(gated, "demo") as first, begun_after(first, gated, "doctor") as second:
        assert "another start prepares this folder; waiting" in second.stderr.readline()
        os.killpg(first.pid, signal.SIGKILL)
        assert "installing the locked packages" in second.stderr.readline()
        (gated / "gate").write_text("open\n", "utf-8")
        assert (second.wait(30), second.stdout.read()) == (0, f"{gated}|-m phoihop doctor\n")
    assert (gated / "runs").read_text("utf-8") == "run\nrun\n"


def begun_after(first, folder, *words):
    """Once the first one is at its packages."""
    assert "installing the locked packages" in first.stderr.readline()
    return begun(folder, *words)


def test_asking_for_help_installs_nothing_for_developers(clone):
    uv(clone, 'echo "$*" >> "$here/asked"')
    run(clone, "lint", "--help")
    assert "--no-dev" in (clone / "asked").read_text("utf-8")
    run(clone, "lint")
    assert "--group dev" in (clone / "asked").read_text("utf-8").splitlines()[1]
