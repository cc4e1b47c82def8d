"""How work ends: resignation, dismissal, what follows a contract, agreed departure."""

from collections.abc import Iterator
from datetime import date

from agents.understand.dates import AMOUNT, NUMBER, as_amount
from agents.understand.readings import (
    DayReading,
    Reading,
    always,
    read_days,
    read_table,
    whole_count,
)
from agents.understand.tense import AT_THE_DAY
from statute.facts import FactRead
from statute.french import Plain, pattern

_NOBODY_ELSE = pattern("collègue|voisin|amie?s?(?![a-z])|conjoint|mon mari|ma femme")
_SENT = (
    r"(?:envoyée?|postée?|adressée?|expédiée?|remise?|déposée?|donnée?|transmise?|présentée?"
    r"|écrite?)"
)
_LETTER = r"(?:lettre|courrier|recommandé|mail)"
_RESIGNATION = rf"(?:(?:{_LETTER} de )?(?:démission|dem(?![a-z])))"
_ABOUT_RESIGNING = pattern("démission|(?<![a-z])dem(?![a-z])")
_NO_RESIGNATION = pattern(f"{_NOBODY_ELSE.pattern}|refusé|accepté|retir|annul|vais|voudrais|veux")
_DAYS = (
    DayReading(
        "lettre_de_demission",
        pattern(
            rf"(?:{_SENT}(?: (?:ma|sa|une|la|mon|le))? ?{_RESIGNATION}(?: (?:par|en) [a-z]{{1,14}}"
            rf"){{0,2}}|(?:ma|sa|la) {_RESIGNATION}[^.?!;]{{0,15}} (?:a été |est )?(?:{_SENT}"
            rf"|partie)"
            rf"|(?:j'ai|a|elle a|il a) démissionné|(?:ma|sa) (?:{_LETTER} de )?démission(?: est)?"
            rf" (?:date[^.?!;]{{0,4}}|datée)|{_RESIGNATION}"
            rf"[^.?!;]{{0,25}}{_SENT}){AT_THE_DAY}"
        ),
        ("demis", "dem "),
        after=pattern(
            rf",? (?:j'ai|elle a|il a|l'agente? a) (?:(?:{_SENT})(?: (?:ma|sa))? ?{_RESIGNATION}"
            r"|démissionné)"
        ),
        about=_ABOUT_RESIGNING,
        unless=_NO_RESIGNATION,
        past=True,
        yes=(
            ("J’ai envoyé ma démission le 9 novembre 2026.", "2026-11-09"),
            ("Ma lettre de démission est partie le 9 novembre.", "2026-11-09"),
            ("Le 2 novembre, j’ai démissionné.", "2026-11-02"),
            ("J’ai posté ma démission hier.", "2026-11-23"),
            ("J’ai démissionné le 12/11/2026.", "2026-11-12"),
            ("Mon agente a remis sa lettre de démission lundi dernier.", "2026-11-23"),
            ("J’ai envoyé ma démission le 9 novembre, non pardon, le 12.", "2026-11-12"),
            ("J’ai adressé ma démission en recommandé le 16 novembre.", "2026-11-16"),
        ),
        no=(
            "Je voudrais envoyer ma démission le 30 novembre.",
            "Ma collègue a démissionné le 9 novembre.",
            "Si j’envoie ma démission le 1er décembre, quand partirai-je ?",
        ),
    ),
    DayReading(
        "demission_recue_le",
        pattern(
            rf"(?:(?:reçue?|réceptionnée?|enregistrée?|arrivée?|parvenue?|accusé (?:de )?réception)"
            rf"(?: (?:ma|sa|la|de ma|une))? ?{_RESIGNATION}|{_RESIGNATION}[^.?!;]{{0,40}} (?:reçue?"
            rf"|réceptionnée?|enregistrée?|arrivée?|parvenue?)"
            rf"(?: (?:par|à|en|au) [^.?!;0-9]{{1,30}}?)?){AT_THE_DAY}"
        ),
        ("demis", "dem "),
        after=pattern(
            rf",? (?:vous avez|la (?:mairie|ville|rh)|nous avons|on a"
            rf"|l'employeur a?) ?[^.?!;]{{0,12}}"
            rf" ?reçu (?:ma|sa|une) {_RESIGNATION}"
        ),
        about=_ABOUT_RESIGNING,
        unless=_NOBODY_ELSE,
        past=True,
        own=False,
        yes=(
            ("Vous avez reçu ma démission le 2 novembre.", "2026-11-02"),
            ("Ma démission a été reçue par la mairie le 2 novembre 2026.", "2026-11-02"),
            ("Le maire a reçu ma lettre de démission hier.", "2026-11-23"),
            ("Nous avons réceptionné sa démission le 16/11/2026.", "2026-11-16"),
            ("Ma démission est arrivée en mairie le 3 novembre.", "2026-11-03"),
            ("ma lettre de dem est arrivée en mairie le 2 novembre", "2026-11-02"),
            ("Le 2 novembre, nous avons reçu sa démission.", "2026-11-02"),
        ),
        no=(
            "J’ai envoyé ma démission le 2 novembre.",
            "Je n’ai pas reçu de réponse à ma démission.",
        ),
    ),
    DayReading(
        "envoi_du_licenciement",
        pattern(
            rf"(?:{_LETTER} de licenciement[^.?!;]{{0,30}}(?:{_SENT}|partie?|datée?|du)"
            rf"|{_SENT}[^.?!;]{{0,20}} {_LETTER} de licenciement|licenciement[^.?!;]{{0,20}}"
            rf" (?:notifiée?|envoyée?)){AT_THE_DAY}"
        ),
        ("licenc",),
        unless=pattern(f"{_NOBODY_ELSE.pattern}|reçu"),
        past=True,
        own=False,
        yes=(
            ("La lettre de licenciement a été envoyée le 3 novembre.", "2026-11-03"),
            ("Vous m’avez adressé une lettre de licenciement le 10/11/2026.", "2026-11-10"),
            ("Sa lettre de licenciement est datée du 5 octobre 2026.", "2026-10-05"),
            ("Le licenciement a été notifié le 2 novembre.", "2026-11-02"),
        ),
        no=(
            "Je serai licencié le 3 décembre.",
            "J’ai reçu la lettre de licenciement le 3 novembre.",
        ),
    ),
    DayReading(
        "convention_signee_le",
        pattern(
            rf"(?:signé(?: avec [^.?!;]{{1,20}})? (?:la|une|ma|notre|sa) (?:convention|rupture)"
            r"(?: (?:de rupture|conventionnelle)){0,2}|(?:convention|rupture conventionnelle)"
            rf"[^.?!;]{{0,30}} signée|signature de (?:la|ma|notre) (?:convention|rupture)"
            rf"(?: (?:de rupture|conventionnelle|est|a eu lieu)){{0,3}}){AT_THE_DAY}"
        ),
        ("convention", "rupture"),
        about=pattern("rupture"),
        unless=_NOBODY_ELSE,
        own=False,
        coming=True,
        yes=(
            ("J’ai signé la convention de rupture le 4 novembre 2026.", "2026-11-04"),
            ("La convention de rupture conventionnelle a été signée le 12 octobre.", "2026-10-12"),
            ("Ma rupture conventionnelle a été signée le 03/11/2026.", "2026-11-03"),
            ("La signature de la convention de rupture est prévue le 15 décembre.", "2026-12-15"),
        ),
        no=("J’ai demandé une rupture conventionnelle le 4 novembre.",),
    ),
)
_END_REASONS = (
    ("fin pendant l’essai",
     (r"(?:(?:fin|rompu|rupture|mis fin|arrêté|licencié)[^.?!;]{0,40}(?:période d'essai|pendant"
     r" (?:l'|mon |son )essai)|(?:période d'essai|essai) (?:a été |est )?(?:rompue?|non concluante?"
     r"|interrompue?))"),
     ("La ville a mis fin à ma période d’essai.", "Ma période d’essai a été rompue.",
      "On m’a licenciée pendant mon essai."),
     ("Combien dure la période d’essai ?",)),
    ("insuffisance professionnelle",
     r"(?:licenci[a-z]+|fin de contrat|renvoyée?)[^.?!;]{0,40}insuffisance professionnelle",
     ("Je suis licencié pour insuffisance professionnelle.",
      "Mon licenciement est pour insuffisance professionnelle.",
      "On me licencie pour insuffisance professionnelle."),
     ("Qu’est-ce que l’insuffisance professionnelle ?",)),
    ("faute disciplinaire",
     r"(?:licenci[a-z]+|renvoyée?)[^.?!;]{0,40}(?:faute(?! d)|motif disciplinaire|disciplinaire)",
     ("J’ai été licencié pour faute.", "Licenciement pour motif disciplinaire.",
      "On m’a renvoyée pour faute grave."),
     ("Est-ce une faute de refuser ?",)),
    ("autre licenciement",
     (r"(?:licenci[a-z]+[^.?!;]{0,40}(?:suppression (?:de |du |de mon |d')?(?:poste|emploi)"
      r"|inaptitude"
     r"|réorganisation|intérêt du service|dans l'intérêt|besoin|supprimé)|(?:poste|emploi) (?:est "
     r"|a été"
     r" |va être )?supprimé[^.?!;]{0,40}licenci)"),
     ("Je suis licenciée pour suppression de poste.", "Mon poste est supprimé, on me licencie.",
      "Licenciement pour inaptitude physique.", "Je suis licencié pour réorganisation du service."),
     ("Mon poste est-il supprimé ?",)),
    ("démission",
     (r"(?:(?:j'ai|je suis) (?:bien )?démissio(?:nné|nnaire)|(?:ai|a) (?:remis|donné|envoyé|posté"
     r"|déposé|adressé) (?:ma|sa) (?:lettre de )?démission|(?:il|elle|agente?) a démissionné)"),
     ("J’ai démissionné de mon CDD.", "J’ai donné ma démission la semaine dernière.",
      "Mon agent a démissionné de son CDD."),
     ("Comment démissionner ?",)),
    ("fin du contrat prévue",
     (r"(?:(?:contrat|cdd)[^.?!;]{0,30}(?:arrive à (?:son )?(?:terme|échéance)"
      r"|est arrivé à (?:son )?"
     r"(?:terme|échéance)|va jusqu'(?:au|à son) terme|est allé à son terme))"),
     ("Mon contrat arrive à terme.", "Mon CDD est arrivé à échéance.",
      "Mon contrat est allé à son terme."),
     ("Mon contrat commence demain.",)),
)  # fmt: skip
_REASON_ROWS = tuple(
    Reading(
        "motif_de_la_fin",
        pattern(written),
        always(name),
        ("licenc", "demis", "esai", "renvoy", "contrat", "cd", "rup"),
        unless=pattern(
            f"{_NOBODY_ELSE.pattern}|est-ce qu|peut-on|peut-il|menac|risque|titulaire|envisag"
        ),
        own=False,
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, written, yes, no in _END_REASONS
)
_AFTER = (
    ("rien",
     (r"(?:(?:ne|n')[^.?!;]{0,30}(?:pas|plus) (?:été |être )?(?:renouvel|prolong|reconduit|gard"
     r"|repris)[a-z]*|(?:me |le |la |l'|nous )?(?:reprennent|reprend|gardent?|renouvel(?:e|ent)"
     r"|prolongent?) pas|(?:sans|pas de|aucun) (?:renouvellement|suite|reconduction)"
     r"|non[- ]renouvel"
     r"[a-z]*|(?:mairie|ville) (?:me |s')arrête là)"),
     ("Mon CDD finit le 30 novembre et n’est pas renouvelé.",
      "Mon contrat se termine sans renouvellement.", "La ville ne me renouvelle pas après mon CDD.",
      "8 mois de CDD et ils me reprennent pas.",
      "Non-renouvellement de mon contrat le 31 décembre.", "Mon contrat ne sera pas prolongé.",
      "Elle n’est pas gardée après son CDD."),
     ("Mon contrat sera-t-il renouvelé ?", "Je suis en CDD.")),
    ("renouvellement ou autre contrat territorial",
     (r"(?:(?:contrat|cdd)[^.?!;]{0,40}(?:est|sera|a été|suis|vient d'être) (?:renouvelé"
     r"|prolongé|reconduit)(?![^.?!;\n]{0,60}\?)|(?:je suis|suis|est|serai|sera"
     r"|ai été) (?:renouvelée?|prolongée?"
     r"|reconduite?)(?![^.?!;\n]{0,60}\?)|(?:signé|signe) un nouveau (?:contrat|cdd))"),
     ("Mon CDD sera renouvelé en janvier.", "Je suis prolongée de six mois après mon contrat.",
      "Mon contrat a été reconduit.", "Après mon contrat, j’ai signé un nouveau CDD."),
     ("Mon contrat peut-il être renouvelé ?",)),
    ("nomination comme stagiaire",
     (r"(?:(?:serai|sera|suis|est|vais être|va être) (?:nommée?|mise? en) stag(?:iaire|e)"
     r"|stagiairis[a-z]+|nomination (?:comme|en tant que) stagiaire)"),
     ("À la fin de mon CDD, je serai nommée stagiaire.",
      "Mon contrat finit, je suis nommé stagiaire le 1er janvier.",
      "Après le CDD, elle va être nommée stagiaire."),
     ("Quand peut-on être nommé stagiaire ?",)),
    ("CDI équivalent refusé",
     r"(?:(?:j'ai|elle a|il a) (?:refusé|décliné) (?:un |le |ce )?cdi|refus (?:d'un|du) cdi)",
     ("J’ai refusé un CDI à la fin de mon contrat.", "Elle a décliné le CDI proposé.",
      "Mon refus d’un CDI met fin au contrat."),
     ("On me propose un CDI.",)),
)  # fmt: skip
_AFTER_ROWS = tuple(
    Reading(
        "suite_du_contrat",
        pattern(written),
        always(name),
        ("renouvel", "prolong", "reconduct", "reconduit", "stagiair", "stage", "cdi", "gard",
         "nouveau", "suite", "repris", "repren"),
        unless=pattern(
            f"{_NOBODY_ELSE.pattern}|est-ce qu|peut-on|peut-il|puis-je|arrêt|congé|disponib"
            "|détachement|temps partiel|d'office|sans doute|si (?:je|mon|la|on)|carte|badge|titre"
            "|mutuelle|prévoyance"
        ),
        own=False,
        denies=True,
        imperfect=True,
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, written, yes, no in _AFTER
)  # fmt: skip


_SUMS = (
    Reading(
        "remuneration_nette_de_base",
        pattern(
            rf"(?:net|nette)(?: (?!imposable)[a-z']{{1,14}}){{0,5}}"
            rf"(?: ?:|,? (?:c'est|ça fait|soit))?"
            rf" (?P<n>{AMOUNT}) ?(?:€"
            rf"|euros?)"
        ),
        lambda match: as_amount(match["n"]),
        ("net",),
        denies=True,
        imperfect=True,
        unless=pattern("collègue|conjoint|prime|indemnité de|brut"),
        yes=(
            ("Licenciée en CDI, mon salaire net mensuel de 1 740 € est à temps plein.", "1740"),
            (
                "Ma dernière paie nette de base était de 1700 euros, licenciement en cours.",
                "1700",
            ),
            ("Licencié, mon dernier salaire net : 1 900 €.", "1900"),
            ("On me licencie. Mon dernier net, c’est 1 700 euros.", "1700"),
        ),
        no=("Mon salaire brut est de 1 740 €.",),
    ),
    Reading(
        "remuneration_nette_de_base",
        pattern(rf"(?P<n>{AMOUNT}) ?(?:€|euros?) (?:nets?|net(?:s)? par mois)(?! imposable)"),
        lambda match: as_amount(match["n"]),
        ("net",),
        unless=pattern("collègue|conjoint|prime|indemnité de|brut|remboursement|perdu|trop"),
        yes=(
            ("On me licencie : je gagnais 1 740 € nets par mois.", "1740"),
            ("Je touche 1700 euros nets, je suis licenciée.", "1700"),
            ("Mon dernier salaire : 2 050 € net, avant mon licenciement.", "2050"),
        ),
        no=("Une prime de 300 € nets, on me licencie.",),
    ),
)
_LEFT = (
    Reading(
        "mois_de_cdd_restants",
        pattern(
            rf"(?:il (?:me |lui )?(?:restait|reste)|restait|à|encore) (?:que )?(?P<n>{NUMBER}) mois"
            r" (?:de (?:contrat|cdd)|avant la fin (?:de mon |du |de son )(?:contrat|cdd)|à faire"
            r"|de la fin (?:de mon |du |de son )(?:contrat|cdd))"
        ),
        whole_count,
        ("contrat", "cd", "a faire"),
        unless=_NOBODY_ELSE,
        denies=True,
        imperfect=True,
        yes=(
            ("Il me restait 4 mois de contrat.", "4"),
            ("On m’a licenciée à un mois de la fin de mon contrat.", "1"),
            ("Il lui restait deux mois avant la fin de son CDD.", "2"),
            ("Il me reste 3 mois de CDD.", "3"),
        ),
        no=("J’ai 12 mois de contrat derrière moi.",),
    ),
)
_DISMISSED = pattern("licenc")


def departures(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read how a contract or a career ends, with its days and sums."""
    yield from read_days(_DAYS, plain, received)
    yield from read_table((*_REASON_ROWS, *_AFTER_ROWS, *_LEFT), plain)
    if _DISMISSED.search(plain.text):
        yield from read_table(_SUMS, plain)
