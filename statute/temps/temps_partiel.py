"""Temps partiel: on authorisation, of right, pay, sick pay, to create a business, duration."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.days import last_day_of_months, months_after
from statute.facts import ADOPTION, HANDICAP, NAISSANCE, NON, OUI, SANS_MOTIF_DE_DROIT, SOINS
from statute.outcome import Count, Euros, Outcome, Share, Step, Value, Verdict

MOIS_PAR_AN = 12

# The quotas the law lists are choices, like those of a fact: no amount of them ever changes alone.
QUOTITES_DE_DROIT = (50, 60, 70, 80)
MAJOREES = {80: "part_payee_a_80", 90: "part_payee_a_90"}
DE_DROIT = {NAISSANCE: "naissance", ADOPTION: "adoption", SOINS: "soins", HANDICAP: "handicap"}
"""The text of each reason that gives the right."""


def sur_autorisation(
    jour: date,
    motif_temps_partiel: str | None = None,
    quotite: int | None = None,
    age_de_l_enfant: int | None = None,
    arrivee_de_l_enfant: date | None = None,
) -> Outcome | None:
    """At least half time, if the service allows; nothing to say where it is of right."""
    demande = (quotite, age_de_l_enfant, arrivee_de_l_enfant)
    if motif_temps_partiel and not _obstacle(motif_temps_partiel, jour, *demande):
        return None
    return Outcome(words="sur_autorisation")


def de_droit(  # noqa: PLR0913, PLR0917  # each ground has its fact
    motif_temps_partiel: str,
    jour: date,
    quotite: int | None = None,
    age_de_l_enfant: int | None = None,
    arrivee_de_l_enfant: date | None = None,
    naissance_de_l_enfant: date | None = None,
    debut_du_temps_partiel: date | None = None,
    handicap_reconnu: str | None = None,
) -> Outcome:
    """Of right at 50, 60, 70 or 80 % for a birth, an adoption, care of a relative, disability."""
    jour = max(jour, debut_du_temps_partiel or jour)
    limite = int(AMOUNTS.on("temps_partiel.age_limite_de_l_enfant", jour))
    named: dict[str, Value] = {
        "ans": Count(Fraction(limite, MOIS_PAR_AN), "an"),
        "quotite": Count(quotite or 0, "%"),
    }
    came = {ADOPTION: arrivee_de_l_enfant, NAISSANCE: naissance_de_l_enfant}
    since = came.get(motif_temps_partiel)
    terme = None if since is None else months_after(since, limite)
    if terme is not None:
        named["terme"] = terme
        if motif_temps_partiel == NAISSANCE and terme <= jour:
            age_de_l_enfant = limite
    if motif_temps_partiel == HANDICAP and handicap_reconnu == NON:
        return Outcome(Verdict.NON, "handicap_non_reconnu", named=named)
    known = (quotite, age_de_l_enfant, arrivee_de_l_enfant)
    if obstacle := _obstacle(motif_temps_partiel, jour, *known):
        return Outcome(Verdict.NON, words=obstacle, named=named)
    if motif_temps_partiel == ADOPTION and since is None:
        return Outcome(missing=("arrivee_de_l_enfant",))
    if motif_temps_partiel == NAISSANCE and since is None and age_de_l_enfant is None:
        return Outcome(missing=("age_de_l_enfant",))
    words = DE_DROIT[motif_temps_partiel]
    if terme is None:
        return Outcome(Verdict.OUI, words, named=named)
    return Outcome(Verdict.OUI, words, (terme,), named, to_do=("terme",))


def _obstacle(
    motif: str, jour: date, quotite: int | None, age: int | None, arrivee: date | None
) -> str:
    """Name the text that says why this part time is not of right; nothing when it is."""
    if motif == SANS_MOTIF_DE_DROIT:
        return "sans_motif"
    limite = int(AMOUNTS.on("temps_partiel.age_limite_de_l_enfant", jour))
    if motif == NAISSANCE and age is not None and age >= limite:
        return "enfant_trop_grand"
    if motif == ADOPTION and arrivee is not None and months_after(arrivee, limite) <= jour:
        return "adoption_passee"
    return "" if quotite is None or quotite in QUOTITES_DE_DROIT else "autre_quotite"


def part_payee(jour: date, quotite: int) -> Fraction:
    """Give the share of full pay of a quota: six sevenths at 80 %, 32/35 at 90 %, else its own."""
    if quotite in MAJOREES:
        return AMOUNTS.on(f"temps_partiel.{MAJOREES[quotite]}", jour)
    return Fraction(quotite, 100)


def part_de_la_remuneration(
    jour: date,
    quotite: int | None = None,
    indice_majore: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
    remuneration_brute_mensuelle: Decimal | None = None,
) -> Outcome:
    """Pay follows the quota, except at 80 % and 90 %, or the hours of a post of fewer than 35."""
    if heures_a_temps_non_complet is not None:
        if quotite is not None:
            return Outcome(Verdict.A_VERIFIER, words="les_deux")
        return _non_complet(jour, Fraction(heures_a_temps_non_complet), indice_majore)
    if quotite is None or quotite < AMOUNTS.on("temps_partiel.quotite_minimale", jour):
        return Outcome(words="en_general", named=_fractions(jour))
    part = part_payee(jour, quotite)
    named: dict[str, Value] = {
        **_fractions(jour),
        "quotite": Count(quotite, "%"),
        "part": Share(part),
    }
    words = f"a_{quotite}" if quotite in MAJOREES else "prorata"
    if indice_majore is None and remuneration_brute_mensuelle is not None:
        return d_un_brut(Fraction(remuneration_brute_mensuelle), part, named)
    if indice_majore is None:
        return Outcome(words=words, values=(Share(part),), named=named)
    plein = _traitement(jour, indice_majore)
    paye = Euros(plein * part)
    named |= {"plein": Euros(plein), "indice": str(indice_majore)}
    steps = (Step("plein", Euros(plein)), Step("part", Share(part)), Step("paye", paye))
    return Outcome(words=f"{words}_paye", values=(paye, Share(part)), named=named, steps=steps)


def d_un_brut(plein: Fraction, part: Fraction, named: dict[str, Value]) -> Outcome:
    """Pay the share of a gross that is told, taken as that of full time."""
    paye = Euros(plein * part)
    named |= {"plein": Euros(plein), "perte": Euros(plein - plein * part)}
    steps = (Step("plein", Euros(plein)), Step("part", Share(part)), Step("paye", paye))
    return Outcome(words="d_un_brut", values=(paye, Share(part)), named=named, steps=steps)


def _non_complet(jour: date, heures: Fraction, indice_majore: int | None) -> Outcome:
    """Pay a post of fewer than 35 hours by its hours, at no better share."""
    share = Share(
        min(Fraction(1), heures / AMOUNTS.on("temps_de_travail.heures_par_semaine", jour))
    )
    named: dict[str, Value] = {"heures": Count(heures, "heure"), "part": share}
    if indice_majore is None:
        return Outcome(words="non_complet", values=(share,), named=named)
    plein = _traitement(jour, indice_majore)
    paye = Euros(plein * share.of_one)
    named |= {"plein": Euros(plein), "indice": str(indice_majore)}
    steps = (Step("plein", Euros(plein)), Step("part", share), Step("paye", paye))
    return Outcome(words="non_complet_paye", values=(paye, share), named=named, steps=steps)


def _fractions(jour: date) -> dict[str, Value]:
    """Write the two shares that are better than the quota as fractions."""
    parts = {q: AMOUNTS.on(f"temps_partiel.{name}", jour) for q, name in MAJOREES.items()}
    return {f"fraction_{q}": f"{part.numerator}/{part.denominator}" for q, part in parts.items()}


def _traitement(jour: date, indice_majore: int) -> Fraction:
    """Give a month's gross index pay at full time, in euros, never under the least index."""
    indice = max(Fraction(indice_majore), AMOUNTS.on("remuneration.indice_minimum", jour))
    return indice * AMOUNTS.on("remuneration.point_par_an", jour) / MOIS_PAR_AN


def pendant_une_maladie(
    jour: date,
    quotite: int,
    part_payee_en_maladie: int,
    indice_majore: int | None = None,
    fin_du_temps_partiel: date | None = None,
) -> Outcome:
    """Cut sick pay by the quota until the authorisation ends; then it is a full-timer's."""
    if quotite < AMOUNTS.on("temps_partiel.quotite_minimale", jour):
        return Outcome(missing=("quotite",))
    part, sick = part_payee(jour, quotite), Fraction(part_payee_en_maladie, 100)
    named: dict[str, Value] = {
        "quotite": Count(quotite, "%"),
        "maladie": Count(part_payee_en_maladie, "%"),
        "part": Share(part),
    }
    to_do: tuple[str, ...] = ("ensuite",)
    if fin_du_temps_partiel is not None:
        named["fin"] = fin_du_temps_partiel
        to_do = ("ensuite_le",)
    share = Share(part * sick)
    if indice_majore is None:
        return Outcome(None, "part", (share,), named, (Step("part", share),), to_do=to_do)
    plein = _traitement(jour, indice_majore)
    paye = Euros(plein * part * sick)
    named |= {"plein": Euros(plein), "apres": Euros(plein * sick)}
    steps = (
        Step("plein", Euros(plein)),
        Step("part_du_temps_partiel", Euros(plein * part)),
        Step("paye", paye),
    )
    to_do = tuple(f"{text}_paye" for text in to_do)
    return Outcome(None, "paye", (paye, share), named, steps, to_do=to_do)


def creation_d_entreprise(
    jour: date,
    quotite: int | None = None,
    debut_du_temps_partiel: date | None = None,
    fin_du_temps_partiel: date | None = None,
) -> Outcome:
    """Three years and one more, at least half time, if the service allows; again after three."""
    au_moins, duree, renouvellement = (
        int(AMOUNTS.on(f"temps_partiel_creation.{name}", jour))
        for name in (
            "quotite_minimale",
            "annees",
            "annees_de_renouvellement",
        )
    )
    if quotite is not None and quotite < au_moins:
        named: dict[str, Value] = {"quotite": Count(quotite, "%")}
        return Outcome(Verdict.NON, words="trop_basse", named=named)
    if fin_du_temps_partiel is not None and fin_du_temps_partiel < jour:
        attente = int(AMOUNTS.on("temps_partiel_creation.annees_avant_un_nouveau", jour))
        again = months_after(fin_du_temps_partiel, attente * MOIS_PAR_AN)
        verdict = Verdict.NON if (debut_du_temps_partiel or jour) < again else Verdict.CELA_DEPEND
        return Outcome(verdict, "nouveau", (again,), {"fini": fin_du_temps_partiel})
    if debut_du_temps_partiel is None:
        return Outcome(words="en_general")
    first = last_day_of_months(debut_du_temps_partiel, duree * MOIS_PAR_AN)
    last = last_day_of_months(debut_du_temps_partiel, (duree + renouvellement) * MOIS_PAR_AN)
    return Outcome(words="dates", values=(first, last), named={"debut": debut_du_temps_partiel})


def duree(  # noqa: PLR0913  # each way of telling the period
    jour: date,
    debut_du_temps_partiel: date | None = None,
    changement_du_temps_partiel: date | None = None,
    motif_grave: str | None = None,
    naissance_de_l_enfant: date | None = None,
    *,
    aujourd_hui: date,
) -> Outcome:
    """Six months to a year, tacitly renewed; two months' notice to change, none if it is grave."""
    courte, longue, preavis = (
        int(AMOUNTS.on(f"temps_partiel.{name}", jour))
        for name in (
            "mois_de_la_periode_la_plus_courte",
            "mois_de_la_periode_la_plus_longue",
            "mois_de_preavis",
        )
    )
    annees = int(AMOUNTS.on("temps_partiel.annees_de_tacite_reconduction", jour))
    if changement_du_temps_partiel is not None:
        changed: dict[str, Value] = {"jour": changement_du_temps_partiel}
        if motif_grave == OUI:
            return Outcome(words="sans_delai", named=changed)
        last = months_after(changement_du_temps_partiel, -preavis)
        late = ("passee",) if last < aujourd_hui else ()
        return Outcome(words="demande", values=(last,), named=changed, still_open=late)
    named: dict[str, Value] = {"longue": Count(Fraction(longue, MOIS_PAR_AN), "an")}
    if debut_du_temps_partiel is None:
        return Outcome(words="en_general", named=named)
    ends = tuple(
        last_day_of_months(debut_du_temps_partiel, months)
        for months in (courte, longue, annees * MOIS_PAR_AN)
    )
    named["debut"] = debut_du_temps_partiel
    if naissance_de_l_enfant is None:
        return Outcome(words="dates", values=ends, named=named)
    months = int(AMOUNTS.on("temps_partiel.age_limite_de_l_enfant", jour))
    named["terme"] = months_after(naissance_de_l_enfant, months)
    return Outcome(words="dates", values=ends, named=named, still_open=("troisieme_anniversaire",))
