"""What a person does, whatever the front end: context, flows and decisions. No Textual here."""
