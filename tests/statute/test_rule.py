from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import ParamSpec

import pytest

from cases.model import Finding, FindingOutcome
from statute.amounts import AmountUnknown
from statute.facts import FACTS, FactValue
from statute.rule import (
    STAGIAIRE,
    TITULAIRE,
    TOUS,
    Answer,
    Article,
    Rule,
    Subject,
    Verification,
    met,
    rule,
    to_check,
    value,
)

P = ParamSpec("P")
SUBJECT = Subject("essai", "Essai", ("conges",))
TODAY = date(2026, 11, 24)


def a_rule(
    function: Callable[P, Answer | None],
    applies_to: tuple[str, ...] = TOUS,
    *,
    presumes_status: bool = False,
) -> Rule[P]:
    return rule(
        "X-01",
        SUBJECT,
        title="Essai",
        applies_to=applies_to,
        cites=(Article("CGFP", "L1", date(2022, 3, 1)),),
        in_force_since=date(2022, 3, 1),
        in_force_until=date(2026, 12, 31),
        verification=Verification.OFFICIAL,
        verified_on=TODAY,
        questions=("Est-ce un essai ?",),
        presumes_status=presumes_status,
    )(function)


def finding(made: Rule[P], **facts: FactValue) -> Finding:
    told = made.apply(facts, TODAY)
    assert told is not None
    return told


def yes() -> Answer:
    return value("Oui.")


def test_a_fact_without_default_is_needed() -> None:
    def needy(quotite: int) -> Answer:
        return met(f"{quotite}")

    assert finding(a_rule(needy)).missing == ("quotite",)
    assert finding(a_rule(needy), quotite=80).outcome is FindingOutcome.MET


def test_a_rule_for_everybody_answers_without_the_status() -> None:
    assert finding(a_rule(yes)).answer == "Oui."
    assert finding(a_rule(yes), statut="contractuel").answer == "Oui."


def test_a_rule_for_some_needs_the_status_and_leaves_out_the_others() -> None:
    fonctionnaires = a_rule(yes, applies_to=(TITULAIRE, STAGIAIRE))
    assert finding(fonctionnaires).missing == ("statut",)
    assert fonctionnaires.apply({"statut": "contractuel"}, TODAY) is None
    assert finding(fonctionnaires, statut="stagiaire").answer == "Oui."


def test_a_rule_whose_matter_tells_the_status_need_not_ask_it() -> None:
    fonctionnaires = a_rule(yes, applies_to=(TITULAIRE,), presumes_status=True)
    assert finding(fonctionnaires).answer == "Oui."
    assert fonctionnaires.apply({"statut": "contractuel"}, TODAY) is None


def test_what_an_officer_must_check_is_said_as_such() -> None:
    def doubtful() -> Answer:
        return to_check("Le taux est à vérifier.")

    told = finding(a_rule(doubtful))
    assert told.outcome is FindingOutcome.TO_CHECK
    assert told.answer == "Le taux est à vérifier."


def test_an_amount_nobody_knows_yet_is_to_be_checked() -> None:
    def of_the_future() -> Answer:
        raise AmountUnknown("Aucune valeur sûre n’est connue.")

    assert finding(a_rule(of_the_future)).outcome is FindingOutcome.TO_CHECK


def test_a_rule_holds_from_its_first_to_its_last_day() -> None:
    dated = a_rule(yes)
    assert not dated.holds_on(date(2022, 2, 28))
    assert dated.holds_on(date(2022, 3, 1))
    assert dated.holds_on(date(2026, 12, 31))
    assert not dated.holds_on(date(2027, 1, 1))


def test_a_finding_shows_the_facts_used_and_the_citation() -> None:
    def shown(jours_par_semaine: Decimal, quotite: int | None = None) -> Answer:
        return value(f"{jours_par_semaine} {quotite}")

    told = finding(a_rule(shown), jours_par_semaine=Decimal("2.5"), statut="titulaire")
    assert told.facts == {"jours_par_semaine": "2,5\u00a0jours"}
    assert told.citations[0].article == "L1"
    assert told.on == TODAY
    assert told.verification is Verification.OFFICIAL
    assert told.verified_on == TODAY


def test_a_parameter_that_is_no_known_fact_is_refused() -> None:
    def wrong(couleur: str) -> Answer:
        return value(couleur)

    with pytest.raises(TypeError, match="couleur"):
        a_rule(wrong)


def test_a_parameter_of_another_type_than_its_fact_is_refused() -> None:
    def wrong(quotite: str) -> Answer:
        return value(quotite)

    with pytest.raises(TypeError, match="quotite"):
        a_rule(wrong)


@pytest.mark.parametrize(
    ("fact", "written", "value_read"),
    [
        ("quotite", "80", 80),
        ("quotite", "180", None),
        ("enfants_a_charge", "-1", None),
        ("annee_de_naissance", "1812", None),
        ("date_de_naissance", "2026-02-31", None),
        ("quotite", "beaucoup", None),
        ("jours_par_semaine", "2,5", Decimal("2.5")),
        ("jours_par_semaine", "-1", None),
        ("jours_par_semaine", "NaN", None),
        ("date_d_arrivee", "2026-07-01", date(2026, 7, 1)),
        ("date_d_arrivee", "01/07/2026", None),
        ("statut", "titulaire", "titulaire"),
        ("statut", "ministre", None),
    ],
)
def test_a_value_written_by_a_machine_is_read_or_refused(
    fact: str, written: str, value_read: object
) -> None:
    assert FACTS[fact].parse(written) == value_read
