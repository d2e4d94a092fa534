"""A generator read by next, beyond its end.

generators: 1
yields: 2
resumes: 2
"""


def courses():
    yield "soup"
    print("the soup is gone")
    yield "cake"
    print("the cake is gone")


dinner = courses()
print(next(dinner))
print(next(dinner))
try:
    next(dinner)
except StopIteration as stop:
    print("no more:", stop.value)
print(next(dinner, "still no more"))
