"""The checker over spoiled letters: findings or a refusal, nothing else."""

import random

import pytest

from extract.test_fuzz import spoiled
from phoihop.extract import Refusal
from phoihop.typeset import check, to_docx, to_pdf
from typeset.letters import DISPATCH, REPORT


def outcome(data, name):
    try:
        return check(data, name)
    except Refusal as refusal:
        return [refusal]


def fuzz(count, seed, data, name):
    luck = random.Random(seed)
    for _ in range(count):
        for one in outcome(spoiled(data, luck), name):
            assert isinstance(one, Refusal) or "{" not in one.message_vi + one.message_en


def test_spoiled_letters_are_checked_or_refused():
    fuzz(60, 1, to_docx(REPORT), "thư.docx")
    fuzz(3, 2, to_pdf(DISPATCH), "thư.pdf")


@pytest.mark.slow
def test_many_spoiled_letters_are_checked_or_refused():
    fuzz(800, 3, to_docx(DISPATCH), "thư.docx")
    fuzz(40, 4, to_pdf(REPORT), "thư.pdf")
