"""TOML: sources with positions, decoding into types, edits that keep every other byte."""
