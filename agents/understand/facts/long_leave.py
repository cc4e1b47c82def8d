"""Long leaves (CLM, CLD), therapeutic part time (TPT), unfitness: when they began, what is left."""

from collections.abc import Iterable, Iterator
from datetime import date

from agents.understand.dates import WEEK, SpanMention
from agents.understand.readings import (
    DayReading,
    PeriodReading,
    Reading,
    always,
    read_days,
    read_periods,
    read_table,
)
from statute.facts import OUI, FactRead
from statute.french import Plain, pattern

_WEEKDAY = rf"(?:(?:{'|'.join(WEEK)}) )?"
_CLM = r"(?:longue maladie|clm)(?![a-z])"
_CLD = r"(?<!affection de )(?:longue durée|cld)(?![a-z])"
_TPT = r"(?:temps partiel thérap[a-z]*|mi[- ]temps thérap[a-z]*|tpt|tp thérap[a-z]*)(?![a-z])"
_OFFICE = r"(?:disponibilité|dispo) d'office(?: pour (?:raison de santé|maladie|inaptitude))?"
_PPR = r"(?:préparation au reclassement|ppr)(?![a-z])"
_ASKED = r"(?:demandé|déposé|sollicité|ma demande|une demande|certificat|dossier|reçu|courrier)"
_ENDING = (
    r"demand|termin|finit|finissai|achèv|prend fin|expir|examin|dossier|reprise|reprend|reprends"
    r"|repris|jusqu|renouvel|prolong|refus|conseil médical|comité|échéance|fin de|fin du|accident"
    r"|épuis|sorti"
)
_NOT_A_START = pattern(
    rf"(?:jusqu'|fin |reprise|reprend|repris|née?|renouvel|prolong)[^.?!;\n]{{0,25}}$"
    rf"|(?:{_ASKED}|examin[a-z]{{1,4}}|conseil médical)[^.?!;\n]{{0,60}}$"
)


def _start(kind: str) -> str:
    return (
        rf"{kind}(?:(?!{_ENDING})[^.?!;\n]){{0,45}} (?:le|du|depuis le|depuis|est le|:) "
        rf"{_WEEKDAY}$|{kind} au {_WEEKDAY}$|{kind}[^.?!;\n]{{0,20}} (?:commencé|commence|débute"
        rf"|commencera|débutera|démarre|démarrera|dès|à (?:partir|compter) de|depuis) {_WEEKDAY}$"
    )


def _just_after(kind: str) -> str:
    return (
        r"(?<=\A)[ ,]{1,2}(?:(?:j'étais|j'ai|il|elle|on m'a|en|au|à)(?: [a-zé]{1,10}){0,3} )?"
        rf"{kind}"
    )


def _since(kind: str) -> str:
    return (
        r"(?:suis|est|étais|était|placée?|mise?|été|reconnue?)(?: [a-zé]{1,9}){0,2} "
        rf"(?:en |à )(?:congé (?:de )?|position de |période de )?{kind}"
    )


_STARTS = (
    DayReading(
        "debut_de_la_longue_maladie",
        pattern(_start(_CLM)),
        ("longue maladie", "clm"),
        after=pattern(_since(_CLM)),
        not_before=_NOT_A_START,
        imperfect=True,
        yes=(
            ("Je suis en congé de longue maladie depuis le 1er septembre 2025.", "2025-09-01"),
            ("Mon CLM a débuté le 15/03/2024.", "2024-03-15"),
            ("Depuis le 2 février 2026, je suis placée en longue maladie.", "2026-02-02"),
            ("Le CLM m'a été accordé à compter du 4 mai 2026.", "2026-05-04"),
            ("En longue maladie du 1er juin 2025 au 31 mai 2026.", "2025-06-01"),
            ("Mon agent est en CLM depuis le 12 janvier 2026, que touche-t-il ?", "2026-01-12"),
            ("Début du congé longue maladie : 7 avril 2026.", "2026-04-07"),
            ("J'ai été mise en CLM à partir du 12 octobre 2026.", "2026-10-12"),
        ),
        no=(
            "J'ai demandé un congé de longue maladie le 3 mars 2026.",
            "Mon congé de longue maladie se termine le 3 mars 2027.",
            "Ma collègue est en longue maladie depuis le 3 mars 2026.",
            "Mon CLM a été renouvelé le 3 mars 2026.",
            "Le conseil médical examine mon CLM le 3 décembre 2026.",
        ),
    ),
    DayReading(
        "debut_de_la_longue_duree",
        pattern(_start(_CLD)),
        ("longue dure", "cld"),
        after=pattern(_since(_CLD)),
        not_before=_NOT_A_START,
        unless=pattern("longue maladie|clm"),
        imperfect=True,
        yes=(
            ("Je suis en congé de longue durée depuis le 1er septembre 2025.", "2025-09-01"),
            ("Mon CLD a commencé le 1er juin 2024.", "2024-06-01"),
            ("Mon agent est en CLD depuis le 12 janvier 2026, que touche-t-il ?", "2026-01-12"),
            ("Depuis le 2 février 2026, je suis placée en longue durée.", "2026-02-02"),
        ),
        no=(
            "J'ai une affection de longue durée depuis le 3 mars 2026.",
            "Mon CLD se termine le 3 mars 2027.",
            "CLM depuis le 1er mars 2025, puis CLD.",
        ),
    ),
    DayReading(
        "debut_du_temps_therapeutique",
        pattern(
            rf"{_start(_TPT)}|recommenc[a-z]{{1,5}}[^.?!;\n]{{0,25}} (?:le|du) {_WEEKDAY}$"
            r"|(?:continuer|poursuivre|recommencer|repartir)[^.?!;\n]{0,30} à (?:partir|compter)"
            rf" du {_WEEKDAY}$"
        ),
        ("therap", "tpt"),
        after=pattern(
            r"(?:commence|reprends?|reprendrai|passe|débute|démarre|serai?|suis|est|reprise|reprendra)"
            rf"[^.?!;\n]{{0,20}} (?:en|à|un|mon|au) {_TPT}"
        ),
        not_before=_NOT_A_START,
        coming=True,
        yes=(
            ("Mon temps partiel thérapeutique commence le 1er décembre 2026.", "2026-12-01"),
            ("Je reprends à temps partiel thérapeutique à compter du 7 décembre.", "2026-12-07"),
            ("En TPT depuis le 2 novembre 2026, combien de temps encore ?", "2026-11-02"),
            ("Mi-temps thérapeutique à partir du 4 janvier 2027.", "2027-01-04"),
            ("À compter du 14 décembre je reprends en mi-temps thérapeutique.", "2026-12-14"),
            ("Début de mon TPT le lundi 30 novembre.", "2026-11-30"),
            ("Mon agent est à mi-temps thérapeutique depuis le 5 octobre 2026.", "2026-10-05"),
            ("Temps partiel thérapeutique accordé du 1er décembre au 28 février.", "2026-12-01"),
            ("Mon TPT finit : je voudrais continuer à partir du 1er janvier 2027.", "2027-01-01"),
        ),
        no=(
            "J'ai demandé un temps partiel thérapeutique le 3 novembre.",
            "Mon mi-temps thérapeutique se termine le 3 décembre.",
            "Ma collègue est en TPT depuis le 3 novembre.",
            "Mon TPT a été prolongé le 3 novembre.",
        ),
    ),
    DayReading(
        "autorisation_du_temps_therapeutique",
        pattern(
            rf"{_TPT}(?:(?!demand|refus|jusqu|fin |termin)[^.?!;\n]){{0,40}}(?:autorisée?|accordée?"
            r"|accepté|validé|notifié)(?: par [a-z' ]{1,25})? (?:le|par (?:décision|arrêté) du) "
            rf"{_WEEKDAY}$|(?:autorisation|accord)(?![a-z])[^.?!;\n]{{0,25}}{_TPT}"
            rf"(?:(?!compter|partir)[^.?!;\n]){{0,25}} (?:du|le) {_WEEKDAY}$"
        ),
        ("therap", "tpt"),
        past=True,
        yes=(
            ("Mon TPT a été autorisé le 10 novembre 2026.", "2026-11-10"),
            ("Le temps partiel thérapeutique m'a été accordé le 3 novembre.", "2026-11-03"),
            ("Mi-temps thérapeutique autorisé par arrêté du 12 octobre 2026.", "2026-10-12"),
            ("L'autorisation de temps partiel thérapeutique date du 5 novembre.", "2026-11-05"),
            ("Mon TPT a été validé par la DRH le 16 novembre.", "2026-11-16"),
            ("J'ai eu l'accord pour mon mi-temps thérapeutique le 20 octobre 2026.", "2026-10-20"),
            ("Temps partiel thérapeutique accepté le 2 novembre 2026.", "2026-11-02"),
            ("Le mi-temps thérapeutique a été notifié le 9 novembre.", "2026-11-09"),
        ),
        no=(
            "Mon TPT a été demandé le 10 novembre 2026.",
            "Mon TPT n'a pas été autorisé le 10 novembre.",
            "On m'a accordé 3 mois de TPT à compter du 1er octobre 2026.",
            "Le temps partiel thérapeutique m'est accordé à partir du 3 novembre.",
        ),
    ),
    DayReading(
        "debut_de_la_disponibilite_d_office",
        pattern(_start(_OFFICE)),
        ("d'ofice",),
        after=pattern(_since(_OFFICE)),
        not_before=_NOT_A_START,
        coming=True,
        yes=(
            ("Je suis en disponibilité d'office depuis le 1er mars 2026.", "2026-03-01"),
            ("Ma dispo d'office a commencé le 15/06/2026.", "2026-06-15"),
            ("Placée en disponibilité d'office pour raison de santé à compter du 2 mai 2026.",
             "2026-05-02"),
            ("Depuis le 7 septembre 2026 je suis placé en disponibilité d'office.", "2026-09-07"),
            ("Mon agent est en disponibilité d'office depuis le 4 janvier 2026.", "2026-01-04"),
            ("Arrêté de disponibilité d'office du 1er octobre 2026.", "2026-10-01"),
            ("La mise en disponibilité d'office prend effet le 1er décembre 2026.", "2026-12-01"),
            ("Disponibilité d'office du 3 novembre 2025 au 2 novembre 2026.", "2025-11-03"),
        ),
        no=(
            "Ma disponibilité d'office se termine le 1er mars 2027.",
            "Je suis en disponibilité depuis le 1er mars 2026.",
            "Si je suis en disponibilité d'office le 1er mars, que se passe-t-il ?",
        ),
    ),
    DayReading(
        "debut_de_la_preparation",
        pattern(_start(_PPR)),
        ("preparation au reclasement", "pr"),
        after=pattern(_since(_PPR)),
        not_before=_NOT_A_START,
        coming=True,
        yes=(
            ("Ma PPR a commencé le 1er octobre 2026.", "2026-10-01"),
            ("Je suis en période de préparation au reclassement depuis le 2 mars 2026.",
             "2026-03-02"),
            ("PPR à compter du 4 janvier 2027.", "2027-01-04"),
            ("La période de préparation au reclassement débute le 7 décembre 2026.", "2026-12-07"),
            ("Depuis le 12 mai 2026 je suis en PPR.", "2026-05-12"),
            ("Début de la PPR : 15/09/2026.", "2026-09-15"),
            ("Mon agent est en PPR depuis le 8 juin 2026.", "2026-06-08"),
            ("La PPR m'a été proposée à partir du 1er novembre 2026.", "2026-11-01"),
        ),
        no=(
            "Ma PPR se termine le 1er octobre 2027.",
            "J'ai demandé une PPR le 1er octobre 2026.",
        ),
    ),
)  # fmt: skip
_PERIODS = (
    PeriodReading(
        "temps_therapeutiques",
        pattern(_TPT),
        ("therap", "tpt"),
        unless=pattern("demand|souhait|voudrai"),
        after=pattern(_just_after(_TPT)),
        goes_on=False,
        yes=(
            ("J'ai déjà eu un TPT du 1er février au 30 juin 2026.", "2026-02-01..2026-06-30"),
            ("J'étais à mi-temps thérapeutique du 5 janvier au 4 avril 2026.",
             "2026-01-05..2026-04-04"),
            ("Temps partiel thérapeutique de 3 mois à compter du 1er mars 2026.",
             "2026-03-01..2026-05-31"),
            ("TPT du 1er mars au 31 mai 2026 puis du 1er au 30 septembre 2026.",
             "2026-03-01..2026-05-31; 2026-09-01..2026-09-30"),
            ("Du 2 mars au 1er juin 2026 j'ai travaillé en mi-temps thérapeutique.",
             "2026-03-02..2026-06-01"),
            ("Mon agent a fait un temps partiel thérapeutique du 4 mai au 3 août 2026.",
             "2026-05-04..2026-08-03"),
            ("Mi-temps thérapeutique du 10/01/2026 au 09/04/2026, prolongé jusqu'au 09/07/2026.",
             "2026-01-10..2026-04-09; 2026-04-10..2026-07-09"),
            ("J'ai bénéficié d'un TPT de février à juin 2026.", "2026-02-01..2026-06-30"),
            ("TPT du 2 février au 30 avril 2026, repos, puis de nouveau du 1er au 31 octobre.",
             "2026-02-02..2026-04-30; 2026-10-01..2026-10-31"),
        ),
        no=(
            "Ma collègue a eu un TPT du 1er février au 30 juin 2026.",
            "Je demande un TPT du 1er décembre au 28 février.",
            "En arrêt du 1er février au 30 juin 2026.",
        ),
    ),
    PeriodReading(
        "periodes_de_longue_maladie",
        pattern(_CLM),
        ("longue maladie", "clm"),
        unless=pattern("demand|souhait|voudrai|cld|longue durée"),
        after=pattern(_just_after(_CLM)),
        goes_on=False,
        yes=(
            ("En CLM du 1er septembre 2024 au 31 août 2025, puis du 5 janvier au 4 juillet 2026.",
             "2024-09-01..2025-08-31; 2026-01-05..2026-07-04"),
            ("J'ai eu un congé de longue maladie du 3 mars au 2 septembre 2025.",
             "2025-03-03..2025-09-02"),
            ("CLM fractionné : du 4 au 8 mai 2026 puis du 1er au 5 juin 2026.",
             "2026-05-04..2026-05-08; 2026-06-01..2026-06-05"),
            ("Congé longue maladie de 6 mois à compter du 1er juin 2026.",
             "2026-06-01..2026-11-30"),
            ("Mon agent était en CLM du 2 janvier 2025 au 1er janvier 2026.",
             "2025-01-02..2026-01-01"),
            ("Longue maladie depuis le 1er mars 2025 jusqu'au 31 août 2026.",
             "2025-03-01..2026-08-31"),
            ("J'ai été en longue maladie de mars à août 2025.", "2025-03-01..2025-08-31"),
            ("CLM du 10/01/2026 au 09/07/2026, renouvelé jusqu'au 09/01/2027.",
             "2026-01-10..2026-07-09; 2026-07-10..2027-01-09"),
        ),
        no=(
            "Ma collègue était en CLM du 1er février au 30 juin 2026.",
            "Je demande un CLM du 1er décembre au 31 mai.",
            "En arrêt du 1er février au 30 juin 2026, avant mon CLM ?",
        ),
    ),
)  # fmt: skip
_CHOICES = (
    Reading(
        "suite_de_la_longue_maladie",
        pattern(
            r"(?:opté|choisi|passée?|basculée?|transformé|placée?|mise?|passerai|suis|entrée?|est)"
            r"(?: [a-zé']{1,12}){0,4} (?:pour|en|au|le|un) (?:congé (?:de )?)?(?:longue durée|cld)"
            r"(?![a-z])|(?:mon|son) (?:congé (?:de )?)?(?:longue durée|cld)(?![a-z])"
            r"|(?:clm|longue maladie)[^.?!;\n]{0,40} (?:puis|transformé|converti|requalifié|devenu)"
            r"[^.?!;\n]{0,60}(?:cld|longue durée)(?![a-z])"
        ),
        always("longue durée"),
        ("longue dure", "cld"),
        unless=pattern(
            r"est-ce que|puis-je|dois-je|vaut-il|intéress|ou (?:en |un |le )?(?:clm|longue maladie"
            r"|rester)|affection de longue|hésit|choisir|demand|propos|différence|conseil"
        ),
        yes=(
            ("Après un an de CLM, j'ai opté pour le CLD.", "longue durée"),
            ("Mon CLM a été transformé en congé de longue durée.", "longue durée"),
            ("Je suis passée en longue durée après la première année.", "longue durée"),
            ("J'ai choisi le congé de longue durée.", "longue durée"),
            ("Je suis en CLD, ma première année était en longue maladie.", "longue durée"),
            ("Mon CLD continue, que vais-je toucher ?", "longue durée"),
            ("Mon agent a été placé en congé longue durée.", "longue durée"),
            ("J'ai été en longue maladie puis placée en CLD.", "longue durée"),
        ),
        no=(
            "Dois-je choisir le CLD ou rester en CLM ?",
            "J'ai une affection de longue durée.",
            "Je n'ai pas opté pour le CLD.",
            "Ma collègue est passée en CLD.",
        ),
    ),
    Reading(
        "suite_de_la_longue_maladie",
        pattern(
            r"(?:reste|restée?|resterai|maintenue?|gardé|conservé|continue)(?: [a-zé']{1,12}){0,3}"
            r" (?:en|le|mon|au) (?:congé (?:de )?)?(?:longue maladie|clm)(?![a-z])"
            r"|(?:opté|choisi) (?:pour |de (?:rester en |garder )|le )(?:le |mon |la )?(?:congé "
            r"(?:de )?)?(?:longue maladie|clm)(?![a-z])"
        ),
        always("longue maladie"),
        ("longue maladie", "clm"),
        unless=pattern(
            r"est-ce que|puis-je|dois-je|vaut-il|intéress|hésit|choisir|combien de temps"
        ),
        yes=(
            ("J'ai choisi de rester en CLM après la première année.", "longue maladie"),
            ("Je suis restée en longue maladie, pas de CLD.", "longue maladie"),
            ("J'ai opté pour le CLM plutôt que le CLD.", "longue maladie"),
            ("J'ai gardé le congé de longue maladie.", "longue maladie"),
        ),
        no=("Puis-je rester en CLM ?", "Mon agent n'est pas resté en CLM."),
    ),
    Reading(
        "longue_maladie_epuisee",
        pattern(
            r"(?:épuisé|utilisé|consommé|bénéficié de|pris|terminé|fait|eu) (?:toute?s? )?"
            r"(?:(?:mes|les|ses|mon|son) )?(?:(?:trois|3) ans )?(?<!eu )(?<!fait )(?<!pris )"
            r"(?:complets? )?(?:de |d'un |du )?(?:congé (?:de )?)?(?:longue maladie|clm)(?![a-z])"
            r"|(?:longue maladie|clm) (?:est |a été )?épuisée?s?|(?:longue maladie|clm)"
            r"[^.?!;\n]{0,30} (?:pendant|durant) (?:trois|3) ans|au (?:bout|terme) de(?:s| mes) "
            r"(?:trois|3) ans de (?:congé de )?(?:longue maladie|clm)"
        ),
        always(OUI),
        ("longue maladie", "clm"),
        unless=pattern(
            r"une fois|quand|lorsque|que se passe|arrive|bientôt|après les|durée max|ensuite"
        ),
        yes=(
            ("J'ai épuisé mes trois ans de CLM et j'ai repris.", "oui"),
            ("Mon CLM est épuisé depuis mars.", "oui"),
            ("J'ai utilisé mes 3 ans de congé de longue maladie.", "oui"),
            ("J'ai été en longue maladie pendant trois ans.", "oui"),
            ("J'ai eu trois ans de CLM, puis j'ai repris le 1er avril.", "oui"),
            ("Mon agent a épuisé son CLM.", "oui"),
            ("J'ai consommé les trois ans de longue maladie.", "oui"),
            ("J'ai fait 3 ans complets de CLM.", "oui"),
        ),
        no=(
            "Je n'ai pas épuisé mes trois ans de CLM.",
            "Que se passe-t-il quand on a épuisé les trois ans de CLM ?",
            "Ma collègue a épuisé ses trois ans de CLM.",
            "J'ai eu un an de CLM.",
        ),
    ),
)  # fmt: skip


def long_leaves(plain: Plain, received: date, spans: Iterable[SpanMention]) -> Iterator[FactRead]:
    """Read when long leaves and therapeutic part time began, their periods, what became of them."""
    told = tuple(spans)
    # What is over does not begin: it is told among the periods.
    over = {span.first for span in told if span.last and span.last < received}
    for fact in read_days(_STARTS, plain, received):
        if fact.fact != "debut_du_temps_therapeutique" or fact.value not in over:
            yield fact
    yield from read_periods(_PERIODS, plain, told)
    yield from read_table(_CHOICES, plain)
