"""What a page of figures shows of an answer marked sensitive is on record, as is its file; of the others nothing is."""

import pytest

from factories.letters import signed_in
from factories.reform import Reform
from phoihop.audit.actions import mark_sensitive
from phoihop.audit.models import Record
from phoihop.duties.models import Obligation

pytestmark = pytest.mark.django_db


@pytest.fixture(name="reform")
def _reform(settings, tmp_path):
    from factories.reform import AFTER

    settings.DAY, settings.FILES_ROOT = AFTER, tmp_path
    return Reform()


def read():
    rows = Record.objects.filter(verb__in=["audit.read", "audit.exported"]).order_by("pk")
    return list(rows.values_list("verb", "subject_kind", "subject_id"))


PAGES = [("rollup", []), ("answers", []), ("figure", ["1.1"]), ("narratives", ["1"])]


@pytest.mark.parametrize(("name", "more"), PAGES)
def test_each_page_and_file_that_shows_it_leaves_a_line(client, reform, name, more):
    where, reader = reform.where(name, *more), signed_in(client, reform.chi)
    assert reader.get(where).status_code == 200
    assert read() == []
    owed = Obligation.objects.get(duty=reform.duty, unit=reform.cast.commune)
    mark_sensitive(actor=reform.chi, subject=("duties.obligation", owed.pk), reason="Có tên người tố cáo.")

    for given, verb in (({}, "audit.read"), ({"dang": "csv"}, "audit.exported")):
        before = len(read())
        answer = reader.get(where, given)
        assert answer.status_code == 200
        assert b"".join(answer) if answer.streaming else answer.content
        assert read()[before:] == [(verb, "duties.obligation", owed.pk)]


def test_the_marked_answer_itself(client, reform):
    owed = Obligation.objects.get(duty=reform.duty, unit=reform.cast.commune)
    mark_sensitive(actor=reform.chi, subject=("duties.response", owed.answer_id), reason="Có tên người tố cáo.")
    signed_in(client, reform.chi).get(reform.where("answers"))
    assert read() == [("audit.read", "duties.response", owed.answer_id)]
    signed_in(client, reform.cast.dung).get(reform.where("answers"))  # sees no answer of another commune
    assert len(read()) == 1
