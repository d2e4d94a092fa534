"""What a session stands on, imported once for the snapshot that browsers start from.

doctest is wanted for its parser alone. What it imports for the rest takes a browser
0.4 s, so it gets stand-ins here. Whoever imports this forgets them, and doctest, when
the session is there: a reader's own `import doctest` finds the real ones.
"""

import importlib
import sys
import types

WANTED = (
    "ast",
    "code",
    "codeop",
    "contextlib",
    "dataclasses",
    "doctest",
    "inspect",
    "io",
    "itertools",
    "json",
    "linecache",
    "pathlib",
    "random",
    "re",
    "signal",
    "textwrap",
    "threading",
    "traceback",
    "typing",
)
IDLE = types.SimpleNamespace(Pdb=object, TestCase=object, TestSuite=object)

if sys.platform == "emscripten":
    for name in ("pdb", "unittest"):
        sys.modules.setdefault(name, IDLE)  # type: ignore[arg-type]
    for name in WANTED:
        importlib.import_module(name)
