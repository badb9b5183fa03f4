"""Bytes of goal files and tables gathered to `Files`; whoever reads them, a file that cannot be read keeps its place."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from .fences import FILE_LIMIT
from .project import Files
from .rules import found
from .source import Source, Span

if TYPE_CHECKING:
    from .findings import Finding

_BREAK = re.compile(r"\r\n?|\n")
_EDITORS = re.compile(r"\..*|.*~|#.*#|.*\.sw[op]", re.DOTALL)
READ = (".md", ".csv")


def is_passed_over(name: str) -> bool:
    """Whether a file or folder is no goal file whatever it holds: dotfiles and what editors leave behind."""
    return _EDITORS.fullmatch(name) is not None


@dataclass(slots=True)
class Harvest:
    """What was gathered so far, by path below the goals folder."""

    shown_as: str
    goals: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def shown(self, uri: str) -> str:
        return str(PurePosixPath(self.shown_as, uri))

    def take(self, uri: str, data: bytes | None) -> None:
        """A file's bytes, at most one more than the limit; None where it is known to be larger."""
        text = ""
        if data is None or len(data) > FILE_LIMIT:
            message = f"the file has more than the {FILE_LIMIT:,} bytes that are read"
            self.tell("GT108", uri, message, "move the bulk to a page of its own and link to it")
        else:
            try:
                text = data.decode()
            except UnicodeDecodeError as error:
                self.tell_bytes(uri, data, error.start)
        if uri.endswith(".md"):
            self.goals[uri] = text
        else:
            self.tables[uri] = text

    def lose(self, code: str, uri: str, message: str, help: str = "") -> None:  # noqa: A002 - as in Finding
        """A file that is not read; a goal keeps its place."""
        self.tell(code, uri, message, help)
        if uri.endswith(".md"):
            self.goals[uri] = ""

    def tell(self, code: str, uri: str, message: str, help: str = "") -> None:  # noqa: A002 - as in Finding
        self.findings.append(found(code, Span(self.shown(uri)), message, help))

    def tell_bytes(self, uri: str, data: bytes, at: int) -> None:
        lines = _BREAK.split(data[:at].decode())
        line, column = len(lines), len(lines[-1]) + 1
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        what = "UTF-16 text" if wide else f"the byte 0x{data[at]:02x}"
        span = Span(self.shown(uri), line, column, line, column + 1)
        self.findings.append(found("GT109", span, f"{what} is not UTF-8", "save the file as UTF-8"))

    def files(self) -> Files:
        sources = (Source(self.shown(uri), uri, self.goals[uri]) for uri in sorted(self.goals))
        return Files(tuple(sources), dict(sorted(self.tables.items())), tuple(self.findings))


def lay_over(files: Files, typed: Harvest) -> Files:
    """The files with what was typed in an editor in place of what was read at the same paths."""
    new = typed.files()
    shown = {typed.shown(uri) for uri in (*typed.goals, *typed.tables)}
    sources = {source.path: source for source in (*files.sources, *new.sources)}
    return replace(
        files,
        sources=tuple(sources[name] for name in sorted(sources)),
        tables={**files.tables, **new.tables},
        findings=(*(finding for finding in files.findings if finding.span.path not in shown), *new.findings),
    )
