"""Methods that are generator functions: each loop over the object makes a new one.

generators: 5
yields: 14
resumes: 13
"""


class Shelf:
    def __init__(self, *books):
        self.books = list(books)

    def __iter__(self):
        for book in self.books:
            yield book

    def __reversed__(self):
        for at in range(len(self.books), 0, -1):
            yield self.books[at - 1]


shelf = Shelf("Emma", "Ivanhoe", "Kim")
for book in shelf:
    print(book)
print(list(shelf))
print("Ivanhoe" in shelf)
first, *rest = shelf
print(first, rest)
print(list(reversed(shelf)))
