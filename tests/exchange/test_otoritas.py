"""The province's authority: what it issued, what it revokes, and who may open its key."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.exchange import (
    brankas,
    cabut,
    kunci,
    otoritas,
    pencabutan,
    pendaftaran,
    sertifikat,
    sertifikat_baru,
    terbitan,
)
from app.store import people, revocations, settings
from tests.exchange.contoh_pendirian import ENDE, FRASA, PROVINSI, key
from tests.exchange.contoh_provinsi import SALAH, enrolled, first_person, refused, situation

KEDUA = "frasa milik operator kedua"


@pytest.fixture
def second(ntt):
    """A colleague at the province."""
    return people.add_user(ntt, nama="Agnes Contoh", peran="operator")


def opens(office, passphrase: str) -> bool:
    """Whether a passphrase opens the key of the authority the office shows."""
    key = otoritas.unlock(office, passphrase)
    return sertifikat.key_digest(key) == otoritas.authority(office).sidik


def states(office) -> list[str]:
    return [one.keadaan for one in terbitan.issued(office)]


# --- The list of what was issued


def test_every_certificate_issued_is_listed_with_its_state(ende, ntt, clock):
    penanda = enrolled(ende, ntt)
    assert states(ntt) == ["berlaku", "berlaku"]
    cabut.revoke(ntt, [penanda.seri], "ganti_petugas", FRASA)
    clock.turn(sertifikat_baru.VALID_DAYS - 30)
    assert states(ntt) == ["akan_habis", "dicabut"]
    clock.turn(60)
    assert states(ntt) == ["kedaluwarsa", "dicabut"]


def test_a_certificate_is_found_by_name_serial_number_or_six_words(ende, ntt):
    people.add_user(ende, nama="Yohanes Contoh", peran="pimpinan")
    boss = people.users(ende)[1]
    brankas.keep_key(ende, boss, key(4), FRASA)
    enrolled(ende, ntt)
    penanda = enrolled(ende, ntt, boss)
    for text in (
        "yohanes contoh",
        f"{penanda.seri:x}",
        f"{penanda.seri:X}"[:9],
        " · ".join(penanda.kata).upper(),
    ):
        assert [one.penanda.seri for one in terbitan.find(ntt, text)] == [penanda.seri], text
    assert terbitan.find(ntt, "tidak ada") == []
    assert terbitan.find(ntt, f"{penanda.seri:x}"[:3]) == []


def test_a_certificate_can_be_handed_out_again_with_todays_list(ende, ntt):
    penanda = enrolled(ende, ntt)
    cabut.revoke(ntt, [4711], "salah_terbit", FRASA)
    again = terbitan.answer(ntt, terbitan.issued(ntt)[-1])
    answer = pendaftaran.read_answer(ende, again)
    assert answer.sertifikat.serial_number == penanda.seri
    pendaftaran.install(ende, first_person(ende), answer, FRASA)
    assert (penanda.sidik_ca, 4711) in pencabutan.revoked(ende)


def test_the_facts_of_a_certificate_can_be_written_as_json(ende, ntt):
    import json

    penanda = enrolled(ende, ntt)
    cabut.revoke(ntt, [penanda.seri], "frasa_lupa", FRASA)
    told = json.loads(json.dumps(terbitan.describe(terbitan.issued(ntt)[-1])))
    assert (told["keadaan"], told["alasan"], told["nomor_daftar"]) == ("dicabut", "frasa_lupa", 1)
    assert told["seri"].replace(" ", "") == f"{penanda.seri:X}"


# --- Revoking


def test_each_list_has_the_next_number_and_all_that_was_ever_revoked(ende, ntt):
    first, second = enrolled(ende, ntt), enrolled(ende, ntt)
    assert cabut.revoke(ntt, [first.seri], "frasa_lupa", FRASA).nomor == 1
    newest = cabut.revoke(ntt, [second.seri], "kunci_hilang", FRASA)
    assert newest.nomor == 2
    assert {(one.seri, one.alasan) for one in newest.isi} == {
        (first.seri, "frasa_lupa"),
        (second.seri, "kunci_hilang"),
    }
    assert [one.nomor for one in revocations.lists(ntt)] == [1, 2]


def test_a_lost_laptop_revokes_everything_its_region_could_sign_with(ende, ntt):
    boss = people.add_user(ende, nama="Yohanes Contoh", peran="pimpinan")
    brankas.keep_key(ende, boss, key(4), FRASA)
    lost = {enrolled(ende, ntt).seri, enrolled(ende, ntt, boss).seri}
    listed = cabut.revoke_region(ntt, ENDE.kode, FRASA)
    assert {one.seri for one in listed.isi} == lost
    assert {one.alasan for one in listed.isi} == {"kunci_hilang"}
    assert states(ntt)[0] == "berlaku"
    error = situation(cabut.revoke_region, ntt, ENDE.kode, FRASA)
    assert error.pesan == "Wilayah 53.08 tidak mempunyai sertifikat yang masih berlaku di sini."
    assert "nomor seri" in error.saran


def test_the_wrong_passphrase_revokes_nothing(ende, ntt):
    penanda = enrolled(ende, ntt)
    assert refused(cabut.revoke, ntt, [penanda.seri], "kunci_hilang", SALAH) == (
        "frasa_sandi_otoritas_salah"
    )
    assert not pencabutan.revoked(ntt)


def test_what_was_revoked_before_makes_no_new_list(ende, ntt):
    penanda = enrolled(ende, ntt)
    cabut.revoke(ntt, [penanda.seri], "kunci_hilang", FRASA)
    error = situation(cabut.revoke, ntt, [penanda.seri], "frasa_lupa", FRASA)
    assert error.pesan == "Sertifikat yang dipilih sudah dicabut sebelumnya."
    assert error.saran.startswith("Tidak ada yang perlu dilakukan")
    assert len(revocations.lists(ntt)) == 1


def test_without_revocations_there_is_no_list_to_issue(ntt):
    error = situation(cabut.republish, ntt, FRASA)
    assert error.pesan.startswith("Belum ada sertifikat yang pernah dicabut")
    assert error.saran.startswith("Tidak ada yang perlu dilakukan")


def test_a_kabupaten_revokes_nothing(ende):
    assert refused(cabut.revoke, ende, [1], "kunci_hilang", FRASA) == "kantor_tanpa_otoritas"
    assert not otoritas.has_authority(ende)


def test_an_older_list_learned_from_others_makes_the_newest_one_incomplete(ntt):
    own = otoritas.authority(ntt)
    authority_key = otoritas.unlock(ntt, FRASA)
    lost = pencabutan.Pencabutan(
        sidik_ca=own.sidik, seri=5, alasan="kunci_hilang", waktu=ntt.now(), nomor=0
    )
    forgotten = pencabutan.make_list(authority_key, own.sertifikat, [lost], 2, ntt.now)
    cabut.raise_floor(ntt, own.sidik, 9)
    cabut.revoke(ntt, [6], "salah_terbit", FRASA)
    assert cabut.unpublished(ntt) == 0
    assert pencabutan.learn(ntt, forgotten).mundur
    assert cabut.unpublished(ntt) == 1
    newest = cabut.republish(ntt, FRASA)
    assert ({one.seri for one in newest.isi}, newest.nomor) == ({5, 6}, 11)
    assert cabut.unpublished(ntt) == 0


# --- Who may open the key


def test_a_second_operator_issues_with_a_passphrase_of_their_own(ende, ntt, second):
    otoritas.add_holder(ntt, second, FRASA, KEDUA)
    assert [one.pengguna.nama for one in otoritas.holders(ntt)] == [
        first_person(ntt).nama,
        "Agnes Contoh",
    ]
    asked = sertifikat.read_request(pendaftaran.request(ende, first_person(ende), FRASA))
    answer = pendaftaran.read_answer(ende, pendaftaran.issue(ntt, asked, KEDUA))
    assert answer.otoritas.sidik == otoritas.authority(ntt).sidik


def test_nobody_holds_the_key_twice(ntt, second):
    otoritas.add_holder(ntt, second, FRASA, KEDUA)
    error = situation(otoritas.add_holder, ntt, second, FRASA, KEDUA)
    assert error.pesan == "Agnes Contoh sudah memegang kunci otoritas."
    assert error.saran.startswith("Pilih orang lain")
    assert refused(otoritas.add_holder, ntt, first_person(ntt), FRASA, KEDUA) == (
        "pemegang_sudah_ada"
    )


def test_a_holder_is_added_only_by_another_one_and_with_a_good_passphrase(ntt, second):
    assert refused(otoritas.add_holder, ntt, second, SALAH, KEDUA) == "frasa_sandi_otoritas_salah"
    assert refused(otoritas.add_holder, ntt, second, FRASA, "pendek") == "frasa_sandi_lemah"
    assert len(otoritas.holders(ntt)) == 1


def test_the_last_holder_stays(ntt, second):
    otoritas.add_holder(ntt, second, FRASA, KEDUA)
    first, other = otoritas.holders(ntt)
    otoritas.remove_holder(ntt, first)
    assert refused(otoritas.unlock, ntt, FRASA) == "frasa_sandi_otoritas_salah"
    assert opens(ntt, KEDUA)
    error = situation(otoritas.remove_holder, ntt, other)
    assert error.pesan == (
        "Agnes Contoh satu-satunya pemegang kunci otoritas; tanpa dia tidak seorang pun dapat "
        "menerbitkan atau mencabut sertifikat."
    )
    assert "pemegang kedua" in error.saran


def test_a_damaged_copy_is_told_apart_from_a_wrong_passphrase(ntt, second):
    file = brankas.key_file(ntt, otoritas.KEY)
    file.write_bytes(file.read_bytes()[:-80])
    assert refused(otoritas.unlock, ntt, FRASA) == "kunci_rusak"


def test_the_first_holder_can_be_named(ntt, second):
    otoritas.set_first_holder(ntt, second)
    assert [one.pengguna.nama for one in otoritas.holders(ntt)] == ["Agnes Contoh"]


def test_the_passphrase_of_the_authority_can_be_changed(ntt):
    kunci.change_passphrase(brankas.key_file(ntt, otoritas.KEY), FRASA, KEDUA)
    assert refused(otoritas.unlock, ntt, FRASA) == "frasa_sandi_otoritas_salah"
    assert opens(ntt, KEDUA)


# --- A new authority when the old key is lost for good


def test_a_new_authority_leaves_the_old_certificates_valid_until_it_is_dropped(ende, ntt):
    old = enrolled(ende, ntt)
    before = otoritas.authority(ntt)
    otoritas.found(ntt, key(5), KEDUA, f"{PROVINSI} 2027")
    assert otoritas.authority(ntt).sidik != before.sidik
    assert len(pendaftaran.trusted(ntt)) == 2
    assert old.seri in [one.penanda.seri for one in terbitan.issued(ntt)]
    error = situation(cabut.revoke, ntt, [old.seri], "kunci_hilang", KEDUA)
    assert error.pesan == (
        f"Sertifikat Maria Contoh, S.IP diterbitkan oleh otoritas lama, sehingga CA Lontar "
        f"{PROVINSI} 2027 tidak dapat mencabutnya."
    )
    assert "berhenti mempercayai otoritas lama" in error.saran
    assert refused(cabut.revoke_region, ntt, ENDE.kode, KEDUA) == "terbitan_otoritas_lama"
    brankas.drop_authority(ntt, before)
    assert terbitan.issued(ntt) == []
    assert list((ntt.folder / "kunci" / "arsip").glob("otoritas-*"))


def test_each_authority_numbers_its_lists_by_itself(ntt):
    cabut.revoke(ntt, [1], "salah_terbit", FRASA)
    otoritas.found(ntt, key(5), KEDUA, f"{PROVINSI} 2027")
    assert cabut.revoke(ntt, [1], "salah_terbit", KEDUA).nomor == 1
    assert len(pencabutan.blocks(pencabutan.newest_pem(ntt))) == 2


def test_the_seal_excel_shows_is_on_unless_it_was_switched_off(ntt):
    assert settings.setting(ntt, otoritas.SEGEL_TAMPAK, True)
    settings.set_setting(ntt, otoritas.SEGEL_TAMPAK, False)
    assert not settings.setting(ntt, otoritas.SEGEL_TAMPAK, True)


def test_a_revocation_is_dated_by_the_office_and_counts_from_the_day_it_is_known(ntt, clock):
    clock.turn(3)
    listed = cabut.revoke(ntt, [9], "kunci_hilang", FRASA)
    assert listed.isi[0].waktu - clock.now < timedelta(seconds=1)
