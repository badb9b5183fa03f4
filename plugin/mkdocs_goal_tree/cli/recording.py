"""`goal-tree record`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core.measurements import Origin, Refused, add_actual
from mkdocs_goal_tree.core.metric import Actual, Measure
from mkdocs_goal_tree.core.nodes import Known, Scalar
from mkdocs_goal_tree.core.progress import last_actual
from mkdocs_goal_tree.core.project import examine
from mkdocs_goal_tree.core.rules import did_you_mean
from mkdocs_goal_tree.core.source import Span
from mkdocs_goal_tree.core.values import advise, number_in, read_value
from mkdocs_goal_tree.render import figures
from mkdocs_goal_tree.render.report import safe
from mkdocs_goal_tree.sources import from_folder

from .common import Day, config_option, find_goal, leave, load, reject, stop, today_option, write, write_goal

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal
    from pathlib import Path

    from mkdocs_goal_tree.config import Config
    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.project import Project

_NO_METRICS = "add `metrics` to a goal first; goal-tree check says what is wrong with those that are there"
_MISSING = "nothing is recorded until there is a number"


# A value may begin with a minus sign: what looks like an unknown option is taken as a word.
@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("goal")
@click.argument("metric")
@click.argument("value")
@click.option(
    "--on",
    type=Day(),
    metavar="DAY",
    help="The day on which it was measured, such as 2026-05-13; else today.",
)
@click.option("--note", default="", metavar="TEXT", help="Why, in the team's words; shown under the number.")
@config_option
@today_option
def record(  # noqa: PLR0913, PLR0917 - what can be typed
    goal: str, metric: str, value: str, on: datetime | None, note: str, config_path: Path | None, today: datetime | None
) -> None:
    """Add a measurement to a metric of a goal.

    GOAL is a goal's id, METRIC the name or id of one of its metrics, VALUE a number without its unit, true or false, or
    words, as the metric has it. It goes to the goal's file, or to the CSV file of the metric; nothing else in there
    changes. Exit code 0: written, 2: nothing written, and why.
    """
    config = load(config_path, today=today)
    files = from_folder(config.goals_dir, config.goals_shown)
    project = examine(files, config.settings)
    found = find_goal(project, goal)
    position = _find_metric(project, found, metric)
    known = found.metrics[position]
    day = on.date() if on else config.settings.today
    if day > config.settings.today:
        stop(f"error: {day} lies after today, {config.settings.today}; a measurement is of a day that has come")
    actual = Actual(on=day, value=_read(known, value), note=_clean("--note", note).strip())
    origin = Origin(project.tree.places[found.id], found, position, files.tables, config.settings)
    result = add_actual(origin, actual)
    lost = {finding.span.path: finding.message for finding in files.findings}
    shown = f"{config.goals_shown}/{result.uri}"
    if isinstance(result, Refused):
        leave(shown, lost.get(shown, result.why), result.lines)
    write_goal(config, result.uri, result.text)
    write(f"{_said(shown, config, known, actual)}\n")


def _find_metric(project: Project, goal: Goal, name: str) -> int:
    for position, metric in enumerate(goal.metrics):
        if metric.answers_to(name.strip()):
            return position
    names = [word for metric in goal.metrics for word in (metric.name, metric.id)]
    above = [project.tree[link.parent] for link in project.tree.parents(goal.id)]
    near = next((one for one in above if any(metric.answers_to(name.strip()) for metric in one.metrics)), None)
    if near:
        reject(f"'{name}' is a metric of {near.id}, not of {goal.id}", f"write goal-tree record {near.id} …")
    if not goal.metrics:
        reject(f"the {goal.type} {goal.id} has no metrics that can be read", _NO_METRICS)
    listed = ", ".join(metric.name for metric in goal.metrics)
    return reject(f"{goal.id} has no metric '{name}'", did_you_mean(name, names) or f"it has: {listed}")


def _read(metric: Metric, text: str) -> Decimal | bool | str:
    """The value as the metric's measure has it."""
    text = _clean("VALUE", text).strip()
    if not text:
        reject("VALUE is empty", _MISSING)
    node, finding = read_value(Scalar(text, Span(""), ("VALUE",)), metric.measure)
    if finding:
        help_ = finding.help if metric.measure is Measure.BOOLEAN else advise(text) if number_in(text) else _MISSING
        reject(finding.message, help_)
    return node.value if isinstance(node, Known) else text  # type: ignore[return-value]  # a date is no measured value


def _clean(name: str, text: str) -> str:
    """Text that a file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        stop(f"error: {name} is not UTF-8 text")
    return text


def _said(shown: str, config: Config, metric: Metric, actual: Actual) -> str:
    """What was written where, and what counts now if it is not this."""
    words = load_words(config.settings.words)
    line = f"{shown}: {metric.name}: {figures.amount(metric, actual.value, words)} on {actual.on}"
    before = last_actual(metric, config.settings.today)
    if before and before.on > actual.on:
        line += f"; the last is still that of {before.on}"
    elif before and before.on == actual.on:
        line += "; it counts instead of the one of that day"
    return safe(line)
