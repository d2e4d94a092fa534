"""Where packages come from: the settings of pip, told to uv, which reads its own alone.

They go from one to the other in the environment of a process, and are written nowhere.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Mapping
from pathlib import Path

# from the weakest to the strongest, as pip has them
SECTIONS = ("global", "install", ":env:")

# what says of an index to uv itself
OWN = ("UV_INDEX", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL")
CERTIFICATES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")

# what would install somewhere else than into .venv
STRAY = (
    *("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME"),
    *("UV_SYSTEM_PYTHON", "UV_PYTHON", "UV_WORKING_DIR", "UV_PROJECT"),
)


def without_stray(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment less the settings that would install somewhere else."""
    return {k: v for k, v in environment.items() if k not in STRAY}


def pips(listing: str) -> dict[str, str]:
    """Return the settings in force of those that `pip config list` prints."""
    found: dict[str, dict[str, str]] = {section: {} for section in SECTIONS}
    for line in listing.splitlines():
        key, _, value = line.partition("=")
        section, _, name = key.partition(".")
        if section in found:
            found[section][name] = str(ast.literal_eval(value))
    return {
        name: value
        for section in SECTIONS
        for name, value in found[section].items()
        if value  # pip passes over what is empty, too
    }


def uvs(pip: Mapping[str, str], environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which uv finds packages where pip would.

    What it holds for uv already stands.
    """
    told = {
        "UV_CACHE_DIR": str(Path(".cache", "uv").resolve()),
        # as many tries and as much patience as it takes to see that pip must do it
        "UV_HTTP_RETRIES": "1",
        "UV_HTTP_TIMEOUT": "15",
        "UV_HTTP_CONNECT_TIMEOUT": "5",
    }
    if not any(name in environment for name in OWN):
        told |= {
            "UV_DEFAULT_INDEX": pip.get("index-url", ""),
            "UV_INDEX": " ".join(pip.get("extra-index-url", "").split()),
            "UV_FIND_LINKS": ",".join(pip.get("find-links", "").split()),
            "UV_INSECURE_HOST": " ".join(pip.get("trusted-host", "").split()),
            # as pip, which looks everywhere; the hashes say which file is meant
            "UV_INDEX_STRATEGY": "unsafe-best-match",
        }
    given = [pip.get("cert"), *(environment.get(name) for name in CERTIFICATES)]
    told["SSL_CERT_FILE"] = next(filter(None, given), "")
    told["SSL_CLIENT_CERT"] = pip.get("client-cert", "")
    told["ALL_PROXY"] = pip.get("proxy", "")
    if not told["SSL_CERT_FILE"]:
        told["UV_SYSTEM_CERTS"] = "true"  # a network may have its own
    set_here = {name: value for name, value in told.items() if value}
    return set_here | dict(environment)


def closed(pip: Mapping[str, str]) -> bool:
    """Return whether pip is to ask no index, but only the folders that it is given."""
    return pip.get("no-index", "").lower() in {"1", "true", "yes", "on", "y", "t"}


def here() -> dict[str, str]:
    """Return the environment of this process, less what is stray."""
    return without_stray(os.environ)
