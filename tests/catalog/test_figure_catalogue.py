"""Every stretch of the catalogue has its figure, and no figure is left over."""

import tomli

from tests.core.figures.figure_sheet import CATALOG, FIGURES, LOADED

DRAWN_AHEAD = frozenset(
    (
        *("wrist-extension", "wrist-flexion", "prayer-wrist", "tendon-glide", "fist-open"),
        *("thumb-across", "wrist-side", "forearm-turn", "calf-wall", "soleus-wall"),
        *("towel-calf", "toes-tucked", "sole-pull", "ankle-point-flex", "heel-toe-raise"),
        *("ankle-circles", "toe-spread", "hip-flexor-kneel", "hip-flexor-stand", "butterfly"),
        *("side-lying-quad", "hip-side-lean", "side-lunge", "doorway-hamstring", "chair-back-hinge"),
        *("hip-drop-out", "hip-march", "leg-swing", "knee-hug", "side-bend"),
        *("standing-back-bend", "chest-open", "elbows-back", "crossed-arm-twist", "thread-needle"),
        *("open-book", "wall-climb", "sphinx", "wall-angel", "crossover-arm"),
        *("pendulum", "towel-behind-back", "bird-dog", "bridge", "side-plank-knees"),
        *("scalene-tilt", "chin-nod", "tongue-rest", "jaw-open", "look-far"),
        *("slow-breath", "box-breath"),
    )
)
"""Figures of stretches whose texts are not in the catalogue yet."""


def _stretches() -> dict[str, dict[str, str]]:
    found = {}
    for path in (CATALOG / "stretches").glob("*.toml"):
        for stretch in tomli.loads(path.read_text(encoding="utf-8"))["stretch"]:
            found[stretch["id"]] = stretch
    return found


def test_the_shipped_figures_are_without_mistakes() -> None:
    assert [str(problem) for problem in LOADED.problems] == []


def test_every_stretch_names_a_figure_and_every_figure_is_named() -> None:
    stretches = _stretches()
    named = {s.get("figure") for s in stretches.values()}
    assert named <= set(FIGURES)
    assert set(FIGURES) - named <= DRAWN_AHEAD


def test_a_figure_starts_where_its_stretch_is_done() -> None:
    for stretch in _stretches().values():
        start = FIGURES[stretch["figure"]].start
        assert start == stretch["position"], stretch["id"]


def test_a_figure_shows_the_props_that_its_stretch_needs() -> None:
    kinds = {"chair": {"chair", "stool", "chair-back"}, "pillow": {"pillow", "bolster"}}
    for stretch in _stretches().values():
        figure = FIGURES[stretch["figure"]]
        shown = {prop if isinstance(prop, str) else prop.kind for prop in figure.props}
        for prop in stretch.get("props", ()):
            wanted = kinds.get(prop, {prop})
            assert wanted & shown or prop in {"mat", "towel"}, f"{stretch['id']}: {prop}"
