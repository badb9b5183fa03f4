"""The learning loop, `goals/learning.md`: what waits for a verdict, what moved, what was looked at and did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.learning import answered, days_to_verdict, moved, outputs_of, verdicts, waiting
from mkdocs_goal_tree.core.review import VerdictWord

from . import figures
from .cards import as_of
from .reviews import Expected, VerdictCard, expected, verdict_card
from .section import Page
from .view import Chip, GoalLink, Person, View, chip, day, link, people, render, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_goal_tree.core.learning import Told, Waiting

SOON = 60
"""Days within which a review counts as due soon."""
MOST_CARDS = 30
"""Beyond so many the older verdicts are folded."""
_MOVED = frozenset({VerdictWord.MOVED, VerdictWord.PARTLY})


class Tile(NamedTuple):
    """A number with what belongs to it: `2 moved, 1 partly` and below `of 4 outcomes looked at`."""

    title: str
    value: str
    unit: str
    more: tuple[str, ...]
    chip: Chip | None


class Awaited(NamedTuple):
    """A row of "Waiting for a verdict"."""

    output: GoalLink
    chip: Chip
    when: str
    due: str
    shipped: str
    question: str
    expects: tuple[Expected, ...]
    owners: tuple[Person, ...]
    overdue: bool


class Credited(NamedTuple):
    """A verdict with the output that it credits, and what was decided."""

    card: VerdictCard
    output: GoalLink
    decision: Chip | None
    why: str


class Group(NamedTuple):
    """Verdicts under a heading, newest first: those that are shown, and the older ones, which are folded."""

    id: str
    title: str
    credit: str
    cards: tuple[Credited, ...]
    older: tuple[Credited, ...]


def learning_page(view: View) -> Page:
    """Expectation, review, verdict and decision over all outputs; an entry is made by looking, never by shipping."""
    open_rounds = [one for one in waiting(view.tree, view.settings) if one.output.id not in view.hidden]
    told = [one for one in verdicts(view.tree) if one.output.id not in view.hidden]
    good = [one for one in told if one.verdict.verdict in _MOVED]
    groups = [
        group
        for group in (
            _group(view, "moved", "credited", good),
            _group(view, "not-moved", "output-only", [one for one in told if one not in good]),
        )
        if group.cards
    ]
    rows = [_awaited(view, one) for one in open_rounds]
    html = render(
        view,
        "learning.html.jinja",
        as_of=as_of(view),
        lead=_lead(view, open_rounds),
        tiles=_tiles(view, told, open_rounds),
        rows=rows,
        groups=groups,
        calendar=view.page_url("reviews.ics"),
        feed=view.page_url("moved.xml"),
    )
    toc = [("waiting", view.words["waiting"])] if rows else []
    return Page(view.words["learning-loop"], html, (*toc, *((one.id, one.title) for one in groups)))


def _lead(view: View, rounds: Sequence[Waiting]) -> list[str]:
    """`4 of 5 shipped outputs have their answer`, then how many are overdue; empty where nothing has shipped."""
    done = answered(one for one in outputs_of(view.tree) if one.id not in view.hidden)
    late = sum(one.is_overdue for one in rounds)
    if not done.shipped:
        return []
    first = say(view, "answered", count=done.verdicts, whole=done.shipped)
    return [first, say(view, "n-overdue", count=late)] if late else [first]


def _tiles(view: View, told: Sequence[Told], rounds: Sequence[Waiting]) -> list[Tile]:
    late = [one for one in rounds if one.is_overdue]
    soon = [one for one in rounds if -SOON <= one.days <= 0]
    longest = say(view, "longest", days=say(view, "n-days", count=late[0].days)) if late else ""
    coming = say(view, "next", day=figures.day(soon[0].due, view.words, near=view.settings.today)) if soon else ""
    return [
        _moved(view, told),
        Tile(
            view.words["reviews-overdue"], str(len(late)), "", (), chip(view, "overdue", word=longest) if late else None
        ),
        Tile(
            say(view, "due-in", count=SOON),
            str(len(soon)),
            "",
            (),
            chip(view, "due", word=coming) if soon else None,
        ),
        _wait(view),
    ]


def _moved(view: View, told: Sequence[Told]) -> Tile:
    """Outcomes, not verdicts, are counted, each once; the base is what anybody looked at."""
    found = moved(told)
    looked = {one.outcome.id for one in told if one.outcome}
    partly = say(view, "and-partly", count=len(found.partly)) if found.partly else ""
    base = say(view, "of-looked-at", count=len(looked))
    by = say(view, "by-outputs", count=len(found.outputs)) if found.outputs else ""
    unit = f"{view.words['moved-short']}{partly}"
    return Tile(view.words["outcomes-moved"], str(len(found.wholly)), unit, tuple(filter(None, (base, by))), None)


def _wait(view: View) -> Tile:
    title = view.words["days-to-verdict"]
    found = days_to_verdict(one for one in outputs_of(view.tree) if one.id not in view.hidden)
    if found is None:
        return Tile(title, view.words["none"], "", (view.words["no-verdict"],), None)
    slowest = say(view, "slowest", days=say(view, "n-days", count=found.slowest))
    base = say(view, "of-outputs", count=found.outputs)
    return Tile(title, str(found.median), say(view, "days-median", count=found.median), (base, slowest), None)


def _awaited(view: View, one: Waiting) -> Awaited:
    near = figures.day(one.due, view.words, near=view.settings.today)
    key, word = (
        ("overdue", say(view, "overdue-since", count=one.days))
        if one.is_overdue
        else ("due", say(view, "in-days", count=-one.days))
    )
    when = say(view, "was-due" if one.is_overdue else "due-on", day=near)
    if one.number > 1:
        when = say(view, "in-round", when=when, number=one.number)
    return Awaited(
        link(view, one.output),
        chip(view, key, word=word),
        when,
        one.due.isoformat(),
        day(view, one.output.shipped_on) if one.output.shipped_on else view.words["not-shipped"],
        one.question,
        expected(view, one.output, one.expects),
        tuple(people(view, one.output.owner)),
        one.is_overdue,
    )


def _group(view: View, name: str, credit: str, told: Iterable[Told]) -> Group:
    cards = [
        Credited(
            verdict_card(view, one.output, one.review, one.verdict),
            link(view, one.output),
            chip(view, one.review.decision) if one.review.decision else None,
            one.review.why,
        )
        for one in told
    ]
    title = view.words[f"{name}-heading"]
    return Group(f"verdicts-{name}", title, view.words[credit], tuple(cards[:MOST_CARDS]), tuple(cards[MOST_CARDS:]))
