"""The clerk of the bench does the work it counts keys for: what it gives out is what the annotation says."""

from datetime import date

import pytest

from phoihop.duties.desk.proposing import marks_in
from phoihop.duties.models import Desk, DeskItem, Duty
from phoihop.ops.bench.clerk import Clerk, office_of
from phoihop.ops.bench.clerk.office import OFFICE
from phoihop.ops.bench.clerk.wanted import doers_right, time_right
from phoihop.ops.bench.parts.desk_keys import COUNT, chosen
from phoihop.reading.scoring import letters_in
from phoihop.reading.scoring.tally import matched
from reading.conftest import OWN

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_ten_letters_are_chosen_by_their_names_alone():
    letters = chosen()
    assert (len({letter.id for letter in letters}), COUNT) == (10, 10)
    assert all(letter.scored_only and letter.tasks for letter in letters)
    assert [letter.id for letter in letters] == sorted(letter.id for letter in letters)


@pytest.mark.parametrize("name", ["B024", "D008"])
def test_what_is_given_out_is_what_the_annotation_says(new_page, transactional_db, settings, tmp_path, name):
    letter = next(one for one in letters_in(OWN) if one.id == name)
    settings.DAY = date.fromisoformat(letter.gold["date"])
    settings.FILES_ROOT = tmp_path / "files"
    clerk = office_of([letter])
    file = tmp_path / f"{name}.txt"
    file.write_text(letter.text, "utf-8")
    keys = Clerk(new_page(user=clerk), letter, OFFICE, settings.DAY).give_out(file)

    desk = Desk.objects.get()
    kept = list(desk.items.exclude(status=DeskItem.Status.REJECTED))
    pairs = matched(letter, [{"start": item.start, "end": item.end} for item in kept])
    assert len(pairs) == len(kept) == len(letter.tasks) == Duty.objects.count()
    for want, have in pairs:
        item, task = kept[have], letter.gold["tasks"][want]
        doers = desk.doers if item.doers is None else item.doers
        assert doers_right(doers, task)
        assert all(map(marks_in, doers))
        assert time_right(item, task)
    assert 5 <= keys < 60
