"""The schema of goal files as text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.schema import goal_schema

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.model import Level
    from mkdocs_goal_tree.core.settings import Settings


def schema_json(settings: Settings, level: Level | None = None) -> str:
    """JSON Schema for editors, with what the site hands to its theme; of one level or of all."""
    return json.dumps(goal_schema(level, settings.pass_fields), indent=2, ensure_ascii=False) + "\n"
