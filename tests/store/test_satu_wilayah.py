"""One region read without the others: the same region, the same mistakes."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.errors import LontarError
from app.store import pustaka
from app.store.pustaka import load_region, load_wilayah
from tests.store.contoh_kantor import KUPANG

if TYPE_CHECKING:
    from pathlib import Path


def test_one_region_is_read_as_it_is_among_all(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = paths.forms()
    parsed: list[int] = []
    parse = tomllib.loads

    def noting(text: str) -> dict[str, object]:
        parsed.append(len(text))
        return parse(text)

    monkeypatch.setattr(tomllib, "loads", noting)
    monkeypatch.setattr(pustaka, "_read", {})
    alone = {kode: load_region(folder, kode) for kode in ("53", KUPANG, "53.71")}
    whole = (folder / "wilayah.toml").stat().st_size
    assert sum(parsed) < whole / 4
    assert alone.items() <= load_wilayah(folder).items()


def test_a_region_that_stands_twice_or_nowhere_is_looked_for_in_the_whole_file(
    tmp_path: Path,
) -> None:
    entry = (paths.forms() / "wilayah.toml").read_text("utf-8").partition("[[wilayah]]")[2]
    first = f"[[wilayah]]{entry.partition('[[wilayah]]')[0]}"
    (tmp_path / "wilayah.toml").write_text(first * 2, "utf-8")
    assert load_region(tmp_path, "53").jenis == "provinsi"
    with pytest.raises(KeyError):
        load_region(tmp_path, KUPANG)


def test_a_mistake_in_one_region_is_named_as_in_the_whole_file(tmp_path: Path) -> None:
    text = (paths.forms() / "wilayah.toml").read_text("utf-8")
    told = []
    for wrong in (text.replace("desa = 160", "desa = 160 160"), text.replace("Oelamasi", 'a"b')):
        (tmp_path / "wilayah.toml").write_text(wrong, "utf-8")
        for ask in (load_wilayah, lambda folder: load_region(folder, "53.01")):
            with pytest.raises(LontarError) as caught:
                ask(tmp_path)
            told.append(str(caught.value))
    assert told[0] == told[1] != told[2] == told[3]
