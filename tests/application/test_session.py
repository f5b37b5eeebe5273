"""What is kept of a session, and what is not."""

from pathlib import Path

import pytest

from stretchtui.application.context import Context, load_context
from stretchtui.application.session import ActiveSession, begin, is_worth_keeping, questions
from stretchtui.storage.files.places import Places
from tests.ui.conftest import HandClock, make_terminal


@pytest.fixture
def hand() -> HandClock:
    return HandClock()


@pytest.fixture
def context(tmp_path: Path, hand: HandClock) -> Context:
    (tmp_path / "settings.toml").write_text("[session]\nready = 0\nrest = 0\nswitch = 0\n")
    return load_context(Places(tmp_path, tmp_path, tmp_path), make_terminal(), hand.clock)


def begun(context: Context, hand: HandClock, name: str = "neck-four") -> ActiveSession:
    """A session in its first hold."""
    plan = context.user.plan(name)
    assert plan
    active = begin(plan, context)
    active.session.skip(hand.passed)
    return active


def hold(active: ActiveSession, hand: HandClock, seconds: float) -> None:
    while seconds > 0:
        hand.passed += min(1.0, seconds)
        seconds -= 1.0
        active.session.advance(hand.passed)


def test_skipping_through_everything_is_nothing_done(context: Context, hand: HandClock) -> None:
    active = begun(context, hand)
    hold(active, hand, 2)
    while not active.session.ending:
        active.session.skip_stretch(hand.passed)
    assert active.session.ending == "stopped"
    assert not is_worth_keeping(active)


def test_skipping_the_rest_is_done_with_what_was_held(context: Context, hand: HandClock) -> None:
    active = begun(context, hand)
    hold(active, hand, 6)
    assert active.session.done(0) == 1
    while not active.session.ending:
        active.session.skip_stretch(hand.passed)
    assert active.session.ending == "completed"
    assert is_worth_keeping(active)


def test_what_is_stopped_is_kept_as_the_key_promises(context: Context, hand: HandClock) -> None:
    active = begun(context, hand)
    hold(active, hand, 2)
    active.session.stop(hand.passed)
    assert is_worth_keeping(active)


def test_pain_at_once_is_kept_though_nothing_was_held(context: Context, hand: HandClock) -> None:
    active = begun(context, hand, "chin-tuck")
    hold(active, hand, 0.5)
    active.session.hurts(hand.passed)
    assert active.session.ending == "stopped"
    assert is_worth_keeping(active)
    assert questions(active, context).felt == 0


def test_pain_in_the_very_moment_a_stretch_ends_is_that_stretch(context: Context, hand: HandClock) -> None:
    active = begun(context, hand)
    session = active.session
    while session.view(hand.passed).following is None or session.view(hand.passed).following.entry == 0:  # type: ignore[union-attr]
        hold(active, hand, 1)
    hand.passed += session.view(hand.passed).remaining  # due, and not yet seen
    session.hurts(hand.passed)
    assert session.felt == {0: "pain"}
