"""What `make coverage` tells of the scripts."""

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
