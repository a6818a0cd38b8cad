"""An invented study of a service counter, small enough to read, with every case that the six displays must show.

Four roles, six informants, one observation and one document; quotations for and against, first-hand and heard;
a focus nobody asked some people about, somebody who does not know, a role for whom a question is not meant.
"""

from qualcode.model import (
    Code,
    Cycle,
    Directness,
    EffectClass,
    GuideQuestion,
    Link,
    LinkKind,
    Memo,
    MemoType,
    Query,
    Study,
    Summary,
    SummaryItem,
    SummaryItemKind,
    SummaryKind,
    Technique,
    Valence,
    Verification,
)
from tests.builders import StudyBuilder

LURAH = """\
P: Bagaimana jam masuk pegawai?
I: Jam masuk diatur, dan sejak ada sidik jari sudah lumayan.
P: Tapi masih ada yang terlambat?
I: Ya masih ada, kalau hujan itu masih rendah lah.
P: Soal pungutan?
I: Menurut laporan staf tidak ada pungutan apa pun.
P: Alatnya bagaimana?
I: Printer kita satu, itu pun sering macet."""

STAF = """\
P: Jam masuk bagaimana?
I: Kadang terlambat, saya antar anak dulu.
P: Kalau listrik padam?
I: Kalau padam ya berkas menumpuk, sorenya kami lembur.
P: Ada yang minta uang?
I: Nggak pernah saya lihat, *sumpah* [tertawa]."""

OPERATOR = """\
P: Bagaimana jam masuk?
I: Saya selalu datang jam tujuh lewat sedikit.
P: Sistemnya?
I: Sistem daring itu bikin cepat, asal jaringannya tidak putus."""

WARGA = """\
P: Bapak menunggu lama?
I: Menunggu lama, petugasnya belum ada.
P: Diminta uang?
I: Tidak, gratis. Cuma dijanjikan siang, ternyata belum selesai."""

IBU = """\
P: Ibu menunggu lama?
I: Wah saya nggak tahu kalau itu, anak saya yang ke sana.
P: Suratnya bagaimana?
I: Suratnya rapi, tidak ada salah ketik."""

TOKOH = """\
P: Apa kata warga?
I: Katanya dulu ada uang rokok, tapi itu cerita orang."""

LOKET = """\
08.05 loket dibuka, enam orang sudah menunggu
10.00 printer macet, petugas pindah ke meja sekretaris"""

REKAP = """\
Surat yang terbit tahun lalu 2.880 lembar"""


def sample(language: str = "id") -> Study:
    """The study."""
    return builder(language).study()


def builder(language: str = "id") -> StudyBuilder:
    """The study before it is closed, so that a test can add to it."""
    made = StudyBuilder("Pelayanan di loket", language)
    _frame(made)
    _sources(made)
    _codings(made)
    _relations(made)
    return made.pseudonymised()


def _frame(made: StudyBuilder) -> None:
    made.focus("DISIPLIN", "Kedisiplinan").focus("JUJUR", "Kejujuran").focus("HASIL", "Hasil kerja")
    made.focus("HAMBAT", "Faktor penghambat")
    made.informant("I-01", "Lurah", group="aparatur")
    made.informant("I-02", "Staf", group="aparatur").informant("I-03", "Staf", group="aparatur")
    made.informant("I-04", "Masyarakat", group="masyarakat").informant("I-05", "Masyarakat", group="masyarakat")
    made.informant("I-06", "Tokoh", group="masyarakat")
    made.add(
        Code(id="DISIPLIN-JAM", name="Jam kerja", parent="DISIPLIN", order=1),
        Code(id="DISIPLIN-TEMPAT", name="Ada di tempat", parent="DISIPLIN", order=2),
        Code(id="JUJUR-PUNGLI", name="Pungutan", parent="JUJUR", order=3),
        Code(id="JUJUR-JANJI", name="Janji waktu", parent="JUJUR", order=4),
        Code(id="HAMBAT-LISTRIK", name="Listrik padam", parent="HAMBAT", order=5),
        Code(id="HAMBAT-ALAT", name="Alat kurang", parent="HAMBAT", order=6),
        Code(
            id="POLA-TUNGGU",
            name="Menunggu karena loket kosong",
            cycle=Cycle.SECOND,
            condenses=("DISIPLIN-JAM", "DISIPLIN-TEMPAT"),
            order=9,
        ),
        Code(
            id="POLA-ALAT",
            name="Alat menentukan kelancaran",
            cycle=Cycle.SECOND,
            condenses=("HAMBAT-LISTRIK", "HAMBAT-ALAT"),
            order=9,
        ),
        GuideQuestion(id="Q-01", text="Bagaimana jam kerja pegawai?", focus="DISIPLIN"),
        GuideQuestion(id="Q-02", text="Apakah ada pungutan?", focus="JUJUR"),
        GuideQuestion(id="Q-03", text="Apakah surat tepat?", focus="HASIL"),
        GuideQuestion(id="Q-04", text="Alat apa yang kurang?", focus="HAMBAT", roles=("Lurah", "Staf")),
    )


def _sources(made: StudyBuilder) -> None:
    texts = (LURAH, STAF, OPERATOR, WARGA, IBU, TOKOH)
    for at, text in enumerate(texts, 1):
        made.interview(f"W-{at:02d}", f"I-{at:02d}", text, date=f"2018-03-{11 + at}")
    made.sheet("O-01", LOKET, place="Loket", date="2018-03-14")
    made.sheet("D-01", REKAP, Technique.DOCUMENT, title="Rekap surat", date="2017")
    got, not_got = SummaryItemKind.QUESTION_GOT, SummaryItemKind.QUESTION_NOT_GOT
    for at, (source, asked, unasked) in enumerate(
        (
            ("W-01", ("DISIPLIN", "JUJUR", "HAMBAT"), ("HASIL",)),
            ("W-02", ("DISIPLIN", "JUJUR", "HAMBAT", "HASIL"), ()),
            ("W-03", ("DISIPLIN", "HAMBAT"), ("JUJUR", "HASIL")),
            ("W-04", ("DISIPLIN", "JUJUR"), ("HASIL",)),
            ("W-05", ("DISIPLIN", "HASIL"), ("JUJUR",)),
        ),
        1,
    ):
        items = [SummaryItem(kind=got, text=name, codes=(name,)) for name in asked]
        items += [SummaryItem(kind=not_got, text=name, codes=(name,)) for name in unasked]
        made.add(Summary(id=f"R-{at:02d}", kind=SummaryKind.CONTACT, source=source, items=tuple(items)))


def _codings(made: StudyBuilder) -> None:
    first, heard = Directness.FIRST_HAND, Directness.HEARSAY
    made.code(
        "W-01", "Jam masuk diatur, dan sejak ada sidik jari sudah lumayan.", "DISIPLIN-JAM", "+", directness=first
    )
    made.code("W-01", "kalau hujan itu masih rendah lah", "DISIPLIN-JAM", "-", directness=first)
    made.code("W-01", "Menurut laporan staf tidak ada pungutan apa pun.", "JUJUR-PUNGLI", "+", directness=heard)
    made.code("W-01", "Printer kita satu, itu pun sering macet.", "HAMBAT-ALAT", "-", directness=first)
    made.code("W-02", "Kadang terlambat, saya antar anak dulu.", "DISIPLIN-JAM", "-", directness=first)
    made.code("W-02", "Kalau padam ya berkas menumpuk", "HAMBAT-LISTRIK", "-", directness=first)
    made.code("W-02", "Nggak pernah saya lihat, *sumpah* [tertawa].", "JUJUR-PUNGLI", "+", directness=first)
    made.code("W-03", "Saya selalu datang jam tujuh lewat sedikit.", "DISIPLIN-JAM", "+", directness=first)
    made.code("W-03", "Sistem daring itu bikin cepat, asal jaringannya tidak putus.", "HAMBAT-ALAT", "±")
    made.code("W-04", "Menunggu lama, petugasnya belum ada.", "DISIPLIN-TEMPAT", "-", directness=first)
    made.code("W-04", "Tidak, gratis.", "JUJUR-PUNGLI", "+", directness=first)
    made.code("W-04", "Cuma dijanjikan siang, ternyata belum selesai.", "JUJUR-JANJI", "-", directness=first)
    made.code("W-05", "Wah saya nggak tahu kalau itu", "DISIPLIN", dont_know=True)
    made.code("W-05", "Suratnya rapi, tidak ada salah ketik.", "HASIL", "+", directness=first)
    made.code("W-06", "Katanya dulu ada uang rokok", "JUJUR-PUNGLI", "-", directness=heard)
    made.code("O-01", "loket dibuka, enam orang sudah menunggu", "DISIPLIN-TEMPAT", "-")
    made.code("O-01", "printer macet", "HAMBAT-ALAT", "-")
    made.code("D-01", "2.880 lembar", "HASIL", "0")


def _relations(made: StudyBuilder) -> None:
    padam = made.segment("W-02", "Kalau padam ya berkas menumpuk").id
    daring = made.segment("W-03", "Sistem daring itu bikin cepat, asal jaringannya tidak putus.").id
    made.add(
        Link(
            id="L-01", from_="code:HAMBAT-LISTRIK", to="code:HASIL", kind=LinkKind.LEADS_TO, label="berkas menumpuk",
            sign=Valence.NEGATIVE, effect=EffectClass.DIRECT, asserted_by=("I-02",), segments=(padam,),
        ),
        Link(
            id="L-02", from_="code:HAMBAT-ALAT", to="code:HASIL", kind=LinkKind.INFLUENCES, label="bikin cepat",
            sign=Valence.POSITIVE, condition="jaringan tidak putus", effect=EffectClass.DIRECT,
            asserted_by=("I-03",), segments=(daring,),
        ),
        Link(
            id="L-03", from_="code:HAMBAT-LISTRIK", to="code:DISIPLIN-JAM", kind=LinkKind.LEADS_TO,
            label="sorenya lembur", sign=Valence.BOTH, effect=EffectClass.SIDE,
        ),
        Link(id="L-04", from_="code:HAMBAT-ALAT", to="code:DISIPLIN", kind=LinkKind.INFLUENCES, label="pindah meja"),
        Memo(
            id="M-01", type=MemoType.CONCEPTUAL, date="2018-04-10", links=("code:POLA-TUNGGU",),
            text="Yang ditunggu bukan antrean, melainkan orangnya.",
        ),
        Verification(
            id="V-01", tactic="negative-evidence", target="code:POLA-ALAT", date="2018-04-12",
            queries=(Query(query="alat cukup OR lancar", hits=7, read=7),),
        ),
    )  # fmt: skip
