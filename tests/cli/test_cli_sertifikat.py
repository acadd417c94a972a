"""The command line of trust: certificates, revocation, keys and people."""

from __future__ import annotations

import pytest

from app.cli import bersama
from app.exchange import pencabutan, pendaftaran
from tests.cli.contoh_meja import LAIN, PIMPINAN, opened
from tests.exchange.contoh_pendirian import FRASA

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
    meja.does("kunci", "batal", *who)
    meja.enrolled()
    meja.does("kunci", "ganti", *who, "--frasa-baru-berkas", meja.lain)
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
