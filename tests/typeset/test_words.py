from dataclasses import replace
from datetime import date

import pytest

from phoihop.typeset import Bullets, Heading, Paragraph, Run, Signature, Table, UnknownRules, rule_names, rules_named
from phoihop.typeset.metrics import balance, width
from phoihop.typeset.words import set_words
from typeset.letters import DISPATCH, REPORT

PARTY = rules_named("36-HD/VPTW")


def end_of(letter):
    return "".join(run.text for run in set_words(letter).blocks[-1].runs)


@pytest.mark.parametrize(
    ("number", "symbol", "rules", "line"),
    [
        (5, "CV/BTGTU", "36-HD/VPTW", "Số 05-CV/BTGTU"),
        (581, "CV/BTGTU", "36-HD/VPTW", "Số 581-CV/BTGTU"),
        (8, "KH-UBND", "30/2020/NĐ-CP", "Số: 08/KH-UBND"),
        (None, "CV/BTGTU", "36-HD/VPTW", "Số\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0-CV/BTGTU"),
    ],
)
def test_numbers_are_spelt_as_the_rules_say(number, symbol, rules, line):
    assert set_words(replace(REPORT, number=number, symbol=symbol, rules=rules)).number == line


@pytest.mark.parametrize(
    ("authority", "rules", "line"),
    [
        ("K/T", "36-HD/VPTW", "K/T TRƯỞNG BAN"),
        ("KT.", "36-HD/VPTW", "K/T TRƯỞNG BAN"),
        ("T/M", "30/2020/NĐ-CP", "TM. TRƯỞNG BAN"),
        ("TUQ.", "30/2020/NĐ-CP", "TUQ. TRƯỞNG BAN"),
        ("", "36-HD/VPTW", "TRƯỞNG BAN"),
    ],
)
def test_authority_is_marked_as_the_rules_mark_it(authority, rules, line):
    signature = Signature(name="Lê An", position="Phó Trưởng ban", authority=authority, on_behalf="Trưởng ban")
    assert set_words(replace(REPORT, signature=signature, rules=rules)).authority == line


@pytest.mark.parametrize(
    "said", ["Trên đây là báo cáo", "Trên đây là báo cáo.", "Trên đây là báo cáo./.", "Trên đây là báo cáo;"]
)
def test_the_body_ends_as_the_rules_say_whatever_was_typed(said):
    letter = replace(REPORT, blocks=(Paragraph.of(said),))
    assert end_of(letter) == "Trên đây là báo cáo."
    assert end_of(replace(letter, rules="30/2020/NĐ-CP")) == "Trên đây là báo cáo./."


def test_only_the_last_paragraph_is_given_an_end():
    letter = replace(REPORT, blocks=(Paragraph.of("Một"), Paragraph.of("Hai")))
    assert [block.runs[0].text for block in set_words(letter).blocks] == ["Một", "Hai."]


def test_a_list_at_the_end_ends_too():
    letter = replace(REPORT, blocks=(Bullets(((Run("một"),), (Run("hai;"),))),))
    assert [item[-1].text for item in set_words(letter).blocks[0].items] == ["một", "hai."]


def test_recipients_and_addressees_get_their_dashes_and_marks_once():
    words = set_words(
        replace(DISPATCH, recipients=("- Như trên;", "Lưu Văn phòng."), addressees=("Các huyện ủy;", "Các sở."))
    )
    assert words.recipient == ("- Như trên,", "- Lưu Văn phòng.")
    assert words.addressees == ("- Các huyện ủy;", "- Các sở.")
    assert set_words(replace(DISPATCH, addressees=("Tỉnh ủy",))).addressees == ("Tỉnh ủy",)


def test_a_submission_is_kinh_trinh_in_the_party_alone():
    submission = replace(DISPATCH, type_name="Tờ trình")
    assert set_words(submission).to == "Kính trình:"
    assert set_words(replace(submission, rules="30/2020/NĐ-CP")).to == "Kính gửi:"


def test_a_state_letter_tells_its_subject_after_v_v_once():
    state = replace(DISPATCH, rules="30/2020/NĐ-CP", abstract="báo cáo quý")
    assert set_words(state).letter_abstract == "V/v báo cáo quý"
    assert set_words(replace(state, abstract="V/v báo cáo quý")).letter_abstract == "V/v báo cáo quý"


def test_what_no_file_may_hold_is_left_out_and_blanks_at_a_run_s_edge_are_kept():
    letter = replace(REPORT, blocks=(Paragraph((Run("a\x00\x0b "), Run(""), Run(" b\ud800\nc"))),))
    assert [run.text for run in set_words(letter).blocks[0].runs] == ["a ", " b c."]


def test_ragged_tables_are_squared():
    table = Table(head=("a",), rows=(("1", "2", "3"), ()), widths=(1,))
    (made,) = set_words(replace(REPORT, blocks=(table,))).blocks
    assert (made.head, made.rows) == (("a", "", ""), (("1", "2", "3"), ("", "", "")))
    assert (len(made.widths), len(made.align)) == (3, 3)


def test_headings_are_capitals_where_the_rules_want_them():
    letter = replace(REPORT, blocks=(Heading(1, "I.", "Kết quả"), Heading(2, "1.", "Học tập"), Heading(9, "-", "sâu")))
    assert [block.text for block in set_words(letter).blocks] == ["KẾT QUẢ", "Học tập", "sâu"]


def test_a_date_without_a_place_has_no_comma_before_it():
    assert set_words(replace(REPORT, place="", day=date(2026, 3, 1))).date == "ngày 01 tháng 3 năm 2026"


def test_an_unknown_rule_set_names_those_there_are():
    with pytest.raises(UnknownRules, match="36-HD/VPTW"):
        set_words(replace(REPORT, rules="1-HD"))


def test_rule_sets_are_dated_and_whole():
    assert rule_names() == ["36-HD/VPTW", "05-HD/VPTW", "30/2020/NĐ-CP"]
    for rules in map(rules_named, rule_names()):
        assert rules.starts.year >= 2018
        assert all(zone.least <= zone.size <= zone.most for zone in rules.zones.values())
        assert set(PARTY.zones) <= set(rules.zones)


def test_widths_are_those_of_the_typeface():
    assert width("A", 10) == pytest.approx(0.722 * 10 * 25.4 / 72, rel=0.01)
    assert width("ỆẾỢ", 14, bold=True) > width("i", 14)


def test_titles_break_evenly_and_lose_no_word():
    text = "BAN TUYÊN GIÁO VÀ DÂN VẬN TỈNH ỦY LAM GIANG"
    lines = balance(text, 80, 14, bold=True)
    assert " ".join(lines) == text
    assert len(lines) == 2
    assert min(map(len, lines)) > 15
    assert balance("một", 1, 14) == ["một"]
