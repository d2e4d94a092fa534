"""Four queens by a conjunction of generators: each row tries again when asked to.

generators: 16
yields: 18
resumes: 18
"""

SIZE = 4


def safe(queens, row, column):
    for above, other in enumerate(queens):
        if column in (other, other + row - above, other - row + above):
            return False
    return True


def placed(queens, row):
    """Put a queen into a row, column after column; take it away when resumed."""
    for column in range(SIZE):
        if safe(queens, row, column):
            queens.append(column)
            yield column
            queens.pop()


def conjoined(makers):
    """Go on where all have a value; where one has none, the one before goes on."""
    path = [makers[0]()]
    while path:
        for _ in path[-1]:
            if len(path) == len(makers):
                yield
            else:
                path.append(makers[len(path)]())
                break
        else:
            path.pop()


queens = []
rows = [lambda row=row: placed(queens, row) for row in range(SIZE)]
for _ in conjoined(rows):
    print(queens)
print("none left", queens)
