"""Shell completions, written from the parser."""
