"""Commented files to begin something of one's own with, from a stretch to a sheet. As written, they are right."""

from pathlib import Path

from stretchtui.storage.files.atomic import write_atomic
from stretchtui.storage.measures import FOLDER

STRETCH = """\
#:schema {schema}
# A stretch of your own, for example from your therapist's sheet. Change what stands here, save, and see
# what is wrong with it, if anything: stretchtui check {file}
# One file may have several: each begins with [[stretch]]. Lines with # are for you alone.

[[stretch]]
id = "{id}"              # small letters, digits and hyphens; that of a shipped stretch replaces it
name = "My stretch"
region = "neck"                 # neck, shoulders-chest, upper-back, mid-back, lower-back, hips-glutes, legs, whole-back
also = []                       # other regions that it serves
position = "chair"              # chair, standing, wall, floor-seated, kneeling, all-fours, lying-back,
                                # lying-front, lying-side
props = ["chair"]               # chair, wall, doorway, pillow, towel, ball, mat
technique = "static"            # static: held. dynamic: slow repetitions. contract-relax: only as you were shown
sides = "each"                  # each: left, then right. both: at once. alternate: left and right in turn
hold = 15                       # seconds; of one slow repetition, where it is dynamic
reps = 3                        # repetitions, a side where sides = "each"
range = {{ hold = [10, 30], reps = [2, 5] }}    # the least and the most
muscles = ["which muscles"]
steps = [                       # 3 to 6, one action each; {{side}} and {{other side}} become left and right;
                                # the last is shown during the hold
    "Sit tall, feet flat on the floor.",
    "Move slowly to the {{side}}, only as far as tension.",
    "Stay there, and breathe.",
]
release = "Come back slowly."   # how to leave the position; may be left out
feel = "A mild pull on the {{other side}}."
breath = "Breathe normally."
easier = "Go less far."
harder = "Stay a little longer."
avoid_if = []                   # conditions with which it is to be left out; see: stretchtui list conditions
cautions = ["Stop if it hurts."]
sources = ["{source}"]          # where it comes from; your own is below

[[source]]
id = "{source}"
title = "My therapist's sheet"
"""

ROUTINE = """\
#:schema {schema}
# A routine of your own. Change what stands here, save, and see what is wrong with it, if anything:
# stretchtui check {file}
# The ids of all stretches: stretchtui list

[[routine]]
id = "{id}"              # small letters, digits and hyphens; that of a shipped routine replaces it
name = "My routine"
summary = "What it is for, in a sentence."
stretches = [                   # in their order: movements first, then holds; get down to the floor only once
    "shoulder-rolls",
    "chin-tuck",
    {{ id = "upper-trapezius", hold = 15, reps = 2 }},    # with a dose of its own
]
"""

PROGRAMME = """\
#:schema {schema}
# A programme of your own: steps of a week each, which you go through by sessions done and how they felt. Change what
# stands here, save, and see what is wrong with it, if anything: stretchtui check {file}
# Then begin it: stretchtui programme start {id}
# The ids of all stretches: stretchtui list

[[programme]]
id = "{id}"           # small letters, digits and hyphens; that of a shipped programme replaces it
name = "My programme"
summary = "What it is for, in a sentence."
sessions = 5                    # that a step takes; one of a day counts, or two where it takes more than seven
afterwards = "How to keep what you gained, in a sentence."

[[programme.stage]]             # the first steps: so many weeks with the same stretches
weeks = 2
summary = "Small and easy."
stretches = [                   # in their order; hold in seconds, reps a side, each within the stretch's range
    {{ id = "shoulder-rolls" }},
    {{ id = "chin-tuck", hold = 5, reps = 5 }},
]

[[programme.stage]]
weeks = 2
sessions = 10                   # where it is another number than above: twice a day
summary = "And hold for longer."
stretches = [
    {{ id = "shoulder-rolls" }},
    {{ id = "chin-tuck", hold = 5, reps = 8 }},
    {{ id = "upper-trapezius", hold = 15, reps = 2, instead = {{ shoulder-problem = "neck-turn" }} }},
]                               # instead: another stretch for whoever has a condition
"""

TEST = """\
#:schema {schema}
# A self-test of your own: how far something goes, read off a tape. Change what stands here, save, and see what is wrong
# with it, if anything: stretchtui check {file}
# Then take it: stretchtui measure {id}

[[test]]
id = "{id}"                # small letters, digits and hyphens; that of a shipped test replaces it
name = "My test"
summary = "What it tells, in a sentence."
region = "shoulders-chest"      # neck, shoulders-chest, upper-back, mid-back, lower-back, hips-glutes, legs ...
also = []                       # other regions whose stretches have to do with it
position = "chair"              # chair, standing, wall, floor-seated, kneeling, all-fours, lying-back,
                                # lying-front, lying-side
props = ["chair"]               # chair, wall, doorway, pillow, towel, ball, mat
tools = ["a ruler"]
sides = "each"                  # each: left and right. both: once, and no side is named below
ready = 8                       # seconds to get in place, and
hold = 3                        # in the position
steps = [                       # 3 to 6, one action each; {{side}} and {{other side}} become left and right;
                                # the last is shown while you stay there
    "Sit tall at a table, your {{side}} arm on it.",
    "Slide your {{side}} hand away from you, only as far as a mild stretch.",
    "Stay there, and read the ruler.",
]
cautions = ["Stop where it hurts; no bounce."]
avoid_if = []                   # conditions with which it is to be left out; see: stretchtui list conditions
sources = ["{source}"]          # where it comes from; yours stands in {source_file}

[[test.scales]]
kind = "length"                 # in centimetres; a second one may be an angle, in degrees
reads = "from the edge of the table to the fingertips"
better = "more"                 # or less: which way is further
least = 0                       # what lies outside was mistyped
most = 90
# error = 2.5                   # a change of this or less is none; without it no change is ever told
"""

SHEET = """\
# A sheet of stretches for somebody, for example from their physiotherapist. Fill it in, then:
#     stretchtui check {file}                  every mistake, with its line
#     stretchtui sheet {file} -o sheet.html    a page to print, with figures and boxes to tick
# Whoever gets this file takes it in with: stretchtui import {file}
# The ids of all stretches: stretchtui list

[share]
for = ""                        # whose sheet it is
note = ""                       # what you want to say to them; it stands at the top
days = 14                       # boxes to tick under each stretch; 0 for none

[[routine]]
id = "{id}"              # small letters, digits and hyphens
name = "My sheet"
summary = "What it is for, and how often."
stretches = [                   # in their order; hold in seconds, reps a side
    {{ id = "chin-tuck", hold = 5, reps = 10 }},
    {{ id = "upper-trapezius", hold = 20, reps = 3 }},
]

# A stretch that is not among them: take the # away, and name it above.
# [[stretch]]
# id = "after-my-operation"
# name = "As I was shown"
# region = "legs"
# position = "chair"
# technique = "dynamic"         # static: held. dynamic: slow repetitions
# sides = "each"
# hold = 6                      # seconds
# reps = 5
# range = {{ hold = [4, 10], reps = [3, 8] }}
# steps = ["First ...", "Then ...", "And then ..."]
# feel = "Where it should be felt."
# breath = "How to breathe."
# easier = "What makes it easier."
# harder = "What makes it harder."
# cautions = ["When to stop."]
# sources = ["sheet"]
#
# [[source]]
# id = "sheet"
# title = "Who says so"
"""

SOURCE = """\
[[source]]
id = "{id}"
title = "Where my test comes from"
"""

TEXTS = {"stretch": STRETCH, "routine": ROUTINE, "programme": PROGRAMME, "test": TEST, "sheet": SHEET}


def write_template(kind: str, folder: Path, schema_folder: Path) -> Path:
    """Write the template of a `kind` into a folder under a name that is free; where it is.

    A test goes into the folder of tests, and its source into a file beside that: files of tests hold nothing else.
    Raises `StorageError` where it can't be written.
    """
    place = folder / FOLDER if kind == "test" else folder
    name = free_name(place, f"my-{kind}")
    path, source = place / f"{name}.toml", f"{name}-source"
    schema = (schema_folder / f"{kind}.json").resolve().as_uri()
    beside = folder / f"{free_name(folder, source)}.toml"
    text = TEXTS[kind].format(schema=schema, file=path.name, id=name, source=source, source_file=beside.name)
    if kind == "test":
        write_atomic(beside, SOURCE.format(id=source).encode())
    write_atomic(path, text.encode())
    return path


def free_name(folder: Path, name: str) -> str:
    """A name, with a number where a file has it already."""
    number = 1
    free = name
    while (folder / f"{free}.toml").exists():
        number += 1
        free = f"{name}-{number}"
    return free
