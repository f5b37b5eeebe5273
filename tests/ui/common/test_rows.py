"""A list of rows keeps what belongs to the row under the cursor in sight: its heading above, its notes below."""

from textual.app import App, ComposeResult

from stretchtui.ui.common.rows import Row, Rows

HEADINGS = 2
"""Rows that can't be chosen, before the first one that can."""


class Listed(App[None]):
    """A list with a heading and a blank row above each ten rows."""

    def compose(self) -> ComposeResult:
        yield Rows()

    def on_mount(self) -> None:
        rows: list[Row] = []
        for part in range(3):
            rows += [Row(None, ("",)), Row(None, (f"part {part}",))]
            rows += [Row(f"{part}-{n}", (f"row {n} of part {part}",)) for n in range(10)]
        self.query_one(Rows).show(rows)


def top(app: App[None]) -> int:
    """The first row in sight."""
    return round(app.query_one(Rows).scroll_offset.y)


async def test_the_first_heading_is_in_sight_from_the_start_and_again_at_the_top() -> None:
    app = Listed()
    async with app.run_test(size=(40, 6)) as pilot:
        await pilot.pause()
        rows = app.query_one(Rows)
        assert (rows.key, top(app)) == ("0-0", 0)
        rows.action_end(1)
        await pilot.pause()
        assert top(app) == len(rows.rows) - 6
        rows.action_end(-1)
        await pilot.pause()
        assert (rows.key, top(app)) == ("0-0", 0)


async def test_moving_up_to_the_first_row_of_a_part_shows_its_heading() -> None:
    app = Listed()
    async with app.run_test(size=(40, 6)) as pilot:
        rows = app.query_one(Rows)
        rows.show(rows.rows, "1-3")
        await pilot.pause()
        for _ in range(3):
            rows.action_move(-1)
        await pilot.pause()
        assert rows.key == "1-0"
        assert top(app) == rows.cursor - HEADINGS


async def test_in_one_row_the_row_under_the_cursor_matters_most() -> None:
    app = Listed()
    async with app.run_test(size=(40, 6)) as pilot:
        rows = app.query_one(Rows)
        for height in (1, 2, 6):
            await pilot.resize_terminal(40, height)
            await pilot.pause()
            assert top(app) <= rows.cursor < top(app) + height


async def test_a_bar_that_was_hidden_comes_back_where_the_list_is() -> None:
    app = Listed()
    async with app.run_test(size=(40, 6)) as pilot:
        rows = app.query_one(Rows)
        rows.action_end(1)
        await pilot.pause()
        assert rows.vertical_scrollbar.position == top(app) > 0
        await pilot.resize_terminal(40, 60)
        rows.action_end(-1)
        await pilot.pause()
        assert not rows.show_vertical_scrollbar
        await pilot.resize_terminal(40, 6)
        await pilot.pause()
        assert rows.show_vertical_scrollbar
        assert rows.vertical_scrollbar.position == top(app) == 0
