"""What `periksa`, `banding` and `impor` say of copies, and of files that are for the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.cli import bersama
from app.store import people
from tests.cli.test_cli_catatan import told
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import clock
from tests.exchange.contoh_silsilah import KUPANG, TERLAYANI, TTS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def provinsi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The certificates of the tests hold on their own day only.
    monkeypatch.setattr(bersama, "now", clock)
    with contoh.provinsi(tmp_path / "provinsi") as office:
        people.add_user(office, nama="Yohana", peran="operator")
    return tmp_path / "provinsi"


def test_a_copied_urusan_is_named_before_and_when_it_is_taken_in(run, provinsi, tmp_path):
    kupang = tmp_path / "kupang.xlsx"
    kupang.write_bytes(contoh.package(KUPANG))
    with contoh.kabupaten(tmp_path / "tts", TTS) as office:
        contoh.type_in(office, "KES-01", TERLAYANI, 6500)
        tts = contoh.export(office, tmp_path).path
    at = ("--kantor", provinsi)
    (first,) = told(run, "impor", kupang, *at)["berkas"]
    assert (first["diterima"], first["serupa"]) == (True, [])
    (judged,) = told(run, "periksa", tts, *at)["berkas"]
    health = next(one for one in judged["serupa"] if one["urusan"] == "KES")
    assert (health["wilayah"], health["sama"]) == (KUPANG, health["semua"] - 1)
    (compared,) = told(run, "banding", tts, *at)["berkas"]
    (sentence,) = compared["beda_isi"]["serupa"]
    for verb in ("periksa", "banding", "impor"):
        keluar, out, _ = run(verb, tts, *at)
        assert (keluar, sentence in out) == (0, True)


@pytest.mark.parametrize(
    ("kind", "verb"),
    [
        ("X509 CRL", "pencabutan pasang"),
        ("CERTIFICATE", "sertifikat pasang"),
        ("CERTIFICATE REQUEST", "sertifikat terbitkan"),
    ],
)
def test_what_is_for_the_settings_names_the_verb(run, provinsi, tmp_path, kind, verb):
    file = tmp_path / "kiriman.txt"
    file.write_text(f"-----BEGIN {kind}-----\nMIIC\n", "utf-8")
    keluar, out, _ = run("periksa", file, "--kantor", provinsi)
    assert keluar == 2
    assert f"dengan: {verb} --kantor FOLDER --berkas BERKAS" in out
