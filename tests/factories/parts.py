"""What a test may need beside Python: parts of Debian, the folder of sample letters, the registries of packages.

Where one is absent its tests are skipped and counted; with PHOIHOP_DEMANDS_PARTS they fail instead. The samples are
only demanded where their folder is there at all.
"""

import os
import shutil
from pathlib import Path

from phoihop.ops.postgres import binaries

ROOT = Path(__file__).parents[2]
SAMPLES = Path(os.environ.get("PHOIHOP_SAMPLES") or ROOT.parent / "shared" / "samples")
PACKAGES = {
    "chromium": "chromium",
    "soffice": "libreoffice-writer-nogui",
    "tesseract": "tesseract-ocr tesseract-ocr-vie",
    "pdftoppm": "poppler-utils",
    "initdb": "postgresql",
}
DEMANDED = os.environ.get("PHOIHOP_DEMANDS_PARTS") == "1"


def wanted_by(item):
    """The parts a test asks for: by `tool(name)`, by being driven in a browser, by the fixture `samples`."""
    for mark in item.iter_markers("tool"):
        yield from mark.args
    if item.get_closest_marker("browser"):
        yield "chromium"
    if item.get_closest_marker("samples") or "samples" in getattr(item, "fixturenames", ()):
        yield "samples"


def absent(part):
    """A sentence where the part is not here, else nothing."""
    if part == "samples":
        return "" if (SAMPLES / "letters").is_dir() else "the sample letters (set PHOIHOP_SAMPLES to their folder)"
    if part == "registries":
        return "" if DEMANDED else "the package registries (asked only where every part is demanded)"
    found = binaries() if part == "initdb" else shutil.which(part)
    return "" if found else f"{part} (type: sudo apt install {PACKAGES[part]})"


def demanded(part):
    return DEMANDED and (part != "samples" or SAMPLES.is_dir())
