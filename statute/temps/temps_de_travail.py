"""Temps de travail: yearly duration, limits and rests, night, RTT and health, solidarity day."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import NBSP, counted, number
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    not_met,
    rule,
    value,
)

SUBJECT = Subject("temps_de_travail", "Temps de travail", categories=("temps-travail",))

LIMITES_DE_L_ETAT = Article("CGFP", "L611-2", CODE_IN_FORCE)
"""By this article local rules stay within the limits of the State's staff."""


@rule(
    "TT-01",
    SUBJECT,
    title="Durée du travail à temps complet",
    cites=(
        Article("CGFP", "L611-1", CODE_IN_FORCE),
        LIMITES_DE_L_ETAT,
        Article("décret 2000-815", "art. 1"),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Combien d’heures par an doit faire un agent à temps complet ?",
        "c est quoi les 1607 heures",
        "Un temps plein à la mairie, c’est 35 h ou 39 h par semaine ?",
        "Qui fixe les cycles de travail et les horaires dans la collectivité ?",
        "Notre service fait 1 550 heures depuis toujours, est-ce encore légal ?",
        "Quelle est la durée annuelle légale du travail dans la territoriale ?",
        "Je fais 37 h 30 par semaine, quelle est la base de calcul des RTT ?",
        "Peut-on nous imposer l’annualisation du temps de travail ?",
        "La police municipale ou la crèche peuvent-elles avoir une durée de travail réduite ?",
        "temps complet = combien d heures semaine et année pour un ATSEM ?",
    ),
)
def duree_du_travail(jour: date) -> Answer:
    """Full time is 35 hours a week, counted as 1,607 hours a year."""
    semaine = AMOUNTS.on("temps_de_travail.heures_par_semaine", jour)
    an = AMOUNTS.on("temps_de_travail.heures_par_an", jour)
    return value(
        f"{counted(semaine, 'heure')} par semaine, décomptées sur {counted(an, 'heure')} par an : "
        "c’est la durée du travail à temps complet. La collectivité fixe les cycles et les "
        "horaires dans ces limites ; seules les sujétions particulières d’un métier permettent une "
        "adaptation.",
    )


@rule(
    "TT-02",
    SUBJECT,
    title="Durées maximales, repos et pause",
    cites=(LIMITES_DE_L_ETAT, Article("décret 2000-815", "art. 3")),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OLDER_COPY,
    verified_on=SECOND_READING,
    questions=(
        "Combien d’heures maximum peut-on travailler par semaine ?",
        "on me fait bosser 11h par jour, c est legal ?",
        "Ai-je droit à une pause de 20 minutes quand je travaille six heures d’affilée ?",
        "Quel repos minimum entre deux journées de travail ?",
        "J’ai fini à 23 h et on veut que je reprenne à 7 h, est-ce autorisé ?",
        "Amplitude maximale d’une journée pour un animateur qui travaille matin, midi et soir ?",
        "Un agent fait 50 heures cette semaine pour le festival, quelles sont les limites ?",
        "Quel est le repos hebdomadaire, le dimanche est-il obligatoire ?",
        "garanties minimales temps de travail : durée moyenne sur 12 semaines ?",
        "La pause déjeuner remplace-t-elle la pause réglementaire ?",
        "Planning de 46 heures plusieurs semaines de suite aux espaces verts, est-ce possible ?",
        "Faut-il 35 heures de repos d’affilée chaque semaine ?",
        "Combien d’heures une journée de travail peut-elle durer au plus ?",
        "durée quotidienne maximale de travail dans la fonction publique",
    ),
)
def garanties_minimales(jour: date, heures_par_semaine: Decimal | None = None) -> Answer:
    """Bound the week, the day and its span; keep rests and a break."""
    semaine = _heures("maximum_par_semaine", jour)
    moyenne = (
        f"{_heures('maximum_moyen', jour)} en moyenne sur "
        f"{counted(AMOUNTS.on('temps_de_travail.semaines_de_la_moyenne', jour), 'semaine')}"
    )
    quotidien = _heures("repos_quotidien", jour)
    if heures_par_semaine is not None:
        faites = counted(heures_par_semaine, "heure")
        if heures_par_semaine > AMOUNTS.on("temps_de_travail.maximum_par_semaine", jour):
            return not_met(
                f"Une semaine de {faites} n’est pas possible : le maximum est de {semaine} par "
                f"semaine, et de {moyenne}.",
            )
        if heures_par_semaine > AMOUNTS.on("temps_de_travail.maximum_moyen", jour):
            return value(
                f"Une semaine de {faites} est possible, sous le maximum de {semaine}, mais pas "
                f"longtemps de suite : la limite est de {moyenne}.",
            )
    pause = counted(AMOUNTS.on("temps_de_travail.pause", jour), "minute")
    return value(
        f"Maximum : {semaine} par semaine, {moyenne}, {_heures('maximum_par_jour', jour)} par "
        f"jour, {_heures('amplitude', jour)} d’amplitude. Minimum : {quotidien} de repos par jour, "
        f"{_heures('repos_hebdomadaire', jour)} par semaine (dimanche en principe), {pause} de "
        f"pause dès {_heures('heures_avant_pause', jour)} de travail.",
    )


def _heures(name: str, jour: date) -> str:
    return counted(AMOUNTS.on(f"temps_de_travail.{name}", jour), "heure")


@rule(
    "TT-03",
    SUBJECT,
    title="Travail de nuit",
    cites=(LIMITES_DE_L_ETAT, Article("décret 2000-815", "art. 3")),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OLDER_COPY,
    verified_on=SECOND_READING,
    questions=(
        "À partir de quelle heure parle-t-on de travail de nuit ?",
        "le travail de nuit c est de quelle heure a quelle heure",
        "Je travaille de 20 h à 23 h, est-ce du travail de nuit ?",
        "La période 22 h – 5 h peut-elle être décalée dans ma collectivité ?",
        "Mon équipe de propreté commence à 4 h du matin, est-ce considéré comme de nuit ?",
        "Quelle plage horaire nocturne s’applique aux agents territoriaux ?",
        "Un gardien de nuit qui finit à 7 h : toutes ses heures sont-elles de nuit ?",
        "21 h c’est déjà la nuit pour la paie ou pas ?",
        "Définition du travail de nuit pour les policiers municipaux ?",
    ),
)
def travail_de_nuit(jour: date) -> Answer:
    """Night is 10 p.m. to 5 a.m., or another seven hours in a row before 7 a.m."""
    debut, fin, heures, autre_fin = (
        AMOUNTS.on(f"temps_de_travail.{name}", jour)
        for name in ("debut_de_nuit", "fin_de_nuit", "heures_de_nuit", "fin_de_l_autre_nuit")
    )
    return value(
        f"De {_heure(debut)} à {_heure(fin)} au moins : c’est la période du travail de nuit, ou "
        f"une autre période de {counted(heures, 'heure')} consécutives située entre "
        f"{_heure(debut)} et {_heure(autre_fin)}.",
    )


def _heure(moment: Fraction) -> str:
    return f"{number(moment)}{NBSP}h"


@rule(
    "TT-04",
    SUBJECT,
    title="RTT et congé pour raison de santé",
    cites=(Article("CGFP", "L822-28", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Mon arrêt maladie me fait-il perdre des RTT ?",
        "on m a retiré 2 rtt apres mon arret, normal ??",
        "Acquiert-on des jours de RTT pendant un congé de longue maladie ?",
        "Accident du travail : mes RTT continuent-ils à être crédités ?",
        "Comment justifier à un agent la réduction de ses RTT après trois mois d’absence ?",
        "Les jours de réduction du temps de travail sont-ils dus quand on est malade ?",
        "Mon compteur RTT a baissé pendant mon CMO alors que mes congés annuels n’ont pas bougé.",
        "Un agent en arrêt toute l’année peut-il réclamer ses jours de RTT ?",
        "L’absence pour santé génère-t-elle du temps de repos au-delà de 1 607 heures ?",
    ),
)
def rtt_et_sante() -> Answer:
    """No rest days for a yearly overrun are earned during a health leave."""
    return value(
        "Aucun jour de RTT n’est acquis pendant un congé pour raison de santé (maladie, longue "
        "maladie, accident de service...) : l’absence réduit donc les RTT de l’année. Cette règle "
        "ne vise pas les congés annuels.",
    )


@rule(
    "TT-05",
    SUBJECT,
    title="Journée de solidarité",
    cites=(Article("CGFP", "L621-10", CODE_IN_FORCE), Article("CGFP", "L621-11", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Comment s’effectue la journée de solidarité dans la collectivité ?",
        "je dois bosser le lundi de pentecote gratuitement ?",
        "Peut-on poser un congé annuel pour la journée de solidarité ?",
        "Le 1er mai peut-il être choisi comme journée de solidarité ?",
        "Qui décide de la modalité de la journée de solidarité, le maire ou le conseil ?",
        "On me retire un RTT pour la solidarité, est-ce permis ?",
        "Nous n’avons pas de RTT : peut-on répartir sept heures dans l’année ?",
        "Le comité social territorial doit-il être consulté sur la journée de solidarité ?",
        "Un agent veut faire sa journée de solidarité en heures au fil des semaines.",
        "journée solidarité 7h obligatoire ou pas pour les contractuels ?",
    ),
)
def journee_de_solidarite(jour: date) -> Answer:
    """Work a holiday, a rest day or other seven hours; never a day of annual leave."""
    heures = AMOUNTS.on("temps_de_travail.journee_de_solidarite", jour)
    return value(
        "La journée de solidarité se fait par le travail d’un jour férié auparavant chômé (le "
        f"1er{NBSP}mai est exclu), d’un jour de RTT, ou de {counted(heures, 'heure')} non "
        "travaillées auparavant ; poser un jour de congé annuel n’est pas possible. La "
        "délibération de la collectivité en décide, après avis du comité social territorial (CST).",
    )
