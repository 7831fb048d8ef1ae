"""House style as data: the reader's errors, and what a chosen style must not touch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.errors import CleancopyError
from cleancopy.report import Report, Settings, run
from cleancopy.styles import read_doublets, read_style, shipped_styles

FORM = "[[forms]]\nold = 'Peking'\nnew = 'Beijing'\nwhy = 'so'\n"
Written = Callable[[str], str]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A style file with that text; its path."""

    def write(text: str) -> str:
        path = tmp_path / "desk.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def styled(text: str, style: str) -> str:
    return run(text, Settings(style=style)).text


def shown(text: str, style: str = "") -> list[tuple[str, str]]:
    report = run(text, Settings(style=style))
    assert report.text == text
    return [(a.old, a.edits[0].reason) for a in report.advice if "style/name" in a.rules[0]]


def test_the_shipped_styles_and_the_doublets_can_be_read() -> None:
    assert shipped_styles() == ["agreed", "ap", "guardian"]
    assert all(read_style(name).forms for name in shipped_styles())
    assert all(len(row.old) > 1 for row in read_doublets())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("oxford", "no style 'oxford'; there are agreed, ap, guardian; or give the path of a file"),
        ("a\0b\n", "no style 'a\\x00b\\n'; there are agreed, ap, guardian; or give the path"),
        ("x" * 5000, f"no style '{'x' * 5000}'; there are agreed, ap, guardian"),
        ("guardain", "no style 'guardain'; did you mean 'guardian'?"),
        ("AP", "no style 'AP'; did you mean 'ap'?"),
        ("agree.toml", "agree.toml: cannot be read: No such file or directory; did you mean"),
        ("no/such.toml", "no/such.toml: cannot be read: No such file or directory; give the path"),
        ("a\0b.toml", "a\0b.toml: not readable as TOML: embedded null byte"),
    ],
)
def test_a_style_that_is_not_there_is_refused_before_any_text(name: str, message: str) -> None:
    with pytest.raises(CleancopyError) as error:
        Settings(style=name)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_a_folder_is_no_style(tmp_path: Path) -> None:
    folder = tmp_path / "desk.toml"
    folder.mkdir()
    with pytest.raises(CleancopyError, match="cannot be read: Is a directory; give the path of a"):
        read_style(str(folder))


def test_a_style_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_bytes("closing_marks = 'inside' # für".encode("cp1252"))
    with pytest.raises(CleancopyError, match=r"desk.toml: not readable as TOML: 'utf-8' codec"):
        read_style(str(path))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("closing_mark = 'inside'", "unknown key 'closing_mark'; did you mean 'closing_marks'?"),
        (
            "closing_marks = 'in'",
            "'closing_marks' cannot be 'in'; write one of inside, logical, outside",
        ),
        ("quotations = true", "'quotations' cannot be True; write one of kept, changed"),
        ("forms = 'Kyiv'", "'forms' must be written as [[forms]]"),
        (FORM + "keep = 'x'", "[[forms]] 1: unknown key 'keep'; did you mean 'keeps'?"),
        (FORM + "keeps = '('", "[[forms]] 1: 'keeps' holds no regular expression: missing ),"),
        (FORM + "keeps = 'x*'", "[[forms]] 1: 'keeps': 'x*' fits everywhere; name a word"),
        (FORM + "given = 1", "[[forms]] 1: 'given' must be a text in quotes, or a list of them"),
        ("[[forms]]\nold = 'X'\nnew = ''", "[[forms]] 1: 'new' must be given, as a text in quotes"),
        (
            "[[forms]]\nnew = 'X'",
            "[[forms]] 1: 'old' must be given, as a text in quotes, or a list",
        ),
        (FORM + FORM, "'Peking' is 'old' twice; keep one [[forms]] row of it"),
        (
            FORM + "[[forms]]\nold = 'Beijing'\nnew = 'Peking City'\nwhy = 'so'",
            "'Beijing' is 'old' and stands in 'new' 'Beijing'; drop one",
        ),
        ("closing_marks = ", "not readable as TOML: Invalid value"),
        ("forms = " + "[" * 9999, "not readable as TOML: maximum recursion depth exceeded"),
    ],
)
def test_errors_name_file_key_and_mend(text: str, message: str, written: Written) -> None:
    path = written(text)
    with pytest.raises(CleancopyError) as error:
        read_style(path)
    said = str(error.value)
    assert said.startswith(f"{path}: {message}")
    assert "\n" not in said


KEPT = [
    "She ate chicken Kiev in Kyiv.",
    "Dynamo Kiev won the Cup Winners’ Cup in 1986.",
    "“Kiev is burning, Zelensky must go,” he wrote from Ukraine.",
    "Read https://example.org/Kiev/Zelensky and desk@Kiev.ua about Ukraine.",
    "He defended the spelling “Kiev” against Ukraine.",
    "He defended the spelling Kiev; the paper writes 'Odessa' for Ukraine.",
    "Ukraine’s capital, Kyiv (formerly Kiev), is on the Dnieper.",
    "Zelenskyy, also Zelensky, leads Ukraine.",
    "Odessa lies in Texas. Odessa has a college, and Odesa in Ukraine has a port.",
    "The Odessa Young film was shown in Kyiv.",
    "The turkey was roasted. Turkey is a bird, and Turkey a country.",
    "The Bank of Turkey and the Union of Chambers of Turkey agreed with Georgia.",
    "Georgia, the state, is not Georgia, the country.",
    "Igor Zelensky dances in Kyiv. Zelensky trained there.",
    "Libya played Pakistan in Gaddafi Stadium.",
    "The Gaddafi Foundation paid in Libya.",
    "The newspaper Koran Tempo is read in Jakarta.",
    "Lviv was home to Prince Lvov.",
]


@pytest.mark.parametrize("text", KEPT)
@pytest.mark.parametrize("style", ["", "agreed", "ap"])
def test_what_no_style_may_touch(text: str, style: str) -> None:
    assert styled(text, style) == text
    assert shown(text, style) == []


@pytest.mark.parametrize(
    ("style", "bad", "good"),
    [
        ("", "Kiev and Zelensky", "Kyiv and Zelensky"),
        ("ap", "Kiev-based, Kiev-class", "Kyiv-based, Kiev-class"),
        (
            "ap",
            "Kyiv’s comic-turned-president Zelensky led pro-Zelensky, Zelensky-led rallies.",
            "Kyiv’s comic-turned-president Zelenskyy led pro-Zelenskyy, Zelenskyy-led rallies.",
        ),
        ("ap", "In Kiev, Ukraine, Zelensky spoke.", "In Kyiv, Ukraine, Zelenskyy spoke."),
        (
            "guardian",
            "Ukraine’s president, Vladimir Zelensky, and Mr Zelenskiy’s wife left Odessa.",
            "Ukraine’s president, Volodymyr Zelenskyy, and Mr Zelenskyy’s wife left Odesa.",
        ),
        (
            "guardian",
            "Moammar Gadhafi of Libya and Seif al-Islam Gadhafi met Bashar Assad.",
            "Muammar Gaddafi of Libya and Seif al-Islam Gaddafi met Bashar al-Assad.",
        ),
        (
            "ap",
            "Libya’s Muammar Gaddafi and al Qaeda. Colonel Qaddafi fell.",
            "Libya’s Moammar Gadhafi and al-Qaida. Colonel Gadhafi fell.",
        ),
        (
            "ap",
            "Igor Zelensky met Volodymyr Zelensky in Ukraine. Zelensky left.",
            "Igor Zelensky met Volodymyr Zelenskyy in Ukraine. Zelensky left.",
        ),
        ("ap", "Turkey’s Recep Tayyip Erdoğan spoke.", "Turkey’s Recep Tayyip Erdogan spoke."),
        (
            "guardian",
            "Turkey’s Recep Tayyip Erdogan spoke. Erdogan left.",
            "Turkey’s Recep Tayyip Erdoğan spoke. Erdoğan left.",
        ),
    ],
)
def test_a_chosen_style_is_applied(style: str, bad: str, good: str) -> None:
    assert styled(bad, style) == good
    assert styled(good, style) == good


def test_a_desk_decides_itself(written: Written) -> None:
    path = written("[[forms]]\nold = 'Kyiv'\nnew = 'Kiev'\nwhy = 'ours'\n")
    assert styled("Kyiv and Kharkov and “Kyiv fell”", path) == "Kiev and Kharkiv and “Kyiv fell”"
    path = written("quotations = 'changed'\n" + FORM)
    read_style.cache_clear()
    assert styled("“Peking fell,” he said. “Peking” is old.", path) == (
        "“Beijing fell,” he said. “Peking” is old."
    )


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Odessa was hit. Odesa burns, and Odessa waits.", ("Odesa", "Odessa (2), Odesa (1)")),
        ("Turkey voted. Türkiye counts.", ("Türkiye", "Turkey (1), Türkiye (1)")),
        ("Gaddafi fell. Qaddafi fled. Gadhafi died. Gaddafi!", None),
        (
            "Mohammed Deif hid. Muhammad Deif’s house fell.",
            ("Muhammad", "Mohammed (1), Muhammad (1)"),
        ),
        ("Mohammed Deif hid. Muhammad Ali fought.", False),
        ("Saddam Hussein fell. Nasser Hussain batted. Hussain won.", False),
        ("Zelensky spoke, “Zelenskyy fled,” he said.", False),
    ],
)
def test_two_forms_in_one_article_are_one_finding(
    text: str, finding: tuple[str, str] | bool | None
) -> None:
    found = shown(text)
    assert len(found) == (0 if finding is False else 1)
    if isinstance(finding, tuple):
        assert found == [(finding[0], f"One name in several forms: {finding[1]}")]


def test_a_style_that_has_a_say_on_a_name_repairs_instead_of_advising() -> None:
    report = run("Ukraine: Zelensky left. Zelenskyy is back.", Settings(style="ap"))
    assert report.text == "Ukraine: Zelenskyy left. Zelenskyy is back."
    assert report.advice == ()


@pytest.mark.parametrize(
    ("marks", "bad", "good"),
    [
        ("inside", "a “mess”, a “shame”.", "a “mess,” a “shame.”"),
        ("inside", 'a "mess", a "shame".', 'a "mess," a "shame."'),
        ("inside", "a ‘mess’, a 'shame'.", "a ‘mess,’ a 'shame.'"),
        ("inside", "“He called it ‘a mess’”, she said.", "“He called it ‘a mess,’” she said."),
        ("inside", "It was ‘the workers’ day’, he said.", None),
        ("inside", 'It is 6\'2", or 7\'1", he said. A 12", a 14".', None),
        ("inside", "Type “a = b”, “x.py”, “--all”. He asked “Why?”, “Me!”.", None),
        ("inside", "The workers’, the boss’. Rock ’n’ roll’s, the ’90s’.", None),
        ("inside", "`print “a”, “b”`", None),
        ("inside", 'f("a", "b"), ["a", "b"], {"a": "b", "c": "d"}, x = "a", "b".', None),
        ("outside", "“We left,” he said. It was “a mess.”", "“We left”, he said. It was “a mess”."),
        ("outside", "He said: “I was born in the U.S.” Then he left.", None),
        ("logical", "He saw “a mess,” “one” and “a ruin.”", "He saw “a mess”, “one” and “a ruin”."),
        ("logical", "“We left”, he said.", "“We left,” he said."),
        ("logical", "He said: “We left town at noon”.", "He said: “We left town at noon.”"),
        ("logical", "He said it was “a mess. We left.” She stayed.", None),
        ("logical", "The film is called: “The Long Walk Back Home”.", None),
    ],
)  # fmt: skip
def test_comma_and_stop_stand_where_the_style_sets_them(
    marks: str, bad: str, good: str | None, tmp_path: Path
) -> None:
    path = tmp_path / f"{marks}.toml"
    path.write_text(f"closing_marks = '{marks}'", encoding="utf-8")
    assert styled(bad, str(path)) == (good or bad)
    assert styled(good or bad, str(path)) == (good or bad)


def test_with_a_style_a_mixed_article_is_repaired_and_not_reported() -> None:
    text = "a “new war”, then “a peace.” It was “a time”, too."
    assert [a.rules for a in run(text).advice] == [("style/mixed-mark-order",)]
    report: Report = run(text, Settings(unsafe=True, style="ap"))
    assert (report.text, report.advice) == (
        "a “new war,” then “a peace.” It was “a time,” too.",
        (),
    )


WORDS = """
    Zelensky Zelenskyy Volodymyr Igor Ukraine Kiev Kyiv Odessa Odesa Texas Gaddafi Muammar Libya
    said formerly called the workers’ Mohammed Muhammad Ali al-Qaeda Turkey Türkiye he it 6'2" U.S.
    and Bashar al-Assad Erdogan Tayyip Koran mess. mess, “mess”, “mess,” ‘mess’. 'mess,' "a b".
    “a ‘b’”,
    ( ) “ ” ‘ ’ " ' . ,
""".split()
prose = st.lists(st.sampled_from([*WORDS, "\n"]), max_size=30).map(" ".join)


@given(text=prose, style=st.sampled_from(["", "agreed", "ap", "guardian"]))
@settings(max_examples=300, deadline=None)
def test_a_second_run_with_a_style_changes_nothing(text: str, style: str) -> None:
    once = styled(text, style)
    assert styled(once, style) == once
