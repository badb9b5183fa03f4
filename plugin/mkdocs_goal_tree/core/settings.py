"""What a site can choose: one model for plugin and command line. `config.py` reads it from mkdocs.yml."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from .dates import read_duration
from .scalars import Flag, Length, Number, Text, Url, Whole

Word = Literal["off", "info", "warning", "error"]
FailOn = Literal["error", "warning", "info", "never"]
_WILD = re.compile(r"(\*\*/|\*\*|\*|\?)")
_WILDCARDS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class _Choice(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Owner(_Choice):
    name: Text = ""
    url: Url = ""


class Glossary(_Choice):
    """Pages by a word, or by patterns of their paths below docs_dir, goal pages at the address of their folder."""

    link: Literal["goals", "all", "none"] | tuple[Text, ...] = "goals"
    check: Literal["goals", "all", "none"] | tuple[Text, ...] = "goals"

    def links(self, uri: str, *, ours: bool) -> bool:
        """Whether terms are linked on that page; `ours` are goal and glossary pages."""
        return _chosen(self.link, uri, ours=ours)

    def checks(self, uri: str, *, ours: bool) -> bool:
        """Whether that page is looked through for retired and undefined words."""
        return _chosen(self.check, uri, ours=ours)


def _chosen(choice: str | tuple[str, ...], uri: str, *, ours: bool) -> bool:
    if isinstance(choice, str):
        return choice == "all" or (choice == "goals" and ours)
    return any(_as_pattern(glob).fullmatch(uri) for glob in choice)


@cache
def _as_pattern(glob: str) -> re.Pattern[str]:
    """`*` and `?` stay within a folder, `**` does not; a folder's name stands for all that is in it."""
    parts = _WILD.split(glob.strip().removeprefix("./").strip("/"))
    return re.compile("".join(_WILDCARDS.get(part) or re.escape(part) for part in parts) + "(?:/.*)?", re.DOTALL)


class Health(_Choice):
    unreviewed_share: Number = Decimal(50)
    outputs_per_outcome_moved: Number = Decimal(5)
    nothing_dropped_for: Length = read_duration("365d")


def _web(text: str) -> str:
    if text and not text.lower().startswith(("http://", "https://")):
        raise PydanticCustomError("unsafe_url", "an address that begins with https:// is wanted")
    return text


class Changes(_Choice):
    """What a preview compares with, and how the proposal that it shows is called and reached."""

    base: Text = ""
    name: Text = ""
    url: Annotated[Text, AfterValidator(_web)] = ""


class Settings(_Choice):
    """Each field is an option of mkdocs.yml; `today` is always set here, `as_of` tells that somebody set it."""

    goals_dir: Text = "goals"
    """The folder of the goal files, relative to mkdocs.yml: beside docs_dir or in it."""
    glossary_dir: Text = "glossary"
    """The folder of the glossary pages, below docs_dir."""
    engine: Literal["graphviz", "mermaid"] = "graphviz"
    """What draws the diagrams of pages."""
    layout: Literal["auto", "wasm", "dot"] = "auto"
    """Which Graphviz lays them out: the embedded one, or the system's on request."""
    direction: Literal["auto", "TB", "LR"] = "auto"
    """How diagrams run; `auto` is top to bottom while the widest lane has up to four boxes."""
    max_nodes: Whole = Field(default=300, ge=1)
    """Beyond this many boxes the outputs of an outcome fold into one."""
    nav: Literal["auto", "full", "index", "none"] = "auto"
    """What the navigation lists: `auto` is goal pages up to 150 goals, only the index pages beyond."""
    pages: dict[str, Flag] = {}
    """Generated pages by name (`impacts`, `outcomes`, `outputs`, `rules` …): false switches one off."""
    rules: dict[str, Word] = {}
    """Severities by rule code, name or code prefix; the longest match wins."""
    fail_on: FailOn = "error"
    """From which severity upward findings stop `mkdocs build` and `goal-tree check`."""
    today: date = date.min
    """The day that counts as today; else SOURCE_DATE_EPOCH, else the clock."""
    as_of: bool = False
    fiscal_year_starts: Whole = Field(default=1, ge=1, le=12)
    """The month in which the fiscal year starts."""
    stale_after: Length = read_duration("60d")
    """How old a last measurement may be."""
    review_after: Length = read_duration("6w")
    """When an output is reviewed after it shipped, if nothing else is said."""
    active_per_owner: Whole = Field(default=3, ge=1)
    """How many outcomes one owner may have active."""
    owners: dict[str, Owner] = {}
    """The known owners by key; when set, another name is a finding."""
    news: Length = read_duration("7d")
    """How far back "Since last week" looks, and how long before its day a review is listed there."""
    language: Text = "en"
    """The language of the wording checks."""
    wording: Text = ""
    """A folder beside mkdocs.yml with word lists of the site's own for these checks, a file a language: `en.yml`."""
    words: dict[str, Text] = {}
    """Every word the plugin writes on a page, by key."""
    glossary: Glossary = Glossary()
    """Where glossary terms are linked and checked."""
    primary_review_after: Length = read_duration("365d")
    """How long one impact may be primary before somebody looks again."""
    health: Health = Health()
    """From which values on the health page asks for attention."""
    body: Literal["trusted", "safe"] = "trusted"
    """What Markdown in the body of a goal may do."""
    pass_fields: tuple[Text, ...] = ()
    """More front matter to hand to the theme."""
    on_track_tolerance: Number = Decimal(10)
    """Percentage points behind the elapsed share that still count as on track."""
    changes: Changes = Changes()
    """The branch or commit that a preview compares with, and the name and address of what it shows."""
    cache_dir: Text = ".cache/goal-tree"
    """The folder of laid-out diagrams, beside mkdocs.yml."""

    def shows(self, page: str) -> bool:
        """Whether the generated page of that name is wanted."""
        return self.pages.get(page, True)
