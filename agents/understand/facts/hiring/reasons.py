"""Why a disponibilité was asked for or taken: family, spouse, health, another reason."""

from collections.abc import Iterator

from agents.understand.readings import Reading, always, read_table
from statute.facts import FactRead
from statute.french import Plain, pattern

_STUDIES_OR_FIRM = (
    r"(?:études|étudier|thèse|doctorat|reprendre l'entreprise|recherches?(?! d'emploi)"
    r"|créer (?:mon|ma|une|son|sa)|création"
    r"|reprise d'(?:une )?(?:entreprise|activité|commerce)|reprise d'un|reprendre (?:une"
    r" entreprise|un (?:commerce|garage|restaurant)|des études|mes études)|créateurs? d'entreprise"
    r"|monter (?:mon|ma|une) (?:entreprise|boîte|affaire|société))"
)
_OWN_REASONS = (
    r"(?:convenances?(?! de service)|raisons? perso[a-z]*|motifs? perso[a-z]*|projet perso[a-z]*)"
)
_LEAVE = r"(?:disponibilité|dispo(?![a-z]))"
_OTHERS = "collègue|voisin|amie?s?(?![a-z])"
_SPOUSE = (
    r"(?:conjointe?|mari(?![a-z])|femme|homme|épou(?:x|se)|compagn(?:e|on)(?![a-z])|partenaire"
    r"|chérie?)"
)
_MOVED = (
    r"(?:mutée?|mutation|affectée?|nommée?|eu (?:son|un) (?:poste|emploi)|trouvé (?:du|un)"
    r"|part (?:travailler|vivre)|change de (?:région|poste|ville)|embauchée?|travaille"
    r"|déménage|militaire)"
)
_SICK = (
    r"(?:santé|médica[a-z]+|maladie|malade|fin de (?:mes|ses) droits|droits (?:à congés? [a-z]{0,8}"
    r" ?)?épuisés|inapt[a-z]+)"
)
_KIN = (
    r"(?:enfants?|fils|fille|bébé|mère|père|parents?|petite?|dernière?|frère|soeur|grand-mère"
    r"|mari|femme|conjointe?|épou(?:x|se)|maman|papa)(?![a-z])"
)
_CARE = r"(?:élever|éduquer|m'occuper|s'occuper|soigner|garder|soins|accompagner|auprès de)"
_OTHER_REASON = (
    rf"(?:{_OWN_REASONS}|{_STUDIES_OR_FIRM}|commerce|entreprise|voyage|tour du monde|association"
    r"|humanitaire|essayer|tenter|chance|formation|mandat|food truck|chambre d'h|photograph|musique"
    r"|boutique|salon de|saison|projet|dans le privé|métier|pour (?:écrire|naviguer|apprendre"
    r"|enseigner|travailler|exercer|ouvrir|lancer"
    r"|vivre|partir|faire|jouer|gérer|tenir)(?![a-z])|changer d'air)"
)
_REASONS = tuple(
    Reading(
        "motif_de_la_disponibilite",
        pattern(written),
        always(name),
        ("dispo", "conjoint", "mari", "epou"),
        unless=pattern(_OTHERS),
        beside=pattern(beside) if beside else None,
        own=False,
        denies=True,
        imperfect=True,
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, written, beside, yes, no in (
        (
            "suivre son conjoint",
            (
                rf"(?:{_SPOUSE}[^.?!;]{{0,80}} {_LEAVE}[^.?!;]{{0,20}} (?:le|la|l') ?(?:suivre"
                rf"|rejoindre)"
            rf"|{_SPOUSE}[^.?!;]{{0,40}} {_MOVED}[^?!;]{{0,90}} {_LEAVE}"
            rf"|{_LEAVE} (?:[a-z']{{1,12}} ){{0,3}}(?:suivi|rapprochement|suivre) (?:de |du )?"
            rf"(?:mon |ma |son |sa )?{_SPOUSE}|(?:suivre|rejoindre|rapprocher de) (?:mon|ma|son|sa)"
            rf" {_SPOUSE}[^.?!;]{{0,100}} {_LEAVE})"),
            None,
            ("Ma femme a trouvé un travail à Lyon, il me faut donc une disponibilité.",
             "Ma disponibilité de suivi de conjoint expire bientôt.",
             "Rejoindre mon époux à Nice, voilà pourquoi je veux une disponibilité."),
            ("Mon mari est muté à Nice.",),
        ),
        (
            "raisons familiales",
            (
                rf"(?:{_LEAVE}[^.?!;]{{0,60}} (?:parce que|car|puisque|pour) (?:mon |ma |mes |un "
                rf"|une )?"
            r"(?:enfants?|fils|fille|bébé|mère|père|maman|papa)(?![a-z])"
            rf"|{_KIN}[^.?!;]{{0,80}} {_LEAVE}[^.?!;]{{0,30}} (?:rester|être) (?:avec|auprès)"
            rf"|{_LEAVE}[^.?!;]{{0,70}} (?:{_CARE}[^.?!;]{{0,25}} {_KIN}|familial[a-z]*"
            r"|la famille|adopt[a-z]+)"
            rf"|(?:{_CARE}[^.?!;]{{0,20}} {_KIN}|adoption|adopter|(?:mère|père|mari|fils|fille"
            rf"|femme)"
            rf" (?:est )?(?:gravement |très )?malade)[^.?!;]{{0,70}} {_LEAVE})"),
            r"rien de familial|suivre (?:mon|ma)|pas (?:pour|de) (?:raisons? )?famil",
            ("L’agent est en disponibilité pour raisons familiales.",
             "Disponibilité depuis mars, soins à un enfant malade.",
             "Le motif de ma dispo est la famille.",
             "Je pars en Colombie pour une adoption, ma disponibilité est prête."),
            ("Rien de familial dans ma disponibilité.",),
        ),
        (
            "santé",
            (rf"(?:{_LEAVE}[^.?!;]{{0,60}} {_SICK}"
            rf"|(?:après|{_SICK})[^.?!;]{{0,70}} (?:mise?|placée?) (?:[a-z']{{1,9}} )?en {_LEAVE}"
            rf"|{_SICK},? (?:je (?:sollicite|demande) )(?:une )?(?:mise en )?{_LEAVE})"),
            rf"{_KIN}|proche|aide-?soignant",
            ("En disponibilité pour motif médical jusqu’en mai.",
             "Droits à congé épuisés, on m’a placé en disponibilité.",
             "Ma dispo, c’est à cause de la maladie."),
            ("Ma disponibilité a commencé en mars.",),
        ),
        (
            "autre motif",
            (rf"(?:{_LEAVE}[^.?!;]{{0,70}} (?:d'|l'|un |une |des |mes |mon |ma )?{_OTHER_REASON}"
            rf"|(?:projet|entreprise|association|saison|mandat|commerce)[^.?!;]{{0,60}} {_LEAVE})"),
            (rf"suivre|{_CARE}|rejoindre (?:mon|ma)|santé|conjoint|famille|si (?:je|j')|d'office"
             r"|puis-je|formation ?\?|ouvert|pendant ma"),
            ("Disponibilité demandée : reprise d’un commerce.",
             "Je suis en dispo pour tenter ma chance comme chanteur.",
             "J’ai pris une disponibilité pour travailler dans une association."),
            ("En disponibilité, quels sont mes droits ?",),
        ),
    )
)  # fmt: skip


def reasons_of_the_leave(plain: Plain) -> Iterator[FactRead]:
    """Read the reason of a disponibilité; of several, none."""
    yield from read_table(_REASONS, plain)
