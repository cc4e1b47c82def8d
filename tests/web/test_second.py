import pytest
import sqlalchemy as sa

from cases.audit.trail import read_trail
from cases.decisions.approvals import REFUSED
from cases.decisions.signatures import NotApproved
from cases.model import Case, CaseState
from cases.tables import approvals
from tests.builders import ADA, Store, shown
from tests.tampering import tamper
from tests.web.conftest import Officer, Sending, SignIn

DEAR = "Bonjour,\n\nVous toucherez 5 000 €."


@pytest.fixture
async def half(sqlite_store: Store, awaiting: Case) -> Case:
    """A large amount, that Ada has approved."""
    await sqlite_store.approvals.approve(awaiting.id, shown(awaiting), DEAR, ADA)
    return await sqlite_store.cases.find(awaiting.id)


async def test_a_large_amount_is_approved_and_does_not_leave(
    ada: Officer, awaiting: Case, sending: Sending
) -> None:
    answer = await ada.approves(awaiting, DEAR)
    assert "quand une seconde personne l’aura confirmée" in await ada.sees(
        answer.headers["location"]
    )
    assert sending.asked == []
    assert "Mes congés" in await ada.sees("/?etat=a-confirmer")
    assert "Mes congés" not in await ada.sees("/")


async def test_the_first_person_sees_who_must_confirm_and_no_button_to_do_it(
    ada: Officer, half: Case
) -> None:
    text = await ada.sees(f"/dossiers/{half.id}")
    assert "une autre personne doit la confirmer" in text
    assert "/confirmer" not in text
    assert "Annuler mon approbation" in text


async def test_the_second_person_confirms_the_very_text_and_it_leaves(
    bob: Officer, half: Case, sending: Sending
) -> None:
    screen = await bob.sees(f"/dossiers/{half.id}")
    assert "Vous toucherez 5 000 €." in screen
    answer = await bob.decides(half, "confirmer")
    assert answer.headers["location"] == f"/?fait=approuvee&dossier={half.id}"
    assert [case.state for case in sending.asked] == [CaseState.APPROVED]
    after = await bob.sees(f"/dossiers/{half.id}")
    assert "Confirmée par <strong>Basile Petit</strong>" in after
    assert "Réponse confirmée par une seconde personne" in after


async def test_the_same_person_is_refused_in_one_sentence_and_it_is_in_the_trail(
    ada: Officer, half: Case, sending: Sending
) -> None:
    answer = await ada.decides(half, "confirmer")
    assert answer.status_code == 403
    assert "Vous avez déjà approuvé cette lettre" in answer.text
    assert sending.asked == []
    last = (await read_trail(ada.office.engine, half.id))[-1]
    assert (last.kind, last.details) == ("approval_refused", {"why": "same_person"})


async def test_a_letter_confirmed_already_says_by_whom(
    bob: Officer, half: Case, sending: Sending
) -> None:
    await bob.decides(half, "confirmer")
    again = await bob.decides(half, "confirmer")
    assert again.status_code == 409
    assert "Vous avez déjà confirmé cette réponse" in again.text
    assert len(sending.asked) == 1


async def test_what_is_sent_back_is_shown_with_its_word_and_the_approved_text(
    ada: Officer, bob: Officer, half: Case
) -> None:
    await bob.decides(half, "renvoyer", words="Le montant est <b>faux</b>.")
    text = await ada.sees(f"/dossiers/{half.id}")
    assert "Renvoyée par la seconde personne&nbsp;: Le montant est &lt;b&gt;faux&lt;/b&gt;." in text
    assert f"\n{DEAR}</textarea>" in text
    assert "Réponse renvoyée par la seconde personne" in text


async def test_sending_back_needs_a_word(bob: Officer, half: Case) -> None:
    answer = await bob.decides(half, "renvoyer", words=" ")
    assert answer.status_code == 422
    assert "ce qui est à revoir" in answer.text
    assert await bob.finds(half) is CaseState.AWAITING_SECOND


async def test_whoever_corrects_signs_first(
    ada: Officer, bob: Officer, half: Case, sending: Sending
) -> None:
    mine = DEAR.replace("5 000", "4 900")
    await bob.decides(half, "reviser", text=mine)
    case = await bob.office.cases.find(half.id)
    assert (case.state, sending.asked) == (CaseState.AWAITING_SECOND, [])
    assert (await bob.decides(case, "confirmer")).status_code == 403
    assert (await ada.decides(case, "confirmer")).status_code == 303
    assert (await ada.office.approvals.current_approval(case.id)).text == mine


async def test_an_empty_correction_changes_nothing(bob: Officer, half: Case) -> None:
    assert (await bob.decides(half, "reviser", text=" ")).status_code == 422
    assert (await bob.office.approvals.current_approval(half.id)).text == DEAR


async def test_a_signature_of_another_secret_is_said_and_sends_nothing(
    bob: Officer, half: Case, sending: Sending, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bob.office.approvals.signatures, "_secret", b"another")
    answer = await bob.decides(half, "confirmer")
    assert "La première approbation ne peut pas être vérifiée" in answer.text
    assert sending.asked == []
    last = (await read_trail(bob.office.engine, half.id))[-1]
    assert (last.kind, last.actor, last.details) == (REFUSED, "bob", {"why": "not_genuine"})
    with pytest.raises(NotApproved):
        await bob.office.deliveries.plan(half.id)


async def test_a_signature_of_another_secret_leaves_only_ways_that_send_nothing(
    bob: Officer, half: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bob.office.approvals.signatures, "_secret", b"another")
    screen = await bob.sees(f"/dossiers/{half.id}")
    assert "La première approbation ne peut pas être vérifiée" in screen
    assert "/confirmer" not in screen
    assert "/reviser" not in screen
    assert "/ecarter" in screen
    assert (await bob.decides(half, "ecarter", choice="inexacte")).status_code == 303
    assert await bob.finds(half) is CaseState.REJECTED


async def test_the_second_person_may_set_the_letter_aside(
    bob: Officer, half: Case, sending: Sending
) -> None:
    assert "/ecarter" in await bob.sees(f"/dossiers/{half.id}")
    answer = await bob.decides(half, "ecarter", choice="inexacte")
    assert "fait=ecartee" in answer.headers["location"]
    assert (await bob.finds(half), sending.asked) == (CaseState.REJECTED, [])
    assert (await bob.decides(half, "confirmer")).status_code == 409


async def test_the_second_person_may_answer_in_the_ticket_instead(
    bob: Officer, half: Case, sending: Sending
) -> None:
    assert "/reprendre" in await bob.sees(f"/dossiers/{half.id}")
    assert (await bob.decides(half, "reprendre", choice="moi")).status_code == 303
    assert (await bob.finds(half), sending.asked) == (CaseState.HANDED_OVER, [])


async def test_a_letter_to_confirm_is_entrusted_to_whoever_did_not_sign_it(
    ada: Officer, bob: Officer, half: Case
) -> None:
    offered = await ada.sees(f"/dossiers/{half.id}")
    assert "compte:bob" in offered
    assert "/ecarter" not in offered
    assert "compte:ada" not in await bob.sees(f"/dossiers/{half.id}")
    assert (await bob.decides(half, "confier", to="compte:ada")).status_code == 422
    assert (await ada.decides(half, "confier", to="compte:bob")).status_code == 303
    assert "Dossier confié à Basile Petit." in await bob.sees(f"/dossiers/{half.id}")
    assert await bob.finds(half) is CaseState.AWAITING_SECOND


async def test_a_panel_that_lacks_a_word_is_open_on_the_letter_to_confirm(
    bob: Officer, half: Case
) -> None:
    answer = await bob.decides(half, "ecarter", choice="autre")
    assert answer.status_code == 422
    assert "Rien n’a été fait" in answer.text
    assert await bob.finds(half) is CaseState.AWAITING_SECOND


@pytest.mark.parametrize(
    ("login", "gesture"),
    [
        ("bob", ("reviser", {"text": DEAR})),
        ("bob", ("renvoyer", {"words": "à revoir"})),
        ("ada", ("annuler", {})),
    ],
)
async def test_whatever_is_done_of_a_forged_signature_is_refused_and_told_in_the_history(
    sign_in: SignIn,
    sqlite_store: Store,
    half: Case,
    login: str,
    gesture: tuple[str, dict[str, str]],
) -> None:
    verb, fields = gesture
    await tamper(sqlite_store, sa.update(approvals).values(approver="mallory"))
    officer = await sign_in(login)
    answer = await officer.decides(half, verb, **fields)
    assert answer.status_code == 409
    assert "La première approbation ne peut pas être vérifiée" in answer.text
    assert "Geste refusé\u00a0: la première approbation n’a pas pu être vérifiée" in answer.text


@pytest.mark.parametrize(
    ("verb", "choice", "said"),
    [("ecarter", "inexacte", "écarté cette réponse"), ("reprendre", "moi", "repris ce dossier")],
)
async def test_a_letter_that_nobody_confirmed_is_not_called_approved(
    bob: Officer, half: Case, verb: str, choice: str, said: str
) -> None:
    await bob.decides(half, verb, choice=choice)
    screen = await bob.sees(f"/dossiers/{half.id}")
    assert "Approuvée par" not in screen
    assert "Une seule des deux personnes avait approuvé cette lettre" in screen
    assert "/lettre.pdf" not in screen
    again = await bob.decides(half, "confirmer")
    assert f"Vous avez déjà {said}" in again.text
