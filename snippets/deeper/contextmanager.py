"""Context managers from generators: one yield, half before and half after.

>>> # --8<-- [start:one-pause]
>>> with valve("fuel") as v:
...     print("body:", v)
fuel open
body: fuel valve
fuel shut
>>> # --8<-- [end:one-pause]

>>> # --8<-- [start:leak]
>>> with suppress(KeyError):
...     with valve("fuel"):
...         raise KeyError
fuel open
>>> # --8<-- [end:leak]

>>> # --8<-- [start:shut-anyway]
>>> with suppress(KeyError):
...     with safe("fuel"):
...         raise KeyError
fuel open
fuel shut
>>> # --8<-- [end:shut-anyway]

>>> # --8<-- [start:twice]
>>> @contextmanager
... def twice():
...     yield 1
...     yield 2
>>> try:
...     with twice() as n:
...         print("body", n)
... except RuntimeError as error:
...     print("RuntimeError:", error)
body 1
RuntimeError: generator didn't stop
>>> # --8<-- [end:twice]

>>> # --8<-- [start:never]
>>> @contextmanager
... def never(ready):
...     if ready:
...         yield
>>> try:
...     with never(False):
...         print("body")
... except RuntimeError as error:
...     print("RuntimeError:", error)
RuntimeError: generator didn't yield
>>> # --8<-- [end:never]

>>> # --8<-- [start:used-up]
>>> v = valve("fuel")
>>> with v:
...     pass
fuel open
fuel shut
>>> try:
...     with v:
...         pass
... except AttributeError as error:
...     print(error)
'_GeneratorContextManager' object has no attribute 'args'
>>> # --8<-- [end:used-up]
"""

from contextlib import contextmanager, suppress  # noqa: F401 (the session uses it)


# --8<-- [start:valve]
@contextmanager
def valve(name):
    print(name, "open")
    yield f"{name} valve"
    print(name, "shut")
# --8<-- [end:valve]


@contextmanager
def safe(name):
    print(name, "open")
    try:
        yield f"{name} valve"
    finally:
        print(name, "shut")
