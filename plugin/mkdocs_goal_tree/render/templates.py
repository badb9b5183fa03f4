"""The Jinja environment: autoescape by suffix, unknown names are errors. The only user of jinja2."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from types import SimpleNamespace
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, select_autoescape
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from mkdocs_goal_tree.core.words import PLACE

from .icons import GLYPHS, ICONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.environment import Template, TemplateModule

    from mkdocs_goal_tree.core.words import Words

    from .faces import Face
    from .view import Bar, Chip

_PARTS = ("macros", "section", "banners", "findings", "expected", "metric", "outline", "term-parts")
# What stands in quotes is somebody's text: a backtick there is one that they typed.
_CODE = re.compile(r"(?<!\w)&#39;.*?&#39;(?!\w)|`([^`\n]+)`")


def render(name: str, words: Words, overrides: str = "", /, **values: object) -> str:
    """The template `name` with `values`; a file of that name in the folder `overrides` takes the place of ours.

    Templates are read once; `forget` makes the next page read them again.
    """
    return _template(name, overrides).render(values, say=partial(say, words))


def part(name: str, words: Words, overrides: str = "", /, *values: object) -> Markup:
    """The macro `name` alone with `values`, for what is made once and shown on many pages."""
    return getattr(_environment(overrides).globals["ui"], name)(*values, partial(say, words))  # type: ignore[no-any-return]


def forget() -> None:
    """Read the templates again, as a site's own may have changed while it is served."""
    _template.cache_clear()
    _environment.cache_clear()


def say(words: Words, key: str, /, **values: object) -> Markup:
    """`words.say` for a page: text and values are escaped, markup that a template made stays."""
    if not values:
        return _escaped(words[key])
    text = str(_escaped(words.pattern(key, values.get("count"))))
    return Markup(PLACE.sub(lambda place: str(escape(values.get(place[1], place[0]))), text))  # noqa: S704 - all escaped


def code(text: str) -> Markup:
    """Text in which `backticks` mark code, but for what it quotes."""
    marked = _CODE.sub(lambda one: f"<code>{one[1]}</code>" if one[1] else one[0], str(escape(text)))
    return Markup(marked)  # noqa: S704 - escaped before


class _Context(Context):
    """Jinja asks of each call whether it wants the context, too; none of ours does, and a page makes a hundred."""

    def call(
        self,
        called: Callable[..., object],
        /,
        *args: object,
        _loop_vars: object = None,  # what Jinja would hand on with its context
        _block_vars: object = None,
        **kwargs: object,
    ) -> object:
        return called(*args, **kwargs)


class _Environment(Environment):
    """Values are plain: `a.b` is never `a['b']`. Asking for nothing else takes a fifth of the time of all templates."""

    context_class = _Context
    getattr = staticmethod(getattr)  # type: ignore[assignment]


@cache
def _template(name: str, overrides: str) -> Template:
    template = _environment(overrides).get_template(name)
    # Copied for every render: of a plain dict that takes a tenth of the time that it takes of Jinja's ChainMap.
    template.globals = dict(template.globals)
    return template


@cache
def _environment(overrides: str) -> Environment:
    ours = PackageLoader("mkdocs_goal_tree", "templates")
    environment = _Environment(
        loader=ChoiceLoader([FileSystemLoader(overrides), ours]) if overrides else ours,
        autoescape=select_autoescape(("html.jinja",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["icons"] = _ICONS
    environment.globals.update(_remembered(environment))
    environment.filters["code"] = code
    _share_parts(environment)
    return environment


def _share_parts(environment: Environment) -> None:
    """The macros of all files of parts under one name, `ui`: an import in a template costs more than what it imports."""
    parts = environment.globals["ui"] = SimpleNamespace()
    for name in _PARTS:
        module = environment.get_template(f"{name}.html.jinja").make_module()
        vars(parts).update({macro: made for macro, made in vars(module).items() if isinstance(made, Macro)})


def _remembered(environment: Environment) -> dict[str, Callable[..., Markup]]:
    """The macros of a state and of a bar; a site has few of them and shows each on many pages, so each is made once."""

    @cache
    def macros() -> TemplateModule:
        return environment.get_template("state.html.jinja").make_module()

    @lru_cache(maxsize=4096)
    def made(word: str, icon: str, tone: str, badge: bool) -> Markup:
        return macros().state(word, icon, tone, badge)  # type: ignore[attr-defined,no-any-return]

    @lru_cache(maxsize=4096)
    def bar(bar: Bar) -> Markup:
        return macros().bar(bar)  # type: ignore[attr-defined,no-any-return]

    def state(chip: Face | Chip, *, badge: bool = False) -> Markup:
        return made(chip.word, chip.icon, chip.tone, badge)

    return {"state": state, "bar": bar}


@lru_cache(maxsize=4096)
def _escaped(text: str) -> Markup:
    return escape(text)


def _svg(name: str, more: str = "") -> Markup:
    return Markup(f'<svg class="gt-i{more}" viewBox="0 0 16 16" aria-hidden="true">{ICONS[name]}</svg>')  # noqa: S704 - ours


_ICONS = {name: _svg(name, " gt-glyph" if name in GLYPHS else "") for name in ICONS} | {
    "twisty": _svg("twisty", " tw"),
}
