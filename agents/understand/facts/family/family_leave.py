"""Leaves for an adoption, a relative or a sick child: their start, what is taken, how shared."""

from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER
from agents.understand.doubt import OTHERS, sentence
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

_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_LEAVE = (
    r"(?:congé parental|parental|présence parentale|cpp(?![a-z])|proche[- ]aidante?|congé d'aidant"
    r"|solidarité familiale|congé (?:d'|pour )adoption|congé suplémentaire de naissance"
    r"|csn(?![a-z])|nouveau congé(?: de naissance)?|congé (?:de grossesse )?pathologique)"
)
_START = (
    DayReading(
        "debut_du_conge",
        pattern(
            rf"(?:{_LEAVE}(?:(?!termin|fin |finit|jusqu|renouvel|reprend|réintég|demandé|déposé"
            rf"|reçu"
            r"|né|accord[ée]|refus|ans(?![a-z]))[^.?!;\n]){0,60}?"
            r"(?:à partir|à compter|dès|débute(?:ra|rait)?|commence(?:ra|rait)?|commencé|débuté"
            r"|démarre(?:ra|rait)?|s'ouvrir(?:a|ait)|prend(?:ra|rait)? effet|partirait|pour"
            rf"|du|pris|début ?:?|prendrai)|(?:commence(?:r|rai)?|débute(?:r|rai)?"
            rf"|partir|prendre|suis)[^.?!;\n]{{0,15}} (?:en |mon |le "
            rf"|un )?{_LEAVE}(?:(?!depuis)[^.?!;\n]){{0,15}}?)"
            rf"(?: ?(?:du|le|de|d'|au|:))?(?: le)? {_WEEKDAY}$"
        ),
        (
            "parental",
            "presence",
            "cp",
            "aidant",
            "solidarite",
            "adoption",
            "suplementaire",
            "csn",
            "nouveau conge",
            "pathologique",
        ),
        unless=pattern(f"{OTHERS}|contrat|disponibilité|arrêt (?:maladie|de travail)"),
        coming=True,
        own=False,
        yes=(
            ("Je demande un congé parental à partir du 1er février 2027", "2027-02-01"),
            ("Mon congé d'adoption commence le 14 décembre", "2026-12-14"),
            ("congé de proche aidant à compter du 4 janvier 2027", "2027-01-04"),
            ("Le congé supplémentaire de naissance débutera le 3 mai 2027", "2027-05-03"),
            ("mon congé parental du 1er mars 2027 au 31 août 2027", "2027-03-01"),
            ("congé de solidarité familiale dès le 1er décembre", "2026-12-01"),
            ("Je souhaiterais un congé parental, qui commencerait le 1er mars 2027", "2027-03-01"),
            ("Mon agente demande un congé parental qui débuterait le 15 février", "2027-02-15"),
            ("congé parental souhaité pour le 4 janvier 2027", "2027-01-04"),
        ),
        no=(
            "Mon congé parental se termine le 15 janvier 2027",
            "Le congé parental de ma collègue commence le 15 janvier 2027",
            "Mon congé maternité commence le 15 janvier 2027",
            "J'ai demandé un congé parental le 3 novembre",
            "Si mon congé parental commence le 15 janvier 2027",
            "Je suis en congé parental depuis le 16 juillet",
        ),
    ),
    DayReading(
        "debut_du_conge",
        pattern(r"(?:depuis|ouverte?(?: depuis)?|commencé|débuté|démarré)(?: le)? $"),
        ("presence parentale", "cp", "aidant"),
        unless=pattern(
            f"{OTHERS}|contrat|titulaire|recrut|embauch|en poste|arrêt (?:maladie|de travail)|congé"
            " parental|adopt"
        ),
        about=pattern(r"présence parentale|cpp(?![a-z])|proche[- ]aidante?"),
        past=True,
        own=False,
        yes=(
            ("Je suis en congé de présence parentale depuis le 1er mars 2025", "2025-03-01"),
            ("Présence parentale ouverte depuis le 15 juin 2026", "2026-06-15"),
            (
                "Depuis le 4 mai 2026, j'ai pris 40 jours de congé de présence parentale",
                "2026-05-04",
            ),
            ("en congé de proche aidant depuis le 2 novembre", "2026-11-02"),
            ("Mon CPP a commencé le 12/01/2026", "2026-01-12"),
        ),
        no=(
            "Titulaire depuis le 1er mars 2025, je demande une présence parentale",
            "Ma collègue est en présence parentale depuis le 1er mars 2025",
        ),
    ),
)
_ARRIVED = (
    DayReading(
        "arrivee_de_l_enfant",
        pattern(
            r"(?:arriv(?:e|era|ée?s?)|accueil(?:l?ir|lerons|lons|l?i)?|accueil[a-z]*|confiée?s?"
            r"|nous rejoin[a-z]+|foyer|chez nous|à la maison|allons (?:la|le|les) chercher"
            r"|arrivée (?:est )?(?:prévue|fixée"
            r"|programmée)?)(?:(?!congé|partir|compter|demand|jusqu|réunion|dossier|agrément"
            rf"|ans(?![a-z])|poste|service|mairie)[^.?!;\n]){{0,40}}?(?: (?:le|au|du|:|est"
            rf"|pour le))?(?: le)? {_WEEKDAY}$"
        ),
        ("ariv", "acueil", "confie", "rejoin", "foyer", "chez nous", "maison", "chercher"),
        unless=pattern(
            f"{OTHERS}|agrément[^.?!;]{{0,40}}(?:obtenu|reçu|délivré|arrivé)|commission|rendez"
        ),
        not_before=pattern(
            r"(?:avons|ai|a|ont|est|sont) (?:bien |enfin |tous )?(?:été )?(?:accueilli|arrivée?s?"
            r"|rejoint|ramené)[^.?!;\d]{0,60}$"
        ),
        coming=True,
        own=False,
        yes=(
            ("Nous adoptons une petite fille, elle arrive le 14 décembre", "2026-12-14"),
            ("Adoption : l'enfant est arrivé au foyer le 3 novembre 2026", "2026-11-03"),
            ("l'enfant que nous adoptons nous est confié le 7 janvier 2027", "2027-01-07"),
            ("Congé d'adoption : nous accueillons notre fils le 4 décembre", "2026-12-04"),
            ("l'arrivée de l'enfant adopté est prévue le 12 décembre", "2026-12-12"),
            ("notre fille adoptive nous rejoint le 5 décembre", "2026-12-05"),
            ("adoption, arrivée à la maison le 20/12/2026", "2026-12-20"),
            ("Nous allons la chercher le 2 décembre pour l'adoption", "2026-12-02"),
        ),
        no=(
            "Ma collègue adopte, l'enfant arrive le 14 décembre",
            "Si l'enfant adopté arrive le 14 décembre",
            "Notre agrément pour l'adoption est arrivé le 14 octobre",
        ),
    ),
)
_ONE_CHILD = r"(?:enfant|fille|fillette|garçon|petite?|bébé|fils)"


_ADOPTION = (
    Reading(
        "enfants_adoptes",
        pattern(
            rf"(?:adopt(?:e|ons|er|é|ant|erons)|accueillons|accueillir|accueil de|adoption"
            rf"|recevoir|confier"
            rf"|confie|proposer?|attribuer?) (?:d'|de )?(?:une?|notre|mon|ma|le|la|l')"
            rf" ?(?:(?:jeune|petite?|premier|première|deuxième|troisième"
            rf"|seule?) )?{_ONE_CHILD}(?![a-z])"
            rf"|(?:notre|mon|ma|cette|cet|ce|l'|un|une) ?(?:petite? "
            rf"|jeune )?{_ONE_CHILD}(?: [^.?!;]{{0,25}})?"
            rf" (?:adopti(?:f|ve)|adoptée?|nous (?:est|sera) confiée?|que nous (?:adoptons"
            rf"|accueillons))(?![a-z])"
            r"|pour (?:un|1) (?:seul |premier |deuxième |troisième )?enfant(?![a-z])"
        ),
        always(1),
        ("adopt", "agrement"),
        unless=pattern(
            f"{OTHERS}|fratrie|jume|de mon conjoint|adoption simple|déjà adopté|chien|chat(?![a-z])"
            "|par an|combien d'enfants|l'enfant de"
        ),
        own=False,
        yes=(
            ("Nous adoptons une petite fille", "1"),
            ("J'ai obtenu l'agrément pour adopter un enfant", "1"),
            ("congé pour l'adoption de notre fils", "1"),
            ("Nous accueillons un garçon en adoption", "1"),
            ("un petit garçon nous est confié en vue d'adoption", "1"),
            ("notre fille adoptive arrive bientôt", "1"),
            ("Adoption d'un enfant en décembre", "1"),
            ("l'enfant que nous adoptons a 3 ans", "1"),
            ("Adoption : combien de semaines pour un premier enfant ?", "1"),
        ),
        no=(
            "Mon collègue adopte un enfant",
            "Si nous adoptons un enfant",
            "J'adopte l'enfant de mon conjoint",
        ),
    ),
    Reading(
        "adoption_partagee",
        pattern(
            r"(?:congé d'adoption|adoption)[^.?!;]{0,60} (?:partag(?:é|eons|erons|eant)|répart(?:i"
            r"|issons|irons)|entre (?:nous|mon|ma|les deux parents))|(?:nous|on) (?:nous |se )?"
            r"(?:le )?(?:répartit|répartira|partage(?:ons|rons|ra)?|répartissons"
            r"|répartirons)[^.?!;]{0,30} (?:congé|adoption)"
        ),
        always(OUI),
        ("partag", "repart", "entre"),
        unless=pattern(
            "collègue|voisin|peut|pouvons|possible|puis-|faut|comment|combien|pourr[aio]|souhait"
        ),
        own=False,
        yes=(
            ("Le congé d'adoption est partagé entre nous deux", "oui"),
            ("Nous nous partageons le congé d'adoption", "oui"),
            ("on se partage le congé d'adoption avec mon mari", "oui"),
            ("congé d'adoption réparti entre ma femme et moi", "oui"),
            ("Nous partagerons le congé pour cette adoption", "oui"),
            ("l'adoption, congé partagé entre les deux parents", "oui"),
        ),
        no=(
            "Peut-on partager le congé d'adoption entre nous ?",
            "Mon collègue partage le congé d'adoption, c'est réparti entre eux",
        ),
    ),
    Reading(
        "adoption_partagee",
        pattern(
            r"(?:prendrai|prends|prendre|garde|garderai) (?:seule?|en entier|tout) (?:le |mon "
            r"|ce )?congé d'adoption|congé d'adoption,?(?: [a-z']{1,10}){0,4} (?:seule|seul"
            r"|en entier)(?![a-z])|mon (?:mari|conjoint)[^.?!;]{0,30} prendra rien"
        ),
        always(NON),
        ("seul", "entier", "tout", "rien"),
        unless=pattern(f"{OTHERS}|enfant seul|un seul|une seule|mère seule"),
        own=False,
        yes=(
            ("Je prendrai seule le congé d'adoption", "non"),
            ("je garde en entier le congé d'adoption", "non"),
            ("Le congé d'adoption, je le prends seul", "non"),
        ),
        no=("Congé d'adoption d'un seul enfant",),
    ),
)
_NO_CHILD = pattern(
    r"(?:pas (?:encore )?d'(?:autres? )?enfants?|aucun (?:autre )?enfant|sans (?:autre )?enfants?"
    r"|(?:notre|mon) premier enfant|premier enfant pour nous|(?:pour|d')? ?un premier enfant"
    r"|(?:une|la|notre) première adoption"
    r"|ni (?:mon|ma) [a-z]{4,10} ni moi n'avons d'enfants?)(?![a-z])"
)
_OTHER = pattern(f"{OTHERS}|biologique")
_ALL_THE_DAYS = 310
"""All there are tell the right, not what was taken of it."""


_PRESENCE = r"(?:(?:congé (?:de )?)?présence parentale|cpp(?![a-z])|ajpp(?![a-z]))"
_TAKEN = r"(?:pris|utilisés?|consommés?|posés?|eu|épuisés?|écoulés?|passés?|faits?)(?![a-z])"
_SPOKEN_OF = pattern(rf"{_PRESENCE}|présence auprès de (?:mon|ma|notre)")
_CARERS = (
    Reading(
        "jours_de_presence_parentale",
        pattern(
            rf"(?:{_TAKEN}|suis à|en suis à|compteur(?: est)? à)(?: (?:déjà|en tout|à ce jour|que"
            rf"|donc)){{0,2}} (?P<n>{NUMBER}) (?:jours?|j)(?![a-z])"
            rf"|(?P<m>{NUMBER}) (?:(?:jours?|j)(?![a-z])|(?=(?:sont"
            rf"|ont)))(?: de {_PRESENCE})?(?: sur (?:les )?310)?"
            rf"(?: (?:ont été|ont déjà été|sont|déjà|été)){{0,2}} {_TAKEN}"
            rf"|310(?: [a-z']{{1,12}}){{1,5}} {_TAKEN} (?P<p>{NUMBER})(?= ?(?:[.,;?!)\n]|$"
            rf"| jours?))"
            rf"|(?P<o>{NUMBER}) ?(?:jours?|j)? ?(?:sur|/) ?(?:les |mes )?310"
        ),
        lambda match: days if (days := told_count(match)) != _ALL_THE_DAYS else None,
        ("jour", " j ", "310"),
        unless=pattern(f"{OTHERS}|congés? annuel|rtt|enfant malade|arrêt|reste encore|combien de"),
        own=False,
        yes=(
            ("Présence parentale : j'ai déjà utilisé 118 jours, et maintenant ?", "118"),
            ("J'ai pris 40 jours de congé de présence parentale", "40"),
            ("congé de présence parentale, j'en suis à 95 jours", "95"),
            ("118 jours sur les 310 de présence parentale", "118"),
            ("60 jours de présence parentale ont été consommés", "60"),
            ("CPP : 75 jours déjà pris", "75"),
            ("sur les 310 jours de CPP j'en ai utilisé 102", "102"),
            ("Présence parentale : compteur à 210 jours", "210"),
            ("mon congé de présence parentale, 130 jours utilisés", "130"),
        ),
        no=(
            "Le congé de présence parentale, c'est 310 jours pris sur 36 mois ?",
            "Ma collègue a pris 40 jours de présence parentale",
            "Si j'ai pris 40 jours de présence parentale",
            "Je n'ai pas pris 40 jours de présence parentale",
        ),
    ),
)
_AIDING = pattern("aidante?s?(?![a-z])")
_AIDED = (
    Reading(
        "mois_de_proche_aidant",
        pattern(
            rf"(?:{_TAKEN})(?: (?:déjà|en tout|à ce jour|donc)){{0,2}} (?P<n>{NUMBER}) mois"
            rf"|(?P<m>{NUMBER}) mois (?:de congé )?(?:de |d'"
            rf"|du )?(?:(?:congé (?:de )?)?(?:proche[- ])?"
            rf"aidante? )?(?:déjà )?(?:ont été |ont déjà été )?{_TAKEN}"
        ),
        told_count,
        ("mois",),
        unless=pattern(f"{OTHERS}|arrêt|contrat|congé parental|disponibilité|reste|renouvel"),
        own=False,
        yes=(
            ("J'ai déjà pris 4 mois de congé de proche aidant", "4"),
            ("proche aidant : trois mois déjà utilisés", "3"),
            ("8 mois de congé de proche aidant ont été pris", "8"),
            ("j'ai eu six mois de proche aidant il y a cinq ans", "6"),
            ("En congé de proche aidant, j'ai consommé 5 mois", "5"),
            ("j'ai utilisé en tout 10 mois comme proche aidant", "10"),
            ("2 mois de proche aidant déjà pris en 2020", "2"),
            ("Proche aidante, j'ai posé 3 mois l'an dernier", "3"),
        ),
        no=(
            "Le congé de proche aidant dure 3 mois ?",
            "Ma collègue a pris 3 mois de congé de proche aidant",
            "Si j'ai pris 3 mois de proche aidant",
            "Je n'ai pas pris 3 mois de proche aidant",
        ),
    ),
)
_NEVER_AIDED = pattern(
    r"(?:jamais (?:pris|eu|utilisé|demandé|fait) (?:de |ce |un )?(?:congé (?:de )?)?(?:proche[- ])?"
    r"aidant|(?:mon|un|c'est le) premier congé (?:de |d')?(?:proche[- ])?aidant)"
)


def family_leave(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read leaves for an adoption, for a relative or for a sick child."""
    yield from read_days(_START, plain, received)
    if "adopt" in plain.text:
        yield from read_days(_ARRIVED, plain, received)
    if "adopt" in plain.text or "agrement" in plain.text:
        yield from read_table(_ADOPTION, plain)
        none = _NO_CHILD.search(plain.text)
        if none and not _OTHER.search(sentence(plain, *none.span())):
            yield FactRead("enfants_a_charge", 0, plain.words(*none.span()))
    if _SPOKEN_OF.search(plain.text):
        yield from read_table(_CARERS, plain)
    if _AIDING.search(plain.text):
        yield from read_table(_AIDED, plain)
        never = _NEVER_AIDED.search(plain.text)
        if never:
            yield FactRead("mois_de_proche_aidant", 0, plain.words(*never.span()))
