"""`zip` asks one more of its first than of its second.

generators: 3
yields: 6
resumes: 6
"""


def letters(text):
    for letter in text:
        yield letter


left, right = letters("abc"), letters("xy")
print(list(zip(left, right)))
print(next(left, "all gone"))
for place, letter in enumerate(letters("q")):
    print(place, letter)
for place, letter in enumerate(right):
    print("never", letter)
