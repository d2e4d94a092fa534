"""A generator read by a for loop, to its end.

generators: 1
yields: 3
resumes: 3
"""


def count_up(limit):
    number = 1
    while number <= limit:
        print("about to hand out", number)
        yield number
        number += 1
    print("nothing left")


for number in count_up(3):
    print("got", number)
print("done")
