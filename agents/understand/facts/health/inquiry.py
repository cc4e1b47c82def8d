"""Whether the employer looks into an accident or illness of service, told in freer words."""

from collections.abc import Iterator

from agents.understand.readings import Reading, always, read_table
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_MATTER = pattern(
    r"accident|citis(?![a-z])|imputab|maladie pro|bless|chute|tombé|rechute|dossier complet"
    r"|reçu complet|(?:ma|la|sa|une) déclaration|ma maladie, constatée|dossier [a-z]{0,8} ?passait"
)
_OTHER_MATTER = (
    r"inaptitude|longue maladie|clm|cld|retraite|dispon|reclasse|doit-|doit on|faut|disciplin"
    r"|harcèlement|peut-|peut on|temps partiel|thérap|grave maladie|est-ce|police|gendarm|doit-il"
    r"|climat"
)
_NOT_OF_SERVICE = pattern(_OTHER_MATTER)
_EXPERT = r"(?:expert|expertise|contre-expertise|enquête|médecin (?:agréé|expert)|investigation)"
_ORDERED = (
    r"(?:nommé|désigné|mandaté|saisi|diligenté|ordonné|demandé|prévu|programmé|fixé|lancé|engagé"
    r"|ouvert|organisé|réalisé|en cours|convoqué|réclamé|envisagé|confié|ouvert)e?s?(?![a-z])"
)
_OF_A_FILE = pattern(r"délai|déclaration|dossier|instru|prononcer|imputab")
_SOMEBODYS = (
    r"|(?:de|d'|à) (?:ma|mon|une?|son|sa) (?:collègue|conjoint|mari|femme|fils|fille|soeur|frère"
    r"|ami"
    r"|voisin)"
)
_INQUIRIES = (
    Reading(
        "enquete_ou_expertise",
        pattern(
            rf"{_EXPERT}(?: [a-z']{{1,14}}){{0,2}} {_ORDERED}|(?:expertise|enquête)"
            r"(?: médicale)? (?:le |du )(?:lundi |mardi |mercredi |jeudi |vendredi )?\d"
            r"|attend(?:ons|ent|re)? (?:toujours |encore )?(?:l'avis|la réponse|le retour"
            r"|le passage)"
            r" (?:du |en |devant le )(?:conseil médical|médecin agréé|comité médical)"
            r"|(?:avis|saisine) (?:du )?conseil médical (?:est |a été )?(?:attendu|demandé"
            r"|sollicité"
            r"|en cours|requis)|(?:dossier|accident)(?: d'accident)? (?:est |va |a été )?(?:passe"
            r"|passer|passé|passait|passera"
            r"|part|parti|transmis|envoyé|soumis|examiné)[a-z]{0,2} (?:en|devant|au|par) (?:le "
            r"|un )?"
            r"(?:conseil médical|expert|commission de réforme)|enquêt(?:e|ent) (?:auprès|sur"
            r"|encore)"
            r"|(?:mène|mènent|fait|font|ouvre|ouvrent|mené|passé|passer|subi|eu|lancé)"
            r" (?:à )?(?:une |mon )"
            rf"{_EXPERT}|(?:saisi|saisit|saisie|saisine|demandé|sollicité|sollicite|demande|requis"
            r"|attends?|attente|transmis|mandaté|nommé|désigné|consulté|convoqu[a-z]{1,4}|envoie"
            r"|envoyée?|vue?|rencontré|examinée?|reçue?)"
            rf"(?:(?!pas |jamais |ni |sans |aucun)[^.?!;\n]){{0,30}} (?:{_EXPERT}|conseil médical)"
            rf"|(?:{_EXPERT}|conseil médical) (?:m'a|l'a|doit|va|se) (?:vue?|reçue?|examinée?"
            r"|convoqu[a-zé]+"
            r"|rendre|donner|se prononcer|statuer|réunit|prononce|examiner|rendu)"
            rf"|fait l'objet d'une {_EXPERT}|conseil médical (?:examine|étudie|statue"
            rf"|traite)[a-z]{{0,3}}"
        ),
        always(OUI),
        ("enquet", "expert", "agre", "conseil medical", "investig", "comision"),
        unless=pattern(rf"{_OTHER_MATTER}|aucune? |sans (?:enquête|expert){_SOMEBODYS}"),
        own=False,
        yes=(
            ("Un expert a été désigné pour mon accident de service.", "oui"),
            ("Accident du 3 octobre : expertise le 20 novembre à 14 h.", "oui"),
            ("L'employeur attend l'avis du conseil médical pour mon accident.", "oui"),
            ("Mon dossier d'accident passe en conseil médical.", "oui"),
            ("La mairie enquête auprès des témoins de mon accident.", "oui"),
        ),
        no=(
            "Un expert doit-il être nommé pour mon accident ?",
            "Mon CLM attend l'avis du conseil médical.",
            "La gendarmerie enquête sur l'accident.",
        ),
    ),
    Reading(
        "enquete_ou_expertise",
        pattern(
            rf"(?:aucune?|sans|pas (?:eu )?d'|ni|pas de) (?:[a-z]{{1,9}} ){{0,2}}{_EXPERT}"
            rf"|(?:pas|jamais|ni|rien|aucun)(?: [a-z']{{1,12}}){{0,5}} (?:d'|l'|à un |à l'|le )?"
            rf"(?:{_EXPERT}|conseil médical)|(?:personne n'a|pas) enquêté"
            r"|pas(?: été)? (?:convoqué|nommé|désigné|mandaté|saisi|demandé|ordonné|lancé|engagé"
            r"|diligenté|ouvert)e?s?(?: [a-z']{1,9}){0,2} (?:d'|l'|par un |une? |le |de )?"
            rf"(?:{_EXPERT}|conseil médical)|rien (?:n'a été )?(?:demandé|engagé"
            rf"|lancé)[^.?!;\n]{{0,25}}"
            r"(?:médecin|expert|conseil|enquête)|conseil médical n'a (?:pas|jamais) été (?:saisi"
            r"|consulté|sollicité|réuni)"
        ),
        always(NON),
        ("enquet", "expert", "agre", "conseil medical", "investig", "medecin", "conseil"),
        unless=pattern(rf"{_OTHER_MATTER}|refus|attend|attente|avis d|convaincu|encore rendu"),
        denies=True,
        yes=(
            ("La mairie n'a engagé aucune investigation sur mon accident.", "non"),
            ("On ne m'a pas convoqué d'expert après mon accident.", "non"),
            ("Accident : l'employeur n'a pas saisi le conseil médical.", "non"),
            ("Dossier complet reçu le 3 novembre, sans expertise.", "non"),
        ),
        no=(
            "Faut-il une expertise pour mon accident ? J'aimerais le savoir.",
            "Aucune expertise pour mon CLM.",
        ),
    ),
)


def inquiries(plain: Plain) -> Iterator[FactRead]:
    """Read whether an inquiry, an expert or the medical council has been called upon."""
    of_a_file = _OF_A_FILE.search(plain.text) and not _NOT_OF_SERVICE.search(plain.text)
    if _MATTER.search(plain.text) or of_a_file:
        yield from read_table(_INQUIRIES, plain)
