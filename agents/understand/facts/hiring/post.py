"""The post and those who hold it, in other words: status, category, contract, length, seniority."""

import re
from collections.abc import Callable, Iterator

from agents.understand.dates import NUMBER, as_number
from agents.understand.readings import Reading, always, read_table
from statute.facts import CDD, CDI, CONTRACTUEL, STAGIAIRE, TITULAIRE, FactRead, FactValue
from statute.french import Plain, pattern

_WISHED = pattern(
    r"passer?(?![a-z])|devenir|obtenir|voudr|souhait|aimerais|bientôt|futur|concours|examen|promo"
    r"|ancien|j'étais|j'ai été|est-ce|faut-il|peut-on|les (?:agents|contractuels|titulaires)"
    r"|(?:mes|nos|les|des) collègues?|(?:ma|mon|une?) collègue|voisin|lauréat|si (?:je|j'|on|mon)"
)
_JOB = (
    r"(?:rédact(?:eur|rice)|adjointe?(?: [a-z]{4,14})?|technicien(?:ne)?|attachée?|ingénieure?"
    r"|atsem"
    r"|agente?(?: [a-z']{2,14}){0,3}|animat(?:eur|rice)(?: principale?)?|infirmi(?:er|ère)"
    r"|puéricultrice"
    r"|auxiliaire|bibliothécaire|éducat(?:eur|rice)(?: [a-z]{4,12})?"
    r"|assistante?(?: [a-z']{4,14}){0,2}"
    r"|gardien(?:ne)?|polici(?:er|ère)(?: [a-z]{5,10})?|brigadi(?:er|ère)|cadre|jardini(?:er|ère)"
    r"|secrétaire|chargée? de [a-z]{4,14}|cheff?e? de [a-z]{4,12}|direct(?:eur|rice)|responsable"
    r"|conseill(?:er|ère)|médiat(?:eur|rice)|cuisini(?:er|ère)|employée?|professeure?)"
)
_SCHOOL = pattern(
    r"étudiant|lycée|licence|master|bts|convention de stage|gratification|école|bafa|de (?:3"
    r"|troisi)"
    r"|formation|stagiaires|fils|fille"
)
_NOT_YET = pattern(
    r"collègue|(?<!demande )(?<!savoir )si (?:je|j'|on|mon)|quand|voudr|souhait|refus|va être"
    r"|vais être|serai|sera|nomination|à l'issue|après|est-ce"
)
_STATUS_ROWS = (
    Reading(
        "statut",
        pattern(
            rf"(?:titulaire d[ue](?: mon| son)? (?:grade|cadre d'emplois)|{_JOB} titulaire(?![a-z])"
            r"|(?:suis|est|agente?|étant|comme) (?:une? )?(?:statutaire"
            r"|fonctionnaire(?: territoriale?"
            r"|titulaire| de la ville| à la mairie| titularisée?))(?![a-z])|titularisée? (?:depuis"
            r"|en"
            r"|il y a))"
        ),
        always(TITULAIRE),
        ("titulaire", "statutaire", "fonctionaire", "titularise"),
        unless=pattern(
            f"{_WISHED.pattern}|non[ -]titulaire|contractuel|stagiaire|cdd|pas titulaire"
        ),
        yes=(
            ("Je suis titulaire de mon grade depuis 2015.", "titulaire"),
            ("C’est pour un technicien titulaire de mon équipe.", "titulaire"),
            ("Mme Blin est fonctionnaire territoriale.", "titulaire"),
        ),
        no=(
            "Je voudrais devenir adjointe titulaire.",
            "Je suis titulaire du permis B.",
        ),
    ),
    Reading(
        "statut",
        pattern(
            r"(?:en (?:période|cours|année) de stage|(?:en|son|mon|sa|ma|cette"
            r"|une?) (?:année de )?stage"
            r" (?:avant (?:ma |la |sa )?titularisation|de titularisation|d'un an|chez (?:vous|nous)"
            r" comme)|année de stage|mise? en stage|période de stage|fonctionnaire stagiaire"
            r"|stagiaire (?:de la fonction publique|territoriale?|depuis)|stagiairisée?)(?![a-z])"
        ),
        always(STAGIAIRE),
        ("stage", "stagiair"),
        unless=_SCHOOL,
        beside=_NOT_YET,
        imperfect=True,
        yes=(
            ("Je suis en année de stage au service paie.", "stagiaire"),
            ("Mise en stage en mars, je demande mes congés.", "stagiaire"),
            ("Il est en stage de titularisation à la voirie.", "stagiaire"),
        ),
        no=(
            "Mon fils est en stage d’un an à l’étranger.",
            "À l’issue du contrat, je serai mise en stage.",
        ),
    ),
    Reading(
        "statut",
        pattern(
            r"(?:(?:suis|serai|est|sera|comme|étant|reste|notre"
            r"|recrutée?|employée?|embauchée?|engagée?|en tant que) (?:une? |donc |encore "
            r"|toujours )?"
            r"(?:agente? )?(?:contractuele?|non[- ]titulaire)|(?:sous|en) contrat (?:avec|à"
            r"|de droit"
            r" public|depuis)|j'ai un contrat (?:avec|à|de travail)|passée? sous contrat|donc sous"
            r" contrat|sous contrat ?[,.]|contractuele? (?:de|à|au|d'|chez|depuis|en|,)|agente?"
            r" (?:non titulaire|sous contrat|contractuele?)|(?<=, )contractuele?(?![a-z])"
            r"|(?:\A|(?<=[\n.] ))contractuele?(?=,| ))"
        ),
        always(CONTRACTUEL),
        ("contract", "contrat", "fonctionaire", "titulaire"),
        unless=pattern(
            r"étais contract|ai été contract|apprenti|aidé|mutuelle|prévoyance|stagiaire"
            r"|maintenant titulaire|prestataire|fournisseur|assurance"
        ),
        beside=pattern(
            r"ancien(?:ne)?(?![a-z])|voudr|souhait|aimerais|(?:les|des|aux) contract|collègue"
            r"|voisin"
            r"|est-ce que les|(?<!savoir )(?<!demande )si (?:je|j'|on|mon)|plus"
        ),
        yes=(
            ("J’ai un contrat avec la ville depuis mars.", "contractuel"),
            ("Notre contractuelle du musée part en mai.", "contractuel"),
        ),
        no=(
            "J’étais contractuelle avant mon concours.",
            "Ma collègue est contractuelle.",
            "Je suis sous contrat d’assurance.",
        ),
    ),
    Reading(
        "statut",
        pattern(r"(?:pas|non) fonctionnaire(?![a-z])(?! (?:mais )?(?:stagiaire|titulaire))"),
        always(CONTRACTUEL),
        ("fonctionaire",),
        unless=pattern(
            r"stagiaire|collègue|voisin|conjoint|vacataire|élue?(?![a-z])|candidat|poste"
        ),
        denies=True,
        yes=(("Je ne suis pas fonctionnaire, ai-je droit à la prime ?", "contractuel"),),
        no=("Ma collègue n’est pas fonctionnaire.",),
    ),
)
_NOT_A_RANK = pattern(
    r"permis|concours|examen|promotion|promue?(?![a-z])|passage|passer(?![a-z])|accéder|monter"
    r"|devenir|évoluer|vitamine|bâtiment|groupe|salle|ligne|plan|hépatite|classe|zone"
)
_RANK = (
    Reading(
        "categorie",
        pattern(
            r"(?:(?:relève|relevant|relevait|agente?|classée?|emploi|poste|cadre|fonctionnaire"
            r"|contractuele?|titulaire)(?:,| donc)? (?:de |en |d'un emploi de )?(?:la )?"
            r"(?:catégorie|cat\.?) (?P<n>[abc])"
            rf"|{_JOB}[^.?!;\d]{{0,45}}, (?P<m>[abc])(?= ?,)"
            r"|(?:suis|est|reste|sommes|restée?|agente?|poste|classée?|était"
            r"|contrat) en (?P<o>[bc])"
            r"(?= ?[,.;:)]| alors| et | depuis| mais|$)"
            r"|(?:les|des|aux|nous les) (?P<p>[bc]) (?:comme moi|comme nous)"
            r"|(?<=, )(?P<q>[abc]) (?:à|dans|sur) la grille)(?![a-z'])(?! ?(?:ou|/) ?[abc])"
        ),
        lambda match: next(letter for letter in match.groups() if letter).upper(),
        ("cat", " a", " b", " c"),
        beside=_NOT_A_RANK,
        imperfect=True,
        yes=(
            ("Mme Blin relève de la catégorie A ; elle part en mai.", "A"),
            ("Je suis rédactrice principale, B, au service paie.", "B"),
            ("Je suis en C, est-ce que mon préavis change ?", "C"),
            ("Les B comme moi ont-ils droit au télétravail ?", "B"),
        ),
        no=(
            "Je voudrais passer en B.",
            "Mon bureau est en C2.",
            "Je suis en B ou C ?",
        ),
    ),
)
_CONTRACT_WISHED = pattern(
    r"passer?(?![a-z])|obtenir|promi|propos|droit (?:à|au)|espèr|voudr|souhait|refus|déclin|rejet"
    r"|possible|si (?:on|je|mon)|est-ce|peut|pourr|différence|contrairement|que pour"
    r"|privée?(?![a-z])"
    r"|(?:ma|mon|une?|mes|deux) collègue|débouch|vers un|j'avais|identique|voul|aucun|pas de|éligib"
    r"|éventualité|exclu|loin|accept|envisag|susceptible"
)
_KIND = (
    Reading(
        "type_de_contrat",
        pattern(
            r"(?:contrat déterminé|cddiste|(?:contrat|engagement|recrutée?|embauchée?|engagée?)"
            r"[^.?!;]{0,15} (?:à |pour une )?(?:durée )?déterminée?(?![a-z])|contrat (?:de|pour"
            r"|d'une"
            rf" durée de|de seulement) {NUMBER} (?:mois|ans?)|contrat (?:a|avec"
            rf"|comporte) une date de fin"
            rf"|(?:{NUMBER} mois|reste|encore|fin|bout|terme|sur|durée|mon|ce|son|notre) (?:de|du"
            rf"|d'un)?"
            r" ?(?:mon |son |ce |notre )?cdd|c\.d\.d\.?|(?:enchaîne|suis en|est en"
            r"|travaille en) cdd)"
            r"(?![a-z])"
        ),
        always(CDD),
        ("cd", "determine", "contrat", "c.d.d"),
        unless=pattern(
            r"apprenti|mutuelle|prévoyance|assur|location|bail|aidé|indétermin"
            r"|c\.?d\.?i\.?(?![a-z])"
            r"|privée?(?![a-z])|si (?:on|je|mon)|voisin|(?:ma|mon|une"
            r"|deux) collègue[^.?!;]{0,20} en"
        ),
        imperfect=True,
        yes=(
            ("Je suis CDDiste à la piscine.", "CDD"),
            ("Il me reste trois mois de CDD.", "CDD"),
            ("Mon contrat a une date de fin.", "CDD"),
        ),
        no=(
            "Si on me fait un CDD, combien de congés ?",
            "Mon contrat de mutuelle a une date de fin.",
        ),
    ),
    Reading(
        "type_de_contrat",
        pattern(
            r"(?:contrat indéterminé|(?:contrat|employ[a-z]+|recrutée?|embauchée?|engagée?|agente?"
            r"|travaille|suis|est)(?: [^.?!;]{0,25})? (?:à|pour une) durée indéterminée|c\.d\.i\.?"
            r"|cdisée?|cédéisée?|(?:transformé|converti|requalifié|renouvelé|passée?"
            r"|basculée?) (?:en|à)"
            r" cdi|(?:jour|début|date|signature|contrat) (?:de|du|en) (?:mon |son )?cdi"
            r"|(?:agente?|contractuele?|suis|est|travaille|embauchée?|recrutée?|passée?|employée?)"
            r"[^.?!;]{0,25} (?:en|avec un|titulaire d'un|sous) (?:c\.d\.i\.?|cdi)|(?:mon|son|notre"
            r"|j'ai un|a un) cdi)(?![a-z])"
        ),
        always(CDI),
        ("cdi", "c.d.i", "indetermin", "cedei"),
        beside=_CONTRACT_WISHED,
        imperfect=True,
        yes=(
            ("Mon contrat a été converti en CDI en mars.", "CDI"),
            ("Je suis en contrat indéterminé à la mairie.", "CDI"),
            ("L’agent travaille au parc à durée indéterminée.", "CDI"),
            ("Agent avec un C.D.I., je démissionne.", "CDI"),
        ),
        no=("Je voudrais passer en CDI.", "Mon contrat peut-il être transformé en CDI ?"),
    ),
)
_LENGTH = rf"(?P<n>{NUMBER}) (?P<unit>mois|ans?|années?)(?P<half> et demie?)?(?![a-z])"


def _months(match: re.Match[str]) -> FactValue | None:
    """Read a length in whole months."""
    in_years = match["unit"] != "mois"
    months = as_number(match["n"]) * (12 if in_years else 1)
    months += 6 if match["half"] and in_years else 0
    return int(months) if months and months == int(months) else None


def _not_about(
    kept: Callable[[re.Match[str]], FactValue | None],
) -> Callable[[re.Match[str]], FactValue | None]:
    """Leave out a length that is only a guess or a bound."""
    about = pattern(r"(?:presque|environ|bientôt|à peu près|moins de|près de|plus de|au moins) $")
    return lambda match: (
        None
        if about.search(match.string[max(0, match.start("n") - 25) : match.start("n")])
        else kept(match)
    )


_LENGTHS = (
    Reading(
        "duree_du_contrat",
        pattern(
            r"(?:(?:(?:m'a|m'ont|m'avez|l'a|l'ont|été|suis|est|ai été) (?:prise?(?![a-z])(?! (?:en"
            r"|à partie|de))|recrutée?|embauchée?"
            r"|engagée?)|signé|(?:là|prise?|recrutée?|embauchée?"
            r"|engagée?) pour)(?:[^.?!;\d]{0,60}?,?)?"
            r"(?: pour| pendant|,)?"
            r"|(?:cdd|contrat|engagement|remplacement)(?: [a-z']{1,14}){0,3}? (?:fait|dure|est de"
            r"|prévu"
            r" pour|pour|conclu pour|était d[e']|durait|de|d'une durée de)(?: seulement)?"
            r"|(?:la )?durée (?:du contrat |de mon contrat |de l'engagement )?(?:est de|de|:|est)"
            r"|contractuele?,|(?:contrat|emploi permanent)(?: [^.?!;,\d]{0,40})?,(?: pour)?"
            rf"|« [^.?!;»]{{0,40}} »,? pour) {_LENGTH}(?! (?:de (?:services?|présence|plus|préavis"
            r"|congé|maison|salaire)|d'ancienneté|d'essai|après|avant|que|plus tard|par an"
            r"|de l'essai"
            r"|maximum|chez|renouvel))"
        ),
        _not_about(_months),
        ("contrat", "contract", "cd", "engage", "pris", "recrut", "embauch", "sign", "remplacement",
         "permanent", "la pour"),
        unless=pattern(
            r"apprenti|mutuelle|prévoyance|assur|bail|labellis|depuis [a-z0-9-]{1,9} (?:mois|ans?)"
            r"|période d'essai de|préavis de|renouvelée? (?:de|pour)|prolongée? (?:de|pour)|autre"
            r" contrat|ancien|précédent|collègue(?! est partie)|en arrêt|malad|congé parental"
            r"|disponib|formation|retraite (?:dans|à)|de plus"
        ),
        denies=True,
        imperfect=True,
        yes=(
            ("On m’a prise pour huit mois à la cantine.", "8"),
            ("Mon CDD fait 9 mois au total.", "9"),
            ("Contractuelle, 18 mois, service paie.", "18"),
            ("J’ai signé pour deux ans.", "24"),
            ("La durée du contrat est de six mois.", "6"),
        ),
        no=(
            "On m’a prise à partie il y a 8 mois.",
            "Mon contrat est renouvelé pour 6 mois.",
            "Contractuelle depuis 18 mois.",
        ),
    ),
    Reading(
        "mois_de_services",
        pattern(
            rf"(?:(?:ça|ca|cela|ce) (?:fait|fera|va faire|faisait)(?: maintenant| déjà"
            rf"| bien)? {_LENGTH}"
            r"(?: [a-z]{2,9}){0,3} (?:que|qu') ?(?:j'enchaîne|je (?:suis|travail|bosse|fais"
            r"|sers)|la (?:mairie|ville)|vous m'|on m'|j'(?:exerce|occupe)|il (?:est|travail)"
            r"|elle (?:est|travail)))"
        ),
        _not_about(_months),
        ("fait", "fera", "faisait", "faire"),
        beside=pattern(
            r"arrêt(?![a-z])|malad|congé|attend|demand|privé|collègue|disponib|grade"
            r"|échelon|titulaire"
        ),
        imperfect=True,
        yes=(
            ("Cela fait 3 ans que je travaille à la crèche.", "36"),
            ("Ça fait deux ans que j’enchaîne les CDD à la ville.", "24"),
        ),
        no=("Ça fait 3 mois que je suis en arrêt.", "Cela fait un an que j’attends une réponse."),
    ),
    Reading(
        "mois_de_services",
        pattern(
            r"(?:(?:travail(?:le)?|bosse|contractuele?|employée?|en cd[di]|sous contrat|là|ici|en"
            r" poste|agente?|chez (?:vous|nous)|à la [a-z]{4,12})(?:(?!arrêt|malad|congé|absen"
            r"|dispo)"
            rf"[^.?!;,\d]){{0,40}} depuis|(?:totalise|cumule|cumulé|compte|j'ai|il a|elle a|ai|a"
            rf"|avec"
            r"|après|fort de|justifie de)(?: [a-z]{4,8})?|(?:travaillé"
            rf"|bossé|servi|restée?|passé|fait)(?: pendant)?|\() ?{_LENGTH}"
            r"(?=(?: [^.?!;,\d]{0,25})? (?:de (?:services?|contrats?|maison|boîte|présence|travail"
            r"|cdd)"
            r"(?! de nuit)|chez (?:vous|nous)|à (?:la|l'|votre) ?[a-z]{4,12}|pour (?:la"
            r"|vous)|dans (?:la|vos|votre|nos)|au (?:service|musée|parc|garage)|en cd[di]))"
        ),
        _not_about(_months),
        ("travail", "bos", "contract", "employe", "cd", "contrat", "poste", "agent", "totalis",
         "cumul",
         "compt", "anciennete", "ancienete", "servi", "reste", "fait", "ai ", " a ", "avec",
         "apres"),
        beside=pattern(
            r"après|arrêt(?![a-z]) de|malad|congé (?:parental|maladie)|privé|collègue|voisin|dispon"
            r"|échelon|autre (?:commune|ville|collectivité)|ancienne? (?:commune|employeur)|de nuit"
            r"|essai de|si (?:je|j'|on)|formation|prendrai|j'aurai|ans d'études"
        ),
        imperfect=True,
        yes=(
            ("Je totalise 30 mois de services à la mairie.", "30"),
            ("J’ai travaillé 8 mois pour la ville.", "8"),
            ("Mon ancienneté : 4 ans à la bibliothèque.", "48"),
            ("Avec 6 ans de contrats à la mairie, quel est mon préavis ?", "72"),
        ),
        no=(
            "J’ai travaillé 8 mois dans le privé.",
            "J’ai un enfant de 3 ans à la crèche.",
        ),
    ),
)  # fmt: skip


_SENIORITY = (
    Reading(
        "mois_de_services",
        pattern(
            rf"(?:ancienneté|services?)(?: [a-z]{{2,12}}){{0,2}} ?(?::|est de|était de"
            rf"|de) ?{_LENGTH}"
        ),
        _not_about(_months),
        ("anciene", "service"),
        beside=pattern(
            r"collègue|voisin|grade|échelon|privé|si (?:je|on)|exig|minimum|il faut|nuit"
        ),
        imperfect=True,
        yes=(
            ("Ancienneté : 7 ans. Quel est mon préavis ?", "84"),
            ("Son ancienneté est de 18 mois.", "18"),
        ),
        no=("Il faut une ancienneté de 3 ans.", "Ancienneté dans le grade : 7 ans."),
    ),
)


def posts(plain: Plain, *, another_regime: bool) -> Iterator[FactRead]:
    """Read the status where no other regime is named, then the rank, the contract, its length."""
    if not another_regime:
        yield from read_table(_STATUS_ROWS, plain)
    yield from read_table((*_RANK, *_KIND, *_LENGTHS, *_SENIORITY), plain)
