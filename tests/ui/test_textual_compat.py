"""Textual's private names that the app uses: a release that moves one fails here, under the name of what uses it."""

import ast
import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual._styles_cache import StylesCache
from textual.app import App, ComposeResult
from textual.css.query import NoMatches
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen
from textual.widgets import Input, Static

import stretchtui.ui
from stretchtui.ui import textual_compat
from stretchtui.ui.textual_compat import (
    CrashHooks,
    adopt,
    all_bound_to,
    breakpoint_classes,
    drop_old_paintings,
    is_key_sequence,
    key_parser,
    parsed_apart,
    switch_tooltips_off,
)

UI = Path(stretchtui.ui.__file__).parent


class Tiny(CrashHooks):
    """An app of one line that counts what it is told of."""

    def __init__(self, *, quiet: bool) -> None:
        super().__init__()
        self.quiet = quiet
        self.told: list[Exception] = []

    def compose(self) -> ComposeResult:
        yield Static("hello")

    def crashed(self, error: Exception) -> bool:
        self.told.append(error)
        return self.quiet

    def action_fail(self) -> None:
        raise ValueError("on purpose")


def test_key_parser() -> None:
    parser = key_parser()
    sent = ("a", "\x1b[A", "\x1b[1;5D", "\x1b[112;5u", "\x1b[13u", "\x1b[43;;43u", "\x1bOP", "\x1b[9;2u")
    told = [event for text in sent for event in parser.feed(text)]
    keys = ["a", "up", "ctrl+left", "ctrl+p", "enter", "plus", "f1", "shift+tab"]
    assert [event.key for event in told if isinstance(event, events.Key)] == keys
    (moved,) = parser.feed("\x1b[<35;3;4M")
    assert isinstance(moved, events.MouseMove)


def test_is_key_sequence() -> None:
    assert all(map(is_key_sequence, ("\x1b[A", "\x1bOA", "\x1b[15~", "\x1b[[A", "\x1b[Z")))
    assert not any(map(is_key_sequence, ("\x1b[0n", "\x1b[?62c", "\x1b[99~", "\x1b[8;24;80t")))


@pytest.mark.parametrize("quiet", [True, False])
async def test_crash_hooks(quiet: bool, capsys: pytest.CaptureFixture[str]) -> None:
    app = Tiny(quiet=quiet)

    async def run() -> None:
        async with app.run_test():
            app.call_later(app.action_fail)
            while not app.told:
                await asyncio.sleep(0)

    with pytest.raises(ValueError, match="on purpose"):
        await run()
    assert [str(error) for error in app.told] == ["on purpose"]
    assert app.return_code == 1
    assert ("Traceback" in capsys.readouterr().err) is not quiet


async def test_is_being_removed() -> None:
    app = Tiny(quiet=True)
    screen: Screen[Any] = Screen()

    async def look() -> None:
        while not screen._pruning:
            await asyncio.sleep(0)
        screen.query_one("#part")

    async with app.run_test() as pilot:
        await app.push_screen(screen)
        screen.call_later(look)
        app.pop_screen()
        await pilot.pause()
    assert not app.told


async def test_what_misses_a_part_and_stays_is_a_crash() -> None:
    app = Tiny(quiet=True)

    async def run() -> None:
        async with app.run_test():
            app.screen.call_later(app.screen.query_one, "#part")
            while not app.told:
                await asyncio.sleep(0)

    with pytest.raises(NoMatches, match="#part"):
        await run()


async def test_switch_tooltips_off() -> None:
    class Two(App[None]):
        pass

    app: App[Any] = Two()
    switch_tooltips_off(app)
    screen: Screen[Any] = Screen()
    async with app.run_test(tooltips=True) as pilot:  # which sets the same switch, to the contrary
        switch_tooltips_off(app)
        await app.push_screen(screen)
        await pilot.pause()
        assert not screen.query("Tooltip")
        app._disable_tooltips = False
        other: Screen[Any] = Screen()
        await app.push_screen(other)
        await pilot.pause()
        assert other.query("Tooltip"), "the switch is another: tooltips are made all the same"


async def test_drop_old_paintings() -> None:
    class Two(App[None]):
        pass

    app: App[Any] = Two()
    async with app.run_test() as pilot:
        await app.mount(Static("painted"))
        await pilot.pause()
        assert StylesCache.get_inner_outer.cache_info().currsize, "Textual keeps nothing there any more"
        drop_old_paintings()
        assert not StylesCache.get_inner_outer.cache_info().currsize


async def test_all_bound_to() -> None:
    class Moving(Screen[None]):
        BINDINGS = [("up", "app.focus_previous", "Up")]

        def compose(self) -> ComposeResult:
            yield Input()

    app: App[None] = App()
    async with app.run_test() as pilot:
        await app.push_screen(Moving())
        await pilot.pause()
        actions = [binding.action for _, binding in all_bound_to(app.screen, "up")]
        assert actions[0] == "scroll_up", "a field of one line binds arrows no more: the function may go"
        assert actions[-1] == "app.focus_previous"


def test_breakpoint_classes() -> None:
    points = [(0, "-slim"), (64, "-wide")]
    screen: Screen[Any] = Screen()
    assert breakpoint_classes(screen, 40, points) == ["-slim"]
    assert breakpoint_classes(screen, 80, points) == ["-wide"]


def sheet_of(path: Path, **variables: str) -> Stylesheet:
    sheet = Stylesheet(variables=variables)
    sheet.read(path)
    return sheet


def test_parsed_apart(tmp_path: Path) -> None:
    path = tmp_path / "one.tcss"
    path.write_text("Label { color: $ink; }")
    apart = parsed_apart(Stylesheet(variables={"ink": "#ff0000"}), [path])
    assert [rule.styles.color.hex for rule in apart.rules] == ["#FF0000"]
    assert apart._parse_cache, "what was parsed is remembered elsewhere now"


def test_adopt(tmp_path: Path) -> None:
    path = tmp_path / "one.tcss"
    path.write_text("Label { color: $ink; }")
    sheet = sheet_of(path, ink="#ff0000")
    apart = parsed_apart(sheet, [path])
    adopt(sheet, apart)
    assert sheet.rules == apart.rules
    assert sheet.rules[0] is apart.rules[0], "parsed once more"

    other = sheet_of(path, ink="#ff0000")
    apart = parsed_apart(other, [path])
    other.set_variables({"ink": "#0000ff"})
    adopt(other, apart)
    assert [rule.styles.color.hex for rule in other.rules] == ["#0000FF"], "in the colours of the theme before"


def test_each_of_them_has_its_contract() -> None:
    """One test for each function and class of the module, named as it is."""
    tree = ast.parse(Path(textual_compat.__file__).read_text())
    named = [
        node.name for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef) if node.name != "KeyParser"
    ]
    tests = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in named} <= tests
    assert all(ast.get_docstring(node) for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef))


def test_no_other_module_touches_a_private_module() -> None:
    for path in UI.rglob("*.py"):
        if path.name != "textual_compat.py":
            assert not re.search(r"^\s*(from|import) (textual|rich)\.(\w+\.)*_", path.read_text(), re.MULTILINE), path
