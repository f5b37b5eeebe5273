"""Figures from files: what is right is read, what is wrong is told with its line."""

from pathlib import Path

import pytest

from stretchtui.core.figures.model import Pose, Reach
from stretchtui.storage.figures import load_figures, read_figures

GOOD = """\
[[figure]]
id = "one"
stretch = ["lower-back"]
[[figure.pose]]
[[figure.pose]]
lumbar = 30
arms = { raise = 80, plane = 10 }

[[figure]]
id = "two"
start = "chair"
stretch = ["right-neck-side"]
[[figure.pose]]
[[figure.pose]]
neck = { side = -30 }
left_hand = "head-top"
"""


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path: Path) -> None:
    loaded = read_figures(_written(tmp_path, GOOD))
    assert loaded.problems == ()
    assert list(loaded.figures) == ["one", "two"]
    assert loaded.figures["one"].pose[1] == Pose(lumbar=30, arms=Reach(80, 10))


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("lumbar = 30", "lumber = 30", 6, "'lumber'; did you mean 'lumbar'?"),
        ("lumbar = 30", "lumbar = 90", 6, "lumbar flexion of 90 degrees; a body goes from -35 to 60"),
        ("lumbar = 30", 'lumbar = "much"', 6, "'lumbar'"),
        ("lumbar = 30", "lumbar = 300", 6, "at most 180"),
        ("lumbar = 30", "pelvis = [0, 20]", 6, "below the floor"),
        ("lumbar = 30", "hands = [200, 0]", 6, "short of its pin"),
        ('["lower-back"]', '["lower-bak"]', 3, "did you mean 'lower-back'?"),
        ('["lower-back"]', "[]", 3, "at least 1"),
        ('"head-top"', '"head-topp"', 16, "did you mean 'head-top'?"),
        ('start = "chair"', 'start = "bench"', 11, "'bench' is not known"),
        ('start = "chair"', "", 12, ""),
        ('id = "two"', 'id = "one"', 10, "stands twice"),
        ('[[figure]]\nid = "two"', '[[figur]]\nid = "two"', 9, "expected [[figure]]"),
        ('["right-neck-side"]', '["neck-side"]', 12, "no such muscle: 'neck-side'"),
        ("lumbar = 30", "lumbar = ", 6, "not valid TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in GOOD
    path = _written(tmp_path, GOOD.replace(old, new))
    told = [str(problem) for problem in read_figures(path).problems]
    if not words:
        assert told == []  # a start has a default
        return
    assert any(text.startswith(f"{path}:{line}: ") and words in text for text in told), told
    assert all("\n" not in text for text in told)


def test_one_bad_figure_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    loaded = read_figures(_written(tmp_path, GOOD.replace("lumbar = 30", "lumbar = 90")))
    assert list(loaded.figures) == ["two"]


def test_too_few_poses_are_told(tmp_path: Path) -> None:
    loaded = read_figures(_written(tmp_path, '[[figure]]\nid = "a"\nstretch = ["lower-back"]\n[[figure.pose]]\n'))
    assert "at least 2" in str(loaded.problems[0])


def test_hands_that_hold_each_other_are_told(tmp_path: Path) -> None:
    poses = '[[figure.pose]]\nleft_hand = "right-hand"\nright_hand = "left-hand"\n[[figure.pose]]\n'
    loaded = read_figures(_written(tmp_path, f'[[figure]]\nid = "a"\nstretch = ["lower-back"]\n{poses}'))
    assert "hold on to each other" in str(loaded.problems[0])


def test_a_later_folder_takes_the_place_of_a_shipped_figure(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir()
    own.mkdir()
    (shipped / "a.toml").write_text(GOOD, encoding="utf-8")
    (own / "b.toml").write_text(GOOD.replace("lumbar = 30", "lumbar = 50"), encoding="utf-8")
    figures = load_figures(shipped, own, tmp_path / "missing").figures
    assert figures["one"].pose[1].lumbar == 50


def test_garbage_is_told_and_never_raised(tmp_path: Path) -> None:
    for text in ("figure = 3", "figure = [1, 2]", "[figure]\nid = 1", "[[figure]]", "[[figure]]\npose = 3", "\x00"):
        assert read_figures(_written(tmp_path, text)).problems, text
    assert read_figures(tmp_path / "missing.toml").problems
