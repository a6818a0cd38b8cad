"""PNG of a scene at 200 dots an inch, for Word and for slides."""

from __future__ import annotations

import struct
import zlib

from .scene import Scene
from .svg import svg

DPI, SCREEN = 200, 110
"""Dots an inch in print, and where a picture is looked at on a screen."""
_INCH = 39.3701


def png(scene: Scene, dpi: int = DPI) -> bytes:
    """The drawing as PNG; its size in print is that of the scene."""
    import resvg_py

    made = resvg_py.svg_to_bytes(
        svg_string=svg(scene),
        background="#ffffff",
        dpi=float(dpi),
        sans_serif_family="Liberation Sans",
    )
    return _with_density(bytes(made), dpi)


def _with_density(content: bytes, dpi: int) -> bytes:
    """The picture saying how many dots an inch it has."""
    density = struct.pack(">IIB", round(dpi * _INCH), round(dpi * _INCH), 1)
    chunk = b"pHYs" + density
    end = 8 + 12 + struct.unpack(">I", content[8:12])[0]
    made = struct.pack(">I", len(density)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return content[:end] + made + content[end:]
