"""The labels Word prints. Every case is also put before LibreOffice, whose text export is exact."""

import shutil
import subprocess

import pytest

from extract.docs import abstract, docx_of, lvl, num, p, table
from phoihop.extract import extract

LETTER = abstract(
    0, lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%2."), lvl(2, "lowerLetter", "%3)"), lvl(3, "bullet", "-")
)
DEEP = abstract(0, lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2."), lvl(2, "decimal", "%1.%2.%3."))


def style(key, *, based="", number=None, level=None, default=False):
    listed = f'<w:numPr>{"" if level is None else f"<w:ilvl w:val={chr(34)}{level}{chr(34)}/>"}<w:numId w:val="{number}"/></w:numPr>'
    return (
        f'<w:style w:type="paragraph" {"w:default=" + chr(34) + "1" + chr(34) if default else ""} w:styleId="{key}"><w:name w:val="{key}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + f"<w:pPr>{listed if number is not None else ''}</w:pPr></w:style>"
    )


CASES = {
    "letter": (
        [p("A", num=1), p("B", num=1, level=1), p("C", num=1, level=2), p("D", num=1, level=2), p("E", num=1, level=1), p("F", num=1, level=2), p("G", num=1), p("H", num=1, level=1)],
        {"numbering": LETTER + num(1, 0)},
        ["I. A", "1. B", "a) C", "b) D", "2. E", "a) F", "II. G", "1. H"],
    ),
    "levels within levels": (
        [p("A", num=1), p("B", num=1, level=1), p("C", num=1, level=2), p("D", num=1, level=1), p("E", num=1, level=2)],
        {"numbering": DEEP + num(1, 0)},
        ["1. A", "1.1. B", "1.1.1. C", "1.2. D", "1.2.1. E"],
    ),
    "plain text between": (
        [p("A", num=1), p("xen giữa"), p("B", num=1), p("C", num=1, level=1), p("xen"), p("D", num=1, level=1)],
        {"numbering": LETTER + num(1, 0)},
        ["I. A", "xen giữa", "II. B", "1. C", "xen", "2. D"],
    ),
    "restart by override": (
        [p("A", num=1), p("B", num=1), p("C", num=2), p("D", num=2), p("E", num=1)],
        {"numbering": LETTER + num(1, 0) + num(2, 0, (0, 1))},
        ["I. A", "II. B", "I. C", "II. D", "III. E"],
    ),
    "override starts at five": (
        [p("A", num=1), p("C", num=2), p("D", num=2)],
        {"numbering": DEEP + num(1, 0) + num(2, 0, (0, 5))},
        ["1. A", "5. C", "6. D"],
    ),
    "two numbers of one list go on": (
        [p("A", num=1), p("B", num=2), p("C", num=1)],
        {"numbering": DEEP + num(1, 0) + num(2, 0)},
        ["1. A", "2. B", "3. C"],
    ),
    "two lists": (
        [p("A", num=1), p("B", num=2), p("C", num=1), p("D", num=2)],
        {"numbering": DEEP + abstract(1, lvl(0, "lowerLetter", "%1)")) + num(1, 0) + num(2, 1)},
        ["1. A", "a) B", "2. C", "b) D"],
    ),
    "through a style": (
        [p("A", style="Muc"), p("B", style="Diem"), p("C", style="Diem"), p("D", style="Muc"), p("E", style="Diem")],
        {
            "numbering": abstract(0, lvl(0, "upperRoman", "%1.", style="Muc"), lvl(1, "decimal", "%2.", style="Diem")) + num(1, 0),
            "styles": style("Muc", number=1) + style("Diem", number=1, level=1),
        },
        ["I. A", "1. B", "2. C", "II. D", "1. E"],
    ),
    "through a style's ancestor": (
        [p("A", style="Con"), p("B", style="Con")],
        {"numbering": DEEP + num(1, 0), "styles": style("Cha", number=1) + style("Con", based="Cha")},
        ["1. A", "2. B"],
    ),
    "a paragraph steps out of its style's list": (
        [p("A", style="Muc"), p("B", style="Muc", num=0), p("C", style="Muc")],
        {"numbering": DEEP + num(1, 0), "styles": style("Muc", number=1)},
        ["1. A", "B", "2. C"],
    ),
    "figures within legal levels": (
        [p("A", num=1), p("B", num=1, level=1)],
        {"numbering": abstract(0, lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%1.%2.", legal=True)) + num(1, 0)},
        ["I. A", "1.1. B"],
    ),
    "a level that never restarts": (
        [p("A", num=1), p("B", num=1, level=1), p("C", num=1), p("D", num=1, level=1)],
        {"numbering": abstract(0, lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "Điều %2.", restart=0)) + num(1, 0)},
        ["I. A", "Điều 1. B", "II. C", "Điều 2. D"],
    ),
    "starts elsewhere": (
        [p("A", num=1), p("B", num=1)],
        {"numbering": abstract(0, lvl(0, "decimal", "%1.", start=7)) + num(1, 0)},
        ["7. A", "8. B"],
    ),
    "with a zero, in letters, in small Roman": (
        [p("A", num=1), p("B", num=2), p("C", num=3), p("D", num=4)],
        {
            "numbering": abstract(0, lvl(0, "decimalZero", "%1."))
            + abstract(1, lvl(0, "upperLetter", "%1."))
            + abstract(2, lvl(0, "lowerRoman", "(%1)"))
            + abstract(3, lvl(0, "none", "Phần"))
            + num(1, 0) + num(2, 1) + num(3, 2) + num(4, 3)
        },
        ["01. A", "A. B", "(i) C", "Phần D"],
    ),
    "letters after z": (
        [p("x", num=1) for _ in range(28)],
        {"numbering": abstract(0, lvl(0, "lowerLetter", "%1)")) + num(1, 0)},
        [f"{letter}) x" for letter in [*"abcdefghijklmnopqrstuvwxyz", "aa", "bb"]],
    ),
    "a point before any section": (
        [p("A", num=1, level=1), p("B", num=1), p("C", num=1, level=1)],
        {"numbering": DEEP + num(1, 0)},
        ["1.1. A", "2. B", "2.1. C"],
    ),
    "nothing beside a label": (
        [p("A", num=1), p("", num=1), p("C", num=1)],
        {"numbering": DEEP + num(1, 0)},
        ["1. A", "2.", "3. C"],
    ),
    "in a table too": (
        [p("A", num=1), table([f"<w:tc><w:tcPr/>{p('B', num=1)}</w:tc>"]), p("C", num=1)],
        {"numbering": DEEP + num(1, 0)},
        ["1. A", "2. B", "3. C"],
    ),
}  # fmt: skip


# It reads neither isLgl nor a lvlRestart of 0; Word turns the Roman figure into 1, and counts articles on.
LIBREOFFICE_LACKS = {"figures within legal levels", "a level that never restarts"}


@pytest.mark.parametrize("case", CASES)
def test_labels_are_those_that_word_prints(case):
    body, parts, expected = CASES[case]
    assert extract(docx_of("".join(body), **parts), "thư.docx").text.split("\n") == expected


def test_a_label_without_a_gap_stands_close():
    numbering = abstract(0, lvl(0, "decimal", "%1)", suff="nothing"), lvl(1, "decimal", "%2.", suff="space")) + num(
        1, 0
    )
    body = p("A", num=1) + p("B", num=1, level=1)
    assert extract(docx_of(body, numbering=numbering), "a.docx").text == "1)A\n1. B"


def test_marks_of_symbol_typefaces_become_plain_ones():
    marks = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf02d": "-", "-": "-", "o": "o"}
    ordered = "".join(abstract(at, lvl(0, "bullet", mark)) for at, mark in enumerate(marks)) + "".join(
        num(at + 1, at) for at in range(len(marks))
    )
    body = "".join(p("x", num=at + 1) for at in range(len(marks)))
    assert extract(docx_of(body, numbering=ordered), "a.docx").text == "\n".join(f"{mark} x" for mark in marks.values())


def test_a_list_named_by_a_style_elsewhere_is_found():
    numbering = (
        abstract(0, links='<w:numStyleLink w:val="Kieu"/>')
        + abstract(1, lvl(0, "upperRoman", "%1."), links='<w:styleLink w:val="Kieu"/>')
        + num(1, 0)
        + num(2, 1)
    )
    assert extract(docx_of(p("A", num=1) + p("B", num=2), numbering=numbering), "a.docx").text == "I. A\nII. B"


def test_an_unknown_style_of_numbers_is_told():
    numbering = abstract(0, lvl(0, "japaneseCounting", "%1.")) + num(1, 0)
    found = extract(docx_of(p("A", num=1), numbering=numbering), "a.docx")
    assert found.text == "1. A"
    assert [one.code for one in found.warnings] == ["numbering"]


@pytest.mark.tool("soffice")
@pytest.mark.slow
def test_libreoffice_prints_the_same_labels(tmp_path):
    for at, (body, parts, _) in enumerate(CASES.values()):
        (tmp_path / f"{at}.docx").write_bytes(docx_of("".join(body), **parts))
    words = [
        shutil.which("soffice"),
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*words, *map(str, sorted(tmp_path.glob("*.docx")))], check=True, capture_output=True)
    for at, (case, (_, _, expected)) in enumerate(CASES.items()):
        if case in LIBREOFFICE_LACKS:
            continue
        printed = (tmp_path / f"{at}.txt").read_text("utf-8-sig").strip().split("\n")
        assert (case, [" ".join(line.split()) for line in printed]) == (case, expected)
