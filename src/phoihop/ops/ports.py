"""A port that stays free until a server of ours opens it, also the second time."""

from __future__ import annotations

import random
import socket

_BELOW = range(10_240, 32_000)  # outside those the system lends to whoever calls out, perhaps to that very port


def free_port() -> int:
    """Of this machine's own address."""
    while True:
        port = random.choice(_BELOW)  # noqa: S311 - so that two benches don't meet
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if not _taken(probe, port):
                return port


def _taken(probe: socket.socket, port: int) -> bool:
    try:
        probe.bind(("127.0.0.1", port))
    except OSError:
        return True
    return False
