"""Signs only their writer knows, in what was signed before they were asked for again."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from app.domain.pertanyaan import KeadaanTanya
from app.domain.tindak_lanjut import JenisLanjut
from app.errors import LontarError
from app.exchange import hambatan, tanya, teks_paket, tindak_lanjut
from app.exchange.tindak_lanjut import Rancangan
from app.store import follow_ups, pertanyaan, reasons
from tests.exchange.contoh_balasan import (
    KUPANG,
    T3,
    TERLAYANI,
    YOHANA,
    ask,
    both,
    butir,
    install,
    look,
    reply,
    resigned,
    send_again,
)


@pytest.fixture
def pair(tmp_path):
    made = both(tmp_path)
    yield made
    made.close()


def test_an_answer_with_signs_of_an_earlier_version_is_kept_by_their_numbers_once(pair):
    one = ask(pair.provinsi)
    pertanyaan.add(pair.kabupaten, [one])
    # The first version kept what was typed as it was, and signed it.
    pertanyaan.answer(
        pair.kabupaten, butir(pair.kabupaten)[0].kunci, one, "x", label="Jawab", pelaku=YOHANA
    )
    pair.kabupaten.conn.execute("UPDATE jawaban SET teks = 'Naik \ue0a5'")
    with pytest.MonkeyPatch.context() as first_version:
        first_version.setattr(teks_paket, "tidy", lambda text: text)
        assert send_again(pair).jawaban == 1
    (kept,) = pertanyaan.questions(pair.provinsi)
    assert kept.dijawab is not None
    assert kept.dijawab.teks == "Naik \u27e8U+E0A5\u27e9"
    assert "\ue0a5" not in reply(pair.provinsi).teks
    assert tanya.close(pair.provinsi, kept, "Cukup.", oleh=YOHANA).keadaan is KeadaanTanya.SELESAI


def test_a_follow_up_is_known_by_its_numbers_and_fits_again(pair):
    days = date(2026, 10, 1), date(2026, 10, 20)
    draft = Rancangan(days[0], "Rakor", "Data ulang", "Kabid", "Dinas Kesehatan", days[1], 4)
    tindak_lanjut.decide(pair.provinsi, draft, [KUPANG], pelaku=YOHANA)
    made = reply(pair.provinsi)
    assert not isinstance(made.isi.tindak_lanjut, msgspec.UnsetType)
    (told,) = made.isi.tindak_lanjut
    event = told.kejadian[0]._replace(oleh="Bagian \ue001")
    odd = msgspec.structs.replace(told, uraian="Data \ue0a5", pj="\uf0b7 Kabid", kejadian=[event])
    install(pair.kabupaten, resigned(made, tindak_lanjut=[odd]))
    (one,) = follow_ups.follow_ups(pair.kabupaten, wilayah=KUPANG)
    assert (one.uraian, one.pj) == ("Data \u27e8U+E0A5\u27e9", "\u2022 Kabid")
    assert one.kejadian[0].oleh == "Bagian \u27e8U+E001\u27e9"

    closing = event._replace(id="f" * 32, urut=2, jenis=JenisLanjut.TUTUP, teks="\ue0a5" * 500)
    later = msgspec.structs.replace(odd, kejadian=[event, closing._replace(tenggat="")])
    text = resigned(made, nomor=9, tindak_lanjut=[later])
    assert len(look(pair.kabupaten, text).lanjut) == 1
    install(pair.kabupaten, text)
    (one,) = follow_ups.follow_ups(pair.kabupaten, wilayah=KUPANG)
    assert one.ditutup
    said = one.kejadian[1].teks
    assert (len(said), said[-1]) == (500, "\u2026")


def test_a_reason_with_such_a_sign_is_asked_for_again_and_nothing_is_kept(pair):
    waits = hambatan.Hambatan("k", "pesan", "", "KES-01", TERLAYANI, str(T3), "0" * 64)
    with pytest.raises(LontarError) as refused:
        hambatan.answer(pair.kabupaten, waits, "Naik \ue0a5", label="Alasan", pelaku=YOHANA)
    assert refused.value.pesan.startswith("Alasan ini memuat aksara U+E0A5")
    assert ("KES-01", "k", TERLAYANI) not in reasons.reasons(pair.kabupaten, KUPANG, T3)
