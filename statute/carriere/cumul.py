"""Holding a second activity: forbidden, declared, authorised; what a breach costs."""

from datetime import date
from decimal import Decimal

from statute.amounts import AMOUNTS
from statute.facts import NON, OUI
from statute.french import counted, number, percent
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    met,
    not_met,
    rule,
    value,
)

SUBJECT = Subject("cumul", "Cumul d’activités", categories=("carriere",))

CODIFICATION = date(2025, 2, 1)

LIBRES = (
    "Les œuvres de l’esprit et le bénévolat pour une personne publique ou sans but lucratif sont "
    "libres."
)


@rule(
    "CUM-01",
    SUBJECT,
    title="Interdiction d’une activité privée",
    cites=(
        Article("CGFP", "L123-1", CODE_IN_FORCE),
        Article("CGFP", "L123-2", CODE_IN_FORCE),
        Article("CGFP", "R123-7", CODIFICATION),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=THIRD_READING,
    questions=(
        "Ai-je le droit d’avoir un deuxième travail en étant fonctionnaire ?",
        "je peux bosser dans le privé le weekend en plus de la mairie ?",
        "Un agent public peut-il exercer une activité privée lucrative ?",
        "Puis-je être salarié à temps complet ailleurs en gardant mon poste à temps complet ?",
        "Je suis à plein temps et je veux devenir gérant d’une société, c’est permis ?",
        "Un agent à temps complet peut-il prendre un second emploi public à temps complet ?",
        "Mon temps libre m’appartient, personne ne peut m’interdire un job à côté, non ?",
        "Mon agent travaille au noir chez un garagiste le soir, est-ce autorisé ?",
        "regle cumul emploi fonctionnaire territorial",
        "Cumuler deux emplois : quelles sont les règles pour un agent contractuel ?",
    ),
)
def principe() -> Answer:
    """Forbid gainful private activity and a second full-time job; some activities are free."""
    return value(
        "En principe, une activité privée lucrative est interdite à un agent public, "
        "fonctionnaire ou contractuel, même sur son temps libre, comme un second emploi permanent "
        f"à temps complet ou la direction d’une société. {LIBRES} D’autres activités sont "
        "possibles sur déclaration ou autorisation préalable de l’employeur, par exemple une "
        "activité accessoire."
    )


@rule(
    "CUM-02",
    SUBJECT,
    title="Activité privée sur un emploi à temps non complet",
    cites=(Article("CGFP", "L123-5", CODE_IN_FORCE), Article("CGFP", "L123-6", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Je suis à temps non complet 20 h par semaine, puis-je travailler aussi dans le privé ?",
        "tnc 24h30 je peux avoir un autre boulot ? il faut une autorisation ?",
        "Emploi à 17h30 à l’école : un second emploi privé doit-il être autorisé ou déclaré ?",
        "À partir de quelle durée de travail suffit-il de déclarer une activité privée ?",
        "Mon contrat est de 28 heures, puis-je cumuler avec un emploi dans un magasin ?",
        "Agent à temps incomplet de moins de 70 % : quelle formalité pour une activité privée ?",
        "Une agente de cantine à 15 h veut faire du ménage à côté, que doit-elle nous fournir ?",
        "Je suis à temps partiel 50 % sur demande, puis-je déclarer simplement un emploi privé ?",
        "Le seuil de 70 % pour le cumul, ça fait combien d’heures ?",
    ),
)
def temps_non_complet(jour: date, heures_par_semaine: Decimal | None = None) -> Answer:
    """Let an agent of a small part-time post hold a private activity that is only declared."""
    part = AMOUNTS.on("cumul.part_du_temps_complet", jour)
    limit = part * AMOUNTS.on("cumul.heures_du_temps_complet", jour)
    full = AMOUNTS.on("cumul.heures_du_temps_complet", jour)
    ceiling = f"{percent(part)} d’un temps complet ({counted(limit, 'heure')} sur {number(full)})"
    if heures_par_semaine is None:
        return value(
            f"Sur un emploi à temps non complet d’au plus {ceiling}, une activité privée lucrative "
            "est possible, hors des heures de service, sur simple déclaration écrite à "
            "l’employeur : une autorisation n’est pas nécessaire. Un temps partiel choisi sur un "
            "emploi à temps complet n’ouvre pas cette possibilité."
        )
    hours = counted(heures_par_semaine, "heure")
    if heures_par_semaine <= limit:
        return met(
            "Une activité privée lucrative est possible, hors des heures de service, sur simple "
            "déclaration écrite à l’employeur, sans autorisation : un emploi à temps non complet "
            f"de {hours} par semaine ne dépasse pas {ceiling}."
        )
    return not_met(
        f"Une simple déclaration ne suffit pas : un emploi de {hours} par semaine dépasse "
        f"{ceiling}. Seule une activité accessoire figurant sur la liste réglementaire est "
        "possible, sur autorisation de l’employeur."
    )


@rule(
    "CUM-03",
    SUBJECT,
    title="Autorisation d’une activité accessoire",
    cites=(
        Article("CGFP", "L123-2", CODE_IN_FORCE),
        Article("CGFP", "L123-7", CODE_IN_FORCE),
        Article("CGFP", "R123-7", CODIFICATION),
        Article("CGFP", "R123-9", CODIFICATION),
        Article("CGFP", "R123-10", CODIFICATION),
    ),
    in_force_since=CODIFICATION,
    verification=Verification.OFFICIAL,
    verified_on=THIRD_READING,
    questions=(
        "Comment demander l’autorisation d’exercer une activité accessoire ?",
        "g demandé un cumul d’activité ya 5 semaines et pas de reponse, c’est accepté ?",
        "Sous quel délai l’employeur doit-il répondre à une demande de cumul ?",
        "Je voudrais donner des cours de musique à côté, faut-il un accord écrit ?",
        "Le silence de la mairie sur ma demande d’activité accessoire vaut-il acceptation ?",
        "J’ai deux employeurs publics, combien de temps ont-ils pour me répondre sur mon cumul ?",
        "Mon agent veut être formateur le week-end, dois-je l’autoriser avant qu’il commence ?",
        "Dossier de demande de cumul incomplet : quel délai pour réclamer les pièces ?",
        "Puis-je commencer mon activité d’arbitre en attendant la réponse de la collectivité ?",
        "On me refuse une activité accessoire, est-ce que l’autorisation est obligatoire ?",
    ),
)
def activite_accessoire(jour: date, plusieurs_employeurs: str | None = None) -> Answer:
    """Ask for a written authorisation beforehand; silence for a month, or two, is a refusal."""
    one = counted(AMOUNTS.on("cumul.mois_de_reponse", jour), "mois")
    two = counted(AMOUNTS.on("cumul.mois_de_reponse_plusieurs_employeurs", jour), "mois")
    pieces = counted(AMOUNTS.on("cumul.jours_pour_completer", jour), "jour")
    delays = {OUI: f"{two}, car l’agent a plusieurs employeurs publics", NON: one}
    usual = f"{one} ({two} si l’agent a plusieurs employeurs publics)"
    delay = delays.get(plusieurs_employeurs or "", usual)
    return value(
        "Une activité accessoire demande une autorisation écrite de l’employeur, demandée par "
        "écrit avant de commencer. Il répond sous "
        f"{delay} ; sans réponse dans ce délai, le silence vaut refus. Il a {pieces} au plus pour "
        f"réclamer les informations manquantes. {LIBRES}"
    )


@rule(
    "CUM-04",
    SUBJECT,
    title="Micro-entreprise d’un agent public",
    cites=(
        Article("CGFP", "L123-1", CODE_IN_FORCE),
        Article("CGFP", "L123-7", CODE_IN_FORCE),
        Article("CGFP", "R123-8", CODIFICATION),
        Article("CGFP", "L123-5", CODE_IN_FORCE),
        Article("CGFP", "L123-8", CODE_IN_FORCE),
    ),
    in_force_since=CODIFICATION,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Puis-je créer une micro-entreprise en restant fonctionnaire ?",
        "auto entrepreneur + mairie c possible ?",
        "Je vends mes bijoux sur internet, dois-je avoir le statut de micro-entrepreneur ?",
        "Agent à temps complet, je veux être auto-entrepreneur pour des cours de yoga.",
        "Pour faire du ménage chez des particuliers, la micro-entreprise est-elle obligatoire ?",
        "Un agent me demande s’il peut s’immatriculer en autoentreprise pour du jardinage.",
        "Quelles activités peut-on exercer en micro-entreprise quand on est agent public ?",
        "Je fais des gâteaux et je les vends : quel statut, et ai-je le droit ?",
        "On m’a dit que les fonctionnaires n’ont jamais droit à l’auto-entreprise, vrai ou faux ?",
        "services à la personne en plus du travail à la commune, régime micro-social ?",
        "J’ai un emploi de 15 h, ma micro-entreprise doit-elle être sur la liste des activités ?",
    ),
)
def micro_entreprise(jour: date) -> Answer:
    """Allow a micro-entreprise for authorised side activities, and require it for two."""
    part = percent(AMOUNTS.on("cumul.part_du_temps_complet", jour))
    return value(
        "La micro-entreprise est possible, mais seulement pour une activité accessoire de la liste "
        "réglementaire (enseignement, sport, culture, petits travaux...) autorisée par "
        "l’employeur. Elle est obligatoire pour les services à la personne et la vente de biens "
        f"fabriqués soi-même. Règles à part : emploi de {part} d’un temps complet au plus, temps "
        "partiel pour créer une entreprise."
    )


@rule(
    "CUM-05",
    SUBJECT,
    title="Cumul irrégulier : sanctions",
    cites=(Article("CGFP", "L123-9", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Que risque un agent qui travaille ailleurs sans autorisation ?",
        "j’ai bossé a coté sans le dire, ils peuvent reprendre l’argent ?",
        "Cumul d’activités non déclaré : quelles sanctions ?",
        "La collectivité peut-elle retenir sur mon traitement ce que j’ai gagné ailleurs ?",
        "Un de mes agents tient un commerce sans nous avoir rien demandé, que faire ?",
        "Est-ce une faute disciplinaire de cumuler deux emplois en cachette ?",
        "Remboursement des sommes perçues au titre d’une activité interdite ?",
        "J’ai oublié de demander l’autorisation de cumul, dois-je rendre mes gains ?",
    ),
)
def sanction() -> Answer:
    """Take back what the forbidden activity paid, besides discipline."""
    return value(
        "Les sommes gagnées par une activité interdite, ou exercée sans l’autorisation ou la "
        "déclaration exigée, doivent être reversées à l’employeur, par retenue sur le traitement ; "
        "une sanction disciplinaire est possible en plus."
    )
