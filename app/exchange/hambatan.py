"""What keeps a period from being handed in, and the sheets it is looked for in."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from app.domain.bagian import SPM
from app.domain.lembar import evaluate
from app.domain.register import grown
from app.errors import LontarError
from app.exchange import catatan_paket, jaga_pribadi, jawab, paket, profil_x509, teks_paket
from app.exchange.butir_tanya import asker
from app.store import backgrounds, certificates, opd, questions, reasons, versions
from app.store.door import Kunci
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from app.domain.aturan import Fase
    from app.domain.formulir import Formulir
    from app.domain.periode import Periode
    from app.domain.temuan import Temuan
    from app.domain.wilayah import Wilayah
    from app.exchange.butir_tanya import Butir
    from app.exchange.paket import Acuan
    from app.store.door import Tindakan
    from app.store.office import Office
    from app.store.questions import SheetValues

FASE: Fase = "tanda_tangan"


class Hambatan(NamedTuple):
    """Something that keeps the period from being signed; `sel` is empty when it is no cell.

    `sidik` is given for a warning that only wants a reason: what that reason has to answer.
    `periode` is that of the sheet which keeps the cell.
    """

    kode: str
    pesan: str
    saran: str
    formulir: str = ""
    sel: str = ""
    periode: str = ""
    sidik: str = ""


class Peringatan(NamedTuple):
    """A warning that wants a reason, and the reason on record for it, empty when there is none.

    `berlaku` tells whether that reason answers exactly what the warning says now.
    """

    hambatan: Hambatan
    alasan: str
    berlaku: bool


class LembarIsi(NamedTuple):
    """One form of the period with its values and findings."""

    form: Formulir
    values: SheetValues
    temuan: tuple[Temuan, ...]


def gather(
    office: Office,
    acuan: Acuan,
    periode: Periode,
    wilayah: Wilayah,
    bagian: Container[str] | None = None,
) -> list[LembarIsi]:
    """Every form a region fills in a period, as it stands now.

    With `bagian` only those of these parts of the work, else those of each part that was begun.
    An OPD fills the forms of its urusan.
    """
    begun = {lembar.formulir for lembar in questions.sheets(office, periode, wilayah.kode)}
    whole = acuan.in_force(wilayah, periode, versions.in_force(office.conn, str(periode)))
    own = opd.owned(office)
    if own is not None:
        whole = [form for form in whole if form.urusan in own]
    # An OPD may own groups of kemiskinan alone.
    first = {form.bagian for form in whole[:1]} if own else {SPM}
    parts = (begun_parts(whole, begun) or first) if bagian is None else bagian
    forms = [form for form in whole if form.bagian in parts]
    latar = backgrounds.backgrounds(office, wilayah, periode, forms)
    gathered = []
    for form in forms:
        values = questions.sheet_values(office, form.kode, wilayah.kode, periode)
        found = evaluate(form, values.now, values.before, values.last_year, latar[form.kode])
        gathered.append(LembarIsi(grown(form, values.now), values, found.temuan))
    return gathered


def begun_parts(forms: Iterable[Formulir], begun: Container[str]) -> set[str]:
    """The parts of the work in which a form, named by its code, was begun."""
    return {form.bagian for form in forms if form.kode in begun}


def blockers(
    office: Office,
    acuan: Acuan,
    periode: Periode,
    wilayah: str,
    bagian: Container[str] | None = None,
) -> list[Hambatan]:
    """Everything that keeps a period from being signed; empty required cells do not."""
    region = acuan.lists.region(wilayah, str(periode))
    gathered = gather(office, acuan, periode, region, bagian)
    return blockers_in(office, acuan, gathered, periode, region)


def blockers_in(
    office: Office,
    acuan: Acuan,
    gathered: Sequence[LembarIsi],
    periode: Periode,
    wilayah: Wilayah,
) -> list[Hambatan]:
    """The same for sheets that have been gathered."""
    found: list[Hambatan] = []
    if not any(one.values.now for one in gathered):
        found.append(_situation("paket_kosong", wilayah=wilayah.nama, periode=periode.judul))
    known = certificates.certificates(office, wilayah=wilayah.kode)
    if not any(one.peran in profil_x509.PERAN for one in known):
        found.append(_situation("paket_tanpa_sertifikat", wilayah=wilayah.nama))
    for one in gathered:
        found += _unfit_texts(one, periode)
        found += [
            _at_cell(one.form, periode, temuan, temuan.saran)
            for temuan in one.temuan
            if temuan.blocks(FASE)
        ]
    forms = [one.form for one in gathered]
    private = jaga_pribadi.obstacles(office, forms, periode, wilayah.kode, acuan.wilayah.values())
    found += [Hambatan(*one) for one in private]
    notes = catatan_paket.rows(office, wilayah.kode, periode, gathered)
    for error, kode, sel in catatan_paket.refusals(notes):
        found.append(Hambatan(error.kode, error.pesan, error.saran, kode, sel))
    found += [_unanswered(one) for one in jawab.blocking(office, wilayah.kode, periode, forms)]
    warned = warnings_in(office, gathered, periode, wilayah)
    return found + [one.hambatan for one in warned if not one.berlaku]


def warnings_in(
    office: Office, gathered: Sequence[LembarIsi], periode: Periode, wilayah: Wilayah
) -> list[Peringatan]:
    """Every warning that has to be answered before signing, answered ones included."""
    given = reasons.reasons(office, wilayah.kode, periode)
    return [
        _warning(asked(one.form, periode, temuan), given)
        for one in gathered
        for temuan in one.temuan
        if wants_reason(temuan)
    ]


def asked(form: Formulir, periode: Periode, temuan: Temuan) -> Hambatan:
    """A warning as something that waits for a reason."""
    waits = _at_cell(form, periode, temuan, LontarError("alasan_diperlukan").saran)
    return waits._replace(sidik=reasons.fingerprint(temuan.terikat))


def wants_reason(temuan: Temuan) -> bool:
    """Whether a finding may stay as it is, but not without a reason."""
    return temuan.tingkat(FASE) == "peringatan"


def answer(office: Office, hambatan: Hambatan, alasan: str, *, label: str, pelaku: str) -> Tindakan:
    """Keep why a warning is accepted; it holds as long as the warning says the same.

    Raises:
        LontarError: the text cannot be kept or sent, or the disk refuses.

    """
    kunci = Kunci(hambatan.formulir, office.identitas.wilayah, hambatan.periode)
    return reasons.give_reason(
        office,
        kunci,
        hambatan.kode,
        hambatan.sel,
        hambatan.sidik,
        teks_paket.line(alasan, t("pribadi.tempat.alasan_ini")),
        label=label,
        pelaku=pelaku,
    )


def reason_for(temuan: Temuan, given: Mapping[reasons.Key, reasons.Alasan]) -> str:
    """Why the office lets a finding stand; empty when it gave no reason for exactly this."""
    key = temuan.formulir, temuan.aturan.kode, temuan.sel
    return reasons.standing(given, key, reasons.fingerprint(temuan.terikat)) or ""


def _warning(waits: Hambatan, given: Mapping[reasons.Key, reasons.Alasan]) -> Peringatan:
    known = given.get((waits.formulir, waits.kode, waits.sel))
    if known is None:
        return Peringatan(waits, "", berlaku=False)
    return Peringatan(waits, known.alasan, berlaku=known.sidik == waits.sidik)


def _at_cell(form: Formulir, periode: Periode, temuan: Temuan, saran: str) -> Hambatan:
    home = str(form.home_period(temuan.sel, periode))
    return Hambatan(temuan.aturan.kode, temuan.pesan, saran, form.kode, temuan.sel, home)


def _unanswered(butir: Butir) -> Hambatan:
    """A question that has to be answered first."""
    asked = {
        "penanya": asker(opd=bool(butir.tanya.opd)),
        "pertanyaan": butir.tanya.teks,
        "formulir": butir.form.nama,
        "sel": butir.sel.label,
    }
    told = _situation("pertanyaan_belum_dijawab", **asked)
    return told._replace(formulir=butir.form.kode, sel=butir.sel.kode, periode=butir.kunci.periode)


def _situation(kode: str, **data: object) -> Hambatan:
    error = LontarError(kode, **data)
    return Hambatan(kode, error.pesan, error.saran)


def _unfit_texts(lembar: LembarIsi, periode: Periode) -> list[Hambatan]:
    form, found = lembar.form, []
    # Nearly always all of them are fit, and together that is seen in half the time.
    with suppress(LontarError):
        paket.value_rows([form], {form.kode: lembar.values.now}, periode)
        return []
    for sel, nilai in lembar.values.now.items():
        try:
            paket.value_rows([form], {form.kode: {sel: nilai}}, periode)
        except LontarError as error:
            found.append(_situation(error.kode, **error.data)._replace(formulir=form.kode, sel=sel))
    return found
