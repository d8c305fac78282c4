"""The command that tells the story of a film."""

import json
from pathlib import Path

import click

from tripplanner import lookup
from tripplanner.cli.lists import listing, put_list
from tripplanner.cli.names import complete_film
from tripplanner.cli.options import put
from tripplanner.export.film_page import film_page, film_payload, films_list


@click.command(short_help="Tell a film scene by scene, and how sure each is.")
@click.argument("film_id", metavar="[FILM]", required=False, shell_complete=complete_film)
@listing
def film(film_id: str | None, *, format_: str, output: Path | None, destination: Path | None) -> None:
    """
    Tell a film scene by scene: what is certain, what is not, and what nobody knows.

    Without FILM, list the films, as `tripplanner films` does.

    \b
    tripplanner film rocky-iv
    tripplanner film shane --format json --output shane.json
    """  # noqa: D301 - click reads the \\b itself
    place = lookup.as_destination(destination)
    if film_id is None:
        put_list(films_list(place.films), place.films, format_, output)
        return
    found = lookup.find_film(film_id, destination=place)
    if format_ == "json":
        put(json.dumps(film_payload(place, found), indent=2) + "\n", output, is_page=False)
    else:
        put(film_page(place, found) + "\n", output)
