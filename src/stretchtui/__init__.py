"""stretchtui: guided stretching in the terminal."""
