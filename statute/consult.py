"""Reading the book aloud: its list, its table for jurists, one rule on given facts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from cases.model import Finding, FindingOutcome, Verification
from statute import french
from statute.amounts import Amount, Amounts
from statute.book import Book
from statute.facts import FACTS, Fact, Facts, FactValue
from statute.rule import SECOND_READING, STATUT, TOUS, Rule

VERIFICATIONS: Mapping[Verification, str] = {
    Verification.OFFICIAL: "texte officiel",
    Verification.OLDER_COPY: "copie ancienne",
    Verification.SECONDARY: "source secondaire",
}
_ANSWERS: Mapping[FindingOutcome, str] = {
    FindingOutcome.MET: "Oui. ",
    FindingOutcome.NOT_MET: "Non. ",
    FindingOutcome.VALUE: "",
    FindingOutcome.TO_CHECK: "À vérifier. ",
    FindingOutcome.UNDECIDED: "",
}


class Unusable(ValueError):
    """Something cannot be consulted; the message is one French sentence with what to do."""


def listed(book: Book) -> list[str]:
    """Give one line a version of a rule, the oldest verification first."""
    ordered = sorted(book.rules, key=lambda rule: (rule.verified_on, rule.id, rule.in_force_since))
    return [
        f"{rule.verified_on}  {', '.join((rule.id, *rule.rows)):<32}  {_in_force(rule):<24}  "
        f"{_articles(rule)}  ({VERIFICATIONS[rule.verification]})"
        for rule in ordered
    ]


def read_facts(written: Iterable[str]) -> Facts:
    """Read `name=value` pairs. Raises `Unusable` for the first that cannot be."""
    facts: dict[str, FactValue] = {}
    for pair in written:
        name, _, value = pair.partition("=")
        fact = FACTS.get(name.strip())
        if fact is None:
            raise Unusable(f"« {name} » n’est pas un fait connu : {', '.join(sorted(FACTS))}.")
        read = fact.parse(value)
        if read is None:
            raise Unusable(
                f"« {value} » ne convient pas pour {fact.id} : il faut {expected(fact)}."
            )
        facts[fact.id] = read
    return facts


def expected(fact: Fact) -> str:
    """Say which values a fact can have."""
    if fact.choices:
        return "l’un de : " + ", ".join(fact.choices)
    if fact.kind is date:
        return "une date existante, écrite AAAA-MM-JJ"
    unit = f" ({fact.unit})" if fact.unit else ""
    whole = "un nombre entier" if fact.kind is int else "un nombre"
    return f"{whole} entre {fact.at_least} et {fact.at_most}{unit}"


def explained(book: Book, rule_id: str, facts: Facts, on: date) -> str:
    """Answer by one rule on some facts and say how. Raises `Unusable`."""
    rule = book.version(rule_id, on)
    if rule is None:
        raise Unusable(_not_there(book, rule_id, on))
    finding = rule.apply(facts, on)
    told = [
        f"{rule.id} · {rule.title}",
        f"Droit du {french.day(on)} ; en vigueur {_in_force(rule)}.",
        f"Sources : {_articles(rule)} ({_proof(rule)}).",
        f"Faits nécessaires : {_named(rule.needs)} ; utiles : {_named(rule.welcomes)}.",
        f"Réponse : {_said(finding)}",
    ]
    return "\n".join(told)


def as_markdown(book: Book, amounts: Amounts) -> str:
    """Write the whole statute as one page: every rule, then every amount."""
    lines = [
        "# Le statut tel que le programme l’applique",
        "",
        _PREFACE,
    ]
    by_subject = sorted(book.rules, key=lambda rule: rule.subject.label)
    for label, rules in groupby(by_subject, key=lambda rule: rule.subject.label):
        lines += ["", f"## {label}", "", _HEAD, "|---|---|---|---|---|---|"]
        lines += [_row(rule) for rule in sorted(rules, key=lambda r: (r.id, r.in_force_since))]
    lines += ["", "## Valeurs datées", "", "| valeur | libellé | dates |", "|---|---|---|"]
    lines += [_amount(name, amount) for name, amount in sorted(amounts.by_name.items())]
    return "\n".join(lines) + "\n"


_PREFACE = (
    "Page écrite par `guichet statute table` : ne pas la modifier à la main. Chaque ligne est une "
    "version d’une règle ; la réponse est celle que donne la règle sans autre fait que le statut. "
    "« À vérifier » : la règle dit ce qui est sûr et passe la main à une personne."
)
_HEAD = "| règle | titre | réponse | articles | en vigueur | vérifié |"


def _row(rule: Rule[Any]) -> str:
    cells = (
        ", ".join((rule.id, *rule.rows)),
        rule.title,
        "<br>".join(_answers(rule)),
        _articles(rule),
        _in_force(rule),
        _proof(rule),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _answers(rule: Rule[Any]) -> Iterator[str]:
    """Give each different answer that the statuses alone lead to."""
    on = rule.in_force_until or max(rule.in_force_since, SECOND_READING)
    statuses = TOUS if STATUT not in rule.needs else rule.applies_to
    yield from dict.fromkeys(_said(rule.apply({STATUT: status}, on)) for status in statuses)


def _said(finding: Finding | None) -> str:
    if finding is None:
        return "rien à dire de ces faits"
    if finding.missing:
        return f"demande : {_named(finding.missing)}"
    return _ANSWERS[finding.outcome] + finding.answer


def _named(facts: Iterable[str]) -> str:
    return ", ".join(FACTS[fact].label.lower() for fact in facts) or "aucun"


def _articles(rule: Rule[Any]) -> str:
    return " ; ".join(f"{article.text} {article.number}".strip() for article in rule.cites)


def _proof(rule: Rule[Any]) -> str:
    return f"{VERIFICATIONS[rule.verification]}, vérifié le {rule.verified_on}"


def _in_force(rule: Rule[Any]) -> str:
    until = f" au {rule.in_force_until}" if rule.in_force_until else ""
    return f"{'du' if until else 'depuis le'} {rule.in_force_since}{until}"


def _amount(name: str, amount: Amount) -> str:
    values = "<br>".join(
        f"{french.number(value.value)} depuis le {value.in_force_from} ({value.article}, "
        f"vérifié {value.last_verified_on})"
        for value in amount.values
    )
    return f"| `{name}` | {amount.label} | {values} |"


def _not_there(book: Book, rule_id: str, on: date) -> str:
    versions = [rule for rule in book.rules if rule_id in (rule.id, *rule.rows)]
    if not versions:
        return f"Aucune règle ne s’appelle « {rule_id} » : `guichet statute list` les donne toutes."
    held = ", ".join(_in_force(rule) for rule in versions)
    return f"La règle {rule_id} n’était pas en vigueur le {french.day(on)} : {held}."
