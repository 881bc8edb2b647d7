"""The count of what a restore lost or invented sees what differs; a round under load is a row of test_bench.py."""

import zipfile

from phoihop.ops.bench.restoring import differences


def test_rows_that_only_one_side_holds_are_counted(tmp_path):
    for name, rows in {"a": b'{"id":1}\n{"id":2}\n', "b": b'{"id":1}\n{"id":3}\n'}.items():
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("rows/org.unit.jsonl", rows)
    assert differences(tmp_path / "a", tmp_path / "b") == 2
    assert differences(tmp_path / "a", tmp_path / "a") == 0
