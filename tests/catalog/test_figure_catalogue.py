"""Every stretch of the catalogue has its figure, and no figure is left over."""

import tomli

from stretchtui.core.figures.pose.motion import skeleton_at
from tests.core.figures.figure_sheet import CATALOG, FIGURES, LOADED


def _stretches() -> dict[str, dict[str, str]]:
    found = {}
    for path in (CATALOG / "stretches").glob("*.toml"):
        for stretch in tomli.loads(path.read_text(encoding="utf-8"))["stretch"]:
            found[stretch["id"]] = stretch
    return found


def test_the_shipped_figures_are_without_mistakes() -> None:
    assert [str(problem) for problem in LOADED.problems] == []


def test_every_stretch_and_self_test_names_a_figure_and_every_figure_is_named() -> None:
    stretches = _stretches()
    tests = tomli.loads((CATALOG / "measures" / "self-tests.toml").read_text(encoding="utf-8"))["test"]
    assert {one.get("figure") for one in (*stretches.values(), *tests)} == set(FIGURES)
    assert {s.get("figure") for s in stretches.values()} <= set(FIGURES)


def test_a_figure_starts_where_its_stretch_is_done() -> None:
    for stretch in _stretches().values():
        start = FIGURES[stretch["figure"]].start
        assert start == stretch["position"], stretch["id"]


def test_a_figure_shows_the_props_that_its_stretch_needs() -> None:
    frame = {"doorway", "wall"}  # from the side a door frame is a wall
    kinds = {"chair": {"chair", "stool", "chair-back"}, "pillow": {"pillow", "bolster"}, "doorway": frame}
    for stretch in _stretches().values():
        figure = FIGURES[stretch["figure"]]
        shown = {prop if isinstance(prop, str) else prop.kind for prop in figure.props}
        for prop in stretch.get("props", ()):
            wanted = kinds.get(prop, {prop})
            assert wanted & shown or prop in {"mat", "towel"}, f"{stretch['id']}: {prop}"


def test_a_circle_comes_round_to_where_it_began() -> None:
    figure = FIGURES["ankle-circles"]
    assert skeleton_at(figure, 0).joints == skeleton_at(figure, 1).joints
