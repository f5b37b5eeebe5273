"""What all screens share: base screens, rows, paragraphs, hints, confirm, help, palette."""
