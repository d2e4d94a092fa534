"""The last name of a suspended generator goes, and finally runs; or there is none.

generators: 3
yields: 3
resumes: 2
"""


def guarded(name):
    try:
        yield name
    finally:
        print("goodbye from", name)


def plain(name):
    yield name
    print("never printed")


first = guarded("first")
print(next(first))
del first
second = guarded("second")
print(next(second))
second = None
third = plain("third")
print(next(third))
del third
print("end")
