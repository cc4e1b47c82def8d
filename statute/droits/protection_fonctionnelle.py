"""Protection fonctionnelle: against attacks, and at once when life or limb is at risk."""

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
    "protection_fonctionnelle",
    "Protection fonctionnelle",
    categories=("discipline-conflit", "sante-securite"),
)


@rule(
    "PRO-01",
    SUBJECT,
    title="Protection fonctionnelle de l’agent attaqué",
    cites=(
        Article("CGFP", "L134-1", CODE_IN_FORCE),
        Article("CGFP", "L134-5", CODE_IN_FORCE),
        Article("CGFP", "L134-6", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Comment obtenir la protection fonctionnelle ?",
        "un usager m'a insultée et menacée à l'accueil, que doit faire la mairie ?",
        "J'ai été agressé par un administré pendant mon service, qui paie mon avocat ?",
        "On me diffame sur Facebook à cause de mon travail d'agent municipal",
        "contractuel agressé au travail : droit à la protection fonctionnelle ?",
        "La collectivité peut-elle refuser la protection fonctionnelle ?",
        "Mon agent a été frappé par un parent d'élève, quelles sont nos obligations ?",
        "J'ai quitté la mairie mais on m'insulte pour mes anciennes fonctions, suis-je protégé ?",
        "protection fonctionelle pour outrage sur un policier municipal",
        "La commune doit-elle réparer mon préjudice après des violences en service ?",
        "C'est quoi la protection fonctionnelle, ça couvre aussi le harcèlement ?",
        "À qui adresser ma demande de protection fonctionnelle, et faut-il être titulaire ?",
        "agent de guichet traité de tous les noms par un habitant, on fait quoi pour le soutenir ?",
    ),
)
def protection() -> Answer:
    """Protect whoever is attacked because of the job, and make the harm good."""
    return value(
        "L’employeur est tenu de protéger l’agent attaqué en raison de ses fonctions (violences, "
        "harcèlement, menaces, injures, diffamation, outrages) et de réparer son préjudice, sauf "
        "faute personnelle de l’agent : c’est la protection fonctionnelle. Elle se demande à "
        "l’employeur de l’époque des faits, même après un départ, pour un contractuel comme pour "
        "un fonctionnaire. En cas de danger physique grave, il doit agir sans délai."
    )


@rule(
    "PRO-02",
    SUBJECT,
    title="Mesures d’urgence en cas de risque grave",
    cites=(Article("CGFP", "L134-6", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Un usager menace de me tuer, que doit faire mon employeur tout de suite ?",
        "menace de mort sur un agent, quelles mesures d'urgence la mairie doit prendre ?",
        "Un homme m'attend tous les soirs devant la mairie avec un couteau, j'ai peur",
        "Faut-il attendre une demande écrite pour mettre un agent menacé à l'abri ?",
        "Un collègue a juré de me frapper demain, l'employeur doit-il intervenir sans délai ?",
        "risque d'agression physique imminent : obligations de l'employeur",
        "Mon ex vient me menacer sur mon lieu de travail, peut-on me changer de site en urgence ?",
        "combien de temps durent les mesures conservatoires pour un agent en danger ?",
        "J'apprends par un témoin que mon agente va être agressée, dois-je agir aujourd'hui ?",
        "la mairie met 3 semaines a reagir alors que je suis en danger physique !!!",
        "Un agent me dit par téléphone qu'on l'attend dehors pour le frapper, je préviens qui ?",
        "peur d'être agressée en sortant du travail ce soir, qui doit me protéger et quand ?",
    ),
)
def mesures_d_urgence() -> Answer:
    """Act without delay on a manifest grave danger to the body."""
    return value(
        "L’employeur doit agir sans délai dès qu’il apprend, par la victime, un responsable, un "
        "témoin ou tout autre moyen, qu’un agent court un danger évident et grave pour son "
        "intégrité physique : une demande écrite n’est pas nécessaire. Il prend à titre provisoire "
        "(conservatoire) les mesures d’urgence qui font cesser ce danger et évitent son "
        "aggravation, aussi longtemps qu’il dure."
    )
