"""What `make coverage` tells of the scripts, and what it needs."""

import re
from pathlib import Path

import pytest

from tests.counting.__main__ import of_scripts

RECORDS = """\
TN:
SF:engine/theme/modules/whole.js
DA:1,4
BRF:1
BRH:1
LF:1
LH:1
end_of_record
SF:engine/theme/modules/half.js
DA:1,1
DA:2,0
DA:3,0
DA:5,0
BRF:1
BRH:1
LF:5
LH:2
end_of_record
"""


def test_each_script_has_its_share_and_the_lines_that_nothing_ran() -> None:
    assert of_scripts(RECORDS) == [
        "engine/theme/modules/whole.js 100%",
        "engine/theme/modules/half.js 50% 2-3, 5",
    ]


@pytest.mark.parametrize("target", ["check", "test", "coverage"])
def test_what_runs_the_tests_brings_what_all_of_them_need(target: str) -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")
    (recipe,) = re.findall(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.M)
    assert "engine.setup.wheelhouse" in recipe
    assert re.search(r"engine\.setup\.node .*\bscripts\b", recipe)
