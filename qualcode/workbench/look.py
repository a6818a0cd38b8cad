"""How the workbench looks: two quiet palettes, and signs that do without colour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rich.style import Style
from textual.theme import Theme


@dataclass(frozen=True)
class Look:
    """The styles of one palette. ``mono`` tells everything by weight, reverse and underline as well."""

    name: str
    dark: bool
    ground: str
    surface: str
    ink: str
    soft: str
    faint: str
    chosen: str
    meant: str
    accent: str
    found: str
    hues: tuple[str, ...]
    mono: bool = False
    _made: dict[tuple[object, ...], Style] = field(default_factory=dict, compare=False, hash=False)

    def style(self, ink: str = "", ground: str = "", **attributes: Any) -> Style:
        """A style in these colours, by default ink on the ground."""
        key = (ink, ground, *sorted(attributes))
        if key not in self._made:
            self._made[key] = Style(color=ink or self.ink, bgcolor=ground or self.ground, **attributes)
        return self._made[key]

    def hue(self, number: int) -> str:
        """The colour of the code with this number."""
        return self.hues[number % len(self.hues)]

    def theme(self) -> Theme:
        """The same colours for Textual's own widgets."""
        return Theme(
            name=self.name,
            primary=self.accent,
            secondary=self.soft,
            accent=self.accent,
            foreground=self.ink,
            background=self.ground,
            surface=self.surface,
            panel=self.surface,
            warning=self.accent,
            error=self.hues[0],
            success=self.hues[2],
            dark=self.dark,
            variables={
                "border": self.faint,
                "border-blurred": self.faint,
                "input-selection-background": self.chosen,
                "scrollbar": self.faint,
                "scrollbar-hover": self.soft,
                "scrollbar-active": self.soft,
                "scrollbar-background": self.surface,
                "scrollbar-background-hover": self.surface,
                "scrollbar-background-active": self.surface,
                "block-cursor-background": self.chosen,
                "block-cursor-foreground": self.ink,
                "block-cursor-blurred-background": self.meant,
                "block-cursor-blurred-foreground": self.ink,
            },
        )


DARK = Look(
    name="qualcode-dark",
    dark=True,
    ground="#15171b",
    surface="#1c1f25",
    ink="#d7dae0",
    soft="#8b929e",
    faint="#4b515c",
    chosen="#2b4668",
    meant="#262b34",
    accent="#e3b55e",
    found="#5a4a1f",
    hues=("#e58a7b", "#7fb4e0", "#8cc98a", "#e0c06a", "#c39be0", "#6fc7c0", "#e59bbd", "#b0b96a", "#9aa8e8", "#d9a06c"),
)
LIGHT = Look(
    name="qualcode-light",
    dark=False,
    ground="#fbfaf6",
    surface="#f1efe8",
    ink="#22252b",
    soft="#666b75",
    faint="#b4b4b0",
    chosen="#c9def6",
    meant="#ebe8de",
    accent="#8f5b00",
    found="#f6e3a3",
    hues=("#b3402f", "#1f68a8", "#2f7d32", "#8a6a00", "#7a3fa8", "#0f7a72", "#ad2f6d", "#616b12", "#4150b8", "#95531a"),
)
