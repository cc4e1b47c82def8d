"""Days told of an illness in more words: its first note, a grave one, a death, the last visit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from agents.understand.dates import MONTH, WEEK
from agents.understand.readings import DayReading, read_days
from statute.facts import FactRead
from statute.french import Plain, pattern

_WEEKDAY = rf"(?:(?:{'|'.join(WEEK)}) )?"
_THE = rf"(?: |: ?|, ?|\()(?:(?:le|ce|au|du) )?{_WEEKDAY}$"
_ON = rf"(?: |: ?|, ?|\()(?:(?:le|ce) )?{_WEEKDAY}$"
_GAP = r"[^.?!;\n]"
_ALD = (
    r"(?:ald|affection|maladie de [a-z]{4,12}|sclérose|diabète|cancer|parkinson|crohn|chimio"
    r"|dialys)"
)
_FIRST = (
    r"(?:(?:premier|1er|tout premier) arrêt|arrêt (?:initial|inaugural|d'origine|de départ)"
    r"|arrêt,? (?:celui )?qui a ouvert)"
)
_AWAY = pattern(r"(?:jusqu'|reconnue?|accordée?|notifi|fin|renouvel)[^.?!;\n]{0,20}$")
_FIRST_DAYS = (
    DayReading(
        "premier_arret_de_l_ald",
        pattern(
            rf"{_FIRST}(?:(?!fin |jusqu|second|deuxième|envoy|reprise|reconnu){_GAP}){{0,70}}{_THE}"
        ),
        ("ald", "afection", "sclerose", "diabete", "cancer", "parkinson", "crohn", "chimio",
         "dialys", "crohn", "maladie de"),
        after=pattern(
            r"^,? (?:que |qu')(?:a commencé|a débuté|remonte|date|j'ai eu|on m'a fait)"
            rf"[^.?!;\n]{{0,20}}{_FIRST}"
            rf"|^,? (?:pour |lors d[ue] |au |jour d[ue] |date d[ue] )?(?:mon |le |son )?{_FIRST}"
        ),
        not_before=_AWAY,
        past=True,
        imperfect=True,
        yes=(
            ("Pour mon diabète, l'arrêt initial remonte au 5 mai 2025.", "2025-05-05"),
            ("C'est le 4 mars 2025 qu'a débuté le premier arrêt de mon ALD.", "2025-03-04"),
            ("Le 3 mars 2025, premier arrêt pour mon cancer, avec carence.", "2025-03-03"),
        ),
        no=(
            "L'arrêt initial pour ma grippe date du 5 mai 2025.",
            "J'ai une ALD depuis le 5 mai 2025.",
            "Pour mon ALD, le premier arrêt court jusqu'au 5 mai 2026.",
        ),
    ),
    DayReading(
        "premier_arret_de_l_ald",
        pattern(
            r"(?:carence|trentième)[^.?!;\n]{0,50}(?:lors de|sur|pour) (?:l'|mon |son )arrêt"
            rf"(?:(?!fin |jusqu){_GAP}){{0,40}}{_THE}"
            r"|(?:carence|trentième)[^.?!;\n]{0,50}(?:retir|retenu|prélev|compt|appliqu|dédui|subi"
            r"|pris"
            rf"|payé|eue?(?![a-z])|support|déjà|laissé)[^.?!;\n]{{0,30}}{_THE}"
        ),
        ("carence", "trentieme"),
        about=pattern(_ALD),
        unless=pattern(r"oubli|pas coch|sans ald|pas d'ald|non coch|à tort|grippe|rembours"),
        not_before=_AWAY,
        past=True,
        imperfect=True,
        yes=(
            ("Carence déjà retenue sur l'arrêt du 2 février 2026, en ALD lui aussi.",
             "2026-02-02"),
            ("Mon ALD a déjà eu sa carence, prélevée le 3 juin 2025.", "2025-06-03"),
        ),
        no=("Carence retenue à tort sur l'arrêt du 2 février 2026, je suis en ALD.",),
    ),
    DayReading(
        "premier_arret_de_l_ald",
        pattern(
            r"première fois (?:que )?(?:j'ai été|je me suis|il a été|elle a été|on m'a) arrêtée?"
            rf"[^.?!;\n]{{0,50}}{_THE}"
        ),
        ("premiere fois",),
        about=pattern(rf"{_ALD}|ma maladie|cette maladie"),
        past=True,
        imperfect=True,
        yes=(
            ("La première fois que j'ai été arrêtée pour mon ALD, c'était le 7 avril 2025.",
             "2025-04-07"),
        ),
        no=("La première fois que j'ai été arrêtée, c'était le 7 avril 2025.",),
    ),
    DayReading(
        "debut_de_la_grave_maladie",
        pattern(
            r"(?:grave maladie|maladie grave|cgm)(?:(?!demand|termin|finit|achèv|examin|dossier"
            r"|reprise|fin |jusqu|prolong|refus|daté)[^.?!\n]){0,45}(?: (?:du|au|depuis le"
            rf"|depuis|à partir de|dès|début|débute|débutant|commencée?|:)|:|\() ?(?:le |du )?"
            rf"{_WEEKDAY}$"
        ),
        ("grave maladie", "maladie grave", "cgm"),
        after=pattern(
            r"^,? (?:que |qu'|je |j'|il |elle |l'agente? )?(?:a |ai |est |suis )?(?:débuté|commencé"
            r"|démarré|été (?:placé|mis)e?|parti|passé|entré)e?s?[^.?!;\n]{0,25}(?:grave maladie"
            r"|maladie grave|cgm)|^,? ?(?:(?:date de |le )?début|date d'effet|en"
            r"|congé)[^.?!;\n]{0,25}"
            r"(?:grave maladie|maladie grave|cgm)"
        ),
        not_before=pattern(
            rf"(?:jusqu'au|jusqu'à|fin|reprise|reprend|reçu|courrier|né"
            rf"|daté du)(?![a-z])[^.?!;\n]{{0,12}}$"
            rf"|(?:\d{{4}}|{MONTH}|\d\d?/\d\d?) au {_WEEKDAY}$|(?:arrêté|décision|courrier|séance"
            rf"|commission|avis|conseil médical)[^.?!;\n]{{0,15}}(?:du|le) {_WEEKDAY}$|(?:demandé"
            rf"|déposé|sollicité|demande)[^.?!;\n]{0,60}$"
        ),
        coming=True,
        yes=(
            ("CGM : début 04/05/2026, premier renouvellement en cours.", "2026-05-04"),
            ("On me place en grave maladie à partir de demain.", "2026-11-25"),
            ("C'est le 6 avril 2026 qu'a commencé mon congé de grave maladie.", "2026-04-06"),
            ("Mise en grave maladie avec effet au 8 juin 2026.", "2026-06-08"),
        ),
        no=(
            "Ma demande de grave maladie sera examinée à partir du 3 décembre 2026.",
            "Ma collègue part en congé de grave maladie à partir de demain.",
        ),
    ),
    DayReading(
        "deces_avant_25_ans",
        pattern(
            r"(?:mort|décès|perte|disparition) (?:brutale |soudaine )?d(?:e |u |')(?:son |sa |mon "
            r"|ma"
            r" |notre |leur |l'|un )?(?:propre |jeune )?(?:fils|fille|enfant|bébé|nouveau-né|jumeau"
            rf"|jumelle|petite?)(?! ?-)[^.?!;\n]{{0,45}}{_THE}"
            r"|(?:perdu|vu mourir|vu partir) (?:son|sa|mon|ma|notre|leur|le|la|un|une) (?:petit "
            r"|jeune |grand )?"
            r"(?:fils|fille|enfant|bébé|nouveau-né|jumeau|jumelle|petite?|garçon|aînée?"
            r"|cadet(?:te)?"
            r"|ado(?:lescente?)?|nourrisson|pupille|(?:neveu|nièce|filleule?) (?:à|dont))"
            rf"[^.?!;\n]{{0,55}}{_ON}"
            r"|(?:(?:à (?:sa|ma|notre) charge|(?:tut(?:eur|rice))|vivait chez (?:moi|nous|lui"
            r"|elle))"
            r"[^.?!;\n]{0,60}|(?:son|sa|leur) (?:fils|fille|enfant|bébé)[^.?!;\n]{0,40})(?:décédée?"
            rf"|morte?|éteinte?|disparue?|quittée?s?|décès)[^.?!;\n]{{0,20}}{_ON}"
            r"|(?:mon|ma|notre) (?:petit |jeune |grand )?(?:fils|fille|enfant|bébé|garçon|aînée?"
            r"|cadet(?:te)?|ado(?:lescente?)?|nourrisson|pupille|petite? dernière?)(?! ?-)"
            r"[^.?!;\n]{0,50}(?:éteinte?|suicidée?|tuée?(?![a-z])|décédée?|morte?(?![a-z])"
            r"|disparue?|quittée?s?|perdu"
            r" la vie|partie?(?![a-z]))"
            rf"[^.?!;\n]{{0,20}}{_ON}"
        ),
        ("dece", "mort", "perdu", "perte", "disparu", "disparition", "quite", "eteint",
         "mourir", "partir", "suicid", "tue"),
        unless=pattern(r"(?:(?:de|avait|à) (?:2[5-9]|[3-9]\d) ans|beau-|belle-"
                       r"|(?:ma|mon|sa|de) collègue|voisin|congés? pour)"),
        after=pattern(
            r"^,? (?:que )?(?:(?:j'ai|nous avons|il a|elle a|l'agente? a) perdu )?(?:son|sa|mon|ma"
            r"|notre"
            r"|leur) (?:petit |jeune |grand )?(?:fils|fille|enfant|bébé|garçon|aînée?|cadet(?:te)?"
            r"|ado(?:lescente?)?)(?! ?-)[^.?!;\n]{0,40}(?:décédé|mort(?:e|s)?(?![a-z])|éteint"
            r"|quitté|perdu"
            r" la vie|suicidé)|^,? (?:j'ai|nous avons|il a|elle a|l'agente? a) perdu (?:son|sa|mon"
            r"|ma|notre"
            r"|leur) (?:petit |jeune |grand )?(?:fils|fille|enfant|bébé|garçon)(?! ?-)"
        ),
        not_before=pattern(r"(?:obsèques|enterr|inhum|arrêt|jusqu'|né(?![a-z]))[^.?!;\n]{0,25}$"),
        past=True,
        own=False,
        imperfect=True,
        yes=(
            ("Mon agente a perdu sa fille de 9 ans le 6 octobre 2026.", "2026-10-06"),
            ("Décès de l'enfant le 12/10/2026, l'agent est arrêté.", "2026-10-12"),
            ("La jeune qui vivait chez nous, 17 ans, est morte le 2 novembre.", "2026-11-02"),
            ("Sa fille de 15 ans est décédée le 8 novembre.", "2026-11-08"),
            ("Le 8 novembre, j'ai perdu ma fille de 15 ans.", "2026-11-08"),
        ),
        no=(
            "Mon agente a perdu son père le 6 octobre 2026.",
            "Le fils de ma collègue, qui vivait chez moi, est mort le 2 novembre.",
            "Elle a perdu son fils de 40 ans le 6 octobre 2026.",
        ),
    ),
)  # fmt: skip
_VISIT = (
    r"(?:visites?(?! (?:du site|de reprise|guidée|de courtoisie|libre|de contrôle|de l'appart))"
    r"|consultation|examen(?: médical)?|rendez-vous|entretien infirmier|passage)"
)
_DOCTOR_OF_WORK = (
    r"(?:médecin(?! traitant)(?: du travail| de prévention)?|médecine (?:du travail|préventive"
    r"|de prévention|professionnelle)|infirmi(?:er|ère)|docteur du (?:travail|centre)|service de"
    r" (?:médecine|prévention)|centre de gestion)"
)
_HEALTH_AT_WORK = pattern(
    r"visite|travail|prévent|infirmi|centre de gestion|médecine|suivi|poste|horaires|ppr(?![a-z])"
)
_NO_VISIT = pattern(
    r"certificat|agréé|expert|contre-visite|technicien|logement|appartement|musée|chantier"
    r"|(?:prochaine?|reprise)[^.?!;\n]{0,25}(?:le|au|du) \d|convoquée? (?:pour|à|le|au)(?![a-z])"
)
_VISITS = (
    DayReading(
        "date_de_la_derniere_visite",
        pattern(
            rf"(?:dernière?|précédente?) (?:fois|suivi|bilan|entretien"
            rf"|{_VISIT})[^.?!;\n]{{0,60}}{_THE}"
            rf"|visite médicale(?: [a-z]{{1,12}})? ?: ?$"
            rf"|dernière convocation[^.?!;\n]{{0,50}}{_THE}"
            rf"|{_DOCTOR_OF_WORK}[^.?!;\n]{{0,30}} (?:vue?s?|reçue?) depuis le $"
            rf"|{_VISIT}(?:(?!prochain|fixer|prévu|arrêt){_GAP}){{0,50}}(?:dernière en date|faite?"
            rf"|passée?|effectuée?|eu lieu|réalisée?|remont|depuis)[^.?!;\n]{{0,25}}{_THE}"
            rf"|(?:vue?|vu l'|passée?|rencontrée?|reçue? par|examinée?)[^.?!;\n]{{0,20}}"
            rf"{_DOCTOR_OF_WORK}[^.?!;\n]{{0,40}}{_THE}"
            rf"|(?:examen|consultation|visite) (?:par|avec|chez|auprès)[^.?!;\n]{{0,12}}"
            rf"{_DOCTOR_OF_WORK}[^.?!;\n]{{0,30}}{_ON}"
            rf"|{_DOCTOR_OF_WORK}[^.?!;\n]{{0,25}} (?:m'a|l'a|m'avait|l'avait|nous a|a|ont) (?:vu"
            rf"|reçu"
            rf"|examiné)[^.?!;\n]{{0,30}}{_ON}"
            rf"|depuis (?:ma|sa|la|cette) (?:dernière )?visite du {_WEEKDAY}$"
            rf"|(?:vue?|passée?|reçue?|examinée?) (?:en|à la|devant le|au) (?:visite|médecine"
            rf"|médecin|service"
            rf" de médecine|consultation)[^.?!;\n]{{0,35}}{_THE}"
            rf"|après (?:ma|sa) visite du {_WEEKDAY}$"
        ),
        ("visite", "medecin", "medecine", "infirmi", "examen", "docteur", "consultation", "fois"),
        unless=_NO_VISIT,
        about=_HEALTH_AT_WORK,
        after=pattern(
            r"^,? (?:que )?(?:(?:j'ai|il a|elle a) (?:vu|rencontré|passé)|(?:l'|le |la )"
            r"(?:infirmi(?:er|ère)|médecin du travail|médecin de prévention)[^.?!;\n]{0,12} (?:m'a"
            r"|l'a"
            r"|m'avait|l'avait) (?:vu|jugé|déclaré|reçu))"
        ),
        not_before=pattern(r"(?:jusqu'|prochaine?|arrêt|reprise|né(?![a-z])|embauch"
                           r"|recrut)[^.?!;\n]{0,25}$"),
        past=True,
        imperfect=True,
        yes=(
            ("Mon dernier passage à la médecine du travail date du 8 avril 2024.", "2024-04-08"),
            ("Pas de visite médicale depuis le 6 mai 2021, est-ce normal ?", "2021-05-06"),
            ("Visite d'information faite le 3 mars 2025.", "2025-03-03"),
            ("Le 4 juin 2024, l'infirmière du travail m'a reçue.", "2024-06-04"),
            ("Elle n'a pas vu le médecin de prévention depuis le 12 janvier 2023.", "2023-01-12"),
        ),
        no=(
            "La dernière visite du technicien date du 8 avril 2024.",
            "Ma dernière consultation chez le cardiologue date du 8 avril 2024.",
            "Prochain rendez-vous à la médecine du travail le 8 avril 2027.",
        ),
    ),
)  # fmt: skip
_NOT_SINCE = pattern(
    r"(?:ne |n')?(?:[a-z']{1,6} )?(?:pas|plus|rien|aucune?)(?= (?:de |d'|été |eu |vu |passé "
    r"|repassé"
    r" |fait |convoqué)?[^.?!;\n]{0,40}(?:depuis|après))"
)


def illness_days(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the days of illnesses; a visit « pas depuis le 6 mai » took place that day."""
    yield from read_days(_FIRST_DAYS, plain, received)
    text = _NOT_SINCE.sub(lambda found: " " * len(found[0]), plain.text)
    yield from read_days(_VISITS, replace(plain, text=text), received)
