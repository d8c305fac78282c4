"""Elements of an SVG, written with presentation attributes only, so that no style sheet has to survive."""

from html import escape

from tripplanner.export.legible import legible

# Mid tones: each has a contrast of 3 to 1 or more on white and on near black; what is text has currentColor.
DRIVE = "#1f78d1"
ON_FOOT = "#d9480f"
LIGHT = "#b8860b"
BADGE = "#1c63b0"
ON_BADGE = "#ffffff"


def shortened(words: str, most: int) -> str:
    """
    Words cut to a number of characters.

    Parameters
    ----------
    words
        Any text.
    most
        Characters, the mark of the cut among them.

    Examples
    --------
    >>> shortened("T.A. Moulton barn", 20), shortened("Craig Thomas Discovery Center", 15)
    ('T.A. Moulton barn', 'Craig Thomas…')
    """
    text = legible(words[: 4 * most])
    if len(text) <= most and len(words) <= 4 * most:
        return text
    cut = text[: most - 1]
    whole = cut.rpartition(" ")[0]
    return f"{(whole if len(whole) > most // 2 else cut).rstrip(' ,;')}…"


def tag(element: str, *inside: str, **attributes: str | float) -> str:
    """
    One element; an underscore in an attribute's name stands for a hyphen.

    Parameters
    ----------
    element
        Its name.
    inside
        What is in it, as markup.
    attributes
        Its attributes; numbers [px] are rounded to a tenth.

    Examples
    --------
    >>> tag("line", x1=0.04, stroke_width=2)
    '<line x1="0" stroke-width="2"/>'
    """
    told = "".join(f' {name.replace("_", "-")}="{_value(value)}"' for name, value in attributes.items())
    return f"<{element}{told}>{''.join(inside)}</{element}>" if inside else f"<{element}{told}/>"


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return escape(legible(value))
    told = f"{value:.1f}".removesuffix(".0")
    return "0" if told == "-0" else told


def text(words: str, x: float, y: float, size: float = 10, **attributes: str | float) -> str:
    """
    One line of text in the colour of the page.

    Parameters
    ----------
    words
        What it says.
    x, y
        Where its base line begins, or as `text_anchor` says. [px]
    size
        Height of the letters. [px]
    attributes
        Further attributes.
    """
    told: dict[str, str | float] = {"x": x, "y": y, "font_size": size, "fill": "currentColor", **attributes}
    return tag("text", escape(legible(words), quote=False) or " ", **told)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float) -> str:
    """A straight line; in the colour of the page unless said otherwise. [px]"""
    told: dict[str, str | float] = {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke": "currentColor"}
    return tag("line", **{**told, **attributes})


def rect(x: float, y: float, width: float, height: float, **attributes: str | float) -> str:
    """A rectangle by its upper left corner. [px]"""
    told: dict[str, str | float] = {"x": x, "y": y, "width": max(width, 0), "height": height}
    return tag("rect", **{**told, **attributes})


def text_width(words: str, size: float) -> float:
    """A generous guess at the width of a line of text, for nobody here can measure it. [px]"""
    return len(words) * size * 0.56


def drawing(*inside: str, width: float, height: float, name: str, description: str) -> str:
    """
    A whole drawing that scales with its place and tells who cannot see it what it shows.

    Parameters
    ----------
    inside
        Its elements, as markup.
    width, height
        Its size at which letters are as large as they say. [px]
    name
        What it is, in a few words.
    description
        What it shows, in sentences.
    """
    return tag(
        "svg",
        tag("title", escape(legible(name), quote=False)),
        tag("desc", escape(legible(description), quote=False)),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width="100%",
        role="img",
        aria_label=name,
        font_family="system-ui, sans-serif",
        font_size="10",
        color="currentColor",
    )
