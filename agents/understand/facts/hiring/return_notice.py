"""Whether an absent agent was ordered in writing to come back to their post."""

from collections.abc import Iterator

from agents.understand.readings import Reading, always, read_table
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_ABSENCE = pattern(
    r"absen|revenu|revenir|reprendre|reprise|abandon|radi(?:é|a)|présent|rejoindre|réintégr"
    r"|nouvelles|vient plus|viens plus|injoignable|retour|demeure|sommation|injonction"
)
_OTHER_MATTER = (
    r"propriétaire|loyer|bailleur|locataire|banque|facture|impôt|syndic(?!at|al)|trop[- ]perçu"
    r"|rembours"
    r"|voisin|créanci|avocat|impay|restitu|logement|crèche|à (?:la mairie|l'employeur"
    r"|mon employeur|la commune"
    r"|la collectivité|l'administration)|payer|verser|faut-il|doit-on|dois-je|peut-on|devons-nous"
    r"|dois|voudrai|souhait|modèle|avant (?:d'|de l')|quand (?:on|un)"
)
_NOTICE = r"(?:mises? en demeure|sommation|injonction de reprendre)"
_SENT = (
    r"(?:adressé|envoyé|notifié|signifié|parvenir|expédié|posté|remis|reçu|reçois|recevons|apporté"
    r"|signé|récupéré|retiré|trouvé|donné|délivré|présenté|fait|rédigé|eu|parti|arrivé|revenu|lu"
    r"|ouvert"
    r"|transmis|rédigé|distribué)e?s?(?![a-z])"
)
_PAPER = r"(?:lettre|courrier|recommandé|lrar|lr[- ]ar|papier|écrit)s?"
_BACK = r"(?:reprendre|revenir|rejoindre|réintégrer|me présenter|se présenter|retourner)"
_ORDERS = (
    r"(?:ordonn|somm|enjoi|intim|oblig|me met|le met|exig|demand)[a-z]{0,5}(?: (?:de|à|que|moi))?"
)
_NOTICES = (
    Reading(
        "mise_en_demeure",
        pattern(
            rf"{_SENT}(?:(?!pas |jamais|aucun|sans |pas$)[^.?!;\n]){{0,60}}{_NOTICE}"
            rf"|{_NOTICE}(?:(?!pas |jamais|n'a |n'est )[^.?!;\n]){{0,45}} {_SENT}"
            rf"|destinataire d'une {_NOTICE}|(?:suite à|malgré|depuis) (?:la |une |ma |sa |notre "
            rf"|votre |cette ){_NOTICE}"
            r"|sommée? (?:par [a-z' ]{1,25} )?(?:de|d'y) (?:reprendre|revenir|rejoindre)"
            rf"|(?:m'a|ma|m'ont|l'avons|l'ai|l'a|l'ont|avons|ai|a|ont|été|étant)"
            rf"(?: (?:bien|déjà|aussi|donc|été|alors)){{0,2}} mise?"
            rf" (?:[a-z'.]{{1,10}} ){{0,3}}en demeure"
            rf"|{_NOTICE} (?:du \d|restée? (?:sans|lettre)|sans (?:réponse|effet|suite))"
            rf"|{_PAPER}(?: [a-z']{{1,12}}){{0,5}} (?:me |m'|lui |l'|nous )?{_ORDERS} ?{_BACK}"
            r"[^.?!;\n]{0,40}(?:sous \d|sous (?:huit|peine)|sinon|délai|avant le|radi|abandon"
            r"|immédiat|poste)"
        ),
        always(OUI),
        ("demeure", "somation", "injonction", "somee", "letre", "courier", "recomande", "lrar",
         "papier", "ecrit"),
        unless=pattern(_OTHER_MATTER),
        own=False,
        yes=(
            ("Absent depuis un mois, il a reçu une mise en demeure en recommandé.", "oui"),
            ("Le maire m'a mise en demeure de reprendre mon poste.", "oui"),
            ("J'ai reçu un courrier qui me somme de reprendre mon poste sous huit jours.", "oui"),
            ("Mon agent ne revient pas, la mise en demeure a été envoyée le 3.", "oui"),
        ),
        no=(
            "Mon agent est absent, faut-il qu'il ait reçu une mise en demeure ?",
            "J'ai envoyé une mise en demeure à mon propriétaire, d'où mon absence.",
            "J'ai mis en demeure la mairie de me verser ma paie, sans nouvelles.",
            "Aucun courrier de votre part au sujet de mon retour.",
            "La mise en demeure est-elle un préalable à la radiation ?",
        ),
    ),
    Reading(
        "mise_en_demeure",
        pattern(
            rf"{_NOTICE}(?:,)? (?:n'a |n'est |ne lui |pas )[^.?!;\n]{{0,20}}(?:pas|été|encore"
            r"|jamais)"
            rf"[^.?!;\n]{{0,20}} {_SENT}|(?:aucune?|pas (?:eu de|reçu de|envoyé de|de|encore de)"
            r"|sans)"
            rf" (?:la moindre )?{_PAPER}[^.?!;\n]{{0,40}}{_BACK}|pas (?:encore )?(?:été )?écrit"
            r" (?:à "
            rf"|de |pour )[^.?!;\n]{{0,30}}|sans (?:la moindre |le moindre |aucune? )(?:{_NOTICE}"
            rf"|{_PAPER})"
            r"|(?:aucune?|pas de) (?:courrier|lettre|recommandé|écrit|lrar)(?: n'a été| ne lui"
            r"| envoyée?| adressée?)"
            rf"|(?:aucune|jamais (?:reçu |eu |envoyé |fait )?(?:de |la )?|sans|ni) {_NOTICE}"
            rf"|jamais (?:été |reçu (?:de )?|eu (?:de )?|envoyé (?:de )?)?mise? en demeure"
            r"|pas(?: encore)? (?:(?:été|reçu|eu|envoyé|adressé|fait|notifié|de|la|une|d'"
            r"|encore) )"
            rf"{{0,3}}(?:{_NOTICE}|mise? en demeure)|pas encore (?:de |reçu de "
            rf"|envoyé de )?{_PAPER}"
            rf"[^.?!;\n]{{0,30}}{_BACK}|sans (?:lui |m'|nous )?(?:avoir |l'avoir |m'avoir )"
            rf"(?:écrit|mise? en demeure|envoyé|adressé|prévenue?)[^.?!;\n]{{0,30}}(?:{_BACK}"
            r"|demeure"
            rf"|{_PAPER})|rien (?:eu |reçu )(?:par écrit|d'écrit|de (?:la mairie|vous))"
            r"|(?:aucun|pas (?:eu de|reçu de)) (?:courrier|écrit"
            rf"|recommandé)[^.?!;\n]{{0,30}}{_BACK}"
        ),
        always(NON),
        ("demeure", "letre", "courier", "recomande", "ecrit", "rien"),
        unless=pattern(rf"{_OTHER_MATTER}|payé|paie|sans (?:réponse|suite)|justifi|médecin"),
        own=False,
        denies=True,
        yes=(
            ("Il est absent depuis lundi, aucune mise en demeure n'est partie.", "non"),
            ("On m'a radiée sans m'avoir écrit de reprendre mon poste.", "non"),
            ("Elle ne vient plus, nous ne l'avons pas encore mise en demeure, retour espéré.",
             "non"),
            ("Mon chef m'a dit de revenir, mais je n'ai rien reçu par écrit.", "non"),
        ),
        no=(
            "Absent, peut-on le radier sans mise en demeure ?",
            "Je reviens de congé et je n'ai rien reçu.",
        ),
    ),
)  # fmt: skip


def return_notices(plain: Plain) -> Iterator[FactRead]:
    """Read whether an agent who is absent was put on notice to take up their post again."""
    if _ABSENCE.search(plain.text):
        yield from read_table(_NOTICES, plain)
