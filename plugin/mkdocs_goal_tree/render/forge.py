"""Links into the web editor of the forge that keeps the goals: from the address that MkDocs gives a page's edit button."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote, urlencode, urlsplit

# GitHub: /owner/repo/edit/branch/path; Gitea and Forgejo: /owner/repo/_edit/…; GitLab: /group/…/repo/-/edit/…, and
# without the dash, as MkDocs makes it by itself.
_EDIT = re.compile(r"(?P<repo>(?:/[^/]+){2,}?)/(?P<verb>-/edit|_edit|edit)/(?P<branch>.+)")
_NEW = {"edit": "new", "_edit": "_new", "-/edit": "-/new"}
# The way from a repository to a commit, by what the host is called, else by the form of the way to its editor.
_COMMITS = {
    "github": "commit",
    "gitlab": "-/commit",
    "bitbucket": "commits",
    "codeberg": "commit",
    "gitea": "commit",
    "forgejo": "commit",
}
_EDITS = {"/-/edit/": "-/commit", "/_edit/": "commit", "/edit/": "commit"}
_LONGEST = 6_000
"""Characters of an address that forges and browsers take."""


class Forge(NamedTuple):
    """Where files are edited and made: addresses of the goals folder, each with a slash at its end."""

    edits: str
    makes: str
    asks: tuple[str, ...]
    """What the editor of a new file takes from its address: the names of the file's name and, maybe, of its text."""

    def edit(self, uri: str) -> str:
        """The editor of a file, by its path below the goals folder."""
        return self.edits + quote(uri)

    def new(self, uri: str, text: str) -> str:
        """The editor of a new file, with its name and, where the forge takes it and it is short enough, its text."""
        folder, _, name = uri.rpartition("/")
        address = (self.makes + quote(folder)).rstrip("/")
        filled = _with(address, zip(self.asks, (name, text), strict=False))
        return filled if len(filled) <= _LONGEST else _with(address, zip(self.asks, (name,), strict=False))


def forge_of(edit_url: str, uri: str) -> Forge | None:
    """The forge behind the edit address of the goal file `uri` (its path below the goals folder).

    None where the address is empty or of no form that we know.
    """
    if not is_web(edit_url):
        return None
    parts = urlsplit(edit_url)
    found = _EDIT.fullmatch(parts.path)
    end = f"/{unquote(uri)}"
    if parts.query or not found or not unquote(parts.path).endswith(end):
        return None
    verb = "-/edit" if found["verb"] == "edit" and "gitlab" in parts.netloc.lower() else found["verb"]
    folder = quote(unquote(found["branch"]).removesuffix(end[1:]))
    repo = f"{parts.scheme}://{parts.netloc}{found['repo']}"
    asks = {"edit": ("filename", "value"), "_edit": ("filename",), "-/edit": ("file_name",)}[verb]
    return Forge(f"{repo}/{verb}/{folder}", f"{repo}/{_NEW[verb]}/{folder}", asks)


def commits_at(repo_url: str, edit_uri: str = "") -> str:
    """The address that a commit's hash is added to; nothing where neither the host nor `edit_uri` tells which forge it is."""
    if not is_web(repo_url):
        return ""
    host = urlsplit(repo_url).netloc.rpartition("@")[2].lower()
    known = next((way for name, way in _COMMITS.items() if name in host), "")
    way = known or next((way for form, way in _EDITS.items() if form in f"/{edit_uri}"), "")
    return f"{repo_url.rstrip('/').removesuffix('.git')}/{way}/" if way else ""


def is_web(url: str) -> bool:
    """Whether a browser may be sent there."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _with(address: str, query: zip[tuple[str, str]]) -> str:
    return f"{address}?{urlencode(list(query), quote_via=quote)}"
