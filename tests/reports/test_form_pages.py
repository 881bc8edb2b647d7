"""The editor of forms: every button keeps the page, order and codes hold, a published version stays as it is."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from factories.letters import signed_in
from factories.reports import SECTIONS, answer, make_asked, make_published
from factories.street import DAY, Cast, make_report_duty
from phoihop.duties.models import Obligation
from phoihop.kit.refused import Refused
from phoihop.reports.actions import FieldGiven, SectionGiven, drop_draft, new_version, publish_version
from phoihop.reports.models import Field, Form, Regime
from phoihop.reports.queries import version_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = DAY
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def cast():
    return Cast()


def where(cast, name, *more):
    return reverse(f"reports:{name}", args=[cast.office.key, *more])


def page_of(form, do="save", **changes):
    """What the editor's page would send of the newest version."""
    version = form.versions.order_by("-number").first()
    sections = list(version.sections.all())
    data = {"name": form.name, "starts": version.starts.strftime("%d/%m/%Y"), "sections": len(sections), "do": do}
    for at, section in enumerate(sections):
        fields = list(section.fields.all())
        data |= {f"s{at}-code": section.code, f"s{at}-title": section.title, f"s{at}-fields": len(fields)}
        data |= {f"s{at}-asks_text": "on"} if section.asks_text else {}
        for n, f in enumerate(fields):
            own = {"code": f.code, "label": f.label, "unit_of_measure": f.unit_of_measure, "scale": f.scale}
            own |= {"rollup": f.rollup, "at_most": f.at_most} | ({"required": "on"} if f.required else {})
            data |= {f"s{at}f{n}-{name}": value for name, value in own.items()}
    return data | changes


def codes(form):
    version = form.versions.order_by("-number").first()
    return [[f.code for f in section.fields.all()] for section in version.sections.all()]


def test_an_office_without_forms_makes_one_publishes_it_and_asks_in_it(client, cast):
    signed_in(client, cast.chi)
    assert client.get(where(cast, "forms")).context["total"] == 0
    made = client.post(where(cast, "new_form"), {"name": "Báo cáo quý", "starts": "01/07/2026"})
    form = Form.objects.get()
    assert made.url == where(cast, "edit_form", form.pk)
    client.post(made.url, page_of(form, "add-field:0", **{"s0-title": "Kết quả"}))
    filled = {"s0f0-label": "Lớp đã mở", "s0f0-unit_of_measure": "lớp", "s0f0-required": "on"}
    client.post(made.url, page_of(form, "publish", **filled))
    assert Field.objects.get().code == "1.1"
    duty = make_report_duty(cast)
    client.post(where(cast, "bind", form.pk), {"duty": duty.pk})
    assert Regime.objects.get(duty=duty).form == form
    shown = signed_in(client, cast.an).get(
        reverse("duties:respond", args=[cast.commune.key, duty.obligations.get().pk])
    )
    assert 'name="figure:1.1:text"' in shown.content.decode()


@pytest.mark.parametrize(
    ("do", "order"),
    [
        ("add-field:0", [["1.1", "1.2", "1.3"], ["2.1"]]),
        ("add-section", [["1.1", "1.2"], ["2.1"], []]),
        ("drop-field:0:0", [["1.2"], ["2.1"]]),
        ("drop-section:0", [["2.1"]]),
        ("field-down:0:0", [["1.2", "1.1"], ["2.1"]]),
        ("field-down:0:1", [["1.1"], ["1.2", "2.1"]]),
        ("field-up:1:0", [["1.1", "1.2", "2.1"], []]),
        ("field-up:0:0", [["1.1", "1.2"], ["2.1"]]),
        ("section-up:1", [["2.1"], ["1.1", "1.2"]]),
        ("section-down:1", [["1.1", "1.2"], ["2.1"]]),
        ("field-down:9:9", [["1.1", "1.2"], ["2.1"]]),
        ("nothing-of-the-kind:1", [["1.1", "1.2"], ["2.1"]]),
    ],
)
def test_each_button_keeps_the_page_in_its_new_order(client, cast, do, order):
    form = make_published(cast.chi)
    kept = signed_in(client, cast.chi).post(where(cast, "edit_form", form.pk), page_of(form, do))
    assert kept.status_code == 302
    assert codes(form) == order


def test_numbering_anew_takes_along_what_refers_to_a_number(client, cast):
    fields = [FieldGiven("7", "Học", at_most="9"), FieldGiven("9", "Tổng")]
    form = make_published(cast.chi, [SectionGiven("4", "Một", fields)])
    signed_in(client, cast.chi).post(where(cast, "edit_form", form.pk), page_of(form, "renumber"))
    version = form.versions.get(number=2)
    assert list(version.fields.values_list("code", "at_most")) == [("1.1", "1.2"), ("1.2", "")]


def test_a_published_version_stays_and_the_next_one_is_a_draft(client, cast):
    form = make_published(cast.chi)
    changed = page_of(form, "save", **{"s0f0-label": "Lớp đã khai giảng", "starts": "01/01/2027"})
    signed_in(client, cast.chi).post(where(cast, "edit_form", form.pk), changed)
    labels = list(Field.objects.filter(code="1.1").order_by("version").values_list("label", flat=True))
    assert labels == ["Lớp đã mở", "Lớp đã khai giảng"]
    assert [bool(v.published_at) for v in form.versions.order_by("number")] == [True, False]


def test_a_period_that_was_answered_keeps_its_version(cast):
    duty = make_asked(cast, schedule="rhythm", cadence="monthly", due_rule="end", starts=date(2026, 6, 1), form=None)
    form = Form.objects.get()
    first = duty.obligations.filter(unit=cast.commune).order_by("first").first()
    answer_of = Obligation.objects.filter(duty=duty, unit=cast.commune).exclude(pk=first.pk)
    answer_of.delete()
    answer(cast.an, duty)
    draft = new_version(actor=cast.chi, form=form, sections=SECTIONS[:1], starts=first.first)
    with pytest.raises(Refused):
        publish_version(actor=cast.chi, version=draft)
    later = new_version(actor=cast.chi, form=form, sections=SECTIONS[:1], starts=first.last + timedelta(days=1))
    publish_version(actor=cast.chi, version=later)
    first.refresh_from_db()
    assert version_for(first).number == 1


def test_what_is_unfinished_is_not_published_and_said(client, cast):
    form = make_published(cast.chi)
    signed_in(client, cast.chi)
    for changes in [{"s0f0-label": ""}, {"s0-title": ""}, {"starts": "01/01/2020"}, {"s0f1-code": "1.1"}]:
        refused = client.post(where(cast, "edit_form", form.pk), page_of(form, "publish", **changes))
        assert refused.status_code == 400
        assert len(refused.context["problems"]) == 1
    assert form.versions.filter(published_at=None).count() == 0


def test_what_was_typed_stands_when_a_page_is_refused(client, cast):
    form = make_published(cast.chi)
    typed = page_of(form, "save", **{"s0f0-label": "Tên đang gõ", "s0f1-code": "1.1"})
    page = signed_in(client, cast.chi).post(where(cast, "edit_form", form.pk), typed)
    assert 'value="Tên đang gõ"' in page.content.decode()


def test_a_draft_goes_and_a_form_without_another_version_with_it(client, cast):
    form = make_published(cast.chi)
    new_version(actor=cast.chi, form=form, sections=SECTIONS, starts=date(2027, 1, 1))
    signed_in(client, cast.chi)
    assert client.post(where(cast, "drop_draft", form.pk)).url == where(cast, "form", form.pk)
    assert client.post(where(cast, "drop_draft", form.pk)).status_code == 400
    client.post(where(cast, "new_form"), {"name": "Nháp", "starts": "01/07/2026"})
    drop_draft(actor=cast.chi, form=Form.objects.get(name="Nháp"))
    assert list(Form.objects.all()) == [form]


def test_a_figure_that_is_not_required_may_stay_empty_and_words_may_be(client, cast):
    fields = [FieldGiven("1.1", "Lớp"), FieldGiven("1.2", "Người", required=False)]
    form = make_published(cast.chi, [SectionGiven("1", "Kết quả", fields, needs_text=True)])
    duty = make_asked(cast, cast.commune, form=form)
    address = reverse("duties:respond", args=[cast.commune.key, duty.obligations.get().pk])
    signed_in(client, cast.an)
    bare = client.post(address, {"figure:1.1:kind": "nil"})
    assert set(bare.context["problems"]) == {"narrative:1"}
    given = client.post(address, {"figure:1.1:kind": "nil", "narrative:1": "Chưa mở lớp nào."})
    assert given.status_code == 302
    assert [f.field.code for f in duty.obligations.get().answer.figures.all()] == ["1.1"]


def test_a_duty_already_answered_is_not_offered(client, cast):
    duty = make_asked(cast)
    answer(cast.an, duty)
    form = Form.objects.get()
    page = signed_in(client, cast.chi).get(where(cast, "form", form.pk))
    assert list(page.context["duties"]) == []
    assert client.post(where(cast, "bind", form.pk), {"duty": duty.pk}).status_code == 400


@pytest.mark.parametrize(("who", "status"), [("chi", 200), ("leader", 200), ("auditor", 403)])
def test_who_designs(client, cast, who, status):
    form = make_published(cast.chi)
    client = signed_in(client, getattr(cast, who))
    assert client.get(where(cast, "edit_form", form.pk)).status_code == status
    assert client.get(where(cast, "new_form")).status_code == status
    assert client.get(where(cast, "form", form.pk)).status_code == 200


def test_a_unit_below_does_not_find_the_offices_form(client, cast):
    form = make_published(cast.chi)
    address = reverse("reports:form", args=[cast.commune.key, form.pk])
    assert signed_in(client, cast.an).get(address).status_code == 404


def test_a_stale_page_does_not_write_over_what_was_saved_since(client, cast):
    signed_in(client, cast.chi)
    client.post(where(cast, "new_form"), {"name": "Báo cáo quý", "starts": "01/07/2026"})
    form = Form.objects.get()
    edit = where(cast, "edit_form", form.pk)
    stale = client.get(edit).context["seen"]
    assert client.post(edit, page_of(form, name="Tên của An", seen=stale)).status_code == 302
    page = client.post(edit, page_of(form, name="Tên của Bình", seen=stale))
    assert page.status_code == 400
    assert len(page.context["problems"]) == 1
    form.refresh_from_db()
    assert form.name == "Tên của An"
    assert 'value="Tên của Bình"' in page.content.decode()  # what was typed is still there
    assert client.post(edit, page_of(form, name="Tên của Bình", seen=page.context["seen"])).status_code == 302
    form.refresh_from_db()
    assert form.name == "Tên của Bình"


def test_publishing_pressed_twice_is_one_version(client, cast):
    signed_in(client, cast.chi)
    form = make_published(cast.chi)
    edit = where(cast, "edit_form", form.pk)
    given = page_of(form, "publish", starts="01/09/2026", seen=client.get(edit).context["seen"])
    assert client.post(edit, given).status_code == 302
    assert client.post(edit, given).status_code == 400
    assert form.versions.count() == 2
