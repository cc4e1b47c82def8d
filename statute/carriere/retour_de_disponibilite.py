"""Coming back from disponibilité: when to ask, which job is offered, three refusals."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.french import NBSP, counted, day, number
from statute.rule import (
    CODE_IN_FORCE,
    SECOND_READING,
    THIRD_READING,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject(
    "retour_de_disponibilite", "Retour de disponibilité", categories=("mobilite", "depart")
)


@rule(
    "DIS-03",
    SUBJECT,
    title="Délai pour demander le retour ou le renouvellement",
    cites=(Article("décret 86-68", "art. 26"),),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Quand dois-je demander ma réintégration après une disponibilité ?",
        "ma dispo se termine le 31 mars, je dois prévenir la mairie avant quelle date ?",
        "Combien de mois avant la fin faut-il demander le renouvellement de la disponibilité ?",
        "J'ai oublié de demander mon retour de dispo, elle finit dans un mois, que faire ?",
        "fin de dispo le 1er septembre, delai pour demander a revenir svp",
        "Je pensais être réintégrée d'office à la fin de ma disponibilité, faut-il écrire ?",
        "Prévenir 2 mois ou 3 mois avant la fin d'une disponibilité ?",
        "Agent en dispo jusqu'au 30 juin, aucune nouvelle : quand devait-il se manifester ?",
        "Ma disponibilité ne dure que deux mois, y a-t-il un délai pour demander mon retour ?",
        "je veux prolonger ma dispo d'un an, courrier a envoyer quand ?",
    ),
)
def demande_de_retour(jour: date, aujourd_hui: date, date_de_fin: date | None = None) -> Answer:
    """Return or renewal is asked for three months before the end."""
    months = int(AMOUNTS.on("disponibilite.demande_avant_la_fin", jour))
    short = counted(AMOUNTS.on("disponibilite.courte_disponibilite", jour), "mois")
    exception = f"Aucun délai ne s’impose si la disponibilité ne dépasse pas {short}."
    if date_de_fin is None:
        return value(
            "Le fonctionnaire en disponibilité demande sa réintégration ou son renouvellement au "
            f"moins {counted(months, 'mois')} avant la fin, sans attendre que l’employeur "
            f"l’interroge : le retour n’est pas automatique. {exception}"
        )
    last = months_after(date_de_fin, -months)
    late = " Cette date est passée : la demande est urgente." if last < aujourd_hui else ""
    return value(
        f"Au plus tard le {day(last)}, soit {counted(months, 'mois')} avant : c’est la date limite "
        "pour demander la réintégration ou le renouvellement d’une disponibilité qui finit le "
        f"{day(date_de_fin)}.{late} {exception}"
    )


@rule(
    "DIS-05",
    SUBJECT,
    title="Emplois proposés au retour et refus",
    cites=(
        Article("CGFP", "L514-6", CODE_IN_FORCE),
        Article("CGFP", "L514-7", CODE_IN_FORCE),
        Article("CGFP", "L514-8", CODE_IN_FORCE),
        Article("CGFP", "L513-24", CODE_IN_FORCE),
        Article("CGFP", "L513-26", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=THIRD_READING,
    questions=(
        "Au retour de disponibilité, vais-je retrouver mon poste ?",
        "ma dispo de 2 ans est finie et la mairie dit qu'il n'y a aucun poste libre",
        "La collectivité doit-elle me reprendre tout de suite à la fin de ma disponibilité ?",
        "J'ai refusé deux postes au retour de dispo, que se passe-t-il si je refuse le troisième ?",
        "trois refus de poste apres une dispo = licenciement ?",
        "Combien de postes vacants doit-on me proposer après une disponibilité de moins de 3 ans ?",
        "Un agent en fin de dispo refuse tout ce qu'on lui propose, peut-on le licencier ?",
        "réintégration après 4 ans de dispo pour convenances, suis-je prioritaire ?",
        "Faut-il l'avis de la CAP pour licencier un agent après trois refus de réintégration ?",
        "je veux revenir de dispo mais ils me laissent sans affectation ni paie !!",
    ),
)
def emplois_proposes(jour: date) -> Answer:
    """Take back of right after family or health; else offer one of the first three vacancies."""
    years = counted(AMOUNTS.on("disponibilite.absence_courte", jour), "an")
    vacancies = number(AMOUNTS.on("disponibilite.vacances_d_emploi", jour))
    refusals = number(AMOUNTS.on("disponibilite.postes_refuses", jour))
    extra = counted(AMOUNTS.on("disponibilite.surnombre", jour), "an")
    return value(
        "Après une disponibilité de droit pour raisons familiales, ou d’office après un congé de "
        "santé, le retour est de droit, à la première vacance ou création d’emploi du grade, sinon "
        f"en surnombre pendant {extra}. Au-delà de {years} pour suivre son conjoint, et jusqu’à "
        f"{years} dans les autres cas, une des {vacancies}{NBSP}premières vacances d’emploi doit "
        "être proposée au fonctionnaire. "
        f"Après {refusals}{NBSP}refus successifs dans le ressort de son cadre d’emplois, le "
        "licenciement est possible, sur avis de la commission administrative paritaire (CAP)."
    )
