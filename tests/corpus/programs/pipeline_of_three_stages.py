"""Three stages, each reading the one before: one value at a time goes through.

generators: 3
yields: 9
resumes: 9
"""


def lines(text):
    for line in text.split(","):
        print("read", line)
        yield line


def numbers(words):
    for word in words:
        if word.isdigit():
            yield int(word)


def evens(values):
    for value in values:
        if value % 2 == 0:
            print("keep", value)
            yield value


print(sum(evens(numbers(lines("3,x,8,10")))))
