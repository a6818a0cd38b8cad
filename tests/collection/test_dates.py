"""Dates, weekdays and clock times as Indonesian documents write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.collection.dates import read_date, read_times

MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober"]
MONTHS += ["November", "Desember"]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Senin, 12 Maret 2018", "2018-03-12"),
        ("12 Mar 2018", "2018-03-12"),
        ("12-03-2018 (Senin)", "2018-03-12"),
        ("12/03/2018", "2018-03-12"),
        ("12.3.2018", "2018-03-12"),
        ("12-3-18", "2018-03-12"),
        ("05/04/2018", "2018-04-05"),
        ("Jum'at/ 16 Maret 2018", "2018-03-16"),
        ("2018-03-12", "2018-03-12"),
        ("1 Agt. 2018", "2018-08-01"),
        ("12 MARET 2018 pukul 09.00", "2018-03-12"),
        ("12 Maret '18", "2018-03-12"),
        ("Senin, 12Maret2018", "2018-03-12"),
        ("Senin, tanggal 12 bulan Maret tahun 2018", "2018-03-12"),
        ("Maret 12, 2018", "2018-03-12"),
        ("12/III/2018", "2018-03-12"),
        ("Maret 2018", "2018-03"),
        ("tahun 2017", "2017"),
        ("kemarin", ""),
        ("0812-0000-0000", ""),
    ],
)
def test_variants(written: str, date: str) -> None:
    assert read_date(written).date == date


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["{d}-{m}-{y}", "{d:02}/{m:02}/{y}", "{d} {month} {y}"]),
)
def test_the_day_stands_first(date: dt.date, form: str) -> None:
    written = form.format(d=date.day, m=date.month, y=date.year, month=MONTHS[date.month - 1])
    assert read_date(written).date == date.isoformat()


def test_of_several_days_the_first_counts_and_that_is_known() -> None:
    for written in ("12 dan 13 Maret 2018", "12–13 Maret 2018", "12-03-2018 s.d. 13-03-2018"):
        found = read_date(written)
        assert (found.date, found.several) == ("2018-03-12", True)
    assert not read_date("Senin, 12-03-2018").several


def test_a_date_that_does_not_exist_and_a_weekday_that_clashes() -> None:
    assert read_date("30 Februari 2018").impossible
    assert read_date("12/13/2018").impossible
    assert read_date("Selasa, 12 Maret 2018").clashes
    assert not read_date("Senin, 12 Maret 2018").clashes
    assert not read_date("Senin, Maret 2018").clashes


@pytest.mark.parametrize(
    ("written", "times"),
    [
        ("09.00–10.15 WITA", ("09:00", "10:15")),
        ("pukul 9.00 s.d. 10:15", ("09:00", "10:15")),
        ("07.30 WIB - selesai", ("07:30", "")),
        ("09.00 s.d. 10.15", ("09:00", "10:15")),
        ("pukul 9 pagi", ("09:00", "")),
        ("jam 2 siang", ("14:00", "")),
        ("9-10 pagi", ("09:00", "10:00")),
        ("11-1 siang", ("11:00", "13:00")),
        ("jam 7 s.d. 8.30 malam", ("19:00", "20:30")),
        ("setengah 9 pagi", ("08:30", "")),
        ("pukul 09 sampai pukul 10", ("09:00", "10:00")),
        ("09.00 - 10.15 (75 menit)", ("09:00", "10:15")),
        ("± 45 menit", ("", "")),
        ("2 jam", ("", "")),
        ("12 Maret 2018 pukul 9", ("09:00", "")),
        ("pagi", ("", "")),
        ("12.03.2018", ("", "")),
    ],
)
def test_times(written: str, times: tuple[str, str]) -> None:
    assert read_times(written) == times
