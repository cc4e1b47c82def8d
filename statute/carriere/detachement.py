"""Détachement: how long it lasts, and the way back."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted
from statute.rule import (
    CODE_IN_FORCE,
    SECOND_READING,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject("detachement", "Détachement", categories=("mobilite",))


def _said(name: str, unit: str, jour: date) -> str:
    return counted(AMOUNTS.on(f"detachement.{name}", jour), unit)


@rule(
    "DET-01",
    SUBJECT,
    title="Détachement de courte durée",
    cites=(
        Article("CGFP", "L513-23", CODE_IN_FORCE),
        Article("CGFP", "L513-24", CODE_IN_FORCE),
        Article("décret 86-68", "art. 8"),
    ),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Après un détachement de 6 mois, est-ce que je retrouve mon poste ?",
        "detachement courte durée : retour sur le meme poste ou pas ?",
        "Je pars en détachement 4 mois dans une autre administration, mon emploi est-il gardé ?",
        "Quelle est la durée maximale d'un détachement de courte durée ?",
        "Mon agent est détaché jusqu'en mars pour cinq mois, puis-je le remplacer définitivement ?",
        "détaché 6 mois, ma chef a donné mon bureau et mon poste à quelqu'un d'autre",
        "Différence entre détachement court et long pour le retour ?",
        "Le poste d'un agent en détachement court peut-il être déclaré vacant ?",
    ),
)
def courte_duree(jour: date) -> Answer:
    """Within six months the agent comes back to the very job left."""
    return value(
        "Après un détachement de courte durée, "
        f"{_said('courte_duree', 'mois', jour)} au plus, le retour sur le même poste est "
        "obligatoire : le fonctionnaire est réintégré dans l’emploi qu’il occupait avant. Au-delà "
        "(longue durée), retrouver ce poste n’est plus garanti : il revient à la première vacance "
        "d’un emploi de son grade."
    )


@rule(
    "DET-02",
    SUBJECT,
    title="Détachement de longue durée",
    cites=(
        Article("CGFP", "L513-12", CODE_IN_FORCE),
        Article("CGFP", "L513-24", CODE_IN_FORCE),
        Article("CGFP", "L513-26", CODE_IN_FORCE),
        Article("décret 86-68", "art. 9"),
    ),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=(
        "Combien de temps peut durer un détachement ?",
        "je suis détachée depuis 5 ans à l'Etat, on me propose l'intégration, je peux refuser ?",
        "Fin de mon détachement de 3 ans : ma mairie dit qu'il n'y a pas de poste libre",
        "maintien en surnombre après détachement, ça dure combien de temps ?",
        "Au retour de détachement long, ai-je la garantie de retrouver mon ancien poste ?",
        "Mon detachement peut il etre renouvelé au dela de cinq ans ?",
        "Que se passe-t-il si aucun emploi de mon grade n'est vacant à la fin du détachement ?",
        "Un agent revient après 4 ans de détachement, devons-nous le reprendre tout de suite ?",
        "detachement dans la fonction publique hospitalière, durée max et renouvellement",
        "Intégration proposée au bout de 5 ans de détachement : obligatoire ?",
        "retour de détachement, ils me laissent chez moi sans affectation !",
        "J'ai refusé l'intégration chez mon employeur d'accueil : mon détachement continue-t-il ?",
        "surnombre : qu'est-ce que c'est, et pendant combien d'années après un détachement ?",
    ),
)
def longue_duree(jour: date) -> Answer:
    """Five years, renewable; back on the first vacancy, one year in surplus if there is none."""
    return value(
        "Un détachement de longue durée dure "
        f"{_said('longue_duree', 'an', jour)} au plus, renouvelables. Au-delà de "
        f"{_said('integration_proposee', 'an', jour)}, l’intégration est proposée, sans être "
        "obligatoire ; dans une administration, le renouvellement n’est possible qu’après l’avoir "
        "refusée. Au retour, l’ancien poste n’est pas garanti : première vacance d’un emploi du "
        f"grade, et à défaut maintien {_said('surnombre', 'an', jour)} en surnombre."
    )
