"""Condolences come first in a letter to whoever just lost somebody, whatever the letter does."""

import pytest

from agents.drafter.first_letter import mourns
from tests.agents.builders import a_ticket


@pytest.mark.parametrize(
    "text",
    [
        "Mon père est mort hier soir. Les obsèques ont lieu lundi, j'ai droit à combien de jours ?",
        "j'ai perdu ma mere samedi, cb de jours",
        "Suite au décès de mon grand-père, puis-je m'absenter ?",
        "Ma belle-mère vient de décéder.",
        "Notre maman nous a quittés cette nuit.",
    ],
)
def test_who_lost_somebody_is_offered_condolences(text: str) -> None:
    assert mourns(a_ticket(text))


@pytest.mark.parametrize(
    "text",
    [
        "Combien de jours pour un décès ?",
        "Mon agent a perdu sa mère, combien de jours lui donner ?",
        "Mon père est mort en 2019 : sa pension me revient-elle ?",
        "Ma mère est partie en vacances, qui garde le petit ?",
        "Mon fils a quitté l'école.",
        "J'ai perdu ma carte.",
    ],
)
def test_who_lost_nobody_now_is_not(text: str) -> None:
    assert not mourns(a_ticket(text))
