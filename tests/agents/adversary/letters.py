"""True letters to alter: the template's own, on findings of real rules and on invented texts."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from agents.checker.state import Checked
from agents.dependencies import Dependencies
from agents.drafter.embedded import write_body
from agents.drafter.graph import letter_of
from agents.drafter.guards.evidence import Letter
from agents.drafter.guards.style import length_is_fair
from agents.drafter.letter_outcome import outcome_of
from agents.drafter.state import State
from agents.drafter.wording import put_together
from cases.model import Classification, Finding, FindingOutcome, Outcome, Passage, Ticket
from statute.facts import FACTS, Fact, Facts, FactValue
from statute.rule import STATUT, Rule
from tests.agents.builders import TODAY, a_classification, a_ticket, checked

_DECIDED = {FindingOutcome.MET, FindingOutcome.NOT_MET, FindingOutcome.VALUE}
QUESTION = "Bonjour, pouvez-vous me dire ce qui est prévu dans mon cas ?"
PASSAGES = (
    Passage(
        "Prêt de matériel",
        "Durée",
        "Le prêt d'un ordinateur dure 14 jours au plus. Il n'est pas renouvelé, sauf accord du "
        "chef de service donné avant le 5 juin 2026.",
        0.8,
        "Délibération n° 2026-031 du 12 mars 2026",
    ),
    Passage(
        "Restauration",
        "Participation",
        "La participation de la ville est de 3,40 euros par repas, soit 60 % du prix, pour 18 "
        "repas par mois au maximum.",
        0.7,
        "Note du 9 janvier 2026",
    ),
    Passage(
        "Stationnement",
        "Attribution",
        "Une place est attribuée pour trois ans. La demande est déposée au moins 45 jours avant "
        "la fin de la période. Elle est refusée aux agents logés par nécessité de service.",
        0.6,
        "Délibération n° 2024-007 du 1er février 2024",
    ),
    Passage(
        "Salle de sport",
        "Horaires",
        "Ouverte aux agents de 7 heures à 21 heures, la salle est interdite aux visiteurs après "
        "19 heures.",
        0.55,
    ),
)


def true_letters(deps: Dependencies, count: int, seed: int) -> Iterator[Letter]:
    """Draft letters of one to three findings of the statute, half of them with local texts."""
    rng = random.Random(seed)  # noqa: S311 - letters to test, no secret
    found = decided_findings(deps, rng)
    for number in range(count):
        findings = rng.sample(found, rng.choice((1, 1, 2, 2, 3)))
        passages = tuple(rng.sample(PASSAGES, rng.choice((0, 1, 2)) if number % 2 else 0))
        letter = letter_on(deps, checked(*findings, passages=passages))
        if not length_is_fair(letter):
            yield letter


def decided_findings(deps: Dependencies, rng: random.Random) -> list[Finding]:
    """Apply every version of every rule to facts at random; keep what answers for certain."""
    answers = (_answer(rule, rng) for rule in deps.book.rules for _ in range(2))
    kept = {(f.rule, f.answer): f for f in answers if f and f.outcome in _DECIDED}
    return list(kept.values())


def letter_on(
    deps: Dependencies,
    known: Checked,
    ticket: Ticket | None = None,
    classification: Classification | None = None,
) -> Letter:
    """Write what the drafter writes without a model, as the letter of a model that copies it."""
    ticket = ticket or a_ticket(QUESTION)
    classification = classification or a_classification()
    outcome = outcome_of(ticket, classification, known)
    body = write_body(outcome, ticket, classification, known, deps)
    state: State = {
        "ticket": ticket,
        "classification": classification,
        "checked": known,
        "outcome": outcome,
        "template_body": body,
    }
    return letter_of(state, put_together(body, ticket, deps.letterhead), deps)


def is_by_a_model(letter: Letter) -> bool:
    """Tell whether a model would be asked to write it."""
    return letter.outcome in {Outcome.ANSWER, Outcome.ASK}


def _answer(rule: Rule, rng: random.Random) -> Finding | None:
    names = dict.fromkeys((STATUT, *rule.needs, *rule.welcomes))
    drawn = {n: _value(FACTS[n], rng) for n in names if n in rule.needs or rng.random() < 0.5}
    facts: Facts = {**drawn, STATUT: rng.choice(rule.applies_to)}
    return rule.apply(facts, rule.in_force_until or max(rule.in_force_since, TODAY))


def _value(fact: Fact, rng: random.Random) -> FactValue:
    if fact.choices:
        return rng.choice(fact.choices)
    if fact.kind is tuple:
        return ()
    if fact.kind is date:
        return date(2026, 1, 1) + timedelta(days=rng.randrange(600))
    most = min(fact.at_most, 40)
    whole = rng.randint(min(fact.at_least, most), most)
    return whole if fact.kind is int else Decimal(whole)
