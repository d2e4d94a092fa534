"""Closing what never started runs nothing, and closing what is over does nothing.

generators: 2
yields: 1
resumes: 1
"""


def guarded():
    try:
        print("in")
        yield 1
    finally:
        print("out")


unstarted = guarded()
unstarted.close()
print(list(unstarted))

over = guarded()
print(list(over))
over.close()
