"""Moves told freely: the day a request came in, the day wished, what is asked for and why."""

from collections.abc import Iterator
from datetime import date

from agents.understand.readings import (
    DayReading,
    Reading,
    always,
    read_days,
    read_table,
)
from agents.understand.tense import AT_THE_DAY
from statute.facts import FactRead
from statute.french import Plain, pattern

_OTHERS = "collègue|voisin|amie?s?(?![a-z])"
_LEAVE = r"(?:disponibilité|dispo(?![a-z]))"
_DETACHED = r"(?:détachement|détachée?s?(?![a-z])|détacher)"
_MOVE = rf"(?:mutation|muter|{_DETACHED}|{_LEAVE}|intégration directe|mobilité)"
_LEAVING_DAYS = (
    DayReading(
        "depart_souhaite",
        pattern(
            r"(?:m'en aller|s'en aller|être libérée?|libérée?|laissez-moi partir|m'attend(?:ent)?"
            r"|prendr(?:e|ais|ai|ait) (?:mes|ses) (?:nouvelles )?fonctions|départ(?![a-z])"
            r"|(?:je|il|elle|on) (?:la |le )(?:voudrais|souhaite|voudrait|veux|veut|prendrais)"
            rf"|partir|pris[ea] de poste|muter)[^?!;]{{0,45}}?{AT_THE_DAY}"
        ),
        ("aler", "liber", "partir", "atend", "fonctions", "depart", "voudr", "souhait", "veu",
         "poste", "muter"),
        not_before=pattern(
            r"(?:retraite|avant|réponse|demande[a-z]*|reçue?|refus|au lieu|pot|rendez|entretien"
            r"|congé|vacances|formation|jusqu)[^.?!;]{0,35}$"
        ),
        about=pattern(
            rf"{_MOVE}|mutée?|autre (?:commune|mairie|collectivité|ville)|(?:l'|à l')hôpital"
            r"|nouvelles fonctions|(?:région|département|métropole|mairie|commune|agglo[a-z]*"
            r"|police) d|rejoindre"
        ),
        unless=pattern(f"{_OTHERS}|retraite|vacances|maternité|si je|démission|absen|week"),
        coming=True,
        of_month=True,
        yes=(
            ("La disponibilité, je la voudrais dès le 2 mars 2027.", "2027-03-02"),
            ("Je prendrais mes nouvelles fonctions à la mairie d’Agen le 3 mai 2027.",
             "2027-05-03"),
            ("L’agent entend être libéré le 1er juin 2027 pour sa mutation.", "2027-06-01"),
            ("Ma mutation est acquise, la métropole de Brest m’attend le 1er avril 2027.",
             "2027-04-01"),
        ),
        no=("Laissez-moi partir le 3 mars 2027 pour mes vacances à la mairie d’Agen.",),
    ),
    DayReading(
        "debut_de_la_disponibilite",
        pattern(
            rf"{_LEAVE}[^.?!;]{{0,60}}?(?:(?:,| et)? (?:à partir d[eu'] ?|à compter d[eu'] ?"
            r"|à dater du|dès(?: le)?|depuis(?: le)?|ayant commencé|qui commence|partie?) ?(?:le )?"
            r"|(?: :)? ?du (?=[^.?!;]{0,0}$))$"
            rf"|début (?:de (?:ma |sa |la )?)?{_LEAVE}{AT_THE_DAY}"
            rf"|mise? en {_LEAVE}{AT_THE_DAY}"
        ),
        ("dispo",),
        not_before=pattern(
            r"(?:fin|termine|s'arr|sarr|jusqu|expire|échéance|réintégr|retour|reçue?|envoyée?|déposée?"
            r"|refus[a-z]*"
            r"|réponse|courrier|datée|reprend[a-z]*|revenir|marié[a-z]*|malade"
            r"|demande de [^.?!;]{0,25})"
            r"[^.?!;]{0,40}$"
        ),
        unless=pattern(
            rf"{_OTHERS}|d'office|(?:mari|femme|conjointe?|compagn[a-z]+|frère|soeur) (?:est|part"
            rf"|prend"
            r"|a pris|sera|va) "
        ),
        own=False,
        coming=True,
        of_month=True,
        yes=(
            ("Je demande une disponibilité à partir du 1er avril 2027 pour suivre ma femme.",
             "2027-04-01"),
            ("Début de la disponibilité : 12/05/2027.", "2027-05-12"),
            ("Une disponibilité pour élever ma fille de 3 ans à compter du 1er mars 2027 ?",
             "2027-03-01"),
            ("Arrêté de dispo : du 4 mars 2025 au 3 mars 2027, pour soigner mon père.",
             "2025-03-04"),
        ),
        no=("Ma demande de disponibilité a été reçue le 4 mars 2026.",),
    ),
    DayReading(
        "debut_du_detachement",
        pattern(
            rf"(?:début (?:du |de (?:mon |son )?)?{_DETACHED}|{_DETACHED} ?: ?début"
            rf"|(?:partie?|parti|passée?) en détachement[^.?!;]{{0,40}}?|détachée?(?: (?!jusqu)"
            r"[a-z'é-]{1,15}){0,5}?"
            r"|détachement(?: (?!se |prend|expire|fin|jusqu|term|s'ar|sar|achev"
            r"|cess)[a-z'-]{1,14}){0,4},? ?(?:(?:a|"
            r"avait) )?(?:ouvert|commencé|débuté|commençait|débutait|démarré|effectif"
            r"|la date d'effet"
            r"(?: étant| est)?|(?:au|à la|à l'|en|chez) [^.?!;\d]{2,25}?)?)"
            rf"{AT_THE_DAY}"
        ),
        ("detach",),
        not_before=pattern(
            r"(?:fin|termin|terme|jusqu|expire|échéance|achev|retour|réintégr|demande[a-z]*"
            r"|sollicit[a-z]*|souhaite|voudr[a-z]*|reçue?|refus|arrêt|cess|rejet|accord|clos"
            r"|renouvel[a-z]*|courrier)[^.?!;]{0,45}$"
        ),
        unless=pattern(f"{_OTHERS}|je demande|demande de détachement"),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("Début de détachement : 1er avril 2022.", "2022-04-01"),
            ("Partie en détachement au ministère le 4 mars 2024, je m’ennuie.", "2024-03-04"),
            ("Détachée pour stage le 1er juin 2026.", "2026-06-01"),
            ("Son détachement commençait le 2 novembre 2026.", "2026-11-02"),
        ),
        no=("Ma demande de détachement du 4 mars 2026 est restée sans suite.",
            "Mon détachement a pris fin le 4 mars 2026."),
    ),
    DayReading(
        "fin_du_detachement",
        pattern(
            rf"(?:{_DETACHED}[^?!;]{{0,80}}(?:termine|fin(?:it|ira|issait)?|s'arrêt[a-z]+|sarret[a-z]*"
            r"|terme(?: prévu)?|échéance|achev[a-z]+|tombe|expir[a-z]*|jusqu(?:'|e )(?:au|à)?|clos)"
            rf"|(?:fin|terme|échéance) (?:du |de (?:mon |son )?){_DETACHED}[^.?!;\d]{{0,50}}?)"
            rf",?{AT_THE_DAY}"
        ),
        ("detach",),
        not_before=pattern(
            r"(?:début|commenc|depuis|avant|demand|envoy|reçu|écrit|conge|contrat|dispo)"
            r"[^.?!;]{0,20}$"
        ),
        unless=pattern(f"{_OTHERS}|contrat|si mon détachement"),
        coming=True,
        of_month=True,
        yes=(
            ("Le terme de mon détachement tombe le 31/05/2027.", "2027-05-31"),
            ("Mon détachement s’arrête le 1er avril 2027, j’ai un mois pour dire si je reviens.",
             "2027-04-01"),
            ("La date d’échéance de mon détachement sur emploi fonctionnel est le 9 juin 2027.",
             "2027-06-09"),
        ),
        no=("Mon détachement commence le 31 août 2027.",),
    ),
)  # fmt: skip
_ASKED = (
    r"(?:demand[a-z]+|voudrai[st]|voudrions|souhait[a-z]+|veux|veut|aimerai[st]|sollicit[a-z]+"
    r"|envisag[a-z]+|compte|svp|stp|partir|partirai[st]|mettre|prendre|réclam[a-z]+|obtenir|concerne"
    r"|l'objet|je pars|tente|pose|posé|choisi[a-z]*|possible|envie|puis-je)"
)
_OWN_REASONS = (
    r"(?:convenances?(?! de service)|raisons? perso[a-z]*|motifs? perso[a-z]*|projet perso[a-z]*)"
)
_STUDIES_OR_FIRM = (
    r"(?:études|étudier|thèse|doctorat|reprendre l'entreprise|recherches?(?! d'emploi)"
    r"|créer (?:mon|ma|une|son|sa)|création"
    r"|reprise d'(?:une )?(?:entreprise|activité|commerce)|reprise d'un|reprendre (?:une"
    r" entreprise|un (?:commerce|garage|restaurant)|des études|mes études)|créateurs? d'entreprise"
    r"|monter (?:mon|ma|une) (?:entreprise|boîte|affaire|société))"
)
_NOT_IN_IT = r"(?<!suis en )(?<!est en )(?<!etais en )(?<!etait en )(?<!parti en )(?<!partie en )"
_UNDER_WAY = pattern(
    rf"{_OTHERS}|réintégr|retour|fin de|a pris fin|se termine|depuis|actuellement en"
)
_WISHES = tuple(
    Reading(
        "mobilite_demandee",
        pattern(written),
        always(name),
        ("detach", "dispo", "oblige"),
        unless=_UNDER_WAY,
        beside=pattern(beside) if beside else None,
        own=False,
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, written, beside, yes, no in (
        (
            "détachement",
            (
                rf"(?:(?:{_ASKED}|forme|formule)[^.?!;]{{0,45}} {_DETACHED}|détachement (?:est )?"
                rf"(?:demandé|sollicité|souhaité)|(?:demande|dossier) de détachement)"
                r"(?! (?:de (?:plein )?droit|de dispo))"
            ),
            rf"de (?:plein )?droit|{_LEAVE}|est détaché|suis détaché|refus|fin d",
            (
                "Je pars à la région, la forme choisie est le détachement.",
                "Détachement demandé par notre agent vers l’hôpital.",
                "Partir détaché au collège me plairait.",
            ),
            ("Je suis détaché à la région.",),
        ),
        (
            "disponibilité pour convenances personnelles",
            (
                rf"(?:(?:{_ASKED}|quitter)[^.?!;]{{0,60}}{_LEAVE}[^.?!;]{{0,45}}{_OWN_REASONS}"
                rf"|(?:^|[.?!;\n] ?|bonjour,? ){_LEAVE} (?:pour )?{_OWN_REASONS}"
                rf"|{_ASKED}[^.?!;]{{0,30}} {_LEAVE} pour moi(?![a-z-])|renouveler (?:ma "
                rf"|une )?{_LEAVE} pour {_OWN_REASONS})"
            ),
            r"pas (?:celle )?pour|en cours|suis en",
            (
                "Je compte me mettre en dispo pour convenances.",
                "Dispo pour raisons perso svp, combien de temps avant ?",
                "Prendre une disponibilité pour moi, est-ce possible ?",
            ),
            ("Je suis en disponibilité pour convenances personnelles.",),
        ),
        (
            "autre disponibilité",
            (
                rf"{_NOT_IN_IT}{_LEAVE}[^.?!;]{{0,60}} (?:d'|les |des |mes |celle des )?"
                rf"{_STUDIES_OR_FIRM}|étudier en {_LEAVE}"
            ),
            r"(?:suis|est|étais|placée?) (?:[a-z]{1,10} )?en dispo|(?<!mais pas celle pour )conven",
            (
                "Je demande une disponibilité pour études.",
                "Dispo pour création d’entreprise : quel délai ?",
                "Une disponibilité pour reprendre un commerce, à qui l’écrire ?",
            ),
            ("Je suis en disponibilité pour études.",),
        ),
        (
            "mobilité de droit",
            (
                rf"(?:{_LEAVE}|{_DETACHED})(?:-là)?(?: (?:est"
                rf"|pour [a-z ]{{3,40}}))? de (?:plein )?droit"
                r"(?! ?\?)|(?:départ|employeur|maire|commune) [^.?!;]{0,25}obligée? d'accepter"
            ),
            r"est-(?:il|elle|ce)|refus",
            (
                "Élu maire, je sollicite mon détachement de droit.",
                "Je veux ma disponibilité de droit.",
            ),
            ("La disponibilité est-elle de droit ?",),
        ),
        (
            "mobilité de droit",
            (
                rf"{_LEAVE}[^.?!;]{{0,30}}(?:suivre|suivi d[eu]|rapprochement) (?:mon|ma|son|sa|de"
                rf"|du)? ?"
                r"(?:conjointe?|mari|femme|épou(?:x|se)|compagn[a-z]+"
                r"|partenaire)[^.?!;]{0,12}, je la"
                rf" (?:voudrais|souhaite|demande)|{_LEAVE} (?:pour )?(?:élever|suivre"
                rf"|soigner)[^.?!;]{{0,40}}"
                r" (?:demandée|sollicitée|souhaitée)"
            ),
            None,
            ("La disponibilité pour suivre ma femme, je la voudrais en mars.",),
            ("La disponibilité pour suivre ma femme est finie.",),
        ),
    )
)


def moves(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read when one wishes to leave or left, what is asked for and for what reason."""
    yield from read_days(_LEAVING_DAYS, plain, received)
    yield from read_table(_WISHES, plain)
