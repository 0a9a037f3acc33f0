"""Options of the form are named by value, since their classes are slow to load."""

from __future__ import annotations

from app.domain.dossier import DossierState
from app.domain.procedure import Channel
from app.domain.reception import IdentityKind, ReturnPlace, SubjectKind
from app.printing.style import Paper
from app.ui.preferences import PAPERS
from app.ui.tokens import palette
from app.ui.widgets import applicant_panel, procedure_panel, settlement_panel, today_panel


def test_every_identity_kind_can_be_chosen() -> None:
    assert [value for value, _ in applicant_panel.IDENTITIES] == list(IdentityKind)


def test_every_kind_of_subject_can_be_chosen() -> None:
    assert [value for value, _ in applicant_panel.SUBJECTS] == ["", *SubjectKind]


def test_every_channel_has_its_words() -> None:
    assert list(procedure_panel.CHANNELS) == list(Channel)


def test_every_place_of_return_can_be_chosen() -> None:
    assert [value for value, _ in settlement_panel.PLACES] == list(ReturnPlace)


def test_every_state_has_a_word_and_a_tone_of_the_palette() -> None:
    assert set(today_panel.STATES) == set(DossierState)
    tones = {tone for _, tone in today_panel.STATES.values()}
    assert tones | {f"{tone}_soft" for tone in tones} <= set(palette("light"))


def test_papers_for_slips_are_known_to_the_printing() -> None:
    assert set(PAPERS) <= set(Paper)
