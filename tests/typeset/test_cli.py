import json

from phoihop.typeset import to_docx
from phoihop.typeset.cli import main
from typeset.letters import REPORT


def letter_at(folder, **changes):
    path = folder / "thư.docx"
    data = to_docx(REPORT)
    path.write_bytes(changes.get("data", data))
    return str(path)


def test_a_good_letter_ends_with_nought(tmp_path, capsys):
    assert main([letter_at(tmp_path)]) == 0
    assert capsys.readouterr().out.endswith("  Không thấy lỗi thể thức.\n")


def test_findings_end_with_one_and_are_json_for_machines(tmp_path, capsys):
    assert main([letter_at(tmp_path), "--rules", "30/2020/NĐ-CP", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["rules"], told["checked_by_clerk"]) == ("30/2020/NĐ-CP", "")
    assert "motto" in {one["zone"] for one in told["findings"]}


def test_an_unknown_rule_set_is_a_wrong_word(tmp_path, capsys):
    assert main([letter_at(tmp_path), "--rules", "99-HD/VPTW"]) == 64
    assert "36-HD/VPTW" in capsys.readouterr().err


def test_no_file_named_is_a_wrong_word(capsys):
    assert main([]) == 64
    assert capsys.readouterr().err.endswith("phoihop check: còn thiếu FILE.\n")
    assert main(["--lang", "en"]) == 64
    assert "usage: phoihop check" in capsys.readouterr().err


def test_a_missing_file_and_a_broken_one_have_their_own_codes(tmp_path, capsys):
    assert main([str(tmp_path / "none.docx")]) == 66
    assert main([letter_at(tmp_path, data=to_docx(REPORT)[:900])]) == 65
    assert "hỏng" in capsys.readouterr().err


def test_help_teaches(capsys):
    assert main(["--help"]) == 0
    assert "mã kết thúc: 0 không thấy lỗi" in " ".join(capsys.readouterr().out.split())


def test_it_speaks_vietnamese_unless_asked(tmp_path, capsys, monkeypatch):
    """By the same rule as every other command: --lang, else PHOIHOP_LANG, else Vietnamese."""
    calls = ([letter_at(tmp_path)], [str(tmp_path / "none.docx")], ["--rules", "99", letter_at(tmp_path)], ["--help"])

    def said(*lang):
        assert [main([*lang, *words]) for words in calls] == [0, 66, 64, 0]
        return " ".join("".join(capsys.readouterr()).split())

    monkeypatch.delenv("PHOIHOP_LANG", raising=False)
    vietnamese, english = said(), said("--lang", "en")
    told = ("Không thấy lỗi thể thức", "không mở được tệp", "Không có bộ quy định", "mã kết thúc")
    other = ("Nothing found", "cannot be opened", "no layout rules named", "exit codes")
    assert [words in vietnamese for words in (*told, *other)] == [True] * 4 + [False] * 4
    assert [words in english for words in (*told, *other)] == [False] * 4 + [True] * 4
    monkeypatch.setenv("PHOIHOP_LANG", "en")
    assert said() == english
    assert said("--lang", "vi") == vietnamese
