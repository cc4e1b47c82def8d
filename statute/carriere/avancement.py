"""Avancement d’échelon et de grade, promotion interne."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import NBSP, counted, number, percent
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject("avancement", "Avancement et promotion", categories=("carriere",))

DECRETS_DE_NOVEMBRE_2025 = date(2025, 11, 21)
VEILLE_DES_DECRETS = date(2025, 11, 20)

VOIES_EN_CATEGORIE_B = (
    "En catégorie B, faut-il une part minimale de nominations à l'examen professionnel ?",
    "la règle du quart pour l'avancement de grade des B, elle existe toujours ?",
    "Rédacteur principal : combien de promus au choix et combien par l'examen pro ?",
    "On me refuse le grade de technicien principal car personne n'a eu l'examen, c'est légal ?",
    "Notre tableau d'avancement 2026 des B, arrêté en octobre 2025, reste-t-il valable ?",
    "équilibre choix / examen en catégorie B : obligatoire ou supprimé ?",
    "Suite au décret de novembre 2025, seul le ratio voté compte-t-il pour les B ?",
    "1/4 au choix et 1/4 a l'examen pour passer animateur principal, c'est encore ça ?",
    "Je suis DRH : doit-on bloquer les nominations au choix faute de lauréats en catégorie B ?",
)


@rule(
    "AVA-01",
    SUBJECT,
    title="Avancement d’échelon",
    cites=(Article("CGFP", "L522-2", CODE_IN_FORCE), Article("CGFP", "L522-3", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Comment passe-t-on à l'échelon suivant ?",
        "dois-je faire une demande pour changer d'échelon ?",
        "Mon chef m'a mis une mauvaise évaluation, il peut bloquer mon échelon ?",
        "quand est-ce que je passe echelon 6, c'est automatique ou pas ?",
        "L'échelon dépend-il de l'entretien professionnel ou seulement de l'ancienneté ?",
        "ça fait 3 ans que j'attends mon échelon, faut réclamer à qui ???",
        "Peut-on refuser un avancement d'échelon à un agent qui travaille mal ?",
        "Je croyais que l'échelon se méritait : est-ce de droit ?",
        "Le passage d'échelon augmente-t-il mon traitement ?",
        "Existe-t-il encore un avancement d'échelon à durée minimale, au mérite ?",
        "Changement d'échelon : quel dossier dois-je déposer aux RH ?",
        "échelon spécial ou contingenté : la valeur professionnelle compte-t-elle pour l'avoir ?",
        "passage a l'échelon superieur : sur demande ou automatique ?",
    ),
)
def echelon() -> Answer:
    """Give steps of right, by seniority alone, without any request."""
    return value(
        "Pour un fonctionnaire, l’avancement d’échelon est automatique et de plein droit, à "
        "l’ancienneté seule : aucune demande n’est nécessaire et l’entretien professionnel n’y "
        "change rien. Il augmente le traitement. Exception : des échelons contingentés, si le "
        "statut particulier en prévoit, tiennent aussi compte de la valeur professionnelle."
    )


@rule(
    "AVA-02",
    SUBJECT,
    title="Avancement de grade",
    cites=(Article("CGFP", "L522-24", CODE_IN_FORCE), Article("CGFP", "L522-27", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Comment est décidé l'avancement de grade ?",
        "je remplis les conditions pour le grade supérieur, la mairie est obligée de me nommer ?",
        "C'est quoi le ratio promus-promouvables et qui le fixe ?",
        "Pourquoi mon collègue est passé adjoint principal 1ère classe et pas moi ?",
        "tableau d'avancement : qui le fait et tous les combien ?",
        "J'ai réussi l'examen pro, ma nomination au grade supérieur est-elle automatique ?",
        "Le conseil municipal peut-il limiter le nombre d'agents promus à un grade ?",
        "Le comité social territorial doit-il donner son avis sur le taux de promotion ?",
        "avancement de grade refusé alors que j ai l ancienneté, c normal ?",
        "Un de mes agents demande son avancement de grade, quelles sont les voies possibles ?",
        "Suis-je de droit inscrit au tableau annuel quand j'ai l'ancienneté requise ?",
        "taux de promotion : la police municipale est-elle concernée ?",
        "Qui vote les ratios d'avancement de grade, le maire ou l'assemblée ?",
    ),
)
def grade() -> Answer:
    """Give grades from a yearly table, within a rate the assembly fixes."""
    return value(
        "L’avancement de grade n’est pas automatique, même avec l’ancienneté requise ou l’examen "
        "réussi : l’employeur inscrit les agents retenus à un tableau annuel, au choix ou après "
        "examen professionnel, parfois par concours professionnel. Leur nombre dépend d’un taux "
        "fixé par délibération de la collectivité après avis du comité social territorial (CST), "
        "sauf en police municipale."
    )


@rule(
    "AVA-03",
    SUBJECT,
    title="Liste d’aptitude de la promotion interne",
    cites=(Article("CGFP", "L523-5", CODE_IN_FORCE), Article("CGFP", "L325-39", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=(
        "Combien de temps reste-t-on inscrit sur la liste d'aptitude de la promotion interne ?",
        "sur liste d'aptitude rédacteur par promotion interne depuis 2 ans, je perds tout ?",
        "La liste d'aptitude de mon centre de gestion vaut-elle dans un autre département ?",
        "promotion interne : faut-il redemander son inscription la troisième année ?",
        "Inscrit sur la liste de promotion interne mais pas nommé, ma commune est obligée ?",
        "validité de la liste d'aptitude agent de maîtrise (PI) svp",
        "Un congé parental prolonge-t-il mon inscription sur la liste d'aptitude ?",
        "J'arrive à ma 4e année de liste d'aptitude attaché, que se passe-t-il après ?",
        "Comment écrire pour être maintenu sur la liste de promotion interne ?",
        "Une autre ville peut me recruter avec ma liste d'aptitude de promotion interne ?",
    ),
)
def liste_d_aptitude(jour: date) -> Answer:
    """Keep a name on a national list two years, then a third and a fourth on request."""
    first = AMOUNTS.on("avancement.duree_de_la_liste", jour)
    last = AMOUNTS.on("avancement.duree_maximale_de_la_liste", jour)
    return value(
        f"L’inscription sur la liste d’aptitude de promotion interne vaut {counted(first, 'an')}, "
        f"et {counted(last, 'an')} au plus : une {number(first + 1)}e puis une {number(last)}e "
        "année sont possibles, sur demande écrite de l’agent avant chacune, rien n’est "
        "automatique. Elle vaut dans toute la France mais ne vaut pas nomination. Certains congés, "
        "comme le congé parental, suspendent le décompte."
    )


@rule(
    "AVA-04",
    SUBJECT,
    title="Avancement de grade en catégorie B : voies du choix et de l’examen",
    cites=(Article("décret 2010-329", "art. 25"),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_DES_DECRETS,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=VOIES_EN_CATEGORIE_B,
)
def voies_en_categorie_b_jusqu_en_2025(jour: date) -> Answer:
    """Each way, exam or choice, kept at least a quarter of the promotions."""
    part = percent(AMOUNTS.on("avancement.part_minimale_en_categorie_b", jour))
    return value(
        f"En catégorie B, jusqu’au 20{NBSP}novembre 2025, une part minimale est obligatoire : "
        "chacune des deux voies d’avancement de grade, l’examen professionnel et le choix, "
        f"représente au moins un quart ({part}) des promotions, dans la limite du taux fixé par la "
        "délibération de la collectivité."
    )


@rule(
    "AVA-04",
    SUBJECT,
    title="Avancement de grade en catégorie B : voies du choix et de l’examen",
    cites=(
        Article("décret 2010-329", "art. 25", DECRETS_DE_NOVEMBRE_2025),
        Article("décret 2025-1098", "", DECRETS_DE_NOVEMBRE_2025),
    ),
    in_force_since=DECRETS_DE_NOVEMBRE_2025,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=VOIES_EN_CATEGORIE_B,
)
def voies_en_categorie_b() -> Answer:
    """No share is reserved to exam or choice: only the assembly's rate limits promotions."""
    return value(
        "La règle du quart est supprimée : en catégorie B, depuis le "
        f"21{NBSP}novembre 2025, plus aucune part minimale n’est réservée à l’examen "
        "professionnel ou au choix ; seul compte le taux fixé par la délibération de la "
        "collectivité. Les tableaux de 2026 établis avant cette date restent valables jusqu’au "
        f"31{NBSP}décembre 2026."
    )


@rule(
    "AVA-05",
    SUBJECT,
    title="Emplois principaux dans les communes de moins de 2 000 habitants",
    cites=(Article("décret 2025-1096", "", DECRETS_DE_NOVEMBRE_2025),),
    in_force_since=DECRETS_DE_NOVEMBRE_2025,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Une commune de moins de 2000 habitants peut-elle créer un poste d'attaché principal ?",
        "on est 1 500 habitants, je peux être nommée attachée principale ?",
        "Seuil de population pour créer un emploi d'ingénieur principal",
        "petite commune et attaché principal : toujours interdit sous 2 000 habitants ?",
        "Secrétaire générale d'un village de 900 habitants, puis-je passer au grade principal ?",
        "conseiller APS principal dans une commune de 1800 hab, possible ?",
        "Le maire dit que la commune est trop petite pour un grade d'attaché principal.",
        "Depuis quand les petites communes ont-elles accès aux grades principaux de catégorie A ?",
    ),
)
def emplois_principaux(jour: date) -> Answer:
    """Small communes may now create three principal posts of category A."""
    threshold = int(AMOUNTS.on("avancement.petite_commune", jour))
    written = f"{threshold:_}".replace("_", NBSP)
    return value(
        f"Depuis le 21{NBSP}novembre 2025, une commune de moins de {written} habitants peut créer "
        "un emploi d’attaché principal, d’ingénieur principal ou de conseiller principal des "
        "activités physiques et sportives (APS) : ce n’est plus exclu. C’est possible sans être "
        "obligatoire, et la nomination n’est pas automatique."
    )


@rule(
    "AVA-06",
    SUBJECT,
    title="Seuils de population applicables aux CCAS et CIAS",
    cites=(
        Article("CGFP", "R313-18", DECRETS_DE_NOVEMBRE_2025),
        Article("décret 2025-1097", "", DECRETS_DE_NOVEMBRE_2025),
    ),
    in_force_since=DECRETS_DE_NOVEMBRE_2025,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Quel seuil de population s'applique au CCAS pour créer un grade ?",
        "le ccas est-il assimilé à la commune pour les seuils démographiques ?",
        "Un CIAS peut-il créer les mêmes grades que l'intercommunalité ?",
        "agent au CCAS, on me refuse ce grade à cause de la population",
        "Strate démographique d'un CCAS : celle de la ville ou pas ?",
        "Attaché hors classe au CCAS d'une ville de 45 000 habitants, c'est possible ?",
        "assimilation CIAS / EPCI pour les emplois soumis à un seuil",
        "Notre CCAS a 30 agents : compte-t-on la population de la commune pour les grades ?",
    ),
)
def seuils_des_ccas() -> Answer:
    """Count for a social centre the inhabitants of its town or grouping."""
    return value(
        f"Depuis le 21{NBSP}novembre 2025, un centre communal d’action sociale (CCAS) est assimilé "
        "à sa commune, et un centre intercommunal (CIAS) à son intercommunalité, pour les seuils "
        "de population : c’est la population de la commune ou de l’intercommunalité qui compte "
        "pour créer un grade ou un emploi."
    )
