"""What many tests begin from is built once by the actions; later its rows are put back as those wrote them."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import connection, transaction

Built = TypeVar("Built")
Stand = dict[str, int]  # the last number of each table


@dataclass(frozen=True, slots=True)
class Kept:
    result: object
    rows: dict[str, Any]
    after: Stand


_kept: dict[object, Kept] = {}


def replayed(what: object, build: Callable[[], Built]) -> Built:
    """As `build()` leaves it, from the second time on in a tenth of the time; `what` names it with all it depends on.

    Only where the database stands as it stood the first time, told by the last number of each table: the same numbers
    go on. PostgreSQL does not take numbers back with a transaction; there they are set back to the last that is held.
    """
    house = _Sqlite() if connection.vendor == "sqlite" else _Postgres()
    before = house.stand()
    key = (what, tuple(sorted(before.items())))
    if kept := _kept.get(key):
        with transaction.atomic(savepoint=False):
            house.put_back(kept)
        return deepcopy(kept.result)
    older = house.older(before)
    result = build()
    after = house.stand()
    assert house.older(before) == older, f"{what} changes what was there before it, and cannot be put back"
    rows = {table: house.newer(table, before.get(table, 0)) for table in after}
    _kept[key] = Kept(deepcopy(result), {table: found for table, found in rows.items() if found}, after)
    return result


class _Sqlite:
    def stand(self) -> Stand:
        with connection.cursor() as cursor:
            return dict(cursor.execute("SELECT name, seq FROM sqlite_sequence").fetchall())

    def older(self, stand: Stand) -> dict[str, list[tuple]]:
        """Every row that was there already; of a table that does not number its rows, all of them."""
        found = {}
        with connection.cursor() as cursor:
            for name, sql in cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
                if name.startswith("sqlite_"):
                    continue
                found[name] = _rows(name, f"rowid <= {stand.get(name, 0)}" if "AUTOINCREMENT" in sql else "true")
        return found

    def newer(self, table: str, last: int) -> list[tuple]:
        return _rows(table, f"rowid > {last}")

    def put_back(self, kept: Kept) -> None:
        bare = connection.connection  # nobody's questions are counted for this
        for table, rows in kept.rows.items():
            bare.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(rows[0]))})', rows)
        numbers = [(n, t) for t, n in kept.after.items()]
        bare.executemany("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", numbers)


class _Postgres:
    def stand(self) -> Stand:
        """The last number held, from which each table then goes on."""
        columns = _numbered()
        last = ", ".join(f'(SELECT max("{column}") FROM "{table}")' for table, (column, _numbers) in columns.items())
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {last}")
            found = {table: n or 0 for table, n in zip(columns, cursor.fetchone(), strict=True)}
        self._go_on(found)
        return found

    def _go_on(self, stand: Stand) -> None:
        words = (f"setval('{_numbered()[table][1]}', {max(n, 1)}, {n > 0})" for table, n in stand.items())
        connection.connection.execute(f"SELECT {', '.join(words)}")

    def older(self, stand: Stand) -> dict[str, list[tuple]]:
        with connection.cursor() as cursor:
            names = connection.introspection.table_names(cursor)
        columns = _numbered()
        return {
            name: sorted(_rows(name, f'"{columns[name][0]}" <= {stand[name]}' if name in columns else "true"), key=repr)
            for name in names
        }

    def newer(self, table: str, last: int) -> bytes:
        column = _numbered()[table][0]
        with (
            connection.connection.cursor() as cursor,
            cursor.copy(
                f'COPY (SELECT * FROM "{table}" WHERE "{column}" > {last} ORDER BY "{column}") TO STDOUT'
            ) as found,
        ):
            return b"".join(found)

    def put_back(self, kept: Kept) -> None:
        with connection.connection.cursor() as cursor:
            for table, rows in kept.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as lines:
                    lines.write(rows)
        self._go_on(kept.after)


@cache
def _numbered() -> dict[str, tuple[str, str]]:
    """Of each table that numbers its rows: the column, and where PostgreSQL counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name)"
            " FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES' ORDER BY table_name"
        )
        return {table: (column, numbers) for table, column, numbers in cursor.fetchall()}


def _rows(table: str, which: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE {which}')
        return cursor.fetchall()
