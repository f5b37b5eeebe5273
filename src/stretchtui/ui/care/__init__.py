"""Screens of care: the user's body, consent, offers and warnings, and `flow`, which shows them where they are due."""
