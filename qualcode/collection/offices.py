"""What somebody is (*Sekretaris Lurah*, *buruh harian*), told from a name that may stand at the same place of a header.

A name must enter no record: words behind an office count as part of it only where no name can be among them.
"""

from __future__ import annotations

import re

_OFFICE = re.compile(
    r"(?:wakil |mantan )?(?:lurah|kades|camat|sekretaris|sekcam|seklur|bendahara|kepala|kabag|kasubag|kasi|kaur|ketua"
    r"|staf|pegawai|petugas|operator|warga|masyarakat|pengguna|tokoh|guru|dosen|siswa|mahasiswa|orang tua|pedagang"
    r"|petani|nelayan|buruh|ibu rumah tangga|karyawan|manajer|direktur|perawat|bidan|dokter|kader|pengurus|anggota"
    r"|pelanggan|pengunjung|pasien|sekdes|kadus|kadis|kabid|pemilik|penjual|pengrajin|perajin|pengusaha|pelaku usaha"
    r"|pengelola|pengasuh|pendamping|relawan|penyuluh|sopir|pengemudi|ustaz|ustazah|santri|wali murid|wali kelas"
    r"|istri|suami|penjaga|penjahit|pengurus|anggota|tukang|pekerja|konselor|apoteker|pustakawan|amil|takmir)\b",
    re.IGNORECASE,
)
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        lurah kelurahan desa dusun rt rw camat kecamatan kantor dinas seksi bagian bidang sub urusan pelayanan
        umum kepegawaian keuangan pemerintahan pembangunan kesejahteraan sosial ekonomi perencanaan administrasi
        kependudukan perizinan loket arsip sistem informasi tata usaha tetap honorer kontrak negeri sipil swasta
        sekolah dasar menengah kelas kunci utama tokoh masyarakat adat agama pemuda perempuan warga pengguna
        layanan setempat rumah tangga sakit puskesmas harian kaki lima lepas kecil pensiunan dan bendahara
        sekretaris kepala ketua wakil staf pegawai petugas operator guru siswa tua mahasiswa pedagang petani
        nelayan buruh komite karang taruna pkk posyandu lpm bpd kelompok tani nelayan koperasi bimbingan konseling
        mata pelajaran matematika bahasa indonesia inggris agama olahraga kesenian sejarah biologi kimia fisika
        kurikulum kesiswaan sarana prasarana humas perpustakaan laboratorium ruangan ruang rawat inap jalan igd icu
        poli gizi gigi anak kebidanan keperawatan kesehatan lingkungan hukum gudang produksi pemasaran penjualan
        personalia cabang unit bk bp tu uks ipa ips pai pkn sd mi smp mts sma ma smk paud tk tpq rw rt lurah kades
        sekdes kadus warung toko usaha umkm kafe kedai kos bengkel salon jamu gorengan batik kopi tembakau padi sawit
        karet ternak kapal ojek angkot masjid mushola gereja pesantren yayasan bumdes gapoktan pokdarwis bpbd bkkbn kua
        dusun lingkungan kader hukum koperasi perpustakaan kelurahan murid balita lansia difabel
        personalia cabang unit pasar sayur ikan kelontong bakso keliling pembimbing penguji pengajar ngaji muda madya
        """,
    )
)
"""Words that make an office more exact; any other word behind one may be somebody's name (``Lurah Budi``)."""


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
