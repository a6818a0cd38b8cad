"""Look into a built wheel: everything the main job needs is inside, and nothing that was not meant to be.

Usage: python tests/wheel_files.py FILE.whl
"""

from __future__ import annotations

import re
import sys
import zipfile

NEEDED = (
    "qualcode/py.typed",
    "qualcode/locale/id/LC_MESSAGES/qualcode.mo",
    "qualcode/terms/id.toml",
    "qualcode/collection/identities/words.txt",
    "qualcode/language/words.txt",
    "qualcode/reduction/suggesting/word_fields.txt",
    "qualcode/storage/migrations/0001_records.sql",
    "qualcode/data/codebooks/kinerja-pelayanan.yaml",
    "qualcode/data/sample/W-01_lurah.docx",
    "qualcode/data/sample/temuan.yaml",
    "qualcode/data/templates/umum/bab-4.md.j2",
)
ALLOWED = (
    r"qualcode/[\w/]+\.(py|sql|toml|md|lua)",
    r"qualcode/py\.typed",
    r"qualcode/collection/identities/words\.txt",
    r"qualcode/language/words\.txt",
    r"qualcode/reduction/suggesting/word_fields\.txt",
    r"qualcode/locale/id/LC_MESSAGES/qualcode\.(po|mo)",
    r"qualcode/data/codebooks/[\w-]+\.yaml",
    r"qualcode/data/sample/([WOD]-\d\d_[\w-]+\.(txt|docx)|[\w-]+\.(yaml|csv|md|bib))",
    r"qualcode/data/templates/[\w./-]+\.(j2|toml|lua|html|css|tex|typ)",
    r"qualcode-[^/]+\.dist-info/.+",
)


def main(wheel: str) -> int:
    """Print what is missing or not allowed; the number of such files."""
    names = zipfile.ZipFile(wheel).namelist()
    missing = [name for name in NEEDED if name not in names]
    strange = [name for name in names if not any(re.fullmatch(pattern, name) for pattern in ALLOWED)]
    for name in missing:
        print("missing from the wheel:", name)  # noqa: T201
    for name in strange:
        print("not meant to be in the wheel:", name)  # noqa: T201
    print(f"{wheel.rsplit('/', 1)[-1]}: {len(names)} files")  # noqa: T201
    return len(missing) + len(strange)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
