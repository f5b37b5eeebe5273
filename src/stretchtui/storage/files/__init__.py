"""Files of any kind: atomic replacement, locks, where they live, what is wrong in them."""
