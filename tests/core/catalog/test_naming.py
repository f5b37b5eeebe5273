"""Finding by name: what one most likely means comes first."""

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.catalog.browse import by_name

THINGS = [
    ("Leave the program", "command back"),
    ("Daily back", "routine"),
    ("Back flexion", "lower back"),
    ("Head drop", "upper back"),
    ("Feedback", "page"),
    ("Cat and cow", "mid back"),
]


def found(words: str) -> list[str]:
    return [name for name, _ in by_name(THINGS, words, lambda thing: thing[0], lambda thing: thing[1])]


def test_the_nearest_to_a_name_comes_first() -> None:
    assert found("back") == [
        "Back flexion",
        "Daily back",
        "Feedback",
        "Leave the program",
        "Head drop",
        "Cat and cow",
    ]
    assert found("BACK da") == ["Daily back"]
    assert found("drop upper") == ["Head drop"]
    assert found("cow-") == []


def test_without_words_everything_is_found_in_its_order() -> None:
    assert found("  ") == [name for name, _ in THINGS]


@given(st.lists(st.tuples(st.text(), st.text())), st.text())
def test_nothing_is_invented_and_every_word_is_in_what_is_found(things: list[tuple[str, str]], words: str) -> None:
    kept = by_name(things, words, lambda thing: thing[0], lambda thing: thing[1])
    assert all(thing in things for thing in kept)
    for name, about in kept:
        whole = f"{name} {about}".lower()
        assert all(word in whole for word in words.lower().split()) or name.lower().startswith(words.lower().strip())
