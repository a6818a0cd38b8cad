"""The command line: a table of commands grouped by the stages of the method, each loaded when called.

This module imports click and the interface language alone, so that help costs no more than click itself.
"""

from __future__ import annotations

import gc
import importlib
import keyword
import sys
from typing import Any

import click

from qualcode import __version__
from qualcode.cli._placeholders import put_in_words
from qualcode.cli._screen import guarded
from qualcode.i18n import N_, _, speak

STAGES: tuple[tuple[str, str], ...] = (
    ("start", N_("Start")),
    ("collection", N_("1 Data collection")),
    ("reduction", N_("2 Data reduction (condensation)")),
    ("display", N_("3 Data display")),
    ("conclusion", N_("4 Conclusion drawing and verification")),
    ("report", N_("5 Report")),
    ("language", N_("Language")),
)

# name: (module, stage, one line)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "demo": ("demo", "start", N_("Carry the sample study through the whole cycle.")),
    "init": ("init", "start", N_("Begin a study in a folder.")),
    "status": ("status", "start", N_("Show where the study stands in the cycle.")),
    "doctor": ("doctor", "start", N_("Check that the study is sound.")),
    "undo": ("history", "start", N_("Take back the last act.")),
    "redo": ("history", "start", N_("Bring back what was undone.")),
    "log": ("history", "start", N_("Show the audit trail: who did what when.")),
    "state": ("state", "start", N_("Sign a statement that only the researcher can make.")),
    "project": ("frame", "start", N_("The study's own record: title, sites, permits, privacy.")),
    "focus": ("frame", "start", N_("Research focuses and their position scales.")),
    "role": ("frame", "start", N_("Roles of informants, in their order.")),
    "unit": ("frame", "start", N_("Offices, desks and groups.")),
    "period": ("frame", "start", N_("Periods that displays use as columns.")),
    "case": ("frame", "start", N_("Cases: sites, units or informants.")),
    "question": ("frame", "start", N_("Questions of the interview guide.")),
    "ingest": ("ingest", "collection", N_("Take transcripts, sheets and documents into the study.")),
    "source": ("source", "collection", N_("Sources of data: list, show, text.")),
    "informant": ("frame", "collection", N_("Informants, known by code and role.")),
    "consent": ("frame", "collection", N_("Consent of informants, its scope and withdrawal.")),
    "anonymise": (
        "anonymise",
        "collection",
        N_("Identifiers of people: find names, numbers and addresses, and replace them."),
    ),
    "contact": ("frame", "collection", N_("Contact and document summaries.")),
    "codebook": ("codebook", "reduction", N_("The codebook: show, check, load, export.")),
    "code": ("code", "reduction", N_("Code segments: add, remove, import, export, list.")),
    "suggest": ("suggest", "reduction", N_("Propose codes by the codebook's keywords.")),
    "search": ("search", "reduction", N_("Find words, phrases, patterns and codes; code what was found.")),
    "words": ("words", "reduction", N_("Count words: frequencies, by role or focus, and collocations.")),
    "agreement": ("agreement", "reduction", N_("Compare coders, or one coder with a later self.")),
    "memo": ("frame", "reduction", N_("Memos: ideas about codes and their relations.")),
    "event": ("frame", "reduction", N_("Events and lasting states, dated.")),
    "variable": ("frame", "reduction", N_("Variables that are rated, with their rules.")),
    "rate": ("frame", "reduction", N_("Ratings of cases, informants, roles and units.")),
    "link": ("frame", "reduction", N_("Links: what leads to, influences or serves what.")),
    "display": ("display", "display", N_("Displays: list, show, write, note, freeze.")),
    "finding": ("finding", "conclusion", N_("Findings with evidence for and against.")),
    "verify": ("verify", "conclusion", N_("Test a finding by the tactics of the method.")),
    "recommend": ("recommend", "conclusion", N_("Recommendations and what they answer.")),
    "theory": ("frame", "conclusion", N_("Theory notes and how they stand to findings.")),
    "passage": ("passage", "report", N_("Your own prose for the slots of a chapter.")),
    "import": ("import_", "report", N_("Take in records (.yaml), or what another program wrote (.qdpx, .qdc).")),
    "export": ("export", "report", N_("Write the study for NVivo, ATLAS.ti, MAXQDA … (.qdpx, .qdc).")),
    "merge": ("merge", "report", N_("Bring in what was done in a copy of this study.")),
    "report": ("report", "report", N_("Write the findings chapter (Bab IV).")),
    "tokenize": ("tokenize", "language", N_("Show what the language layer makes of a text.")),
}


class Cycle(click.Group):
    """The root command: commands by stage, loaded when called; stated problems end with exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, stage by stage."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Load one command's module."""
        del ctx
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"qualcode.cli.{COMMANDS[name][0]}")
        command: click.Command = getattr(module, f"{name}_" if keyword.iskeyword(name) else name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the command that was probably meant when there is none of this name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            hint = _(" Did you mean: qualcode {name}").format(name=near[0]) if near else ""
            ctx.fail(_("There is no command “{name}”.").format(name=args[0]) + hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands under the stages of the method, importing none of them."""
        del ctx
        for stage, title in STAGES:
            rows = [(name, _(line)) for name, (_module, of, line) in COMMANDS.items() if of == stage]
            with formatter.section(_(title)):
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run, wording stated problems in the user's language."""
        from qualcode.errors import QualcodeError

        try:
            return super().invoke(ctx)
        except QualcodeError as error:
            from qualcode.cli.messages import words

            raise click.ClickException(words(error)) from None


@click.group(cls=Cycle, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, prog_name="qualcode", message="%(prog)s %(version)s", help=_("Show the version and exit.")
)
@click.option(
    "--study",
    type=click.Path(),
    metavar="DIR",
    help=_("Folder of the study (else QUALCODE_STUDY, else the nearest above)."),
)
@click.pass_context
def root(ctx: click.Context, study: str | None) -> None:
    """Qualitative data analysis after Miles & Huberman, from transcripts to the findings chapter."""
    ctx.obj = study
    if ctx.invoked_subcommand is None:
        from qualcode.cli.status import show_cycle

        show_cycle(ctx)


root.help = _("Qualitative data analysis after Miles & Huberman, from transcripts to the findings chapter.")
put_in_words(root)


GARBAGE_FROM = 100_000
"""New objects before Python looks for garbage: a command that loads a study makes many and drops few."""


def main() -> None:
    """Entry point of the ``qualcode`` command."""
    gc.set_threshold(GARBAGE_FROM)
    speak()
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "").lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    sys.stdout, sys.stderr = guarded(sys.stdout), guarded(sys.stderr, moves=True)
    root(prog_name="qualcode")
