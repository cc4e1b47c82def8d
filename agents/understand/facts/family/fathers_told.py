"""What the other parent chooses, in more words: first day, days taken, periods, new birth leave."""

from collections.abc import Iterator

from agents.understand.dates import NUMBER, as_number
from agents.understand.doubt import OTHERS, as_chosen
from agents.understand.readings import Reading, always, read_table, told_count
from statute.facts import FACTS, NON, OUI, FactRead
from statute.french import Plain, pattern

_ON_THE_DAY, _NEXT_DAY = FACTS["debut_du_conge_de_naissance"].choices
_COLLEAGUE = r"collègue|voisin|mon (?:frère|cousin|ami|copain)(?![a-z])|est-ce que je (?:dois|peux)"
_BEGINS = (
    r"(?:commenc[a-z]+|début[a-z]*|démarr[a-z]+|part(?:ir|e|ent|ira|iront)|prend[a-z]*|prends"
    r"|poser?|pose|choisi[a-z]*|préfèr[a-z]*|opt(?:e|é|er|ons)|option|choix|faites|mettez|jours"
    r"|congé|premier jour)"
)
_THE_EVENT = r"(?:naissance|accouchement|événement|venue|arrivée du bébé|arrivée de l'enfant)"
_FIRST_DAY = (
    Reading(
        "debut_du_conge_de_naissance",
        pattern(
            rf"{_BEGINS}[^.?!;]{{0,70}} (?:(?:le |au |du |par le |pour le )?jour (?:même"
            rf" )?(?:de |d')"
            rf"(?:la |l'|sa )?{_THE_EVENT}|(?:le |au )?(?:jour|moment) (?:même )?(?:où|ou|que)"
            rf" (?:elle"
            r" accouche|il naît|elle naît|(?:le |mon |notre )?(?:bébé|enfant|fils) (?:naît|est né"
            r"|arrive|va naître|naîtra)|(?:ma |notre )(?:fille|petite) (?:naît|est née|arrive)|ma"
            r" (?:femme|compagne) accouche)|(?:à|a) (?:la |sa )?(?:date de (?:la |sa"
            r" )?)?naissance(?! de"
            r" (?:mon|ma|notre) (?:fils|fille) le)(?= ?(?:[.,;!)\n]|$| (?:pour|même|du bébé)))"
            r"|dès (?:qu'il naît|qu'elle naît|la naissance|l'accouchement|sa naissance|le jour"
            r" j(?![a-z])|le premier jour)|(?:sans attendre|tout de suite"
            r"|immédiatement)[^.?!;]{0,12}"
            r" (?:à|dès) (?:la |sa )?naissance|jour j(?![a-z])|jour même(?! (?:de|pour) (?:la |ma )"
            r"?(?:demande|reprise)))"
        ),
        always(_ON_THE_DAY),
        ("jour", "moment", "naisance", "des "),
        unless=pattern(
            rf"{_COLLEAGUE}|lendemain|ouvrable|suivant|qui suit|compter|ou (?:après|plus tard)"
            r"|hospitalis|paternité dès|semaines?|bulletin|acte de|certificat|né le jour|absente?"
            r" le jour"
            r"|(?:dois|doit|faut|quel|quand)[^.?!;]{0,40}\?"
        ),
        own=False,
        yes=(
            ("Pour mes 3 jours de naissance, je pars au jour de la naissance", _ON_THE_DAY),
            ("mon congé de naissance commencera le jour où le bébé naîtra", _ON_THE_DAY),
            ("J'opte pour le jour de l'accouchement", _ON_THE_DAY),
            ("je prends mes jours de naissance dès qu'elle naît", _ON_THE_DAY),
        ),
        no=(
            "Mon congé commence-t-il le jour de la naissance ou le lendemain ?",
            "Mon collègue a choisi le jour de la naissance",
        ),
    ),
    Reading(
        "debut_du_conge_de_naissance",
        pattern(
            rf"(?:{_BEGINS}[^.?!;]{{0,70}} )?(?:(?:premier |1er )?jour (?:ouvrable|ouvré|de"
            rf" travail)"
            rf" (?:qui suit|suivant|d'après|après)|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi)"
            r" (?:qui suit|suivant|d'après)|(?:au|du|le|dès le|à partir du|mon|:) ?lendemain(?:"
            r" (?:ouvrable"
            r"|ouvré|matin|même))?(?! (?:du (?:rdv|rendez)|de (?:ma|mon) (?:reprise"
            r"|contrat)))(?![a-z])"
            rf"|jour (?:ouvrable |ouvré )?(?:qui suit|suivant|d'après|après) (?:la |l'|sa )"
            rf"?{_THE_EVENT})"
        ),
        always(_NEXT_DAY),
        ("suivant", "suit", "lendemain", "apres"),
        unless=pattern(
            rf"{_COLLEAGUE}|ou (?:bien )?(?:le |au )?(?:lendemain|jour)|ou (?:le )?jour|choix entre"
            r"|arrêt|accident|délai|reprend|reprise|retour|travaill[a-z]* le lendemain"
        ),
        own=False,
        yes=(
            ("Je prends mon congé de naissance le premier jour ouvré suivant", _NEXT_DAY),
            ("Né un samedi : je démarre mes 3 jours de naissance le lundi suivant", _NEXT_DAY),
            ("mes jours de naissance débuteront au lendemain de l'accouchement", _NEXT_DAY),
            ("J'opte pour le jour ouvrable qui suit la naissance", _NEXT_DAY),
        ),
        no=(
            "Congé de naissance : le jour même ou le lendemain ?",
            "Mon collègue a pris son congé de naissance le jour ouvrable suivant",
        ),
    ),
)  # fmt: skip
_BIRTH_LEAVE = pattern(
    r"congé de naissance|jours? de naissance|(?:trois|3) jours|(?:mes|ses|les) jours|naissance"
    r"|accouch|né (?:un|hier)|bébé|naît|jour de l'événement"
)
_PATERNITY = r"(?:paternité|congé (?:de )?pat|second parent|congé d'accueil de l'enfant)"
_OF_PATERNITY = pattern(
    rf"{_PATERNITY}(?![a-z])|(?:3|trois) jours[^.?!;]{{0,30}} (?:4|quatre) |pour (?:mon bébé|la"
    rf" naissance)|l'arrivée d[eu]|restants?|21 jours"
    r"|en combien de fois"
)
_DAYS_TAKEN = (
    Reading(
        "jours_de_paternite_pris",
        pattern(
            rf"(?:j'en ai|ai|a|en a) (?:déjà |donc )?(?:fait|pris|posé|utilisé|eu|soldé|consommé)"
            rf" (?:déjà |que )?(?P<n>{NUMBER})(?= ?(?:[.,;:?!)\n]|$| (?:sur|à la naissance|pour"
            rf"|en|cet|au|lors)))|tranche de (?P<m>{NUMBER}) jours (?:a (?:déjà )?été|est|déjà)"
            rf"|j ?'?en suis à (?P<o>{NUMBER})(?= (?:sur|pour (?:mon|ce|le) congé|de paternité))"
            rf"|(?:parti|absent|arrêté|resté à la maison) (?P<p>{NUMBER}) (?:jours?|j) (?:pour"
            rf"|avec|auprès"
            r" de) (?:mon|ma|le|la|notre) (?:bébé|naissance|fils|fille|petite?)"
        ),
        told_count,
        ("ai ", "tranche", "suis a", "parti", "absent", "arete", "reste"),
        unless=pattern(f"{OTHERS}|adopt|malade|télétravail|rtt"),
        beside=pattern(r"arrêt maladie|enfants"),
        own=False,
        yes=(
            ("Ma paternité, j'en ai pris 4 à la naissance", "4"),
            ("une première tranche de 10 jours est prise, le reste de la paternité en mai", "10"),
            ("je suis déjà parti 7 jours pour la naissance, il reste combien de paternité ?", "7"),
            ("Congé paternité : 11 jours effectués, quand le reste ?", "11"),
            ("Mon compteur de congé paternité est à 12 jours", "12"),
        ),
        no=(
            "Mon collègue, sa paternité : une tranche de 10 jours est prise",
            "Paternité : 21 jours à poser",
            "Je souhaite poser 10 jours de paternité",
        ),
    ),
)
_TIMES = r"(?:une?|deux|trois|quatre|cinq|six|[1-7])"
_PARTS = (
    r"(?:fois|périodes?|morceaux?|parties?|bouts?|tranches?|blocs?|séquences?|fractions?|séjours)"
)
_PERIODS = (
    Reading(
        "nombre_de_periodes",
        pattern(
            r"(?:en |d')une? (?:même |seule? )?(?:bloc|fois|période|traite|tenant|morceau|tranche"
            r"|coup)(?![a-z])"
            r"|(?:en continu|tout à la suite|à la suite les uns des autres|non fractionné)"
            r"(?![^.?!;]{0,40}(?:suplément|csn))"
            r"|d'un seul (?:tenant|bloc|coup)|(?:période|tranche) unique|(?:tout|le reste|les 21"
            r" jours)"
            r" d'(?:affilée|une traite)|d'une traite|en bloc(?![a-z])|d'un coup(?= ?(?:[.,;?!)]|$))"
            r"|sans (?:le |la |les )?(?:fractionner|couper|morceler|découper)|une seule période"
        ),
        always(1),
        ("un", "bloc", "afile", "traite", "sans "),
        unless=pattern(f"{OTHERS}|suplémentaire|csn(?![a-z])|nouveau congé"
            r"|ou (?:en )?(?:deux|trois|2|3)"
        ),
        own=False,
        denies=True,
        yes=(
            ("Le reste de la paternité en une seule fois", "1"),
            ("Je voudrais mes 21 jours de paternité d'une traite", "1"),
            ("congé paternité à prendre en bloc", "1"),
            ("paternité : je prends le reste sans fractionner", "1"),
        ),
        no=(
            "Mon collègue a pris sa paternité en bloc",
            "Le congé paternité de ma voisine, en une seule période",
        ),
    ),
    Reading(
        "nombre_de_periodes",
        pattern(
            rf"(?:nombre de {_PARTS}|{_PARTS} (?:demandée?s?|voulue?s?|souhaitée?s?))[^.?!;:=\d]"
            rf"{{0,40}} ?[:=] ?(?P<n>{_TIMES})(?![\d/a-z])"
            rf"|(?:scind|coup|fraction|divis|sépar|partag|découp|morcel|répart|étal|prendr|pos"
            rf"|pren)"
            rf"[a-z]*(?: (?:le|les|mon|ce|congé|de|paternité|reste|restant|21|jours|tout|ça|du|qui"
            rf"|ma|son|sa"
            rf"|la|mes)){{0,6}} en (?P<m>{_TIMES})(?= ?(?:[.,;?!)\n]|$| (?:pour|avec|afin)))"
            rf"|(?:mettez|mettre|notez|veux|voudrais|souhaite|demande|choisis|disons|prendrai|opte"
            rf" pour|préfère|en|par|sur|dans|fais|fait|faire)(?:-moi| moi)? (?P<o>{_TIMES})"
            rf" (?:petites? |"
            rf"grandes? |seules? )?{_PARTS}(?![a-z])(?! (?:par|de suite))"
            rf"|en combien (?:de {_PARTS}|de temps)? ?\? (?:disons |je dirais |plutôt |en )?(?P<p>"
            rf"{_TIMES})"
            r"(?![a-z\d])|(?:en|par) (?P<q>deux|trois|quatre|2|3|4) (?:fois|temps|périodes|bouts"
            r"|morceaux|tranches|blocs)(?![a-z])|(?P<r>[2-6]) ?x(?= |\d)|(?P<s>deux|trois|quatre"
            r"|[2-4]) (?:petites? )?(?:périodes|tranches|blocs|fractions|morceaux)(?![a-z])"
        ),
        told_count,
        ("en ", "x", "period",
         "fraction", "fois", "metez", "notez", "disons", "tranche", "par ", "bout",
         "morceau", "bloc"),
        unless=pattern(r"collègue|voisine?|adoption|mon (?:frère|cousin)|par an"),
        beside=pattern(r"maximum|au plus|ou (?:en )?(?:deux|trois|quatre|2|3|4)(?![a-z])|combien de"
                       r" (?:fois|périodes)(?! ?\?)"),
        own=False,
        yes=(
            ("Paternité, nombre de périodes voulues : 3", "3"),
            ("Je souhaite partager le reste de ma paternité en deux", "2"),
            ("pour ma paternité, notez deux périodes", "2"),
            ("Le reste de la paternité en combien de fois ? Disons trois.", "3"),
        ),
        no=(
            "Mon collègue veut scinder sa paternité en deux",
            "La paternité se prend en deux périodes au maximum ?",
        ),
    ),
)  # fmt: skip
_CSN = (
    r"(?:congé (?:suplémentaire|additionnel)(?: (?:de )?naissance)?|congé (?:de )?naissance"
    r"(?: (?:en plus|additionnel|suplémentaire|de 2026))|congé de naissance|csn(?![a-z])|nouveau"
    r" congé(?: de naissance)?|congé créé en 2026)"
)
_NEW_LEAVE = pattern(_CSN)
_ONE_LEAVE = pattern(
    r"(?:3|trois) jours|jours de naissance|périodes?(?![a-z])|fraction|congés? annuel|arrêt|rtt"
)
"""What makes a leave that follows another than the new birth leave."""
_AT_ONCE = (
    r"(?:(?:s')?enchaîn[a-z]*|(?:dans|à) la (?:foulée|suite|continuité)|juste (?:après|derrière)"
    r"|immédiate?(?:ment)?|directement|aussitôt|tout de suite|sans (?:coupure|interruption|reprise"
    r"|reprendre|trou|pause|délai|battement|retour|revenir|repasser|rupture)|dès (?:la fin|le"
    r" lendemain|l'expiration)|au (?:lendemain|terme)|à (?:l'issue|l'expiration)|dans le"
    r" prolongement"
    r"|consécuti[a-z]+|accol[a-z]*|coll[eé](?:e|es|s|r|rai)?(?![a-z])|se (?:suivent|suivront|suit)"
    r"|se succèdent|suivi (?:de|du|par|immédiatement|aussitôt)|fait suite|suivra|suit (?:mon|ma|le"
    r"|la|immédiat)"
    r"|derrière (?:mon|ma|la|le)|à la file|le (?:jour|lendemain) (?:même )?(?:où|de la fin|de mon)"
    r"|sans (?:re)?(?:tourner"
    r"|travailler|venir|mettre)|prolongation|contigus?|attenants?|d'affilée|bout à bout|ça se suit"
    r"|prend(?:ra)? (?:le relais|la suite))"
)
_MONTHS = (
    Reading(
        "mois_de_conge_supplementaire",
        pattern(
            rf"(?P<n>une?|1|deux|2) (?:seul )?mois (?:complets? |entiers? )?(?:de |du |d'|avec "
            rf"|pour )"
            rf"?(?:ce |mon |le |son )?{_CSN}"
            rf"|{_CSN}(?:(?!préavis|avance|après|avant|durer)[^.?!;]){{0,40}}? (?P<m>un|1|deux|2)"
            r" (?:seul )?mois(?! (?:ou|d'avance|avant|après|plus|à l'avance))(?![a-z])"
            r"|(?:moi je|moi, je|j'en|je les) (?:les )?(?:veux|voudrais|prends|prendrai|demande)"
            r"(?: les| les prendre)? (?P<o>deux)(?= ?(?:[.,;!)]|$| pour| mois))"
        ),
        lambda match: int(as_number(match["n"] or match["m"] or match["o"])),
        ("mois",),
        unless=pattern(r"(?:un|1|une) (?:ou|à|et) (?:deux|2)|combien de mois|au plus|maximum"),
        beside=pattern(
            f"{OTHERS}|préavis|prévenir|droit à|(?:un|deux|1|2) mois (?:avant|à l'avance)"
            "|paternité est|peut (?:durer|prendre)|dure"
        ),
        own=False,
        yes=(
            ("je veux 2 mois de congé supplémentaire, faut-il prévenir un mois avant ?", "2"),
            ("Congé de naissance additionnel : deux mois, dès mars", "2"),
            ("L'agent prend un mois de congé supplémentaire naissance", "1"),
        ),
        no=(
            "Mon collègue a pris deux mois de congé supplémentaire",
            "Le congé supplémentaire dure-t-il un ou deux mois ?",
        ),
    ),
)
_AFTER_PATERNITY = (
    Reading(
        "suit_le_conge_de_paternite",
        pattern(
            rf"{_AT_ONCE}"
            r"|prolong[a-z]+ (?:mon |ma |le |la |son |sa )?(?:congé (?:de )?)?paternité"
        ),
        always(OUI),
        ("paternite", "conge pat", "second parent", "conge de pere"),
        unless=pattern(
            rf"{_COLLEAGUE}|pas [^.?!;,]{{0,20}}{_AT_ONCE}|peut-on|faut-il|doit-il|repris"
                       r"|retravaill|plus tard|(?:mois|semaines) (?:après|plus)|séparé"),
        own=False,
        denies=True,
        yes=(
            ("Le CSN, à la suite immédiate de ma paternité", "oui"),
            ("je prolonge ma paternité par un mois de CSN", "oui"),
            ("Paternité jusqu'au 18, nouveau congé dès le 21, sans interruption", "oui"),
            ("Mon CSN commencera dès la fin de ma paternité", "oui"),
            ("je voudrais accoler le nouveau congé et ma paternité", "oui"),
        ),
        no=(
            "Mon collègue prolonge sa paternité par le CSN",
            "Peut-on prolonger la paternité par le CSN ?",
        ),
    ),
    Reading(
        "suit_le_conge_de_paternite",
        pattern(
            rf"(?:repri(?:s|se)|reprendrai|reprends|retravaillé|retravaille|revenu)[^.?!;]{{0,45}}"
            rf"paternité|paternité[^.?!;]{{0,90}}(?:repris|reprise|repr[a-z]+ le travail|retravaill"
            rf"|retour au|revenu|pas {_AT_ONCE}|séparés?|à distance|espacé"
            rf"|(?:{NUMBER}|quelques|plusieurs) (?:mois|semaines) (?:après|plus tard|entre)|entre"
            rf" les"
            rf" deux)|(?:{NUMBER}|quelques|plusieurs) (?:mois|semaines) (?:après|séparent"
            rf"|entre)[^.?!;]"
            rf"{{0,25}} ?(?:congé (?:de )?)?paternité|pas (?:forcément |du tout )?{_AT_ONCE}"
            r"|entre (?:ma|la|mon|le) (?:congé )?(?:de )?paternité et (?:ce|le|mon)|(?:bien |un"
            r" peu )?plus tard"
            r"|entre[- ]?temps|repris (?:le|mon|du) (?:travail|poste|service)|(?:après|avoir)"
            r" (?:avoir )?repris"
            r"|intervalle|coupure (?:de|entre)|pas (?:dans la foulée|de suite)"
        ),
        always(NON),
        ("paternite",),
        unless=pattern(
            rf"{_COLLEAGUE}|sans (?:que je )?(?:reprendre|reprise|repasser|retour|revenir)"
                       r"|(?:pas|ni) (?:de )?repr"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("J'ai retravaillé depuis mon congé paternité, je veux le CSN", "non"),
            ("CSN six semaines après la fin de ma paternité", "non"),
            ("Paternité en juin, congé de naissance en janvier : pas accolés", "non"),
            ("Ma paternité est finie depuis mai, j'ai repris, et je veux le CSN", "non"),
        ),
        no=("Mon collègue a repris après sa paternité puis a eu le CSN",),
    ),
)  # fmt: skip


def fathers_told(plain: Plain) -> Iterator[FactRead]:
    """Read what the other parent chooses; told as a supposition, it is a choice too."""
    chosen = as_chosen(plain)
    if _BIRTH_LEAVE.search(chosen.text):
        yield from read_table(_FIRST_DAY, chosen)
    if _OF_PATERNITY.search(plain.text):
        yield from read_table(_DAYS_TAKEN, plain)
        yield from read_table(_PERIODS, chosen)
    if _NEW_LEAVE.search(chosen.text):
        yield from read_table(_MONTHS, chosen)
    if _NEW_LEAVE.search(chosen.text) or not _ONE_LEAVE.search(chosen.text):
        yield from read_table(_AFTER_PATERNITY, chosen)
