"""The words of the offices fit the tables that they lead to."""

from __future__ import annotations

import tomllib
from collections import defaultdict

from cleancopy.folders import RULES
from cleancopy.names.lexicon import OWNER, PLACE, entries, leads
from cleancopy.names.table import read_tables

FILE = RULES / "names" / "offices.toml"
WORDS: dict[str, dict[str, str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
TABLES = read_tables(RULES / "names")
ROLES = [role for person in TABLES.people for role in person.roles]
LED = {role.of for _, role in leads(FILE, TABLES)}
TITLES = {role.title for role in ROLES}
BODIES = {name for role in ROLES for name in (role.of, role.to) if name} | LED
PLACES = ("countries", "scripts", "departments", "bodies")
COUNTRIES = {place.name for place in TABLES.places if place.kind == "country"}

# Words that stand for several offices in news: which one is meant, the country or body tells.
SHARED_TITLES = frozenset(
    " ".join(word.split())
    for word in """
adviser to the president | advisor to the president | agriculture minister | aide to the president
| archbishop | army chief | army chief of staff | assistant secretary of state for nonproliferation
| attorney general | attorney-general | boss | chair | chairman | chairman of the duma | chairman
of the joint chiefs | chairman of the joint chiefs of staff | chairman of the state duma |
chairwoman of the federation council | chancellor | chief | chief diplomat | chief justice | chief
negotiator | chief of defence staff | chief of staff | chief of the general staff | chief
prosecutor | chief spokesman | chief spokesperson | co-founder | cofounder | commander in chief |
commander-in-chief | commerce minister | commissioner for human rights | coordinator | culture
minister | de facto leader | defence chief | defence minister | defence secretary | defense
minister | defense secretary | deputy chief | deputy chief of staff | deputy defense
minister | deputy foreign minister | deputy government spokesman | deputy government spokesperson |
deputy government spokeswoman | deputy premier | deputy president | deputy prime minister | deputy
spokesman | deputy spokesperson | deputy spokeswoman | development minister | dictator | diplomacy
chief | director | duma chairman | duma speaker | economy minister | energy minister | environment
minister | envoy | federation council chair | federation council chairwoman | federation council
speaker | finance chief | finance minister | first minister | foreign minister | founder | general
secretary | government head | government leader | government spokesman | government spokesperson |
government spokeswoman | head | head of diplomacy | head of government | head of state | head of
the federation council | head of the government | head of the presidential council | health
minister | heir to the throne | high commissioner for human rights | high representative | home
affairs minister | home minister | house speaker | human rights commissioner | human rights
ombudsman | human rights ombudswoman | humanitarian coordinator | inspector general | intelligence
chief | interior minister | joint chiefs chair | joint chiefs chairman | joint chiefs of staff
chairman | justice minister | labor minister | labour minister | leader | majority leader |
majority whip | managing director | mediator | military chief | minister for foreign affairs |
minister of commerce | minister of defence | minister of defense | minister of finance | minister
of foreign affairs | minister of health | minister of home affairs | minister of justice | minister
of oil | minister of petroleum | minister of public security | minister of the environment |
minister of the interior | minister of trade | minority leader | minority whip | monarch | national
security council secretary | national security spokesperson | negotiator | official representative
| official spokesperson | oil minister | ombudsman | ombudswoman | parliament chief | parliament
speaker | party chief | party leader | peace envoy | petroleum minister | premier | president |
presidential adviser | presidential advisor | presidential aide | presidential chief of staff |
presidential council chief | presidential council head | presidential envoy | press chief | press
secretary | press spokesman | press spokeswoman | primate | prime minister | public security
minister | religious leader | ruler | secretary general | secretary of defence | secretary of
defense | secretary-general | security minister | speaker | speaker of parliament | speaker of the
duma | speaker of the federation council | speaker of the state duma | special coordinator |
special counsel | special emissary | special envoy | special presidential envoy | special
representative | spokesman | spokesperson | spokeswoman | state duma chairman | state duma speaker
| supreme commander | supreme leader | top commander | top diplomat | top general | top prosecutor
| trade minister | trade secretary | transport minister | transport secretary | treasury chief |
treasury minister | vice premier | vice president | vice prime minister | vice-premier |
vice-president
""".split("|")
)
# Names that stand for several countries or bodies.
SHARED_BODIES = frozenset(
    " ".join(word.split())
    for word in """
AU | African Union | Algeria | Algerian | Alphabet | Brazilian | Communist Party | Congo |
Congolese | Conservative | Conservative Party | Conservatives | Daimler | Democratic Party |
Dominican | Donetsk | EU | EU Commission | European | European Commission | European Union |
Facebook | Freedom Party | GSK | GlaxoSmithKline | Google | Green Party | Greens | Holy See |
Houthi | Houthi rebel | Houthi rebels | Houthis | Israeli | Istanbul | Kosovo | Labor | Labor
Party | Lebanese | Liberal | Liberal Democratic Party | Liberal Party | Liberals | Luhansk |
Mercedes | Mercedes-Benz | Meta | New York | PPP | Palestine | Palestinian | RSF | SPD | Taliban |
Total | TotalEnergies | Twitter | U.S. | UN food agency | US | US Army in Europe | US President's |
Ukraine | Ukrainian | Vatican | Vietnam | Vietnamese | White House | X | Yemeni Houthi
""".split("|")
)
SHARED_NAMES = frozenset(name.lower() for name in SHARED_BODIES)
# Armies that have rows under another name as well: who speaks for Russia's is its ministry.
SHARED_ARMIES = {
    f"{people} {word}" for people in ("russian", "azerbaijani") for word in ("army", "military")
} | {f"lebanese {word}" for word in ("armed forces", "army", "military")}
# Two countries of one name have bodies of one name: the Congolese parliament.
SHARED_COUNTRY = {"Democratic Republic of the Congo", "Republic of the Congo"}


def words(section: str) -> dict[str, list[str]]:
    """The keys of a section with the words behind each."""
    return {key: cell.split(" | ") for key, cell in WORDS[section].items()}


def shared(*sections: str) -> set[str]:
    """Words that lead to more than one key, the keys themselves included."""
    keys = defaultdict(set)
    for section in sections:
        for key, others in words(section).items():
            for word in (key, *others):
                keys[word].add(key)
    return {word for word, found in keys.items() if len(found) > 1}


def test_the_file_has_its_sections() -> None:
    assert list(WORDS) == ["titles", "heads", *PLACES[:3], "leads", "bodies", "ignored"]
    assert list(WORDS["ignored"]) == ["words", "former", "other"]


def test_words_are_printed_words_and_stand_once_in_a_line() -> None:
    for section in WORDS:
        for key, others in words(section).items():
            assert all(word == " ".join(word.split()) and "|" not in word for word in others), key
            assert all((key, *others)), key
            assert len(set(others)) == len(others), key
            assert section == "ignored" or key not in others, key


def test_keys_stand_in_the_tables() -> None:
    assert WORDS["titles"].keys() <= TITLES
    assert WORDS["heads"].keys() <= TITLES
    assert WORDS["countries"].keys() <= COUNTRIES | BODIES
    assert WORDS["bodies"].keys() <= BODIES | {body.name for body in TABLES.organizations}
    assert not WORDS["countries"].keys() & WORDS["bodies"].keys()
    assert WORDS["leads"].keys() <= TITLES
    assert set(WORDS["leads"].values()) <= WORDS["departments"].keys() | BODIES


def test_every_country_has_an_adjective() -> None:
    assert {place.name for place in TABLES.places if place.kind == "country"} <= (
        WORDS["countries"].keys()
    )


def test_every_ministry_has_its_usual_names() -> None:
    ministries = {body for body in BODIES if " Ministry of " in body}
    kinds = {body.partition(" of ")[0] for body in ministries.difference(WORDS["bodies"])}
    assert kinds <= WORDS["departments"].keys()


def test_every_department_is_one_that_countries_have() -> None:
    homes = {body.partition(" of ")[0] for body in BODIES}
    assert WORDS["departments"].keys() <= homes


def test_a_word_for_a_department_stands_for_one_body() -> None:
    """But the country's president or prime minister stands for the country as well."""
    cells = defaultdict(set)
    for phrase, kind, cell, form in entries(FILE, TABLES):
        if kind == PLACE:
            cells[phrase, form].add(cell)
    kinds = WORDS["departments"].keys()
    bodies = {body for body in BODIES if body.partition(" of ")[0] in kinds}
    for (phrase, form), found in cells.items():
        if found & bodies and phrase not in SHARED_NAMES | SHARED_ARMIES:
            homes = {body.partition(" of ")[2] for body in found - COUNTRIES}
            several = homes == SHARED_COUNTRY and "congo" in phrase
            assert len(found - COUNTRIES) == 1 + several, phrase
            assert form == OWNER or not found & COUNTRIES, phrase


def test_titles_are_small_and_have_no_article() -> None:
    proper = {"PM", "CEO", "COO", "CFO", "UN", "US", "EU", "European", "Union", "Catholic"}
    proper |= {"Church", "Roman", "Brexit", "COVID-19", "Europe", "Africa", "African"}
    proper |= {"Middle", "East"}
    for section in ("titles", "heads"):
        for key, others in words(section).items():
            for word in (key, *others):
                assert not word.startswith(("the ", "a ", "an ")), word
                odd = {part for part in word.split() if part != part.lower()}
                assert odd <= proper, word


def test_a_word_stands_for_two_only_on_purpose() -> None:
    assert shared("titles") == SHARED_TITLES
    assert shared("countries", "bodies") == SHARED_BODIES
