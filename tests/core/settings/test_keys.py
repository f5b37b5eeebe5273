"""Keys: read as people write them, checked screen by screen, written and filled into texts."""

import pytest
from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key
from textual.keys import Keys as TextualKeys

from stretchtui.core.settings.actions import ACTIONS, OVER_ALL, SCREENS, contexts_of
from stretchtui.core.settings.keys import NAMED, Keys, character_name, checked, key_name, parsed, usual_keys


def test_names_that_people_write() -> None:
    assert checked({"pause": "+"}).wrong, "+ is taken there"
    assert checked({"history": "esc"}).wrong[0][1].startswith("'history': 'escape' is the key of ")
    assert checked({"history": "ctrl+y"}) == ({"history": "ctrl+y"}, [])
    assert checked({"history": ";,f9"}).keys == {"history": "semicolon,f9"}


@pytest.mark.parametrize("number", range(0x21, 0x7F))
def test_characters_are_named_as_textual_names_them(number: int) -> None:
    character = chr(number)
    assert character_name(character) == _character_to_key(character)
    assert key_name(character_name(character)) == character
    if character != ",":
        assert parsed(character) == ([character_name(character)], None)


def test_named_keys_are_textuals() -> None:
    assert {key.value for key in TextualKeys} >= NAMED
    assert set(KEY_NAME_REPLACEMENTS.values()) == {"slash", "backslash", "at", "minus", "plus", "underscore"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [("ctrl++", ["ctrl+plus"]), ("+", ["plus"]), (",", ["comma"]), ("ctrl+x, f5", ["ctrl+x", "f5"]), ("←", ["left"])],
)
def test_lists_of_keys(text: str, keys: list[str]) -> None:
    assert parsed(text) == (keys, None)


@pytest.mark.parametrize("text", ["", "a,", "ctlr+x", "f99", "ctrl+", "two words", "\x1b"])
def test_what_is_no_key(text: str) -> None:
    assert parsed(text)[0] == []


def test_every_action_as_it_is_may_be_written_down() -> None:
    """Who writes all keys into the settings, unchanged, is told nothing."""
    the_same = {name: next(iter(by.values())) for name, by in usual_keys().items() if len({*by.values()}) == 1}
    assert len(the_same) > 40
    assert checked(the_same) == (the_same, [])


def test_every_context_stands_on_a_screen_and_has_one_row_for_an_action() -> None:
    assert {context for screen in SCREENS for context in contexts_of(screen)} == ACTIONS.keys()
    for context, actions in ACTIONS.items():
        assert len({action.id for action in actions}) == len(actions), context
        assert all(action.label and action.tooltip for action in actions), context
    assert SCREENS.keys() > OVER_ALL


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_means_two_things_in_one_context(screen: str) -> None:
    for context in SCREENS[screen]:
        keys = [key for action in ACTIONS[context] if action.keys for key in action.keys.split(",")]
        assert len(set(keys)) == len(keys), context


def test_keys_are_filled_into_texts() -> None:
    keys = Keys({"break": "w", "back": "f9"})
    assert keys.fill("{key:break} breaks; {key:back} goes back, {key:filter} filters.") == (
        "w breaks; f9 goes back, / filters."
    )
    assert Keys().fill("{key:open} opens. {key:open}, {key:back}") == "Enter opens. Enter, esc"
    assert Keys().fill("no key at all, {side}") == "no key at all, {side}"
    with pytest.raises(KeyError):
        keys.fill("{key:nonsense}")


def test_arrows_are_words_where_they_can_not_be_shown() -> None:
    assert Keys().of("more") == "→"
    assert Keys(arrows=False).of("more") == "right"
    assert Keys().all_of("more") == ("→", "l")
