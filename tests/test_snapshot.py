"""The stored text of the catalogue: no fact changes unseen."""

from difflib import unified_diff

import pytest

from tests.snapshot import STORED, catalogue_text
from tripplanner.catalog import load_destination
from tripplanner.models import Destination


@pytest.fixture(scope="module")
def destination() -> Destination:
    """The bundled destination."""
    return load_destination()


def test_no_fact_changes_unseen(destination: Destination) -> None:
    """The facts are those of the stored text; who changes one on purpose renews the text with it."""
    stored = STORED.read_text(encoding="utf-8").splitlines()
    diff = list(unified_diff(stored, catalogue_text(destination).splitlines(), "stored", "now", "", "", 0))
    assert diff == [], (
        f"{len(diff)} lines of the catalogue differ. If that is meant, renew the stored text with "
        "`python -m tests.snapshot` and read its diff:\n" + "\n".join(diff[:40])
    )


def test_every_figure_of_a_fact_is_in_the_text(destination: Destination) -> None:
    """A change of a coordinate, a date, a confidence or a source each shows as one changed line."""
    before = catalogue_text(destination).splitlines()
    site, source = destination.sites[0], destination.sources[0]
    assert site.position is not None
    changes = (
        {"sites": (site.model_copy(update={"position": moved}), *destination.sites[1:])}
        for moved in (
            site.position.model_copy(update={"lat": site.position.lat + 0.00001}),
            site.position.model_copy(update={"confidence": "low"}),
            site.position.model_copy(update={"sources": ("elsewhere",)}),
        )
    )
    dated = source.model_copy(update={"read_on": source.read_on.replace(year=2020)})
    for update in (*changes, {"sources": (dated, *destination.sources[1:])}, {"default_base": "kelly"}):
        after = catalogue_text(destination.model_copy(update=update)).splitlines()
        assert len([line for line in after if line not in before]) == 1


def test_the_text_is_one_line_a_record_and_names_its_sources(destination: Destination) -> None:
    """Each site, road, film and source begins a line; each site's line ends with its sources."""
    lines = catalogue_text(destination).splitlines()
    for section in ("sites", "roads", "films", "sources"):
        for each in getattr(destination, section):
            assert len([line for line in lines if line.startswith(f"{section}[{each.id}]: ")]) == 1
    site = destination.sites[0]
    [line] = [line for line in lines if line.startswith(f"sites[{site.id}]: ")]
    assert line.endswith(f"({site.confidence}: {', '.join(site.sources)})")
