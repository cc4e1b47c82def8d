"""Decisions and their appeals, requests left without answer, mediation, discipline."""

from collections.abc import Iterator
from datetime import date

from agents.understand.readings import DayReading, Reading, always, read_days, read_table
from agents.understand.tense import AT_THE_DAY
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_OTHERS = pattern("collègue|voisin|amie?s?(?![a-z])")
_SENT = (
    r"(?:envoyée?|postée?|adressée?|remise?|déposée?|transmise?|présentée?|formée?|formulée?|faite?"
    r"|reçue?|réceptionnée?|enregistrée?|arrivée?|parvenue?)"
)
_APPEAL = r"recours (?:gracieux|administratif|hiérarchique|auprès d[ue' ][a-z ]{1,14})"
_OTHER_MATTER = pattern(
    rf"{_OTHERS.pattern}|mutation|détachement|disponib|cumul|accessoire|à côté|démission|rupture"
    rf"|certificat"
    r"|accident|arrêt|malad|imputabilité|télétravail|formulaire de candidature|candidat|entretien"
)
_DAYS = (
    DayReading(
        "date_du_recours_gracieux",
        pattern(
            rf"(?:{_APPEAL}[^.?!;]{{0,50}}(?:{_SENT}(?: (?:par|à|en|au) [^.?!;0-9]{{1,30}}?)?"
            rf"|(?<![a-z])du"
            rf"|daté)|{_SENT}[^.?!;]{{0,20}} {_APPEAL}"
            rf"[^.?!;]{{0,30}}){AT_THE_DAY}"
        ),
        ("recours",),
        after=pattern(rf",? (?:j'ai|elle a|il a) {_SENT}[^.?!;]{{0,15}} {_APPEAL}"),
        not_before=pattern(r"(?:arrêté|décision|blâme|refus)[^.?!;,]{0,25}$"),
        unless=pattern(
            rf"{_OTHERS.pattern}|rejet|rejeté|avant le|jusqu|répondu|défavorable|pas abouti"
            r"|voudrais (?:faire|former|déposer)"
        ),
        past=True,
        own=False,
        yes=(
            ("J’ai envoyé un recours gracieux le 20 octobre 2026.", "2026-10-20"),
            ("Mon recours gracieux a été reçu par la mairie le 3 novembre.", "2026-11-03"),
            ("Le 5 novembre, j’ai déposé un recours gracieux.", "2026-11-05"),
            ("Recours gracieux déposé le 12/10/2026 au maire.", "2026-10-12"),
            ("J’ai formé un recours gracieux hier.", "2026-11-23"),
        ),
        no=("Je peux faire un recours gracieux avant le 20 décembre.",),
    ),
    DayReading(
        "date_du_rejet",
        pattern(
            rf"(?:(?:recours[^?;]{{0,80}}|le |un |son |ce )(?:rejet|rejetée?"
            rf"|refusée?)[^.?!;]{{0,40}}"
            rf"|(?:reçu|eu) (?:le |un |sa |une |la )?(?:rejet|refus|réponse)[^.?!;]{{0,20}} recours"
            rf"[^.?!;]{{0,20}}){AT_THE_DAY}"
        ),
        ("recours",),
        about=pattern("recours"),
        unless=pattern(f"{_OTHERS.pattern}|(?:ferai|vais faire|veux faire|faire) un recours"),
        past=True,
        own=False,
        yes=(
            ("Mon recours gracieux a été rejeté le 10 novembre 2026.", "2026-11-10"),
            ("J’ai reçu le rejet de mon recours le 16 novembre.", "2026-11-16"),
            ("J’ai eu la réponse à mon recours gracieux le 12/11/2026.", "2026-11-12"),
            ("Le rejet de mon recours m’est parvenu hier.", "2026-11-23"),
        ),
        no=("Mon recours gracieux n’a pas été rejeté.", "J’ai déposé un recours le 10 novembre."),
    ),
    DayReading(
        "date_de_la_demande",
        pattern(
            rf"(?:(?:ma|sa|une|la) demande[^.?!;]{{0,60}}?(?:{_SENT}|datée)"
            rf"|(?:j'ai|il a|elle a|ai|avons) (?:fait|{_SENT})[^.?!;]{{0,15}} (?:ma|une|sa) demande"
            rf"[^.?!;]{{0,50}}|(?:j'ai|il a|elle a) (?:écrit|demandé)[^.?!;]{{0,50}}"
            rf"|(?:ma|sa) demande du|recours (?:gracieux )?(?:{_SENT})[^.?!;]{{0,30}}){AT_THE_DAY}"
        ),
        ("demand", "ecrit", "recours"),
        about=pattern(
            r"sans réponse|pas (?:eu )?(?:de )?(?:répon|réponse|répondu|retour)|aucune (?:réponse"
            r"|nouvelle)|toujours rien|silence|rien reçu|pas de nouvelles?|rien depuis"
            r"|plus de nouvelles"
        ),
        unless=_OTHER_MATTER,
        past=True,
        own=False,
        yes=(
            ("J’ai envoyé ma demande le 10 septembre, toujours rien.", "2026-09-10"),
            ("Ma demande déposée le 3 août 2026 est sans réponse.", "2026-08-03"),
            ("J’ai fait une demande de formation le 15 septembre et aucune réponse.", "2026-09-15"),
            ("Ma demande du 1er octobre reste sans réponse.", "2026-10-01"),
            ("J’ai demandé une prime le 4 septembre 2026, silence depuis.", "2026-09-04"),
            ("Recours gracieux déposé en mairie le 10 septembre, rien reçu depuis.", "2026-09-10"),
            ("J’ai écrit au maire le 20 septembre, pas de nouvelles.", "2026-09-20"),
        ),
        no=("J’ai reçu la réponse à ma demande le 10 septembre.",
            "Ma collègue a fait une demande le 10 septembre, aucune réponse."),
    ),
    DayReading(
        "fin_de_la_mediation",
        pattern(
            r"(?:médiation[^.?!;]{0,40}(?:fin|terminée?|achevée?|échoué|abouti|finie|close?|cessé)"
            rf"|(?:fin|échec|clôture) de (?:la |ma )?médiation[^.?!;]{{0,15}}"
            rf"|médiateur[^.?!;]{{0,40}}"
            rf" (?:terminé|fin|clos)[^.?!;]{{0,20}}){AT_THE_DAY}"
        ),
        ("mediat",),
        unless=_OTHERS,
        past=True,
        own=False,
        yes=(
            ("La médiation a pris fin le 30 octobre 2026.", "2026-10-30"),
            ("La médiation s’est terminée le 12 novembre.", "2026-11-12"),
            ("Échec de la médiation le 05/11/2026.", "2026-11-05"),
            ("La médiation a échoué hier.", "2026-11-23"),
        ),
        no=("La médiation a commencé le 30 octobre 2026.",),
    ),
    DayReading(
        "date_de_connaissance_des_faits",
        pattern(
            r"(?:(?:connaissance|connu|découvert|appris|informée?|avertie?(?![a-z])|alertée?|signalée?s?)"
            rf"[^.?!;]{{0,50}}(?:faits?|comportement|vol|propos|agissements|faute)[^.?!;]{{0,30}}"
            rf"|(?:faits?|vol|propos|agissements|faute)[^.?!;]{{0,60}}(?:connus?|découverts?"
            rf"|signalés?"
            rf"|portés à (?:notre|sa|votre) connaissance)[^.?!;]{{0,20}}){AT_THE_DAY}"
        ),
        ("fait", "comportement", "vol", "propos", "agisement", "faute"),
        about=pattern(
            "sanction|disciplin|faute|faits|poursuite|prescri|blâme|exclu|reproch"
        ),
        unless=pattern(r"accident|enceinte|mon état"),
        past=True,
        own=False,
        yes=(
            ("Nous avons eu connaissance des faits fautifs le 4 mars 2024.", "2024-03-04"),
            ("Le maire a découvert les faits reprochés le 12 octobre 2026.", "2026-10-12"),
            ("Les faits ont été signalés le 3 novembre, peut-on sanctionner ?", "2026-11-03"),
            ("La ville a appris la faute le 15 septembre 2025.", "2025-09-15"),
        ),
        no=("Les faits datent du 4 mars 2024.",),
    ),
    DayReading(
        "date_de_la_sanction",
        pattern(
            r"(?:(?:blâme|avertissement|sanction|exclusion(?: temporaire)?|rétrogradation"
            r"|révocation"
            rf"|abaissement d'échelon|radiation du tableau)[^.?!;]{{0,60}}?"
            rf"|(?:sanctionnée?|blâmée?|exclue?)[^.?!;]{{0,30}}){AT_THE_DAY}"
        ),
        ("blame", "averti", "sanction", "exclu", "retrograd", "revoc", "abais", "radiation"),
        not_before=pattern(
            r"(?:convoqu|conseil de discipline|entretien|effac|jusqu|recours|contest|faits|expir"
            r"|demand|commence|à partir|à compter|effet|avant|notifi)[^.?!;]{0,40}$"
        ),
        unless=pattern(rf"{_OTHERS.pattern}|projet|envisag|menac|serai|prononcera|sera prononc"),
        past=True,
        own=False,
        yes=(
            ("J’ai eu un blâme le 15 mars 2024.", "2024-03-15"),
            ("J’ai reçu un avertissement le 3 novembre 2026.", "2026-11-03"),
            ("La sanction date du 12 janvier 2025.", "2025-01-12"),
            ("J’ai été sanctionné le 05/06/2025.", "2025-06-05"),
            ("Mon agent a reçu un blâme le 2 novembre.", "2026-11-02"),
            ("Exclusion de trois jours prononcée le 10 octobre.", "2026-10-10"),
        ),
        no=(
            "Ma collègue a eu un blâme le 15 mars.",
            "Le conseil de discipline se réunit le 3 mars.",
        ),
    ),
    DayReading(
        "date_de_la_suspension",
        pattern(
            r"(?:(?:suspendue?(?! de ses? droits)|suspension (?:de fonctions|conservatoire|à titre"
            rf" conservatoire)|mesure de suspension)[^.?!;,\d]{{0,50}}?){AT_THE_DAY}"
        ),
        ("suspen",),
        not_before=pattern(r"(?:fin|jusqu|prolong|levée?|termine|prend fin|lever)[^.?!;]{0,30}$"),
        unless=pattern(
            rf"{_OTHERS.pattern}|traitement suspendu|suspendu (?:mon|le|son) (?:stage|contrat"
            rf"|compte|cpf|congé)|salaire|versement|vaccin|télétravail|permis"
            r"|service est|travaux|bus"
        ),
        past=True,
        own=False,
        yes=(
            ("Je suis suspendu de mes fonctions depuis le 1er octobre 2026.", "2026-10-01"),
            ("La suspension de fonctions a commencé le 5 novembre.", "2026-11-05"),
            ("Mon agente a été suspendue le 12/08/2026.", "2026-08-12"),
            ("Suspension à titre conservatoire depuis le 20 septembre.", "2026-09-20"),
            ("J’ai été suspendue à titre conservatoire le 3 août 2026.", "2026-08-03"),
        ),
        no=("Ma suspension de fonctions se termine le 1er décembre.",
            "Mon salaire est suspendu depuis le 1er octobre."),
    ),
)  # fmt: skip
_INDICATED = (
    Reading(
        "recours_indiques",
        pattern(
            r"(?:(?:décision|arrêté|courrier|lettre|notification|document)[^.?!;]{0,40}"
            r"(?:indiqu|mentionn|précis|comport|rappel|port)[a-z]*[^.?!;]{0,40}(?:délais?(?: et)?"
            r"(?: les)?(?: voies?)?(?: de recours)?|voies? (?:et délais? )?de recours|deux mois"
            r"|2 mois)"
            r"|(?:délais?|voies?)(?: et (?:les )?(?:délais?"
            r"|voies?))? (?:de recours )?(?:y )?(?:est|sont)"
            r" (?:bien )?(?:indiquée?s?|mentionnée?s?|précisée?s?|écrite?s?|marquée?s?)"
            r"|(?:au dos|en bas|à la fin|au verso)[^.?!;]{0,40}(?:délais?|voies?|recours|deux mois"
            r"|2 mois)"
            r"|avec (?:les |la |le )?(?:voies?|délais?) (?:et (?:les )?(?:voies?"
            r"|délais?) )?de recours)"
        ),
        always(OUI),
        ("recours", "delai", "voie", "deux mois", "2 mois"),
        unless=pattern("est-ce|doit|faut|combien|aucun|sans |ni "),
        own=False,
        yes=(
            ("La décision indique les délais et voies de recours.", "oui"),
            ("Les voies de recours sont indiquées dans l’arrêté.", "oui"),
            ("Au dos de la lettre, il y a le délai de recours.", "oui"),
            ("L’arrêté mentionne un délai de deux mois.", "oui"),
            ("J’ai reçu l’arrêté avec les voies et délais de recours.", "oui"),
            ("Le délai de recours est bien mentionné.", "oui"),
            ("Le courrier précise le délai de 2 mois pour contester.", "oui"),
        ),
        no=(
            "Quel est le délai de recours ?",
            "La décision doit-elle indiquer le délai de recours ?",
        ),
    ),
    Reading(
        "recours_indiques",
        pattern(
            r"(?:rien sur (?:les |le )(?:délais?|voies?) de recours|(?:aucune? (?:mention des? "
            r"|indication des? )?|sans (?:aucune? )?(?:mention des? "
            r"|le |les "
            r"|indication des? )?|ni )(?:délais?|voies?)(?: ni (?:voies?|délais?)| et (?:voies?"
            r"|délais?))?"
            r" (?:de recours|indiqu)|(?:ne |n')[a-z' ]{0,10}(?:indiqu|mention|précis|comport"
            r"|rappel|parl"
            r"|contien|donn|y a)[a-z]* (?:pas|ni|aucune?)(?: (?:de|du|des|les|le|la"
            r"|d'))? ?(?:délais?"
            r"|voies?|recours)|recours (?:ne|n')[^.?!;]{0,25} pas (?:indiqu|mention|précis|écrit))"
        ),
        always(NON),
        ("recours", "delai", "voie"),
        unless=pattern(f"{_OTHERS.pattern}|respect|est-ce|faire (?:de |un )?recours|préavis"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("L’arrêté ne mentionne pas les voies de recours.", "non"),
            ("La décision n’indique aucun délai de recours.", "non"),
            ("J’ai reçu un courrier sans délai de recours.", "non"),
            ("Aucune voie de recours indiquée sur la lettre.", "non"),
            ("Le délai de recours n’est pas indiqué.", "non"),
        ),
        no=("Je n’ai pas fait de recours.",),
    ),
)
_SANCTIONS = (
    ("avertissement",
     r"(?:(?:un|d'un|mon|son|l'|cet|simple) ?avertissement|avertissement (?:écrit|disciplinaire))",
     ("J’ai reçu un avertissement.", "Je conteste mon avertissement.",
      "Mon agent a eu un avertissement en mars."),
     ("Sans avertissement, on m’a changé de bureau.",)),
    ("blâme",
     r"(?:(?:un|le|mon|son|du|ce|d'un) blâme)",
     ("J’ai eu un blâme en 2024.", "Mon blâme sera-t-il effacé ?", "Elle a reçu un blâme."),
     ("On m’a parlé de sanctions.",)),
    ("exclusion du premier groupe",
     (r"(?:(?:exclue?|exclusion)[^.?!;]{0,30} (?:de |pour |d')?(?:(?:1|2|3|une?|deux|trois"
      r"|quelques)"
      r" jours?))(?! de (?:retard|congé|grève))|(?:[123]|une?|deux|trois) jours? d'exclusion"),
     ("J’ai été exclue trois jours.", "On m’a mis 3 jours d’exclusion.",
      "Exclusion de 2 jours de mes fonctions.",
      "J’ai une exclusion temporaire d’un jour."),
     ("Une journée de cohésion, personne n’est exclu.",)),
    ("sanction du deuxième ou du troisième groupe",
     (r"(?:(?:exclue?|exclusion)[^.?!;]{0,40} (?:de |pour |d')?(?:(?:[4-9]|\d\d|quatre|cinq|six"
      r"|sept|huit"
     r"|dix|quinze) jours?|(?:\d+|un|deux|trois|six|douze) (?:mois|ans?))|rétrograd(?:ée?|ation)"
     r"|abaissement d'échelon|radiation du tableau|sanction du (?:deuxième|troisième|2e"
     r"|3e) groupe)"),
     ("On m’exclut : exclusion de quinze jours.", "J’ai eu un abaissement d’échelon.",
      "Exclusion temporaire de six mois.", "J’ai une sanction du deuxième groupe."),
     ("La sanction peut-elle être lourde ?",)),
)  # fmt: skip
_SANCTION_ROWS = tuple(
    Reading(
        "sanction",
        pattern(written),
        always(name),
        ("averti", "blame", "exclu", "retrograd", "abais", "radiation", "groupe"),
        unless=pattern(
            f"{_OTHERS.pattern}|est-ce qu'un|différence|entre un|ou un|menac|risqu"
            f"|le premier groupe comprend"
            "|crèche|école|cantine|amende|médic"
        ),
        own=False,
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, written, yes, no in _SANCTIONS
)


def appeals(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read decisions contested and their appeals, requests unanswered, mediation, discipline."""
    yield from read_days(_DAYS, plain, received)
    yield from read_table((*_INDICATED, *_SANCTION_ROWS), plain)
