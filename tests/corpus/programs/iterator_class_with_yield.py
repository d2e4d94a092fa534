"""A class whose `__iter__` yields makes a new generator for each loop.

generators: 2
yields: 4
resumes: 4
"""


class Twice:
    def __init__(self, value):
        self.value = value

    def __iter__(self):
        yield self.value
        yield self.value


pair = Twice("x")
print(list(pair))
for each in pair:
    print(each)
