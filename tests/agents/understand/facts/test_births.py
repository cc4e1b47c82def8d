from datetime import date

import pytest

from statute.facts import MERE, SECOND_PARENT
from tests.agents.understand.facts.reading import read


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Je suis née le 20 février 1965", date(1965, 2, 20)),
        ("né le 3/05/1990", date(1990, 5, 3)),
        ("Date de naissance : 12/03/1964", date(1964, 3, 12)),
        ("née le 1er janvier 1971, je pars quand", date(1971, 1, 1)),
        ("Un agent né le 4 mai 1966", date(1966, 5, 4)),
        ("ne le 12/03/64", date(1964, 3, 12)),
    ],
)
def test_a_day_of_birth_gives_the_day_and_the_year(text: str, day: date) -> None:
    facts = read(text)
    assert (facts["date_de_naissance"], facts["annee_de_naissance"]) == (day, day.year)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("né en 64, 27 ans de benne", 1964),
        ("née en 71", 1971),
        ("Je suis née en 1968", 1968),
        ("je suis de 1963", 1963),
        ("née en février 1971", 1971),
        ("un agent né en 1964", 1964),
    ],
)
def test_a_year_of_birth_is_read_alone(text: str, year: int) -> None:
    facts = read(text)
    assert facts["annee_de_naissance"] == year
    assert "date_de_naissance" not in facts


@pytest.mark.parametrize(
    "text",
    [
        "Ma fille est née le 3 mai 2009",
        "J'ai trois enfants, nés en 1993, 1996 et 2001",
        "Mon mari est né en 1962",
        "Si j'étais né en 1961",
        "Mon aîné, né en 1995",
        "> Je suis né en 1964",
        "né en 2024",
    ],
)
def test_the_birth_of_another_is_not_the_writers(text: str) -> None:
    assert not {"date_de_naissance", "annee_de_naissance"} & set(read(text))


@pytest.mark.parametrize(
    ("text", "parent"),
    [
        ("Je suis enceinte de 4 mois", MERE),
        ("mon accouchement est prévu en mars", MERE),
        ("j'ai acouché hier", MERE),
        ("Mon congé maternité se termine", MERE),
        ("je suis en congé mat", MERE),
        ("Une de mes agentes est enceinte", MERE),
        ("future maman de 7 mois à l'accueil", MERE),
        ("Ma compagne est enceinte", SECOND_PARENT),
        ("ma femme va accoucher le mois prochain", SECOND_PARENT),
        ("Mon congé paternité commence quand ?", SECOND_PARENT),
        ("je vais être papa", SECOND_PARENT),
        ("Mon épouse doit accoucher autour du 28", SECOND_PARENT),
        ("Un de mes agents sera père en mai", SECOND_PARENT),
        ("Ma compagne vient d'accoucher, nous sommes deux mamans", SECOND_PARENT),
    ],
)
def test_the_parent_is_read(text: str, parent: str) -> None:
    assert read(text)["parent"] == parent


@pytest.mark.parametrize(
    "text",
    [
        "Ma collègue est enceinte",
        "Je ne suis pas enceinte",
        "Ma fille est enceinte",
        "Ma soeur va accoucher",
        "CDD pour remplacer un congé maternité",
        "Si j'étais enceinte",
        "Mon mari prend son congé paternité",
        "Ma femme est en congé maternité, moi en congé mat aussi",
    ],
)
def test_a_birth_at_anothers_home_gives_no_parent(text: str) -> None:
    assert "parent" not in read(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mon accouchement est prévu le 12 mars 2027", date(2027, 3, 12)),
        ("Ma fille est née le 3 novembre 2026", date(2026, 11, 3)),
        ("terme le 15/02/2027", date(2027, 2, 15)),
        ("Naissance de mon fils le 2 octobre", date(2026, 10, 2)),
        ("DPA : 4 janvier 2027", date(2027, 1, 4)),
        ("ma compagne accouche vers le 20 décembre", date(2026, 12, 20)),
        ("notre deuxième enfant est né le 1er octobre", date(2026, 10, 1)),
    ],
)
def test_the_birth_of_the_child_is_read(text: str, day: date) -> None:
    assert read(text)["naissance_de_l_enfant"] == day


@pytest.mark.parametrize(
    "text",
    [
        "Je suis née le 3 mai 1990",
        "Mon congé maternité commence le 3 mars",
        "Ma collègue accouche le 12 mars",
        "Accouchement prévu en mars",
        "naissance de mon fils, congé à partir du 3 mars",
        "Si j'avais accouché le 12 mars",
    ],
)
def test_another_day_is_not_the_birth_of_the_child(text: str) -> None:
    assert "naissance_de_l_enfant" not in read(text)


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("J'attends mon deuxième enfant", 2),
        ("enceinte de mon 3ème", 3),
        ("la naissance de notre 3e enfant", 3),
        ("pour mon premier bébé", 1),
        ("ma seconde grossesse", 2),
        ("on attend notre quatrième", 4),
        ("mon 2eme enfant arrive en mars", 2),
    ],
)
def test_the_rank_of_the_child_is_read(text: str, rank: int) -> None:
    assert read(text)["rang_de_l_enfant"] == rank


@pytest.mark.parametrize(
    "text",
    [
        "mon deuxième arrêt de travail",
        "Mon premier enfant a 4 ans et je suis enceinte",
        "à partir du troisième enfant, combien de semaines de congé ?",
        "enceinte, au troisième mois",
        "Ma collègue attend son deuxième enfant",
    ],
)
def test_another_rank_is_not_read(text: str) -> None:
    assert "rang_de_l_enfant" not in read(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Je suis enceinte de jumeaux", 2),
        ("on attend des jumelles", 2),
        ("grossesse gémellaire", 2),
        ("J'attends des triplés", 3),
        ("Un seul bébé, mon congé maternité dure combien ?", 1),
        ("nous attendons deux bébés", 2),
    ],
)
def test_the_children_expected_are_counted(text: str, number: int) -> None:
    assert read(text)["enfants_attendus"] == number


@pytest.mark.parametrize(
    "text",
    [
        "J'ai des jumeaux de 4 ans et je suis enceinte",
        "Ma soeur attend des jumeaux",
        "Ma soeur jumelle est née ici",
        "Si j'attendais des jumeaux",
        "Le jumelage des communes, naissance d'un projet",
    ],
)
def test_older_or_other_twins_are_not_expected(text: str) -> None:
    assert "enfants_attendus" not in read(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("J'ai 2 enfants", 2),
        ("trois enfants à charge", 3),
        ("j'élève seule deux enfants", 2),
        ("mère de quatre enfants", 4),
        ("je n'ai qu'un enfant à charge", 1),
        ("Notre quatrième est né le mois dernier", 4),
        ("J'ai un seul enfant", 1),
        ("avec mes 3 enfants", 3),
    ],
)
def test_children_at_home_are_counted(text: str, number: int) -> None:
    assert read(text)["enfants_a_charge"] == number


@pytest.mark.parametrize(
    "text",
    [
        "Ma collègue a deux enfants",
        "J'ai fait sortir les trente-deux enfants dans la cour",
        "à partir de 3 enfants",
        "J'ai 3 enfants dont l'aîné n'est plus à charge",
        "Si j'avais deux enfants",
        "Je n'ai pas trois enfants",
        "un groupe de huit enfants",
    ],
)
def test_children_who_are_not_at_home_are_not_counted(text: str) -> None:
    assert "enfants_a_charge" not in read(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nous adoptons une fratrie de deux", 2),
        ("adoption de deux petits garçons", 2),
        ("On adopte deux enfants", 2),
        ("congé d'adoption pour 3 enfants", 3),
        ("Adoption : une petite fille nous est confiée", 1),
        ("nous avons l'agrément, une fratrie de trois", 3),
    ],
)
def test_the_children_adopted_are_counted(text: str, number: int) -> None:
    assert read(text)["enfants_adoptes"] == number


@pytest.mark.parametrize(
    "text",
    [
        "Nous adoptons, et j'ai déjà deux enfants",
        "nous avons adopté un chien",
        "Ma collègue adopte deux enfants",
        "une fratrie de deux à la crèche",
        "Si nous adoptions deux enfants",
    ],
)
def test_children_not_adopted_are_not_counted(text: str) -> None:
    assert "enfants_adoptes" not in read(text)
