"""The compiled catalogue says just what the files say, and is left alone as soon as they say something else."""

import shutil
from pathlib import Path

import pytest

from stretchtui.storage.catalog import stretches
from stretchtui.storage.catalog.compiled import read_compiled
from stretchtui.storage.catalog.stretches import compile_catalogue, load_catalogue, toml_files
from stretchtui.storage.files.places import shipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped catalogue, to be changed."""
    return Path(shutil.copytree(shipped("catalog"), tmp_path / "catalog"))


def test_it_is_what_the_files_are(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "catalogue.msgpack"
    compile_catalogue(folder, file)
    compiled = read_compiled(folder, toml_files(folder), file)
    assert compiled == load_catalogue(folder).catalogue
    assert list(compiled.stretches) == list(load_catalogue(folder).catalogue.stretches)


def test_a_changed_file_is_seen_at_once(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "catalogue.msgpack"
    compile_catalogue(folder, file)
    monkeypatch.setattr(stretches, "read_compiled", lambda at, paths: read_compiled(at, paths, file))
    neck = folder / "stretches" / "neck.toml"
    neck.write_text(neck.read_text("utf-8").replace('name = "Chin tuck"', 'name = "Chin in"'), "utf-8")
    assert load_catalogue(folder).catalogue.stretches["chin-tuck"].name == "Chin in"
    neck.unlink()
    assert "chin-tuck" not in load_catalogue(folder).catalogue.stretches


@pytest.mark.parametrize("spoil", [b"", b"short", None])
def test_what_is_damaged_is_not_used(spoil: bytes | None, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "catalogue.msgpack"
    compile_catalogue(folder, file)
    file.write_bytes(file.read_bytes()[:-9] if spoil is None else spoil)
    assert read_compiled(folder, toml_files(folder), file) is None
    file.unlink()
    assert read_compiled(folder, toml_files(folder), file) is None


def test_what_has_a_mistake_is_not_compiled(folder: Path, tmp_path: Path) -> None:
    (folder / "stretches" / "bad.toml").write_text("[[stretch]]\nid = 1\n")
    with pytest.raises(ValueError, match=r"bad\.toml:2"):
        compile_catalogue(folder, tmp_path / "catalogue.msgpack")
    assert not (tmp_path / "catalogue.msgpack").exists()
