"""The settings file, read whole or only what the status line needs."""
