"""Don de jours de repos: giving rest days to another public servant."""

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

SUBJECT = Subject("don_de_jours", "Don de jours de repos", categories=("conges",))


@rule(
    "CA-12",
    SUBJECT,
    title="Don de jours de repos à un autre agent",
    cites=(Article("CGFP", "L621-6", CODE_IN_FORCE), Article("CGFP", "L621-7", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Puis-je donner des jours de congé à une collègue dont l’enfant est gravement malade ?",
        "don de jours de repos comment ca marche a la mairie",
        "Mon collègue a perdu son fils, peut-on lui offrir nos RTT ?",
        "Je m’occupe de ma mère dépendante, puis-je recevoir des jours donnés par des collègues ?",
        "Le don de jours est-il anonyme ou saurai-je qui m’a donné ?",
        "Je veux bien donner 3 jours mais contre une prime, c’est possible ?",
        "Ma cheffe refuse que je donne mes jours à un agent d’un autre service, elle peut ?",
        "Peut-on donner des CA à quelqu’un qui est lui-même en maladie, sans enfant malade ?",
        "Un agent peut-il céder ses jours de repos à un proche aidant d’une personne handicapée ?",
        "je souhaite faire un don de rtt pour l enfant d un policier municipal hospitalisé",
        "Faut-il l’accord de la collectivité pour renoncer à des jours au profit d’un collègue ?",
    ),
)
def don_de_jours_de_repos() -> Answer:
    """Rest days may be given, unnamed and for nothing, for a child or for a dependent relative."""
    return value(
        "Le don de jours de repos non pris est possible, anonyme et sans contrepartie, au profit "
        "d’un agent public qui a un enfant gravement malade ou décédé, ou qui est proche aidant "
        "d’une personne en perte d’autonomie ou handicapée. Pour un enfant, l’employeur, informé, "
        "ne peut pas le refuser.",
    )
