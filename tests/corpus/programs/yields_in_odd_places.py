"""Yields as arguments, in a list, as a condition, in a return.

generators: 1
yields: 7
resumes: 7
"""


def talk():
    print("got", (yield "a"), (yield "b"))
    answers = [(yield "c"), (yield "d")]
    while (yield answers):
        print("again")
    return (yield "last")


dialogue = talk()
print(next(dialogue))
for answer in (1, 2, 3, 4, True, False, "bye"):
    try:
        print(dialogue.send(answer))
    except StopIteration as stop:
        print("returned", stop.value)
