"""A text beside its source: what differs is found with both spans, what agrees is no finding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cleancopy.beside.figures import figures
from cleancopy.context import Context
from cleancopy.report import run
from cleancopy.stages import read_stages
from cleancopy.view import View
from strategies import quick

(STAGE,) = (stage for stage in read_stages() if stage.name == "source")


def found(text: str, source: str, lang: str) -> list[tuple[str, str]]:
    """What the stage finds: the rule and the span of the text."""
    view = View(text, Context(source=source, source_lang=lang))
    edits = [edit for rule in STAGE.rules for edit in rule.edits(view)]
    assert all(edit.new is None for edit in edits)
    return [(edit.rule.partition("/")[2], text[edit.start : edit.end]) for edit in edits]


@pytest.mark.parametrize(
    ("written", "lang", "worth"),
    [
        ("1,250", "en", "1250"),
        ("1.25", "en", "1.25"),
        ("1.250", "en", "1.250"),
        ("1.250", "de", "1250"),
        ("1,250", "de", "1.250"),
        ("1.250.000", "en", "1250000"),
        ("12 500", "ru", "12500"),
        ("12\u00a0500,5", "fr", "12500.5"),
        ("1'250", "de", "1250"),
        ("1,234.5", "en", "1234.5"),
        ("1.234,5", "es", "1234.5"),
        ("12,34,567", "en", "1234567"),
        ("3.5 million", "en", "3500000"),
        ("$3.5bn", "en", "3500000000"),
        ("3,5 млн", "ru", "3500000"),
        ("3,5 миллиарда", "ru", "3500000000"),
        ("2 Billionen", "de", "2000000000000"),
        ("2 billones", "es", "2000000000000"),
        ("2 milliards", "fr", "2000000000"),
        ("٣٫٥ مليون", "ar", "3500000"),
        ("١٬٢٥٠", "ar", "1250"),
        ("5 آلاف", "ar", "5000"),
        ("3.5万", "zh", "35000"),
        ("3亿5000万", "zh", "350000000"),
        ("1200多万", "zh", "12000000"),
        ("三百五十", "zh", "350"),
        ("二〇一九", "zh", "2019"),
        ("12千米", "zh", "12"),
        ("１２８０万", "ja", "12800000"),
        ("令和2年", "ja", "2020"),
        ("twenty-one", "en", "21"),
        ("two hundred and five", "en", "205"),
        ("тридцать два", "ru", "32"),
        ("3 thousand", "en", "3000"),
        ("XVI", "ru", "16"),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(written: str, lang: str, worth: str) -> None:
    first = figures(f"({written})", lang)[0]
    assert first.values[0] == Decimal(worth)


@pytest.mark.parametrize(
    ("text", "source", "lang"),
    [
        ("He paid 3.5 million euros.", "Il a payé 3 500 000 euros.", "fr"),
        ("He paid 3.5 million euros.", "Он заплатил 3 487 000 евро.", "ru"),
        ("It cost between 15 and 30 million euros.", "Es kostete 15 bis 30 Millionen Euro.", "de"),
        ("It cost $15 million to $30 million.", "Costó de 15 a 30 millones de dólares.", "es"),
        ("At 3 p.m. it was 21 degrees.", "Um 15 Uhr waren es 21 Grad.", "de"),
        ("At 3:30 p.m. it began.", "Начало в 15:30.", "ru"),
        ("In the 1990s, 40 came.", "В 90-х годах пришли сорок человек.", "ru"),
        ("The 16th-century house burned.", "Сгорел дом XVI века.", "ru"),
        ("On 4 September 2020 it rained.", "Am 04.09.2020 regnete es.", "de"),
        ("In September 2020, 12 houses fell.", "2020年9月，12栋房屋倒塌。", "zh"),
        ("On April 5, 2021, 30 left.", "في 5 أبريل ٢٠٢١ غادر ٣٠ شخصا.", "ar"),
        ("Forty-two came.", "Es kamen 42.", "de"),
        ("The quake was 5.5.", "Толчок был силой 5,5.", "ru"),
        ("COVID-19 killed 300 there.", "冠状病毒在当地造成300人死亡。", "zh"),
        ("He is 70.", "70岁。", "zh"),
        ("The bill is 12.50 euros.", "Die Rechnung beträgt 12,50 Euro.", "de"),
        ("The rate is 30%.", "比率为3成。", "zh"),
        ("A 12-mile (19 km) road.", "Eine 19 km lange Straße.", "de"),
        ("The girls are 3½ and 7.", "Die Mädchen sind 3½ und 7.", "de"),
        ("Angela Merkel spoke on Friday.", "Angela Merkel sprach am Freitag.", "de"),
        ("Write to desk@example.org.", "Пишите на desk@example.org.", "ru"),
        ("It cost 3 billion euros.", "Costó 3 mil millones de euros.", "es"),
        ("It cost 2,300 roubles.", "Это стоило 2 тысячи 300 рублей.", "ru"),
        ("It has 1.2 million people.", "В нём 1 млн 200 тыс. жителей.", "ru"),
        ("It has 5,300 people.", "فيها 5 آلاف و300 نسمة.", "ar"),
        ("It began at 3:30 p.m. on Friday.", "Es begann am Freitag um 15.30 Uhr.", "de"),
        ("It began on Friday, and half of them came.", "Началось 24 июля, пришло 50%.", "ru"),
        ("%1$s of %2$d files, {0}, %(size)s.", "%2$d Dateien, {0}, %1$s, %(size)s.", "de"),
        ("He got 30% of it.", "Er bekam 30 %s davon, 30 %.", "de"),
    ],
)
def test_what_agrees_is_no_finding(text: str, source: str, lang: str) -> None:
    assert found(text, source, lang) == []


@pytest.mark.parametrize(
    ("text", "source", "lang", "rule", "at"),
    [
        ("It cost 250 euros.", "Il a coûté 350 euros.", "fr", "different-number", "250"),
        ("Some 3 million came.", "Пришли 3 млрд человек.", "ru", "different-number", "3 million"),
        ("192,000 hectares.", "1.92万公顷。", "zh", "different-number", "192,000"),
        ("It cost 1.500 euros.", "Costó 1.500 euros.", "es", "different-number", "1.500"),
        ("About 12 towns.", "نحو ٢١ بلدة.", "ar", "different-number", "12"),
        ("They met in May 2020.", "Они были в марте 2020 года.", "ru", "different-date", "May"),
        ("It opens on Monday.", "Il ouvre mardi.", "fr", "different-date", "Monday"),
        ("It took 15 days.", "Es dauerte 15 Wochen.", "de", "different-unit", "15 days"),
        ("It cost $40.", "Costó 40 euros.", "es", "different-unit", "$40"),
        ("It is 30 miles off.", "До него 30 км.", "ru", "different-unit", "30 miles"),
        ("See www.example.com.", "Voir www.example.org.", "fr", "lost-address", "www.example.com"),
        ("Hi {nom}.", "Salut {name}.", "fr", "lost-placeholder", "{nom}"),
        ("Of %d files.", "Von %s Dateien.", "de", "lost-placeholder", "%d"),
        ("Wait %1 s.", "Warten Sie %2 s.", "de", "lost-placeholder", "%1"),
        ("So 会议将于明年 again.", "会议将于明年。", "zh", "untranslated-stretch", "会议将于明年"),
    ],
)  # fmt: skip
def test_what_differs_is_found(text: str, source: str, lang: str, rule: str, at: str) -> None:
    assert found(text, source, lang) == [(rule, at)]


def test_each_finding_names_the_words_of_the_source() -> None:
    report = run("Some 250 came.", source="Il en est venu 350.", source_lang="fr")
    assert [(c.old, c.edits[0].reason) for c in report.advice] == [
        ("250", "The source has “350”, the text “250”")
    ]
    assert report.text == "Some 250 came."


def test_without_a_source_there_is_nothing_to_find() -> None:
    assert found("Some 250 came on Monday.", "", "fr") == []
    assert found("Some 250 came on Monday.", " \n", "fr") == []


def test_an_empty_text_is_found() -> None:
    assert found("", "Il en est venu 350.", "fr")[0] == ("untranslated-stretch", "")
    assert run("", source="Il en est venu 350.", source_lang="fr").text == ""


def test_lines_that_answer_each_other_are_compared_one_by_one() -> None:
    source = "\n\n".join(f"В доме {number} человек." for number in (31, 42, 53, 64, 75, 86))
    text = "\n\n".join(f"{number} people live there." for number in (31, 42, 53, 64, 75, 31))
    assert found(text, source, "ru") == [("different-number", "31")]


def test_what_is_lost_is_told_at_about_its_line() -> None:
    source = "Ein Tag.\nIn der Stadt.\nEs regnete.\nNiemand kam.\nEs waren 350 Leute da."
    text = "One day in the town.\nIt rained all the day long.\nPeople were there."
    assert found(text, source, "de") == [("lost-number", "People were there.")]


NUMBERS = st.lists(st.integers(3, 10**9), min_size=1, max_size=6)


@quick
@given(NUMBERS, st.sampled_from(["{}", "{:,}"]))
@example([1000, 1000], "{:,}")
def test_a_text_beside_itself_has_the_same_numbers(numbers: list[int], form: str) -> None:
    text = "\n".join(f"There were {form.format(number)} of them." for number in numbers)
    assert [rule for rule, _ in found(text, text, "en") if "number" in rule] == []


@quick
@given(st.text(), st.sampled_from(["en", "de", "ru", "zh", "ar", "", "xx"]))
@example("1.5.2.", "de")
@example("² ½ ① ٣٫", "ar")
@example("1.000.00 bn 7兆", "zh")
def test_any_text_can_stand_beside_any(text: str, lang: str) -> None:
    found(text, text[::-1], lang)
    if lang == "en":
        assert [rule for rule, _ in found(text, text, lang) if "number" in rule] == []


@quick
@given(NUMBERS, st.integers(3, 10**9), st.data())
def test_a_changed_figure_is_found(numbers: list[int], other: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(numbers) - 1))
    changed = [*numbers[:place], other, *numbers[place + 1 :]]
    assume(not {other, other % 100} & {form for n in numbers for form in (n, n % 100)})
    assume(numbers.count(numbers[place]) == 1 and numbers[place] % 100 not in changed)
    text = "\n".join(f"There were {number} of them." for number in changed)
    source = "\n".join(f"Es waren {number} davon." for number in numbers)
    assert ("different-number", str(other)) in found(text, source, "de")


@pytest.mark.parametrize("unit", ["7 ", "1.2.", "3 万", "two ", "I", "“a b c d e f g ", "a@b.org "])
def test_a_long_row_beside_itself_has_no_findings_of_numbers(unit: str) -> None:
    text = unit * 5_000
    assert [rule for rule, _ in found(text, text, "en") if "number" in rule] == []
