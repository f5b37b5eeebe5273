"""The user's body, what needs a deliberate yes, offers and warnings."""
