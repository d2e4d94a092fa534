"""A stream that feeds on itself: each prime found puts a filter before the rest.

generators: 5
yields: 16
resumes: 11
"""

from itertools import islice


def naturals_from(number):
    while True:
        yield number
        number += 1


def without(prime, numbers):
    for number in numbers:
        if number % prime:
            yield number


def primes():
    numbers = naturals_from(2)
    while True:
        prime = next(numbers)
        yield prime
        numbers = without(prime, numbers)


print(list(islice(primes(), 4)))
