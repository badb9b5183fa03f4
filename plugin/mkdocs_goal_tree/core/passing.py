"""Front matter sorted by whose it is: the goal's own fields, and those that are handed to MkDocs and the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .nodes import Fields, Items, Node, Scalar, is_absent
from .parts import PageFields
from .rules import found
from .shapes import shapes_of
from .unfolding import unfold
from .values import wrong_kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from .findings import Finding
    from .parts import Part

PASSED = frozenset(shapes_of(PageFields))


def sort_out(
    fields: Fields, beside: Fields | None, model: type[Part], pass_fields: Collection[str], findings: list[Finding]
) -> tuple[Fields, Fields]:
    """The goal's fields, unknown ones included, and the page's. `beside` are the fields around the key `goal:`.

    Around it everything is the site's own, so nothing there is unknown; a goal field there is read by nobody, and told.
    """
    own: dict[str, Node] = {}
    page: dict[str, Node] = {}
    known = shapes_of(model)
    for name, value in (beside.fields if beside else {}).items():
        if name in PASSED or (name in pass_fields and name not in known):
            page[name] = value
        elif name in known and name != "title" and beside:
            message = f"{name} stands beside goal:, where no field of a goal is read"
            findings.append(found("GT105", beside.keys[name], message, "move it below goal:, or delete it"))
    for name, value in fields.fields.items():
        if name not in known and (name in PASSED or name in pass_fields):
            page[name] = value
        elif name != "type":
            own[name] = value
    return fields._replace(fields=own), fields._replace(fields=page)


def read_page(page: Fields, summary: Node | None, fiscal_year_starts: int, findings: list[Finding]) -> Fields:
    """What is handed on, in the shape of `PageFields`; the summary describes the page where nothing else does."""
    passed = page._replace(fields={name: value for name, value in page.fields.items() if name in PASSED})
    tree = unfold(passed, PageFields, fiscal_year_starts, findings)
    fields = dict(tree.fields)
    if isinstance(summary, Scalar):
        fields.setdefault("description", summary)
    more = {name: value for name, value in page.fields.items() if name not in PASSED and not is_absent(value)}
    kept = {name: value for name, value in more.items() if _is_plain(value, findings)}
    if kept:
        fields["more"] = Fields(kept, {}, page.span, page.path)
    return tree._replace(fields=fields)


def _is_plain(node: Node, findings: list[Finding]) -> bool:
    """Text or a list of text, all that a theme's field may be."""
    parts = node.items if isinstance(node, Items) else (node,)
    wrong = next((part for part in parts if not isinstance(part, Scalar)), None)
    if wrong is not None:
        findings.append(found("GT104", wrong.span, wrong_kind(wrong)))
    return wrong is None
