"""What one text of a run shows of a name is evidence in the others."""

from __future__ import annotations

import pickle

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.context import Context, Sighting, Sightings
from cleancopy.frames import clean_frame
from cleancopy.names.batch import merged, seen_in
from cleancopy.names.evidence import Kind, Sureness
from cleancopy.names.index import index_of
from cleancopy.names.misspelt import misspelt
from cleancopy.report import Settings, sightings

TOLD = "Angela Markel, the German chancellor, opened the bridge. Markel then took the train."
HERBST = ("john hurst", "John Herbst", "role")


def forms(text: str, seen: Sightings) -> list[tuple[str, str, Sureness]]:
    found = misspelt(text, index_of(), Context(seen=seen))
    return [(text[a:b], new, name.sureness) for name in found for a, b, new in name.edits]


def seen(*every: Sighting) -> Sightings:
    return Sightings(every)


def test_a_text_shows_what_an_office_tells_once_and_in_full() -> None:
    shown = seen_in(TOLD, index_of(), Context())
    assert shown.every == (Sighting("angela markel", "Angela Merkel", "role", 1),)


def test_a_text_shows_what_its_source_tells() -> None:
    text = "The farmer Jiri Hravek lost nine cows. Hravok has no insurance for them."
    source = "Sedlák Jiří Hrávek přišel o devět krav. Hrávek je neměl pojištěné."
    shown = sightings(text, source=source, source_lang="sk")
    assert shown.every == (Sighting("hravok", "Hravek", "source", 1),)


@pytest.mark.parametrize(
    "text",
    [
        "The farmer, Ivo Hravek, had no insurance. Hravik lost nine cows.",  # the document alone
        "John Hurst, a baker from York, wrote to the embassy.",
        "",
    ],
)
def test_what_only_the_text_itself_tells_is_kept_there(text: str) -> None:
    assert seen_in(text, index_of(), Context()).every == ()


def test_the_run_alone_is_advice() -> None:
    told = seen(Sighting(*HERBST, 3))
    assert forms("John Hurst wrote a book.", told) == [("Hurst", "Herbst", Sureness.SUSPECTED)]


def test_the_run_and_another_witness_prove_it() -> None:
    told = seen(Sighting("angela markel", "Angela Merkel", "role", 2))
    text = "Angela Merkel had lunch. Later, in the hall, Angela Markel had tea."
    assert forms(text, told) == [("Markel", "Merkel", Sureness.PROVED)]


def test_a_text_is_no_witness_for_itself() -> None:
    own = seen_in(TOLD, index_of(), Context())
    (first, *_) = misspelt(TOLD, index_of(), Context(seen=own))
    assert [evidence.kind for evidence in first.evidence] == [Kind.ROLE]


def test_a_source_here_and_sources_elsewhere_are_one_witness() -> None:
    text, source = "Hravok lost nine cows in the flood.", "Hrávek přišel o devět krav."
    told = seen(Sighting("hravok", "Hrávek", "source", 5))
    (name,) = misspelt(text, index_of(), Context("", source, "sk", seen=told))
    assert name.sureness is Sureness.ATTESTED


def test_an_office_elsewhere_and_the_source_here_prove_it() -> None:
    text, source = "Makron lost nine cows in the flood.", "Макрон потерял девять коров."
    told = seen(Sighting("makron", "Macron", "role", 1))
    (name,) = misspelt(text, index_of(), Context("", source, "ru", seen=told))
    assert {evidence.kind for evidence in name.evidence} == {Kind.BATCH, Kind.SOURCE}
    assert name.sureness is Sureness.PROVED


@pytest.mark.parametrize(
    "text",
    [
        "John Hurst, a baker from York, wrote a book.",
        "The John Hurst Prize went to a choir.",
        "They met in John Hurst Street.",
        "Mary John Hurst wrote a book.",
        "The john hurst of the tale is nobody.",
    ],
)
def test_who_is_told_to_be_another_is_left_alone(text: str) -> None:
    assert forms(text, seen(Sighting(*HERBST, 9))) == []


def test_two_forms_told_elsewhere_leave_a_name_as_it_is() -> None:
    told = seen(Sighting(*HERBST, 2), Sighting("john hurst", "John Horst", "role", 2))
    assert forms("John Hurst wrote a book.", told) == []


def test_a_right_name_is_right_whatever_other_texts_say() -> None:
    told = seen(Sighting("john herbst", "John Hurst", "source", 9))
    assert forms("John Herbst wrote a book.", told) == []


def test_a_form_of_other_length_is_not_written() -> None:
    told = seen(Sighting("john hurst", "John Herbst Senior", "role", 2))
    assert forms("John Hurst wrote a book.", told) == []


one = st.builds(
    Sighting,
    st.sampled_from(["a b", "a", "c d"]),
    st.sampled_from(["A B", "A"]),
    st.sampled_from(["role", "source"]),
    st.integers(1, 9),
)
some = st.builds(Sightings, st.lists(one, max_size=6).map(tuple))


@settings(deadline=None)
@given(some, some, some)
def test_parts_of_a_run_can_be_merged_in_any_order(
    a: Sightings, b: Sightings, c: Sightings
) -> None:
    whole = merged([a, b, c]).every
    assert merged([merged([c, a]), b]).every == whole
    assert sum(each.texts for each in whole) == sum(s.texts for x in (a, b, c) for s in x.every)


def test_what_is_merged_stays_small() -> None:
    parts = [seen(Sighting(f"wrong {n}", "Right", "role", 1)) for n in range(100)]
    often = seen(Sighting("often", "Right", "role", 7))
    kept = merged([often, *parts], most=10).every
    assert len(kept) == 10
    assert kept[0].wrong == "often"


def test_sightings_go_to_another_process_and_back() -> None:
    told = seen(Sighting(*HERBST, 3))
    assert pickle.loads(pickle.dumps(told)).every == told.every
    settings = pickle.loads(pickle.dumps(Settings(seen=told)))
    assert settings.seen.every == told.every


def test_the_rows_of_a_frame_are_one_run() -> None:
    text = "Emmanuel Macron had lunch. Later, in the hall, Emmanuel Makron had tea."
    told = "French President Emmanuel Makron opened the bridge."
    alone = clean_frame(pd.DataFrame({"text": [text]}), "text", Settings())
    both = clean_frame(pd.DataFrame({"text": [text, told]}), "text", Settings())
    assert alone["text"][0] == text
    assert both["text"][0] == text.replace("Makron", "Macron")
