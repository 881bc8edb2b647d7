"""What LibreOffice makes of our .docx: another program's eyes on it."""

import shutil
import subprocess
from dataclasses import replace

import pytest

from phoihop.extract import Limits, extract
from phoihop.extract.pdf import layout_of_pdf
from phoihop.typeset import check, to_docx
from typeset.letters import DISPATCH, REPORT

pytestmark = [pytest.mark.tool("soffice"), pytest.mark.slow]
LETTERS = {
    "report": REPORT,
    "dispatch": DISPATCH,
    "state": replace(REPORT, rules="30/2020/NĐ-CP", symbol="BC-SGDĐT", issuer="Sở Giáo dục và Đào tạo"),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("soffice")
    for name, letter in LETTERS.items():
        (folder / f"{name}.docx").write_bytes(to_docx(letter))
    words = [shutil.which("soffice"), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    words += ["--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*words, *map(str, sorted(folder.glob("*.docx")))], check=True, capture_output=True)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in LETTERS}


@pytest.mark.parametrize("name", LETTERS)
def test_its_print_breaks_no_rule(printed, name):
    assert check(printed[name], "thư.pdf") == []


@pytest.mark.parametrize("name", LETTERS)
def test_its_print_says_the_same_words(printed, name):
    ours = extract(to_docx(LETTERS[name]), "thư.docx").part("body").split()
    assert extract(printed[name], "thư.pdf").text.split() == ours


def test_its_lines_stand_where_ours_do(printed):
    """The first line of the head and of the body, in millimetres from the edges."""
    lines = layout_of_pdf(printed["report"], Limits()).lines
    first = next(line for line in lines if line.text.startswith("Thực hiện Công văn"))
    assert first.left == pytest.approx(40, abs=0.5)
    assert min(line.left for line in lines) == pytest.approx(30, abs=0.5)
    assert lines[0].top == pytest.approx(20, abs=1)
