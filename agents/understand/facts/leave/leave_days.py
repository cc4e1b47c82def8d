"""Annual leave and its days: first and last day wished, what kept it from being taken, CET."""

from collections.abc import Iterable, Iterator
from datetime import date

from agents.understand.dates import NUMBER, SpanMention
from agents.understand.readings import (
    Bound,
    DayReading,
    PeriodReading,
    Reading,
    always,
    count,
    read_days,
    read_periods,
    read_table,
)
from agents.understand.tense import AT_THE_DAY
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_LEAVE = (
    r"(?:(?:en|mes|des|ses|de|les|poser|prendre|partir en) (?:congés?(?! (?:de |d')?(?:mal|mat|pat"
    r"|paren|form|long|grav|sans|bonif|excep|adop|proche|syndic|présence|solidarité|maladie"
    r"|santé))|vacances|ca(?![a-z])))"
)
_OTHER_ABSENCE = pattern(
    r"malad|arrêt|maternité|paternité|parental|accident|citis|formation|grève|sans (?:solde"
    r"|traitement)|bonifié|deuil|décès|décéd|contrat|cdd|télétravail|refus|annul|mission|stage"
    r"|autorisation|présence|solidarité|disponib|détach|posé(?![a-z])|pris(?![a-z])|était|étais|rtt"
)
_WISHED_LEAVE = pattern(
    r"(?:(?:être|serai|sera|serais|voudrais être) absente?s?"
    r"|m'absenter|s'absenter|être en congés?|partir|"
    rf"{_LEAVE})[^.?!;]{{0,40}}$"
)
_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("premier_jour_de_conge", "first"),
    ("dernier_jour_de_conge", "last"),
)
_LEAVE_DAYS = tuple(
    PeriodReading(
        fact,
        _WISHED_LEAVE,
        ("absent", "conge", "vacance", "partir", " ca "),
        unless=_OTHER_ABSENCE,
        own=False,
        goes_on=False,
        bound=bound,
        yes=tuple((text, days[place]) for text, *days in (
            ("Je voudrais être absent du lundi 4 janvier au mercredi 10 février 2027 inclus.",
             "2027-01-04", "2027-02-10"),
            ("Je souhaite poser mes congés du 1er au 21 juillet 2027.", "2027-07-01", "2027-07-21"),
            ("Puis-je partir en vacances du 20 décembre au 4 janvier ?", "2026-12-20",
             "2027-01-04"),
            ("Mon agent veut prendre des congés du 2 au 13 mars 2027.", "2027-03-02",
             "2027-03-13"),
            ("L’été prochain je veux prendre mes vacances du 1er juillet au 11 août.",
             "2027-07-01", "2027-08-11"),
            ("Je demande à m’absenter du 12 avril au 14 mai 2027.", "2027-04-12", "2027-05-14"),
            ("Il veut poser des CA du 24 décembre 2026 au 3 janvier 2027.", "2026-12-24",
             "2027-01-03"),
            ("Je serai en congés du 3 au 28 mai 2027.", "2027-05-03", "2027-05-28"),
        )),
        no=(
            "Je suis absent pour maladie du 4 janvier au 10 février 2027.",
            "Mes congés du 1er au 21 juillet 2026 ont été refusés.",
            "Je suis en congé parental du 1er janvier au 30 juin 2027.",
        ),
    )
    for place, (fact, bound) in enumerate(_BOUNDS)
)  # fmt: skip

_CONTRACT_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("date_d_arrivee", "first"),
    ("date_de_depart", "last"),
)
_CONTRACT_DAYS = tuple(
    PeriodReading(
        fact,
        pattern(
            r"(?:contrat|cdd|saisonnière?|remplacement|renfort|embauchée?|recrutée?|engagée?)"
            r"[^.?!;]{0,40}$"
        ),
        ("contrat", "cd", "saison", "remplacement", "renfort", "embauch", "recrut", "engag"),
        unless=pattern(
            r"arrêt|malad|parental|matern|renouvel|prolong|collègue|voisin|stage|dispon|détach"
        ),
        goes_on=False,
        own=False,
        bound=bound,
        yes=tuple((text, days[place]) for text, *days in (
            ("Congés : saisonnier, contrat du 1er février au 30 septembre 2026, pas d’absence.",
             "2026-02-01", "2026-09-30"),
            ("CDD du 2 mars au 31 août 2026, combien de congés ?", "2026-03-02", "2026-08-31"),
            ("Elle est recrutée du 4 mai au 30 octobre 2026, quels congés lui ouvrir ?",
             "2026-05-04", "2026-10-30"),
        )),
        no=(
            "Mon contrat du 1er février au 30 septembre 2026 est-il légal ?",
            "Congés : en arrêt du 1er février au 30 septembre 2026 pendant mon contrat.",
        ),
    )
    for place, (fact, bound) in enumerate(_CONTRACT_BOUNDS)
)  # fmt: skip
_OF_LEAVE = pattern(
    r"(?:congés?|ca|vacances)(?![a-z])(?! (?:de |d')?(?:mala|mat|pat|paren|form|long|sans|adop))"
)

_SERVICE = (
    r"(?: (?:le|mon|son|du) (?:travail|service|poste|activité|boulot|fonctions))?"
    r"(?: à plein temps)?"
)
_RETURNED = (
    rf"(?:(?:j'ai|il a|elle a|agente? a|ai|ayant) (?:enfin |bien )?|(?<=et )|(?<=puis ))"
    rf"repris{_SERVICE}"
)
_RETURNS = (
    r"(?:(?:je|il|elle|agente?|elle le|dois|doit|va|vais|compte|pouvoir)"
    rf" (?:donc |bien |enfin |normalement |peut )?reprend(?:s|re|rai|ra)?{_SERVICE}"
    rf"|(?<=et )reprend(?:s|ra)?|autorise à reprendre{_SERVICE}|(?:ma|sa"
    rf"|la) reprise(?: (?:du travail|de service|est|sera|a eu lieu"
    r"|a|aura lieu|d'activité|de fonctions)){0,3}|(?:je|il|elle) (?:re(?:viens|vient|viendrai"
    r"|viendra)|rentre(?:rai|ra)?)"
    r"(?: au travail)?|(?:mon|son) retour(?: (?:au travail|en poste|est|sera|au bureau|aura lieu"
    r"|de congé)){0,3}|date de reprise|reprise)"
)
_NO_RETURN = pattern(
    r"collègue|voisin|vacances|ancienneté|reprise d[eu'] (?:mon |ma |son |l'|la )?(?:ancien|serv"
    r"ices|étude|cours|ecole|dette|mandat)|sevrage|école|télétravail|à temps (?:plein|complet)"
    r"|temps partiel|mi-temps|congés? annuels|rdv|rendez|visite|formation|repris contact"
    r"|reprend contact|conjoint|épou|mari(?![a-z])"
)
_RETURN_DAY = (
    DayReading(
        "date_de_reprise",
        pattern(rf"{_RETURNED}{AT_THE_DAY}"),
        ("repris",),
        unless=_NO_RETURN,
        past=True,
        yes=(
            ("J’ai repris le travail le 2 novembre 2026.", "2026-11-02"),
            ("J’ai repris lundi, puis je suis retombé malade.", "2026-11-23"),
            ("Elle a repris son poste le 16 novembre.", "2026-11-16"),
            ("J’ai repris hier après six mois d’arrêt.", "2026-11-23"),
            ("Mon agent a repris le 1er septembre 2026.", "2026-09-01"),
            ("Il a épuisé ses droits et repris à plein temps le 4 mai 2026.", "2026-05-04"),
            ("Elle a fini son congé puis repris le 15 juin 2026.", "2026-06-15"),
        ),
        no=("Je n’ai pas repris le 2 novembre.", "Ma collègue a repris le 2 novembre."),
    ),
    DayReading(
        "date_de_reprise",
        pattern(rf"{_RETURNS}{AT_THE_DAY}"),
        ("reprend", "reprise", "retour", "revien", "rentre"),
        unless=_NO_RETURN,
        coming=True,
        yes=(
            ("Je reprends le 1er décembre après dix mois d’arrêt.", "2026-12-01"),
            ("Ma reprise est prévue le 7 décembre 2026.", "2026-12-07"),
            ("Mon agent reprendra le 4 janvier 2027, il était en longue maladie.", "2027-01-04"),
            ("Je reprends lundi prochain après mon congé maternité.", "2026-11-30"),
            ("Date de reprise : 14/12/2026.", "2026-12-14"),
            ("Mon retour au travail est fixé au 5 janvier 2027.", "2027-01-05"),
            ("Elle a été en longue maladie et reprend jeudi.", "2026-11-26"),
            ("Elle reprend demain, après six mois de congé parental.", "2026-11-25"),
        ),
        no=(
            "Si je reprends le 1er décembre, que se passe-t-il ?",
            "Ma collègue reprend le 1er décembre.",
            "Je ne reprends pas le 1er décembre.",
        ),
    ),
)

_ILLNESS = (
    r"(?:arrêt(?:ée?)?(?: de travail| maladie)?"
    r"|(?<!fils )(?<!fille )(?<!enfant )(?<!mère )(?<!père )"
    r"(?<!mari )malad(?:e|ie)|clm|cld|longue (?:maladie|durée)"
    r"|hospitalis[a-z]+|accident|citis|opération|opérée?|cancer|burn)"
)
_FAMILY_LEAVE = (
    r"(?:congé (?:parental|(?:de )?maternité|(?:de )?paternité|d'adoption|de présence|de proche"
    r"|mater?)|maternité|grossesse pathologique)"
)
_COULD_NOT = (
    r"(?:pas pu (?:les |en |tout )?(?:prendre|poser|solder|finir|épuiser)"
    r"|(?:ai|a|suis) (?:été )?(?:empêchée?|dans l'impossibilité)|sans (?:pouvoir|avoir pu)"
    r" (?:les |en )?(?:prendre|poser|solder)|n'ai (?:donc )?(?:rien|jamais|pas) (?:pu )?(?:pris"
    r"|posé"
    r"|prendre|poser)|n'a(?:i|vais|vait)? pu (?:en )?(?:prendre|poser|solder) (?:aucun|que)"
    r"|impossible de (?:les |en )?(?:prendre|poser|solder)"
    r"|jours? (?:de congés? |de ca )?(?:non pris|pas pris|perdus?)|congés?(?! (?:parental"
    r"|de maternité))[^.?!;]{0,30} (?:non pris"
    r"|pas pris|perdus|à cause))"
)
_WAS = r"(?:(?:j'|il |elle |nous |agente? )(?:étais|était|étions) (?:en )?)?"
_REASONS = (
    (
        "congé de santé",
        _ILLNESS,
        (
            "Je n’ai pas pu prendre mes congés parce que j’étais en arrêt maladie.",
            "En longue maladie depuis mars, je n’ai pas pu poser mes congés 2025.",
            "J’ai 12 jours de congés non pris à cause de mon arrêt de travail.",
            "J’ai été arrêtée sans pouvoir prendre mes congés.",
            "Il me reste 19 jours de CA non pris, j’ai été malade de mars à novembre.",
            "Mon agent était hospitalisé et n’a pas pu solder ses congés.",
        ),
        ("J’étais en arrêt maladie en mars. Combien de congés ai-je ?",
         "Ma collègue n’a pas pu prendre ses congés à cause de son arrêt."),
    ),
    (
        "congé parental ou familial",
        _FAMILY_LEAVE,
        (
            "Je n’ai pas pu prendre mes congés 2025 à cause de mon congé parental.",
            "Mon congé maternité a duré jusqu’en juin, je n’ai pas pu poser mes congés.",
            "J’ai 8 jours de congés non pris du fait de mon congé de maternité.",
            "J’étais en congé d’adoption, je n’ai pas pu solder mes congés.",
            "En congé de présence parentale, je n’ai pu prendre aucun de mes congés annuels.",
        ),
        ("Je pars en congé parental en mars, combien de congés me reste-t-il ?",),
    ),
    (
        "autre raison",
        (r"(?:nécessités? d[ue] service|trop de travail|charge de travail|sous-effectif|mon (?:chef"
        r"|responsable) a (?:tout )?refusé|manque de personnel|effectifs?)"),
        (
            "Je n’ai pas pu prendre mes congés à cause des nécessités de service.",
            "Trop de travail cette année : je n’ai pas pu poser mes congés.",
            "Nous étions en sous-effectif, je n’ai pas pu solder mes congés.",
        ),
        ("Les nécessités de service peuvent-elles justifier un refus de congés ?",),
    ),
)  # fmt: skip
_PREVENTED = tuple(
    Reading(
        "empechement_des_conges",
        pattern(
            rf"(?:{_WAS}(?:{why})(?![a-z])[^?\n]{{0,220}}?{_COULD_NOT}"
            rf"|{_COULD_NOT}[^?\n]{{0,120}}?(?:{why}))(?![a-z])"
        ),
        always(name),
        ("conge", " ca "),
        unless=pattern("collègue|voisin"),
        own=False,
        denies=True,
        imperfect=True,
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, why, yes, no in _REASONS
)

_CET = (
    r"(?:cet(?! (?:été|hiver|automne|agent|arrêté|article|avis|emploi|an)(?![a-z]))(?![a-z])"
    r"|compte épargne[- ]temps)"
)
_PAID = (
    r"(?:payer|indemnis(?:er|ation)|monétis(?:er|ation)|rachet(?:er|és?)|rachat|vendre|payés?"
    r"|paiement|indemnisés?)"
)
_CET_ROWS = (
    *(
        Reading(
            "jours_de_cet_a_payer",
            pattern(written),
            count,
            ("cet", "epargne"),
            beside=pattern("plafond|maximum|au[- ]delà|seuil|délibér|peut-on|fonctionne"),
            yes=yes,
            no=(
                "J’ai 10 jours sur mon CET.",
                "On peut se faire payer 10 jours de CET au maximum.",
            ),
        )
        for written, yes in (
            (
                (
                    rf"{_PAID}(?: (?:de|les?|des|mes|ses|en|que)){{0,2}} (?P<n>{NUMBER}) jours?"
                    rf"(?! (?:par an|maximum))[^.?!;]{{0,30}}{_CET}"
                ),
                (
                    ("Je voudrais me faire payer 10 jours de mon CET.", "10"),
                    ("Je demande l’indemnisation de 5 jours de CET.", "5"),
                    ("Puis-je me faire indemniser huit jours de CET ?", "8"),
                    ("Je veux vendre 6 jours de mon compte épargne temps.", "6"),
                    ("Le rachat de 4 jours de CET est-il possible ?", "4"),
                ),
            ),
            (
                (
                    rf"{_CET}[^.?!;]{{0,60}}{_PAID}(?: (?:de|les?|des|mes|en)){{0,2}}"
                    rf" (?P<n>{NUMBER}) jours?(?![a-z])(?! de (?:congés?|ca|rtt)(?![a-z]))"
                ),
                (
                    ("Sur mon compte épargne-temps, je souhaite monétiser 12 jours.", "12"),
                    ("J’ai 30 jours sur mon CET et je veux me faire payer 15 jours.", "15"),
                ),
            ),
        )
    ),
    Reading(
        "deliberation_cet",
        pattern(
            rf"délibération[^.?!;]{{0,40}}(?:sur le|du|pour le|relative au) {_CET}[^.?!;]{{0,40}}"
            rf"(?:existe|votée|prise|adoptée|permet|prévoit)"
            rf"|(?:a (?:pris|voté|adopté|bien)|avons|il y a|existe)(?: (?:bien|voté|adopté|pris))?"
            rf" une délibération[^.?!;]{{0,60}}{_CET}|délibéré[^.?!;]{{0,40}}{_CET}"
        ),
        always(OUI),
        ("deliber",),
        unless=pattern("autre (?:ville|commune|collectivité)|[àa] t-(?:elle|il)|a-t-|est-ce|faut"),
        own=False,
        yes=(
            ("La ville a pris une délibération pour payer les jours de CET.", "oui"),
            ("Il y a une délibération qui permet l’indemnisation du CET.", "oui"),
            ("La délibération sur le CET prévoit le paiement des jours.", "oui"),
            ("Le conseil a délibéré sur le paiement du CET en 2022.", "oui"),
        ),
        no=(
            "Faut-il une délibération pour payer les jours de CET ?",
            "Avons-nous le droit de payer le CET ?",
        ),
    ),
    Reading(
        "deliberation_cet",
        pattern(
            rf"(?:pas|aucune|sans|jamais)[^.?!;]{{0,20}} délib[a-z]+[^.?!;]{{0,60}}{_CET}"
            rf"|{_CET}[^.?!;]{{0,60}}(?:pas|aucune|sans|jamais)[^.?!;]{{0,20}} délib[a-z]+"
        ),
        always(NON),
        ("deliber",),
        unless=pattern("autre (?:ville|commune|collectivité)|a-t-|est-ce|s'il|si la"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("La ville n’a pas pris de délibération pour le CET.", "non"),
            ("Il n’y a aucune délibération sur l’indemnisation du CET.", "non"),
            ("Pour le CET, la commune n’a jamais délibéré.", "non"),
        ),
        no=("Peut-on payer le CET ?",),
    ),
)
_CHOICE_DAY = (
    DayReading(
        "date_du_choix_du_cet",
        pattern(
            r"(?:(?:choisi|opté|fait mon choix|option|choix|formulaire|envoyé)[^.?!;]{0,50})"
            rf"{AT_THE_DAY}"
        ),
        ("cet", "epargne"),
        about=pattern(rf"{_CET}[^?]{{0,200}}|[^?]{{0,200}}{_CET}"),
        unless=pattern("avant le|date limite|jusqu'au|doit|faut"),
        past=True,
        yes=(
            ("J’ai opté pour le paiement de mes jours de CET le 20 janvier 2026.", "2026-01-20"),
            ("J’ai fait mon choix pour le CET le 12 février 2026.", "2026-02-12"),
            ("J’ai envoyé le formulaire d’option du CET le 28/01/2026.", "2026-01-28"),
            ("Pour mon compte épargne-temps, j’ai choisi le RAFP le 3 février.", "2026-02-03"),
        ),
        no=("Pour le CET, le choix doit être fait avant le 31 janvier.",),
    ),
)


def leave(plain: Plain, received: date, spans: Iterable[SpanMention]) -> Iterator[FactRead]:
    """Read leave wished, the return to work, what prevented leave, the CET."""
    told = tuple(spans)
    yield from read_periods(_LEAVE_DAYS, plain, told)
    if _OF_LEAVE.search(plain.text):
        yield from read_periods(_CONTRACT_DAYS, plain, told)
    yield from read_days((*_RETURN_DAY, *_CHOICE_DAY), plain, received)
    yield from read_table((*_PREVENTED, *_CET_ROWS), plain)
