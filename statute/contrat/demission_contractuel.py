"""Resignation of contractuels: the notice they give."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.contrat.preavis import CONTRATS_COMPTES, Preavis, Scale
from statute.french import counted, day
from statute.rule import (
    CONTRACTUEL,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject(
    "demission_contractuel",
    "Démission d’un contractuel",
    categories=("contrat-contractuel", "depart"),
)

DECRET_DE_2016 = date(2016, 8, 15)


@rule(
    "CTR-12",
    SUBJECT,
    title="Préavis de démission d’un contractuel",
    cites=(Article("décret 88-145", "art. 39", DECRET_DE_2016),),
    in_force_since=DECRET_DE_2016,
    applies_to=(CONTRACTUEL,),
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Quel préavis dois-je donner pour démissionner de mon CDD ?",
        "je demissione combien de temps de preavis ? je suis contractuel depuis 8 mois",
        "Contractuelle en CDI depuis trois ans, quel délai de préavis si je démissionne ?",
        "Je veux quitter mon CDD avant la fin pour un autre boulot, comment faire ?",
        "Faut-il envoyer ma démission en recommandé ou un mail suffit ?",
        "Un agent contractuel de mon service démissionne, quand peut-il partir ?",
        "On me dit que je ne peux pas démissionner d’un CDD, c’est vrai ?",
        "Je ne veux pas reprendre après mon congé maternité, quand dois-je prévenir la mairie ?",
        "Démission d’un agent sous contrat : un mois ou deux mois de préavis ?",
        "j’ai trouvé mieux ailleurs, je commence le 1er juin, je dois poser ma dém quand ?",
        "Contractuel depuis 4 mois : mon préavis de départ est-il de huit jours ?",
        "Quel est le préavis de démission à partir de deux ans de contrat ?",
    ),
)
def preavis_de_demission(
    jour: date,
    mois_de_services: int | None = None,
    date_de_depart: date | None = None,
) -> Answer:
    """Eight days short of six months of service, a month short of two years, then two."""
    scale = Scale.of("demission_contractuel", jour)
    apres_conge = counted(AMOUNTS.on("demission_contractuel.apres_naissance_jours", jour), "jour")
    conge = (
        "Pour ne pas reprendre après un congé de maternité ou d’adoption, il prévient "
        f"{apres_conge} avant sa fin."
    )
    bareme = (
        f"{scale.short.said} avant {scale.first_said} d’ancienneté, {scale.middle.said} de "
        f"{scale.first_said} à moins de {scale.second_said}, {scale.long.said} à partir de "
        f"{scale.second_said}"
    )
    comment = "démissionne par lettre recommandée, avec un préavis de"
    if mois_de_services is None:
        return value(
            f"Un agent contractuel, en CDD comme en CDI, {comment} {bareme}. {CONTRATS_COMPTES} "
            f"{conge}"
        )
    delai = scale.for_months(mois_de_services)
    return value(
        f"Avec {counted(mois_de_services, 'mois')} d’ancienneté, un agent contractuel (CDD ou CDI) "
        f"{comment} {delai.said}{_latest(delai, date_de_depart)} : {bareme}. {conge}"
    )


def _latest(delai: Preavis, departure: date | None) -> str:
    if departure is None:
        return ""
    return f" (pour un départ le {day(departure)}, au plus tard le {day(delai.before(departure))})"
