"""Files made to do harm, and files that are merely broken: a clear result or a clear refusal, in bounded time."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.collection import documents
from qualcode.collection.readers import _apart, _zip, reader_for
from qualcode.collection.reading import Reading, read_source
from qualcode.errors import NeedsDecision, UnknownName, UnreadableSource
from qualcode.model import Technique
from tests.collection.readers.written import bare_docx, docx, odf, ods_rows, package, paragraphs_in, pdf, rows_in

SAID = ["P: Apa “kabar”?", "I: Baik, é.", "P: Kalau siang?", "I: Siang kosong."]
TABLE = [["No", "Jawaban"], ["1", "Bagus, é."], ["2", "Lama."]]
LINES = (".txt", ".md", ".docx", ".odt", ".rtf", ".html", ".vtt", ".srt", ".json", ".otr")
TABLES = (".csv", ".xlsx", ".ods")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A sound file of each format."""
    made = {suffix: paragraphs_in(suffix, SAID) for suffix in LINES}
    made |= {suffix: rows_in(suffix, TABLE) for suffix in TABLES}
    return made | {".pdf": pdf([SAID], tmp_path_factory.mktemp("pdf"))}


def read(folder: Path, suffix: str, data: bytes) -> Reading:
    path = folder / f"a{suffix}"
    path.write_bytes(data)
    columns = ("Jawaban", "No") if suffix in TABLES else None
    return read_source(path, technique=Technique.DOCUMENT, columns=columns)


def why(folder: Path, suffix: str, data: bytes) -> str:
    with pytest.raises(UnreadableSource) as caught:
        read(folder, suffix, data)
    return caught.value.why


def text_of(reading: Reading) -> str:
    assert all(0 <= block.start <= block.end <= len(reading.text) for block in reading.blocks)
    reading.text.encode()
    return reading.text


def outcome(folder: Path, suffix: str, data: bytes) -> str:
    """The text, with its blocks in it, or the key of one of the errors that are documented; no other comes out."""
    try:
        return text_of(read(folder, suffix, data))
    except (UnreadableSource, UnknownName) as refusal:  # the latter: a column that is not there
        return getattr(refusal, "why", "unknown name")
    except NeedsDecision as question:
        return question.what


# ---- zip files that swell ----


def lying(data: bytes, part: str, size: int) -> bytes:
    """The package saying that a part unpacks to this many bytes."""
    patched = bytearray(data)
    for mark, name_length, name_at, size_at in ((b"PK\x03\x04", 26, 30, 22), (b"PK\x01\x02", 28, 46, 24)):
        at = patched.find(mark)
        while at >= 0:
            (length,) = struct.unpack_from("<H", patched, at + name_length)
            if patched[at + name_at : at + name_at + length] == part.encode():
                struct.pack_into("<I", patched, at + size_at, size)
            at = patched.find(mark, at + 4)
    return bytes(patched)


def with_part(data: bytes, part: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return package({name: file.read(name) for name in file.namelist() if name != part} | {part: content})


MAIN = {".docx": "word/document.xml", ".odt": "content.xml", ".xlsx": "xl/workbook.xml", ".ods": "content.xml"}


@pytest.mark.parametrize("suffix", MAIN)
def test_packages_that_swell_or_lie(
    tmp_path: Path, whole: dict[str, bytes], suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_zip, "MOST_OF_ONE_PART", 1_000_000)
    swollen = with_part(whole[suffix], MAIN[suffix], b" " * 3_000_000)
    assert why(tmp_path, suffix, swollen) == "too_large"
    assert why(tmp_path, suffix, lying(swollen, MAIN[suffix], 1000)) in ("too_large", f"not_{suffix[1:]}")
    nested = with_part(whole[suffix], "inner.zip", package({"a": b"\0" * 3_000_000}))
    assert text_of(read(tmp_path, suffix, nested)) == text_of(read(tmp_path, suffix, whole[suffix]))


def test_packages_out_of_proportion(tmp_path: Path, whole: dict[str, bytes]) -> None:
    assert why(tmp_path, ".docx", with_part(whole[".docx"], "word/media/a.png", b"\0" * 60_000_000)) == "too_large"


# ---- XML entities ----

BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 9}">' for n in range(1, 12))
OUTSIDE = '<!ENTITY a11 SYSTEM "file:///etc/hostname">'


@pytest.mark.parametrize("entities", [f'<!ENTITY a0 "ha">{BOMB}', OUTSIDE, f'<!ENTITY a11 "{"a" * 9999}">'])
@pytest.mark.parametrize("before", ["", '<?xml version="1.0"?><!--' + " " * 5000 + "-->"])
def test_entities(tmp_path: Path, whole: dict[str, bytes], entities: str, before: str) -> None:
    declared = f"{before}<!DOCTYPE x [{entities}]>"
    assert why(tmp_path, ".docx", docx("<w:p><w:r><w:t>P: &a11;</w:t></w:r></w:p>", declared)) == "not_docx"
    assert why(tmp_path, ".odt", odf("text", "<text:p>P: &a11;</text:p>", declared)) == "not_odt"
    rows = ods_rows(TABLE).replace("Lama.", "&a11;")
    assert why(tmp_path, ".ods", odf("spreadsheet", rows, declared)) == "not_ods"
    strings = zipfile.ZipFile(io.BytesIO(whole[".xlsx"])).read("xl/sharedStrings.xml").decode().partition("?>")[2]
    shared = (declared + strings.replace("Lama.", "&a11;")).encode()
    assert why(tmp_path, ".xlsx", with_part(whole[".xlsx"], "xl/sharedStrings.xml", shared)) == "not_xlsx"


# ---- very much of one thing ----


def test_runs_without_end_that_hold_nothing(tmp_path: Path) -> None:
    empty = "<w:r/>" * 40_000 + '<w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t></w:t></w:r>' * 40_000
    assert text_of(read(tmp_path, ".docx", docx(f"<w:p>{empty}<w:r><w:t>P: Halo?</w:t></w:r></w:p>"))) == "P: Halo?"


def test_elements_that_open_and_never_close(tmp_path: Path) -> None:
    for element in ("office:annotation", "text:tracked-changes"):
        assert why(tmp_path, ".odt", odf("text", "<text:p>a</text:p>" + f"<{element}>" * 30_000)) == "not_odt"


def test_longer_than_a_source_may_be(tmp_path: Path, whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    from qualcode.collection.readers import _pandoc

    monkeypatch.setattr(documents, "MOST_CHARACTERS", 5000)
    monkeypatch.setattr(_pandoc, "MOST_CHARACTERS", 5000)
    assert set(whole) == {*LINES, *TABLES, ".pdf"}
    for suffix in LINES:
        assert why(tmp_path, suffix, paragraphs_in(suffix, ["P: " + "kata " * 1100])) == "too_large", suffix
    assert why(tmp_path, ".pdf", pdf([["P: " + "kata " * 9] * 40] * 3, tmp_path)) == "too_large"
    monkeypatch.setattr(documents, "MOST_LINES", 100)
    assert why(tmp_path, ".txt", b"\n" * 200) == "too_large"


MARKS = ["<", "<a", "<v ", "<!--", "<!", "&#", "{\\", "**a ", "_", "*a", "\\", "# a   ", "(", "a: ", "[", "<b>", "''"]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".vtt", ".json", ".otr"])
@pytest.mark.parametrize("mark", MARKS)
def test_one_mark_for_ever(suffix: str, mark: str) -> None:
    """Time grows with the length: what grows with its square takes minutes here."""
    line = f"P: {mark * (200_000 // len(mark))}"
    match suffix:
        case ".vtt":
            data = f"WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n{line}\n".encode()
        case ".json":
            data = json.dumps({"segments": [{"start": 0, "end": 1, "text": line, "speaker": line}]}).encode()
        case ".otr":
            data = json.dumps({"text": f"<p>{line}"}).encode()
        case _:
            data = line.encode()
    reader = reader_for(data, f"a{suffix}")
    assert reader.read(data, f"a{suffix}").parts


@pytest.mark.parametrize(
    "line",
    [
        "Tempat : {} ",
        "Nama : {}",
        "{} : Kantor",
        "{}",
        "I: {}",
        "Tanggal : 12-03-2018 {}",
    ],
)
@pytest.mark.parametrize(
    "piece", ["kata, ", "a", "1", "12 ", ".", "(", "A. ", "TRANSKRIP ", "\t", "a.a.", "Pak Budi, "]
)
def test_a_line_of_a_header_that_has_no_end(tmp_path: Path, line: str, piece: str) -> None:
    long = line.format(piece * (300_000 // len(piece)))
    text = f"Wawancara\nKode : I-07\n{long}\nP: Apa kabar?\nI: Baik.\nP: Kalau siang?\nI: Kosong."
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    try:
        found = read_source(path, technique=Technique.INTERVIEW)
    except NeedsDecision:
        return
    assert text_of(found) == text
    assert found.code in ("I-07", "")


def test_tables_as_wide_as_they_are_long(tmp_path: Path, whole: dict[str, bytes]) -> None:
    assert why(tmp_path, ".csv", b"," * 3000 + b"a\n" + b"a\n" * 3000) == "too_large"
    with zipfile.ZipFile(io.BytesIO(whole[".xlsx"])) as file:
        sheet = file.read("xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>jauh</t></is></c></row></sheetData>'
    found = why(
        tmp_path, ".xlsx", with_part(whole[".xlsx"], "xl/worksheets/sheet1.xml", sheet.replace(b"</sheetData>", far))
    )
    assert found == "too_large"


# ---- nesting ----


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".json", b"[" * 200_000),
        (".json", b'{"segments":' + b"[" * 200_000),
        (".html", b"<div>" * 3000 + b"P: a?"),
        (".rtf", b"{\\rtf1 " + b"{" * 20_000 + b"P: a?"),
        (".docx", docx("<w:tbl><w:tr><w:tc>" * 300 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 300)),
        (".odt", odf("text", "<text:section>" * 3000 + "<text:p>P: a?</text:p>" + "</text:section>" * 3000)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nesting(tmp_path: Path, suffix: str, data: bytes) -> None:
    assert outcome(tmp_path, suffix, data) in ("P: a?", "json", "too_large", f"not_{suffix[1:]}")


# ---- PDF ----


def test_pdf_that_swells_or_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = pdf([SAID], tmp_path)
    start, end = sound.index(b"stream\n") + 7, sound.index(b"\nendstream")
    swollen = zlib.compress(b"BT /F1 10 Tf (P: a) Tj ET " + b" " * 100_000_000, 9)
    filtered = sound[:start].replace(b"<</Length", b"<</Filter/FlateDecode/Length")
    assert why(tmp_path, ".pdf", filtered + swollen + sound[end:]) in ("too_large", "not_pdf", "scan")
    monkeypatch.setattr("qualcode.collection.readers.pdf.SECONDS", 0.001)
    assert why(tmp_path, ".pdf", sound) == "too_slow"


def test_pdf_with_a_password_or_without_words(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    for password, found in (("rahasia", "encrypted"), ("", None)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([SAID], tmp_path))))
        writer.encrypt(password, "pemilik", algorithm="AES-256")
        out = io.BytesIO()
        writer.write(out)
        if found:
            assert why(tmp_path, ".pdf", out.getvalue()) == found
        else:
            assert "I: Siang kosong." in text_of(read(tmp_path, ".pdf", out.getvalue()))
    assert why(tmp_path, ".pdf", pdf([[" "]], tmp_path)) == "scan"


# ---- characters that are none, and broken files ----


def test_half_characters_and_nul(tmp_path: Path) -> None:
    broken = '"P: a\\ud800b\\u0000c \\ud83d\\ude00\\udc00."'
    kept = "P: a\ufffdbc 😀\ufffd."
    assert kept in text_of(read(tmp_path, ".otr", f'{{"text": {broken}}}'.encode()))
    segments = f'{{"segments": [{{"start": 0, "end": 1, "text": {broken}}}]}}'
    assert text_of(read(tmp_path, ".json", segments.encode())).endswith("a\ufffdbc 😀\ufffd.")
    rtf = rb"{\rtf1\ansi P: a\u-10240?b\u0?c \u-10179?\u-8704?\u-9216?.\par}"
    assert text_of(read(tmp_path, ".rtf", rtf)) == kept


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (r"\u8220?kata\u8221?", "“kata”"),
        (r"\uc2\u8220\'93\'93kata\uc1 {\uc0\u8221}\u8221?x", "“kata””x"),
        (r"caf\'e9's \u233\'e9's", "café's é's"),
        (r"a{\*\shppict{\pict\bin3 }}\}}b", "ab"),
        (r"\u61623?\u-10179?\u-8704?", "\uf0b7😀"),
        ("\\u8220\r\n?kata", "“kata"),
    ],
)
def test_rich_text_units(tmp_path: Path, written: str, said: str) -> None:
    assert text_of(read(tmp_path, ".rtf", f"{{\\rtf1\\ansi\\ansicpg1252 x{written}\\par}}".encode())) == f"x{said}"


@pytest.mark.parametrize("suffix", [*LINES, *TABLES, ".pdf"])
def test_other_files_under_this_name(tmp_path: Path, whole: dict[str, bytes], suffix: str) -> None:
    foreign = [b"", b"\xef\xbb\xbf", bytes(range(256)), b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99]
    for data in (*foreign, *(whole[other] for other in (".txt", ".otr", ".csv"))):
        assert outcome(tmp_path, suffix, data)


def test_office_files_with_a_password(tmp_path: Path) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    for suffix in (".docx", ".xlsx"):
        assert why(tmp_path, suffix, locked) == "encrypted"
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    sound = odf("text", "<text:p>P: a?</text:p>")
    assert why(tmp_path, ".odt", with_part(sound, "META-INF/manifest.xml", manifest)) == "encrypted"


CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=6)), min_size=1, max_size=4)


def mutated(data: bytes, cuts: list[tuple[float, int, bytes]]) -> bytes:
    """The bytes with some taken out and others put in."""
    for place, out, put in cuts:
        at = int(place * len(data))
        data = data[:at] + put + data[at + out :]
    return data


@pytest.mark.parametrize("suffix", [".txt", ".md", ".vtt", ".srt", ".json", ".otr", ".csv"])
@given(cuts=CUTS, more=st.text(max_size=40))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_texts(
    tmp_path: Path, whole: dict[str, bytes], suffix: str, cuts: list[tuple[float, int, bytes]], more: str
) -> None:
    outcome(tmp_path, suffix, mutated(whole[suffix], cuts))
    outcome(tmp_path, suffix, mutated(whole[suffix], [(cuts[0][0], 0, more.encode())]))


KEYS = st.sampled_from(
    ("text", "segments", "words", "word", "speaker", "start", "end", "offsets", "from", "to", "timestamp", "score")
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 10**20) | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)
PIECES = st.lists(st.dictionaries(KEYS, JSON, max_size=6).map(lambda one: {"text": "a", **one}), min_size=1, max_size=3)


@given(pieces=PIECES, whole=JSON, suffix=st.sampled_from([".json", ".otr"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_json_of_another_shape(tmp_path: Path, pieces: list[object], whole: object, suffix: str) -> None:
    assert outcome(tmp_path, suffix, json.dumps({"segments": pieces}).encode())
    assert outcome(tmp_path, suffix, json.dumps(whole).encode())


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx", ".ods", ".rtf", ".html", ".pdf"])
@given(cuts=CUTS, inside=st.booleans())
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_packages(
    tmp_path: Path, whole: dict[str, bytes], suffix: str, cuts: list[tuple[float, int, bytes]], *, inside: bool
) -> None:
    data = whole[suffix]
    if inside and suffix in MAIN:  # a sound package whose main part is damaged
        part = "xl/worksheets/sheet1.xml" if suffix == ".xlsx" else MAIN[suffix]
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            content = file.read(part)
        data = with_part(data, part, mutated(content, cuts))
    else:
        data = mutated(data, cuts)
    outcome(tmp_path, suffix, data)


def test_a_process_that_ends_without_an_answer_is_a_refusal() -> None:
    with pytest.raises(UnreadableSource) as caught:
        _apart.answer("json.no_such_module", b"", "a.pdf", 30)
    assert caught.value.why == "too_large"


def test_a_main_part_in_utf16_hides_no_entities(tmp_path: Path) -> None:
    declared = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "ha">]>'
    main = declared + docx_body("<w:p><w:r><w:t>P: &a;</w:t></w:r></w:p>")
    assert why(tmp_path, ".docx", bare_docx(main.encode("utf-16"))) == "not_docx"


def docx_body(body: str) -> str:
    from tests.collection.readers.written import W

    return f"<w:document {W}><w:body>{body}</w:body></w:document>"
