"""Letters as text: through a chat and back, and whatever a stranger makes of them."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import LontarError
from app.exchange import kanonik, surat, tanda_tangan
from app.exchange.percaya import Percaya
from app.exchange.surat import BEGIN, END, Amplop
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW, authority, later
from tests.exchange.contoh_surat import (
    KUPANG,
    PROVINSI,
    holder,
    message,
    office_name,
    officer_of_province,
    receipt,
    signed,
    withdrawal,
)


@cache
def letter() -> str:
    return message(signed(receipt()))


def trusting(*, latihan: bool = False) -> Percaya:
    return Percaya((authority(latihan=latihan).certificate,))


def block(text: str) -> str:
    return text[text.index(BEGIN) :]


def between_marks(body: str) -> str:
    return f"{BEGIN}\n{body}\n{END}"


def read(text: str | bytes, moment=NOW) -> surat.Terbaca:
    data = text if isinstance(text, bytes) else text.encode()
    (amplop,) = surat.envelopes(data)
    return surat.read(amplop, trusting(), moment)


def refusal(text: str | bytes, moment=NOW) -> LontarError:
    with pytest.raises(LontarError) as caught:
        read(text, moment)
    assert "{" not in str(caught.value)
    assert "belum punya" not in str(caught.value)
    return caught.value


# --- What a letter is ----------------------------------------------------------------------------


def test_a_receipt_is_sentences_for_people_and_a_block_for_the_program():
    text = letter()
    head = text[: text.index(BEGIN)]
    assert head.startswith("TANDA TERIMA PAKET LONTAR\n\nBiro Pemerintahan Setda sudah menerima")
    assert "Kabupaten Kupang, Triwulan III 2026, revisi 2" in head
    assert "Putusan: Sah, utuh" in head
    assert "Ditandatangani Yohana Contoh, 5 Oktober 2026, 09.30." in head
    (amplop,) = surat.envelopes(text.encode())
    assert f"Kode tanda terima: {' '.join(amplop.kata)}" in head
    assert len(amplop.kata) == 6
    assert text.rstrip().endswith(END)
    assert max(map(len, block(text).splitlines())) == 64
    assert len(text) < 6_000


def test_a_withdrawal_tells_its_reason():
    text = message(signed(withdrawal()))
    assert text.startswith("PENARIKAN PAKET LONTAR\n\nBagian Pemerintahan")
    assert "Alasan: Angka KES-01 keliru" in text
    assert read(text).isi == withdrawal()


def test_a_letter_comes_back_as_it_was_written():
    found = read(letter())
    assert found.isi == receipt()
    assert found.penanda.nama == "Yohana Contoh"
    assert found.amplop == signed(receipt())
    assert message(found.amplop) == letter()


def test_the_file_has_a_telling_name():
    name = surat.file_name(receipt(), contoh.acuan().wilayah)
    assert name == "tanda-terima_5301_Kupang_2026-T3_rev02_NENT.txt"
    assert surat.file_name(withdrawal(), {}).startswith("penarikan_5301_2026-T3_rev02_")


# --- Through a chat ------------------------------------------------------------------------------


def quoted(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.splitlines())


def rewrapped(text: str, width: int) -> str:
    body = "".join(block(text).splitlines()[1:-1])
    lines = "\n".join(body[at : at + width] for at in range(0, len(body), width))
    return text[: text.index(BEGIN)] + between_marks(lines)


CHATS: dict[str, Callable[[str], str]] = {
    "quoted": quoted,
    "quoted twice": lambda text: quoted(quoted(text)),
    "windows lines": lambda text: text.replace("\n", "\r\n"),
    "old mac lines": lambda text: text.replace("\n", "\r"),
    "narrow": lambda text: rewrapped(text, 31),
    "wide": lambda text: rewrapped(text, 500),
    "one line": lambda text: text.replace("\n", " "),
    "indented": lambda text: "\n".join("    " + line for line in text.splitlines()),
    "talk": lambda text: f"[05/10 09.31] Biro: Selamat pagi\n{text}\nTerima kasih! -- Maria",
    "dashes": lambda text: text.replace("-----", "\u2014\u2014\u2014"),
    "invisible marks": lambda text: text.replace("\n", "\u200b\n\ufeff"),
    "non-breaking": lambda text: text.replace("\n", "\u00a0\n"),
    "block alone": block,
    "no end of line": str.rstrip,
}


@pytest.mark.parametrize("chat", CHATS.values(), ids=list(CHATS))
def test_a_letter_survives_a_chat(chat):
    assert read(chat(letter())).isi == receipt()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_letter_survives_a_text_editor(encoding):
    assert read(letter().encode(encoding)).isi == receipt()


def test_several_letters_in_one_chat_are_all_found_and_each_once():
    other = message(signed(receipt(sha256="ef" * 32)))
    found = surat.envelopes(f"{letter()}\nhalo\n{other}\n{quoted(letter())}".encode())
    assert [surat.content(one).sha256[:2] for one in found] == ["cd", "ef"]


@given(st.integers(0, 10_000), st.text(max_size=12))
@settings(max_examples=60)
def test_talk_around_the_block_changes_nothing(at, talk):
    text = letter()
    place = at % text.index(BEGIN)
    chat = text[:place] + talk + text[place:] + talk
    assert read(chat.encode("utf-8", "replace")).isi == receipt()


def test_the_sentences_are_never_trusted():
    found = read(letter().replace("revisi 2", "revisi 9").replace("Kupang", "Belu"))
    assert found.isi.paket.revisi == 2
    assert "revisi 2" in message(found.amplop)


# --- What is refused -----------------------------------------------------------------------------


def test_one_letter_changed_in_the_block_is_refused():
    body = "".join(block(letter()).splitlines()[1:-1])
    for at in range(0, len(body), 97):
        other = "A" if body[at] != "A" else "B"
        error = refusal(between_marks(f"{body[:at]}{other}{body[at + 1 :]}"))
        assert error.kode in {
            "surat_rusak", "surat_versi_asing", "tanda_tangan_rusak", "tanda_tangan_tidak_cocok",
            "sertifikat_rusak", "penanda_tidak_dikenal",
        }  # fmt: skip


def test_a_letter_missing_or_added_in_the_block_is_refused():
    text = letter()
    for changed in (text.replace("ey", "e", 1), text.replace("ey", "ey!", 1), between_marks("")):
        error = refusal(changed)
        assert error.pesan == (
            "Surat ini rusak: bagian di antara BEGIN dan END tidak lagi seperti yang ditulis "
            "Lontar."
        )
    assert error.saran == (
        "Minta pengirim mengirim suratnya sekali lagi, sebaiknya sebagai berkas."
    )


def test_a_letter_cut_off_by_the_chat_is_told_apart():
    error = refusal(letter()[:-200])
    assert error.pesan == "Surat ini terpotong: baris akhirnya, END LONTAR SURAT, tidak ada."
    assert "Baca selengkapnya" in error.saran
    assert refusal(letter()[:-200] + letter()).kode == "surat_terpotong"


def test_a_text_without_a_letter_says_what_to_copy():
    error = refusal("Selamat pagi, paketnya sudah sampai ya?")
    assert error.pesan == "Tidak ada surat Lontar di dalam teks ini."
    assert error.saran == (
        "Salin seluruh pesan, dari kata TANDA TERIMA atau PENARIKAN sampai baris END LONTAR SURAT, "
        "lalu tempel lagi."
    )
    assert not surat.holds_letter(b"Selamat pagi")
    assert surat.holds_letter(letter().encode())


def test_huge_texts_and_blocks_are_refused_before_they_are_read():
    error = refusal(b"x" * (surat.MAX_TEXT + 1))
    assert (
        error.pesan == "Teks ini lebih besar daripada 2 MB; surat Lontar tidak pernah sebesar itu."
    )
    assert error.saran == "Salin pesan suratnya saja, atau pilih berkas suratnya."
    assert refusal(between_marks("A" * 400_000)).kode == "surat_rusak"
    many = refusal(block(letter()) * 101)
    assert (many.pesan, many.saran) == (
        "Teks ini memuat lebih dari 100 surat.",
        "Pasang sebagian dahulu, lalu sisanya.",
    )


@given(st.binary(max_size=300))
@settings(max_examples=80)
def test_any_bytes_between_the_marks_are_a_sentence(noise):
    body = base64.b64encode(noise).decode()
    with pytest.raises(LontarError):
        read(between_marks(body))


def packed(told: object) -> str:
    """A letter that says anything at all, properly signed by the province."""
    own = officer_of_province()
    data = kanonik.canonical_bytes(told)
    said = tanda_tangan.Pernyataan("tanda_terima", receipt().waktu)
    jws = tanda_tangan.sign(data, own.key, [own.certificate], said)
    return between_marks(base64.b64encode(data + b"\n" + jws.encode()).decode())


def plain(**changes: object) -> dict[str, object]:
    told: dict[str, object] = msgspec.to_builtins(receipt())
    return {**told, **changes}


PAKET = {"id": "ab" * 32, "wilayah": KUPANG, "periode": "2026-T3", "revisi": 2}
NONSENSE = {
    "a list": [],
    "another format": plain(format="lontar-paket"),
    "a field too many": plain(lain="x"),
    "a field too few": {key: isi for key, isi in plain().items() if key != "waktu"},
    "a number for a text": plain(kantor=5),
    "a year": plain(paket={**PAKET, "periode": "2026"}),
    "no period": plain(paket={**PAKET, "periode": "besok"}),
    "revision 0": plain(paket={**PAKET, "revisi": 0}),
    "no id": plain(paket={**PAKET, "id": "AB" * 32}),
    "no time": plain(waktu="kemarin"),
    "no sum": plain(sha256=""),
    "two lines": plain(kantor="Biro\nlain"),
    "a receipt with a reason": plain(alasan="x"),
    "a receipt without a verdict": plain(putusan=""),
    "a withdrawal without a reason": plain(jenis="penarikan", putusan=""),
    "version 2 that names nothing": plain(versi=2),
    "version 2 with an empty list": plain(versi=2, ditahan=[]),
    "version 1 that names something": plain(ditahan=[["KES", "x"]]),
    "held without a reason": plain(versi=2, ditahan=[["KES", ""]]),
    "held out of order": plain(versi=2, ditahan=[["PDK", "x"], ["KES", "x"]]),
    "held twice": plain(versi=2, ditahan=[["KES", "x"], ["KES", "y"]]),
    "a reason of two lines": plain(versi=2, ditahan=[["KES", "x\ny"]]),
    "a withdrawal that holds": plain(
        versi=2, jenis="penarikan", putusan="", alasan="x", ditahan=[["KES", "x"]]
    ),
    "a very long reason": plain(jenis="penarikan", putusan="", alasan="x" * 501),
}


@pytest.mark.parametrize("told", NONSENSE.values(), ids=list(NONSENSE))
def test_a_signed_letter_that_makes_no_sense_is_damaged(told):
    assert refusal(packed(told)).kode == "surat_rusak"


@pytest.mark.parametrize("told", [plain(versi=4), plain(jenis="undangan")])
def test_a_letter_of_a_newer_program_is_told(told):
    error = refusal(packed(told))
    assert error.kode == "surat_versi_asing"
    assert error.pesan.endswith("program ini mengenal versi 3.")
    assert error.saran == (
        "Pasang Lontar versi terbaru di komputer ini, lalu pasang suratnya lagi."
    )


# --- Who may sign --------------------------------------------------------------------------------


def test_a_receipt_signed_by_a_kabupaten_is_no_receipt():
    text = message(signed(receipt(kantor=office_name(KUPANG)), holder(KUPANG, "operator")))
    error = refusal(text)
    assert error.pesan == (
        "Tanda terima ini ditandatangani Yohana Contoh dari Bagian Pemerintahan 53.01, bukan "
        "pejabat provinsi yang berwenang atas wilayah itu."
    )
    assert error.saran == ("Paket tetap menunggu. Minta tanda terima yang ditandatangani provinsi.")


def test_a_letter_does_not_pretend_to_come_from_another_office():
    error = refusal(message(signed(receipt(), holder(KUPANG, "operator"))))
    assert error.pesan == (
        "Surat ini mengaku dari Biro Pemerintahan Setda, tetapi ditandatangani Yohana Contoh dari "
        "Bagian Pemerintahan 53.01."
    )
    assert error.saran == (
        "Jangan pakai surat ini. Hubungi kedua kantor itu lewat telepon dan minta surat yang benar."
    )


def test_a_receipt_for_a_region_of_another_province_is_no_receipt():
    other = receipt(paket=surat.Rujukan("ab" * 32, "52.01", "2026-T3", 2))
    assert refusal(message(signed(other))).kode == "surat_bukan_provinsi"


def test_a_letter_signed_by_another_province_comes_from_a_stranger():
    stranger = holder(PROVINSI, "operator", "Provinsi Lain")
    error = refusal(message(signed(receipt(), stranger)))
    assert error.kode == "penanda_tidak_dikenal"
    assert "Yohana Contoh" in error.pesan


@pytest.mark.parametrize(
    "who", [(KUPANG, "operator"), ("53.02", "pimpinan"), ("53", "operator"), ("53", "pimpinan")]
)
def test_only_the_head_of_the_region_withdraws(who):
    isi = withdrawal(kantor=office_name(who[0]))
    error = refusal(message(signed(isi, holder(*who))))
    assert error.kode == "surat_bukan_pimpinan"
    assert error.pesan.endswith("bukan pimpinan wilayah itu.")
    assert error.saran == (
        "Paket tetap dipakai. Minta surat penarikan yang ditandatangani pimpinan wilayah itu."
    )


def test_an_exercise_and_real_work_refuse_each_other_by_name():
    practice = holder(PROVINSI, "operator", latihan=True)
    text = message(signed(receipt(), practice))
    error = refusal(text)
    assert error.pesan == (
        "Surat ini dari latihan (CA Lontar Latihan Provinsi Contoh), bukan dari kantor sungguhan."
    )
    assert "kantor Latihan" in error.saran
    (amplop,) = surat.envelopes(letter().encode())
    with pytest.raises(LontarError) as caught:
        surat.read(amplop, trusting(latihan=True), NOW)
    assert caught.value.pesan == (
        "Surat ini dari kantor sungguhan (CA Lontar Provinsi Contoh), sedangkan kantor yang "
        "terbuka adalah Latihan."
    )
    assert caught.value.saran == ("Buka kantor yang sebenarnya, lalu pasang suratnya di sana.")
    (amplop,) = surat.envelopes(text.encode())
    assert surat.read(amplop, trusting(latihan=True), NOW).isi == receipt()


def test_a_signature_made_for_something_else_does_not_fit():
    own = officer_of_province()
    data = signed(receipt()).data
    for told in (
        tanda_tangan.Pernyataan("menandatangani", receipt().waktu),
        tanda_tangan.Pernyataan("tanda_terima", later(-0.5).isoformat()),
        tanda_tangan.Pernyataan("tanda_terima", receipt().waktu, atas="ab" * 32),
        tanda_tangan.Pernyataan("tanda_terima", receipt().waktu, tampilan={"SPM": "x"}),
    ):
        jws = tanda_tangan.sign(data, own.key, [own.certificate], told)
        error = refusal(message(Amplop(data, jws)))
        assert error.pesan == (
            "Tanda tangan Yohana Contoh dari Biro Pemerintahan Setda dibuat untuk keperluan lain, "
            "bukan untuk surat ini."
        )
        assert "Hubungi kantor itu lewat telepon" in error.saran


def test_a_letter_does_not_carry_the_signature_of_another():
    other = signed(receipt(sha256="ef" * 32))
    error = refusal(message(Amplop(signed(receipt()).data, other.jws)))
    assert error.kode == "tanda_tangan_tidak_cocok"


def test_a_letter_of_an_expired_officer_is_refused():
    assert refusal(letter(), later(900)).kode == "sertifikat_kedaluwarsa"


def test_no_letter_can_be_written_in_two_ways():
    (amplop,) = surat.envelopes(letter().encode())
    spaced = re.sub(rb'":', b'": ', amplop.data)
    body = base64.b64encode(spaced + b"\n" + amplop.jws.encode()).decode()
    assert refusal(between_marks(body)).kode == "surat_rusak"


@pytest.mark.parametrize("filling", [b"-", b"-- ", b" -- ", b"--" + b" " * 10_000])
def test_rows_of_dashes_are_no_letter_and_take_no_time(filling):
    data = filling * (surat.MAX_TEXT // len(filling) - 1)
    assert not surat.holds_letter(data)
