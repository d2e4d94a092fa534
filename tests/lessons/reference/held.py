"""Says which programs run in this Python: for those that have no pytest, too.

    python held.py < programs.json      prints the errors of each, as a list in JSON
"""

import json
import sys
import warnings


def held(programs: list[str]) -> list[str]:
    """Return for each program what it raises; "" if it runs to its end."""
    found = []
    for program in programs:
        try:
            with warnings.catch_warnings():  # a program may filter them for good
                exec(compile(program, "program", "exec"), {"__name__": "program"})
        except Exception as error:
            found.append(repr(error))
        else:
            found.append("")
    return found


if __name__ == "__main__":
    print(json.dumps(held(json.load(sys.stdin))))
