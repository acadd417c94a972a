"""Settings, people, deadlines and certificates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.periode import Periode
from app.errors import LontarError
from app.store.certificates import Sertifikat, add_certificate, certificates, set_role
from app.store.deadlines import calendar, deadlines, set_deadline
from app.store.people import add_user, restore_user, retire_user, users
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.office import Office

USUAL = """
[[tenggat]]
kode = "espm"
label = "e-SPM ditutup"
hari = 20
[[tenggat]]
kode = "provinsi"
label = "Kirim ke provinsi"
hari = 10
"""


@pytest.mark.parametrize("isi", ["teks", 7, True, ["a", 1], {"kunci": "isi"}])
def test_a_setting_is_kept_as_it_was(office: Office, isi: object) -> None:
    set_setting(office, "uji", "lama")
    set_setting(office, "uji", isi)
    assert setting(office, "uji", type(isi)()) == isi


def test_a_setting_that_is_missing_or_of_another_kind_has_its_default(office: Office) -> None:
    assert setting(office, "uji", 5) == 5
    set_setting(office, "uji", "bukan angka")
    assert setting(office, "uji", 5) == 5


def test_people_are_entered_and_retired_but_never_removed(office: Office) -> None:
    maria = add_user(
        office, nama=" Maria ", peran="operator", nip="1990", jabatan="Staf", opd="Setda"
    )
    yosef = add_user(office, nama="Yosef", peran="pimpinan")
    assert users(office) == [maria, yosef]
    assert (maria.id, maria.nama, maria.aktif) == (1, "Maria", True)
    retire_user(office, maria.id)
    assert [(one.nama, one.aktif) for one in users(office)] == [("Maria", False), ("Yosef", True)]
    restore_user(office, maria.id)
    assert users(office) == [maria, yosef]


def test_a_person_needs_a_name(office: Office) -> None:
    with pytest.raises(LontarError) as caught:
        add_user(office, nama="  ", peran="operator")
    assert caught.value.pesan == "Nama pengguna masih kosong."
    assert caught.value.saran == "Isi nama lengkap pengguna."


def test_an_unknown_role_is_a_bug(office: Office) -> None:
    with pytest.raises(ValueError, match="bupati"):
        add_user(office, nama="Maria", peran="bupati")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("periode", "closes"),
    [
        ("2026-T1", date(2026, 4, 20)),
        ("2026-T3", date(2026, 10, 20)),
        ("2026-T4", date(2027, 1, 20)),
        ("2026", date(2027, 1, 20)),
    ],
)
def test_usual_deadlines_fall_in_the_month_after_the_period(
    office: Office, tmp_path: Path, periode: str, closes: date
) -> None:
    usual = tmp_path / "tenggat.toml"
    usual.write_text(USUAL)
    first, last = deadlines(office, Periode.parse(periode), usual)
    assert (first.kode, first.tanggal) == ("provinsi", closes.replace(day=10))
    assert last[:4] == ("espm", "e-SPM ditutup", closes, True)


def test_a_deadline_the_province_set_counts_for_its_period_only(
    office: Office, tmp_path: Path
) -> None:
    usual = tmp_path / "tenggat.toml"
    usual.write_text(USUAL)
    third = Periode(2026, 3)
    set_deadline(office, third, "provinsi", date(2026, 10, 8))
    set_deadline(office, third, "provinsi", date(2026, 10, 30))
    assert [(one.kode, one.tanggal.day, one.bawaan) for one in deadlines(office, third, usual)] == [
        ("espm", 20, True),
        ("provinsi", 30, False),
    ]
    assert all(one.bawaan for one in deadlines(office, Periode(2026, 2), usual))


def test_what_falls_due_between_two_days_is_found_in_whichever_period_it_is(
    office: Office,
) -> None:
    usual = paths.forms() / "tenggat.toml"
    spring = calendar(office, date(2027, 3, 1), date(2027, 4, 1), usual)
    assert [one.kode for one in spring] == ["lp2kd", "lppd"]
    set_deadline(office, Periode(2026, 4), "lppd", date(2027, 2, 20))
    winter = calendar(office, date(2027, 1, 25), date(2027, 2, 25), usual)
    told = [("pjpk", True), ("rat", True), ("lppd", False)]
    assert [(one.kode, one.bawaan) for one in winter] == told
    assert calendar(office, date(2026, 8, 1), date(2026, 9, 1), usual) == []


def test_a_day_past_the_end_of_a_short_month_is_its_last(office: Office, tmp_path: Path) -> None:
    usual = tmp_path / "tenggat.toml"
    usual.write_text(f"{USUAL}triwulan = [4]\nbulan = 2\n".replace("hari = 10", "hari = 31"))
    days = {one.kode: one.tanggal for one in deadlines(office, Periode(2026, 4), usual)}
    assert days == {"espm": date(2027, 1, 20), "provinsi": date(2027, 2, 28)}
    assert [one.kode for one in deadlines(office, Periode(2026, 3), usual)] == ["espm"]


def test_the_published_deadlines_can_be_read(office: Office) -> None:
    found = deadlines(office, Periode(2026, 3), paths.forms() / "tenggat.toml")
    assert all(one.label and one.tanggal.month == 10 for one in found)


def test_a_mistake_in_the_deadlines_is_named_with_its_place(office: Office, tmp_path: Path) -> None:
    usual = tmp_path / "tenggat.toml"
    usual.write_text(USUAL.replace("hari = 20", 'hari = "dua puluh"'))
    with pytest.raises(LontarError) as caught:
        deadlines(office, Periode(2026, 3), usual)
    assert caught.value.pesan.startswith("Isi tenggat.espm.hari di berkas definisi tenggat.toml")


def certificate(der: bytes, peran: str = "operator", wilayah: str = "53.01") -> Sertifikat:
    return Sertifikat(
        peran=peran,
        wilayah=wilayah,
        nama="Maria",
        berlaku_dari="2026-01-01",
        berlaku_sampai="2027-12-31",
        der=der,
    )


def test_certificates_are_kept_once_and_found_by_region_and_role(office: Office) -> None:
    authority = certificate(b"ca", "otoritas", "53")
    mine, other = certificate(b"a"), certificate(b"b", wilayah="53.08")
    for one in (authority, mine, other, mine):
        add_certificate(office, one)
    assert certificates(office) == [authority, mine, other]
    assert certificates(office, wilayah="53.08") == [other]
    assert certificates(office, peran="otoritas") == [authority]
    set_role(office, authority.sidik, "otoritas_lama")
    assert certificates(office, peran="otoritas") == []
    assert len(mine.sidik) == 64
