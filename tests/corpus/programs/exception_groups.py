"""`except*` in a generator: what it leaves of a group is raised at no line at all.

generators: 2
yields: 3
resumes: 3
"""


def jobs():
    try:
        yield "started"
    except* ValueError as group:
        print("wrong values:", group.exceptions)
    yield "going on"


def run():
    work = jobs()
    print(next(work))
    print(work.throw(ExceptionGroup("both", [ValueError(1), ValueError(2)])))
    try:
        work.throw(ExceptionGroup("mixed", [ValueError(3), TypeError("x")]))
    except ExceptionGroup as group:
        print("left:", group.exceptions)


run()


def strict():
    try:
        yield "ready"
    except* ValueError:
        print("one of them was a value")


checks = strict()
print(next(checks))
try:
    checks.throw(ExceptionGroup("mixed", [ValueError(3), TypeError("x")]))
except ExceptionGroup as group:
    print("left:", group.exceptions)
