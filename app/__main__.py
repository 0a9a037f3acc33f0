"""``python -m app``, the ``motcua`` command."""
