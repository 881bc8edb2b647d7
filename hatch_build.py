"""Brings the front-end parts from npm by lock file and compiles the catalogues; nothing of theirs is committed."""

from __future__ import annotations

import os
import re
import shutil
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
VENDOR = ROOT / "src/phoihop/web/static/vendor"
FONTS = ROOT / "src/phoihop/typeset/fonts"

# path inside a package -> place under static/vendor
STATIC = {
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
}
PLEX_WEIGHTS = (400, 500, 600)
PLEX_SUBSETS = ("latin", "latin-ext", "vietnamese")
TINOS = {"400Regular": "Regular", "400Regular_Italic": "Italic", "700Bold": "Bold", "700Bold_Italic": "BoldItalic"}


class Hook(BuildHookInterface):
    """Runs before the wheel (also the editable one) is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        parts = _fetched()
        _copy_static(parts)
        _copy_plex(parts)
        _copy_tinos(parts)
        _copy_test_parts(parts)
        _compile_catalogues()


Parts = dict[str, bytes]  # package/path -> what stands there


def _fetched() -> Parts:
    packages = _module("packages")
    try:
        return packages.fetched(ROOT, os.environ.get("npm_config_registry", packages.REGISTRY))  # noqa: SIM112 - as npm is told of a mirror
    except packages.PackageError as error:
        sys.exit(str(error))


def _compile_catalogues() -> None:
    _module("catalogues").compile_stale()


def _module(name: str) -> Any:
    """One of the room kit, by its file: the package itself is not installed yet."""
    place = ROOT / f"src/phoihop/kit/{name}.py"
    spec = spec_from_file_location(name, place)
    if spec is None or spec.loader is None:
        sys.exit(f"{place} is missing.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _put(parts: Parts, source: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    data = parts[source]
    if target.suffix in {".css", ".js"}:
        data = re.sub(r"(/\*|//)[#@] sourceMappingURL=.*", "", data.decode()).encode()
    target.write_bytes(data)


def _copy_static(parts: Parts) -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in STATIC.items():
        _put(parts, source, VENDOR / target)


def _copy_plex(parts: Parts) -> None:
    """IBM Plex Sans as woff2, with the Vietnamese subset, under one style sheet."""
    plex = "@fontsource/ibm-plex-sans"
    rules = []
    for weight in PLEX_WEIGHTS:
        css = parts[f"{plex}/{weight}.css"].decode()
        for rule in re.findall(r"@font-face\s*{[^}]*}", css):
            name = re.search(r"files/(ibm-plex-sans-([a-z-]+)-\d+-normal)\.woff2", rule)
            if name and name[2] in PLEX_SUBSETS:
                rules.append(re.sub(r",\s*url\([^)]*\.woff\)\s*format\([^)]*\)", "", rule))
                _put(parts, f"{plex}/files/{name[1]}.woff2", VENDOR / "plex/files" / f"{name[1]}.woff2")
    (VENDOR / "plex/plex.css").write_text("\n".join(rules), "utf-8")


def _copy_tinos(parts: Parts) -> None:
    shutil.rmtree(FONTS, ignore_errors=True)
    for folder, face in TINOS.items():
        found = f"@expo-google-fonts/tinos/{folder}/"
        source = next(path for path in sorted(parts) if path.startswith(found) and path.endswith(".ttf"))
        _put(parts, source, FONTS / f"Tinos-{face}.ttf")


def _copy_test_parts(parts: Parts) -> None:
    _put(parts, "axe-core/axe.min.js", ROOT / "node_modules/axe-core/axe.min.js")
