"""Composition root: settings, key, database, services, face."""
