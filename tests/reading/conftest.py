"""Annotated letters: those that come with the samples, and those written for this project."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).with_name("letters")


def samples_folder() -> Path:
    return Path(os.environ.get("PHOIHOP_SAMPLES") or ROOT.parent / "shared" / "samples")


@pytest.fixture
def samples() -> Path:
    """The folder of the samples; a test that needs it is skipped and counted where it is not there."""
    folder = samples_folder()
    if not (folder / "letters").is_dir():
        pytest.skip(f"the samples are not there: {folder} (set PHOIHOP_SAMPLES)")
    return folder


@pytest.fixture
def seed(samples: Path) -> dict:
    return json.loads((samples / "letters" / "L001.json").read_text("utf-8"))
