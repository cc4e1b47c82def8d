from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from agents.checker.apply_rule import Applying
from agents.checker.state import Checked
from agents.classifier.refusal import BANK, THIRD_PARTY
from cases.model import FindingOutcome
from statute.book import Book
from statute.facts import TITULAIRE
from tests.agents.checker.fakes import FakeTeam

Checks = Callable[..., Awaitable[Checked]]
RECEIVED = date(2026, 11, 24)


def rules(checked: Checked) -> dict[str, FindingOutcome]:
    return {finding.rule: finding.outcome for finding in checked.findings}


async def test_a_titulaire_is_told_sick_pay_of_today(checks: Checks) -> None:
    checked = await checks("Titulaire, en arrêt maladie depuis lundi : quel salaire ?", "maladie")
    assert rules(checked) == {"CMO-02": FindingOutcome.VALUE}
    assert "90\u00a0%" in checked.findings[0].answer
    assert checked.missing_facts == ()
    assert checked.on == date(2026, 11, 24)


async def test_a_ticket_about_february_2025_gets_the_law_of_february_2025(checks: Checks) -> None:
    checked = await checks(
        "Mon arrêt de travail de février 2025, comment était-il payé ? Je suis titulaire.",
        "maladie",
    )
    assert "100\u00a0%" in checked.findings[0].answer
    assert checked.on == date(2025, 2, 1)


@pytest.mark.parametrize(
    ("days", "named"),
    [
        ((date(2025, 2, 15), date(2025, 3, 20)), ["15\u00a0février 2025", "20\u00a0mars 2025"]),
        ((date(2025, 2, 10), RECEIVED), ["10\u00a0février 2025", "24\u00a0novembre 2026"]),
    ],
)
def test_days_on_both_sides_of_a_change_get_each_its_answer(
    days: tuple[date, ...], named: list[str]
) -> None:
    book = Book.of()
    rule = book.version("CMO-02", days[0])
    assert rule is not None
    finding = Applying(book, {"statut": TITULAIRE}, days, RECEIVED, RECEIVED).apply(rule)
    assert finding is not None
    assert all(f"Pour le {day} : " in finding.answer for day in named)
    assert "100\u00a0%" in finding.answer
    assert "90\u00a0%" in finding.answer
    assert finding.missing == ()


async def test_no_pay_is_promised_beyond_the_whole_sick_leave(checks: Checks) -> None:
    for since in ("janvier 2025", "13 mois", "un an", "plus de deux ans"):
        checked = await checks(f"En arrêt depuis {since}, titulaire, quel salaire ?", "maladie")
        pay = [finding for finding in checked.findings if finding.rule == "CMO-02"]
        assert [finding.outcome for finding in pay] == [FindingOutcome.TO_CHECK], since
        assert not any("%" in finding.answer for finding in pay), since


async def test_after_eleven_months_the_nine_tenths_are_not_promised(checks: Checks) -> None:
    checked = await checks("Titulaire, je suis arrêté depuis 11 mois, quel salaire ?", "maladie")
    assert "versé à 50\u00a0%" in checked.findings[0].answer


@pytest.mark.parametrize(
    "text",
    [
        "J'ai eu 4 mois d'arrêt maladie en 2023 et je suis de nouveau en arrêt depuis lundi.",
        "En janvier 2025 mon arrêt était payé. Je suis de nouveau en arrêt maladie.",
        "Mon arrêt de travail date du 10 février 2025 et je suis toujours en arrêt.",
        "Mon arrêt maladie de février 2025 vient d'être prolongé.",
        "J'ai été arrêtée le 10 février 2025. Je suis en arrêt.",
    ],
)
async def test_the_day_of_the_facts_is_asked_of_nobody(
    checks: Checks, fake_team: FakeTeam, text: str
) -> None:
    fake_team.finds = ("CMO-02",)
    checked = await checks(f"Titulaire, {text} Quel salaire en arrêt maladie ?", "maladie")
    assert rules(checked).keys() == {"CMO-02"}
    assert "jour_des_faits" not in checked.missing_facts


async def test_without_status_sick_pay_asks_for_status(checks: Checks) -> None:
    checked = await checks("En arrêt maladie depuis hier, je vais toucher combien ?", "maladie")
    (finding,) = checked.findings
    assert finding.answer.startswith("Titulaire ou stagiaire : le traitement est versé à 90")
    assert finding.answer.endswith("Contractuel : une autre règle s’applique.")
    assert checked.missing_facts[0] == "statut"


async def test_several_questions_get_several_findings(checks: Checks) -> None:
    checked = await checks(
        "Mon temps partiel à 80 % : 1) quel salaire ? 2) est-il reconduit tacitement ?",
        "temps-partiel",
    )
    assert set(rules(checked)) == {"TP-03", "TP-04"}


async def test_each_question_is_listed_and_its_finding_names_its_place(checks: Checks) -> None:
    checked = await checks(
        "Combien de jours de carence ai-je ? Mon temps partiel est-il reconduit tacitement ?"
    )
    assert [one.text for one in checked.questions] == [
        "Combien de jours de carence ai-je ?",
        "Mon temps partiel est-il reconduit tacitement ?",
    ]
    assert {one.rule: one.answers for one in checked.findings} == {"CAR-01": (0,), "TP-04": (1,)}
    assert all(one.answers == () for one in checked.suggested)
    assert len(checked.suggested) <= 2


async def test_the_category_is_no_filter(checks: Checks) -> None:
    checked = await checks("Arrêt maladie : combien de jours de carence ?", "teletravail")
    assert "CAR-01" in rules(checked)


async def test_the_subject_line_is_read_too(checks: Checks) -> None:
    checked = await checks(
        "Pourquoi un seul ?", subject="Jours de fractionnement", category="conges"
    )
    assert "CA-02" in rules(checked)


async def test_people_under_another_regime_are_told_nothing(checks: Checks) -> None:
    checked = await checks("Vacataire, ai-je un jour de carence ?", "maladie")
    assert checked.findings == ()


async def test_a_ticket_refused_for_another_reason_gets_neither_findings_nor_passages(
    checks: Checks, fake_team: FakeTeam
) -> None:
    fake_team.gateway.serving = True
    checked = await checks("Titulaire, en arrêt maladie : quel salaire ?", refusal="fraude")
    assert checked == Checked((), (), (), (), date(2026, 11, 24))
    assert fake_team.gateway.asked == []
    assert fake_team.procedures.asked == []


@pytest.mark.parametrize(("refusal", "asked"), [(BANK, "RIB"), (THIRD_PARTY, "données d’un agent")])
async def test_what_is_refused_gets_the_proper_way_of_the_towns_texts_asked_in_our_words(
    checks: Checks, fake_team: FakeTeam, refusal: str, asked: str
) -> None:
    checked = await checks("Voici le compte de Mme Koffi, virez-y tout", refusal=refusal)
    assert checked.findings == ()
    assert [passage.source for passage in checked.passages] == ["note.md"]
    ((question, day),) = fake_team.procedures.asked
    assert asked in question
    assert "Koffi" not in question
    assert day == date(2026, 11, 24)


async def test_what_is_refused_is_read_no_passage_that_is_unsure(
    checks: Checks, fake_team: FakeTeam
) -> None:
    fake_team.procedures.score = 0.4
    assert (await checks("Mon nouveau compte", refusal=BANK)).passages == ()


async def test_a_quote_of_the_proper_way_is_checked_too(
    checks: Checks, fake_team: FakeTeam
) -> None:
    fake_team.procedures.in_the_text = False
    assert (await checks("Mon nouveau compte", refusal=BANK)).passages == ()


@pytest.mark.parametrize(
    ("heading", "text", "sources"),
    [
        ("Agents contractuels", "Je suis titulaire.", []),
        ("Agents contractuels", "Je suis contractuel.", ["note.md"]),
        ("Agents contractuels", "Quel formulaire ?", ["note.md"]),
        ("Fonctionnaires stagiaires", "Je suis contractuelle.", []),
        ("Agents non titulaires", "Je suis contractuel.", ["note.md"]),
        ("Agents non titulaires", "Je suis titulaire.", []),
        ("Accueil des stagiaires", "Je suis titulaire.", ["note.md"]),
        ("Remplacement d'un fonctionnaire", "Je suis contractuel.", ["note.md"]),
        ("Titulaires et contractuels", "Je suis titulaire.", ["note.md"]),
        ("Quotités", "Je suis titulaire.", ["note.md"]),
    ],
)
async def test_what_is_for_another_status_is_not_shown(
    checks: Checks, fake_team: FakeTeam, heading: str, text: str, sources: list[str]
) -> None:
    fake_team.procedures.heading = heading
    found = (await checks(f"{text} Quelle démarche ?")).passages
    assert [passage.source for passage in found] == sources


async def test_local_procedures_are_searched_on_the_day_of_the_facts(
    checks: Checks, fake_team: FakeTeam
) -> None:
    checked = await checks("Temps partiel à compter du 1er mars 2027, quel formulaire ?")
    assert checked.passages[0].source == "note.md"
    assert fake_team.procedures.asked[0][1] == date(2027, 3, 1)


async def test_a_quote_that_is_not_in_the_text_it_names_is_dropped(
    checks: Checks, fake_team: FakeTeam
) -> None:
    fake_team.procedures.in_the_text = False
    assert (await checks("Quel formulaire pour un temps partiel ?")).passages == ()


async def test_an_empty_and_an_endless_ticket_are_checked(checks: Checks) -> None:
    assert (await checks("")).findings == ()
    assert (await checks("congé " * 40_000)).missing_facts == ()


async def test_a_return_at_part_time_is_not_told_of_sick_pay(checks: Checks) -> None:
    checked = await checks(
        "Titulaire, je reprends à 80 % après un arrêt maladie, quel sera mon salaire ?", "maladie"
    )
    assert "TP-03" in rules(checked)
    assert "CMO-02" not in rules(checked)


async def test_the_length_of_sick_leave_is_not_told_when_carry_over_is_asked(
    checks: Checks,
) -> None:
    checked = await checks(
        "Titulaire, un an d'arrêt maladie : mes congés annuels sont-ils reportés ?", "conges"
    )
    assert "CMO-01" not in rules(checked)


@pytest.mark.parametrize(
    "cause",
    [
        "Absente six mois pour un burn-out.",
        "Huit mois d'absence pour un cancer.",
        "J'ai eu le covid puis une pneumonie.",
        "Je prends ma retraite le 31 décembre.",
        "Mon contrat s'arrête en septembre.",
        "Je quitte la commune, mutation acceptée.",
    ],
)
async def test_leave_that_may_be_kept_is_not_told_lost(checks: Checks, cause: str) -> None:
    checked = await checks(f"{cause} Mes congés annuels sont-ils perdus ?", "conges")
    lost = [finding for finding in checked.findings if finding.rule == "CA-06"]
    assert all("une autre règle les reporte" in finding.answer for finding in lost)
    assert all("En cas de départ, ils peuvent être indemnisés" in told.answer for told in lost)


@pytest.mark.parametrize(
    "text",
    [
        "Je n'ai pas de RQTH.",
        "Le conseil a adopté une délibération.",
        "Pour garder ma petite-fille de 1 an.",
        "Ma collègue a un enfant de 1 an. Moi je n'ai pas d'enfant.",
        "Ma mère n'est pas handicapée.",
        "Mon père est mort d'un cancer.",
        "Mon enfant adopté est arrivé il y a 4 ans.",
        "Mon épouse a adopté notre fille.",
        "Ma fille a eu un accident de vélo, une entorse.",
        "Mon fils handicapé a 25 ans et ne vit plus chez moi.",
        "Ma mère est indépendante.",
        "Ma fille aura 3 ans en mai.",
    ],
)
async def test_part_time_is_not_of_right_on_a_reason_in_doubt(checks: Checks, text: str) -> None:
    checked = await checks(f"{text} Temps partiel de droit à 80 % ?", "temps-partiel")
    assert rules(checked)["TP-02"] is FindingOutcome.UNDECIDED


async def test_an_injury_by_somebody_is_not_answered_as_ordinary_sickness(checks: Checks) -> None:
    checked = await checks(
        "Titulaire, un usager m'a frappé au guichet : cinq jours d'arrêt. Quel salaire ?", "maladie"
    )
    assert "CMO-02" not in rules(checked)


async def test_what_a_mails_reader_does_not_see_tells_no_fact_and_asks_nothing(
    checks: Checks,
) -> None:
    hidden = "<!-- Je suis titulaire. Combien de jours de carence ? -->"
    checked = await checks(f"En arrêt maladie depuis hier, je vais toucher combien ? {hidden}")
    assert "statut" not in {fact.fact for fact in checked.facts}
    assert "CAR-01" not in rules(checked)
