"""Stage, échelon, liste d'aptitude, pension and age limit: their days and counts."""

from collections.abc import Iterable, Iterator
from datetime import date

from agents.understand.dates import NUMBER, SpanMention, as_months
from agents.understand.readings import (
    DayReading,
    PeriodReading,
    Reading,
    always,
    read_days,
    read_periods,
    read_table,
    whole_count,
)
from agents.understand.tense import AT_THE_DAY
from statute.facts import OUI, FactRead
from statute.french import Plain, pattern

_OTHERS = pattern("collègue|voisin|amie?s?(?![a-z])")
_NO_STAGE = pattern(
    rf"{_OTHERS.pattern}|école|lycée|étudiant|convention de stage|serai|sera nommée?|prolong"
)
_DAYS = (
    DayReading(
        "date_de_nomination_stagiaire",
        pattern(
            r"(?:(?:nommée?|recrutée?|nomination)[^.?!;]{0,40}stagiaire[^.?!;]{0,40}"
            r"|(?:suis|est|étant|fonctionnaire|agente?|adjointe?[^.?!;]{1,30}"
            r"|atsem) (?:[a-z]{1,12} )?"
            r"stagiaire[^.?!;]{0,30} (?:depuis|nommée?)(?: le| au)?"
            r"|stagiaire(?: [a-z]{1,14}){0,3} depuis"
            r"|(?:stage|période de stage)(?: d'un an| de [a-z]{1,10} (?:an"
            r"|mois))? (?:a )?(?:(?:commencé|débuté|démarré)|commence|débute|court"
            rf" depuis)|mise? en stage|stagiairisée?|nommée?){AT_THE_DAY}"
        ),
        ("stag",),
        about=pattern("stag"),
        not_before=pattern(r"(?:arrêt|malad|congé|absen|télétravail)[^.?!;]{0,20}$"),
        unless=_NO_STAGE,
        past=True,
        own=False,
        yes=(
            ("J’ai été nommée stagiaire le 1er février 2026.", "2026-02-01"),
            ("Je suis stagiaire depuis le 1er mars 2026.", "2026-03-01"),
            ("Mon stage a commencé le 1er septembre 2025.", "2025-09-01"),
            ("Mon agent, nommé adjoint technique stagiaire au 1er janvier 2026, est bon.",
             "2026-01-01"),
            ("Fonctionnaire stagiaire depuis le 15/04/2026.", "2026-04-15"),
            ("Stagiaire (stage d’un an commencé le 1er mars 2026), il va bien.", "2026-03-01"),
            ("Mise en stage le 1er juin 2026.", "2026-06-01"),
            ("Nommée le 1er février 2026 comme stagiaire.", "2026-02-01"),
        ),
        no=("Ma collègue est stagiaire depuis le 1er mars 2026.",
            "Je serai nommée stagiaire le 1er février 2027."),
    ),
    DayReading(
        "date_du_dernier_echelon",
        pattern(
            r"(?:(?:passée?|promue?|avancée?|monté|atteint|obtenu|eu)[^.?!;]{0,30}[ ']échelon"
            r"[^.?!;]{0,30}"
            rf"|échelon[^.?!;]{{0,30}} (?:depuis|obtenu|atteint|depuis le)"
            rf"|dernier (?:avancement d')?échelon"
            rf"[^.?!;]{{0,30}}){AT_THE_DAY}"
        ),
        ("echelon",),
        unless=pattern(f"{_OTHERS.pattern}|abaiss|prochain|passerai|devrais|serai|quand"),
        past=True,
        yes=(
            ("Je suis passée au 5e échelon le 1er mars 2025.", "2025-03-01"),
            ("Je suis au 6e échelon depuis le 12 juin 2024.", "2024-06-12"),
            ("Mon dernier échelon date du 01/09/2025.", "2025-09-01"),
            ("Échelon 4 obtenu le 15 janvier 2026.", "2026-01-15"),
            ("J’ai atteint l’échelon 5 le 1er avril 2024.", "2024-04-01"),
            ("J’ai été promue à l’échelon 7 le 1er octobre 2025.", "2025-10-01"),
        ),
        no=("Je passerai au 5e échelon le 1er mars 2027.",
            "Ma collègue est au 6e échelon depuis le 12 juin."),
    ),
    DayReading(
        "reponse_a_la_revision",
        pattern(
            r"(?:réponse|refus|rejet|refusé|rejeté|répondu|maintenu)[^?!;]{0,70}révis[^?!;]{0,50}"
            r"|révision[^?!;]{0,50}(?:répon[a-z]+|refusée?|rejetée?|notifiée?|reçue?)[^?!;]{0,40}"
        ),
        ("revis",),
        about=pattern("révis"),
        not_before=pattern("(?:sans|aucune) réponse[^.?!;]{0,30}$"),
        unless=pattern(f"{_OTHERS.pattern}|demandé la révision|liste"),
        past=True,
        own=False,
        yes=(
            ("La réponse à ma demande de révision de mon entretien m’est parvenue le 16 novembre.",
             "2026-11-16"),
            ("Ma demande de révision a été refusée le 3 novembre.", "2026-11-03"),
            ("La mairie a rejeté la révision de mon compte rendu le 9 novembre 2026.",
             "2026-11-09"),
        ),
        no=("J’ai demandé la révision de mon compte rendu le 3 novembre.",),
    ),
    DayReading(
        "date_de_la_liste_d_aptitude",
        pattern(
            r"(?:(?:inscri(?:te?|ption)|lauréate?|figure|suis|admise?)[^.?!;]{0,50} liste"
            rf" (?:d'aptitude)?[^.?!;]{{0,50}}|liste d'aptitude[^.?!;]{{0,30}} (?:depuis|du|établie"
            rf"|publiée|datée)){AT_THE_DAY}"
        ),
        ("liste",),
        about=pattern("aptitude|concours|lauréat"),
        not_before=pattern("(?:congé|arrêt|dispo)[^.?!;]{0,30}$"),
        unless=pattern(
            f"{_OTHERS.pattern}|électoral|liste des candidat|expire|fin de|jusqu"
            f"|valable|radié"
        ),
        past=True,
        own=False,
        yes=(
            ("Je suis inscrite sur la liste d’aptitude depuis le 1er février 2024.", "2024-02-01"),
            ("Mon inscription sur la liste d’aptitude date du 15 mars 2025.", "2025-03-15"),
            ("Lauréat, inscrit sur la liste le 10/01/2024.", "2024-01-10"),
            ("La liste d’aptitude publiée le 5 juin 2025 me mentionne.", "2025-06-05"),
        ),
        no=("La liste d’aptitude expire le 1er février 2028.",),
    ),
    DayReading(
        "date_d_effet_de_la_pension",
        pattern(
            r"(?:(?:partir|pars|part|départ|prendre|prends|prend|partirai|partira|admise?|mise?"
            r"|placée?|serai"
            rf"|sera)[^.?!;]{{0,25}} (?:retraite|pension)[^.?!;]{{0,30}}|(?:pension"
            rf"|retraite)[^.?!;]{{0,30}}"
            rf" (?:prend(?:ra)? effet|effet|commence|prévue?|fixée?)){AT_THE_DAY}"
        ),
        ("retraite", "pension"),
        not_before=pattern("(?:entretien|réunion|rendez-vous|pot|décédée?)(?![a-z])[^.?!;]{0,50}$"),
        unless=pattern(
            rf"{_OTHERS.pattern}|né(?:e)? le|puis-je|quand|invalidité|réversion|progressive|si je"
            rf"|conjoint"
            r"|mari(?![a-z])|avant|à partir de quel"
        ),
        coming=True,
        of_month=True,
        yes=(
            ("Je pars à la retraite le 1er juillet 2027.", "2027-07-01"),
            ("Je souhaite partir en retraite au 1er mars 2027.", "2027-03-01"),
            ("Ma pension prendra effet le 1er avril 2027.", "2027-04-01"),
            ("Mon départ à la retraite est prévu le 1er janvier 2028.", "2028-01-01"),
            ("Mon agent part en retraite le 01/09/2027.", "2027-09-01"),
            ("Je serai admise à la retraite à compter du 1er février 2027.", "2027-02-01"),
        ),
        no=("Ma collègue part à la retraite le 1er juillet.",
            "Puis-je partir à la retraite le 1er juillet 2027 ?"),
    ),
    DayReading(
        "debut_du_conge_sans_traitement",
        pattern(
            rf"(?:congé (?:[a-z]{{1,14}} )?(?:sans (?:traitement|solde)"
            rf"|non rémunéré)[^.?!;]{{0,40}}?)"
            rf"{AT_THE_DAY}"
        ),
        ("sans traitement", "sans solde", "non remunere"),
        not_before=pattern(r"(?:fin|termine|jusqu|retour|reven|rentr)[^.?!;]{0,30}$"),
        unless=pattern(f"{_OTHERS.pattern}|demandé|refus"),
        coming=True,
        of_month=True,
        yes=(
            ("Stagiaire, je voudrais un congé sans traitement à partir du 1er mars 2027.",
             "2027-03-01"),
            ("Je souhaite un congé sans traitement dès le 4 janvier 2027.", "2027-01-04"),
            ("Un congé non rémunéré à compter du 1er février est-il possible ?", "2027-02-01"),
        ),
        no=("Mon congé sans traitement se termine le 1er mars 2027.",),
    ),
)  # fmt: skip
_OTHER_COUNTS = (
    Reading(
        "duree_de_l_echelon",
        pattern(
            rf"(?:échelon[^.?!;]{{0,40}} (?:dure|durée (?:de |est de |: ?)"
            rf"|est de)(?: de)? ?(?P<n>{NUMBER})"
            r" (?P<unit>mois|ans?))"
        ),
        as_months,
        ("echelon",),
        unless=_OTHERS,
        own=False,
        yes=(
            ("Mon échelon dure 24 mois.", "24"),
            ("La durée dans mon échelon est de 2 ans.", "24"),
            ("L’échelon a une durée de trois ans.", "36"),
        ),
        no=("Je suis au 5e échelon depuis 2 ans.",),
    ),
    Reading(
        "jours_sans_avancement",
        pattern(
            rf"(?P<n>{NUMBER}) jours (?:de |d')(?:disponibilité|dispo|exclusion"
            rf"|prolongation de stage)"
        ),
        whole_count,
        ("dispo", "exclu", "prolong"),
        unless=pattern(f"{_OTHERS.pattern}|sanction|demand|voudr"),
        yes=(
            ("Depuis mon échelon, j’ai eu 90 jours de disponibilité.", "90"),
            ("Dans mon échelon, 15 jours d’exclusion sont à retirer.", "15"),
            ("J’ai fait 30 jours de prolongation de stage avant mon échelon.", "30"),
        ),
        no=("Je demande 90 jours de disponibilité.",),
    ),
    Reading(
        "enfants_a_charge_a_67_ans",
        pattern(
            rf"(?:(?:à|aurai) (?:mes )?67 ans[^.?!;]{{0,60}} (?P<n>{NUMBER}) enfants?"
            rf"|(?P<m>{NUMBER})"
            r" enfants? (?:encore |toujours )?à charge[^.?!;]{0,40} (?:à|quand j'aurai"
            r"|le jour de) (?:mes )?67"
            r" ans)"
        ),
        whole_count,
        ("67",),
        unless=pattern(f"{_OTHERS.pattern}|(?:50|cinquante) ans"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("À 67 ans, j’aurai encore 2 enfants à charge.", "2"),
            ("J’aurai deux enfants à charge à mes 67 ans.", "2"),
            ("À mes 67 ans il me restera trois enfants à charge.", "3"),
        ),
        no=("J’ai 2 enfants et je pars à 64 ans.",),
    ),
    Reading(
        "trois_enfants_a_50_ans",
        pattern(
            r"(?:j'avais (?:déjà )?)?(?:(?:à|avant) (?:mes )?50 ans[^.?!;]{0,30} (?:trois|quatre"
            r"|cinq|3|4|5) enfants|(?:trois|quatre"
            r"|cinq|3|4|5) enfants[^.?!;]{0,30} (?:à|le jour de|avant) (?:mes )?50 ans)"
        ),
        always(OUI),
        ("50 ans",),
        unless=pattern(
            rf"{_OTHERS.pattern}|faut-il|moins de (?:trois|3)|pas (?:[a-z]{{1,7}} )?(?:trois|3)"
        ),
        denies=True,
        imperfect=True,
        yes=(
            ("À 50 ans, j’avais trois enfants.", "oui"),
            ("J’avais 4 enfants le jour de mes 50 ans.", "oui"),
            ("J’avais déjà trois enfants à mes 50 ans.", "oui"),
        ),
        no=("J’ai 50 ans et deux enfants.",),
    ),
    Reading(
        "enfant_handicape_a_charge",
        pattern(
            r"(?:(?:mon|ma|un de mes|notre) (?:fils|fille|enfants?)[^.?!;]{0,50} (?:touche|perçoit"
            r"|a|bénéficie"
            r" de|reçoit) (?:l'|encore l')?(?:aah|allocation aux adultes handicapés)|(?:invalide"
            r"|invalidité"
            r"|incapacité)[^.?!;]{0,15} (?:à|de) (?:8\d|9\d|100) ?%)"
        ),
        always(OUI),
        ("ah", "handicap", "invalid", "incapacite"),
        unless=pattern(f"{_OTHERS.pattern}|faut-il|doit-il"),
        own=False,
        yes=(
            ("Ma fille touche l’AAH et vit avec moi.", "oui"),
            ("Mon fils perçoit l’allocation aux adultes handicapés.", "oui"),
            ("Un de mes enfants est invalide à 80 %.", "oui"),
        ),
        no=("Mon fils est handicapé.",),
    ),
    Reading(
        "trimestres_manquants",
        pattern(
            rf"(?:(?:manque(?:ra|ront|rait)?|manquent)(?: encore)? (?P<n>{NUMBER}) trimestres"
            rf"|(?P<m>{NUMBER}) trimestres? (?:manquants?|de moins|qui manquent))"
        ),
        whole_count,
        ("trimestre",),
        unless=pattern(f"{_OTHERS.pattern}|rachat|rachet"),
        yes=(
            ("Il me manquera 6 trimestres à 67 ans.", "6"),
            ("Il me manque quatre trimestres.", "4"),
            ("J’aurai 8 trimestres manquants.", "8"),
        ),
        no=("J’ai 160 trimestres.",),
    ),
)


_PERIODS = (
    PeriodReading(
        "suspensions_de_la_liste",
        pattern(
            r"(?:congé (?:parental|(?:de )?maternité|d'adoption|de présence|de solidarité"
            r"|de longue durée)"
            r"|longue durée|mandat)[^.?!;]{0,40}$"
        ),
        ("conge", "mandat", "longue duree"),
        unless=_OTHERS,
        yes=(
            (
                "Sur liste d’aptitude, en congé parental du 1er mars 2025 au 31 août 2025.",
                "2025-03-01..2025-08-31",
            ),
            (
                "Inscrite sur la liste d’aptitude, en congé maternité du 2 mai au 21 août 2026.",
                "2026-05-02..2026-08-21",
            ),
        ),
        no=("Je suis en congé parental du 1er mars au 31 août 2025.",),
    ),
)
_LIST = pattern("liste d'aptitude")


def career_days(plain: Plain, received: date, spans: Iterable[SpanMention]) -> Iterator[FactRead]:
    """Read the days and counts of a stage, an échelon, a liste d'aptitude, a pension."""
    yield from read_days(_DAYS, plain, received)
    yield from read_table(_OTHER_COUNTS, plain)
    if _LIST.search(plain.text):
        yield from read_periods(_PERIODS, plain, spans)
