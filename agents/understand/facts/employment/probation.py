"""Probation (stage): the leave taken during it, and its part-time."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from agents.understand.dates import NUMBER, Mention, SpanMention, as_number
from agents.understand.doubt import sentence
from agents.understand.readings import (
    PeriodReading,
    Reading,
    read_periods,
    read_table,
    told_count,
    whole_count,
)
from statute.facts import FactRead, FactValue, Period, Scalar
from statute.french import Plain, pattern

_OTHERS = pattern("collègue|voisin|amie?s?(?![a-z])")


def _together(match: re.Match[str]) -> FactValue | None:
    """Add up the days of two leaves told one after the other."""
    days = as_number(match["n"]) + as_number(match["m"])
    return int(days) if days == int(days) else None


_SICK = (
    r"(?:d'|de |en )(?:arrêts?(?: (?:de travail|maladie|de maladie))?|maladie"
    r"|congés? (?:de )?maladie"
    r"|cmo|absence pour maladie)"
)
_COUNTS = (
    Reading(
        "jours_de_conge_du_stage",
        pattern(
            rf"(?P<n>{NUMBER}) jours (?:en tout |au total )?{_SICK}(?![a-z]| sans)"
            rf"|en (?:arrêt|maladie|congé maladie)(?: de travail| maladie)? (?:pendant |durant )?"
            rf"(?P<m>{NUMBER}) jours(?![^.?!;0-9]{{0,25}}(?:puis|et)[^.?!;0-9]{{0,20}}\d+ jours)"
        ),
        whole_count,
        ("jours",),
        unless=pattern(f"{_OTHERS.pattern}|carence|enfant malade|par an|prochain|droit à"),
        yes=(
            ("Stagiaire, j’ai eu 51 jours d’arrêt maladie pendant mon stage.", "51"),
            ("Je suis stagiaire et j’ai cumulé vingt jours de maladie.", "20"),
            ("Mon agent stagiaire a eu 40 jours d’arrêt de travail.", "40"),
            ("Mon stagiaire a été en arrêt 51 jours au total cette année.", "51"),
            ("Stagiaire depuis mars, 36 jours de congé maladie.", "36"),
        ),
        no=("Titulaire, j’ai eu 51 jours d’arrêt.",),
    ),
    Reading(
        "jours_de_conge_du_stage",
        pattern(
            r"(?:malade|arrêtée?|en arrêt|arrêts? de)(?: [a-z]{1,10}){0,2}"
            rf" (?P<n>{NUMBER}) jours"
            rf"[^.?!;0-9]{{0,25}}(?:puis|et)(?: [a-z]{{1,10}}){{0,2}} (?P<m>{NUMBER}) jours"
        ),
        _together,
        ("jours",),
        unless=pattern(f"{_OTHERS.pattern}|carence|enfant|prochain|maternité|paternité"),
        yes=(
            ("Stagiaire, j’ai été malade 20 jours en mars puis 25 jours en juin.", "45"),
            ("Je suis stagiaire, en arrêt 10 jours en mai et 30 jours en août.", "40"),
            ("Mon agent stagiaire a été arrêté 15 jours puis encore 12 jours.", "27"),
        ),
        no=("Stagiaire, j’étais en congés 20 jours en août et 5 jours à Noël.",),
    ),
    Reading(
        "jours_de_conge_pour_enfant_du_stage",
        pattern(
            rf"(?P<n>{NUMBER}) jours (?:de |d')(?:congé )?(?:de )?(?:maternité|paternité|adoption)"
            rf"|congé (?:de |d')?(?:maternité|paternité|adoption)(?: de| d'une durée de| :)?"
            rf" (?P<m>{NUMBER}) jours"
        ),
        whole_count,
        ("maternite", "paternite", "adoption"),
        unless=pattern(f"{_OTHERS.pattern}|droit à|ai-je"),
        yes=(
            ("Stagiaire, j’ai eu 112 jours de congé maternité.", "112"),
            ("Je suis stagiaire, avec un congé maternité de 112 jours.", "112"),
            ("Pendant mon stage de fonctionnaire stagiaire, 25 jours de paternité.", "25"),
            ("Je suis stagiaire, j’ai pris 28 jours de congé de paternité.", "28"),
        ),
        no=("J’ai droit à 25 jours de paternité, je suis stagiaire.",),
    ),
    Reading(
        "jours_sans_traitement_du_stage",
        pattern(
            rf"(?P<n>{NUMBER}) jours (?:de |d')congés? (?:parental "
            rf"|[a-z]{{1,10}} )?(?:sans (?:traitement"
            r"|solde)|non rémunérés?)"
        ),
        whole_count,
        ("sans traitement", "sans solde", "non remunere"),
        unless=pattern(f"{_OTHERS.pattern}|voudrais|souhaite|demande"),
        yes=(
            ("Stagiaire, j’ai eu 30 jours de congé sans traitement.", "30"),
            ("Je suis stagiaire, 15 jours de congé sans solde en juin.", "15"),
            ("Pendant mon stage de stagiaire : 60 jours de congé non rémunéré.", "60"),
        ),
        no=("Stagiaire, je voudrais 30 jours de congé sans traitement.",),
    ),
)
_QUOTA = re.compile(r"(?<!\d)(?P<n>[5-9]0) ?%")


def _quota_near(plain: Plain, span: SpanMention) -> dict[str, Scalar]:
    """Read the quota of part time of a stretch, in its sentence."""
    found = _QUOTA.search(sentence(plain, span.start, span.end))
    return {"quotite": Decimal(found["n"])} if found else {}


_IN_STAGE = (
    PeriodReading(
        "temps_partiel_du_stage",
        pattern(r"(?:temps partiel|mi-temps|\d0 ?%)[^.?!;]{0,40}$"),
        ("partiel", "mi-temps", "%"),
        unless=pattern(f"{_OTHERS.pattern}|thérap|arrêt|demand|voudr"),
        goes_on=False,
        details=_quota_near,
        yes=(
            (
                "Stagiaire, j’ai travaillé à temps partiel à 80 % du 1er mars au 31 août 2026.",
                "2026-03-01..2026-08-31 quotite=80",
            ),
            (
                "Je suis stagiaire, à 70 % du 1er avril au 30 juin 2026.",
                "2026-04-01..2026-06-30 quotite=70",
            ),
        ),
        no=("Titulaire, je suis à 80 % du 1er mars au 31 août 2026.",),
    ),
)
_STAGE = pattern(
    r"stagiaires?(?![a-z])|(?:mon|ma période de|année de|période de|le|son|du|en|plein|fin de"
    r"|en cours"
    r" de|jours de|avant le|un) stage(?! (?:de (?:3e|troisième|découverte|formation|observation)"
    r"|d'observation|à l'école))|(?:^|[.?!;\n] ?)stage ?:|(?:année|période) probatoire"
    r"|avant d'être titularis|ma titularisation"
)
_NOT_OF_A_STAGE = pattern(r"étudiant|lycée|université|convention de stage|stage de formation")
_NOT_HAD = pattern(
    rf"{_OTHERS.pattern}|carence|enfant malade|par an|prochain|droit à|ai-je|(?:je|j') ?(?:demande"
    r"(?!r)|voudrais|souhaite)|n'ai (?:pas|jamais)|aurai"
)
_ILL = (
    r"(?:arrêts?(?! (?:de )?(?:mat|pat))|maladie|congés? (?:de )?maladie|longue maladie|absences?"
    r"(?! (?:de |pour )?(?:mat|pat))|hospitalisation|accident(?: de service)?|cmo(?![a-z])|citis)"
)
_FOR_CHILD = (
    r"(?:(?:congé )?maternité|(?:congé )?paternité|adopt(?:ion|é)|naissance|congé (?:mat"
    r"|pat)(?![a-z]))"
)
_UNPAID = (
    r"(?:sans (?:traitement|solde|salaire|rémunération|paie|paye|être payée?)"
    r"|(?:non|pas) (?:payée?s?|rémunérée?s?))"
)
_TOLD_FREELY = (
    Reading(
        "jours_de_conge_du_stage",
        pattern(
            rf"(?:(?:{_ILL}|autres congés?)(?: (?!puis|et |sans |mat|pat)[a-z'-]{{1,14}}){{0,6}}?"
            rf"(?: :| de|,)? (?P<a>{NUMBER}) jours(?! (?:de |d'|en )?(?:mat|pat|congé|sans|pour"
            r" enfant|retard)|[^.?!;0-9]{0,25}(?:puis|et)[^.?!;0-9]{0,20}\d+ jours)"
            r"|(?:malade|arrêtée?|en arrêt|absente?|hospitalisée?)(?: (?!puis|et "
            r"|sans)[a-z']{1,12})"
            rf"{{0,3}}? (?P<b>{NUMBER}) jours(?! (?:de |d'|en )?(?:mat|pat|sans)|[^.?!;0-9]{{0,25}}"
            r"(?:puis|et)[^.?!;0-9]{0,20}\d+ jours)"
            rf"|(?P<c>{NUMBER}) jours (?:[a-z]{{1,8}} )?(?:d'|de |en )(?:longue |grave )?(?:maladie"
            r"|arrêt(?! (?:de )?mat)|absence (?:maladie|pour maladie|pour raison de santé)|cmo"
            r"|citis)"
            rf"(?![a-z])(?! sans)|(?:pris|coûté|fait perdre|perdu) (?P<d>{NUMBER}) jours de stage"
            rf"|congés? (?:rémunéré|payé)s?[^.?!;\d]{{0,50}} (?P<e>{NUMBER}) jours)"
        ),
        told_count,
        ("jours",),
        unless=pattern(rf"{_NOT_HAD.pattern}|au-?delà d'un dixième$"),
        beside=pattern(r"enfant malade|garde d'enfant|congés annuels|ca posés"),
        own=False,
        imperfect=True,
        yes=(
            ("Maladie pendant le stage : 40 jours, quelle date de fin ?", "40"),
            ("J’ai été opéré en plein stage, arrêt de 35 jours.", "35"),
            ("Arrêtée vingt jours pour mon genou pendant mon stage.", "20"),
            ("Mon stage comporte 90 jours de longue maladie.", "90"),
            ("La grippe m’a pris 12 jours de stage.", "12"),
        ),
        no=("Pendant mon stage, 25 jours de paternité.", "Mon stage : arrêt sans traitement."),
    ),
    Reading(
        "jours_de_conge_pour_enfant_du_stage",
        pattern(
            rf"(?:(?P<a>{NUMBER}) jours (?:de |d'|pour |en |à )(?:la |une |l')?(?:arrêt |absence"
            rf" (?:pour )?|congés? )?(?:de |pour |d')?(?:la )?{_FOR_CHILD}"
            rf"|(?:{_FOR_CHILD}|arrivée d'un enfant)(?:(?!malad|arrêt|sans| puis| et )[^.?!;\d])"
            rf"{{0,45}}[ (](?P<b>{NUMBER}) jours(?! (?:de |d'|en )?(?:maladie|arrêt|sans|congé)))"
        ),
        told_count,
        ("matern", "patern", "adoption", "naisance", "enfant", "conge mat", "conge pat"),
        unless=_NOT_HAD,
        own=False,
        imperfect=True,
        yes=(
            ("Stage : maternité de 112 jours.", "112"),
            ("Ma maternité est tombée pendant mon stage, soit 112 jours.", "112"),
            ("Son stage a été interrompu par 25 jours de paternité.", "25"),
            ("Il a pris 28 jours à la naissance de sa fille, en plein stage.", "28"),
        ),
        no=("Mon stage : après ma maternité, arrêt de 12 jours.",),
    ),
    Reading(
        "jours_sans_traitement_du_stage",
        pattern(
            rf"(?:(?P<a>{NUMBER}) jours(?: (?!puis|et |mais )[a-z'-]{{1,14}}){{0,5}}? {_UNPAID}"
            rf"|{_UNPAID}(?:(?! puis| et |matern|mais|malad)[^.?!;\d]){{0,40}}[ :]"
            rf"(?P<b>{NUMBER}) jours(?! (?:de |d')(?:mat|pat|maladie|arrêt)))"
        ),
        told_count,
        ("sans ", "paye", "remuner"),
        unless=pattern(rf"{_NOT_HAD.pattern}|demandé"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Stage : 40 jours sans traitement.", "40"),
            ("Stagiaire, j’ai eu 12 jours pas payés au printemps.", "12"),
            ("On m’a placé sans rémunération 60 jours pendant le stage.", "60"),
            ("Congés sans solde pris comme stagiaire : 8 jours en juin.", "8"),
        ),
        no=("Stagiaire, je n’ai pas eu 30 jours sans traitement.",),
    ),
)
_FROM_THE_START = pattern(
    r"(?:à|de) (?P<n>[5-9]0) ?% (?:depuis (?:le début|ma nomination|sa nomination|toujours)"
    r"|pendant tout (?:le|mon|son) stage|tout (?:le|mon|son) (?:long du )?stage)"
)


def probation(
    plain: Plain, spans: Iterable[SpanMention], arrival: Mention | None
) -> Iterator[FactRead]:
    """Read the leave of a stage and its part-time, from the `arrival` where it lasts all along."""
    if not _STAGE.search(plain.text) or _NOT_OF_A_STAGE.search(plain.text):
        return
    yield from read_table((*_COUNTS, *_TOLD_FREELY), plain)
    yield from read_periods(_IN_STAGE, plain, spans)
    all_along = _FROM_THE_START.search(plain.text)
    if all_along and arrival and arrival.exact:
        part_time = Period(arrival.first, None, {"quotite": Decimal(all_along["n"])})
        yield FactRead("temps_partiel_du_stage", (part_time,), plain.words(*all_along.span()))
