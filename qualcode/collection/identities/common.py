"""Words with a capital: those that name nobody, and given names that are words of the language too."""

from __future__ import annotations

_OFFICES_AND_WORDS = """
    lurah sekretaris seklur sekdes sekcam sekda camat rt rw kades kadus kepala ketua wakil bupati wali walikota gubernur
    presiden menteri guru dosen dokter mantri bidan perawat suster polisi tentara babinsa bhabinkamtibmas kasi kaur
    kabag kabid kadis kasubag kasubbag staf staff operator pegawai petugas loket bendahara direktur manajer pimpinan bos
    haji hajah ustaz ustadz ustadzah kiai kyai modin carik dukuh satpam sopir hakim jaksa dewan dpr dprd warga ketua
    pedagang peneliti informan narasumber responden pewawancara mahasiswa imam pendeta pastor romo saya aku kami kita
    kamu anda dia ia beliau mereka itu ini yang dan atau tapi kalau kan ya iya tidak nggak ndak enggak sudah belum juga
    lagi di ke dari untuk dengan pada oleh karena jadi terus maaf permisi silakan terima baik benar betul apa siapa mana
    kapan bagaimana gimana kenapa mengapa berapa ada bisa mau boleh harus masih selamat pak bu ibu bapak mas mbak mba
    bang om tante kak mbah assalamualaikum waalaikumsalam alhamdulillah insyaallah kelurahan desa kecamatan kabupaten
    kota dusun dinas kantor ruang senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli
    agustus september oktober november desember indonesia pns asn nip nik sek anu jangan surat sering udah nah lho lha
    wah wih oh eh lurahnya rtnya bapaknya ibunya ujar kata guru gurunya pembantu kartu keluarga bagian umum urusan seksi
    pkk bpd lpm kpm pkh blt dpc makasih terimakasih nggih njih inggih ngoten ngaten kula kulo kuwi iku iki niku mriki
    mriki mrika ngono ngene mboten sampun matur suwun monggo oke dulu nanti tadi
    bidang tata usaha pelayanan adat jalan gang nomor tanggal waktu tempat nama
"""
NO_NAMES = frozenset(_OFFICES_AND_WORDS.split())
"""Offices, and words that open a sentence: a name ends before them."""

_WORDS = """
    indonesia jawa sumatera sumatra kalimantan sulawesi papua bali lombok sumbawa flores timor maluku ambon madura aceh
    riau jambi bengkulu lampung banten jakarta bandung semarang surabaya yogyakarta jogja medan padang palembang
    makassar manado samarinda balikpapan bontang kutai banjarmasin pontianak kupang mataram denpasar malaysia singapura
    arab saudi mekah makkah madinah belanda jepang cina tiongkok korea taiwan hongkong amerika inggris eropa asia
    instagram facebook whatsapp telegram youtube tiktok twitter google gmail yahoo zoom excel word powerpoint windows
    android samsung nokia alfamart indomaret honda yamaha suzuki toyota bank mandiri kaltim bpjs askes jamkesmas
    posyandu puskesmas pustu polindes poskesdes bumdes karangtaruna paud sppt simpeg dapodik kemenag kemendagri islam
    kristen katolik hindu buddha budha konghucu muslim muslimah allah tuhan yesus alquran quran injil ramadan ramadhan
    idul fitri adha natal lebaran nyepi waisak maulid pancasila insyaallah masyaallah hehe haha hmm senin selasa rabu
    kamis jumat sabtu minggu januari februari pebruari maret april mei juni juli agustus september oktober november
    nopember desember paing pahing pon wage kliwon legi galungan kuningan polres polsek polda polri kodim koramil satpol
    tni kua kpu bmkg pln pdam daeng mama mamak pace mace bapa bunda ayah induk puang karaeng opung ompu ompung amang
    inang tulang suster romo pendeta pastor pater buya datuak pedanda temenggung pdt tn ny dt tgk
    zr sdr sdri bpk ust kh krt shopee tokopedia lazada gojek grab canva drive chrome dukcapil siskeudes srikandi simda
    sipd banjar toraja bugis makassar sunda batak dayak minang melayu buton mandar sasak betawi tionghoa sidenreng
    miles huberman creswell saldana spradley server update online offline genset printer scanner wifi laptop
    fingerprint website password username fotokopi handphone smartphone internet medsos kos kost posbindu satpam
"""
_KNOWN = frozenset(_WORDS.split())
_GIVEN = """
    abdul adi aditya agung agus agustina ahmad aisyah akbar alfi ali alif ami amir andi anggun ani anis anisa arif
    arifin arjuna asep asih astuti ayu baco bagas bahar bambang bayu beni bintang bonar bowo budi cahaya cahya cecep
    citra dahlia damar dani darma darmawan dede dedeh deni dewa dewi dian didin dimas dina doni dwi edi eka eko ela
    elang endang fajar fani farhan feri firman fitri fuad galih galuh gani gede gilang gita gunawan guntur hadi halim
    hamzah hana hanif haris hasan helmi hidayat husin ibnu ida ilham imam iman ina indah indra intan ira jaka jamal
    jamilah jihan johan joko juli kadek kamal karim karina kartika kartini kasim kenanga ketut komang kurnia laras
    lestari lili lilis luluk lusi made mahmud maimun maman mamat maria maringan mawar maya mega meilani melani melati
    meliana mimi mita mukhlis mulya mulyadi mulyani mulyono murni musa nanang nanda nandang nani neneng
    nengah nia nining nirmala nirwana noni nova nur nuraini nuri nyoman oman pandu permata pertiwi puji puput putra
    putri putu rafi rahayu rahman rahmat rama rani rasyid ratih ratna ratu reza ria rian ridho ridwan rini risa rizki
    robin rosa rudi rukmini ruslan salim santi santo santosa sari satria sekar seno siti slamet sri suci sukma
    sulastri sumi suparman surya susanti suti sutini syarif syukur tahir tatang taufik tika tini tirta titi tomi toni
    toto tri tukiman ucok ujang wahid wahyu wangi wati wayan widya wulan yadi yanti yoga yogi yoyo yuda
"""
_NAMES = frozenset(_GIVEN.split())


def is_given_name(word: str) -> bool:
    """Whether a word, in small letters, is a given name though it may be a word of the language."""
    return word in _NAMES


def is_common(word: str) -> bool:
    """Whether a word names nobody: known to everybody, an office, or a form of address."""
    bare = word.strip(".").casefold()
    return bare in _KNOWN or bare in NO_NAMES
