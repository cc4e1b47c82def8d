"""Children a supplement is paid for: the other parent's job, turns at home, who leaves or comes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from agents.understand.dates import NUMBER, as_number
from agents.understand.doubt import OTHERS
from agents.understand.readings import DayReading, Reading, always, read_days, read_table
from statute.facts import FACTS, OUI, FactRead, FactValue
from statute.french import Plain, pattern

_, NON = FACTS["autre_parent_agent_public"].choices
_ABOUT_CHILDREN = pattern(
    r"sft(?![a-z])|supplément|enfants?|gosses?|gamins?|filles?(?![a-z])|fils(?![a-z])|parent"
    r"|bébé|père|mère|garçon|papa|maman|à charge|(?:20|vingt) ans|(?:20|vingt)e anniversaire"
    r"|(?:tous|toutes) (?:les )?deux"
)
_SPOUSE = (
    r"(?:(?:mon|ma|notre|son|sa) (?:mari|femme|conjointe?|compagne|compagnon|époux|épouse"
    r"|ex(?:[- ][a-z]{2,12})?|partenaire)(?![a-z])|(?:l'|d'|un |une )?autre parent|second parent"
    r"|(?:leur (?:père|mère)|(?:le papa|la maman)(?= (?:est|travaille|bosse))"
    r"|(?:le |son |leur |la |sa )?(?:père|mère|papa|maman) (?:de (?:mes|mon|ma|ses|son|sa|nos"
    r"|notre|leurs?|l') ?(?:deux |trois |quatre )?(?:enfants?|filles?|fils|garçons?|petite?s?|bébé)"
    r"|des enfants|du petit|de la petite|d'[a-z]{3,10})))"
)
_CITY = (
    r"(?:(?:la |une )?(?:ville|mairie|commune|région|préfecture|métropole|communauté"
    r"|agglo(?:mération)?|justice|police|fonction publique)"
    r"|l'(?:agglo(?:mération)?|état|hôpital|éducation nationale|intercommunalité|université"
    r"|office public)|(?:le |un |une )?(?:département|conseil (?:départemental|régional)|chu|ccas"
    r"|ehpad public|tribunal|ministère|rectorat|lycée|collège|trésor public|syndicat intercommunal)"
    r"|impôts|finances publiques)(?![a-z])"
)
_AT = r"(?:à|au|aux|chez|dans|pour|de|du|d')"
_PUBLIC = (
    r"(?:fonctionnaire|agente? (?:public|publique|territoriale?|communale?|municipale?"
    r"|hospitali(?:er|ère)|titulaire|contractuele?)"
    r"|(?:aussi|également|lui-même|elle-même) (?:une? )?agente?(?![a-z])"
    r"|professeure?s?(?![a-z])|prof(?![a-z])|cpe(?![a-z])|directrice d'école|directeur d'école"
    rf"|agente? {_AT} ?{_CITY}"
    r"|polici(?:er|ère)|gendarme|greffi(?:er|ère)|militaire|magistrate?|douani(?:er|ère)"
    r"|pompi(?:er|ère)s? professionnel|professeure? des écoles|institut(?:eur|rice)|enseignante?"
    r"|territoriale?|hospitali(?:er|ère)|atsem|surveillante? pénitentiaire"
    r"|(?:aide-soignante?|infirmi(?:er|ère)|sage-femme|médecin|brancardi(?:er|ère)) "
    r"(?:au chu|au chr|à l'hôpital|titulaire|hospitali|du chu|de l'hôpital)"
    r"|(?:travaille|bosse|exerce|est employée?|est lui aussi|est elle aussi)"
    r"(?: (?:lui|elle|aussi|également|déjà|comme moi|actuellement|[a-z]{4,14}euse?)){0,3}"
    rf" {_AT} ?{_CITY}"
    r"|(?:dans|de) la (?:fonction publique|territoriale)|fonction publique|collectivité"
    r"|secteur public|service public)"
)
_PRIVATE = (
    r"(?:secteur privé|privé(?![a-z])|artisane?|commerçante?|commerciale?(?! chez la ville)"
    r"|ouvri(?:er|ère)|routi(?:er|ère)|plombi(?:er|ère)|maçon(?:ne)?|électricien(?:ne)?"
    r"|chauffeu(?:r|se) (?:routier|poids|de taxi)|boulang(?:er|ère)|coiffeu(?:r|se)|intérimaire"
    r"|indépendante?|libérale?|auto[- ]?entrepreneu[a-z]{1,3}|micro[- ]entrepreneu[a-z]{1,3}"
    r"|agricult(?:eur|rice)|exploitante? agricole|vend(?:eur|euse)|caissi(?:er|ère)"
    r"|restaurat(?:eur|rice)|garagiste|avocate?|notaire|pharmacien(?:ne)?|serveu(?:r|se)"
    r"|journaliste|gérante?|chef(?:fe)? d'entreprise|patron(?:ne)?|menuisi(?:er|ère)"
    r"|sans emploi|sans profession|sans activité|sans travail|au chômage|demandeu(?:r|se) d'emploi"
    r"|à france travail|à pôle emploi"
    r"|(?:père|mère|homme|femme) au foyer|au foyer|ne travaille pas|ne travaille plus"
    r"|comptable|informaticien(?:ne)?|ingénieure?|assistante? maternele|nounou|esthéticienne?"
    r"|cuisini(?:er|ère) dans un restaurant|technicien(?:ne)? chez|cadre (?:chez|dans)|barman"
    r"|salariée?(?= ?[,.;!?]|$)|étudiante?|retraitée? du privé|femme de ménage|chauffeur"
    r"|chez (?!vous|nous|moi|elle|lui|eux|sa |son |ma |mon |leurs?|l'|chacun|les)[a-z]{3,15}"
    r"|salariée? (?:d'une|dans une|chez|du bâtiment|en|de l'industrie)"
    r"|(?:travaille|bosse|est|est salariée?|employée?) (?:dans|pour|d'|en) ?(?:une |la |l')?"
    r"(?:banque|usine|entreprise|boîte|société|start-up|cabinet|grande distribution|supermarché"
    r"|assurance|garage|restaurant|pme)|en (?:usine|entreprise|cdi chez|intérim))(?![a-z])"
)
_NOT_PUBLIC = (
    r"(?:fonctionnaire|agente? publi[a-z]{1,4}|agente?(?![a-z])|de la fonction publique"
    r"|dans la fonction publique|dans le public|du public|dans l'administration|territoriale?)"
)
_STEP = r"[^.?!;\n]"
_NEGATED = r"(?:(?! pas | ni | jamais | plus |non )[^.?!;\n])"
_NOT_THE_OTHER = pattern(r"ma collègue|mon collègue|collègues|n'est plus")
_OTHER_PARENT = (
    Reading(
        "autre_parent_agent_public",
        pattern(
            rf"{_SPOUSE}{_NEGATED}{{0,45}}?{_PUBLIC}(?![^.?!;\n]{{0,30}}privé)"
            r"|(?:on est|nous sommes|on bosse|nous travaillons|on travaille|sommes)"
            r"(?: (?:tous|toutes|les|deux|un)){1,3} "
            r"(?:agente?s?|fonctionnaires?|titulaires|à la (?:mairie|ville)|dans la fonction"
            r"|territoriaux)"
            rf"|{_SPOUSE}(?: (?:lui |elle )?aussi agente? publi[a-z]{{1,4}}|,? agente? publi[a-z]"
            rf"{{1,4}})? ?[:?] ?oui(?![a-z])"
            r"|couple (?:d'agents|de fonctionnaires|de territoriaux|d'enseignants)"
            rf"|(?:vit|vis|vivons|marié|mariée|pacsé|pacsée|en couple) avec un(?:e)? [^.?!;,\n]"
            rf"{{0,3}}{_PUBLIC}"
        ),
        always(OUI),
        ("mari", "fem", "conjoint", "compagn", "epou", "ex", "deux", "couple", "parent", "pere",
         "mere", "papa", "maman", "vi", "pacse"),
        unless=pattern(rf"{_NOT_THE_OTHER.pattern}|n'est pas|privé|retraité"),
        own=False,
        yes=(
            ("Mon épouse est greffière, qui demande le supplément familial ?", "oui"),
            ("L'autre parent est agent de la région, deux enfants", "oui"),
            ("Mon ex-mari travaille aussi à la préfecture, pour nos enfants", "oui"),
            ("Nous sommes toutes les deux agentes, avec un enfant", "oui"),
            ("Sa femme est aide-soignante au CHU, le supplément pour leurs enfants ?", "oui"),
            ("Le père de ma fille est militaire", "oui"),
            ("L'agente vit avec un fonctionnaire, père de ses enfants", "oui"),
        ),
        no=(
            "Le mari de ma collègue est fonctionnaire, ils ont un enfant",
            "Mon fils veut devenir policier",
        ),
    ),
    Reading(
        "autre_parent_agent_public",
        pattern(
            rf"{_SPOUSE}{_STEP}{{0,45}}?{_PRIVATE}"
            rf"|{_SPOUSE}{_STEP}{{0,15}}?(?:n'est|n'était|est|n'a|travaille)(?: ni| pas| jamais)"
            rf"(?: (?:été|du tout|non plus|un|une)){{0,2}} {_NOT_PUBLIC}"
            rf"|pas {_NOT_PUBLIC},? {_SPOUSE}"
            rf"|(?:aucun lien|rien à voir|pas de lien) avec (?:l'administration"
            rf"|la fonction publique|le public|le service public)"
            rf" (?:pour |du côté de |chez )?{_SPOUSE}"
            rf"|{_SPOUSE}(?: (?:lui |elle )?aussi agente? publi[a-z]{{1,4}}|,? agente? publi[a-z]"
            rf"{{1,4}})? ?[:?] ?non(?![a-z])"
        ),
        always(NON),
        ("mari", "fem", "conjoint", "compagn", "epou", "ex", "parent", "pere", "mere", "papa",
         "maman"),
        unless=pattern(
            rf"{_NOT_THE_OTHER.pattern}|suivre|disponibilité|hôpital|clinique publique"
            r"|enseigne|cumul|décéd"
        ),
        own=False,
        denies=True,
        yes=(
            ("L'autre parent travaille dans le privé, deux enfants, SFT ?", "non"),
            ("Mon mari est maçon, nous avons trois enfants", "non"),
            ("La mère de mes enfants n'est pas fonctionnaire", "non"),
            ("pas agent public mon ex, il vend des voitures ; un enfant", "non"),
            ("Mon compagnon est au chômage, un enfant à charge, supplément ?", "non"),
            ("Le père des enfants est artisan", "non"),
            ("Aucun lien avec la fonction publique pour l'autre parent", "non"),
        ),
        no=(
            "Ma femme tient un blog, trois enfants",
            "Le mari de ma collègue est maçon, deux enfants",
            "Je veux suivre mon mari, qui est artisan, avec nos enfants",
        ),
    ),
)  # fmt: skip
_CHILD = r"(?:enfants?|gosses?|gamins?|petite?s?|fils|filles?|garçons?|loulous)"
_COUNTED_OTHERWISE = pattern(rf"{OTHERS}|adultes?|encadr|groupe|classe|crèche")


def _number(match: re.Match[str]) -> FactValue | None:
    return int(as_number(next(written for written in match.groupdict().values() if written)))


_WILL = (
    r"(?:passer(?:ai|ons|a|ont)?|passe(?:z|rez)?|passons|serai|serons|sera|seront|aurai|aurons"
    r"|aura|auront|compterai|compterons|comptera|élèverai|restera|resteront|devien[a-z]{1,6}"
    r"|vais avoir|va avoir|allons avoir|vais passer|allons passer|allons être|vais être|va passer)"
)
_AFTERWARDS = (
    Reading(
        "enfants_ensuite",
        pattern(
            rf"{_WILL}(?: (?:désormais|donc|bientôt|alors|à|père de|mère de|parents de|seulement"
            rf"|plus|que|qu'|maintenant|enfin)){{0,4}} ?(?P<n>{NUMBER}) {_CHILD}"
            r"(?: à (?:ma |sa |notre |leur )?charge)?(?![a-z])"
            rf"|{_WILL}[^.?!;\d\n]{{0,12}}(?:plus que|plus qu'|que|qu') ?(?P<m>{NUMBER})"
            rf"(?: {_CHILD})? à (?:ma |sa |notre )?charge"
            rf"|(?:porte|portera|porterait|portant|amène|amènera|fera passer|monte|montera) à "
            rf"(?P<o>{NUMBER}) (?:le nombre|les enfants|{_CHILD})"
            rf"|{_CHILD}(?: à charge)? [^.?!;\d\n]{{0,10}}?(?:passe[a-z]{{0,4}}|va passer|passant)"
            rf" de {NUMBER} à (?P<p>{NUMBER})(?!\d| ?%)"
            rf"|(?:de |d'){NUMBER} à (?P<q>{NUMBER}) {_CHILD}"
            rf"|(?:ça|cela|ce qui)(?: me| nous)? (?:fera|portera)(?: (?:le total|leur nombre))?"
            rf"(?: à)? (?P<s>{NUMBER})(?: {_CHILD}|(?= à charge| au total| en tout))"
            rf"|(?:j'|n'|on |nous |il |elle )?en (?:aurai|aura|aurons|compterai|comptera)"
            rf"(?: plus)?(?: que| qu')? ?(?P<t>{NUMBER})(?= ?(?:[,.;!?]|$| à charge| à la maison))"
            rf"|(?:total|nombre d'enfants(?: à charge)?)[^.?!;\d\n]{{0,20}} (?:sera de|passera à"
            rf"|sera porté à|montera à|tombera à|descendra à) (?P<u>{NUMBER})(?!\d)"
            rf"|(?P<v>{NUMBER}) {_CHILD} à charge (?:à partir d|à compter d|dès |désormais|bientôt"
            rf"|au lieu d|après|ensuite)"
            rf"|(?:n'ai|n'a|n'aurai|n'aura|ne reste|ai|aurai|ne restera|restera|reste) "
            rf"(?:plus )(?:que |qu')(?P<r>{NUMBER}) {_CHILD}"
        ),
        _number,
        ("enfant", "gose", "gamin", "charge", "petit", "fil"),
        unless=_COUNTED_OTHERWISE,
        own=False,
        denies=True,
        yes=(
            ("Avec cette naissance nous aurons quatre enfants à charge", "4"),
            ("Je passe d'un à deux enfants à charge en mai", "2"),
            ("Le nombre d'enfants passera de 3 à 2 en janvier", "2"),
            ("il m'en restera plus que 2 à charge", "2"),
            ("Cette adoption portera à trois le nombre de mes enfants à charge", "3"),
            ("L'agente aura désormais un enfant à charge", "1"),
        ),
        no=(
            "Ma collègue aura quatre enfants à charge",
            "J'ai quatre enfants à charge",
            "La crèche passera de 20 à 24 enfants",
        ),
    ),
    Reading(
        "enfants_a_charge",
        pattern(
            rf"(?:de |d')(?P<n>{NUMBER}) à {NUMBER} {_CHILD}(?: à charge)?"
            rf"|{_CHILD}(?: à charge)? [^.?!;\d\n]{{0,10}}?(?:passe[a-z]{{0,4}}|va passer|passant)"
            rf" de (?P<m>{NUMBER}) à {NUMBER}(?!\d| ?%)"
            rf"|plus (?:que |qu'){NUMBER} {_CHILD} à charge au lieu d(?:e |')(?P<o>{NUMBER})"
        ),
        _number,
        ("enfant", "gose", "gamin", "charge", "petit", "fil"),
        unless=_COUNTED_OTHERWISE,
        own=False,
        denies=True,
        yes=(
            ("Je passe de trois à quatre enfants à charge", "3"),
            ("Mon nombre d'enfants passera de 2 à 3", "2"),
        ),
        no=("Ma collègue passe de trois à quatre enfants à charge",),
    ),
)
_TURN = (
    r"(?:une semaine sur deux|1 semaine sur 2|une semaine sur 2|en alternance"
    r"|15 jours chez chacun|quinze jours chez chacun|une semaine chez chacun|moitié[- ]moitié"
    r"|50/50|en (?:garde|résidence) (?:alternée|partagée)|en alternée|à mi-temps chez)"
)
_KIN = (
    r"(?:enfants?|filles?|fils|garçons?|gosses?|gamins?|petite?s?|aînée?s?|grande?s?|cadette?s?"
    r"|jumeaux|jumelles)"
)
_NOT_YET = pattern(
    rf"{OTHERS.replace('|(?:deux )?parents', '')}|demande(?: la| une)|voudr|futur|proposition"
    r"|refus|si (?:je|on|nous)|collègue"
)
_TURNS = (
    Reading(
        "enfants_en_alternance",
        pattern(
            rf"(?P<n>{NUMBER})(?: autres?)?(?: (?:de|sur) (?:mes|nos|ses|leurs))?"
            rf"(?: (?:deux|trois|quatre))?(?: {_KIN})?(?: à charge)?,?"
            rf"(?: (?:est|sont|vit|vivent|passe|passent|reste|restent|que j'ai|qui vivent|qui sont"
            rf"|chez moi|chez nous|avec moi)){{0,2}} {_TURN}"
            rf"|{_TURN},? (?:[a-zé']{{1,12}} ){{0,2}}?(?:j')?(?:héberge|accueille|garde"
            rf"|reçois|récupère|j'ai|ai|pour) (?:mes |nos )?(?P<m>{NUMBER})"
            rf"(?: {_KIN}|(?= seul)|(?=[,.;]))"
            rf"|(?:alternance|alternée|alternée?s?|partagée)[^.?!;,\d\n]{{0,25}} (?:pour|concerne) "
            rf"(?:mes |nos )?(?P<o>{NUMBER})(?= ?(?:{_KIN}|seul|d'entre|des|,|\.|;|$))"
            rf"|(?:altern[a-zé]{{2,6}}|garde partagée)(?: \(|,? ?[:=]) ?(?P<q>{NUMBER})(?!\d)"
            rf"|(?P<r>{NUMBER}) {_KIN}(?:(?! dont | et |plein temps)[^.?!;,\d\n]){{0,30}} {_TURN}"
            rf"|(?:tous|toutes) les (?P<s>deux|trois|quatre|2|3|4)[^.?!;,\d\n]{{0,20}} {_TURN}"
            rf"|(?:partage|partageons)(?: les| nos)? {_KIN} (?:moitié[- ]moitié|à égalité|50/50)"
            rf"[^.?!;\d\n]{{0,25}}, (?P<p>{NUMBER}) (?:en tout|au total)"
        ),
        _number,
        ("semaine", "altern", "moitie", "chacun", "50/50", "partag", "mi-temps"),
        unless=_NOT_YET,
        own=False,
        yes=(
            ("Sur mes trois enfants, deux vivent une semaine sur deux chez leur mère", "2"),
            ("Une semaine sur deux, je garde trois enfants", "3"),
            ("deux de mes filles passent quinze jours chez chacun de nous", "2"),
            ("La garde alternée concerne deux des enfants", "2"),
        ),
        no=(
            "Ma collègue a deux enfants une semaine sur deux",
            "Je travaille une semaine sur deux à l'école, avec 8 enfants",
            "Je demande la garde : deux enfants en alternance",
        ),
    ),
    Reading(
        "enfants_en_alternance",
        pattern(
            rf"(?<!et )(?:mon|ma|notre|son|sa) (?:seule? |unique )?(?:fils|fille|enfant|garçon"
            rf"|aînée?|cadette?|grande?)(?: unique| aînée?)?,? (?:[a-zé]{{2,12}} )?(?:est|vit|reste"
            rf"|est chez moi|vit chez moi|passe) (?:aussi )?{_TURN}"
        ),
        always(1),
        ("semaine", "altern", "moitie", "chacun", "50/50", "partag"),
        unless=pattern(f"{_NOT_YET.pattern}|ainsi que|et (?:mon|ma) (?:fils|fille)"),
        own=False,
        yes=(
            ("Ma fille vit en résidence alternée", "1"),
            ("mon fils est une semaine sur deux chez moi", "1"),
        ),
        no=(
            "Mon collègue : sa fille vit en résidence alternée",
            "Mon fils est en apprentissage en alternance, une semaine sur deux à l'école",
        ),
    ),
)
_ABOUT_A_CHILD = pattern(
    r"enfants?|fils|filles?|garçons?|aînée?s?|cadette?s?|benjamine?s?|grande?s?(?![a-z])|petite?s?"
    r"|second|dernière?|ados?(?![a-z])|gosse|jumeaux|jumelles|supplément|sft(?![a-z])|l'une? "
    r"|les (?:20|vingt) ans de"
)
_TWENTY = (
    DayReading(
        "jour_des_vingt_ans",
        pattern(
            r"(?:20|vingt) ans(?:(?!depuis|avant|ancienneté|service|carrière)[^.?!;\n\d]){0,40}?$"
            r"|(?:20|vingt)e anniversaire[^.?!;\n\d]{0,20}$"
        ),
        ("20", "vingt"),
        unless=pattern("ancienneté|carrière|de service|retraite|je fêterai mes|mes (?:20|vingt)"),
        about=_ABOUT_A_CHILD,
        coming=True,
        own=False,
        imperfect=True,
        after=re.compile(
            r"^ ?(?:prochain,? ?)?(?:,? ?(?:que|quand|date|jour|ou) )[^.?!;\d\n]{0,35}"
            r"(?:20|vingt)(?: ans|e aniversaire)"
        ),
        yes=(
            ("L'un de mes enfants a eu vingt ans le 3 octobre 2026", "2026-10-03"),
            ("Les vingt ans de Léa, c'est le 9 mars 2027", "2027-03-09"),
            ("C'est le 14 avril 2027 que mon fils aura ses 20 ans", "2027-04-14"),
            ("ma dernière fête ses vingt ans, précisément le 2 juin 2027", "2027-06-02"),
        ),
        no=(
            "J'aurai 20 ans de service le 3 octobre 2026, et mes enfants ?",
            "Ma fille est née le 3 mars 2020, il y a vingt ans que je travaille",
        ),
    ),
)


_ONCE = re.compile(r"\b(?:quand|si|lorsque|lorsqu'|une fois que) ?(?=je |j'|il |ele |on |nous |l)")
"""What « quand j'aurai deux enfants » begins with is taken as what comes."""


def other_parent(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read what a supplement for children depends on."""
    if not _ABOUT_CHILDREN.search(plain.text):
        return
    yield from read_table((*_OTHER_PARENT, *_TURNS), plain)
    coming = _ONCE.sub(lambda once: " " * len(once[0]), plain.text)
    yield from read_table(_AFTERWARDS, replace(plain, text=coming))
    yield from read_days(_TWENTY, plain, received)
