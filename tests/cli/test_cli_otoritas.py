"""The command line of the authority: .p12 issuers, backup, holders, Windows."""

from __future__ import annotations

import shutil

from app.cli import bersama
from app.exchange import cadangan_otoritas
from tests.cli.contoh_meja import PIMPINAN, opened
from tests.exchange import contoh_p12
from tests.exchange.contoh_pendirian import FRASA

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
    with opened(meja.ntt) as office:
        paper = cadangan_otoritas.lines(cadangan_otoritas.make(office, FRASA)._replace(nomor=5))
    meja.file("kertas.txt").write_text("\n".join(paper), encoding="utf-8")
    told = meja.says(
        "otoritas", "pulihkan", "--kantor", meja.ntt, "--berkas", meja.file("kertas.txt"),
        "--frasa-sandi-berkas", meja.frasa,
    )  # fmt: skip
    assert "Daftar pencabutan nomor 5 belum ada di sini." in told


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
