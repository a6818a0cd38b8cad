"""Text boxes of Word documents: their paragraphs put into the text, after the paragraph that each box is tied to.

A drawing that Word keeps twice (the shape, and an older form of it for other programs) counts once.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from qualcode.collection.readers._zip import read_part
from qualcode.errors import UnreadableSource

_MARK = b"txbxContent"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX = f"{_W}txbxContent"
_HOLDERS = (f"{_W}pict", f"{_W}drawing", f"{_W}object")


def boxes_in_place(main: bytes, name: str, why: str) -> tuple[bytes, int]:
    """(the main part with its text boxes in the running text, how many hold words); ``why`` is the key if it cannot."""
    if _MARK not in main:
        return main, 0
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import parse_xml

    try:
        root = parse_xml(main)
    except SyntaxError:
        raise UnreadableSource(name, why) from None
    _drop_second_forms(root)
    count = _move(root)
    return serialize_part_xml(root), count


def with_parts(package: zipfile.ZipFile, parts: Mapping[str, bytes], name: str, why: str) -> bytes:
    """The package with other parts; its pictures, which are left out in any case, are empty."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for one in dict.fromkeys(package.namelist()):
            kept = one.endswith((".xml", ".rels"))
            changed.writestr(one, parts[one] if one in parts else read_part(package, one, name, why) if kept else b"")
    return out.getvalue()


def _drop_second_forms(root: Any) -> None:
    """Of a drawing's two forms the first with a text box stays."""
    for alternate in list(root.iter(f"{_MC}AlternateContent")):
        forms = [form for form in alternate if next(form.iter(_BOX), None) is not None]
        for form in forms[1:]:
            alternate.remove(form)


def _move(root: Any) -> int:
    count = 0
    last: dict[Any, Any] = {}
    holders = []
    for box in list(root.iter(_BOX)):
        anchor = next(box.iterancestors(f"{_W}p"), None)
        if anchor is None:
            continue
        count += any(text.text and text.text.strip() for text in box.iter(f"{_W}t"))
        holders.append(_holder(box))
        for block in list(box):
            last.get(anchor, anchor).addnext(block)
            last[anchor] = block
    for holder in holders:
        if holder.getparent() is not None:
            holder.getparent().remove(holder)
    return count


def _holder(box: Any) -> Any:
    """The drawing that a box belongs to, with both of its forms."""
    holder = box
    for above in box.iterancestors():
        if above.tag == f"{_W}p":
            break
        if above.tag in (*_HOLDERS, f"{_MC}AlternateContent"):
            holder = above
    return holder
