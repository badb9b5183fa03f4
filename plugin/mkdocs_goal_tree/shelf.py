"""The files of a history after some commit, and which goal each of them is."""

from __future__ import annotations

import re
from bisect import insort
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.reading import read_file
from mkdocs_goal_tree.core.scalars import SLUG
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.slugs import slug_of
from mkdocs_goal_tree.core.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from mkdocs_goal_tree.core.tree import Read

    from .history import Commit, History

_TYPE = re.compile(r"^type[ ]*:", re.MULTILINE)
_ID = re.compile(r"""^(['"]?)id\1[ ]*:[ ]*(['"]?)([a-z0-9-]*)\2[ ]*(.*)$""", re.MULTILINE)
_NAME = re.compile(r"[a-z0-9-]+")
_BY_FOLDER = ("index", "readme")
_AS_IT_COMES = Settings()


class Version(NamedTuple):
    """A goal's file at some time: its path below the goals folder, its blob, and the CSV files that it may measure by."""

    uri: str
    blob: str
    tables: tuple[tuple[str, str], ...] = ()


class Shelf:
    """The files after some commit, and which goal each of them is; of several with one id the first in file order."""

    def __init__(self, history: History) -> None:
        blobs = set(history.files.values())
        for commit in history.commits:
            blobs.update(*((change.before, change.after) for change in commit.changes))
        self.texts = history.texts(sorted(blobs - {""}))
        self.files: dict[str, str] = {}
        self.uris: dict[str, list[str]] = {}
        self._ids: dict[str, str] = {}
        self._measured: set[str] = set()
        self._names: dict[str, frozenset[str]] = {}

    def put(self, files: Mapping[str, str]) -> None:
        """Puts files in their places; one with the blob "" is taken away."""
        for uri, blob in files.items():
            if blob:
                self.files[uri] = blob
            else:
                self.files.pop(uri, None)
            if uri.endswith(".csv"):
                continue
            self._measured.discard(uri)
            if (old := self._ids.pop(uri, None)) is not None:
                self.uris[old].remove(uri)
                if not self.uris[old]:
                    del self.uris[old]
            if blob and (new := self._id(uri, blob)) is not None:
                self._ids[uri] = new
                insort(self.uris.setdefault(new, []), uri)
                if ".csv" in (self.texts[blob] or ""):
                    self._measured.add(uri)

    def touched(self, commit: Commit) -> set[str]:
        """The files that a commit changes, and those that may measure by a CSV file that it changes."""
        changed = {change.uri for change in commit.changes}
        tables = [_base(uri) for uri in changed if uri.endswith(".csv")]
        measured = self._measured if tables else ()
        return changed | {uri for uri in measured if any(table in self._text(uri) for table in tables)}

    def goals(self, uris: Iterable[str]) -> set[str]:
        """The ids in files."""
        return {self._ids[uri] for uri in uris if uri in self._ids}

    def version(self, uri: str) -> Version:
        """The file as it is."""
        tables: list[tuple[str, str]] = []
        if uri in self._measured:
            text = self._text(uri)
            tables = [one for one in self.files.items() if one[0].endswith(".csv") and _base(one[0]) in text]
        return Version(uri, self.files[uri], tuple(sorted(tables)))

    def naming(self, names: Collection[str], but: Collection[str]) -> Iterator[str]:
        """The goals in other files that name one of `names`, in their fields or in their text."""
        for goal, uris in self.uris.items() if names else ():
            if uris[0] not in but and not self._named_in(self.files[uris[0]]).isdisjoint(names):
                yield goal

    def read(self, version: Version) -> Read | None:
        """The file as a goal, without its tables."""
        text = self.texts[version.blob] or ""
        return read_file(Source(version.uri, version.uri, text), _AS_IT_COMES, {})[0]

    def _text(self, uri: str) -> str:
        return self.texts[self.files[uri]] or ""

    def _id(self, uri: str, blob: str) -> str | None:
        """The id of a file's goal, None for a page that is none; read as a goal only where a glance does not tell."""
        text = self.texts[blob] or ""
        fields = text[: text.find("\n---", 3) + 1]
        stem = slug_of(_base(uri).rpartition(".")[0])
        if stem and stem not in _BY_FOLDER and _TYPE.search(fields):
            said = _ID.search(fields)
            if said is None:
                return stem
            if SLUG.fullmatch(said[3]) and said[4].strip()[:1] in ("", "#"):
                return said[3]
        read = self.read(Version(uri, blob))
        return read.id if read else None

    def _named_in(self, blob: str) -> frozenset[str]:
        if blob not in self._names:
            self._names[blob] = frozenset(_NAME.findall(self.texts[blob] or ""))
        return self._names[blob]


def _base(uri: str) -> str:
    return uri.rpartition("/")[2]
