"""A real SMTP server that keeps what it is given."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default

from aiosmtpd.controller import Controller


class Box:
    """`refused` are addresses it knows nobody at; `came` is set with the first mail."""

    def __init__(self) -> None:
        self.mails: list = []
        self.refused: set[str] = set()
        self.came = threading.Event()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope)
        self.came.set()
        return "250 OK"

    @property
    def to(self) -> list[str]:
        return [address for mail in self.mails for address in mail.rcpt_tos]

    def read(self, n: int = 0) -> Message:
        return message_from_bytes(self.mails[n].content, policy=default)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def post_office(port: int) -> Iterator[Box]:
    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield box
    finally:
        server.stop()
