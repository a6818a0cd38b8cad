"""A small invented study of an office: six informants, two roles that disagree, an observation, a document."""

from __future__ import annotations

from qualcode.model import Code, Directness, Display, Finding, FocusKind, ScaleValue, Snapshot, Technique
from tests.builders import StudyBuilder

SCALE = tuple(
    ScaleValue(value=value, label=label)
    for value, label in enumerate(("sangat rendah", "rendah", "cukup baik", "baik", "sangat baik"), 1)
)


DISPLAY = Display(id="role-ordered-matrix", type="role-ordered-matrix")
SNAPSHOT = Snapshot(id="SN-00", display="role-ordered-matrix", at="2018-04-01", data_version=0, content="{}")


def office() -> StudyBuilder:
    """Discipline is obstructed by waiting, but one resident never waits; nobody asks residents about teamwork."""
    build = StudyBuilder("Kinerja kantor (rekaan)")
    build.focus("DISIPLIN", "Kedisiplinan", question="Bagaimana kedisiplinan aparatur?", scale=SCALE, weak_at=2)
    build.focus("KERJASAMA", "Kerja sama", question="Bagaimana kerja sama aparatur?", scale=SCALE, weak_at=2)
    build.focus("DUKUNG", "Faktor pendukung", kind=FocusKind.SUPPORT, question="Apa yang mendukung?")
    build.focus("HAMBAT", "Faktor penghambat", kind=FocusKind.OBSTACLE, question="Apa yang menghambat?")
    for code, name in (
        ("DISIPLIN-JAM", "Jam kerja"),
        ("DISIPLIN-TEMPAT", "Ada di tempat"),
        ("DUKUNG-SARPRAS", "Sarana prasarana"),
        ("DUKUNG-SDM", "Pegawai"),
        ("HAMBAT-SARPRAS", "Sarana prasarana"),
        ("HAMBAT-LISTRIK", "Listrik"),
    ):
        build.add(Code(id=code, name=name, definition=name, parent=code.partition("-")[0], order=20))
    build.informant("I-01", "Lurah").informant("I-02", "Staf")
    for person in ("I-03", "I-04", "I-05", "I-06"):
        build.informant(person, "Masyarakat")
    _interviews(build)
    build.sheet("O-01", "08.05 loket baru dibuka, enam orang menunggu.", place="Loket", date="2018-03-14")
    build.sheet("D-01", "Rekap: 12 kali terlambat.", Technique.DOCUMENT, title="Rekap hadir", date="2018")
    return _codings(build)


def _interviews(build: StudyBuilder) -> None:
    build.interview("W-01", "I-01", "P: Bagaimana jam kerja?\nI: Sudah lumayan sejak sidik jari dipasang.\n")
    build.interview(
        "W-02",
        "I-02",
        "P: Kalau ada yang absen?\nI: Kami saling menggantikan di loket.\nI: Printernya sering macet, jadi antre.\n"
        "I: Pegawai itu pendukung, cuma masih perlu ditingkatkan.\n",
        date="2018-03-13",
    )
    build.interview("W-03", "I-03", "P: Lama menunggu?\nI: Menunggu lama, petugasnya belum ada.\n", date="2018-03-14")
    build.interview(
        "W-04",
        "I-04",
        "P: Lama menunggu?\nI: Katanya petugas suka datang siang.\nI: Listrik padam, kami pulang lagi.\n",
        date="2018-03-20",
    )
    build.interview(
        "W-05", "I-05", "P: Lama menunggu?\nI: Tidak pernah menunggu, langsung dilayani.\n", date="2018-03-22"
    )
    build.interview("W-06", "I-06", "P: Lama menunggu?\nI: Wah saya tidak tahu kalau itu.\n", date="2018-03-23")


def _codings(build: StudyBuilder) -> StudyBuilder:
    build.code("W-01", "Sudah lumayan sejak sidik jari dipasang.", "DISIPLIN-JAM", "+")
    build.code("W-02", "Kami saling menggantikan di loket.", "KERJASAMA", "+")
    build.code("W-02", "Printernya sering macet, jadi antre.", "HAMBAT-SARPRAS", "-")
    build.code("W-02", "Pegawai itu pendukung, cuma masih perlu ditingkatkan.", "DUKUNG-SDM", "±")
    build.code("W-03", "Menunggu lama, petugasnya belum ada.", "DISIPLIN-TEMPAT", "-", directness=Directness.FIRST_HAND)
    build.code("W-04", "Katanya petugas suka datang siang.", "DISIPLIN-JAM", "-", directness=Directness.HEARSAY)
    build.code("W-04", "Listrik padam, kami pulang lagi.", "HAMBAT-LISTRIK", "-")
    build.code("W-05", "Tidak pernah menunggu, langsung dilayani.", "DISIPLIN-JAM", "+")
    build.code("W-06", "Wah saya tidak tahu kalau itu.", "DISIPLIN", dont_know=True)
    build.code("O-01", "08.05 loket baru dibuka, enam orang menunggu.", "DISIPLIN-JAM", "-")
    return build


def discipline(build: StudyBuilder, **fields: object) -> Finding:
    """The finding on discipline, weak, resting on the waiting resident and the observation."""
    given: dict[str, object] = {
        "id": "T-01",
        "focuses": ("DISIPLIN",),
        "text": "Kedisiplinan aparatur masih rendah.",
        "position_phrase": "masih rendah",
        "position": 2,
        "evidence_for": (
            build.segment("W-03", "Menunggu lama, petugasnya belum ada.").id,
            build.segment("O-01", "08.05 loket baru dibuka, enam orang menunggu.").id,
        ),
        "displays": ("role-ordered-matrix",),
    }
    return Finding(**(given | fields))  # type: ignore[arg-type]
