"""A loop that is left drops its generator, whose `finally` runs then.

generators: 1
yields: 1
resumes: 1
"""


def lines():
    try:
        yield "first"
        yield "second"
    finally:
        print("closed")


for line in lines():
    print(line)
    break
print("end")
