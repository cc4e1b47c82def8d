"""Where names stand in a French ticket: what announces them, what says that they are none."""

import re

_CAP = r"[A-ZÀ-ÖØ-Þ]"
_LOW = r"[a-zß-öø-ÿœ]"
# Atomic and bounded: a hostile text must not be read again from each of its letters.
_INITIAL = rf"(?:{_CAP}|Ch|Chr|Cl|Fr|Gh|Ph|Th)"
_NAME_WORD = rf"(?>{_INITIAL}(?:\.-?{_INITIAL})?\.|{_CAP}['’]?[\w’'\-]{{0,60}}\w|{_CAP}\b)"
_PARTICLE = r"(?:de la|de l['’]|de|du|des|d['’]|le|la|van|von|el|al|ben|bin|da|dos|di)"
_GAP = r"[ \u00a0\u202f]+"
NAME = rf"{_NAME_WORD}(?:{_GAP}(?:{_PARTICLE}{_GAP}|(?:de )?[dl]['’])?{_NAME_WORD}){{0,3}}"

_CIVILITY = (
    r"(?:\b[Mm]onsieur|\b[Mm]adame|\b[Mm]ademoiselle|\bM\.|\bMM\.|\bM(?=[ ][A-Z])|\b[Mm]r\.?|"
    r"\b[Mm]me\.?|\b[Mm]mes|\b[Mm]lle\.?|\bMe\b|\b[Mm]aître|\b[Dd]r\.?|\b[Dd]octeure?|\b[Vv]ve\.?|"
    r"\bMONSIEUR|\bMADAME|\bMME\.?|\bMLLE|\bMR\.?)"
)
_RELATION = (
    r"(?:coll[èe]gue|ami|amie|copain|copine|chef|cheffe|voisine?|agente?|fils|fille|mari|femme|"
    r"épouse|époux|conjointe?|compagne|compagnon|frère|s(?:œ|oe)ur|mère|père|ex|nièce|neveu|"
    r"responsable|directeur|directrice|stagiaire|apprentie?|tutrice|tuteur|gestionnaire|adjointe?|"
    r"secrétaire|binôme|dénommée?|nommée?|prénommée?|titulaire|appelle|surnommée?|alias|[Aa]vec|[Cc]hez|[Pp]our|[Pp]ar|"
    r"[Dd]e la part de|[Aa]u nom de|remplac[eé]e?r?|née?|dossier|fiche)"
)
_OF_WHOM = (
    r"(?:dossier|fiche|paie|bulletin|contrat|arrêt|demande|arrêté|fils|fille|femme|mari|collègue|poste|"
    r"remplacement|retour|départ|entretien|notation|téléphone|numéro|mail|adresse|identité|nom)"
)
_LABEL = (
    r"(?i:\b(?:pr[ée])?noms?(?: d ?['’]? ?usage| de naissance| de famille| marital| complet"
    r"| et pr[ée]noms?)?)"
)

_VALUE = (
    r"(?!(?i:pr[ée]nom|nom|t[ée]l|n[ée]e?|service|poste|mat)\b)[^\W\d_][\w’'\-]{0,40}(?! ?[:=])"
)

ANNOUNCED: tuple[re.Pattern[str], ...] = (
    re.compile(rf"{_CIVILITY}{_GAP}(?P<span>(?:{_PARTICLE}{_GAP})?{NAME})"),
    re.compile(rf"\bMM\.{_GAP}{NAME}{_GAP}et{_GAP}(?P<span>{NAME})"),
    re.compile(
        rf"(?:\bmme|\bmlle|\bmr|\bMme|\bMlle)\.?{_GAP}(?P<span>(?!le\b|la\b|les\b|et\b|du\b|de\b)"
        rf"{_LOW}{{3,}}(?:-{_LOW}+)?)",
    ),
    re.compile(
        r"(?:[Jj]e m['’]appell?e|[Jj]e me nomme|[Mm]on nom est|[Mm]oi c['’]est|[Ss]igné|"
        rf"[Dd]emandeur ?:|[Aa]gente? ?:){_GAP}(?P<span>{NAME})",
    ),
    re.compile(
        rf"{_LABEL}[ \u00a0]{{0,2}}[:=][ \u00a0]{{0,3}}"
        rf"(?P<span>{_VALUE}(?: {_VALUE}){{0,3}})",
    ),
    re.compile(rf"{_LABEL}{_GAP}(?P<span>{_CAP}[A-ZÀ-ÖØ-Þ'’\-]{{2,40}}(?: {_CAP}[\w’'\-]+)?)"),
    re.compile(rf"[Jj]e suis{_GAP}(?P<span>{_NAME_WORD}{_GAP}{_NAME_WORD})"),
    re.compile(rf"(?i:\bje soussignée?),?{_GAP}(?P<span>{NAME})"),
    re.compile(rf"(?<!\w){_RELATION},?{_GAP}(?P<span>{NAME})"),
    re.compile(
        rf"(?:\A|\n)(?P<span>{NAME})"
        rf"(?=,{_GAP}(?:agente?|adjointe?|du|de la|des|de l['’]|chargée?|atsem|qui)\b)"
    ),
    re.compile(
        r"(?:\A|[.?!;:\n] ?)(?P<span>[^\W\d_][\w’'\-]{1,30}(?: [^\W\d_][\w’'\-]{1,30}){1,2})"
        r"(?=,? \(?(?i:matricule|né(?:e|\(e\))? le|n° ?agent|agent n°|nir\b|num[ée]ro de s[ée]cu))",
    ),
    re.compile(
        rf"(?<![\w.])(?P<span>(?!M\.{_GAP}){_INITIAL}\.(?:-?{_INITIAL}\.)?{_GAP}?"
        rf"(?:{_PARTICLE}{_GAP})?(?![IVXLC]+\b)"
        rf"{_CAP}[\w’'\-]+(?:{_GAP}{_CAP}[\w’'\-]+)?)"
    ),
)  # fmt: skip
"""After a civility, a relation, an introduction: believed even of a common word."""

_CALENDAR = (
    r"(?:[Jj]anvier|[Mm]ars|[Aa]vril|[Mm]ai|[Jj]uin|[Jj]uillet|[Aa]o[uû]t|[Ll]undi|[Mm]ardi|"
    r"[Jj]eudi|[Vv]endredi|[Ss]amedi|[Dd]imanche|[Nn]o[ëe]l|[Pp][âa]ques|[Tt]oussaint)"
)
IN_THE_CALENDAR = re.compile(rf"(?=[A-Z]){_CALENDAR}(?!{_GAP}?\d)(?!\w)")
"""Months and feasts that are names too, when they follow a first name."""
CALLED_AFTER_A_DAY = re.compile(
    rf"(?:{_CIVILITY}|[smt]['’]appell?e(?:nt)?|[Pp]rénommée?s?|[Ss]e nomme){_GAP}"
    rf"(?P<span>(?:{_NAME_WORD}{_GAP})?(?=[A-Z]){_CALENDAR})(?!{_GAP}?\d)(?!\w)"
)
"""`Mme Avril`, or a child called Mars: announced, a month is a name."""

SUSPECTED: tuple[re.Pattern[str], ...] = (
    re.compile(rf"(?<!\w){_OF_WHOM} (?:de |d['’])(?P<span>{NAME})"),
    re.compile(
        rf"(?:(?:[\n.!?,–—]|(?<!\w)-)[ \t]*)(?P<span>{NAME})"
        rf"(?=(?:[ \t]*[,(–—-][^.!?\n]{{0,70}})?[.\s]*\Z)",
    ),
    re.compile(
        rf"(?m)(?<=\n)[ \t–—-]*(?P<span>{NAME})(?=[ \t]*(?:[,(|–—-][^.!?\n]{{0,70}})?[ \t]*$)"
    ),
)
"""As the owner of a file, at the end of a text, alone on a line.

One word at least must be a first name, or no French word.
"""

SPACED = re.compile(rf"(?<!\w)(?:{_CAP} ){{3,20}}{_CAP}(?!\w)")
"""A name written or scanned letter by letter."""

PLACE = re.compile(
    r"(?:[ée]coles?|f[êe]tes?|festival|tournoi|troph[ée]e|prix|comit[ée]|carnaval|march[ée]|foire|"
    r"m[ée]daille|d[ée]cret|r[ée]forme|ordonnance|dispositif|accords?|op[ée]ration|"
    r"groupe scolaire|gymnase|salle|coll[èe]ge|lyc[ée]e|cr[èe]che|stade|piscine|"
    r"m[ée]diath[èe]que|biblioth[èe]que|cantine|ehpad|r[ée]sidence|h[ôo]pital|clinique|parc|square|"
    r"rue|avenue|place|boulevard|quai|cit[ée]|quartier|centre|espace|maison|foyer|pont|"
    r"th[ée][âa]tre|mus[ée]e|loi|plan|logiciel|portail|maternelle|[ée]l[ée]mentaire|primaire|"
    r"site|maladie|"
    r"syndrome|rapport|amendement|jurisprudence|arr[êe]t|soci[ée]t[ée]|entreprise|cabinet)"
    r"(?: (?:publique|municipale?|dite?))?(?: (?:de la|de l['’]|du|de|des|d['’]))?"
    r"[ \u00a0«\"]{1,2}\Z",
    re.IGNORECASE,
)
"""What stands before the name of a place, a law or a tool."""
