"""Who may run a verb: one of these roles, named once for the whole command line."""

from __future__ import annotations

from app.domain.roles import ADMINISTRATOR, CLERK, POSTAL_CLERK, SUPERVISOR

CLERKS = (CLERK,)
SUPERVISORS = (SUPERVISOR,)
READERS = (CLERK, SUPERVISOR)
"""Whoever may see what citizens handed in."""

SEERS = (CLERK, POSTAL_CLERK, SUPERVISOR)
"""Whoever may see some dossiers; which ones, ``domain.seeing`` says."""

HANDERS = (CLERK, POSTAL_CLERK)
"""Whoever passes papers on and counts them in."""

ERASERS = (SUPERVISOR, ADMINISTRATOR)
SECONDED = (CLERK, SUPERVISOR)
"""Deeds that want a second person: either of the two may begin."""

PUBLISHERS = (SUPERVISOR, ADMINISTRATOR)
MANAGERS = (SUPERVISOR, ADMINISTRATOR)
"""Whoever looks after the accounts of others."""

ADMINISTRATORS = (ADMINISTRATOR,)
EVERYBODY = (CLERK, POSTAL_CLERK, SUPERVISOR, ADMINISTRATOR)
