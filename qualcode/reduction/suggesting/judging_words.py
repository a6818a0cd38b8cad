"""Words that judge, by their normal form or stem: a small list of our own, written for offices, services and lodging.

A list only opens the conversation: what a word means for a code is learned from valences that were given by hand.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GOOD = _words("""
    adem adil aman asik asri asyik bagus bahagia baik bangga bantu beragam beres berhasil bersih best betah
    cakap cakep canggih cekatan cepat clean cocok comfortable cukup dingin disiplin empuk enak excellent fresh
    friendly gampang gesit good gratis great hangat harum hebat helpful ikhlas indah istimewa jelas jernih jujur
    kencang keren kompak lancar lengkap lezat loyal luas lumayan mantap mantul memadai memuaskan menarik mewah
    muas mudah murah nice nikmat normal nyaman ok okay oke ontime patuh peduli perfect puas rajin ramah rapi
    recommended rekomendasi ringkas rukun sabar sanggup santun satisfied sedap segar sejuk sempurna senang
    sesuai setia sigap sopan stabil strategis sukses tanggap tanggung-jawab telaten teliti tenang tepat terampil
    terang terbaik terjangkau tertib top transparan tulus unik untung variatif wangi
    """)
BAD = _words("""
    abai amis ancam antri apek asal-asalan bad banjir bau bekas belang berbelit berisik bingung bintik bising
    bobrok bocor bodoh bohong bolong bolos boros bosan broken buram buruk busuk cacat capek cuek cuek-cuek
    curang debu dekil denda dirty ditinggal egois emosi eror error gagal galak ganggu gatal gelap gerah hambat
    hancur hilang jamur jelek jengkel jijik jorok judes jutek kabur kacau karat kasar kecewa kecil-hati kecoa
    kecoak keluh kelupas kendala kerak keras keruh kesal ketus kotor kumal kumuh kuning kusam lalai lama lamban
    lambat lelah lelet lemah lembab lemot lempar lengket lepas licin lumut lupa lusuh macet mahal malas mampet
    mandek mangkir marah masalah mati mengecewakan menit minim molor nakal netes ngadat noda nyamuk omel padam
    parah payah pecah pelit pengap pesing poor protes pungli pungut pusing putus rebut rembes remeh repot resah
    retak rewel reyot ribet ribut robek rude rugi rusak sakit salah sampah sebal sebel sebentar sedikit semaunya
    sembarangan sempit semut seram serangga serem sia-sia slow sogok sombong sulit sumbat sumpek susah takut
    telantar telat terbatas terlambat tikus tipis tolak tua tuduh tunda usang worst zonk
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
