"""uv is told what pip is told of where packages come from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.setup import index

# none is asked: `.invalid` is nobody's
MIRROR = "https://mirror.invalid/simple"
MORE = "https://more.invalid/simple"


def listing(**settings: str) -> str:
    """What pip itself says of the settings that it has from this environment."""
    return subprocess.run(
        [sys.executable, "-I", "-m", "pip", "config", "list"],
        env={"PIP_CONFIG_FILE": "/dev/null", **settings},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_a_setting_of_pips_environment_is_read_as_pip_prints_it() -> None:
    found = index.pips(listing(PIP_INDEX_URL=MIRROR, PIP_FIND_LINKS="/it's/a 'b'"))
    assert found["index-url"] == MIRROR
    assert found["find-links"] == "/it's/a 'b'"


def test_a_setting_of_pips_file_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "pip.conf"
    file.write_text(f"[global]\nindex-url = {MIRROR}\n[install]\nindex-url = {MORE}\n")
    assert index.pips(listing(PIP_CONFIG_FILE=str(file)))["index-url"] == MORE


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["global.cert='a'"], "a"),
        (["install.cert='b'", "global.cert='a'"], "b"),
        ([":env:.cert='c'", "install.cert='b'"], "c"),
        (["global.cert='a'", ":env:.cert=''"], "a"),
        (["list.cert='d'", "global.cert='a'"], "a"),
    ],
)
def test_the_strongest_setting_counts(lines: list[str], value: str) -> None:
    assert index.pips("\n".join(lines)) == {"cert": value}


def test_uv_looks_where_pip_does() -> None:
    pip = {
        "index-url": MIRROR,
        "extra-index-url": f"\n{MORE}\nfile:///srv/simple",
        "find-links": "/srv/one /srv/two",
        "trusted-host": "a.invalid b.invalid",
        "cert": "/srv/ca.pem",
        "client-cert": "/srv/me.pem",
        "proxy": "http://proxy.invalid:3128",
    }
    told = index.uvs(pip, {"PATH": "/bin"})
    assert told["PATH"] == "/bin"
    assert told["UV_DEFAULT_INDEX"] == MIRROR
    assert told["UV_INDEX"] == f"{MORE} file:///srv/simple"
    assert told["UV_FIND_LINKS"] == "/srv/one,/srv/two"
    assert told["UV_INSECURE_HOST"] == "a.invalid b.invalid"
    assert told["SSL_CERT_FILE"] == "/srv/ca.pem"
    assert told["SSL_CLIENT_CERT"] == "/srv/me.pem"
    assert told["ALL_PROXY"] == "http://proxy.invalid:3128"


def test_where_pip_is_told_nothing_uv_is_told_of_no_index() -> None:
    told = index.uvs({}, {})
    assert not set(told) & {*index.OWN, "UV_FIND_LINKS", "SSL_CERT_FILE", "ALL_PROXY"}
    assert told["UV_SYSTEM_CERTS"] == "true"


def test_an_index_of_uvs_own_goes_before_pips() -> None:
    told = index.uvs({"index-url": MIRROR, "find-links": "/x"}, {"UV_INDEX_URL": MORE})
    assert told["UV_INDEX_URL"] == MORE
    assert not {"UV_DEFAULT_INDEX", "UV_FIND_LINKS"} & set(told)


@pytest.mark.parametrize("name", index.CERTIFICATES)
def test_certificates_that_pip_takes_from_the_environment_are_uvs_too(
    name: str,
) -> None:
    assert index.uvs({}, {name: "/srv/ca.pem"})["SSL_CERT_FILE"] == "/srv/ca.pem"


def test_what_is_set_for_uv_stands() -> None:
    own = {"UV_CACHE_DIR": "/srv/uv", "SSL_CERT_FILE": "/srv/own.pem"}
    assert index.uvs({"cert": "/srv/ca.pem"}, own).items() >= own.items()


def test_uv_keeps_its_files_in_the_tree() -> None:
    assert index.uvs({}, {})["UV_CACHE_DIR"] == str(Path.cwd() / ".cache" / "uv")


@pytest.mark.parametrize(
    ("value", "closed"), [("1", True), ("True", True), ("0", False), ("", False)]
)
def test_an_index_that_pip_may_not_ask_is_closed_to_uv(
    value: str, closed: bool
) -> None:
    assert index.closed({"no-index": value}) is closed


def test_no_setting_sends_packages_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("UV_SYSTEM_PYTHON", "1")
    assert not {"PIP_TARGET", "UV_SYSTEM_PYTHON"} & set(index.here())
