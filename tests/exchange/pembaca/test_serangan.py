"""Every attack on the container, sent through a real child: a reason each, at a small price."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from app.errors import LontarError
from app.exchange.lembar_ketat import column_letters
from app.exchange.pembaca import kerja
from tests.exchange import contoh_paket as contoh
from tests.exchange import contoh_serangan as serangan
from tests.exchange.contoh_zip import packed
from tests.exchange.pembaca.contoh_pembaca import BOOK, DATA, GUIDE, package_parts, with_row
from tests.sumber import ROOT

if TYPE_CHECKING:
    from pathlib import Path

needs_rusage = pytest.mark.skipif(sys.platform == "win32", reason="no rusage of children here")
SECONDS, MEGABYTES = 10, 500
WIDE, LATE = ("paket_terlalu_luas",), "pembaca_lama"

# Reads every file of a folder in a child of its own, twice, and tells what it cost.
READER = """
import json, resource, sys
from pathlib import Path
from app.errors import LontarError
from app.exchange.pembaca.induk import Pembaca
def used():
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime, told.ru_maxrss / 1024
found = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    before, _ = used()
    data = path.read_bytes()
    told = []
    with Pembaca(workers=1) as pembaca:
        for ask in (pembaca.periksa, pembaca.adu):
            try:
                ask(data)
                told.append("")
            except LontarError as error:
                assert error.pesan and error.saran
                assert "Traceback" not in str(error)
                told.append(error.kode)
    seconds, peak = used()
    found[path.name] = [*told, seconds - before, peak]
print(json.dumps(found))
"""


def rows(count: int, width: int) -> str:
    letters = [column_letters(column) for column in range(width)]
    return "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{name}{row}"><v>{row * 7 % 9973}</v></c>' for name in letters)
        + "</row>"
        for row in range(9000, 9000 + count)
    )


def heavy() -> dict[str, tuple[bytes, tuple[str, ...], tuple[str, ...]]]:
    """Files that cost a reader dearly, and the reasons that may stop each reader."""
    deep = "<a>" * 30_000 + "</a>" * 30_000
    flood = b" " * 90_000_000
    parts = package_parts()
    return {
        "sejuta sel": (with_row(DATA, rows(50_000, 20)), WIDE, (*WIDE, LATE)),
        "ujung dunia": (
            with_row(DATA, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            ("pembaca_memori",),
            ("pembaca_memori",),
        ),
        "sarang di lembar": (with_row(GUIDE, deep), ("",), ("isi_lembar_menyamar",)),
        "gabung sedunia": (
            merged_everywhere(),
            ("",),
            ("pembaca_memori", "pembaca_lama", "pembaca_kedua_gagal"),
        ),
        "bagian 90 MB": (
            packed({**parts, BOOK: parts[BOOK], "xl/lain.xml": b"<a>" + flood + b"</a>"}),
            ("zip_bom",),
            ("zip_bom",),
        ),
        "lembar 20 MB": (stuffed(20_000_000), ("",), ("", "pembaca_lama", "pembaca_memori")),
    }  # fmt: skip


def merged_everywhere() -> bytes:
    told = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    parts = package_parts()
    sheet = parts[GUIDE].partition(b"<mergeCells")
    rest = sheet[2].partition(b"</mergeCells>")[2]
    return packed({**parts, GUIDE: sheet[0] + told.encode() + rest})


def stuffed(size: int) -> bytes:
    """A sheet made long by comments, no more of one kind than a packer may make small."""
    block = b"".join(b"%040d" % (number**9) + b"a" * 400 for number in range(2000))
    filling = b"<!-- " + block * (size // len(block)) + b" -->"
    parts = package_parts()
    return packed(
        {**parts, GUIDE: parts[GUIDE].replace(b"</sheetData>", b"</sheetData>" + filling)}
    )


class Cost(NamedTuple):
    """The reasons that stopped both readers, and what a child took for them."""

    first: str
    second: str
    seconds: float
    megabytes: float


def outcome(folder: Path, files: dict[str, bytes]) -> dict[str, Cost]:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = [sys.executable, "-c", READER, str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return {name: Cost(*told) for name, told in json.loads(done.stdout).items()}


@needs_rusage
def test_every_attack_on_the_container_is_refused_with_its_reason_and_cheaply(tmp_path):
    attacks = serangan.refused()
    found = outcome(tmp_path / "masuk", {name: data for name, (data, _) in attacks.items()})
    assert {name: told.first for name, told in found.items()} == {
        name: kode for name, (_, kode) in attacks.items()
    }
    assert all(told.first == told.second for told in found.values())
    assert max(told.seconds for told in found.values()) < SECONDS
    assert max(told.megabytes for told in found.values()) < MEGABYTES


@needs_rusage
def test_a_file_that_costs_dearly_is_stopped_in_time_and_within_its_memory(tmp_path):
    files = heavy()
    found = outcome(tmp_path / "masuk", {name: data for name, (data, _, _) in files.items()})
    for name, cost in found.items():
        assert cost.first in files[name][1], name
        assert cost.second in files[name][2], name
        # Two requests, each with seconds of its own, and the start of up to two children.
        assert cost.seconds < 2 * SECONDS + 4, name
        assert cost.megabytes < MEGABYTES, name


@pytest.mark.parametrize("name", serangan.harmless())
def test_forms_that_real_packers_write_are_read_as_the_same_content(name, monkeypatch):
    # Without the seal, which is stricter about the ZIP around it.
    monkeypatch.setattr("app.exchange.segel.look", lambda *_: None)
    data = serangan.harmless()[name]
    mentah, original = kerja.examine(data), kerja.examine(contoh.package())
    assert (mentah.data, mentah.meta, mentah.sidik) == (
        original.data,
        original.meta,
        original.sidik,
    )
    assert mentah.sha256 != original.sha256


@pytest.mark.parametrize("name", ["z04 komentar", "z07 zip64", "z09 deskriptor"])
def test_around_a_seal_nothing_is_forgiven_that_the_exporter_does_not_write(name):
    with pytest.raises(LontarError) as refused:
        kerja.examine(serangan.harmless()[name])
    assert refused.value.kode in ("segel_zip_ekor", "segel_zip_entri", "segel_zip_kepala")
