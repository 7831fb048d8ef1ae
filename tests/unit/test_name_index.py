"""The index of the names: kept in a file, built anew where that is damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cleancopy.errors import CardError
from cleancopy.names import kept
from cleancopy.names.entries import Organization, Person, Place, Role
from cleancopy.names.index import Index, index_of

PEOPLE = "name,surname,title,of,since\nAnna Kovář,Kovář,mayor,Brno,2019\nAnna Kovář,,mayor,Zlín,\n"
BORNEO = Place("Kota Baru", "city", "Indonesia", ("Kotabaru",), (), (("ar", "كوتا بارو"),))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the caches, empty."""
    monkeypatch.setenv("CLEANCOPY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of tables."""
    names = tmp_path / "names"
    names.mkdir()
    (names / "people.csv").write_text(PEOPLE, "utf-8")
    (names / "places.csv").write_text(
        "name,kind,country,accepted,native\nKota Baru,city,Indonesia,Kotabaru,ar: كوتا بارو\n",
        "utf-8",
    )
    (names / "organizations.csv").write_text("name,abbreviation\nGuild of Bakers,GOB\n")
    return names


def of_brno(index: Index) -> list[Role]:
    (known,) = index.known("anna kovar")
    return list(index.person(known.person).roles)


def test_entries_come_back_whole(cache: Path, folder: Path) -> None:
    index = Index((folder,))
    roles = (Role("mayor", "Brno", "", "2019"), Role("mayor", "Zlín"))
    ((number, person),) = index.people()
    assert person == Person("Anna Kovář", "Kovář")
    assert index.person(number) == Person("Anna Kovář", "Kovář", roles=roles)
    assert list(index.others()) == [BORNEO, Organization("Guild of Bakers", "GOB")]
    assert index.size == 4
    assert len(list(cache.iterdir())) == 1


def short(data: bytes) -> bytes:
    return data[: len(data) // 2]


def one_byte_short(data: bytes) -> bytes:
    return data[:-1]


def holed(data: bytes) -> bytes:
    """All pages but the first, which tells what there is, made unreadable."""
    return data[:4096] + b"\xff" * (len(data) - 4096)


def other(_: bytes) -> bytes:
    """A database of somebody else."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (a)")
        return connection.serialize()


@pytest.mark.parametrize(
    "damage", [lambda _: b"", lambda _: b"garbage " * 999, short, one_byte_short, holed, other]
)
def test_a_damaged_file_is_built_anew(
    cache: Path, folder: Path, damage: Callable[[bytes], bytes]
) -> None:
    before = of_brno(Index((folder,)))
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert of_brno(Index((folder,))) == before
    assert [*cache.iterdir()] == [file]
    assert file.read_bytes() == whole


def test_a_cache_folder_that_cannot_be_written(cache: Path, folder: Path) -> None:
    cache.write_text("a file where the folder should be")
    assert len(of_brno(Index((folder,)))) == 2
    assert cache.is_file()


def test_a_user_without_a_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for variable in ("CLEANCOPY_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert len(of_brno(Index((folder,)))) == 2


@pytest.mark.usefixtures("cache")
def test_a_folder_without_tables_does_not_pass_for_no_folder(tmp_path: Path) -> None:
    index_of()
    (tmp_path / "empty").mkdir()
    with pytest.raises(CardError, match="no table of names in it"):
        index_of((tmp_path / "empty",))


def test_a_changed_table_is_read_again(cache: Path, folder: Path) -> None:
    assert len(of_brno(Index((folder,)))) == 2
    (folder / "people.csv").write_text(PEOPLE.rpartition("Anna")[0], "utf-8")
    assert len(of_brno(Index((folder,)))) == 1
    assert len(list(cache.iterdir())) == 2


def test_few_files_are_kept(cache: Path, folder: Path) -> None:
    for number in range(kept.MOST_KEPT + 2):
        (folder / "people.csv").write_text(f"{PEOPLE}Eva Dvořák,,mayor,City {number},\n", "utf-8")
        Index((folder,))
    assert len(list(cache.iterdir())) == kept.MOST_KEPT


def test_the_modules_that_tell_one_way_of_indexing_from_another_are_there() -> None:
    home = Path(kept.__file__).parent
    assert all((home / f"{module}.py").is_file() for module in kept._INDEXERS)
