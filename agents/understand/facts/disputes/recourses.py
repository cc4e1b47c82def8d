"""Appeals and requests told freely: when the employer had them, when it said no, what it wrote."""

from collections.abc import Iterator
from datetime import date

from agents.understand.readings import DayReading, Reading, always, read_days, read_table
from agents.understand.tense import AT_THE_DAY
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_OTHERS = "collègue|voisin|amie?s?(?![a-z])"
_CAME_IN = (
    r"(?:reçue?s?|réceptionnée?s?|enregistrée?s?|arrivée?s?|parvenue?s?|parvenir|tampon[a-z]*"
    r"|remise? en mains? propres?|accusé (?:de )?réception|réception|avez eue?|(?:est"
    r"|sont) chez vous|notifiée? à)"
)
_GAP = r"[^.?!;\d]{0,50}?"
_APPEAL = (
    r"(?:recours?(?![a-z]| (?:contentieux|au tribunal|devant))|contestation"
    r"|(?:ai|a|avons) (?:bien )?contesté"
    r"|réclamation(?: gracieuse)?|demande gracieuse|demandant (?:le retrait|l'annulation"
    r"|de revenir))"
)
_ANSWER = r"(?:rejet[a-z]*|refus[a-z]*|réponse|répondu|défavorable|négati(?:f|ve)|non(?![a-z]))"
_NOT_AN_ANSWER = pattern(
    r"(?:sans|aucune?|pas (?:eu |reçu )?(?:de )?|toujours|attends (?:une|la|votre)) (?:réponse"
    r"|retour"
    r"|nouvelles?)[^.?!;]{0,40}$|(?:réponse attendue|avant|jusqu|d'ici|délai|expire)[^.?!;]{0,30}$"
)
_DECISION_DAY = pattern(
    rf"(?:décision|arrêté|blâme|sanction|refus|rejet|réponse|datée?|date)[^.?!;,]{{0,30}}$"
    r"|(?:postée?|envoyée?)[^.?!;,]{0,8}$"
    rf"|{_NOT_AN_ANSWER.pattern}"
)
_DAYS = (
    DayReading(
        "date_du_recours_gracieux",
        pattern(
            rf"(?:{_APPEAL}[^?!;]{{0,80}} {_CAME_IN}{_GAP}"
            rf"|{_APPEAL}[^?!;]{{0,80}} accusé de réception (?:signé|daté)?"
            rf"|tampon[^.?!;]{{0,40}} {_APPEAL}[^.?!;\d]{{0,50}}?"
            rf"|réceptionné{_GAP}|accusé réception{_GAP}{_APPEAL}{_GAP}){AT_THE_DAY}"
        ),
        ("recour", "contest", "reclamation", "graci", "demandant"),
        about=pattern(_APPEAL),
        not_before=_DECISION_DAY,
        unless=pattern(
            rf"{_OTHERS}|sans suite|défavorable|pas abouti|on a rejeté|vous avez rejeté|envisag"
            rf"|je conteste|heures sup|formation|entretien d|je voudrais faire un recours"
            r"|comment (?:faire|m'y prendre)"
        ),
        past=True,
        own=False,
        yes=(
            ("Ma contestation est arrivée à la mairie le 19 octobre.", "2026-10-19"),
            ("Vous avez réceptionné le 4 novembre mon courrier demandant le retrait de l’arrêté.",
             "2026-11-04"),
            ("J’ai contesté la décision auprès de vous, mon pli est arrivé le 18 août.",
             "2026-08-18"),
            ("Mon recours gracieux, vous l’avez reçu lundi.", "2026-11-23"),
        ),
        no=("J’ai contesté : quel délai ? Décision reçue le 4 août.",),
    ),
    DayReading(
        "date_du_rejet",
        pattern(
            rf"(?:(?:(?:rejet|refus)[a-z]*(?! (?:de |d'|du )(?!(?:mon |ma |sa |son |la |le )?"
            rf"(?:recours|réclam|demande grac)))|écartée?|réponse (?:négative|de rejet|à (?:mon"
            rf"|son) recours)|maintenu|retour (?:défavorable"
            rf"|négatif)|répondu(?: non)?|n'a pas abouti)(?:[^?!;\d]{{0,110}}?|[^?!;]{{0,110}} "
            rf"(?:courrier|lettre|mail|reçue?"
            rf"|réceptionnée?|notifiée?)(?: (?:reçue?|réceptionnée?))?){AT_THE_DAY})"
        ),
        ("recours", "graci"),
        about=pattern(
            r"recours(?! contentieux)|gracieu|gracieuse|rejet|refus|retour défavorable"
        ),
        after=pattern(
            r"^ (?:une |la |un |le )?(?:réponse (?:de rejet|négative|à mon recours)|rejet|refus"
            r"|que j'ai (?:pris connaissance"
            r"|reçu|eu) (?:du |le )?(?:rejet|refus)|(?:dans lequel|par lequel)[^.?!;]{0,20} "
            r"(?:refus|rejet)[a-z]* mon recours)"
        ),
        not_before=pattern(
            r"(?:porte la date|datée?|demandé (?:le|par|un)|déposée?|envoyée?|recours (?:du"
            r"|arrivé|reçu|fait|formé)"
            r"|avant|jusqu|délai|médiation|sans réponse)[^.?!;]{0,35}$"
        ),
        unless=pattern(
            rf"{_OTHERS}|je voudrais faire un recours|rejet implicite|recours envisagé|(?:ferai"
            rf"|vais faire|veux faire) un recours"
        ),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("Mon recours gracieux : on m’a répondu le 22 octobre que c’était non.", "2026-10-22"),
            ("Votre refus de mon recours m’est parvenu lundi.", "2026-11-23"),
            ("Vous avez rejeté ma demande gracieuse, courrier réceptionné le 5 octobre 2026.",
             "2026-10-05"),
            ("C’est le 12 novembre que j’ai pris connaissance du rejet de mon recours.",
             "2026-11-12"),
        ),
        no=("Mon recours gracieux est daté du 12 novembre.",),
    ),
    DayReading(
        "date_de_la_demande",
        pattern(
            rf"(?:(?:demande|réclamation|(?:lettre|courrier)(?: [a-z]{{1,10}}){{0,2}} "
            rf"demandant)[^.?!;]{{0,80}} {_CAME_IN}{_GAP}"
            rf"|accusé de réception d[e'][^.?!;\d]{{0,40}}?|(?:reçu|eu"
            rf"|accusé réception d[e'])[^.?!;]{{0,15}} (?:ma |la |une |sa |de ma )?(?:demande"
            rf"|réclamation|lettre)[^.?!;\d]{{0,50}}?|déposé (?:ma |mon |une |un )?(?:demande"
            rf"|dossier)"
            rf"[^.?!;\d]{{0,40}}?){AT_THE_DAY}"
        ),
        ("demand", "dosier", "letre", "courier", "reclamation"),
        after=pattern(
            r"^,? (?:20\d\d,? )?(?:que )?vous avez (?:bien )?(?:reçu |eu |réceptionné )?(?:ma|mon) "
            r"(?:demande|dossier|courrier|réclamation)"
        ),
        not_before=pattern(
            r"(?:réponse|refus|rejet|décision|arrêté|avant|jusqu)[^.?!;,]{0,35}$"
            r"|(?:postée?|envoyée?|j'ai reçue?)[^.?!;,]{0,8}$"
        ),
        unless=pattern(
            rf"{_OTHERS}|mutation|mobilité|détachement|disponib|dispo(?![a-z])|cumul|accessoire|annexe"
            r"|démission|départ|contrat|licenci|citis|expertise|accident|entretien|cet(?![a-z])|épargne"
            r"|rupture|candidat|demande de travail à côté|donner des cours|recours gracieux"
            r"|rejeté|rejet|révision|retrait de|contest|à côté|pour (?:exercer|animer|faire"
            r"|travailler|être)"
        ),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("Le 14 septembre 2026, vous avez reçu ma demande de prime.", "2026-09-14"),
            ("Vous avez reçu ma demande de prime le 15 septembre 2026 et rien depuis.",
             "2026-09-15"),
            ("Accusé de réception de ma demande : 8 octobre 2026.", "2026-10-08"),
            ("J’ai déposé mon dossier à l’accueil le 24 août, quel délai pour répondre ?",
             "2026-08-24"),
            ("Ma réclamation est chez vous depuis le 21 août 2026.", "2026-08-21"),
        ),
        no=("Ma demande de mutation est arrivée le 15 septembre 2026.",),
    ),
    DayReading(
        "fin_de_la_mediation",
        pattern(
            r"(?:médiation[^?!;]{0,60}?(?:fini[a-z]*|finie|fin(?![a-z])|clôture|close|cessé|terminée?"
            r"|achevée?|échoué|arrêtée?|abandonnée?|rompue?)[^.?!;\d]{0,20}?"
            r"|(?:issue|fin|terme|clôture|échec) de (?:la |ma |cette )?médiation[^.?!;\d]{0,20}?"
            r"|médiation[^.?!;]{0,25} échec[^.?!;\d]{0,12}?|retirée? de la médiation"
            r"|(?:échanges|réunions|séances)[^.?!;]{0,30}(?:ont )?(?:cessé|pris fin)"
            r"|fin (?:actée|constatée)|renoncé[^.?!;]{0,20}médiation)"
            rf" ?\(?{AT_THE_DAY}"
        ),
        ("mediat",),
        about=pattern("médiat"),
        after=pattern(
            r"^,? (?:20\d\d,? )?(?:le médiateur|la médiatrice|le maire)[^.?!;]{0,20}(?:constaté"
            r"|clos"
            r"|acté|mis fin|arrêté)|^ (?:2\d{3} )?que (?:j'ai|il a|elle a|nous avons|la commune a"
            r"|le maire a) (?:renoncé"
            r"|abandonné|quitté|mis fin|arrêté)"
        ),
        not_before=pattern(
            r"(?:début|commenc|saisi|demand|jusqu|avant|depuis mai)[^.?!;]{0,20}$|(?:tenue?"
            r"|séance)[^.?!;]{0,8}$"
        ),
        unless=pattern(_OTHERS),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("La médiation c’est fini depuis le 10 nov.", "2026-11-10"),
            ("À l’issue de la médiation (16 octobre 2026), rien n’est réglé.", "2026-10-16"),
            ("Médiation demandée en juin, sa clôture est du 14 septembre 2026.", "2026-09-14"),
            ("C’est le 2 octobre 2026 que j’ai renoncé à la médiation.", "2026-10-02"),
        ),
        no=("La médiation a commencé le 30 octobre 2026.",),
    ),
)  # fmt: skip
_ROUTE = (
    r"(?:(?:délais?|voies?)(?: (?:et|ou) (?:les |le |la )?(?:délais?|voies?))?(?: de| du)? recours"
    r"|recours|tribunal|deux mois|2 mois|délais? pour (?:contester|attaquer|agir|saisir)"
    r"|comment (?:la |le |les )?contester|télérecours)"
)
_PAPER = (
    r"(?:décision|arrêté|courrier|lettre|notification|document|mail|courriel|papier|verso|page|bas"
    r"|dos(?![a-z])|dernière ligne)"
)
_ASKED = pattern(
    rf"{_OTHERS}|est-ce que (?:la décision|l'arrêté|le courrier) (?:doit|devrait)|doit-(?:elle|il"
    rf"|on)"
    r"|faut-il|comment faire|faire un recours|mon recours"
)
_WRITTEN = (
    Reading(
        "recours_indiques",
        pattern(
            rf"(?:(?:écrit|indiqué|précisé|mentionné|marqué|noté|stipulé|lis|lit|dit|informe)[a-z]*"
            rf"(?: [a-z']{{1,12}}){{0,4}} (?:que )?(?:(?:je|j'|on|l'agent)(?: [a-z']{{1,9}}){{0,2}}"
            r" (?:contester|saisir|dispose|deux mois|2 mois|attaquer))"
            rf"|(?:laisse|donne|accorde|marqué|écrit|indique)[^.?!;]{{0,15}} (?:deux"
            rf"|2) mois (?:pour|afin)"
            rf"|{_PAPER}[^.?!;]{{0,15}} (?:parle|fait état"
            rf"|fait mention) d[eu]s? [^.?!;]{{0,15}}{_ROUTE}"
            rf"|{_ROUTE}[^.?!;]{{0,30}} (?:est |sont |y est |y sont )?(?:bien )?(?:écrite?s?"
            rf"|indiquée?s?"
            rf"|mentionnée?s?|précisée?s?|marquée?s?|figure(?:nt)?|inscrite?s?|rappelée?s?"
            rf"|y est bien"
            rf"|y sont bien|est bien là)|(?:paragraphe|encadré|mention|page"
            rf"|ligne)[^.?!;]{{0,12}} (?:sur"
            rf"|avec|d[eu']s?) (?:les |le |la )?{_ROUTE}[^.?!;]{{0,20}} (?:y est|y figure"
            rf"|est bien|figure)"
            rf"|(?:d'après|selon|au vu d[eu]) (?:le |la |l'|cet? )?{_PAPER}[^.?!;]{{0,25}}(?:deux"
            rf"|2) mois)"
        ),
        always(OUI),
        ("recours", "delai", "voie", "mois", "contest", "tribunal"),
        unless=pattern(
            rf"{_ASKED.pattern}|rien|aucune?|sans |manque|oubli|absen|ne (?:[a-z]+) (?:pas|rien)"
            r"|n'[a-z]+ (?:pas|rien)|pas (?:écrit|indiqu|mention|précis)|nulle part"
        ),
        own=False,
        imperfect=True,
        yes=(
            ("Il est écrit que je peux contester devant le tribunal.", "oui"),
            ("Le délai de recours était écrit en petit en bas.", "oui"),
            ("D’après le courrier, je dispose de deux mois pour contester.", "oui"),
            ("Le paragraphe sur les recours y est bien.", "oui"),
        ),
        no=("Faut-il que le délai de recours soit écrit ?",),
    ),
    Reading(
        "recours_indiques",
        pattern(
            rf"(?:(?:ne dit|ne parle|ne précise|ne mentionne|n'indique|ne contient|ne comporte|ne"
            rf" rappelle|n'explique|ne donne)(?: pas| rien| aucune?| ni| nulle part)[^.?!;]{{0,40}}"
            rf"{_ROUTE}"
            rf"|(?:rien|aucune?|pas un mot|pas|nulle part)[^.?!;]{{0,30}}(?:écrit|indiqu|mention"
            rf"|précis|marqué|voie|délai|ligne)[^.?!;]{{0,40}}{_ROUTE}"
            rf"|sans (?:aucune? )?(?:indication|mention|précision|information)[a-z]*[^.?!;]{{0,20}}"
            rf"{_ROUTE}|(?:il )?manque[^.?!;]{{0,30}}{_ROUTE}|{_ROUTE}[^.?!;]{{0,20}}"
            rf" (?:oublié|omis|absent)[a-z]*|(?:délais?|voies?|recours)[^.?!;]{{0,12}} (?:ne |n')"
            rf"(?:y )?(?:est|sont|figur|appar|a été|ont été)[a-z]*[^.?!;]{{0,12}} (?:pas"
            rf"|nulle part|jamais)|(?:rien|silence|pas un mot|muett?e?)"
            rf"[^.?!;]{{0,12}} (?:pour|sur|quant a?u?x?) (?:les |le |la |mon )?{_ROUTE})"
        ),
        always(NON),
        ("recours", "delai", "voie", "contest", "tribunal"),
        unless=pattern(
            rf"{_OTHERS}|doit-(?:elle|il|on)|faut-il|faire (?:de |un )recours|préavis|répond"
            rf"|réponse"
            r"|respect|pas de recours gracieux|mon recours|pas fait|saisi "
        ),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("La décision ne dit rien sur les recours.", "non"),
            ("L’arrêté ne précise pas comment le contester.", "non"),
            ("Rien d’écrit pour le recours sur la lettre.", "non"),
            ("Refus par un mail sans indication de recours.", "non"),
            ("Il manque le délai de recours dans l’arrêté.", "non"),
        ),
        no=("Je n’ai pas fait de recours.", "Le maire ne répond pas à mon recours."),
    ),
)


def recourses(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the days of appeals and requests, and whether the decision told how to appeal."""
    yield from read_days(_DAYS, plain, received)
    yield from read_table(_WRITTEN, plain)
