"""``FigureDisplay``: the recipe of a network or a chart, a declaration of a screen's height."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from qualcode.errors import BadValue, DisplayNotReady
from qualcode.i18n import _
from qualcode.model import Attribute, Display, Study
from qualcode.reduction.filters import Filter, stored_filter
from qualcode.terms import Terms, terms_for

from ._figure import Content, Figure, Panel
from ._figure_forms import form_of
from ._needs import Need, missing
from ._options import Option, asked_options
from ._print import caption_of, filter_words, option_rules, rule_words, sentence, title_of, words_of
from ._result import Shown
from ._scope import own_scope, seen
from ._sight import Sight
from ._written import display_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The panels of a figure, what the checks say of them, what does not show, rules that the records bring."""

    panels: tuple[Panel, ...]
    checks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDisplay:
    """What a network or chart is: its question, how its panels are found, what it needs.

    ``find`` sees the study under both filters; without a panel the display is not ready. ``rules`` are words of
    ``displays.rule`` (or rules in full), ``options`` what it can be asked to be about.
    ``title`` is for a display whose words the terms do not hold; ``filter`` and ``parameters`` always hold, unless the
    researcher keeps others.
    """

    name: str
    kind: str
    question: str
    find: Callable[[Sight], Found]
    rules: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    options: tuple[Option, ...] = ()
    reading: str = ""
    page: str = ""
    blank: str = "error"
    title: str = ""
    filter: tuple[Attribute, ...] = ()
    parameters: tuple[Attribute, ...] = ()

    def missing(self, study: Study) -> tuple[str, ...]:
        """What the study lacks for this display: record, field and the act that fills it."""
        return missing(self.needs, study)

    def build(  # noqa: PLR0913 - the options of the command, each with its default
        self,
        study: Study,
        filter: Filter | None = None,  # noqa: A002 - the word of the contract
        *,
        terms: Terms | None = None,
        rows: str = "",
        columns: str = "",
        transpose: bool = False,
        hide_empty: bool = False,
        record: str = "",
        options: Mapping[str, str] | None = None,
    ) -> Figure:
        """The figure of a study under a filter.

        ``record`` is the id of the display record whose title, rules, notes, narrative, parameters and own filter
        apply (else this name's). Raises ``DisplayNotReady`` where there is nothing to draw, ``BadValue`` for rows,
        columns and the like: a figure has none.
        """
        given_cuts = {"rows": rows, "columns": columns, "transpose": transpose, "hide_empty": hide_empty}
        for name, cut in given_cuts.items():
            if cut:
                raise BadValue(name, str(cut), tuple(f"--about {one.name}=…" for one in self.options))
        kept = display_record(study, self, record or self.name)
        own = stored_filter(kept.filter).checked(study) if kept is not None else Filter()
        given = (filter or Filter()).checked(study)
        whole = own_scope(study, own, terms or terms_for(study.project.language))
        whole = replace(whole, options=asked_options(self, study, kept, options or {}))
        sight = Sight(scope=seen(whole, own, given) if given else whole, filters=(own, given))
        found = self.find(sight)
        if not found.panels:
            if lacks := self.missing(study):
                raise DisplayNotReady(self.name, lacks)
            nothing = (
                _("nothing is left under these filters; leave one out")
                if own or given
                else _("nothing to draw yet; type: qualcode display explain {name}").format(name=self.name)
            )
            raise DisplayNotReady(self.name, (nothing, *found.remarks))
        return self._printed(sight, found, kept, frozenset(options or {}))

    def _printed(self, sight: Sight, found: Found, kept: Display | None, asked: frozenset[str]) -> Figure:
        """The figure with everything that is printed around its panels."""
        scope, terms = sight.scope, sight.terms
        informants, sources = _shown(sight, found.panels)
        stated = asked | {one.name for one in (kept.parameters if kept is not None else ())}
        rules = [
            *(kept.rules if kept is not None else ()),
            *(rule_words(terms, rule) for rule in self.rules),
            *option_rules(self.options, scope, stated),
            *found.rules,
        ]
        filtered = filter_words(scope.filter, scope.terms)
        return Figure(
            name=kept.id if kept is not None else self.name,
            kind=self.kind,
            title=title_of(self, kept, scope),
            caption=caption_of(scope, informants, sources),
            question=sentence(terms, "question", self.name, self.question),
            language=terms.language,
            panels=found.panels,
            rules=tuple(dict.fromkeys(rules)),
            legend=_legend(found.panels, terms),
            words=words_of(terms),
            notes=kept.notes if kept is not None else "",
            narrative=kept.narrative if kept is not None else "",
            checks=found.checks,
            remarks=(*([terms("displays.remark.filter", filter=filtered)] if filtered else []), *found.remarks),
            data_version=scope.study.data_version,
            informants=informants,
            sources=sources,
        )


def _legend(panels: Iterable[Panel], terms: Terms) -> dict[str, str]:
    by_form: dict[str, list[Content]] = {}
    for panel in panels:
        by_form.setdefault(panel.content.form, []).append(panel.content)
    found: dict[str, str] = {}
    for some in by_form.values():
        found |= form_of(some[0]).legend(some, terms)
    return found


def _shown(sight: Sight, panels: Iterable[Panel]) -> tuple[Shown, Shown]:
    """Informants and sources that the figure's segments come from."""
    from qualcode.collection.voices import touched, voices

    study = sight.study
    places = {place.segment: place for panel in panels for mark in panel.content.marks() for place in mark.segments}
    sources = {place.source for place in places.values()}
    blocks = touched(study, ((one.source, one.start, one.end) for one in places.values()))
    spoken = voices(study, (one.source for one in places.values()), blocks)
    people = {who for voice in set(spoken) for who in voice.informants}
    return (
        Shown(shown=len(people), total=len(study.informants)),
        Shown(shown=len(sources), total=len(study.sources)),
    )
