"""Every setting on one screen: changed in place by keys, written at once to its line of settings.toml."""

from collections.abc import Iterator
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from stretchtui.application.settings import change_setting, checked_value
from stretchtui.core.catalog.search import SearchText, by_rank, search_text_of
from stretchtui.core.settings.options import Option, options, parse, shown, value_of
from stretchtui.ui.common.base import BaseScreen
from stretchtui.ui.common.hints import Hint, Hints
from stretchtui.ui.common.rows import Row, Rows
from stretchtui.ui.settings.bindings import bound

SECTIONS = {
    "session": "A session",
    "cues": "Signs of a session",
    "goal": "The week",
    "break": "Desk breaks",
    "while": "Beside a command",
    "body": "Your body",
    "measure": "Self-tests",
    "programme": "A programme of weeks",
    "keys": "Keys",
}
"""Headings, by the table of the file; the keys above all tables have none."""

STEPPED = ("switch", "number", "choice")
"""Kinds that are changed by a step, without typing."""

CHANGED = "*"


class SettingsScreen(BaseScreen[None]):
    """All settings, those that are not as usual marked."""

    HELP = (
        "Everything that can be set; * marks what is not as usual. {key:open} changes the row under the cursor: it "
        "turns on or off, or asks for a value. {key:more} and {key:fewer} change numbers and choices by a step. "
        "{key:delete} puts a row back to what is usual, {key:undo} takes the last change back. It all stands in "
        "settings.toml, whose comments and order stay."
    )
    HINTS = ("open", "more", "fewer", "delete", "undo", "filter", "back", "help")
    AUTO_FOCUS = "#settings"
    CONTEXT = "settings"
    BINDINGS = bound("settings", more="step(1)", fewer="step(-1)", delete="reset")

    def __init__(self) -> None:
        super().__init__()
        self.options = options()
        self._before: list[tuple[Option, Any]] = []
        """What each changed option was set to before; None where it was as usual."""
        self._asked: Option | None = None
        """The option whose value is being typed."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            yield Static("Settings", id="title", markup=False)
            yield Static("", id="place", markup=False)
        yield Rows(
            id="settings", empty=self.context.keys.fill("Nothing by that name. {key:back} clears it."), drop=(2,)
        )
        yield Static("", id="about", markup=False)
        yield Input(id="value", compact=True, select_on_focus=True)
        yield Hints()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#value").display = False
        self._show()

    # -- showing

    def _show(self) -> None:
        words = self.query_one("#value", Input).value if self._filtering else self._words
        found = by_rank(self.options.values(), words, _document) if words.strip() else None
        self.query_one(Rows).show([self._row(o) for o in found] if found is not None else list(self._all_rows()))
        self.refresh_bindings()

    _words = ""
    """What the rows are narrowed by."""
    _filtering = False
    """The field takes words to narrow by."""

    def _all_rows(self) -> Iterator[Row]:
        table = ""
        for option in self.options.values():
            if len(option.path) > 1 and option.path[0] != table:
                table = option.path[0]
                yield from (Row(None, ("",)), Row(None, (SECTIONS.get(table, table),)))
            yield self._row(option)

    def _row(self, option: Option) -> Row:
        value = value_of(self.user.settings, option)
        said = shown(option, value) or "usual"
        if option.kind == "key":
            said = " ".join(self.context.keys.all_of(option.path[1]))
        label = option.path[-1].replace("_", " ").replace("-", " ")
        mark = CHANGED if value != option.default else " "
        return Row(option.name, (label.capitalize(), said, "" if option.kind == "key" else option.range), mark)

    @property
    def option(self) -> Option | None:
        """The one under the cursor."""
        return self.options.get(self.query_one(Rows).key or "")

    @on(Rows.Highlighted)
    def _tell_about(self) -> None:
        option = self.option
        if option is None:
            self._say("")
            return
        usual = shown(option, option.default) or "none"
        about = self.context.keys.fill(option.about[:1].upper() + option.about[1:])
        self._say(f"{about}. {option.range[:1].upper()}{option.range[1:]}; usually {usual}.")

    def _say(self, text: str) -> None:
        about = self.query_one("#about", Static)
        about.remove_class("wrong")
        about.update(text)

    def show_hints(self) -> None:
        """While one types, the keys of the field."""
        if not self.query("#value:focus"):
            super().show_hints()
            return
        keys = self.context.keys
        said = (("open", "to the list" if self._filtering else "keep"), ("back", "leave it"))
        self.query_one(Hints).show(Hint(keys.of(name), words) for name, words in said)

    def on_descendant_focus(self) -> None:
        self.show_hints()

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the row under the cursor can't do is not offered."""
        option = self.option if self.is_mounted else None
        if action in ("step", "reset", "filter", "undo") and self.query("#value:focus"):
            return False
        if action == "step":
            return option is not None and option.kind in STEPPED
        if action == "reset":
            return option is not None and value_of(self.user.settings, option) != option.default
        return bool(self._before) if action == "undo" else True

    @on(Rows.Chosen)
    def action_open(self) -> None:
        """Change the row; in the field, keep what was typed."""
        if self.query("#value:focus"):
            self._typed()
        elif option := self.option:
            if option.kind == "switch":
                self.action_step(1)
            else:
                self._ask(option)

    def action_step(self, step: int) -> None:
        """The next value, or the one before."""
        option = self.option
        if option is None:
            return
        value = value_of(self.user.settings, option)
        if option.kind == "switch":
            self._change(option, not value)
        elif option.bounds:
            least, most = option.bounds
            self._change(option, max(least, min(most, value + step)))
        elif option.choices:
            at = option.choices.index(shown(option, value)) + step
            self._change(option, parse(option, option.choices[at % len(option.choices)]))

    def action_reset(self) -> None:
        if option := self.option:
            self._change(option, None)

    def action_undo(self) -> None:
        if self._before:
            option, value = self._before.pop()
            self._write(option, value)

    def action_filter(self) -> None:
        self._filtering = True
        self._open_field(self._words, "a word, such as bell, break, keys")

    def action_back(self) -> None:
        """Leave the field, then the words, then the screen."""
        if self.query("#value:focus"):
            if self._filtering:
                self._words = ""
            self._leave_field()
        elif self._words:
            self._words = ""
            self._show()
        else:
            self.dismiss()

    # -- the field

    def _ask(self, option: Option) -> None:
        self._asked = option
        value = value_of(self.user.settings, option)
        said = ",".join(self.context.keys.all_of(option.path[1])) if option.kind == "key" else shown(option, value)
        self._open_field(said, option.range)
        self._say(f"{option.name}: {option.range}.")

    def _open_field(self, text: str, placeholder: str) -> None:
        field = self.query_one("#value", Input)
        field.value, field.placeholder, field.display = text, placeholder, True
        self.set_focus(field)

    def _leave_field(self) -> None:
        self._filtering, self._asked = False, None
        self.query_one("#value").display = False
        self.set_focus(self.query_one(Rows))
        self._show()

    @on(Input.Changed, "#value")
    def _changed(self) -> None:
        if self._filtering:
            self._show()

    @on(Input.Submitted, "#value")
    def _typed(self) -> None:
        text = self.query_one("#value", Input).value
        option = self._asked
        if option is None:
            self._words = text.strip()
            self._leave_field()
            return
        try:
            value = checked_value(option, text, self.user.settings, self.user.catalogue, self.app.themes)
        except ValueError as error:
            self._say(str(error))
            self.query_one("#about").add_class("wrong")
            return
        self._leave_field()
        self._change(option, value)

    # -- changing

    def _change(self, option: Option, value: Any) -> None:
        before = value_of(self.user.settings, option)
        if before == (option.default if value is None else value):
            return
        self._write(option, value)
        self._before.append((option, None if before == option.default else before))
        self.refresh_bindings()

    def _write(self, option: Option, value: Any) -> None:
        self.app.keep(change_setting(self.context, option, value))
        self.app.setting_changed(option.path)
        self._show()


def _document(option: Option) -> SearchText:
    return search_text_of((option.name, option.path[-1]), (option.about, SECTIONS.get(option.path[0], "")))
