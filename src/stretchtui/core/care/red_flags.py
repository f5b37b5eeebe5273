"""What is asked right after "it hurts", in case more than a strained muscle is behind it. Two questions, no diagnosis.

The full lists, with their sources, are the pages `first-start` and `when-not-to-stretch`. These two questions are about
what must not wait: pressure on the nerves at the end of the spine (NHS, Back pain; Norfolk NHS, Got back pain?), the
heart, and the arteries of the neck (NHS; Bupa, Cervical artery dissection).
"""

ASK = "Is one of these so, now or today?"
"""What stands above the two questions."""

QUESTIONS = (
    "Numbness between the legs or in both legs, weak legs, or trouble passing water?",
    "Chest pain, or a sudden severe pain in head or neck?",
)
"""Two questions that are answered together: a yes to any of them is a yes."""

URGENT = (
    "Stop stretching. This can be an emergency: call the emergency number now, and tell them what you feel. "
    "This program can't examine you and doesn't know what you have."
)
"""What to do after a yes, above the page with all signs."""
