"""Whether this process lives, and whether it could do its work: for proxies and watchers, without sign-in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SPACE = 200 * 1000 * 1000  # bytes under which nothing more should be written


@require_safe
@login_not_required
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database: a database that is away is no reason to end this process."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@login_not_required
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Names of what was asked and whether it holds, nothing else."""
    found = {name: ask() for name, ask in ASKED.items()}
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


class _Known:
    """A process that was up to date once stays so: migrating asks for a new start."""

    migrated = False


def _migrations() -> bool:
    if not _Known.migrated:
        try:
            executor = MigrationExecutor(connection)
            _Known.migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            return False
    return _Known.migrated


def _folder() -> Path:
    """Where files go, or the nearest folder above that exists."""
    place = Path(settings.FILES_ROOT)
    return next(p for p in (place, *place.parents) if p.exists())


def _files() -> bool:
    return os.access(_folder(), os.W_OK | os.X_OK)


def _space() -> bool:
    return shutil.disk_usage(_folder()).free >= SPACE


ASKED: dict[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "files": _files,
    "space": _space,
}
