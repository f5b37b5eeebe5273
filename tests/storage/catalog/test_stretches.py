"""The user's own stretches and routines: every mistake told with its line, a bad file left out, the rest working."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.core.catalog.browse import Narrowing, Shelving
from stretchtui.core.session.plan import Timing, plan_for, routine_entries
from stretchtui.storage.catalog.stretches import Loaded, check_sheet, load_catalogue
from stretchtui.storage.files.places import shipped

MUTATIONS = 3_000 if os.environ.get("STRETCHTUI_LONG_TESTS") else 250

SHIPPED = """
[[region]]
id = "neck"
name = "Neck"
summary = "Between head and shoulders."
[[region]]
id = "legs"
name = "Legs"
summary = "Below the hips."
[[condition]]
id = "neck-problem"
name = "A neck problem"
summary = "Told by a doctor."
[[source]]
id = "guide"
title = "The guide"
"""

STRETCH = """# mine

[[stretch]]
id = "chin-tuck"
name = "Chin tuck"
region = "neck"
also = ["legs"]
position = "chair"
props = ["chair"]
technique = "static"
sides = "each"
hold = 15
reps = 4
range = { hold = [10, 60], reps = [2, 5] }
muscles = ["deep neck flexors"]
steps = [
    "Sit tall.",  # and breathe
    "Draw the {side} ear back.",
    "Wait.",
]
feel = "The nape."
breath = '''
Slowly.'''
easier = "Less far."
harder = "Longer."
avoid_if = [
    "neck-problem",
]
cautions = ["Stop if it hurts."]
sources = ["guide"]

[[stretch]]
id = "toe-reach"
name = "Toe reach"
region = "legs"
position = "standing"
technique = "dynamic"
sides = "both"
hold = 5
reps = 4
range.hold = [3, 10]
range.reps = [
    2,
    5,
]
steps = ["Stand.", "Reach.", "Rise."]
feel = "The calves."
breath = "Slowly."
easier = "Less far."
harder = "Longer."
cautions = ["Stop if it hurts."]
sources = ["guide"]

[[routine]]
id = "both"
name = "Both"
summary = "One, then the other."
sources = ["guide"]
stretches = [
    "chin-tuck",
    { id = "toe-reach", hold = 6 },
]
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "base.toml").write_text(SHIPPED + STRETCH)
    return folder


@pytest.fixture
def load(base: Path, tmp_path: Path) -> Callable[..., Loaded]:
    """Load the user's files, given by name and text, over the shipped ones; reading writes nothing."""

    def load(**files: str | bytes) -> Loaded:
        own = tmp_path / "own"
        own.mkdir(exist_ok=True)
        for name, text in files.items():
            (own / f"{name}.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
        before = sorted((p, p.stat().st_mtime_ns) for p in tmp_path.rglob("*"))
        loaded = load_catalogue(base, own)
        assert before == sorted((p, p.stat().st_mtime_ns) for p in tmp_path.rglob("*"))
        return loaded

    return load


def own(text: str = STRETCH) -> str:
    """Entries of the user's own, under names that are not shipped."""
    return text.replace("chin-tuck", "my-tuck").replace("toe-reach", "my-reach").replace('"both"\nname', '"mine"\nname')


def test_own_entries_stand_beside_the_shipped_ones(load: Callable[..., Loaded]) -> None:
    loaded = load(mine=own())
    assert loaded.problems == ()
    assert loaded.own == {"my-tuck", "my-reach", "mine"}
    assert list(loaded.catalogue.stretches) == ["chin-tuck", "my-tuck", "toe-reach", "my-reach"]  # by region
    assert list(loaded.catalogue.routines) == ["both", "mine"]


def test_an_entry_with_a_known_id_replaces_the_shipped_one(load: Callable[..., Loaded]) -> None:
    loaded = load(mine=STRETCH.replace('"Chin tuck"', '"My tuck"').partition("[[routine]]")[0])
    assert loaded.problems == ()
    assert [s.name for s in loaded.catalogue.stretches.values()] == ["My tuck", "Toe reach"]
    assert loaded.own == {"chin-tuck", "toe-reach"}
    entries = routine_entries(loaded.catalogue.routines["both"], loaded.catalogue)
    assert [entry.name for entry in entries] == ["My tuck", "Toe reach"]


MISTAKES = [
    ('name = "Chin tuck"', 'nme = "Chin tuck"', 0, "unknown key 'nme'; did you mean 'name'?"),
    ('name = "Chin tuck"', "name = 3", 0, "'name': expected text, not 3"),
    ('name = "Chin tuck"', 'name = " \\n "', 0, "'name': expected text, not nothing"),
    ('name = "Chin tuck"\n', "", -2, "'name' is missing; expected text"),
    ('name = "Chin tuck"', '"name" = 3', 0, "'name': expected text, not 3"),
    ('name = "Chin tuck"', 'name = "C"\nx.y = 3', 1, "unknown key 'x'; take it out"),
    ('name = "Chin tuck"', 'name = "C"\n"a b.c" = 3', 1, "unknown key 'a b.c'; take it out"),
    ('region = "neck"', 'region = "nek"', 0, "unknown region 'nek'; did you mean 'neck'?"),
    ('region = "neck"', 'region = "xyzzy"', 0, "unknown region 'xyzzy'; expected neck or legs"),
    ('also = ["legs"]', 'also = [\n"legs",\n"lags"]', 2, "unknown region 'lags'; did you mean 'legs'?"),
    ('also = ["legs"]', 'also = ["neck"]', 0, "region 'neck' is named already; name it once"),
    ('"chair"\nprops', '"chiar"\nprops', 0, "'chiar' is not known; did you mean 'chair'?"),
    ('props = ["chair"]', 'props = [\n# x\n"char"]', 2, "'props' number 1: 'char' is not known"),
    ('technique = "static"', 'technique = "qqq"', 0, "expected one of static, dynamic, contract-relax"),
    ('sides = "each"\n', "", -8, "'sides' is missing; expected one of both, each, alternate"),
    ("hold = 15", "hold = 61", 0, "hold = 61 is outside its range, 10 to 60"),
    ("hold = 15", "hold = 601", 0, "'hold': expected at most 600, not 601"),
    ("hold = 15", "hold = nan", 0, "'hold': expected a whole number, not nan"),
    ("hold = 15", "hold = 15.0", 0, "'hold': expected a whole number, not 15.0"),
    ("hold = 15", "hold = true", 0, "'hold': expected a whole number, not true"),
    ("hold = 15", "hold = 0x" + "f" * 9999, 0, "'hold': expected at most 600, not so large a number"),
    ("hold = 15", "hold = " + "9" * 9999, 0, "thousands of digits"),
    ("hold = 15", "hold = 1979-05-27", 0, "'hold': expected a whole number, not a date"),
    ("reps = 4\nrange", "reps = 6\nrange", 0, "reps = 6 is outside its range, 2 to 5"),
    ("[10, 60], r", "[60, 10], r", 0, "hold = [60, 10] has its larger number first; write [10, 60]"),
    ("[10, 60], r", '["x", 60], r', 0, "'range.hold' number 1: expected a whole number, not 'x'"),
    ("[10, 60], r", "[10], r", 0, "'range.hold': expected a list of 2"),
    ("range = {", "range = { x = 1,", 0, "'range': unknown key 'x'"),
    ("    2,\n    5,\n", "    2,\n    0,\n", 1, "'range.reps' number 2: expected at least 1, not 0"),
    ("    2,\n    5,\n", "    5,\n    2,\n", -1, "reps = [5, 2] has its larger number first; write [2, 5]"),
    ('    "Wait.",\n', "", -3, "'steps': expected at least 3 entries, not 2"),
    ('"Wait."', '"{sde}"', 0, "unknown placeholder {sde}; expected {side} or {other side}"),
    ('"Wait."', '["Wait."]', 0, "'steps' number 3: expected text, not a list"),
    ('"Stand."', '"{side}"', 0, '{side} is only for stretches with sides = "each"'),
    ("Slowly.'''", "{other}'''", -1, "unknown placeholder {other}"),
    ('"neck-problem"', '"neck-prblem"', 0, "unknown condition 'neck-prblem'; did you mean"),
    ('cautions = ["Stop if it hurts."]', "cautions = []", 0, "expected at least 1 entry, not none"),
    ('["guide"]\n\n[[stretch]]', '["gide"]\n\n[[stretch]]', 0, "did you mean 'guide'?"),
    ('id = "toe-reach"\n', 'id = "Toe reach"\n', 0, "expected small letters, digits and single hyphens"),
    ('id = "toe-reach"\nname', 'id = "chin-tuck"\nname', 0, "stands on line 4 already; ids are unique"),
    ('id = "both"', 'id = "chin-tuck"', 0, "a stretch has this id; take another"),
    ('id = "chin-tuck"', 'id = "both"', 0, "a routine has this id; take another"),
    ('    "chin-tuck",\n    {', '    "chin-tuk",\n    {', 0, "unknown stretch 'chin-tuk'; did you mean"),
    ("hold = 6 }", "hold = 60 }", 0, "toe-reach: hold = 60 is outside its range, 3 to 10"),
    ("hold = 6 }", "hold = 0 }", 0, "'stretches' number 2, 'hold': expected at least 1, not 0"),
    ("hold = 6 }", "hld = 6 }", 0, "unknown key 'hld'; did you mean 'hold'?"),
    ('{ id = "toe-reach", hold = 6 }', "{ hold = 6 }", 0, "'id' is missing; expected text"),
    ('{ id = "toe-reach", hold = 6 }', "7", 0, "'stretches' number 2: expected text or a table, not 7"),
    ("[[routine]]", "[[routin]]", 0, "unknown table 'routin'; did you mean [[routine]]?"),
    ("[[routine]]", "[routine]", 0, "write [[routine]], with two brackets"),
    ("[[routine]]", "[[  'x\\u001b' ]]", 0, "expected [[region]], [[condition]]"),
    ("# mine", "stretch = 'x'", 2, "stands above"),
    ("# mine", "title = 'x'", 0, "unknown table 'title'"),
    ('name = "Both"', 'name = "Both', 0, "close the quotes"),
    ('id = "both"', 'id = "both"\nid = "both"', 1, "stands above; keep one"),
]
"""What is right, what stands there instead, how many lines below it the mistake is told, and words of that."""


def windows(text: str) -> str:
    return "\ufeff" + text.replace("\n", "\r\n")


@pytest.mark.parametrize("written", [str, windows], ids=["", "windows"])
@pytest.mark.parametrize(("right", "wrong", "below", "words"), MISTAKES)
def test_a_mistake_is_told_on_its_line(
    load: Callable[..., Loaded],
    tmp_path: Path,
    *,
    right: str,
    wrong: str,
    below: int,
    words: str,
    written: Callable[..., str],
) -> None:
    loaded = load(bad=written(STRETCH.replace(right, wrong, 1)), good=own())
    path, line = tmp_path / "own" / "bad.toml", STRETCH.count("\n", 0, STRETCH.index(right)) + 1 + below
    told = [str(problem) for problem in loaded.problems]
    assert any(one.startswith(f"{path}:{line}: ") and words in one for one in told), (line, told)
    assert all(one.startswith(f"{path}:") and one.isprintable() for one in told)
    assert len(told) <= 2
    assert loaded.catalogue.stretches["chin-tuck"].name == "Chin tuck"  # the shipped one
    assert loaded.own == {"my-tuck", "my-reach", "mine"}  # and the other file's


def test_all_mistakes_of_a_file_are_told_at_once(load: Callable[..., Loaded], tmp_path: Path) -> None:
    bad = STRETCH
    pairs = (
        ('name = "Chin tuck"', "name = 3"),
        ("hold = 15", "hold = 0"),
        ('"chair"\nprops', '"air"\nprops'),
        ('region = "legs"', 'region = "legz"'),
        ("hold = 5\n", "hold = 50\n"),
        ('"Rise."', '"{x}"'),
        ("hold = 6 }", "hold = 60 }"),
    )
    for right, wrong in pairs:
        bad = bad.replace(right, wrong, 1)
    bad += '[[region]]\nid = "legs"\n[[sorce]]\nid = "x"\n'
    bad += '[[routine]]\nid = "both"\nname = "B"\nsummary = "S."\nstretches = ["gone"]\n'
    problems = load(bad=bad).problems
    rows = bad.split("\n")
    lines = [rows[(problem.line or 0) - 1].strip() for problem in problems]
    assert sorted(lines) == sorted(
        [
            "name = 3",
            "hold = 0",
            'position = "air"',
            'region = "legz"',
            "hold = 50",
            'steps = ["Stand.", "Reach.", "{x}"]',
            '{ id = "toe-reach", hold = 60 },',
            "[[region]]",
            "[[region]]",
            "[[sorce]]",
            'id = "both"',
            'stretches = ["gone"]',
        ]
    )


def test_a_routine_is_not_blamed_for_a_stretch_beside_it_that_has_a_mistake(load: Callable[..., Loaded]) -> None:
    (problem,) = load(bad=own().replace("hold = 15", "hold = 0")).problems
    assert "'hold'" in problem.message


def test_what_needs_a_file_that_is_left_out_is_told_and_left_out_too(load: Callable[..., Loaded]) -> None:
    stretches, routine = own().split("[[routine]]")
    more = routine.replace('"mine"', '"more"').replace('"my-tuck"', '"chin-tuck"').replace("my-reach", "toe-reach")
    loaded = load(a="[[routine]]" + routine, b=stretches.replace("hold = 15", "hold = 0"), c="[[routine]]" + more)
    told = "\n".join(map(str, loaded.problems))
    assert len(loaded.problems) == 2
    assert "b.toml:12: stretch 'my-tuck': 'hold'" in told
    assert "a.toml:7: routine 'mine': stretch 'my-tuck' is left out with its file; mend that first" in told
    assert loaded.own == {"more"}
    assert load(b=stretches).problems == ()


def test_two_files_with_the_same_id_keep_the_first(load: Callable[..., Loaded]) -> None:
    loaded = load(a=own(), b=own().replace("Chin tuck", "Another"))
    assert "b.toml:4: stretch 'my-tuck': stands in a.toml too; keep one" in "\n".join(map(str, loaded.problems))
    assert loaded.catalogue.stretches["my-tuck"].name == "Chin tuck"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# nothing",
        "\ufeff",
        "stretch = []",
        "stretch = 3",
        "stretch = 'x'",
        "[stretch]",
        "stretch = [1, 'x']",
        "stretch = [[]]",
        "stretch = [{}]",
        "[[stretch]]",
        "[[stretch]]\nid = []",
        "[[stretch.id]]",
        "[stretch.x]\ny = 1",
        "[[routine]]\nid = 'x'\nstretches = {}",
        "[[routine]]\nstretches = [" + "[" * 300 + "]" * 300 + "]",
        "[[stretch]]\nhold = -9223372036854775809",
        "[[stretch]]\nhold = inf",
        "x = " + "[" * 9999,
        "a" + ".a" * 900 + " = 1",
        "[[stretch]]\nrange" + ".hold" * 900 + " = 1",
        "[a]\n[a]",
        "\0",
        "[[stretch]]\nid = '\\u0000'",
        '"" = 1',
        '[[""]]',
        "[[stretch]]\n'' = ''",
        '[[stretch]]\nid = "\\u001b[2J\\n"',
        "\x7f = 1",
        '"\\u001b]0;x" = 1',
        "[[region]]\nid = 'neck'\nname = 'N'\nsummary = 'S'\nsummary2 = 3",
        "[[source]]\nid = 3",
        "[[condition]]\neffect = 'x'",
    ],
)
def test_hostile_files_never_raise(load: Callable[..., Loaded], tmp_path: Path, text: str) -> None:
    loaded = load(bad=text, good=own())
    assert {"my-tuck", "mine", "both"} <= loaded.catalogue.stretches.keys() | loaded.catalogue.routines.keys()
    for problem in loaded.problems:
        assert str(problem).startswith(str(tmp_path / "own" / "bad.toml"))
        assert str(problem).isprintable()
        assert len(str(problem)) < 600


def mutated(text: str, dice: random.Random) -> bytes:
    """A file with something done to one or two of its bytes or lines."""
    data = text.encode()
    for _ in range(dice.choice([1, 1, 1, 2])):
        rows = data.split(b"\n")
        at, row = dice.randrange(len(data)), dice.randrange(len(rows))
        match dice.randrange(7):
            case 0:
                data = data[:at] + bytes([dice.choice(b"\"'[]{}=#,.\\\n\r\t\0 x0-:\x1b\x80\xff")]) + data[at + 1 :]
            case 1:
                data = (
                    data[:at] + dice.choice([b'"""', b"'''", b"[", b"]]", b"\n[[x]]\n", b"{", b"\n", b"="]) + data[at:]
                )
            case 2:
                data = data[:at] + data[at + dice.choice([1, 5, 60]) :]
            case 3:
                del rows[row]
                data = b"\n".join(rows)
            case 4:
                rows.insert(dice.randrange(len(rows)), rows[row])
                data = b"\n".join(rows)
            case 5:
                key, _, _ = rows[row].partition(b"=")
                rows[row] = key + b"= " + dice.choice([b"3", b"'x'", b"[]", b"{}", b"nan", b"1e400", b"true", b"[[]]"])
                data = b"\n".join(rows)
            case _:
                data = data.replace(rows[row], rows[row].upper())
        data = data or b"\n"
    return data


def test_no_damage_raises_and_all_of_it_is_told_with_its_path(load: Callable[..., Loaded], tmp_path: Path) -> None:
    dice, bad = random.Random(7), tmp_path / "own" / "bad.toml"
    for _ in range(MUTATIONS):
        data = mutated(own(), dice)
        loaded = load(bad=data)
        for problem in loaded.problems:
            assert problem.path == bad
            assert problem.line is None or 1 <= problem.line <= data.count(b"\n") + 1
            assert str(problem).isprintable()
        assert bool(loaded.problems) or loaded.own or not data.count(b"[[")
        assert "chin-tuck" in loaded.catalogue.stretches
        if loaded.problems:
            assert loaded.own == frozenset()
        for routine in loaded.catalogue.routines.values():  # what is kept works
            assert plan_for(routine_entries(routine, loaded.catalogue), Timing()).phases
        shelves = {shelf.id: shelf.count for shelf in Shelving(loaded.catalogue).look(Narrowing()).shelves}
        assert shelves["neck"]
        assert bool(check_sheet(bad, loaded.catalogue)) == bool(loaded.problems)


def test_text_that_a_terminal_would_obey_is_harmless(load: Callable[..., Loaded]) -> None:
    bad = own().replace("Chin tuck", "Chin\\u001b[2J\\ntuck").replace("Sit tall.", "Sit\\u202e\\ttall.\\u0007")
    loaded = load(bad=bad)
    assert loaded.problems == ()
    stretch = loaded.catalogue.stretches["my-tuck"]
    assert (stretch.name, stretch.steps[0]) == ("Chin[2J tuck", "Sit tall.")


def test_nor_is_it_in_a_table_of_an_entry(load: Callable[..., Loaded]) -> None:
    reasons = 'reasons = { neck-problem = "It\\u001b[2J pulls." }\nbreath ='
    loaded = load(good=own().replace("breath =", reasons, 1))
    assert loaded.problems == ()
    assert loaded.catalogue.stretches["my-tuck"].reasons == {"neck-problem": "It[2J pulls."}


def test_odd_folders(base: Path, tmp_path: Path, load: Callable[..., Loaded]) -> None:
    assert load_catalogue(base, tmp_path / "none").problems == ()
    assert load_catalogue(base, base / "base.toml").problems == ()  # a file where the folder should be
    loaded = load(good=own())
    folder = tmp_path / "own"
    (folder / "deeper").mkdir()
    (folder / "good.toml").rename(folder / "deeper" / "good.toml")
    (folder / ".#good.toml").symlink_to("someone@somewhere")  # an editor's lock
    (folder / "notes.md").write_text("# mine")
    (folder / "figures").mkdir()
    (folder / "figures" / "x.toml").write_text("[[figure]]")
    assert load_catalogue(base, folder) == loaded
    (folder / "folder.toml").mkdir()
    os.mkfifo(folder / "pipe.toml")
    (folder / "gone.toml").symlink_to("nowhere")
    (folder / "zero.toml").symlink_to("/dev/zero")
    loaded = load_catalogue(base, folder)
    assert [p.path.name for p in loaded.problems] == ["folder.toml", "gone.toml", "pipe.toml", "zero.toml"]
    assert "my-tuck" in loaded.catalogue.stretches


def test_the_shipped_catalogue_has_no_mistakes() -> None:
    assert load_catalogue(shipped("catalog")).problems == ()


def test_a_wrong_type_or_a_missing_key_hides_no_other_mistake(load: Callable[..., Loaded]) -> None:
    """All of them at once: nobody mends a file line by line, one run of `check` each."""
    text = STRETCH.replace('region = "neck"', 'region = "nekc"', 1).replace("hold = 15", "hold = 90", 1)
    text = text.replace('sides = "each"', 'sides = "sometimes"', 1).replace('feel = "The nape."\n', "", 1)
    text = text.replace('    "neck-problem",\n', '    "nek-problem",\n', 1)
    told = [str(problem).partition(": ")[2] for problem in load(own=text).problems if "chin-tuck" in str(problem)]
    for part in ("unknown region 'nekc'", "hold = 90 is outside", "'sometimes'", "'feel' is missing", "'nek-problem'"):
        assert [line for line in told if part in line], (part, told)
    assert len(told) == 5, told
