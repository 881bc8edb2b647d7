from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation


def show(source, **context):
    with translation.override("vi"):
        return Template("{% load phoihop %}" + source).render(Context(context))


@pytest.fixture
def july(settings):
    settings.DAY = date(2026, 7, 14)


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ it|day }}", date(2026, 7, 3), "03/7"),
        ("{{ it|day }}", date(2018, 1, 2), "02/01/2018"),
        ("{{ it|day }}", None, ""),
        ("{{ it|full_day }}", date(2026, 7, 3), "03/7/2026"),
        ("{{ it|long_day }}", date(2026, 7, 14), "Thứ Ba, 14 tháng 7 năm 2026"),
        ("{{ it|moment }}", datetime(2026, 7, 14, 3, 52, tzinfo=UTC), "14/7 10:52"),
        ("{{ it|moment }}", datetime(2025, 12, 31, 20, 0, tzinfo=UTC), "01/01 03:00"),
        ("{{ it|moment }}", datetime(2025, 12, 31, 3, 0, tzinfo=UTC), "31/12/2025 10:00"),
        ("{{ it|hour }}", datetime(2026, 7, 14, 3, 52, tzinfo=UTC), "10:52"),
        ("{{ it|number }}", 41206, "41.206"),
        ("{{ it|number:1 }}", 2, "2,0"),
        ("{{ it|number }}", None, ""),
        ("{{ it|number }}", 0, "0"),
        ("{{ it|percent }}", Fraction(9831, 10000), "98,31\u00a0%"),
        ("{{ it|percent:0 }}", 0.61, "61\u00a0%"),
        ("{{ it|percent }}", None, ""),
    ],
)
def test_values_are_shown_as_offices_write_them(july, source, value, shown):
    assert show(source, it=value) == shown


def test_a_glyph_is_hidden_from_readers_and_comes_from_the_sprite():
    assert show("{% glyph 'late' 'late' %}") == (
        '<svg class="ph-g late" aria-hidden="true"><use href="/static/web/glyphs.svg#late"/></svg>'
    )


class Late(forms.Form):
    count = forms.IntegerField(label="Số người", help_text="Đến 14/6")
    reason = forms.CharField(label="Lý do", required=False)
    unit = forms.ChoiceField(label="Đơn vị", choices=[("a", "A")])
    sure = forms.BooleanField(label="Tôi chắc")
    way = forms.ChoiceField(label="Cách", choices=[("x", "X"), ("y", "Y")], widget=forms.RadioSelect)
    key = forms.CharField(widget=forms.HiddenInput)


def test_a_form_has_a_label_a_hint_and_our_classes_for_every_field():
    page = render_to_string("web/_form.html", {"form": Late()})

    assert '<label class="form-label" for="id_count">Số người</label>' in page
    assert 'id="id_count_helptext">Đến 14/6</div>' in page
    assert 'aria-describedby="id_count_helptext"' in page
    assert 'class="form-select"' in page
    assert page.count('class="form-check-input"') == 1
    assert "<fieldset" in page
    assert 'type="hidden" name="key"' in page
    assert "ph-wrong" not in page


def test_errors_stand_first_in_a_summary_and_then_at_their_fields():
    form = Late({"reason": "x"})

    summary = render_to_string("web/_summary.html", {"form": form})
    page = render_to_string("web/_form.html", {"form": form})

    assert 'role="alert"' in summary
    assert 'href="#id_count"' in summary
    assert 'id="id_count_error"' in page
    assert 'aria-invalid="true"' in page
    assert page.count("ph-wrong") == 4


def test_a_pager_keeps_the_filters_of_the_address(rf):
    request = rf.get("/?q=khe+lim&trang=2")
    context = {"page": Paginator(range(120), 50).page(2)}

    with translation.override("vi"):
        page = render_to_string("web/_pager.html", context, request)

    assert 'href="?q=khe+lim&amp;trang=1"' in page or 'href="?q=khe+lim&trang=1"' in page
    assert 'href="?q=khe+lim&amp;trang=3"' in page or 'href="?q=khe+lim&trang=3"' in page
    assert "51–100" in page


def test_one_page_needs_no_pager(rf):
    assert render_to_string("web/_pager.html", {"page": Paginator([1], 50).page(1)}, rf.get("/")).strip() == ""


def test_a_list_offers_its_rows_as_files_under_the_same_filters(rf):
    page = render_to_string("web/_table_tools.html", {"total": 1200}, rf.get("/?q=a&trang=3"))

    assert 'href="?q=a&amp;dang=xlsx"' in page or 'href="?q=a&dang=xlsx"' in page
    assert "trang" not in page
