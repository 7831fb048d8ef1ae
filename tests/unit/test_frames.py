"""Frames: the same rows out, the column repaired, what was done beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cleancopy
from cleancopy.errors import CleancopyError
from cleancopy.frames import ADDED, clean_frame
from cleancopy.report import Report, Settings, run


@pytest.fixture
def settings(cards: str) -> Settings:
    return Settings(rules=(Path(cards),))


def frame_of(texts: list[Any], kind: Any) -> pd.DataFrame:
    """A frame with an index of its own and other columns around the text."""
    number = range(len(texts))
    frame = pd.DataFrame({"n": list(number)}, index=[f"row {i % 2}" for i in number])
    frame["text"] = pd.Series(texts, index=frame.index, dtype=kind)
    frame["small"] = pd.array(list(number), dtype="Int8")
    frame.attrs["source"] = "wire"
    return frame


@pytest.mark.parametrize("kind", ["object", "str", "string", "string[pyarrow]", "category"])
def test_column_is_repaired_and_the_rest_stays(settings: Settings, kind: str) -> None:
    frame = frame_of(["A qqsafe, then qqsafe.", None, "All is well.", "", "qqlook"], kind)
    before = frame.copy(deep=True)
    after = clean_frame(frame, "text", settings)
    pd.testing.assert_frame_equal(frame, before)
    assert list(after.columns) == ["n", "text", "small", *ADDED]
    pd.testing.assert_frame_equal(after[["n", "small"]], before[["n", "small"]])
    assert after.attrs == before.attrs
    texts = after["text"]
    assert texts.isna().tolist() == [False, True, False, False, False]
    assert texts.dropna().tolist() == ["A sound, then sound.", "All is well.", "", "qqlook"]
    if kind != "category":
        assert texts.dtype == before["text"].dtype
    assert after["changes"].tolist() == [2, 0, 0, 0, 0]


def test_what_is_no_text_stays_what_it_is(settings: Settings) -> None:
    odd = [None, float("nan"), pd.NA, 3, b"qqsafe", ["qqsafe"]]
    after = clean_frame(frame_of([*odd, "qqsafe"], "object"), "text", settings)
    assert all(new is old for new, old in zip(after["text"], odd, strict=False))
    assert after["text"].iloc[-1] == "sound"
    assert after["changes"].tolist() == [0] * 6 + [1]


def test_scores_and_language(settings: Settings) -> None:
    text = "The committee said that the committee would meet with the members of the board. "
    after = clean_frame(frame_of([text * 9 + "qqsafe", None], "object"), "text", settings)
    report = cleancopy.clean(text * 9 + "sound")
    row = after.iloc[0]
    assert (row["words"], row["sentences"]) == (report.after.words, report.after.sentences)
    assert row["language"] == "en"
    expected = report.after.textstat
    assert row["flesch_reading_ease_after"] == expected.flesch_reading_ease
    assert row["dale_chall_readability_score_after"] == expected.dale_chall_readability_score
    assert row["dale_chall_readability_score_before"] != row["dale_chall_readability_score_after"]
    missing = after.iloc[1]
    assert (missing["words"], missing["sentences"], missing["language"]) == (0, 0, None)
    assert np.isnan(missing["smog_index_before"])
    kinds = after.dtypes.astype(str).to_dict()
    assert {kinds[name] for name in ("changes", "words", "sentences")} == {"int64"}
    assert {kinds[name] for name in ADDED[4:]} == {"float64"}
    assert len(ADDED) == 4 + 2 * 7


@pytest.mark.parametrize("kind", ["object", "str", "float64"])
def test_empty_frame(settings: Settings, kind: str) -> None:
    after = clean_frame(frame_of([], kind), "text", settings)
    assert after.shape == (0, 3 + len(ADDED))
    assert after["changes"].dtype == "int64"


def test_unsafe_from_the_package(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(
        "cleancopy.frames.clean_frame", lambda *given, **beside: asked.append((*given, beside))
    )
    frame = pd.DataFrame()
    cleancopy.clean_frame(frame, "body", unsafe=True, date="2020", source_column="ru")
    beside = {"source_column": "ru", "source_lang_column": None}
    assert asked == [(frame, "body", Settings(unsafe=True, date="2020"), beside)]


def test_each_row_is_run_with_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def noted(text: str, settings: Settings, **beside: str) -> Report:
        asked.append((text, beside))
        return run(text, settings, **beside)

    monkeypatch.setattr("cleancopy.frames.run", noted)
    texts, sources, langs = ["a", None, "b", "c"], ["а", "б", None, 3], ["ru", "ru", "uk", None]
    frame = pd.DataFrame({"text": texts, "from": sources, "lang": langs})
    names = {"source_column": "from", "source_lang_column": "lang"}
    after = cleancopy.clean_frame(frame, **names)
    assert asked == [
        ("a", {"source": "а", "source_lang": "ru"}),
        ("b", {"source": "", "source_lang": "uk"}),
        ("c", {"source": "", "source_lang": ""}),
    ]
    pd.testing.assert_frame_equal(after[["from", "lang"]], frame[["from", "lang"]])
    with pytest.raises(CleancopyError, match=r"^no column 'form'; did you mean 'from'\?"):
        cleancopy.clean_frame(frame, source_column="form")


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.DataFrame({"txt": ["a"]}), "no column 'text'; did you mean 'txt'? Columns: txt"),
        (pd.DataFrame([["a", "b"]], columns=["text", "text"]), "more than one column 'text'"),
        (pd.DataFrame({"text": [1, 2]}), "column 'text' holds int64, not text"),
        (pd.DataFrame({"text": pd.Categorical([1, 2])}), "column 'text' holds int64, not text"),
        (pd.DataFrame({"text": ["a"], "words": [1]}),
         "there is a column 'words' already; rename it, it would be lost"),
    ],
)  # fmt: skip
def test_frames_that_cannot_be_worked_on(
    settings: Settings, frame: pd.DataFrame, message: str
) -> None:
    with pytest.raises(CleancopyError) as error:
        clean_frame(frame, "text", settings)
    assert str(error.value) == message
