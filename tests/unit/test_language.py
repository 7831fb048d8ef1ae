"""Language: whole texts, paragraphs that are out of place, and every reason not to know."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from cleancopy import detector, language, ngrams
from cleancopy.language import NAMES, Language, holds_no_english, identify, is_foreign

ENGLISH = (
    "The government said on Tuesday that it would send more help to the towns along the river,"
    " where the water has been rising for a week and hundreds of families had to leave their homes."
)
GERMAN = (
    "Die Regierung teilte am Dienstag mit, dass sie den Städten am Fluss weitere Hilfe"
    " schicken wolle, wo das Wasser seit einer Woche steigt und viele Familien ihr Haus verlassen"
    " mussten."
)
FRENCH = (
    "Le gouvernement a annoncé mardi qu'il enverrait davantage d'aide aux villes situées le long du"
    " fleuve, où des centaines de familles ont dû quitter leur maison à cause de la crue."
)
RUSSIAN = (
    "Правительство сообщило во вторник, что направит дополнительную помощь городам вдоль реки, где"
    " вода поднимается уже неделю и сотни семей были вынуждены покинуть свои дома."
)
ARABIC = (
    "قالت الحكومة يوم الثلاثاء إنها سترسل مزيدا من المساعدات إلى المدن الواقعة على طول النهر حيث"
    " يرتفع منسوب المياه منذ أسبوع واضطرت مئات العائلات إلى مغادرة منازلها."
)
FURNITURE = (
    "Home\nNews\nSubscribe now\nShare this article on Facebook\nPrint this page\nMost read\n"
)


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        (ENGLISH, "en", "English"),
        (GERMAN, "de", "German"),
        (FRENCH, "fr", "French"),
        (RUSSIAN, "ru", "Russian"),
        (ARABIC, "ar", "Arabic"),
        (
            "记者二十五日在新疆哈密市伊吾县的发电场见到这一场景，其设计原理类似于农村使用的太阳灶。",
            "zh-cn",
            "Chinese (simplified)",
        ),
    ],
)
def test_languages(text: str, code: str, name: str) -> None:
    verdict = identify(text)
    assert (verdict.code, verdict.name, verdict.note) == (code, name, "")
    assert verdict.probability >= 0.99
    assert verdict.probability == round(verdict.probability, 2)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("", "no letters"),
        (" \n\t", "no letters"),
        ("2023 — 12,5 %", "no letters"),
        ("Breaking news", "too little text: 12 letters"),
        ("ꦲꦏ꧀ꦱꦫꦗꦮꦲꦏ꧀ꦱꦫꦗꦮꦲꦏ꧀ꦱꦫꦗꦮꦲꦏ꧀ꦱꦫꦗꦮ", "a script that langdetect does not know"),
    ],
)
def test_unknown(text: str, note: str) -> None:
    assert identify(text) == Language("unknown", "unknown", 0.0, note)


def test_two_languages_in_one_are_in_doubt() -> None:
    verdict = identify(f"{GERMAN[:120]} {ENGLISH[:95]}")
    assert verdict.code == verdict.name == "unknown"
    assert 0.5 <= verdict.probability < 0.8
    assert verdict.note.startswith("not sure: ")
    assert "German 0." in verdict.note
    assert "English 0." in verdict.note


def test_the_body_tells_the_language_not_the_page_around_it() -> None:
    page = f"{FURNITURE * 12}Flut: Hilfe für die Städte\nBERLIN, 3. Mai\n\n{GERMAN}\n{FURNITURE}"
    assert identify(FURNITURE * 12).code == "en"
    assert identify(page) == identify(GERMAN)


def test_text_without_a_long_line_is_judged_by_all_lines() -> None:
    assert identify(GERMAN.replace(" ", "\n")).code == "de"


def test_capitals_are_read_too() -> None:
    assert identify(GERMAN.upper()).code == "de"


def test_only_the_first_500_characters_count() -> None:
    sample = language._sample(f"{ENGLISH}\n" * 100)
    assert len(sample) <= 500
    assert sample.split() == (f"{ENGLISH}\n" * 100).split()[: len(sample.split())]
    assert identify(f"{ENGLISH}\n" * 3 + f"{GERMAN}\n" * 30) == identify(ENGLISH)
    assert len(language._sample("x" * 10_000)) == 500


def forget() -> None:
    """As in a new process."""
    for kept in (ngrams.ngrams, detector._words, detector._letters, language._judge):
        kept.cache_clear()


def test_repeatable_and_without_a_trace_in_random() -> None:
    doubtful = f"{GERMAN[:120]} {ENGLISH[:95]}"
    random.seed(1)
    state, first = random.getstate(), identify(doubtful)
    assert random.getstate() == state
    random.seed(2)
    forget()
    assert identify(doubtful) == first


def test_threads_agree_also_on_a_first_call() -> None:
    texts = [ENGLISH, GERMAN, RUSSIAN, ARABIC] * 4
    alone = [identify(text) for text in texts]
    forget()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(identify, texts)) == alone


def test_every_profile_has_a_name() -> None:
    assert tuple(sorted(NAMES)) == ngrams.ngrams().codes
    assert len(NAMES) == 55


@pytest.mark.parametrize(
    ("paragraph", "code"),
    [
        (GERMAN, "de"),
        (FRENCH, "fr"),
        (RUSSIAN, "ru"),
        (ARABIC, "ar"),
        ("Правительство ушло", "ru"),
        ("ꦲꦏ꧀ꦱꦫꦗꦮꦲꦏ꧀ꦱꦫꦗꦮꦲꦏ꧀ꦱꦫꦗꦮ", "unknown"),
        ("記者は「号外」と叫んだ。", "ja"),
        ("“Le ministre a déclaré qu’il allait quitter le gouvernement.”", "fr"),
    ],
)
def test_foreign_paragraphs(paragraph: str, code: str) -> None:
    verdict = is_foreign(paragraph)
    assert verdict is not None
    assert verdict.code == code


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "2023",
        ENGLISH,
        ENGLISH.upper(),
        "Ursula von der Leyen, Emmanuel Macron, Pedro Sánchez, Giorgia Meloni, Ulf Kristersson",
        "Grzegorz Krychowiak, Łukasz Fabiański and Wojciech Szczęsny",
        "Bundestag approves Zeitenwende budget: Scholz, Baerbock, Lindner hail Bundeswehr boost",
        "President Nguyễn Xuân Phúc met Prime Minister Phạm Minh Chính in Hà Nội and Đà Nẵng on"
        " Monday before flying to Thành phố Hồ Chí Minh.",
        "Recep Tayyip Erdoğan's Adalet ve Kalkınma Partisi lost to the Cumhuriyet Halk Partisi.",
        "Arsenal 2 Chelsea 1; Bayern München 3 Borussia Mönchengladbach 0; Real Sociedad 1 Betis 1",
        "In Greek the word is written λόγος, and it is older than the Church.",
        "πr² αβ",
        "Danke schön, liebe Leute!",
        "𝐁𝐫𝐞𝐚𝐤𝐢𝐧𝐠 𝐧𝐞𝐰𝐬 𝐟𝐫𝐨𝐦 𝐊𝐲𝐢𝐯",
        "He said it was, in his words, “eine Katastrophe für die ganze deutsche Wirtschaft”.",
    ],
)
def test_paragraphs_that_are_not_plainly_foreign(paragraph: str) -> None:
    assert is_foreign(paragraph) is None


def test_another_language_may_be_expected() -> None:
    assert is_foreign(GERMAN, "de") is None
    assert is_foreign(RUSSIAN, "ru") is None
    assert is_foreign("Правительство ушло", "ru") is None
    verdict = is_foreign(ENGLISH, "de")
    assert verdict is not None
    assert verdict.code == "en"


def test_common_english_words_spare_the_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_judge", lambda *_: Language("de", "German", 1.0))
    assert is_foreign(ENGLISH) is None
    assert is_foreign(GERMAN) == Language("de", "German", 1.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{GERMAN} {FRENCH}", True),
        (f"{GERMAN} {FRENCH} {ENGLISH}", False),
        (ENGLISH, False),
        ("Salt, pepper, oil, rice. " * 20, False),
        (GERMAN, False),
    ],
    ids=["two languages", "three", "English", "a list", "too short"],
)
def test_a_text_without_common_english_words(text: str, expected: bool) -> None:
    assert holds_no_english(text) is expected
