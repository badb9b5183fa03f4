"""A company made up by rule: the same goals for the same seed, with the length and wealth of real goal files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 5, 13)
"""The day on which this company's goals are told; no actual is later."""

TEAMS = [
    "Search team",
    "Checkout team",
    "Onboarding team",
    "Billing team",
    "Support team",
    "Mobile team",
    "Catalog team",
    "Delivery team",
    "Accounts team",
    "Platform team",
]
WHO = [
    "New customers",
    "Returning customers",
    "Shop owners",
    "Support agents",
    "Couriers",
    "Editors",
    "Buyers",
    "Visitors on phones",
    "Warehouse staff",
    "Account managers",
    "Teachers",
    "Parents",
]
BEHAVIOR = [
    "find what they came for on the first try",
    "finish the order in one sitting",
    "come back within a week",
    "answer the first question the same day",
    "solve it without calling us",
    "invite a colleague",
    "send fewer parcels back",
    "fill in the form without a mistake",
    "pay before the reminder",
    "read the guide before they ask",
    "keep their address up to date",
    "plan the week ahead",
]
THING = [
    "Address book",
    "Order history",
    "Saved searches",
    "Reply templates",
    "Route planner",
    "Price calculator",
    "Guided setup",
    "Reminder by e-mail",
    "Import from spreadsheets",
    "Weekly report",
    "Size finder",
    "Upload from the phone",
    "Sign-in without a password",
    "Return label",
    "Status page",
]
IMPACT = [
    "More customers stay with us",
    "More revenue from existing customers",
    "Lower cost of an order",
    "Fewer complaints",
    "Faster growth in new regions",
]
UNIT = ["orders/week", "min", '"%"', "tickets/day", "visits", "EUR"]
KIND = ["feature", "epic", "service", "content", "experiment", "infrastructure", "research", "training"]
SENTENCES = [
    "We heard this in eleven of fourteen interviews and saw it again in the numbers of the last quarter.",
    "Nobody asked for another screen; people asked for the step to go away.",
    "The first version is deliberately small, so that we learn before we spend.",
    "What surprised us is how often people leave and come back on another device.",
    "If the number has not moved by the end of the period, we stop and write down why.",
    "The team looks at this every Tuesday and changes one thing at a time.",
    "What we build here has to be kept running by the same people, and that has a cost.",
    "Last year's attempt failed because we measured clicks, and clicks are not what anybody wanted.",
    "A small group tried it for three weeks and went on using it afterwards.",
    "We are not sure about the weekend, where the pattern is another one.",
    "Most of the effect should come from those who use the product at least twice a week.",
    "The work is done together with the people who answer the phones.",
    "This is easy to undo, which is why we start with all customers instead of a sample.",
    "Whatever we do here must not make the first visit slower.",
]
HEADINGS = ["Why this matters", "What we know", "How we notice", "What we leave out", "Open questions", "What is next"]


@dataclass(frozen=True)
class Goal:
    """One file. `body` has references to other goals, `prose` is the same text without them."""

    level: str
    id: str
    title: str
    front: str
    body: str
    prose: str
    metric: str = ""

    @property
    def path(self) -> str:
        return f"{self.level}s/{self.id}.md"


def make_company(count: int, seed: int = 1) -> list[Goal]:
    """`count` goals: about 1 % impacts, 20 % outcomes (a quarter under other outcomes), outputs that serve 1-3 of them."""
    random = Random(seed)
    impacts = [_impact(random, number) for number in range(max(1, count // 100))]
    outcomes: list[Goal] = []
    for number in range(max(1, count // 5)):
        upper = [goal for goal in outcomes if "goal: out-" not in goal.front]
        parents = _some(random, upper, 1) if number > 3 and random.random() < 0.25 else _some(random, impacts, 2)
        outcomes.append(_outcome(random, number, parents))
    rest = range(count - len(impacts) - len(outcomes))
    outputs = [_output(random, number, _some(random, outcomes, 3)) for number in rest]
    return [*impacts, *outcomes, *outputs][:count]


def write_goals(folder: Path, count: int, seed: int = 1) -> list[Goal]:
    """Writes the company's goal files under `folder`: impacts/, outcomes/ and outputs/."""
    company = make_company(count, seed)
    for goal in company:
        _write(folder / goal.path, f"---\n{goal.front}---\n\n{goal.body}")
    return company


def write_plain(folder: Path, count: int, seed: int = 1) -> list[Goal]:
    """Writes the same prose as ordinary pages, with a title and nothing else."""
    company = make_company(count, seed)
    for goal in company:
        _write(folder / goal.path, f"---\ntitle: {goal.title}\n---\n\n{goal.prose}")
    return company


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _some(random: Random, goals: list[Goal], most: int) -> list[Goal]:
    return random.sample(goals, min(len(goals), random.randint(1, most)))


def _impact(random: Random, number: int) -> Goal:
    title = f"{IMPACT[number % len(IMPACT)]}, {2026 + number // len(IMPACT)}"
    metric, lines = _metric(random, f"Impact number {number + 1}")
    primary = ["primary:", "  from: 2026-01-01", "  reason: It is where we lose most", "  decided_by: Management"]
    front = [
        "type: impact",
        f"title: {title}",
        "status: active",
        f"owner: {random.choice(TEAMS)}",
        "category: quantitative",
        "scope: company",
        *(primary if number == 0 else []),
        *lines,
    ]
    return _goal(random, front, f"imp-{number:04d}-{_slug(IMPACT[number % len(IMPACT)])}", [], metric)


def _outcome(random: Random, number: int, parents: list[Goal]) -> Goal:
    who, behavior = random.choice(WHO), random.choice(BEHAVIOR)
    title = f"{who} {behavior} ({number + 1})"
    metric, lines = _metric(random, f"Share of {who.lower()} who do, series {number + 1}")
    front = [
        "type: outcome",
        f"title: {title}",
        f"summary: {who} {behavior}, in every region where we sell.",
        f"status: {random.choice(['active', 'active', 'active', 'proposed'])}",
        f"owner: {random.choice(TEAMS)}",
        "period: 2026-H1",
        *_edges(random, parents),
        f"who: {who}",
        f"behavior: {behavior}",
        *lines,
    ]
    return _goal(random, front, f"out-{number:04d}-{_slug(behavior)}", parents, metric)


def _output(random: Random, number: int, parents: list[Goal]) -> Goal:
    thing = random.choice(THING)
    title = f"{thing} for {random.choice(WHO).lower()} ({number + 1})"
    status = random.choice(["planned", "building", "shipped", "shipped"])
    days = random.randint(20, 100)
    when = TODAY - timedelta(days) if status == "shipped" else TODAY + timedelta(days)
    before = random.randint(10, 40)
    front = [
        "type: output",
        f"title: {title}",
        f"summary: {thing} that works on every device.",
        f"status: {status}",
        f"owner: {random.choice(TEAMS)}",
        f"kind: {random.choice(KIND)}",
        f"timebox: {random.randint(2, 8)} sprints",
        f"{'shipped_on' if status == 'shipped' else 'due'}: {when}",
        *_edges(random, parents),
        "acceptance:",
        "  - criterion: Works on a slow phone",
        "    target: answer within 2 s",
        f"    met: {random.choice(['true', 'false'])}",
        "  - criterion: Read aloud in a sensible order",
        f"    met: {random.choice(['true', 'false'])}",
        "expects:",
        f"  outcome: {parents[0].id}",
        f"  metric: {parents[0].metric}",
        f"  from: {before}",
        f"  to: {before + random.randint(2, 20)}",
        "  by: 2026-12-31",
    ]
    return _goal(random, front, f"put-{number:04d}-{_slug(thing)}", parents)


def _edges(random: Random, parents: list[Goal]) -> list[str]:
    lines = ["contributes_to:"]
    for parent in parents:
        lines += [
            f"  - goal: {parent.id}",
            f"    rationale: {random.choice(SENTENCES).rstrip('.')}",
        ]
    return lines


def _metric(random: Random, name: str) -> tuple[str, list[str]]:
    baseline, target = random.randint(5, 40), random.randint(50, 95)
    lines = [
        "metrics:",
        f"  name: {name}",
        f"  unit: {random.choice(UNIT)}",
        "  baseline:",
        f"    value: {baseline}",
        "    on: 2026-01-05",
        "  target:",
        f"    value: {target}",
        "    by: 2026-12-31",
        "  actuals:",
    ]
    value = float(baseline)
    for month in range(2, 2 + random.randint(1, 4)):
        value += (target - baseline) * random.random() / 5
        lines += [f"    - on: 2026-{month:02d}-0{random.randint(1, 9)}", f"      value: {value:.1f}"]
    return name, [*lines, "  source:", "    label: Product analytics"]


def _goal(random: Random, front: list[str], name: str, parents: list[Goal], metric: str = "") -> Goal:
    level, title = (line.partition(": ")[2] for line in front[:2])
    body = _body(random, parents)
    prose = body
    for parent in parents:
        prose = prose.replace(f"[{parent.title}][{parent.id}]", parent.title)
    return Goal(level, name, title, "\n".join(front) + "\n", body, prose, metric)


def _body(random: Random, parents: list[Goal]) -> str:
    first, second, third = random.sample(HEADINGS, 3)
    deck = random.sample(SENTENCES, 11)
    names = " and ".join(f"[{parent.title}][{parent.id}]" for parent in parents)
    serves = f" It is meant for {names}, and for nothing else." if names else ""
    points = "\n".join(f"- {sentence}" for sentence in deck[4:7])
    rows = "\n".join(
        f"| {month} | {random.randint(10, 90)} | {random.choice(['as planned', 'slower', 'better'])} |"
        for month in ("February", "March", "April")
    )
    return (
        f"{' '.join(deck[:2])}{serves}\n\n"
        f"## {first}\n\n{' '.join(deck[2:4])}\n\n{points}\n\n"
        f"## {second}\n\n{' '.join(deck[7:9])}\n\n| Month | Count | Remark |\n| --- | ---: | --- |\n{rows}\n\n"
        f"## {third}\n\n{' '.join(deck[9:])} **In short:** `{random.randint(100, 999)}` people, *one* habit.\n"
    )


def _slug(text: str) -> str:
    return "-".join(text.lower().split())
