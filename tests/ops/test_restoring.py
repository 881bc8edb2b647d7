"""A backup under load loses and invents nothing; the count itself sees what differs."""

import zipfile

import pytest

from phoihop.ops.bench.restoring import differences, restore_differences


@pytest.mark.slow
def test_a_backup_under_load_comes_back_without_a_difference():
    assert restore_differences(quick=True) == 0


def test_rows_that_only_one_side_holds_are_counted(tmp_path):
    for name, rows in {"a": b'{"id":1}\n{"id":2}\n', "b": b'{"id":1}\n{"id":3}\n'}.items():
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("rows/org.unit.jsonl", rows)
    assert differences(tmp_path / "a", tmp_path / "b") == 2
    assert differences(tmp_path / "a", tmp_path / "a") == 0
