"""The note of a sick leave: when it was sent, late or not; what spares the first, unpaid day."""

from collections.abc import Iterator
from datetime import date

from agents.understand.dates import WEEK
from agents.understand.readings import DayReading, Reading, always, read_days, read_table
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_WEEKDAY = rf"(?:(?:{'|'.join(WEEK)}) )?"
_SENT = (
    r"(?:envoyé|transmis|adressé|posté|déposé|remis|donné|fourni|expédié|rendu|fait parvenir"
    r"|parvenu|déclaré|mis (?:au courrier|à la poste|sous pli|dans))e?s?"
)
_NOTE_SENT = pattern(
    rf"(?:(?:arrêt|avis|volet|feuillet|certificat)[^.?!;\n]{{0,60}}|(?:l'ai|l'a|ai|a|avons|avoir) "
    rf"(?:[a-z']{{1,10}} ){{0,2}}){_SENT}(?: [a-z'àû-]{{1,14}}){{0,7}}? "
    rf"(?:(?:que )?(?:le|ce) {_WEEKDAY}|(?:{'|'.join(WEEK)}) )$"
    r"|(?:envoi|transmission|dépôt)(?: [a-z'-]{1,12}){0,5} (?:le|du|au|:) "
    rf"{_WEEKDAY}$"
)
_ABOUT_A_NOTE = pattern("arrêt|avis|volet|maladie|feuillet")
_DAYS = (
    DayReading(
        "date_d_envoi_de_l_avis",
        _NOTE_SENT,
        ("envoy", "envoi", "transmi", "adres", "poste", "depos", "remis", "done", "fourni",
         "expedi", "parveni", "parvenu", "rendu", "depot"),
        about=_ABOUT_A_NOTE,
        not_before=pattern(r"(?:signé|établi|prescrit|délivré|rédigé|fait)[^.?!;\n]{0,12}$"),
        unless=pattern("candidat|facture|dossier|déclaration d'accident|certificat de travail"
                       "|attestation|courrier de|demande de|cpam|sécu|collègue"
                       "|(?:mari|femme|conjointe?|compagne|compagnon|frère|soeur) (?:a|m'a)"),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("J'ai envoyé mon arrêt le 10 novembre.", "2026-11-10"),
            ("L'avis d'arrêt de travail a été transmis au service le 12/11/2026.", "2026-11-12"),
            ("Je n'étais pas bien : arrêté le 2, j'ai posté l'arrêt le 9 novembre.",
             "2026-11-09"),
            ("Le volet 3 de mon arrêt a été déposé à la mairie le lundi 16 novembre.",
             "2026-11-16"),
            ("Mon arrêt, je ne vous l'ai transmis que le 13 novembre 2026.", "2026-11-13"),
            ("Envoi de l'arrêt le 5 novembre.", "2026-11-05"),
            ("J'ai remis mon arrêt maladie à ma cheffe le 6 novembre.", "2026-11-06"),
            ("J'ai fait parvenir l'arrêt à la DRH le 18 novembre.", "2026-11-18"),
        ),
        no=(
            "Je vous enverrai mon arrêt le 30 novembre.",
            "J'ai envoyé ma candidature le 10 novembre.",
            "J'ai envoyé mon arrêt à la CPAM le 10 novembre.",
            "Mon arrêt a été établi le 10 novembre.",
        ),
    ),
    DayReading(
        "debut_de_la_grave_maladie",
        pattern(
            r"(?:grave maladie|cgm)(?:(?!demand|termin|finit|achèv|examin|dossier|reprise|fin|jusqu"
            rf"|renouvel|prolong|refus)[^.?!;\n]){{0,45}} (?:le|du|depuis le|depuis) {_WEEKDAY}$"
        ),
        ("grave maladie", "cgm"),
        after=pattern(
            r"(?:suis|est|placée?|mise?|été)(?: [a-z]{1,9}){0,2} en (?:congé (?:de )?)?"
            r"(?:grave maladie|cgm)"
        ),
        not_before=pattern(
            r"(?:jusqu'|fin|reprise|reprend|reçu|courrier|née?)[^.?!;\n]{0,20}$"
            r"|(?:demandé|déposé|sollicité|demande)[^.?!;\n]{0,60}$"
        ),
        yes=(
            ("Je suis contractuelle en congé de grave maladie depuis le 1er mars 2026.",
             "2026-03-01"),
            ("Mon CGM a débuté le 15/06/2025.", "2025-06-15"),
            ("Depuis le 2 février 2026 je suis placée en grave maladie.", "2026-02-02"),
            ("La grave maladie m'a été accordée à compter du 1er septembre 2026.",
             "2026-09-01"),
            ("Congé de grave maladie du 3 mars 2025 au 2 mars 2026.", "2025-03-03"),
            ("Mon agent est en grave maladie depuis le 4 mai 2026, que touche-t-il ?",
             "2026-05-04"),
            ("Début du congé de grave maladie : le 7 avril 2026.", "2026-04-07"),
            ("J'ai été mise en CGM à partir du 12 octobre 2026.", "2026-10-12"),
            ("Chef, la RH m'a mis en grave maladie depuis le 5 octobre 2026.", "2026-10-05"),
        ),
        no=(
            "J'ai demandé un congé de grave maladie le 3 mars 2026.",
            "Mon congé de grave maladie se termine le 3 mars 2027.",
            "Ma collègue est en grave maladie depuis le 3 mars 2026.",
        ),
    ),
    DayReading(
        "premier_arret_de_l_ald",
        pattern(
            r"premier arrêt(?: [a-z']{1,12}){0,3}(?: (?:cette|mon|même|une))?(?: | l')"
            r"(?:ald|affection)(?:(?!fin|jusqu)[^.?!;\n]){0,45} (?:le|du|depuis le|au) "
            rf"{_WEEKDAY}$|(?:ald|affection)[^.?!;\n]{{0,40}} premier arrêt"
            rf"(?:(?!fin|jusqu)[^.?!;\n]){{0,40}} (?:le|du|au|depuis le|:) {_WEEKDAY}$"
        ),
        ("ald", "afection"),
        past=True,
        yes=(
            ("Le premier arrêt pour cette ALD a commencé le 3 mars 2025.", "2025-03-03"),
            ("Pour mon ALD, mon premier arrêt date du 12/05/2024.", "2024-05-12"),
            ("Mon premier arrêt en ALD a eu un jour de carence le 4 février 2026.",
             "2026-02-04"),
            ("ALD reconnue, premier arrêt le 6 octobre 2025 avec carence.", "2025-10-06"),
            ("Le premier arrêt lié à l'ALD a débuté le 2 juin 2026.", "2026-06-02"),
            ("Mon premier arrêt de cette affection remonte au 8 janvier 2025.", "2025-01-08"),
            ("Affection de longue durée, premier arrêt à partir du 9 mars 2026.", "2026-03-09"),
            ("J'ai une ALD : mon premier arrêt a commencé le 1er avril 2026.", "2026-04-01"),
        ),
        no=(
            "Mon premier arrêt a commencé le 3 mars 2025.",
            "Mon ALD a été reconnue le 3 mars 2025.",
        ),
    ),
    DayReading(
        "deces_avant_25_ans",
        pattern(
            r"(?:(?:mon|notre) (?:fils|bébé|enfant|petit garçon)|(?:ma|notre) (?:fille|petite))"
            r"[^.?!;\n]{0,50}(?:décéd|mort|disparu|perdu|nous a quitté)[^.?!;\n]{0,25} "
            rf"(?:le|du) {_WEEKDAY}$|(?:perdu|décès de|mort de) (?:mon|ma|notre) (?:fils|fille"
            rf"|enfant|bébé)[^.?!;\n]{{0,40}} (?:le|du) {_WEEKDAY}$"
        ),
        ("dece", "mort", "perdu", "disparu", "quite"),
        unless=pattern(r"(?:(?:de|avait|à) (?:2[5-9]|[3-9]\d) ans|beau-|belle-"
                       r"|collègue|voisin)"),
        past=True,
        own=False,
        yes=(
            ("Mon fils de 12 ans est décédé le 3 octobre 2026.", "2026-10-03"),
            ("Notre bébé est mort le 10/11/2026.", "2026-11-10"),
            ("Ma fille de 19 ans nous a quittés le 2 novembre.", "2026-11-02"),
            ("Nous avons perdu notre enfant le 4 septembre 2026.", "2026-09-04"),
            ("Suite au décès de mon fils (8 ans) le 21 octobre 2026.", "2026-10-21"),
            ("Notre fille est décédée le lundi 9 novembre 2026, elle avait 6 ans.",
             "2026-11-09"),
            ("La mort de ma fille de 16 ans le 1er novembre m'a brisée.", "2026-11-01"),
            ("J'ai perdu mon fils de 20 ans le 14 août 2026.", "2026-08-14"),
        ),
        no=(
            "Mon père est décédé le 3 octobre 2026.",
            "Mon fils de 31 ans est décédé le 3 octobre 2026.",
            "Le fils de ma collègue est décédé le 3 octobre 2026.",
        ),
    ),
)  # fmt: skip
_ALD = "(?:ald|affection (?:de )?longue durée)"
_NOT_TOLD = pattern(r"est-ce|faut-il|dois-je|comment|(?:que|qu'est-ce) |quand ")
_ANOTHER_DELAY = pattern(
    r"(?:loyer|paies?|payes?|salaires?|primes?|virement|réponse|bulletin|remboursement"
    r"|dossier (?:a|est|prend|accuse))"
    r"(?![a-z])[^.?!;\n]{0,25}(?:retard|tard)|retard (?:de|du|sur|dans) (?:la |le |ma |mon |mes )?"
    r"(?:loyer|paie|paye|salaire|prime|réponse|virement|dossier|paiement)|au travail"
    r"|prise de poste|transport|train|embouteill|réunion|j'écris|je vous écris"
)
_CHOICES = (
    Reading(
        "envoi_tardif_precedent",
        pattern(
            r"(?:deuxième|seconde?|2e|2eme|troisième) (?:fois|retard|envoi (?:tardif|en retard)"
            r"|arrêt (?:envoyé |transmis )?(?:en retard|hors délai))|déjà (?:(?:envoyé|transmis|eu"
            r"|été|rendu|fait)[^.?!;\n]{0,40} )?(?:en retard|un retard|hors délai|tardivement)"
            r"|(?:encore|de nouveau|à nouveau) (?:[a-z' ]{1,25} )?(?:en retard|hors délai)"
            r"|(?:autre|précédent) (?:retard|envoi tardif)"
            r"|récidiv|(?:déjà|avais|avait|ai|a)(?: été| reçu| eu)?[^.?!;\n]{0,20}"
            r"[ ']avert[a-z]{1,8}[^.?!;\n]{0,40}(?:retard|tard)"
        ),
        always(OUI),
        ("retard", "tardi", "recidiv", "hors delai", "avert", "fois"),
        unless=_ANOTHER_DELAY,
        imperfect=True,
        yes=(
            ("C'est la deuxième fois que j'envoie mon arrêt en retard.", "oui"),
            ("J'avais déjà envoyé un arrêt en retard au printemps.", "oui"),
            ("Un second envoi tardif de mon arrêt en un an, je le reconnais.", "oui"),
            ("Mon arrêt est encore parti en retard, j'en suis désolée.", "oui"),
            ("J'avais déjà eu un courrier d'avertissement pour un arrêt envoyé trop tard.", "oui"),
            ("Mon agent a déjà transmis un arrêt hors délai en mars.", "oui"),
            ("Le précédent envoi tardif d'un arrêt date de juin.", "oui"),
            ("On me parle de récidive pour mon arrêt envoyé en retard.", "oui"),
        ),
        no=(
            "Je n'ai pas déjà envoyé d'arrêt en retard ? Dites-le-moi.",
            "J'ai envoyé mon arrêt en retard, que va-t-il se passer ?",
            "C'est la troisième fois que j'écris, mon dossier a trois mois de retard.",
            "C'est la deuxième fois que mon salaire arrive en retard.",
        ),
    ),
    Reading(
        "envoi_tardif_precedent",
        pattern(
            r"(?:m'est|m'était|lui est|lui était|nous est) jamais arrivé|pour la (?:toute )?"
            r"première fois|(?:c'est|c'était|est) (?:ma|mon|la|le|bien la|vraiment la) (?:toute )?"
            r"premi(?:er|ère) (?:fois|retard|envoi tardif)|jamais (?:[a-z']{1,9} ){0,4}(?:en retard"
            r"|hors délai|tardivement)|(?<!un )premi(?:er|ère) (?:retard|envoi tardif)(?! (?:de|d'"
            r"|était))"
        ),
        always(NON),
        ("premier", "jamais"),
        unless=_ANOTHER_DELAY,
        denies=True,
        yes=(
            ("J'ai envoyé mon arrêt en retard, c'est la première fois.", "non"),
            ("Mon arrêt est parti tard mais c'est mon premier retard.", "non"),
            ("C'est la toute première fois que mon arrêt arrive hors délai.", "non"),
            ("L'arrêt est arrivé tard ; premier envoi tardif en dix ans.", "non"),
        ),
        no=(
            "C'est la première fois que je vous écris, j'envoie mon arrêt.",
            "J'envoie mon premier arrêt en retard.",
        ),
    ),
    Reading(
        "retard_justifie",
        pattern(
            r"(?:j'étais|étais|était|ai été|a été|je suis|étant) (?:[a-z]{1,10} ){0,2}hospitalisée?"
            r"|(?:mon|son|cette|d'une) hospitalisation|(?:à|par) l'hôpital(?! public)"
            r"|aux urgences|en réanimation"
        ),
        always(OUI),
        ("hospit", "hopital", "urgences", "reanim"),
        unless=pattern(
            "travaille|agent de|collègue|mère|père|enfant|conjoint|mari|femme|fils|fille"
        ),
        beside=_NOT_TOLD,
        imperfect=True,
        yes=(
            ("J'ai envoyé l'arrêt en retard car j'étais hospitalisée.", "oui"),
            ("Arrêt transmis hors délai à cause de mon hospitalisation.", "oui"),
            ("Mon arrêt est parti en retard : j'ai été hospitalisé en urgence.", "oui"),
            ("L'arrêt est arrivé tard, j'étais en réanimation.", "oui"),
            ("Arrêt envoyé en retard, j'étais encore à l'hôpital.", "oui"),
            ("L'avis est parti tard parce que j'ai passé la semaine aux urgences.", "oui"),
            ("Mon agent a envoyé l'arrêt tard, il était hospitalisé.", "oui"),
            ("Retard d'envoi de l'arrêt dû à mon hospitalisation du 3 au 9 novembre.", "oui"),
        ),
        no=(
            "J'étais hospitalisée du 3 au 9 novembre.",
            "Je suis aux urgences, l'accident se déclare sous 48 h ?",
            "J'ai envoyé mon arrêt en retard, ma mère était hospitalisée.",
        ),
    ),
    Reading(
        "grossesse_declaree",
        pattern(
            r"(?:déclaré|annoncé|signalé|déclarée) (?:[a-z]{1,10} ){0,3}"
            r"(?:ma |sa |la |de )?grossesse|enceinte[^.?!;\n]{0,25} l'(?:ai|a) (?:déjà |bien )?"
            r"(?:déclaré|annoncé|signalé)e?(?! (?:à personne|qu'après|après))|grossesse (?:est "
            r"|a été |déjà |bien |a déjà été )"
            r"{0,2}(?:déclarée|signalée|annoncée|connue)"
        ),
        always(OUI),
        ("grosese", "enceinte"),
        unless=pattern(r"pas encore|comment|quand |faut-il|dois-je|avant quelle|quel délai"),
        beside=pattern("vais|dois|devrai|voudrai|veu[xt]|souhait|compte|pour (?:déclar|annonc)"),
        yes=(
            ("J'ai déclaré ma grossesse en septembre et je suis en arrêt.", "oui"),
            ("Ma grossesse est déclarée, ai-je un jour de carence ?", "oui"),
            ("J'ai annoncé ma grossesse à la DRH le mois dernier.", "oui"),
            ("La grossesse a été déclarée à l'employeur.", "oui"),
            ("Enceinte, grossesse déjà déclarée, j'ai un arrêt de 5 jours.", "oui"),
            ("Mon agente a déclaré sa grossesse en octobre, elle est en arrêt.", "oui"),
            ("J'ai bien transmis ma déclaration de grossesse au service.", "oui"),
            ("J'ai signalé ma grossesse avant cet arrêt.", "oui"),
        ),
        no=(
            "Comment déclarer ma grossesse ?",
            "Je dois déclarer ma grossesse avant quand ?",
            "Je vais annoncer ma grossesse lundi.",
        ),
    ),
    Reading(
        "grossesse_declaree",
        pattern(
            r"(?:n'ai|n'a|ai|a) (?:pas|jamais|rien) (?:encore |déjà )?(?:déclaré|annoncé|signalé"
            r"|dit)[^.?!;\n]{0,30}(?:ma|sa|cette|la) grossesse|grossesse (?:n'est |n'a )?(?:pas"
            r"|non) (?:encore )?(?:été )?(?:déclarée|signalée|annoncée)"
        ),
        always(NON),
        ("grosese",),
        own=False,
        denies=True,
        yes=(
            ("Je n'ai pas encore déclaré ma grossesse à la mairie.", "non"),
            ("Ma grossesse n'est pas encore déclarée.", "non"),
            ("Grossesse non déclarée pour l'instant, je suis en arrêt.", "non"),
            ("Elle n'a pas annoncé sa grossesse.", "non"),
        ),
        no=("Ma grossesse se passe bien.", "Je n'ai pas envoyé mon arrêt de grossesse."),
    ),
    Reading(
        "ald_sur_l_avis",
        pattern(
            rf"(?:case|mention) [«\"]? ?{_ALD} ?[»\"]?,? (?:est |a été |bien |y est ){{0,3}}(?:coch"
            r"|inscr|indiqu|port|présent)|(?:coché|porte|mentionne|indique)e?s? (?:bien )?"
            rf"(?:la |une |en )?(?:case |mention )?[«\"]? ?{_ALD}(?![a-z])"
            rf"|{_ALD} ?[»\"]? (?:est |a été |bien ){{0,3}}(?:coch|mentionn|indiqu|port|inscr)"
            r"|(?:arrêts?|avis)(?: [a-z']{1,12}){0,4} (?:en|au titre de l'|pour|lié à (?:mon|une))"
            r" ?ald(?![a-z])|(?:arrêts?|avis)(?: [a-z']{1,12}){0,4} (?:en|pour|au titre d'une) "
            r"(?:une )?affection (?:de )?longue durée"
        ),
        always(OUI),
        ("ald", "afection"),
        beside=pattern(
            r"demand|voudrai|souhait|faut|comment|en général|les arrêts|aux? agents?"
            r"|si (?:la|l'|le)"
        ),
        yes=(
            ("La case ALD est cochée sur mon arrêt.", "oui"),
            ("Mon médecin a coché ALD sur l'arrêt.", "oui"),
            ("Mon arrêt est en ALD, la carence s'applique-t-elle ?", "oui"),
            ("L'arrêt porte la mention ALD.", "oui"),
            ("Je suis en arrêt au titre d'une affection de longue durée.", "oui"),
            ("L'ALD est bien indiquée sur l'avis.", "oui"),
            ("Arrêt lié à mon ALD, prolongé.", "oui"),
            ("Mon agent a un arrêt pour ALD depuis lundi.", "oui"),
        ),
        no=(
            "Que veut dire la case ALD ?",
            "Les arrêts en ALD ont-ils un jour de carence ?",
            "Si la case ALD est cochée, que se passe-t-il ?",
        ),
    ),
)  # fmt: skip
_LATE_NOTE = pattern(
    r"(?:arrêts?|avis|volet)(?![a-z])[^?!\n]{0,120}(?:retard|tard(?:if|ive)?(?![a-z])|hors délai)"
    r"|(?:retard|tard(?:if|ive)?|hors délai)(?![a-z])[^?!\n]{0,120}(?:arrêts?|avis|volet)(?![a-z])"
)


def notes(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read when a note was sent, late or not, and what spares the first day of a leave."""
    yield from read_days(_DAYS, plain, received)
    late = bool(_LATE_NOTE.search(plain.text))
    for fact in read_table(_CHOICES, plain):
        if late or fact.fact not in {"envoi_tardif_precedent", "retard_justifie"}:
            yield fact
