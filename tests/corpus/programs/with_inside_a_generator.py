"""A generator that holds a context open while it is suspended.

generators: 3
yields: 7
resumes: 6
"""


class Door:
    def __enter__(self):
        print("open")

    def __exit__(self, *about):
        print("shut", about[0])


def visit():
    with Door():
        yield "in"
        yield "still in"
    yield "out"


print(list(visit()))
for steps in (1, 3):
    guest = visit()
    for _ in range(steps):
        print(next(guest))
    guest.close()
print("end")
