"""Entretien professionnel annuel: convocation, report, review."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import CalendarDays
from statute.facts import TITULAIRE
from statute.french import counted, day
from statute.rule import (
    CODE_IN_FORCE,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    to_check,
    value,
)

SUBJECT = Subject("entretien_professionnel", "Entretien professionnel", categories=("carriere",))


def _delay(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"entretien_professionnel.{name}", jour))


@rule(
    "ENT-01",
    SUBJECT,
    title="Délais de l’entretien professionnel",
    cites=(
        Article("décret 2014-1526", "art. 6"),
        Article("décret 2014-1526", "art. 7"),
        Article("CGFP", "L521-1", CODE_IN_FORCE),
        Article("CGFP", "L521-3", CODE_IN_FORCE),
        Article("CGFP", "L521-5", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Combien de temps avant l'entretien professionnel doit-on être convoqué ?",
        "mon chef m'annonce l'entretien annuel la veille, il a le droit ?",
        "J'ai eu mon entretien le 3 novembre et toujours pas de compte rendu, quel est le délai ?",
        "Comment contester mon compte rendu d'entretien professionnel (CREP) ?",
        "je suis pas d'accord avec mon evaluation, j'ai combien de jours pour demander la revision",
        "La collectivité ne répond pas à ma demande de révision d'évaluation, que faire ensuite ?",
        "saisir la CAP pour une évaluation injuste : sous combien de temps ?",
        "Puis-je aller directement devant la CAP sans demander la révision à mon employeur ?",
        "Qui doit viser le compte rendu de l'entretien d'évaluation ?",
        "Manager, j'ai fait passer les entretiens hier : quand dois-je remettre les CR signés ?",
        "eval annuelle bâclée et mensongère, je veux la faire modifier !!!",
        "Délai de notification du compte rendu de l'entretien annuel au fonctionnaire",
    ),
)
def delais_de_l_entretien(
    jour: date, statut: str | None = None, date_de_l_entretien: date | None = None
) -> Answer:
    """Eight days' notice, report in fifteen, review in fifteen clear days, then the CAP."""
    if statut not in {None, TITULAIRE}:
        return to_check(
            f"Pour un {statut}, l’entretien professionnel suit des règles proches de celles d’un "
            "fonctionnaire titulaire, mais ses délais sont à vérifier."
        )
    return value(f"{_before_and_after(jour, date_de_l_entretien)} {_review(jour)}")


def _before_and_after(jour: date, interview: date | None) -> str:
    notice, report = _delay("convocation", jour), _delay("compte_rendu", jour)
    if interview is None:
        return (
            "Pour un fonctionnaire, la convocation arrive au moins "
            f"{counted(notice, 'jour')} avant l’entretien ; le compte rendu, visé par l’employeur, "
            f"est notifié dans les {counted(report, 'jour')}."
        )
    return (
        f"Pour un entretien du {day(interview)}, le compte rendu, visé par l’employeur, est "
        f"notifié au plus tard le {day(CalendarDays(report).after(interview))} "
        f"({counted(report, 'jour')} après) ; convocation {counted(notice, 'jour')} avant."
    )


def _review(jour: date) -> str:
    return (
        "Pour le contester, la révision se demande à l’employeur sous "
        f"{counted(_delay('demande_de_revision', jour), 'jour')} francs, réponse sous "
        f"{counted(_delay('reponse', jour), 'jour')} ; ensuite seulement, la commission "
        "administrative paritaire (CAP) peut être saisie, sous "
        f"{counted(_delay('saisine_de_la_cap', jour), 'mois')} après cette réponse."
    )
