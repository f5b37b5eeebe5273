"""Self-tests from files: what is right is read, what is wrong is told with its line and left out alone."""

from pathlib import Path

import pytest

from stretchtui.core.catalog.model import Catalogue
from stretchtui.storage.catalog.stretches import load_catalogue, toml_files
from stretchtui.storage.files.places import shipped
from stretchtui.storage.measures import load_tests, read_tests

DOCS = Path(__file__).parents[2] / "docs" / "files.md"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(shipped("catalog")).catalogue


def documented() -> str:
    """The test of the documentation."""
    text = DOCS.read_text(encoding="utf-8")
    begin = text.index("[[test]]")
    return text[begin : text.index("```", begin)]


def written(folder: Path, text: str) -> Path:
    path = folder / "measures" / "own.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_documented_file_is_right(tmp_path: Path, catalogue: Catalogue) -> None:
    read = read_tests(written(tmp_path, documented()), catalogue)
    assert [str(problem) for problem in read.problems] == []
    (test,) = read.tests.values()
    assert (test.id, test.ready, test.hold) == ("finger-table", 8, 3)


def test_ones_own_replace_the_shipped_ones_and_stand_beside_them(tmp_path: Path, catalogue: Catalogue) -> None:
    own = documented() + documented().replace("finger-table", "knee-wall").replace("over the table", "my way")
    written(tmp_path, own)
    loaded = load_tests(shipped("catalog"), tmp_path, catalogue)
    assert loaded.problems == ()
    assert loaded.tests["knee-wall"].name == "Fingers my way"
    assert {"finger-floor", "chair-reach", "back-scratch", "neck-rotation", "finger-table"} < set(loaded.tests)


def test_the_catalogue_leaves_the_folder_alone(tmp_path: Path) -> None:
    written(tmp_path, documented())
    assert toml_files(tmp_path) == []
    assert load_catalogue(shipped("catalog"), tmp_path).problems == ()


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("finger-table", "neck-turn", "'neck-turn': a stretch, a routine or a programme has this id"),
        ('"upper-back"', '"upper-bak"', "unknown region 'upper-bak'; did you mean 'upper-back'?"),
        ('["shoulder-problem"]', '["shoulder"]', "unknown condition 'shoulder'"),
        ('sides = "each"', 'sides = "both"', "{side} is only for sides"),
        ("{side}", "{sied}", "unknown placeholder {sied}"),
        ("Stop where", "{side}: stop where", "is shown before a side is chosen"),
        ('better = "more"', 'better = "up"', "better"),
        ("error = 2.5", "error = -2.5", "expected least below most, and an error above 0"),
        ("most = 80", "most = -80", "expected least below most"),
        ("low = 20", "low = 40", "has its larger number first"),
        ('source = "nhs"', 'source = "mine"', "unknown source 'mine'"),
        ("ready = 8", "ready = 0", "ready"),
        ("hold = 3", "hols = 3", "unknown key 'hols'; did you mean 'hold'?"),
        ("[[test]]", "[[tests]]", "unknown table 'tests'; expected [[test]]"),
        ('name = "Fingers', "name = Fingers", "is not TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_others_work(
    tmp_path: Path, catalogue: Catalogue, right: str, wrong: str, said: str
) -> None:
    assert right in documented()
    path = written(tmp_path, documented().replace(right, wrong))
    loaded = load_tests(shipped("catalog"), tmp_path, catalogue)
    told = [str(problem) for problem in loaded.problems]
    assert any(said in line for line in told) or said == "is not TOML", told
    assert all(line.startswith(f"{path}:") for line in told)
    assert told
    assert "finger-table" not in loaded.tests
    assert len(loaded.tests) == 5


def test_what_would_command_a_terminal_is_taken_out(tmp_path: Path, catalogue: Catalogue) -> None:
    path = written(tmp_path, documented().replace("Sit tall.", "Sit \\u001b[2Jtall."))
    (test,) = read_tests(path, catalogue).tests.values()
    assert test.steps[0] == "Sit [2Jtall."
