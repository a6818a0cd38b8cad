"""What a display is for, how to read it, what it needs and lacks, and the page in the literature: a reading aid."""

from __future__ import annotations

from qualcode.i18n import _, language
from qualcode.model import Study
from qualcode.terms import Terms, terms_for

from . import aliases
from ._asked_cells import KINDS
from ._axes import AXES
from ._figure_display import FigureDisplay
from ._matrix import MatrixDisplay
from ._print import rule_words, sentence

FREE = "matrix"
"""The matrix whose rows, columns and cells are asked for."""


def _free(terms: Terms) -> tuple[str, ...]:
    """What the free matrix can be asked for."""
    return (
        _("Rows and columns can be (--rows, --columns), with names of lines after a comma:"),
        *(
            f"  - {name}: {sentence(terms, 'axis', name, sentence(terms, 'stub', axis.stub[-1], name))}"
            for name, axis in AXES.items()
        ),
        "",
        _("Cells can hold (--cell): {names}").format(names=", ".join(KINDS)),
        "",
    )


def explained(declared: MatrixDisplay | FigureDisplay, study: Study) -> list[str]:
    """Lines in the interface language."""
    terms = terms_for(language())
    name = declared.name
    rules = [rule_words(terms, rule) for rule in declared.rules]
    if isinstance(declared, MatrixDisplay):
        recipes = [item.recipe for item in declared.columns.declared if item.recipe is not None] or [declared.cell]
        rules += [rule for recipe in recipes for rule in recipe.rules(terms)]
    missing = declared.missing(study)
    return [
        f"{sentence(terms, 'title', name, declared.title or name)} ({', '.join((name, *aliases(name, terms)))})",
        "",
        sentence(terms, "question", name, declared.question),
        *([sentence(terms, "reading", name, declared.reading)] if declared.reading else []),
        "",
        _("Decision rules:"),
        *(f"  - {rule}" for rule in dict.fromkeys(rules)),
        "",
        *([_("Can be about (--about NAME=VALUE):")] if declared.options else []),
        *(f"  - {option.name}: {sentence(terms, 'option', option.name, option.name)}" for option in declared.options),
        *([""] if declared.options else []),
        *(_free(terms) if name == FREE else ()),
        _("Needs:"),
        *(f"  - {need.field}: {_(need.gives)} ({need.act})" for need in declared.needs),
        "",
        _("Missing:") if missing else _("Nothing is missing."),
        *(f"  - {line}" for line in missing),
        *(["", _("Literature: {page}").format(page=declared.page)] if declared.page else []),
    ]
