from datetime import date

import pytest

from phoihop.periods import Cadence, Period

LABELS = {
    "2026-07-14": ("ngày 14/7/2026", "14 July 2026", "14/7/2026", "14/7"),
    "2026-W28": ("tuần 28/2026", "week 28 of 2026", "tuần 28/2026", "tuần 28"),
    "2026-01": ("tháng 01/2026", "January 2026", "T1 2026", "T1"),
    "2026-07": ("tháng 7/2026", "July 2026", "T7 2026", "T7"),
    "2026-07.w15": ("tháng 7/2026 (15/6–14/7/2026)", "July 2026 (15 Jun–14 July 2026)", "T7 2026", "T7"),
    "2026-Q2": ("quý II/2026", "quarter II of 2026", "Quý II 2026", "Quý II"),
    "2026-H1": ("6 tháng đầu năm 2026", "first half of 2026", "6T đầu 2026", "6T đầu"),
    "2026-H1.w15": (
        "6 tháng đầu năm 2026 (15/12/2025–14/6/2026)",
        "first half of 2026 (15 December 2025–14 June 2026)",
        "6T đầu 2026",
        "6T đầu",
    ),
    "2026-H2": ("6 tháng cuối năm 2026", "second half of 2026", "6T cuối 2026", "6T cuối"),
    "2026-9M": ("9 tháng đầu năm 2026", "first nine months of 2026", "9T 2026", "9T"),
    "2026": ("năm 2026", "year 2026", "2026", "2026"),
    "2025-SY": ("năm học 2025–2026", "school year 2025–2026", "NH 25–26", "NH 25–26"),
    "once": ("một lần", "once", "một lần", "một lần"),
    "e-2026-07-14-1": ("phát sinh ngày 14/7/2026", "event of 14 July 2026", "14/7", "14/7"),
    "e-2026-07-14-2": (
        "phát sinh ngày 14/7/2026, việc thứ 2",
        "event of 14 July 2026, no. 2",
        "14/7 (2)",
        "14/7 (2)",
    ),
}


@pytest.mark.parametrize("code", LABELS)
def test_a_code_is_read_back_and_called_by_its_names(code):
    period = Period.parse(code)

    assert period.code == code
    assert (period.label("vi"), period.label("en"), period.short(), period.short(year=False)) == LABELS[code]


@pytest.mark.parametrize(
    "code",
    ["", "2026-13", "2026-00", "2026-W54", "2025-W53", "2026-Q5", "2026-H3", "2026-02-29", "2026-07.w15x", "2026-07.w29",
     "2026-07.w01", "2026-07-14.w15", "2026-W28.w08", "2026.m08", "2025-SY.m09", "2025-SY.m13", "e-2026-02-30", "e-1", "e-2026-07-14-01", "e-2026-07-14",
     "twice", "２０２６", "2026-7", "1899", "2200"],
)  # fmt: skip
def test_what_is_no_code_is_refused_with_a_sentence(code):
    with pytest.raises(ValueError, match=r"is no period\. Write one like these") as refusal:
        Period.parse(code)
    assert str(refusal.value).endswith(".")


def test_events_of_one_day_are_told_apart():
    assert Period.event(date(2026, 7, 14)) == Period("event", date(2026, 7, 14), date(2026, 7, 14), "e-2026-07-14-1")
    assert Period.parse("e-2026-07-14-12") == Period.event(date(2026, 7, 14), 12)
    with pytest.raises(ValueError, match="numbered from 1 to"):
        Period.event(date(2026, 7, 14), 0)


def test_a_period_holds_its_first_and_its_last_day():
    june = Period.parse("2026-06.w15")

    assert [day in june for day in (date(2026, 5, 14), date(2026, 5, 15), date(2026, 6, 14), date(2026, 6, 15))] == [
        False, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cadence", "day", "code", "first", "last"),
    [
        ("monthly.w15", date(2026, 7, 14), "2026-07.w15", date(2026, 6, 15), date(2026, 7, 14)),
        ("monthly.w15", date(2026, 7, 15), "2026-08.w15", date(2026, 7, 15), date(2026, 8, 14)),
        ("monthly.w15", date(2025, 12, 15), "2026-01.w15", date(2025, 12, 15), date(2026, 1, 14)),
        ("quarterly.w15", date(2026, 3, 15), "2026-Q2.w15", date(2026, 3, 15), date(2026, 6, 14)),
        ("semiannual.w15", date(2025, 12, 31), "2026-H1.w15", date(2025, 12, 15), date(2026, 6, 14)),
        ("semiannual.w15", date(2026, 6, 15), "2026-H2.w15", date(2026, 6, 15), date(2026, 12, 14)),
        ("annual.w15", date(2025, 12, 15), "2026.w15", date(2025, 12, 15), date(2026, 12, 14)),
        ("nine_months.w15", date(2026, 9, 14), "2026-9M.w15", date(2025, 12, 15), date(2026, 9, 14)),
        ("nine_months", date(2026, 10, 1), "2027-9M", date(2027, 1, 1), date(2027, 9, 30)),
        ("school_year", date(2026, 8, 31), "2025-SY", date(2025, 9, 1), date(2026, 8, 31)),
        ("school_year.m08", date(2026, 8, 1), "2026-SY.m08", date(2026, 8, 1), date(2027, 7, 31)),
        ("weekly", date(2021, 1, 3), "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("weekly.w05", date(2026, 7, 10), "2026-W29.w05", date(2026, 7, 10), date(2026, 7, 16)),
    ],
)
def test_windows_by_hand(cadence, day, code, first, last):
    period = Cadence.parse(cadence).period_of(day)

    assert (period.code, period.first, period.last) == (code, first, last)
    assert Period.parse(code) == period
