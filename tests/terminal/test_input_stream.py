"""What a terminal sends, in any pieces: keys come through, answers press nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.terminal.input_stream import InputStream, Kind, Token, Unfinished
from stretchtui.terminal.keystroke import is_keystroke, keystroke
from stretchtui.terminal.patient_input import FAR, LONGEST, NEAR, PatientInput

printable = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40)
"""What a string of an answer holds."""
strings = st.builds(
    lambda start, text, end: start + text + end,
    st.sampled_from(["\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x9d", "\x90", "\x9f", "\x9e", "\x98"]),
    printable,
    st.sampled_from(["\x07", "\x1b\\", "\x9c"]),
)
private = st.builds(
    lambda mark, numbers, between, final: f"\x1b[{mark}{numbers}{between}{final}",
    st.sampled_from("<=>?"),
    st.text("0123456789;:", max_size=20),
    st.sampled_from(["", "$", " ", '"']),
    st.sampled_from("cRnyuxSmMhl"),
)
answers = strings | private
KNOWN = (
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "\x1b]52;c;eCBxIG4=\x07",
    "\x1bP>|tmux 3.4\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b[?62;22c",
    "\x1b[>41;390;0c",
    "\x1b[?1u",
    "\x1b[?12;40R",
    "\x1b[?2026;2$y",
)


def fed(*pieces: str) -> list[Token]:
    stream = InputStream()
    return [token for piece in pieces for token in stream.feed(piece)]


def typed(tokens: list[Token]) -> str:
    return "".join(text for kind, text in tokens if kind is not Kind.SEQUENCE)


def meant(sequence: str) -> bool:
    return is_keystroke(sequence) and keystroke(sequence) is not None


@given(st.lists(answers | printable, max_size=6), st.data())
def test_an_answer_presses_nothing_wherever_it_is_cut(parts: list[str], data: st.DataObject) -> None:
    whole = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    expected = "".join(part for part in parts if part[:1] not in ("\x1b", *"\x90\x98\x9d\x9e\x9f"))
    tokens = fed(*pieces)
    assert typed(tokens) == expected
    assert not [token for token in tokens if token.kind is Kind.SEQUENCE and meant(token.text)]


@pytest.mark.parametrize("answer", KNOWN)
def test_known_answers_at_every_cut(answer: str) -> None:
    for cut in range(1, len(answer)):
        stream = InputStream()
        tokens = [*stream.feed("a" + answer[:cut]), *stream.feed(answer[cut:] + "b")]
        assert typed(tokens) == "ab"
        assert stream.waiting is Unfinished.NOTHING


@given(st.text(max_size=60))
def test_nothing_is_too_odd_for_it_and_it_ends(text: str) -> None:
    stream = InputStream()
    for _ in stream.feed(text):
        pass
    [*stream.expire()]
    assert stream.waiting is Unfinished.NOTHING
    assert [*stream.feed("k")] == [Token(Kind.TEXT, "k")]


def test_keys() -> None:
    sent = "ab\x1b[A\x1bOB\x1b[1;5D\x1b[[A\r\x1b[200~x\x1by\x1b[201~\x1bq\x1b\x1b[Z"
    assert fed(sent) == [
        Token(Kind.TEXT, "ab"),
        Token(Kind.SEQUENCE, "\x1b[A"),
        Token(Kind.SEQUENCE, "\x1bOB"),
        Token(Kind.SEQUENCE, "\x1b[1;5D"),
        Token(Kind.SEQUENCE, "\x1b[[A"),
        Token(Kind.TEXT, "\r"),
        Token(Kind.PASTE, "x\x1by"),
        Token(Kind.SEQUENCE, "\x1bq"),
        Token(Kind.ESCAPE, "\x1b"),
        Token(Kind.SEQUENCE, "\x1b[Z"),
    ]


def test_what_no_answer_holds_breaks_it_off() -> None:
    """Alt and ] begin what looks like an answer; the next key that ends a line is heard."""
    assert fed("\x1b]", "abc", "\r") == [Token(Kind.TEXT, "\r")]
    assert fed("\x1b]" + "a" * 5000, "\x18k") == [Token(Kind.TEXT, "k")]
    assert fed("\x1b[5", "\r") == [Token(Kind.TEXT, "\r")]


@pytest.mark.parametrize(
    ("sequence", "normal"),
    [
        ("\x1b[1079::112;5u", "\x1b[112;5u"),  # ctrl+з, in the place of p
        ("\x1b[1079;5u", "\x1b[112;5u"),  # the same from a terminal that does not tell the place
        ("\x1b[960;5u", "\x1b[112;5u"),  # ctrl+π
        ("\x1b[1~", "\x1b[1~"),  # home, whose number stays
        ("\x1b[960:928:112;5u", "\x1b[112;5u"),  # ctrl+π
        ("\x1b[112;69u", "\x1b[112;5u"),  # with caps lock
        ("\x1b[57413;129;43u", "\x1b[43;;43u"),  # + of the keypad, with num lock
        ("\x1b[57412;;45u", "\x1b[45;;45u"),
        ("\x1b[57410u", "\x1b[47;;47u"),
        ("\x1b[57401;129;50u", "\x1b[50;;50u"),
        ("\x1b[57414;129u", "\x1b[13u"),
        ("\x1b[57419;129u", "\x1b[A"),
        ("\x1b[57422u", "\x1b[6~"),
        ("\x1b[1;129B", "\x1b[B"),
        ("\x1b[1;1:1C", "\x1b[C"),
        ("\x1b[97:65;2;65u", "\x1b[97;2;65u"),
        ("\x1b[97:65;2u", "\x1b[97;2;65u"),
        ("\x1b[27;5;112~", "\x1b[112;5u"),
        ("\x1bOk", "\x1b[43;;43u"),
        ("\x1b[32;129;32u", "\x1b[32;;32u"),
        ("\x1b[9;2u", "\x1b[9;2u"),
    ],
)
def test_keys_under_any_layout_and_lock(sequence: str, normal: str) -> None:
    stroke = keystroke(sequence)
    assert stroke
    assert stroke.sequence() == normal


@pytest.mark.parametrize(
    "sequence",
    [f"\x1b[{code};;97u" for code in (*range(57358, 57364), *range(57428, 57455))]
    + [
        "\x1b[97;1:3u",
        "\x1b[1114112u",
        "\x1b[55296u",
        "\x1b[97;;7u",
        "\x1b[99~",
        "\x1b[24;80R",
        "\x1b[5A",
        "\x1b[:;;;u",
    ],
)
def test_what_types_nothing(sequence: str) -> None:
    assert keystroke(sequence) is None


@given(st.text("0123456789:;", max_size=30), st.sampled_from("u~ABCDEFHPQRS"))
def test_any_numbers(parameters: str, end: str) -> None:
    stroke = keystroke(f"\x1b[{parameters}{end}")
    if stroke:
        again = keystroke(stroke.sequence())
        assert again == stroke
        assert stroke.text == "" or stroke.text.isprintable()


@pytest.mark.parametrize(("remote", "least"), [(False, NEAR), (True, FAR)])
def test_it_waits_longer_where_the_line_is_slow(remote: bool, least: float) -> None:
    line = PatientInput(remote=remote)
    assert line.feed("\x1b", 100.0) == []
    assert line.due() == 100.0 + least
    assert line.expire() == [Token(Kind.ESCAPE, "\x1b")]
    assert line.feed("[B", 100.7) == [], "what comes late is no key of its own"
    assert line.feed("\x1b", 200.0) == []
    assert (line.due() or 0) >= 201.4
    assert line.feed("[B", 201.3) == [Token(Kind.SEQUENCE, "\x1b[B")]
    assert line.patience == LONGEST
    line.feed("\x1b", 300.0)
    line.expire()
    assert line.feed("[B", 400.0) == [Token(Kind.TEXT, "[B")], "typed, much later"


def test_what_is_never_whole_is_given_up() -> None:
    line = PatientInput(remote=False)
    line.feed("\x1b]", 0.0)
    for second in range(1, 20):
        due = line.due()
        assert due is not None
        if due <= second:
            break
        assert line.feed("k", float(second) - 0.5) == []
    assert second < 8
    assert line.expire() == []
    assert line.feed("k", 20.0) == [Token(Kind.TEXT, "k")]
