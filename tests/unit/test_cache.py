"""The cache of `check`: it saves work, and nothing else can be seen of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from cleancopy import cache
from cleancopy.cache import MOST_KEPT, Cache
from cleancopy.cli.check import FORMS
from cleancopy.document import Document
from cleancopy.errors import CleancopyError
from cleancopy.formats import rereading
from cleancopy.formats.parts import Part
from cleancopy.levels import Levels
from cleancopy.report import Settings, run
from cleancopy.thresholds import Thresholds
from desk import put
from strategies import an_edit, quick

pytestmark = pytest.mark.usefixtures("configurations_anew")
Call = Callable[..., Result]
WORDS = st.sampled_from(
    ["qqsafe", "qqrisk", "qqlook", "a", "é", "and and", "yes ,", "\n", "\ud800"]
)


@pytest.fixture
def folder(cleancopy: Call) -> None:
    """Some texts of several kinds, all with findings."""
    put("in/a.txt", "A qqsafe, a qqlook.\n\nHe said yes , then left.\n")
    put("in/b.txt", "Η επιτροπή συνεδρίασε τη Δευτέρα qqsafe και ο υπουργός έφυγε μετά.")
    marker = "<!-- cleancopy: ignore characters/qqsafe, sentences as it is -->"
    put("in/c.html", f"<p>A <b>qqsafe</b>, and and a qqrisk.</p><p>A qqsafe.{marker}</p>")
    put("in/d.csv", "text\nA qqsafe\nA qqsafe\n,\n")
    Path("in/e.txt").write_bytes("A qqsafe caf\xe9 .".encode("cp1252"))


def no_run(*arguments: Any, **named: Any) -> Any:
    raise AssertionError("a text was worked on again")


def entries() -> list[Path]:
    return sorted(path for path in Path("c").glob(".*/.*") if path.is_file())


def shown(result: Result) -> tuple[int, bytes, str]:
    return result.exit_code, result.stdout_bytes, result.stderr


@quick
@given(st.lists(WORDS, max_size=9).map(" ".join), st.booleans())
def test_a_run_is_found_as_it_was_kept(
    tmp_path_factory: pytest.TempPathFactory, text: str, unsafe: bool
) -> None:
    settings = Settings(unsafe)
    kept, part = Cache(tmp_path_factory.mktemp("c")), Part(text, text)
    assert kept.document(part, settings) is None
    document = run(text, settings).document
    kept.keep(part, settings, document)
    found = kept.document(part, settings)
    assert found is not None
    assert (found.original, found.text) == (document.original, document.text)
    assert (found.changes, found.advice) == (document.changes, document.advice)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_seen_of_it_and_nothing_is_done_again(
    cleancopy: Call, cards: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = ("check", "in", "--rules", cards, "--format", form)
    plain = cleancopy(*check)
    assert plain.exit_code == 1
    assert shown(cleancopy(*check, "--cache", "c")) == shown(plain)
    monkeypatch.setattr(rereading, "run", no_run)
    assert shown(cleancopy(*check, "--cache", "c")) == shown(plain)
    assert "qqsafe" not in cleancopy(*check).stdout, "the run is not what was put out of the way"


@pytest.mark.usefixtures("folder")
def test_only_what_has_changed_is_done_again(
    cleancopy: Call, cards: str, texts_run: list[str]
) -> None:
    check = ("check", "in", "--rules", cards, "--cache", "c")
    cleancopy(*check)
    assert len(texts_run) == 5, "of two rows that are alike one is done"
    texts_run.clear()
    put("in/new.txt", Path("in/a.txt").read_text("utf-8"))
    put("in/a.txt", "Another qqsafe.")
    cleancopy(*check, "--max-penalty", "7", "--max-severity", "neutral", "--language", "any")
    assert texts_run == ["Another qqsafe."]
    texts_run.clear()
    cleancopy(*check, "--date", "2019")
    assert len(texts_run) == 6


def test_what_decides_of_a_run_is_part_of_the_key(tmp_path: Path, cards: str) -> None:
    kept, text = Cache(tmp_path / "c"), "A qqsafe."
    mine, part = Settings(rules=(Path(cards),)), Part(text, text)
    kept.keep(part, mine, run(text, mine).document)
    assert kept.document(part, Settings(rules=(Path(cards),), thresholds=Thresholds(max_penalty=3)))
    for other in (
        Settings(), Settings(unsafe=True, rules=(Path(cards),)), Settings(date="2019"),
        Settings(rules=(Path(cards),), levels=Levels(on=(("characters", False),))),
    ):  # fmt: skip
        assert kept.document(part, other) is None
    for beside in ({"source": "x"}, {"source_lang": "ru"}, {"barred": ((0, 1),)}):
        assert kept.document(Part(text, text, **beside), mine) is None  # type: ignore[arg-type]
    card = Path(cards) / "03-characters" / "qqsafe.toml"
    card.write_text(card.read_text("utf-8").replace("sound", "solid"), "utf-8")
    assert Cache(tmp_path / "c").document(part, mine) is None


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def _swapped(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"sound", b"wrong"))


def _of_another(path: Path) -> None:
    other = next(each for each in entries() if each != path)
    path.write_bytes(other.read_bytes())


def _link(path: Path) -> None:
    put("elsewhere", "Mine.")
    path.unlink()
    path.symlink_to(Path("elsewhere").absolute())


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _forged(body: str) -> Callable[[Path], None]:
    def forge(path: Path) -> None:
        path.write_bytes(cache.seal(path, body.encode()) + b"\n" + body.encode())

    forge.__name__ = body[:40]
    return forge


EDIT = '[0,1,"x","characters/qqsafe",2,"r",0]'
FORGED = (
    "", "[]", "{}", "3", "[" * 9999, '{"pieces":3,"advice":[]}', '{"pieces":[],"advice":[[]]}',
    '{"pieces":[[0,1,"x",[],[]]],"advice":[]}',
    f'{{"pieces":[[0,999,"x",[{EDIT}],[1]]],"advice":[]}}',
    f'{{"pieces":[[2,1,"x",[{EDIT}],[1]]],"advice":[]}}',
    f'{{"pieces":[[0,1,"x",[{EDIT}],[]]],"advice":[]}}',
    f'{{"pieces":[[2,3,"x",[{EDIT}],[1]],[0,1,"x",[{EDIT}],[1]]],"advice":[]}}',
    f'{{"pieces":[[0,1,null,[{EDIT}],[1]]],"advice":[]}}',
    f'{{"pieces":[[0,true,"x",[{EDIT}],[1]]],"advice":[]}}',
    '{"pieces":[],"advice":[[0,1,"x",[[0,1,"x","no/rule",2,"r",0]]]]}',
    '{"pieces":[],"advice":[[0,1,"x",[[0,1,"x",["r"],2,"r",0]]]]}',
    '{"pieces":[],"advice":[[0,1,"x",[[0,1,"x","characters/qqsafe",9,"r",0]]]]}',
    '{"pieces":[],"advice":[[0,1,"x",[[0,1,3,"characters/qqsafe",2,"r",0]]]]}',
    '{"pieces":[],"advice":[[0,1,"x",[[0,1,"x","characters/qqsafe",2,null,0]]]]}',
    f'{{"pieces":[],"advice":[[0,{"9" * 5000},"x",[{EDIT}]]]}}',
)  # fmt: skip


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "damage",
    [_cut, _swapped, _of_another, _link, _pipe, *map(_forged, FORGED)],
    ids=lambda each: each.__name__,
)
def test_what_is_no_sound_entry_is_passed_over_and_written_anew(
    cleancopy: Call, cards: str, damage: Callable[[Path], None]
) -> None:
    check = ("check", "in/a.txt", "in/e.txt", "--rules", cards, "--cache", "c")
    plain = cleancopy(*check)
    path, _ = entries()
    sound = path.read_bytes()
    damage(path)
    assert shown(cleancopy(*check)) == shown(plain)
    assert (path.read_bytes(), path.is_symlink()) == (sound, False)
    if Path("elsewhere").exists():
        assert Path("elsewhere").read_text("utf-8") == "Mine."


@pytest.mark.usefixtures("folder")
def test_where_nothing_can_be_kept_nothing_is(cleancopy: Call, cards: str) -> None:
    check = ("check", "in", "--rules", cards)
    plain = cleancopy(*check)
    cleancopy(*check, "--cache", "c")
    for path in entries():
        path.unlink()
        path.mkdir()
    assert shown(cleancopy(*check, "--cache", "c")) == shown(plain)
    (place,) = {path.parent for path in Path("c").glob(".*/.*")}
    place.rename("gone")
    place.write_text("no folder")
    assert shown(cleancopy(*check, "--cache", "c")) == shown(plain)


def test_a_folder_of_anything_else_is_refused(cleancopy: Call) -> None:
    put("in/a.txt", "Fine.")
    for name in ("in", "in/a.txt", "in/a.txt/c"):
        result = cleancopy("check", "in/a.txt", "--cache", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"cleancopy: {name}: no cache")
        assert result.stderr.count("\n") == 1
    assert [path.name for path in Path("in").iterdir()] == ["a.txt"]
    with pytest.raises(CleancopyError):
        Cache(Path("in"))


def test_it_may_lie_among_the_texts_as_a_configuration_says(cleancopy: Call) -> None:
    put("desk/cleancopy.toml", "cache = 'kept'\n")
    put("desk/a.txt", "He said yes , then left.")
    assert not Path("desk/kept").exists()
    first = cleancopy("check", "desk")
    assert len(list(Path("desk/kept").glob(".*/.*"))) == 1
    assert shown(cleancopy("check", "desk")) == shown(first)
    assert cleancopy("clean", "desk", "-o", "out", "-q").exit_code == 0
    assert [path.name for path in Path("out").rglob("[!.]*")] == ["a.txt"]
    assert 'cache = "' in cleancopy("config", "desk").stdout
    put("other/cleancopy.toml", "cache = 'kept'\n")
    put("other/a.txt", "Fine.")
    both = cleancopy("check", "desk", "other")
    assert (both.exit_code, "name one with --cache" in both.stderr) == (2, True)
    assert cleancopy("check", "desk", "other", "--cache", "c").exit_code == 0
    assert len(entries()) == 2


def test_the_rule_sets_that_were_used_last_are_kept(tmp_path: Path) -> None:
    part, document = Part("Fine.", "Fine."), Document.of("Fine.")
    for number in range(MOST_KEPT + 3):
        settings = Settings(date=f"{2000 + number}")
        Cache(tmp_path / "c").keep(part, settings, document)
        assert Cache(tmp_path / "c").document(part, settings)
        for place in (tmp_path / "c").glob(".*/"):
            os.utime(place, ns=(0, place.stat().st_mtime_ns - 10**9))
    found = [Cache(tmp_path / "c").document(part, Settings(date=f"{2000 + n}")) for n in range(3)]
    assert found[0] is None
    assert len(list((tmp_path / "c").glob(".*/"))) == MOST_KEPT


def test_an_entry_holds_no_more_than_was_found(tmp_path: Path) -> None:
    text = "A private matter, told to nobody."
    document = Document.of(text).advise([an_edit(2, 9, None, rule="control/control-character")])
    Cache(tmp_path / "c").keep(Part(text, text), Settings(), document)
    (entry,) = (tmp_path / "c").glob(".*/.*")
    assert "nobody" not in entry.read_text("utf-8")
    assert json.loads(entry.read_text("utf-8").partition("\n")[2])["pieces"] == []
