"""What the user prefers: the settings with their defaults, the table of actions, and the keys that they have."""
