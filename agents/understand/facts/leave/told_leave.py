"""Days of annual leave told in any words: granted for the year, taken, left."""

import re
from collections.abc import Iterator

from agents.understand.dates import NUMBER, as_number
from agents.understand.readings import Reading, count, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_DAYS = r"(?:jours?|journées?|j)(?![a-z])"
_CA = (
    r"ca(?! (?:fait|va|me|ne|se|est|dépas|march|compt|veut|sera|y|doit|peut|prend|court|commenc|dur"
    r"|part|suf))(?![a-z])"
)
"""Days of leave by their letters; simplified text writes « ça » so too."""
_NO_LEAVE = (
    r"(?! (?:de |d')?(?:mala|mat|pat|paren|form|bonif|long|sans|excep|grave|adop|proche|enfant"
    r"|présence|solidarité|santé|deuil))"
)
_KIND = rf"(?:congés?(?![a-z]){_NO_LEAVE}(?: annuels?| payés?)?|{_CA}|vacances|repos annuels?)"
_LEAVE = rf"(?:{_DAYS}(?: ?(?:de |d'|en )?{_KIND})?|{_KIND})"
_NAMED = rf"(?:{_DAYS} ?(?:de |d'|en )?{_KIND}|{_KIND})"
_N = rf"(?P<n>{NUMBER})(?! ?(?:%|ans?(?![a-z])|mois|semaines?|sem|euros|€|h(?![a-z])|heures?|rtt))"
_M = _N.replace("<n>", "<m>")
_NOW = (
    r"(?: (?:déjà|donc|seulement|bien|en tout|que|environ|encore|toujours|juste|exactement"
    r"|plus que|pas moins de|au total|actuellement|à ce jour|aujourd'hui)){0,3}"
)
_YEAR = (
    r"(?:cette année|cet année|dans l'année|de l'année|pour l'année|à l'année|sur l'année|par an"
    r"|annuels?|l'an|chaque année|(?:en|pour|sur|de|au titre de) (?:l'année )?20\d\d|20\d\d)"
)
_OTHER = (
    r"rtt|récup|télétravail|formation|enfant malade|préavis|essai|grève|carence|fractionnement"
    r"|deuil|autorisation|maternité|paternité|parental|maladie ordinaire|naissance|jours? d'arrêt"
)
_OTHERS = "collègue|voisin|ami(?:es?|s)?(?![a-z])"


def _exactly(match: re.Match[str]) -> FactValue | None:
    """Read the number; « des » before it is no « dès », though simplified text writes both so."""
    name = "n" if match["n"] else "m"
    of_them = match.string.endswith(" des ", 0, match.start(name))
    return as_number(match[name]) if of_them else count(match)


_NOT_GRANTED = pattern(
    rf"{_OTHER}|d'affilée|maximum|combien|minimum|mariage|pacs|déc[eè]|déménag|suplém|en plus"
    rf"|{_OTHERS}"
)
_GRANTED = tuple(
    Reading(
        "jours_de_conge_acquis",
        pattern(written),
        _exactly,
        needs,
        beside=_NOT_GRANTED,
        imperfect=True,
        yes=yes,
        no=no,
    )
    for written, needs, yes, no in (
        (
            rf"droit à(?: un total de)?{_NOW} {_N} ?(?:{_NAMED}|{_DAYS}(?=[^.?!;]{{0,20}}{_YEAR}))",
            ("droit a",),
            (
                ("J’ai droit à 27 jours de congés par an, il m’en reste 6.", "27"),
                ("Elle a droit à vingt jours par an, elle veut ses congés.", "20"),
            ),
            ("J’ai droit à 3 jours de RTT, et mes congés ?",),
        ),
        (
            (rf"{_N} ?{_LEAVE}?,? (?:acquis|auxquels|alloués|attribués|accordés par an|de droit"
            r"|octroyés|crédités|dont je (?:dispose|bénéficie)|d'acquis|de droits?)(?![a-z])"),
            ("acquis", "auxquels", "aloues", "atribues", "acordes", "droit", "octroyes",
             "credites", "dont je"),
            (
                ("Sur les 24 jours de congés acquis j’en ai pris 10.", "24"),
                ("Mes 28 jours auxquels je peux prétendre en congés cette année.", "28"),
                ("En congés : 21 jours attribués, 12 posés.", "21"),
            ),
            ("En congés, 3 jours de RTT acquis.",),
        ),
        (
            (rf"(?:acquis|droits|quota|dotation|total (?:acquis|annuel|de droits)|solde initial"
            rf"|compteur de départ|allocation)(?: (?:de|à|mes|aux|annuels?|initial|total"
            rf"|acquis|est|sont|pour|sur|en|{_KIND}|20\d\d|l'année|indiquait|affichait)){{0,6}}"
            rf" ?[:=]?(?: de)? ?{_N}(?= ?(?:{_DAYS}|[,.;:)\n]|{_KIND}|$))"),
            ("acquis", "droit", "quota", "dotation", "total", "initial", "depart", "alocation"),
            (
                ("Congés acquis 2026 : 22, pris 18.", "22"),
                ("Mon solde initial de congés annuels : vingt-cinq jours.", "25"),
                ("Mes droits à congés sont de 30 jours.", "30"),
                ("Total acquis en congés = 23 ; restants = 3.", "23"),
            ),
            ("Droits à congés : combien en 2026 ?",),
        ),
        (
            (rf"(?:(?:ai|a|avez|ont|avons|été)(?: été)? (?:donné|attribué|acquis|alloué|octroyé"
            rf"|crédité|ouvert|obtenu|gagné|calculé|compté)|(?:m'|nous |lui )?(?:ouvre|donne"
            rf"|attribue|gagne|acquiert|acquiers|cumule|génère)|bénéficie d[e']|dispose d[e'])"
            rf"(?: (?:un total de|exactement|seulement|que))? ?{_N} ?(?:{_NAMED}[^.?!;\d]{{0,15}}?"
            rf" ?{_YEAR}|{_DAYS} {_YEAR})|(?:j'ai|il a|elle a) (?P<m>{NUMBER}) ?{_NAMED}"
            r" (?:par an|chaque année|à l'année)"),
            ("done", "atribu", "acqui", "aloue", "octroye", "credite", "ouv", "obtenu", "gagne",
             "calcule", "compte", "cumul", "gener", "benef", "dispos", "ai", "a "),
            (
                ("Le logiciel m’ouvre 32 jours de congés pour l’année.", "32"),
                ("On m’a donné 20,5 jours de congés cette année.", "20.5"),
                ("Un agent gagne 25 jours dans l’année, je parle de congés.", "25"),
            ),
            ("Combien de congés sur 2026 ? On gagne 3 jours de RTT par an.",),
        ),
        (
            (rf"(?:attribué|acquis|alloué|octroyé|crédité|ouvert)(?: à [a-z+]{{2,12}}"
            rf")?{_NOW}(?: de)? {_N} ?(?:{_NAMED}|{_DAYS}(?= ?[,.;)\n]))"),
            ("atribue", "acquis", "aloue", "octroye", "credite", "ouvert"),
            (
                ("Vous m’avez attribué 22 jours de congés annuels.", "22"),
                ("Arrivée en mai, je n’ai acquis que 16,5 jours. Mes congés ?", "16.5"),
            ),
            ("On m’a attribué 3 jours de formation, pas de congés.",),
        ),
        (
            (rf"(?:avais|avait|ai|a|disposais|disposait) (?:de |droit à )?{_N} ?(?:{_NAMED}) ?[:,]"
            rf" ?(?:\d{{1,2}}|{NUMBER})(?: jours?)? (?:pris|posés|déjà pris)"),
            ("avai", "ai ", "a ", "disposai"),
            (
                ("J’avais 24 jours de CA : 20 pris.", "24"),
                ("Elle avait 25 congés, 12 posés à ce jour.", "25"),
            ),
            ("J’avais 9 jours de RTT : 4 pris, et mes congés ?",),
        ),
        (
            (rf"(?:sur|parmi) (?:mes|les|ses|un total de) {_N} ?{_LEAVE}?,?(?: (?:auxquels|que|de"
            rf"|dont)[^.?!;\d]{{0,35}})?(?: en 20\d\d| de 20\d\d| cette année)?,?"
            rf" (?:j'en ai|elle en a|il en a|j'ai|il m'en reste|en a|a) "
            r"(?:déjà |que |seulement )?(?:pris|posé|utilisé|consommé|pu)?"),
            ("sur", "parmi"),
            (
                ("Sur mes 25 jours de congés, j’en ai pris 14.", "25"),
                ("Sur les 20 congés de l’année elle en a posé 6.", "20"),
            ),
            ("Sur mes 12 RTT j’en ai pris 4, et aucun congé.",),
        ),
    )
)  # fmt: skip
_NOT_OF_THEM = pattern(r"rtt|récup|télétravail|formation|enfant malade|heures|patern|thérapeut")
"""Other days of the sentence, which « en » may stand for (mes RTT, j'en ai pris 6)."""
_OF_A_CHILD = pattern(r"paternité|maternité|thérapeut|tpt(?![a-z])|titularis|parental")
_NOT_TAKEN = pattern(
    rf"{_OTHER}|refus|annul|droit à|imposé|voulais|prochaine?|l'an(?:née)? (?:dernière?|passée?)"
    r"|d'affilée|minimum|au moins(?! (?:moi|je))|faut|maximum"
)
_PART = (
    r"(?! ?(?:en|fin|début|mi|au mois|à noël|à pâques|cet (?:été|hiver|automne)|du \d|du lundi|hors"
    r"|avant|après|au printemps|de suite|la semaine)(?![a-z]))"
)
_TAKEN = tuple(
    Reading(
        "jours_de_conge_pris",
        pattern(written),
        _exactly,
        needs,
        beside=_NOT_TAKEN,
        unless=_NOT_OF_THEM if any("en " in need for need in needs) else _OF_A_CHILD,
        imperfect=True,
        yes=yes,
        no=no,
    )
    for written, needs, yes, no in (
        (
            (rf"(?:^|(?<=[,;:.=(\n] )|(?<=[,;:.(\n]))(?P<n>{NUMBER}) ?{_LEAVE}? (?:déjà )?(?:pris"
            rf"|posés|consommés|utilisés|soldés|partis)(?= ?(?:[,.;:)\n]|$|à ce jour|et \d))"),
            ("pris", "poses", "consomes", "utilises", "soldes", "partis"),
            (
                ("Congés 2026 : 18 j pris, 7 j restants.", "18"),
                ("Mes CA : 14 posés, 11 à venir.", "14"),
            ),
            ("Congés : 3 RTT pris.",),
        ),
        (
            rf"(?:consommés|consommé|utilisés|posés|pris) ?[:=] ?{_N}(?= ?(?:[,.;:)\n]|$|{_DAYS}))",
            ("consome", "utilises", "poses", "pris"),
            (
                ("Mes congés : acquis = 25 ; consommés = 17.", "17"),
                ("Congés posés : 12 jours, restants : 8.", "12"),
            ),
            ("Congés refusés, RTT pris : 4.",),
        ),
        (
            (rf"{_KIND}[^.?!;\d]{{0,30}} (?:pris|posés|écoulés|consommés|utilisés|soldés)"
            rf"(?: (?:depuis|au|à|cette|en|le|1er|premier|janvier|année|ce|jour|20\d\d)){{0,5}}"
            rf" ?(?::|=|s'élèvent à|s'élèveront à|seront de|sont de|atteignent|représentent)"
            rf"(?: de)? ?{_N}(?= ?(?:{_DAYS}|[,.;)\n]|$))"),
            ("pris", "pose", "ecoule", "consome", "utilise", "solde"),
            (
                ("Congés annuels déjà écoulés depuis le 1er janvier : 12 jours.", "12"),
                ("Avec cette semaine, mes congés pris s’élèveront à 23,5 jours.", "23.5"),
            ),
            ("Congés d’une collègue, RTT pris : 4 jours.",),
        ),
        (
            (rf"(?:ai|a|avons|aurai|aura|avais|avait){_NOW} (?:pris|posé|soldé|consommé|écoulé"
            rf"|utilisé|mangé|grillé|épuisé){_NOW} {_N} ?(?:{_NAMED}|{_DAYS})"
            rf"(?: (?:sur (?:mes|ses) {_KIND})?(?:,? ?(?:depuis janvier|depuis le début"
            rf"|{_YEAR}|à ce jour|au total|en tout|dont|sur (?:mes|ses|les) (?:\d|congés|ca))))"
            rf"{_PART}"),
            ("pris", "pose", "solde", "consome", "ecoule", "utilise", "mange", "grile", "epuise"),
            (
                ("Elle a pris 16 jours depuis janvier sur ses congés.", "16"),
                ("J’ai déjà pris 13 jours de vacances cette année dont 4 en hiver.", "13"),
                ("J’ai grillé 11 jours de congés à ce jour.", "11"),
            ),
            ("J’ai posé 4 jours de RTT depuis janvier, pas de congés.",),
        ),
        (
            (rf"(?:profité de|bénéficié de|parti(?:e|r)?(?: que)?|absentée?(?: que)?"
            rf"|reposée?(?: que)?)"
            rf"{_NOW} {_N} ?(?:{_NAMED}|{_DAYS} (?:en|de) (?:{_KIND}|repos)[^.?!;\d]{{0,20}}"
            rf"(?:{_KIND})?)(?=[^.?!;]{{0,15}}{_YEAR})"),
            ("profite", "benefici", "parti", "absent", "repos"),
            (
                ("J’ai profité de 12 jours de vacances en 2026.", "12"),
                ("Je n’ai pu partir que 8 jours en congé cette année.", "8"),
            ),
            ("J’ai profité de 12 jours de formation en 2026, mes congés attendent.",),
        ),
        (
            (rf"(?:j'en suis|elle en est|il en est|nous en sommes|on en est|arrive|arrivée?){_NOW}"
            rf" à {_N}(?= ?(?:[,.;)\n]|$|{_NAMED}|jours? (?:pris|posés)))"),
            ("en suis", "en est", "en somes", "arive"),
            (
                ("Des congés pris cette année, j’en suis à vingt-deux.", "22"),
                ("Elle en est à 15 jours de congés.", "15"),
            ),
            ("Mes RTT, j’en suis à 6, et mes congés ?",),
        ),
        (
            (rf"(?:ça fait|cela fait|soit|total de|au total){_NOW} {_N} ?{_NAMED} (?:partis|pris"
            r"|posés|déjà pris|consommés|utilisés|écoulés)(?![a-z])"),
            ("fait", "soit", "total"),
            (
                ("Trois semaines puis Noël, ça fait dix-neuf jours de congé partis.", "19"),
                ("Au total 22 jours de congés pris.", "22"),
            ),
            ("Au total 22 jours de RTT pris, et mes congés ?",),
        ),
        (
            rf"sur (?:mes|les|ses) {_N} ?{_LEAVE} (?:déjà )?(?:pris|posés|utilisés|consommés)",
            ("sur",),
            (
                ("Sur mes 23 jours pris, quatre étaient en mars, pour les congés.", "23"),
                ("Sur ses 18 congés posés, combien en hiver ?", "18"),
            ),
            ("Sur mes 4 RTT pris, un congé ?",),
        ),
        (
            (rf"reste[^.?!;]{{0,20}},? (?:j'en ai|en ayant) (?:déjà )?(?:pris|posé) {_N}"
            rf"|{_KIND}[^.?!;\n]{{0,70}}(?:j'en ai|elle en a|il en a) (?:donc |déjà )?(?:pris|posé"
            rf"|consommé|utilisé) {_M}(?= ?(?:[,.;)\n]|$|{_DAYS}|et |jours))"),
            ("en a",),
            (
                ("De mes congés annuels, j’en ai donc pris 16.", "16"),
                ("Des vacances, elle en a consommé 9 jours.", "9"),
            ),
            ("Ma collègue a des congés, elle en a pris 16.",),
        ),
    )
)  # fmt: skip

_NOT_LEFT = pattern(
    rf"{_OTHER}|délai|recours|contrat|cdd|sur (?:mon|le) (?:cet|compte)(?! ?où)|épargnés|semaines"
    r"|(?:mon|le|son|du) cet(?![a-z])(?! où)|compte épargne[- ]temps (?:est|affiche|indique)"
)
_LEFT = tuple(
    Reading(
        "jours_de_conge_restants",
        pattern(written),
        _exactly,
        needs,
        beside=_NOT_LEFT,
        unless=_NOT_OF_THEM if any("en " in need for need in needs) else None,
        denies=True,
        imperfect=True,
        yes=yes,
        no=no,
    )
    for written, needs, yes, no in (
        (
            (rf"{_N} ?(?:{_LEAVE})?,? (?:qui (?:me |lui |nous )?rest(?:ent|aient|eront)"
            rf"|restants?|restantes?|de solde|au compteur|de reliquat|de reste|devant moi"
            rf"|que (?:je|j'|elle|il) ?(?:n'ai|n'a) (?:pas|jamais|pu|rien|ni)[^.?!;]{{0,12}}(?:pu"
            rf"|pris|posés?|prendre|poser|soldés?)|qu'(?:elle|il) n'a (?:pas|jamais|pu)"
            rf"[^.?!;]{{0,12}}(?:pris|posés?|prendre|poser|soldés?)|pas encore (?:pris|posés)"
            rf"|non (?:pris|posés|soldés|consommés|utilisés))(?![a-z])"),
            ("rest", "solde", "compteur", "reliquat", "devant moi", "pas", "n'a", "non "),
            (
                ("Congés : 16 pris, 9 restants.", "9"),
                ("Quid des 3,5 jours de congés qui me restent encore ?", "3.5"),
                ("Elle part avec seize jours de vacances qu’elle n’a jamais pu poser.", "16"),
                ("Encore 10 jours au compteur de mes congés.", "10"),
                ("Mes congés : 20 j pris, 6 j de solde.", "6"),
            ),
            ("Mes congés sont soldés, 3 jours de RTT restants.",),
        ),
        (
            (rf"(?:reste|restent|restait|restaient|restera|resterait|restants?|(?<!ai )(?<!a )"
            rf"(?<!avais )(?<!aurai )(?<!aura )(?<!avoir )(?<!ayant )(?<!pas )(?<!deja )"
            rf"(?<!que )solde(?!r)|reliquat|compteur)(?: (?:de|mes|ses|du|{_KIND}|actuel|annuel"
            rf"|20\d\d|affiche|indique|encore"
            rf"|est|à|donc|plus|que|non pris|montre|présente|toujours|reste)){{0,6}} ?[:=]?(?: de)?"
            rf" ?{_N}(?! ?jours? (?:pour|avant|ouvr|de (?!congé|ca(?![a-z])|vacances|repos|report)"
            r"|d'|dessus|à (?:faire|travailler|effectuer)|sur (?:mon|le|son)|épargnés))"
            rf"(?: ?{_LEAVE}|(?= ?(?:[,.;:)\n]|$|à (?:prendre|poser|solder))))"),
            ("rest", "solde", "reliquat", "compteur"),
            (
                ("Congés : acquis = 25 ; restants = 5.", "5"),
                ("Le logiciel affiche un reliquat de 18 jours de congés.", "18"),
                ("Mon compteur de vacances indique encore 9 ; je pars en mai.", "9"),
            ),
            ("Mes congés sont finis, mon compteur de RTT affiche 6 jours.",),
        ),
        (
            (rf"(?:mes|les|ses|ces) {_N} ?(?:{_LEAVE})? (?:(?:d'avant|de 20\d\d|annuels?)"
            rf"[^.?!;\d]{{0,20}} )?(?:n'ont pas (?:pu )?(?:être |été )?(?:pris|posés|soldés)|sont"
            rf" (?:toujours |encore )?(?:au compteur|à prendre|à poser|perdus|à solder))"),
            ("n'ont pas", "sont"),
            (
                ("Mes 7 jours de congés n’ont pas pu être pris.", "7"),
                ("Ses 13 congés d’avant le départ sont toujours au compteur.", "13"),
            ),
            ("Mes congés sont pris ; mes 4 jours de RTT n’ont pas été pris.",),
        ),
        (
            rf"{_N} ?{_NAMED} n'ont (?:pas|jamais) (?:pu )?(?:être |été )(?:pris|posés|soldés)",
            ("n'ont",),
            (
                ("Six jours de CA n’ont pas été posés, puis-je les garder ?", "6"),
                ("8 congés n’ont jamais pu être soldés.", "8"),
            ),
            ("6 jours de RTT n’ont pas été posés, et mes congés sont finis.",),
        ),
        (
            (rf"(?:je n'en ai|elle n'en a|il n'en a|j'en ai|elle en a|il en a)(?: encore)? (?:plus"
            rf" que|encore|que) {_N}(?= ?(?:[,.;)\n]|$|{_DAYS}(?! de)|à (?:prendre|poser)))"),
            ("en a",),
            (
                ("Mes congés : je n’en ai plus que 4.", "4"),
                ("Des congés, elle en a encore 12 à prendre.", "12"),
            ),
            ("Mes congés sont finis et mes RTT, je n’en ai plus que 4.",),
        ),
        (
            (rf"(?:ai|a|avait|avais|avec|retrouve avec|part avec|pars avec) (?:encore|toujours)"
            rf" {_N} ?{_NAMED}|(?:retrouve|pars?|quitte[^.?!;]{{0,20}}) avec (?P<m>{NUMBER}) ?"
            rf"{_NAMED}"),
            ("encore", "toujours", "avec"),
            (
                ("J’ai toujours 14 jours de congés, je les garde ?", "14"),
                ("Je pars avec 11 jours de congés.", "11"),
            ),
            ("J’ai toujours 14 jours de RTT mais plus de congés.",),
        ),
        (
            (rf"(?:pas|jamais|rien|sans|impossible)[^.?!;\d]{{0,30}} (?:prendre|poser|solder)"
            rf" (?:mes|les|ses) {_N} ?(?:{_LEAVE})?(?: (?:qui (?:me |lui )?rest[a-z]+|restants?))?"
            r"(?= ?(?:[,.;)\n]|$))"),
            ("prendre", "poser", "solder"),
            (
                ("Je n’ai jamais eu le temps de prendre mes 9 jours de congés.", "9"),
                ("Malade, elle n’a pas pu poser ses 12 congés.", "12"),
            ),
            ("Je veux poser mes 4 jours de RTT, pas de congés.",),
        ),
    )
)  # fmt: skip
_ABOUT = pattern(
    rf"(?:congés?(?![a-z]){_NO_LEAVE}|vacances|{_CA}|jours? (?:pris|posés)"
    rf"|(?:total )?acquis|jours auxquels|pris {NUMBER} jours (?:depuis|cette|en 20|au))"
)
_ABOUT_LEFT = pattern(
    r"report(?:er|és?|ables?)?(?![a-z])|poser(?![a-z])|posés|non pris|pas (?:pu )?(?:les )?prendre"
    r"|au compteur|reliquat|n'ont pas (?:pu être|été) pris|en restera|en reste"
)
_ABOUT_OTHERS = pattern(
    rf"{_OTHER}|cet(?= ?[,.;:?!)]|$| (?:et|à|de|je|j'|d'))|épargn|délib|contrat|cdd|semaines"
    rf"|paiement des jours"
)


def told_leave(plain: Plain) -> Iterator[FactRead]:
    """Read days of annual leave granted, taken, left."""
    if _ABOUT.search(plain.text):
        yield from read_table((*_GRANTED, *_TAKEN, *_LEFT), plain)
    elif _ABOUT_LEFT.search(plain.text) and not _ABOUT_OTHERS.search(plain.text):
        yield from read_table(_LEFT, plain)
