from datetime import date

import pytest

from tests.agents.understand.facts.reading import read


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("En disponibilité jusqu'au 15 janvier 2027", date(2027, 1, 15)),
        ("Mon contrat se termine le 31 janvier", date(2027, 1, 31)),
        ("fin de mon congé parental le 31/01/2027", date(2027, 1, 31)),
        ("Ma dispo prend fin le 1er mars 2027", date(2027, 3, 1)),
        ("CDD fin le 28 février", date(2027, 2, 28)),
        ("Mon congé parental s'achève le premier avril", date(2027, 4, 1)),
        ("détachement jusqu'au 31-08-2027", date(2027, 8, 31)),
        ("contrat du 1er mars 2026 jusqu'au mardi 31 août 2027", date(2027, 8, 31)),
    ],
)
def test_the_end_of_a_situation_is_read(text: str, day: date) -> None:
    assert read(text)["date_de_fin"] == day


@pytest.mark.parametrize(
    "text",
    [
        "Mon arrêt est prolongé jusqu'au 18 décembre",
        "candidature possible jusqu'au 15 janvier, contrat de 3 ans",
        "Le congé parental de ma collègue se termine le 31 janvier",
        "congés à poser jusqu'au 31 décembre",
        "Mon contrat se termine fin janvier",
        "Si mon contrat se termine le 31 janvier",
        "Mon contrat ne se termine pas le 31 janvier",
        "> Mon contrat se termine le 31 janvier",
    ],
)
def test_another_end_is_not_read(text: str) -> None:
    assert "date_de_fin" not in read(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Décision reçue le 5 novembre", date(2026, 11, 5)),
        ("l'arrêté m'a été notifié hier", date(2026, 11, 23)),
        ("refus notifié le 3 novembre 2026, je conteste", date(2026, 11, 3)),
        ("lettre recommandée reçue avant-hier", date(2026, 11, 22)),
        ("compte rendu notifié le 11", date(2026, 11, 11)),
        ("J'ai reçu le 12/11/2026 un refus", date(2026, 11, 12)),
        ("arrêté de sanction remis en main propre ce matin", date(2026, 11, 24)),
        ("avertissement reçu il y a 12 jours", date(2026, 11, 12)),
    ],
)
def test_the_day_a_decision_came_is_read(text: str, day: date) -> None:
    assert read(text)["date_de_notification"] == day


@pytest.mark.parametrize(
    "text",
    [
        "j'ai reçu ma paie le 28 octobre",
        "reçu un mail le 5 novembre",
        "Ma collègue a reçu sa sanction le 5 novembre",
        "La décision n'a pas été reçue le 5 novembre",
        "La décision sera notifiée le 5 décembre",
        "Arrêté du 5 novembre",
        "Une attestation reçue le 5 novembre avec un courrier",
    ],
)
def test_another_day_is_not_a_notification(text: str) -> None:
    assert "date_de_notification" not in read(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mon entretien professionnel du 4 novembre", date(2026, 11, 4)),
        ("entretien annuel le 12/10/2026, pas de compte rendu", date(2026, 10, 12)),
        ("Mon entretien pro a eu lieu le 3 novembre", date(2026, 11, 3)),
        ("entretien d'évaluation prévu le 10 décembre", date(2026, 12, 10)),
        ("évaluée le 2 novembre", date(2026, 11, 2)),
    ],
)
def test_the_day_of_the_interview_is_read(text: str, day: date) -> None:
    assert read(text)["date_de_l_entretien"] == day


@pytest.mark.parametrize(
    "text",
    [
        "convoqué en entretien disciplinaire le 16 décembre",
        "entretien d'embauche le 3 décembre",
        "agent d'entretien depuis le 3 mars 2020",
        "L'entretien de ma collègue, son entretien annuel du 4 novembre",
        "Je n'ai pas eu d'entretien le 4 novembre",
    ],
)
def test_another_interview_is_not_read(text: str) -> None:
    assert "date_de_l_entretien" not in read(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mon arrêt du 3 novembre", date(2026, 11, 3)),
        ("arrêt de travail daté du 12/11/2026", date(2026, 11, 12)),
        ("en arrêt depuis le 2 novembre", date(2026, 11, 2)),
        ("Le médecin m'a arrêtée le 18 novembre", date(2026, 11, 18)),
        ("arrêt maladie à compter du 9 novembre", date(2026, 11, 9)),
    ],
)
def test_the_day_of_the_sick_note_is_read(text: str, day: date) -> None:
    assert read(text)["date_de_l_arret"] == day


@pytest.mark.parametrize(
    "text",
    [
        "L'arrêté du 3 novembre",
        "Mon arrêt se termine le 3 novembre",
        "arrêt prolongé jusqu'au 3 décembre",
        "Ma collègue est en arrêt depuis le 2 novembre",
        "Arrêt du 3 novembre puis arrêt du 12 novembre",
    ],
)
def test_another_day_is_not_that_of_the_sick_note(text: str) -> None:
    assert "date_de_l_arret" not in read(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Accident de service le 3 novembre", date(2026, 11, 3)),
        ("accident de trajet hier", date(2026, 11, 23)),
        ("je suis tombée dans l'escalier le 12 novembre", date(2026, 11, 12)),
        ("tombé du camion benne ce matin", date(2026, 11, 24)),
        ("Un agent s'est blessé à la main vendredi", date(2026, 11, 20)),
        ("mon accident du travail du 02/11/2026", date(2026, 11, 2)),
    ],
)
def test_the_day_of_the_accident_is_read(text: str, day: date) -> None:
    assert read(text)["date_de_l_accident"] == day


@pytest.mark.parametrize(
    "text",
    [
        "accident déclaré le 5 novembre",
        "l'accident de mon mari le 5 novembre",
        "accident reconnu par arrêté du 3 novembre",
        "Si j'avais eu un accident le 5 novembre",
        "certificat d'accident envoyé le 4 novembre",
    ],
)
def test_another_day_is_not_that_of_the_accident(text: str) -> None:
    assert "date_de_l_accident" not in read(text)
