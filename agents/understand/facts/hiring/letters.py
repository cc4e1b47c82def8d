"""Days of what is signed and sent: contract, resignation, dismissal, agreement, in other words."""

from collections.abc import Iterator
from datetime import date

from agents.understand.readings import DayReading, read_days
from agents.understand.tense import AT_THE_DAY
from statute.facts import FactRead
from statute.french import Plain, pattern

_ON = rf"(?:,? (?:était|fut|c'était|c'est|ce fut|remonte|indique|dit|porte)(?![a-z]))?{AT_THE_DAY}"
_NOBODY_ELSE = r"voisin|amie?s?(?![a-z])|conjoint|mon mari|ma femme|(?:ma|mon|un|une) collègue"
_LETTER = r"(?:lettre|courrier|recommandée?|mail|courriel|pli|message|mot|document)(?![a-z])"
_SENT = (
    r"(?:envoyée?|envoi|(?<!la )postée?|adressée?|expédiée?|déposée?|transmise?|mailée?|partie?"
    r"|faxée?"
    r"|envoyer|partir|poster|glissée?|mise? (?:à la poste|au courrier|à la boîte|dans la bo[iî]te)"
    r"|écrite?|rédigée?|datée?|signifiée?|notifiée?|cachet(?! d'arrivée)(?: de la poste)?)(?![a-z])"
)
_GOT = (
    r"(?:reçue?s?|réceptionnée?|réception|enregistrée?|enregistrement|arrivée?|parvenue?|eue?"
    r"|entrée?|tombée?|tamponnée?|remise? en mains? propres?|(?:dépôt|remise) en mains? propres?"
    r"|cachet d'arrivée|pris connaissance|prise en compte|saisie?)(?![a-z])"
)
_RESIGNING = pattern(
    r"démission[a-z]*|(?<![a-z])dem(?![a-z])|lettre de départ|départ volontaire|cesse mes fonctions"
)
_NO_RESIGNING = (
    r"retir|annul|revenir sur|voudrais|veux|veut|souhait|envisag|si j'|si je"
    r"|hésit|aimerais|comment|licenci"
)
_NOTHING_SENT = (
    r"|(?:votre|la|une|sa) réponse|votre |solde|attestation|bulletin|fiche|proposition|convocation"
)
_RESIGNED = (
    DayReading(
        "lettre_de_demission",
        pattern(
            rf"(?:{_SENT}(?:(?!{_GOT}|effet|départ|préavis|fin |contrat|travail)[^.?!;]){{0,40}}"
            rf"|{_LETTER}(?: de démission| simple| recommandée?)?(?: du| daté du| en date du)?"
            rf"|démission[^.?!;]{{0,12}}(?: (?:du|donnée|remise|présentée|datée|déposée|faite)"
            rf"| par (?:{_LETTER})?[^.?!;]{{0,12}})"
            rf"|(?:donné|présenté|remis|mis|fait|signé|posé) (?:ma|sa"
            rf"|leur) (?:lettre de )?démission"
            rf"(?:(?!effet|main)[^.?!;]){{0,35}}|(?:j'ai|a) démissionné(?: [a-z]{{2,12}}){{0,3}})"
            rf"{_ON}"
        ),
        ("demis", "dem ", "letre de depart", "depart volontaire", "mes fonctions"),
        not_before=pattern(rf"{_GOT}(?:(?!{_SENT})[^.?!;]){{0,40}}$"),
        after=pattern(
            rf",? (?:que )?(?:j'ai|elle a|il a|l'agente? a|je vous ai) (?:[a-z]{{2,7}} )?(?:{_SENT}"
            r"|donné|remis|présenté|fait part)[^.?!;]{0,30}démission"
        ),
        about=_RESIGNING,
        unless=pattern(f"{_NOBODY_ELSE}|{_NO_RESIGNING}{_NOTHING_SENT}"),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("Mon courrier de démission est parti jeudi.", "2026-11-19"),
            ("Je vous ai expédié hier ma lettre de démission.", "2026-11-23"),
            ("Ma lettre de démission a été glissée dans la boîte le 6 novembre.", "2026-11-06"),
            ("Par mail du 4 novembre, j’ai donné ma démission.", "2026-11-04"),
            ("Le cachet de ma lettre de démission est du 9 novembre.", "2026-11-09"),
        ),
        no=(
            "Vous avez reçu le 2 novembre mon courrier de démission.",
            "Je voudrais envoyer ma démission le 2 novembre.",
            "Ma démission prend effet le 31 décembre.",
        ),
    ),
    DayReading(
        "lettre_de_demission",
        pattern(
            r"(?:enverrai|enverra|posterai|postera|déposerai|remettrai|donnerai|présenterai|partira"
            rf"|adresserai|expédierai|envoi)(?![a-z])(?:(?!effet|départ)[^.?!;]){{0,50}}{_ON}"
        ),
        ("demis", "dem "),
        after=pattern(
            r",? que j(?:e |')(?:enverrai|posterai|déposerai|remettrai|donnerai|présenterai"
            r"|adresserai|expédierai)[^.?!;]{0,30}démission"
        ),
        about=_RESIGNING,
        unless=pattern(f"{_NOBODY_ELSE}|{_NO_RESIGNING}{_NOTHING_SENT}"),
        coming=True,
        own=False,
        imperfect=True,
        yes=(
            ("Je posterai ma démission le 2 décembre 2026.", "2026-12-02"),
            ("C’est le 1er décembre que je remettrai ma démission.", "2026-12-01"),
            ("Envoi de ma lettre de démission prévu lundi prochain.", "2026-11-30"),
        ),
        no=("Si je poste ma démission le 2 décembre 2026, quel est mon préavis ?",),
    ),
    DayReading(
        "demission_recue_le",
        pattern(
            rf"(?:{_GOT}(?:(?!{_SENT}|effet|(?<!lettre de )départ|préavis)[^.?!;]){{0,60}}){_ON}"
        ),
        ("demis", "dem ", "letre de depart", "depart volontaire"),
        not_before=pattern(
            rf"(?:(?:postée?|envoyée?|expédiée?|partie?)(?![a-z])(?:(?!{_GOT})[^.?!;]){{0,40}}"
            r"|réception (?:de|du)? ?(?:votre|mon|la convoc)[^.?!;]{0,30})$"
        ),
        after=pattern(
            rf",? (?:que )?(?:vous avez|la (?:mairie|ville|rh|drh)(?: a)?|nous avons|on a"
            rf"|vos services"
            rf" ont|le (?:service|maire|courrier)) ?[^.?!;]{{0,20}} ?(?:{_GOT})[^.?!;]{{0,30}}"
            r"(?:démission|lettre)"
        ),
        about=_RESIGNING,
        unless=pattern(f"{_NOBODY_ELSE}|{_NO_RESIGNING}{_NOTHING_SENT}"),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("Votre maire a eu ma démission ; la mairie l’a reçue, ma démission, le 9 novembre.",
             "2026-11-09"),
            ("Il a donné une lettre de démission que nous avons enregistrée le 16 novembre.",
             "2026-11-16"),
            ("Sa démission a été remise en main propre le 2 novembre.", "2026-11-02"),
            ("La réception de la démission date du 6 novembre.", "2026-11-06"),
        ),
        no=(
            "J’ai posté ma démission le 2 novembre.",
            "J’ai reçu le 9 novembre la réponse à ma démission.",
        ),
    ),
)  # fmt: skip
_DISMISSING = pattern(
    r"licenci[a-z]+|(?:me|le|la|l'|m') ?(?:virer|renvoyer|congédier)|virée?(?![a-z])|renvoyée?"
    r"|mettant fin|congédi|rompu par la (?:commune|mairie|ville)"
)
_DISMISSED = (
    DayReading(
        "envoi_du_licenciement",
        pattern(
            rf"(?:(?:{_SENT}|{_LETTER})(?:(?!{_GOT}|effet|retir|préavis|entretien|convo|présent)"
            rf"[^.?!;]){{0,55}}){_ON}"
        ),
        ("licenc", "virer", "vire", "renvoye", "mettant fin", "congedi", "rompu"),
        not_before=pattern(
            rf"(?:{_GOT}|retirée?|présentée?|récupérée?|entretien|convo[a-z]+|préavis|effet"
            rf"|embauch|recrut|contrat du)(?:(?!{_SENT})[^.?!;]){{0,50}}$"
        ),
        about=_DISMISSING,
        after=pattern(
            rf",? (?:que )?(?:vous|la (?:mairie|ville|commune)|le (?:maire|service)|nous|on) "
            rf"(?:m'|lui |l'|me l'|nous |a |avez |avons |m'a |m'avez |ai )?(?:a |avez |avons )?"
            rf"(?:{_SENT})[^.?!;]{{0,40}}(?:licenci|renvoi)"
        ),
        unless=pattern(f"{_NOBODY_ELSE}|recours|contest|démission|menac|si (?:je|on|vous)"),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("Mon licenciement m’a été signifié par courrier du 6 novembre.", "2026-11-06"),
            ("Ma lettre de licenciement est partie le 3 novembre, reçue le 6.", "2026-11-03"),
            ("Hier, la mairie a posté ma lettre de licenciement.", "2026-11-23"),
            ("Vous avez expédié mon licenciement vendredi.", "2026-11-20"),
        ),
        no=(
            "J’ai retiré la lettre de licenciement le 12 novembre.",
            "Mon entretien de licenciement a eu lieu le 3 novembre.",
        ),
    ),
)  # fmt: skip
_AGREED = (
    DayReading(
        "convention_signee_le",
        pattern(
            r"(?:(?:signée?s?|signature|conclue?|actée?|paraphée?|(?:convention|document|accord)"
            r"[^.?!;]{0,40} (?:daté|date|en date|du|porte))(?![a-z])"
            rf"(?:(?!effet|départ|entretien|demand|reçu|quitt)[^.?!;]){{0,55}}){_ON}"
        ),
        ("convention", "rupture", "comun acord", "amiable"),
        about=pattern(r"rupture|convention|commun accord|amiable"),
        not_before=pattern(
            r"(?:entretien|demande[a-z]*|reçu|effet|départ|quitte|partie?(?![a-z])"
            r"|rétract)[^.?!;]{0,30}$"
        ),
        unless=pattern(
            rf"{_NOBODY_ELSE}|stage|formation|télétravail|mise à disposition|détach|collective"
            r"|mutuelle|prévoyance|bail|si (?:je|on|nous)|licenc|essai"
        ),
        coming=True,
        own=False,
        imperfect=True,
        yes=(
            ("Convention signée par les deux parties le 9 novembre 2026.", "2026-11-09"),
            ("Ma rupture conventionnelle a été conclue le 5 novembre 2026.", "2026-11-05"),
            ("La convention de rupture, datée du 2 novembre, me prive-t-elle du chômage ?",
             "2026-11-02"),
        ),
        no=(
            "La convention de stage est signée du 9 novembre.",
            "L’entretien de rupture conventionnelle a eu lieu le 9 novembre.",
        ),
    ),
    DayReading(
        "convention_signee_le",
        pattern(
            r"(?:signée?|signature|actée?|conclue?)(?![a-z])(?:(?!effet|départ|entretien|demand"
            rf"|reçu|quitt)[^.?!;]){{0,55}}{_ON}"
        ),
        ("convention", "rupture"),
        about=pattern(r"rupture|convention"),
        not_before=pattern(
            r"(?:entretien|demande[a-z]*|reçu|effet|départ|quitte|partie?(?![a-z])"
            r"|rétract)[^.?!;]{0,30}$"
        ),
        unless=pattern(
            rf"{_NOBODY_ELSE}|stage|formation|télétravail|mise à disposition|détach|collective"
            r"|mutuelle|prévoyance|bail|si (?:je|on|nous)|licenc|essai|prévue?|sera|aura lieu|doit"
        ),
        past=True,
        own=False,
        imperfect=True,
        yes=(("J’ai signé hier ma rupture conventionnelle.", "2026-11-23"),),
        no=("J’ai demandé hier ma rupture conventionnelle.",),
    ),
)  # fmt: skip
_CONTRACT = (
    r"(?:contrats?(?! (?:de (?:location|mutuelle|prévoyance|bail|professionn)|aidé|d'appr))|cdd|cdi"
    r"|engagement|avenant)"
)
_NOT_OURS = (
    r"mutuelle|prévoyance|assur|apprenti|professionnalisation|labellis|fournisseur|intérim|privée?"
    r"(?![a-z])|aidé|service civique|(?:ma|mon|une?) collègue|voisin|malad|disponib|détach|rupture"
    r"|convention|bail(?![a-z])|démission|licenci|réception|arrêté d"
)
_SIGNED = (
    DayReading(
        "date_de_signature",
        pattern(
            r"(?:signé[es]*|signer|signature|conclue?|contractualisé|paraphée?|signai"
            r"|fait à [a-z-]+"
            r"(?: [a-z-]{2,12})?)(?![a-z])(?:(?!commenc|début|démarr|effet|arriv|fonction|fin "
            r"|pour)"
            rf"[^.?!;]){{0,45}}?(?: que)?{_ON}"
        ),
        ("sign", "conclu", "contractualis", "fait a", "paraph"),
        about=pattern(
            rf"{_CONTRACT}|exemplaire|embauche|document|contractualis|signature n'est intervenue"
        ),
        after=pattern(
            rf",? (?:que )?(?:j'ai|il a|elle a|nous avons|on a|le maire a) (?:enfin |donc )?signé"
            rf"[^.?!;]{{0,20}}{_CONTRACT}"
        ),
        unless=pattern(_NOT_OURS),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("On m’a fait signer mon CDD vendredi.", "2026-11-20"),
            ("L’engagement conclu le 3 mars 2026 dure un an.", "2026-03-03"),
            ("Le contrat porte ma signature du 4 novembre.", "2026-11-04"),
            ("Mon exemplaire, signé le 9 novembre, est chez moi.", "2026-11-09"),
            ("Le 2 novembre, j’ai signé un CDD.", "2026-11-02"),
        ),
        no=(
            "J’ai signé la convention du contrat de stage le 4 novembre.",
            "J’ai signé un contrat qui commence le 4 novembre.",
        ),
    ),
)  # fmt: skip
_BEGUN = (
    DayReading(
        "debut_du_contrat",
        pattern(
            rf"(?:(?:j'ai|ai|a|avons|ont|avais|avait) (?:commencé|débuté|démarré|entamé"
            rf"|attaqué)(?: [a-z']{{1,12}}){{0,4}}?"
            rf"(?: (?:mon|ce|son|le|un|en|sous))? ?(?:nouveau )?{_CONTRACT}?"
            rf"|(?:prise? d'effet|pris effet|entrée en vigueur|début"
            rf"|date de début)(?: [a-z']{{1,10}})"
            rf"{{0,3}}? {_CONTRACT}|(?:en|sous) {_CONTRACT}[^.?!;,]{{0,25}} depuis(?: le)?"
            rf"|premier jour (?:de|en|du|d') ?(?:mon |son )?{_CONTRACT}(?: [a-z']{{1,8}}){{0,2}}"
            rf"|{_CONTRACT}[^.?!;]{{0,25}} (?:court|courait|part|partait|partira|a commencé"
            rf"|a débuté"
            r"|a démarré|datait|date|remonte|commençait|débutait|a pris effet|prenant effet"
            r"|commençant|débutant)(?: (?:depuis|du|au|à|le))?"
            r"|entrée? en fonctions?|essai[^.?!;]{0,20} (?:comptée?|commencée?|débutée?"
            r"|qui a commencé)"
            rf"(?: (?:à partir|à compter))?){_ON}"
        ),
        ("contrat", "cd", "engag", "avenant", "esai"),
        about=pattern(rf"{_CONTRACT}|essai"),
        unless=pattern(f"{_NOT_OURS}|arrêt(?![a-z])|congé|absen|mon mari"),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("J’ai commencé mon CDD le 12 octobre.", "2026-10-12"),
            ("La prise d’effet de mon contrat est le 3 mars 2025.", "2025-03-03"),
            ("Je suis en CDI depuis le 1er mars 2019.", "2019-03-01"),
            ("Son contrat court depuis le 4 mai 2026.", "2026-05-04"),
        ),
        no=("J’ai commencé mon CDD fatigué, arrêt depuis le 12 octobre.",),
    ),
    DayReading(
        "debut_du_contrat",
        pattern(
            rf"(?:{_CONTRACT}[^.?!;,]{{0,30}} (?:à partir|à compter|dès|qui commence(?:ra)?"
            rf"|qui débute(?:ra)?|qui démarre(?:ra)?|commencera|débutera|démarrera|prendra effet"
            rf"|partira)|(?:commence|commencerai|débute|débuterai|démarre) (?:mon|ce|son|un|en|le)"
            rf" (?:nouveau )?{_CONTRACT}){_ON}"
        ),
        ("contrat", "contract", "cd", "engag"),
        after=pattern(
            r"(?: prochaine?)?,? je (?:serai|deviens|deviendrai|commence"
            r"|signe) (?:en )?(?:contractuel|cd[di])"
        ),
        unless=pattern(f"{_NOT_OURS}|arrêt(?![a-z])|congé|absen|renouvel|temps partiel"),
        coming=True,
        own=False,
        imperfect=True,
        yes=(
            ("Vous m’avez fait un contrat à partir du 7 décembre.", "2026-12-07"),
            ("Le 4 janvier prochain, je serai contractuelle au musée.", "2027-01-04"),
            ("Je commence mon CDD lundi prochain.", "2026-11-30"),
        ),
        no=("Mon contrat finit à partir de mars.",),
    ),
)  # fmt: skip
_AT_WORK = (
    DayReading(
        "date_d_arrivee",
        pattern(
            r"(?:(?:pris|prendra|prendrai|prends|prend|prise de|prenais"
            r"|prit) (?:[a-z]{2,9} )?(?:mes|ses"
            r"|leurs|de|nos|mon|son|de mes|de ses)? ?(?:fonctions?|poste|service)(?! de nuit)"
            r"|(?:mon|son|votre|notre) (?:tout )?premier jour (?!de (?:congé|arrêt|contrat|cd))"
            r"|entrée? (?:en fonctions?|au service|à la (?:mairie|ville))|intégré (?:le service|la"
            r" (?:mairie|ville|collectivité)|l'équipe|vos|votre))"
            rf"(?:(?!arrêt|congé|fin |malad|retrait)[^.?!;]){{0,45}}?{_ON}"
        ),
        ("pris", "prend", "premier jour", "entre", "integr"),
        unless=pattern(
            r"arrêt(?![a-z])|congé|malad|garde|permanence|(?:ma|mon|une?) collègue|voisin"
            r"|télétravail|formation|détach|successeur|remplaçant|disponib|retraite"
        ),
        coming=True,
        own=False,
        imperfect=True,
        yes=(
            ("Elle prendra son poste le 4 janvier 2027.", "2027-01-04"),
            ("J’ai pris mes fonctions à l’accueil le 2 mars 2026.", "2026-03-02"),
            ("Mon premier jour à la mairie était le 9 novembre 2026.", "2026-11-09"),
        ),
        no=(
            "Mon premier jour de congé est le 21 décembre.",
            "Ma collègue a pris ses fonctions le 2 mars.",
        ),
    ),
    DayReading(
        "date_de_depart",
        pattern(
            r"(?:(?:date de|mon|un|son|jour de|avec) (?:un )?départ(?! (?:en|à|de) (?:congé"
            r"|vacances"
            r"|retraite|formation))(?:(?!demand|reçu|entretien)[^.?!;]){0,30}"
            r"|départ (?:souhaité|prévu|fixé|effectif|définitif|voulu|envisagé)"
            r"|radiation(?: des cadres| des effectifs)?(?:(?!demand|reçu)[^.?!;]){0,20}"
            r"|plus (?:dans|chez|à) (?:vos|vous|la|votre|notre) ?(?:murs|effectifs|mairie|ville"
            r"|service)?|(?:je |j')?(?:vous dis au revoir|fais mes adieux|rends mes clés|rends mon"
            r" badge)|(?:serai|sera) (?:partie?|parti pour de bon)"
            rf"|fini(?:rai|ra|s|t) (?:chez vous|à la mairie|mon travail)){_ON}"
        ),
        ("depart", "radiation", "plus ", "au revoir", "adieu", "parti", "fini", "rends"),
        after=pattern(
            r",? (?:je|il|elle) (?:ne |n')?(?:travaille|fais|suis|serai|sera|est|fait|travaillerai)"
            r" plus (?:pour|partie|dans|chez|à (?:la|votre)|agent|l'un)"
        ),
        unless=pattern(
            rf"{_NOBODY_ELSE}|congé(?!s (?:restant|non pris))|vacances|disponib|détach|train|avion"
            r"|formation|si (?:je|mon)|mission|stage"
        ),
        coming=True,
        own=False,
        imperfect=True,
        yes=(
            ("Démission postée, départ prévu le 18 décembre 2026.", "2026-12-18"),
            ("Mon arrêté de radiation est au 31 janvier 2027.", "2027-01-31"),
            ("Depuis le 1er octobre 2026, je ne travaille plus chez vous.", "2026-10-01"),
            ("Date de départ de la mairie : 30 juin 2027.", "2027-06-30"),
        ),
        no=(
            "Mon départ en vacances est le 21 décembre.",
        ),
    ),
)  # fmt: skip


def letters(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the days of what is signed or sent, of an arrival and a departure."""
    yield from read_days((*_RESIGNED, *_DISMISSED, *_AGREED, *_SIGNED, *_AT_WORK), plain, received)


def begun(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the day the contract began, where no list of contracts tells it."""
    yield from read_days(_BEGUN, plain, received)
