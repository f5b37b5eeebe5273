"""Browser, stretch and routine pages, builder, pages to read."""
