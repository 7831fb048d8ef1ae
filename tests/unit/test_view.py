"""What a stage's rules ask of a text: its lines, what is foreign, what is quoted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleancopy.view import View, is_other_language
from strategies import indices, quick


@pytest.mark.parametrize(
    "line",
    [
        "Le maire a répondu : « La route est fermée. » Il est rentré.",
        "Les deux hommes ont été arrêtés : « C'est fini ! »",
        "Die „Zeit“ schrieb nach der Wahl: „Sie bleibt.“",
        "Wir wissen es noch nicht.",
        "El ministro dijo que no habrá elecciones hasta el año que viene.",
        "O presidente não falou com os jornalistas.",
        "Il presidente non ha parlato con i giornalisti.",
        "De premier heeft niet gesproken.",
        "Prezydent nie jest w Warszawie.",
        "Statsministern är inte här.",
        "Президент прибыл в Москву в понедельник.",
        "Он сказал: «Да».",
        "首相は「辞任する」と述べた。",
        "總統在星期一辭職。",
        "대통령은 월요일에 사임했다.",
        "الرئيس وصل يوم الاثنين.",
        "Ο πρωθυπουργός παραιτήθηκε.",
    ],
)
def test_a_line_in_another_language_is_foreign(line: str) -> None:
    assert is_other_language(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "12:30 ... 14:00",
        "World",
        "Photo: AFP",
        "The minister said on Monday that the talks in Geneva had failed.",
        "Le Monde and Le Figaro reported on Tuesday that Jean-Marie Le Pen was ill.",
        "Osama bin Laden and Charles de Gaulle never met in Rio de Janeiro.",
        "Volodymyr Zelensky (Володимир Зеленський), Ukraine’s president, left.",
        "Xi Jinping (习近平) met Li Keqiang (李克强) in Beijing.",
        "The paper “Die Zeit” wrote: “Wir wissen es noch nicht.” It was right.",
        "Real Madrid 3, Bayern München 1",
        "La Liga: Atlético de Madrid 2, Real Betis 0",
        "Rio de Janeiro, São Paulo, Brasília",
        "Manuel Valls and François Hollande",
        "Côte d'Ivoire coach Hervé Renard quits",
    ],
)
def test_english_with_foreign_names_is_not_foreign(line: str) -> None:
    assert not is_other_language(line)


@pytest.mark.parametrize(
    "line",
    [
        "Los Angeles beats Las Vegas",
        "El País, La Vanguardia",
        "Le Monde, Le Figaro",
        "Ursula von der Leyen meets Emmanuel Macron",
        "Luiz Inácio Lula da Silva visits Rio de Janeiro",
    ],
)
def test_a_headline_of_names_is_not_foreign(line: str) -> None:
    assert not is_other_language(line)


@pytest.mark.xfail(reason="too few words that we know", strict=True)
@pytest.mark.parametrize(
    "line", ["« Bonjour », dit-il.", "La policía detuvo a dos hombres.", "Nous verrons bien."]
)
def test_a_short_line_in_another_language_is_foreign(line: str) -> None:
    assert is_other_language(line)


def test_foreign_is_told_line_by_line() -> None:
    lines = ["He said so to them.", "Er ist nicht da und wir auch nicht.", "", "They left for it."]
    text = "\r\n".join(lines)
    (span,) = View(text).foreign
    assert text[slice(*span)] == lines[1]


FRENCH = "Le port rouvre. On n’y croyait plus, soupire un mareyeur, et la criée ne ferme jamais."


def test_in_a_foreign_text_a_line_must_be_plainly_english_to_be_ours() -> None:
    lines = [FRENCH, "A lire aussi : Notre reportage", "The harbour was closed to all of them."]
    view = View("\n".join(lines))
    assert view.is_foreign
    assert [view.text[slice(*span)] for span in view.foreign] == lines[:2]


def test_a_language_that_the_detector_does_not_know_is_foreign() -> None:
    gaelic = "Tha a h-uile duine saor agus co-ionnan ann an urram 's ann an còirichean. "
    assert View(gaelic * 4).is_foreign


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Real Madrid 3, Bayern München 1\nLa Liga: Atlético de Madrid 2, Real Betis 0",
        "Rice, 200 g\nOnions, three\nSalt, pepper, oil\n\nFry onions slowly; add rice.",
        f"{FRENCH}\nThat is what the paper wrote of the harbour, which has been closed for a year "
        "and will not be opened again before the summer.",
    ],
)
def test_an_english_text_is_not_foreign(text: str) -> None:
    assert not View(text).is_foreign


@quick
@given(st.text("ab \r\n", max_size=12))
@example("\r\n\r\n")
@example("a\rb")
def test_lines_hold_all_but_their_ends(text: str) -> None:
    spans = View(text).lines
    assert indices(spans) == {index for index, char in enumerate(text) if char not in "\r\n"}
    assert all(one[1] < next_[0] for one, next_ in pairwise(spans))


# In each text the quotations stand between ⟦ and ⟧.
QUOTED = [
    "No marks, and the dog’s 'own'.",
    "He said “⟦yes⟧” and “⟦no⟧”.",
    'He said "⟦yes⟧" and "⟦no⟧".',
    "«⟦Oui⟧», „⟦ja⟧“ und „⟦nein⟧”.",
    "“⟦It is open and goes on.⟧",
    "It closes” and then “⟦opens⟧”.",
    "“⟦One line.⟧\nAnother” one, “⟦two⟧”.",
    "He said: „⟦A⟧“ – „⟦B⟧\r\n“⟦C⟧",
]


@pytest.mark.parametrize("marked", QUOTED)
def test_quoted(marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    found = [text[slice(*span)] for span in View(text).quoted]
    assert found == [part.partition("⟧")[0] for part in marked.split("⟦")[1:]]


def test_marks_that_point_inwards_quote() -> None:
    assert View("»Ja«, sagte er.").quoted == [(1, 3)]


def test_an_empty_quotation_is_none() -> None:
    assert View('He said "" and left.').quoted == []


@quick
@given(st.text('ab“”"«»„\n', max_size=12))
def test_quotations_are_in_order_and_hold_no_line_end(text: str) -> None:
    position = 0
    for start, end in View(text).quoted:
        assert position <= start <= end <= len(text)
        assert "\n" not in text[start:end]
        position = end


def test_protected_is_read_from_the_text() -> None:
    assert View("to a@b.org").protected == [(3, 10)]
