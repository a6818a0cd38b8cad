"""What somebody is (*Sekretaris Lurah*, *buruh harian*), told from a name that may stand at the same place of a header.

A name must enter no record: words behind an office count as part of it only where no name can be among them.
"""

from __future__ import annotations

import re

_OFFICE = re.compile(
    r"(?:wakil |mantan )?(?:lurah|kades|camat|sekretaris|sekcam|seklur|bendahara|kepala|kabag|kasubag|kasubid|kasi"
    r"|kaur|ketua|staf|pegawai|petugas|operator|warga|masyarakat|pengguna|tokoh|guru|dosen|siswa|mahasiswa"
    r"|orang tua|pedagang|petani|nelayan|buruh|ibu rumah tangga|karyawan|manajer|direktur|perawat|bidan|dokter|kader"
    r"|pengurus|anggota"
    r"|pelanggan|pengunjung|pasien|sekdes|kadus|kadis|kabid|pemilik|penjual|pengrajin|perajin|pengusaha|pelaku usaha"
    r"|pengelola|pengasuh|pendamping|relawan|penyuluh|sopir|pengemudi|ustaz|ustazah|santri|wali murid|wali kelas"
    r"|istri|suami|penjaga|penjahit|pengurus|anggota|tukang|pekerja|konselor|apoteker|pustakawan|amil|takmir)\b",
    re.IGNORECASE,
)
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        lurah kelurahan desa dusun rt rw camat kecamatan kantor dinas seksi bagian bidang sub urusan
        pelayanan umum kepegawaian keuangan pemerintahan pembangunan kesejahteraan sosial ekonomi
        perencanaan administrasi kependudukan perizinan loket arsip sistem informasi tata usaha tetap
        honorer kontrak negeri sipil swasta sekolah dasar menengah kelas kunci utama tokoh masyarakat adat
        agama pemuda perempuan warga pengguna layanan setempat rumah tangga sakit puskesmas harian kaki lima
        lepas kecil pensiunan dan bendahara sekretaris kepala ketua wakil staf pegawai petugas operator guru
        siswa tua mahasiswa pedagang petani nelayan buruh komite karang taruna pkk posyandu lpm bpd kelompok
        tani koperasi bimbingan konseling mata pelajaran matematika bahasa indonesia inggris olahraga
        kesenian sejarah biologi kimia fisika kurikulum kesiswaan sarana prasarana humas perpustakaan
        laboratorium ruangan ruang rawat inap jalan igd icu poli gizi gigi anak kebidanan keperawatan
        kesehatan lingkungan hukum gudang produksi pemasaran penjualan personalia cabang unit pustu polindes
        poskesdes bk bp tu uks ipa ips pai pkn sd mi smp mts sma ma smk paud tk tpq kades sekdes kadus
        warung toko umkm kafe kedai kos bengkel salon jamu gorengan batik kopi tembakau padi sawit karet
        ternak kapal ojek angkot masjid mushola gereja pesantren yayasan bumdes gapoktan pokdarwis bpbd
        bkkbn kua kader murid balita lansia difabel pasar sayur ikan kelontong bakso keliling pembimbing
        penguji pengajar ngaji muda madya pariwisata kebudayaan pertanian perikanan peternakan kehutanan
        perdagangan perindustrian kominfo statistik pangan modal transmigrasi kerja aset anggaran akuntansi
        data program evaluasi pelaporan pengawasan penegakan trantib kebersihan pertamanan perumahan
        permukiman marga budaya seni kreatif penggerak wanita penduduk keluarga berencana bencana pajak
        retribusi terminal parkir logistik farmasi rekam medis pelatihan pembelajaran akademik distrik
        nagari gampong kampung banjar subak sdm hrd dm pkh bpnt kia madrasah koordinator hipertensi tbc
        stroke kanker rujukan operasional marketing teknik mesin listrik bangunan ojol online daring desain
        digital media perkebunan wisata homestay hotel restoran catering katering kasir marbot bkm dkm tpa
        tps sampah bank simpan pinjam kredit nasabah penyandang disabilitas tunanetra tuli autis abk inklusi
        """,
    )
)
"""Words that make an office more exact; any other word behind one may be somebody's name (``Lurah Budi``)."""


_MOST_WORDS = 9
_OF_SOMETHING = frozenset(
    "kepala ketua wakil mantan manajer direktur pemilik pelaku istri suami tokoh tukang".split()  # noqa: SIM905
)
"""Offices that say little without the word behind them."""


def office_before_name(words: str) -> str:
    """The office with which words begin that go on with what may be a name or a place (``Kepala Desa Contoh``)."""
    parts = words.split(maxsplit=_MOST_WORDS)
    least = 2 if parts and parts[0].casefold() in _OF_SOMETHING else 1
    heads = (" ".join(parts[:count]) for count in range(len(parts) - 1, least - 1, -1))
    return next((head for head in heads if is_office(head)), "") if words[:1].isupper() else ""


def is_office(words: str) -> bool:
    """Whether words say what somebody is and hold no name.

    Behind the office stand known words, numbers, or small letters after its capital (``Staf arsip``).
    """
    if not _OFFICE.match(words):
        return False
    first, *rest = re.findall(r"[^\W_]+", words)
    small = first[0].isupper() and not first.isupper()
    return all(
        word.casefold() in _WORDS or word.isdecimal() or re.fullmatch("[IVX]+", word) or (small and word.islower())
        for word in rest
    )
