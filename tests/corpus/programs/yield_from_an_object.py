"""Delegating to an object with send and throw that is no generator.

generators: 1
yields: 1
resumes: 1
"""


class Echo:
    def __iter__(self):
        return self

    def __next__(self):
        return "nothing said"

    def send(self, word):
        if word == "bye":
            raise StopIteration("farewell")
        return word + "!"

    def throw(self, error):
        return "caught " + repr(error)


def talk():
    last = yield from Echo()
    yield last


talker = talk()
print(next(talker))
print(talker.send("hello"))
print(talker.throw(ValueError("hm")))
print(talker.send("bye"))
print(next(talker, "end"))
