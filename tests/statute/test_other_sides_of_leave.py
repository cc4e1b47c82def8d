"""What people ask beside the main value of leave, savings, gifts, part time, telework and rest."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]
MET, NOT_MET, VALUE = FindingOutcome.MET, FindingOutcome.NOT_MET, FindingOutcome.VALUE
TO_CHECK = FindingOutcome.TO_CHECK


@pytest.mark.parametrize(
    ("rule", "facts", "outcome", "words"),
    [
        ("CA-14", {}, MET, "25 jours ouvrés pour 5 jours"),
        ("CA-14", {"jours_par_semaine": Decimal(3)}, MET, "15 jours ouvrés pour 3 jours"),
        ("CA-15", {}, VALUE, "31 décembre 2026 au plus tard"),
        (
            "CA-15",
            {"jours_de_conge_restants": Decimal(5), "jours_de_conge_pris": Decimal(22)},
            VALUE,
            "À défaut, un compte épargne-temps (CET) peut en recevoir 5 jours au plus",
        ),
        ("CA-16", {}, MET, "utilisables après le 31 décembre"),
        ("CA-16", {}, MET, "15 mois"),
        ("CA-17", {}, NOT_MET, "ne peuvent pas être payés"),
        ("CA-17", {}, NOT_MET, "4 semaines au plus"),
        ("CA-18", {}, NOT_MET, "ne s’applique pas"),
        ("CA-18", {"jours_par_semaine": Decimal(4)}, NOT_MET, "20 jours ouvrés pour 4 jours"),
        ("CA-19", {}, NOT_MET, "ne peut pas être dit au bénéficiaire"),
        ("CA-19", {}, NOT_MET, "anonyme"),
        ("CA-20", {}, NOT_MET, "contrepartie n’est pas possible"),
        ("CA-20", {}, NOT_MET, "ni remplacement"),
        ("CA-21", {}, NOT_MET, "ne le prévoient pas"),
        ("CA-21", {}, NOT_MET, "proche aidant"),
        ("CET-09", {}, MET, "peuvent aller sur le compte"),
        ("CET-09", {}, MET, "20 jours au moins"),
        ("CET-10", {"statut": "contractuel"}, VALUE, "31 janvier 2027"),
        (
            "CET-10",
            {"statut": "contractuel", "categorie": "B", "jours_sur_le_cet": Decimal(20)},
            VALUE,
            "500 € bruts",
        ),
        ("CET-11", {"statut": "contractuel"}, NOT_MET, "n’est pas ouverte à un contractuel"),
        ("CET-11", {"statut": "titulaire"}, MET, "au plus tard le 31 janvier"),
        ("CET-12", {}, MET, "conserve ses jours"),
        ("CET-12", {}, MET, "trois fonctions publiques"),
        ("TP-07", {}, MET, "comme une période à temps plein"),
        ("TP-07", {}, MET, "avancement"),
        ("TP-08", {}, MET, "elle ne peut pas être refusée"),
        ("TP-08", {}, MET, "2 mois avant"),
        ("TEL-05", {}, NOT_MET, "n’est pas un droit"),
        ("TEL-05", {}, NOT_MET, "saisir la commission paritaire"),
        ("TEL-06", {}, VALUE, "moyenne mensuelle"),
        ("TEL-06", {}, VALUE, "3 jours de télétravail au plus"),
        ("TT-10", {}, VALUE, "La pause est de 20 minutes au moins"),
        ("TT-10", {}, VALUE, "6 heures"),
        ("ASA-06", {}, NOT_MET, "ne retire aucun jour"),
        ("ASA-06", {}, NOT_MET, "absence (ASA) accordée"),
        ("ASA-07", {}, MET, "3 examens au plus"),
        ("ASA-07", {}, MET, "sans poser de congés"),
    ],
)
def test_the_other_side_is_said(
    said: Said, rule: str, facts: dict[str, object], outcome: FindingOutcome, words: str
) -> None:
    finding = said(rule, **facts)
    assert finding is not None
    assert finding.outcome is outcome
    assert words in finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("rule", "facts", "outcome", "words"),
    [
        ("TT-08", {"fin_de_la_journee": Decimal(22)}, VALUE, "Le travail ne reprend pas avant 9 h"),
        (
            "TT-08",
            {"fin_de_la_journee": Decimal(21), "reprise_le_lendemain": Decimal("7.5")},
            NOT_MET,
            "ici 10 h 30 seulement",
        ),
        (
            "TT-08",
            {"fin_de_la_journee": Decimal(13), "reprise_le_lendemain": Decimal(0)},
            MET,
            "reprise à minuit",
        ),
        (
            "TT-09",
            {"debut_de_la_journee": Decimal(8), "fin_de_la_journee": Decimal(20)},
            MET,
            "12 heures, coupures comprises",
        ),
        (
            "TT-09",
            {"debut_de_la_journee": Decimal(8), "fin_de_la_journee": Decimal("20.25")},
            NOT_MET,
            "ici jusqu’à 20 h",
        ),
        ("TT-11", {"moyenne_des_semaines": Decimal(44)}, TO_CHECK, "à vérifier sur 12 semaines"),
        ("TT-11", {"moyenne_des_semaines": Decimal(45)}, TO_CHECK, "à vérifier sur 12 semaines"),
        ("TT-12", {"heures_par_jour": Decimal(10)}, MET, "est possible"),
        ("TT-12", {"heures_par_jour": Decimal("10.5")}, NOT_MET, "n’est pas possible"),
    ],
)
def test_the_limits_of_work_turn_where_the_decree_sets_them(
    said: Said, rule: str, facts: dict[str, object], outcome: FindingOutcome, words: str
) -> None:
    finding = said(rule, **facts)
    assert finding is not None
    assert finding.outcome is outcome
    assert words in finding.answer.replace("\u00a0", " ")


def test_the_choice_of_january_is_dated_near_the_end_of_a_year_alone(said: Said) -> None:
    for day, expected in (
        (date(2026, 11, 24), "31 janvier 2027"),
        (date(2027, 1, 12), "31 janvier 2027"),
        (date(2026, 6, 1), "31 janvier de l’année suivante"),
    ):
        finding = said("CET-04", on=day, statut="titulaire")
        assert finding is not None
        assert expected in finding.answer.replace("\u00a0", " ")
