"""What one Python says of wrong code; imported in any, so no pytest here."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import warnings


def messages(codes: list[str]) -> list[str]:
    """Return what running each code says last: an error, a warning, or nothing."""
    return [message(code) for code in codes]


def message(code: str) -> str:
    """Return the last line of what one code raises, or else of what it prints."""
    told = io.StringIO()
    with (
        contextlib.redirect_stderr(told),
        warnings.catch_warnings(record=True) as warned,
    ):
        warnings.simplefilter("always")
        try:
            exec(compile(code, "<code>", "exec", dont_inherit=True), {})
        except SyntaxError as error:
            return f"SyntaxError: {error.msg}"
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    if warned:
        return f"{warned[-1].category.__name__}: {warned[-1].message}"
    return told.getvalue().partition("\n")[0]


if __name__ == "__main__":
    print(json.dumps(messages(json.load(sys.stdin))))
