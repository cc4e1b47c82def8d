"""Telework and part time, with their days."""

from collections.abc import Iterable, Iterator
from datetime import date

from agents.understand.dates import NUMBER, SpanMention
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
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_TELEWORK_ROWS = (
    Reading(
        "demi_journees_de_teletravail",
        pattern(
            rf"(?P<n>{NUMBER}) ?demi[- ]journées?(?: (?:de |en )?télétravail|(?= ?\())"
            r"|(?:jours?|journées?)(?: (?:complets?|complètes?|entiers?|entières?|pleine?s?))?"
            rf" (?:de |en )?télétrav[^.?!;]{{0,25}}(?: et|,|\+| plus) ?(?P<m>{NUMBER}) "
            r"demi[- ]journées?"
        ),
        whole_count,
        ("demi",),
        beside=pattern(
            "par semaine|par mois|plafond|maximum|autoris|droit|prévoi|charte|convention"
        ),
        yes=(
            ("J’ai fait 30 demi-journées de télétravail cette année.", "30"),
            ("Soit 50 jours de télétravail et 12 demi-journées.", "12"),
            ("Vingt demi-journées télétravail en 2026.", "20"),
            ("40 journées complètes de télétravail et 24 demi-journées en 2026", "24"),
            ("Télétravail 2026 : 35 jours entiers de télétravail, 10 demi-journées", "10"),
        ),
        no=("J’ai droit à 2 demi-journées de télétravail par semaine.",),
    ),
    Reading(
        "periode_d_adaptation",
        pattern(
            r"(?:(?:suis|est|sommes|toujours|encore)(?: [a-z]{1,9}){0,2} (?:en|dans (?:la|ma|sa))"
            r" période d'adaptation|pendant (?:ma|sa) période d'adaptation)"
        ),
        always(OUI),
        ("adaptation",),
        unless=pattern("est-ce que|finie|terminée"),
        yes=(
            ("Je suis encore en période d’adaptation pour le télétravail.", "oui"),
            ("On arrête mon télétravail pendant ma période d’adaptation.", "oui"),
            ("Mon agente est toujours dans sa période d’adaptation.", "oui"),
        ),
        no=("Y a-t-il une période d’adaptation ?",),
    ),
    Reading(
        "periode_d_adaptation",
        pattern(
            r"(?:(?:ma|sa|la) période d'adaptation (?:est|était) (?:finie|terminée|passée|achevée)"
            r"|(?:plus|pas|hors) (?:en|dans (?:la|ma|sa)|de) (?:la )?période d'adaptation)"
        ),
        always(NON),
        ("adaptation",),
        denies=True,
        imperfect=True,
        yes=(
            ("Ma période d’adaptation est terminée depuis mars.", "non"),
            ("Je ne suis plus en période d’adaptation.", "non"),
            ("La période d’adaptation était finie depuis longtemps.", "non"),
        ),
        no=("La période d’adaptation dure trois mois.",),
    ),
)
_PARTIAL = r"(?:temps partiel|mi[- ]temps|(?:50|60|70|80|90) ?%)"
_NO_PARTIAL = pattern(
    "thérapeutique|collègue|salaire|traitement|payée?|maintien|conjoint|quand|grille|stage"
)
_MOTIVES = (
    r"(?:divorc[a-z]+|séparation|séparée?|(?:baisse|perte|chute) (?:importante |brutale |forte )?de"
    r" (?:mes |nos |ses )?(?:revenus|ressources)|(?:mari|conjointe?|femme|compagn[a-z]+) (?:a été"
    r" |est |a )?(?:licenciée?|au chômage|perdu son (?:emploi|travail|poste))|veuvage|décès de)"
)
_PARTIAL_ROWS = (
    Reading(
        "motif_grave",
        pattern(
            rf"(?:{_PARTIAL}[^?]{{0,160}}{_MOTIVES}|{_MOTIVES}[^?]{{0,160}}(?:{_PARTIAL}"
            rf"|temps plein"
            r"|temps complet))"
        ),
        always(OUI),
        ("divorc", "separ", "revenu", "resource", "licenc", "chomage", "perdu", "veuv", "deces"),
        own=False,
        unless=pattern("collègue|voisin|congé parental|retraite"),
        yes=(
            ("Je suis à temps partiel et je divorce : je veux revenir à temps plein.", "oui"),
            ("Mon mari est au chômage, puis-je reprendre à temps plein ?", "oui"),
            ("À 80 %, je subis une baisse importante de revenus.", "oui"),
            ("Ma compagne a perdu son travail et je voudrais repasser à temps complet.", "oui"),
            ("Après notre séparation, je ne peux rester à temps partiel.", "oui"),
        ),
        no=(
            "Je suis à temps partiel et je veux revenir à temps plein.",
            "Ma collègue à temps partiel divorce.",
        ),
    ),
    *(
        Reading(
            "part_payee_en_maladie",
            pattern(written),
            always(share),
            ("traitement", "salaire", "payé", "paye"),
            beside=pattern("thérapeutique|combien|quand|passe(?:rai|r)|ensuite|puis|après|si "),
            unless=pattern(r"est-ce|collègue|combien|vais-je|quand"),
            yes=tuple((text, str(share)) for text in yes),
            no=("Quand est-ce que je passe à demi-traitement ?", "Je suis payée 1 900 € par mois."),
        )
        for share, written, yes in (
            (
                50,
                (
                    r"(?:suis|est|actuellement|passée?) (?:payée? |déjà |maintenant )?(?:à|en)"
                    r" demi[- ]traitement|(?:touche|perçois|perçoit) (?:que |un |le |mon "
                    r"|son )?demi"
                    r"[- ]traitement"
                ),
                (
                    "En arrêt depuis quatre mois, je suis à demi-traitement.",
                    "Je touche un demi-traitement pendant mon arrêt.",
                    "Mon agente est passée à demi-traitement.",
                ),
            ),
            (
                90,
                (
                    r"(?:payée?|touche|perçois|perçoit|suis) (?:à )?90 ?% (?:de (?:mon|son)"
                    r" (?:traitement|salaire)|pendant (?:mon|l') ?arrêt)"
                ),
                (
                    "En arrêt maladie, je suis payé à 90 % de mon traitement.",
                    "Je touche 90 % de mon salaire depuis mon arrêt.",
                ),
            ),
            (
                100,
                r"(?:suis|est) (?:encore |toujours )?(?:payée? )?à plein traitement",
                (
                    "En arrêt, je suis encore à plein traitement.",
                    "Elle est toujours à plein traitement pendant son arrêt.",
                ),
            ),
        )
    ),
)
_NO_PARTIAL_DAY = pattern(
    rf"{_NO_PARTIAL.pattern}|jusqu'à (?:l'|la |le )?(?:été|printemps|automne|hiver|rentrée)"
)
_PARTIAL_DAYS = (
    PeriodReading(
        "debut_du_temps_partiel",
        pattern(rf"{_PARTIAL}[^.?!;]{{0,50}}$|(?:,? ?(?:je|il|elle)[^.?!;]{{0,20}})?{_PARTIAL}"),
        ("partiel", "mi-temps", "mi temps", "%"),
        unless=_NO_PARTIAL_DAY,
        bound="first",
        yes=(
            ("Je demande un temps partiel à 80 % du 1er mars au 31 août 2027.", "2027-03-01"),
            ("Je suis à temps partiel depuis le 1er septembre 2025.", "2025-09-01"),
            ("Je voudrais un mi-temps à partir du 4 janvier 2027.", "2027-01-04"),
            ("Depuis le 1er juin, je suis à 70 %.", "2026-06-01"),
            ("Mon agent passe à 80 % à compter du 1er février 2027.", "2027-02-01"),
            ("À temps partiel du 1er janvier au 31 décembre 2026.", "2026-01-01"),
        ),
        no=(
            "Je suis en temps partiel thérapeutique depuis le 1er juin.",
            "Ma collègue est à 80 % depuis le 1er juin.",
        ),
    ),
    PeriodReading(
        "fin_du_temps_partiel",
        pattern(rf"{_PARTIAL}[^.?!;]{{0,50}}$"),
        ("partiel", "mi-temps", "mi temps", "%"),
        unless=_NO_PARTIAL_DAY,
        goes_on=False,
        bound="last",
        yes=(
            ("Je suis à temps partiel du 1er janvier au 31 décembre 2026.", "2026-12-31"),
            ("Mon temps partiel à 80 % court du 1er mars au 31 août 2027.", "2027-08-31"),
            ("Un mi-temps de 6 mois à compter du 1er janvier 2027 m’est accordé.", "2027-06-30"),
        ),
        no=("Je suis à temps partiel depuis le 1er janvier.",),
    ),
)
_NO_CHANGE = pattern(f"{_NO_PARTIAL.pattern}|fin de|contrat|disponib|détach|parental")
_CHANGE_DAYS = (
    DayReading(
        "fin_du_temps_partiel",
        pattern(
            rf"(?:{_PARTIAL}[^.?!;]{{0,60}}(?:se termine|prend fin|finit|s'achève|s'arrête"
            rf"|s'est terminé"
            r"|expire|a pris fin|terminé|arrive à (?:terme|échéance)|jusqu'(?:au|à))"
            rf"|fin (?:de|du) (?:mon |son )?(?:autorisation de )?{_PARTIAL}(?: est| prévue)?)"
            rf"{AT_THE_DAY}"
        ),
        ("partiel", "mi-temps", "mi temps", "%"),
        unless=_NO_PARTIAL,
        of_month=True,
        yes=(
            ("Mon temps partiel se termine le 30 juin 2027.", "2027-06-30"),
            ("Mon mi-temps a pris fin le 30 juin 2025.", "2025-06-30"),
            ("Mon autorisation de temps partiel expire fin mars.", "2027-03-31"),
            ("Je suis à temps partiel à 80 % jusqu’au 31 août 2027.", "2027-08-31"),
            ("La fin de mon temps partiel est le 31 décembre 2026.", "2026-12-31"),
            ("Mon temps partiel arrive à échéance le 28 février 2027.", "2027-02-28"),
        ),
        no=("Mon temps partiel thérapeutique se termine le 30 juin 2027.",
            "Le mi-temps de ma collègue se termine le 30 juin."),
    ),
    DayReading(
        "changement_du_temps_partiel",
        pattern(
            r"(?:(?:reprendre|reprends|revenir|repasser|retravailler|passer|remettre|retrouver"
            r"|redevenir|retour(?:ner)?)(?: à| en| au| mon| un| sur)? (?:temps (?:plein|complet)"
            r"|plein temps|100 ?%)|(?:changer|passer|réduire|augmenter)[^.?!;]{0,30}"
            r"(?:quotité|(?:de|à) \d0 ?% à \d0 ?%|temps partiel à \d0 ?%)|(?:arrêter|cesser|mettre"
            rf" fin à) (?:mon|le|son) (?:temps partiel|mi-temps))[^.?!;]{{0,20}}?{AT_THE_DAY}"
        ),
        ("temps", "quotite", "%"),
        unless=_NO_CHANGE,
        coming=True,
        of_month=True,
        yes=(
            ("Je voudrais reprendre à temps plein le 1er février 2027.", "2027-02-01"),
            ("Puis-je repasser à 100 % à partir de mars ?", "2027-03-01"),
            ("Je souhaite passer de 80 % à 60 % à compter du 1er avril 2027.", "2027-04-01"),
            ("Mon agente veut revenir à temps complet au 4 janvier 2027.", "2027-01-04"),
            ("J’aimerais arrêter mon temps partiel le 15 décembre.", "2026-12-15"),
            ("Je veux changer de quotité dès le 1er janvier.", "2027-01-01"),
            ("Finalement je voudrais remettre plein temps le 1er mars 2027.", "2027-03-01"),
            ("Mon agent demande un retour à temps complet au 1er juin 2027.", "2027-06-01"),
        ),
        no=("J’ai repris à temps plein le 1er février 2026, ma collègue aussi.",
            "Je veux reprendre à temps plein."),
    ),
    DayReading(
        "preavis_de_fin_du_teletravail",
        pattern(
            r"(?:(?:annoncé|prévenue?|informée?|signifié|notifié|demandé)[^.?!;]{0,60}"
            r"(?:fin|arrêt|arrêter|supprim|suspension|plus|retrait)[^.?!;]{0,30}télétravail"
            r"|(?:fin|arrêt|retrait|suppression)[^.?!;]{0,30}télétravail[^.?!;]{0,40}(?:annoncée?"
            rf"|demandée?|notifiée?|signifiée?)){AT_THE_DAY}"
        ),
        ("teletravail",),
        after=pattern(
            r",? (?:(?:mon|ma) (?:cheffe?|responsable|directrice|directeur)|on|la ville|j'ai|elle"
            r"|il)[^.?!;]{0,20}(?:annoncé|prévenue?|informée?|signifié|demandé)[^.?!;]{0,60}"
            r"(?:fin|arrêt)[^.?!;]{0,30}télétravail"
        ),
        own=False,
        past=True,
        unless=pattern("collègue|voisin"),
        yes=(
            ("On m’a annoncé la fin de mon télétravail le 3 novembre.", "2026-11-03"),
            ("Le 3 novembre, mon chef m’a annoncé la fin de mon télétravail.", "2026-11-03"),
            ("L’arrêt du télétravail m’a été notifié le 12/10/2026.", "2026-10-12"),
            ("J’ai demandé l’arrêt de mon télétravail hier.", "2026-11-23"),
            ("La fin de mon télétravail a été annoncée lundi dernier.", "2026-11-23"),
        ),
        no=("Mon télétravail se termine le 3 janvier.",),
    ),
)  # fmt: skip


def worked(plain: Plain, received: date, spans: Iterable[SpanMention]) -> Iterator[FactRead]:
    """Read telework and part time with their days."""
    yield from read_table((*_TELEWORK_ROWS, *_PARTIAL_ROWS), plain)
    yield from read_periods(_PARTIAL_DAYS, plain, spans)
    yield from read_days(_CHANGE_DAYS, plain, received)
