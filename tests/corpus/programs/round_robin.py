"""Tasks that take turns: whoever yields goes to the end of the queue.

generators: 3
yields: 6
resumes: 6
"""

from collections import deque


def task(name, steps):
    for step in range(1, steps + 1):
        print(name, "does", step, "of", steps)
        yield


waiting = deque([task("A", 2), task("B", 1), task("C", 3)])
while waiting:
    turn = waiting.popleft()
    try:
        next(turn)
    except StopIteration:
        print("one is done,", len(waiting), "left")
    else:
        waiting.append(turn)
