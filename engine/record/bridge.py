"""Answers what `pyodide.mjs` is asked, in the Python that runs under Node."""

from __future__ import annotations

import importlib
import json
import traceback


def answer(line: str) -> str:
    """Call what a line of JSON names, `["module:function", argument, …]`.

    Returns `{"value": …}` or `{"error": traceback}`, as JSON.
    """
    where, *arguments = json.loads(line)
    try:
        module, name = where.split(":")
        value = getattr(importlib.import_module(module), name)(*arguments)
        return json.dumps({"value": value})
    except BaseException:
        return json.dumps({"error": traceback.format_exc()})
