"""What other programs say of a sealed package, and what is left of the seal when they save it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from app.exchange import segel
from tests.exchange.contoh_buku import needs_libreoffice, with_libreoffice, with_openpyxl
from tests.exchange.contoh_sertifikat import authority, officer
from tests.exchange.segel.contoh_segel import opened, sealed, workbook
from tests.exchange.segel.mesin import (
    asked_libreoffice,
    asked_poi,
    compiled,
    needs_poi,
    needs_signatures,
)
from tests.exchange.segel.serangan_isi import sel_diubah

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES = ("tampak", "diam", "diubah", "polos")
SHEETS = 11


def altered() -> bytes:
    parts = opened()
    sel_diubah(parts)
    return parts.packed()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("segel")


@pytest.fixture(scope="module")
def files(folder) -> list[Path]:
    made = (sealed(), sealed(tampak=False), altered(), workbook())
    paths = [folder / f"{name}.xlsx" for name in PACKAGES]
    for path, data in zip(paths, made, strict=True):
        path.write_bytes(data)
    return paths


@needs_poi
def test_apache_poi_calls_the_seal_valid_and_an_altered_one_not(folder, files):
    serial = officer().certificate.serial_number
    told = asked_poi(compiled(folder), files)
    assert dict(zip(PACKAGES, told, strict=True)) == {
        "tampak": f"true true {serial}",
        "diam": "false",
        "diubah": "false false -",
        "polos": "false",
    }


@needs_signatures
@pytest.mark.libreoffice
def test_libreoffice_calls_the_seal_and_its_certificate_valid(folder, files):
    ca = folder / "ca.pem"
    ca.write_bytes(authority().certificate.public_bytes(Encoding.PEM))
    told = asked_libreoffice(folder, ca, files)
    assert dict(zip(PACKAGES, told, strict=True)) == {
        "tampak": f"{SHEETS};True 0",
        "diam": f"{SHEETS}",
        "diubah": f"{SHEETS};False 0",
        "polos": f"{SHEETS}",
    }


@needs_libreoffice
@pytest.mark.libreoffice
@pytest.mark.parametrize("tampak", [True, False])
def test_what_libreoffice_saves_again_has_no_seal_any_more(tampak):
    again = with_libreoffice(sealed(tampak=tampak))
    assert segel.look(again) is None
    assert len(openpyxl.load_workbook(io.BytesIO(again)).sheetnames) == SHEETS


@pytest.fixture(scope="module")
def unsealed() -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook()))


@pytest.mark.parametrize("tampak", [True, False])
def test_openpyxl_reads_the_same_and_what_it_saves_has_no_seal_any_more(tampak, unsealed):
    read: list[Any] = []
    again = with_openpyxl(sealed(tampak=tampak), read.append)
    assert segel.look(again) is None
    states = [(sheet.title, sheet.sheet_state) for sheet in read[0]]
    assert states == [(sheet.title, sheet.sheet_state) for sheet in unsealed]
    assert list(read[0]["Data"].values) == list(unsealed["Data"].values)
