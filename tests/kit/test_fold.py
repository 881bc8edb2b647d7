from phoihop.kit.fold import fold, settle, sort_key


def test_folding_forgets_marks_case_and_blanks():
    assert fold("  Đảng uỷ  XÃ Suối Trúc ") == "dang uy xa suoi truc"


def test_old_and_new_tone_places_settle_to_one():
    assert settle("Uỷ ban, hoà giải, quý, khuỷu tay") == "Uỷ ban, hòa giải, quý, khuỷu tay".replace("Uỷ", "Ủy")


def test_names_sort_as_in_a_vietnamese_dictionary():
    names = ["Ý Yên", "Đa Lộc", "Dân Tiến", "Ân Thi", "An Bài", "Ấn Độ", "Ăn Hòa"]
    assert sorted(names, key=sort_key) == ["An Bài", "Ăn Hòa", "Ấn Độ", "Ân Thi", "Dân Tiến", "Đa Lộc", "Ý Yên"]
