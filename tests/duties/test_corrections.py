"""What clerks correct is kept as annotated samples of the office's own letters, readable by whoever runs the server alone."""

import json
import subprocess
import sys
from datetime import date

import pytest

from factories.letters import LETTER, on_desk
from factories.parts import SAMPLES
from factories.street import make_everybody
from phoihop.config.cli import main as command_line
from phoihop.documents.actions import withdraw_document
from phoihop.duties.desk.assigning import assign_letter
from phoihop.duties.desk.samples import sample_of
from phoihop.duties.desk.working import (
    add_item,
    change_header,
    change_item,
    join_item,
    lay_on_desk,
    split_item,
)
from phoihop.duties.models import Desk, DeskItem, ScheduleKind
from phoihop.ops.corrections import export_corrections
from phoihop.ops.say import Stop
from phoihop.reading.scoring import letters_in
from phoihop.reading.scoring.cli import score
from phoihop.reading.scoring.stood import read_beside, stood_of
from reading.conftest import OWN

pytestmark = pytest.mark.django_db
CONFIRMED = DeskItem.Status.CONFIRMED


@pytest.fixture(autouse=True)
def standing_day(settings):
    settings.DAY = date(2026, 7, 14)


def give_out(cast, desk):
    """As it stands; what is undecided becomes once without a day."""
    for item in desk.items.exclude(status=DeskItem.Status.REJECTED):
        how = {} if item.schedule else {"schedule": ScheduleKind.UNDATED}
        change_item(actor=cast.chi, desk=desk, item=item, status=CONFIRMED, **how)
    assign_letter(actor=cast.chi, desk=desk)
    return Desk.objects.get(pk=desk.pk)


def gold_of(desk):
    return sample_of(Desk.objects.get(pk=desk.pk)).letter["gold"]


def tags_of(desk):
    return set(sample_of(Desk.objects.get(pk=desk.pk)).letter["tags"])


def item(desk, position):
    return desk.items.get(position=position)


def check(folder):
    """By the samples' own program."""
    program = SAMPLES / "letters" / "check_gold.py"
    if not program.exists():
        pytest.skip("the samples are not here")
    done = subprocess.run([sys.executable, program, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_a_letter_nobody_corrected_is_its_own_reading(cast, desk, tmp_path):
    give_out(cast, desk)
    assert export_corrections(tmp_path / "own") == {"folder": str(tmp_path / "own"), "letters": 1, "corrected": {}}
    letters = letters_in(tmp_path / "own")
    assert letters[0].tags == ("own-register", "uncorrected")
    assert set(stood_of(letters, read_beside(tmp_path / "own", letters)).values()) == {1.0}
    check(tmp_path / "own")


def test_what_the_clerk_moved_joined_split_added_and_struck_out_is_the_annotation(cast, desk, tmp_path):
    text = desk.document.text
    cut = text.index("theo Thông báo số 41")
    split_item(actor=cast.chi, desk=desk, item=item(desk, 1), at=cut)
    assert gold_of(desk)["tasks"][1]["quote"].startswith("theo Thông báo số 41-TB/TU")
    join_item(actor=cast.chi, desk=desk, item=item(desk, 1))
    assert len(gold_of(desk)["tasks"]) == 3
    start = text.index("Các xã, phường")
    add_item(actor=cast.chi, desk=desk, start=start, end=start + len("Các xã, phường, đặc khu"))
    change_item(actor=cast.chi, desk=desk, item=item(desk, 3), status="rejected")
    gold = gold_of(desk)
    assert [task["quote"][:12] for task in gold["tasks"]] == ["Các xã, phườ", "Rà soát, hoà", "Báo cáo kết "]
    assert [words[:10] for words in gold["ignore"]] == [
        "Tổ chức gi",
        "Đề nghị cá",
    ]  # struck out; passed over by the reader
    assert "corrected-tasks" in tags_of(desk)
    give_out(cast, desk)
    export_corrections(tmp_path / "own")
    check(tmp_path / "own")
    letters = letters_in(tmp_path / "own")
    stood = stood_of(letters, read_beside(tmp_path / "own", letters))
    assert (stood["tasks"], stood["number"]) == (2 / 3, 1.0)  # the one struck out did not stand


def test_doers_roles_days_and_rhythms_are_kept_as_the_letter_says_them(cast, desk):
    lead = [{"words": "các cơ quan trong khối khoa giáo", "part": "lead", "units": [], "groups": []}]
    change_item(actor=cast.chi, desk=desk, item=item(desk, 2), doers=lead)
    change_item(actor=cast.chi, desk=desk, item=item(desk, 3), schedule="rhythm", cadence="quarterly", due_rule="end")
    rhythm, report = gold_of(desk)["tasks"][1:]
    assert rhythm["actors"] == [{"name": "các cơ quan trong khối khoa giáo", "role": "lead"}]
    assert (rhythm["cadence"], rhythm["cadence_phrase"]) == ("semiannual", "6 tháng hoặc hằng quý")
    assert (report["deadline"], report["cadence"]) == (None, None)  # the letter says no quarter there
    assert tags_of(desk) >= {"corrected-doers", "corrected-deadlines", "beyond-the-text"}


@pytest.mark.parametrize(
    ("words", "due", "deadline"),
    [
        ("trước ngày 25/7/2026 và ngày 30/7/2026", date(2026, 7, 30), "2026-07-30"),  # the other day of the task
        ("trước ngày 25/7/2026", date(2026, 9, 1), "2026-07-25"),  # no misreading: the office's own choice
        ("trước ngày 25/7/2026", date(2026, 7, 24), "2026-07-25"),  # as proposed
    ],
)
def test_a_day_is_a_correction_where_the_letter_says_it(cast, words, due, deadline):
    make_everybody(cast)
    desk = on_desk(cast, LETTER.replace("trước ngày 25/7/2026", words))
    change_item(actor=cast.chi, desk=desk, item=item(desk, 3), schedule="once", due=due)
    assert gold_of(desk)["tasks"][2]["deadline"] == deadline
    assert gold_of(desk)["tasks"][2]["report"]["deadline"] == deadline


def test_the_head_is_corrected_as_far_as_the_letter_says_it(cast, desk):
    change_header(actor=cast.chi, desk=desk, number="41-TB/TU", subject="Việc của ta", signed_on=date(2026, 7, 3))
    gold = gold_of(desk)
    assert (gold["number"], gold["number_raw"]) == ("41-TB/TU", "41-TB/TU")
    assert (gold["subject"], gold["date"]) == (None, "2026-07-06")
    assert tags_of(desk) >= {"corrected-number", "beyond-the-text"}


def test_no_letter_that_waits_or_was_withdrawn_is_written(cast, desk, tmp_path):
    assert export_corrections(tmp_path / "a")["letters"] == 0
    give_out(cast, desk)
    withdraw_document(actor=cast.chi, document=desk.document, reason="Nhầm.")
    assert export_corrections(tmp_path / "b")["letters"] == 0


def test_the_files_are_the_callers_alone_and_never_mixed_with_others(cast, desk, tmp_path):
    give_out(cast, desk)
    folder = tmp_path / "own"
    export_corrections(folder)
    modes = [(place.is_dir(), place.stat().st_mode & 0o777) for place in [folder, *folder.rglob("*")]]
    assert sorted(modes) == [(False, 0o600), (False, 0o600), (True, 0o700), (True, 0o700)]
    with pytest.raises(Stop, match="not empty"):
        export_corrections(folder)


@pytest.mark.django_db(transaction=True)  # it closes the connection, as a command does
def test_the_command_is_found_in_the_word_read(cast, desk, tmp_path, capsys):
    give_out(cast, desk)
    folder = tmp_path / "own"
    assert command_line(["read", "--export-corrections", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["letters"] == 1
    assert score(folder, "vi", as_json=False, misses=False) in {0, 1}
    assert "để nguyên, không phải sửa ở bàn đọc" in capsys.readouterr().out
    assert command_line(["read", f"--export-corrections={folder}"]) == 69
    assert str(folder) in capsys.readouterr().err


@pytest.mark.slow
def test_letters_of_every_shape_become_samples_that_pass(cast, tmp_path):
    make_everybody(cast)
    (tmp_path / "read").mkdir()
    for letter in letters_in(OWN):
        if letter.scored_only:
            continue
        desk = on_desk(cast, letter.text)
        sample = sample_of(Desk.objects.get(pk=lay_on_desk(actor=cast.chi, document=desk.document).pk))
        (tmp_path / f"{sample.id}.json").write_text(json.dumps(sample.letter), "utf-8")
        (tmp_path / "read" / f"{sample.id}.json").write_text(json.dumps(sample.read), "utf-8")
        assert [tag for tag in sample.letter["tags"] if tag.startswith("corrected")] == [], letter.id
    check(tmp_path)
