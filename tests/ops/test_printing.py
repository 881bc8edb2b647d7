"""The bench's printer and scanner: what it prints is what was written, and its measure is the naive one's."""

import io
import random

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from phoihop.ops.bench.parts.files import moved
from phoihop.ops.bench.printing import Scanner, Worded, distance, in_order, meets, printed, scanned, straightened
from phoihop.reading.scoring import letters_in
from reading.conftest import OWN

STILL = Scanner(150, 0, 0, 0, colour=True)
LETTER = "TỈNH ỦY LAM GIANG          ĐẢNG CỘNG SẢN VIỆT NAM\n*\n-------\n\n**Kính gửi:** các đơn vị\n| Việc | Ai làm |\n|---|---|\n| Báo cáo | Sở A |"


def naive(one, other):
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        before, row[0] = row[0], at
        for n, there in enumerate(other, 1):
            before, row[n] = row[n], min(row[n] + 1, row[n - 1] + 1, before + (char != there))
    return row[-1]


@given(st.text("abcđ ", max_size=90), st.text("abcđ ", max_size=90))
def test_the_distance_is_that_of_the_table_filled_by_hand(one, other):
    assert distance(one, other) == naive(one, other)


def test_a_letter_is_printed_without_its_markdown_and_rules():
    sheets = scanned(printed(LETTER + "\nNơi nhận: như trên." * 20), STILL, random.Random(1))
    expected = (
        "TỈNH ỦY LAM GIANG ĐẢNG CỘNG SẢN VIỆT NAM * Kính gửi: các đơn vị Việc Ai làm Báo cáo Sở A Nơi nhận: như trên."
    )
    assert in_order(sheets.words).startswith(expected.replace("* ", ""))


def test_words_are_told_line_by_line_whoever_found_them():
    words = [
        Worded(0, "hai", (0.6, 0.1, 0.7, 0.12)),
        Worded(0, "ba", (0.1, 0.2, 0.2, 0.22)),
        Worded(0, "một", (0.1, 0.102, 0.2, 0.122)),
    ]
    assert in_order(words) == "một hai ba"
    assert in_order([*words, Worded(1, "bốn", (0, 0, 0.1, 0.02))]) == "một hai ba bốn"


@pytest.mark.parametrize("angle", [-2.0, 0.7, 2.0])
def test_a_word_of_the_askew_sheet_is_led_back_to_where_it_was_printed(angle):
    """The ink of a sheet with one dot on it, found again by its box."""
    for x, y in ((0.2, 0.15), (0.8, 0.9)):
        sheet = Image.new("L", (840, 1188), 255)
        sheet.paste(0, (round(x * 840) - 4, round(y * 1188) - 4, round(x * 840) + 4, round(y * 1188) + 4))
        turned = sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
        left, top, right, bottom = turned.point(lambda value: 255 * (value < 128)).getbbox()
        box = straightened((left / 840, top / 1188, right / 840, bottom / 1188), angle)
        assert ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) == pytest.approx((x, y), abs=0.003)


def test_words_under_the_stamp_are_not_counted():
    letter = next(one for one in letters_in(OWN) if not one.scored_only)
    sheets = scanned(printed(letter.text), Scanner(150, 1.5, 10, 0.8, colour=True), random.Random(2))
    last = [word for word in sheets.words if word.page == sheets.pages - 1]
    assert not any(meets(word.box, sheets.stamp, 0) for word in last)
    picture = pypdfium2.PdfDocument(io.BytesIO(sheets.pdf))[sheets.pages - 1].render(scale=1).to_pil().convert("RGB")
    box = [round(side * size) for side, size in zip(sheets.stamp, picture.size * 2, strict=True)]
    reds = sum(red > green + 60 for red, green, _blue in list(picture.crop(box).get_flattened_data()))
    assert reds > 200


def test_tasks_are_found_again_in_the_words_of_a_scan():
    for letter in letters_in(OWN)[:20]:
        same = moved(letter, " ".join(letter.text.split()))
        for (start, end), (old, last) in zip(same.tasks, letter.tasks, strict=True):
            assert same.text[start:end].split()[1:-1] == letter.text[old:last].split()[1:-1]
