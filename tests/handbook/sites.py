"""Real handbooks for tests: files in, MkDocs run on them, pages and log out."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO


@dataclass(frozen=True)
class Built:
    """What a build left behind. `log` has lines such as `WARNING: text`, INFO and above; `failed` is why it stopped."""

    site: Path
    log: list[str]
    failed: str | None

    @property
    def warnings(self) -> list[str]:
        return [line for line in self.log if not line.startswith("INFO: ")]


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files by path. A text that begins with a line end is dedented first; any other stays as it is."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else _as_meant(text).encode())
    return folder


def build(folder: Path, *, strict: bool = False, command: str = "build") -> Built:
    """Builds the handbook in `folder` to `folder`/site in this process, with the events that `mkdocs COMMAND` sends.

    `command="serve"` is the one build that `mkdocs serve` begins with. Only MkDocs' own exceptions are a failed build;
    any other is a traceback for users too and goes on to the test.
    """
    site, lines, failed = folder / "site", [], None
    with _log(lines):
        try:
            config = load_config(str(folder / "mkdocs.yml"), strict=strict or None, site_dir=str(site))
            config.plugins.on_startup(command=command, dirty=False)
            try:
                if command == "serve":
                    config.site_url = "http://127.0.0.1:8000/"
                    mkdocs_build(config, serve_url=config.site_url)
                else:
                    mkdocs_build(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            failed = str(error)
    return Built(site, lines, failed)


def page(built: Built, url: str) -> str:
    """The HTML at an address of the site: `""`, `goals/x/` or `goals/x.html`."""
    path = built.site / url
    return (path / "index.html" if url == "" or url.endswith("/") else path).read_text(encoding="utf-8")


def mkdocs(
    folder: Path, *arguments: str, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`mkdocs ARGUMENTS` as a process of its own, with `env` added to the environment. Does not raise."""
    command = [sys.executable, "-m", "mkdocs", *arguments]
    environment = {**os.environ, "NO_COLOR": "1", **(env or {})}
    return subprocess.run(
        command, cwd=cwd or folder, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False
    )


@dataclass(frozen=True)
class Serving:
    """A running `mkdocs serve`: `url` ends with a slash and has the path of `site_url`."""

    url: str
    process: subprocess.Popen[bytes]
    output: Path

    @property
    def log(self) -> str:
        return self.output.read_text(encoding="utf-8", errors="replace")


@contextmanager
def serve(folder: Path, *arguments: str, timeout: float = 60) -> Iterator[Serving]:
    """A real `mkdocs serve` with live reload on a free port, ready to answer; stopped at the end."""
    from_here = {**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
    with tempfile.TemporaryDirectory(prefix="serve-") as scratch:
        output = Path(scratch) / "log"
        address = f"127.0.0.1:{free_port()}"
        command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", address, *arguments]
        with output.open("wb") as log:
            process = subprocess.Popen(
                command, cwd=folder, env={**from_here, "TMPDIR": scratch}, stdout=log, stderr=subprocess.STDOUT
            )
        try:
            serving = Serving(_announced(process, output, timeout), process, output)
            wait_for(serving.url, lambda _: True, timeout)
            yield serving
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(url: str, predicate: Callable[[str], bool], timeout: float = 30) -> str:
    """Asks for `url` until its page satisfies `predicate`, and returns the page; AssertionError after `timeout` seconds.

    A server that does not answer, as MkDocs' after a failed rebuild, is asked again until the time is over.
    """
    return _poll(url, timeout, lambda status, text: status == 200 and predicate(text))


def wait_until_gone(url: str, timeout: float = 30) -> None:
    """Asks for `url` until the answer is 404; AssertionError after `timeout` seconds."""
    _poll(url, timeout, lambda status, _: status == 404)


@contextmanager
def served(site: Path, *, path: str = "/", instead: Mapping[str, bytes] | None = None) -> Iterator[str]:
    """Serves a built site from a thread, below `path`; the value is its address, which ends with a slash.

    `instead` holds what is answered in place of files, by their addresses, such as `/sitemap.xml`.
    """
    handler = partial(_Quiet, directory=str(site), path=path, instead={} if instead is None else instead)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{path}"
        finally:
            server.shutdown()
            thread.join()


def free_port() -> int:
    with ThreadingHTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as server:
        return server.server_port


@contextmanager
def _log(lines: list[str]) -> Iterator[None]:
    handler = logging.Handler(logging.INFO)
    handler.emit = lambda record: lines.append(f"{record.levelname}: {record.getMessage()}")  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(level)
        logger.removeHandler(handler)


def _as_meant(text: str) -> str:
    return dedent(text)[1:] if text.startswith("\n") else text


def _announced(process: subprocess.Popen[bytes], output: Path, timeout: float) -> str:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        log = output.read_text(encoding="utf-8", errors="replace")
        if found := re.search(r"Serving on (http\S+)", log):
            return found[1]
        if process.poll() is not None:
            raise AssertionError(f"mkdocs serve ended with {process.returncode}:\n{log}")
        time.sleep(0.05)
    raise AssertionError(f"mkdocs serve was not ready after {timeout:g} s:\n{output.read_text(errors='replace')}")


def _poll(url: str, timeout: float, is_right: Callable[[int, str], bool]) -> str:
    deadline = time.monotonic() + timeout
    last = "no answer"
    while (left := deadline - time.monotonic()) > 0:
        try:
            status, text = _ask(url, min(left, 5))
        except OSError as error:
            last = f"{type(error).__name__}: {error}"
        else:
            if is_right(status, text):
                return text
            last = f"{status}, {len(text)} characters: {text[-2000:]}"
        time.sleep(0.1)
    raise AssertionError(f"{url} was not as expected within {timeout:g} s; last: {last}")


def _ask(url: str, timeout: float) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")


class _Quiet(SimpleHTTPRequestHandler):
    def __init__(self, *arguments, path: str, instead: Mapping[str, bytes], **more) -> None:
        self._below, self._instead = path, instead
        super().__init__(*arguments, **more)

    def send_head(self) -> BinaryIO | None:
        if (answer := self._instead.get(self.path)) is None:
            return super().send_head()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        return BytesIO(answer)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self._below)
        return super().translate_path("/" + path.removeprefix(self._below) if inside else "/no such file")

    def log_message(self, *arguments) -> None:
        pass
