"""Settings, read once at start."""
