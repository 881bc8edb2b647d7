"""The web server: it starts when all is there, says what is missing, and ends when it is told."""

import signal
import socket
import time
import urllib.error
import urllib.request

import pytest

from factories.commands import command, free_port, place, start

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory, migrated):
    folder = tmp_path_factory.mktemp("serve")
    migrated(folder / "phoihop.sqlite3")
    return place(folder)


def answer(address, until=60):
    end = time.monotonic() + until
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            if time.monotonic() > end:
                raise


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_pages_and_ends_cleanly(home, number):
    port = free_port()
    with start(home, "serve", "--port", str(port), "--workers", "1") as server:
        try:
            assert server.stdout.readline().endswith("Ctrl-C để dừng.\n")
            assert answer(f"http://127.0.0.1:{port}/healthz") == (200, b"ok\n")
            assert answer(f"http://127.0.0.1:{port}/readyz")[0] == 200
            status, page = answer(f"http://127.0.0.1:{port}/")
            assert status == 200
            assert b"/static/" in page
        finally:
            server.send_signal(number)
        assert server.wait(30) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_slow_line_holds_up_nobody(home):
    """As many phones as the server works at, all in the middle of a photograph."""
    port, words = free_port(), ("--workers", "1", "--threads", "1")
    with start(home, "serve", "--port", str(port), *words) as server:
        try:
            assert answer(f"http://127.0.0.1:{port}/healthz")[0] == 200
            slow = [half_a_request(port) for _n in range(8)]
            assert answer(f"http://127.0.0.1:{port}/dang-nhap/", until=0)[0] == 200
            for line in slow:
                line.sendall(b"&b=" + b"x" * 497)
                assert line.recv(13) == b"HTTP/1.1 403 "  # whole now: read, and refused for its missing token
                line.close()
        finally:
            server.send_signal(signal.SIGTERM)


def half_a_request(port):
    line = socket.create_connection(("127.0.0.1", port), timeout=20)
    head = f"POST /dang-nhap/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 1000\r\n"
    line.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\na={'x' * 498}".encode())
    return line


def test_a_port_in_use_is_said_in_one_sentence(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = command(home, "serve", "--port", str(port))
    assert done.returncode == 69
    assert done.stderr.count("\n") == 1
    assert f"--port {port + 1}" in done.stderr


def test_a_database_of_an_earlier_version_is_said_and_mended_when_asked(tmp_path):
    done = command(place(tmp_path), "serve", "--port", str(free_port()), "--lang", "en")
    assert done.returncode == 69
    assert done.stderr.startswith("phoihop serve: The database lacks ")
    assert done.stderr.endswith("Type: phoihop migrate\n")


def test_wrong_settings_are_said_in_one_sentence(tmp_path):
    done = command(place(tmp_path, PHOIHOP_SECRET_KEY="short"), "serve", "--lang=en")
    assert done.returncode == 78
    assert done.stderr == (
        "phoihop serve: The settings are wrong. PHOIHOP_SECRET_KEY is shorter than 32 characters. Give a longer random one.\n"
    )


def test_the_help_teaches_in_two_languages(home):
    vietnamese, english = command(home, "serve", "--help"), command(home, "serve", "--lang", "en", "--help")
    assert vietnamese.returncode == english.returncode == 0
    assert "Run the web server." in english.stdout
    assert "Chạy máy chủ web." in vietnamese.stdout
    assert command(home, "serve", "--prot", "1").returncode == 64


def test_a_folder_of_roots_that_is_none_is_said_before_anything_starts(tmp_path):
    done = command(place(tmp_path, PHOIHOP_SIGNATURE_ROOTS=str(tmp_path / "gone")), "serve", "--lang=en")
    assert done.returncode == 78
    assert f"PHOIHOP_SIGNATURE_ROOTS is «{tmp_path / 'gone'}», which is no folder." in done.stderr
