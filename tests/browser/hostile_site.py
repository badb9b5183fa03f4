"""A handbook whose every text is hostile: sixty outcomes, an output and an impact that hold all of it."""

from __future__ import annotations

import json

import hostile

# What is no text at all cannot stand in a file: YAML refuses it, a finding says so.
BREAKING_OUT = (
    '"><img src=x onerror=alert(1)>',
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "</title></head><img src=x onerror=alert(1)>",
)
HOSTILE = tuple(
    text
    for text in (*hostile.HOSTILE, *BREAKING_OUT)
    if text.isprintable() or text.encode(errors="ignore").decode() == text
)
ABOVE, BELOW, HARMLESS = "above", "below", "harmless"
HARMLESS_TEXT = "A harmless text"
GOALS = tuple(f"goal-{number:02}" for number in range(len(HOSTILE)))


def files(theme: str, engine: str) -> dict[str, str]:
    """The site of one theme and one engine; each text is the title, summary, owner, tag … of one goal."""
    return {
        "mkdocs.yml": _configuration(theme, engine),
        "docs/index.md": "# Home\n\nNothing here.\n",
        "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
        f"goals/{ABOVE}.md": _goal(_impact()),
        f"goals/{BELOW}.md": _goal(_output()),
        f"goals/{HARMLESS}.md": _goal(_outcome(HARMLESS, HARMLESS_TEXT)),
    } | {f"goals/{name}.md": _goal(_outcome(name, text)) for name, text in zip(GOALS, HOSTILE, strict=True)}


def inert_files() -> dict[str, str]:
    """The same texts where only ids, references, addresses and names of fields can stand."""
    return {
        "mkdocs.yml": _configuration("material", "graphviz"),
        "docs/index.md": "# Home\n",
        f"goals/{ABOVE}.md": _goal({"type": "impact", "title": "Above"}),
    } | {f"goals/{name}.md": _goal(_bad(text)) for name, text in zip(GOALS, HOSTILE, strict=True)}


def _configuration(theme: str, engine: str) -> str:
    features = ["navigation.footer", "navigation.path", "navigation.tabs"] if engine == "mermaid" else []
    local = {"font": False, "features": features} if theme == "material" else {"highlightjs": False}
    plugins = ["search", *(["tags"] if theme == "material" else [])]
    goal_tree = {"engine": engine, "nav": "full", "fail_on": "never", "today": "2026-05-13"}
    return json.dumps(
        {
            "site_name": "Hostile",
            "theme": {"name": theme, **local},
            "plugins": [*plugins, {"goal-tree": goal_tree}],
            "use_directory_urls": True,
        }
    )


def _goal(fields: dict[str, object]) -> str:
    return f"---\n{_yaml(fields)}\n---\n\nA body.\n"


def _yaml(value: object) -> str:
    """A value in YAML's flow style, each text in double quotes."""
    match value:
        case dict():
            return "{" + ", ".join(f"{_yaml(key)}: {_yaml(inside)}" for key, inside in value.items()) + "}"
        case list():
            return f"[{', '.join(map(_yaml, value))}]"
        case str():
            return '"' + "".join(map(_letter, value)) + '"'
    return json.dumps(value)


def _letter(letter: str) -> str:
    if letter in {'"', "\\"}:
        return f"\\{letter}"
    return letter if letter.isprintable() or (letter > "\u2000" and letter < "\ufff0") else f"\\u{ord(letter):04x}"


def _outcome(name: str, text: str) -> dict[str, object]:
    return {
        "type": "outcome",
        "title": text,
        "summary": text,
        "subtitle": text,
        "status": "active",
        "owner": text,
        "period": "2026",
        "tags": [text],
        "aliases": f"was-{name}",
        "contributes_to": [{"goal": ABOVE, "rationale": text, "confidence": 0.5}],
        "who": text,
        "behavior": text,
        "extent": text,
        "hypothesis": text,
        "undesired": [text],
        "metrics": [
            {
                "name": text,
                "id": "metric",
                "unit": text,
                "baseline": {"value": 20, "on": "2026-01-05", "note": text},
                "target": {"value": 80, "by": "2026-12-31"},
                "actuals": [
                    {"on": "2026-03-01", "value": 30, "note": text, "source": text},
                    {"on": "2026-05-01", "value": 40, "note": text, "source": text},
                ],
                "source": {"label": text, "url": "https://example.org/"},
            },
            {"name": text, "id": "guard", "unit": text, "role": "guardrail", "baseline": 3, "target": {"max": 4}},
        ],
        "assumptions": [{"text": text, "risk": "high", "evidence": [{"kind": "other", "note": text}]}],
        "evidence": [{"kind": "survey", "note": text, "url": "https://example.org/"}],
        "decisions": [{"on": "2026-02-01", "what": text, "by": text}],
        "refs": [{"label": text, "url": "https://example.org/", "kind": text}],
    }


def _output() -> dict[str, object]:
    return {
        "type": "output",
        "title": "Below",
        "status": "shipped",
        "shipped_on": "2026-02-01",
        "contributes_to": [GOALS[0]],
        "timebox": HOSTILE[0],
        "took": HOSTILE[17],
        "acceptance": [{"criterion": text, "target": text, "actual": text, "met": True} for text in HOSTILE],
        "expects": [{"outcome": GOALS[0], "metric": "metric", "from": 20, "to": 30, "by": "2026-04-01"}],
        "reviews": [
            {
                "due": "2026-04-01",
                "done_on": "2026-04-02",
                "question": text,
                "verdicts": [{"outcome": GOALS[0], "metric": "metric", "verdict": "moved", "how": text, "note": text}],
                "decision": "keep",
                "why": text,
                "shared_with": text,
            }
            for text in HOSTILE
        ],
    }


def _impact() -> dict[str, object]:
    first = {"from": "2026-01-01", "reason": "<img src=x onerror=alert(1)> {{ 7 * 7 }}", "decided_by": "<b>bold</b>"}
    return {"type": "impact", "title": "Above", "status": "active", "primary": [first]}


def _bad(text: str) -> dict[str, object]:
    return {
        "type": "outcome",
        "title": "A plain title",
        "id": text,
        "status": text,
        "contributes_to": [{"goal": text}],
        "superseded_by": text,
        "aliases": [text],
        "refs": [{"label": "reference", "url": text}],
        "metrics": [{"name": "Metric", "source": {"label": "source", "url": text}, "baseline": text, "target": text}],
        "icon": text,
        "template": text,
        text: text,
    }
