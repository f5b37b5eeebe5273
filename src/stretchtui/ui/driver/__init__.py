"""The terminal driver: keys in, frames out, and an orderly end whatever happens."""
