"""The table of actions: everything a key does, where it does it, what it is called, and what else people call it.

Bindings, footers, help, the palette, the check of `[keys]` and every key that is named in a text come from here. A row
is one action in one context: a screen, or a part of one such as a list. The same id in several contexts is the same
thing done to what is there, and `[keys]` changes the key of all of them.
"""

from typing import NamedTuple


class Action(NamedTuple):
    """One row. Texts may name the key of any action as `{key:ID}`."""

    id: str
    """What `[keys]` calls it."""
    keys: str
    """The keys it has when the user changes nothing, by Textual's names, with commas. Empty: another context's."""
    label: str
    """A word or two for the footer."""
    tooltip: str
    """A line for the help and the palette."""
    words: str = ""
    """What else people type to find it."""


def named(id: str, label: str, tooltip: str) -> Action:  # noqa: A002
    """What an action of a part of the screen, such as `open` of a list, is called on this screen; it binds no key."""
    return Action(id, "", label, tooltip)


EVERYWHERE = "everywhere"
"""The context of what can be done on every full screen."""

QUESTION = "question"
"""The context of what every question over a screen has; there nothing of `EVERYWHERE` is heard."""

MOTIONS = frozenset({"up", "down", "left", "right", "page-up", "page-down", "first", "last"})
"""Ids of actions that only move about."""

_SHARE = Action("share", "o", "share", "Write a file for somebody else to take in", "export send hand on")
_SCROLL = (
    Action("down", "down,j", "down", "Scroll down"),
    Action("up", "up,k", "up", "Scroll up"),
)
_PAGES = (
    Action("page-down", "pagedown", "page down", "One screen down"),
    Action("page-up", "pageup", "page up", "One screen up"),
    Action("first", "home", "first", "To the beginning"),
    Action("last", "end", "last", "To the end"),
)
_STAR = Action("star", "s", "favourite", "Mark as a favourite, or take the mark away", "star bookmark like pin")
_BACK = Action("back", "escape", "back", "Go back")
_HELP = Action("help", "question_mark", "keys", "All keys, and what this is about", "help shortcuts manual")

ACTIONS: dict[str, tuple[Action, ...]] = {
    EVERYWHERE: (
        Action("history", "v", "history", "Your history", "log diary review past sessions records streak statistics"),
        Action("break", "b", "break", "A desk break now", "desk pause office"),
        Action("programme", "P", "programme", "Your programme of weeks", "plan course steps weeks training progress"),
        Action("theme", "t", "theme", "Choose a theme", "colours colors themes appearance dark light"),
        Action("body", "y", "your body", "What your body should leave out", "conditions pain injury avoid health"),
        Action(
            "measure",
            "c",
            "self-tests",
            "Self-tests: how far you go, and whether that changes",
            "measure tape flexible",
        ),
        Action("learn", "i", "learn", "Pages to read, and when not to stretch", "information articles advice safety"),
        Action("settings", "comma", "settings", "Settings", "preferences options configure setup bell goal timing"),
        Action("help", "question_mark", "keys", "All keys, and what the screen is for", "help shortcuts manual"),
        Action("palette", "ctrl+p", "find", "Find by name", "search palette command"),
        Action("quit", "q", "quit", "Leave stretchtui", "exit quit close end bye"),
        Action("repaint", "ctrl+l", "repaint", "Paint the screen anew", "redraw refresh clear screen"),
        Action("suspend", "ctrl+z", "suspend", "Suspend: to the shell; fg returns", "shell job"),
    ),
    "list": (
        Action("up", "up,k", "up", "One row up"),
        Action("down", "down,j", "down", "One row down"),
        Action("page-up", "pageup", "page up", "One page up"),
        Action("page-down", "pagedown", "page down", "One page down"),
        Action("first", "home", "first", "To the first row"),
        Action("last", "end", "last", "To the last row"),
        Action("open", "enter", "open", "Open what the cursor is on"),
    ),
    "browse": (
        Action("right", "right,l", "stretches", "To the stretches"),
        Action("left", "left,h", "regions", "Back to the regions"),
        Action("filter", "slash", "filter", "Filter by name, muscle, position or prop", "search find"),
        Action(
            "chips", "f", "narrow", "Narrow: at the desk, no floor, short, by prop", "desk office floor prop filters"
        ),
        _STAR,
        Action("add", "a", "add", "Add the stretch to your routine, or begin one with these", "put into"),
        Action("build", "r", "your routine", "The routine you are putting together", "builder own custom create"),
        Action("undo", "u", "undo", "Bring back the routine that you deleted", "restore revert"),
        Action("play", "m", "show", "Move the figure from its start to its end", "animation movie"),
        Action("away", "g", "away", "Days away, which break no weeks in a row", "holiday vacation ill sick travel"),
        Action("back", "escape", "back", "Clear the filter, or go back to the regions"),
        Action("open", "enter", "open", "Open what the cursor is on"),
        Action("down", "down,j", "down", "One row down"),
        Action("up", "up,k", "up", "One row up"),
    ),
    "chips": (
        Action("right", "right,l", "next", "The next one"),
        Action("left", "left,h", "before", "The one before"),
        Action("tick", "space,enter", "on or off", "Turn it on or off"),
        Action("done", "escape,f,down,j", "to the list", "Back to the list, with what is on"),
    ),
    "stretch": (
        Action("begin", "enter", "begin", "Begin the session", "start go do"),
        Action("longer", "plus", "longer", "Hold longer", "increase seconds"),
        Action("shorter", "minus", "shorter", "Hold less long", "decrease seconds"),
        Action("more", "right,l", "more", "One repetition more", "reps"),
        Action("fewer", "left,h", "fewer", "One repetition fewer", "reps less"),
        _STAR,
        Action("add", "a", "add", "Add it to the routine you are putting together", "put into"),
        Action("stiff-side", "e", "stiffer side", "Say which side is stiffer: it has one repetition more", "left"),
        Action("play", "m", "show again", "Play the figure again", "animation movie"),
        *_SCROLL,
        *_PAGES,
        _BACK,
    ),
    "routine": (
        Action("begin", "enter", "begin", "Begin the session", "start go do"),
        Action("add", "a", "change", "Change your own, or make one of your own from it", "edit copy"),
        Action("delete", "d", "delete", "Delete this routine of your own; {key:undo} brings it back", "remove"),
        Action("sheet", "p", "sheet", "Write a page to print: figures, doses, boxes to tick", "print paper wall html"),
        _SHARE,
        _STAR,
        *_SCROLL,
        *_PAGES,
        _BACK,
    ),
    "builder": (
        Action("open", "enter", "save", "Save it among the routines", "keep store write"),
        Action("name", "n", "name", "Name it", "rename title"),
        Action("move-down", "J", "move", "Move the row down", "order reorder"),
        Action("move-up", "K", "move up", "Move the row up", "order reorder"),
        Action("longer", "plus", "longer", "Hold longer", "increase seconds"),
        Action("shorter", "minus", "shorter", "Hold less long", "decrease seconds"),
        Action("more", "right,l", "more", "One repetition more", "reps"),
        Action("fewer", "left,h", "fewer", "One repetition fewer", "reps less"),
        Action("take-out", "d", "take out", "Take the stretch out; {key:undo} brings it back", "remove delete"),
        Action("undo", "u", "undo", "Take back the last change", "restore revert"),
        Action("back", "escape", "back", "Go back; what is here stays until you leave the program"),
    ),
    "programme": (
        Action("begin", "enter", "begin", "Begin the next session, or the programme", "start go do"),
        Action("resume", "r", "take up", "Take it up where your history has it", "continue again"),
        Action("end-programme", "d", "end it", "End the programme; its sessions stay in your history", "stop quit"),
        _SHARE,
        Action("others", "P", "others", "All programmes of weeks", "list choose"),
        *_SCROLL,
        Action("page-down", "space,pagedown", "next page", "One screen down"),
        Action("page-up", "pageup", "page up", "One screen up"),
        _BACK,
    ),
    "programmes": (
        Action("right", "right,l", "open", "Open the programme"),
        Action("back", "escape,left,h", "back", "Go back"),
        named("open", "open", "Open the programme under the cursor"),
    ),
    "page": (
        *_SCROLL,
        Action("page-down", "space,pagedown", "next page", "One screen down"),
        Action("page-up", "pageup", "page up", "One screen up"),
        _BACK,
    ),
    "first-start": (
        Action("accept", "enter", "I have read it", "I have read it: go on", "ok agree"),
        Action("leave", "q,escape", "not now", "Go back, without a stretch", "exit quit leave"),
    ),
    "where": (
        Action("right", "right,l", "show", "A stretch for the place under the cursor"),
        Action("back", "escape,left,h", "look around", "See all there is first"),
        named("open", "show", "A stretch for the place under the cursor"),
    ),
    "learn": (
        Action("right", "right,l", "open", "Open the page"),
        Action("back", "escape,left,h", "back", "Go back"),
        named("open", "open", "Open the page under the cursor"),
    ),
    "history": (
        Action("next-page", "tab,right,l", "next page", "The next page"),
        Action("previous-page", "shift+tab,left,h", "page before", "The page before"),
        Action("page-sessions", "1", "sessions", "All sessions", "list"),
        Action("page-year", "2", "year", "A year of days", "calendar heatmap"),
        Action("page-effect", "3", "does it help?", "Tightness before and after", "effect chart graph"),
        Action("page-balance", "4", "balance", "Minutes by region", "chart bars"),
        Action("page-measures", "5", "self-tests", "Self-tests over months", "measure chart plot flexibility"),
        Action("edit", "e", "edit", "Edit the session; on the page of self-tests, their numbers", "change correct"),
        Action("again", "r", "again", "Do the same session again", "repeat redo"),
        Action("log", "n", "log one", "Log a session done elsewhere", "add new record enter"),
        Action("delete", "d", "delete", "Delete the session; {key:undo} takes it back", "remove"),
        Action("undo", "u", "undo", "Take back the last change of the history", "revert restore"),
        Action("copy", "y", "copy", "Copy a card as text: the year that is shown, or this week", "share clipboard"),
        _BACK,
    ),
    "sessions": (Action("filter", "slash", "filter", "Filter by routine, region, outcome or note", "search find"),),
    "year": (
        Action("left", "left,h", "a week back", "A week back"),
        Action("right", "right,l", "a week on", "A week on"),
        Action("up", "up,k", "a day back", "A day back"),
        Action("down", "down,j", "a day on", "A day on"),
        Action("year-back", "left_square_bracket,minus,pageup", "a year back", "A year back"),
        Action("year-on", "right_square_bracket,plus,pagedown", "a year on", "A year on"),
        Action("count-by", "m", "count by", "Count minutes, sessions or tightness", "measure unit heat"),
        Action("first", "home", "first", "To your first session"),
        Action("last", "end", "today", "To today"),
        Action("open", "enter", "open", "Open the sessions of this day"),
    ),
    "balance": (
        Action("longer-window", "right,l", "more weeks", "Look back over more weeks"),
        Action("shorter-window", "left,h", "fewer weeks", "Look back over fewer weeks"),
        *_SCROLL,
    ),
    "record": (
        Action("edit", "e", "edit", "Edit the session", "change correct"),
        Action("again", "r", "again", "Do the same session again", "repeat redo"),
        Action("delete", "d", "delete", "Delete it; in the history, {key:undo} takes that back", "remove"),
        *_SCROLL,
        _BACK,
    ),
    "edit": (
        Action("go-on", "enter", "next", "To the next field; at the last, save"),
        Action("save", "ctrl+o", "save", "Save from any field", "keep done"),
        Action("down", "down", "down", "To the next field"),
        Action("up", "up", "up", "To the field before"),
        Action("cancel", "escape", "leave as it was", "Go back without a change"),
    ),
    "taken": (
        Action("edit", "e", "edit", "Edit the self-test of this day", "change correct"),
        Action("delete", "d", "delete", "Delete the self-test of this day; {key:undo} takes it back", "remove"),
        Action("undo", "u", "undo", "Take back the last change that was made here", "revert restore"),
        _BACK,
        named("open", "edit", "Edit the self-test of this day"),
    ),
    "log": (
        Action("go-on", "enter", "next", "To the next field; at the last, log it"),
        Action("down", "down", "down", "Down the list, or to the next field"),
        Action("up", "up", "up", "Up the list, or to the field before"),
        Action("back", "escape", "back", "Go back a step"),
    ),
    "tests": (
        _BACK,
        named("open", "read", "Read how the self-test goes, and begin it"),
    ),
    "self-test": (
        Action("begin", "enter", "begin", "Begin with the warm-up", "start go do"),
        Action("play", "m", "show again", "Play the figure again", "animation movie"),
        *_SCROLL,
        _BACK,
    ),
    "trying": (
        Action(
            "go-on", "enter", "go on", "Warm, in place or rested: go on; with a number, keep it", "next start begin"
        ),
        Action("again", "r", "try before again", "The try before once more: its number was wrong", "redo correct"),
        Action("hurts", "x", "it hurts", "It hurts: end the test, and keep nothing of it", "pain ouch"),
        Action("play", "m", "show again", "Play the figure again", "animation movie"),
        Action("down", "down,j", "down", "Scroll the steps down"),
        Action("up", "up,k", "up", "Scroll the steps up"),
        Action("stop", "q,escape", "leave", "Leave the test; nothing of it is kept", "quit end stop"),
    ),
    "measured": (
        Action("go-on", "enter", "keep", "Keep it in your history", "save done"),
        Action("down", "down", "down", "Scroll down"),
        Action("up", "up", "up", "Scroll up"),
        Action("cancel", "escape", "throw away", "Leave without keeping it; you are asked first", "discard"),
    ),
    "break": (
        Action("pause", "space", "hold", "Hold the countdown, or let it go on", "wait halt"),
        Action("swap", "r", "replace", "Another one in place of the one under the cursor", "change swap instead"),
        Action("shuffle", "o", "all others", "Other stretches in place of them all", "random mix shuffle"),
        Action(
            "leave-out",
            "d",
            "leave out",
            "Leave out the one under the cursor; {key:undo} brings it back",
            "remove skip",
        ),
        Action("undo", "u", "put back", "Take back the last change of the break", "restore revert"),
        Action("longer", "plus", "longer", "A minute longer", "minutes more"),
        Action("shorter", "minus", "shorter", "A minute shorter", "minutes less"),
        Action("standing", "c", "chair", "What is done standing alone, or on the chair as well", "stand sit seat"),
        Action("back", "escape", "back", "Go back, without a break"),
    ),
    "break-list": (Action("begin", "enter", "start", "Start the break", "go begin"),),
    "while": (
        Action("output", "exclamation_mark", "output", "What your command writes; the same key comes back", "show log"),
        Action("answer", "a", "answer", "Give your command the keyboard; ctrl+g comes back", "type input"),
        Action("interrupt", "ctrl+c", "interrupt", "ctrl+c, to your command", "cancel kill"),
    ),
    "break-end": (Action("go-on", "enter", "done", "End the break, with or without an answer"),),
    "before": (
        Action("begin", "enter", "begin", "Begin, with or without an answer", "start go"),
        *_SCROLL,
        _BACK,
    ),
    "live": (
        Action("start", "enter", "start now", "Begin at once, or go on after a pause", "go continue resume"),
        Action("pause", "space", "pause", "Pause, and go on", "wait halt"),
        Action("next", "n", "next", "On to the next hold", "skip"),
        Action("previous", "p", "previous", "Back to the hold before"),
        Action("redo", "r", "redo", "This hold once more", "again repeat"),
        Action("longer", "plus", "longer", "Five seconds more"),
        Action("shorter", "minus", "shorter", "Five seconds less"),
        Action("ease", "e", "ease off", "Too much: end this hold gently", "easier strong"),
        Action("next-stretch", "N", "next stretch", "Next stretch", "skip"),
        Action("stop", "q,escape", "stop", "Stop the session; what you did is kept", "quit end finish"),
        Action("play", "m", "show again", "Play the figure again", "animation movie"),
        Action("down", "down,j", "down", "Scroll the steps down"),
        Action("up", "up,k", "up", "Scroll the steps up"),
    ),
    "felt": (
        Action("felt-easy", "1", "easy", "It felt easy"),
        Action("felt-right", "2", "right", "It felt right"),
        Action("felt-hard", "3", "hard", "It felt hard"),
        Action("felt-pain", "4", "pain", "It hurt: left out of suggestions for 7 days", "hurts"),
        Action("hurts", "x", "it hurts", "It hurts: end this stretch, and remember it", "pain ouch"),
    ),
    "felt-choice": (
        Action("more", "right,l", "next", "The next answer"),
        Action("fewer", "left,h", "before", "The answer before"),
        Action("clear", "backspace", "clear", "No answer"),
    ),
    "score": (
        Action("more", "right,l", "more", "One more"),
        Action("fewer", "left,h", "less", "One less"),
        Action("clear", "backspace", "clear", "No answer"),
    ),
    "end": (
        Action("go-on", "enter", "next", "To the next field; at the last, save"),
        Action("save", "escape", "save", "Save and leave", "done finish"),
        Action("down", "down", "down", "To the next field"),
        Action("up", "up", "up", "To the field before"),
        Action("page-down", "pagedown", "down", "Scroll down"),
        Action("page-up", "pageup", "up", "Scroll up"),
    ),
    "resume": (
        Action("resume", "enter", "resume", "Go on where you were", "continue"),
        Action("keep", "k", "keep", "Keep what was done in the history", "save"),
        Action("discard", "n", "discard", "Throw it away", "delete no"),
        Action("later", "escape", "later", "Ask again next time"),
    ),
    "body": (
        Action("tick", "space", "tick", "Tick it, or take the tick away", "check select"),
        Action("which", "right,l", "which", "Which stretches it leaves out or marks, and why", "why reasons list"),
        Action("back", "escape,left,h", "back", "Go back"),
        named("open", "tick", "Tick what the cursor is on, or take the tick away"),
    ),
    "which": (*_SCROLL, _BACK),
    "settings": (
        Action("open", "enter", "change", "Change the setting under the cursor"),
        Action("more", "right,l", "more", "The next value"),
        Action("fewer", "left,h", "less", "The value before"),
        Action("delete", "d", "as usual", "Put it back to what is usual; {key:undo} takes that back", "reset default"),
        Action("undo", "u", "undo", "Take back the last change", "restore revert"),
        Action("filter", "slash", "filter", "Find a setting", "search find"),
        _BACK,
    ),
    "away": (
        Action("go-on", "enter", "keep", "Keep the days"),
        Action("cancel", "escape", "leave as it was", "Go back without a change"),
    ),
    "care-question": _SCROLL,
    "red-flags": (
        Action("yes", "y", "yes", "Yes, one of these: what to do now"),
        Action("no", "escape,n", "no", "No, none of these"),
    ),
    "deliberate": (
        Action("yes", "y", "begin", "Begin all the same"),
        Action("no", "escape,n", "back", "Go back"),
    ),
    "shown": (
        Action("yes", "y", "shown", "A therapist has shown me this"),
        Action("no", "escape,n", "back", "Go back"),
    ),
    "offer": (
        Action("yes", "enter,y", "yes", "Yes"),
        Action("no", "escape,n", "no", "No, leave it as it is"),
    ),
    "warning": (
        Action("yes", "enter,escape", "all right", "All right"),
        Action("read", "i", "read", "Read when not to stretch"),
    ),
    "settled": (
        Action("yes", "y", "yes", "Yes: the lower back may be stretched again"),
        Action("no", "n", "not yet", "Not yet"),
        Action("later", "escape", "later", "Ask again next time"),
    ),
    QUESTION: (_HELP,),
    "confirm": (
        Action("yes", "enter,y", "yes", "Yes"),
        Action("no", "escape,n", "no", "No"),
    ),
    "help": (
        Action("close", "escape,question_mark,enter", "close", "Clear what you typed, or close the help"),
        Action("down", "down", "down", "Scroll down"),
        Action("up", "up", "up", "Scroll up"),
        Action("page-down", "pagedown", "page down", "One screen down"),
        Action("page-up", "pageup", "page up", "One screen up"),
    ),
    "palette": (
        Action("down", "down", "down", "Down the list"),
        Action("up", "up", "up", "Up the list"),
        Action("page-down", "pagedown", "page down", "One page down"),
        Action("page-up", "pageup", "page up", "One page up"),
        _BACK,
        Action("open", "enter", "go there", "Go to what the cursor is on"),
    ),
    "themes": (Action("back", "escape", "back", "Go back to the theme that was on"),),
    "theme-list": (
        Action("down", "down,j", "next", "Look at the next theme"),
        Action("up", "up,k", "previous", "Look at the one before"),
        Action("page-down", "pagedown", "page down", "One page down"),
        Action("page-up", "pageup", "page up", "One page up"),
        Action("first", "home", "first", "To the first theme"),
        Action("last", "end", "last", "To the last theme"),
        Action("open", "enter", "keep", "Keep this theme"),
    ),
}
"""The actions of each context, in the order of the help."""

SCREENS: dict[str, tuple[str, ...]] = {
    "browse": ("browse", "list", "chips"),
    "stretch": ("stretch",),
    "routine": ("routine",),
    "builder": ("builder", "list"),
    "programme": ("programme",),
    "programmes": ("programmes", "list"),
    "page": ("page",),
    "first-start": ("first-start", "page"),
    "where": ("where", "list"),
    "learn": ("learn", "list"),
    "history": ("history", "sessions", "list", "year", "balance"),
    "record": ("record",),
    "edit": ("edit", "score", "felt-choice"),
    "taken": ("taken", "list"),
    "log": ("log", "list", "score"),
    "break": ("break", "break-list", "list"),
    "tests": ("tests", "list"),
    "self-test": ("self-test",),
    "trying": ("trying",),
    "measured": ("measured",),
    "before": ("before", "score"),
    "live": ("live", "felt"),
    "while": ("while", "live", "felt"),
    "while-break": ("while", "break", "break-list", "list"),
    "while-end": ("while", "break-end", "end", "felt-choice", "score"),
    "end": ("end", "felt-choice", "score"),
    "break-end": ("break-end", "end", "felt-choice", "score"),
    "body": ("body", "list"),
    "which": ("which",),
    "red-flags": ("red-flags", "care-question", QUESTION),
    "settings": ("settings", "list"),
    "away": ("away", QUESTION),
    "palette": ("palette", "list"),
    "resume": ("resume", QUESTION),
    "deliberate": ("deliberate", "care-question", QUESTION),
    "shown": ("shown", "care-question", QUESTION),
    "offer": ("offer", "care-question", QUESTION),
    "warning": ("warning", "care-question", QUESTION),
    "settled": ("settled", "care-question", QUESTION),
    "confirm": ("confirm", QUESTION),
    "help": ("help",),
    "themes": ("themes", "theme-list", QUESTION),
}
"""The contexts that are heard together, by screen."""

OVER_ALL = frozenset({"help", *(screen for screen, parts in SCREENS.items() if QUESTION in parts)})
"""Screens on which nothing of `EVERYWHERE` is heard."""


def contexts_of(screen: str) -> tuple[str, ...]:
    """All contexts that are heard on a screen."""
    parts = SCREENS[screen]
    return parts if screen in OVER_ALL else (*parts, EVERYWHERE)


def action_in(context: str, id: str) -> Action | None:  # noqa: A002
    """An action of a context, or what one of its parts' is called there."""
    return next((action for action in ACTIONS.get(context, ()) if action.id == id), None)
