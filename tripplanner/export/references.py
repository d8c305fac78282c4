"""What a reader needs to judge a fact: how sure it is, where it was read, and what nobody knows."""

import textwrap
from collections.abc import Iterable, Iterator

from tripplanner.models import Fact, Site, Source, Unknown
from tripplanner.units import day_text, distance_text

WIDTH = 80

HOW_SURE = {"high": "sure", "medium": "likely", "low": "doubtful", "disputed": "accounts disagree"}
LEGEND = (
    "How sure we are: `sure` rests on an official page, a catalogue, the trade press, or several sources; "
    "`likely` on one fair source, or several that may have copied; `doubtful` on one weak or old source; "
    "`accounts disagree` means that each side is told."
)


def wrapped(text: str, *, first: str = "", rest: str = "") -> list[str]:
    """
    A text in lines of 80 columns; no word is broken.

    Parameters
    ----------
    text
        What to wrap; runs of blanks become one.
    first, rest
        What the first line, and the others, begin with.

    Examples
    --------
    >>> wrapped("a " * 45, first="- ", rest="  ")[1]
    '  a a a a a a'
    """
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


class Citations:
    """
    Numbers for sources, in the order in which a page first cites them.

    Parameters
    ----------
    sources
        The destination's sources.

    Examples
    --------
    >>> from tripplanner.catalog import load_destination
    >>> cited = Citations(load_destination().sources)
    >>> cited.mark(["nps-mormon-row"]), cited.mark(["afi-rocky-iv", "nps-mormon-row"])
    ('[1]', '[1,2]')
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self._known = {each.id: each for each in sources}
        self._numbers: dict[str, int] = {}

    def mark(self, ids: Iterable[str]) -> str:
        """The numbers of these sources in brackets, lowest first; new ones get the next number."""
        numbers = {self._numbers.setdefault(each, len(self._numbers) + 1) for each in ids}
        return f"[{','.join(str(each) for each in sorted(numbers))}]"

    @property
    def cited(self) -> tuple[Source, ...]:
        """The sources cited so far, by number."""
        return tuple(self._known[each] for each in self._numbers)

    def lines(self) -> Iterator[str]:
        """The numbered list for the end of the page."""
        width = len(f"[{len(self._numbers)}] ")
        for number, source in enumerate(self.cited, start=1):
            yield from source_lines(source, first=f"[{number}]".ljust(width), rest=" " * width)


def source_lines(source: Source, *, first: str = "", rest: str = "") -> Iterator[str]:
    """
    A source as a reader can find it again: title, publisher, date read, and the address or the method.

    Parameters
    ----------
    source
        The source.
    first, rest
        What the first line, and the others, begin with.
    """
    via = "" if source.via is None else f" (via {source.via})"
    title = source.title if source.title.endswith(("?", ".")) else f"{source.title}."
    about = f"{title} {source.publisher}, read {source.read_on}{via}."
    yield from wrapped(about if source.how is None else f"{about} {source.how}", first=first, rest=rest)
    if source.url is not None:
        yield from _address(source.url, rest)


def _address(url: str, indent: str) -> Iterator[str]:
    """An address too long for a line goes on in the next one: put together, they are the address."""
    step = WIDTH - len(indent)
    yield from (indent + url[start : start + step] for start in range(0, len(url), step))


def sources_list(sources: Iterable[Source]) -> str:
    """
    All sources with their ids, without a line end after the last line.

    Parameters
    ----------
    sources
        In the order wanted.
    """
    lines: list[str] = []
    for each in sources:
        lines += [each.id, *source_lines(each, first="    ", rest="    ")]
    return "\n".join(lines)


def unknowns_list(unknowns: Iterable[Unknown]) -> str:
    """
    What nobody knows, with ids and the film each is about, without a line end after the last line.

    Parameters
    ----------
    unknowns
        In the order wanted.
    """
    lines: list[str] = []
    for each in unknowns:
        lines.append(each.id if each.film is None else f"{each.id} (film: {each.film})")
        lines += wrapped(each.text, first="    ", rest="    ")
    return "\n".join(lines)


def zone_lines(site: Site) -> list[str]:
    """
    That the spot of a site is not known and which zone is, and a blank; no lines where it is known.

    Parameters
    ----------
    site
        The site.

    Examples
    --------
    >>> from tripplanner.catalog import find_site, load_destination
    >>> zone_lines(find_site(load_destination(), "rocky-iv-cabin"))[0]
    'The spot is not known. Somewhere on Mormon Row or elsewhere in Jackson Hole; no'
    """
    if site.position is not None or site.zone is None:
        return []
    radius = distance_text(site.zone.radius_m / 1000, "us")
    middle = f"What follows is for the middle of that zone, {radius} to its edge."
    return [*wrapped(f"The spot is not known. {site.zone.text} {middle}"), ""]


def dates_text(fact: Fact) -> str:
    """
    From when until when a fact holds, as an addition to its text; nothing for one without dates.

    Parameters
    ----------
    fact
        The fact.
    """
    ends = (("from", fact.valid_from), ("until", fact.valid_until))
    dates = " ".join(f"{word} {day_text(day)}" for word, day in ends if day is not None)
    return f" (Holds {dates}.)" if dates else ""
