"""Shared routines: the same after a journey, without harm to what is there, and back again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from stretchtui.core.catalog.dose import Dose
from stretchtui.core.catalog.model import (
    Catalogue,
    Programme,
    Routine,
    RoutineStretch,
    Source,
    Stage,
    StepStretch,
    Stretch,
)
from stretchtui.core.catalog.share import Bundle, bundle_of, missing, received
from stretchtui.storage.catalog.share import (
    MARK,
    MOST_BYTES,
    bundle_text,
    from_short_text,
    read_bundle,
    save_bundle,
    short_text,
    take_back,
)
from stretchtui.storage.catalog.stretches import load_catalogue
from stretchtui.storage.figures import figure_folders, load_figures
from stretchtui.storage.files.diagnostics import StorageError
from stretchtui.storage.files.places import shipped
from tests.core.strategies import a_stretch

HERE = load_catalogue(shipped("catalog")).catalogue
FIGURES = load_figures(shipped("catalog") / "figures").figures
FILE = Path("shared.toml")

texts = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=40).filter(
    lambda text: "{" not in text and text == text.strip() != ""
)


def mine(name: str = "my-turn", feel: str = "In the neck.") -> Stretch:
    return structs.replace(a_stretch(name), sources=("my-sheet",), figure="my-figure", feel=feel)


def with_own(*stretches: Stretch) -> Catalogue:
    return structs.replace(
        HERE,
        stretches={**HERE.stretches, **{one.id: one for one in stretches}},
        sources={**HERE.sources, "my-sheet": Source("my-sheet", "A sheet")},
    )


def shipped_copies(*names: str) -> Bundle:
    """Shipped routines and programmes as somebody shares them who never changed a thing."""
    routines = [HERE.routines[name] for name in names if name in HERE.routines]
    programmes = [HERE.programmes[name] for name in names if name in HERE.programmes]
    return through_a_file(bundle_of(routines, HERE, (), FIGURES, doses={}, programmes=programmes))


def bundle(*names: str, own: tuple[Stretch, ...] = (), doses: dict[str, Dose] | None = None) -> Bundle:
    items = tuple(RoutineStretch(name) for name in names)
    routine = Routine(id="for-ann", name="For Ann", summary="Five of them.", stretches=items)
    figures = {"my-figure": structs.replace(FIGURES["chin-tuck"], id="my-figure")}
    return bundle_of([routine], with_own(*own), {one.id for one in own}, figures, doses=doses or {})


def through_a_file(found: Bundle) -> Bundle:
    return read_bundle(FILE, bundle_text(found), HERE)


class TestJourney:
    @given(
        st.lists(st.sampled_from(sorted(HERE.stretches)), min_size=1, max_size=6, unique=True),
        texts,
        st.integers(5, 60),
        st.integers(1, 10),
    )
    def test_a_routine_comes_out_as_it_went_in(self, names: list[str], text: str, hold: int, reps: int) -> None:
        own = mine(feel=text)
        went = bundle(*names, own.id, own=(own,), doses={own.id: Dose(hold, reps)})
        assert through_a_file(went) == went
        assert read_bundle(FILE, from_short_text(short_text(went), FILE), HERE) == went

    def test_the_users_doses_go_along(self) -> None:
        went = bundle("chin-tuck", doses={"chin-tuck": Dose(6, 4)})
        assert went.routines[0].items == (RoutineStretch("chin-tuck", 6, 4),)
        assert went.stretches == ()

    def test_own_stretches_bring_their_figures_and_sources(self) -> None:
        went = through_a_file(bundle("my-turn", own=(mine(),)))
        assert [one.id for one in went.stretches] == ["my-turn"]
        assert [*went.figures] == ["my-figure"]
        assert [one.id for one in went.sources] == ["my-sheet"]


class TestArrival:
    def test_what_is_there_already_is_not_taken_twice(self) -> None:
        came = bundle("my-turn", "chin-tuck", own=(mine(),))
        new, told = received(came, HERE, FIGURES)
        assert [one.mark for one in told] == ["+", "+", "+"]
        here = structs.replace(
            with_own(*new.stretches), routines={**HERE.routines, **{one.id: one for one in new.routines}}
        )
        again, told = received(came, here, {**FIGURES, **new.figures})
        assert {one.mark for one in told} == {"="}
        assert (again.routines, again.stretches, again.sources) == ((), (), ())

    def test_an_id_that_means_something_else_here_is_not_replaced(self) -> None:
        came = bundle("my-turn", own=(mine(),))
        other = structs.replace(mine(), name="Another turn")
        new, told = received(came, with_own(other), FIGURES)
        assert [one.mark for one in told] == ["=", "~", "+"]
        assert new.stretches[0].id == "my-turn-2"
        assert new.routines[0].items[0].id == "my-turn-2"
        renamed = with_own(other, *new.stretches)
        _, told = received(came, renamed, {**FIGURES, **new.figures})
        assert [one.mark for one in told][:2] == ["=", "="], "it was taken in under another id before"

    def test_a_stretch_may_not_take_the_id_of_a_shipped_one(self) -> None:
        came = bundle("chin-tuck", own=(structs.replace(mine("chin-tuck"), name="A trap"),))
        new, _ = received(came, HERE, FIGURES)
        assert [one.id for one in new.stretches] == ["chin-tuck-2"]

    def test_what_a_newer_version_has_is_missed(self) -> None:
        items = (RoutineStretch("from-the-future"), RoutineStretch("chin-tuck"))
        came = Bundle(routines=(Routine(id="x", name="X", summary="X.", stretches=items),))
        assert missing(came, HERE) == ("from-the-future",)


class TestCopiesOfWhatIsShipped:
    def test_an_identical_copy_of_any_is_there_already(self) -> None:
        new, told = received(shipped_copies(*HERE.routines, *HERE.programmes), HERE, FIGURES)
        assert {arrival.mark for arrival in told} == {"="}
        assert len(told) == len(HERE.routines) + len(HERE.programmes)
        assert (new.routines, new.programmes) == ((), ())

    def test_a_copy_that_was_edited_gets_another_id(self) -> None:
        mine = structs.replace(HERE.routines["daily-back"], name="My daily back")
        fewer = structs.replace(HERE.routines["daily-back"], stretches=HERE.routines["daily-back"].items[1:])
        for edited in (mine, fewer):
            came = bundle_of([edited], HERE, (), FIGURES, doses={})
            new, told = received(came, HERE, FIGURES)
            assert [(one.mark, one.id) for one in told] == [("~", "daily-back-2")]
            again = structs.replace(HERE, routines={**HERE.routines, "daily-back-2": new.routines[0]})
            assert [one.mark for one in received(came, again, FIGURES)[1]] == ["="]

    def test_a_copy_with_the_senders_own_dose_is_another(self) -> None:
        first = HERE.routines["daily-back"].items[0].id
        stretch = HERE.stretches[first]
        dose = Dose(stretch.hold, stretch.reps + 1)
        came = bundle_of([HERE.routines["daily-back"]], HERE, (), FIGURES, doses={first: dose})
        item = HERE.routines["daily-back"].items[0]
        expected = "=" if item.reps else "~"
        assert [one.mark for one in received(came, HERE, FIGURES)[1]] == [expected]

    def test_an_edited_copy_of_a_shipped_stretch_takes_its_routine_along(self) -> None:
        own = structs.replace(HERE.stretches["chin-tuck"], feel="Elsewhere.")
        theirs = structs.replace(HERE, stretches={**HERE.stretches, "chin-tuck": own})
        routine = next(one for one in HERE.routines.values() if any(item.id == "chin-tuck" for item in one.items))
        came = bundle_of([routine], theirs, {"chin-tuck"}, FIGURES, doses={})
        new, told = received(came, HERE, FIGURES)
        marks = {(one.kind, one.mark, one.id) for one in told if one.kind != "source"}
        assert marks == {("stretch", "~", "chin-tuck-2"), ("routine", "~", f"{routine.id}-2")}
        assert "chin-tuck-2" in {item.id for item in new.routines[0].items}

    def test_an_identical_stretch_and_figure_under_a_shipped_id_are_there_already(self) -> None:
        theirs = HERE.stretches["chin-tuck"]
        came = Bundle(stretches=(theirs,), figures={theirs.figure or "": FIGURES[theirs.figure or ""]})
        new, told = received(came, HERE, FIGURES)
        assert [one.mark for one in told] == ["="]
        assert (new.stretches, new.figures) == ((), {})

    def test_another_figure_under_a_known_id_comes_in_once(self) -> None:
        other = structs.replace(FIGURES["cat-cow"], id="my-figure")
        here = {**FIGURES, "my-figure": structs.replace(FIGURES["bridge"], id="my-figure")}
        came = structs.replace(bundle("my-turn", own=(mine(),)), figures={"my-figure": other})
        new, _ = received(came, HERE, here)
        assert [*new.figures] == ["my-figure-2"]
        assert new.stretches[0].figure == "my-figure-2"
        catalogue = structs.replace(
            with_own(*new.stretches), routines={**HERE.routines, **{one.id: one for one in new.routines}}
        )
        again, told = received(came, catalogue, {**here, **new.figures})
        assert {one.mark for one in told} == {"="}, "it was taken in before"
        assert again.figures == {}


class TestProgrammes:
    def test_own_stretches_go_along_and_get_other_ids_where_they_are_taken(self) -> None:
        own = mine()
        stage = Stage((StepStretch("my-turn", instead={"knee-pain": "my-turn"}), StepStretch("chin-tuck", reps=5)))
        programme = Programme(id="p", name="P", summary="P.", sessions=3, stages=(stage,), afterwards="On.")
        figures = {"my-figure": structs.replace(FIGURES["chin-tuck"], id="my-figure")}
        came = through_a_file(bundle_of([], with_own(own), {own.id}, figures, doses={}, programmes=[programme]))
        assert came.programmes == (programme,)
        new, told = received(came, with_own(structs.replace(own, name="Another")), FIGURES)
        assert [(one.kind, one.mark) for one in told] == [("source", "="), ("stretch", "~"), ("programme", "+")]
        (item, _) = new.programmes[0].stages[0].stretches
        assert (item.id, item.instead) == ("my-turn-2", {"knee-pain": "my-turn-2"})

    def test_a_programme_that_needs_what_is_not_here_is_missed(self) -> None:
        stage = Stage((StepStretch("from-the-future"),))
        programme = Programme(id="p", name="P", summary="P.", sessions=3, stages=(stage,), afterwards="On.")
        assert missing(Bundle(programmes=(programme,)), HERE) == ("from-the-future",)

    def test_one_file_is_written_and_read(self, tmp_path: Path) -> None:
        edited = structs.replace(HERE.programmes["desk-neck-4"], name="My neck")
        new, told = received(bundle_of([], HERE, (), {}, doses={}, programmes=[edited]), HERE, FIGURES)
        assert [str(one) for one in told][-1].startswith("~ programme My neck (desk-neck-4-2")
        path = save_bundle(tmp_path / "catalog", new, tmp_path)
        loaded = load_catalogue(shipped("catalog"), tmp_path / "catalog")
        assert path.name == "desk-neck-4-2.toml"
        assert loaded.problems == ()
        assert loaded.catalogue.programmes["desk-neck-4-2"] == new.programmes[0]


class TestFiles:
    def test_one_file_is_written_read_and_taken_back(self, tmp_path: Path) -> None:
        catalog, state = tmp_path / "catalog", tmp_path / "state"
        new, _ = received(bundle("my-turn", "chin-tuck", own=(mine(),)), HERE, FIGURES)
        path = save_bundle(catalog, new, state)
        assert path == catalog / "shared" / "for-ann.toml"
        loaded = load_catalogue(shipped("catalog"), catalog)
        assert loaded.problems == ()
        assert {"for-ann", "my-turn"} <= loaded.own
        assert "my-figure" in load_figures(*figure_folders(shipped("catalog"), catalog)).figures
        assert take_back(state) == path
        assert not path.exists()
        assert take_back(state) is None

    def test_work_on_it_since_is_not_taken_back(self, tmp_path: Path) -> None:
        new, _ = received(bundle("chin-tuck"), HERE, FIGURES)
        path = save_bundle(tmp_path, new, tmp_path)
        path.write_text(path.read_text() + "# mine\n")
        with pytest.raises(StorageError, match="was changed"):
            take_back(tmp_path)
        assert path.exists()


class TestHostile:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("x = ", "not valid TOML"),
            ("[share]\nformat = 2\n", "at most 1"),
            ("[share]\nfrom = 1\n", "unknown key"),
            ("", "nothing to take in"),
            ("[[session]]\nid = 'a'\n", "unknown table"),
            ('[[routine]]\nid = "../../x"\nname = "X"\nsummary = "X"\nstretches = ["chin-tuck"]\n', "small letters"),
            ("a = " + "[" * 5000 + "]" * 5000, "nested too deeply"),
            ("# " + "x" * MOST_BYTES, "too large"),
        ],
    )
    def test_gets_a_line_and_nothing_else(self, text: str, told: str) -> None:
        with pytest.raises(StorageError, match=told):
            read_bundle(FILE, text, HERE)

    def test_texts_are_made_harmless(self) -> None:
        text = bundle_text(bundle("my-turn", own=(mine(),))).replace("In the neck.", "In \\u001b[2J \\u202e the neck.")
        (stretch,) = read_bundle(FILE, text, HERE).stretches
        assert stretch.feel == "In [2J  the neck."

    def test_every_mistake_is_told_at_once(self) -> None:
        text = '[[routine]]\nid = "A"\nname = 3\nsummary = "X"\nstretches = ["chin-tuck"]\n[nonsense]\n'
        with pytest.raises(StorageError) as error:
            read_bundle(FILE, text, HERE)
        assert [problem.line for problem in error.value.problems] == [2, 3, 6]

    @pytest.mark.parametrize("text", [MARK, f"{MARK}A", f"{MARK}???", f"{MARK}%%%%%%%%", f"{MARK}0" + "1" * 3000])
    def test_short_text_that_is_not_whole(self, text: str) -> None:
        with pytest.raises(StorageError, match="not whole"):
            from_short_text(text, FILE)

    def test_short_text_that_unpacks_to_far_too_much(self) -> None:
        import zlib

        from stretchtui.storage.catalog.share import _base45

        bomb = MARK + _base45(zlib.compress(b" " * (MOST_BYTES * 20), 9))
        with pytest.raises(StorageError, match="not whole"):
            from_short_text(bomb, FILE)
