"""The command: what is unsure is listed, a dry run leaves nothing, done twice is once."""

import json

import pytest

from factories.street import make_unit
from phoihop.ops.restructure import answered, arguments
from phoihop.org.models import Restructuring, Succession, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(name="province")
def _province(settings):
    office = make_unit("Ban Tuyên giáo", kind="office", key="ban")
    one, two = (make_unit(f"Huyện {name}", parent=office, kind="district") for name in ("Lăng", "Hoa"))
    return [make_unit("Xã Tân", parent=one, key="tan-1"), make_unit("Xã Tân", parent=two, key="tan-2"),
            make_unit("Xã Lùng", parent=office, key="lung")]  # fmt: skip


@pytest.fixture(name="run")
def _run(capsys, tmp_path, province):
    def run(text, *words):
        file = tmp_path / "phu-luc.txt"
        file.write_text(text)
        code = answered(arguments([str(file), "--day", "1/7/2025", "--json", *words]))
        out = capsys.readouterr()
        return code, json.loads(out.out) if out.out else out.err

    return run


UNSURE = "Nhập xã Tân và một phần xã Lùng thành xã Tân Lùng."


def test_what_is_unsure_is_listed_and_nothing_is_done(run):
    code, said = run(UNSURE)
    assert (code, [one["may_be"] for one in said["open"]]) == (1, [["tan-1", "tan-2"], ["xã Tân Lùng"]])
    assert not Unit.objects.filter(key="xa-tan-lung").exists()


def test_a_dry_run_says_it_and_leaves_nothing(run):
    before = Restructuring.objects.count()
    code, said = run(UNSURE, "--choose", "xã Tân=tan-2", "--share", "xã Lùng=all", "--dry-run")
    assert (code, len(said["steps"]), Restructuring.objects.count()) == (0, 3, before)


def test_done_twice_is_once(run):
    words = ["--choose", "xã Tân=tan-2", "--share", "xã Lùng=stays", "--decision", "NQ 1"]
    code, said = run(UNSURE, *words)
    assert (code, said["status"]) == (0, "applied")
    assert list(Succession.objects.values_list("source__key", "target__key", "share")) == [
        ("tan-2", "xa-tan-lung", 1_000_000)
    ]
    counts = Restructuring.objects.count(), Unit.objects.count()

    code, said = run(UNSURE, *words)

    assert (code, said["earlier"]) == (0, True)
    assert (Restructuring.objects.count(), Unit.objects.count()) == counts


@pytest.mark.parametrize(("text", "words", "code"), [
    ("Kính gửi các xã.", [], 65), (UNSURE, ["--choose", "xã Tân"], 64), (UNSURE, ["--share", "xã Lùng=nửa"], 64),
    (UNSURE, ["--day", "31/2/2025"], 65),
])  # fmt: skip
def test_a_wrong_call_gets_a_sentence(run, text, words, code):
    found, said = run(text, *words)
    assert found == code
    assert said.startswith("phoihop restructure: ")
