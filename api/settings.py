"""Settings: a flag before an environment variable before `luocdo.toml` before the default.

`FIELDS` is the one list of them; `docs/configuration.md` documents each (a test fails otherwise).
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from api.limits import MOST_FOUND
from corpus.errors import ConfigError

CONFIG_NAME = "luocdo.toml"
ENVIRONMENT_PREFIX = "LUOCDO_"
NO_EMBEDDER = "none"
"""The embedder of a library that is searched by words alone."""
NO_RERANKER = "none"
"""The reranker of a library whose own ranking is the last."""


@dataclass(frozen=True, slots=True)
class _About:
    """What a setting means, the bounds of a number, and the words that a text may be."""

    help: str
    low: float = 0
    words: tuple[str, ...] = ()
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The values that hold for one run."""

    data: Annotated[Path, _About("the data folder")] = Path("luocdo-data")
    workers: Annotated[
        int, _About("processes that read and parse, up to 256; 0 is one for each CPU", high=256)
    ] = 0
    file_seconds: Annotated[float, _About("time limit for one file", 0.1)] = 120.0
    worker_mb: Annotated[int, _About("memory limit of one worker (Linux)", 256)] = 4096
    max_file_mb: Annotated[float, _About("largest file that is read, in MB", 0.001)] = 100.0
    max_characters: Annotated[int, _About("longest text that is parsed", 1)] = 50_000_000
    embedder: Annotated[str, _About("embedding model by name or path, or none")] = "luocdo-static"
    reranker: Annotated[
        str, _About("cross-encoder by name or path that orders the best, or none")
    ] = "none"
    search_limit: Annotated[
        int, _About("hits that a search returns, up to 1000", 1, high=MOST_FOUND)
    ] = 10
    host: Annotated[str, _About("address that the server listens on")] = "127.0.0.1"
    port: Annotated[
        int, _About("port that the server listens on; 0 takes a free one", high=65535)
    ] = 8765
    hosts: Annotated[str, _About("names that the server answers to, with commas")] = "localhost"
    decisions: Annotated[
        str,
        _About(
            "whose decisions the server takes: local, all or none", words=("local", "all", "none")
        ),
    ] = "local"
    sparql_seconds: Annotated[float, _About("time limit of one SPARQL query", 0.1)] = 10.0
    sparql_rows: Annotated[int, _About("rows that a SPARQL query returns at most", 1)] = 10_000


_ABOUT: dict[str, _About] = {
    name: hint.__metadata__[0]
    for name, hint in get_type_hints(Settings, include_extras=True).items()
}

FIELDS: dict[str, str] = {name: about.help for name, about in _ABOUT.items()}
"""Name and one-line meaning of every setting."""

_DEFAULTS = Settings()


def load_settings(
    flags: Mapping[str, Any] | None = None,
    *,
    config: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Put the settings together.

    Args:
        flags: values given on the command line or in code; null ones are left out.
        config: the TOML file; null means `LUOCDO_CONFIG`, else `luocdo.toml` in the working
            folder if there is one.
        environment: null means the process's own.

    Raises:
        ConfigError: a value of the wrong type or out of range, an unknown name, or a TOML file
            that is missing or broken.
    """
    env = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    chosen = config or (Path(env["LUOCDO_CONFIG"]) if env.get("LUOCDO_CONFIG") else None)
    if chosen is not None or Path(CONFIG_NAME).is_file():
        values |= _from_toml(chosen or Path(CONFIG_NAME))
    for name in FIELDS:
        variable = ENVIRONMENT_PREFIX + name.upper()
        if env.get(variable):
            values[name] = _checked(name, env[variable], variable)
    for name, value in (flags or {}).items():
        if name not in FIELDS:
            raise ConfigError(f"no setting is called {name!r}{_nearest(name)}")
        if value is not None:
            values[name] = _checked(name, value, "--" + name.replace("_", "-"))
    return Settings(**values)


def _from_toml(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not valid TOML ({error})") from error
    for name in table:
        if name not in FIELDS:
            raise ConfigError(f"{path}: no setting is called {name!r}{_nearest(name)}")
    values = {name: _checked(name, value, f"{path}: {name}") for name, value in table.items()}
    if "data" in values and not values["data"].is_absolute():
        values["data"] = path.parent / values["data"]
    return values


def _checked(name: str, value: Any, origin: str) -> Any:
    """Convert a value to the setting's type, which is that of its default."""
    kind = type(getattr(_DEFAULTS, name))
    wrong = isinstance(value, bool) or (
        isinstance(value, int | float) and not issubclass(kind, int | float)
    )
    if not wrong:
        try:
            converted = kind(value)
        except (TypeError, ValueError):
            wrong = True
        else:
            wrong = kind is int and isinstance(value, float) and converted != value
    if wrong:
        expected = {int: "a whole number", float: "a number"}.get(kind, "text")
        raise ConfigError(f"{origin}: must be {expected}, not {value!r}")
    low, high = _ABOUT[name].low, _ABOUT[name].high
    if kind in (int, float) and not low <= converted < float("inf"):
        raise ConfigError(f"{origin}: must be at least {low}, not {value}")
    if high is not None and converted > high:
        raise ConfigError(f"{origin}: must be at most {high}, not {value}")
    words = _ABOUT[name].words
    if words and converted not in words:
        raise ConfigError(f"{origin}: must be one of {', '.join(words)}, not {value!r}")
    return converted


def _nearest(name: str) -> str:
    close = difflib.get_close_matches(name, FIELDS, n=1)
    return f"; did you mean {close[0]!r}?" if close else "; see docs/configuration.md"
