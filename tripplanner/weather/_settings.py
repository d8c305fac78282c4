"""What the environment says of the weather services: addresses, contact, keys, and the cache's place."""

import os
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Literal, get_args

import platformdirs

from tripplanner.errors import InvalidRequestError
from tripplanner.weather._services import AIR_QUALITY, NPS, NWS, OPEN_METEO

OpenMeteoUse = Literal["free", "paid", "off"]
_FILE = "weather.sqlite"


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a service wants, the header it is sent in, and the variable that holds it."""

    variable: str
    header: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """
    How the weather services are asked, and where their answers are remembered.

    The keys never appear in the repr, and nowhere else but in the headers of requests: not in an
    address, so neither in a log nor in the cache. The addresses, which may hold a password, are not in the
    repr either. `open_meteo` is `free` (for non-commercial use), `paid` (other hosts, with a key) or `off`;
    `cache_path` is None for a user without a home folder.
    """

    nws_url: str = field(repr=False)
    cache_path: Path | None
    contact: str | None = None
    nws_key: str | None = field(default=None, repr=False)
    open_meteo: OpenMeteoUse = "free"
    open_meteo_url: str | None = field(default=None, repr=False)
    open_meteo_key: str | None = field(default=None, repr=False)
    nps_url: str = field(default=NPS.url, repr=False)
    nps_key: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls) -> "Settings":
        """
        Read the variables `TRIPPLANNER_NWS_URL`, `_NWS_KEY`, `_OPEN_METEO` and so on.

        Raises
        ------
        InvalidRequestError
            When `TRIPPLANNER_OPEN_METEO` is none of `free`, `paid` and `off`.
        """
        return cls(
            nws_url=_address("TRIPPLANNER_NWS_URL") or NWS.url,
            cache_path=_cache_path(),
            contact=_variable("TRIPPLANNER_CONTACT"),
            nws_key=_variable("TRIPPLANNER_NWS_KEY"),
            open_meteo=_open_meteo_use(),
            open_meteo_url=_address("TRIPPLANNER_OPEN_METEO_URL"),
            open_meteo_key=_variable("TRIPPLANNER_OPEN_METEO_KEY"),
            nps_url=_address("TRIPPLANNER_NPS_URL") or NPS.url,
            nps_key=_variable("TRIPPLANNER_NPS_KEY"),
        )

    @property
    def open_meteo_refused(self) -> str | None:
        """Why Open-Meteo cannot be asked though it is not off, or None."""
        if self.open_meteo == "paid" and self.open_meteo_key is None:
            return "not asked: TRIPPLANNER_OPEN_METEO is paid, but TRIPPLANNER_OPEN_METEO_KEY is not set"
        return None

    @property
    def forecast_base(self) -> str:
        """Base address of Open-Meteo's forecasts."""
        return self._open_meteo_base(OPEN_METEO.url, OPEN_METEO.paid_url)

    @property
    def air_quality_base(self) -> str:
        """Base address of Open-Meteo's air quality."""
        return self._open_meteo_base(AIR_QUALITY.url, AIR_QUALITY.paid_url)

    def _open_meteo_base(self, free: str, paid: str) -> str:
        if self.open_meteo_url is not None:
            return self.open_meteo_url
        return paid if self.open_meteo == "paid" else free

    def key_for(self, url: str) -> Key | None:
        """
        The key that goes with a request; None where there is none to send.

        An address is told by its base and path, not by its host: one local server may play all services.

        Examples
        --------
        >>> mine = Settings("https://w", Path("x"), nws_key="a", nps_url="https://p", nps_key="b")
        >>> mine.key_for("https://p/api/v1/alerts?parkCode=grte").variable
        'TRIPPLANNER_NPS_KEY'
        >>> mine.key_for("https://elsewhere/") is None
        True
        """
        if url.startswith(f"{self.nps_url}{NPS.path}?"):
            return _key("TRIPPLANNER_NPS_KEY", "X-Api-Key", self.nps_key)
        if self._is_open_meteo(url):
            paid = self.open_meteo_key if self.open_meteo == "paid" else None
            return _key("TRIPPLANNER_OPEN_METEO_KEY", "X-Api-Key", paid)
        if url.startswith(f"{self.nws_url}/"):
            return _key("TRIPPLANNER_NWS_KEY", "API-Key", self.nws_key)
        return None

    def accept_for(self, url: str) -> str:
        """The kind of answer asked for: the weather service's fresh ones come as GeoJSON only."""
        plain = url.startswith(f"{self.nps_url}{NPS.path}?") or self._is_open_meteo(url)
        return "application/json" if plain else "application/geo+json"

    def _is_open_meteo(self, url: str) -> bool:
        forecast, air = self.forecast_base + OPEN_METEO.path, self.air_quality_base + AIR_QUALITY.path
        return url.startswith((f"{forecast}?", f"{air}?"))

    def without_keys(self, text: str) -> str:
        """
        A text in which a service may have quoted a key, without it.

        Examples
        --------
        >>> Settings("https://w", Path("x"), nps_key="s3cret").without_keys("no such key: s3cret")
        'no such key: ***'
        """
        for secret in self._keys:
            text = text.replace(secret, "***")
        return text

    def has_key_in(self, body: bytes) -> bool:
        """Whether a key stands in what a service has sent."""
        return any(secret.encode("utf-8", "surrogateescape") in body for secret in self._keys)

    @property
    def _keys(self) -> tuple[str, ...]:
        keys = (self.nws_key, self.open_meteo_key, self.nps_key)
        return tuple(each for each in keys if each is not None)

    @property
    def has_cache(self) -> bool:
        """Whether there is a file of remembered answers; one that cannot be looked at is none."""
        try:
            return self.cache_path is not None and self.cache_path.exists()
        except OSError:
            return False

    @property
    def user_agent(self) -> str:
        """Who asks: the service wants a name, and would like a contact."""
        name = f"tripplanner/{_version()}"
        return name if self.contact is None else f"{name} ({_one_line(self.contact)})"


def _variable(name: str) -> str | None:
    return os.environ.get(name, "").strip() or None


def _address(name: str) -> str | None:
    value = _variable(name)
    return None if value is None else value.rstrip("/")


def _key(variable: str, header: str, secret: str | None) -> Key | None:
    return None if secret is None else Key(variable, header, secret)


def _open_meteo_use() -> OpenMeteoUse:
    # A misspelt "off" must not end in asking a service that its user may not ask.
    value = (_variable("TRIPPLANNER_OPEN_METEO") or "free").lower()
    for known in get_args(OpenMeteoUse):
        if value == known:
            return known  # type: ignore[no-any-return]
    raise InvalidRequestError(f"TRIPPLANNER_OPEN_METEO is {value!r}; it can be free, paid or off")


def _cache_path() -> Path | None:
    """The file of remembered answers; None for a user who has no home folder to keep it in."""
    named = _variable("TRIPPLANNER_CACHE_DIR")
    try:
        folder = platformdirs.user_cache_path("tripplanner") if named is None else Path(named).expanduser()
    except RuntimeError:  # a "~" of nobody's: if it was named, it is part of the name
        return None if named is None else Path(named).absolute() / _FILE
    # Without a home older platformdirs name a folder "~", in whatever folder one happens to work.
    return None if named is None and not folder.is_absolute() else folder / _FILE


def _version() -> str:
    try:
        return metadata.version("tripplanner")
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return "0"


def _one_line(text: str) -> str:
    """Text that a header can carry: ASCII, no line ends, no brackets that would end the comment."""
    plain = text.encode("ascii", "replace").decode("ascii").translate({ord("("): "", ord(")"): ""})
    return " ".join(plain.split())
