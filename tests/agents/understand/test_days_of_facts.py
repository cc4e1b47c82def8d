"""The year of a day that nothing writes in full, and words put right before they are read."""

import pytest

from agents.understand.taken_back import reworded
from statute.facts import FACTS
from statute.french import simplify
from tests.agents.understand.facts.reading import read


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("Mon contrat se termine le 30 juin.", "date_de_fin", "2027-06-30"),
        ("Mon contrat a pris fin le 30 septembre.", "date_de_fin", "2026-09-30"),
        (
            "J’ai envoyé ma démission lundi 9 novembre. En CDD depuis le 3 février 2025.",
            "lettre_de_demission",
            "2026-11-09",
        ),
        (
            "L’été prochain, je veux être en congé du 1er juillet au 11 août.",
            "premier_jour_de_conge",
            "2027-07-01",
        ),
        ("J’ai envoyé ma démission le 9 novembre, pardon, le 12.", "lettre_de_demission",
         "2026-11-12"),
        ("jai envoyé ma demission hier", "lettre_de_demission", "2026-11-23"),
    ],
)  # fmt: skip
def test_a_day_takes_the_year_that_its_words_tell(text: str, fact: str, value: str) -> None:
    found = read(text).get(fact)
    assert found is not None
    assert FACTS[fact].written(found) == value


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Je signe mon contrat le 4 décembre.", "date_de_signature"),
        ("Je passe au 7e échelon le 1er février.", "date_du_dernier_echelon"),
        ("C’était arrêté depuis mars, le télétravail.", "arrets_de_maladie"),
        ("Les traitements commencent dans dix jours.", "date_d_arrivee"),
    ],
)
def test_what_is_done_now_is_not_read_as_done(text: str, fact: str) -> None:
    assert fact not in read(text)


def test_numbers_taken_back_leave_the_last_one() -> None:
    plain = reworded(simplify("jai 20 jours, non pardon, 21 jours de congés"))
    assert plain.text == "j'ai 21 jours de conges"
    assert plain.words(5, 13) == "21 jours"


def test_weeks_that_change_make_the_whole_year() -> None:
    text = (
        "J’ai fait 4,5 jours par semaine de janvier à fin avril et depuis le 1er mai je fais "
        "3 jours par semaine."
    )
    found = read(text)["semaines"]
    assert FACTS["semaines"].written(found) == (
        "2026-01-01..2026-04-30 jours=4.5; 2026-05-01..2026-12-31 jours=3"
    )


def test_leave_of_two_years_is_told_apart() -> None:
    text = "En 2024 j’ai pris 12 jours de congés, il en reste 13 ; en 2025 j’ai pris 25 jours."
    found = read(text)["conges_par_annee"]
    assert FACTS["conges_par_annee"].written(found) == (
        "2024-01-01..2024-12-31 pris=12 restants=13; 2025-01-01..2025-12-31 pris=25"
    )
