"""What makes a misspelling sure: the kinds of evidence, joined by place and form."""

from __future__ import annotations

import pytest

from cleancopy.names.evidence import Evidence, Kind, Misspelt, Sureness, joined


def name(form: str, *kinds: Kind, start: int = 0, end: int = 6) -> Misspelt:
    evidence = tuple(Evidence(kind, f"by {kind}") for kind in kinds)
    return Misspelt(start, end, form, ((start, end, form),), evidence)


@pytest.mark.parametrize(
    ("kinds", "sureness"),
    [
        ((Kind.ROLE,), Sureness.PROVED),
        ((Kind.DOCUMENT, Kind.SOURCE), Sureness.PROVED),
        ((Kind.BATCH, Kind.SOURCE), Sureness.PROVED),
        ((Kind.TITLE, Kind.DOCUMENT), Sureness.PROVED),
        ((Kind.MISSPELLING, Kind.BATCH), Sureness.PROVED),
        ((Kind.DOCUMENT,), Sureness.ATTESTED),
        ((Kind.SOURCE,), Sureness.ATTESTED),
        ((Kind.SOURCE, Kind.SOURCE), Sureness.ATTESTED),
        ((Kind.BATCH,), Sureness.SUSPECTED),
        ((Kind.TITLE,), Sureness.SUSPECTED),
        ((Kind.ROMANISED,), Sureness.DOUBTED),
        ((Kind.ROMANISED, Kind.SOURCE), Sureness.ATTESTED),  # it tells no romanisation from others
        ((Kind.MISSPELLING,), Sureness.SUSPECTED),
    ],
)
def test_a_role_or_two_kinds_prove_a_form(kinds: tuple[Kind, ...], sureness: Sureness) -> None:
    assert name("Herbst", *kinds).sureness is sureness


def test_witnesses_for_one_form_are_joined() -> None:
    (both,) = joined([name("Herbst", Kind.SOURCE), name("Herbst", Kind.BATCH)])
    assert [evidence.kind for evidence in both.evidence] == [Kind.SOURCE, Kind.BATCH]
    assert both.sureness is Sureness.PROVED


def test_one_witness_heard_twice_is_one() -> None:
    (once,) = joined([name("Herbst", Kind.SOURCE), name("Herbst", Kind.SOURCE)])
    assert len(once.evidence) == 1
    assert once.sureness is Sureness.ATTESTED


def test_where_two_forms_are_spoken_for_neither_is_taken() -> None:
    assert joined([name("Herbst", Kind.SOURCE), name("Horst", Kind.DOCUMENT)]) == []


def test_a_role_outweighs_a_single_witness_for_another_form() -> None:
    found = joined([name("Herbst", Kind.ROLE), name("Horst", Kind.DOCUMENT)])
    assert [each.form for each in found] == ["Herbst"]


def test_two_roles_for_two_forms_leave_the_name_as_it_is() -> None:
    assert joined([name("Herbst", Kind.ROLE), name("Horst", Kind.ROLE)]) == []


def test_names_come_in_the_order_of_the_text() -> None:
    later, first = name("Blinken", Kind.ROLE, start=20, end=27), name("Herbst", Kind.ROLE)
    assert joined([later, first]) == [first, later]
