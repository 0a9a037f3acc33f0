"""A clerk who serves citizens by the keys and scans of the handbook, and remembers every deed."""

from __future__ import annotations

from itertools import pairwise

from citizens import Citizen, citizens
from counter import Counter, Said
from ledger import Ledger, Reception

from app.domain.text import fold

PINNED = ("1.001653", "1.014027", "1.010833")
"""Alt+1, Alt+2, Alt+3: two procedures of one paper, one of two."""

ALL_OF = {"1.001653": (1,), "1.014027": (1,), "1.010833": (1, 2)}
TWO_PAPERS = 3
_HALF = 6


class Clerk:
    """Each method is one thing that happens at a counter, from greeting to farewell."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.ledger = Ledger()
        self._citizens = citizens()
        self._paper_comes = True

    def newcomer(self) -> Citizen:
        return next(self._citizens)

    def serve_by_card(self, citizen: Citizen, pinned: int = 1, key: str = "F9") -> Reception:
        """The six keys and one scan."""
        self.counter.do(f"alt+{pinned}", "quoted")
        return self.serve_chosen(citizen, PINNED[pinned - 1], key)

    def serve_chosen(self, citizen: Citizen, procedure: str, key: str = "F9") -> Reception:
        """The procedure stands in the form; the citizen lays the card down."""
        self._scan(citizen)
        self._tick(procedure)
        return self._save(citizen, procedure, key)

    def serve_by_words(self, citizen: Citizen, words: str, procedure: str) -> Reception:
        """The procedure is looked for by a few letters, the card scanned after it."""
        self.counter.press("F2")
        self.counter.type(words)
        self.counter.do("Return", "quoted")
        return self.serve_chosen(citizen, procedure)

    def serve_typed(self, citizen: Citizen, pinned: int = 2) -> Reception:
        """No card: everything is typed."""
        self.counter.do(f"alt+{pinned}", "quoted")
        self.type_number(citizen)
        self.counter.press("alt+h")
        self.counter.type(citizen.name)
        return self.finish_typed(citizen, pinned)

    def type_number(self, citizen: Citizen) -> None:
        self.counter.press("alt+s")
        self.counter.type(citizen.number)

    def finish_typed(self, citizen: Citizen, pinned: int) -> Reception:
        """What comes after the name."""
        for key, words in (("alt+i", citizen.born), ("alt+o", citizen.phone)):
            self.counter.press(key)
            self.counter.type(words)
        self.counter.press("alt+a")
        self.counter.type(citizen.address)
        self._stands(citizen)
        procedure = PINNED[pinned - 1]
        self.counter.press("ctrl+t")
        self._ticked(procedure)
        return self._save(citizen, procedure, "F9")

    def serve_same_citizen(self, citizen: Citizen, pinned: int) -> Reception:
        """After Ctrl+Shift+Enter: the citizen stands in the form, another procedure is wanted."""
        self.counter.do(f"alt+{pinned}", "quoted")
        self._stands(citizen)
        self._tick(PINNED[pinned - 1])
        return self._save(citizen, PINNED[pinned - 1], "F9")

    def serve_again(self, before: Reception) -> Reception:
        """After Alt+Enter: both stand in the form, and the window says that it was here before."""
        self.counter.sees("the notice of a doubled request", lambda seen: seen["notice"])
        self._tick(before.procedure)
        return self._save(before.citizen, before.procedure, "F9", beside=before.code)

    def decide_other(self, before: Reception, pinned: int) -> Reception:
        """Somebody comes back with what looks like the same request, and it is another one."""
        self.counter.do(f"alt+{pinned}", "quoted")
        self._scan(before.citizen)
        self.counter.sees("the notice of a doubled request", lambda seen: seen["notice"])
        self.counter.press("alt+d")
        self.counter.answer("Đối chiếu", "xin thêm một bản", "ctrl+Return")
        self.counter.press("ctrl+t")
        self._ticked(before.procedure)
        return self._save(before.citizen, before.procedure, "F9", beside=before.code)

    def decide_same(self, before: Reception, pinned: int) -> None:
        """The request is here already: nothing is received, its page opens."""
        self.counter.do(f"alt+{pinned}", "quoted")
        self._scan(before.citizen)
        self.counter.sees("the notice of a doubled request", lambda seen: seen["notice"])
        self.counter.press("alt+d")
        self.counter.answer("Đối chiếu", "", "ctrl+o")
        self._page_of(before)
        self.counter.press("F2")

    def guide(self, citizen: Citizen) -> str:
        """One of two papers is missing: a supplement slip at the door; returns its number."""
        self.counter.do(f"alt+{TWO_PAPERS}", "quoted")
        self._scan(citizen)
        self.counter.press("space", "ctrl+b")
        self.counter.answer("Phiếu yêu cầu bổ sung", "mang bản chính", "ctrl+Return")
        number = str(self._paper()["title"])
        self.ledger.guided.append((number, citizen))
        return number

    def serve_guided(self, number: str, citizen: Citizen) -> Reception:
        """The citizen is back with the slip of the door and the missing paper."""
        self.counter.scan(number)
        self.counter.sees("visit", lambda seen: seen["draft"]["visit_number"] == number)
        self._stands(citizen)
        self.counter.press("ctrl+t")
        self._ticked(PINNED[TWO_PAPERS - 1])
        return self._save(citizen, PINNED[TWO_PAPERS - 1], "F9", visit=number)

    def park(self, citizen: Citizen) -> None:
        """Somebody has to fetch a paper: what is typed is put aside."""
        self.counter.do("alt+2", "quoted")
        self._scan(citizen)
        self.counter.press("F11")
        self.counter.sees("parked", lambda seen: seen["parked"] and not _name_in(seen))

    def serve_parked(self, citizen: Citizen) -> Reception:
        """The paper is here."""
        self.counter.press("F12")
        self.counter.answer("Phiếu đang gác", "", "Return")
        self._stands(citizen)
        self.counter.press("ctrl+t")
        self._ticked(PINNED[1])
        return self._save(citizen, PINNED[1], "F9")

    def look_up(self, before: Reception) -> None:
        """Somebody asks how their dossier stands: found by the tail of its code."""
        self._find(before)
        self.counter.press("Escape", "F2")

    def correct_latest(self, before: Reception, phone: str) -> None:
        """A wrong telephone number is noticed while the citizen still stands there."""
        self.counter.do("ctrl+r", "quoted")
        self._correct(before, phone)

    def correct_found(self, before: Reception, phone: str) -> None:
        """The same from the page of the dossier."""
        self._find(before)
        self.counter.do("ctrl+r", "quoted")
        self._correct(before, phone)
        self._page_of(before)
        self.counter.press("F2")

    def cancel(self, before: Reception) -> None:
        """Taken in by mistake: the line of the register stays."""
        self._find(before)
        self.counter.press("ctrl+Delete")
        reason = "nguoi nop doi y"
        self.counter.answer(f"Hủy hồ sơ {before.code}", reason, "ctrl+Return")
        self.counter.sees("cancelled", lambda seen: seen["page"][1:] == ["Hủy"])
        self.ledger.cancelled.append((before.code, reason))
        self.counter.press("F2")

    def lose_paper(self) -> None:
        """The printer is gone: from now on dossiers are saved without paper."""
        self._paper_comes = False

    def print_what_is_missing(self, codes: list[str]) -> None:
        """The printer is back: the day's list brings every missing slip to paper."""
        self._paper_comes = True
        self.counter.press("ctrl+shift+g")
        self.counter.sees("list", lambda seen: seen["papers"].startswith(f"{len(codes)} giấy"))
        self.counter.person.turn_to("Giấy trong ngày")
        for left in reversed(range(len(codes))):
            self.ledger.printed.append(self.counter.do("Return", "printed")["title"])
            self.counter.sees("list", lambda seen: seen["papers"].startswith(f"{left} giấy"))  # noqa: B023
        self.confirm_prints()

    def close_papers(self) -> None:
        """At the end of the morning every paper was seen."""
        self.counter.press("ctrl+shift+g")
        self.counter.sees("list", lambda seen: seen["papers"] not in ("", "Đang xem…"))
        self.counter.person.turn_to("Giấy trong ngày")
        self.confirm_prints()

    def confirm_prints(self) -> None:
        self.counter.press("ctrl+Return")
        self.counter.sees("nothing left", lambda seen: "không còn gì phải in" in seen["papers"])
        self.counter.press("Escape")
        self.counter.sees("end of the list", lambda seen: not seen["dialog"])
        self.counter.turn_back()

    def print_again(self) -> None:
        """No paper came out: Ctrl+P denies the print and asks for another."""
        self.ledger.printed.append(self.counter.do("ctrl+p", "printed")["title"])

    def type_half(self, citizen: Citizen, pinned: int) -> None:
        """Number and half a name, and then the citizen looks for the telephone."""
        self.counter.do(f"alt+{pinned}", "quoted")
        self.type_number(citizen)
        self.counter.press("alt+h")
        self.counter.type(citizen.name[:_HALF])
        self.counter.person.tool("sleep", "2")

    def finish_half(self, citizen: Citizen, pinned: int) -> Reception:
        """The form came back as it was; the clerk goes on in the middle of the name."""
        half = citizen.name[:_HALF].rstrip()
        seen = self.counter.sees("the half name", lambda seen: _name_in(seen).rstrip() == half)
        assert seen["draft"]["identity_number"] == citizen.number
        assert "phiếu đang gõ dở" in seen["banner"]
        self.counter.press("alt+h", "ctrl+a")
        self.counter.type(citizen.name)
        return self.finish_typed(citizen, pinned)

    def _correct(self, before: Reception, phone: str) -> None:
        self._stands(before.citizen)
        self.counter.press("alt+l")
        reason = "ghi nham so"
        self.counter.type(reason)
        self.counter.press("alt+o", "ctrl+a")
        self.counter.type(phone)
        self.counter.do("F9", "corrected", code=before.code)
        self._paper(before.code)
        self.ledger.corrected.append((before.code, phone))

    def _find(self, before: Reception) -> None:
        self.counter.press("F3", "ctrl+k")
        self.counter.press("ctrl+a")
        self.counter.type(fold(before.citizen.name))
        self.counter.type(" " + before.code[-4:])
        self.counter.sees("the one line", lambda seen: seen["listed"] == 1)
        self.counter.press("Return")
        self._page_of(before)

    def _page_of(self, before: Reception) -> None:
        self.counter.sees("the page", lambda seen: seen["page"][:1] == [before.code])

    def _scan(self, citizen: Citizen) -> None:
        self.counter.scan(citizen.card)
        self._stands(citizen)

    def _stands(self, citizen: Citizen) -> None:
        def is_there(seen: Said) -> bool:
            return (seen["draft"]["identity_number"], _name_in(seen)) == (
                citizen.number,
                citizen.name,
            )

        self.counter.sees(citizen.name, is_there)

    def _tick(self, procedure: str) -> None:
        """The keyboard stands in the list of papers; each is looked at and ticked."""
        papers = ALL_OF[procedure]
        for _, following in pairwise((*papers, None)):
            self.counter.press("space", *(("Down",) if following else ()))
        self._ticked(procedure)

    def _ticked(self, procedure: str) -> None:
        wanted = list(ALL_OF[procedure])

        def is_so(seen: Said) -> bool:
            return [each["ordinal"] for each in seen["draft"]["documents"]] == wanted

        self.counter.sees("ticked papers", is_so)

    def _save(
        self,
        citizen: Citizen,
        procedure: str,
        key: str,
        visit: str | None = None,
        beside: str | None = None,
    ) -> Reception:
        code = str(self.counter.do(key, "received")["code"])
        made = Reception(code, citizen, procedure, visit, beside)
        self.ledger.received.append(made)
        if self._paper_comes:
            self._paper(code)
        else:
            self.counter.hears("stood", tone="warn")
        return made

    def _paper(self, *title: str) -> Said:
        said = self.counter.hears("printed", **({"title": title[0]} if title else {}))
        self.ledger.printed.append(said["title"])
        return said


def _name_in(seen: Said) -> str:
    return str(seen["draft"]["full_name"])
