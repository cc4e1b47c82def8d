import pytest

from statute.facts import CDD, CDI, CONTRACTUEL, NON, OUI
from tests.agents.understand.facts.reading import read


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Je suis agent de catégorie B", "B"),
        ("agente de cat. C à la voirie", "C"),
        ("Catégorie : A, ingénierie", "A"),
        ("un emploi permanent de catégorie A", "A"),
        ("CADRE A depuis vingt ans", "A"),
        ("en categorie c, contractuel", "C"),
        ("Je suis rédactrice à l'état civil", "B"),
        ("je suis ajointe, enfin je suis adjointe technique", "C"),
    ],
)
def test_the_category_is_read_from_its_letter_or_from_the_grade(text: str, category: str) -> None:
    assert read(text)["categorie"] == category


@pytest.mark.parametrize(
    "text",
    [
        "Ma catégorie a changé",
        "Je voudrais passer en catégorie B",
        "Permis de catégorie C pour la benne",
        "Les agents de catégorie C ont-ils droit aux heures sup ?",
        "catégorie A ou B ?",
        "Ma collègue est en catégorie A",
        "> Je suis agent de catégorie B",
        "Je ne suis pas de catégorie A",
        "Si j'étais en catégorie A",
    ],
)
def test_a_category_wished_general_or_of_another_is_not_read(text: str) -> None:
    assert "categorie" not in read(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Je suis en CDD", CDD),
        ("j'ai un cdd de 6 mois a la cantine", CDD),
        ("Mon contrat à durée déterminée se termine", CDD),
        ("J'ai été recrutée avec un contrat de trois ans", CDD),
        ("Une agente en CDD de mon service", CDD),
        ("Je suis en CDI depuis 2020", CDI),
        ("agente en cdi a la mediatheque", CDI),
        ("Engagée à durée indéterminée en 2017", CDI),
        ("CDI, adjoint technique", CDI),
        ("Je suis contractuel en CDI", CDI),
        ("Mon CDD peut-il devenir un CDI ?", CDD),
        ("Je ne suis pas en CDD mais je suis en CDI", CDI),
    ],
)
def test_the_kind_of_contract_is_read(text: str, kind: str) -> None:
    assert read(text)["type_de_contrat"] == kind


@pytest.mark.parametrize(
    "text",
    [
        "Comment passer en CDI ?",
        "Ma collègue est en CDD",
        "Les CDD ont-ils droit au CIA ?",
        "Je ne suis pas en CDI",
        "Si j'étais en CDI, j'aurais une prime",
        "CDD ou CDI, quelle différence ?",
        "> Je suis en CDD de dix mois",
        "Après 6 ans de CDD, que devient-on ?",
        "contrat d'apprentissage de 2 ans",
        "Mon fils est en CDD de 3 mois",
    ],
)
def test_a_contract_wished_supposed_or_of_another_is_not_read(text: str) -> None:
    assert not {"type_de_contrat", "duree_du_contrat"} & set(read(text))


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Je suis en CDD de dix mois", 10),
        ("contrat de 3 ans a la DSI", 36),
        ("un CDD d'un an", 12),
        ("cdd (6 mois), période d'essai ?", 6),
        ("CDD 18 mois au CCAS", 18),
        ("Le contrat de mon assistante, d'une durée de trois ans, s'achève", 36),
        ("recrutée pour onze mois", 11),
        ("contrat d'un an et demi", 18),
        ("CDD démarré le 4 mai, fin le 3 décembre", 7),
        ("Mon CDD du 1er mars 2026 au 31 août 2026", 6),
        ("un contrat du 01/09/2025 au 31/08/2026", 12),
        ("CDD de vingt-quatre mois", 24),
    ],
)
def test_the_length_of_the_contract_is_read_or_counted(text: str, months: int) -> None:
    assert read(text)["duree_du_contrat"] == months


@pytest.mark.parametrize(
    "text",
    [
        "CDD de 6 mois puis un CDD d'un an",
        "CDD de six semaines",
        "Mon CDD finit dans 2 mois",
        "contrat de prévoyance de 2 ans",
        "CDD du 2 janvier au 15 août 2026",
        "Je suis en CDD depuis 10 mois",
        "Si je signais un CDD de 10 mois",
    ],
)
def test_a_length_in_doubt_is_not_read(text: str) -> None:
    assert "duree_du_contrat" not in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "J'ai un CDD de dix mois",
        "Mon contrat d'un an se termine en mars",
        "je suis en contrat de projet",
        "Mon contrat n'est pas renouvelé",
        "contrat de 3 ans, quel préavis ?",
        "Mon CDD prend fin le 31 janvier",
    ],
)
def test_a_contract_makes_a_contractuel(text: str) -> None:
    assert read(text)["statut"] == CONTRACTUEL


@pytest.mark.parametrize(
    "text",
    [
        "Mon contrat de prévoyance se termine",
        "Adjointe technique principale, quelle prime ?",
        "Fonctionnaire à la mairie",
        "Ma collègue a un CDD de dix mois",
        "Rédacteur depuis 3 ans",
        "contrat d'apprentissage d'un an",
    ],
)
def test_neither_a_grade_nor_another_contract_gives_the_status(text: str) -> None:
    assert "statut" not in read(text)


@pytest.mark.parametrize(
    ("text", "active"),
    [
        ("Mon emploi est classé en catégorie active", OUI),
        ("Policier municipal, catégorie active", OUI),
        ("je suis en categorie active depuis 17 ans", OUI),
        ("égoutier en service actif", OUI),
        ("Agent de catégorie active né en 1970", OUI),
        ("J'occupe un emploi sédentaire", NON),
        ("je suis sédentaire", NON),
        ("catégorie sédentaire, né en 1964", NON),
    ],
)
def test_an_active_or_sedentary_post_is_read(text: str, active: str) -> None:
    assert read(text)["categorie_active"] == active


@pytest.mark.parametrize(
    "text",
    [
        "Est-ce que mon emploi est en catégorie active ?",
        "Les agents en catégorie active partent plus tôt",
        "Mon poste est active ou sédentaire ?",
        "Mon mari est policier, catégorie active",
    ],
)
def test_a_post_whose_class_is_asked_is_not_read(text: str) -> None:
    assert "categorie_active" not in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "J'ai la RQTH depuis mars",
        "je suis rqth",
        "Reconnue travailleuse handicapée, je demande un bureau",
        "Agent reconnu travailleur handicapé",
        "titulaire d'une RQTH",
        "Ma RQTH est valable jusqu'en 2030",
        "Je suis travailleur handicapé",
        "Accueil, RQTH, poste aménagé",
    ],
)
def test_a_recognised_disability_is_read(text: str) -> None:
    assert read(text)["handicap_reconnu"] == OUI


@pytest.mark.parametrize(
    "text",
    [
        "J'ai demandé la RQTH",
        "Ma demande de RQTH est en cours",
        "Mon fils a la RQTH",
        "À quoi sert la RQTH ?",
        "Si j'avais la RQTH",
        "Comment obtenir une RQTH ?",
    ],
)
def test_a_disability_asked_for_over_or_of_another_is_not_read(text: str) -> None:
    assert "handicap_reconnu" not in read(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Je ne suis pas en catégorie active", "categorie_active"),
        ("Je n'ai pas de RQTH", "handicap_reconnu"),
        ("pas RQTH", "handicap_reconnu"),
        ("Ma RQTH a expiré", "handicap_reconnu"),
    ],
)
def test_what_is_denied_of_a_post_or_a_disability_is_no(text: str, fact: str) -> None:
    assert read(text).get(fact) == NON


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("J'ai deux employeurs publics", OUI),
        ("je travaille pour deux communes", OUI),
        ("Agent intercommunal à temps non complet", OUI),
        ("Secrétaire de mairie, poste partagé entre trois mairies", OUI),
        ("j'ai 2 employeurs", OUI),
        ("Je n'ai qu'un seul employeur", NON),
        ("La ville est mon unique employeur", NON),
    ],
)
def test_several_employers_are_read(text: str, several: str) -> None:
    assert read(text)["plusieurs_employeurs"] == several


@pytest.mark.parametrize(
    "text",
    [
        "J'ai eu plusieurs employeurs dans ma carrière",
        "Puis-je avoir deux employeurs ?",
        "Un employeur privé et la mairie : deux employeurs",
        "Ma femme a deux employeurs",
        "Si j'avais deux employeurs",
    ],
)
def test_employers_past_private_or_asked_about_are_not_read(text: str) -> None:
    assert "plusieurs_employeurs" not in read(text)
