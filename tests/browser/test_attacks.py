"""A stranger's code reaches nobody, reads nothing of the page's, leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import siege, tabs
from tests.browser.collector import certificate
from tests.browser.serving import Elsewhere, Site
from tests.browser.siege import FROM_JAVASCRIPT, FROM_PYTHON, Siege

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["http", "https"])
def secure(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path | None:
    """The certificate of an origin over https; over http there is none."""
    if request.param == "https":
        return certificate(tmp_path_factory.mktemp("certificate"))
    return None


@pytest.fixture(scope="module")
def fallout(site: Site, fresh: tabs.Fresh, secure: Path | None) -> Iterator[Siege]:
    """What came of all attacks, carried out in one page."""
    with siege.besieged(site.folder, secure) as found, fresh() as tab:
        yield siege.attacked(found, tab)


@pytest.mark.parametrize("attack", FROM_PYTHON)
def test_from_python_nothing_comes_of(attack: str, fallout: Siege) -> None:
    assert attack in fallout.python, "it has not even begun"
    assert not siege.attempt(fallout, attack)


@pytest.mark.parametrize("attack", FROM_JAVASCRIPT)
def test_from_a_worker_of_its_own_nothing_comes_of(attack: str, fallout: Siege) -> None:
    assert attack in fallout.javascript, "it has not even begun"
    assert not siege.free_attempt(fallout, attack)


def test_nothing_but_what_the_page_stored_is_there(
    fallout: Siege, others: Elsewhere
) -> None:
    assert not fallout.changed
    assert not fallout.lasting
    assert not fallout.heard
    assert not fallout.collector.heard
