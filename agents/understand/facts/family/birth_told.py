"""Around a birth, in more words: weeks moved or pathological, how many are awaited."""

import re
from collections.abc import Iterator

from agents.understand.dates import NUMBER, as_number
from agents.understand.doubt import OTHERS, as_chosen
from agents.understand.readings import Reading, always, read_table, told_count
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_BIRTH = pattern(
    r"enceinte|accouch|grossesse|gestation|naissance|né|nées?|terme|congé (?:de )?(?:mat|pat|naiss)"
    r"|bébé|prénatal|anténatal|postnatal|patho|maternité|césarienne|suites? de couches"
)
_SICK = pattern(
    r"patho|suites? de couches|prescri|(?:congé|repos|arrêt)[a-z]* (?:supplémentaire|postnatal"
    r"|prénatal|lié)|diabète gest|contractions|col (?:est )?(?:ouvert|court)|hypertension"
    r"|post-accouchement|après la naissance|état de grossesse|avis médical"
)
_NOT_MINE = (
    r"collègue|voisin|nièce|cousine|(?:ma|une|sa) (?:soeur|amie)|belle-|combien de semaines"
    r"|combien,|(?:est-ce qu'|a-t-)on|au maximum|a-t-on|jusqu'à (?:2|3|4|deux|trois|quatre)"
)
_OTHER_WEEKS = (
    r"report|décal|transf|bascul|garder|déplac|congés? annuel|rtt|paternité|parental|reprend"
    r"|revien|revenir|reprise|préavis|rendez|depuis|il y a|travaill|d'avance|d'aménorrhée|enceinte"
    r" de|à \d\d semaines"
)
_UNIT = r"(?P<unit> semaines?| jours?)(?![a-z])(?! (?:postnat|d'aménor|de grossesse(?! patho)))"
_WEEK = 7
_TWO_WEEKS = 15
"""Said in days, two weeks are often fifteen."""


def _weeks(match: re.Match[str]) -> FactValue | None:
    """Read the weeks of the only number that matched; days only where they make weeks."""
    groups = match.groupdict()
    name = next(name for name in "nmopq" if groups.get(name))
    number, unit = int(as_number(groups[name])), match.string[match.end(name) : match.end(name) + 6]
    if "jour" not in unit:
        return number
    number -= 1 if number == _TWO_WEEKS else 0
    return None if number % _WEEK else number // _WEEK


_LEAVE = r"(?:congé |repos |arrêt |grossesse |période )?(?:patho(?:logiques?)?)(?![a-z])"
_AFTER = (
    r"(?:postnatale?s?|post-?(?:natal|accouchement|partum)|(?:après|suivant|suivent|derrière|suite"
    r" à)"
    r" (?:la |l'|mon |son |ma |sa |le |mes )?(?:\d+ semaines )?(?:naissance|accouchement|terme"
    r"|congé"
    r" (?:de )?mat[a-z]*|congé postnatal|maternité|césarienne|bébé|fin du congé|venue|arrivée)"
    r"|suites? de couches"
    r"|une fois (?:le bébé|l'enfant|mon [a-z]{3,6}|ma [a-z]{3,6}) née?|à la (?:fin|suite) d[ue]"
    r" (?:mon |congé )?(?:congé )?(?:de )?(?:mat|post)[a-z]*|accolé[a-z]*)"
)
_BEFORE = (
    r"(?:prénatale?s?|anténatale?s?|pré-?natal|avant (?:la |l'|mon |son |ma |sa |le )?(?:naissance"
    r"|accouchement|terme|congé|maternité)|précéd[a-z]+|état pathologique|résultant de (?:la|ma)"
    r" grossesse|grossesse (?:à risque|pathologique|difficile)|en fin de grossesse|pendant (?:la|ma"
    r"|sa) grossesse|lié[a-z]* à (?:ma|sa|la) grossesse)"
)
_N = rf"(?:les |mes |des |ces |ses |que |qu')?(?P<n>{NUMBER}){_UNIT}"
_PATHOLOGICAL = (
    Reading(
        "semaines_pathologiques_avant",
        pattern(
            rf"(?P<n>{NUMBER}){_UNIT} (?:d'arrêt |d'une |de |en |du |pour )?(?:congé |repos |arrêt"
            rf" )?"
            rf"(?:de |pour )?(?:grossesse )?patho(?:logiques?)?(?![a-z])(?![^.?!;,\d]{{0,40}}"
            rf"{_AFTER})"
        ),
        _weeks,
        ("patho",),
        unless=pattern(
            rf"{_NOT_MINE}|accouché(?![a-z])|après mes? [^.?!;]{{0,25}}(?:semaines|congé|accouch"
            rf"|naiss)"
        ),
        own=False,
        yes=(("J'ai une semaine de grossesse pathologique et je veux en reporter deux", "1"),),
        no=("Ma collègue a eu deux semaines de grossesse pathologique",),
    ),
    Reading(
        "semaines_pathologiques_avant",
        pattern(
            rf"{_LEAVE}(?:(?!post|après|suites? de)[^.?!;\d]){{0,45}} ?{_N}(?![^.?!;,\d]{{0,40}}"
            rf"{_AFTER})"
            rf"|(?P<m>{NUMBER}){_UNIT.replace('<unit>', '<u2>')}(?:(?!post"
            rf"|après)[^.?!;,\d]){{0,45}}"
            rf" ?(?:patho(?:logiques?)?(?![a-z])|{_BEFORE})(?![^.?!;,\d]{{0,40}}{_AFTER})"
            rf"|{_BEFORE}(?:(?!post|après)[^.?!;\d]){{0,60}} (?P<o>{NUMBER})"
            rf"{_UNIT.replace('<unit>', '<u3>')}(?![^.?!;,\d]{{0,40}}{_AFTER})"
        ),
        _weeks,
        ("semaine", "jour"),
        unless=pattern(
            rf"{_NOT_MINE}|accouché(?![a-z])|après mes? [^.?!;]{{0,25}}(?:semaines|congé|accouch"
            rf"|naiss)"
        ),
        beside=pattern(rf"postnat|suites? de couches|{_OTHER_WEEKS}"),
        own=False,
        yes=(
            ("Congé pathologique prénatal : 2 semaines", "2"),
            ("Elle a un repos pathologique lié à sa grossesse d'une semaine", "1"),
            ("Arrêt de deux semaines pour grossesse pathologique", "2"),
            ("mon arrêt pathologique de 14 jours est prescrit, terme en mai", "2"),
            ("Avant mon congé maternité, la gynécologue m'a prescrit deux semaines", "2"),
        ),
        no=(
            "Ma collègue a eu un congé pathologique de 2 semaines",
            "Congé pathologique postnatal de deux semaines",
            "J'ai accouché, deux semaines avant mon congé prévu",
        ),
    ),
    Reading(
        "semaines_pathologiques_apres",
        pattern(
            rf"{_AFTER}(?:(?!avant|prénat)[^.?!;\d]){{0,60}} ?{_N}(?![^.?!;,]{{0,12}} avant)"
            rf"|(?P<m>{NUMBER}){_UNIT.replace('<unit>', '<u2>')}(?:(?!avant|prénat)[^.?!;,\d])"
            rf"{{0,55}}(?: {_AFTER}|, (?:accolé|ajouté))|n'en [a-z ]{{3,14}} que (?P<q>"
            rf"{NUMBER})(?: semaines?)? {_AFTER}"
            rf"|accouché(?![a-z])(?:(?!avant)[^.?!;]){{0,60}} (?P<o>{NUMBER}) semaines? (?:de "
            rf"|d')?(?:congé |repos"
            r" |arrêt )?(?:patho(?:logiques?)?|supplémentaires?|en plus)"
            rf"|patho[^.?!;\d]{{0,12}}{NUMBER} semaines? avant[^.?!;\d]{{0,20}} (?P<p>{NUMBER})"
            r"(?: semaines?)? après"
        ),
        _weeks,
        ("apres", "post", "couches", "suivant", "suivent", "deriere", "suite", "une fois", "acol",
         "fin d", "acouche"),
        unless=pattern(_NOT_MINE),
        beside=pattern(rf"à la fin de la grossesse|{_OTHER_WEEKS}"),
        own=False,
        yes=(
            ("Congé pathologique postnatal : 4 semaines", "4"),
            ("Patho prénatal : 2 semaines, postnatal : 3 semaines", "3"),
            ("mes deux semaines pathologiques, accolées au congé maternité", "2"),
            ("après mon accouchement j'ai 4 semaines de patho", "4"),
            ("Mon médecin m'a prescrit trois semaines après l'accouchement", "3"),
            ("J'ai accouché en octobre et j'ai 2 semaines de patho", "2"),
            ("Patho : deux semaines avant, 4 semaines après", "4"),
            ("un repos postnatal de trois semaines lui est prescrit après la naissance", "3"),
        ),
        no=(
            "Ma nièce a un congé pathologique postnatal de 4 semaines",
            "Congé pathologique prénatal : deux semaines",
            "Le médecin de ma soeur a prescrit trois semaines après l'accouchement",
            "Je reprends trois semaines après l'accouchement, sans arrêt prescrit",
        ),
    ),
)  # fmt: skip
_MOVES = (
    r"(?:report[a-z]*|décal[a-z]*|transf[a-z]+|bascul[a-z]*|gard(?:e|er|erai|erais|erait|ant)"
    r"|déplac"
    r"[a-z]*|repouss[a-z]*|recul[a-z]*|retard[a-z]*|glisser|conserv[a-z]*|différ(?:er|é|erai)"
    r"|récupér[a-z]*|sacrifi[a-z]*)"
)
_OF_BEFORE = (
    r"(?:prénatale?s?|anténatale?s?|(?:d')?avant (?:la |l'|ma |mon )?(?:naissance|accouchement))"
)
_LATER = (
    r"(?:après|à la fin|en fin d|ensuite|plus tard|postnatal|derrière|suite|au bout|une fois|prises"
    r" après)"
)
_THREE = r"(?P<n>une?|deux|trois|[123])"
_MOVED = (
    Reading(
        "semaines_reportees",
        pattern(
            rf"{_MOVES}(?:(?!avant le)[^.?!;\d]){{0,45}}? ?{_THREE} (?:(?:des|de mes|sur|de ces)"
            rf" (?:les )?{NUMBER} )?semaines?(?![a-z])(?! (?:de congés? an|de vacances|de ca|sur"
            rf" (?:deux|2)))"
            rf"|{_THREE.replace('<n>', '<m>')} (?:(?:des|de mes|sur) (?:les )?{NUMBER} )?semaines?"
            rf"(?![a-z])[^.?!;,]{{0,40}} ?(?:{_MOVES}|(?:{_OF_BEFORE}[^.?!;]{{0,40}}{_LATER}))"
            rf"|(?:rédui|raccourci|écourt|diminu|rogn|entam|amput|enlev|retir"
            rf"|prélev)[a-z]*[^.?!;]{{0,45}}"
            rf" ?d[e'] ?{_THREE.replace('<n>', '<o>')} semaines?|(?:travaill|rest"
            rf"|boss)[a-z]*[^.?!;\d]"
            rf"{{0,30}} {_THREE.replace('<n>', '<p>')} semaines? (?:de plus|supplémentaires?|plus"
            rf" tard)"
        ),
        _weeks,
        ("semaine",),
        unless=pattern(f"{_NOT_MINE}|congés? annuel|rendez|entretien|rtt|parental|échéance"),
        beside=pattern(
            r"(?<!report )(?<!report du )patho(?!logique (?:est|de \d))|collègue|paternité"
        ),
        own=False,
        yes=(
            ("Report du congé prénatal : 3 semaines. Terme en mai.", "3"),
            ("Enceinte, avis favorable au report de 2 semaines", "2"),
            ("deux semaines prénatales reportées, mon médecin signe", "2"),
            ("Puis-je raccourcir mon congé prénatal de 3 semaines et les prendre plus tard ?", "3"),
            ("elle garde une semaine du congé prénatal pour le bébé", "1"),
            ("Enceinte, je souhaite reculer mon départ de deux semaines", "2"),
        ),
        no=(
            "Ma soeur enceinte a eu un report de 2 semaines",
            "Enceinte, report de 2 semaines de mon rendez-vous",
        ),
    ),
    Reading(
        "semaines_reportees",
        pattern(
            r"(?:j'en|moi,? je(?: me)?|moi,? j'en|je m'en|je me|je) (?:reporte|reporterai"
            r"|reporterais|décale|décalerai"
            r"|transfère|bascule|contenterai|contenterais|contente|demande|voudrais|veux|garde"
            r"|garderai)"
            r"(?: que| seulement| juste)? (?:d')?(?P<n>une|deux|trois|1|2|3)(?= ?(?:[.,;:?!)\n]|$))"
        ),
        _weeks,
        ("j'en", "moi", "je "),
        unless=pattern("congés? annuel|rtt|paternité|période"),
        beside=pattern("collègue"),
        own=False,
        yes=(
            ("Le prénatal dure six semaines. J'en reporterai deux.", "2"),
            ("Ma soeur a reporté deux semaines de prénatal, moi j'en reporterai une.", "1"),
        ),
        no=("Des semaines de prénatal, ma collègue dit : « j'en demande trop »",),
    ),
)
_TO_MOVE = pattern(rf"{_MOVES}|{_OF_BEFORE}|semaines? (?:de plus|plus tard)|prénatal")
_EXPECTING = pattern(
    r"enceinte|accouch|grossesse|naissance|terme|congé (?:de )?mat|bébé|prénatal|maternité"
)
_ANOTHER = pattern(OTHERS)
_AWAITED = (
    Reading(
        "enfants_attendus",
        pattern(
            rf"(?P<n>{NUMBER}) (?:enfants?|bébés?|nouveau[- ]nés?|embryons|foetus)"
            r"(?: sont| est)? (?:attendus?|à naître|d'un coup|d'un seul coup|en même temps|en route"
            r"|à la fois)|(?:enfants?|bébés?) (?:à naître|attendus?|nés ensemble)"
            rf"(?: ensemble)?(?: ?(?::|=|,|est de))+ ?(?P<m>{NUMBER})(?! ?(?:ans|mois|/))"
            rf"|(?:mère|maman|papa|père|parents?) de (?P<o>{NUMBER}) (?:nouveau[- ]nés?|bébés)"
            rf"|(?:j'|j|nous )?(?:attends?|attendons|enceinte de|porte) (?P<p>{NUMBER})"
            r" (?:bébés?|enfants?|petits bouts|filles|garçons)(?![a-z])"
            r"|(?:les|mes|nos|ses) (?P<q>deux|trois|2|3) (?:bébés|petite?s|filles|garçons|enfants"
            r"|fils) (?:sont|viennent) (?:nées?|nés|de naître) (?:le|hier|ce|cette|ensemble)"
            r"|(?:accouch[a-z]*|mis au monde|donné naissance|donner naissance|naissance|arrivée"
            r"|venue|porte"
            r"|attend[a-z]*|enceinte|grossesse|échographie)[^.?!;\d]{0,35}? (?:de |d'|à"
            r" )?(?P<r>deux|trois"
            r"|quatre|2|3|4) (?:petite?s? |beaux |belles )?(?:bébés|enfants|filles|garçons|fils"
            r"|petite?s"
            r"|nouveau[- ]nés|coeurs|embryons)(?![a-z])(?! (?:à charge|à la maison|de \d|déjà))"
            r"|(?:ils|elles) (?:sont|seront|étaient) (?P<s>deux|trois|quatre)(?= ?(?:[.,;!)]|$|"
            r" (?:dans|à"
            r" naître|au lieu|bébés)))|(?:il y en a|j'en attends|on en attend|nous en attendons"
            r"|elle en attend"
            r"|y en aura|en voit) (?P<t>une?|deux|trois|quatre)(?= ?(?:[.,;!?)]|$| (?:seule?"
            r"|bébé)))"
            r"|naissance (?:multiple|simultanée)[^.?!;\d]{0,15}(?P<u>\d)(?= |\))"
        ),
        told_count,
        (
            "atend",
            "nait",
            "coup",
            "meme temps",
            "route",
            "nes ensemble",
            "foi",
            "nouveau",
            "bebe",
            "ne",
            "porte",
            "enceinte",
            "acouch",
            "monde",
            "nais",
            "ariv",
            "venue",
            "grosese",
            "echog",
            "sont",
            "seront",
            "en a",
            "voit",
        ),
        beside=_ANOTHER,
        unless=pattern(r"collègue|adopt|école|crèche|classe|réponse"),
        own=False,
        yes=(
            ("Grossesse gémellaire : 2 enfants attendus", "2"),
            ("Enfants à naître : 2. Terme : mars.", "2"),
            ("Nous voilà parents de deux nouveau-nés depuis hier", "2"),
            ("j'attends 1 bébé pour le mois de juin", "1"),
            ("nos deux filles sont nées le 3 novembre", "2"),
        ),
        no=("Ma collègue est enceinte, 2 enfants attendus", "5 enfants attendus demain à l'école"),
    ),
    Reading(
        "enfants_attendus",
        pattern(
            r"(?:accouché|mis au monde|donné naissance|donner naissance|naissance|attend[a-z]*"
            r"|enceinte|porte)"
            r" (?:de |d'|à )?(?:un|une|1)(?: seul| seule| petite?| beau| belle| joli)? (?:bébé"
            r"|enfant|garçon|fille"
            r"|fils|petite?)(?![a-z])(?! (?:à charge|de \d))"
            r"|(?:un|une|1) (?:petite? )?(?:garçon|fille|bébé|enfant) (?:tout seul|toute seule)"
            r"(?=[^.?!;]{0,25}(?:arriv|naît|attend|né|,|\.|$))|qu'un seul (?:bébé|enfant|coeur)"
            r"|(?:grossesse|naissance) (?:simple|unique)(?![a-z])|qu'un(?:e|seul)? (?:bébé|enfant)"
            r" (?:attendu|en route)"
        ),
        always(1),
        (
            "tout seul",
            "toute seule",
            "un seul",
            "simple",
            "unique",
            "atend",
            "route",
            "acouch",
            "monde",
            "nais",
            "enceinte",
            "porte",
        ),
        unless=pattern(f"{OTHERS}|à charge|supplément|école"),
        own=False,
        yes=(
            ("Pas de jumeaux : une petite fille toute seule va naître", "1"),
            ("l'échographie montre qu'il n'y a qu'un seul bébé", "1"),
        ),
        no=("Ma soeur croyait aux jumeaux mais c'est un garçon tout seul qui arrive",),
    ),
)


def birth_told(plain: Plain) -> Iterator[FactRead]:
    """Read what is chosen or prescribed around a birth."""
    yield from read_table(_AWAITED, plain)
    if not _BIRTH.search(plain.text):
        return
    if _SICK.search(plain.text):
        yield from read_table(_PATHOLOGICAL, plain)
    if _TO_MOVE.search(plain.text) and _EXPECTING.search(plain.text):
        yield from read_table(_MOVED, as_chosen(plain))
