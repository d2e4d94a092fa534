"""`send` and `throw` to one that is finished run nothing.

generators: 1
yields: 2
resumes: 2
"""


def echo():
    got = yield "ready"
    yield got


e = echo()
print(next(e), e.send("hi"))
print(next(e, "over"))
try:
    e.send("again")
except StopIteration:
    print("finished")
try:
    e.throw(KeyError("k"))
except KeyError:
    print("it comes right back")
e.close()
