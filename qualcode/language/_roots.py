"""Roots that the stemmer's own list lacks, and forms that it takes apart wrongly. The one place to mend a stem."""

from __future__ import annotations

from qualcode.language._words import listed

MORE_ROOTS = frozenset(
    listed(
        """
    print scan klik upload download chat posting update share input online offline edit setting kontak laptop komputer
    modem wifi internet web aplikasi server sistem data foto fotokopi printer scanner admin operator lurah kelurahan
    setuju telat lelet colok rapi sobek capek betah repot bingung ribet bikin kasih bilang nongkrong obrol nyaman
    santai kompak luring daring unduh unggah absen apel piket honorer loket antre stempel cap paraf tanda agenda berkas
    gaji tunjangan tilang denda suap pungli sogok lapor jemput titip tagih curhat omel sindir tegur marah sabar rela
    ikhlas lihat sampai pakai ramai capai teman pinjam simpan dapat ingat benar cepat
    """
    )
)

STEMS: dict[str, str] = {
    "perbankan": "bank",
    "senilai": "nilai",
    "bernilai": "nilai",
    "berupa": "rupa",
    "serupa": "rupa",
    "persetujuan": "setuju",
    "menyetujui": "setuju",
    "disetujui": "setuju",
    "dikuasai": "kuasa",
    "menguasai": "kuasa",
    "perasaan": "rasa",
    "terasa": "rasa",
    "merasa": "rasa",
    "dirasa": "rasa",
    "berkedudukan": "duduk",
    "kedudukan": "duduk",
    "kedelapan": "delapan",
    "memesan": "pesan",
    "membeli": "beli",
    "menanyakan": "tanya",
    "mengerti": "erti",
    "ngerti": "erti",
    "ngapain": "apa",
    "ngetik": "ketik",
    "diketik": "ketik",
    "dimengerti": "erti",
    "berkepentingan": "penting",
    "kepentingan": "penting",
    "menikah": "nikah",
    "pernikahan": "nikah",
    "pelayan": "layan",
    "pelayanan": "layan",
    "pengarang": "karang",
    "perhatian": "hati",
    "pasukan": "pasukan",
    "bagian": "bagi",
    "berakhir": "akhir",
    "mengaku": "aku",
    "terlambat": "lambat",
    "keterlambatan": "lambat",
    "kesempatan": "sempat",
    "masakan": "masak",
    "perpanjangan": "panjang",
    "beralasan": "alasan",
    "kebanyakan": "banyak",
    "kantoran": "kantor",
    "setengah": "tengah",
    "menangis": "tangis",
    "nangis": "tangis",
    "kemauan": "mau",
    "semau": "mau",
    "sekantor": "kantor",
    "sebulan": "bulan",
    "setahun": "tahun",
    "seminggu": "minggu",
    "sehari": "hari",
    "sejam": "jam",
}
"""Form in lower case → stem."""

NASAL: dict[str, str] = {
    "asih": "kasih",
    "arang": "karang",
    "ira": "kira",
    "ata": "kata",
    "eluh": "keluh",
    "umpul": "kumpul",
    "antuk": "kantuk",
    "erja": "kerja",
    "antri": "antre",
    "antor": "kantor",
    "asi": "kasih",
}
"""What follows ``ng-`` where the k is lost and the rest is a word, too (``ngasih`` is *kasih*, not *asih*)."""

WITH_C = frozenset(listed("ari oba uci abut ium olok ontek etak uri ukur icil ontoh opet ap opot ampur eker olek ubit"))
"""What follows ``ny-`` where it stands for c, not s (``nyari`` is *cari*)."""
