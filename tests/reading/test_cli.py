"""`phoihop read`: one line a file, exit codes, and nothing of a marked paper."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from extract.docs import docx_of, p
from extract.scans import WORDS, bytes_of, pdf_of, sheet_of, stamped
from extract.signing import authority, pem, signed
from phoihop.reading.cli import main
from phoihop.reading.scoring import GOALS
from phoihop.reading.summary import _WORDS
from reading.conftest import OWN

LETTER = """SỞ Y TẾ AN LÃNG
Số: 12/SYT-VP
An Lãng, ngày 05 tháng 3 năm 2030
Kính gửi: Các bệnh viện.
Sở Y tế yêu cầu các bệnh viện thực hiện những việc sau:
1. Rà soát cơ số thuốc, xong trước ngày 31/3/2030.
2. Báo cáo kết quả về Sở Y tế (qua Phòng Nghiệp vụ) chậm nhất ngày 10/4/2030.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "thu.txt").write_text(LETTER, "utf-8")
    (tmp_path / "chuyen.txt").write_text(
        "Hôm nay trời đẹp, chúng tôi đi chơi công viên cùng bạn bè và ăn kem.", "utf-8"
    )
    (tmp_path / "kin.txt").write_text(f"TỐI MẬT\n{LETTER}", "utf-8")
    (tmp_path / "MẬT 12.txt").write_text(LETTER, "utf-8")
    (tmp_path / "rong.txt").write_bytes(b"")
    return tmp_path


def lines(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_json_prints_one_line_a_file_in_order(folder, capsys):
    code = main(["--json", str(folder / "thu.txt"), str(folder / "chuyen.txt"), str(folder / "thu.txt")])

    answers = lines(capsys)
    assert code == 1
    assert [a["class"] for a in answers] == ["document", "not_document", "document"]
    assert answers[0]["number"] == "12/SYT-VP"
    assert [LETTER[t["start"] : t["end"]] for t in answers[0]["tasks"]] == [
        "Rà soát cơ số thuốc, xong trước ngày 31/3/2030.",
        "Báo cáo kết quả về Sở Y tế (qua Phòng Nghiệp vụ) chậm nhất ngày 10/4/2030.",
    ]
    assert answers[1] == {
        "class": "not_document",
        "refused": True,
        "why": "không phải văn bản chỉ đạo; không có gì để lấy.",
        "tasks": [],
        "cited": [],
    }


def test_a_readable_letter_exits_0(folder, capsys):
    assert main([str(folder / "thu.txt")]) == 0
    out = capsys.readouterr().out
    assert "Số:        12/SYT-VP" in out
    assert "1. Rà soát cơ số thuốc" in out
    assert "các bệnh viện · hạn 31/3/2030" in out
    assert "báo cáo Sở Y tế (qua Phòng Nghiệp vụ) · hạn 10/4/2030" in out


@pytest.mark.parametrize("name", ["kin.txt", "MẬT 12.txt"])
@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_nothing_of_a_marked_paper_is_printed(folder, capsys, name, flags):
    assert main([*flags, str(folder / name)]) == 1
    said = "".join(capsys.readouterr())
    assert "mật" in said
    assert not any(words in said for words in ("12/SYT-VP", "thuốc", "Sở Y tế", "An Lãng", "TỐI MẬT"))


def test_a_missing_file_is_said_in_a_sentence(folder, capsys):
    assert main([str(folder / "khong-co.txt")]) == 1
    assert capsys.readouterr().err == "khong-co.txt: Không mở được tệp. Hãy kiểm tra lại đường dẫn và quyền đọc.\n"


def test_a_missing_file_still_gives_its_line(folder, capsys):
    assert main(["--json", str(folder / "khong-co.txt"), str(folder / "thu.txt")]) == 1
    assert [a["refused"] for a in lines(capsys)] == [True, False]


def test_an_empty_file_is_refused(folder, capsys):
    assert main(["--json", str(folder / "rong.txt")]) == 1
    why = "trong tệp không có chữ nào; không có gì để lấy."
    assert lines(capsys) == [{"class": "unreadable", "refused": True, "why": why, "tasks": [], "cited": []}]


def test_a_broken_word_file_is_refused_with_a_sentence(tmp_path, capsys):
    (tmp_path / "hong.docx").write_bytes(b"PK\x03\x04 not a document")
    assert main([str(tmp_path / "hong.docx")]) == 1
    assert capsys.readouterr().err.startswith("hong.docx: ")


HIDDEN_MARKS = [
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="TUYỆT MẬT"/></v:shape></w:pict></w:r>',
    '<w:r><w:drawing><wp:docPr xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" descr="Dấu MẬT"/></w:drawing></w:r>',
    '<w:del w:id="1" w:author="A"><w:r><w:delText>MẬT</w:delText></w:r></w:del>',
]


@pytest.mark.parametrize("mark", HIDDEN_MARKS)
def test_a_mark_that_no_line_of_a_word_file_shows_keeps_it_out(tmp_path, capsys, mark):
    (tmp_path / "a.docx").write_bytes(docx_of(p("", inner=mark) + p("Giấy rất kín. Sở Y tế báo cáo.")))
    (tmp_path / "b.docx").write_bytes(docx_of(p("", inner=mark.replace("MẬT", "XONG")) + p("Giấy.")))
    assert main(["--json", str(tmp_path / "a.docx")]) == 1
    said = capsys.readouterr()
    assert "dấu chỉ mức độ mật" in said.out
    assert "kín" not in said.out + said.err
    main(["--json", str(tmp_path / "b.docx")])
    assert "dấu chỉ mức độ mật" not in capsys.readouterr().out


def test_a_word_file_is_read(tmp_path, capsys):
    import docx

    paper = docx.Document()
    for line in LETTER.splitlines():
        paper.add_paragraph(line)
    paper.save(tmp_path / "thu.docx")

    assert main(["--json", str(tmp_path / "thu.docx")]) == 0
    answer = lines(capsys)[0]
    assert (answer["number"], len(answer["tasks"])) == ("12/SYT-VP", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_byte_order_mark_is_minded(tmp_path, capsys, encoding):
    (tmp_path / "thu.txt").write_bytes(LETTER.encode(encoding))
    assert main(["--json", str(tmp_path / "thu.txt")]) == 0
    assert lines(capsys)[0]["place"] == "An Lãng"


def test_it_speaks_vietnamese_unless_asked(folder, capsys, monkeypatch):
    """By the same rule as every other command: --lang, else PHOIHOP_LANG, else Vietnamese."""
    letter, gone = str(folder / "thu.txt"), str(folder / "khong-co.txt")
    said = {}
    for name, words, env in [("vi", [], ""), ("en", ["--lang", "en"], ""), ("en=", ["--lang=en"], ""), ("env", [], "en"),
                             ("over", ["--lang", "vi"], "en")]:  # fmt: skip
        monkeypatch.setenv("PHOIHOP_LANG", env) if env else monkeypatch.delenv("PHOIHOP_LANG", raising=False)
        assert (main([*words, letter]), main([*words, gone]), main([*words, "--help"])) == (0, 1, 0)
        said[name] = "".join(capsys.readouterr())
    assert said["vi"] == said["over"]
    assert said["en"] == said["en="] == said["env"]
    told = ("Kính gửi:", "Nhiệm vụ: 2", "hạn 31/3/2030", "Không mở được tệp", "mã kết thúc")
    english = ("To:", "Tasks: 2", "due 31/3/2030", "cannot be opened", "exit: 0 all files read")
    assert [words in said["vi"] for words in (*told, *english)] == [True] * 5 + [False] * 5
    assert [words in said["en"] for words in (*told, *english)] == [False] * 5 + [True] * 5


def test_both_languages_have_the_same_words():
    assert set(_WORDS["vi"]) == set(_WORDS["en"])
    assert [key for key in _WORDS["vi"] if _WORDS["vi"][key].count("{}") != _WORDS["en"][key].count("{}")] == []


@pytest.mark.parametrize(("words", "code"), [([], 64), (["--nonsense", "a.txt"], 64), (["--help"], 0)])
def test_misuse_and_help(words, code, capsys):
    assert main(words) == code
    if code == 0:
        assert "mã kết thúc: 0 đọc được mọi tệp" in capsys.readouterr().out


def test_a_folder_of_annotated_letters_is_scored(tmp_path, capsys):
    for letter in sorted(OWN.glob("C00*.json")):
        (tmp_path / letter.name).symlink_to(letter.resolve())
    assert main(["--score", str(tmp_path), "--json"]) in {0, 1}
    found = json.loads(capsys.readouterr().out)
    assert found["letters"] == len(list(OWN.glob("C00*.json")))
    assert set(GOALS) == set(found["scores"])
    assert all(0 <= score <= 1 for score in found["scores"].values())


def test_a_folder_without_letters_is_said(tmp_path, capsys):
    assert main(["--score", str(tmp_path)]) == 64
    assert str(tmp_path) in capsys.readouterr().err


def test_every_miss_is_printed_where_asked(tmp_path, capsys):
    letter = json.loads((OWN / "C001.json").read_text("utf-8"))
    letter["gold"]["number"], letter["gold"]["number_raw"] = "1/SAI", letter["gold"]["number_raw"]
    (tmp_path / "C001.json").write_text(json.dumps(letter), "utf-8")
    assert main(["--score", str(tmp_path), "--misses"]) == 1
    assert "C001: number: '1/SAI'" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.tool("tesseract")
def test_a_scan_is_read_with_how_sure_each_page_is(tmp_path, capsys):
    letter = tmp_path / "thư.png"
    letter.write_bytes(bytes_of(sheet_of("Số 12-CV/BTGTU\n\n" + WORDS)))
    assert main(["--json", str(letter)]) in {0, 1}
    read = json.loads(capsys.readouterr().out)
    assert (read["told"], [page["asks"] for page in read["pages"]]) == ([], [False])
    main([str(letter)])
    assert "Trang 1: đọc từ ảnh, chắc 9" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.tool("tesseract")
def test_nothing_of_a_scan_with_a_stamped_mark_is_printed(tmp_path, capsys):
    letter = tmp_path / "thư.png"
    letter.write_bytes(bytes_of(stamped(sheet_of("#v(15mm)\n" + WORDS), "TỐI MẬT", angle=2)))
    assert main([str(letter)]) == 1
    said = capsys.readouterr()
    assert (said.out, "dấu chỉ mức độ mật" in said.err, "Kính gửi" in said.err) == ("", True, False)


@pytest.mark.slow
def test_signatures_of_a_pdf_are_told_and_given_out(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PHOIHOP_SIGNATURE_ROOTS", str(tmp_path))
    (tmp_path / "gốc.pem").write_bytes(pem(authority()[1]))
    letter = tmp_path / "thư.pdf"
    letter.write_bytes(signed(pdf_of(), "Trần Thị Bình"))
    main(["--json", str(letter)])
    (told,) = json.loads(capsys.readouterr().out)["signatures"]
    when = told.pop("when")
    assert datetime.fromisoformat(when).year >= 2026
    assert told == {
        "who": "Trần Thị Bình", "stamped": "", "words": "whole", "certificate": "trusted", "sound": True,
    }  # fmt: skip
    main(["--lang", "en", str(letter)])
    assert "Digital signature of Trần Thị Bình" in capsys.readouterr().out


def test_tracked_changes_are_told_in_words_of_either_language(tmp_path, capsys):
    letter = tmp_path / "thư.docx"
    change = '<w:ins w:author="An" w:date="2026-07-14T08:00:00Z"><w:r><w:t>trước 25/11</w:t></w:r></w:ins>'
    letter.write_bytes(docx_of(p("Ban đề nghị báo cáo ", inner=change)))
    main([str(letter)])
    assert "  thêm (An, 2026-07-14): trước 25/11" in capsys.readouterr().out
    main(["--lang", "en", str(letter)])
    assert "  added (An, 2026-07-14): trước 25/11" in capsys.readouterr().out
