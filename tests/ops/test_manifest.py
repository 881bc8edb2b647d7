"""An archive is believed nothing: one name, kind or count that no backup writes, and it is refused whole."""

import copy
import hashlib
import json
import random
import stat
import zipfile

import pytest

from phoihop.ops.restore import checked
from phoihop.ops.say import Stop

FILE = b"N\xe1\xbb\x99i dung"
ROWS = b'{"id": 1}\n'
PARTS = {
    "rows/org.unit.jsonl": ROWS,
    "rows/files.storedfile.jsonl": b"",
    f"files/{hashlib.sha256(FILE).hexdigest()}": FILE,
    "settings.json": b"{}",
    "secret.key": b"k" * 50,
}
GOOD = {
    "format": 1,
    "at": "2026-07-14T09:30:00+07:00",
    "database": "sqlite",
    "migrations": ["org.0001_units_in_time"],
    "rows": {"org.unit": 1, "files.storedfile": 0},
    "files": 1,
    "sequences": {"org.unit": 1},
    "secret_key": True,
    "parts": {name: hashlib.sha256(data).hexdigest() for name, data in PARTS.items()},
}


def archive(folder, manifest=None, *, beside=(), drop=(), entry=None):
    """`beside`: further parts, told in the manifest; `entry`: how a part of it is written instead."""
    manifest = copy.deepcopy(GOOD) if manifest is None else manifest
    for name, data in beside:
        manifest["parts"][name] = hashlib.sha256(data).hexdigest()
    to = folder / "a.zip"
    with zipfile.ZipFile(to, "w") as out:
        for name, data in [*PARTS.items(), *beside]:
            if name not in drop:
                info = zipfile.ZipInfo(name)
                info.external_attr = entry(name) if entry else 0o600 << 16
                out.writestr(info, data)
        out.writestr("manifest.json", json.dumps(manifest))
    return to


def refused(to):
    with pytest.raises(Stop) as no:
        checked(to)
    return no.value.code == 65


def test_a_good_one_is_believed(tmp_path):
    assert checked(archive(tmp_path)) == GOOD


ELSEWHERE = [
    "files/..//tmp/pwned.txt",
    "files/../../etc/cron.d/x",
    "files/./" + "a" * 62,
    "/tmp/pwned.txt",
    "//server/share",
    "C:\\windows\\x",
    "files\\" + "a" * 64,
    "files/" + "a" * 64,  # whose content has another hash
    "files/" + "A" * 64,
    "files/" + "a" * 64 + "/x",
    "files/" + "a" * 63 + "\u0661",
    "rows/../x.jsonl",
    "rows/org.unit/../../x.jsonl",
    "rows/org.unit.jsonl/",
    "rows/other.table.jsonl",
    "settings.json/x",
    "secret.key\n",
    "phoihop.sqlite3",
    "",
    " ",
    ".",
    "..",
]


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_name_that_no_backup_writes_is_refused(tmp_path, name):
    assert refused(archive(tmp_path, beside=[(name, b"PWNED")]))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR])
def test_a_link_a_device_or_a_folder_is_refused(tmp_path, kind):
    for marked in PARTS:
        assert refused(
            archive(tmp_path, entry=lambda name, m=marked: ((kind if name == m else stat.S_IFREG) | 0o600) << 16)
        )


def test_plain_files_with_their_kind_are_believed(tmp_path):
    assert checked(archive(tmp_path, entry=lambda _name: (stat.S_IFREG | 0o644) << 16)) == GOOD


@pytest.mark.parametrize("name", [*PARTS])
def test_a_part_that_is_missing_is_refused(tmp_path, name):
    assert refused(archive(tmp_path, drop=[name]))
    manifest = copy.deepcopy(GOOD)
    del manifest["parts"][name]
    assert refused(archive(tmp_path, manifest))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_is_refused(tmp_path):
    to = archive(tmp_path)
    with zipfile.ZipFile(to, "a") as out:
        out.writestr("settings.json", b'{"x": 1}')
    assert refused(to)


WRONG = [None, True, -1, 2, 2**63, 1.5, "1", "", "../x", [], [1], {}, {"a": "b"}, {"../x": 1}, {"org.unit": -1}, {"org.unit": "1"}, [["x"]]]  # fmt: skip


@pytest.mark.parametrize("name", [*GOOD])
def test_a_manifest_with_another_kind_of_value_is_refused_or_tells_the_same(tmp_path, name):
    for value in WRONG:
        to = archive(tmp_path, {**GOOD, name: value})
        if (name in {"at", "database"} and isinstance(value, str)) or (name == "migrations" and value == []):
            assert checked(to)["parts"] == GOOD["parts"]  # told to people, or judged against the database
        elif name == "sequences" and value == {}:
            assert checked(to)["sequences"] == {}
        elif value != GOOD[name] or type(value) is not type(GOOD[name]):
            assert refused(to), value


@pytest.mark.parametrize("seed", range(300))
def test_a_spoiled_archive_is_refused_or_tells_the_same(tmp_path, seed):
    """Bits flipped, cut and put in at random: either it is refused, or each part is what it was."""
    luck = random.Random(seed)
    data = bytearray(archive(tmp_path).read_bytes())
    for _n in range(luck.choice([1, 1, 2, 8])):
        at = luck.randrange(len(data))
        match luck.randrange(3):
            case 0:
                data[at] ^= 1 << luck.randrange(8)
            case 1:
                del data[at : at + luck.choice([1, 20])]
            case _:
                data[at:at] = luck.choice([b"../", b"/", b"\0", b"PK\x01\x02", b"files/"])
    to = tmp_path / "spoiled.zip"
    to.write_bytes(data)
    assert told(to) in (65, GOOD["parts"])


def told(to):
    try:
        return checked(to)["parts"]
    except Stop as no:
        return no.code
