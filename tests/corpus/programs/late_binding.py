"""Generator expressions look names up when they run, all but the first iterable.

generators: 4
yields: 11
resumes: 11
"""

factor = 2
scaled = (number * factor for number in [1, 2, 3])
factor = 10
print(list(scaled))

rows = [(number * times for number in range(3)) for times in (1, 2)]
print([list(row) for row in rows])

numbers = [1, 2]
kept = (number for number in numbers)
numbers = [7]
print(list(kept), numbers)
