"""Reading the book aloud: its list, its table for jurists, one rule on given facts."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from cases.model import Finding, FindingOutcome, Verification
from statute import french
from statute.amounts import Amounts
from statute.book import Applied, Book
from statute.branches import Branch
from statute.facts import FACTS, TOUS, Facts, FactValue
from statute.outcome import Age, Count, Duration, Euros, Share, Span, Value
from statute.phrasing import shown
from statute.rule import STATUT, Rule
from statute.situation import expected

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
    """Write one line a version of a rule, the oldest verification first."""
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


def explained(book: Book, rule_id: str, facts: Facts, on: date, today: date) -> str:
    """Answer by one rule on some facts and say how, line by line. Raises `Unusable`."""
    one = the_answer(book, rule_id, facts, on, today)
    rule = book.version(rule_id, one.on if one else on)
    if rule is None:
        raise Unusable(f"La règle {rule_id} n’était pas en vigueur le {french.day(on)}.")
    lines = [
        f"{rule.id} · {rule.title}",
        f"Droit du {french.day(one.on if one else on)} ; en vigueur {_in_force(rule)}.",
        f"Versions : {', '.join(_in_force(version) for version in book.versions(rule.id))}.",
        f"Sources : {_articles(rule)} ({_proof(rule)}).",
        f"Faits nécessaires : {_named(rule.needs)} ; utiles : {_named(rule.welcomes)}.",
    ]
    if one is None:
        return "\n".join([*lines, "Réponse : rien à dire de ces faits"])
    lines += [
        f"Valeur : {' ; '.join(map(shown, one.outcome.values))}" for _ in one.outcome.values[:1]
    ]
    lines += [
        f"  {rule.step_labels[step.name]} : {shown(step.value)}" for step in one.outcome.steps
    ]
    lines.append(f"Réponse : {_answer(one)}")
    for branch in book.branches(one, facts, today):
        label = FACTS[branch.fact].label
        told = " ; ".join(f"{choice} : {said or 'rien'}" for choice, said in branch.gives.items())
        if told:
            lines.append(f"Changerait selon « {label} » : {told}")
        else:
            lines.append(f"« {label} » n’est pas dit, et décide de : {', '.join(branch.decides)}")
    return "\n".join(lines)


def the_answer(book: Book, rule_id: str, facts: Facts, on: date, today: date) -> Applied | None:
    """Apply a rule. Raises `Unusable` for one that does not exist or did not hold on that day."""
    versions = book.versions(rule_id)
    if not versions:
        raise Unusable(
            f"Aucune règle ne s’appelle « {rule_id} » : `guichet statute list` les donne toutes."
        )
    day = versions[-1].day_of_law(facts, on)
    if book.version(rule_id, day) is None:
        periods = ", ".join(_in_force(version) for version in versions)
        raise Unusable(
            f"La règle {rule_id} n’était pas en vigueur le {french.day(day)} : {periods}."
        )
    return book.applied(rule_id, facts, on, today)


def simulated(book: Book, facts: Facts, on: date, today: date) -> str:
    """Write what every rule answers on a situation, a line a rule."""
    return "\n".join(
        f"{one.outcome.row or one.rule.id} · {one.rule.title} : {_answer(one)}"
        for one in book.simulated(facts, on, today)
    )


def list_of_facts() -> str:
    """List the facts a situation may tell, by name, with what each is."""
    return "\n".join(f"{fact.id} : {fact.label} ; {expected(fact)}" for fact in FACTS.values())


def _answer(one: Applied) -> str:
    if one.outcome.missing:
        return f"demande : {_named(one.outcome.missing)}"
    return _ANSWERS[one.outcome.decision] + one.answer


def as_json(one: Applied, branches: Iterable[Branch] = ()) -> dict[str, Any]:
    """Write an answer as JSON holds it: exact amounts as text, days as AAAA-MM-JJ.

    `branches`: the facts that would change it, where they were looked for.
    """
    outcome, rule = one.outcome, one.rule
    return {
        "regle": outcome.row or rule.id,
        "titre": rule.title,
        "droit_du": one.on.isoformat(),
        "verdict": outcome.verdict.value if outcome.verdict else None,
        "valeurs": [_value_as_json(value) for value in outcome.values],
        "calcul": [
            {"etape": rule.step_labels[step.name], "valeur": _value_as_json(step.value)}
            for step in outcome.steps
        ],
        "reponse": one.answer,
        "faits": {name: FACTS[name].label for name in one.used},
        "demande": list(outcome.missing),
        "selon": [
            {
                "fait": branch.fact,
                "libelle": FACTS[branch.fact].label,
                "reponses": dict(branch.gives),
                "decide": list(branch.decides),
            }
            for branch in branches
        ],
        "articles": [f"{a.text} {a.number}".strip() for a in rule.cites],
        "verification": rule.verification.value,
        "verifie_le": rule.verified_on.isoformat(),
    }


def _value_as_json(value: Value) -> dict[str, str]:  # noqa: PLR0911  # one for each kind of value
    if isinstance(value, Euros):
        return {"euros": str(value.amount), "ecrit": shown(value)}
    if isinstance(value, Share):
        return {"part": str(value.of_one), "ecrit": shown(value)}
    if isinstance(value, Count):
        return {"nombre": str(value.number), "de": value.noun, "ecrit": shown(value)}
    if isinstance(value, Age):
        return {"mois": str(value.months), "ecrit": shown(value)}
    if isinstance(value, Duration):
        return {"mois": str(value.months), "jours": str(value.days), "ecrit": shown(value)}
    if isinstance(value, Span):
        return {"du": value.first.isoformat(), "au": value.last.isoformat(), "ecrit": shown(value)}
    if isinstance(value, date):
        return {"jour": value.isoformat(), "ecrit": shown(value)}
    return {"ecrit": shown(value)}


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
    for name, amount in sorted(amounts.by_name.items()):
        values = "<br>".join(
            f"{french.number(value.value)} depuis le {value.in_force_from} ({value.article}, "
            f"vérifié {value.last_verified_on})"
            for value in amount.values
        )
        lines.append(f"| `{name}` | {amount.label} | {values} |")
    return "\n".join(lines) + "\n"


DAY_OF_TABLE = date(2026, 11, 25)
"""By the law of which day the page answers, where a version is in force."""
_PREFACE = (
    "Page écrite par `guichet statute table` : ne pas la modifier à la main. Chaque ligne est une "
    "version d’une règle ; la réponse est celle que donne la règle sans autre fait que le statut. "
    "« À vérifier » : la règle dit ce qui est sûr et passe la main à une personne."
)
_HEAD = "| règle | titre | réponse | articles | en vigueur | vérifié |"


def _row(rule: Rule) -> str:
    """Write a rule with each different answer that the statuses alone lead to."""
    on = rule.in_force_until or max(rule.in_force_since, DAY_OF_TABLE)
    statuses = TOUS if STATUT not in rule.needs else rule.applies_to
    results = [_result(rule.apply({STATUT: status}, on)) for status in statuses]
    cells = (
        ", ".join((rule.id, *rule.rows)),
        rule.title,
        "<br>".join(dict.fromkeys(results)),
        _articles(rule),
        _in_force(rule),
        _proof(rule),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _result(finding: Finding | None) -> str:
    if finding is None:
        return "rien à dire de ces faits"
    if finding.missing:
        return f"demande : {_named(finding.missing)}"
    return _ANSWERS[finding.outcome] + finding.answer


def _named(facts: Iterable[str]) -> str:
    return ", ".join(french.inside(FACTS[fact].label) for fact in facts) or "aucun"


def _articles(rule: Rule) -> str:
    return " ; ".join(f"{article.text} {article.number}".strip() for article in rule.cites)


def _proof(rule: Rule) -> str:
    return f"{VERIFICATIONS[rule.verification]}, vérifié le {rule.verified_on}"


def _in_force(rule: Rule) -> str:
    until = f" au {rule.in_force_until}" if rule.in_force_until else ""
    return f"{'du' if until else 'depuis le'} {rule.in_force_since}{until}"
