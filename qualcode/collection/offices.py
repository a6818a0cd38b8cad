"""What somebody is (*Sekretaris Lurah*, *buruh harian*), told from a name that may stand at the same place of a header.

A name must enter no record: words behind an office count as part of it only where no name can be among them.
"""

from __future__ import annotations

import re

_OFFICES = """
    lurah kades camat sekretaris sekcam seklur bendahara kepala kabag kasubag kasubid kasi kaur ketua staf staff pegawai
    petugas operator warga masyarakat pengguna tokoh guru dosen siswa siswi mahasiswa mahasiswi pelajar pedagang petani
    nelayan buruh karyawan karyawati manajer manager direktur perawat bidan dokter kader pengurus anggota pelanggan
    pengunjung pasien sekdes kadus kadis kabid pemilik penjual pengrajin perajin pengusaha pengelola pengasuh pendamping
    relawan penyuluh sopir supir pengemudi ustaz ustadz ustazah ustadzah kiai kyai santri santriwati istri suami penjaga
    penjahit tukang pekerja konselor apoteker pustakawan amil takmir satpam security barista chef koki juru kurir
    fotografer videografer jurnalis wartawan reporter editor penulis penyiar seniman penari penyanyi musisi pelukis
    dalang sinden desainer arsitek insinyur programmer teknisi mekanik montir masinis pilot pramugari nakhoda pelaut abk
    kasir pramusaji pelayan pramuniaga salesman sales marketing agen makelar pengepul tengkulak distributor supplier
    produsen konsumen pembeli nasabah wirausaha wiraswasta wiraswastawan entrepreneur influencer youtuber selebgram
    streamer kreator konten peternak pembudidaya penambang penyadap pemetik pemulung pengamen juragan mandor pemandu
    penyelam porter akuntan auditor notaris pengacara advokat jaksa polisi polwan tentara babinsa bhabinkamtibmas
    pensiunan veteran psikolog psikiater terapis fisioterapis radiografer sanitarian analis ahli pakar peneliti pelatih
    atlet wasit instruktur tutor mentor pengajar widyaiswara pengawas rektor dekan kaprodi wakasek alumni alumnus
    penerima korban penyintas penyandang pelaku penghuni penghulu modin pendeta pastor biksu pemangku pawang dukun tabib
    paraji perias perangkat pamong hansip linmas juru pejabat aktivis koordinator fasilitator moderator narapidana napi
    pengungsi perantau migran tki tkw penenun pembatik pengukir penyapu pembantu pengasuh babysitter
    driver ojol ojek resepsionis sekuriti office admin administrator pemohon jamaah jemaat umat
    remaja pemuda lansia difabel janda duda lebai perbekel keuchik sesepuh tetua pemuka pegiat penggiat owner founder
    ceo leader supervisor spv crew kru teller cs mandor
"""
_OFFICE = re.compile(
    r"(?:wakil |mantan |eks |calon )?(?:ibu rumah tangga|orang ?tua|pelaku usaha"
    r"|wali (?:murid|kelas|siswa|santri|nagari)|content creator"
    r"|tenaga (?:kesehatan|kependidikan|pendidik|honorer|kontrak|medis|ahli)"
    rf"|{'|'.join(_OFFICES.split())})\b",
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
        gempa banjir tsunami longsor kekerasan pernikahan pengantin anjungan paket barang kain tenun ukir gerabah
        anyaman kerajinan kuliner jajanan keripik tempe tahu madu susu telur ayam sapi kambing lele udang garam
        rumput laut tebu jagung cabai bawang sayuran bunga kakao cengkeh pala kelapa aren perah potong air listrik
        instalasi farmasi pengelolaan jaga malam siang pagi shift pabrik konveksi garmen tekstil migran perantau
        semester angkatan fakultas jurusan prodi universitas politeknik institut pondok asrama panti werdha jompo
        bos osis bk pramuka hmj bem ukm rohis inti biasa luar formal informal utama madrasah aliyah tsanawiyah
        ibtidaiyah
        kelurahan provinsi kabupaten kota dprd dpr kpu bawaslu tni polri polsek polres koramil kodim imigrasi
        bantuan langsung tunai beasiswa jaminan asuransi bpjs pekka gratis baru lama senior junior ahli
        museum galeri candi makam goa curug taman hutan mangrove waduk bendungan bandara
        stasiun pelabuhan apotek klinik laundry swalayan minimarket supermarket mall distro percetakan studio radio
        televisi penerbit barbershop rental kwt gmim hkbp
        es teh soto sate mie nasi roti kue buah koran mainan pulsa pakaian baju sepatu rokok jajan gas galon tbm
        bumn tps sampah bank simpan pinjam kredit nasabah
        penyandang disabilitas tunanetra tuli autis abk inklusi
        """,
    )
)
"""Words that make an office more exact; any other word behind one may be somebody's name (``Lurah Budi``)."""


_CALLED = frozenset(
    re.findall(
        r"\w+",
        """
        lurah kades kadus camat sekdes bidan dokter guru dosen perawat ustaz ustadz ustazah ustadzah kiai kyai pendeta
        pastor modin penghulu pawang dukun kepala ketua wakil staf staff pegawai petugas
        desa dusun kelurahan kecamatan
        """,
    )
)
"""Offices with which people are called, before their name; and what has a name of its own."""

_NOBODY = frozenset(("contoh", "anonim", "samaran", "rahasia"))
"""Words that stand for a name."""

_DERIVED = re.compile(r"(?:pe|ke)\w{4,}an")
"""Nouns made with *pe-…-an* and *ke-…-an* (*pengelolaan*, *kebersihan*), which nobody is called."""

_LEAST_LETTERS = 5
"""Letters of a word of the language that is not in the list: short ones are often names, too."""

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
    office = _OFFICE.match(words)
    if office is None:
        return False
    rest = re.findall(r"[^\W_]+", words[office.end() :])
    small = office.group()[0].isupper() and not office.group().isupper()
    before = [office.group().split()[-1].casefold(), *map(str.casefold, rest)]
    return all(
        word.isdecimal() or (small and word.islower()) or _tells_office(word, called=above in _CALLED)
        for above, word in zip(before, rest, strict=False)
    )


def _tells_office(word: str, *, called: bool) -> bool:
    """Whether a word makes an office more exact: of the list, a numeral, or a word of the language that is no name.

    Behind an office by which people are ``called`` (*Lurah*, *Bidan*) stands a name, though it be such a word.
    """
    folded = word.casefold()
    if folded in _WORDS or _DERIVED.fullmatch(folded) or re.fullmatch("[IVX]+", word):
        return True
    if called or len(word) < _LEAST_LETTERS or folded in _NOBODY:
        return False
    from qualcode.collection.identities.common import is_given_name
    from qualcode.language import is_word

    return is_word(folded) and not is_given_name(folded)
