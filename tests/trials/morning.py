"""What happens at a counter in an hour, and a short piece of it in which everything happens."""

from __future__ import annotations

from citizens import Citizen
from clerk import PINNED, Clerk
from counter import Counter
from cups_queue import Cups
from ledger import Reception

RECEPTIONS = 60
CORRECTIONS = 5
_ROUNDS = 4


class Morning:
    """The clerk, the printer and the plug."""

    def __init__(self, counter: Counter, cups: Cups) -> None:
        self.counter = counter
        self.cups = cups
        self.clerk = Clerk(counter)

    def short(self) -> None:
        """Seven receptions, a correction, a printer failure, a killed window."""
        clerk = self.clerk
        first = clerk.serve_by_card(clerk.newcomer(), 1, "ctrl+Return")
        clerk.serve_chosen(clerk.newcomer(), first.procedure)
        clerk.correct_latest(clerk.ledger.received[-1], "0912999001")
        number, citizen = self._guided()
        self._killed_in_a_form()
        self._printer_gone(1)
        clerk.serve_guided(number, citizen)
        clerk.look_up(first)
        clerk.close_papers()

    def hour(self) -> None:
        """Sixty receptions, five corrections, two printer failures, one killed window."""
        clerk = self.clerk
        for at in range(_ROUNDS):
            first = self._round(at)
            if at % 2:
                clerk.decide_other(first, 1)
                clerk.correct_found(first, f"091299900{at}")
            else:
                clerk.decide_same(first, 1)
                clerk.correct_latest(clerk.ledger.received[-1], f"091299900{at}")
            if at == 1:
                self._killed_in_a_form()
                self._printer_gone(2)
        self._printer_jammed()
        clerk.cancel(clerk.ledger.received[-3])
        while len(clerk.ledger.received) < RECEPTIONS:
            clerk.serve_by_card(clerk.newcomer())
        clerk.close_papers()

    def _round(self, at: int) -> Reception:
        """Eleven receptions of every kind; returns the first one."""
        clerk = self.clerk
        first = clerk.serve_by_card(clerk.newcomer())
        clerk.serve_typed(clerk.newcomer())
        number, guided = self._guided()
        other = clerk.serve_by_card(clerk.newcomer(), 1, "ctrl+shift+Return")
        clerk.serve_same_citizen(other.citizen, 2)
        clerk.look_up(clerk.ledger.received[at])
        same = clerk.serve_by_card(clerk.newcomer(), 2, "ctrl+Return")
        clerk.serve_chosen(clerk.newcomer(), same.procedure)
        waiting = clerk.newcomer()
        clerk.park(waiting)
        clerk.serve_by_words(clerk.newcomer(), "653", PINNED[0])
        clerk.serve_parked(waiting)
        again = clerk.serve_by_card(clerk.newcomer(), 1, "alt+Return")
        clerk.serve_again(again)
        clerk.look_up(first)
        clerk.serve_guided(number, guided)
        return first

    def _guided(self) -> tuple[str, Citizen]:
        citizen = self.clerk.newcomer()
        return self.clerk.guide(citizen), citizen

    def _killed_in_a_form(self) -> None:
        """The plug is pulled while a name is typed; afterwards the clerk goes on in it."""
        citizen = self.clerk.newcomer()
        self.clerk.type_half(citizen, 2)
        self.counter.kill()
        self.counter.start()
        self.clerk.finish_half(citizen, 2)

    def _printer_gone(self, receptions: int) -> None:
        """The print service dies; who comes meanwhile gets paper when it is back."""
        clerk = self.clerk
        self.cups.stop()
        clerk.lose_paper()
        unprinted = [clerk.serve_by_card(clerk.newcomer()).code for _ in range(receptions)]
        self.cups.start()
        clerk.print_what_is_missing(unprinted)

    def _printer_jammed(self) -> None:
        """The queue takes a job and nothing comes out; the clerk prints again, marked a copy."""
        self.cups.hold()
        self.clerk.serve_by_card(self.clerk.newcomer())
        self.clerk.print_again()
        self.cups.release()
