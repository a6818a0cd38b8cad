"""An invented study of a service counter, small enough to read, with every case that the displays must show.

Four roles, six informants, one observation and one document; quotations for and against, first-hand and heard;
a focus nobody asked some people about, somebody who does not know, a role for whom a question is not meant.
"""

from qualcode.displays import DISPLAYS
from qualcode.model import (
    About,
    Case,
    Code,
    CodeOrigin,
    Cycle,
    Directness,
    EffectClass,
    Event,
    EventKind,
    Finding,
    FocusKind,
    GuideQuestion,
    Horizon,
    Link,
    LinkKind,
    Locus,
    Memo,
    MemoType,
    OutcomeKnown,
    Period,
    Place,
    Query,
    Rating,
    ScaleValue,
    Study,
    Summary,
    SummaryItem,
    SummaryItemKind,
    SummaryKind,
    Technique,
    Unit,
    Valence,
    Variable,
    VariableKind,
    Verdict,
    Verification,
)
from tests.builders import StudyBuilder

MATRICES = tuple(name for name in DISPLAYS.names() if DISPLAYS.load(name).kind == "matrix")
FIGURES = tuple(name for name in DISPLAYS.names() if name not in MATRICES)

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


def whole(language: str = "id") -> Study:
    """The study with what every display needs."""
    return whole_builder(language).study()


def whole_builder(language: str = "id") -> StudyBuilder:
    """The study with events, cases, ratings, interim summaries and findings, before it is closed."""
    made = builder(language)
    made.focus("SARANA", "Sarana", kind=FocusKind.OBSTACLE, question="Apa yang menghambat?")
    made.add(Code(id="SARANA-ALAT", name="Alat rusak", parent="SARANA"))
    made.code("W-01", "Printer kita satu", "SARANA-ALAT", "-", directness=Directness.FIRST_HAND)
    _course(made)
    _cases(made)
    _conclusions(made)
    _people(made)
    return made


def _people(made: StudyBuilder) -> None:
    """Who stands in what relation to whom, two units, and a term of an informant's own."""
    made.add(Unit(id="U-1", label="Kantor"), Unit(id="U-2", label="Loket", parent="U-1"))
    made.add(Code(id="CUMA-JANJI", name="“Cuma dijanjikan”", parent="JUJUR-JANJI", origin=CodeOrigin.IN_VIVO, order=9))
    janji = made.segment("W-04", "Cuma dijanjikan siang, ternyata belum selesai.").id
    made.add(
        Link(id="L-09", from_="role:Lurah", to="role:Staf", kind=LinkKind.AUTHORITY_OVER, formal=True),
        Link(
            id="L-10", from_="role:Staf", to="role:Masyarakat", kind=LinkKind.SERVES, sign=Valence.NEGATIVE,
            label="cuma dijanjikan", asserted_by=("I-04",), segments=(janji,), formal=False,
        ),
        Link(id="L-11", from_="unit:U-1", to="unit:U-2", kind=LinkKind.AUTHORITY_OVER, formal=True),
    )  # fmt: skip


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


def _course(made: StudyBuilder) -> None:
    """What happened: in two periods, at all loci, one incident critical, two cases step by step."""
    padam = made.segment("W-02", "Kalau padam ya berkas menumpuk").id
    macet = made.segment("O-01", "printer macet").id
    janji = made.segment("W-04", "Cuma dijanjikan siang, ternyata belum selesai.").id
    made.add(
        Period(id="2017", label="2017", order=1, start="2017-01-01", end="2017-12-31"),
        Period(id="2018", label="2018", order=2, start="2018-01-01", end="2018-12-31"),
        Event(
            id="E-01", label="Sidik jari dipasang", type="kehadiran", date="2017-02", locus=Locus.OFFICE,
            actors=("role:Lurah",),
        ),
        Event(
            id="E-02", label="Listrik padam dua jam", type="listrik", date="2018-03-07", locus=Locus.OUTSIDE,
            critical=True, critical_reason="Tidak satu surat pun keluar.", judged_by="I-02",
            consequence="Berkas menumpuk.", segments=(padam,),
        ),
        Event(id="E-03", label="Berkas menumpuk", kind=EventKind.STATE, date="2018-03-07", segments=(padam,)),
        Event(id="E-04", label="Printer macet", type="alat", date="2018-03-14", locus=Locus.OFFICE, segments=(macet,)),
        Event(
            id="E-05", label="Berkas diterima, dijanjikan siang", type="janji", case="KS-04", date="2018-03-12",
            sequence=1, actors=("informant:I-04",), locus=Locus.INDIVIDUAL, segments=(janji,),
        ),
        Event(
            id="E-06", label="Kembali siang, belum selesai", type="janji tidak ditepati", case="KS-04",
            date="2018-03-12", sequence=2, actors=("informant:I-04",), locus=Locus.INDIVIDUAL, segments=(janji,),
        ),
        Event(id="E-07", label="Surat selesai", type="surat selesai", case="KS-05", sequence=1),
        Link(
            id="L-05", from_="event:E-02", to="event:E-03", kind=LinkKind.LEADS_TO, asserted_by=("I-02",),
            segments=(padam,),
        ),
        Link(
            id="L-06", from_="event:E-05", to="event:E-06", kind=LinkKind.PRECEDES, condition="Lurah rapat",
            asserted_by=("I-04",), segments=(janji,),
        ),
        Link(
            id="L-07", from_="code:HAMBAT-ALAT", to="code:DISIPLIN-TEMPAT", kind=LinkKind.LEADS_TO,
            label="loket ditinggal", sign=Valence.NEGATIVE, effect=EffectClass.SIDE, horizon=Horizon.LONG,
        ),
        Link(
            id="L-08", from_="code:SARANA-ALAT", to="code:HASIL", kind=LinkKind.LEADS_TO, label="lama",
            sign=Valence.NEGATIVE, effect=EffectClass.DIRECT, horizon=Horizon.SHORT, asserted_by=("I-01",),
        ),
    )  # fmt: skip
    made.code("W-06", "itu cerita orang", "JUJUR-PUNGLI", "-", about=About(date="2017"), directness=Directness.HEARSAY)


def _cases(made: StudyBuilder) -> None:
    """Every informant a case; an outcome, two antecedents, components, ratings with a gap and a later one."""
    steps = tuple(ScaleValue(value=at, label=word) for at, word in enumerate(("rendah", "campuran", "baik"), 1))
    made.add(
        *(Case(id=f"KS-{at:02d}", label=f"I-{at:02d}", informants=(f"I-{at:02d}",)) for at in range(1, 7)),
        Variable(
            id="kepuasan", name="Kepuasan", focus="HASIL", values=steps, rule="Menurut kata sendiri.",
            place=Place.OUTCOME,
        ),
        Variable(id="alat", name="Kecukupan alat", values=steps, rule="Menurut gangguan.", place=Place.ANTECEDENT),
        Variable(id="listrik", name="Listrik", parent="alat", values=steps),
        Variable(id="printer", name="Printer", parent="alat", values=steps),
        Variable(
            id="alasan", name="Alasan terlambat", kind=VariableKind.NOMINAL, several=True,
            values=(ScaleValue(value=1, label="anak"), ScaleValue(value=2, label="hujan")),
        ),
    )  # fmt: skip
    hujan = made.segment("W-01", "kalau hujan itu masih rendah lah").id
    rapi = made.segment("W-05", "Suratnya rapi, tidak ada salah ketik.").id
    levels = (
        ("kepuasan", (1, 2, 2, 1, 3)), ("alat", (1, 1, 2, 2, 3)), ("printer", (1, 1, 2)), ("listrik", (2, 1)),
    )  # fmt: skip
    number = 0
    for variable, values in levels:
        for at, value in enumerate(values, 1):
            number += 1
            made.add(
                Rating(
                    id=f"N-{number:02d}",
                    subject=f"informant:I-{at:02d}",
                    variable=variable,
                    values=(value,),
                    period="2018",
                    segments={1: (hujan,), 5: (rapi,)}.get(at, ()),
                    outcome_known=OutcomeKnown.AFTER if variable == "alat" else None,
                )
            )
    made.add(
        Rating(id="N-90", subject="case:KS-02", variable="kepuasan", values=(3,), date="2019-01"),
        Rating(id="N-91", subject="informant:I-01", variable="alasan", values=(1, 2)),
        Rating(id="N-92", subject="role:Staf", code="DISIPLIN-JAM", variable="kepuasan", values=(2,)),
    )


def _conclusions(made: StudyBuilder) -> None:
    """Two interim summaries of one focus; two findings, one of them triangulated."""
    theme, gap = SummaryItemKind.MAIN_THEME, SummaryItemKind.DATA_GAP
    rapi = made.segment("W-05", "Suratnya rapi, tidak ada salah ketik.").id
    lama = made.segment("W-04", "Menunggu lama, petugasnya belum ada.").id
    loket = made.segment("O-01", "loket dibuka, enam orang sudah menunggu").id
    sidik = made.segment("W-01", "Jam masuk diatur, dan sejak ada sidik jari sudah lumayan.").id
    for at, (date, items) in enumerate(
        (
            ("2018-03-20", (SummaryItem(kind=theme, text="Warga menunggu orangnya.", segments=(lama,)),)),
            ("2018-04-02", (SummaryItem(kind=gap, text="Siang hari belum diamati."),)),
        )
    ):
        made.add(Summary(id=f"R-2{at}", kind=SummaryKind.INTERIM, focus="DISIPLIN", date=date, items=items))
    made.add(
        Finding(
            id="T-01", focuses=("DISIPLIN",), text="Disiplin masih rendah.", evidence_for=(lama, loket),
            evidence_against=(sidik,), displays=("role-ordered-matrix",),
        ),
        Finding(id="T-02", focuses=("HASIL",), text="Suratnya rapi.", evidence_for=(rapi,)),
        Verification(
            id="V-02", tactic="triangulation", target="finding:T-01", verdict=Verdict.SAME,
            result="Diamati lagi pada siang hari.",
        ),
    )  # fmt: skip
