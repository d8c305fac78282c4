"""What the environment says of the weather services: addresses, contact, key, and the cache's place."""

import os
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

import platformdirs

from tripplanner.weather.nws import DEFAULT_URL


@dataclass(frozen=True, slots=True)
class Settings:
    """
    How the National Weather Service is asked, and where its answers are remembered.

    The key never appears in the repr, and nowhere else but in the request's header.
    """

    nws_url: str
    cache_path: Path
    contact: str | None = None
    nws_key: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read the variables `TRIPPLANNER_NWS_URL`, `_CACHE_DIR`, `_CONTACT` and `_NWS_KEY`."""
        return cls(
            nws_url=(_variable("TRIPPLANNER_NWS_URL") or DEFAULT_URL).rstrip("/"),
            cache_path=_cache_folder() / "weather.sqlite",
            contact=_variable("TRIPPLANNER_CONTACT"),
            nws_key=_variable("TRIPPLANNER_NWS_KEY"),
        )

    @property
    def has_cache(self) -> bool:
        """Whether there is a file of remembered answers; one that cannot be looked at is none."""
        try:
            return self.cache_path.exists()
        except OSError:
            return False

    @property
    def user_agent(self) -> str:
        """Who asks: the service wants a name, and would like a contact."""
        name = f"tripplanner/{_version()}"
        return name if self.contact is None else f"{name} ({_one_line(self.contact)})"


def _variable(name: str) -> str | None:
    return os.environ.get(name, "").strip() or None


def _cache_folder() -> Path:
    named = _variable("TRIPPLANNER_CACHE_DIR")
    if named is None:
        return platformdirs.user_cache_path("tripplanner")
    try:
        return Path(named).expanduser()
    except RuntimeError:  # a "~" of nobody's: then it is part of the name
        return Path(named).absolute()


def _version() -> str:
    try:
        return metadata.version("tripplanner")
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return "0"


def _one_line(text: str) -> str:
    """Text that a header can carry: ASCII, no line ends, no brackets that would end the comment."""
    plain = text.encode("ascii", "replace").decode("ascii").translate({ord("("): "", ord(")"): ""})
    return " ".join(plain.split())
