"""A generator expression that nobody asks prints nothing.

generators: 1
yields: 0
resumes: 0
"""

(print(n) for n in (1, 2))
print("done")
