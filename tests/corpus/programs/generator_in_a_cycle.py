"""A generator that only its own list refers to: the collector finds and ends it.

generators: 1
yields: 1
resumes: 1
"""

import gc


def keeper(box):
    try:
        yield len(box)
    finally:
        print("collected")


gc.disable()  # the collector must not come before it is called
box = []
box.append(keeper(box))
print(next(box[0]))
del box
print("no name is left")
gc.collect()
gc.enable()
print("end")
