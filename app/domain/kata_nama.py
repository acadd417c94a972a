"""Words that tell a list of people from a list of places, offices, goods or works.

Nothing here names a person: given names that many bear, titles, and words no name contains.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMA_DEPAN = _words(
    """
    abdul abdullah abdurrahman achmad adelina adolfina adrianus agnes agus agustina agustinus
    ahmad aisyah aleksander alexander alfonsus aloysius ambrosius aminah anastasia andi
    andreas angelina anggraini antonia antonius apolonia arif arnoldus bambang benediktus
    bernadeta bernadetha bernadus bernardus blasius bonefasius bonifasius damaris daud debora
    dedi desiana dewi dominikus donatus dorothea dwi efendi eko elias elisabet emilia
    emerensiana endang ester fabianus fatimah ferdinandus ferderika filipus firmansyah
    fitriani florentina fransiska fransiskus frederikus gabriel gaudensia gregorius gunawan
    handayani hariyanto haryanto hasan helena hendra hendrikus herlina hermanus hermina
    hironimus husein ibrahim ida ignasius imelda irene irwan isak ismail iwan jakobus
    januarius johanes johannes joko jonathan josef julianus juliana karolina katarina khadijah
    kornelis kornelius krispina kristianus kristina kurniawan laurensius leonardus lidia
    ludgardis ludovikus lusia lukas magdalena margaretha margareta maria mariana marianus
    markus marlina marselina marselinus marta martha martinus maryam matius melania melkianus
    merlin mikael mikhael mohamad mohammad monika muhamad muhammad naomi natalia nikodemus
    nikolaus ningsih novita nugroho nuraini nurhayati oktavianus oktaviana oktovianus orpa
    otniel paulina paulus petronela petrus pius priska rahmat ratna regina rizki rizky
    robertus rofinus rosalia rosalina rosina rudi sarah saputra sebastianus selviana serafina
    servasius sesilia setiawan silvester simon sisilia siti skolastika soleman sri stefania
    stefanus stephanus sugeng sulastri suryani susana susanti susanto sutrisno syahrul syamsul
    taufik theresia teresia thomas timotius titus tri tuti umar urbanus usman valentinus
    veronika viktor viktoria vinsensius wati welmince wilhelmina wilhelmus wulandari yakob
    yakobus yanti yasinta yeremias yermias yohana yohanes yohanis yohannes yonathan yosefina
    yosep yoseph yosef yovita yublina yulia yuliana yuliani yulianus yunita yusuf yustina
    zainal zakarias
    """
)
"""Given names common in Indonesia and in Nusa Tenggara Timur."""

BENDA = _words(
    """
    kabupaten kab kota kecamatan kec desa ds kelurahan kel dusun rt rw lingkungan provinsi
    prov pulau kampung nagari distrik wilayah daerah utara selatan timur barat tengah tenggara
    hulu hilir raya jalan jl jln gang lorong jembatan sungai danau teluk tanjung gunung bukit
    pantai pasar terminal pelabuhan bandara bandar pos perumahan kompleks blok lokasi tempat
    alamat dinas badan bagian biro bidang seksi subbag subbagian sekretariat kantor
    kementerian opd skpd direktorat inspektorat satuan satpol satgas bpbd bappeda bapperida
    bkkbn bps bpjs dprd dpr pemkab pemkot pemprov pemerintah pemerintahan pemda setda unit upt
    uptd instalasi puskesmas pustu polindes poskesdes posyandu rsud rs rsia rsup klinik apotek
    laboratorium labkesda gudang faskes sekolah sd sdn sdi sdk sdlb slb smp smpn smpk sma smak
    sman smk mi mts ma tk paud pkbm skb kb tpa spnf kober universitas akademi politeknik
    stikes panti asuhan lksa yayasan lembaga sakit balai loka pt cv ud koperasi bumdes
    perusahaan bank kelompok tani ternak nelayan gapoktan kube kwt tim panitia komite forum
    ormas lsm gereja masjid musala mushola pura jemaat gmit paroki kapela stasi santo santa
    sto sta st pondok pesantren polres polsek polda kodim koramil korem kejaksaan pengadilan
    bnn bnpb basarnas tagana pmi damkar pln pdam perumda unicef program kegiatan subkegiatan
    sub pelayanan layanan penyediaan pengadaan pengelolaan pembangunan rehabilitasi
    peningkatan pemenuhan pendataan pelatihan sosialisasi bimbingan teknis rapat koordinasi
    monitoring evaluasi supervisi workshop lokakarya pembinaan pemberdayaan perlindungan dana
    alokasi anggaran bok dak dau apbd apbdes apbn jkn kis kip pkh bpnt pbi sembako sertifikat
    surat keputusan peraturan perda perbup perwali pergub permendagri permenkes undang standar
    spm vaksin imunisasi tablet sirup kapsul vitamin obat alat reagen strip kit formulir buku
    kartu media gizi stunting tuberkulosis tb tbc hiv aids diabetes melitus hipertensi kanker
    skrining deteksi malaria kusta rabies dbd diare asam folat besi darah suntik infus makanan
    tambahan penyakit poster leaflet paket seragam meja kursi laptop mobil motor ambulans
    kendaraan tenda selimut beras air bersih minum limbah sanitasi spam ipal tangki septik
    septiktank pipa sumur bor jaringan drainase irigasi listrik jamban mck sambungan bahan
    barang jenis judul berkas dokumen
    """
)
"""Places, offices, works, goods: a heading with one of these words is about things."""

KATA = _words(
    """
    bupati wali walikota gubernur wakil menteri presiden kepala camat lurah kades direktur
    ketua sekretaris anggota bendahara pengguna kuasa pejabat plt plh pj penjabat asisten staf
    staff ajudan operator verifikator pimpinan kasi kabid kabag kasubag kasubbag kepsek
    pengawas penilik penyuluh koordinator pelaksana terampil ahli muda madya spesialis umum
    gigi kandungan bedah saudara bapak bantuan khusus minimal pendidikan kesehatan sosial
    pekerjaan ketenteraman ketertiban dasar menengah kesetaraan usia dini anak balita bayi
    baduta ibu hamil bersalin nifas menyusui lansia lanjut remaja penyandang disabilitas
    telantar terlantar gelandangan pengemis korban bencana kebakaran banjir longsor gempa
    penduduk masyarakat warga keluarga miskin rumah tangga penerima sasaran siswa murid
    peserta guru tenaga medis paramedis bidan perawat dokter apoteker kader petugas relawan
    pekerja orang laki perempuan pria wanita jiwa odgj odha wts dtks dtsen pkk januari
    februari maret april mei juni juli agustus september oktober november desember senin
    selasa rabu kamis jumat sabtu minggu dan atau yang untuk dengan dari pada di ke oleh
    karena sebagai tahun bulan triwulan semester tahap nomor tabel lampiran data laporan hasil
    capaian target realisasi pagu kurang tidak belum sudah jumlah total kekurangan
    keterbatasan akses jarak cuaca musim hujan kemarau terpencil sulit masalah solusi upaya
    permasalahan hambatan kendala tindak penyebab faktor kurangnya rendahnya tingginya
    terbatasnya adanya masih telah akan agar perlu semua seluruh sebagian beberapa atas bawah
    dalam luar lama baru besar kecil muka pemberian sangat dapat harus bisa ada saat ini itu
    juga serta nusa indonesia ntt timor flores sumba alor rote sabu raijua lembata kupang ende
    sikka ngada nagekeo manggarai belu malaka adonara solor pantar hari pahlawan kemerdekaan
    pancasila garuda merdeka bakti karya harapan sehat sejahtera mandiri maju jaya abadi
    lestari indah pertiwi melati mawar kenanga anggrek teratai flamboyan cempaka dahlia
    """
)
"""Offices people hold, groups of people, months, and words of sentences."""

BUKAN_NAMA = BENDA | KATA
"""No name of a person contains one of these."""

KEPALA_ORANG = _words(
    """
    nama daftar identitas inisial penerima manfaat peserta siswa murid guru bidan perawat
    dokter kader petugas pasien anak balita bayi ibu lansia korban warga orang keluarga kepala
    penyandang disabilitas relawan pengurus anggota hadir bantuan dampingan binaan meninggal
    sebagai berikut yaitu antara lain atas by name yang belum sudah tidak terlayani dilayani
    dirujuk
    """
)
"""Words of a heading that announces names of people, "Nama anak yang belum terlayani"."""

GELAR_DEPAN = (
    r"(?:(?:Bpk|Bp|Sdr|Sdri|Ny|Tn|An|By|Drs|Dra|Ir|Prof|Dr|dr|drg|Hj|H|Pdt|Rm|Alm|Almh)\."
    r"|Bpk|Bapak|Ibu|Sdr|Sdri|Saudara|Saudari|Nyonya|Tuan|Romo|Pater|Suster|Bruder|Almarhum|Almarhumah"
    r"|dr|drg)"
)
"""A title before a name; a dot marks the short ones off from syllables."""

PEKERJAAN = r"(?:[Bb]idan|[Pp]erawat|[Kk]ader|[Gg]uru|[Pp]asien|[Dd]okter)"
"""What somebody does, before a name; alone it proves nothing ("Bidan Desa")."""

GELAR_BELAKANG = (
    r"(?:S\.? ?(?:IP|Pd|PdI|Kep|KM|H|E|Sos|STP|ST|T|Si|Ag|Th|Kom|Farm|Gz|Keb|Tr|Psi|Ked|Hut|P|AP)"
    r"|SKM|SSTP?|SPd|SIP|SKep|SSos|SE|SH|ST|MM|MSi|MKes|MPd|MAP"
    r"|M\.? ?(?:Si|Kes|Pd|M|H|T|AP|Sc|Kep|Th|Hum)|A\.? ?Md\.?(?: ?(?:Keb|Kep|Gz|AK|Farm))?"
    r"|AMd|AMK|Ners?|Apt|Sp\.? ?[A-Z]{1,3})\b\.?(?:,? ?Ners\b)?"
)
"""A degree behind a name."""

BULAN = (
    r"(?:Januari|Februari|Pebruari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November"
    r"|Nopember|Desember)"
)
TANGGAL = re.compile(
    rf"[0-3]?\d(?:[-/.][01]?\d[-/.]| {BULAN} )(?:19|20)\d\d\b|(?:19|20)\d\d-[01]\d-[0-3]\d\b",
    re.IGNORECASE,
)
"""A day of the calendar as it stands beside a name."""
