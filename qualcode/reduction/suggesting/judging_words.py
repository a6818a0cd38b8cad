"""Words that judge, by their normal form or stem: a small list of our own, written for offices, services and lodging.

A list only opens the conversation: what a word means for a code is learned from valences that were given by hand.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GOOD = _words("""
    adem adil akrab akurat aman andal asik asri asyik awet badak bagus bahagia baik bandel bangga bantu beragam
    beres berhasil berkualitas bermanfaat bermutu bersih bertenaga best betah cakap cakep canggih cantik cekatan
    cepat clean cocok comfortable comfy cukup dingin disiplin efektif efisien elegan empati empuk enak enteng
    excellent fresh friendly gagah gampang ganteng gesit good gratis great halus hangat harmonis harum hebat helpful
    hemat hening ikhlas indah inovatif irit istimewa jelas jernih joss juara jujur kagum kedap kencang keren
    kinclong kokoh kompak kreatif kuat lancar lega leluasa lengkap lezat lincah loyal luas lumayan lunak maju
    mandiri manfaat mantap mantul melimpah memadai memuaskan memukau menarik mewah modern muas mudah murah nice
    nikmat normal nyaman ok okay oke ontime pakem patuh peduli perfect praktis presisi produktif puas rajin ramah
    rapi recommended rekomendasi responsif responsive ringan ringkas rukun sabar sahabat sanggup santun satisfied
    sedap segar sejuk sempurna senang senyap senyum sesuai setia sigap sip solid sopan sporty stabil strategis
    sukses syukur tanggap tangguh tanggung-jawab telaten teliti tenang tepat terampil terang terbaik terima-kasih
    terjangkau tertib top transparan tulus unggul unik untung variatif wajar wangi worth
    """)
BAD = _words("""
    abai amblas ambruk amis ancam aneh antri apek asal-asalan bad banjir bau bekas belang bengkok berbelit
    berbelit-belit berisik bertele-tele bingung bintik bising bobrok bocor bodoh bohong bolong bolos boncos boros
    bosan broken buram buruk busuk cacat capek celaka cuek cuek-cuek curang debu dekil denda dirty ditinggal egois
    emosi eror error gagal galak ganggu gatal gelap gerah getar goyang hambat hancur hang hilang hujat inden jamur
    jelek jengkel jijik jorok judes jutek kabur kacau kaku kaleng kapok karat kasar kecewa kecil-hati kecoa kecoak
    keluh kelupas kemahalan kendala kerak keras keropos keruh kesal ketinggalan ketus korupsi kotor kumal kumat
    kumuh kuning kusam lag lalai lama lamban lambat lelah lelet lemah lembab lemot lempar lengket lepas lesu letoy
    licin limbung loyo lumut lupa lusuh macet mahal malas mampet mandek mangkir marah masalah mati mengecewakan
    menit menyesal menyesatkan minim mogok molor mubazir nakal netes ngadat ngelitik ngos-ngosan noda nyamuk nyesel
    oleng omel overheat padam palsu parah payah pecah pegal pelit pengap penyok pesing poor protes pudar pungli
    pungut pusing putus rebut rembes remeh repot resah retak rewel reyot ribet ribut robek rude rugi rusak sakit
    salah sampah sebal sebel sebentar sedikit selangit selewengan semaunya sembarangan sempit semrawut semut seram
    serangga serem seret sesak sesal sesat seuprit sia-sia slow sogok sombong sulit sumbang sumbat sumpek sunat
    susah takut tekor telantar telat terbatas terlambat tikus tipis tolak trauma tua tuduh tunda usang worst zalim
    zonk
    """)
NOT = _words("tidak bukan belum jangan tanpa tak tiada nihil tdk gak ga gk nga no not")
LESS = _words("kurang jarang terlalu agak rada susah")
WISH = _words("""
    benah butuh harap harus harusnya masukan mestinya moga mohon mudah-mudahan perlu saran sebaiknya seharusnya
    semoga tambah tingkat tolong
    """)
TURNS = _words("""
    but cm cma cmn cuma cuman hanya kalau kecuali kekurangan kekurangannya kurangnya lainnya meski meskipun
    minus minusnya namun padahal sayang sayangnya sedangkan selebihnya sisanya tapi tetapi walau walaupun
    """)
BAD_TURNS = _words("cm cma cmn cuma cuman hanya kecuali kekurangan kekurangannya minus minusnya sayang sayangnya")
WORKS = _words("ada aktif bisa dapat fungsi hidup jalan keluar nyala sedia")
WHOLE = _words("""
    all keseluruhan lain lain-lain lainnya lebihnya overall pokoknya selebihnya semua semuanya seluruhnya sisa sisanya
    """)
"""Words for the whole or the rest of what is judged."""
