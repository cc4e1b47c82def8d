"""An adoption, in more words: when the child comes, how many come, a leave that is shared."""

from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER
from agents.understand.readings import (
    DayReading,
    Reading,
    always,
    read_days,
    read_table,
    told_count,
)
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_NOT_MINE = (
    r"collègue|voisin|nièce|neveu|cousin|mon (?:ami|frère)(?![a-z])|ma soeur|chien|chat(?![a-z])"
)
_ADOPTION = pattern(
    r"adopt[a-z]*|agrément|ase(?![a-z])|(?:au|leur|mon|notre) foyer|(?:congé )?partagé entre les"
    r" deux"
    r" parents|pupille|(?:ramen|rentr)[a-z]+[^.?!;]{0,40} (?:de|du|d'|avec) (?:colombie|vietnam"
    r"|haiti|madagascar|thailande|bulgarie|bresil|chine|inde|congo|russie|coree)"
)
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_GAP = (
    r"(?:(?!congé|partir|compter|demand|jusqu|réunion|dossier|agrément|poste|service|mairie"
    r"|attestation)[^.?!;\n\d])"
)
_WHO = (
    r"(?:l'enfant|le bébé|la petite|le petit|notre fils|notre fille|mon fils|ma fille|les enfants"
    r"|il"
    r"|elle|ils|elles)"
)
_COMES = (
    DayReading(
        "arrivee_de_l_enfant",
        pattern(
            r"(?:(?:avons|ai|a|ont|est|sont|étée?s?|été) (?:tous |bien |enfin )?(?:été"
            r" )?(?:accueilli[es]{0,2}"
            r"|arrivée?s?|confiée?s?|placée?s?|remise?s?|rejoint|obtenu la garde|ramenée?s?"
            r"|recueilli"
            r"|passé la porte|installée?s?)"
            rf"{_GAP}{{0,60}}|(?:vit|vivent|habite|est|sont) (?:chez (?:moi|nous|eux|elle|lui)"
            rf"|parmi nous"
            rf"|avec nous|à la maison|au foyer|à mon foyer|dans (?:notre|leur|mon) foyer) depuis)"
            rf"(?: le)? {_WEEKDAY}$"
        ),
        (
            "acueil", "ariv", "confi", "place", "remis", "rejoint", "garde", "ramene", "porte",
            "depuis", "recueil", "instal",
        ),
        unless=pattern(
            rf"{_NOT_MINE}|agrément[^.?!;]{{0,40}}(?:obtenu|reçu|arrivé)|je suis arrivée?"
        ),
        past=True,
        own=False,
        yes=(
            ("L'enfant que j'adopte a été placé à mon domicile le 2 novembre", "2026-11-02"),
            ("Adoption : notre fille vit avec nous depuis le 12 octobre 2026", "2026-10-12"),
            ("notre fils adoptif est arrivé dimanche", "2026-11-22"),
        ),
        no=(
            "L'enfant adopté par ma collègue est arrivé le 2 novembre",
            "Je suis arrivé à la mairie le 2 novembre, j'adopte",
        ),
    ),
    DayReading(
        "arrivee_de_l_enfant",
        pattern(
            rf"(?:ramen(?:er|ons|erons|era)|rentr(?:er|ons|erons)[^.?!;\d]{{0,30}} avec (?:lui"
            rf"|elle|eux)"
            r"|(?:nous|me) (?:remet|remettra|confie|confiera|amène)|chercher"
            rf"|(?:seront|sera|serait|arrivent|arrive|arrivera|arriveront|viendra|viendront"
            rf"|rejoindra"
            rf"|rejoindront)(?: (?:chez|avec|à|parmi|au|dans) (?:moi|nous|la maison|foyer|notre"
            rf" foyer))?"
            r"|arrivée (?:prévue |fixée |programmée )?(?:de l'enfant |d'[a-z]+ |de [a-z]+ )?(?:au"
            r"|à notre"
            r"|à mon|dans notre|chez) ?(?:foyer|nous|moi)|qui arrivent)"
            rf"{_GAP}{{0,45}}?(?: (?:le|au|du|:|est|pour le|prévue le))?(?: le)? {_WEEKDAY}$"
        ),
        ("ramen", "rentr", "remet", "confi", "amene", "cherch", "ser", "ariv", "viend", "rejoind"),
        unless=pattern(rf"{_NOT_MINE}|commission|rendez|agrément[^.?!;]{{0,30}} (?:arrive|sera)"),
        not_before=pattern(
            r"(?:est|sont|ai|a|avons|ont) (?:bien |enfin |tous )?(?:été )?(?:arrivée?s?|accueilli"
            r"|ramené)"
            r"[^.?!;\d]{0,60}$"
        ),
        coming=True,
        own=False,
        yes=(
            ("Adoption : l'arrivée de l'enfant au foyer le 8 mars 2027", "2027-03-08"),
            ("l'ASE nous confiera Léo le 4 décembre", "2026-12-04"),
            ("nos deux enfants adoptés seront chez nous le 20 janvier 2027", "2027-01-20"),
            ("Nous ramenons notre fille de Colombie le 9 décembre", "2026-12-09"),
        ),
        no=(
            "Ma collègue adopte, ils ramènent leur fils le 9 décembre",
            "Pour l'adoption, le rendez-vous sera le 9 décembre",
        ),
    ),
)  # fmt: skip
_SHARE = r"(?:partag[a-z]+|répart[a-z]+|divis[a-z]+|scind[a-z]+|fractionn[a-z]+ entre)"
_PARTNER = (
    r"(?:autre parent|mari|femme|conjointe?|épouse|époux|compagne|compagnon|partenaire|père|mère"
    r"|moitié)"
)
_ASKS = (
    r"peut-on|pouvons-nous|puis-je|faut-il|comment|possible de|pourr[a-z]+"
    r"|est-ce que (?:l'|mon|ma|on)"
)
_TAKES = (
    r"(?:prend(?:ra|rait|re|s)?|pose(?:ra|r)?|bénéficie(?:ra|r)?|utilise(?:ra)?|garde(?:ra)?|aura"
    r"|fera)"
)
_SHARED = (
    Reading(
        "adoption_partagee",
        pattern(
            rf"(?:nous|moi|on|elle|il|ils|deux|entre)(?: nous| se| le| la| l'| avons| ont| a| est|"
            rf" sera){{0,3}}"
            rf" {_SHARE}|congé (?:d'adoption |est |sera |serait )?(?:bien )?{_SHARE}(?! pas)"
            rf"|{_TAKES} (?:la |une |sa |ma )?(?:moitié|partie|part)[^.?!;]{{0,50}} {_PARTNER}"
            rf"|{_PARTNER}[^.?!;,]{{0,25}} {_TAKES} (?:aussi |également |lui aussi |elle aussi "
            rf"|donc )?(?:sa part"
            rf"|l'autre|une partie|la moitié|le reste|le sien|la suite|le relais|{NUMBER} (?:jours"
            rf"|semaines|mois)"
            r"|des jours|quelques)|(?:cède|céder|laisse|donne|transfère)[^.?!;]{0,30} à (?:mon|ma"
            r"|l') ?(?:mari|femme|conjointe?|compagn[a-z]+|épouse?|époux|autre)"
            r"|(?:nous|ils|on) (?:le |la )?(?:prenons|prendrons|prendra|demandons|serons"
            r"|sommes)[^.?!;]{0,25} (?:ensemble|en même temps)|les deux (?:parents|papas|mamans"
            r"|pères|mères) (?:prennent|prendront|bénéficient)"
            r"|(?:mari|femme|conjointe?|compagn[a-z]+|épouse|époux) (?:aussi|également)(?![a-z])"
            r"|(?:à deux|tous les deux|toutes les deux|tous deux|chacune?"
            r" (?:sa|notre|son|la|de"
            r"|une|\d|à)|à tour de rôle|à parts égales|moitié[- ]moitié|50/50|l'un après l'autre"
            r"|en alternance"
            r"|se relayer|nous relayer|relaierons|relais)"
        ),
        always(OUI),
        (
            "partag",
            "ensemble",
            "temps",
            "ausi",
            "egalement",
            "ced",
            "lais",
            "done",
            "repart",
            "divis",
            "scind",
            "fraction",
            "moitie",
            "part",
            "prend",
            "pose",
            "deux",
            "chacun",
            "tour",
            "50/50",
            "un apres",
            "altern",
            "relay",
            "relai",
            "utilis",
            "gard",
            "aura",
            "benefic",
        ),
        unless=pattern(
            rf"{_NOT_MINE}|{_ASKS}|souhait[a-z]* pas|pas (?:partag|répart)|deux enfants à la fois"
            rf" et"
        ),
        own=False,
        yes=(
            ("Ma femme et moi partageons le congé d'adoption", "oui"),
            ("je prends une partie du congé d'adoption et mon mari le reste", "oui"),
            ("Congé d'adoption : l'autre parent prendra sa part", "oui"),
            ("nous prendrons tous les deux le congé d'adoption, à deux donc", "oui"),
            ("Adoption : chacun sa moitié du congé", "oui"),
            ("mon épouse prendra quatre semaines du congé d'adoption", "oui"),
        ),
        no=(
            "Comment partageons-nous le congé d'adoption ? Peut-on le diviser ?",
            "Ma collègue et son mari : congé d'adoption partagé entre eux",
            "Nous ne partageons pas le congé d'adoption",
        ),
    ),
    Reading(
        "adoption_partagee",
        pattern(
            r"(?:j'adopte|adopte|adoptante?|adoptons|adopté) (?:toute )?seule?(?![a-z])"
            r"|congé[^.?!;]{0,40} (?:n'est"
            r" que pour moi|en entier|(?:en )?(?:intégralité|totalité)|entier pour (?:elle|moi"
            r"|lui)|pour moi seule?"
            r"|à moi seule?)|(?:ne |n')[^.?!;]{0,18} pas (?:être )?(?:partag|répart|divis"
            r"|scind)[a-z]*"
            r"|(?:non|pas|aucun|sans) (?:de |d'être )?partag[a-z]*"
            rf"|{_PARTNER}[^.?!;,]{{0,25}} (?:ne |n')[^.?!;]{{0,20}}(?:prend(?:ra|re)?|pose(?:ra)?"
            rf"|bénéficie[a-z]*"
            r"|souhaite|veut|demande|utilise)[^.?!;]{0,12} ?(?:aucun|pas|rien)|(?:prends|prendrai"
            r"|garde|garderai"
            r"|prendre|demande) (?:tout|l'intégralité|la totalité|l'ensemble|la durée entière)"
            r"|(?:uniquement|rien que|seulement|que) (?:moi|pour moi)(?![a-z])|c'est moi (?:seule?"
            r" )?qui (?:prend|prendrai)|(?:mari|femme|conjointe?|compagn[a-z]+|épouse|époux|autre"
            r" parent) (?:reste au travail|continue(?:ra)? (?:à|de) travailler|ne s'arrête)"
            r"|renonce(?:ra)? (?:à (?:sa|son)|au congé)|(?:mon|ma|son|l') ?(?:mari|femme"
            r"|conjointe?|compagn[a-z]+"
            r"|épouse?|époux|autre parent) (?:y )?renonce|(?:seule?|célibataire)(?=[^.?!;]{0,30}"
            r" (?:adopt|congé"
            r" d'adoption))|adopt[^.?!;]{0,30} (?:célibataire|en solo|parent unique)"
            r"|(?:seule?|unique) (?:à|bénéficiaire|parent)"
        ),
        always(NON),
        (
            "seul",
            "pas ",
            "aucun",
            "rien",
            "entier",
            "que pour moi",
            "partag",
            "integral",
            "total",
            "tout",
            "renonc",
            "moi",
            "travail",
            "arete",
            "celibat",
            "solo",
            "unique",
            "ensemble",
            "duree",
        ),
        unless=pattern(
            f"{_NOT_MINE}|mère seule|un seul enfant|si (?:mon|ma|l'autre|je|nous)|{_ASKS}"
        ),
        own=False,
        denies=True,
        yes=(
            ("Le congé d'adoption ne sera pas réparti entre nous", "non"),
            ("J'adopte seul, combien de semaines de congé ?", "non"),
            ("Adoption : mon mari ne prendra rien", "non"),
            ("l'autre parent ne souhaite pas en prendre, pour le congé d'adoption", "non"),
            ("Je prendrai la totalité du congé d'adoption", "non"),
        ),
        no=(
            "Ma collègue adopte seule, quel congé ?",
            "Nous adoptons ; mon mari prendrait-il sa part si c'était possible de partager ?",
        ),
    ),
)
_HOW_MANY = (
    Reading(
        "enfants_adoptes",
        pattern(
            rf"adopt(?:e|er|ons|erons|ion multiple|ion)[^.?!;:\d]{{0,12}}[ (:](?:de |d')?(?P<n>"
            rf"{NUMBER})"
            r" (?:petite?s? |jeunes )?(?:enfants?|garçons?|filles?|frères|soeurs|bébés?)(?![a-z])"
            r"(?! (?:à charge|déjà|biolog))"
            rf"|fratrie[^.?!;\d]{{0,40}} (?:compte|compose de|comprend|est de|:|fait) ?(?P<m>"
            rf"{NUMBER})"
            rf" (?:enfants?|garçons?|filles?|frères)|(?:nous|m')? ?(?:en )(?:confie|accueillons"
            rf"|adoptons"
            rf"|accueille|remet|attribue) (?P<o>{NUMBER})(?= ?(?:[.,;!)]|$| (?:à la fois"
            rf"|ensemble)))"
            rf"|(?:mes|nos|les|ses) (?P<p>{NUMBER}) (?:futurs? |petite?s? )?(?:enfants?|filles?"
            rf"|garçons"
            r"|fils),? (?:que (?:j'adopte|nous adoptons)|adoptée?s?|adoptifs?|adoptives?"
            r"|confiée?s?)"
        ),
        told_count,
        ("adopt", "fratrie", "confi", "acueil", "remet", "atribue"),
        unless=pattern(rf"{_NOT_MINE}|déjà adopté|de mon conjoint|adoption simple"),
        own=False,
        yes=(
            ("Nous adoptons deux enfants, un frère et sa soeur", "2"),
            ("Adoption multiple : 3 enfants d'un coup", "3"),
            ("notre fratrie adoptée comprend trois garçons", "3"),
            ("Mes deux filles adoptives arrivent jeudi prochain", "2"),
        ),
        no=(
            "Ma collègue adopte deux enfants",
            "J'adopte et j'ai par ailleurs deux enfants à charge",
        ),
    ),
)  # fmt: skip


def adopted_child(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read what a mail about an adoption tells."""
    if _ADOPTION.search(plain.text) or "fratrie" in plain.text:
        yield from read_days(_COMES, plain, received)
        yield from read_table((*_SHARED, *_HOW_MANY), plain)
