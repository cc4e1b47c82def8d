"""Discipline told freely: the sanction, its day, the day facts were known, the suspension."""

from collections.abc import Iterator
from datetime import date

from agents.understand.readings import DayReading, Reading, always, read_days, read_table
from agents.understand.tense import AT_THE_DAY
from statute.facts import FactRead
from statute.french import Plain, pattern

_OTHERS = "collègue|voisin|amie?s?(?![a-z])"
_WRONG = (
    r"(?:faits?|vols?|comportement|fausses? (?:heures|factures|déclarations)|fraude|faute|pot aux"
    r" roses|agissements|détournement|malversation|trafic|tricher?|triche|harcèlement|insultes"
    r"|violences|gestes|carte (?:essence|carburant)|se servait|affaire|poursuivi|condamn[a-z]+"
    r"|abus)"
)
_LEARNED = (
    r"(?:appris|découvert|révélé|prévenue?s?|informée?s?|alertée?s?|avertie?s?(?![a-z])|signalé|constaté|(?:a"
    r"|ont|avez|avons) (?:tout )?su|au courant|connaissance|connaît(?![a-z])|connaissait"
    r"|savai(?:t|ent)|sait|reçu (?:la|une|cette|le|un) (?:plainte"
    r"|signalement|rapport)|été (?:connue?s?|révélée?s?))"
)
_DAYS = (
    DayReading(
        "date_de_connaissance_des_faits",
        pattern(
            rf"(?:{_LEARNED}[^.?!;\d]{{0,60}}?|contrôle(?: du)?|(?:collectivité|mairie|commune"
            rf"|ville"
            rf"|employeur) (?:a |l'a )?su(?! que)[^.?!;\d]{{0,12}}?){AT_THE_DAY}"
        ),
        ("apris", "decouv", "revel", "prevenu", "inform", "alert", "averti", "signal", "constat",
         "su ", "sait", "savai", "plainte", "raport", "courant", "conai", "control", "conu"),
        about=pattern(
            rf"{_WRONG}|sanction|disciplin|(?:collectivité|commune|mairie) a su|prescri"
        ),
        after=pattern(
            r"^,? (?:20\d\d )?(?:qu'une? |que |vous avez su |il a su |la mairie a su )[^.?!;]{0,40}"
            r"(?:révélé|découvert|appris|signalé|su |prévenu)?"
        ),
        not_before=pattern(
            r"(?:accident|arrêt|enceinte|grossesse|remonte|datent?|commis|entretien|convoqu|notifi"
            r"|sanctionnée?|suspendue?|contrôle médical)[^.?!;]{0,30}$|j'ai (?:été )?(?:appris"
            r"|informée?|avertie?|prévenue?|su)[^.?!;]{0,15} (?:ma|mon|la|que"
            r"|cette)(?![a-z])[^.?!;]{0,40}$"
        ),
        unless=pattern(
            rf"{_OTHERS}|accident|enceinte|grossesse|arrêt (?:de travail|maladie)|contrôle médical"
            r"|mon recours|m'a (?:informé|prévenu)"
        ),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("Nous avons appris ces vols le 16 septembre 2026.", "2026-09-16"),
            ("Mon chef est au courant depuis le 13 janvier 2023 et veut me sanctionner.",
             "2023-01-13"),
            ("La gendarmerie nous a prévenus le 28 juillet des faits.", "2026-07-28"),
            ("À la suite du contrôle du 5 mai 2025, vous avez su la fraude.", "2025-05-05"),
        ),
        no=("Les faits fautifs remontent au 16 septembre 2026.",),
    ),
    DayReading(
        "date_de_la_sanction",
        pattern(
            r"(?:arrêté (?:du|portant [^.?!;]{3,40}, pris)|mise à pied[^.?!;]{0,40}? en date"
            r"|par (?:arrêté"
            r"|décision)|décision(?: est| datée)?|(?:arrêté|sanction"
            r"|mesure)[^.?!;\d]{0,40}? (?:prise?"
            rf"|signée?|prononcée?|infligée?)){AT_THE_DAY}"
        ),
        ("arete", "decision", "pied", "prise", "sign", "prononce", "inflige"),
        about=pattern(
            r"blâm|averti|sanction|exclu|rétrograd|abaiss|mise à pied|révoc|radié du tableau"
        ),
        not_before=pattern(
            r"(?:notifi|faits|recours|contest|conseil|entretien|convoqu|jusqu|suspen|commence"
            r"|à compter)[^.?!;]{0,35}$"
        ),
        unless=pattern(rf"{_OTHERS}|projet|envisag|menac|prononcera|sera prononc|suspension"),
        past=True,
        own=False,
        yes=(
            ("Le maire m’a mis une mise à pied de deux jours en date du 18.11.2026.",
             "2026-11-18"),
            ("Par décision du 10/11/2026, la commune a prononcé un blâme.", "2026-11-10"),
            ("Arrêté portant abaissement d’échelon, pris le 2 juillet 2026.", "2026-07-02"),
        ),
        no=("Sanction : mon recours contre l’arrêté part le 2 juillet 2026.",),
    ),
    DayReading(
        "date_de_la_sanction",
        pattern(
            r"(?:sanction|exclusion|blâme|avertissement)[^?!;\n]{0,60}[.,;] ?(?:arrêté|décision"
            r"|prise?"
            rf"|prononcée?|signée?){AT_THE_DAY}"
        ),
        ("arete", "decision", "pris", "prononce", "signe"),
        not_before=pattern("(?:recours|contest|suspen|faits|notifi)[^?!;]{0,40}$"),
        unless=pattern(rf"{_OTHERS}|projet|envisag|menac"),
        past=True,
        own=False,
        yes=(("Sanction : blâme. Arrêté du 19 juin 2025.", "2025-06-19"),),
        no=("Sanction : blâme. Faits du 19 juin 2025.",),
    ),
    DayReading(
        "date_de_la_suspension",
        pattern(
            r"(?:(?:suspension|suspendue?|suspendre|suspendons)(?! (?:de|du) (?:ma|mon|la"
            r"|traitement"
            r"|salaire))[^?!;\d]{0,70}?|(?:cessé d'exercer|mesure conservatoire"
            r"|retirée? du service|écartée? du service"
            rf"|mise? à l'écart)[^.?!;\d]{{0,40}}?|(?:remis|rendu) (?:ses|mes)[^.?!;\d]{{0,30}}?)"
            rf"{AT_THE_DAY}"
        ),
        ("suspen",),
        after=pattern(
            r"^,? (?:20\d\d,? )?(?:que (?:je suis|il est|elle est|l'agente? est) suspendue?"
            r"|je n'ai plus le droit de venir|il est suspendu|elle est suspendue"
            r"|je suis suspendue?|date (?:de|à laquelle)[^.?!;]{0,20} suspen|jour où commen[a-z]+"
            r" (?:sa|ma|la) suspension)"
        ),
        not_before=pattern(
            r"(?:fin|jusqu|prolong|levée?|termine|prend fin|lever|plainte|faits|connus?|entretien"
            r"|conseil|réintégr|recours)[^.?!;]{0,30}$"
        ),
        unless=pattern(
            r"(?:ma|mon|une?|leur) collègue|voisin|(?:salaire|traitement|prime|paie"
            r"|paye)[^.?!;]{0,15}"
            r" suspendu|versement|vaccin|télétravail suspendu|permis|suspendu (?:mon|le"
            r"|son) (?:stage|contrat|compte|cpf|congé)"
            r"|service est suspendu|travaux|bus|congés? (?:est|sont) suspendu|liste d'aptitude"
        ),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("Ma suspension a démarré le 16 juin 2026.", "2026-06-16"),
            ("Nous avons dû suspendre le gardien le 12 octobre.", "2026-10-12"),
            ("Depuis le 21 juillet je n’ai plus le droit de venir, le maire m’a suspendue.",
             "2026-07-21"),
            ("Elle a cessé d’exercer le 19 mai 2026, date de sa suspension.", "2026-05-19"),
        ),
        no=("La levée de ma suspension est du 19 mai 2026.",),
    ),
)  # fmt: skip
_NO_SANCTION = pattern(
    rf"{_OTHERS}|est-ce qu'une?|différence|entre un|ou (?:un|blâme)|comprend|crèche|école|cantine"
    r"|amende|médic|cdis|alerte|risque|menace|peut-(?:on|il|elle)|faut-il|comme le blâme"
)
_A_FEW_DAYS = r"(?:[123]|une?|deux|trois) (?:jours?|journées?)"
_LONG = (
    r"(?:(?:[4-9]|\d\d) jours|(?:quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|seize|vingt"
    r"|trente)"
    r" jours|(?:\d{1,2}|une?|deux|trois|six|douze) (?:mois|ans?)(?![a-z]))"
)
_OUT = r"(?:exclusion|exclue?|mise? à pied)"
_SANCTIONS = tuple(
    Reading(
        "sanction",
        pattern(written),
        always(name),
        ("averti", "blam", "exclu", "pied", "abais", "retrograd", "radi", "deplac", "descend"),
        unless=_NO_SANCTION,
        own=False,
        imperfect=True,
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, written, yes, no in (
        (
            "avertissement",
            (
                r"(?:(?:sanction(?: prononcée)?(?: :| est l')? ?|(?:^"
                r"|[.?!;\n] ?))avertissement(?! (?:oral"
                r"|des parents))|(?:été|suis) avertie? (?:par écrit|officiellement))"
            ),
            ("Sanction : avertissement, agent des espaces verts.",),
            ("J’ai été averti de la réunion.",),
        ),
        (
            "blâme",
            (
                r"(?:(?:sanction(?: prononcée)?(?: :| est le)? ?|(?:^|[.?!;\n] ?))blâme(?![a-z])"
                r"|(?:été|est|a"
                r" été) blâmée?s?(?![a-z])|blâme (?:notifié|reçu|prononcé|infligé))"
            ),
            ("Blâme notifié le 18 novembre.", "L’agente a été blâmée pour ses propos."),
            ("On m’a parlé d’un conseil.",),
        ),
        (
            "exclusion du premier groupe",
            (
                rf"(?:{_OUT}(?: (?!six|qu)[a-z']{{1,12}}){{0,4}}? (?:de |d'"
                rf"|pour )?{_A_FEW_DAYS}(?![a-z]| de (?:grève|retard|congé))"
                rf"|{_A_FEW_DAYS} (?:d'|de )(?:exclusion|mise à pied))"
            ),
            (
                "Le maire m’a mis une mise à pied de deux jours.",
                "Elle a eu une journée d’exclusion.",
            ),
            ("La réunion exclut trois personnes.",),
        ),
        (
            "sanction du deuxième ou du troisième groupe",
            (
                rf"(?:{_OUT}(?: (?!qu)[a-z']{{1,12}}){{0,4}}? (?:de |d'|pour )?{_LONG}"
                rf"|{_LONG} (?:d'"
                rf"|de )"
                r"(?:exclusion|mise à pied)|(?:abaissée?|descendue?|rétrogradée?) d'un (?:échelon"
                r"|grade)"
                r"|radiée? du tableau|déplace(?:ment|r) d'office|déplacée? d'office)"
            ),
            (
                "Le maire a prononcé vingt jours d’exclusion.",
                "M. Petit a été abaissé d’un échelon.",
                "On m’a descendu d’un grade.",
            ),
            ("J’ai monté d’un grade.",),
        ),
    )
)


def sanctions(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read sanctions and suspensions with their days."""
    yield from read_days(_DAYS, plain, received)
    yield from read_table(_SANCTIONS, plain)
