"""The page as a browser shows it: without a network every claim unfolds by its own control, and it prints."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from qualcode import report
from qualcode.report.document import Document
from qualcode.report.parts import quotations
from tests.report.office import study

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here")

LOOK = """
<script>
const seen = (element) => element.checkVisibility();
const found = [];
for (const details of document.querySelectorAll('details')) {
  const summary = details.querySelector('summary'), inside = details.querySelector('p, ul, ol, .where');
  for (let up = details.parentElement; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
  details.open = false;
  const before = inside ? seen(inside) : false;
  summary.focus();
  const reached = document.activeElement === summary;
  summary.click();
  found.push({kind: details.className, before, reached, after: inside ? seen(inside) : false,
    words: details.textContent});
}
const links = [...document.querySelectorAll('a[href^="#"]')];
document.body.innerHTML = '';
document.body.append(Object.assign(document.createElement('pre'), {id: 'seen', textContent: JSON.stringify({
  found, fetched: performance.getEntriesByType('resource').length, images: IMAGES, dangling: DANGLING, wide: WIDE})}));
</script>
"""
BEFORE = """
<script>
const WIDE = document.documentElement.scrollWidth - document.documentElement.clientWidth;
const IMAGES = [...document.images].filter((one) => !one.complete || one.naturalWidth === 0 || !one.alt).length;
const DANGLING = [...document.querySelectorAll('a[href^="#"]')]
  .map((one) => decodeURIComponent(one.getAttribute('href').slice(1)))
  .filter((name) => !document.getElementById(name));
</script>
"""


@pytest.fixture(scope="module")
def chapter() -> Document:
    return report.build(study())


def browsed(folder: Path, page: Path, *options: str) -> str:
    """What the browser answers, with no network and a profile of its own."""
    done = subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
         "--host-resolver-rules=MAP * ~NOTFOUND", "--force-color-profile=srgb", *options, page.as_uri()],
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.decode()


@pytest.fixture(scope="module")
def shown(chapter: Document, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a reader finds who opens every part of the page, on a narrow screen."""
    folder = tmp_path_factory.mktemp("peramban")
    page = folder / "bab 4.html"
    text = report.to_bytes(chapter, "html").decode()
    page.write_text(text.replace("</body>", f"{BEFORE}{LOOK}</body>"), encoding="utf-8")
    answer = browsed(folder, page, "--dump-dom", "--window-size=700,900")
    found: dict[str, Any] = json.loads(unescape(re.search(r'<pre id="seen">(.*?)</pre>', answer, re.DOTALL)[1]))  # type: ignore[index]
    return found


def test_every_part_that_unfolds_is_reached_by_key_and_shows_what_it_hides(shown: dict[str, Any]) -> None:
    kinds = {one["kind"] for one in shown["found"]}
    assert kinds >= {"claim", "grounds", "context", "outline"}
    wrong = [one for one in shown["found"] if one["before"] or not one["reached"] or not one["after"]]
    assert wrong == []


def test_claims_unfold_into_words_of_the_transcripts(shown: dict[str, Any]) -> None:
    said = [" ".join(one.quote.split()) for one in study().segments.values()]
    unfolded = [" ".join(one["words"].split()) for one in shown["found"] if one["kind"] in ("claim", "grounds")]
    assert unfolded
    assert [one for one in unfolded if "S-" in one and not any(quote in one for quote in said)] == []


def test_nothing_is_fetched_no_link_leads_nowhere_and_nothing_hangs_over_the_edge(shown: dict[str, Any]) -> None:
    assert (shown["fetched"], shown["images"], shown["dangling"], shown["wide"]) == (0, 0, [], 0)


def test_it_prints_with_its_quotations_and_without_what_only_a_screen_can_unfold(
    chapter: Document, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    page, printed = tmp_path / "bab.html", tmp_path / "bab.pdf"
    report.write(chapter, page)
    browsed(tmp_path, page, f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    pages = list(PdfReader(printed).pages)
    text = "".join("".join(one.extract_text().split()) for one in pages)
    assert not [one.text for one in quotations(chapter) if "".join(one.text.split()) not in text]
    assert "S-" not in text
    assert {one.mediabox.width > one.mediabox.height for one in pages} == {True, False}
