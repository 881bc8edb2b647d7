"""Annotated letters: those that come with the samples, and those written for this project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factories.parts import SAMPLES

ROOT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).with_name("letters")


@pytest.fixture
def samples() -> Path:
    """The folder of the samples; a test that needs it is skipped and counted where it is not there."""
    return SAMPLES


@pytest.fixture
def seed(samples: Path) -> dict:
    return json.loads((samples / "letters" / "L001.json").read_text("utf-8"))
