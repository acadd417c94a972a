"""A file of definitions of every version is read for ever, and installed in an office of today."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cryptography import x509

from app.exchange import balasan, bawa_definisi, definisi
from app.exchange.percaya import Percaya
from app.store import (
    consolidation_tables,
    definitions,
    methods,
    output_lists,
    pustaka,
    region_lists,
)
from app.store.office import Identitas, Office
from tests.contoh_definisi import propose
from tests.contoh_definisi import put as put_in
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_paket import KUPANG
from tests.exchange.contoh_sertifikat import NOW, Pihak, clock
from tests.exchange.contoh_sertifikat import authority as province
from tests.kedua import balasan as kedua
from tests.kedua import tanda
from tests.museum import buat_definisi as museum

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def authority(version: int) -> x509.Certificate:
    return x509.load_pem_x509_certificate(museum.authority_of(version).read_bytes())


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Office]:
    identity = Identitas("kabupaten", KUPANG, "Kantor", "k")
    with Office.create(tmp_path / "k", identity, clock) as office:
        pustaka.add_forms(office, [*contoh.full_acuan().forms.values()])
        yield office


def test_every_version_has_its_room():
    rooms = {
        one(version)
        for version in definisi.VERSIONS
        for one in (museum.file_of, museum.authority_of, museum.facts_of)
    }
    rooms |= {museum.REPLY, museum.REPLY_AUTHORITY}
    assert rooms == set(museum.FOLDER.iterdir())


def test_a_reply_with_definitions_is_believed_by_both_programs(bare):
    ca = x509.load_pem_x509_certificate(museum.REPLY_AUTHORITY.read_bytes())
    contoh.trust(bare, otoritas=Pihak(province().key, ca))
    text = museum.REPLY.read_text("utf-8")
    found = balasan.read(balasan.envelope(text.encode()), Percaya((ca,)), NOW)
    other = kedua.periksa(text, tanda.Percaya([ca], [], NOW))
    assert (found.isi.versi, other.isi["definisi"]) == (4, found.isi.definisi)
    carried = bawa_definisi.carried(bare, found.isi)
    assert carried is not None
    assert (carried.nomor, carried.keadaan) == (2, "baru")


@pytest.mark.parametrize("version", definisi.VERSIONS)
def test_a_file_says_what_it_said(bare, version):
    data = museum.file_of(version).read_bytes()
    found = definisi.read(data, Percaya((authority(version),)), NOW, KUPANG)
    assert museum.facts(found) == json.loads(museum.facts_of(version).read_bytes())


@pytest.mark.parametrize("version", definisi.VERSIONS)
def test_a_file_is_installed_and_known_again(bare, version):
    data = museum.file_of(version).read_bytes()
    told = json.loads(museum.facts_of(version).read_bytes())
    ca = authority(version)
    contoh.trust(bare, otoritas=Pihak(province().key, ca))
    put_in(bare, data)
    assert propose(bare, data).sudah
    assert definitions.kept_file(bare, told["nomor"]) == data
    metode = methods.PUBLISHED.installed(bare)
    assert [one.versi for one in metode] == [one[0] for one in told["metode"]]
    tables = consolidation_tables.PUBLISHED.installed(bare)
    assert [one.versi for one in tables] == [one[0] for one in told["konsolidasi"]]
    lists = region_lists.PUBLISHED.installed(bare)
    assert [one.versi for one in lists] == [one[0] for one in told.get("wilayah", [])]
    prints = output_lists.PUBLISHED.installed(bare)
    assert [one.versi for one in prints] == [one[0] for one in told.get("keluaran", [])]
