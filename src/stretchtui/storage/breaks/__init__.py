"""What breaks leave on disk: the one reminder that runs, and how long commands take."""
