"""A generator asks, while it handles an exception, whether to raise it again.

generators: 2
yields: 3
resumes: 3
"""


def attempts(limit):
    for attempt in range(1, limit + 1):
        try:
            raise ValueError(f"attempt {attempt}")
        except ValueError as error:
            answer = yield f"{error} failed"
            if answer == "give up":
                raise


trying = attempts(5)
print(next(trying))
print(trying.send("again"))
try:
    trying.send("give up")
except ValueError as error:
    print("raised", error)

hesitant = attempts(5)
print(next(hesitant))
hesitant.close()
print("closed while it handled one")
