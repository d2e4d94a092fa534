"""Closing runs finally: by close, and where a loop lets its generator go.

generators: 2
yields: 2
resumes: 2
"""


def lines(name):
    print("open", name)
    try:
        yield "first"
        yield "second"
    finally:
        print("shut", name)


letter = lines("letter")
print(next(letter))
letter.close()

for line in lines("poem"):
    print(line)
    break
print("after the loop")
