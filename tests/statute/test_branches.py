from datetime import date

import pytest

from statute.book import Book
from statute.branches import Branch
from statute.facts import FACTS, FactValue

TODAY = date(2026, 11, 24)


def branches(book: Book, rule: str, **facts: FactValue) -> dict[str, Branch]:
    one = book.applied(rule, facts, TODAY, TODAY)
    assert one is not None
    return {branch.fact: branch for branch in book.branches(one, facts, TODAY)}


def test_a_yes_or_no_gives_the_answer_of_each(book: Book) -> None:
    of_ald = branches(book, "CAR-02", premier_arret_de_l_ald=date(2025, 1, 6))["ald_sur_l_avis"]
    assert of_ald.gives["oui"].startswith("Une seule carence")
    assert of_ald.gives["non"].startswith("Aucun jour de carence n’est retenu pour ")
    assert of_ald.decides == ("la réponse",)


def test_a_choice_gives_the_answer_of_each(book: Book) -> None:
    of_category = branches(book, "TT-06", heures_supplementaires=12)["categorie"]
    assert list(of_category.gives) == ["A", "B", "C"]
    assert "ne sont pas payées" in of_category.gives["A"]


@pytest.mark.parametrize(
    ("rule", "facts", "fact", "decides"),
    [
        ("CMC-01", {"statut": "contractuel"}, "mois_de_services", "le taux"),
        ("CMO-02", {"statut": "titulaire"}, "arrets_de_maladie", "les dates"),
        ("LIM-01", {}, "date_de_naissance", "les dates"),
        ("REM-02", {}, "indice_majore", "le montant"),
        ("CA-01", {}, "jours_par_semaine", "la durée"),
        ("FMD-01", {}, "jours_de_trajet", "la réponse"),
    ],
)
def test_a_date_a_number_or_periods_are_named_with_what_they_decide(
    book: Book, rule: str, facts: dict[str, FactValue], fact: str, decides: str
) -> None:
    branch = branches(book, rule, **facts)[fact]
    assert decides in branch.decides
    assert branch.gives == {}


def test_what_changes_nothing_is_not_named(book: Book) -> None:
    assert branches(book, "IR-01", zone_de_residence="3") == {}
    assert branches(book, "SFT-01", enfants_a_charge=1, enfants_en_alternance=0) == {}


def test_every_branch_of_every_rule_is_a_fact_that_is_not_known_and_would_change_something(
    book: Book,
) -> None:
    facts: dict[str, FactValue] = {"statut": "contractuel"}
    for one in book.simulated(facts, TODAY, TODAY):
        for branch in book.branches(one, facts, TODAY):
            assert branch.fact not in facts
            assert branch.decides
            assert bool(branch.gives) is bool(FACTS[branch.fact].choices)
            assert not branch.gives or set(branch.gives.values()) != {one.answer}
