"""Plan, dose, state machine, narration and record of a session."""
