"""What is due, the desk break, reminders, the status line."""
