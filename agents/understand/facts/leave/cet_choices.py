"""The CET: what the council voted of its payment, and the day its owner chose."""

from collections.abc import Iterator
from datetime import date

from agents.understand.readings import DayReading, Reading, always, read_days, read_table
from agents.understand.tense import AT_THE_DAY
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_NO_NOUN = (
    r"(?! (?!(?:a|à|et|est|il|elle|on|en|y|au|aux|ou|où|avant|après|avec|afin|alors|aussi|était"
    r"|avait|affiche|indique|avec)(?![a-z]))[aeiouyh])"
)
CET = rf"(?:(?:cet{_NO_NOUN}|comptes? épargne(?:[- ]temps)?|épargne[- ]temps)(?![a-z]))"
_COUNCIL = r"(?:conseil(?: (?:municipal|communautaire|d'administration|syndical))?|assemblée|élus)"
_TOWN = (
    rf"(?:{_COUNCIL}|ville|mairie|commune|collectivité|agglo[a-z]*|communauté|département|région"
    r"|syndicat|établissement|ccas|employeur)"
)
_SALE = (
    rf"(?:paiement|rachat|indemnis[a-z]*|monétis[a-z]*|payer|racheter|payés?|payées|vente"
    rf"|(?:jours? (?:de |du )|le |du |un |mon |son |sur ){CET}|{CET})"
)
_ASKED = (
    r"autre (?:ville|commune|collectivité)|a-t-|est-ce|faut|s'il|existe-t|avons-nous|y a-t-il"
    r"|ville (?:d'à côté|voisine)|devons-nous"
)
_VOTED = tuple(
    Reading(
        "deliberation_cet",
        pattern(written),
        always(OUI),
        needs,
        unless=pattern(rf"{_ASKED}|(?:pas|aucune|sans|jamais|rien)(?: [a-z]+){{0,3}} (?:délib"
        rf"|voté)"),
        own=False,
        imperfect=True,
        yes=yes,
        no=no,
    )
    for written, needs, yes, no in (
        (
            (rf"(?:{_COUNCIL}[^.?!;]{{0,20}} (?:a|ont|avait) (?:bien |déjà |enfin )?(?:voté|adopté"
            rf"|approuvé|validé|accepté|délibéré|décidé|acté|autorisé)|(?:{_TOWN}|on|nous)"
            rf"[^.?!;]{{0,20}} (?:a|ont|avons|avait) (?:bien |déjà |enfin )?(?:voté|adopté"
            rf"|délibéré|acté))[^.?!;]{{0,40}}{_SALE}"),
            ("vote", "adopte", "aprouve", "valide", "acepte", "delibere", "decide", "acte",
             "autorise"),
            (
                ("Le conseil municipal a voté l’indemnisation des jours du CET.", "oui"),
                ("Notre ville a adopté le rachat des jours de CET.", "oui"),
            ),
            ("Le conseil doit-il voter le paiement du CET ?",),
        ),
        (
            (rf"délibération(?: (?:du|de|n°"
            rf"|numéro) ?[0-9a-z/ -]{{2,22}})?[^.?!;]{{0,30}}? (?:existe"
            rf"|permet|permettant|autorise|autorisant|prévoit|prévoyant|qui permet|ouvre"
            rf"|relative|instaure|instaurant|en vigueur|prise|votée"
            rf"|adoptée)[^.?!;]{{0,50}}{_SALE}"),
            ("deliberation",),
            (
                ("Une délibération existe pour indemniser le CET.", "oui"),
                ("Vu la délibération du 3 mars 2021 autorisant la monétisation du CET.", "oui"),
            ),
            ("Une délibération existe-t-elle pour payer le CET ?",),
        ),
        (
            (rf"{_SALE}[^?!;\n]{{0,60}}(?:passé|voté|validé|adopté|approuvé)s? (?:en|au|par le|par)"
            rf" {_COUNCIL}|{_SALE}[^?!;\n]{{0,60}}(?:selon|d'après|grâce à|par|suite à) (?:une|la)"
            r" délibération"),
            ("conseil", "deliberation"),
            (
                ("On peut se faire payer le CET, c’est passé en conseil.", "oui"),
                ("Le paiement du CET est permis par une délibération.", "oui"),
            ),
            ("Le paiement du CET doit-il passer en conseil ?",),
        ),
        (
            (r"(?:ayant|a|avons) (?:bien |déjà )?pris (?:la|sa|une) délibération(?: [a-z]{1,12})?"
            r"[^.?!;]{0,50}(?:jours|cet|épargne)"),
            ("deliberation",),
            (
                ("Ayant pris la délibération requise, la ville peut me payer mes jours.", "oui"),
                ("Nous avons pris une délibération, ses jours de CET seront payés.", "oui"),
            ),
            ("La ville a-t-elle pris la délibération requise pour le CET ?",),
        ),
    )
)  # fmt: skip
_NOT_VOTED = tuple(
    Reading(
        "deliberation_cet",
        pattern(written),
        always(NON),
        needs,
        unless=pattern(rf"{_ASKED}|si la|congés? sans|télétravail|prime|rifseep"),
        own=False,
        denies=True,
        imperfect=True,
        yes=yes,
        no=no,
    )
    for written, needs, yes, no in (
        (
            (rf"(?:{_TOWN}|on|nous|maire)[^.?!;]{{0,20}} (?:(?:n'a|n'ont|n'avons|ne"
            rf"|n')[^.?!;]{{0,12}}"
            rf"(?:pas|rien|jamais)(?: encore)?(?: [a-z']{{1,12}}){{0,2}}? ?(?:délibéré|voté|prévu"
            rf"|adopté|ouvert|instauré|institué|autorisé|accepté)|(?:ne |n')(?:prévoit|permet"
            rf"|autorise|indemnise|paie|paye|rachète) (?:pas|rien|jamais|plus))[^.?!;]{{0,40}}"
            rf"(?:{_SALE}|les payer|les jours)"),
            ("delibere", "vote", "prev", "adopte", "ouvert", "instaure", "institue", "autorise",
             "acepte", "permet", "indemnise", "pai", "paye", "rachete"),
            (
                ("Le conseil n’a rien voté sur le rachat du CET.", "non"),
                ("Notre commune ne prévoit pas le paiement des jours de CET.", "non"),
                ("Il a 20 jours au CET. La mairie n’a pas délibéré pour les payer.", "non"),
            ),
            ("Le conseil n’a pas voté le budget.",),
        ),
        (
            (rf"(?:jamais|pas|rien)(?: été)? (?:passé|présenté|soumis|porté|voté|fait passer)"
            rf"[^.?!;]{{0,20}} (?:en|au|devant le|par le) {_COUNCIL}"),
            ("conseil", "asemble", "elus"),
            (
                ("Ce sujet n’a jamais été présenté au conseil, il veut vendre son CET.", "non"),
                ("Pour le CET, on n’a rien voté en conseil.", "non"),
            ),
            ("Le CET doit-il passer en conseil ?",),
        ),
    )
)  # fmt: skip

_FORM = r"(?:formulaire|imprimé|option|choix|demande|bulletin|document|papier)"
_CHOSE = (
    r"(?:opté|choisi|tranché|prononcée?|décidé|fait (?:mon|son|le|connaître (?:mon|son)) (?:choix"
    r"|option)|(?:rendu|remis|envoyé|déposé|transmis|donné|signé|renvoyé|validé) (?:mon|le|son|ma"
    rf"|la|sa|cette) {_FORM}|{_FORM}[^.?!;\d]{{0,40}} (?:remise?|envoyée?|déposée?|transmise?"
    r"|rendue?|donnée?|signée?|datée?|enregistrée?)|(?:choix|option)(?: (?:est|a été))?"
    r" (?:faite?|du|fait le)|accusé de réception[^.?!;\d]{0,30}(?:indique|du|dit|date))"
)
_NOT_CHOSEN = pattern(r"avant le|date limite|jusqu'au|doit|faut(?! [aà])|délai|au plus tard")
_ASKED_FOR_PAY = (
    r"(?:j'ai|il a|elle a) (?:demandé|opté|choisi|réclamé|sollicité|décidé)[^.?!;]{0,40}"
    r"(?:pai|pay|indemn|monétis|rach|rafp|retraite additionnelle)"
)
_CHOICES = (
    DayReading(
        "date_du_choix_du_cet",
        pattern(rf"{_CHOSE}[^.?!;\d]{{0,70}}?{AT_THE_DAY}"),
        ("opte", "choi", "tranche", "prononce", "decide", "option", "formulaire", "imprime",
         "demande", "bulletin", "document", "acuse"),
        not_before=_NOT_CHOSEN,
        past=True,
        imperfect=True,
        yes=(
            ("Mon CET a 50 jours. J’ai opté le 14 janvier 2026 pour le paiement.", "2026-01-14"),
            ("J’ai rendu mon imprimé d’option pour le CET le 23 janvier 2026.", "2026-01-23"),
            ("Pour mes jours épargnés, je me suis prononcée hier.", "2026-11-23"),
            ("Demande de paiement du CET remise en main propre le 13/01/2026.", "2026-01-13"),
        ),
        no=(
            "Le choix pour le CET doit être fait avant le 31 janvier 2026.",
            "J’ai choisi un lit le 3 mars 2026.",
        ),
    ),
    DayReading(
        "date_du_choix_du_cet",
        pattern(r"(?:quand|lorsque|le jour où) j'ai (?:opté|choisi|tranché)[^.?!;]{0,60}"
                rf"(?:nous étions|on était|c'était){AT_THE_DAY}"),
        ("etions", "etait"),
        past=True,
        imperfect=True,
        yes=(
            ("Quand j’ai opté pour la RAFP avec mon CET, on était le 21 janvier.", "2026-01-21"),
        ),
        no=("Quand j’ai ouvert mon CET, on était le 21 janvier.",),
    ),
    DayReading(
        "date_du_choix_du_cet",
        pattern(r"(?!)"),
        ("demande", "opte", "choisi", "reclame", "solicite", "decide"),
        after=pattern(rf"\A,? ?{_ASKED_FOR_PAY}"),
        not_before=pattern("avant|jusqu|décembre|au 31"),
        past=True,
        imperfect=True,
        yes=(
            ("Le 8 janvier 2026, j’ai demandé le paiement de 6 jours de mon CET.", "2026-01-08"),
            ("Le 20/01/26 elle a opté pour la RAFP avec son CET.", "2026-01-20"),
        ),
        no=("Le 8 janvier 2026, j’ai demandé un rendez-vous pour mon CET.",),
    ),
)  # fmt: skip
_ABOUT_SALE = pattern(
    rf"{CET}|(?:paiement|indemnisation|indemniser|rachat|monétisation|payer|verser|vendre)"
    r" (?:[a-z']{1,6} ){0,3}?(?:\d{1,2} )?(?:ses |mes |des |les )?jours"
)


_ABOUT = pattern(
    rf"{CET}|(?:jours|j) (?:épargnés|stockés|mis de côté)|épargner|épargné"
    r"|retraite additionnelle|rafp|(?:jours|congés|rtt) sur mon compte(?! ban)"
)


def cet_choices(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the vote of the council, and the day of the choice."""
    if _ABOUT_SALE.search(plain.text):
        yield from read_table((*_VOTED, *_NOT_VOTED), plain)
    if _ABOUT.search(plain.text):
        yield from read_days(_CHOICES, plain, received)
