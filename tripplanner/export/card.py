"""A notebook card: its parts, and the two ways to write them, HTML and Markdown.

The HTML keeps to what a notebook lets through that does not trust its maker: no script, no style sheet, no
class, and of inline styles only those that JupyterLab's sanitizer knows. There a picture is taken out, but
the words in it stay: the element around it sets them in size 0, so that only the picture itself shows them.
Colours are the notebook's own, or greys that read on dark as on light.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from tripplanner.export.legible import legible
from tripplanner.export.links import is_web, pieces
from tripplanner.export.markdown import marked

_GREY = "border-top:1px solid #8888"
_LABEL = 24  # a first cell that is no longer than this stays on one line
_CELL = "text-align:left;vertical-align:top;padding:2px 10px 2px 0"
# Two beside each other where there is room.
_COLUMN = "display:inline-block;vertical-align:top;width:48%;min-width:320px;padding-right:1%"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; a strong one decides something."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A plain link."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Table:
    """
    Rows under heads, with a title of its own; a row is strong that says where one is.

    The last cell of a shorter row takes the room of those that are missing. A table that is `long` scrolls.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    strong: frozenset[int] = frozenset()
    long: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG of our own making, and what it shows in words."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What is there to unfold: titled lists."""

    title: str
    lists: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts beside each other where there is room; where one side is empty the other has all of the width."""

    left: tuple["Part", ...]
    right: tuple["Part", ...]


Part = Words | Link | Table | Picture | Listing | Columns


@dataclass(frozen=True, slots=True)
class Card:
    """A title and the parts under it; parts without rows or lists are not shown."""

    title: str
    parts: tuple[Part, ...]


def as_html(card: Card) -> str:
    """
    A card as a fragment of HTML.

    Examples
    --------
    >>> as_html(Card("<Barn>", ())).endswith("&lt;Barn&gt;</div></div>")
    True
    """
    title = f'<div style="font-size:1.15em;font-weight:bold">{_text(card.title)}</div>'
    parts = "".join(_html(part) for part in card.parts)
    style = "max-width:60em;line-height:1.4;padding:8px 12px;border:1px solid #8888;border-radius:6px"
    return f'<div style="{style};overflow-x:auto;overflow-wrap:break-word">{title}{parts}</div>'


def as_markdown(card: Card) -> str:
    r"""
    A card as Markdown, without its pictures.

    Examples
    --------
    >>> print(as_markdown(Card("A *barn*", (Words("Go there."),))))
    ### A \*barn\*
    <BLANKLINE>
    Go there.
    """
    blocks = [f"### {_mark(card.title)}", *(_markdown(part) for part in card.parts)]
    return "\n\n".join(block for block in blocks if block)


def _text(words: str) -> str:
    """Words as HTML, their web addresses as plain links."""
    return "".join(_piece(each.kind, each.words) for each in pieces(words))


def _piece(kind: str, words: str) -> str:
    told = escape(words)
    if kind == "url":
        return f'<a href="{told}" style="color:inherit">{told}</a>'
    return f"<code>{told}</code>" if kind == "command" else told


def _mark(words: str) -> str:
    return marked(words) if words else ""


def _html(part: Part) -> str:
    match part:
        case Words():
            weight = ";font-weight:bold" if part.strong else ""
            return f'<div style="margin-top:4px{weight}">{_text(part.text)}</div>'
        case Link():
            return f'<div style="margin-top:4px">{_anchor(part)}</div>'
        case Picture():
            return _picture(part) if part.svg else ""
        case Table():
            return _table(part) if part.rows else ""
        case Listing():
            return _listing(part) if part.lists else ""
        case Columns():
            return _columns(part)


def _picture(picture: Picture) -> str:
    alt = escape(legible(picture.alt))
    return f'<div style="margin-top:8px;font-size:0" title="{alt}">{picture.svg}</div>'


def _columns(columns: Columns) -> str:
    sides = ["".join(_html(part) for part in side) for side in (columns.left, columns.right)]
    if not all(sides):
        return "".join(sides)
    return "".join(f'<div style="{_COLUMN}">{side}</div>' for side in sides)


def _anchor(link: Link) -> str:
    """A link if the address is one of the web; else its words alone."""
    text = escape(legible(link.text))
    return f'<a href="{escape(link.url)}" style="color:inherit">{text}</a>' if is_web(link.url) else text


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col" style="{_CELL}">{_text(each)}</th>' for each in table.heads)
    head = f"<thead><tr>{heads}</tr></thead>" if any(table.heads) else ""
    width = max(len(row) for row in table.rows)
    rows = "".join(_row(row, width, strong=index in table.strong) for index, row in enumerate(table.rows))
    inside = f'<table style="border-collapse:collapse;margin:4px 0 0 0">{head}<tbody>{rows}</tbody></table>'
    if table.long:
        inside = f'<div style="max-height:24em;overflow-y:auto">{inside}</div>'
    return _titled(table.title, 8) + inside


def _titled(title: str, gap_px: int) -> str:
    return f'<div style="margin-top:{gap_px}px;font-weight:bold">{_text(title)}</div>' if title else ""


def _row(cells: tuple[str, ...], width: int, *, strong: bool) -> str:
    last = len(cells) - 1
    told = []
    for index, each in enumerate(cells):
        nowrap = ";white-space:nowrap" if index == 0 and len(each) <= _LABEL else ""
        weight = ";font-weight:bold;width:34%" if strong and index == 1 else ""
        span = f' colspan="{width - last}"' if index == last < width - 1 else ""
        told.append(f'<td{span} style="{_CELL};{_GREY}{nowrap}{weight}">{_text(each)}</td>')
    return f"<tr>{''.join(told)}</tr>"


def _listing(listing: Listing) -> str:
    lists = "".join(_titled(title, 6) + _items(items) for title, items in listing.lists)
    return f'<details style="margin-top:8px"><summary>{_text(listing.title)}</summary>{lists}</details>'


def _items(items: Iterable[str]) -> str:
    rows = "".join(f"<li>{_text(each)}</li>" for each in items)
    return f'<ul style="margin:0;padding-left:1.4em">{rows}</ul>'


def _markdown(part: Part) -> str:
    match part:
        case Words():
            return f"**{_mark(part.text)}**" if part.strong else _mark(part.text)
        case Link():
            return f"[{_mark(part.text)}](<{part.url}>)" if is_web(part.url) else _mark(part.text)
        case Picture():
            return ""
        case Columns():
            told = (_markdown(each) for each in (*part.left, *part.right))
            return "\n\n".join(each for each in told if each)
        case Table():
            return _pipes(part) if part.rows else ""
        case Listing():
            lists = ("\n".join(f"- {_mark(each)}" for each in items) for _, items in part.lists)
            titles = (f"**{_mark(title or part.title)}**" for title, _ in part.lists)
            return "\n\n".join(each for pair in zip(titles, lists, strict=True) for each in pair)


def _pipes(table: Table) -> str:
    width = max(len(row) for row in table.rows)
    heads = (*table.heads, *[""] * (width - len(table.heads)))
    lines = [heads, ("---",) * width]
    lines += [(*(_mark(each) for each in row), *[""] * (width - len(row))) for row in table.rows]
    body = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"**{_mark(table.title)}**\n\n{body}" if table.title else body
