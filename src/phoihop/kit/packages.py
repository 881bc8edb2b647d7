"""Packages of npm by their lock file, without Node: fetched, compared with their hash, read in memory, never run."""

from __future__ import annotations

import base64
import hashlib
import json
import tarfile
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

REGISTRY = "https://registry.npmjs.org"
TRIALS = 3  # on a bad line
PATIENCE = 60  # seconds for each


class PackageError(Exception):
    """One sentence: which package, what is wrong with it."""


def fetched(folder: Path, registry: str = REGISTRY) -> dict[str, bytes]:
    """`package/path` and what stands there, of all that the package.json of `folder` names, as its lock has them."""
    named = json.loads((folder / "package.json").read_text("utf-8"))
    locked = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    names = [*named.get("dependencies", {}), *named.get("devDependencies", {})]
    with ThreadPoolExecutor(max(1, len(names))) as pool:
        found = pool.map(lambda name: _package(name, locked[f"node_modules/{name}"], registry.rstrip("/")), names)
        return {path: data for package in found for path, data in package.items()}


def _package(name: str, locked: dict[str, str], registry: str) -> dict[str, bytes]:
    data = _downloaded(f"{registry}/{name}/-/{name.rpartition('/')[2]}-{locked['version']}.tgz")
    kind, _, digest = locked["integrity"].partition("-")
    if kind != "sha512" or base64.b64encode(hashlib.sha512(data).digest()).decode() != digest:
        raise PackageError(f"{name} is not the one that package-lock.json names. Nothing of it was used.")
    with tarfile.open(fileobj=BytesIO(data)) as archive:
        files = [(one, archive.extractfile(one)) for one in archive if one.isfile()]
        return {f"{name}/{one.name.partition('/')[2]}": file.read() for one, file in files if file}


def _downloaded(address: str) -> bytes:
    said = ""
    for _trial in range(TRIALS):
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - the registry's address
                return bytes(answer.read())
        except OSError as error:
            said = str(error)
    raise PackageError(f"{address} could not be fetched ({said}). Check the network and start again.")
