"""A generator expression has all the methods of a generator.

generators: 2
yields: 3
resumes: 2
"""

squares = (number * number for number in range(5))
print(next(squares))
try:
    squares.throw(ValueError("enough"))
except ValueError as error:
    print(error)
print(list(squares))

cubes = (number**3 for number in range(5))
print(next(cubes), next(cubes))
cubes.close()
print(list(cubes))
