import pytest

from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.extracts import Extract, extracts_of, is_for_a_town, may_be_found

CODE = "Code général de la fonction publique"


def extract(
    text: str,
    *headings: str,
    title: str = CODE,
    nature: Nature = Nature.OFFICIAL,
    state: str = "",
) -> Extract:
    section = Section(headings, text, "L1", state=state)
    return extracts_of(Document("texte", About(title), nature, (section,)))[0]


@pytest.mark.parametrize(
    "text",
    [
        "L'agent public exerce ses fonctions avec dignité.",
        "Le fonctionnaire territorial est muté par l'autorité d'accueil.",
        "Dans la fonction publique de l'Etat et la fonction publique territoriale, un avis est dû.",
        "Le fonctionnaire hospitalier et l'agent public territorial ont droit à un congé.",
        "Les dispositions des articles L. 4 et L. 5 sont applicables.",
    ],
)
def test_what_names_towns_or_all_public_agents_is_for_them(text: str) -> None:
    assert is_for_a_town(extract(text))


@pytest.mark.parametrize(
    "text",
    [
        "Le fonctionnaire hospitalier originaire de Corse peut cumuler ses congés.",
        "Les fonctionnaires civils de l'Etat sont titularisés dans un grade.",
        "Le ministre fixe la liste des emplois de son administration.",
    ],
)
def test_what_names_others_alone_is_not_for_a_town(text: str) -> None:
    assert not is_for_a_town(extract(text))


def test_the_nearest_heading_that_names_anyone_decides() -> None:
    text = "La commission rend son avis."
    hospital = "Section 3 : Fonction publique hospitalière"
    assert not is_for_a_town(extract(text, hospital, "Paragraphe 2 : Avis"))
    assert is_for_a_town(extract(text, hospital, "Paragraphe 2 : Agents territoriaux"))
    assert is_for_a_town(extract(text, "Fonction publique de l'Etat et territoriale"))


def test_an_administration_is_no_ministry() -> None:
    assert is_for_a_town(extract("L'administration notifie sa décision au stagiaire."))


def test_labour_law_is_for_a_town_only_where_it_says_so() -> None:
    title = "Code du travail"
    assert not is_for_a_town(extract("Le salarié a droit à deux jours.", title=title))
    assert is_for_a_town(extract("Les agents publics ont droit au même congé.", title=title))


def test_a_sheet_says_in_its_title_whom_it_is_for() -> None:
    for title, ours in (
        ("Congé d'un salarié du secteur privé", False),
        ("Congé d'un fonctionnaire ou d'un salarié", True),
    ):
        sheet = extract("La demande est écrite.", title=title, nature=Nature.SHEET)
        assert is_for_a_town(sheet) is ours


def test_a_repealed_article_without_days_is_never_found() -> None:
    assert not may_be_found(extract("Les agents publics ont droit.", state="ABROGE"))
    assert may_be_found(extract("Les agents publics ont droit.", state="VIGUEUR"))
