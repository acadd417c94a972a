"""The index of every region, recomputed from `Data` alone: the program says exactly the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec
import openpyxl
import pytest

from app import paths
from app.cli import main
from app.domain.indeks import Simpul, Status
from app.domain.metode_terbit import BATAS
from app.domain.nilai import Keadaan, Nilai, encode
from app.exchange import impor, makna, rekap_bahan, sertifikat, sertifikat_baru
from app.exchange.paket import RujukanFormulir, jenis_of
from app.store import pilihan_metode
from app.store.office import Office
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import (
    NAMA,
    PIMPINAN,
    Pihak,
    authority,
    clock,
    officer,
    pimpinan,
    request,
)
from tests.kedua import indeks
from tests.kedua.indeks import KURANG, LUAR, Hasil, Indeks, Layanan, Paket

if TYPE_CHECKING:
    from app.domain.formulir import Formulir
    from app.domain.rekap import BarisRekap
    from app.exchange.paket import IsiPaket

REGIONS = tuple(kode for kode, one in contoh.acuan().wilayah.items() if not one.is_provinsi)
FIXTURES = json.loads(
    (Path(__file__).parents[1] / "domain" / "ip_spm_fixtures.json").read_text("utf-8")
)
THREE = (
    {"kebutuhan_nol": "dikecualikan"},
    {"kebutuhan_nol": "penuh"},
    {"kebutuhan_nol": "dikecualikan", "daerah": "rerata_layanan"},
)
"""The three ways the reference compares: out of the mean, counted as 100, services alike."""
CHOICES = [
    pilihan_metode.Pilihan(nol, batas, daerah)
    for nol, batas, daerah in product(pilihan_metode.PILIHAN, BATAS, pilihan_metode.DAERAH)
]


# --- Packages of all regions ----------------------------------------------------------------------


def answers(form: Formulir, dice: Random, *, whole: bool) -> Iterator[tuple[str, Nilai]]:
    """Figures, zeros, too much, and every kind of declared absence; gaps unless `whole`."""
    empty = not whole and dice.random() < 0.2
    for sel in form.cells.values():
        if not sel.wajib or empty:
            continue
        need = sel.kode.endswith(".dibutuhkan") or sel.kode.startswith("penerima.harus.")
        roll = dice.random()
        if need and roll < 0.12:
            yield sel.kode, Keadaan.NIHIL
        elif need and roll < 0.18:
            yield sel.kode, 0
        elif need and roll < 0.30:
            yield sel.kode, dice.choice([Keadaan.TIDAK_BERLAKU, Keadaan.BUKAN_KEWENANGAN])
        elif not whole and roll < 0.34:
            yield sel.kode, Keadaan.BELUM_TERSEDIA
        elif not need and roll > 0.9:
            yield sel.kode, Keadaan.NIHIL
        elif whole or roll < 0.97:
            yield sel.kode, dice.randint(300, 900) if need else dice.randint(0, 950)


def forms_of(wilayah: str) -> list[Formulir]:
    return contoh.acuan().in_force(contoh.acuan().wilayah[wilayah], contoh.T3, {})


def rows(wilayah: str, seed: int) -> Iterator[tuple[str, str, str, str, str]]:
    """The values of a region; every third has gaps, and one has no need at all in an urusan."""
    dice = Random(f"{wilayah}/{seed}")  # noqa: S311
    for form in forms_of(wilayah):
        if not form.berindeks:
            continue
        for sel, nilai in answers(form, dice, whole=seed % 3 > 0):
            none = seed % 3 == 1 and form.urusan == "PRK" and nilai != 0
            kept: Nilai = Keadaan.NIHIL if none else nilai
            home = str(form.home_period(sel, contoh.T3))
            yield home, form.kode, sel, *encode(kept)


def signer(wilayah: str, like: Pihak, nama: str, peran: str) -> Pihak:
    """Somebody of a region with the key of another, to be quick."""
    ca = authority()
    asked = sertifikat.read_request(request(like.key, wilayah, peran, nama))
    certificate = sertifikat_baru.issue(
        ca.key, ca.certificate, asked, wilayah=wilayah, peran=peran, serial=79, clock=clock
    )
    return Pihak(like.key, certificate)


def package(like: IsiPaket, wilayah: str, seed: int) -> bytes:
    """A signed package of a region with every service."""
    known = contoh.acuan()
    own = [form for form in forms_of(wilayah) if form.berindeks]
    nilai = sorted(rows(wilayah, seed))
    isi = msgspec.structs.replace(
        like,
        wilayah=wilayah,
        jenis=jenis_of(own),
        formulir={form.kode: RujukanFormulir(form.versi, known.sha256(form)) for form in own},
        nilai=nilai,
        temuan=[],
        kelengkapan=makna.completeness_of(own, nilai, contoh.T3),
    )
    penyata = signer(wilayah, officer(), NAMA, "operator")
    return contoh.signed_by(isi, penyata, signer(wilayah, pimpinan(), PIMPINAN, "pimpinan"))


@cache
def packages() -> dict[str, bytes]:
    like = contoh.reading()[0].isi
    with contoh.all_services():
        return {wilayah: package(like, wilayah, seed) for seed, wilayah in enumerate(REGIONS)}


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province that took in the packages of all its regions."""
    folder = tmp_path_factory.mktemp("ulang") / "provinsi"
    # Before all services are known: the package they begin with is shared with other tests.
    made = packages()
    with contoh.all_services(), contoh.provinsi(folder) as office:
        for data in made.values():
            laporan = contoh.judge(data)
            assert laporan.sah, laporan.kalimat
            impor.accept(office, laporan, pelaku="Yohana")
    return folder


# --- What the program says ------------------------------------------------------------------------


def said(node: Simpul) -> Hasil:
    if node.status is Status.LENGKAP:
        assert node.nilai is not None
        return node.nilai
    return KURANG if node.status is Status.BELUM_LENGKAP else LUAR


def by_program(row: BarisRekap) -> Indeks:
    return Indeks(
        said(row.indeks),
        {one.kode: said(one) for one in row.indeks.anak},
        {kode: said(one) for kode, one in row.layanan.items()},
    )


def test_all_regions_come_to_the_same_index_under_every_choice(province):
    read = {wilayah: indeks.read(data) for wilayah, data in packages().items()}
    assert len(read) == 22
    seen: dict[str, set[Hasil]] = {}
    with Office.open(province, clock) as office:
        for choice in CHOICES:
            pilihan_metode.choose_all(office, choice)
            bahan = rekap_bahan.gather(office, contoh.T3, paths.forms())
            theirs = {wilayah: by_program(row) for wilayah, row in bahan.rows.items()}
            ours = {wilayah: indeks.index(one, **choice._asdict()) for wilayah, one in read.items()}
            assert ours == theirs
            numbers = [one.daerah for one in ours.values() if isinstance(one.daerah, Fraction)]
            assert bahan.mean == (sum(numbers, Fraction(0)) / len(numbers), len(numbers))
            for wilayah, one in ours.items():
                seen.setdefault(wilayah, set()).add(one.daerah)
        pilihan_metode.choose_all(office, CHOICES[0])
    whole = [wilayah for seed, wilayah in enumerate(REGIONS) if seed % 3]
    assert all(len(seen[wilayah]) == len(CHOICES) for wilayah in whole)
    assert any(seen[wilayah] == {KURANG} for wilayah in REGIONS)


def test_the_figures_hold_all_that_makes_a_difference():
    found = [indeks.index(indeks.read(data)) for data in packages().values()]
    assert {KURANG, LUAR} <= {isi for one in found for isi in one.layanan.values()}
    assert {KURANG, LUAR} <= {isi for one in found for isi in one.urusan.values()}


@pytest.mark.parametrize("choice", THREE, ids=lambda one: "-".join(one.values()))
def test_a_changed_figure_in_data_changes_the_index(choice):
    wilayah = REGIONS[2]
    data = packages()[wilayah]
    read = indeks.read(data)
    before = indeks.index(read, **choice)
    book: Any = openpyxl.load_workbook(BytesIO(data))
    row = next(
        row
        for row in book["Data"].iter_rows(min_row=2)
        if row[2].value.endswith(".tersedia") and isinstance(before.layanan[row[1].value], Fraction)
        if row[3].value == "angka" and 0 < int(row[4].value) < 300
        if read.nilai[row[1].value, row[2].value.replace("tersedia", "dibutuhkan")][0] == "angka"
    )
    row[4].value = str(int(row[4].value) - 1)
    changed = BytesIO()
    book.save(changed)
    after = indeks.index(indeks.read(changed.getvalue()), **choice)
    assert isinstance(after.daerah, Fraction)
    assert isinstance(before.daerah, Fraction)
    assert after.daerah < before.daerah
    moved = {kode for kode, isi in after.layanan.items() if isi != before.layanan[kode]}
    assert moved == {row[1].value}


# --- Through the command line ---------------------------------------------------------------------


@pytest.mark.parametrize("choice", THREE, ids=lambda one: "-".join(one.values()))
def test_the_command_line_tells_the_same(choice, province, capsys):
    asked = [word for key, isi in choice.items() for word in (f"--{key.replace('_', '-')}", isi)]
    place = ["--kantor", str(province), "--periode", str(contoh.T3)]
    main(["konsolidasi", *place, "--sudut", "metode", "--json", *asked])
    told = json.loads(capsys.readouterr().out)["wilayah"]
    ours = {kode: indeks.index(indeks.read(data), **choice) for kode, data in packages().items()}
    assert {len(one.layanan) for one in ours.values()} == {29}
    final = {kode: one.daerah for kode, one in ours.items() if isinstance(one.daerah, Fraction)}
    # Only an index that is not provisional has a place.
    ranked = {kode: one["bila"] for kode, one in told.items() if one["tempat_bila"] is not None}
    assert ranked == {kode: rounded(isi) for kode, isi in final.items()}
    assert 0 < len(final) < len(REGIONS)


def rounded(isi: Fraction) -> float:
    """Two decimals, halves upwards."""
    return int(isi * 100 + Fraction(1, 2)) / 100


# --- The worked examples --------------------------------------------------------------------------


def of_fixture(told: dict[str, Any]) -> Hasil:
    pairs = [(one["tersedia"], one["dibutuhkan"]) for one in told["mutu"]]
    cells = {"a": told["penerima"]["terlayani"], "b": told["penerima"]["harus"]}
    cells |= {
        f"{n}{side}": isi
        for n, pair in enumerate(pairs)
        for side, isi in zip("ab", pair, strict=True)
    }
    nilai = {("W", sel): ("angka", str(isi)) for sel, isi in cells.items()}
    mutu = [(f"{n}a", f"{n}b") for n in range(len(pairs))]
    form = Layanan("W", "SOS", {"penerima": [("a", "b")], "mutu": mutu})
    options = told["options"]
    metode = indeks.read(contoh.package()).metode | {
        "kebutuhan_nol": "penuh" if options.get("zero") == "full" else "dikecualikan",
        "batas": 100 if options.get("cap", True) else 0,
    }
    return indeks.service(form, Paket("53.01", {"W": 1}, metode, nilai), metode)


@pytest.mark.parametrize("told", FIXTURES["services"], ids=lambda one: one["id"])
def test_the_second_reckoning_knows_the_worked_examples(told):
    found, expected = of_fixture(told), told["expect"]["ip"]
    assert (rounded(found) if isinstance(found, Fraction) else None) == expected
    assert isinstance(found, Fraction) or found == LUAR


@pytest.mark.parametrize(
    ("name", "none", "daerah"),
    [
        ("region_exclude", LUAR, "rerata_urusan"),
        ("region_full", Fraction(100), "rerata_urusan"),
        ("region_flat_services", LUAR, "rerata_layanan"),
    ],
)
def test_the_second_reckoning_puts_a_region_together_like_the_reference(name, none, daerah):
    told = FIXTURES["aggregation"]
    services = {
        f"{urusan}-{n}": none if isi is None else Fraction(str(isi))
        for urusan, listed in told["urusan"].items()
        for n, isi in enumerate(listed)
    }
    found = indeks.region({one: one[:3] for one in services}, services, {"daerah": daerah})
    assert isinstance(found.daerah, Fraction)
    assert rounded(found.daerah) == told["expect"][name]
