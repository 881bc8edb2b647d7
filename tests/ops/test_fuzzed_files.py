"""Hostile files of every kind through the door of `phoihop read`; `phoihop bench reading` tries ten thousand."""

import pytest

from phoihop.extract import kind_of
from phoihop.ops.bench import mutations
from phoihop.ops.bench.fuzzed_files import File, failure, failures_of_files, made
from phoihop.ops.bench.parts.letters import all_letters


@pytest.mark.slow
def test_hostile_and_spoiled_files_of_every_kind_end_in_text_or_a_sentence():
    assert mutations.seeds()  # pages were drawn in this process before, by threads that no fork takes along
    assert failures_of_files(all_letters()[:40], 150, seed=7, processes=2) == []


def test_files_of_every_kind_are_made():
    kinds = {kind_of(one.data, one.name).name for one in (made(3, at) for at in range(120))}
    assert kinds >= {"docx", "pdf", "txt", "png", "zip", "xlsx", "unknown"}


def test_what_is_taken_from_no_letter_is_a_failure():
    letter = "Số 12-CV/TU\nKính gửi: Các đảng ủy xã\n1. Các đảng ủy xã báo cáo kết quả trước ngày 25/11/2026."
    assert failure(File("a.txt", letter.encode())) == ""
    assert failure(File("a.txt", letter.encode(), letter=False)).startswith(
        "something was taken from what is no letter"
    )
