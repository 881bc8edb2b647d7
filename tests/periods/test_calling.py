"""A wrong call is said in one language, whole."""

import re

import pytest

from phoihop.periods.calling import Parser

ENGLISH = re.compile(r"\b(argument|required|invalid|expected|choose|unrecognized|allowed|ignored|usage|options)\b")


def parser_in(language):
    parser = Parser("phoihop x", language=language, description="…")
    parser.add_argument("--lang", choices=("vi", "en"), help="…")
    parser.add_argument("--count", type=int, help="…")
    parser.add_argument("--flag", action="store_true", help="…")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--this", action="store_true", help="…")
    either.add_argument("--that", action="store_true", help="…")
    parser.add_argument("file", metavar="TỆP", help="…")
    return parser


WRONG = {
    (): "còn thiếu TỆP.",
    ("a", "b", "--c"): "không hiểu «b --c». Thêm --help để xem cách gọi.",
    ("a", "--count", "ba"): "tùy chọn --count: «ba» không dùng được ở đây.",
    ("a", "--count"): "tùy chọn --count: cần một giá trị đi sau.",
    ("a", "--flag=1"): "tùy chọn --flag: không nhận giá trị «1».",
    ("a", "--this", "--that"): "tùy chọn --that: không dùng chung với --this.",
}


@pytest.mark.parametrize("words", [*WRONG, ("a", "--lang", "fr")])
def test_a_wrong_call_is_said_in_vietnamese(words, capsys):
    with pytest.raises(SystemExit) as stop:
        parser_in("vi").parse_args(list(words))
    assert stop.value.code == 64
    said = capsys.readouterr().err
    assert said.startswith("cách gọi: phoihop x ")
    assert not ENGLISH.search(said)
    last = said.rpartition("phoihop x: ")[2]
    if words in WRONG:
        assert last == f"{WRONG[words]}\n"
    else:  # how the choices are quoted differs between versions of Python
        assert re.fullmatch(r"tùy chọn --lang: «fr» không có; hãy chọn trong: '?vi'?, '?en'?\.\n", last)


@pytest.mark.parametrize("words", WRONG)
def test_and_in_english(words, capsys):
    with pytest.raises(SystemExit) as stop:
        parser_in("en-gb").parse_args(list(words))
    assert stop.value.code == 64
    said = capsys.readouterr().err
    assert said.startswith("usage: phoihop x ")
    assert ENGLISH.search(said.rpartition("phoihop x: ")[2])


def test_the_help_has_vietnamese_heads():
    said = parser_in("vi").format_help()
    assert not ENGLISH.search(said)
    assert "\ntham số:\n" in said
    assert "\ntùy chọn:\n" in said
