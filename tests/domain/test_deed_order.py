from __future__ import annotations

import pytest

from app.domain.deed_forms import FORMS
from app.domain.deed_order import LIKELY, SCREEN_DEEDS, likely_deeds, ordered_deeds
from app.domain.dossier import DossierState
from app.domain.dossier_rules import RULES, DeedKind


def test_every_deed_has_a_form_or_a_place_of_its_own() -> None:
    assert set(FORMS) | SCREEN_DEEDS == set(DeedKind)
    assert not set(FORMS) & SCREEN_DEEDS


@pytest.mark.parametrize("state", LIKELY)
def test_what_is_likely_in_a_state_is_possible_in_it(state: DossierState) -> None:
    assert all(state in RULES[kind].states for kind in LIKELY[state])
    assert 2 <= len(LIKELY[state]) <= 4


def test_only_what_is_allowed_is_offered_and_each_once() -> None:
    allowed = frozenset({DeedKind.NOTIFY, DeedKind.ADD_NOTE, DeedKind.HAND_OVER, DeedKind.STOP})
    assert likely_deeds(DossierState.SETTLED, allowed) == (DeedKind.NOTIFY,)
    offered = ordered_deeds(DossierState.SETTLED, allowed)
    assert offered == (DeedKind.NOTIFY, DeedKind.STOP, DeedKind.ADD_NOTE)
