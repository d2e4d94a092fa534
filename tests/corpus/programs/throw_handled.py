"""A generator handles what is thrown into it, and goes on.

generators: 1
yields: 4
resumes: 4
"""


def worker():
    while True:
        try:
            job = yield "ready"
            print("job", job)
        except ValueError as error:
            print("set aside:", error)


bench = worker()
print(next(bench))
print(bench.send("saw"))
print(bench.throw(ValueError("blunt")))
print(bench.send("plane"))
bench.close()
