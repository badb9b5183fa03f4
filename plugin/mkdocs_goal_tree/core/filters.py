"""A filter as text and as a small tree of frozen values; the one way between them is a real parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, assert_never, cast

from .comparing import Fault, Literal
from .nodes import shorten

if TYPE_CHECKING:
    from lark import Lark, Token, Transformer, UnexpectedInput

_GRAMMAR = r"""
start: some
some: every (_OR every)*
every: one (_AND one)*
?one: _NOT one                                       -> opposite
    | "(" some ")"
    | WORD                                           -> present
    | WORD (OP | HAS) value                          -> compare
    | WORD IN _OPEN value (_COMMA value)* _CLOSE      -> compare
    | WORD _NOT IN _OPEN value (_COMMA value)* _CLOSE -> outside
?value: WORD | TEXT

_OR.3: /or(?![^\s()=!<>,"'])/i
_AND.3: /and(?![^\s()=!<>,"'])/i
_NOT.3: /not(?![^\s()=!<>,"'])/i
IN.2: /in(?![^\s()=!<>,"'])/i
HAS.2: /has(?![^\s()=!<>,"'])/i
OP: /[=!<>]+/
TEXT: /"[^"\n]*"|'[^'\n]*'/
WORD: /[^\s()=!<>,"']+/
_OPEN: "("
_CLOSE: ")"
_COMMA: ","
%ignore /\s+/
"""
_WORDS_MEANT = {"&&": "and", "&": "and", "||": "or", "|": "or"}


@dataclass(frozen=True, slots=True)
class Present:
    """A name alone: there is something, or a flag is true."""

    name: str
    column: int = field(default=1, compare=False)
    depth: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """`sign` is one of = != < <= > >= in has; only `in` has several values."""

    name: str
    sign: str
    values: tuple[Literal, ...]
    column: int = field(default=1, compare=False)
    sign_column: int = field(default=1, compare=False)
    depth: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    node: Node
    depth: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class All:
    nodes: tuple[Node, ...]
    depth: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of the nodes holds."""

    nodes: tuple[Node, ...]
    depth: int = field(default=1, compare=False)


Node = Present | Compare | Not | All | Some


def read_filter(text: str) -> Node | Fault:
    """The tree of a filter, or where the parser could not go on."""
    from lark import UnexpectedInput  # noqa: PLC0415 - only a site with filters pays for the import

    try:
        return cast("Node", _parser().parse(text))
    except UnexpectedInput as error:
        return _unreadable(error, text)


def show(node: Node) -> str:
    """The filter as text that `parse` reads back."""
    match node:
        case Present():
            return node.name
        case Compare(sign="in"):
            return f"{node.name} in ({', '.join(map(_written, node.values))})"
        case Compare():
            return f"{node.name} {node.sign} {_written(node.values[0])}"
        case Not():
            return f"not {_grouped(node.node)}"
        case All():
            return " and ".join(map(_grouped, node.nodes))
        case Some():
            return " or ".join(map(_grouped, node.nodes))
        case _:
            assert_never(node)


def _grouped(node: Node) -> str:
    return show(node) if isinstance(node, Present | Compare) else f"({show(node)})"


def _written(literal: Literal) -> str:
    if not literal.quoted:
        return literal.text
    quote = "'" if '"' in literal.text else '"'
    return f"{quote}{literal.text}{quote}"


class _Maker:
    """Makes the nodes while the parser reads; each method answers for the rule of its name."""

    def start(self, parts: list[Node]) -> Node:
        return parts[0]

    def some(self, parts: list[Node]) -> Node:
        return parts[0] if len(parts) == 1 else Some(tuple(parts), 1 + max(part.depth for part in parts))

    def every(self, parts: list[Node]) -> Node:
        return parts[0] if len(parts) == 1 else All(tuple(parts), 1 + max(part.depth for part in parts))

    def opposite(self, parts: list[Node]) -> Node:
        return Not(parts[0], parts[0].depth + 1)

    def present(self, parts: list[Token]) -> Node:
        return Present(str(parts[0]).casefold(), _column(parts[0]))

    def compare(self, parts: list[Token]) -> Node:
        name, sign, *values = parts
        literals = tuple(_literal(value) for value in values)
        return Compare(str(name).casefold(), str(sign).lower(), literals, _column(name), _column(sign))

    def outside(self, parts: list[Token]) -> Node:
        return Not(self.compare(parts), 2)


def _literal(token: Token) -> Literal:
    quoted = token.type == "TEXT"
    return Literal(str(token)[1:-1] if quoted else str(token), quoted, _column(token))


def _column(token: Token) -> int:
    return (token.start_pos or 0) + 1


@cache
def _parser() -> Lark:
    from lark import Lark  # noqa: PLC0415 - as above

    return Lark(_GRAMMAR, parser="lalr", transformer=cast("Transformer[Token, Node]", _Maker()))


def _unreadable(error: UnexpectedInput, text: str) -> Fault:
    """Where the parser could not go on, and what could have stood there."""
    token = getattr(error, "token", None)
    could_be = (getattr(error, name, None) for name in ("accepts", "expected", "allowed"))
    wanted = _wanted(set(next(filter(None, could_be), ())))
    if token is not None and token.type == "$END":
        return Fault(f"the filter ends too early; {wanted} is wanted", len(text.rstrip()) + 1)
    column = (error.pos_in_stream or 0) + 1
    word = str(token) if token is not None else text[column - 1]
    if word in {'"', "'"}:
        return Fault("the text in quotes has no end", column, f"close it with {word}")
    meant = f"did you mean '{_WORDS_MEANT[word]}'?" if word in _WORDS_MEANT else ""
    return Fault(f"'{shorten(word)}' cannot stand here; {wanted} is wanted", column, meant)


def _wanted(expected: set[str]) -> str:
    if "OP" in expected:
        return "a comparison such as = or in"
    if "_NOT" in expected:
        return "the name of a field"
    if "WORD" in expected:
        return "a value"
    if "_COMMA" in expected:
        return "a comma or )"
    if "_AND" in expected:
        return "'and', 'or' or the end"
    if "_OPEN" in expected:
        return "a list in parentheses"
    return "a closing )" if "_CLOSE" in expected else "the end"
