"""What will be in the package, and what stands in the way of stating it complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.domain.angka import format_number
from app.domain.bagian import SPM
from app.domain.bukti import megabytes
from app.domain.indeks import kategori
from app.errors import LontarError
from app.teks import t
from app.ui import sizes
from app.ui.pages import home_figures, home_ways
from app.ui.pages.home_parts import ListCard
from app.ui.pages.home_region import unserved
from app.ui.pages.home_urusan import counts, index_text, index_title
from app.ui.pages.package_known import definitions
from app.ui.pages.package_obstacles import ObstacleList
from app.ui.pages.package_parts import PartsChoice
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.facts import Facts
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.meter import Meter
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.exchange.hambatan import Hambatan, LembarIsi
    from app.store.dispatch import Paket
    from app.ui.pages.home_figures import Figures
    from app.ui.session import Session


class StateCard(ListCard):
    """Completeness in words, then everything that has to be settled first.

    `waiting` stands in the way; `repeated` is the package whose figures would be sent once more.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(t("paket_layar.isi.judul"))
        self._session = session
        self._seen: tuple[object, ...] = ()
        self._gathered: list[LembarIsi] = []
        self.waiting: list[Hambatan] = []
        self.repeated: Paket | None = None
        self.count = Text(t("paket_layar.isi.dibaca"), Step.STRONG)
        self.meter = Meter(t("paket_layar.isi.judul"))
        self.words = text.muted()
        self.facts = Facts()
        self.parts = PartsChoice()
        self.messages = MessageBar()
        self.obstacles = ObstacleList()
        facts = QVBoxLayout()
        facts.setContentsMargins(sizes.S, 0, sizes.S, sizes.S)
        facts.setSpacing(sizes.S)
        for part in (self.parts, self.count, self.meter, self.words, self.facts):
            facts.addWidget(part)
        self.body.addLayout(facts)
        self.body.addWidget(self.messages)
        self.body.addWidget(self.obstacles, 1)
        self.obstacles.answered.connect(self._answer)
        self.obstacles.wanted.connect(self._go)
        self.setFocusProxy(self.obstacles)
        # Until the sheets were read there is nothing to show or to answer.
        self.meter.hide()
        kept = self.obstacles.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.obstacles.setSizePolicy(kept)
        self.obstacles.hide()

    def refresh(self) -> None:
        """Look at the sheets as the exporter will; after a mere reason, only at the reasons."""
        from app.exchange import hambatan, pernyataan

        session, seen = self._session, self._moment()
        office, periode, region = session.office, session.periode, session.region
        known = definitions(session)
        if seen != self._seen:
            gathered = hambatan.gather(office, known, periode, region)
            self.parts.show_parts({one.form.bagian for one in gathered})
            wanted = self.parts.parts
            self._gathered = [one for one in gathered if not wanted or one.form.bagian in wanted]
            self._show_progress(home_figures.read(session))
            self._seen = seen
        found = hambatan.blockers_in(office, known, self._gathered, periode, region)
        # Who is missing is said, and mended, beside: by name, for both hands.
        found = [one for one in found if one.kode != "paket_tanpa_sertifikat"]
        warnings = hambatan.warnings_in(office, self._gathered, periode, region)
        self.waiting = found
        codes = {one.form.kode for one in self._gathered}
        self.repeated = pernyataan.repeated(office, session.wilayah, periode, codes)
        self.meter.show()
        self.obstacles.show()
        self.obstacles.show_entries(found, warnings, session.forms)

    def _moment(self) -> tuple[object, ...]:
        """Everything the figures hang on; when it is the same, they are."""
        from app.store import dispatch, riwayat

        session = self._session
        office, place = session.office, (session.wilayah, session.periode)
        gestures = riwayat.head(office.conn, office.identitas.office_id).tindakan
        revisi = dispatch.next_revision(office, *place)
        return (*place, session.metode, revisi, gestures, *(self.parts.parts or ()))

    def _show_progress(self, figures: Figures) -> None:
        said = counts(figures)
        self.count.setText(t("paket_layar.isi.layanan", keadaan=said))
        self.meter.show_share(figures.count("lengkap") / max(len(figures.layanan), 1), said)
        empty = len(figures.kelengkapan.kosong)
        key = "belum_lengkap" if empty else "lengkap"
        self.words.setText(t(f"paket_layar.isi.{key}", jumlah=format_number(empty)))
        self.facts.show_lines(self._facts(figures))

    def _facts(self, figures: Figures) -> list[tuple[str, str]]:
        """What the summary of the package will say, people not served first."""
        from app.store import evidence_opd, questions

        session, node = self._session, figures.indeks
        number, unit = unserved(figures.belum)
        band = kategori(node.nilai, figures.metode) if node.nilai is not None else ""
        if node.nilai is not None and node.final is None:
            band = t("beranda.indeks.kategori_sementara", kategori=band)
        unsent = questions.unsent_count(session.office, session.wilayah, session.periode)
        nihil, answers = self._without_letter(), self._answers()
        owing = evidence_opd.owing(session.office, session.wilayah, session.periode)
        begun = [one for group in figures.lain for one in group.layanan if one.form.bagian != SPM]
        whole = sum(one.progress == "lengkap" for one in begun)
        kemiskinan = t("paket_layar.bagian.lengkap", jumlah=whole, semua=len(begun))
        return [
            (t("beranda.belum.judul"), f"{number} {unit}".strip()),
            (index_title(session), f"{index_text(node)} {band}".strip()),
            *([(t("paket_layar.bagian.kemiskinan_isi"), kemiskinan)] if begun else []),
            (t("paket_layar.isi.belum_dikirim"), format_number(unsent)),
            *([(t("catatan.fakta"), noted)] if (noted := self._notes()) else []),
            (t("paket_layar.isi.bukti"), self._evidence()),
            *([(t("bukti.opd.di_paket"), ", ".join(owing))] if owing else []),
            *([(self._answers_to(), format_number(answers))] if answers else []),
            *([(t("paket_layar.isi.tanpa_surat"), format_number(nihil))] if nihil else []),
        ]

    def _notes(self) -> str:
        """How many notes travel along, and how many of them are not as they were sent last."""
        from app.exchange import catatan_kata, catatan_paket
        from app.store import notes

        session = self._session
        place = session.office, session.wilayah, session.periode
        going = catatan_paket.rows(*place, self._gathered)
        codes = {one.form.kode for one in self._gathered}
        changed = [letak for letak in notes.unsent(*place) if letak.formulir in codes]
        return catatan_kata.along(going, len(changed))

    def _evidence(self) -> str:
        """How much evidence goes along, and how much stays at home."""
        from app.store import evidence

        session = self._session
        listed = evidence.evidence(session.office, session.wilayah, session.periode)
        along = evidence.total([one for one in listed if one.ikut])
        home = sum(not one.ikut for one in listed)
        key = "bukti_sebagian" if home else "bukti_jumlah"
        mb = megabytes(along.bytes)
        return t(f"paket_layar.isi.{key}", jumlah=along.berkas, mb=mb, rumah=home)

    def _answers(self) -> int:
        """How many answers to questions go along."""
        from app.exchange import jawab

        session = self._session
        place = session.office, session.wilayah, session.periode
        return len(jawab.rows(*place, session.forms.values()))

    def _answers_to(self) -> str:
        from app.exchange import butir_tanya

        return t("tanya.isi_paket", penanya=butir_tanya.asker(opd=self._session.is_opd))

    def _without_letter(self) -> int:
        """In how many layanan Nihil is declared without its statement letter."""
        from app.exchange import surat_nihil
        from app.store import evidence, questions, reasons

        place = self._session.office, self._session.wilayah, self._session.periode
        values = questions.values_of_period(*place)
        proven = {(one.formulir, one.sel) for one in evidence.evidence(*place)}
        declared = surat_nihil.declared(reasons.reasons(*place))
        return len(surat_nihil.without_letter(values, proven, declared))

    def _answer(self, one: Hambatan, alasan: str) -> None:
        self.messages.hide()
        before = self._moment()
        try:
            done = self._session.explain(one, alasan)
        except LontarError as error:
            self.messages.tell_error(error)
            self.obstacles.stay()
            return
        if not done.id:
            self.obstacles.stay()
        elif before == self._seen:
            # Nothing but this reason is new.
            self._seen = self._moment()

    def _go(self, one: Hambatan) -> None:
        if one.kode == "pertanyaan_belum_dijawab":
            home_ways.to_asked(self, one.formulir, one.sel)
        elif one.formulir:
            home_ways.to_cell(self, one.formulir, one.sel)
        elif one.kode == "pribadi_pengaturan":
            home_ways.to_settings(self, "pengguna")
        else:
            home_ways.to_page(self, "spm")
