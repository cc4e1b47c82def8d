"""The newborn's stay in hospital, in more words: whether there is one, its end, work meanwhile."""

from collections.abc import Iterable, Iterator
from datetime import date

from agents.understand.dates import NUMBER, SpanMention
from agents.understand.doubt import OTHERS, as_chosen
from agents.understand.readings import (
    DayReading,
    PeriodReading,
    Reading,
    always,
    read_days,
    read_periods,
    read_table,
)
from agents.understand.tense import AT_THE_DAY
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_BIRTH = pattern(
    r"accouch|grossesse|naissance|né|nées?|congé (?:de )?(?:mat|pat|naiss|père)|bébés?|maternité"
    r"|prématur|néonat|couveuse|nouveau[- ]né|césarienne|(?:la|le|du) petite?(?![a-z])|ma puce"
    r"|(?:sortie|hospitalisation) de (?:l'enfant|mon|ma|notre)|enfant|jumeaux|jumelles|fils|fille"
    r"|en attendant qu'"
)
_BABY = (
    r"(?:bébés?|fille|filles|fils|garçon|petite?s?|enfants?|jumeaux|jumelles|puce|nouveau[- ]nés?"
    r"|prématurée?s?|il|elle|ils|elles)"
)
_WARD = (
    r"(?:hôpital|hosto|hospit(?![a-z])|chu|chr|néonat[a-z]*|couveuse|réa(?:nimation)?|soins"
    r" intensifs"
    r"|pédiatrie|service spécialisé|service de pédiatrie|service de néonat[a-z]*|clinique)(?![a-z])"
)
_OLDER = (
    rf"(?:de|a|aura) {NUMBER} ans|mon (?:père|mari|conjoint)|ma (?:mère|femme)(?! et)|accident"
    r"|opér|présence parentale|école|collège|voisin|collègue"
)
_STAY = (
    Reading(
        "enfant_hospitalise",
        pattern(
            rf"{_BABY}[^.?!;]{{0,70}}(?:gardée?s?|restée?s?|reste|restent|passé|passe"
            rf"|transférée?s?|admise?s?"
            rf"|placée?s?|surveillée?s?|suivie?s?|séjourn[a-z]+|soignée?s?|dort|est|sont|était|a"
            rf" été|mise?"
            rf"|prise? en charge|sorti[a-z]*|branchée?|emmenée?)[^.?!;]{{0,45}} (?:en|à|au|aux"
            rf"|dans|par|de|du)"
            rf" ?(?:l'|la |le |un )?(?:service (?:de )?)?{_WARD}"
            rf"|(?:né|nés|née|naissance|prématur)[^.?!;]{{0,60}} (?:transférée?|gardée?|admise?"
            rf"|restée?|placée?|séjour)[^.?!;]{{0,30}}(?:en|à|au|dans) ?(?:l'|la |le )?{_WARD}"
            rf"|(?:né|nés|née|naissance|prématur)[^.?!;]{{0,60}} hospitalisée?s?(?![a-z])"
            rf"|(?:après|avec|suite à|pendant|fin d[ue]|semaines? d[e']|jours?"
            rf" d[e'])[^.?!;]{{0,30}}"
            rf" ?(?:de |en |au |à |d')?(?:l')?(?:couveuse|incubateur|néonat[a-z]*"
            rf"|réanimation)(?![a-z])"
            rf"|séjour[^.?!;]{{0,25}} (?:en|au|à) ?(?:la |l')?(?:néonat[a-z]*|chu|hôpital|couveuse)"
            rf"|(?:toujours|encore|longtemps|reste|resté[es]?|maintenue?) (?:hospitalisée?s?|en"
            rf" couveuse|en"
            rf" néonat[a-z]*|au chu|à l'hôpital)(?![a-z])|(?:puce|poupon|loulou|bébé|petite?|fils"
            rf"|fille)"
            rf" est (?:en couveuse|en néonat[a-z]*|au chu)|hospitalisation (?:de|du) (?:mon |ma "
            rf"|notre |l'|la"
            rf" |le )?(?:{_BABY})(?![a-z])"
            rf"|(?:quitte|quittera|sorte|sortira|sort|quitter)[^.?!;]{{0,8}} (?:de |d'|du )?(?:l'"
            rf"|la "
            rf"|le )?(?:hôpital|chu|néonat[a-z]*|réa(?:nimation)?|couveuse)(?![a-z])"
            r"|tant que [^.?!;]{0,25} (?:reste|est) (?:à la maternité|à l'hôpital|hospitalis)"
            r"|en attendant (?:la|sa) sortie (?:de|du) (?:l'enfant|bébé|mon|ma|notre|petit)"
        ),
        always(OUI),
        ("opital", "chu", "chr", "neonat", "couveuse", "rea", "intensif", "pediatr", "service",
         "clinique", "hospit", "maternite", "sortie", "incubateur"),
        unless=pattern(f"{_OLDER}|nièce|mon (?:amie?|frère)|celui de ma soeur"),
        own=False,
        imperfect=True,
        yes=(
            ("Le bébé a été gardé six jours à l'hôpital, congé plus long ?", "oui"),
            ("née trop tôt, transférée en réanimation dès le soir", "oui"),
            ("née à sept mois, hospitalisée depuis", "oui"),
            ("notre fils est né hier et reste hospitalisé, il est toujours en couveuse", "oui"),
            ("Congé de paternité : hospitalisation de mon bébé en cours", "oui"),
            ("Après trois semaines de néonat, notre bébé va bien", "oui"),
        ),
        no=(
            "Mon père est resté à l'hôpital, je suis enceinte",
            "Ma fille de 9 ans est restée à l'hôpital, son frère vient de naître",
            "Je suis gestionnaire à la clinique, mon bébé va bien",
        ),
    ),
    Reading(
        "enfant_hospitalise",
        pattern(
            r"(?:pas|toujours pas) (?:encore )?(?:sorti[a-z]*|rentré[a-z]*|quitté)[^.?!;]{0,12}"
            rf" (?:de |d'|du )?(?:l'|la |le )?{_WARD}|n'(?:est|a|ont|sont) plus (?:hospitalis|en"
            rf" couveuse|en"
            r" néonat|au chu|à l'hôpital)"
        ),
        always(OUI),
        ("sorti", "rentr", "quit", "plus"),
        unless=pattern(f"{_OLDER}|nièce|mon (?:amie?|frère)"),
        own=False,
        denies=True,
        yes=(
            ("Ma fille n'est pas encore sortie de néonat, elle est née le 3", "oui"),
            ("notre bébé n'est plus en couveuse", "oui"),
        ),
        no=("Mon père n'est pas encore sorti de l'hôpital, ma fille est née hier",),
    ),
    Reading(
        "enfant_hospitalise",
        pattern(
            r"(?:pas|jamais|ni) (?:été|eu besoin d'être|eu à être|eu besoin d'une|eu d')"
            r" ?hospitalis[a-z]*"
            r"|pas (?:été |eu besoin d'être )?(?:resté|gardé|passé|transféré|placé|allé|mis)[a-z]*"
            r" [^.?!;]{0,20}"
            r"(?:en|à l'|au|par) ?(?:néonat|hôpital|couveuse|réanim|chu)|(?:pas|jamais) (?:eu"
            r" (?:besoin )?)?(?:de"
            r" )?(?:couveuse|néonat)|rien à signaler|sans complication"
            r"|(?:pas (?:eu )?d'|aucune |sans )hospitalisation(?! d)"
            r"|aucune complication pour (?:le |mon |notre )?(?:bébé|enfant|fils|la petite)"
            r"|ni (?:couveuse|néonat[a-z]*|hospitalis[a-z]*)(?:,? ni)?"
            rf"|{_BABY}[^.?!;]{{0,40}} (?:sortie?s?|rentrée?s?)(?: à la maison| chez nous)?(?:"
            rf" tout de"
            r" suite| normalement)? (?:avec (?:nous|moi|sa (?:mère|maman))|au bout de (?:2|3|4|5"
            r"|deux"
            r"|trois|quatre|cinq) jours)"
        ),
        always(NON),
        ("hospitalis", "complication", "couveuse", "neonat", "sorti", "rentr"),
        unless=pattern(rf"collègue|mon (?:père|mari)|ma mère|si |(?:de|a) {NUMBER} ans|congé de"
                       r" présence|après (?:un|une|des|[a-z\d]{1,9} (?:semaines?|mois))"),
        beside=pattern("ma soeur(?! ,)"),
        own=False,
        denies=True,
        yes=(
            ("Mon fils est né hier, il n'a pas été hospitalisé", "non"),
            ("Naissance de ma fille sans hospitalisation", "non"),
            ("le bébé est rentré à la maison avec nous, tout va bien", "non"),
        ),
        no=(
            "Le bébé de ma collègue n'a pas été hospitalisé",
            "Si le bébé n'a pas été hospitalisé, combien de jours ?",
        ),
    ),
)  # fmt: skip
_HOSPITAL = pattern(
    rf"{_WARD}|hospitalis|prématur|l'hôpital|bon de sortie|séjour|(?:sortie|sorte) (?:de l'enfant"
    r"|de mon|du petit|de la petite|du bébé)|à la maternité|incubateur|sous surveillance"
)
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_DAY = rf"(?: ?[:=(])?(?: ?(?:le|du|au|est|pour le|dès le|ce|à la date du))?(?: le)? ?{_WEEKDAY}$"
_GOES_OUT = (
    r"(?:sortie?s?|sortir|sort|sortira|rentrée?s?|rentrer|rentre|quitté(?:e?s?)|quitter|quitte"
    r"|rendue?s?|ramenée?s?|ramener|récupérée?s?|libérée?|regagné|retrouvé|revenue?s?|fin d[e'u] ?"
    r"(?:son |l'|la )?(?:séjour|hospitalisation|soins)|bon de sortie|autorisation de sortie"
    r"|de retour|rejoints?|emmenée?|l'emmener|le ramener|la ramener|feu vert pour (?:la sortie"
    r"|sortir)"
    r"|à la maison|chez nous|au domicile|retour (?:à la maison|chez nous|au domicile))"
)
_NOT_OUT = rf"{_OLDER}|(?:sortie?|quitté) (?:de )?la maternité|nièce|ma soeur|cousin"
_OUT = (
    DayReading(
        "fin_de_l_hospitalisation",
        pattern(
            rf"(?:est|sont|a|ont|avons|l'avons|ai|aura|étant) [^.?!;,\d]{{0,25}}{_GOES_OUT}"
            rf"(?:(?!congé|travail|reprise)[^.?!;\d]){{0,45}}{_DAY}"
            rf"|sortie (?:définitive |du bébé |de l'enfant |de (?:mon|ma|notre) [a-z]{{4,8}}"
            rf" )?(?:a eu"
            rf" lieu|effective|prononcée|s'est faite|date)[^.?!;\d]{{0,15}}{_DAY}"
            rf"|(?:à la maison|chez nous|dehors|avec nous) depuis{_DAY}"
        ),
        ("sort", "rentr", "quit", "rendu", "ramen", "recup", "maison", "chez nous", "libere",
         "regagn", "retro", "reven", "fin d", "dehors"),
        after=pattern(
            r"(?:[ ,]{1,2}[a-z'-]{1,12}){0,5}? (?:est|a|ont|sont|avons)(?: (?:enfin|pu|été|donc))*"
            r" (?:sortie?s?|rentrée?s?|rentrer|quitté|ramené|récupéré|rendu)(?! du travail)"
        ),
        unless=pattern(_NOT_OUT),
        not_before=pattern(r"(?:né(?:e?s)?(?![a-z])|accouché|naissance)[^.?!;,]{0,15}$"),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            (
                "Notre bébé hospitalisé en octobre est rentré à la maison le 6 novembre",
                "2026-11-06",
            ),
            ("Née en septembre, elle a quitté la néonat hier", "2026-11-23"),
            (
                "Après la couveuse, notre fils nous a été rendu, il est sorti avant-hier",
                "2026-11-22",
            ),
            (
                "Hospitalisation du bébé à la naissance : la sortie a eu lieu le 9 novembre",
                "2026-11-09",
            ),
            ("Le 12 novembre, notre bébé a enfin quitté le CHU", "2026-11-12"),
            ("Prématuré, il est à la maison depuis le 5 novembre, après la néonat", "2026-11-05"),
        ),
        no=(
            "Mon mari est sorti de l'hôpital le 6 novembre, le bébé va bien",
            "Le bébé de ma collègue, hospitalisé, est sorti le 6 novembre",
        ),
    ),
    DayReading(
        "fin_de_l_hospitalisation",
        pattern(
            rf"(?:date de )?sortie(?:(?!congé|reprise|reprendr|est sortie|a eu"
            rf" lieu)[^.?!;\d]){{0,45}}"
            rf"{_DAY}|fin d[e'u] ?(?:son |l'|la )?(?:séjour|hospitalisation"
            rf"|couveuse)[^.?!;\d]{{0,45}}"
            rf"{_DAY}|(?:dernier jour|date de fin)[^.?!;\d]{{0,35}}{_DAY}"
            rf"|hospitalis[a-z]*[^.?!;\d]{{0,30}} (?:jusqu'au|a pris fin|s'est terminée|se"
            rf" termine|prend fin|terminée|finie)[^.?!;\d]{{0,6}}{_DAY}"
            rf"|(?:sortira|quittera|rentrera|devrait (?:sortir|rentrer|quitter)|doit (?:sortir"
            rf"|rentrer"
            rf"|quitter))(?:(?!congé|travail)[^.?!;\d]){{0,35}}{_DAY}"
        ),
        ("sorti", "fin d", "hospitalis", "quit", "rentr", "dernier jour"),
        after=pattern(
            r"(?:,? ?[a-z'-]{1,12}){0,5},? n'(?:est|sont) plus (?:hospitalisée?s?|en couveuse|en"
            r" néonat)"
        ),
        unless=pattern(_NOT_OUT),
        not_before=pattern(r"en attendant[^.?!;]{0,60}$|(?:reprend|reprise|retour)[^.?!;,]{0,60}$"
                           r"|(?:est|a|sont|ont) (?:[a-z]{2,6} ){0,2}(?:sorti|rentr|quitté|ramené"
                           r"|rendu|eu )[^.?!;]{0,45}$"),
        own=False,
        coming=True,
        yes=(
            ("Sortie de l'hôpital du bébé : 19/11/2026", "2026-11-19"),
            ("Fin du séjour de mon bébé en néonatalogie le 4 décembre 2026", "2026-12-04"),
            ("Notre fille, en couveuse, sortira le 3 décembre", "2026-12-03"),
            ("Depuis le 16 novembre notre bébé n'est plus hospitalisé", "2026-11-16"),
        ),
        no=("Sortie de l'hôpital de mon mari : 19/11/2026, naissance en mai",),
    ),
)  # fmt: skip
_FROM_TO = (
    PeriodReading(
        "fin_de_l_hospitalisation",
        pattern(
            r"hospitalis|néonat|couveuse|réanimation|soins intensifs|à l'hôpital|au chu(?![a-z])"
        ),
        ("hospit", "neonat", "couveuse", "reanim", "intensif", "hopital", "chu"),
        unless=pattern(f"{_NOT_OUT}|arrêt"),
        goes_on=False,
        own=False,
        bound="last",
        yes=(
            ("Mon bébé a été hospitalisé du 3 au 17 novembre 2026", "2026-11-17"),
            ("ma fille est restée en néonat du 20 octobre au 8 novembre", "2026-11-08"),
        ),
        no=("Mon mari a été hospitalisé du 3 au 17 novembre, le bébé va bien",),
    ),
)
_CAME_OUT = pattern(
    r"(?:est|sont|a|avons|ont) (?:enfin |bien )?(?:sortie?s?|rentrée?s?|quitté|ramené)"
    r"|(?:n'est|n'a) plus hospitalis"
)
_ANOTHER = pattern(OTHERS)
_BACK_MEANWHILE = (
    DayReading(
        "reprise_en_attendant",
        pattern(
            r"(?:je|elle|on|agente?|femme|compagne) (?:reprends?|reprendrais?|reprendrait|reviens"
            r"|revient|retravaille|recommence|retourne|reprenais|veux reprendre|veut reprendre"
            r"|souhaite reprendre|voudrais reprendre|peux reprendre|peut reprendre|pense reprendre)"
            r"(?: (?:le|mon|son|au|à|en|travail|poste|service|mairie|crèche|la|bosser)){0,4}"
            rf"{AT_THE_DAY}|reprise(?: (?:du travail|prévue|souhaitée|possible|est)){{0,2}}"
            rf"{AT_THE_DAY}"
        ),
        ("repr", "revien", "retrav", "recomence", "retourne"),
        unless=_ANOTHER,
        coming=True,
        own=False,
        yes=(
            (
                "Ma fille est en néonatalogie. Si je reprends le mardi 1er décembre",
                "2026-12-01",
            ),
            ("Bébé hospitalisé : je voudrais reprendre le travail le 7 décembre", "2026-12-07"),
            ("Mon fils est en couveuse, je reprends le 14 décembre", "2026-12-14"),
            ("notre fille est en néonat, ma femme reprend le 4 janvier 2027", "2027-01-04"),
            ("Le bébé est en réanimation, reprise le 30 novembre", "2026-11-30"),
            ("Notre bébé est hospitalisé et elle souhaite reprendre le 2 décembre", "2026-12-02"),
        ),
        no=(
            "Mon bébé est en néonat, ma collègue reprend le 7 décembre",
            "Je ne reprends pas le 7 décembre, mon bébé est en néonat",
        ),
    ),
)
_BACK = (
    DayReading(
        "reprise_en_attendant",
        pattern(
            r"(?:reprendr[a-z]+|repren[a-z]+|reprise|revenir|reviendr[a-z]+|reviens|revient"
            r"|recommenc"
            r"[a-z]+|retravaill[a-z]+|retourn[a-z]+|retour|(?:viendr[a-z]+|remett[a-z]+|remis)"
            r" (?:au |à )?travail[a-z]*|de retour|à mon poste|travailler|réintégr[a-z]+|rebosser"
            r"|redémarr[a-z]+"
            r"|(?:être|serai[st]?) (?:là|présente?)|retrouver (?:mon|le) (?:poste|service)|rentrer"
            r" (?:au|à la) (?:travail"
            r"|bureau|mairie))"
            rf"(?:(?!congé|jusqu|reste|entretien)[^.?!;\d]){{0,50}}(?: à partir| à compter)?{_DAY}"
        ),
        ("repr", "revi", "reve", "recom", "travail", "retour", "poste", "reinteg", "rebos", "redem",
         "etre", "serai", "retrouv", "rentrer"),
        after=pattern(
            r"(?:,? (?:je |j'|elle |pour |me |afin de |en )?)(?:pense |souhaite |voudrais |peux "
            r"|compte"
            r" |pourrais |veux )?(?:revenir|repren[a-z]+|reprendr[a-z]+|retourn[a-z]+"
            r"|recommenc[a-z]+"
            r"|reviens|reviendr[a-z]+|retravaill[a-z]+)(?![a-z])"
        ),
        unless=pattern(
            rf"collègue|voisin|remplaçante? (?:reprend|revient)|(?:de|a|aura) {NUMBER} ans|mon"
            rf" (?:père|mari) est|ma (?:mère|femme) est|présence parentale"
            rf"|bébé à naître|congé"
            rf" parental"
        ),
        coming=True,
        own=False,
        yes=(
            (
                "Bébé au CHU : je souhaite revenir travailler le 11 janvier 2027, avant sa sortie",
                "2027-01-11",
            ),
            (
                "Tant que ma fille est en néonat, je retravaillerais à compter du 14 décembre",
                "2026-12-14",
            ),
            ("Retour provisoire : 4 janvier 2027, mon bébé étant en couveuse", "2027-01-04"),
            ("Bébé en réanimation : le 7 décembre, je reprendrais mon poste", "2026-12-07"),
        ),
        no=(
            "Je reprends le 4 janvier 2027 en attendant mon bébé à naître",
            "Ma collègue reprend le 4 janvier 2027 en attendant que son bébé quitte le CHU",
            "Notre bébé hospitalisé est rentré à la maison ; je reprends le 4 janvier 2027",
        ),
    ),
)  # fmt: skip


def newborn_in_hospital(
    plain: Plain, received: date, spans: Iterable[SpanMention]
) -> Iterator[FactRead]:
    """Read whether the newborn is in hospital, until when, and the work meanwhile."""
    if not _BIRTH.search(plain.text):
        return
    yield from read_table(_STAY, plain)
    if _HOSPITAL.search(plain.text):
        yield from read_days(_OUT, plain, received)
        yield from read_periods(_FROM_TO, plain, spans)
        if not _CAME_OUT.search(plain.text):
            yield from read_days((*_BACK_MEANWHILE, *_BACK), as_chosen(plain), received)
