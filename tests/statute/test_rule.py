from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cases.model import Finding, FindingOutcome, Verification
from statute.amounts import AmountUnknown
from statute.facts import FACTS, STAGIAIRE, TITULAIRE, TOUS, FactValue
from statute.outcome import Count, Outcome, Step, Verdict
from statute.rule import Article, Rule, Subject, facts_of

SUBJECT = Subject("essai", "Essai", ("conges",))
TODAY = date(2026, 11, 24)


def a_rule(
    function: Callable[..., Outcome | None],
    applies_to: tuple[str, ...] = TOUS,
    *,
    presumes_status: bool = False,
) -> Rule:
    parameters, days = facts_of(function)
    return Rule(
        id="X-01",
        subject=SUBJECT,
        title="Essai",
        applies_to=applies_to,
        cites=(Article("CGFP", "L1", date(2022, 3, 1)),),
        in_force_since=date(2022, 3, 1),
        in_force_until=date(2026, 12, 31),
        verification=Verification.OFFICIAL,
        verified_on=TODAY,
        presumes_status=presumes_status,
        function=function,
        rows=(),
        parameters=parameters,
        days=days,
        texts={},
        step_labels={},
    )


def finding(made: Rule, **facts: FactValue) -> Finding:
    told = made.apply(facts, TODAY)
    assert told is not None
    return told


def yes() -> Outcome:
    return Outcome(sentence="Oui.")


def test_a_fact_without_default_is_needed() -> None:
    def needy(quotite: int) -> Outcome:
        return Outcome(Verdict.OUI, sentence=f"{quotite}")

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
    def doubtful() -> Outcome:
        return Outcome(Verdict.A_VERIFIER, sentence="Le taux est à vérifier.")

    told = finding(a_rule(doubtful))
    assert told.outcome is FindingOutcome.TO_CHECK
    assert told.answer == "Le taux est à vérifier."


def test_an_amount_nobody_knows_yet_is_to_be_checked() -> None:
    def of_the_future() -> Outcome:
        raise AmountUnknown("Aucune valeur sûre n’est connue.")

    assert finding(a_rule(of_the_future)).outcome is FindingOutcome.TO_CHECK


def test_a_rule_holds_from_its_first_to_its_last_day() -> None:
    dated = a_rule(yes)
    assert not dated.holds_on(date(2022, 2, 28))
    assert dated.holds_on(date(2022, 3, 1))
    assert dated.holds_on(date(2026, 12, 31))
    assert not dated.holds_on(date(2027, 1, 1))


def test_a_finding_shows_the_facts_used_and_the_citation() -> None:
    def shown(jours_par_semaine: Decimal, quotite: int | None = None) -> Outcome:
        return Outcome(sentence=f"{jours_par_semaine} {quotite}")

    told = finding(a_rule(shown), jours_par_semaine=Decimal("2.5"), statut="titulaire")
    assert told.facts == {"jours_par_semaine": "2,5\u00a0jours"}
    assert told.citations[0].article == "L1"
    assert told.on == TODAY
    assert told.verification is Verification.OFFICIAL
    assert told.verified_on == TODAY


def test_a_parameter_that_is_no_known_fact_is_refused() -> None:
    def wrong(couleur: str) -> Outcome:
        return Outcome(sentence=couleur)

    with pytest.raises(TypeError, match="couleur"):
        a_rule(wrong)


def test_a_parameter_of_another_type_than_its_fact_is_refused() -> None:
    def wrong(quotite: str) -> Outcome:
        return Outcome(sentence=quotite)

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


def test_a_finding_tells_the_verdict_the_values_and_the_steps_apart_from_its_sentence() -> None:
    def computed() -> Outcome:
        steps = (Step("debut", Count(Fraction(25, 4), "jour")),)
        return Outcome(
            Verdict.OUI,
            values=(Count(Fraction(43, 2), "jour"), date(2026, 12, 31)),
            steps=steps,
            sentence="21,5 jours.",
        )

    told = finding(replace(a_rule(computed), step_labels={"debut": "De janvier à mars"}))
    assert told.verdict == "oui"
    assert told.values == ("21,5\u00a0jours", "31\u00a0décembre 2026")
    assert told.steps == (("De janvier à mars", "6,25\u00a0jours"),)


def test_what_must_be_checked_has_no_verdict_and_nothing_computed() -> None:
    def unworded() -> Outcome:
        return Outcome(Verdict.OUI, words="dit", values=(Count(2, "jour"),))

    told = finding(
        replace(a_rule(unworded), texts={"dit": "{conge_maladie.part_du_debut au 1950-01-01 en %}"})
    )
    assert (told.outcome, told.verdict, told.values) == (FindingOutcome.TO_CHECK, "", ())
