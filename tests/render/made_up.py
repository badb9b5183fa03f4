"""Goal trees made up by chance: nested goals, rows that are skipped, wide rows, both directions."""

from __future__ import annotations

import random

from render_trees import drawing, tree


def made_up(seed, most=20, **choices):
    """The diagram of a tree with up to `most` outputs, half as many outcomes, an eighth as many impacts."""
    chance = random.Random(seed)
    counts = {
        "i": chance.randint(1, max(1, most // 8)),
        "o": chance.randint(1, max(1, most // 2)),
        "p": chance.randint(0, most),
    }
    goals = {kind: [f"{kind}{number}" for number in range(count)] for kind, count in counts.items()}
    lines = []
    for kind, kinds_above in (("i", ""), ("o", "i"), ("p", "io")):
        for number, goal in enumerate(goals[kind]):
            above = [name for one in kinds_above for name in goals[one]]
            if kind != "p" and number and chance.random() < 0.2:
                above = goals[kind][:number]
            parents = chance.sample(above, min(len(above), chance.choice([0, 1, 1, 1, 2, 2, 3])))
            lines.append(f"{goal} < {' '.join(name + '!' * (chance.random() < 0.1) for name in parents)}")
    chance.shuffle(lines)
    titles = {goal: " ".join(["word"] * chance.randint(1, 9)) for names in goals.values() for goal in names}
    return drawing(tree("\n".join(lines), titles), **{"direction": chance.choice(["TB", "LR"]), **choices})
