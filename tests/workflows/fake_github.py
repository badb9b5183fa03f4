"""What GitHub answers to a workflow, on this machine: pull requests, artifacts, comments, issues, and a store that asks for no token."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

SHA = "a1b2c3d4e5f60718293a4b5c6d7e8f9001020304"
HERE = {"id": 1, "owner": {"login": "company"}}
FORK = {"id": 2, "owner": {"login": "somebody"}}


@dataclass
class GitHub:
    """`wrote` are the requests that change something, by their text, `sent` all that they say; `tokens` the paths that a
    token was sent to. Without `issues` they are switched off.
    """

    pulls: list[dict] = field(default_factory=list)
    comments: list[dict] = field(default_factory=list)
    issues: list[dict] | None = None
    artifact: bytes | None = None
    wrote: list[tuple[str, str, str]] = field(default_factory=list)
    sent: list[tuple[str, str, dict]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str, query: dict[str, list[str]]) -> object:
        page = int(query.get("page", ["1"])[0])
        match path.removeprefix("/repos/company/handbook"):
            case "/pulls":
                wanted = query["head"][0]
                shown = [one for one in self.pulls if one["wanted"] == wanted]
            case "/actions/runs/77/artifacts":
                size = len(self.artifact or b"")
                one = {"id": 5, "name": "comment", "size_in_bytes": size, "expired": False}
                return {"artifacts": [] if self.artifact is None else [one]}
            case "/issues/12/comments":
                shown = self.comments
            case "/issues" if self.issues is not None and query["creator"] == ["github-actions[bot]"]:
                shown = self.issues
            case _:
                return None
        return shown[100 * (page - 1) : 100 * page]


def pull(number: int = 12, sha: str = SHA, repo: dict | None = HERE, branch: str = "company:better-goals") -> dict:
    return {"number": number, "head": {"sha": sha, "repo": repo}, "wanted": branch}


def packed(text: str | bytes, name: str = "comment.md") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return file.getvalue()


@contextmanager
def serving(github: GitHub) -> Iterator[GitHub]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            if self.headers["Authorization"]:
                github.tokens.append(url.path)
            if url.path.endswith("/artifacts/5/zip"):
                self._send(302, b"", {"Location": f"{github.url}/store/5.zip"})
            elif url.path == "/store/5.zip":
                self._send(200, github.artifact or b"")
            else:
                found = github.answer(url.path, parse_qs(url.query))
                self._send(404 if found is None else 200, json.dumps(found).encode())

        def _write(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"] or 0))
            said = json.loads(sent) if sent else {}
            github.wrote.append((self.command, self.path, said.get("body", "")))
            github.sent.append((self.command, self.path, said))
            self._send(200, b"{}")

        do_POST = do_PATCH = do_DELETE = _write  # noqa: N815 - the names of http.server

        def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in {**(headers or {}), "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    github.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield github
    finally:
        server.shutdown()
        server.server_close()
