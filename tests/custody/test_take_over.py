from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from desks import NOW, OFFICE, copy_desk, desk_settings
from lives import TENANT, codes_of, receive, refusal_of, sound

from app.bootstrap import Desk, create_desk, open_desk
from app.custody.backing_up import back_up
from app.custody.restoring import restore
from app.domain.codes import BANDS, band_of
from app.domain.errors import Reason, Refusal
from app.domain.permit import SignedPermit, read_permit
from app.services import dossiers
from app.services.desk import CLERK
from app.services.restoring import allow_numbering
from app.services.seat import Seat
from app.services.taking_over import issue_permit, office_signer, take_over_desk


@pytest.fixture(scope="module")
def _desk_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one") / "desk"
    create_desk(desk_settings(folder), replace(OFFICE, desk=1)).desk.close()
    return folder


@pytest.fixture
def supervisor(_desk_one: Path, tmp_path: Path) -> Iterator[Desk]:
    """Desk 1 of the same office, where the supervisor sits."""
    opened = open_desk(desk_settings(copy_desk(_desk_one, tmp_path / "one")))
    yield replace(opened, now=lambda: NOW)
    opened.close()


def issue(desk: Desk, lost: int = 3) -> SignedPermit:
    with desk.database.transaction() as session:
        return issue_permit(session, lost, now=desk.now(), desk=desk.context, actor=desk.actor)


def signer_of(desk: Desk) -> str:
    with desk.database.transaction() as session:
        return office_signer(session, TENANT)


def take_over(desk: Desk, text: str, signer: str | None = None) -> None:
    with desk.database.transaction() as session:
        take_over_desk(
            session, text, signer=signer, now=desk.now(), desk=desk.context, actor=desk.actor
        )


def lost_desk(tmp_path: Path) -> tuple[list[str], Path, str]:
    """A desk that worked on after its backup, and is gone: its codes, its backup, its sheet."""
    made = create_desk(desk_settings(tmp_path / "lost"), OFFICE)
    codes = [receive(made.desk)]
    back_up(made.desk, tmp_path / "lost.db")
    codes += [receive(made.desk) for _ in range(5)]
    made.desk.close()
    return codes, tmp_path / "lost.db", made.recovery


def test_a_new_machine_never_gives_a_number_of_the_lost_one(
    tmp_path: Path, supervisor: Desk
) -> None:
    codes, backup, recovery = lost_desk(tmp_path)
    restored = replace(restore(desk_settings(tmp_path / "new"), backup, recovery), now=lambda: NOW)
    permit = issue(supervisor)
    take_over(restored, str(permit), signer_of(supervisor))
    given = [receive(restored) for _ in range(3)]
    assert given == [f"H40.16-261116-3{number}" for number in (751, 752, 753)]
    assert not set(given) & set(codes)
    assert receive(restored, at=NOW + timedelta(days=1)) == "H40.16-261117-3001"
    with restored.database.reading() as session:
        line = dossiers.dossier(session, TENANT, given[0]).register
    assert line.book == f"3.{permit.permit.book_suffix}/2026"
    assert sound(restored)
    restored.close()


def test_without_any_backup_a_new_machine_takes_over_at_once(
    tmp_path: Path, supervisor: Desk
) -> None:
    made = create_desk(desk_settings(tmp_path / "bare"), OFFICE)
    desk = replace(made.desk, now=lambda: NOW)
    text = str(issue(supervisor))
    assert refusal_of(lambda: take_over(desk, text)) is Reason.PERMIT_SIGNER_UNKNOWN
    take_over(desk, text, signer_of(supervisor).lower())
    assert receive(desk).endswith("-3751")
    assert codes_of(desk) == ["H40.16-261116-3751"]
    desk.close()


def test_the_desks_own_key_needs_no_comparing(tmp_path: Path) -> None:
    made = create_desk(desk_settings(tmp_path / "lost"), OFFICE)
    text = str(issue(replace(made.desk, now=lambda: NOW)))
    back_up(made.desk, tmp_path / "lost.db")
    made.desk.close()
    fresh = desk_settings(tmp_path / "new")
    restored = replace(restore(fresh, tmp_path / "lost.db", made.recovery), now=lambda: NOW)
    take_over(restored, text)
    assert receive(restored).endswith("-3751")
    restored.close()


def test_two_machines_in_one_day_number_apart_and_a_third_waits(
    tmp_path: Path, supervisor: Desk
) -> None:
    first, second = issue(supervisor).permit, issue(supervisor).permit
    assert (first.first, first.last, second.first, second.last) == (751, 875, 876, 999)
    assert first.book_suffix != second.book_suffix
    assert refusal_of(lambda: issue(supervisor)) is Reason.PERMITS_USED_UP
    tomorrow = replace(supervisor, now=lambda: NOW + timedelta(days=1))
    again = issue(tomorrow).permit
    assert again.book_suffix not in (first.book_suffix, second.book_suffix)
    assert again.first == 751


def forged(permit: SignedPermit) -> dict[str, str]:
    other = replace(permit.permit, first=876, last=999)
    key = replace(permit.permit, public="00" * 32)
    text = str(permit)
    return {
        "altered": str(SignedPermit(other, permit.signature)),
        "another key": str(SignedPermit(key, permit.signature)),
        "no signature": str(SignedPermit(permit.permit, bytes(64))),
        "half a signature": str(SignedPermit(permit.permit, permit.signature[:32])),
        "cut": text[: len(text) // 2],
        "empty": "",
        "a slip": "H40.16-261116-3001",
    }


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("altered", Reason.PERMIT_FORGED),
        ("another key", Reason.PERMIT_FORGED),
        ("no signature", Reason.PERMIT_FORGED),
        ("half a signature", Reason.PERMIT_UNREADABLE),
        ("cut", Reason.PERMIT_UNREADABLE),
        ("empty", Reason.PERMIT_UNREADABLE),
        ("a slip", Reason.PERMIT_UNREADABLE),
    ],
)
def test_a_permit_that_nobody_signed_lets_nobody_number(
    desk: Desk, supervisor: Desk, what: str, reason: Reason
) -> None:
    text, signer = forged(issue(supervisor))[what], signer_of(supervisor)
    assert refusal_of(lambda: take_over(desk, text, signer)) is reason
    assert receive(desk).endswith("3001")


def test_a_permit_is_for_one_desk_one_day_and_one_use(desk: Desk, supervisor: Desk) -> None:
    signer = signer_of(supervisor)
    other = str(issue(supervisor, lost=4))
    assert refusal_of(lambda: take_over(desk, other, signer)) is Reason.PERMIT_ELSEWHERE
    text = str(issue(supervisor))
    late = replace(desk, now=lambda: NOW + timedelta(days=1))
    assert refusal_of(lambda: take_over(late, text, signer)) is Reason.PERMIT_EXPIRED
    take_over(desk, f"  {text[:60]}\n{text[60:]}", signer)
    assert refusal_of(lambda: take_over(desk, text, signer)) is Reason.PERMIT_USED


def test_a_clerk_issues_no_permit(supervisor: Desk) -> None:
    clerk = as_clerk_of(supervisor)
    assert refusal_of(lambda: issue(clerk)) is Reason.ROLE_LACKING
    assert refusal_of(lambda: issue(supervisor, lost=9)) is Reason.DESK_WRONG


def test_the_text_of_a_permit_fits_a_code_and_reads_back(supervisor: Desk) -> None:
    permit = issue(supervisor)
    assert len(str(permit)) < 320
    assert read_permit(str(permit)) == permit
    assert read_permit("\n".join(permit.lines)) == permit


@pytest.mark.parametrize("line", [1, 7, 12])
def test_a_slip_of_the_finger_in_a_permit_is_found_by_its_line(supervisor: Desk, line: int) -> None:
    lines = list(issue(supervisor).lines)
    wrong = lines[line - 1]
    lines[line - 1] = wrong[:8] + str((int(wrong[8]) + 1) % 10) + wrong[9:]
    with pytest.raises(Refusal) as refused:
        read_permit("\n".join(lines))
    assert refused.value.reason is Reason.PERMIT_LINE_WRONG
    assert refused.value.values == {"lines": str(line)}


def test_exchanged_lines_of_a_permit_are_found(supervisor: Desk) -> None:
    first, second, *rest = issue(supervisor).lines
    with pytest.raises(Refusal) as refused:
        read_permit("\n".join([second, first, *rest]))
    assert refused.value.values == {"lines": "1, 2"}


def as_clerk_of(desk: Desk) -> Desk:
    return replace(desk, seat=Seat(replace(desk.actor, roles=(CLERK,))))


def test_a_clerk_brings_a_permit_of_a_known_key_but_compares_no_strange_one(
    tmp_path: Path, supervisor: Desk
) -> None:
    made = create_desk(desk_settings(tmp_path / "lost"), OFFICE)
    own = str(issue(replace(made.desk, now=lambda: NOW)))
    back_up(made.desk, tmp_path / "lost.db")
    made.desk.close()
    backup, fresh = tmp_path / "lost.db", desk_settings(tmp_path / "new")
    restored = replace(restore(fresh, backup, made.recovery), now=lambda: NOW)
    strange, signer = str(issue(supervisor)), signer_of(supervisor)
    clerk = as_clerk_of(restored)
    assert refusal_of(lambda: take_over(clerk, strange, signer)) is Reason.ROLE_LACKING
    take_over(clerk, own)
    assert receive(restored).endswith("-3751")
    restored.close()


def test_no_band_meets_another_and_together_they_are_all_orders() -> None:
    orders = [number for first, last in BANDS for number in range(first, last + 1)]
    assert orders == list(range(1, 1000))
    assert [band_of(number) for number in (1, 600, 601, 750, 751, 999)] == [
        (1, 600),
        (1, 600),
        (601, 750),
        (601, 750),
        (751, 875),
        (876, 999),
    ]


def test_leave_after_a_restore_and_a_permit_of_the_same_day_do_not_meet(
    tmp_path: Path, supervisor: Desk
) -> None:
    """Restored in the morning with a supervisor's leave, burnt at noon, taken over after."""
    _, backup, recovery = lost_desk(tmp_path)
    morning = replace(
        restore(desk_settings(tmp_path / "morning"), backup, recovery), now=lambda: NOW
    )
    with morning.database.transaction() as session:
        allow_numbering(session, "Thay ổ đĩa", now=NOW, desk=morning.context, actor=morning.actor)
    given = [receive(morning)]
    morning.close()
    noon = replace(restore(desk_settings(tmp_path / "noon"), backup, recovery), now=lambda: NOW)
    take_over(noon, str(issue(supervisor)), signer_of(supervisor))
    given.append(receive(noon))
    noon.close()
    assert given == ["H40.16-261116-3601", "H40.16-261116-3751"]
