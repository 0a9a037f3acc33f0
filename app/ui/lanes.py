"""The threads behind ``Background``, which alone hands work to them; loaded with the first job."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from app.devices.quiet_thread import stand_back

if TYPE_CHECKING:
    from app.ui.background import Transactions
    from app.ui.courtesy import Courtesy


class Lanes:
    """One thread each for what writes, what reads, and what needs no database."""

    def __init__(self, courtesy: Courtesy) -> None:
        self.commands = ThreadPoolExecutor(1, "command")
        self.queries = ThreadPoolExecutor(1, "query")
        self.errands = ThreadPoolExecutor(1, "errand", courtesy.begin)
        self.copies = ThreadPoolExecutor(1, "copies", stand_back)
        self.proofs = ThreadPoolExecutor(1, "proof")
        self.talks = ThreadPoolExecutor(1, "talk")
        self.news = ThreadPoolExecutor(1, "news")
        self.listening = ThreadPoolExecutor(1, "listening")
        self.database: Future[Transactions] = Future()

    def close(self) -> None:
        """Wait for what writes, reads or listens; leave what talks to printers and sticks."""
        self.database.cancel()
        self.errands.shutdown(wait=False, cancel_futures=True)
        self.copies.shutdown(wait=False, cancel_futures=True)
        self.talks.shutdown(wait=True, cancel_futures=True)
        self.news.shutdown(wait=True, cancel_futures=True)
        self.listening.shutdown(wait=True, cancel_futures=True)
        self.queries.shutdown(wait=True, cancel_futures=True)
        self.proofs.shutdown(wait=True, cancel_futures=True)
        self.commands.shutdown(wait=True)
