"""Therapeutic part time: when it was granted, when it begins and when it ended."""

from collections.abc import Iterable, Iterator
from datetime import date

from agents.understand.dates import WEEK, SpanMention
from agents.understand.facts.health.words import NOT_A_START, TPT, start_of
from agents.understand.readings import DayReading, read_days
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_WEEKDAY = rf"(?:(?:{'|'.join(WEEK)}) )?"
_ON = rf"(?:[ ,:]{{1,3}}(?:le|du|au|en date du|depuis le|depuis|dès le) | ?[:,] ?| ){_WEEKDAY}$"
_NEEDS = ("therap", "tpt", "mt", "temps")
_GRANTED = (
    r"(?:autoris|accord|accept|valid|concéd|octroy|délivr|notifi|approuv|sign(?!al)|obten|feu vert)"
    r"[a-z]{0,6}"
)
_ASKED = r"(?!demand|refus|rejet|jusqu|fin |termin|compter|partir|depuis|début|commenc|prolong)"
_ENDED = (
    r"(?:cessé|terminé|fini|pris fin|achevé|arrêté|stoppé|interrompu|épuisé|expiré|clos|clôturé"
    r"|quitté)e?s?(?![a-z])"
)
_NOT_THE_START = pattern(
    r"(?:jusqu'|fin |née?|renouvel|prolong|demandé|déposé|sollicité|certificat|examin|refus"
    r"|rendez-vous|accident)[^.?!;\n]{0,40}$"
)
_NOT_THE_PART_TIME = pattern(
    rf"{NOT_A_START.pattern}|(?:autoris|accord|accept|valid|concéd|octroy|délivr|notifi|sign)"
    r"[^.?!;\n]{0,25}(?: le| :) $|(?:fin|derni(?:er|ère) (?:jour|journée)|sorti[a-z]{0,2}|terme"
    r"|cess[a-z]{1,4}|arrêté|quitté"
    r"|terminé|fini|stoppé|expiré) [^.?!;\n]{0,45}$"
)
_DAYS = (
    DayReading(
        "debut_du_temps_therapeutique",
        pattern(
            rf"{start_of(TPT)}|recommenc[a-z]{{1,5}}[^.?!;\n]{{0,25}} (?:le|du) {_WEEKDAY}$"
            r"|(?:continuer|poursuivre|recommencer|repartir)[^.?!;\n]{0,30} à (?:partir|compter)"
            rf" du {_WEEKDAY}$"
        ),
        ("therap", "tpt"),
        after=pattern(
            r"(?:commence|reprends?|reprendrai|passe|débute|démarre|serai?|suis|est|reprise"
            r"|reprendra)"
            rf"(?:(?!plus |pas |jamais )[^.?!;\n]){{0,20}} (?:en|à|un|mon|au) {TPT}"
        ),
        not_before=_NOT_THE_PART_TIME,
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
            rf"{TPT}(?:(?!demand|refus|jusqu|fin |termin)[^.?!;\n]){{0,40}}(?:autorisée?|accordée?"
            r"|accepté|validé|notifié)(?: par [a-z' ]{1,25})? (?:le|par (?:décision|arrêté) du) "
            rf"{_WEEKDAY}$|(?:autorisation|accord)(?![a-z])[^.?!;\n]{{0,25}}{TPT}"
            rf"(?:(?!compter|partir)[^.?!;\n]){{0,25}} (?:du|le) {_WEEKDAY}$"
        ),
        ("therap", "tpt"),
        unless=pattern("demandé? l'acc|sollicit"),
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
        "autorisation_du_temps_therapeutique",
        pattern(
            rf"{TPT}(?:{_ASKED}[^.?!;\n]){{0,40}}{_GRANTED}(?:{_ASKED}[^.?!;\n]){{0,30}}{_ON}"
            rf"|(?:thérapeutique|therap) {_GRANTED}{_ON}"
            rf"|{_GRANTED}(?:{_ASKED}[^.?!;\n]){{0,35}}{TPT}(?:{_ASKED}[^.?!;\n]){{0,30}}{_ON}"
        ),
        _NEEDS,
        after=pattern(
            rf"(?<=\A),? (?:que |qu')?(?:(?!pas |jamais|refus)[^.?!;\n]){{0,35}}{_GRANTED}"
            rf"[^.?!;\n]{{0,25}}{TPT}"
        ),
        not_before=pattern(
            r"(?:à (?:compter|partir) du|depuis|dès|jusqu'au|commence|débute|reprends?|reprise|fin"
            r"|du \d[^.?!;\n]{1,20} au)[^.?!;\n]{0,15}$|pas [^.?!;\n]{0,30}$"
        ),
        unless=pattern(r"commission|voudrai|souhait|demandé? l'acc|sollicit"),
        past=True,
        yes=(
            ("Mon temps thérapeutique m'a été octroyé le 12 octobre 2026.", "2026-10-12"),
            ("J'ai eu le feu vert pour mon mi-temps thérapeutique hier.", "2026-11-23"),
            ("C'est le 3 novembre que le maire a signé mon temps partiel thérapeutique.",
             "2026-11-03"),
            ("Arrêté de TPT signé le 20 octobre, quotité 60 %.", "2026-10-20"),
            ("Accord TPT : 9 novembre 2026.", "2026-11-09"),
        ),
        no=(
            "Le mi-temps thérapeutique a été accordé à compter du 3 novembre 2026.",
            "Mon TPT n'a toujours pas été signé le 3 novembre.",
            "J'ai demandé l'accord pour un mi-temps thérapeutique le 3 novembre.",
        ),
    ),
    DayReading(
        "autorisation_du_temps_therapeutique",
        pattern(
            r"(?:accord|autorisation|feu vert|arrêté)(?: (?:écrit|favorable|verbal|de principe)"
            rf")?{_ON}"
        ),
        _NEEDS,
        about=pattern(
            rf"(?:accord|autorisation|feu vert|arrêté)[^.?!;\n]{{0,35}} (?:à|pour|de) (?:mon|son"
            r"|un|ce"
            rf"|le|la) {TPT}"
        ),
        unless=pattern(
            r"prolong|renouvel|voudrai|souhait|médecin (?:traitant|agréé) (?:a|le|du)(?![a-z])"
        ),
        past=True,
        yes=(
            ("Vous avez donné votre accord le 4 mai 2026 à mon mi-temps thérapeutique.",
             "2026-05-04"),
            ("J'ai reçu l'autorisation du 5 octobre 2026 pour mon TPT.", "2026-10-05"),
        ),
        no=("Sans accord le 4 mai 2026 pour mon mi-temps thérapeutique, que faire ?",),
    ),
    DayReading(
        "debut_du_temps_therapeutique",
        pattern(
            r"(?:il|elle|ça|celui-ci|qui|lequel) (?:doit |va |devrait )?(?:a |ont )?(?:commence"
            r"|débute|démarre|prend effet)[a-z]{0,5}(?: (?:le|dès le|au|à (?:compter|partir) du))? "
            rf"{_WEEKDAY}$|{TPT} ?[:,(-] ?(?:date de )?(?:début|départ|commencement)[ :]{{1,3}}"
            rf"(?:le |au )?{_WEEKDAY}$|{TPT}(?: à \d\d ?%)?(?: est| sera)?,? (?:effectif|prévu"
            r"|programmé|fixé)e?"
            rf"(?: (?:à (?:partir|compter) du|au|le|dès le|depuis le))? {_WEEKDAY}$"
            rf"|{TPT}(?: que j'ai demandé)? (?:commencerait|débuterait|démarrerait)"
            rf"(?: (?:le|dès le|dès|au|à (?:compter|partir) du))? {_WEEKDAY}$"
        ),
        _NEEDS,
        after=pattern(
            rf"(?<=\A),? (?:en|à|au|sous|avec) (?:un |mon |le )?{TPT}"
            r"|(?<=\A),? (?:que )?(?:(?!plus |pas )[a-z.']{1,12} ){1,4}(?:travaillera|travaille"
            r"|bascule[a-z]*"
            rf"|passer[a-z]{{1,2}}|sera|repass[a-z]+)(?: à \d\d ?%)? (?:en|à|au) {TPT}"
        ),
        not_before=_NOT_THE_START,
        about=pattern(TPT),
        coming=True,
        yes=(
            ("Mon mi-temps thérapeutique est accordé, il commence le 7 décembre 2026.",
             "2026-12-07"),
            ("TPT : début 02/11/2026, à 60 %.", "2026-11-02"),
            ("J'ai repris mon poste le 5 octobre 2026 en temps partiel thérapeutique.",
             "2026-10-05"),
            ("À partir du 11 janvier, Mme Roux travaillera à mi-temps thérapeutique.",
             "2027-01-11"),
            ("Mi-temps thérapeutique effectif au 1er octobre 2026.", "2026-10-01"),
        ),
        no=(
            "Mon mi-temps thérapeutique est accordé, mon arrêt commence le 7 décembre 2026.",
            "J'ai déposé ma demande le 5 octobre 2026 en temps partiel thérapeutique.",
        ),
    ),
    DayReading(
        "fin_du_temps_therapeutique",
        pattern(
            rf"{TPT}(?:(?!jusqu|renouvel|prolong|demand|repris|commenc)[^.?!;\n]){{0,40}} {_ENDED}"
            rf"(?:(?!jusqu|repris|commenc|demand)[^.?!;\n]){{0,20}}{_ON}"
            rf"|{_ENDED}(?: (?:mon|son|ma|sa|le|du|de|ce|l'|d'un|année|an|mois|les|mes|douze|12"
            rf"|trois|3|six|6|un)){{1,5}} {TPT}[^.?!;\n]{{0,15}}{_ON}"
            rf"|(?:il|elle|ça|cela|celui-ci|ce dernier|qui|lequel) (?:s'est|a|est|avait|s'était) "
            rf"{_ENDED}[^.?!;\n]{{0,10}}{_ON}"
            rf"|(?:dernier jour|dernière journée|sortie?|sorti) (?:de |en |du |d'un |de mon )?{TPT}"
            rf"[^.?!;\n]{{0,15}}{_ON}|{TPT}[^.?!;\n]{{0,30}} (?:s'arrêtait|se terminait|finissait"
            rf"|s'achevait|prenait fin){_ON}"
        ),
        _NEEDS,
        about=pattern(TPT),
        not_before=pattern(
            r"n'est [^.?!;\n]{0,50}$|(?:repris|revenue?|recommencé|travail|jusqu'|à (?:compter"
            r"|partir)|médecin"
            r"|arrêt (?!et)[a-z]+|arrêté? de|arrêté [a-z]{0,12} ?(?:du|n°))[^.?!;\n]{0,25}$"
        ),
        unless=pattern(
            r"contrat|cdd|cld|clm|(?:congé|arrêt) (?:maladie )?(?:s'est|a) (?:terminé|fini)"
        ),
        past=True,
        imperfect=True,
        yes=(
            ("Mon précédent mi-temps thérapeutique a cessé le 20 mars 2025.", "2025-03-20"),
            ("J'ai arrêté mon temps partiel thérapeutique au 1er mai 2025.", "2025-05-01"),
            ("J'ai eu six mois de TPT, ça s'est fini le 10 août 2025.", "2025-08-10"),
            ("Mon thérapeutique est fini depuis vendredi.", "2026-11-20"),
            ("J'ai épuisé mon année de thérapeutique le 3 novembre 2025.", "2025-11-03"),
        ),
        no=(
            "Mon TPT n'est pas terminé, j'ai vu le médecin le 3 novembre.",
            "Mon mi-temps thérapeutique a été renouvelé le 20 mars 2025.",
            "Ma soeur a fini son TPT le 3 mars 2026.",
        ),
    ),
)  # fmt: skip


def therapeutic_days(
    plain: Plain, received: date, spans: Iterable[SpanMention]
) -> Iterator[FactRead]:
    """Read the days of a therapeutic part time."""
    # What is over does not begin: it is told among the periods.
    other: set[FactValue] = {s.first for s in spans if s.last and s.last < received}
    facts = tuple(read_days(_DAYS, plain, received))
    # Nor is the day on which it was granted, or ended, the one on which it begins.
    other |= {fact.value for fact in facts if fact.fact != "debut_du_temps_therapeutique"}
    for fact in facts:
        if fact.fact != "debut_du_temps_therapeutique" or fact.value not in other:
            yield fact
