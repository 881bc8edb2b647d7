"""`phoihop demo` with real processes: it comes up, ends whole, and says in one sentence what is in the way."""

import os
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from factories.commands import command, free_port, place
from phoihop.ops.demo_parts import Parts
from phoihop.ops.say import Stop, speak

SMALL = ["--units", "1", "--day", "2025-01-01", "--no-browser"]


def demo_env(folder):
    return {**place(folder), "PHOIHOP_LANG": "en"}


def demo(env, *words, **more):
    return command(env, "demo", *words, **more)


@contextmanager
def running(env, *words):
    """Whatever the test finds, nobody is left."""
    with subprocess.Popen(
        [sys.executable, "-m", "phoihop", "demo", *words],
        env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, umask=0o022,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            for pid in processes_of(env["PHOIHOP_DATA"]) if process.poll() is None else ():
                os.kill(pid, signal.SIGKILL)


def said_until_up(process):
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if "Ctrl-C" in line:
            return lines
    raise AssertionError(process.stderr.read())


def processes_of(folder):
    """Every process that was told to keep its data in `folder`."""
    wanted = f"PHOIHOP_DATA={folder}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def part(folder, words):
    """The first process in `folder` that was called by these words, once there is one."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        for pid in sorted(processes_of(folder)):
            with suppress(FileNotFoundError):
                if words in Path(f"/proc/{pid}/cmdline").read_bytes():
                    return pid
    raise AssertionError(words)


def end(process, number):
    process.send_signal(number)
    return process.wait(30)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A demo begun anew over what was there, without a question, and ended by SIGTERM."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "files").mkdir()
    for left in ("files/left.txt", "phoihop.sqlite3", "province.stamp"):
        (folder / left).write_text("1 2025-01-01 1", "utf-8")
    port = free_port()
    with running(demo_env(folder), *SMALL, "--reset", "--port", str(port)) as process:
        lines = said_until_up(process)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            assert answer.status == 200
        assert len(processes_of(folder)) >= 4  # itself, the server and its worker process, the background worker
        assert end(process, signal.SIGTERM) == 0
    assert lines[0] == "Building the rehearsal province Lam Giang …"
    assert processes_of(folder) == []
    assert not (folder / "files" / "left.txt").exists()
    kept = [p for p in folder.rglob("*") if "static" not in p.parts]
    assert len(kept) > 5
    assert [p for p in kept if p.stat().st_mode & 0o077] == []
    return folder


@pytest.mark.slow
def test_a_second_start_builds_nothing_and_ends_whole(built):
    stamp = (built / "province.stamp").stat().st_mtime_ns
    port = free_port()
    with running(demo_env(built), *SMALL, "--port", str(port)) as process:
        assert said_until_up(process) == [
            "",
            f"Phối hợp runs at http://127.0.0.1:{port}/",
            "Sign in as one of the cast. Ctrl-C ends it.",
        ]
        assert end(process, signal.SIGINT) == 0
        blank, *cast = process.stdout.read().splitlines()
        assert (blank, len(cast)) == ("", 7)
        assert cast[0].startswith("  Minh Chi   Office clerk, ")
        assert process.stderr.read() == ""
    assert processes_of(built) == []
    assert (built / "province.stamp").stat().st_mtime_ns == stamp


@pytest.mark.slow
def test_a_second_demo_in_one_folder_and_killed_parts_are_said(built):
    """A worker is started again; without its web server there is no demo."""
    with running(demo_env(built), *SMALL, "--port", str(free_port())) as process:
        said_until_up(process)
        second = demo(demo_env(built), *SMALL, "--port", str(free_port()))
        os.kill(part(built, b"phoihop\0worker"), signal.SIGKILL)
        assert process.stderr.readline() == (
            "phoihop demo: The background worker ended (signal SIGKILL) and is started again.\n"
        )
        os.kill(part(built, b"phoihop\0worker"), 0)
        os.kill(part(built, b"granian"), signal.SIGKILL)
        assert process.wait(30) == 69
        assert process.stderr.read() == (
            "phoihop demo: The web server ended (signal SIGKILL), so the demo ends too. Start it again: phoihop demo\n"
        )
    assert processes_of(built) == []
    assert second.returncode == 69
    assert second.stderr == (
        f"phoihop demo: A demo runs in {built} already. End it with Ctrl-C, or set PHOIHOP_DATA to another folder.\n"
    )


@pytest.mark.slow
def test_a_port_in_use_is_said(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = demo(demo_env(tmp_path), *SMALL, "--port", str(port))
    assert done.returncode == 69
    assert done.stderr == (
        f"phoihop demo: Port {port} cannot be opened (Address already in use). "
        f"Give another one: phoihop demo --port {port + 1}\n"
    )


@pytest.mark.slow
def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way", "utf-8")
    done = demo(demo_env(tmp_path / "file" / "data"), *SMALL, "--port", str(free_port()))
    assert done.returncode == 69
    assert done.stderr == (
        f"phoihop demo: The folder {tmp_path / 'file' / 'data'} cannot be written to (Not a directory). "
        "Free some space, or set PHOIHOP_DATA to another folder, and start again.\n"
    )


@pytest.mark.slow
def test_a_disk_that_is_full_is_said_and_no_province_is_believed(tmp_path):
    """No file may grow beyond so many bytes: the migrations stop in the middle."""
    most = 200_000

    def narrow():
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = demo(demo_env(tmp_path), *SMALL, "--port", str(free_port()), preexec_fn=narrow)
    assert done.returncode == 69
    assert done.stderr.startswith(f"phoihop demo: The folder {tmp_path} cannot be written to (")
    assert done.stderr.endswith("Free some space, or set PHOIHOP_DATA to another folder, and start again.\n")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "province.stamp").exists()
    with running(demo_env(tmp_path), *SMALL, "--port", str(free_port())) as process:  # space again
        assert said_until_up(process)[0] == "Building the rehearsal province Lam Giang …"
        assert end(process, signal.SIGTERM) == 0


@pytest.mark.slow
def test_a_disk_with_no_room_for_a_key_is_said_the_same_way(tmp_path):
    env = {name: value for name, value in demo_env(tmp_path).items() if name != "PHOIHOP_SECRET_KEY"}
    done = demo(
        env, *SMALL, "--port", str(free_port()), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    )
    assert done.returncode == 69
    assert done.stderr.startswith(f"phoihop demo: The folder {tmp_path} cannot be written to (")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "secret.key").exists()


@pytest.mark.slow
def test_a_first_page_that_is_an_error_is_not_running(built, tmp_path):
    """And an empty key, as a full disk left it once, is made anew in a demo's folder."""
    broken = tmp_path / "copy"
    shutil.copytree(built, broken)
    (broken / "secret.key").write_bytes(b"")
    env = {name: value for name, value in demo_env(broken).items() if name != "PHOIHOP_SECRET_KEY"}
    with running(env, *SMALL, "--port", str(free_port())) as process:
        assert said_until_up(process)[1].startswith("Phối hợp runs at ")
        assert end(process, signal.SIGTERM) == 0
    assert len((broken / "secret.key").read_text("utf-8")) == 64
    with closing(sqlite3.connect(broken / "phoihop.sqlite3")) as line:
        line.execute("ALTER TABLE accounts_castmember RENAME COLUMN position TO other")
    done = demo(env, *SMALL, "--port", str(free_port()))
    assert (done.returncode, done.stdout) == (69, "")
    assert done.stderr.endswith(
        "phoihop demo: The web server runs, but its first page answers with error 500; the lines above say why. "
        "With --reset the demo begins anew.\n"
    )
    assert "no such column: accounts_castmember.position" in done.stderr


@pytest.mark.slow
def test_a_demo_worked_in_is_not_thrown_away_for_another_number_of_communes(built):
    database = built / "phoihop.sqlite3"
    before = database.stat().st_mtime_ns
    done = demo(demo_env(built), "--no-browser", "--units", "2", "--port", str(free_port()))
    assert (done.returncode, done.stdout) == (65, "")
    assert done.stderr.startswith(f"phoihop demo: The demo in {built} is another one: seed 1, day 2025-01-01, 1 comm")
    assert database.stat().st_mtime_ns == before
    with running(demo_env(built), "--no-browser", "--port", str(free_port())) as process:
        assert said_until_up(process)[1].startswith("Phối hợp runs at ")
        assert end(process, signal.SIGTERM) == 0


@pytest.mark.slow
def test_a_worker_that_always_ends_ends_the_demo(capfd):
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    speak("en")
    parts = Parts()
    try:
        parts.start(["sleep", "60"], ["sh", "-c", "exit 3"])
        with pytest.raises(Stop, match=r"worker ended 5 times within a minute \(at last: exit code 3\), so the demo"):
            parts.watch()
    finally:
        parts.end()
        speak("vi")
        for number, handler in handlers.items():
            signal.signal(number, handler)
    assert capfd.readouterr().err == (
        "phoihop demo: The background worker ended (exit code 3) and is started again.\n" * 4
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--day=soon", "«soon» is no day of the rehearsal. Give one from 2025-01-01 to 2027-12-31, written like that."),
        ("--day=1999-01-01", "«1999-01-01» is no day of the rehearsal. Give one from 2025-01-01 to 2027-12-31, written like that."),
        ("--seed=many", "«many» is no seed. Give a whole number from 0 to 999999999."),
        ("--port=70000", "«70000» is no port. Give one from 1024 to 65535."),
        ("--units=10000000", "«10000000» is no number of communes. Give one from 1 to 10000."),
    ],
)  # fmt: skip
def test_nonsense_is_said(words, said, capsys):
    from phoihop.ops import demo as room

    assert room.main(["--lang", "en", words]) == 64
    assert capsys.readouterr().err.endswith(f"{said}\n")
