"""A read that the ORM puts together once; asked again, only its values differ.

Putting a short statement together costs Django several times what the database takes to answer it. On the few roads that are
walked with every press (who asks, what is owed, what is handed in) that is done once for each database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.query import ModelIterable, get_related_populators

T = TypeVar("T")
_FAR = datetime(9000, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - the same on 3.11


@dataclass(frozen=True, slots=True)
class _Made(Generic[T]):
    """A statement for one kind of database: `order` says which value stands at each mark, None where one is fixed."""

    words: str
    fixed: tuple[Any, ...]
    order: tuple[int | None, ...]
    converters: tuple[tuple[int, list[Any], Any], ...]
    make: Callable[[tuple[Any, ...]], T]


class Prepared(Generic[T]):
    """`build` makes the queryset (of a model, or `values_list`) from stand-ins; its values are whole numbers, text, days or moments.

    A value must not decide the shape of the statement: no None, no list.
    """

    def __init__(self, kinds: Sequence[type], build: Callable[..., models.QuerySet[Any, T]]) -> None:
        self._kinds, self._build = kinds, build
        self._made: dict[str, _Made[T]] = {}

    def __call__(self, *values: Any) -> list[T]:
        made = self._made.get(connection.vendor) or self._prepare()
        given = [_adapted(value) for value in values]
        wanted = [fixed if n is None else given[n] for n, fixed in zip(made.order, made.fixed, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(made.words, wanted)
            rows = cursor.fetchall()
        return [made.make(_converted(made, row)) for row in rows]

    def first(self, *values: Any) -> T | None:
        return next(iter(self(*values)), None)

    def _prepare(self) -> _Made[T]:
        stand_ins = [_stand_in(kind, n) for n, kind in enumerate(self._kinds)]
        rows = self._build(*stand_ins)
        compiler = rows.query.get_compiler(connection=connection)
        words, params = compiler.as_sql()
        known = {_adapted(value): n for n, value in enumerate(stand_ins)}
        converters = compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])
        made: _Made[T] = _Made(
            words,
            tuple(params),
            tuple(known.get(value) for value in params),
            tuple((at, list(how), said) for at, (how, said) in converters.items()),
            _maker(rows, compiler),
        )
        if set(known.values()) - set(made.order):
            raise ValueError("A value of a prepared statement is lost in it.")
        self._made[connection.vendor] = made
        return made


def _stand_in(kind: type, n: int) -> Any:
    """Nothing that a statement of ours would say by itself."""
    made: dict[type, Any] = {
        int: 8_888_888_000 + n,
        str: f"\x07{n}",
        datetime: _FAR + timedelta(seconds=n),
        date: (_FAR + timedelta(days=n)).date(),
    }
    return made[kind]


def _adapted(value: Any) -> Any:
    """As the database is given it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _converted(made: _Made[Any], row: tuple[Any, ...]) -> tuple[Any, ...]:
    if not made.converters:
        return row
    cells = list(row)
    for at, how, said in made.converters:
        for convert in how:
            cells[at] = convert(cells[at], said, connection)
    return tuple(cells)


def _maker(rows: models.QuerySet[Any, Any], compiler: Any) -> Callable[[tuple[Any, ...]], Any]:
    """What Django makes of a row: an object with those joined to it, or a tuple."""
    if rows._iterable_class is not ModelIterable:  # noqa: SLF001 - no public way to ask
        return lambda row: row
    info = compiler.klass_info
    model, chosen = info["model"], info["select_fields"]
    first, last = chosen[0], chosen[-1] + 1
    names = [one[0].target.attname for one in compiler.select[first:last]]
    joined = get_related_populators(info, compiler.select, rows.db)  # type: ignore[call-arg]  # the stubs know a later Django

    def make(row: tuple[Any, ...]) -> Any:
        made = model.from_db(connection.alias, names, row[first:last])
        for one in joined:
            one.populate(row, made)
        return made

    return make
