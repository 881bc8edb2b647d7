"""The private PostgreSQL of `phoihop test`."""

from phoihop.ops.postgres import binaries, private_postgres

__all__ = ["binaries", "private_postgres"]
