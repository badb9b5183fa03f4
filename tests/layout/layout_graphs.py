"""Layout inputs as the plugin writes them; the same on every Python (no `random`)."""


def neighborhood(seed: int) -> str:
    """A goal with what is above and below it: three lanes, 4 to 11 boxes."""
    outcomes, outputs = 1 + seed % 3, 2 + seed * 5 % 6
    lanes = [range(1), range(1, 1 + outcomes), range(1 + outcomes, 1 + outcomes + outputs)]
    lines = [
        "digraph{",
        f'graph[rankdir={"LR" if seed % 7 == 0 else "TB"},ranksep="0.750",nodesep="0.280",splines=spline]',
        'node[shape=box,fixedsize=true,label="",width="2.639"]',
        "edge[arrowhead=none]",
    ]
    for number, lane in enumerate(lanes):
        boxes = "".join(f'n{box}[height="{0.5 + (seed + number) % 4 * 0.2:.3f}"];' for box in lane)
        anchor = f"a{number}_0[style=invis,width=.01,height=.01];"
        lines.append(f"subgraph cluster_{number}{{\n{{rank=same;{anchor}{boxes}}}\n}}")
    lines.append("a0_0->a1_0->a2_0[style=invis,weight=0]")
    lines += [f"n0->n{box}" for box in lanes[1]]
    for box in lanes[2]:
        parents = {1 + box * seed % outcomes, 1 + (box + seed) % outcomes}
        lines += [f"n{parent}->n{box}" for parent in sorted(parents)]
    return "\n".join([*lines, "}", ""])


def slow() -> str:
    """Takes Graphviz far more than ten seconds: three rows of 1,000 boxes without lanes, three random links a box."""
    links, state = [], 1
    for box in range(2000):
        for _ in range(3):
            state = state * 1103515245 + 12345 & 0x7FFFFFFF
            links.append(f"n{box}->n{(box // 1000 + 1) * 1000 + (state >> 8) % 1000}")
    return "digraph{\n" + "\n".join(links) + "\n}\n"


def crashing() -> str:
    """Exhausts the stack: clusters in clusters, 1,500 deep."""
    return "digraph{" + "".join(f"subgraph cluster_{i}{{n{i};" for i in range(1500)) + "}" * 1501


BROKEN = "digraph{ n0 -> "
