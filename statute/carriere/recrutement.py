"""Recruitment: the nationality a fonctionnaire must have."""

from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject("recrutement", "Conditions de recrutement", categories=("recrutement",))


@rule(
    "REC-01",
    SUBJECT,
    title="Nationalité exigée pour devenir fonctionnaire",
    cites=(Article("CGFP", "L321-1", CODE_IN_FORCE), Article("CGFP", "L321-2", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Faut-il être français pour travailler à la mairie ?",
        "je suis marocain je peux etre fonctionnaire ?",
        "Un ressortissant européen peut-il passer un concours territorial ?",
        "Quelle nationalité faut-il pour être titularisé ?",
        "Candidate algérienne avec un titre de séjour : peut-on la recruter, et sous quel statut ?",
        "Nous voulons stagiairiser un agent de nationalité portugaise, est-ce possible ?",
        "Étranger hors Union européenne, puis-je être contractuel dans une commune ?",
        "Un Espagnol peut-il devenir policier municipal ?",
        "Mon agent contractuel brésilien a réussi le concours, peut-il être nommé stagiaire ?",
        "nationalité suisse ou andorrane : accès à la fonction publique territoriale ?",
    ),
)
def nationalite() -> Answer:
    """Open the status to European nationals; others may only be contractuels."""
    return value(
        "Pour être fonctionnaire, il faut être Français ou ressortissant de l’Union européenne, de "
        "l’Espace économique européen, d’Andorre ou d’un État lié par un accord ; les emplois de "
        "puissance publique sont réservés aux Français. Un autre étranger ne peut pas être "
        "fonctionnaire : seul un recrutement comme contractuel est possible."
    )
