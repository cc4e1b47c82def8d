"""Whose facts these are; numbers in words; texts made to be slow."""

from datetime import date
from decimal import Decimal

import pytest

from agents.understand.dates import AMOUNT, NUMBER, ORDINAL, as_amount, as_number, as_rank
from agents.understand.read_facts import read_facts
from statute.facts import CDD, CONTRACTUEL, TITULAIRE
from statute.french import pattern, simplify
from tests.agents.understand.facts.reading import NOVEMBER, read

LONGEST = 20_000


def test_a_manager_who_writes_about_one_agent_gives_the_facts_of_the_agent() -> None:
    text = "Une agente de mon service, contractuelle en CDD de dix mois, est née en 1968."
    facts = read(text)
    assert facts["statut"] == CONTRACTUEL
    assert (facts["type_de_contrat"], facts["duree_du_contrat"]) == (CDD, 10)
    assert facts["annee_de_naissance"] == 1968


def test_what_a_manager_says_of_an_agent_counts_after_the_pronoun() -> None:
    assert read("Un agent part. Il est titulaire depuis mars.")["statut"] == TITULAIRE


@pytest.mark.parametrize(
    "text",
    [
        "Une agente de mon service est en CDD de dix mois. Et moi ?",
        "Un agent de mon service est en CDD. Mon contrat, c'est quoi ?",
        "Ma collègue est en CDD de dix mois.",
        "Mon mari, agent ici, est en CDD de dix mois.",
    ],
)
def test_an_agent_beside_the_writer_is_somebody_else(text: str) -> None:
    assert not {"type_de_contrat", "duree_du_contrat"} & set(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour,\n> Je suis en CDD de dix mois, née en 1970.\n> IM 372\nQue répondre ?",
        " > je suis enceinte de jumeaux\nBien à vous",
        ">> décision reçue le 5 novembre",
    ],
)
def test_a_quoted_mail_gives_no_fact(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Atsem depuis 19 ans", 228),
        ("3 ans et demi de présence", 42),
        ("trois ans à la Ville en mars dernier", 43),
        ("ça fait 6 ans et 2 mois que je suis là en cdd", 74),
        ("Agente d'accueil depuis septembre 2025", 13),
        ("contractuel depuis vingt-trois ans", 276),
        ("3 semaines que je bosse à l'école", 0),
        ("Un agent non titulaire, engagé depuis deux ans et demi", 30),
    ],
)
def test_seniority_is_read_as_people_say_it(text: str, months: int) -> None:
    assert read(text)["mois_de_services"] == months


@pytest.mark.parametrize(
    "text",
    [
        "j'aurai trois ans à la Ville en mars prochain",
        "Ma collègue est atsem depuis 19 ans",
        "agent en disponibilité depuis 4 ans",
        "agent bloqué échelon 11 depuis 4 ans",
        "2-3 ans d'ancienneté, presque 4 ans d'ancienneté",
        "plus de 15 ans de service avant 2012",
    ],
)
def test_another_length_is_no_seniority(text: str) -> None:
    assert "mois_de_services" not in read(text)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("vingt-trois", 23),
        ("soixante et onze", 71),
        ("quatre-vingts", 80),
        ("quatre-vingt-dix-neuf", 99),
        ("cent quarante", 140),
        ("deux cent vingt-quatre", 224),
        ("trente et une", 31),
        ("2,5", Decimal("2.5")),
    ],
)
def test_numbers_are_read_in_words_and_figures(written: str, number: int) -> None:
    match = pattern(NUMBER).fullmatch(written)
    assert match
    assert as_number(match[0]) == number


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("2 150", 2150),
        ("12.500", 12500),
        ("1850,50", Decimal("1850.50")),
        ("90.80", Decimal("90.8")),
    ],
)
def test_sums_are_read_with_thousands_apart(written: str, amount: int) -> None:
    match = pattern(AMOUNT).fullmatch(written)
    assert match
    assert as_amount(match[0]) == amount


@pytest.mark.parametrize(
    ("written", "rank"), [("première", 1), ("2ème", 2), ("3e", 3), ("quatrième", 4), ("1er", 1)]
)
def test_ranks_are_read(written: str, rank: int) -> None:
    match = pattern(ORDINAL).fullmatch(simplify(written).text)
    assert match
    assert as_rank(match[0]) == rank


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "seed",
    ["a", "1 ", "rqth, ", "cdd de un ", "adopt un ", "2 150 ", "\n>", "quatre-vingt-", "si je ",
     "le 3 mars 2025 ", "entretien professionnel ", "mon cet ", "un agent et mon collègue "],
)  # fmt: skip
def test_a_text_made_to_be_slow_is_read_in_time(seed: str) -> None:
    text = (seed * LONGEST)[:LONGEST]
    assert isinstance(read_facts(simplify(text), date(2026, 11, 24), NOVEMBER), tuple)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Ma fille a un CDD de 3 mois à la piscine", "age_de_l_enfant"),
        ("Le contrat d'assurance se termine le 31 janvier", "date_de_depart"),
        ("Il reste 12 jours de congés à ma collègue", "jours_de_conge_restants"),
        ("J'ai 31 ans de mairie dont 6 en contrat", "statut"),
        ("Virement sur le compte FR76 3000, titulaire Nadège", "statut"),
        ("stagiaire depuis un an et je suis titulaire ou pas ?", "statut"),
        ("L'ancien titulaire siège au jury", "statut"),
        ("L'échéance de son électricité tombe vendredi", "date_de_l_accident"),
        ("nous sommes 12 avec 2 enfants chacun", "enfants_a_charge"),
        ("Un stage arrive à terme le 30 avril", "naissance_de_l_enfant"),
        ("j'ai deux boulots, 20h ici et 12h par semaine ailleurs", "heures_par_semaine"),
        ("Un agent m'a remis ce matin sa lettre de démission", "date_de_notification"),
        ("Mon ancien contrat de 6 mois est fini", "duree_du_contrat"),
        ("Mon contrat s'est terminé le 15", "date_de_fin"),
        ("pass Navigo, pas d'abonnement à 90 € par mois", "prix_de_l_abonnement"),
    ],
)
def test_what_real_tickets_were_once_misread_for_is_left_unknown(text: str, fact: str) -> None:
    assert fact not in read(text)
