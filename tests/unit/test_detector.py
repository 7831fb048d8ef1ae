"""The detector says what langdetect says, to the last bit, whatever it is shown."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langdetect import PROFILES_DIRECTORY, DetectorFactory  # type: ignore[import-untyped]
from langdetect.lang_detect_exception import LangDetectException  # type: ignore[import-untyped]
from langdetect.utils.ngram import NGram  # type: ignore[import-untyped]

from cleancopy import detector, ngrams
from cleancopy.detector import probabilities
from cleancopy.language import NAMES

PROFILES = Path(PROFILES_DIRECTORY)
BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
VIETNAMESE = "Chính phủ cho biết hôm thứ Ba rằng sẽ gửi thêm viện trợ cho các thị trấn dọc bờ sông."


@pytest.fixture(scope="module")
def factory() -> DetectorFactory:
    """langdetect with its profiles in the order of our table: the order decides the last digits."""
    made = DetectorFactory()
    made.load_json_profile([path.read_text("utf-8") for path in sorted(PROFILES.iterdir())])
    made.set_seed(0)
    return made


def by_langdetect(factory: Any, text: str) -> list[tuple[str, float]] | None:
    judge = factory.create()
    judge.append(text)
    try:
        return [(each.lang, each.prob) for each in judge.get_probabilities()]
    except LangDetectException:
        return None


def in_all_languages(each: int) -> Iterator[str]:
    """Texts that look like each language: its n-grams, as frequent as its profile has them."""
    chance = random.Random(5)
    for path in sorted(PROFILES.iterdir()):
        freq = json.loads(path.read_text("utf-8"))["freq"]
        long = [ngram for ngram in freq if len(ngram) == 3]
        weights = [freq[ngram] for ngram in long]
        for length in range(5, 5 + 40 * each, 40):
            yield "".join(chance.choices(long, weights, k=length))


def test_texts_in_all_languages(factory: DetectorFactory) -> None:
    texts = list(in_all_languages(5))
    assert len(texts) == 5 * 55
    found = [probabilities(text) for text in texts]
    assert found == [by_langdetect(factory, text) for text in texts]
    assert len({pairs[0][0] for pairs in found if pairs}) > 45


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n ",
        "2023",
        "ꦲꦏ꧀ꦱꦫꦗꦮ",
        "NATO and the EU and BBC's 'iPlayer'  said , twice",
        "see https://example.org/le-monde-est-grand?x=1 or write to der.mann@example.org now",
        "Latin letters [in_a] русском тексте, где латинских букв мало, а русских много — вот так",
        VIETNAMESE,
        "".join(c + "\u0301" if c in "aeiou" else c for c in VIETNAMESE),
        "Știrile țării: șase țărani și țânțari",
        "ひらがなとカタカナと漢字と한국어와ㄅㄆㄇ",
        "a",
        "A ",
        "\ud800 half a character, and a 𝐛𝐨𝐥𝐝 one",
        "the ministers said on Tuesday " * 500,
        "the ministers  said   on Tuesday " * 200 + "Die Regierung teilte am Dienstag mit " * 200,
    ],
)
def test_odd_texts(factory: DetectorFactory, text: str) -> None:
    assert probabilities(text) == by_langdetect(factory, text)


@given(
    st.text(st.sampled_from("aeiounstrAEN  \n.,’—\u0301\u0323éüşțßЖжδのア中한@:/[_"), max_size=80)
)
def test_any_text(factory: DetectorFactory, text: str) -> None:
    assert probabilities(text) == by_langdetect(factory, text)


def test_articles_of_the_bench(factory: DetectorFactory) -> None:
    if not BENCH.is_dir():
        pytest.skip("needs the bench")
    lines = "".join(path.read_text("utf-8") for path in sorted(BENCH.glob("*/*.jsonl"))).split("\n")
    values = (value for line in lines if line for value in json.loads(line).values())
    texts = {value[:500] for value in values if isinstance(value, str) and len(value) >= 200}
    samples = random.Random(4).sample(sorted(texts), 2000)
    for sample in samples:
        assert probabilities(sample) == by_langdetect(factory, sample)


def test_characters_that_are_known_without_langdetect() -> None:
    assert all(NGram.normalize(chr(code)) == read for code, read in detector._letters().items())
    assert set(NGram.DMARK_CLASS) <= {chr(code) for code in range(0x300, 0x370)}


def test_the_table_holds_the_profiles() -> None:
    """Written anew by `python tests/ngram_table.py --write`."""
    assert ngrams.TABLE.read_bytes() == ngrams.compiled(PROFILES)
    assert ngrams.ngrams().codes == tuple(sorted(NAMES))


def test_shares_are_those_of_the_profiles(factory: DetectorFactory) -> None:
    known = ngrams.ngrams()
    for ngram in random.Random(2).sample(sorted(factory.word_lang_prob_map), 2000):
        number = known.number(ngram)
        assert number is not None
        assert list(known.shares(number)) == factory.word_lang_prob_map[ngram]
    assert known.number("qqq") is None


def test_without_its_table_the_profiles_are_read(
    factory: DetectorFactory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = tmp_path / "ngrams.txt"
    table.write_bytes(b"# langdetect, 2 profiles of 17 bytes\naf 1 1 1\nzz 1 1 1\n\na\taf 1\n")
    monkeypatch.setattr(ngrams, "TABLE", table)
    for kept in (ngrams.ngrams, detector._words):
        kept.cache_clear()
    try:
        assert probabilities(VIETNAMESE) == by_langdetect(factory, VIETNAMESE)
    finally:
        for kept in (ngrams.ngrams, detector._words):
            kept.cache_clear()


def test_what_is_kept_has_a_bound(
    factory: DetectorFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ngrams, "_MOST_KEPT", 50)
    monkeypatch.setattr(detector, "_MOST_WORDS", 3)
    for text in in_all_languages(1):
        assert probabilities(text) == by_langdetect(factory, text)
    known = ngrams.Ngrams(ngrams.TABLE.read_bytes())
    for ngram in list(factory.word_lang_prob_map)[:200]:
        number = known.number(ngram)
        assert number is not None
        known.shares(number)
    assert len(known._numbers) <= 50
    assert len(known._rows) <= 50
