"""Generator expressions: with a filter, with two for clauses, one inside another.

generators: 5
yields: 15
resumes: 15
"""

squares = (number * number for number in range(6) if number % 2)
print(list(squares))

pairs = (letter + str(digit) for letter in "ab" for digit in range(2))
print(" ".join(pairs))

total = sum(sum(row * column for column in range(3)) for row in range(1, 3))
print(total)
