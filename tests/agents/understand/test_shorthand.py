"""The shorthand of short messages is written out, and stays in the writer's own words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.understand.read_facts import read_facts
from agents.understand.shorthand import in_full, written_out
from statute.french import simplify

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("jsui en cdd dps 2 ans", "je suis en cd depuis 2 ans"),
        ("g 26 j sur mon cet, cb en euros", "j'ai 26 jours sur mon cet, combien en euros"),
        ("3j/semaine", "3 jours/semaine"),
        ("jusqua quand ? kel jour", "jusqu'a quand ? quel jour"),
        ("mon congé pat", "mon conge paternite"),
    ],
)
def test_it_is_written_out(written: str, full: str) -> None:
    assert in_full(simplify(written)).text == full


@pytest.mark.parametrize(
    "text",
    ["J'ai 5 j'en suis sûr", "le groupe g est plus haut", "je suis en cat. c et en ppr depuis mai"],
)
def test_what_is_no_shorthand_stays(text: str) -> None:
    assert in_full(simplify(text)).text == simplify(text).text


@given(st.text(alphabet="jgcbprkan 0123'sui,.\n€è", max_size=80))
def test_each_character_keeps_its_place(text: str) -> None:
    plain = in_full(simplify(text))
    assert len(plain.text) == len(plain.places)
    assert list(plain.places) == sorted(plain.places)


def test_a_fact_told_in_shorthand_is_read_in_the_words_of_its_writer() -> None:
    read = read_facts(simplify("bjr jsui titulaire g 26 j sur mon cet cb ca fé"), TODAY, TODAY)
    facts = {one.fact: (one.value, one.words) for one in read}
    assert facts["jours_sur_le_cet"] == (26, "g 26 j sur mon cet")
    assert facts["statut"][0] == "titulaire"


def test_the_rest_of_a_text_stays_as_it_is() -> None:
    said = written_out("Bonjour, j'ai été arrêté, cb de jours ? Merci À VOUS")
    assert said == "Bonjour, j'ai été arrêté, combien de jours ? Merci À VOUS"
