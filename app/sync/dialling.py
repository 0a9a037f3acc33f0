"""Reaching for a machine by its name, so that whoever waits for it can walk away at any moment."""

from __future__ import annotations

import socket
from concurrent.futures import CancelledError, Future
from threading import Thread

_EACH, _LONGEST = 5.0, 10.0
"""Seconds for each address of a name, and for the look-up and all addresses together."""


class Dialling:
    """One try to connect.

    Nothing breaks off the look-up of a name, and a machine that is not there says nothing for as
    long: both happen in a thread that is left to itself, and closes what comes too late.
    """

    def __init__(self, host: str, port: int) -> None:
        self._place = (host, port)
        self._reached: Future[socket.socket] = Future()

    def reach(self) -> socket.socket:
        """The connection. Raises ``OSError``: nobody is there, or somebody gave up."""
        Thread(target=self._try, name="dialling", daemon=True).start()
        try:
            return self._reached.result(_LONGEST)
        except CancelledError:
            raise OSError from None
        except TimeoutError:
            if self._reached.cancel():
                raise
            return self._reached.result()

    def give_up(self) -> None:
        """Whoever waits goes on at once; called from another thread."""
        self._reached.cancel()

    def _try(self) -> None:
        try:
            reached = socket.create_connection(self._place, _EACH)
        except (OSError, UnicodeError) as error:
            # A name that cannot be one is found out as late as that.
            if self._reached.set_running_or_notify_cancel():
                self._reached.set_exception(OSError(str(error)))
            return
        if self._reached.set_running_or_notify_cancel():
            self._reached.set_result(reached)
        else:
            reached.close()
