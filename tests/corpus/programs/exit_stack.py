"""As many context managers as there are names, left in reverse.

generators: 4
yields: 4
resumes: 4
"""

from contextlib import ExitStack, contextmanager


@contextmanager
def door(name):
    print("open", name)
    try:
        yield name.upper()
    except LookupError as error:
        print(name, "stops", repr(error))
    finally:
        print("shut", name)


with ExitStack() as stack:
    names = [stack.enter_context(door(name)) for name in ("front", "back")]
    stack.callback(print, "lights out")
    print(names)

with ExitStack() as stack:
    for name in ("outer", "inner"):
        stack.enter_context(door(name))
    raise IndexError("too far")
