"""What a goal's page says of a link whose parent changed since somebody confirmed it."""

from __future__ import annotations

import pytest
from render_views import goal_page, view_of

SITE = """
goals/engagement.md
    type: impact
    title: Learners come back every week

goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: {edge}
"""
SAID = "The goal above has changed since this link was confirmed"


@pytest.mark.parametrize(
    ("edge", "said"),
    [
        ("{goal: engagement, revision: v1-50e3fa6c21}", True),
        ("{goal: engagement, revision: v1-121b0cb738}", False),
        ("{goal: engagement, revision: no fingerprint}", False),
        ("engagement", False),
    ],
)
def test_a_link_says_that_its_parent_has_changed(goals, edge, said):
    page = str(goal_page(view_of(goals(SITE.replace("{edge}", edge))), "weekend"))
    assert page.count(SAID) == int(said)
