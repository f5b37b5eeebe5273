"""`sheet`: a page to hang on the wall, in each format."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.core.documents.test_documents import Tags

SIX = ("chin-tuck", "upper-trapezius", "cat-cow", "standing-quad", "lying-rotation", "childs-pose")


def test_six_stretches_are_one_small_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sheet.html"
    answer = run("sheet", *SIX, "--days", "14", "--for", "Ann <b>", "--note", "Twice a day & slowly", "-o", str(path))
    assert (answer.code, answer.err) == (0, f"wrote {path}\n")
    page = path.read_text()
    assert len(page.encode()) < 80_000
    tags = Tags()
    tags.feed(page)
    assert not tags.open
    assert "script" not in tags.seen
    assert "Ann &lt;b&gt;" in page
    assert "Twice a day &amp; slowly" in page
    assert page.count("<svg") == 6 * 2 + 3, "start and end, and both sides where they differ"
    assert page.count(">14</li>") == 6
    assert "10 slow repetitions of 5 s" in page


def test_doses_are_the_users(run: Run, home: Path) -> None:
    (home / "doses.toml").write_text("[chin-tuck]\nhold = 4\nreps = 6\n")
    assert "6 slow repetitions of 4 s" in run("sheet", "chin-tuck", "-o", "-").out


def test_a_routine_gives_its_name(run: Run) -> None:
    assert "<title>Daily back</title>" in run("sheet", "daily-back", "-o", "-").out


def test_a_therapists_file_is_filled_in_and_printed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "sheet").out == f"{tmp_path / 'my-sheet.toml'}\n"
    file = tmp_path / "my-sheet.toml"
    assert run("check", str(file)).code == 0
    text = file.read_text().replace('for = ""', 'for = "Ann"').replace('note = ""', 'note = "Slowly."')
    file.write_text(text)
    page = run("sheet", str(file), "-o", "-").out
    assert "<b>Name</b> Ann" in page
    assert "Slowly." in page
    assert page.count(">14</li>") == 2


def test_the_example_in_the_template_is_right(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stretch that is commented out, once the signs are taken away."""
    monkeypatch.chdir(tmp_path)
    run("new", "sheet")
    file = tmp_path / "my-sheet.toml"
    head, mark, rest = file.read_text().partition("# [[stretch]]")
    example = "\n".join(line.removeprefix("# ").removeprefix("#") for line in f"{mark}{rest}".splitlines())
    file.write_text(head + example + "\n")
    assert run("check", str(file)) == (0, "no mistakes found\n", "")


@pytest.mark.parametrize("word", ["no-such", "no-such.toml"])
def test_what_is_not_there_is_told_in_a_line(run: Run, word: str) -> None:
    answer = run("sheet", word)
    assert answer.code == 1
    assert answer.err.count("\n") == 1


def test_pages_of_svg_and_pdf(run: Run, tmp_path: Path) -> None:
    svg = tmp_path / "sheet.svg"
    answer = run("sheet", *SIX, "-o", str(svg))
    assert answer.err.splitlines()[0] == f"wrote {svg}"
    assert (tmp_path / "sheet-2.svg").exists()
    pdf = tmp_path / "sheet.pdf"
    assert run("sheet", *SIX, "-o", str(pdf), "--mono").code == 0
    again = tmp_path / "again.pdf"
    assert run("sheet", *SIX, "-o", str(again), "--mono").code == 0
    assert pdf.read_bytes() == again.read_bytes()


def test_the_words_of_a_pdf_can_be_selected(run: Run, tmp_path: Path) -> None:
    from tests.needs import needs

    needs("pdftotext", "poppler-utils")
    pdf = tmp_path / "sheet.pdf"
    assert run("sheet", *SIX, "-o", str(pdf), "--note", "Грудь").code in (0, 1)
    assert run("sheet", *SIX, "-o", str(pdf)).code == 0
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    for word in ("Chin tuck", "Ear to shoulder", "Cat and cow", "20 s × 3 each side"):
        assert word in text
    assert shutil.which("pdftotext")
