"""A small invented study that fills every part of the findings chapter: five informants in three roles."""

from __future__ import annotations

from qualcode.model import (
    Code,
    Consequence,
    Directness,
    Display,
    EffectClass,
    Finding,
    FocusKind,
    Holders,
    Link,
    LinkKind,
    MemberAnswer,
    Passage,
    Permit,
    Project,
    Query,
    Rival,
    Role,
    ScaleValue,
    Site,
    Snapshot,
    Stage,
    Statement,
    Study,
    Technique,
    TheoryNote,
    TheoryRelation,
    Unit,
    Valence,
    Verdict,
    Verification,
)
from tests.builders import StudyBuilder

SCALE = tuple(
    ScaleValue(value=value, label=label)
    for value, label in enumerate(("sangat rendah", "rendah", "cukup baik", "baik", "sangat baik"), 1)
)
LATE = "Loketnya sering dibuka lewat jam delapan, kami sudah duduk di luar dari tadi."
EARLY = "Sejak ada mesin sidik jari orang datang lebih pagi."
STILL = "Cuma ya jam istirahatnya masih suka lewat, saya akui itu."


def builder(language: str = "id") -> StudyBuilder:
    """The study's records, to which a test may add before it takes the study."""
    build = StudyBuilder("Kinerja kantor (rekaan)", language)
    build.records[0] = Project(
        uuid="00000000-0000-4000-8000-000000000002",
        title="Kinerja kantor (rekaan)",
        language=language,
        researcher="Peneliti contoh",
        sites=(Site(id="kantor", label="sebuah kantor kelurahan (rekaan)", description="Kantor ini rekaan."),),
        permits=(Permit(issuer="instansi rekaan", date="2018-02-28"),),
    )
    build.focus("DISIPLIN", "Kedisiplinan", question="Bagaimana kedisiplinan aparatur?", scale=SCALE, weak_at=2)
    build.focus("JUJUR", "Kejujuran", question="Bagaimana kejujuran aparatur?", scale=SCALE, weak_at=2)
    build.focus("DUKUNG", "Faktor pendukung", kind=FocusKind.SUPPORT)
    build.focus("HAMBAT", "Faktor penghambat", kind=FocusKind.OBSTACLE)
    for at, (code, name) in enumerate(
        (
            ("DISIPLIN-JAM", "Jam masuk, istirahat, dan pulang"),
            ("JUJUR-JANJI", "Janji waktu"),
            ("DUKUNG-SARPRAS", "Sarana dan peralatan"),
            ("HAMBAT-SARPRAS", "Alat kurang atau rusak"),
        )
    ):
        build.add(Code(id=code, name=name, definition=name, parent=code.partition("-")[0], order=20 + at))
    _people(build)
    _sources(build)
    _codings(build)
    return build.pseudonymised()


def _people(build: StudyBuilder) -> None:
    one, six = (Holders(site="kantor", count=1),), (Holders(site="kantor", count=6),)
    build.add(
        Role(id="LRH", label="Lurah", common="lurah", order=0, group="aparatur", holders=one),
        Role(id="STF", label="Staf", common="staf", order=1, group="aparatur", holders=six),
        Role(id="MSY", label="Masyarakat", common="warga", order=2, group="masyarakat"),
        Statement(id="PN-01", record="project:study", state=Stage.PSEUDONYMISED, text="Pindaian dibaca."),
        Unit(id="U-01", label="Kantor"),
        Unit(id="U-02", label="Loket", parent="U-01"),
    )
    build.informant("I-01", "LRH", key=True, group="aparatur").informant("I-02", "STF", group="aparatur")
    for person in ("I-03", "I-04", "I-05"):
        build.informant(person, "MSY", group="masyarakat")


def _sources(build: StudyBuilder) -> None:
    build.interview(
        "W-01", "I-01", f"P: Jam masuk?\nI: {EARLY} Tapi belum semua.\nI: {STILL}\nP: Uang?\nI: Tidak ada pungutan.\n"
    )
    build.interview(
        "W-02",
        "I-02",
        "P: Jam masuk?\nI: Saya antar anak dulu, jadi kadang terlambat.\nI: Printernya satu, sering macet.\n",
        date="2018-03-13",
    )
    build.interview(
        "W-03",
        "I-03",
        f"P: Menunggu?\nI: {LATE}\nI: Katanya jam dua jadi, ternyata belum ditandatangani.\n"
        "I: Loketnya sekarang bagus.\n",
        date="2018-03-14",
    )
    build.interview("W-04", "I-04", "P: Menunggu?\nI: Saya menunggu hampir dua jam waktu itu.\n", date="2018-03-20")
    build.interview("W-05", "I-05", "P: Menunggu?\nI: Wah, kalau itu saya tidak tahu.\n", date="2018-03-22")
    build.sheet("O-01", "08.05 loket baru dibuka, enam orang menunggu di luar.", place="Loket", date="2018-03-14")
    build.sheet("O-02", "07.40 loket dibuka; satu orang menunggu.", place="Loket", date="2018-03-21")
    build.sheet(
        "D-01",
        "1 | Surat pengantar KTP | 1.128\n2 | Surat pengantar KK | 949\nTerlambat 80 dari 166 kehadiran.",
        Technique.DOCUMENT,
        title="Rekap 2017",
        date="2017",
    )


def _codings(build: StudyBuilder) -> None:
    first = Directness.FIRST_HAND
    build.code("W-01", EARLY, "DISIPLIN-JAM", "+", directness=first)
    build.code("W-01", STILL, "DISIPLIN-JAM", "-", directness=first)
    build.code("W-01", "Tapi belum semua.", "DISIPLIN", "-")
    build.code("W-01", "Tidak ada pungutan.", "JUJUR", "+")
    build.code("W-02", "Saya antar anak dulu, jadi kadang terlambat.", "DISIPLIN-JAM", "-", directness=first)
    build.code("W-02", "Printernya satu, sering macet.", "HAMBAT-SARPRAS", "-", directness=first)
    build.code("W-03", LATE, "DISIPLIN-JAM", "-", directness=first)
    build.code("W-03", LATE, "DISIPLIN-JAM", "-", coder="bayu")
    build.code("W-03", "Katanya jam dua jadi, ternyata belum ditandatangani.", "JUJUR-JANJI", "-", directness=first)
    build.code("W-03", "Loketnya sekarang bagus.", "DUKUNG-SARPRAS", "+")
    build.code("W-04", "Saya menunggu hampir dua jam waktu itu.", "DISIPLIN-JAM", "-", directness=first)
    build.code("W-05", "Wah, kalau itu saya tidak tahu.", "DISIPLIN", dont_know=True)
    build.code("O-01", "08.05 loket baru dibuka, enam orang menunggu di luar.", "DISIPLIN-JAM", "-")
    build.code("O-02", "07.40 loket dibuka; satu orang menunggu.", "DISIPLIN-JAM", "-")
    build.code("D-01", "1 | Surat pengantar KTP | 1.128", "DISIPLIN")
    build.code("D-01", "2 | Surat pengantar KK | 949", "DISIPLIN")
    build.code("D-01", "Terlambat 80 dari 166 kehadiran.", "DISIPLIN-JAM", "-")


def concluded(language: str = "id") -> StudyBuilder:
    """The same with a verified and a tentative finding, tests of both, a recommendation and prose."""
    build = builder(language)
    late = build.segment("W-03", LATE).id
    seen = build.segment("O-01", "08.05 loket baru dibuka, enam orang menunggu di luar.").id
    early = build.segment("W-01", EARLY).id
    promise = build.segment("W-03", "Katanya jam dua jadi, ternyata belum ditandatangani.").id
    build.add(
        Display(id="role-ordered-matrix", type="role-ordered-matrix"),
        Snapshot(id="SN-01", display="role-ordered-matrix", at="2018-04-05T10:00:00", data_version=1, content="{}"),
        Finding(
            id="T-01",
            focuses=("DISIPLIN",),
            text="Kedisiplinan aparatur masih rendah.",
            position_phrase="masih rendah",
            position=2,
            caveats=("jam istirahat tidak terekam mesin",),
            evidence_for=(late, seen),
            evidence_against=(early,),
            displays=("role-ordered-matrix",),
            rivals=(
                Rival(
                    text="Pegawai kurang, bukan tidak disiplin",
                    evidence_for=(build.segment("W-02", "Saya antar anak dulu, jadi kadang terlambat.").id,),
                    evidence_against=(seen,),
                    set_aside="Yang terlambat bukan yang bertugas ganda.",
                ),
            ),
        ),
        Finding(
            id="T-02", focuses=("JUJUR",), text="Janji waktu tidak selalu ditepati", evidence_for=(promise,), position=3
        ),
        Verification(
            id="V-01",
            tactic="triangulation",
            target="finding:T-01",
            date="2018-04-06",
            done="Membandingkan wawancara dan pengamatan.",
            verdict=Verdict.SAME,
            result="Searah pada pagi hari.",
        ),
        Verification(
            id="V-02",
            tactic="negative-evidence",
            target="finding:T-01",
            date="2018-04-07",
            done="Membaca semua segmen +.",
            queries=(Query(query="code:DISIPLIN", hits=5, read=5),),
            result="Satu segmen melawan.",
            consequence=Consequence.QUALIFIED,
        ),
        Verification(
            id="V-03",
            tactic="member-check",
            target="finding:T-01",
            date="2018-04-10",
            answers=(
                MemberAnswer(informant="I-01", date="2018-04-10", agrees=True),
                MemberAnswer(informant="I-03", date="2018-04-12", agrees=True),
            ),
        ),
        TheoryNote(
            id="TN-01",
            citation_key="hasibuan2002",
            claim="Disiplin dipengaruhi teladan pimpinan.",
            finding="T-01",
            relation=TheoryRelation.SUPPORTS,
        ),
        Link(
            id="L-01",
            from_="code:HAMBAT-SARPRAS",
            to="code:DISIPLIN-JAM",
            kind=LinkKind.LEADS_TO,
            label="antrean memanjang",
            sign=Valence.NEGATIVE,
            effect=EffectClass.DIRECT,
            asserted_by=("I-02",),
            segments=(build.segment("W-02", "Printernya satu, sering macet.").id,),
        ),
        Passage(
            id="4.3.DISIPLIN.closing",
            section="4.3",
            slot="closing",
            focus="DISIPLIN",
            text="Pagi hari membaik; *siang* belum.\n\nItu catatan peneliti.",
        ),
        Passage(id="4.5.DISIPLIN", section="discussion", slot="", focus="DISIPLIN", text="Pembahasan oleh peneliti."),
    )
    return build


def study(language: str = "id") -> Study:
    """The whole small study."""
    return concluded(language).study()
