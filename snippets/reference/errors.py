r"""Error messages: each with its smallest cause, and what fixes it.

>>> # --8<-- [start:function-iterator]
>>> next(countdown)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'function' object is not an iterator
>>> next(countdown(2))
2
>>> # --8<-- [end:function-iterator]

>>> # --8<-- [start:function-iterable]
>>> list(countdown)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'function' object is not iterable
>>> list(countdown(2))
[2, 1]
>>> # --8<-- [end:function-iterable]

>>> # --8<-- [start:method-iterable]
>>> stock = {"tea": 3}
>>> list(stock.items)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'builtin_function_or_method' object is not iterable
>>> list(stock.items())
[('tea', 3)]
>>> # --8<-- [end:method-iterable]

>>> # --8<-- [start:not-callable]
>>> g = countdown(2)
>>> g()
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'generator' object is not callable
>>> list(g)
[2, 1]
>>> # --8<-- [end:not-callable]

>>> # --8<-- [start:next-attribute]
>>> g = countdown(2)
>>> g.next()
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
AttributeError: 'generator' object has no attribute 'next'
>>> next(g)
2
>>> # --8<-- [end:next-attribute]

>>> # --8<-- [start:stop]
>>> next(countdown(0))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> next(countdown(0), "none left")
'none left'
>>> # --8<-- [end:stop]

>>> # --8<-- [start:stop-value]
>>> def counted():
...     return "all told"
...     yield
>>> next(counted())
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration: all told
>>> def outer():
...     said = yield from counted()
...     print(said)
>>> list(outer())
all told
[]
>>> # --8<-- [end:stop-value]

>>> # --8<-- [start:list-iterator]
>>> next([3, 1])
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'list' object is not an iterator
>>> next(iter([3, 1]))
3
>>> # --8<-- [end:list-iterator]

>>> # --8<-- [start:executing]
>>> def impatient():
...     yield next(g)
>>> g = impatient()
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 2, in impatient
ValueError: generator already executing
>>> def patient(source):
...     yield next(source)
>>> next(patient(countdown(2)))
2
>>> # --8<-- [end:executing]

>>> # --8<-- [start:raised-stop]
>>> def firsts(lists):
...     for each in lists:
...         yield next(iter(each))
>>> try:
...     list(firsts([[1], []]))
... except RuntimeError as error:
...     print("RuntimeError:", error)
RuntimeError: generator raised StopIteration
>>> def firsts(lists):
...     for each in lists:
...         yield next(iter(each), None)
>>> list(firsts([[1], []]))
[1, None]
>>> # --8<-- [end:raised-stop]

>>> # --8<-- [start:int-iterable]
>>> for n in 3:
...     print(n)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'int' object is not iterable
>>> list(range(3))
[0, 1, 2]
>>> # --8<-- [end:int-iterable]

>>> # --8<-- [start:none-iterable]
>>> for n in [3, 1].sort():
...     print(n)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'NoneType' object is not iterable
>>> sorted([3, 1])
[1, 3]
>>> # --8<-- [end:none-iterable]

>>> # --8<-- [start:non-iterator]
>>> class Crew:
...     def __iter__(self):
...         return ["Ada", "Bo"]
>>> list(Crew())
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: iter() returned non-iterator of type 'list'
>>> class Crew:
...     def __iter__(self):
...         return iter(["Ada", "Bo"])
>>> list(Crew())
['Ada', 'Bo']
>>> # --8<-- [end:non-iterator]

>>> # --8<-- [start:only-next]
>>> class Spinner:
...     def __next__(self):
...         return 4
>>> list(zip("ab", Spinner()))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'Spinner' object is not iterable
>>> class Spinner:
...     def __iter__(self):
...         return self
...     def __next__(self):
...         return 4
>>> list(zip("ab", Spinner()))
[('a', 4), ('b', 4)]
>>> # --8<-- [end:only-next]

>>> # --8<-- [start:container] needs 3.14
>>> 3 in countdown
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: argument of type 'function' is not a container or iterable
>>> 3 in countdown(3)
True
>>> # --8<-- [end:container]

>>> # --8<-- [start:class-name]
>>> class Order:
...     deposit = 3
...     sums = list(deposit * n for n in [1, 2])
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 3, in Order
  File "<stdin>", line 3, in <genexpr>
NameError: name 'deposit' is not defined
>>> def sums(deposit):
...     return [deposit * n for n in [1, 2]]
>>> sums(3)
[3, 6]
>>> # --8<-- [end:class-name]

>>> # --8<-- [start:recursion]
>>> def deeper(n):
...     yield n
...     yield from deeper(n + 1)
>>> try:
...     list(deeper(0))
... except RecursionError as error:
...     print("RecursionError:", error)
RecursionError: maximum recursion depth exceeded
>>> def deeper(n):
...     yield n
...     if n < 3:
...         yield from deeper(n + 1)
>>> list(deeper(0))
[0, 1, 2, 3]
>>> # --8<-- [end:recursion]

>>> # --8<-- [start:closed-file]
>>> from io import StringIO
>>> def loud(text):
...     with StringIO(text) as file:
...         return (line.upper() for line in file)
>>> list(loud("tea"))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 3, in <genexpr>
ValueError: I/O operation on closed file
>>> def loud(text):
...     with StringIO(text) as file:
...         for line in file:
...             yield line.upper()
>>> list(loud("tea"))
['TEA']
>>> # --8<-- [end:closed-file]

>>> # --8<-- [start:zip-shorter]
>>> list(zip("a", "xy", strict=True))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: zip() argument 2 is longer than argument 1
>>> list(zip("ab", "x", strict=True))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: zip() argument 2 is shorter than argument 1
>>> from itertools import zip_longest
>>> list(zip_longest("ab", "x"))
[('a', 'x'), ('b', None)]
>>> # --8<-- [end:zip-shorter]

>>> # --8<-- [start:dictionary-size]
>>> stock = {"tea": 0, "milk": 3}
>>> for name in stock:
...     del stock["tea"]
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
RuntimeError: dictionary changed size during iteration
>>> for name in stock:
...     stock[name.upper()] = stock.pop(name)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
RuntimeError: dictionary keys changed during iteration
>>> stock = {"tea": 0, "milk": 3}
>>> for name in list(stock):
...     stock[name.upper()] = stock.pop(name)
>>> stock
{'TEA': 0, 'MILK': 3}
>>> # --8<-- [end:dictionary-size]

>>> # --8<-- [start:deque]
>>> seen = {3, 1}
>>> for n in seen:
...     seen.add(n + 10)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
RuntimeError: Set changed size during iteration
>>> from collections import deque
>>> waiting = deque(["Ada", "Bo"])
>>> for name in waiting:
...     waiting.clear()
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
RuntimeError: deque mutated during iteration
>>> for name in list(waiting):
...     waiting.clear()
>>> # --8<-- [end:deque]

>>> # --8<-- [start:subscript]
>>> g = countdown(3)
>>> g[0]
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'generator' object is not subscriptable
>>> next(g), list(g)[0]
(3, 2)
>>> # --8<-- [end:subscript]

>>> # --8<-- [start:length]
>>> g = countdown(3)
>>> len(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: object of type 'generator' has no len()
>>> sum(1 for _ in g)
3
>>> # --8<-- [end:length]

>>> # --8<-- [start:keys-subscript]
>>> stock = {"tea": 3}
>>> stock.keys()[0]
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'dict_keys' object is not subscriptable
>>> next(iter(stock))
'tea'
>>> map(str.upper, stock)[0]
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'map' object is not subscriptable
>>> list(map(str.upper, stock))[0]
'TEA'
>>> # --8<-- [end:keys-subscript]

>>> # --8<-- [start:append]
>>> g = countdown(2)
>>> g.append(0)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
AttributeError: 'generator' object has no attribute 'append'
>>> from itertools import chain
>>> list(chain(g, [0]))
[2, 1, 0]
>>> # --8<-- [end:append]

>>> # --8<-- [start:reversed]
>>> g = countdown(3)
>>> list(reversed(g))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'generator' object is not reversible
>>> list(reversed(list(g)))
[1, 2, 3]
>>> # --8<-- [end:reversed]

>>> # --8<-- [start:islice-stop]
>>> from itertools import islice
>>> from textwrap import fill
>>> try:
...     islice(countdown(3), -1)
... except ValueError as error:
...     print(fill(f"ValueError: {error}", 50))
ValueError: Stop argument for islice() must be
None or an integer: 0 <= x <= sys.maxsize.
>>> list(countdown(3))[:-1]
[3, 2]
>>> # --8<-- [end:islice-stop]

>>> # --8<-- [start:generator-integer]
>>> list(range(6 / 2))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'float' object cannot be interpreted as an integer
>>> list(range(6 // 2))
[0, 1, 2]
>>> list(range(countdown(2)))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'generator' object cannot be interpreted as an integer
>>> list(countdown(2))
[2, 1]
>>> # --8<-- [end:generator-integer]

>>> # --8<-- [start:batch-strict] needs 3.13
>>> from itertools import batched
>>> batched("abc", 0)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: n must be at least one
>>> list(batched("abc", 2, strict=True))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: batched(): incomplete batch
>>> list(batched("abc", 2))
[('a', 'b'), ('c',)]
>>> # --8<-- [end:batch-strict]

>>> # --8<-- [start:plus]
>>> from textwrap import fill
>>> try:
...     countdown(2) + countdown(1)
... except TypeError as error:
...     print(fill(f"TypeError: {error}", 50))
TypeError: unsupported operand type(s) for +:
'generator' and 'generator'
>>> from itertools import chain
>>> list(chain(countdown(2), countdown(1)))
[2, 1, 1]
>>> [9] + countdown(2)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: can only concatenate list (not "generator") to list
>>> [9, *countdown(2)]
[9, 2, 1]
>>> # --8<-- [end:plus]

>>> # --8<-- [start:join]
>>> ", ".join(countdown(2))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: sequence item 0: expected str instance, int found
>>> ", ".join(str(n) for n in countdown(2))
'2, 1'
>>> # --8<-- [end:join]

>>> # --8<-- [start:json]
>>> import json
>>> try:
...     json.dumps(countdown(2))
... except TypeError as error:
...     print("TypeError:", error)
TypeError: Object of type generator is not JSON serializable
>>> json.dumps(list(countdown(2)))
'[2, 1]'
>>> # --8<-- [end:json]

>>> # --8<-- [start:pickle]
>>> import copy
>>> g = countdown(2)
>>> try:
...     copy.copy(g)
... except TypeError as error:
...     print("TypeError:", error)
TypeError: cannot pickle 'generator' object
>>> copy.copy(list(g))
[2, 1]
>>> # --8<-- [end:pickle]

>>> # --8<-- [start:pickle-count] needs 3.14
>>> from itertools import count
>>> try:
...     copy.copy(count(5))
... except TypeError as error:
...     print("TypeError:", error)
TypeError: cannot pickle 'itertools.count' object
>>> next(count(5))
5
>>> # --8<-- [end:pickle-count]

>>> # --8<-- [start:too-many]
>>> first, second = countdown(3)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: too many values to unpack (expected 2)
>>> first, *rest = countdown(3)
>>> first, rest
(3, [2, 1])
>>> # --8<-- [end:too-many]

>>> # --8<-- [start:too-many-list] needs 3.14
>>> first, second = [3, 2, 1]
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: too many values to unpack (expected 2, got 3)
>>> first, second = [3, 2, 1][:2]
>>> first, second
(3, 2)
>>> # --8<-- [end:too-many-list]

>>> # --8<-- [start:not-enough]
>>> first, second = countdown(1)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: not enough values to unpack (expected 2, got 1)
>>> first, *rest = countdown(1)
>>> first, rest
(1, [])
>>> # --8<-- [end:not-enough]

>>> # --8<-- [start:unpack-int]
>>> for place, n in countdown(2):
...     print(place, n)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: cannot unpack non-iterable int object
>>> for place, n in enumerate(countdown(2)):
...     print(place, n)
0 2
1 1
>>> # --8<-- [end:unpack-int]

>>> # --8<-- [start:star-int]
>>> print(*countdown)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: print() argument after * must be an iterable, not function
>>> print(*countdown(2))
2 1
>>> [0, *3]
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: Value after * must be an iterable, not int
>>> [0, *range(3)]
[0, 0, 1, 2]
>>> # --8<-- [end:star-int]

>>> # --8<-- [start:star-alone]
>>> exec("*countdown(2)")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
SyntaxError: can't use starred expression here
>>> [*countdown(2)]
[2, 1]
>>> # --8<-- [end:star-alone]

>>> # --8<-- [start:max-empty] needs 3.12
>>> max(countdown(0))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: max() iterable argument is empty
>>> max(countdown(0), default=0)
0
>>> # --8<-- [end:max-empty]

>>> # --8<-- [start:zero-division]
>>> g = countdown(3)
>>> sum(g) / len(list(g))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ZeroDivisionError: division by zero
>>> numbers = list(countdown(3))
>>> sum(numbers) / len(numbers)
2.0
>>> # --8<-- [end:zero-division]

>>> # --8<-- [start:send-first]
>>> def echo():
...     while True:
...         print((yield))
>>> g = echo()
>>> g.send("hello")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: can't send non-None value to a just-started generator
>>> next(g)
>>> g.send("hello")
hello
>>> # --8<-- [end:send-first]

>>> # --8<-- [start:list-send]
>>> walk = iter([3, 1])
>>> walk.send(None)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
AttributeError: 'list_iterator' object has no attribute 'send'
>>> next(walk)
3
>>> # --8<-- [end:list-send]

>>> # --8<-- [start:ignored-exit]
>>> def stubborn():
...     try:
...         yield 1
...     except:
...         yield 2
>>> g = stubborn()
>>> next(g)
1
>>> g.close()
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
RuntimeError: generator ignored GeneratorExit
>>> # --8<-- [end:ignored-exit]

>>> # --8<-- [start:willing]
>>> def willing():
...     try:
...         yield 1
...     finally:
...         print("shut")
>>> g = willing()
>>> next(g)
1
>>> g.close()
shut
>>> # --8<-- [end:willing]

>>> # --8<-- [start:with] needs 3.14
>>> from textwrap import fill
>>> try:
...     with countdown(2) as g:
...         print(next(g))
... except TypeError as error:
...     print(fill(f"TypeError: {error}", 50))
TypeError: 'generator' object does not support the
context manager protocol (missed __exit__ method)
>>> from contextlib import closing
>>> with closing(countdown(2)) as g:
...     print(next(g))
2
>>> # --8<-- [end:with]

>>> # --8<-- [start:manager-stop]
>>> from contextlib import contextmanager
>>> @contextmanager
... def twice():
...     yield 1
...     yield 2
>>> try:
...     with twice():
...         print("inside")
... except RuntimeError as error:
...     print("RuntimeError:", error)
inside
RuntimeError: generator didn't stop
>>> @contextmanager
... def once():
...     yield 1
>>> with once():
...     print("inside")
inside
>>> # --8<-- [end:manager-stop]

>>> # --8<-- [start:manager-yield]
>>> @contextmanager
... def maybe(ready):
...     if ready:
...         yield
>>> try:
...     with maybe(False):
...         print("inside")
... except RuntimeError as error:
...     print("RuntimeError:", error)
RuntimeError: generator didn't yield
>>> with maybe(True):
...     print("inside")
inside
>>> # --8<-- [end:manager-yield]

>>> # --8<-- [start:manager-throw]
>>> @contextmanager
... def calm():
...     try:
...         yield
...     except ValueError:
...         yield
>>> try:
...     with calm():
...         raise ValueError
... except RuntimeError as error:
...     print("RuntimeError:", error)
RuntimeError: generator didn't stop after throw()
>>> @contextmanager
... def calm():
...     try:
...         yield
...     except ValueError:
...         pass
>>> with calm():
...     raise ValueError
>>> # --8<-- [end:manager-throw]

>>> # --8<-- [start:manager-again]
>>> from textwrap import fill
>>> m = once()
>>> with m:
...     print("inside")
inside
>>> try:
...     with m:
...         print("inside")
... except AttributeError as error:
...     print(fill(f"AttributeError: {error}", 50))
AttributeError: '_GeneratorContextManager' object
has no attribute 'args'
>>> with once():
...     print("inside")
inside
>>> # --8<-- [end:manager-again]

>>> # --8<-- [start:from-outside] needs 3.13
>>> exec("yield 1")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
SyntaxError: 'yield' outside function
>>> exec("yield from [1, 2]")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
SyntaxError: 'yield from' outside function
>>> exec("def both(): yield from [1, 2]")
>>> list(both())
[1, 2]
>>> # --8<-- [end:from-outside]

>>> # --8<-- [start:parenthesized]
>>> exec("sum(n for n in [1, 2], 10)")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
    sum(n for n in [1, 2], 10)
        ^^^^^^^^^^^^^^^^^
SyntaxError: Generator expression must be parenthesized
>>> sum((n for n in [1, 2]), 10)
13
>>> # --8<-- [end:parenthesized]

>>> # --8<-- [start:target]
>>> exec("[n, n * n for n in [1, 2]]")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
    [n, n * n for n in [1, 2]]
     ^^^^^^^^
SyntaxError: did you forget parentheses around the comprehension target?
>>> [(n, n * n) for n in [1, 2]]
[(1, 1), (2, 4)]
>>> # --8<-- [end:target]

>>> # --8<-- [start:comprehension]
>>> exec("def f(): return [(yield n) for n in 'ab']")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
SyntaxError: 'yield' inside list comprehension
>>> exec("def f(): return ((yield n) for n in 'ab')")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
SyntaxError: 'yield' inside generator expression
>>> exec("def f(): yield from 'ab'")
>>> list(f())
['a', 'b']
>>> # --8<-- [end:comprehension]

>>> # --8<-- [start:expected-else]
>>> exec("[n if n > 1 for n in [1, 2]]")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
    [n if n > 1 for n in [1, 2]]
     ^^^^^^^^^^
SyntaxError: expected 'else' after 'if' expression
>>> [n for n in [1, 2] if n > 1]
[2]
>>> # --8<-- [end:expected-else]

>>> # --8<-- [start:star-comprehension]
>>> exec("[*each for each in ['ab', 'c']]")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
    [*each for each in ['ab', 'c']]
     ^^^^^
SyntaxError: iterable unpacking cannot be used in comprehension
>>> [c for each in ["ab", "c"] for c in each]
['a', 'b', 'c']
>>> # --8<-- [end:star-comprehension]

>>> # --8<-- [start:annotation] needs 3.14
>>> exec("def f(n: (yield)): pass")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
SyntaxError: yield expression cannot be used within an annotation
>>> exec("def f(n: int): yield n")
>>> list(f(3))
[3]
>>> # --8<-- [end:annotation]

>>> # --8<-- [start:too-few]
>>> from collections.abc import Generator
>>> Generator[int, None, None]
collections.abc.Generator[int, None, None]
>>> # --8<-- [end:too-few]

>>> # --8<-- [start:async-iterable]
>>> async def ticks():
...     yield 1
>>> list(ticks())
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'async_generator' object is not iterable
>>> next(ticks())
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'async_generator' object is not an iterator
>>> async def gather():
...     return [n async for n in ticks()]
>>> try:
...     gather().send(None)
... except StopIteration as done:
...     print(done.value)
[1]
>>> # --8<-- [end:async-iterable]

>>> # --8<-- [start:async-for]
>>> from textwrap import fill
>>> async def walk():
...     async for n in countdown(2):
...         print(n)
>>> try:
...     walk().send(None)
... except TypeError as error:
...     print(fill(f"TypeError: {error}", 50))
TypeError: 'async for' requires an object with
__aiter__ method, got generator
>>> async def walk():
...     for n in countdown(2):
...         print(n)
>>> try:
...     walk().send(None)
... except StopIteration:
...     print("done")
2
1
done
>>> # --8<-- [end:async-for]

>>> # --8<-- [start:awaited] needs 3.14
>>> async def hurry():
...     await countdown(2)
>>> hurry().send(None)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 2, in hurry
TypeError: 'generator' object can't be awaited
>>> async def hurry():
...     return list(countdown(2))
>>> try:
...     hurry().send(None)
... except StopIteration as done:
...     print(done.value)
[2, 1]
>>> # --8<-- [end:awaited]

>>> # --8<-- [start:async-from]
>>> exec("async def f(): yield from ticks()")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
SyntaxError: 'yield from' inside async function
>>> exec("async def f(): yield 1; return 2")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
SyntaxError: 'return' with value in async generator
>>> exec("async for n in ticks(): pass")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
SyntaxError: 'async for' outside async function
>>> async def passed_on():
...     async for n in ticks():
...         yield n
>>> # --8<-- [end:async-from]
"""

from snippets.tutorial.first_generator import countdown  # noqa: F401 (the session uses it)
