"""Abandon de poste: an absence without news is not yet one."""

from datetime import date

from statute.facts import NON, OUI, TITULAIRE
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    Answer,
    Article,
    Subject,
    Verification,
    not_met,
    rule,
    to_check,
    value,
)

SUBJECT = Subject(
    "abandon_de_poste", "Abandon de poste", categories=("depart", "discipline-conflit")
)


@rule(
    "ABA-01",
    SUBJECT,
    title="Abandon de poste",
    cites=(
        Article("CGFP", "L553-1", CODE_IN_FORCE),
        Article("Conseil d’État", "11 décembre 1998, n° 147511", date(1998, 12, 11)),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=FIRST_READING,
    questions=(
        "Un agent ne vient plus depuis 4 jours et ne répond pas, est-ce un abandon de poste ?",
        "Comment constater un abandon de poste ?",
        "absence sans justificatif depuis lundi, je peux le radier ??",
        "Mon agent n’a pas donné de nouvelles depuis une semaine, que dois-je faire ?",
        "Puis-je être licencié pour abandon de poste si je ne viens pas travailler ?",
        "abandon de poste dans la fonction publique : faut-il une mise en demeure ?",
        "Je ne veux plus revenir au boulot, qu’est-ce que je risque ?",
        "Mon collaborateur n’a pas repris à la fin de ses congés, aucun arrêt reçu",
        "L’agent a ignoré la mise en demeure de reprendre son service, quelle suite ?",
        "Que doit contenir la lettre de mise en demeure avant une radiation pour abandon ?",
        "abandon de poste = demission ou licenciement pour un fonctionnaire ?",
        "Elle est injoignable depuis trois jours, le DGS veut la radier des cadres tout de suite.",
    ),
)
def abandon_de_poste(statut: str | None = None, mise_en_demeure: str | None = None) -> Answer:
    """Nothing is concluded from a silence: a written notice to come back must precede."""
    # What the notice must say is case law: Conseil d’État n° 147511 as told by gj-avocat.fr, and
    # n° 471753 of 30 December 2024 as told by idcite.com.
    if mise_en_demeure != OUI:
        answer = not_met if mise_en_demeure == NON else value
        return answer(
            "Une absence sans nouvelles n’est pas, à elle seule, un abandon de poste : il faut une "
            "mise en demeure écrite de reprendre le service, avec un délai et l’annonce du risque "
            "de radiation (licenciement, pour un fonctionnaire). Sans elle, rien ne peut être "
            "prononcé. Il faut d’abord joindre l’agent : une maladie peut expliquer l’absence."
        )
    case = (
        "L’abandon de poste peut conduire au licenciement d’un fonctionnaire"
        if statut == TITULAIRE
        else f"L’abandon de poste d’un {statut or 'agent'} peut mettre fin à ses fonctions"
    )
    return to_check(
        f"{case}, mais il ne se déduit pas de la seule absence : le texte de la mise en demeure, "
        "sa réception, le délai laissé et toute justification, notamment médicale, sont à "
        "vérifier par le service des ressources humaines avant toute décision."
    )
