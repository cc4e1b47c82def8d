"""Children at home: by number, ages or years of birth; those who live in turn with each parent."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice, pairwise

from agents.understand.dates import NUMBER, as_number
from agents.understand.doubt import OTHERS, in_doubt
from agents.understand.readings import MOST, Reading, always, read_table, told_count
from statute.facts import FactRead
from statute.french import Plain, pattern

_AGES = (
    rf"{NUMBER}(?: ans?| mois)?(?:(?:,| et|,? puis| ou bientôt)? {NUMBER}(?: ans?| mois)?){{0,7}}"
)
_YEARS = r"(?:en )?20[0-2]\d(?:(?:,| et| et en|, en) 20[0-2]\d){0,7}"
_SEVERAL_CHILDREN = (
    r"(?:enfants|filles|garçons|fils|petits|petites|loulous|gamins|gosses|grands|ados)"
)
_LISTED_AGES = pattern(
    rf"(?:mes|nos|(?P<said>{NUMBER}))(?: deux| trois| quatre| cinq)?(?: jeunes| grands)? "
    rf"{_SEVERAL_CHILDREN}(?![a-z])(?: à charge| à la maison)?(?: (?:qui ont|ont|âgées? de|âgés de"
    rf"|de|ages de|:)| ?[(:,])? ?(?P<ages>{_AGES}) ?(?:ans|mois)(?![a-z])"
)
_LISTED_YEARS = pattern(
    rf"(?:mes|nos|{NUMBER}) {_SEVERAL_CHILDREN}(?![a-z])[ ,(:]{{0,3}}(?:sont )?nées?"
    rf" ?(?P<years>{_YEARS})|(?:mes|nos"
    rf"|{NUMBER}) {_SEVERAL_CHILDREN}(?![a-z])[ ,(:]{{0,3}}(?:sont )?nés? ?(?P<years2>{_YEARS})"
)
_ONE_BY_ONE = pattern(
    rf"(?:un|une|mon|ma|le|la|l'|notre)(?: (?:petite?|grande?))? ?(?:fils|fille|garçon|ainée?|bébé"
    r"|cadette?|dernière?|petite?|grande?|puinée?|benjamine?|enfant|ado)(?![a-z])(?: (?:qui a|a|de"
    rf"|âgée? de|aura)| ?\()? ?(?P<age>{NUMBER}) (?P<unit>ans?|mois)(?![a-z])"
)
_A_BOY_AND_A_GIRL = pattern(
    r"(?:un|mon) (?:garçon|fils)(?: [^.?!;]{0,15})? et (?:une|ma) fille|(?:une|ma) fille"
    r"(?: [^.?!;]{0,15})? et (?:un|mon) (?:garçon|fils)"
)
_BESIDE_AN_INDEX = Reading(
    "enfants_a_charge",
    pattern(
        rf"(?<!pour les )(?<!à partir de )(?<![a-z]{5} )(?:(?:j'?ai|on a|nous avons|avec|et|pour"
        rf"|pour mes|pour nos) )?(?P<n>{NUMBER}) (?:enfants?|gosses?|gamins?|loulous|mômes?)"
        r"(?: à charge)?(?= ?(?:[.,:;?!)(\n/+]|$| (?:et|zone|im(?![a-z])|indice|à charge|pas"
        r"|sans|ni|temps|plein|cb|combien|quel)))"
    ),
    lambda match: int(as_number(match["n"])),
    ("enfant", "gose", "gamin", "loulou", "mome"),
    unless=pattern(f"{OTHERS}|pour (?:un|deux|trois|\\d) enfants?|adultes?|encadr|groupe|attend"),
    beside=pattern("passer(?:ai|ons|a)|serai|serons|sera à|compterai|aurai|aurons|portera"),
    own=False,
    yes=(
        ("Indice majoré 432, 2 enfants, zone 1", "2"),
        ("3 gosses, IM 512, mon sft ?", "3"),
        ("SFT (2 enfants, IM 401) coupé ?", "2"),
        ("IM 402 2 enfants pas d'indemnité de résidence", "2"),
        ("bonjour (jai 1 enfant, indice majoré 388)", "1"),
        ("indice 400, trois enfants : combien de supplément familial ?", "3"),
    ),
    no=(
        "SFT : 75 € pour deux enfants, indice 400",
        "Ma collègue a 2 enfants, indice 400",
        "j'encadre 8 enfants, IM 370",
    ),
)
_ALONE = Reading(
    "enfants_a_charge",
    pattern(
        r"(?:élève|élevant|m'occupe) (?:seule? )?(?:de )?(?:mon fils|ma fille|mon enfant)(?![a-z])"
        r"|(?:mon|ma) (?:fils|fille) unique|mon seul enfant"
    ),
    always(1),
    ("eleve", "ocupe", "unique", "seul"),
    unless=pattern(f"{OTHERS}|partiel|disponibilité|dispo(?![a-z])|autres enfants|ainée?"),
    own=False,
    yes=(
        ("j'élève seul mon fils de 9 ans, sft ?", "1"),
        ("SFT pour mon fils unique", "1"),
        ("IM 400, j'élève ma fille", "1"),
    ),
    no=("SFT de ma collègue qui élève seule sa fille",),
)
_PAID_BY_CHILD = pattern(
    r"sft(?![a-z])|supplément familial|indice|im(?![a-z])|traitement|paie|paye|salaire|brut"
)
_ADULT = 20
_CLOSE = 40
"""Places between children told one by one."""
_NOT_AT_HOME = pattern(
    rf"{OTHERS}|élèves|groupe|crèche accueil|encadr|surveill|classe|décéd|mort|veuve|chez leur"
    r"|chez (?:son|sa) (?:père|mère|papa|maman)|majeurs?|indépendants?|ne (?:vit|vivent) plus"
    r"|garde de (?:mes|nos) petits|activité|centre de loisirs|si j'|nounou"
)


def at_home(plain: Plain, received: date) -> Iterator[FactRead]:
    """Count children told by their ages or years of birth; nothing where one may be grown up."""
    for match in islice(_LISTED_AGES.finditer(plain.text), MOST):
        ages = re.findall(rf"{NUMBER}(?: (?:ans?|mois))?", match["ages"])
        numbers = [int(as_number(re.sub(" (?:ans?|mois)$", "", age))) for age in ages]
        said = match["said"] and int(as_number(match["said"]))
        grown = max(numbers) >= _ADULT or len(numbers) == 1 or said not in {None, len(numbers)}
        if not (grown or in_doubt(plain, *match.span(), _NOT_AT_HOME, own=False)):
            yield FactRead("enfants_a_charge", len(numbers), plain.words(*match.span()))
    for match in islice(_LISTED_YEARS.finditer(plain.text), MOST):
        years = re.findall(r"20\d\d", match["years"] or match["years2"])
        young = all(0 <= received.year - int(year) < _ADULT for year in years)
        if young and len(years) > 1 and not in_doubt(plain, *match.span(), _NOT_AT_HOME, own=False):
            yield FactRead("enfants_a_charge", len(years), plain.words(*match.span()))
    named = list(islice(_ONE_BY_ONE.finditer(plain.text), MOST))
    close = all(other.start() - one.end() < _CLOSE for one, other in pairwise(named))
    young = all(m["unit"] == "mois" or as_number(m["age"]) < _ADULT for m in named)
    if len(named) > 1 and close and young:
        first, last = named[0].start(), named[-1].end()
        if not in_doubt(plain, first, last, _NOT_AT_HOME, own=False):
            yield FactRead("enfants_a_charge", len(named), plain.words(first, last))
    pair = _A_BOY_AND_A_GIRL.search(plain.text)
    if pair and not named and not in_doubt(plain, *pair.span(), _NOT_AT_HOME, own=False):
        yield FactRead("enfants_a_charge", 2, plain.words(*pair.span()))


_ALTERNATE = r"(?:en |garde |résidence )?(?:garde|résidence|en)? ?(?:altern[eé]e?s?|altern[a-z]+)"
_CUSTODY = (
    Reading(
        "enfants_en_alternance",
        pattern(
            rf"(?P<n>{NUMBER})(?: (?:de mes|d'entre eux|des|jeunes?))?(?: (?:trois|deux|quatre))?"
            r"(?: enfants?| filles?| garçons?| fils)?(?: à charge)?,? ?(?:est |sont |vit |vivent )?"
            r"(?:tou(?:te)?s (?:les )?deux )?(?:,? ?(?:que j'ai |qui (?:sont|vivent) ))?"
            r"(?:en |à |,)? ?(?:(?:garde|résidence) (?:alternée|partagée)|alternance)(?! pour)"
            rf"|garde (?:alternée|partagée) pour (?P<m>{NUMBER})(?![a-z])"
        ),
        told_count,
        ("altern", "partage"),
        unless=pattern(f"{OTHERS}|si |demande la|voudr|futur|avant"),
        own=False,
        yes=(
            ("J'ai 2 enfants en garde alternée", "2"),
            ("trois enfants à charge, dont un en résidence alternée", "1"),
            ("mes deux enfants sont en garde alternée", "2"),
            ("4 enfants dont deux en garde alternée", "2"),
            ("J'ai trois enfants, 1 est en garde alternée", "1"),
            ("Mes deux filles vivent en résidence alternée", "2"),
            ("deux enfants, tous les deux en résidence alternée", "2"),
            ("trois enfants que j'ai en garde alternée", "3"),
        ),
        no=(
            "Mon collègue a 2 enfants en garde alternée",
            "Si mes deux enfants sont en garde alternée, le SFT change ?",
            "Mes deux enfants ne sont pas en garde alternée",
        ),
    ),
)


_WEEK_BY_WEEK = (
    r"(?:une semaine (?:sur deux|chez (?:moi|nous|lui|elle)[^.?!;\n]{0,15}une semaine chez)"
    r"|1 semaine (?:sur 2|chez moi)|semaine (?:paire|impaire)|(?:moitié|mi)[- ]temps chez"
    r"|en alternance chez)"
)
_IN_TURN = pattern(
    rf"(?P<n>{NUMBER}) (?:grande?s?|ainée?s?|enfants?|filles?|fils|garçons?|petite?s?|loulous"
    rf"|gamins?|gosses?)(?![a-z])(?: \([^)]{{0,25}}\))?"
    rf"(?:(?!à plein temps| et {NUMBER} )[^.?!;\n]){{0,45}}? ?{_WEEK_BY_WEEK}"
)
_ONE_WITH_US = pattern(
    r"(?:un|une|le|la|notre|mon|ma) (?:petite?|bébé|dernière?|cadette?|benjamine?|fils|fille"
    r"|enfant)(?: dernier| dernière)?(?: (?:qui )?(?:vit|est|habite))?(?: tout le temps"
    r"| toujours| à temps plein)? (?:avec (?:nous|moi|ma (?:nouvelle )?compagne"
    r"|mon (?:nouveau )?compagnon)|à la maison|chez nous|chez moi)"
)


def week_by_week(plain: Plain) -> Iterator[FactRead]:
    """Read children who live a week with each parent, and the one who always lives at home."""
    for match in islice(_IN_TURN.finditer(plain.text), MOST):
        if in_doubt(plain, *match.span(), pattern(f"{OTHERS}|demande|voudr"), own=False):
            continue
        turn = int(as_number(match["n"]))
        yield FactRead("enfants_en_alternance", turn, plain.words(*match.span()))
        always_here = _ONE_WITH_US.search(plain.text)
        if always_here and not match.start() <= always_here.start() < match.end():
            yield FactRead("enfants_a_charge", turn + 1, plain.words(*always_here.span()))
        elif not always_here:
            yield FactRead("enfants_a_charge", turn, plain.words(*match.span()))


_COUNTED = (
    Reading(
        "enfants_a_charge",
        pattern(
            rf"(?:sft|supplément familial(?: de traitement)?) (?:pour|de|avec) (?:mes |nos |les )?"
            rf"(?P<n>{NUMBER}) enfants?(?![a-z])"
            rf"|enfants? à charge[^.?!;:=\n]{{0,50}} ?[:=] ?(?P<m>{NUMBER})(?![\d/]| ?(?:ans|€))"
            rf"|(?P<o>{NUMBER}) enfants? (?:dont j'ai|sont à|que j'ai à) (?:la |ma )?charge"
            rf"|(?:j'en|qui en|en) (?:élève|élevons|ai à charge) (?:donc |seule? )?(?P<p>{NUMBER})"
            rf"(?= ?(?:[.,;:?!)\n]|$| (?:seule?|à la maison)))"
            rf"|(?:nombre d'enfants|enfants à charge|enfants) ?[:=] ?(?P<q>{NUMBER})(?![\d/]"
            rf"| ?(?:ans|€|mois))"
            rf"|(?:famille|foyer|fratrie|parents?|tribu)(?: nombreuse)? (?:de |\(|avec |à )(?P<r>"
            rf"{NUMBER}) (?:jeunes )?"
            rf"(?:enfants|gamins|gosses|mômes)|(?P<s>{NUMBER}) (?:enfants|gosses|gamins|mômes"
            rf"|loulous|filles|garçons"
            rf"|ados) (?:à la maison|au foyer|sous mon toit|à nourrir|à élever|qui vivent avec"
            rf"|déclarés?|rattachés?)"
            rf"|(?:(?:je suis|suis|père|mère|maman|papa|veu(?:f|ve)|seule?|divorcée?|séparée?),?"
            rf" (?:de |d'|avec |et )?"
            rf"|j'(?:ai|élève) |nous avons |on a )(?:déjà )?(?P<t>deux|trois|quatre|cinq|six"
            rf"|[2-9]) (?:filles|fils|garçons"
            r"|ados|gosses|gamins|mômes|loulous|minots|petits)(?![a-z])(?! (?:enfants|jours"
            r"|boulots|contrats))"
        ),
        told_count,
        (
            "enfant",
            "eleve",
            "en ai",
            "gose",
            "gamin",
            "mome",
            "loulou",
            "file",
            "garcon",
            "ado",
            "fils",
            "minot",
            "petits",
        ),
        beside=pattern(
            f"{OTHERS}|classe|crèche|groupe|cantine|attend|adopt|encadr|surveill|majeur|67 ans"
            f"|retraite|combien"
            f" d'enfants"
        ),
        own=False,
        yes=(
            ("Combien vaut le supplément familial pour 2 enfants ?", "2"),
            ("Enfants à charge au sens de la CAF : 3", "3"),
            ("4 enfants dont j'ai la charge, quel SFT ?", "4"),
            ("Ma voisine en a deux, moi j'en élève trois.", "3"),
        ),
        no=("Mon collègue a le SFT pour 2 enfants", "Enfants à charge : combien en déclarer ?"),
    ),
)


def children_at_home(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read how many children are at home, and how many live in turn with each parent."""
    yield from at_home(plain, received)
    if _PAID_BY_CHILD.search(plain.text):
        yield from read_table((_ALONE,), plain)
        yield from read_table((_BESIDE_AN_INDEX,), plain)
        yield from week_by_week(plain)
    yield from read_table((*_CUSTODY, *_COUNTED), plain)
