"""Dotted forms whose full stop belongs to the word. The one place to add such a form.

Degrees and other forms with several stops (``S.Sos.``, ``A.Md.Kom.``, ``a.n.``, ``s.d.``) are known by their
shape in ``_tokenizer``; what stands here has a single stop, or a shape of its own.
"""

from __future__ import annotations

from qualcode.language._words import listed

BEFORE_NAMES = listed(
    """
    Bpk. Bp. Ibu. Sdr. Sdri. Sdra. Tn. Ny. Nn. Yth. Ytc. Hj. KH. Ust. Ustz. Ustd. Prof. Dr. dr. drg. drh. Drs.
    Dra. Tb. Rev. Ir. Apt. Ns. Pdt. Pst. Rm. Br. Sr. St. Mr. Mrs. Ms. Rd. Tgk. Muh. Moh. Mhd. Abd. Alm. alm.
    Almh. almh. Plt. plt. Plh. plh. Pj. Jend. Letjen. Mayjen. Brigjen. Kol. Letkol. May. Kapt. Lettu. Letda.
    Ipda. Iptu. Kompol. Kombes. Irjen. Serka. Sertu. Serda.
    """
)
"""Titles and ranks: a name follows, never a new sentence."""

BEFORE_MORE = listed(
    """
    RS. Dk. Ph. Jl. Jln. jl. jln. JL. Gg. gg. Blk. Ds. Dsn. Kec. Kab. Kel. Prov. Kp. Lt. Lk. Tj. No. NO. Nr. Rt.
    Rw. RT. RW. Telp. telp. Tlp. tlp. Tel. Rp. hlm. Hlm. hal. Hal. vol. Vol. jld. cet. Cet. ed. Ed. eds. terj.
    peny. cf. vs. Vs. ps. psl. Ps. Psl. lih. Lih. bdk. sbb. tsb. ttg. tgl. Tgl. th. Th. thn. Thn. bln. jml.
    maks. Maks. min. krg. lk. yg. utk. dlm. pd. sdh. blm. dgn. krn. spt. hub. Hub. Fig. Gbr. gbr. Lamp. lamp.
    Bag. bag. Pte. Fa. Sdn. a/n. d/a. Jan. Feb. Apr. Jun. Jul. Agt. Agu. Agust. Sep. Sept. Okt. Nop. Nov. Des.
    ttd. Ttd. op.cit. loc.cit. ibid. Ibid. et.al. cq. Ket. ket.
    """
)
"""Addresses, numbers, references, short spellings: what they shorten goes on, so the sentence does."""

MAY_END = listed(
    """
    dkk. Dkk. dll. Dll. dst. dsb. dlsb. etc. Tbk. Co. Ltd. Inc. Corp. Bhd. LLC. Jr. al. Swt. swt. Saw.
    """
)
"""Forms that end a sentence when the next word begins with a capital (``... Pak Darmo dkk. Mereka ...``)."""

DOTTED: tuple[str, ...] = tuple(dict.fromkeys((*BEFORE_NAMES, *BEFORE_MORE, *MAY_END)))
