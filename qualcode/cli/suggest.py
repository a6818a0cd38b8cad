"""``suggest``: codes proposed for what is not coded yet, with the words that speak for each; yes and no to them."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from qualcode.cli._output import done, format_option, print_json, print_json_lines, print_rows, remark
from qualcode.cli._session import NOBODY_NAMED, DefaultGroup, actor, open_store, read_study
from qualcode.i18n import N_, _, ngettext
from qualcode.workbench.reasons import reason

if TYPE_CHECKING:
    from qualcode.reduction.suggestion import Model, Suggestion

_LIST = "list"
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


@click.group(
    "suggest",
    cls=DefaultGroup,
    default=_LIST,
    help=N_(
        "Propose codes by the codebook's keywords and by what is coded: qualcode suggest [SOURCE...]. "
        "Nothing becomes a coding without your yes."
    ),
)
def suggest() -> None:
    """Suggest codes."""


@suggest.command(_LIST, help=N_("List suggestions, the surest first, with the words that speak for them."))
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--unit",
    type=click.Choice(("block", "sentence")),
    default="block",
    show_default=True,
    help=_("What a suggestion is made for."),
)
@click.option("--code", "codes", multiple=True, metavar="CODE", help=_("Only these codes."))
@click.option("--all", "everything", is_flag=True, help=_("Score every unit and code, also those not suggested."))
@click.option(
    "--coder",
    default=None,
    metavar="NAME",
    help=_("For whom; who is not among the coders of the project sees nothing of their codings."),
)
@format_option("table", "json", "csv", "md")
def list_suggestions(  # noqa: D103 - said by its help
    sources: tuple[str, ...], unit: str, codes: tuple[str, ...], *, everything: bool, coder: str | None, format_: str
) -> None:
    from qualcode.reduction.suggestion import UnitKind, learn, suggest_for

    study = read_study()
    who = coder or actor()
    told = coder is not None or who != NOBODY_NAMED
    model = learn(study, coders=(who,) if told and who not in study.project.coders else ())
    every = (
        one
        for source in sources or tuple(one.id for one in study.sources)
        for one in suggest_for(study, source, model, unit=UnitKind(unit), codes=codes, everything=everything, coder=who)
    )
    if format_ == "json":
        lines = sorted(((one.score, _json(one)) for one in every), key=lambda line: -line[0])
        print_json_lines(line for _, line in lines)
        return
    found = sorted(every, key=lambda one: -one.score)
    measured = model.fitted.measured
    headings = {
        "id": _("id"),
        "valence": _("valence"),
        "of_ten": _("right of 10"),
        "evidence": _("words that speak for it"),
    }
    print_rows([_row(one, measured=measured) for one in found], headings, format_)
    for line in _remarks(found, model, data=bool(study.sources)):
        remark(line)


def _json(one: Suggestion) -> str:
    """A suggestion as scripts read it: without the records of its keywords."""
    evidence = [{"start": part.start, "end": part.end, "text": part.text, "why": part.why} for part in one.evidence]
    return _ENCODE(
        {
            "id": one.id,
            "source": one.source,
            "block": one.block,
            "start": one.start,
            "end": one.end,
            "code": one.code,
            "score": one.score,
            "suggested": one.suggested,
            "valence": one.valence and one.valence.value,
            "evidence": evidence,
        }
    )


def _remarks(found: list[Suggestion], model: Model, *, data: bool) -> list[str]:
    if not data:
        return [_("There is no answer yet that a code could stand on. Take in a transcript: qualcode ingest FILE")]
    if not model.codes:
        return [_("There is no code yet that could be proposed. Make one: qualcode codebook add CODE --name NAME")]
    if not found:
        return [_("Nothing to suggest where nothing is coded yet.")]
    answer = _("Yes or no to one: {command}").format(command="qualcode suggest accept|reject ID")
    fitted = model.fitted
    choice, keywords = fitted.by_choice, fitted.by_keywords
    if choice is None or keywords is None:
        words = _("By the codebook alone; how often it is right is not yet known: too little is coded ({count}).")
        return [words.format(count=fitted.units), answer]
    told = _(
        "Tried on {units} coded passages, each kept out of what was learned: "
        "{right} of {suggested} suggestions were right."
    )
    lines = [told.format(units=fitted.units, right=choice.right, suggested=choice.suggested)]
    if fitted.keywords_only:
        lines.append(_("The codebook decides: what your codings teach was no better; it only orders the list."))
    else:
        words = _("What your codings teach decides; the codebook alone: {right} of {suggested}.")
        lines.append(words.format(right=keywords.right, suggested=keywords.suggested))
    return [*lines, answer]


def _row(one: Suggestion, *, measured: bool) -> dict[str, str]:
    counted = Counter(reason(part) for part in one.evidence)
    words = "; ".join(text + (f" ×{count}" if count > 1 else "") for text, count in counted.items())
    of_ten = str(round(10 * one.score)) if measured else "?"
    return {"id": one.id, "valence": one.valence or "", "of_ten": of_ten, "evidence": words}


@suggest.command("accept", help=N_("Say yes: each suggestion becomes a coding of yours."))
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--valence",
    type=click.Choice(("+", "-", "±", "0", "none")),
    default=None,
    help=_("The valence that they get; else the one that is proposed."),
)
@click.option("--coder", default=None, metavar="NAME", help=_("Who codes (else QUALCODE_CODER)."))
def accept_suggestions(  # noqa: D103 - said by its help
    ids: tuple[str, ...], valence: str | None, coder: str | None
) -> None:
    from qualcode.model import Valence
    from qualcode.reduction.suggestion import PROPOSED, accept
    from qualcode.storage.store import now

    given = PROPOSED if valence is None else None if valence == "none" else Valence(valence)
    with open_store() as store, store.act("suggest accept") as act:
        answered = accept(act.study, ids, coder=coder or actor(), new_id=act.new_id, at=now(), valence=given)
        act.put(*answered.records)
    for coding in (*answered.applied.added, *answered.applied.changed, *answered.applied.unchanged):
        click.echo(coding.id)
    count = len(answered.applied.added)
    done(
        ngettext(
            "{count} coding added. To take it back: qualcode undo",
            "{count} codings added. To take them back: qualcode undo",
            count,
        ).format(count=count)
    )


@suggest.command("reject", help=N_("Say no: these suggestions are not shown to you again."))
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--coder", default=None, metavar="NAME", help=_("Who says no (else QUALCODE_CODER)."))
def reject_suggestions(ids: tuple[str, ...], coder: str | None) -> None:  # noqa: D103 - said by its help
    from qualcode.reduction.suggestion import reject
    from qualcode.storage.store import now

    with open_store() as store, store.act("suggest reject") as act:
        records = reject(act.study, ids, coder=coder or actor(), at=now()).records
        act.put(*records)
    count = len(records)
    done(ngettext("{count} suggestion rejected.", "{count} suggestions rejected.", count).format(count=count))


@suggest.command(
    "keywords",
    help=N_(
        "List words that could become keywords of CODE: they stand where you gave it and seldom elsewhere. "
        "--add puts words into the codebook."
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--add", "added", multiple=True, metavar="WORD", help=_("Put this word or phrase into the codebook."))
@format_option("table", "json", "csv", "md")
def suggest_keywords(code: str, added: tuple[str, ...], format_: str) -> None:  # noqa: D103 - said by its help
    if added:
        _add_keywords(code, added)
        return
    from qualcode.reduction.suggestion import proposed_keywords

    found = proposed_keywords(read_study(), code)
    if format_ == "json":
        print_json(found)
        return
    headings = {"text": _("word"), "right": _("right"), "stood": _("of"), "new": _("new")}
    print_rows([{name: getattr(one, name) for name in headings} for one in found], headings, format_)
    if found:
        remark(
            _("right: passages with the word that have {code}, of those decided; new: found by no keyword yet.").format(
                code=code
            )
        )
        word = f'"{found[0].text}"' if " " in found[0].text else found[0].text
        remark(_("To take a word: {command}").format(command=f"qualcode suggest keywords {code} --add {word}"))
    else:
        remark(
            _("No word is proposed for {code} yet: too little is coded, or its keywords say it all.").format(code=code)
        )


def _add_keywords(code: str, added: tuple[str, ...]) -> None:
    from qualcode.model import Code
    from qualcode.reduction.codebook_revising import set_code
    from qualcode.storage.store import now

    with open_store() as store, store.act("codebook set") as act:
        old = act.study.get(Code, code).keywords
        known = {word.casefold() for word in old}
        new = tuple(dict.fromkeys(word for word in map(str.strip, added) if word and word.casefold() not in known))
        act.put(*set_code(act.study, code, {"keywords": (*old, *new)}, date=now()[:10]).put)
    for word in new:
        click.echo(word)
    count = len(new)
    done(
        ngettext(
            "{count} keyword added to {code}. To take it back: qualcode undo",
            "{count} keywords added to {code}. To take them back: qualcode undo",
            count,
        ).format(count=count, code=code)
    )
