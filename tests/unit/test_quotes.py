"""Quotation marks read by state: what must stay, what is repaired, what is only reported."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleancopy.document import Document, Safety
from cleancopy.quotes.attribution import attributes_after, introduces_before
from cleancopy.quotes.marks import house_style, paragraphs
from cleancopy.quotes.moves import Page
from cleancopy.quotes.reading import read
from cleancopy.quotes.settling import certain_repairs
from cleancopy.stages import read_stages
from cleancopy.view import View

STAGE = next(stage for stage in read_stages() if stage.name == "quotation")


def repaired(text: str) -> str:
    return STAGE.run(Document.of(text), View(text), Safety.SAFE).text


def advice(text: str) -> list[str]:
    return [found.old for found in STAGE.run(Document.of(text), View(text), Safety.SAFE).advice]


SPEECH = (
    "the talks went well",
    "it is a long road, but we will walk it",
    "nobody told the workers’ union",
    "we met in the ’90s",
    "he asked me ‘why now?’ and left",
    "the 6'2\" guard scored .300",
    "it costs $2.5 million",
    "see https://example.org/a?b=c for more",
)
SPEAKERS = (
    "said Maria Oks",
    "he added",
    "the head of the port authority told reporters",
    "she said",
)


def sound_quotation(words: str, speaker: str, curly: bool) -> str:
    opener, closer = ("“", "”") if curly else ('"', '"')
    return f"{opener}{words[0].upper()}{words[1:]},{closer} {speaker}."


sound_texts = st.builds(
    lambda parts, curly, gap: gap.join(sound_quotation(*part, curly) for part in parts),
    st.lists(st.tuples(st.sampled_from(SPEECH), st.sampled_from(SPEAKERS)), min_size=1, max_size=6),
    st.booleans(),
    st.sampled_from([" ", "\n", "\n\n"]),
)


@given(sound_texts)
@settings(deadline=None)
def test_well_formed_quotations_stay(text: str) -> None:
    assert repaired(text) == text
    assert advice(text) == []


marked = st.lists(
    st.one_of(
        st.sampled_from([*SPEECH, *SPEAKERS, "the", "of", "Kobe", "it."]),
        st.sampled_from(
            ["“", "”", '"', "«", "»", "„", "``", "''", " ", ". ", ", ", ": ", "\n", "\n\n"]
        ),
    ),
    max_size=24,
).map("".join)


def without_marks(text: str) -> str:
    """A text without blanks and marks, nor those that come to be where others went."""
    marks = re.compile(r"[\s“”\"«»„]|``|''|,,")
    return marks.sub("", marks.sub("", text))


@given(marked)
@example('" "')
@example("„ «")
@example("”  «\xa0")
@example(", », “")  # without their mark the two commas are one
@settings(max_examples=600, deadline=None)
def test_only_marks_and_blanks_change(text: str) -> None:
    assert without_marks(repaired(text)) == without_marks(text)
    assert repaired(text).count("\n") == text.count("\n")


@given(marked)
@example("» “..")
@example(".”.\r\n„ “\u3000")
@example('the talks went well"«\n““')
@example("“the talks went well“”“the talks went well“")
@example('"“\n"the talks went well"the talks went well“nobody told the workers’ union')
@settings(max_examples=600, deadline=None)
def test_the_stage_rests_after_one_run(text: str) -> None:
    once = repaired(text)
    assert repaired(once) == once


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        (
            "“We will see,” the envoy told reporters. It is improbable. “",
            "“We will see,” the envoy told reporters. “It is improbable.”",
        ),
        (
            "“We will not,” Deputy State Minister Jan Pohl, who sat in, told us. It is late. “",
            "“We will not,” Deputy State Minister Jan Pohl, who sat in, told us. “It is late.”",
        ),
        (
            "“It rained for days.\n\nAna Pohl said that the road was gone.",
            "“It rained for days.”\n\nAna Pohl said that the road was gone.",
        ),
        (
            '"The road is bad. We cannot use it, says Ana Pohl. "',
            '"The road is bad. We cannot use it," says Ana Pohl.',
        ),
        (
            "a “solution is still possible “if she wishes.",
            "a “solution is still possible” if she wishes.",
        ),
        ("They cut “all ties“ with him.", "They cut “all ties” with him."),
        ('He said: " We hope so. "', 'He said: "We hope so."'),
        ('the"iron heart"of the city', 'the "iron heart" of the city'),
        ("the “iron heart ” of the city", "the “iron heart” of the city"),
        ('"I closed my eyes, " Rachid said.', '"I closed my eyes," Rachid said.'),
        ('He said: "It is not going to work." ”', 'He said: "It is not going to work."'),
        (
            "“We are tired,” he said. “The road is long, said Jan Pohl.\n\nHe left.",
            "“We are tired,” he said. “The road is long,” said Jan Pohl.\n\nHe left.",
        ),
        (
            "The bridge fell. We heard nothing at all,” he said.\n\n“We ran,” she said.",
            "The bridge fell. “We heard nothing at all,” he said.\n\n“We ran,” she said.",
        ),
        ("“We are tired,” said a nurse of the ward.”", "“We are tired,” said a nurse of the ward."),
        (
            "She played in The Long Winter” for a year.",
            "She played in “The Long Winter” for a year.",
        ),
        (
            "All was calm.\n\nA banner read We want our river back.” It hung there.",
            "All was calm.\n\nA banner read “We want our river back.” It hung there.",
        ),
        (
            "“It rained,” said Jan Pohl. “The road was gone.\n\nThe ferry left at noon.",
            "“It rained,” said Jan Pohl. “The road was gone.”\n\nThe ferry left at noon.",
        ),
        (
            "It is a “fine idea “ of hers.\n\nBoats on “the lake rest “ now.",
            "It is a “fine idea” of hers.\n\nBoats on “the lake rest” now.",
        ),
        ("Two lists (“The Long Winter) are out.", "Two lists (“The Long Winter”) are out."),
        (
            "It is a “fine idea” of hers.\n\nWe lost all of it.'' He left.",
            "It is a “fine idea” of hers.\n\nWe lost all of it.” He left.",
        ),
        ('He spoke for" a long time about fish.', "He spoke for a long time about fish."),
        ('Low " humidity made the fires worse.', "Low humidity made the fires worse."),
        ("The teams “in the hall waited for news.", "The teams in the hall waited for news."),
        (
            "It smelt of “wet wool”, “hot tar” and salt fish”.",
            "It smelt of “wet wool”, “hot tar” and “salt fish”.",
        ),
        (
            'They call it "the dry year, "the thin year" or nothing.',
            'They call it "the dry year," "the thin year" or nothing.',
        ),
        ("The so-called river guard” met on Friday.", "The so-called “river guard” met on Friday."),
        (
            "A “slow harvest” is not a lost one. He spoke of a slow harvest” in May.",
            "A “slow harvest” is not a lost one. He spoke of a “slow harvest” in May.",
        ),
        (
            "A “slow harvest” is not a lost one. He spoke of a “slow harvest in May.",
            "A “slow harvest” is not a lost one. He spoke of a “slow harvest” in May.",
        ),
        (
            "He sang in “Winter Road and went home. The “third” act was cut.",
            "He sang in “Winter Road” and went home. The “third” act was cut.",
        ),
        (
            "They read from her novel Winter Road” and left.",
            "They read from her novel “Winter Road” and left.",
        ),
        (
            "Its “plum cake” is gone by noon. We bake it twice”, she says.",
            "Its “plum cake” is gone by noon. “We bake it twice”, she says.",
        ),
        (
            "Interview with Jan Pohl: I never liked the sea” How did it begin?",
            "Interview with Jan Pohl: “I never liked the sea” How did it begin?",
        ),
        (
            "“The dam held, was quoted the mayor. “It held,” he was quoted as saying.",
            "“The dam held, was quoted the mayor. “It held,” he was quoted as saying.",
        ),
        (
            "“The dam will hold, the regional paper quoted Jan Pohl as saying.",
            "“The dam will hold,” the regional paper quoted Jan Pohl as saying.",
        ),
        ('"It is late » ," she said. "It is."', '"It is late ," she said. "It is."'),
        ("“I think so,” says says Ana Pohl.", "“I think so,” says says Ana Pohl."),
        (
            'The "old mill" is shut, as its owner said in May." The “new one" is open.',
            'The "old mill" is shut, as its owner said in May." The "new one" is open.',
        ),
        (
            '" We met at noon. It rained.\n\nNobody came.',
            '"We met at noon. It rained.\n\nNobody came.',
        ),
        ('We lost a whole year,"" the club said.', 'We lost a whole year," the club said.'),
        ("'We are tired, ' he said.", "'We are tired,' he said."),
        ("He called it ‘ fine ’ and left.", "He called it ‘fine’ and left."),
        (
            '"The port is shut, and it stays shut, it said. He left.',
            '"The port is shut, and it stays shut," it said. He left.',
        ),
        (
            '"The worst is over, and that is so in Lyon, Nice and Vence, Mr Pohl said. He left.',
            '"The worst is over, and that is so in Lyon, Nice and Vence," Mr Pohl said. He left.',
        ),
        (
            '"The worst is over, Jan Pohl, the owner, said. He left.',
            '"The worst is over," Jan Pohl, the owner, said. He left.',
        ),
        ("\"He said, 'Come home.' \"she said.", "\"He said, 'Come home.' \" she said."),
        (
            'It is "good" and "sound", he wrote. The «third» one is "best".',
            'It is "good" and "sound", he wrote. The "third" one is "best".',
        ),
    ],
)
def test_repairs(damaged: str, sound: str) -> None:
    assert repaired(damaged) == sound
    assert repaired(sound) == sound


@pytest.mark.parametrize(
    "text",
    [
        "“We rowed for a week along the shore, and then the oars broke.",
        'This is how we began, and this is how we end."',
        "He did not hide it.\n\n“We asked twice.\n\n“Nobody came.\n\n“We will not ask again.”",
        '"When it blows," he said, "we row; when it pours, we row."',
        "She read the words “My name is ‘Nobody’”, then closed the book.",
        "\"'Soon' is a short word,\" the pilot wrote.",
        "“A voice asked ‘Is it late?’” he wrote.",
        'A 27" screen weighs more than a 24" one does.',
        "The winner finished in 4h 12' 07''.",
        "“The bridge” — she sighed — “was never a bridge.”",
        "Er sagte: „Wir werden sehen.“ Dann ging er nach Hause und schwieg.",
        'Was it a "gift" (as her aunt said) or a "loan"?',
        "'It began with a leak.\n\n'It ended with a flood,' he said.",
        "'The sailors' wives will row to the island,' he said.",
        "'We looked,' she said – 'everyone looked – but it had gone.'",
        "'I was a child of the '70s,' he said, 'and I never got over it.'",
        "The school refunded the parents' and the teachers' deposits.",
        "It is only rock 'n' roll, and they danced 'til dawn.",
        "Fish ’n’ chips, ’tis said, 'bout will-o’-the-wisps.",
        "'It was 'ot in there,' the baker said of the oven.",
        "Ministers 'in talks' over 'new' budget",
        "They met in The Hague, where he called it “a day to remember.”",
        'He saw the valley "and we took our time in it.',
        "“It rained,” said Jan Pohl. “The road was gone.\n\nThe sea took it.\n\nIt came back.”",
        "“It rained,” said Jan Pohl. “The road was gone.\n\nWe saw it go.\n\nHe left.",
        "Jan Pohl said: “The road was gone.\n\nThe sea took it.\n\nHe left at noon.",
        "Guards at the Consulate in Lyon There was a guard at the gates.”",
        "Ferry news: the harbour will get “new quays” and a market hall” next year.",
        "He said on Friday, May 3. The lamp was out and the door open” is all he wrote.",
        "The boat sank. It was dark. The waves left me on a rock, so I slept.”",
        "She spoke of a “long summer of fires, and it was the worst, according to the service.",
        "“The rain came late. However, the town said nothing of it.",
        "He saw it as “the price” “a fair one for him.",
        "The port authority “has wasted years on the quay.",
        "He leads the “Harbour Watch Tomas Lind founded.",
        "The ferry served the coast for Gdansk Shipyard Yantar” and others.",
        "It was, according to him, a matter for his “Harbour Watch.”",
        'He’s sure that it’s the ship’s end, and not "Winter Road.',
        "He argued, leaning on his stick, that it was over.”",
        "We're still here.\n\nAt least it taught us something,” says Ásta.",
        "It rained.\n\n“It began in spring.\n\nNobody came.\n\nWe left at last,” he said.\n\n"
        "He slept.\n\nThe sun rose.\n\nIt set.\n\nThe end.",
        # Many houses part the marks of a quotation from those of the one inside it.
        '"He told me, \'Come home,\' " she said. "I did."',
        "“He told me, ‘Come home.’ ” She did.",
        "“ ‘Come home,’ he told me,” she said.",
        # A sign that points on is no quotation mark.
        'The ferry is late. Latest updates »\n\nYou feel "fine" today.',
        'Nobody "knew".\n» Next story',
        'Nobody "knew".\n«\n»\nMore "news" »',
        "The mask holds 24 “1”s and eight “0”s.",
        # What opens and is never closed, or closes what nothing opened, may be a stray mark.
        'The club “won.” The ferry left at noon. " It came back at night, and nobody knew why.',
        "“They row well,” he said. The boats were at “ sea again. It was late.",
        "They “left” early. Few hold ”the view that it was late.\n\n“We slept,” he said.",
        "The town “paid.” They rowed to the other side. “ Later it rained for a week.",
        # Who says it is named inside the speech of somebody else.
        "“‘Nay,’ said the pilot; ‘but I know a worthy priest.’\n\n“‘Is he near?’ said one.",
        # Nobody is named as a speaker here.
        'He was there. " His deputy, according to a witness, was late.',
    ],
)
def test_sound_text_stays(text: str) -> None:
    assert repaired(text) == text


def test_a_doubtful_mark_is_reported_and_stays() -> None:
    text = 'The rules are "not clear and the town must decide. He left "at once" that night.'
    assert repaired(text) == text
    assert advice(text) == ['"']


def test_speech_that_goes_on_may_name_another_speaker() -> None:
    text = """“We sailed at noon. The mate had the watch.

“For himself, he would do this, he said, whether they joined him or not. Nobody stirred.

“Then the rope broke. That was the last of him.

“We came home in May.”"""
    assert repaired(text) == text


def test_speech_over_paragraphs_is_one_quotation() -> None:
    view = View("“One.\n\n“Two.\n\n“Three. Four.")
    lines = tuple(paragraphs(view))
    moves = [decision.move for decision in read(Page(view.text, lines, inside=True, curly=True))]
    assert [move.part for move in moves if move.part] == ["opens", "opens", "opens"]
    assert [move.unpaired for move in moves[:-1]] == [False] * 5


@pytest.mark.parametrize(
    ("text", "name", "clear"),
    [
        ("“a” and “b”", "curly", True),
        ('"a" and "b"', "straight", True),
        ('“a" he’s', "curly", False),
        ("“a\" he's", "straight", False),
        ('“a" b', "", False),
        ("“a\" and 'b' too", "straight", False),
    ],
)
def test_the_style_of_a_text(text: str, name: str, clear: bool) -> None:
    marks = [mark for line in paragraphs(View(text)) for mark in line.marks]
    assert house_style(marks, text) == (name, clear)


@pytest.mark.parametrize(
    ("words", "attributes"),
    [
        (", according to a witness, was late", False),
        (", according to a witness, and nobody knew", True),
        (" Jan Pohl, asked for a rise", False),
        (" it said.", True),
        (" it said nothing", False),
        (" Jan Pohl, an adviser to Mr Lind said.", True),
        (" Jan Pohl told his men to record it", False),
        (" Jan Pohl told his men on Monday", True),
        (", the owner called for calm", False),
        (" said Maria Oks.", True),
        (" he added.", True),
        (" the head of the port authority told reporters.", True),
        (", she said.", True),
        (" trainer Jan Pohl explained after the match.", True),
        (" says Ásta, who was there.", True),
        (" calling them fools.", False),
        (" he is able to score, he said.", False),
        (" the agency prefers to say little of it.", False),
    ],
)
def test_attribution_behind_a_quotation(words: str, attributes: bool) -> None:
    assert attributes_after(words, 0, len(words)) is attributes


@pytest.mark.parametrize(
    ("words", "introduces"),
    [
        ("He said: ", True),
        ("She added, ", True),
        ("The rules are three: ", True),
        ("He went to ", False),
    ],
)
def test_introduction_before_a_quotation(words: str, introduces: bool) -> None:
    assert introduces_before(words, 0, len(words)) is introduces


def test_many_marks_are_read_in_one_pass() -> None:
    text = 'word " and “x” y" ' * 2500
    assert isinstance(certain_repairs(View(text)), list)
