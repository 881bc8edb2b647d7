"""Forms and answers as tests need them, through the actions."""

from __future__ import annotations

from datetime import date

from factories.street import Cast, key, make_report_duty
from phoihop.duties.actions import submit_response
from phoihop.duties.models import Duty, Obligation
from phoihop.kit.actor import Actor
from phoihop.org.models import Unit
from phoihop.reports.actions import FieldGiven, SectionGiven, make_form, publish_version, set_regime
from phoihop.reports.models import Form

SECTIONS = [
    SectionGiven("1", "Học tập", [FieldGiven("1.1", "Lớp đã mở", "lớp"), FieldGiven("1.2", "Người dự", "người")]),
    SectionGiven("2", "Tỷ lệ", [FieldGiven("2.1", "Tỷ lệ dự", "%", scale=2, rollup="none")], asks_text=False),
]


def make_published(actor: Actor, sections=SECTIONS, **fields) -> Form:
    given = {"key": "de-cuong", "name": "Đề cương báo cáo", "starts": date(2026, 1, 1), **fields}
    form = make_form(actor=actor, sections=sections, **given)
    publish_version(actor=actor, version=form.versions.get())
    return form


def make_asked(cast: Cast, *owing: Unit, form: Form | None = None, **fields) -> Duty:
    """A report in a form, owed by these units (the two communes)."""
    duty = make_report_duty(cast, *(owing or (cast.commune, cast.other)), **fields)
    set_regime(actor=cast.chi, duty=duty, form=form or make_published(cast.chi))
    return duty


def number(text: str) -> dict[str, str]:
    return {"kind": "number", "text": text}


def kind(name: str) -> dict[str, str]:
    return {"kind": name, "text": ""}


def answer(actor: Actor, duty: Duty, lop=None, nguoi=None, tyle=None, words: str = "Đã làm.", why: str = ""):
    cells = {
        "figure:1.1": lop or number("2"),
        "figure:1.2": nguoi or number("40"),
        "figure:2.1": tyle or number("98,5"),
        "narrative:1": words,
        **({"figure:1.1:why": why} if why else {}),
    }
    obligation = Obligation.objects.get(duty=duty, unit_id=actor.unit_id)
    return submit_response(actor=actor, obligation=obligation, key=key(), cells=cells)


def answered(
    cast: Cast, an="Đã ký. Xã Suối Trúc mở 2 lớp.", dung="Đã ký. Trạm y tế đang sửa.", lop=("1.250", "7"), form_key="f"
) -> Duty:
    """A report with one figure and one text, answered by those whose words are given."""
    sections = [SectionGiven("1", "Kết quả", [FieldGiven("1.1", "Lớp đã mở", "lớp")])]
    duty = make_asked(cast, form=make_published(cast.chi, sections, key=form_key, name="F"))
    said = [(cast.an, cast.commune, lop[0], an), (cast.dung, cast.other, lop[1], dung)]
    for actor, unit, cell, text in said:
        if text is not None:
            cells = {"figure:1.1": cell if isinstance(cell, dict) else number(cell), "narrative:1": text}
            submit_response(actor=actor, obligation=duty.obligations.get(unit=unit), key=key(), cells=cells)
    return duty
