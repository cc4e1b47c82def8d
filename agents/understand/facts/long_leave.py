"""Long leaves (CLM, CLD), therapeutic part time (TPT), unfitness: when they began, what is left."""

from collections.abc import Iterable, Iterator
from datetime import date

from agents.understand.dates import SpanMention
from agents.understand.facts.health.words import CLD, CLM, NOT_A_START, OFFICE, PPR, TPT, start_of
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


def _just_after(kind: str) -> str:
    return (
        r"(?<=\A)[ ,]{1,2}(?:(?:j'étais|j'ai|il|elle|on m'a|en|au|à)(?: [a-zé]{1,10}){0,3} )?"
        rf"{kind}"
    )


def _since(kind: str) -> str:
    return (
        r"(?:suis|est|étais|était|placée?|mise?|été|reconnue?|basculée?|passée?|entrée?|devenue?)"
        rf"(?: (?!plus |pas |jamais )[a-zé]{{1,9}}){{0,2}} (?:en |à |un |la |(?=d'))(?:congé"
        rf" (?:de )?|position de |période de )?{kind}"
    )


_STARTS = (
    DayReading(
        "debut_de_la_longue_maladie",
        pattern(start_of(CLM)),
        ("longue maladie", "clm"),
        after=pattern(_since(CLM)),
        not_before=NOT_A_START,
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
        pattern(start_of(CLD)),
        ("longue dure", "cld"),
        after=pattern(_since(CLD)),
        not_before=NOT_A_START,
        unless=pattern(
            r"(?:longue maladie|clm)[^.?!;\n]{0,25}(?:compris|inclu|dedans|intégr)|y compris"
            r"|transform|requalifi|converti|rétroacti"
        ),
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
        "debut_de_la_disponibilite_d_office",
        pattern(start_of(OFFICE)),
        ("d'ofice",),
        after=pattern(_since(OFFICE)),
        not_before=NOT_A_START,
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
        pattern(start_of(PPR)),
        ("preparation au reclasement", "pr"),
        after=pattern(_since(PPR)),
        not_before=NOT_A_START,
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
        pattern(TPT),
        ("therap", "tpt"),
        unless=pattern("demand|souhait|voudrai"),
        after=pattern(_just_after(TPT)),
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
        pattern(CLM),
        ("longue maladie", "clm"),
        unless=pattern("demand|souhait|voudrai|cld|longue durée"),
        after=pattern(_just_after(CLM)),
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
            "Que se passe-t-il quand on a épuisé les trois ans de CLM ?",
            "Ma collègue a épuisé ses trois ans de CLM.",
            "J'ai eu un an de CLM.",
        ),
    ),
)  # fmt: skip


def long_leaves(plain: Plain, received: date, spans: Iterable[SpanMention]) -> Iterator[FactRead]:
    """Read when long leaves and therapeutic part time began, their periods, what became of them."""
    told = tuple(spans)
    yield from read_days(_STARTS, plain, received)
    yield from read_periods(_PERIODS, plain, told)
    yield from read_table(_CHOICES, plain)
