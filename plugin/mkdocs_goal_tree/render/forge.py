"""Links into the web editor of the forge that keeps the goals: from the address that MkDocs gives a page's edit button."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

# GitHub, Gitea, Forgejo: /owner/repo/edit/branch/path; GitLab: /group/…/repo/-/edit/branch/path.
_EDIT = re.compile(r"(?P<repo>/[^?#]*?)/(?P<dash>-/)?(?:edit|_edit)/(?P<rest>[^?#]+)")
_LONGEST = 6_000  # characters of an address that forges and browsers take


class Forge(NamedTuple):
    """Where the files of a site are edited: `top` is the address of the goals' folder with `{verb}` in it."""

    top: str
    fills_in: bool
    """Whether the editor takes the text of a new file from its address, as GitHub's does."""

    def edit(self, uri: str) -> str:
        """The editor of a file below the goals folder."""
        return self.top.replace("{verb}", "edit") + quote(uri)

    def new(self, uri: str, text: str) -> str:
        """The editor of a new file, with its name and, where the forge takes it and it is short enough, its text."""
        folder, _, name = uri.rpartition("/")
        address = self.top.replace("{verb}", "new").rstrip("/") + (f"/{quote(folder)}" if folder else "")
        if not self.fills_in:
            return f"{address}?{urlencode({'file_name': name}, quote_via=quote)}"
        filled = f"{address}?{urlencode({'filename': name, 'value': text}, quote_via=quote)}"
        return filled if len(filled) <= _LONGEST else f"{address}?{urlencode({'filename': name}, quote_via=quote)}"


def forge_of(edit_url: str, uri: str) -> Forge | None:
    """The forge behind the edit address of the goal file `uri` (its path below the goals folder).

    None where the address is empty or of no form that we know: the lines to paste are then all that there is.
    """
    parts = urlsplit(edit_url)
    found = _EDIT.fullmatch(parts.path)
    path = f"/{quote(uri)}"
    if parts.scheme not in ("http", "https") or not found or not parts.path.endswith(path):
        return None
    rest = found["rest"].removesuffix(path[1:])
    top = f"{parts.scheme}://{parts.netloc}{found['repo']}/{found['dash'] or ''}{{verb}}/{rest}"
    return Forge(top, fills_in=not found["dash"])
