"""Harcèlement: what it is, nobody is punished for telling it, where to tell it."""

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

SUBJECT = Subject(
    "harcelement",
    "Harcèlement, violences et signalement",
    categories=("discipline-conflit", "sante-securite"),
)


@rule(
    "PRO-03",
    SUBJECT,
    title="Dispositif de signalement",
    cites=(
        Article("CGFP", "L135-6", CODE_IN_FORCE),
        Article("CGFP", "L135-6 A"),
        Article("CGFP", "L131-12"),
        Article("CGFP", "L133-3", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "La mairie doit-elle avoir un dispositif de signalement ?",
        "où signaler des propos sexistes dans mon service ?",
        "Témoin de discrimination envers une collègue, à qui puis-je le dire ?",
        "c'est quoi le dispositif de signalement des violences et du harcelement",
        "Une petite commune est-elle obligée de mettre en place une cellule d'écoute ?",
        "J'ai vu mon collègue se faire humilier, est-ce qu'un témoin peut signaler ?",
        "procédure de signalement actes de violence entre agents",
        "Notre CCAS n'a aucune cellule de signalement, est-ce obligatoire pour l'employeur ?",
        "Manager : un agent me rapporte des agissements sexistes, où l'orienter ?",
        "Que devient un signalement de discrimination, qui le traite ?",
        "j'hésite à signaler ce que j'ai vu, est-ce qu'on peut me le reprocher ?",
        "À qui s'adresser en premier quand on est témoin de menaces entre collègues ?",
    ),
)
def dispositif_de_signalement() -> Answer:
    """Every public employer must have a place where victims and witnesses report."""
    return value(
        "Un dispositif de signalement est obligatoire chez tout employeur public, quelle que soit "
        "sa taille. Victimes et témoins peuvent y parler de violences, discriminations, "
        "harcèlement moral ou sexuel, agissements sexistes, menaces ou intimidations ; il oriente "
        "vers l’accompagnement, le soutien, la protection et le traitement des faits. Personne ne "
        "peut être puni pour avoir parlé de bonne foi."
    )


@rule(
    "PRO-04",
    SUBJECT,
    title="Harcèlement moral ou sexuel",
    cites=(
        Article("CGFP", "L133-1", CODE_IN_FORCE),
        Article("CGFP", "L133-2", CODE_IN_FORCE),
        Article("CGFP", "L133-3", CODE_IN_FORCE),
        Article("CGFP", "L135-4"),
        Article("CGFP", "L135-6", CODE_IN_FORCE),
        Article("CGFP", "L134-5", CODE_IN_FORCE),
        Article("CGFP", "L134-6", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Je pense subir du harcèlement moral de mon chef, que puis-je faire ?",
        "mon N+1 me rabaisse tous les jours devant l'équipe, je n'en peux plus",
        "Si je dénonce un harcèlement, est-ce que je risque une sanction ou une mutation ?",
        "Mon supérieur me fait des remarques sexuelles à répétition",
        "un élu m'a demandé un rapport en échange d'une promotion, une seule fois, c'est quoi ?",
        "Comment reconnaître le harcèlement moral au travail ?",
        "j'ai témoigné pour ma collègue harcelée et depuis on m'a changé de bureau et d'horaires",
        "On me met au placard, on me retire mes dossiers, ça joue sur ma santé",
        "Une de mes agentes dit être harcelée par un collègue, quelles protections existent ?",
        "représailles après signalement de harcelement, c interdit ?",
        "Pour le harcèlement moral, faut-il des faits répétés ?",
        "J'ai peur de parler car mon contrat se termine, suis-je protégée ?",
        "Responsable d'équipe, j'apprends un harcèlement sexuel : que doit faire la collectivité ?",
        "À qui dire que je suis harcelée quand c'est mon supérieur direct qui le fait ?",
    ),
)
def harcelement() -> Answer:
    """Say what the employer must do, whom to tell, that nobody is punished, and what it is."""
    return value(
        "L’employeur doit protéger la victime de harcèlement, sans délai si elle est en danger "
        "physique. Elle peut, comme un témoin, en parler à un supérieur ou au dispositif de "
        "signalement, et demander la protection fonctionnelle. Personne ne peut être puni "
        "(sanction, mutation, horaires) pour l’avoir subi ou dit de bonne foi : toutes "
        "représailles sont interdites. Harcèlement moral : agissements répétés dégradant travail, "
        "dignité, santé ou avenir ; sexuel : propos ou actes à connotation sexuelle répétés, ou "
        "une seule pression grave."
    )
