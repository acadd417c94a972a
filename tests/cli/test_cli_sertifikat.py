"""The command line of trust: keys, certificates, revocation and the authority."""

from __future__ import annotations

import json
import shutil
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest

from app.cli import bersama
from app.exchange import cadangan_otoritas, kunci, otoritas, pencabutan, pendaftaran
from app.store.office import Office
from tests.exchange import contoh_p12
from tests.exchange.contoh_pendirian import (
    ENDE,
    FRASA,
    NTT,
    key,
    light_seals,
    plan,
    ready_keys,
    silent,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LAIN = "frasa sandi yang lain sekali"
PIMPINAN = "Yohanes Contoh"


@pytest.fixture(scope="module")
def two_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from app.exchange import pendirian

    place = tmp_path_factory.mktemp("kantor")
    with pytest.MonkeyPatch.context() as patch:
        light_seals(patch)
        for name, wilayah, first in (("ende", ENDE, 2), ("ntt", NTT, 0)):
            pendirian.establish(plan(wilayah), place / name, bersama.now, silent, ready_keys(first))
    return place


class Meja:
    """A desk with two offices, files, and passphrases in files."""

    def __init__(self, place: Path, run: Callable[..., tuple[int, str, str]]) -> None:
        self.place, self._run = place, run
        self.ende, self.ntt = place / "ende", place / "ntt"
        self.frasa, self.lain = place / "frasa.txt", place / "lain.txt"
        self.frasa.write_text(FRASA, encoding="utf-8")
        self.lain.write_text(LAIN, encoding="utf-8")

    def file(self, name: str) -> Path:
        return self.place / name

    def does(self, *words: object, code: int = 0) -> dict[str, Any]:
        keluar, out, err = self._run(*words, "--json")
        told: dict[str, Any] = json.loads(out)
        assert keluar == code, (out, err)
        return told

    def says(self, *words: object) -> str:
        return self._run(*words)[1]

    def refused(self, *words: object) -> str:
        return str(self.does(*words, code=2)["galat"]["kode"])

    def enrolled(self, *, pengguna: str = "Maria Contoh, S.IP", frasa: Path | None = None) -> Path:
        """Ask, issue and install; returns the file of the certificate."""
        mine = ("--pengguna", pengguna, "--frasa-sandi-berkas", frasa or self.frasa)
        asked, answer = self.file("minta.txt"), self.file("jawab.txt")
        kata = self.does("sertifikat", "minta", "--kantor", self.ende, "--keluar", asked, *mine)
        issued = self.does(
            "sertifikat", "terbitkan", "--kantor", self.ntt, "--berkas", asked, "--keluar", answer,
            "--kata", kata["kata"], "--frasa-sandi-berkas", self.frasa,
        )  # fmt: skip
        self.does(
            "sertifikat", "pasang", "--kantor", self.ende, "--berkas", answer,
            "--kata", issued["kata_otoritas"], *mine,
        )  # fmt: skip
        return answer


@pytest.fixture
def meja(two_offices, tmp_path, run, monkeypatch) -> Meja:
    light_seals(monkeypatch)
    keys = cycle([key(number) for number in range(6, 10)])
    monkeypatch.setattr(kunci, "generate", lambda: next(keys))
    return Meja(shutil.copytree(two_offices, tmp_path / "meja"), run)


def opened(folder: Path) -> Office:
    return Office.open(folder, bersama.now)


# --- Listing and revoking


def test_what_was_issued_is_listed_and_revoked_and_the_list_travels(meja):
    meja.enrolled()
    listed = meja.does("sertifikat", "daftar", "--kantor", meja.ntt)["sertifikat"]
    assert [(one["wilayah"], one["keadaan"]) for one in listed] == [
        ("53", "berlaku"),
        ("53.08", "berlaku"),
    ]
    out = meja.file("daftar.crl")
    told = meja.does(
        "sertifikat", "cabut", "--kantor", meja.ntt, "--cari", listed[1]["seri"],
        "--alasan", "ganti_petugas", "--keluar", out, "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    assert told == {"nomor": 1, "dicabut": 1}
    learned = meja.does("pencabutan", "pasang", "--kantor", meja.ende, "--berkas", out)["daftar"]
    assert [(one["nomor"], one["baru"], one["mundur"]) for one in learned] == [(1, 1, False)]
    assert meja.does("sertifikat", "siap", "--kantor", meja.ende, code=1)["orang"][0]["tahap"] == (
        "dicabut"
    )
    shown = meja.says("sertifikat", "daftar", "--kantor", meja.ntt)
    assert "Dicabut" in shown
    assert "Berlaku" in shown
    revoked = meja.does("pencabutan", "daftar", "--kantor", meja.ende)["dicabut"]
    assert [one["alasan"] for one in revoked] == ["ganti_petugas"]


def test_a_lost_laptop_is_one_command(meja):
    meja.enrolled()
    told = meja.does(
        "sertifikat", "cabut", "--kantor", meja.ntt, "--wilayah", "53.08",
        "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    assert told["dicabut"] == 1
    again = (
        "sertifikat", "cabut", "--kantor", meja.ntt, "--wilayah", "53.08",
        "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    assert meja.refused(*again) == "wilayah_tanpa_sertifikat"


def test_a_certificate_is_revoked_by_its_file_or_full_serial_number(meja):
    answer = meja.enrolled()
    cabut = ("sertifikat", "cabut", "--kantor", meja.ntt, "--frasa-sandi-berkas", meja.frasa)
    assert meja.does(*cabut, "--berkas", answer)["dicabut"] == 1
    unknown = "7" + "A5" * 19 + "F"
    assert meja.does(*cabut, "--cari", unknown)["dicabut"] == 2


@pytest.mark.parametrize(
    ("cari", "kode", "sentence"),
    [
        ("Tidak Ada", "terbitan_tidak_ada", "Tidak ada sertifikat yang cocok dengan “Tidak Ada”."),
        ("ABC123", "terbitan_tidak_ada", "Tidak ada sertifikat yang cocok dengan “ABC123”."),
        (
            "Maria Contoh, S.IP",
            "terbitan_mendua",
            "“Maria Contoh, S.IP” cocok dengan 2 sertifikat.",
        ),
    ],
)
def test_a_certificate_that_is_not_clearly_meant_is_not_revoked(meja, cari, kode, sentence):
    meja.enrolled()
    cabut = ("sertifikat", "cabut", "--kantor", meja.ntt, "--frasa-sandi-berkas", meja.frasa)
    told = meja.does(*cabut, "--cari", cari, code=2)["galat"]
    assert (told["kode"], told["pesan"]) == (kode, sentence)
    assert "nomor seri" in told["saran"].casefold()


def test_lists_are_exported_and_issued_anew(meja):
    exporting = ("pencabutan", "ekspor", "--kantor", meja.ntt, "--keluar", meja.file("d.pem"))
    issuing = ("pencabutan", "terbitkan", "--kantor", meja.ntt, "--frasa-sandi-berkas", meja.frasa)
    assert meja.refused(*exporting) == meja.refused(*issuing) == "pencabutan_kosong"
    meja.enrolled()
    cabut = ("sertifikat", "cabut", "--kantor", meja.ntt, "--frasa-sandi-berkas", meja.frasa)
    meja.does(*cabut, "--wilayah", "53.08")
    assert meja.does(*issuing)["nomor"] == 2
    assert meja.does(*exporting)["daftar"] == 1
    assert b"BEGIN X509 CRL" in meja.file("d.pem").read_bytes()


def test_an_older_list_is_reported_not_refused(meja):
    meja.enrolled()
    cabut = ("sertifikat", "cabut", "--kantor", meja.ntt, "--frasa-sandi-berkas", meja.frasa)
    for number, seri in enumerate(("7" + "A5" * 19, "7" + "B5" * 19), start=1):
        meja.does(*cabut, "--cari", seri, "--keluar", meja.file(f"{number}.pem"))
    learn = ("pencabutan", "pasang", "--kantor", meja.ende, "--berkas")
    meja.does(*learn, meja.file("2.pem"))
    assert meja.does(*learn, meja.file("1.pem"))["daftar"][0]["mundur"]
    assert "Tidak ada yang dibatalkan" in meja.says(*learn, meja.file("1.pem"))


def test_a_file_that_is_no_list_is_refused(meja):
    meja.file("foto.pem").write_bytes(b"\xff\xd8\xff\xe0")
    learn = ("pencabutan", "pasang", "--kantor", meja.ende, "--berkas", meja.file("foto.pem"))
    assert meja.refused(*learn) == "pencabutan_rusak"


# --- Keys and people


def test_two_people_are_needed_and_the_command_says_who_is_missing(meja):
    siap = ("sertifikat", "siap", "--kantor", meja.ende)
    meja.enrolled()
    assert meja.does(*siap, code=1)["kurang"] == ["pimpinan"]
    assert "Belum ada pimpinan yang siap menandatangani." in meja.says(*siap)
    meja.does(
        "pengguna", "tambah", "--kantor", meja.ende, "--nama", PIMPINAN, "--peran", "pimpinan"
    )
    make = ("kunci", "buat", "--kantor", meja.ende, "--pengguna", PIMPINAN)
    meja.does(*make, "--frasa-baru-berkas", meja.lain)
    meja.enrolled(pengguna=PIMPINAN, frasa=meja.lain)
    assert meja.does(*siap)["kurang"] == []
    assert "Kedua orang yang diperlukan sudah siap." in meja.says(*siap)


def test_a_forgotten_passphrase_on_the_command_line(meja):
    meja.enrolled()
    who = ("--kantor", meja.ende, "--pengguna", "Maria Contoh, S.IP")
    told = meja.does("kunci", "lupa", *who)
    assert "Alasan: frasa sandi lupa" in told["sampaikan"]
    assert meja.does("kunci", "lupa", *who)["sampaikan"] == ""
    meja.does("kunci", "buat", *who, "--frasa-baru-berkas", meja.lain)
    asked, answer = meja.file("minta.txt"), meja.file("jawab.txt")
    kata = meja.does(
        "sertifikat", "minta", *who, "--keluar", asked, "--frasa-sandi-berkas", meja.lain
    )["kata"]
    issued = meja.does(
        "sertifikat", "terbitkan", "--kantor", meja.ntt, "--berkas", asked, "--keluar", answer,
        "--kata", kata, "--cabut-lama", "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    assert issued["menggantikan"]["alasan"] == "frasa_lupa"
    meja.does("sertifikat", "pasang", *who, "--berkas", answer, "--frasa-sandi-berkas", meja.lain)
    states = meja.does("sertifikat", "daftar", "--kantor", meja.ntt)["sertifikat"]
    assert [one["keadaan"] for one in states] == ["berlaku", "dicabut", "berlaku"]
    with opened(meja.ende) as office:
        assert len(pencabutan.revoked(office)) == 1


def test_a_change_of_key_keeps_the_old_one_until_the_certificate_comes(meja):
    meja.enrolled()
    who = ("--kantor", meja.ende, "--pengguna", "Maria Contoh, S.IP")
    assert meja.does("kunci", "ganti", *who, "--frasa-baru-berkas", meja.lain)["menunggu"]
    assert meja.does("sertifikat", "siap", "--kantor", meja.ende, code=1)["orang"][0]["tahap"] == (
        "siap"
    )
    meja.enrolled(frasa=meja.lain)
    with opened(meja.ende) as office:
        assert pendaftaran.signer(office, bersama.person(office, None), LAIN)


def test_a_passphrase_is_changed(meja):
    who = ("--kantor", meja.ende, "--frasa-sandi-berkas", meja.frasa)
    meja.does("kunci", "frasa", *who, "--frasa-baru-berkas", meja.lain)
    assert meja.refused("kunci", "frasa", *who, "--frasa-baru-berkas", meja.lain) == (
        "frasa_sandi_salah"
    )


def test_people_come_and_go(meja):
    meja.enrolled()
    here = ("--kantor", meja.ende)
    meja.does("pengguna", "tambah", *here, "--nama", PIMPINAN, "--peran", "pimpinan")
    told = meja.does("pengguna", "keluar", *here, "--nama", "maria contoh, s.ip")
    assert "Alasan: ganti petugas" in told["sampaikan"]
    people = meja.does("pengguna", "daftar", *here)["pengguna"]
    assert [(one["nama"], one["aktif"]) for one in people] == [
        ("Maria Contoh, S.IP", False),
        (PIMPINAN, True),
    ]
    assert "sudah pindah" in meja.says("pengguna", "daftar", *here)
    meja.does("pengguna", "kembali", *here, "--nama", "Maria Contoh, S.IP")
    again = ("pengguna", "kembali", *here, "--nama", "Maria Contoh, S.IP")
    assert meja.refused(*again) == "pengguna_tidak_ada"


def test_a_new_passphrase_typed_differently_the_second_time_is_refused(monkeypatch):
    import getpass
    import sys

    from app.errors import LontarError

    typed = iter([LAIN, FRASA])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _question: next(typed))
    with pytest.raises(LontarError) as caught:
        bersama.new_passphrase(None)
    assert (caught.value.pesan, caught.value.saran) == (
        "Kedua frasa sandi tidak sama.",
        "Ketik ulang keduanya.",
    )


# --- A .p12 key


def test_a_p12_key_is_used_where_the_province_allows_its_issuer(meja):
    meja.does(
        "pengguna", "tambah", "--kantor", meja.ende, "--nama", PIMPINAN, "--peran", "pimpinan"
    )
    meja.file("saya.p12").write_bytes(contoh_p12.officer())
    meja.file("p12.txt").write_text(contoh_p12.FRASA_P12, encoding="utf-8")
    told = meja.does(
        "sertifikat", "p12", "--kantor", meja.ende, "--pengguna", PIMPINAN,
        "--berkas", meja.file("saya.p12"), "--frasa-p12-berkas", meja.file("p12.txt"),
        "--frasa-sandi-berkas", meja.lain,
    )  # fmt: skip
    assert (told["pemilik"], told["penerbit"]) == ("Maria di BSrE", "Penerbit Contoh G1")
    asked = meja.file("minta.txt")
    meja.does(
        "sertifikat", "minta", "--kantor", meja.ende, "--pengguna", PIMPINAN, "--keluar", asked,
        "--frasa-sandi-berkas", meja.lain,
    )  # fmt: skip
    issue = (
        "sertifikat", "terbitkan", "--kantor", meja.ntt, "--berkas", asked, "--kata", told["kata"],
        "--keluar", meja.file("jawab.txt"), "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    assert meja.refused(*issue) == "penerbit_tidak_diizinkan"
    meja.file("penerbit.cer").write_bytes(contoh_p12.issuer().pem)
    allow = ("sertifikat", "penerbit", "--kantor", meja.ntt)
    add = (*allow, "--berkas", meja.file("penerbit.cer"))
    assert meja.refused(*add) == "kata_belum_dibandingkan"
    kata = meja.does(*add, code=2)["galat"]["data"]["kata"]
    assert [one["nama"] for one in meja.does(*add, "--kata", kata)["penerbit"]] == [
        "Penerbit Contoh G1"
    ]
    meja.does(*issue)
    assert meja.does(*allow, "--hapus", "penerbit contoh g1")["penerbit"] == []


# --- The authority


def test_a_dead_disk_is_healed_from_the_command_line(meja):
    meja.enrolled()
    meja.does(
        "sertifikat", "cabut", "--kantor", meja.ntt, "--wilayah", "53.08",
        "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    stick = meja.file("flashdisk")
    stick.mkdir()
    before = meja.does("otoritas", "keadaan", "--kantor", meja.ntt)
    made = meja.does(
        "otoritas", "cadangan", "--kantor", meja.ntt, "--keluar", stick,
        "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    assert sorted(one.suffix for one in stick.iterdir()) == [".html", ".txt"]
    shutil.rmtree(meja.ntt)
    meja.does(
        "dirikan", "--kantor", meja.ntt, "--jenis", "provinsi", "--wilayah", "53",
        "--nama-kantor", "Biro Pemerintahan", "--nama", "Agnes Contoh", "--peran", "operator",
        "--frasa-sandi-berkas", meja.lain, "--cadangan", made["teks"],
        "--frasa-cadangan-berkas", meja.frasa,
    )  # fmt: skip
    after = meja.does("otoritas", "keadaan", "--kantor", meja.ntt)
    assert after["kata"] == before["kata"]
    assert (after["nomor_daftar"], after["daftar_dicari"]) == (1, 0)
    assert "Agnes Contoh" in meja.says("otoritas", "keadaan", "--kantor", meja.ntt)
    issuing = ("pencabutan", "terbitkan", "--kantor", meja.ntt, "--frasa-sandi-berkas", meja.lain)
    assert meja.does(*issuing)["nomor"] == 1 + cadangan_otoritas.JUMP + 1


def test_an_authority_is_restored_into_an_existing_office_but_not_into_a_kabupaten(meja):
    made = meja.does(
        "otoritas", "cadangan", "--kantor", meja.ntt, "--keluar", meja.place,
        "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    restore = ("--berkas", made["teks"], "--frasa-sandi-berkas", meja.frasa)
    told = meja.does("otoritas", "pulihkan", "--kantor", meja.ntt, *restore)
    assert told["daftar_dicari"] == 0
    assert meja.refused("otoritas", "pulihkan", "--kantor", meja.ende, *restore) == (
        "cadangan_wilayah_lain"
    )
    assert (
        meja.refused("otoritas", "baru", "--kantor", meja.ende, "--frasa-baru-berkas", meja.lain)
        == "kantor_tanpa_otoritas"
    )


def test_a_list_only_the_backup_knew_is_asked_for(meja):
    made = meja.does(
        "otoritas", "cadangan", "--kantor", meja.ntt, "--keluar", meja.place,
        "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    with opened(meja.ntt) as office:
        own, opener = otoritas.authority(office), otoritas.unlock(office, FRASA)
        backup = cadangan_otoritas.make(office, FRASA)._replace(nomor=5)
        lines = cadangan_otoritas.lines(backup)
        meja.file("kertas.txt").write_text("\n".join(lines), encoding="utf-8")
        assert own.sidik
        assert opener.key_size == 3072
    told = meja.says(
        "otoritas", "pulihkan", "--kantor", meja.ntt, "--berkas", meja.file("kertas.txt"),
        "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    assert "Daftar pencabutan nomor 5 belum ada di sini." in told
    assert made["teks"]


def test_a_second_holder_comes_and_the_first_one_goes(meja):
    here = ("--kantor", meja.ntt)
    meja.does("pengguna", "tambah", *here, "--nama", "Agnes Contoh", "--peran", "operator")
    both = ("--frasa-sandi-berkas", meja.frasa, "--frasa-baru-berkas", meja.lain)
    add = ("otoritas", "tambah-pemegang", *here, "--nama", "Agnes Contoh", *both)
    assert meja.does(*add)["pemegang"] == ["Maria Contoh, S.IP", "Agnes Contoh"]
    remove = ("otoritas", "hapus-pemegang", *here, "--nama")
    assert meja.refused(*remove, "Siapa") == "pengguna_tidak_ada"
    assert meja.does(*remove, "Maria Contoh, S.IP")["pemegang"] == ["Agnes Contoh"]
    assert meja.refused(*remove, "Agnes Contoh") == "pemegang_otoritas_terakhir"
    change = ("otoritas", "frasa", *here)
    swapped = ("--frasa-sandi-berkas", meja.lain, "--frasa-baru-berkas", meja.frasa)
    assert meja.does(*change, *swapped)["pemegang"] == "Agnes Contoh"


def test_a_new_authority_takes_the_place_of_one_nobody_can_open(meja):
    here = ("--kantor", meja.ntt)
    before = meja.does("otoritas", "keadaan", *here)
    told = meja.does("otoritas", "baru", *here, "--frasa-baru-berkas", meja.lain)
    assert told["kata"] != before["kata"]
    assert told["nama"].endswith(str(bersama.now().year))
    assert meja.does("otoritas", "lepas-lama", *here)["dilepas"] == [before["nama"]]
    assert meja.does("otoritas", "lepas-lama", *here)["dilepas"] == []


def test_the_visible_seal_is_switched(meja):
    segel = ("otoritas", "segel", "--kantor", meja.ntt)
    assert meja.does(*segel)["segel_tampak"] is True
    assert meja.does(*segel, "--tampak", "tidak")["segel_tampak"] is False
    assert "tidak memuat segel" in meja.says(*segel)


# --- Windows


def test_trusting_saves_the_certificate_where_there_is_no_windows(meja, monkeypatch):
    from app.exchange import percaya_windows

    trust = ("sertifikat", "percayai", "--kantor", meja.ende)
    told = meja.does(*trust, code=2)["galat"]
    assert told["kode"] == "belum_ada_otoritas"
    assert told["pesan"].endswith("belum mengenal otoritas provinsi mana pun.")
    assert told["saran"] == "Pasang dahulu sertifikat yang dikirim provinsi."
    meja.enrolled()
    target = meja.file("ca.cer")
    assert meja.does(*trust, "--keluar", target)["windows"] == "disimpan"
    assert target.read_bytes()[:1] == b"\x30"
    commands: list[list[str]] = []

    def certutil(command: list[str]) -> int:
        commands.append(command)
        return 0

    monkeypatch.setattr(percaya_windows, "is_windows", lambda: True)
    monkeypatch.setattr(percaya_windows, "run_certutil", certutil)
    assert meja.does(*trust)["windows"] == "dipercayai"
    assert commands[0][1:4] == ["-user", "-addstore", "Root"]
