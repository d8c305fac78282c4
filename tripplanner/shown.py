"""What records show of themselves: the one place where they reach up to the code that draws them."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tripplanner.units import Clock, Units


def _drawing(module: str, name: str) -> Callable[..., Any]:
    """
    A function of `tripplanner.export`, imported when it is used.

    Records do not know how they are drawn: this is the only import in the package that reaches up.
    """
    found: Callable[..., Any] = getattr(import_module(f"tripplanner.export.{module}"), name)
    return found


class Shown:
    """A record that a notebook shows as a card, as HTML without a script or as Markdown."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        card: str = _drawing("cards", "html")(self)
        return card

    def _repr_markdown_(self) -> str:
        card: str = _drawing("cards", "markdown")(self)
        return card


class Printed(Shown):
    """A record that is a page to read as well: `print` shows it."""

    __slots__ = ()

    def to_text(self, *, units: "Units" = "us", clock: "Clock" = "24") -> str:
        """
        A page to read or print, of 80 columns.

        Parameters
        ----------
        units
            `us` (miles, Fahrenheit) or `metric`.
        clock
            `24` or `12` hours.

        Returns
        -------
        str
            Lines of 80 columns at most, without colours.
        """
        page: str = _drawing("pages", "page_of")(self, units=units, clock=clock)
        return page

    def __str__(self) -> str:
        return self.to_text()

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:  # noqa: FBT001 - as IPython calls it
        """At IPython's prompt the page as well: all the fields would fill many screens."""
        printer.text(str(self))


class Tabled:
    """A record that can be had as a table of pandas."""

    __slots__ = ()

    def to_dataframe(self, *, tz: str | None = None) -> Any:
        """
        The figures as a table of pandas: SI units, named in the columns; times with their zone.

        Of a plan it has a row for each stop and each leg, in order of time; of a forecast one for each hour,
        by its start; of ranked days one for each, the best first. What is not known is missing, never 0.

        Parameters
        ----------
        tz
            The zone to write times in, as `America/Denver`. None: the destination's where it is known,
            else the offset that all times share, else UTC.

        Returns
        -------
        pandas.DataFrame
            A new table.

        Raises
        ------
        MissingExtraError
            Without pandas: `pip install 'tripplanner[data]'`.
        InvalidRequestError
            For a zone that is not known.
        """
        return _drawing("frames", "frame")(self, tz=tz)


class Mapped:
    """A record that can be had as an interactive map."""

    __slots__ = ()

    def to_folium(self, *, day: int | None = None) -> Any:
        """
        An interactive map: the stops in order, the ways between them by mode, and the summits around.

        Making it touches no network. Who looks at it loads the map's pictures from OpenStreetMap, which is
        named on it, and the map's code from where folium says.

        Parameters
        ----------
        day
            The number of a day, from 0; None is all of them.

        Returns
        -------
        folium.Map
            In a notebook it shows itself; `save("map.html")` writes it.

        Raises
        ------
        MissingExtraError
            Without folium: `pip install 'tripplanner[map]'`.
        InvalidRequestError
            For a day that the plan does not have, or a plan of an older version, which has no chart.
        """
        return _drawing("folium_map", "folium_map")(self, day=day)
