"""The sheets around the tables: instructions, the one-page summary, and the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.exchange import catatan_paket, paket
from app.exchange.blok import LINE, Blok, only, teks
from app.exchange.capaian import band, index, is_provisional
from app.exchange.enam_kata import six_words
from app.exchange.tanggal import written_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.indeks import Metode, Simpul
    from app.exchange.capaian import Capaian
    from app.exchange.paket import Bacaan, BarisTemuan
    from app.exchange.tanda_tangan import Tertanda

LEBAR_PETUNJUK = (24.0, 78.0)
LEBAR_RINGKASAN = (31.0, 9.0, 16.0, 12.0, 26.0, 18.0)
LEBAR_TEMUAN = (5.0, 17.0, 24.0, 24.0, 12.0, 38.0, 26.0, 30.0)
ORANG = "orang"
TERBANYAK = 5
_KOLOM_TEMUAN = ("no", "letak", "layanan", "sel", "tingkat", "pesan", "alasan", "saran")
LEGENDA = ("isi", "hitung", "tutup", "keadaan")
_LINE = LINE + 3


# --- Petunjuk ----------------------------------------------------------------------------------


def guide(bacaan: Bacaan, sheets: list[str], signers: Sequence[Tertanda]) -> Blok:
    """What this file is, from whom, how to hand it on, and what the colours mean."""
    blok = Blok(len(LEBAR_PETUNJUK))
    isi = bacaan.isi
    facts = {
        "wilayah": bacaan.wilayah.nama,
        "kantor": isi.kantor.nama,
        "tujuan": isi.tujuan,
        "penyata": signers[0].penanda.nama,
        "penanda": signers[-1].penanda.nama,
        "periode": bacaan.periode.judul,
        "revisi": isi.revisi,
        "lembar": ", ".join(sheets),
    }
    blok.put(blok.row(30), 0, marked(bacaan, teks("petunjuk.judul")), "judul", 1)
    blok.put(blok.row(20), 0, teks("petunjuk.keterangan", **facts), "subjudul", 1)
    blok.row(10)
    for key in ("apa", "dari", "kirim", "ubah", "periksa", "tanya", "lembar"):
        _paragraph(blok, teks(f"petunjuk.{key}.hal"), teks(f"petunjuk.{key}.teks", **facts))
    blok.row(10)
    blok.put(blok.row(20), 0, teks("petunjuk.warna"), "bagian", 1)
    for key in LEGENDA:
        row = blok.row(22)
        blok.put(row, 0, teks(f"legenda.{key}.contoh"), f"contoh_{key}")
        blok.put(row, 1, teks(f"legenda.{key}.teks"), "legenda")
        blok.fit(row, teks(f"legenda.{key}.teks"), only(1), 2, 10)
    return blok


def marked(bacaan: Bacaan, title: str) -> str:
    """A title; a package of an exercise says first that it is one."""
    practice = bacaan.isi.kantor.latihan
    return f"{teks('latihan')}: {title}" if practice else title


def _paragraph(blok: Blok, title: str, text: str) -> None:
    row = blok.row(16)
    blok.put(row, 0, title, "hal_petunjuk")
    blok.put(row, 1, text, "petunjuk")
    blok.fit(row, text, only(1), 2, 10)
    blok.row(8)


# --- Ringkasan ---------------------------------------------------------------------------------


def summary(
    bacaan: Bacaan,
    paket_id: str,
    capaian: Capaian,
    urusan: Mapping[str, str],
    signers: Sequence[Tertanda],
) -> Blok:
    """One printed page: who is not served yet, the index, completeness, metode and signers."""
    blok = Blok(len(LEBAR_RINGKASAN))
    isi, last = bacaan.isi, len(LEBAR_RINGKASAN) - 1
    blok.put(blok.row(30), 0, marked(bacaan, teks("ringkasan.judul")), "judul", last)
    place = teks("ringkasan.wilayah", wilayah=bacaan.wilayah.nama, kode=isi.wilayah)
    if isi.opd:
        place = teks("ringkasan.wilayah_opd", opd=isi.opd, wilayah=place)
    blok.put(blok.row(22), 0, place, "wilayah", last)
    when = teks("ringkasan.periode", periode=bacaan.periode.judul, revisi=isi.revisi)
    blok.put(blok.row(18), 0, when, "subjudul", last)
    if capaian.urusan:
        _unserved(blok, bacaan, capaian)
        _indices(blok, bacaan, capaian, urusan)
    _without_index(blok, bacaan, capaian, urusan)
    _state(blok, bacaan, capaian)
    _signature(blok, bacaan, paket_id, signers)
    return blok


def _section(blok: Blok, key: str, *, gap: float = 0) -> None:
    blok.row(10)
    blok.put(blok.row(19), 0, teks(f"ringkasan.{key}"), "bagian", blok.lebar - 1)
    if gap:
        blok.row(gap)


def _unserved(blok: Blok, bacaan: Bacaan, capaian: Capaian) -> None:
    _section(blok, "belum", gap=2)
    total = capaian.belum(form.kode for form in bacaan.forms)
    row = blok.row(34)
    known = ORANG in total
    blok.put(row, 0, total[ORANG] if known else teks("ringkasan.belum_kosong"), "besar")
    blok.put(row, 1, teks("ringkasan.belum_orang"), "teks_tengah", blok.lebar - 1)
    for satuan, number in sorted(total.items()):
        if satuan != ORANG:
            line = blok.row(_LINE)
            blok.put(line, 0, number, "besar_kecil")
            blok.put(
                line,
                1,
                teks("ringkasan.belum_satuan", satuan=satuan),
                "teks_tengah",
                blok.lebar - 1,
            )

    _most_unserved(blok, bacaan, capaian)


def _most_unserved(blok: Blok, bacaan: Bacaan, capaian: Capaian) -> None:
    """The layanan that still owe the most people, because an index alone hides them."""
    owed = [(capaian.belum([form.kode]).get(ORANG, 0), form) for form in bacaan.forms]
    largest = sorted(owed, key=lambda pair: -pair[0])[:TERBANYAK]
    blok.row(6)
    for number, form in largest:
        if number:
            row = blok.row(16)
            blok.put(row, 0, f"{form.kode} {form.judul}", "label", 1)
            blok.fit(row, f"{form.kode} {form.judul}", range(2), 2)
            blok.put(row, 2, number, "angka")
            blok.put(row, 3, teks("ringkasan.belum_layanan"), "label", blok.lebar - 1)


def _indices(blok: Blok, bacaan: Bacaan, capaian: Capaian, urusan: Mapping[str, str]) -> None:
    _section(blok, "indeks")
    head = blok.row(2 * LINE + 2)
    for column, key in enumerate(("urusan", "layanan", "belum", "indeks", "kategori", "terjawab")):
        label = teks(f"ringkasan.kolom.{key}")
        blok.put(head, column, label, "kepala" if column else "kepala_teks")
    for kode, node in capaian.urusan.items():
        forms = [form.kode for form in bacaan.forms if form.urusan == kode]
        _index_line(blok, capaian, urusan[kode], node, forms, "")
    everything = [form.kode for form in bacaan.forms if form.berindeks]
    # What an OPD hands in is not the index of its kabupaten.
    total = teks("ringkasan.seluruh_opd" if bacaan.isi.opd else "ringkasan.seluruh")
    _index_line(blok, capaian, total, capaian.pohon, everything, "total_")
    note = teks("ringkasan.sementara") if is_provisional(capaian.pohon) else ""
    if note:
        blok.put(blok.row(_LINE), 0, note, "catatan", blok.lebar - 1)


def _without_index(blok: Blok, bacaan: Bacaan, capaian: Capaian, urusan: Mapping[str, str]) -> None:
    """The groups of forms that no index is worked out for: how far they were answered."""
    groups = {form.urusan for form in bacaan.forms} - capaian.urusan.keys()
    if not groups:
        return
    _section(blok, "tanpa_indeks")
    head = blok.row(2 * LINE + 2)
    for column, key in ((0, "kelompok"), (1, "formulir"), (2, "dimulai"), (3, "terjawab")):
        label = teks(f"ringkasan.kolom.{key}")
        blok.put(head, column, label, "kepala" if column else "kepala_teks")
    for kode in (one for one in urusan if one in groups):
        forms = [form.kode for form in bacaan.forms if form.urusan == kode]
        answered = capaian.kelengkapan(forms)
        terisi = answered.terisi + answered.dinyatakan
        row = blok.row(18)
        blok.put(row, 0, urusan[kode], "label")
        blok.fit(row, urusan[kode], only(0), 2)
        blok.put(row, 1, len(forms), "tengah")
        blok.put(row, 2, sum(bool(bacaan.nilai[kode]) for kode in forms), "tengah")
        rate = teks("ringkasan.dari", terisi=terisi, wajib=answered.wajib)
        blok.put(row, 3, rate, "tengah")


def _index_line(
    blok: Blok, capaian: Capaian, label: str, node: Simpul, forms: list[str], gaya: str
) -> None:
    row = blok.row(18)
    answered = capaian.kelengkapan(forms)
    rate = teks(
        "ringkasan.dari", terisi=answered.terisi + answered.dinyatakan, wajib=answered.wajib
    )
    style = "indeks_sementara" if is_provisional(node) else "indeks"
    blok.put(row, 0, label, f"{gaya}label")
    blok.fit(row, label, only(0), 2)
    blok.put(row, 1, len(forms), f"{gaya}tengah")
    blok.put(row, 2, capaian.belum(forms).get(ORANG, ""), f"{gaya}angka")
    blok.put(row, 3, index(node), f"{gaya}{style}")
    blok.put(row, 4, band(node, capaian.metode), f"{gaya}tengah")
    blok.put(row, 5, rate, f"{gaya}tengah")


def _state(blok: Blok, bacaan: Bacaan, capaian: Capaian) -> None:
    _section(blok, "keadaan", gap=4)
    forms = [form.kode for form in bacaan.forms]
    answered = capaian.kelengkapan(forms)
    complete = sum(bacaan.rekap[kode].kelengkapan.lengkap for kode in forms)
    counts = {
        tingkat: sum(row[3] == tingkat for row in bacaan.isi.temuan) for tingkat in paket.TINGKAT
    }
    filled = teks(
        "ringkasan.kelengkapan",
        terjawab=answered.terisi + answered.dinyatakan,
        wajib=answered.wajib,
        dinyatakan=answered.dinyatakan,
        kosong=len(answered.kosong),
        lengkap=complete,
        layanan=len(forms),
    )
    _fact(blok, "kelengkapan.hal", filled)
    _fact(blok, "temuan.hal", teks("ringkasan.temuan", **counts))
    _fact(blok, "bukti.hal", _evidence(bacaan))
    if bacaan.isi.notes:
        _fact(blok, "catatan.hal", _notes(bacaan))
    _fact(blok, "metode.hal", method_sentence(bacaan.isi.metode))


def _evidence(bacaan: Bacaan) -> str:
    listed = bacaan.isi.bukti
    if not listed:
        return teks("ringkasan.bukti_kosong")
    along = sum(one[-1] == paket.DISERTAKAN for one in listed)
    return teks("ringkasan.bukti", jumlah=len(listed), disertakan=along)


def _notes(bacaan: Bacaan) -> str:
    counts = {kind.value: number for kind, number in catatan_paket.numbers(bacaan.isi).items()}
    return teks("ringkasan.catatan", **counts)


def _fact(blok: Blok, key: str, text: str) -> None:
    row = blok.row(_LINE)
    blok.put(row, 0, teks(f"ringkasan.{key}"), "hal")
    blok.put(row, 1, text, "teks", blok.lebar - 1)
    blok.fit(row, text, range(1, blok.lebar))
    blok.row(3)


def method_sentence(metode: Metode) -> str:
    """The metode in words, as every report has to carry it."""
    weights = ", ".join(
        teks("metode.bobot", bagian=bagian, bobot=bobot)
        for bagian, bobot in sorted(metode.bobot.items(), key=lambda pair: -pair[1])
    )
    cap = teks("metode.batas", batas=metode.batas) if metode.batas else teks("metode.tanpa_batas")
    return teks(
        "metode.kalimat",
        judul=metode.judul,
        kode=metode.kode,
        versi=metode.versi,
        bobot=weights,
        batas=cap,
        nol=teks(f"metode.nol.{metode.kebutuhan_nol}"),
        daerah=teks(f"metode.daerah.{metode.daerah}"),
    )


def _signature(blok: Blok, bacaan: Bacaan, paket_id: str, signers: Sequence[Tertanda]) -> None:
    _section(blok, "tanda_tangan", gap=4)
    isi = bacaan.isi
    facts = {
        "menyatakan": _signer(signers[0]),
        "menandatangani": _signer(signers[-1]),
        "kantor": isi.kantor.nama,
        "riwayat": teks(f"ringkasan.rantai.{isi.rantai.keadaan}", panjang=isi.rantai.panjang),
        "aplikasi": isi.aplikasi,
        "kata": " ".join(six_words(bytes.fromhex(paket_id))),
    }
    for key, text in facts.items():
        row = blok.row(20)
        blok.put(row, 0, teks(f"ringkasan.{key}"), "hal")
        blok.put(row, 1, text, "kata" if key == "kata" else "teks", QR_KOLOM - 1)
        blok.fit(row, text, range(1, QR_KOLOM), 0, 11 if key == "kata" else 9)
    row = blok.row(20)
    blok.put(row, 0, teks("ringkasan.sidik"), "hal")
    blok.put(row, 1, paket_id, "mono", blok.lebar - 1)
    note = blok.row(2 * LINE + 2)
    blok.put(note, 0, teks("ringkasan.cocokkan"), "catatan", blok.lebar - 1)


def _signer(signer: Tertanda) -> str:
    penanda, told = signer
    siapa = ", ".join(filter(None, (penanda.nama, told.jabatan)))
    peran = teks(f"peran.{penanda.peran}")
    waktu = written_date(told.waktu)
    return teks("ringkasan.penanda", siapa=siapa, peran=peran, waktu=waktu)


QR_KOLOM = 4
"""The column the QR code starts in, beside the facts about the signer."""

QR_BARIS = -8
"""Its row, counted from the end of the sheet."""


_QR_MASK = 0  # any of the eight can be read; trying them all takes longer than signing


def qr_text(bacaan: Bacaan, paket_id: str) -> str:
    """What a telephone reads from the QR code."""
    isi = bacaan.isi
    return f"LONTAR {isi.jenis} {isi.wilayah} {isi.periode} rev{isi.revisi} {paket_id}"


def qr_code(bacaan: Bacaan, paket_id: str) -> Any:
    """The QR code of a package."""
    import segno

    return segno.make(qr_text(bacaan, paket_id), error="m", mask=_QR_MASK, micro=False)


# --- Temuan ------------------------------------------------------------------------------------


def findings(bacaan: Bacaan, places: Mapping[tuple[str, str], str]) -> Blok | None:
    """The findings that travel with the package; None when there are none."""
    if not bacaan.isi.temuan:
        return None
    blok = Blok(len(LEBAR_TEMUAN))
    last = len(LEBAR_TEMUAN) - 1
    blok.put(blok.row(26), 0, teks("temuan.judul"), "judul", last)
    blok.put(blok.row(18), 0, teks("temuan.keterangan"), "subjudul", last)
    head = blok.row(_LINE + 4)
    for column, key in enumerate(_KOLOM_TEMUAN):
        blok.put(head, column, teks(f"temuan.kolom.{key}"), "kepala")
    for number, temuan in enumerate(bacaan.isi.temuan, start=1):
        _finding(blok, bacaan, number, temuan, places)
    return blok


def _finding(
    blok: Blok,
    bacaan: Bacaan,
    number: int,
    temuan: BarisTemuan,
    places: Mapping[tuple[str, str], str],
) -> None:
    aturan, kode, sel, tingkat, pesan, alasan = temuan
    form = next(form for form in bacaan.forms if form.kode == kode)
    saran = next((rule.saran for rule in form.aturan if rule.kode == aturan), "")
    row = blok.row(_LINE)
    line = (
        str(number),
        places.get((kode, sel), ""),
        f"{kode} {form.judul}",
        form.cell(sel).label,
        teks(f"tingkat.{tingkat}"),
        pesan,
        alasan,
        saran,
    )
    for column, text in enumerate(line):
        blok.put(row, column, text, "teks_kotak")
        blok.fit(row, text, only(column), 2)
