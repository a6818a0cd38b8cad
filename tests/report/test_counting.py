"""n of N in Indonesian, as the campus reference renders it; English holds the same shape."""

from __future__ import annotations

import pytest

from qualcode.report.counting import Counter, Person, spelled
from qualcode.report.document import Citation
from qualcode.report.parts import plain
from qualcode.report.profile import load_profile
from qualcode.report.sentences import Voice
from qualcode.terms import terms_for

LURAH = Person(code="I-01", role="Lurah")
SEKRETARIS = Person(code="I-02", role="Sekretaris Lurah")
STAF = Person(code="I-03", role="staf kepegawaian")
WARGA = tuple(Person(code=f"I-{number:02d}", role="warga") for number in range(4, 20))


def voice(language: str = "id") -> Voice:
    return Voice(load_profile(), language)


def counter(language: str = "id", rule: str = "below_10") -> Counter:
    return Counter(voice(language), terms_for(language), rule)


def said(persons: tuple[Person, ...], of: int, isi: str, *codes: str) -> str:
    count = counter()
    sit = (Citation(text="; ".join(codes), segments=codes),) if codes else ()
    runs = voice().say(
        "agreement.that", frasa=count.phrase(persons, of), Frasa=count.phrase(persons, of, opens=True), isi=isi, sit=sit
    )
    return plain(runs)


def test_none_of_five() -> None:
    assert said((), 5, "jadwal pelayanan diumumkan secara tertulis") == (
        "Tidak seorang pun dari lima informan menyatakan bahwa jadwal pelayanan diumumkan secara tertulis."
    )


def test_one_of_five_is_named() -> None:
    assert said((SEKRETARIS,), 5, "daftar hadir diperiksa setiap hari", "W/SEK/14-03-2018") == (
        "Seorang dari lima informan, yakni Sekretaris Lurah (I-02), menyatakan bahwa daftar hadir diperiksa setiap "
        "hari (W/SEK/14-03-2018)."
    )


def test_two_of_five_are_named() -> None:
    assert said((LURAH, STAF), 5, "apel pagi tidak selalu diikuti", "W/LRH/12-03-2018", "W/STF/15-03-2018") == (
        "Dua dari lima informan, yakni Lurah (I-01) dan staf kepegawaian (I-03), menyatakan bahwa apel pagi tidak "
        "selalu diikuti (W/LRH/12-03-2018; W/STF/15-03-2018)."
    )


def test_all_of_five_two_and_one() -> None:
    assert said(WARGA[:5], 5, "ruang tunggu sempit") == "Kelima informan menyatakan bahwa ruang tunggu sempit."
    assert said(WARGA[:2], 2, "ruang tunggu sempit") == "Kedua informan menyatakan bahwa ruang tunggu sempit."
    assert said((LURAH,), 1, "ruang tunggu sempit") == "Lurah (I-01) menyatakan bahwa ruang tunggu sempit."


@pytest.mark.parametrize(
    ("n", "of", "opening", "inside"),
    [
        (3, 5, "Tiga dari lima informan", "tiga dari lima informan"),
        (3, 3, "Ketiga informan", "ketiga informan"),
        (10, 10, "Kesepuluh informan", "kesepuluh informan"),
        (11, 11, "Semua informan (11 orang)", "semua informan (11 orang)"),
        (
            2,
            14,
            "Dua dari 14 informan, yakni warga (I-04 dan I-05),",
            "2 dari 14 informan, yakni warga (I-04 dan I-05),",
        ),
        (8, 14, "Delapan dari 14 informan", "8 dari 14 informan"),
        (12, 14, "Dua belas dari 14 informan", "12 dari 14 informan"),
        (0, 14, "Tidak seorang pun dari 14 informan", "tidak seorang pun dari 14 informan"),
    ],
)
def test_the_figure_below_stands_and_no_sentence_opens_with_a_digit(n: int, of: int, opening: str, inside: str) -> None:
    assert counter().phrase(WARGA[:n], of, opens=True) == opening
    assert counter().phrase(WARGA[:n], of) == inside


def test_informants_of_one_role_share_it() -> None:
    assert counter().names((LURAH, *WARGA[:2])) == "Lurah (I-01) dan warga (I-04 dan I-05)"
    assert counter().names(WARGA[:3]) == "warga (I-04, I-05, dan I-06)"


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (0, "nol", "zero"),
        (10, "sepuluh", "ten"),
        (11, "sebelas", "eleven"),
        (17, "tujuh belas", "seventeen"),
        (20, "dua puluh", "twenty"),
        (42, "empat puluh dua", "forty-two"),
        (100, "seratus", "one hundred"),
        (111, "seratus sebelas", "one hundred eleven"),
        (999, "sembilan ratus sembilan puluh sembilan", "nine hundred ninety-nine"),
        (1128, "1.128", "1,128"),
    ],
)
def test_numbers_are_spelled(value: int, indonesian: str, english: str) -> None:
    assert spelled(value, terms_for("id")) == indonesian
    assert spelled(value, terms_for("en")) == english


def test_the_eyd_rule_spells_what_two_words_can_say() -> None:
    eyd = counter(rule="eyd")
    assert (eyd.number(12), eyd.number(20), eyd.number(21)) == ("dua belas", "dua puluh", "21")
    assert (counter().number(9), counter().number(10)) == ("sembilan", "10")


def test_english_names_the_figure_too() -> None:
    english = counter("en")
    assert english.phrase((LURAH,), 5, opens=True) == "One of five informants, Lurah (I-01),"
    assert english.phrase(WARGA[:3], 3, opens=True) == "All three informants"
    assert english.phrase((), 14) == "none of 14 informants"
