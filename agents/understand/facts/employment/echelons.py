"""Stage, échelon, liste d'aptitude, review of an appraisal: their days and lengths, told freely."""

from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER, ORDINAL, as_months
from agents.understand.readings import (
    DayReading,
    Reading,
    read_days,
    read_table,
    told_count,
)
from agents.understand.tense import AT_THE_DAY
from statute.facts import FactRead
from statute.french import Plain, pattern

_OTHERS = "collègue|voisin|amie?s?(?![a-z])"
_NO_STAGE = pattern(
    rf"{_OTHERS}|école d|lycée|étudiant|convention de stage|sera(?:i|it)? (?:nommée?|stagiaire)"
    r"|stage de (?:formation|découverte|3e|troisième)|collège"
)
_ABSENT = pattern(
    r"(?:prolong|arrêt(?!é)|malad|congé|télétravail|enceinte|partiel|absen|accident|fin de"
    r"|finir|termine|titularis|entretien|évalu|jusqu|visite|rapport|demand)[^.?!;]{0,30}$"
)
_DAYS = (
    DayReading(
        "date_de_nomination_stagiaire",
        pattern(
            r"(?:stagiaire(?:,? (?!et |mais |en |a |ai |je |mois |an )[a-z'-]{1,14}){0,3}"
            r"(?:,? (?:depuis|nommée?|recrutée?|au|le))?"
            r"|(?:nommée?|recrutée?|nomination)(?: [a-z'-]{1,14}){0,2}"
            r"|stage(?: [a-z'-]{1,12}){0,4},? (?:(?:a|est|avait|était|ayant) )?(?:commencée?"
            r"|débutée?|démarrée?|partie?|parti|entamée?)"
            r"|stage ?[.?!;:] ?(?:il|celui-ci|elle|début) (?:(?:a|avait|est|était) )?(?:bien )?"
            rf"(?:commencé|débuté|démarré|parti)?){AT_THE_DAY}"
        ),
        ("stage", "stagiair", "titularis"),
        not_before=_ABSENT,
        unless=_NO_STAGE,
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("Fonctionnaire stagiaire depuis le 2 mars 2026, quand serai-je titularisé ?",
             "2026-03-02"),
            ("Mon année de stage est partie du 6 avril 2026.", "2026-04-06"),
            ("Ma période de stage avait démarré le 4 mai 2026.", "2026-05-04"),
            ("Quand finit mon stage ? Il a débuté le 1er juin 2026.", "2026-06-01"),
        ),
        no=(
            "Je suis stagiaire et en arrêt depuis le 3 mars 2026.",
            "Mon évaluation de stage a eu lieu le 3 novembre 2026.",
        ),
    ),
    DayReading(
        "date_du_dernier_echelon",
        pattern(
            rf"(?:{ORDINAL} échelon[^.?!;]{{0,40}}?"
            rf"|échelon (?:n ?° ?)?\d{{1,2}}(?: [a-z'-]{{1,12}})"
            r"{0,3},?|(?:avancement|échelon),? (?:[a-z'-]{1,12} ){0,3}(?:obtenue?|atteinte?|eu"
            r"|depuis|commencée?|nommée?|arrivée?)|dernier (?:avancement|changement)[^.?!;]{0,25}?"
            r"|(?:je )?l'?ai (?:eu|obtenu|atteint|pris)e?(?: le)?|(?:j'y|y|dedans|j'y suis)"
            r" (?:suis |est )?(?:arrivée? |entrée? |passée? )?(?:depuis|le)"
            r"|échelon[^.?!;]{0,40}(?:nommée?|commencée?|arrivée?|classée?|effet)"
            rf"|(?:je suis|il est|elle est|passée?) au \d{{1,2}} depuis){AT_THE_DAY}"
        ),
        ("echelon", "avancement", "cariere"),
        not_before=pattern(
            r"(?:prochain|futur|passer(?:ai|a|ait|ais)|devrais|abaiss|jusqu|entretien|demandé"
            r"|courrier|recours|décision|malad|(?<!suis )en arrêt|congé|indemn|en haut|bloqué)"
            r"[^.?!;]{0,35}$"
        ),
        about=pattern("échelon|avancement|depuis|l'ai|j'y|carrière"),
        unless=pattern(f"{_OTHERS}|abaiss|rétrograd|conteste|cpf|compte formation"),
        past=True,
        imperfect=True,
        yes=(
            ("Je suis au 7e échelon depuis le 1er mai 2024, quand passerai-je au suivant ?",
             "2024-05-01"),
            ("L’arrêté me classe au 3e échelon avec effet du 01/02/2025.", "2025-02-01"),
            ("Mon échelon dure deux ans et je l’ai eu le 1er juillet 2025.", "2025-07-01"),
            ("Échelon 6 au 1.03.2025.", "2025-03-01"),
            ("Échelon 4, dernier avancement le 3 juin 2024.", "2024-06-03"),
        ),
        no=(
            "Je passerai au 5e échelon le 1er mars 2026.",
            "Mon prochain échelon serait le 3 mars 2026.",
        ),
    ),
    DayReading(
        "date_du_dernier_echelon",
        pattern(r"(?!)"),
        ("echelon", "avanc"),
        after=pattern(
            r",? (?:que )?(?:je|il|elle) n'(?:ai|a) (?:pas|plus|jamais) (?:avancé|bougé"
            r"|changé d'échelon|eu d'échelon|pris d'échelon)"
        ),
        unless=pattern(_OTHERS),
        past=True,
        yes=(("Depuis le 4 mai 2023 je n’ai pas changé d’échelon.", "2023-05-04"),),
        no=("Depuis le 4 mai 2023 je change de bureau.",),
    ),
    DayReading(
        "date_de_la_liste_d_aptitude",
        pattern(
            rf"(?:liste(?: d'aptitude| aptitude)?[^.?!;\d]{{0,45}}?{AT_THE_DAY}"
            r"|(?:inscrite?|signé|publié|établi)(?: le)? ?$)"
        ),
        ("liste",),
        after=pattern(
            r",? (?:sur |à )?(?:la|une|votre|leur) (?:nouvelle )?liste (?:d'aptitude"
            r"|départementale|(?:des|de) )|^ sur (?:la|une) liste"
        ),
        about=pattern(r"aptitude|concours|lauréat|examen|inscrite? [^.?!;]{0,30}liste"),
        not_before=pattern(
            r"(?:électoral|expire|fin de|jusqu|valable|radié|congé|entretien|demandé|d'attente"
            r"|suspen|arrêt|prolong|renouvel|retir|jury|épreuve)[^.?!;]{0,40}$"
        ),
        unless=pattern(
            f"{_OTHERS}|électoral|liste d'attente|liste des (?:candidat|admissible|agents|documents"
            f"|pièces)"
        ),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("Je suis sur la liste d’aptitude depuis le 3 mars 2025, quand expire-t-elle ?",
             "2025-03-03"),
            ("Liste d’aptitude : 12 mai 2024, concours de rédacteur.", "2024-05-12"),
            ("Concours réussi, j’ai été inscrite le 6 mars 2026 sur la liste.", "2026-03-06"),
            ("Le président a signé le 4 novembre 2026 la liste d’aptitude, j’y figure.",
             "2026-11-04"),
        ),
        no=(
            "Ma place sur la liste d’aptitude expire le 3 mars 2026.",
            "Sur liste d’aptitude, j’ai un congé parental depuis le 3 mars 2026.",
        ),
    ),
    DayReading(
        "reponse_a_la_revision",
        pattern(
            r"(?:réponse|répondu|retour|refus(?:ée?)?|rejet(?:ée?)?|(?:disant|dit) non)"
            rf"[^?!;\d]{{0,50}}?{AT_THE_DAY}"
        ),
        ("revis", "revoir", "comision"),
        about=pattern(r"révis|revoir (?:mon|l')|saisir la (?:cap|commission)"),
        after=pattern(
            r"^ (?:que j'ai eu un (?:retour|refus)|qu'on m'a répondu|au sujet d[eu]|sur) ?"
            r"[^.?!;]{0,20}révis"
        ),
        not_before=pattern(
            r"(?:sans|pas (?:eu )?(?:de )?|aucune?) (?:réponse|retour)[^?!;]{0,40}$"
            r"|(?:datée?|demandé[a-z]*|jusqu'[a-z]{1,3}|avant|délai|porte la date)[^.?!;]{0,25}$"
        ),
        unless=pattern(f"{_OTHERS}|liste|loyer|salaire"),
        past=True,
        own=False,
        yes=(
            ("J’ai voulu faire revoir mon évaluation, la ville m’a répondu non le 4 novembre.",
             "2026-11-04"),
            ("Révision du compte rendu : retour de l’employeur eu le 02.11.2026.", "2026-11-02"),
            ("Ma révision a traîné, puis la réponse est tombée le 6 novembre 2026.", "2026-11-06"),
        ),
        no=("Ma demande de révision est sans réponse depuis le 6 novembre 2026.",),
    ),
    DayReading(
        "debut_du_conge_sans_traitement",
        pattern(
            r"(?:congé|an|mois) (?:[a-z']{1,12} ){0,3}?(?:sans (?:traitement|solde)|(?:non|pas) "
            rf"(?:payé|rémunéré))[^.?!;]{{0,60}}?{AT_THE_DAY}"
        ),
        ("sans traitement", "sans solde", "non remunere", "non paye", "pas paye"),
        after=pattern(
            r"^ (?:en|un) congé (?:[a-z]{1,12} )?(?:sans (?:traitement|solde)|non (?:payé"
            r"|rémunéré))"
        ),
        not_before=pattern(
            r"(?:fin|termine|jusqu|retour|reven|rentr|refusé|réponse|demandé le|envoy|dépos"
            r"|reçue?|courrier"
            r"|depuis|reprise|reprend|né )[^.?!;]{0,35}$"
        ),
        unless=pattern(rf"(?:{_OTHERS}) (?:est|a|part|veut) |si je|aurait|refusée? le"),
        coming=True,
        of_month=True,
        own=False,
        yes=(
            ("Je souhaite me mettre en congé non payé le 3 mai 2027.", "2027-05-03"),
            ("Elle veut six mois sans traitement, en commençant le 1er mars 2027.", "2027-03-01"),
            ("J’envisage de partir le 5 avril 2027 en congé sans solde.", "2027-04-05"),
        ),
        no=("Mon congé sans solde s’arrête : retour le 3 mai 2027.",),
    ),
)  # fmt: skip
_UNIT = r"(?P<unit>mois|ans?|années?)(?![a-z])"
_NO_LENGTH = pattern(rf"{_OTHERS}|depuis (?:{NUMBER}) (?:ans|mois)|combien d'années")
_LENGTHS = tuple(
    Reading(
        "duree_de_l_echelon",
        pattern(written),
        as_months,
        ("echelon",),
        unless=_NO_LENGTH,
        own=False,
        yes=yes,
        no=no,
    )
    for written, yes, no in (
        (
            (
                rf"échelon[^.?!;]{{0,50}} (?:dure|durée|se parcourt|parcourt|fait|prévu|est de"
                rf"|demande"
                rf"|nécessite|exige)(?: [a-z']{{1,10}}){{0,3}}[ :]{{1,2}}(?P<n>{NUMBER}) {_UNIT}"
            ),
            (
                ("Il est au 4e échelon, qui se parcourt en deux ans.", "24"),
                ("Mon échelon fait 30 mois.", "30"),
                ("Mon échelon est prévu pour 36 mois.", "36"),
            ),
            ("L’échelon m’a été donné après 3 ans.",),
        ),
        (
            (
                rf"(?P<n>{NUMBER}) {_UNIT} (?:à (?:faire|passer|attendre)|de durée|requise?s?"
                rf"|exigée?s?"
                r"|nécessaires?)"
            ),
            (
                ("Échelon actuel : 24 mois à faire selon la grille.", "24"),
                ("Au 5e échelon, deux années requises.", "24"),
            ),
            ("L’échelon ? J’ai 24 mois de contrat à faire valoir.",),
        ),
        (
            (
                r"(?:on passe|il (?:me |lui )?faut|(?:dans|sur|durant) les|(?:grille"
                r"|tableau)[^.?!;\d]"
                rf"{{0,20}} (?:dit|donne|indique|prévoit)) (?P<n>{NUMBER}) {_UNIT}"
            ),
            (
                ("On passe trois ans à mon échelon.", "36"),
                ("Pour mon échelon, la grille indique 18 mois.", "18"),
                ("Il me faut 24 mois au 2e échelon.", "24"),
            ),
            ("Mon échelon : j’attends depuis 2 ans.",),
        ),
        (
            (
                r"(?:durée(?: [a-z']{1,12}){0,4}|temps à passer(?: [a-z']{1,12}){0,2}"
                r"|avancement[^.?!;]"
                rf"{{0,25}} avec)[ :]{{1,2}}(?:est |: ?)?(?:de )?(?P<n>{NUMBER}) {_UNIT}"
            ),
            (
                ("Durée dans l’échelon : 30 mois.", "30"),
                ("Au 6e échelon, le temps à passer est de trois ans.", "36"),
            ),
            ("La durée de mon congé est libre, mon échelon date de 2 ans.",),
        ),
        (
            (
                rf"(?:échelon(?: n ?°)?(?: \d{{1,2}})? ?\(|(?:un|cet) échelon de |temps (?:dans|à"
                rf"|de) (?:l'|mon "
                rf"|cet )?échelon ?: |(?:{ORDINAL}|d') ?échelon (?:il y a"
                rf"|c'est) )(?P<n>{NUMBER}) {_UNIT}"
            ),
            (
                ("Échelon 6 (30 mois), obtenu en mars.", "30"),
                ("C’est un échelon de quatre ans.", "48"),
                ("Temps dans l’échelon : deux ans.", "24"),
            ),
            ("Je monte d’un échelon dans deux ans.",),
        ),
        (
            (
                rf"(?:(?:on|faut) (?:y )?rester? |il faut "
                rf"|grille,? )(?P<n>{NUMBER}) {_UNIT}(?: [a-z']{{1,8}})"
                rf"{{0,2}} (?:au |dans |l'|mon |cet |à )?(?:l'|mon |cet )?(?:{ORDINAL} )?échelon"
            ),
            (
                ("Il faut rester 3 ans dans mon échelon.", "36"),
                ("Selon la grille, 36 mois avant l’échelon suivant.", "36"),
            ),
            ("Je suis resté 3 ans à mon échelon.",),
        ),
    )
)
_LOST = r"(?:disponibilité|dispo(?![a-z])|exclusion|exclue?(?![a-z]))"
_UNCOUNTED = (
    Reading(
        "jours_sans_avancement",
        pattern(
            rf"(?:(?P<a>{NUMBER}) jours (?:[a-z]{{1,8}} )?(?:de |d'|en |sous )(?:{_LOST}"
            rf"|stage prolongé)|{_LOST}(?: (?!a |au |plus )[a-z']{{1,12}}){{0,5}}?[ ,:]{{1,2}}"
            rf"(?P<b>{NUMBER}) jours|stage prolongé de (?P<c>{NUMBER}) jours"
            r"|(?:non prise?s? en compte|ne comptent? pas)[^.?!;\d]{0,50}[ :]"
            rf"(?P<d>{NUMBER}) jours)"
        ),
        told_count,
        ("dispo", "exclu", "prolong", "compte", "comptent"),
        unless=pattern(f"{_OTHERS}|je demande|demandé|voudr|souhait|droit à|recours"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Depuis mon échelon j’ai passé 120 jours en disponibilité.", "120"),
            ("Elle a été en dispo 200 jours depuis son échelon.", "200"),
            ("L’agent a été exclu 15 jours, son avancement est-il décalé ?", "15"),
            ("Stage prolongé de 60 jours : et mon échelon ?", "60"),
        ),
        no=("Mon échelon ? Je souhaite une disponibilité de 90 jours.",),
    ),
)
_ABOUT_STEPS = pattern("échelon|avancement|avancé|ancienneté")


def echelons(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the days of a stage, an échelon, a liste d'aptitude; what an échelon lasts."""
    yield from read_days(_DAYS, plain, received)
    yield from read_table(_LENGTHS, plain)
    if _ABOUT_STEPS.search(plain.text):
        yield from read_table(_UNCOUNTED, plain)
