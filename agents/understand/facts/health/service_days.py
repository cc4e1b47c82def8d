"""What a doctor found after an accident, of an illness or a relapse, told in freer words."""

from collections.abc import Iterator
from datetime import date

from agents.understand.dates import WEEK
from agents.understand.facts.health.words import DOCTOR
from agents.understand.readings import DayReading, read_days
from statute.facts import FactRead
from statute.french import Plain, pattern

_ON = (
    r"(?:[ ,:(]{1,3}(?:(?:que )?(?:le|du|au)|en date du|est du|date du|depuis le|dès le|que) "
    rf"| ?[:,(] ?| )(?:(?:{'|'.join(WEEK)}) )?$"
)
_ANY = pattern(rf"(?:(?:le|du|au|date|que|:|,) )?(?:(?:{'|'.join(WEEK)}) )?$")
"""Any day of a sentence: the rest of it tells what was found."""
_FOUND = (
    r"(?:constat|établi|rédig|délivr|diagnosti|fait|mentionn|rempli|sign|dat|fourni|certifi|relev"
    r"|décel|découv|attest|confirm|act[ée]|valid|mis|annonc|parl|déclaré par|reconn"
    r"|pos[ée])[a-z]{0,7}"
)
_NEW_CLAUSE = r"(?!, (?:je|j'|il|elle|on) |puis |déclar|tomb|accident (?:du|était|date|sur)|arrêt)"
_NOT_THAT_DAY = pattern(
    r"(?:envoy|transmis|adress|déclar|dépos|remis|reçu)[^.?!;\n]{0,30}$"
    r"|(?:arrêt(?!é)|prévenu|rendez-vous|jusqu|avant"
    r"|reprise|repris(?![a-z])|née?(?![a-z])|demand|survenu|eu lieu|chut|tomb|bless|gliss)"
    r"[^.?!;\n]{0,18}$|(?:accident|agression)(?: [a-z']{1,10}){0,2} (?:le|du|:|ce)"
    r" (?:[a-z]{5,8} )?$"
    r"|accident[^.?!;\n]{0,20} (?:du|était|date|survenu|eu lieu)[^.?!;\n]{0,8}$"
    r"|(?:je suis|j'ai) (?:retombé|tombé|chuté)[^.?!;\n]{0,30}$"
)
_NOT_THAT_DAY_OF_RELAPSE = pattern(
    r"(?:envoyé|transmis|adressé|déclaré|déposé|remis|arrêt(?!é)|prévenu|rendez-vous|jusqu|avant|né"
    r"|reprise|repris(?![a-z])|demandé|survenu|eu lieu)[^.?!;\n]{0,18}$"
    r"|accident(?:(?!rechut)[^.?!;\n])"
    r"{0,20} (?:du|était|date|survenu|eu lieu)[^.?!;\n]{0,8}$"
)
_SEEN = (
    r"(?:vue?|voir|fait examiner|faire examiner|consulté|consulter|examinée?|reçue?|auscultée?"
    r"|soignée?|passée? aux urgences"
    r"|allée? (?:chez|voir|aux urgences))(?![a-z])"
)
_AT_WORK = pattern(
    r"cmi(?![a-z])|accident|bless|chut|tomb|agress|accroch|coinc|coupé|brûl|cogné|citis(?![a-z])"
    r"|lésion|foul"
    r"|percut|renvers|gliss|mordu|morsure|malaise|entorse|fractur|écras|électri|heurt|choc"
    r"|altercation"
)
_OTHER_PAPER = (
    r"rechut|consolid|final|guérison|grossesse|scolar|décès|certificat de travail|aptitude"
    r"|vie commune|hébergement|maladie pro|manqu"
)
_OF_ACCIDENT = (
    DayReading(
        "certificat_de_l_accident",
        pattern(
            rf"(?:certificat|certif|cmi)(?![a-z])(?:{_NEW_CLAUSE}[^.?!;\n]){{0,50}}{_ON}"
            rf"|(?:établi|rédigé|délivré|rempli|signé|dressé)e?s?(?![a-z])[^.?!;\n]{{0,30}}{_ON}"
            rf"|{_SEEN}(?:(?!accident|chute|agress)[^.?!;\n]){{0,40}}{_ON}"
        ),
        ("certif", "cmi"),
        after=pattern(
            rf"(?<=\A),? (?:que |chez |par )?(?:le |la |mon |un |ma |les |l'|aux )?{DOCTOR}"
            r"[^.?!;\n]{0,40} (?:fait|établi|rédigé|rempli|délivré|donné|remis|signé|dressé)"
            r"[^.?!;\n]{0,25}(?:certif|cmi)"
        ),
        about=pattern(
            rf"(?:(?={DOCTOR}|[^?!;\n]{{1,250}}[ ']{DOCTOR})|(?=[^?!;\n]{{0,250}}(?:initial"
            r"|accident"
            r"|cmi|lésion|bless|chute)))[^?!;\n]{0,250}"
            r"(?:certificat|certif|cmi)(?![a-z])"
        ),
        not_before=_NOT_THAT_DAY,
        unless=pattern(_OTHER_PAPER),
        past=True,
        yes=(
            (
                "Chute dans la cour : je n'ai vu le docteur que hier, il a fait le certificat.",
                "2026-11-23",
            ),
            (
                "Blessée à la main, le médecin a fait le certificat d'accident vendredi.",
                "2026-11-20",
            ),
            (
                "Le légiste m'a examinée le 12.11.2026 après l'agression, d'où ce certificat.",
                "2026-11-12",
            ),
        ),
        no=(
            "Accident : j'ai vu mon avocat le 12 novembre.",
            "Je suis tombée, le certificat a été envoyé le 12 novembre.",
        ),
    ),
    DayReading(
        "certificat_de_l_accident",
        pattern(
            r"(?:lésions?|blessures?|fracture|entorse|accident)(?:(?!déclar|constat d'"
            r"|reconn)[^.?!;\n])"
            rf"{{0,45}}(?:constaté|constatation|établi|relevé"
            rf"|attesté)[a-z]{{0,3}}[^.?!;\n]{{0,30}}{_ON}"
            r"|constaté[a-z]{0,2} (?:mes|ses|les|la|mon|l') ?(?:blessures?|lésions?|fracture"
            r"|entorse|plaie"
            rf"|accident)(?:{_NEW_CLAUSE}[^.?!;\n]){{0,35}}{_ON}"
            r"|(?:constat|constatation|examen)(?: médicale?)?(?: initiale?)? (?:de|des|du)"
            rf"[^.?!;\n]{{0,20}}(?:accident|lésions|blessures?|chute)"
            rf"(?:{_NEW_CLAUSE}[^.?!;\n]){{0,45}}{_ON}"
        ),
        ("constat", "etabli", "releve", "atest", "examen"),
        about=pattern(rf"médical|certificat|{DOCTOR}"),
        not_before=pattern(
            r"(?:envoy|transmis|déclar|dépos|remis|reçu|arrêt(?!é)|accident du)[^.?!;\n]{0,15}$"
        ),
        unless=pattern(rf"{_OTHER_PAPER}|huissier|à l'amiable"),
        past=True,
        yes=(
            ("Les blessures n'ont été constatées médicalement que le 15 octobre.", "2026-10-15"),
            ("Le constat médical de mon accident a eu lieu le 17 novembre.", "2026-11-17"),
            (
                "La constatation médicale de l'accident, faite le 28 août, parle d'une entorse.",
                "2026-08-28",
            ),
        ),
        no=("Le constat de mon accident de voiture a été fait le 17 novembre à l'amiable.",),
    ),
)
_LINKED = (
    r"(?:rattach|liée?s? |lien |rapproch|ven(?:ai|u)|vient |viennent|caus|provoqu|sur le compte"
    r"|origine|imput|comme prof|(?:était|est|serait) prof|à cause|par (?:le|mon|son) (?:travail"
    r"|métier|boulot|poste)|maladie pro|dus? (?:à|au)|due?s? (?:à|au))"
)
_WORK = (
    r"(?:(?<!medecin du )travail(?!l)|boulot|métier|mon poste|taf(?![a-z])|professionnel|produits"
    r"|bruit|fonctions|gestes|maladie pro|l'atelier|tableau \d)"
)
_OF_ILLNESS = (
    DayReading(
        "constat_de_la_maladie_professionnelle",
        _ANY,
        (
            "medecin",
            "docteur",
            "toubib",
            "specialiste",
            "hopital",
            "logue",
            "chirurgien",
            "expert",
            "psychiatre",
            "generaliste",
            "dr ",
            "orl",
            "urgences",
            "clinique",
            "infirmi",
        ),
        about=pattern(
            rf"(?=(?:[^?!;\n]{{1,250}} )?{DOCTOR})(?=[^?!;\n]{{0,250}} {_LINKED})"
            rf"(?=[^?!;\n]{{0,250}}[ '«]{_WORK})[^?!;\n]{{0,250}}"
            r"(?:dit|rattach|reconnu|rapproch|appris|mis|constat|établi|confirm|expliqu|conclu"
            r"|écrit"
            r"|diagnost|imput|attribu|estim|parl|évoqu|soupçonn|signal|indiqu|reli|fait le lien"
            r"|not[ée]"
            r"|inscrit|certifi|affirm)"
        ),
        not_before=_NOT_THAT_DAY,
        unless=pattern(
            r"rechut|déclar(?!er)|envoy|accident|conseil médical|en arrêt|mon arrêt|né[e]? le"
            r"|congé|dépos|demand|reclass|inapt"
        ),
        past=True,
        yes=(
            ("Le médecin m'a dit lundi dernier que ma tendinite venait du boulot.", "2026-11-23"),
            (
                "C'est le 30 mars 2026 que le spécialiste a rattaché ma surdité au bruit.",
                "2026-03-30",
            ),
            (
                "J'ai appris par le rhumatologue, le 4 juin, que mon dos était lié à mon métier.",
                "2026-06-04",
            ),
        ),
        no=(
            "Le médecin du travail m'a reçue le 4 juin.",
            "Mon médecin dit que cela vient du travail, je suis en congé depuis le 4 juin 2026.",
            "Le médecin a dit à ma soeur le 4 juin que son asthme venait du travail.",
        ),
    ),
    DayReading(
        "constat_de_la_maladie_professionnelle",
        _ANY,
        (
            "profesionel",
            "maladie pro",
            "tableau",
            "origine pro",
            "au travail",
            "metier",
            "constatation",
        ),
        about=pattern(
            r"(?=(?:[^?!;\n]{1,250}[ '])?(?:maladie pro|maladie d'origine|tableau n?°? ?\d"
            r"|caractère prof"
            r"|origine prof|liée?s? (?:au travail|à mon|à son)|l'origine prof|dues? (?:au travail"
            r"|à mon)"
            r"|première constatation|(?:asthme|eczéma|allergie|surdité|affection|pathologie"
            r"|tendinite"
            r"|dermatite|épicondylite)s? professionnel))[^?!;\n]{0,250}(?:diagnos|constat"
            r"|certificat|certif"
            r"|vue? (?:par|le)|annonc|irm|scanner|radio(?![a-z])|échographie|électromyo|découv"
            r"|décel|mise? en évidence)"
        ),
        not_before=_NOT_THAT_DAY,
        unless=pattern(
            r"rechut|déclar(?!er)|envoy|accident|conseil médical|arrêt(?:s|é)|congé|dépos|demand"
            r"|reclass|inapt|imputable|reconnue? par (?:la|le maire|l'emp)|reçu|transmi|adress"
        ),
        past=True,
        yes=(
            ("Première constatation de ma maladie professionnelle : 5 mai 2026.", "2026-05-05"),
            ("L'IRM du 2 juin 2026 a mis en évidence ma maladie professionnelle.", "2026-06-02"),
            ("Une tendinite liée au travail m'a été diagnostiquée le 9 avril 2026.", "2026-04-09"),
        ),
        no=(
            "J'ai transmis le certificat de maladie professionnelle le 9 avril 2026.",
            "Le certificat de mon arrêté de maladie date du 9 avril 2026.",
        ),
    ),
    DayReading(
        "constat_de_la_maladie_professionnelle",
        pattern(
            r"(?:canal carpien|tendinite|épicondylite|surdité|hernie|eczéma|allergie|lombalgie"
            r"|asthme"
            r"|burn[- ]?out|coiffe|syndrome|pathologie|affection|troubles?|coude|épaule|genou"
            r"|poignet"
            r"|dos|maladie|sciatique)"
            r"(?:(?!déclar|envoy|arrêt|puis )[^.?!;\n]){0,50}"
            r"(?:diagnostiqu|constat|décel|découv|mise? en évidence|vue? par|certificat|établi)"
            rf"(?:(?!déclar|envoy|arrêt|puis )[^.?!;\n]){{0,45}}{_ON}"
        ),
        ("pro", "tableau"),
        about=pattern(
            r"maladie pro|tableau n?°? ?\d|(?:comme|origine|caractère) prof|lié[a-z]* (?:au|à mon) "
            r"(?:travail|métier|poste)"
        ),
        not_before=_NOT_THAT_DAY,
        unless=pattern(r"rechut|imputable|reconnue? par (?:la|le maire|l'emp)|accident"),
        past=True,
        yes=(
            ("Tendinite diagnostiquée le 14/05/2026, tableau 57.", "2026-05-14"),
            ("Mon épaule, vue par le médecin le 2 octobre : maladie pro selon lui.", "2026-10-02"),
            ("Sa lombalgie a été constatée comme professionnelle le 1er juin 2025.", "2025-06-01"),
        ),
        no=(
            "Tendinite du tableau 57 : je l'ai déclarée le 14/05/2026.",
            "Eczéma diagnostiqué le 14/05/2026, en arrêt depuis.",
        ),
    ),
)
_OF_RELAPSE = (
    DayReading(
        "constat_de_la_rechute",
        pattern(
            rf"rechut[a-z]{{0,4}}(?:{_NEW_CLAUSE}[^.?!;\n]){{0,60}}(?:{_FOUND}|certificat|{_SEEN})"
            rf"(?:{_NEW_CLAUSE}[^.?!;\n]){{0,45}}{_ON}"
            rf"|(?:{_FOUND}|certificat|constat)(?:{_NEW_CLAUSE}[^.?!;\n]){{0,60}}rechute"
            rf"(?:{_NEW_CLAUSE}[^.?!;\n]){{0,45}}{_ON}"
            rf"|certificat(?:{_NEW_CLAUSE}[^.?!;\n]){{0,45}}{_ON}|m'a {_SEEN}[^.?!;\n]{{0,20}}{_ON}"
        ),
        ("rechut",),
        after=pattern(
            rf"(?<=\A),? (?:que )?(?:le |mon |la |ma |l'|un ){DOCTOR}[^.?!;\n]{{0,40}} (?:constat"
            r"|confirm"
            r"|parl|dit|diagnos|conclu|établi)[^.?!;\n]{0,40} rechut"
            r"|(?<=\A),? (?:et )?[^.?!;\n]{0,30}(?:conclu|constat|diagnos)[^.?!;\n]{0,20} rechut"
        ),
        about=pattern(
            rf"rechut[^?!;\n]{{0,200}}[ '](?:constat|certificat|établi|diagnos|examin|{DOCTOR})"
            rf"|(?:constat|certificat|établi|diagnos|{DOCTOR})[^?!;\n]{{0,200}} rechut"
        ),
        not_before=_NOT_THAT_DAY_OF_RELAPSE,
        unless=pattern(r"grossesse|cancer|dépressi|prolong|refus"),
        past=True,
        yes=(
            ("J'ai rechuté, le médecin a fait le certificat le 02/11.", "2026-11-02"),
            ("Le constat de la rechute par le rhumatologue date du 19 novembre.", "2026-11-19"),
            ("Le certificat de rechute ci-joint est daté du 12.11.2026.", "2026-11-12"),
            ("C'est une rechute, dit mon médecin, qui m'a examinée le 7/11/2026.", "2026-11-07"),
        ),
        no=(
            "Le certificat de rechute vous a été envoyé le 12 novembre.",
            "Constat de la rechute de mon accident du 4 mars 2024.",
            "Rechute de ma dépression, certificat de prolongation du 12 novembre.",
        ),
    ),
)
_COMPLETE = r"(?:complet|complété|complète|entier|entière|intégral|au grand complet|au complet)e?s?"
_OF_FILE = (
    DayReading(
        "dossier_de_citis_complet",
        pattern(
            rf"(?:dossier|déclaration|pièces|formulaire)[^.?!;\n]{{0,50}} {_COMPLETE}(?![a-z])"
            rf"(?:(?!expertise|conseil|accident du)[^.?!;\n]){{0,45}}{_ON}"
            rf"|(?:complété|régularisé)e?(?:(?!expertise|incompl)[^.?!;\n]){{0,25}}{_ON}"
            rf"|(?:reçu|réceptionné|arrivé|déposé|parvenu)e?s? (?:au )?{_COMPLETE}{_ON}"
            r"|(?:derni(?:er|ère) (?:pièce|document|justificatif|papier|certificat|élément)"
            r"|pièces? (?:manquantes?"
            r"|demandées?|complémentaires?)|accusé réception|complétude|toutes les pièces|toutes"
            r" (?:ses|mes|les) pièces|tous (?:les|mes|ses) (?:documents"
            r"|papiers|justificatifs))(?:(?!expertise|accident du|chute)[^.?!;\n]){0,45}"
            rf"{_ON}|dossier[^.?!;\n]{{0,40}} (?:bouclé|finalisé|clos){_ON}"
            rf"|accusé de réception[^.?!;\n]{{0,40}}{_ON}"
            rf"|(?:rendu|remis|déposé)[^.?!;\n]{{0,15}} formulaire et [^.?!;\n]{{0,30}}{_ON}"
        ),
        (
            "complet",
            "complete",
            "entier",
            "integral",
            "regularis",
            "acuse de reception",
            "formulaire",
            "piece",
            "document",
            "papiers",
            "justificatifs",
            "totalite",
            "ensemble",
            "boucle",
            "finalise",
            "acuse",
            "elements",
            "pieces",
            "toutes",
        ),
        about=pattern(
            "accident|citis|maladie|dossier|déclaration|pièces|expertise|prononcer|instruire"
            "|formulaire|citis"
        ),
        after=pattern(
            r"(?<=\A),? (?:que )?(?:(?:vous |la mairie |nous |on )(?:avez|a|avons) (?:enfin |bien "
            r"|reçu |eu ){0,2}(?:toutes"
            r"|tous|tout le|le dossier complet|mon dossier complet)|la totalité|l'ensemble"
            r"|l'intégralité|toutes les pièces|tout le dossier"
            r"|le dossier complet)|(?<=\A)[ ,]{1,2}(?:et |donc |ce qui )[^.?!;\n]{0,25}dossier"
            r"[^.?!;\n]{0,30}complet"
        ),
        not_before=pattern(
            r"(?:incomplet|incomplète|pas complet|expertise|accident (?:du|le)|chute"
            r"|conseil médical|certificat"
            r"|rendez-vous|avant|jusqu'au|maladie (?:du|le))[^.?!;\n]{0,12}$"
        ),
        unless=pattern(
            "retraite|formation|candidat|inscription|n'est pas complet|temps complet|mutation|dispo"
            "|rupture|chômage|recrut"
        ),
        past=True,
        yes=(
            ("Accident de service : reçu complet le 3 novembre 2026.", "2026-11-03"),
            (
                "La déclaration d'accident du 1er septembre a été régularisée le 15 septembre.",
                "2026-09-15",
            ),
            ("Accident : vous avez reçu le 16 novembre 2026 la totalité du dossier.", "2026-11-16"),
            ("Citis : il a rendu le formulaire et les justificatifs le 29 octobre.", "2026-10-29"),
        ),
        no=(
            "Mon dossier d'accident est toujours incomplet le 3 novembre 2026.",
            "J'ai complété mon dossier de retraite le 3 novembre 2026.",
            "Accident : dossier complet, expertise le 20 novembre.",
        ),
    ),
)
_OF_SERVICE = pattern(
    r"accident|citis(?![a-z])|imputab|maladie pro|bless|chut|tombé|dossier complet|reçu complet"
    r"|déclaration (?:d'acc|incompl|compl)|dossier de déclaration|papiers pour (?:mon|ma)|expertise"
)
_NOT_OF_SERVICE = pattern(
    r"retraite|mutation|formation|inscription|rupture conv|chômage|longue maladie|clm|cld"
    r"|temps part"
    r"|télétravail|allocation|recrut"
)


def service_days(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the days of an accident or illness of service that its usual words do not tell."""
    if _AT_WORK.search(plain.text):
        yield from read_days(_OF_ACCIDENT, plain, received)
    yield from read_days((*_OF_ILLNESS, *_OF_RELAPSE), plain, received)
    if _OF_SERVICE.search(plain.text) and not _NOT_OF_SERVICE.search(plain.text):
        yield from read_days(_OF_FILE, plain, received)
