"""A list that several frames keep, while others change it.

`late` is made first and asked last, `r` waits between its two requests, and a plain
function waits for what fills the list. A variable of the module is changed as well.

generators: 4
yields: 7
resumes: 5
"""

count = 0


def reads(held):
    while True:
        yield len(held)


def fills(held, more):
    for n in more:
        held.append(n)
        yield n
    held.clear()


def counts():
    global count
    while count < 2:
        count += 1
        yield count


def asks(held, source):
    for n in source:
        print(n, held)
    return len(held)


held = [0]
late = reads(held)
r = reads(held)
print(next(r))
print(asks(held, fills(held, (1, 2))))
print(next(r))
print(list(counts()))
held.append((held[:], {"n": held[:]}))
print(next(late), held)
