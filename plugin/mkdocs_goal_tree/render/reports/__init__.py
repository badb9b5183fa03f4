"""Findings for people and programs: one function a format, each with its own way to keep a goal's text harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .annotations import render_github
from .code_quality import render_gitlab
from .data import render_findings
from .junit import render_junit
from .lines import render_concise, render_full
from .sarif import render_sarif

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .report import Report

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": render_full,
    "concise": render_concise,
    "json": render_findings,
    "github": render_github,
    "gitlab": render_gitlab,
    "sarif": render_sarif,
    "junit": render_junit,
}
