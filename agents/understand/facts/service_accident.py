"""An accident or illness of service: what a doctor found, and when; when its file was complete."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from agents.understand.dates import WEEK
from agents.understand.readings import DayReading, Reading, always, read_days, read_table
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_ON = rf"(?:(?:le|du|au|en date du|est du|date du|:) )(?:(?:{'|'.join(WEEK)}) )?$"
_FOUND = (
    r"(?:constaté|établi|rédigé|délivré|diagnostiqué|fait|reconnu|posé|signé|daté|écrit|relié|dit)"
    r"e?s?"
)
_DAYS = (
    DayReading(
        "certificat_de_l_accident",
        pattern(
            r"(?:certificat|cmi)(?: (?:médical|initial|de|du|l'accident|d'accident)){0,4}"
            rf"(?:(?!, (?:je|j'|il|elle|on) )[^.?!;\n]){{0,45}} {_ON}|(?:certificat|cmi)"
            rf"[^.?!;\n]{{0,40}}{_FOUND} (?:(?!, (?:je|j'|il|elle|on) )[^.?!;\n]){{0,25}}{_ON}"
        ),
        ("certificat", "cmi"),
        after=pattern(r"(?<=\A) (?:un|le|mon|son) (?:premier )?certificat"),
        about=pattern("certificat|cmi(?![a-z])"),
        unless=pattern(
            r"rechute|consolid|final|guérison|reprise|grossesse|scolar|décès|de travail"
            r"|aptitude|manqu|envoy|transmi|adress|remis|vie commune|hébergement|reçu|déposé|demand"
        ),
        past=True,
        yes=(
            ("Accident le 12 juin ; le certificat médical initial date du 10 novembre 2026.",
             "2026-11-10"),
            ("Je me suis blessée le 2 novembre, certificat établi le 4 novembre 2026.",
             "2026-11-04"),
            ("Accident de service : certificat médical du 05/11/2026.", "2026-11-05"),
            ("Après ma chute, le médecin a fait un certificat le lundi 9 novembre.", "2026-11-09"),
            ("Certificat initial de l'accident : 3 novembre 2026.", "2026-11-03"),
            ("Le certificat de mon accident de trajet a été délivré le 12 octobre 2026.",
             "2026-10-12"),
            ("Accident du travail, le certificat médical est du 6 octobre.", "2026-10-06"),
            ("Chute le 2 novembre, le docteur a établi le 4 novembre 2026 un certificat.",
             "2026-11-04"),
            ("Mon agent est tombé, son certificat médical a été rédigé le 16 novembre.",
             "2026-11-16"),
        ),
        no=(
            "Accident le 2 novembre, j'ai envoyé le certificat le 10 novembre.",
            "Certificat de travail du 10 novembre 2026.",
            "Accident : certificat de rechute du 10 novembre 2026.",
        ),
    ),
    DayReading(
        "constat_de_la_maladie_professionnelle",
        pattern(
            rf"(?:maladie pro[a-z]*|tableau|lien avec (?:le|mon) travail|maladie)[^.?!;\n]{{0,50}}"
            rf"(?:{_FOUND}|certificat|diagnostic)[^.?!;\n]{{0,40}}{_ON}"
            rf"|(?:{_FOUND}|certificat|diagnostic|constat)[^.?!;\n]{{0,60}}(?:maladie pro[a-z]*"
            rf"|tableau|lien avec (?:le|mon) travail|de la maladie|ma maladie)"
            rf"[^.?!;\n]{{0,30}}{_ON}"
        ),
        ("maladie pro", "tableau", "lien avec"),
        about=pattern("maladie pro|tableau|lien avec|maladie"),
        unless=pattern(r"rechute|envoy|transmi|adress|déclaré|reconnue? (?:par la|imputable)|reçu"),
        past=True,
        yes=(
            ("Ma maladie professionnelle a été constatée le 14 janvier 2025.", "2025-01-14"),
            ("Maladie professionnelle : certificat médical du 3 mars 2026.", "2026-03-03"),
            ("Le médecin a établi le lien avec mon travail le 5 octobre 2026.", "2026-10-05"),
            ("Le diagnostic de ma maladie professionnelle date du 12/05/2026.", "2026-05-12"),
            ("Premier constat de la maladie professionnelle le 8 juin 2026.", "2026-06-08"),
            ("Ma maladie du tableau 57 a été diagnostiquée le 2 septembre 2026.", "2026-09-02"),
            ("La maladie professionnelle de mon agent a été constatée le 7 mai 2026.",
             "2026-05-07"),
            ("Maladie pro constatée par mon médecin le 20 avril 2026.", "2026-04-20"),
            ("Mon dos vient du travail, dit un certificat du 4 juin 2026 : maladie pro ?",
             "2026-06-04"),
        ),
        no=(
            "J'ai déclaré ma maladie professionnelle le 14 janvier 2025.",
            "Mon congé maladie a commencé le 14 janvier 2025.",
            "La maladie professionnelle de ma collègue a été constatée le 7 mai 2026.",
        ),
    ),
    DayReading(
        "constat_de_la_rechute",
        pattern(
            rf"rechute[^.?!;\n]{{0,50}}(?:{_FOUND}|certificat|date)[^.?!;\n]{{0,30}} {_ON}"
            rf"|(?:{_FOUND}|certificat|constat)[^.?!;\n]{{0,40}}rechute[^.?!;\n]{{0,30}} {_ON}"
            rf"|rechuté?(?:(?!déclar|envoy|refus|arrêt|puis)[^.?!;\n]){{0,40}} {_ON}"
            rf"|rechute[^.?!;\n]{{0,20}} {_FOUND} (?:(?:{'|'.join(WEEK)}) )?$"
        ),
        ("rechut",),
        unless=pattern(r"envoy|transmi|adress|déclaré|refus|reçu"),
        not_before=pattern(r"accident (?:du|survenu (?:le|du)) $"),
        past=True,
        yes=(
            ("Accident de 2024 : ma rechute a été constatée le 10 novembre 2026.", "2026-11-10"),
            ("CITIS : certificat de rechute du 3 novembre 2026.", "2026-11-03"),
            ("Le médecin a constaté une rechute de mon accident le 16/11/2026.", "2026-11-16"),
            ("Accident de service : j'ai fait une rechute le 5 octobre 2026.", "2026-10-05"),
            ("La rechute de mon accident a été établie par certificat le 9 novembre.",
             "2026-11-09"),
            ("Maladie professionnelle, constat de la rechute le 2 septembre 2026.", "2026-09-02"),
            ("J'ai rechuté de mon accident de trajet le lundi 12 octobre 2026.", "2026-10-12"),
            ("Accident reconnu : mon agent a une rechute constatée le 20 octobre.", "2026-10-20"),
        ),
        no=(
            "J'ai déclaré la rechute de mon accident le 10 novembre 2026.",
            "Accident : pas de rechute constatée le 10 novembre.",
            "Lumbago, rechute le 10 novembre : mon arrêt est prolongé.",
        ),
    ),
    DayReading(
        "dossier_de_citis_complet",
        pattern(
            r"(?:dossier|déclaration)[^.?!;\n]{0,60}(?:complet|complété"
            r"|complète)e?(?:(?!expertise)[^.?!;\n]){0,40} "
            rf"{_ON}|complété[^.?!;\n]{{0,15}} dossier[^.?!;\n]{{0,30}} {_ON}"
            rf"|(?:complet|complété|complète) (?:et (?:reçu|déposé) )?(?:depuis )?{_ON}"
        ),
        ("complet", "complete"),
        about=pattern("dossier|déclaration"),
        unless=pattern(
            "retraite|formation|candidat|inscription|pas complet|incomplet|temps complet"
        ),
        past=True,
        yes=(
            ("Mon dossier d'accident de service est complet depuis le 5 octobre 2026.",
             "2026-10-05"),
            ("La déclaration d'accident complète a été reçue le 12 octobre 2026.", "2026-10-12"),
            ("CITIS : dossier complet déposé le 02/11/2026.", "2026-11-02"),
            ("Vous avez reçu le dossier complet de mon accident le 9 novembre.", "2026-11-09"),
            ("Accident de service, j'ai complété le dossier le 16 novembre 2026.", "2026-11-16"),
            ("Le dossier de maladie professionnelle est complet au 7 septembre 2026.",
             "2026-09-07"),
            ("Dossier de déclaration d'accident complet le lundi 19 octobre.", "2026-10-19"),
            ("Mon agent a remis un dossier d'accident de service complet le 3 novembre.",
             "2026-11-03"),
        ),
        no=(
            "Mon dossier d'accident de service n'est pas complet le 5 octobre.",
            "Dossier de retraite complet le 5 octobre 2026.",
        ),
    ),
)  # fmt: skip
_CHOICES = (
    Reading(
        "enquete_ou_expertise",
        pattern(
            r"(?:une |l'|d'une )(?:enquête|expertise)(?: [a-zé']{1,15}){0,3} (?:a été|est|a eu|va"
            r"|ouverte?|diligentée?|ordonnée?|demandée?|engagée?|en cours|lancée?)"
            r"|(?:saisi|saisit|consulté|diligenté|ordonné|lancé|engagé|demandé|ouvert"
            r"|convoqu[a-z]+)"
            r" (?:[a-zé']{1,12} ){0,2}(?:une |le |l'|à une |chez un |par un )?(?:enquête|expertise"
            r"|expert|médecin agréé|conseil médical)|conseil médical (?:a été|est|sera) saisi"
            r"|(?:vu|rencontré|expertisée? par) (?:[a-z]{1,5} )?(?:médecin (?:agréé|expert)|expert)"
        ),
        always(OUI),
        ("enquet", "expert", "agre", "conseil medical"),
        unless=pattern(
            r"inaptitude|longue maladie|clm|cld|retraite|dispon|reclasse|doit-|faut-il"
            r"|administrative|disciplin|harcèlement|peut"
        ),
        yes=(
            ("Accident de service : l'expertise a été demandée.", "oui"),
            ("Pour mon accident, vous avez saisi le conseil médical.", "oui"),
            ("Une enquête est en cours sur mon accident de service.", "oui"),
            ("La mairie a diligenté une enquête sur mon accident.", "oui"),
            ("J'ai été convoquée à une expertise pour mon accident.", "oui"),
            ("Accident du travail : j'ai vu un médecin agréé.", "oui"),
            ("Mon accident : le conseil médical a été saisi.", "oui"),
            ("L'employeur a demandé une expertise pour ma maladie professionnelle.", "oui"),
        ),
        no=(
            "Le conseil médical a été saisi pour mon CLM, accident mis à part.",
            "Faut-il une expertise pour mon accident de service ?",
        ),
    ),
    Reading(
        "enquete_ou_expertise",
        pattern(
            r"(?:pas (?:eu )?(?:d'|de )|aucune |sans |ni )(?:enquête|expertise)"
        ),
        always(NON),
        ("enquet", "expert"),
        unless=pattern(r"disciplin|harcèlement|si |est-ce"),
        denies=True,
        yes=(
            ("Accident de service : il n'y a pas eu d'enquête.", "non"),
            ("Mon accident a été traité sans expertise.", "non"),
            ("Aucune expertise n'a été demandée pour mon accident.", "non"),
            ("Accident du travail, ni enquête ni expertise à ce jour.", "non"),
        ),
        no=("Est-ce normal, pas d'expertise pour mon accident ?", "Mon accident est reconnu."),
    ),
)  # fmt: skip
_OF_SERVICE = pattern(
    r"accident|citis(?![a-z])|imputab|maladie pro|bless|chut|tombée?|certificat de rechute"
    r"|lien avec (?:le|mon) travail|maladie du tableau"
)


_ACCIDENT = pattern(r"accident|bless|chut|tombée?|coupé|brûlé|cogné")
_ILLNESS = pattern(r"maladie pro|maladie d'origine pro|tableau n?°? ?\d")


def service_accidents(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read what dates the declaration of an accident, an illness or a relapse."""
    if _OF_SERVICE.search(plain.text):
        # Without an accident, the certificate is what found the illness.
        of_illness = _ILLNESS.search(plain.text) and not _ACCIDENT.search(plain.text)
        for fact in read_days(_DAYS, plain, received):
            found = of_illness and fact.fact == "certificat_de_l_accident"
            name = "constat_de_la_maladie_professionnelle" if found else fact.fact
            yield replace(fact, fact=name)
        yield from read_table(_CHOICES, plain)
