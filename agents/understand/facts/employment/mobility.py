"""Moves: transfer, detachment, disponibilité."""

from collections.abc import Iterable, Iterator
from datetime import date

from agents.understand.dates import SpanMention
from agents.understand.readings import (
    Bound,
    DayReading,
    PeriodReading,
    Reading,
    always,
    read_days,
    read_periods,
    read_table,
)
from agents.understand.tense import AT_THE_DAY
from statute.facts import FactRead
from statute.french import Plain, pattern

_OTHERS = pattern("collègue|voisin|amie?s?(?![a-z])|si ")
_LEAVE = r"(?:disponibilité|dispo(?![a-z]))"
_DETACHED = r"(?:détachement|détachée?s?)(?![a-z])"
_MOVE = rf"(?:mutation|{_DETACHED}|{_LEAVE}|intégration directe|mobilité)"
_SENT = r"(?:envoyée?|postée?|adressée?|remise?|déposée?|transmise?|présentée?|formulée?|faite?)"
_RECEIVED = r"(?:reçue?|réceptionnée?|enregistrée?|arrivée?|parvenue?)"
_NO_REQUEST = pattern(rf"{_OTHERS.pattern}|refusée?|acceptée?|accordée?|renouvel|réintégr|retour")
_DAYS = (
    DayReading(
        "demande_de_mobilite",
        pattern(
            rf"(?:demande (?:de |d'une |d')(?:mise en )?{_MOVE}[^.?!;]{{0,40}}(?:{_SENT}"
            rf"|{_RECEIVED}|du"
            rf"|datée)|(?:{_SENT}|{_RECEIVED})[^.?!;]{{0,25}} demande (?:de "
            rf"|d')(?:mise en )?{_MOVE}"
            rf"|(?:j'ai|elle a|il a|a|avons) demandé (?:ma|sa|une|mon|son|un|à être) (?:mise en )?"
            rf"{_MOVE}[^.?!;]{{0,20}}){AT_THE_DAY}"
        ),
        ("mutation", "detach", "dispo", "integration", "mobilite"),
        after=pattern(rf" (?:une|ma|la) demande (?:de |d')(?:mise en )?{_MOVE}"),
        unless=_NO_REQUEST,
        past=True,
        own=False,
        yes=(
            ("J’ai envoyé ma demande de mutation le 12 octobre 2026.", "2026-10-12"),
            ("Ma demande de détachement a été reçue le 3 novembre.", "2026-11-03"),
            ("J’ai demandé ma mutation le 5 novembre 2026.", "2026-11-05"),
            ("Nous avons reçu sa demande de disponibilité le 16/11/2026.", "2026-11-16"),
            ("Ma demande de mise en disponibilité, déposée le 2 novembre, attend.", "2026-11-02"),
            ("J’ai envoyé le 12 octobre une demande de mutation.", "2026-10-12"),
            ("Elle a demandé une disponibilité hier.", "2026-11-23"),
            ("Ma demande de mutation du 20 octobre est sans réponse.", "2026-10-20"),
        ),
        no=(
            "Ma collègue a demandé sa mutation le 5 novembre.",
            "Ma demande de mutation a été refusée le 5 novembre.",
        ),
    ),
    DayReading(
        "demande_de_mobilite",
        pattern(
            rf"demande(?: de départ)?(?! de)[^.?!;]{{0,30}} (?:{_SENT}|{_RECEIVED}"
            rf"|datée)(?: (?:en|à|par) [^.?!;0-9]{{1,25}}?)?{AT_THE_DAY}"
        ),
        ("mutation", "muter", "mute a", "mute par"),
        unless=pattern(rf"{_NO_REQUEST.pattern}|retraite|formation|congé|cumul|télétravail"),
        past=True,
        own=False,
        yes=(
            ("On me recrute par mutation. Ma demande de départ vous est parvenue le 16 octobre.",
             "2026-10-16"),
            ("Je pars en mutation. J’ai déposé ma demande, reçue le 3 novembre.", "2026-11-03"),
            ("Elle veut une mutation. Sa demande nous est arrivée le 9 novembre.", "2026-11-09"),
        ),
        no=(
            "Je pars en mutation. Ma demande de congés a été reçue le 3 novembre.",
            "Ma demande de formation est arrivée le 9 novembre, avant ma mutation.",
        ),
    ),
    DayReading(
        "depart_souhaite",
        pattern(
            r"(?:(?:voudrais|souhaite|souhaiterais|aimerais|veux|veut|souhaitons|compte|espère"
            r"|prévois"
            r"|envisage|voudrait|souhaiterait|aimerait|pouvoir|puis-je|peut-elle|peut-il)"
            r"(?: (?:me|te|le|la|donc|bien|pouvoir|à|de)){0,3} (?:partir|quitter|rejoindre"
            r"|commencer|prendre"
            rf" mes (?:nouvelles )?fonctions|être (?:mutée?|détachée?))[^.?!;]{{0,45}}?"
            rf"|départ (?:souhaité|demandé|envisagé|prévu)){AT_THE_DAY}"
        ),
        ("partir", "quiter", "rejoindre", "depart", "mute", "detache", "comencer", "prendre"),
        about=pattern(
            rf"{_MOVE}|mutée?|démission|autre (?:commune|mairie|collectivité|ville)|rejoindre"
            rf"|quitter"
            r"|départ|(?:région|département|métropole|mairie|commune) d"
        ),
        unless=pattern(
            "retraite|congés?(?![a-z])|vacances|collègue|maternité|si je|formation|absen|week"
        ),
        coming=True,
        of_month=True,
        yes=(
            ("Je voudrais quitter la ville le 1er mars 2027 par mutation.", "2027-03-01"),
            ("Je souhaite être muté à compter du 1er février.", "2027-02-01"),
            ("J’aimerais rejoindre la métropole le 4 janvier 2027.", "2027-01-04"),
            ("Départ souhaité : 1er avril 2027.", "2027-04-01"),
            ("Elle veut partir en détachement le 15 janvier 2027.", "2027-01-15"),
            ("Je compte partir dans 10 jours en disponibilité.", "2026-12-04"),
            ("Je voudrais quitter la commune fin mars.", "2027-03-31"),
        ),
        no=(
            "Je voudrais partir à la retraite le 1er mars 2027.",
            "Ma collègue veut quitter la ville le 1er mars.",
        ),
    ),
    DayReading(
        "debut_de_la_disponibilite",
        pattern(
            rf"(?:(?:en|ma|une|sa|mise en) {_LEAVE}(?: [a-z'’-]{{1,14}}){{0,6}}?"
            rf"|{_LEAVE}[^.?!;]{{0,40}} (?:commence(?:ra)?|débute(?:ra)?|prend(?:ra)? effet"
            rf"|a commencé|a"
            rf" débuté|démarre)){AT_THE_DAY}"
        ),
        ("dispo",),
        not_before=pattern(
            r"(?:fin|termine|s'arr|sarr|jusqu|expire|échéance|réintégr|retour|renouvel|demandée?|demande"
            r"|reçue?|envoyée?|déposée?|refusée?|accordée?(?!r)|acceptée?(?!r)|avant|réponse|courrier"
            r"|datée)[^.?!;]{0,40}$"
        ),
        unless=pattern(
            rf"{_OTHERS.pattern}|(?:mari|femme|conjointe?|compagn[a-z]+|frère|soeur) (?:est|part"
            rf"|prend"
            r"|a pris|sera|va) "
        ),
        own=False,
        coming=True,
        of_month=True,
        yes=(
            ("Je voudrais une disponibilité à compter du 1er mars 2027.", "2027-03-01"),
            ("Je suis en disponibilité depuis le 1er septembre 2024.", "2024-09-01"),
            ("Ma disponibilité commence le 4 janvier 2027.", "2027-01-04"),
            ("Je souhaite être mise en dispo à partir de février.", "2027-02-01"),
            ("Mon agent part en disponibilité le 15 décembre.", "2026-12-15"),
            ("Ma disponibilité pour élever mon fils débutera le 1er avril 2027.", "2027-04-01"),
        ),
        no=(
            "Ma disponibilité se termine le 15 mars 2027.",
            "Ma collègue est en disponibilité depuis le 1er mars.",
        ),
    ),
    DayReading(
        "fin_du_detachement",
        pattern(
            rf"(?:{_DETACHED}[^.?!;]{{0,60}}(?:se termine|prend fin|finit|s'achève|jusqu'(?:au|à)"
            rf"|expire"
            rf"|arrive à (?:échéance|terme)|prendra fin|se terminera)|fin (?:de|du) (?:mon |son )?"
            rf"{_DETACHED}(?: est| prévue| fixée)?){AT_THE_DAY}"
        ),
        ("detach",),
        unless=_OTHERS,
        coming=True,
        of_month=True,
        yes=(
            ("Mon détachement se termine le 31 août 2027.", "2027-08-31"),
            ("Je suis détachée à la région jusqu’au 30 juin 2027.", "2027-06-30"),
            ("La fin de mon détachement est prévue le 31/12/2026.", "2026-12-31"),
            ("Mon détachement expire fin mars.", "2027-03-31"),
            ("Le détachement de mon agent prend fin le 28 février 2027.", "2027-02-28"),
        ),
        no=("Le détachement de ma collègue se termine le 31 août.",
            "Mon détachement commence le 31 août 2027."),
    ),
)  # fmt: skip
_BOUNDS: tuple[tuple[str, Bound, tuple[tuple[str, str], ...]], ...] = (
    (
        "debut_du_detachement",
        "first",
        (
            ("Je suis en détachement depuis le 1er septembre 2024.", "2024-09-01"),
            ("Détachée du 1er mars 2024 au 28 février 2027, je veux revenir.", "2024-03-01"),
            ("Mon détachement de 2 ans à compter du 1er janvier 2025 finit.", "2025-01-01"),
        ),
    ),
    (
        "fin_du_detachement",
        "last",
        (
            ("Détachée du 1er mars 2024 au 28 février 2027, je veux revenir.", "2027-02-28"),
            ("Mon détachement de 2 ans à compter du 1er janvier 2025 finit.", "2026-12-31"),
        ),
    ),
)
_PERIODS = (
    *(
        PeriodReading(
            fact,
            pattern(rf"{_DETACHED}[^.?!;]{{0,60}}$"),
            ("detach",),
            unless=_OTHERS,
            bound=bound,
            yes=yes,
            no=("Le détachement de ma collègue va du 1er mars 2024 au 28 février 2027.",),
        )
        for fact, bound, yes in _BOUNDS
    ),
    PeriodReading(
        "disponibilites",
        pattern(
            rf"{_LEAVE} pour (?:convenances?|raisons?) personn[^.?!;]{{0,60}}$"
            rf"|{_LEAVE}[^.?!;]{{0,40}}$"
        ),
        ("dispo",),
        unless=pattern(
            rf"{_OTHERS.pattern}|élever|conjoint|soins|santé|office|demand|voudr|souhait|suivre"
        ),
        goes_on=False,
        yes=(
            (("J’ai été en disponibilité pour convenances personnelles du 1er mars 2018 au 28 "
             "février 2020."), "2018-03-01..2020-02-28"),
            ("En dispo du 1er janvier 2022 au 31 décembre 2023 pour créer mon entreprise.",
             "2022-01-01..2023-12-31"),
            ("Ma disponibilité du 1er septembre 2024 au 31 août 2026 est finie.",
             "2024-09-01..2026-08-31"),
        ),
        no=("En disponibilité pour élever mon fils du 1er mars 2024 au 28 février 2026.",),
    ),
)  # fmt: skip
_OTHER_PEOPLE = "collègue|voisin|amie?s?(?![a-z])"
_MOVES = rf"(?:{_MOVE}|muter|détacher)"
_CAME_IN = (
    r"(?:reçue?|réceptionnée?|enregistrée?|arrivée?|parvenue?|retirée?|remise? en mains? propres?"
    r"|(?:l'|les )?(?:avez|ont|avons) (?:bien )?eue?s?|saisis? depuis|saisis?|tampon[a-z]*"
    r"|accusé (?:de )?réception)"
)
_PAPER = r"(?:demande|lettre|courrier|recommandé|dossier|formulaire)"
_RECEIVED_DAYS = (
    DayReading(
        "demande_de_mobilite",
        pattern(
            rf"(?:{_PAPER}[^.?!;]{{0,70}}{_MOVES}[^.?!;]{{0,70}}? {_CAME_IN}[^.?!;\d]{{0,35}}?"
            rf"|{_MOVES}[^.?!;]{{0,60}} {_PAPER} {_CAME_IN}|reçue?|saisis){AT_THE_DAY}"
        ),
        ("mutation", "muter", "detach", "dispo", "integration", "mobilite"),
        after=pattern(
            rf"[^.?!;:\d]{{0,25}}[ :](?:une |la |sa |d'une )?{_PAPER} (?:de "
            rf"|d')(?:mise en )?{_MOVES}"
        ),
        about=pattern(rf"{_PAPER}[^.?!;]{{0,70}}{_MOVES}|{_MOVES}[^.?!;]{{0,60}} {_PAPER} "),
        not_before=pattern(
            r"(?:réponse|refus|accord|décision|postée?|envoyée?|partir|départ|à partir|à compter"
            r"|suis arrivé)[^.?!;]{0,20}$"
        ),
        unless=pattern(rf"{_OTHER_PEOPLE}|refusée?(?![a-z])|acceptée?|renouvel|réintégr|cumul|télétravail"),
        past=True,
        own=False,
        yes=(
            ("Ma lettre de mutation, postée le 2 novembre, vous est arrivée le 4 novembre.",
             "2026-11-04"),
            ("Le courrier sollicitant la mutation de notre agent est parvenu le 10 novembre.",
             "2026-11-10"),
            ("Ma demande de mutation vous l’avez eue le 30/10.", "2026-10-30"),
            ("Reçu le 12 novembre : demande de détachement d’un technicien.", "2026-11-12"),
        ),
        no=("Ma demande de mutation est prête, je pars le 4 novembre.",),
    ),
)  # fmt: skip
_ASKED = (
    r"(?:demand[a-z]+|voudrais|souhait[a-z]+|veux|veut|aimerais|sollicit[a-z]+|voudrait"
    r"|envisag[a-z]+)"
)
_PERSONAL = r"(?:convenances? personnel[a-z]*|raisons? personnel[a-z]*)"
_CHOICES = (
    *(
        Reading(
            "mobilite_demandee",
            pattern(written),
            always(name),
            ("detach", "dispo"),
            unless=pattern(f"{_OTHERS.pattern}|réintégr|retour|fin de|renouvel|a pris fin"),
            yes=tuple((text, name) for text in yes),
            no=no,
        )
        for name, written, yes, no in (
            (
                "détachement",
                (rf"{_ASKED}[^.?!;]{{0,30}} (?:un |mon |son |être |en "
                rf"|de )(?:{_DETACHED})(?! de {_LEAVE}| de (?:plein )?droit)"),
                ("Je demande un détachement à la région.", "Je souhaite être détachée à l’État.",
                 "Mon agent veut son détachement dans une autre ville.",
                 "Je sollicite un détachement de deux ans."),
                ("Mon détachement prend fin.",),
            ),
            (
                "disponibilité pour convenances personnelles",
                (rf"(?:{_ASKED}[^.?!;]{{0,40}}{_LEAVE}[^.?!;]{{0,30}}{_PERSONAL}"
                 rf"|demande de (?:mise en )?"
                rf"{_LEAVE} pour {_PERSONAL})"),
                ("Je demande une disponibilité pour convenances personnelles.",
                 "Je souhaite une dispo pour raisons personnelles.",
                 "Ma demande de disponibilité pour convenances personnelles est prête."),
                ("Je suis en disponibilité pour convenances personnelles.",),
            ),
            (
                "mobilité de droit",
                (rf"{_ASKED}[^.?!;]{{0,40}}{_LEAVE}[^.?!;]{{0,30}}(?:suivre|élever|soigner"
                 rf"|pour soins|de"
                r" droit)"),
                ("Je demande une disponibilité pour suivre mon conjoint.",
                 "Je voudrais une dispo pour élever mon enfant de 4 ans.",
                 "Je souhaite une disponibilité de droit."),
                ("Je demande une mutation.",),
            ),
        )
    ),
    *(
        Reading(
            "motif_de_la_disponibilite",
            pattern(written),
            always(name),
            ("dispo",),
            unless=pattern("collègue|voisin"),
            own=False,
            yes=tuple((text, name) for text in yes),
            no=no,
        )
        for name, written, yes, no in (
            (
                "suivre son conjoint",
                (rf"(?:{_LEAVE}[^?]{{0,160}}(?:suivre|rapprochement|rejoindre) (?:de )?(?:mon|ma"
                 rf"|son|sa|le"
                r"|la)? ?(?:conjointe?|mari|femme|épou(?:x|se)|compagn[a-z]+|partenaire)|(?:mari"
                r"|femme|conjointe?|compagn[a-z]+|épou(?:x|se)) (?:est |a été |vient d'être "
                r"|a obtenu"
                r" )(?:sa mutation|mutée?|nommée?)[^?]{0,160}"
                rf"{_LEAVE})"),
                ("Je demande une disponibilité pour suivre mon conjoint.",
                 "Mon mari est muté à Brest, je voudrais une disponibilité.",
                 "Je souhaite une dispo pour rejoindre ma femme à Lille.",
                 "Disponibilité pour rapprochement de conjoint : quelle durée ?"),
                ("Je demande une mutation pour suivre mon conjoint.",),
            ),
            (
                "raisons familiales",
                (rf"(?:{_LEAVE}[^?]{{0,160}}(?:élever|m'occuper de|s'occuper de|soigner|garder"
                 rf"|soins à)"
                r" (?:mon|ma|mes|notre|un|son|sa|ses) ?(?:jeune )?(?:enfants?|fils|fille|bébé|mère"
                r"|père"
                r"|conjointe?|mari|femme|parents?|petite?)|(?:élever|m'occuper de) (?:mon|ma|mes)"
                rf" (?:enfants?|fils|fille|mère|père)[^?]{{0,120}}{_LEAVE})"),
                ("Je demande une disponibilité pour élever mon fils.",
                 "Je voudrais m’occuper de ma mère et demander une dispo.",
                 "Disponibilité pour m’occuper de mon père malade.",
                 "Je souhaite une disponibilité pour soigner ma fille."),
                ("Je veux élever mon fils.",),
            ),
            (
                "santé",
                rf"{_LEAVE} (?:d'office|pour (?:raisons? de )?santé)",
                ("Je suis placé en disponibilité d’office.",
                 "En disponibilité pour raison de santé.",
                 "Mise en disponibilité pour santé après mes droits."),
                ("Je suis en disponibilité et en bonne forme.",),
            ),
            (
                "autre motif",
                (rf"(?:{_LEAVE} (?:[a-z]{{1,10}} ){{0,3}}(?:pour |sur )?(?:{_PERSONAL}|études"
                 rf"|recherches"
                rf"|créer|création|reprise d'(?:une )?entreprise|voyager))"),
                ("Je suis en disponibilité pour convenances personnelles.",
                 "Une dispo pour créer mon entreprise.",
                 "Disponibilité de deux ans pour études.",
                 "Disponibilité pour raisons personnelles depuis 2024."),
                ("Je pars pour créer mon entreprise.",),
            ),
        )
    ),
)  # fmt: skip


def mobility(plain: Plain, received: date, spans: Iterable[SpanMention]) -> Iterator[FactRead]:
    """Read moves wished or under way; a request's day is that of its reception, where told."""
    came_in = list(read_days(_RECEIVED_DAYS, plain, received))
    yield from came_in
    for fact in read_days(_DAYS, plain, received):
        if not (came_in and fact.fact == "demande_de_mobilite"):
            yield fact
    for fact in read_periods(_PERIODS, plain, spans):
        yield fact
        if fact.fact == "disponibilites" and isinstance(fact.value, tuple):
            end = fact.value[-1].last
            if end and end >= received:
                yield FactRead("date_de_fin", end, fact.words)
    yield from read_table(_CHOICES, plain)
