"""Our words on a page, by key; the defaults are `assets/words.yml`, the setting `words` replaces them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

PLACE = re.compile(r"\{([a-z]+)\}")


@cache
def _parts(text: str) -> tuple[str, *tuple[tuple[str, str], ...]]:
    """What stands before the first place; each place with what stands after it."""
    first, *rest = PLACE.split(text)
    return first, *zip(rest[::2], rest[1::2], strict=True)


@dataclass(frozen=True, slots=True)
class Words(Mapping[str, str]):
    """Texts by key; a text may have places for values, `{count} goals`."""

    texts: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def pattern(self, key: str, count: object = None) -> str:
        """The text of `key`, or of `key-1`, `key-2` … where the count has a form of its own."""
        return self.texts.get(f"{key}-{count}") or self.texts[key]

    def say(self, key: str, **values: object) -> str:
        """The text with its values; a place that we do not fill stays as it is written."""
        text, *places = _parts(self.pattern(key, values.get("count")))
        for name, after in places:
            text += f"{values.get(name, f'{{{name}}}')}{after}"
        return text

    def replaced(self, own: Mapping[str, str]) -> Words:
        """These words with the site's own; keys that we do not know change nothing."""
        return Words({key: own.get(key, text) for key, text in self.texts.items()})
