"""What a person does, whatever the front end.

`context` is what a run works with. The other modules decide (what to ask, to warn of, to offer, to keep) and return
plain data; the full screen (`ui`) and line mode (`commands/line_mode`) show it, and hand the answers back. So neither
lacks a decision that the other has: tests/application/test_both_front_ends.py plays the same events into both.
"""
