"""The CA disk died: from a flash disk, a pasted text or paper to a province that works."""

from __future__ import annotations

import re
import shutil

import pytest

from app.exchange import (
    baris_periksa,
    cabut,
    cadangan_kertas,
    cadangan_otoritas,
    otoritas,
    pencabutan,
    pendaftaran,
    pendirian,
    sertifikat,
    terbitan,
)
from app.store.office import Office
from tests.exchange.contoh_pendirian import ENDE, FRASA, NTT, plan, ready_keys, silent
from tests.exchange.contoh_provinsi import (
    SALAH,
    asked_and_issued,
    enrolled,
    first_person,
    founded,
    refused,
    situation,
)

FRASA_BARU = "frasa di laptop yang baru"


@pytest.fixture
def backup(ntt):
    return cadangan_otoritas.make(ntt, FRASA)


def restored(backup, folder, clock, **changes) -> Office:
    """A new provincial office on a new machine, its authority out of the backup."""
    wanted = plan(NTT, frasa_sandi=FRASA_BARU, cadangan=backup, frasa_cadangan=FRASA, **changes)
    pendirian.establish(wanted, folder, clock, silent, ready_keys(6))
    return Office.open(folder, clock)


# --- The whole story


def test_a_province_whose_disk_died_goes_on_where_it_was(ende, ntt, tmp_path, clock):
    before = enrolled(ende, ntt)
    cabut.revoke(ntt, [4711], "salah_terbit", FRASA)
    text = cadangan_otoritas.make(ntt, FRASA).teks
    words = otoritas.authority(ntt).kata
    cabut.revoke(ntt, [4712], "kunci_hilang", FRASA)  # after the backup: known to Ende only
    pencabutan.learn(ende, pencabutan.newest_pem(ntt))
    ntt.close()
    shutil.rmtree(ntt.folder)

    clock.turn(30)
    with restored(cadangan_otoritas.read(text), tmp_path / "baru", clock) as new:
        assert otoritas.authority(new).kata == words
        assert cadangan_otoritas.missing_list(new) == 0
        assert before.seri in [one.penanda.seri for one in terbitan.issued(new)]
        certificate = pendaftaran.own_certificate(ende, first_person(ende))
        assert certificate is not None
        found = sertifikat.check_chain(
            sertifikat.read_der(certificate.der), pendaftaran.trusted(new), clock()
        )
        assert found == before

        request = pendaftaran.request(ende, first_person(ende), FRASA)
        assert [one.nomor for one in pencabutan.learn_from_text(new, request)] == [2]
        asked = sertifikat.read_request(request)
        answer = pendaftaran.read_answer(ende, pendaftaran.issue(new, asked, FRASA_BARU))
        assert answer.dikenal
        pendaftaran.install(ende, first_person(ende), answer, FRASA)

        listed = cabut.revoke(new, [before.seri], "kunci_hilang", FRASA_BARU)
        assert listed.nomor == 1 + cadangan_otoritas.JUMP + 1
        assert {one.seri for one in listed.isi} == {4711, 4712, before.seri}
        learned = pencabutan.learn(ende, pencabutan.newest_pem(new))
        assert (learned.mundur, learned.baru) == (False, 1)


def test_the_provinces_first_person_can_sign_at_once_after_the_restore(backup, tmp_path, clock):
    with restored(backup, tmp_path / "baru", clock) as new:
        assert pendaftaran.signer(new, first_person(new), FRASA_BARU)
        assert sertifikat.key_digest(otoritas.unlock(new, FRASA_BARU)) == backup.otoritas.sidik
        assert refused(otoritas.unlock, new, FRASA) == "frasa_sandi_otoritas_salah"


def test_an_authority_is_restored_into_an_office_that_has_another_one(ntt, backup, tmp_path, clock):
    with founded(tmp_path / "baru", clock, NTT, first=6) as new:
        mistaken = otoritas.authority(new)
        cadangan_otoritas.restore(new, backup, FRASA, FRASA_BARU)
        assert otoritas.authority(new).kata == backup.otoritas.kata
        assert sertifikat.key_digest(otoritas.unlock(new, FRASA_BARU)) == backup.otoritas.sidik
        assert len(pendaftaran.trusted(new)) == 2
        assert mistaken.sidik != otoritas.authority(new).sidik


# --- What the backup holds


def test_the_text_says_what_it_is_and_holds_no_open_key(ntt, backup):
    text = backup.teks.decode()
    assert text.startswith("CADANGAN OTORITAS LONTAR\n")
    assert " ".join(otoritas.authority(ntt).kata) in text
    assert "05-10-2026" in text
    assert b"PRIVATE KEY" not in backup.teks
    assert len(cadangan_otoritas.lines(backup)) < 80


def test_a_backup_is_made_only_with_a_passphrase_that_opens_it(ntt):
    assert refused(cadangan_otoritas.make, ntt, SALAH) == "frasa_sandi_otoritas_salah"


def test_a_kabupaten_has_nothing_to_back_up(ende):
    assert refused(cadangan_otoritas.make, ende, FRASA) == "kantor_tanpa_otoritas"


def test_the_last_backup_is_remembered(ntt, backup, clock):
    assert cadangan_otoritas.last_made(ntt) is None
    cadangan_otoritas.note_made(ntt, backup)
    assert cadangan_otoritas.last_made(ntt) == (clock().date(), 0)


# --- Reading it back


def just_the_lines(backup) -> bytes:
    return "\n".join(cadangan_otoritas.lines(backup)).encode()


def test_the_lines_alone_are_enough(ntt, backup, tmp_path, clock):
    found = cadangan_otoritas.read(b"ini barisnya ya Bu:\n" + just_the_lines(backup))
    assert (found.otoritas, found.nomor, found.tanggal) == (
        backup.otoritas,
        backup.nomor,
        backup.tanggal,
    )
    with restored(found, tmp_path / "baru", clock) as new:
        assert otoritas.authority(new).kata == backup.otoritas.kata


def test_a_list_that_did_not_come_along_is_missed_by_its_number(ende, ntt, tmp_path, clock):
    enrolled(ende, ntt)
    cabut.revoke(ntt, [1], "salah_terbit", FRASA)
    paper = cadangan_otoritas.read(just_the_lines(cadangan_otoritas.make(ntt, FRASA)))
    pencabutan.learn(ende, pencabutan.newest_pem(ntt))
    with restored(paper, tmp_path / "baru", clock) as new:
        assert cadangan_otoritas.missing_list(new) == 1
        pencabutan.learn_from_text(new, pendaftaran.request(ende, first_person(ende), FRASA))
        assert cadangan_otoritas.missing_list(new) == 0


def test_a_list_damaged_in_the_file_does_not_stop_the_restore(ntt, tmp_path, clock):
    cabut.revoke(ntt, [1], "salah_terbit", FRASA)
    text = cadangan_otoritas.make(ntt, FRASA).teks
    broken = re.sub(rb"(CRL-----\n.{30})A?(.)", rb"\1\2x", text, count=1)
    with restored(cadangan_otoritas.read(broken), tmp_path / "baru", clock) as new:
        assert cadangan_otoritas.missing_list(new) == 1


def test_one_wrong_letter_is_named_by_its_line(backup):
    lines = cadangan_otoritas.lines(backup)
    lines[6] = lines[6][:-1] + ("a" if lines[6][-1] != "a" else "b")
    del lines[39:42]
    error = situation(cadangan_otoritas.read, "\n".join(lines).encode())
    assert error.pesan == (
        f"Cadangan belum dapat dipakai: {len(lines) - 1} baris sudah benar, "
        "baris yang salah: 7, baris yang belum ada: 40–42."
    )
    assert "huruf besar dan kecil berbeda" in error.saran


def test_a_text_without_a_backup_is_told_in_words(backup):
    error = situation(cadangan_otoritas.read, b"Selamat pagi")
    assert error.pesan == "Tidak ada baris cadangan otoritas di dalam teks ini."
    assert "kertas cadangan" in error.saran


def test_lines_of_two_backups_do_not_mix(ntt, backup):
    first = cadangan_otoritas.lines(backup)
    second = cadangan_otoritas.lines(cadangan_otoritas.make(ntt, FRASA))
    assert len(first) == len(second)
    mixed = "\n".join([*first[:40], *second[40:]])
    error = situation(cadangan_otoritas.read, mixed.encode())
    assert error.pesan.startswith("Semua baris terbaca, tetapi cadangan ini tidak utuh")
    assert "satu lembar cadangan" in error.saran


@pytest.mark.parametrize("data", [b"", b"LCO1", b"XXXX" + bytes(60), bytes(4000)])
def test_good_lines_with_other_contents_are_no_backup(data):
    text = "\n".join(baris_periksa.write(data)).encode()
    assert refused(cadangan_otoritas.read, text) == "cadangan_rusak"


def test_the_wrong_passphrase_restores_nothing(backup, tmp_path, clock):
    wanted = plan(NTT, frasa_sandi=FRASA_BARU, cadangan=backup, frasa_cadangan=SALAH)
    folder = tmp_path / "baru"
    assert refused(pendirian.establish, wanted, folder, clock, silent, ready_keys(6)) == (
        "frasa_sandi_salah"
    )
    assert not folder.exists()


# --- Exercises and other provinces


def test_production_refuses_the_backup_of_an_exercise_by_name(ntt, backup, tmp_path, clock):
    with founded(tmp_path / "latihan", clock, NTT, "latihan", first=6) as practice:
        theirs = cadangan_otoritas.make(practice, FRASA)
        error = situation(cadangan_otoritas.restore, ntt, theirs, FRASA, FRASA_BARU)
        assert error.kode == "ca_latihan"
        assert "Latihan" in error.pesan
        assert refused(cadangan_otoritas.restore, practice, backup, FRASA, FRASA_BARU) == (
            "ca_bukan_latihan"
        )
    wanted = plan(NTT, cadangan=theirs, frasa_cadangan=FRASA)
    assert (
        refused(pendirian.establish, wanted, tmp_path / "baru", clock, silent, ready_keys(6))
        == "ca_latihan"
    )


def test_the_backup_of_another_province_is_refused(backup):
    error = situation(cadangan_otoritas.check, backup, latihan=False, wilayah="51")
    assert error.pesan == (
        "Cadangan ini milik CA Lontar Provinsi Nusa Tenggara Timur untuk wilayah 53, "
        "sedangkan kantor ini untuk wilayah 51."
    )
    assert error.saran == "Pilih cadangan otoritas provinsi Anda sendiri."


def test_an_expired_authority_can_be_restored_to_revoke_but_not_to_issue(
    ende, ntt, backup, tmp_path, clock
):
    data = pendaftaran.request(ende, first_person(ende), FRASA)
    with founded(tmp_path / "baru", clock, NTT, first=6) as new:
        clock.turn(3700)
        cadangan_otoritas.restore(new, backup, FRASA, FRASA_BARU)
        assert cabut.revoke(new, [1], "kunci_hilang", FRASA_BARU).nomor == 1001
        asked = sertifikat.read_request(data)
        assert refused(pendaftaran.issue, new, asked, FRASA_BARU) == "ca_kedaluwarsa"


# --- On paper


def test_the_page_to_print_stands_by_itself(ende, ntt):
    asked_and_issued(ende, ntt)
    cabut.revoke(ntt, [1], "salah_terbit", FRASA)
    backup = cadangan_otoritas.make(ntt, FRASA)
    page = cadangan_kertas.page(backup).decode()
    lines = cadangan_otoritas.lines(backup)
    assert all(line in page.replace("&#43;", "+") for line in lines)
    assert " · ".join(backup.otoritas.kata) in page
    assert page.count("<svg") == -(-len(lines) // cadangan_kertas.LINES_PER_CODE) + 2
    outside = re.findall(r'(?:src|href|url)\s*[=(]\s*["\']?(?!#)[^\s"\')]+', page)
    assert outside == []
    assert "<script" not in page
    assert ENDE.kode not in page


def test_a_name_on_the_page_is_never_markup(tmp_path, clock, light):
    pendirian.establish(
        plan(NTT, kantor="Biro <b>Tata</b> & Umum"), tmp_path / "k", clock, silent, ready_keys(6)
    )
    with Office.open(tmp_path / "k", clock) as office:
        page = cadangan_kertas.page(cadangan_otoritas.make(office, FRASA)).decode()
    assert "Biro &lt;b&gt;Tata&lt;/b&gt; &amp; Umum" in page
