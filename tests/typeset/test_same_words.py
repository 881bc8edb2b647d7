from dataclasses import replace

import pytest

from phoihop.extract import extract
from phoihop.typeset import Letter, to_docx, to_pdf
from typeset.letters import DISPATCH, REPORT


def words_of_pdf(data):
    return extract(data, "thư.pdf").text.split()


def words_of_docx(data):
    return extract(data, "thư.docx").part("body").split()


@pytest.mark.parametrize("letter", [REPORT, DISPATCH, replace(REPORT, rules="30/2020/NĐ-CP")])
def test_docx_and_pdf_say_the_same_words(letter: Letter):
    assert words_of_docx(to_docx(letter)) == words_of_pdf(to_pdf(letter))


def test_the_same_letter_gives_the_same_bytes():
    assert to_docx(REPORT) == to_docx(REPORT)
    assert to_pdf(REPORT) == to_pdf(REPORT)
