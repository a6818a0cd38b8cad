"""Colloquial and shortened spellings and the standard word that each stands for. The one place to add one.

Only spellings that can hardly be another word stand here: the normal form is what search and suggestion
compare; the text itself is never changed. Other words for a thing (``cuma``, ``gue``) and regional words
(``kada``, ``ulun``, ``mboten``) are words of their own and stay as they are.
"""

from __future__ import annotations

_TABLE = """
tidak: nggak gak ndak tdk enggak ngga nggk gk ga engga enggk kagak kaga tak tida tidk ndk ngak nda ndag
sudah: udah sdh udh dah uda sudh
belum: blm blom belom blum
yang: yg yng
karena: krn karna krna
dengan: dgn dng
untuk: utk untk
dalam: dlm
dari: dri
pada: pd
kepada: kpd
oleh: olh
atau: ato atw
seperti: spt sprt sperti
tetapi: tp tpi
kalau: kalo klo klu kalok
saja: aja sj
sama: ama
juga: jg jga
jadi: jd jdi
banyak: bnyk byk
orang: org
begitu: gitu gtu begtu
begini: gini
bagaimana: gimana gmn gmana bgmn
kenapa: knp knapa
sampai: sampe nyampe nyampai
pakai: pake
ramai: rame
kacau: kaco
kelewat: klewat
sebentar: bentar sbntr
nanti: ntar entar nnti
memang: emang emg mmg
lihat: liat lht
cuma: cuman
bisa: bsa
harus: hrs
mau: mo
banget: bgt bngt
lagi: lgi
baru: bru
setelah: stlh
habis: abis hbs
dulu: dlu
terus: trs trus
tersebut: tsb tsbt
masih: msh msih
semua: smua
pegawai: pegawe pgwai
masuk: msk
terima: trima
datang: dateng dtg
pulang: plg
tahu: tau
ingat: inget
dapat: dapet dpt
cepat: cepet
benar: bener bnr
lambat: lambet
malas: males
antar: anter
dekat: deket
senang: seneng
betul: btul
teman: temen
simpan: simpen
pinjam: pinjem
putar: puter
sebenarnya: sebenernya sbnrnya
kemarin: kmrn kemaren
sekarang: skrg skrng
tanggal: tgl
hari: hr
tahun: thn
bulan: bln
telepon: telpon tlp telp telfon tilpon
fotokopi: fotocopy potokopi
antre: antri
antrean: antrian
izin: ijin
praktik: praktek
analisis: analisa
objek: obyek
sistem: sistim
risiko: resiko
kualitas: kwalitas
jadwal: jadual
nasihat: nasehat
terlambat: telambat
iya: iyah iye iyo
bapak: bpk
saya: sy
kamu: kmu
mereka: mrk
"""


def _spellings() -> dict[str, str]:
    pairs = (line.split(": ") for line in _TABLE.strip().splitlines())
    return {form: standard for standard, forms in pairs for form in forms.split()}


SPELLINGS: dict[str, str] = _spellings()
"""Spelling in lower case → standard word."""
