"""Generators that all objects of a class share: each takes the next value.

generators: 2
yields: 6
resumes: 4
"""


def serial():
    number = 100
    while True:
        yield number
        number += 1


class Ticket:
    numbers = serial()
    seats = (letter + "1" for letter in "ABCD")

    def __init__(self):
        self.number = next(self.numbers)
        self.seat = next(Ticket.seats)


for ticket in [Ticket(), Ticket(), Ticket()]:
    print(ticket.number, ticket.seat)
