"""What goes before a contract and may follow: a same post, a public servant sought, a CDI."""

from collections.abc import Iterator

from agents.understand.readings import Reading, always, read_table
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_PUBLIC_SERVANT = r"(?:fonctionnaires?|titulaires?|lauréate?s?|statutaires?)"
_AWAY = pattern(
    r"retour de|congé|reclass|détach|dispon|maternité|parental|collègue|titularis|mutation|arrêt"
    r"|hôpital"
    r"|préfecture|université|(?<![a-z])chu(?![a-z])|employeur public|dans le privé"
)
_POST = r"(?:postes?|emplois?|fonctions?|métier|travail|boulot|job)(?![a-z])"
_SAME = rf"(?:(?:ce|cet|le|cette|du|au|un|les|ces) )?(?:même|mêmes|ce|cet|cette) {_POST}"
_HELD_BEFORE = (
    Reading(
        "meme_emploi_avant",
        pattern(
            rf"déjà (?:occupé|tenu|fait|exercé|assuré|eu|été|travaillé|occupait|tenait|faisait"
            rf"|exerçait|occupais|tenais|faisais|exerçais)[^.?!;]{{0,25}}? {_SAME}"
            rf"|(?:occupait|tenait|faisait|exerçait|occupais|tenais|faisais|exerçais) déjà "
            rf"(?:[a-z]{{2,9}} )?{_SAME}"
            rf"|(?:occupé|tenu|fait|exercé|assuré) {_SAME}[^.?!;]{{0,40}}(?:an (?:dernier|passé)"
            rf"|précédent|ancien|premier contrat|auparavant|avant|en 20)"
            rf"|(?:{_SAME}|même (?:poste|emploi|travail|boulot)|mêmes fonctions) (?:que|qu')"
            r" ?(?:dans |pendant |lors de |sur |pour |avant|l'an|en 20)?(?:mon|ma|son|le|la|l')? ?"
            r"(?:ancien|précédent|dernier|premier|an (?:dernier|passé)|contrat|année dernière)"
            rf"|(?:reprend|reprends|retrouve|reprendre|identique|à l'identique)[^.?!;]{{0,20}}"
            rf"(?:mon|son|l') ?(?:ancien |précédent )?{_POST}(?: (?:précédent|d'avant|d'alors))"
            rf"|(?:étais|était|ai été|a été) déjà (?:[a-z'-]{{2,14}} ){{1,4}}?(?:ici|chez vous"
            rf"|chez nous"
            rf"|à la (?:mairie|ville)|dans (?:cette|votre|vos|nos|la) )"
            rf"|(?:deuxième|troisième|quatrième|second|nouveau|2e|3e|2ème|3ème)[^.?!;]{{0,10}} "
            rf"(?:contrat|cdd)[^.?!;]{{0,40}} (?:{_SAME}|mêmes (?:fonctions|missions|tâches))"
            rf"|(?:reviens|revient|reprends|reprend|retrouve|repris|reprise)[^.?!;]{{0,20}}"
            rf" (?:mon|son|l'|au|le) ?(?:ancien|même) {_POST}"
            r"|mêmes? (?:fonctions|tâches|missions|poste|emploi|travail|boulot"
            r"|job)(?: [a-z']{1,12})"
            r"{0,4}? (?:que|qu'|comme|déjà|dans mon contrat)(?: |en|au|avant|l'an|il|elle|je|lors)"
            r"|(?:l'a|l'ai|l'avais|l'avait) (?:déjà )?(?:occupé|tenu|exercé)(?![a-z])"
            r"|connai[st] (?:déjà |bien )(?:le|ce|mon|son) (?:poste|métier|travail)"
            rf"|(?:poste|emploi) que (?:je|j'|il|elle) ?(?:occupais|occupait|avais|avait|tenais"
            rf"|tenait)[^.?!;]{{0,12}}(?:déjà|avant|auparavant|l'an|en 20)"
        ),
        always(OUI),
        ("poste", "emploi", "fonction", "metier", "travail", "boulot", "job"),
        unless=_AWAY,
        own=False,
        imperfect=True,
        yes=(
            ("J’ai déjà exercé ces mêmes fonctions ici en 2024.", "oui"),
            ("J’exerçais déjà ce métier chez vous avant.", "oui"),
            ("C’est le même boulot que dans mon contrat précédent à la mairie.", "oui"),
            ("Elle reprend son emploi d’avant à la cantine.", "oui"),
        ),
        no=(
            "Je retrouve mon poste d’avant à mon retour de congé.",
            "Je n’ai pas déjà occupé ce poste.",
        ),
    ),
    Reading(
        "meme_emploi_avant",
        pattern(
            r"(?:aucun|pas de|sans|ni) (?:contrat|emploi|cdd)s? (?:antérieur|précédent)"
            r"|jamais (?:[a-z]{4,9} )?(?:bossé|travaillé|occupé|exercé|tenu|fait|été)"
            r"[^.?!;]{0,20} (?:ici|chez vous|chez nous|à la (?:mairie|ville)|pour (?:la|vous)"
            r"|dans (?:cette|la|votre|vos)|ce (?:poste|métier|travail|boulot)|cet emploi)(?![a-z])"
            r"|premi(?:er|ère) (?:contrat|emploi|poste|cdd|embauche|expérience|fois)[^.?!;]{0,20} "
            r"(?:chez vous|à la (?:mairie|ville)|avec (?:vous|la (?:mairie|ville))|dans (?:cette|la"
            r"|votre) (?:mairie|collectivité|commune|ville))"
        ),
        always(NON),
        ("aucun", "pas de", "sans", "ni ", "jamais", "premi"),
        unless=_AWAY,
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Je n’ai pas de contrat antérieur à la ville.", "non"),
            ("Il n’a jamais travaillé pour la commune.", "non"),
            ("C’est ma première embauche à la mairie.", "non"),
        ),
        no=("Je n’ai jamais demandé de congé ici.",),
    ),
    Reading(
        "meme_emploi_avant",
        pattern(
            rf"{_POST}(?: [^.?!;]{{0,30}})? (?:est|était|est tout|est totalement) nouveau pour"
            r" (?:moi|lui|elle)(?![a-z])|(?:découvre|découvrais)[^.?!;]{0,30} (?:ce |cet |le |un )"
            rf"(?:nouveau )?{_POST}|(?:change|changé|changement) (?:complètement |totalement )?de"
            r" (?:métier|poste|fonctions)|(?:autre|différente?) (?:poste|emploi|métier) que"
            rf"|{_POST}[^.?!;]{{0,50}} (?:rien à voir|différente?s? d|tout autre|n'est pas le même)"
            r"|(?:viens|vient|arrive) (?:tout droit )?(?:du privé|d'une (?:entreprise|société"
            r"|autre)"
            r"|de l'extérieur)|(?:nouvelle embauche|nouvelle recrue|(?:tout|toute) "
            r"(?:nouveau|nouvelle) (?:dans (?:la|cette|votre)|à la|chez vous))"
        ),
        always(NON),
        (
            "nouv",
            "decouvr",
            "chang",
            "autre",
            "diferent",
            "rien a voir",
            "prive",
            "entreprise",
            "exterieur",
            "pas le meme",
            "societe",
        ),
        unless=_AWAY,
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Cet emploi est nouveau pour moi.", "non"),
            ("Je découvre ce métier, combien dure l’essai ?", "non"),
            ("Nouvelle recrue, je demande la durée de l’essai.", "non"),
        ),
        no=("Ce logiciel est nouveau pour moi.",),
    ),
)
_NOT_HERE = pattern(
    "est-ce|faut-il|doit-on|stage|formation|collègue|voisin|vacances|logement|marché"
)
_SEARCH = (
    r"(?:recrutements?|recherches?|publications?|annonces?|procédure|jury"
    r"|appels? (?:à candidatures?"
    r"|d'offres d'emploi)|offres?|avis de vacance|poste publié|entretiens?|sessions?|vacance"
    r"|bourse de l'emploi)(?![a-z])"
)
_IN_VAIN = (
    r"(?:en vain|vain|vaine|sans (?:succès|résultat|suite|effet|aucun|candidat|réponse|trouver"
    r"|issue)"
    r"|rien donné|rien (?:n'a |ne )?(?:donne|abouti)|échou|échec|infructueu|nul résultat"
    r"|(?:pas|jamais|point) (?:abouti|permis|trouvé|marché|donné)|n'a (?:retenu|trouvé|attiré|vu) "
    r"(?:personne|aucun)|personne|fiasco|zéro|chou blanc)"
)
_SOUGHT = (
    Reading(
        "recrutement_infructueux",
        pattern(
            rf"{_SEARCH}[^.?!;]{{0,60}} {_IN_VAIN}|(?:échec|insuccès) (?:de |du |de la "
            rf"|des )(?:notre "
            rf"|la |ce |ces )?{_SEARCH}|(?:cherché|recherché|voulu recruter|tenté de recruter"
            rf"|essayé de (?:recruter|trouver))[^.?!;]{{0,60}} {_IN_VAIN}"
            rf"|(?:aucune?|pas une?|zéro|nul|pas de|pas d'|ni|sans"
            rf"|0)(?: seule?)? (?:candidate?s? )?"
            rf"{_PUBLIC_SERVANT}(?![a-z])(?![^.?!;]{{0,40}}(?:contact|cherch|sollicit|dans (?:mon"
            rf"|le)"
            r" service))"
            rf"|(?:{_PUBLIC_SERVANT}|candidate?s?)(?![a-z])[^.?!;]{{0,60}} (?:refusé|décliné"
            rf"|désisté"
            r"|renoncé|rétracté|refusent|dit non|pas (?:voulu|retenue?s?|convenu|le profil"
            r"|donné suite"
            r"|le niveau|intéressée?s?)|ne convenai)"
            rf"|faute (?:de|d'un) (?:candidate?s? )?(?:{_PUBLIC_SERVANT}|candidat)"
            rf"|(?:zéro|aucune?|0|pas une?|pas de|pas d'|sans|ni)(?: seule?)? (?:candidatures?"
            rf"|candidate?s?)(?![a-z])(?! à cdi)"
            rf"|(?:personne|nul) (?:n'a|ne s'est|n'avait|ne s'était|ne) ?(?:postulé|candidaté"
            r"|présentée?|répondu|postule|candidate|voulu)"
            rf"|(?:n'a|n'avons|n'avez|n'ont|n'ai|a|ont|avons) (?:pas|jamais) (?:réussi à |pu )?"
            rf"(?:trouvé|recruté|reçu|eu|trouver|recruter) (?:de |d'|un |aucun )?(?:candidat )?"
            rf"{_PUBLIC_SERVANT}"
        ),
        always(OUI),
        ("refus", "declin", "desist", "renonc", "faute", "candidat", "fonctionaire", "titulaire",
         "laureat", "persone", "statutaire", "retract", "vain", "sans", "rien", "echou", "echec",
         "pas ", "infructueu", "fiasco", "zero", "chou"),
        unless=_NOT_HERE,
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Le lauréat que nous avions choisi a décliné le poste.", "oui"),
            ("Faute de titulaire, mon contrat est prolongé.", "oui"),
            ("L’avis de vacance n’a reçu aucune candidature.", "oui"),
            ("Personne n’a postulé, alors on me garde.", "oui"),
            ("La ville n’a pas réussi à recruter un fonctionnaire.", "oui"),
            ("Nous avons cherché un titulaire pendant six mois, en vain.", "oui"),
            ("Échec du recrutement d’un fonctionnaire au mois de juin.", "oui"),
        ),
        no=("Le candidat retenu a accepté le poste.", "Ma faute de frappe est corrigée."),
    ),
    Reading(
        "recrutement_infructueux",
        pattern(
            rf"{_PUBLIC_SERVANT}(?![a-z])[^.?!;]{{0,20}} (?:a été|est|vient d'être|ayant été"
            rf"|a bien été|va être|sera) (?:trouvée?|recrutée?|retenue?|nommée?|choisie?"
            rf"|sélectionnée?|embauchée?)(?![a-z])(?! stagiaire)"
            rf"|(?:trouvé|recruté|retenu|nommé) une? (?:candidate? )?{_PUBLIC_SERVANT}(?![a-z])"
            rf"|(?<!aucun )(?:une? |l[ea] )(?:candidate? "
            rf")?{_PUBLIC_SERVANT}(?![a-z])[^.?!;]{{0,20}} "
            r"(?:arrive|prend|prendra|reprend|a accepté|a pris|va prendre|occupera) (?:sur |le "
            r"|mon "
            r"|ce |ma )(?:poste|place|emploi)"
            r"|recrutement (?:a (?:bien )?abouti|réussi|a réussi)"
        ),
        always(NON),
        ("fonctionaire", "titulaire", "laureat", "statutaire", "recrutement"),
        unless=_NOT_HERE,
        own=False,
        imperfect=True,
        yes=(
            ("Une titulaire vient d’être recrutée sur mon poste.", "non"),
            ("Le maire a trouvé un fonctionnaire pour ce poste.", "non"),
            ("Le recrutement a abouti, un agent muté arrive.", "non"),
        ),
        no=("Le titulaire est nommé par le maire : est-ce la règle ?",),
    ),
    Reading(
        "recrutement_infructueux",
        pattern(
            r"(?:annonce|offre|avis de vacance|poste|vacance|emploi)(?![a-z])[^.?!;]{0,25} "
            r"n'(?:a|ont|avait) (?:jamais|pas|même pas) (?:été )?(?:publiée?|parue?|diffusée?"
            r"|proposée? (?:aux|à)|ouverte?|mise? en ligne|passée?|affichée?|annoncée?)"
            rf"|(?:personne|on|mairie|ville|vous|nous|employeur|service|drh|rh) n'(?:a|avez|avait"
            rf"|avons|ont) (?:jamais |pas |même pas )?(?:encore )?(?:cherché|recherché|publié|lancé"
            rf"|tenté|essayé|ouvert|passé|diffusé)(?![a-z])(?: [a-z']{{1,12}}){{0,4}}"
            rf" (?:{_PUBLIC_SERVANT}|{_SEARCH}|poste)"
            rf"|(?:aucune?|pas de|pas d'|sans|ni|jamais) ?(?:la moindre |avoir |eu d[e'] ?"
            rf"|fait d[e'] ?"
            rf"|lancé d[e'] ?|publier |passer par |chercher |publié |cherché |tenté )?"
            r"(?:de |d'|l'|un |une |le |la )?"
            rf"{_SEARCH}(?: d[e'u][^.?!;]{{1,25}})?(?: n'a)?(?: été)? ?(?:faite?|lancée?|publiée?"
            r"|organisée?|tentée?|passée?|parue?|diffusée?|préalable|ouverte?|engagée?|menée?"
            r"|eu lieu)"
            r"|recrutement[^.?!;]{0,25} n'a (?:pas|jamais) (?:encore )?été (?:tenté|lancé|fait"
            r"|engagé"
            r"|ouvert|entrepris|essayé)"
            rf"|sans (?:avoir )?(?:cherch|recherch|publi|ouvr|ouvert|tent)[a-z]*"
            rf"(?: [a-z']{{1,12}}){{0,3}} (?:{_PUBLIC_SERVANT}|poste|annonce|offre)"
        ),
        always(NON),
        ("n'a", "aucun", "sans", "pas d", "ni ", "n'ont", "jamais"),
        unless=pattern("faut-il|doit-on|stage|formation|vacances|logement|marché"),
        beside=pattern("est-ce"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("L’offre n’a pas été publiée avant ma reconduction.", "non"),
            ("La mairie n’a jamais cherché de fonctionnaire.", "non"),
            ("Aucune annonce n’a été passée pour mon poste.", "non"),
            ("Le recrutement d’un titulaire n’a pas été lancé.", "non"),
            ("On m’a prolongée sans chercher de titulaire.", "non"),
        ),
        no=("L’arrêté n’a pas été publié.",),
    ),
)  # fmt: skip
_CDI = r"(?:(?:un |en |le |mon |son |au |d'un |du |une )?cdi|(?:durée )?indéterminée?)(?![a-z])"
_MAY_BE = (
    r"(?:envisag[a-z]*|possib[a-z]*|éligib[a-z]*|renouvelables?|propos[a-z]*|évoqu[a-z]*"
    r"|parle[a-z]*"
    r"|prétend[a-z]*|débouch[a-z]*|abouti[a-z]*|perspectives?|promis|promet[a-z]*|prévu[a-z]*"
    r"|prévoi[a-z]*|option|entendre|piste|peut|peux|pourra[a-z]*|pourrait|doit|dois|va|vais|devrait"
    r"|devrais|transform[a-z]*|reconduc[a-z]*|reconduit|renouvel[a-z]*|prolong[a-z]*|éventualité"
    r"|chance|compte|vise|prépar[a-z]*|convert[a-z]*)(?![a-z])"
)
_CDI_ASKED = pattern(
    r"est-ce|puis-je|peut-il|peut-elle|peut-on|peuvent-ils|pourrait-il|pourrais-je|demandé|demander"
    r"|je demande|quand pourr|voudrais|souhait|aimerais|combien|droit à|si (?:on|je|j'|mon|il|elle)"
    r"|collègue|refus|rejet|déclin(?!e)|(?:été|est) (?:transformé|renouvelé|requalifié)"
    r"|suis (?:passé"
    r"|déjà)|depuis|employé|pas(?![a-z])|jamais|aucun|exclu|impossib|sans|hors de|embauché|recruté"
    r"|accepté"
    r"|pourquoi|voulaient|voulait|avait|m'avait|à paie|identique|équivalent|avant|lors de"
)
_OPEN_ENDED = (
    Reading(
        "cdi_possible",
        pattern(
            rf"{_MAY_BE}[^.?!;,]{{0,40}}? {_CDI}(?! (?:équivalent|identique|à|au|depuis|qu))"
            r"|(?:cdisation|cdisée?|cdiser)(?![a-z])"
            r"|cdi (?:[a-z']{1,9} ){0,3}?(?:à la clé|au bout|à l'issue|à la fin|derrière|ensuite"
            r"|en vue|m'attend|possible|envisag|prévu|promis|évoqué|probable|à l'étude|sur la table"
            r"|au programme|à venir|dans les tuyaux)"
        ),
        always(OUI),
        ("cdi", "indetermine"),
        beside=_CDI_ASKED,
        own=False,
        yes=(
            ("Mon contrat peut se transformer en CDI, quand me préviendrez-vous ?", "oui"),
            ("Ce CDD débouche sur un CDI.", "oui"),
            ("La perspective d’un CDI est évoquée dans mon contrat.", "oui"),
            ("Six mois, avec un CDI à la clé.", "oui"),
            ("On doit me passer en CDI en mars.", "oui"),
            ("La DRH me parle d’un CDI pour la suite.", "oui"),
        ),
        no=("Mon contrat peut-il être renouvelé en CDI ?", "Ma collègue va passer en CDI."),
    ),
    Reading(
        "cdi_possible",
        pattern(
            rf"(?:ne|n'|y a|y aura|c'est|ce|c'|peut|sera|suis|pourra|sera|aura|aurai|non)? ?(?:pas"
            rf"|jamais|aucun|aucune|en aucun cas|point|nullement|ni)(?: [a-z']{{1,14}}){{0,6}}?"
            rf" {_CDI}(?! (?:équivalent|identique|depuis|et|mais))"
            r"|(?:exclue?|impossible|hors de question|interdit)[^.?!;,]{0,25} cdi(?![a-z])"
            r"|cdi(?![a-z]),? ?(?:[a-z']{1,12} ){0,4}?(?:exclue?|impossible|pas (?:possible|prévu"
            r"|envisag|à l'ordre|au programme|pour|d'actualité|concern|accessible|sur la table)"
            r"|hors de question|inenvisageable|écarté)"
            r"|trop (?:loin|court|tôt|récente?|peu)[^.?!;]{0,25} cdi(?![a-z])"
            r"|sans (?:[a-z]{2,14} ){0,3}?(?:de |d'un |d'une |d'|un |le )?(?:passage (?:en|à un) )?"
            r"(?:cdi|cdisation)(?![a-z])"
        ),
        always(NON),
        ("cdi", "indetermine"),
        beside=pattern(
            r"est-ce|collègue|suis pas (?:[a-z]{3,9} )?en cdi|n'ai pas (?:de|un) cdi|refus|pourquoi"
            r"|jour de|contente|accept|voulu|est pas (?:[a-z]{3,9} )?en cdi|je ne sais|sait pas"
            r"|pas (?:encore|clair)|indéterminée?,|toujours pas|ni cdd|ni (?:en )?cdi|cdd ni"
        ),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Ce contrat ne débouche pas sur un CDI.", "non"),
            ("Il n’y aura pas de CDI après ce contrat.", "non"),
            ("Le CDI est exclu dans mon cas.", "non"),
            ("Je suis saisonnier, sans possibilité de CDI.", "non"),
            ("Je ne suis pas éligible au CDI.", "non"),
        ),
        no=("Je ne suis pas en CDI.", "Pourquoi pas un CDI ?"),
    ),
)


def before_and_after(plain: Plain) -> Iterator[FactRead]:
    """Read whether the post was held already, a public servant sought, a CDI possible."""
    yield from read_table((*_HELD_BEFORE, *_SOUGHT, *_OPEN_ENDED), plain)
