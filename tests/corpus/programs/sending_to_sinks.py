"""Values are pushed down a line of generators by send, and closing goes down too.

generators: 4
yields: 18
resumes: 18
"""

from functools import wraps


def primed(function):
    @wraps(function)
    def start(*arguments):
        generator = function(*arguments)
        next(generator)
        return generator

    return start


@primed
def broadcast(targets):
    try:
        while True:
            item = yield
            for target in targets:
                target.send(item)
    finally:
        for target in targets:
            target.close()


@primed
def only_even(target):
    try:
        while True:
            number = yield
            if number % 2 == 0:
                target.send(number)
    finally:
        target.close()


@primed
def collect(name):
    items = []
    try:
        while True:
            items.append((yield))
    finally:
        print(name, items)


source = broadcast([only_even(collect("even")), collect("all")])
for number in range(1, 5):
    source.send(number)
source.close()
