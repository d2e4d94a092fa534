"""A generator closed at the end of a with, wherever its reader stopped.

generators: 1
yields: 2
resumes: 2
"""

from contextlib import closing


def lines():
    try:
        for line in ("one", "two", "three"):
            yield line
    finally:
        print("closed")


with closing(lines()) as source:
    for line in source:
        print(line)
        if line == "two":
            break
    print("still inside")
print("outside")
