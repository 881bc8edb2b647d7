"""`phoihop …` as a process of its own, forked from one that has already loaded the libraries and waits.

Loading them is most of what a command costs (1.5 s of a processor; 0.5 are left). What is forked has read no settings
and seen no environment: it is given the environment, the folder and the three streams of the command, then runs
`python -m phoihop` as any start does. Where the interpreter itself would begin otherwise, the caller starts it plainly.
"""

import array
import importlib
import json
import os
import runpy
import select
import socket
import struct
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path

# What reads neither settings nor environment when it is loaded.
LOADED = [
    "asyncio", "argparse", "json", "logging.config", "sqlite3", "zoneinfo", "lxml.etree", "PIL.Image", "argon2",
    "cryptography.x509", "cryptography.fernet", "django.apps", "django.core.management", "django.core.checks",
    "django.core.serializers.json", "django.db.models", "django.db.migrations", "django.http", "django.forms",
    "django.urls", "django.template", "django.views.generic", "django.contrib.auth.hashers", "environ",
    "babel.messages", "docx", "xlsxwriter", "phoihop.periods", "phoihop.extract", "phoihop.reading",
    "phoihop.typeset",
]  # fmt: skip
INTERPRETER = ("PYTHON", "LC_", "LANG", "LD_", "MALLOC_", "TZ")


_ONE = threading.Lock()


def of_the_interpreter(env):
    return {name: said for name, said in env.items() if name.startswith(INTERPRETER)}


def run_warm(env, words, said="", timeout=300):
    """As `subprocess.run` gives it, both streams as text."""
    out, err, given = (os.memfd_create(name) for name in ("out", "err", "in"))
    try:
        os.write(given, said.encode())
        os.lseek(given, 0, os.SEEK_SET)
        with socket.socket(socket.AF_UNIX) as line:
            with _ONE:
                line.connect(f"\0{_waiting()}")
            line.settimeout(timeout)
            told = json.dumps([env, words, str(Path.cwd())]).encode()
            streams = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [given, out, err]))]
            line.sendmsg([struct.pack("!I", len(told))], streams)
            line.sendall(told)
            (pid,) = struct.unpack("!i", _exactly(line, 4))
            try:
                (code,) = struct.unpack("!i", _exactly(line, 4))
            except TimeoutError:
                os.kill(pid, 9)
                raise subprocess.TimeoutExpired(words, timeout) from None
        return subprocess.CompletedProcess(words, code, _text(out), _text(err))
    finally:
        for one in (out, err, given):
            os.close(one)


def _text(stream):
    os.lseek(stream, 0, os.SEEK_SET)
    with open(stream, encoding="utf-8", closefd=False) as file:
        return file.read()


def _exactly(line, count):
    got = b""
    while len(got) < count:
        more = line.recv(count - len(got))
        if not more:
            raise EOFError("The process that starts commands is gone.")
        got += more
    return got


@cache
def _waiting():
    """The address where it waits; it ends with this process, whose end of the pipe it reads."""
    read, write = os.pipe()
    address = f"phoihop-tests-{os.getpid()}-{os.urandom(8).hex()}"
    env = {name: said for name, said in os.environ.items() if not name.startswith(("PHOIHOP_", "DJANGO_"))}
    words = [sys.executable, __file__, address, str(read)]
    started = subprocess.Popen(words, env=env, pass_fds=[read], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    _waiting.held = (started, write)
    os.close(read)
    assert started.stdout.readline() == b"ready\n"
    return address


def _serve(address, ends):
    """In the middle of each command stands a watcher, so that many run at once."""
    del sys.path[0]  # the folder of this file
    for name in LOADED:
        importlib.import_module(name)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(f"\0{address}")
        door.listen(16)
        os.write(1, b"ready\n")
        while True:
            if ends in select.select([door, ends], [], [])[0]:
                os._exit(0)
            line, _who = door.accept()
            if os.fork() == 0:
                if os.fork() == 0:
                    door.close()
                    os.close(ends)
                    return line
                os._exit(0)
            line.close()
            os.wait()


def _command(line):
    """Watch, or be, the command: nothing of what waited is left but what it had loaded."""
    size, more, _flags, _who = line.recvmsg(4, socket.CMSG_SPACE(3 * 4))
    streams = array.array("i")
    streams.frombytes(more[0][2])
    env, words, folder = json.loads(_exactly(line, *struct.unpack("!I", size)))
    if pid := os.fork():
        line.sendall(struct.pack("!i", pid))
        _pid, status = os.waitpid(pid, 0)
        line.sendall(struct.pack("!i", os.waitstatus_to_exitcode(status)))
        os._exit(0)
    line.close()
    for at, stream in enumerate(streams):
        os.dup2(stream, at)
        os.close(stream)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    sys.argv = ["-m", *words]
    sys.path.insert(0, folder)  # where `python -m` looks first


if __name__ == "__main__":
    _command(_serve(sys.argv[1], int(sys.argv[2])))
    runpy.run_module("phoihop", run_name="__main__", alter_sys=True)
