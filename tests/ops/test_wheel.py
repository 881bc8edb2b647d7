"""What an office installs: one wheel with all that the pages need, and nothing that only we need."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from factories.parts import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.tool("registries")]
MADE = ("__pycache__", "vendor", "fonts", "*.mo", "var", "node_modules", ".*")  # a clone has none of these
VENDOR = ("htmx/htmx.min.js", "tabler/tabler.min.css", "plex/plex.css")
FACES = ("Regular", "Bold", "Italic", "BoldItalic")


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel") / "a clone"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*MADE))
    return {at.relative_to(folder / "src").as_posix() for at in (folder / "src").rglob("*") if at.is_file()}, folder


@pytest.fixture(scope="module")
def wheel(sources):
    _names, folder = sources
    uv = ROOT / ".tools/uv/bin/uv"
    words = [uv if uv.exists() else "uv", "build", "--wheel", "--quiet", "--python", sys.executable, "--out-dir", "out"]
    env = {"UV_CACHE_DIR": str(ROOT / ".tools/cache"), **os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = Path(folder / "out").glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_every_file_of_the_sources_is_in_the_wheel(sources, wheel):
    """Templates, static files, letters, layout rules, catalogues, migrations."""
    names, _folder = sources
    assert names - wheel == set()
    assert sum("/templates/" in name for name in names) > 100


def test_catalogues_are_compiled_and_front_end_and_fonts_are_fetched(sources, wheel):
    names, _folder = sources
    wanted = {name.removesuffix(".po") + ".mo" for name in names if name.endswith(".po")}
    wanted |= {f"phoihop/web/static/vendor/{name}" for name in VENDOR}
    wanted |= {f"phoihop/typeset/fonts/Tinos-{face}.ttf" for face in FACES}
    assert wanted - wheel == set()
    assert sum(name.endswith(".woff2") for name in wheel) == 9


def test_nothing_else_is_in_it(sources, wheel):
    """No tests, no data, no tool of ours: the package, what was made for it, and what is said of it."""
    names, _folder = sources
    made = ("phoihop/web/static/vendor/", "phoihop/typeset/fonts/")
    rest = {name for name in wheel - names if not name.startswith(made) and not name.endswith(".mo")}
    assert {name.partition("/")[0].rpartition(".")[2] for name in rest} == {"dist-info"}
    assert not any("node_modules" in name or name.endswith(".map") for name in wheel)
