"""An asynchronous generator without an event loop: it awaits nothing.

generators: 1
yields: 3
resumes: 3
"""


def done(awaitable):
    """Run what never really waits, and return its result."""
    try:
        awaitable.send(None)
    except StopIteration as stop:
        return stop.value


async def echo():
    heard = "nothing"
    while True:
        try:
            heard = yield "heard " + heard
        except ValueError as error:
            heard = "an error: " + str(error)


voice = echo()
print(done(anext(voice)))
print(done(voice.asend("hello")))
print(done(voice.athrow(ValueError("oh"))))
done(voice.aclose())
try:
    done(anext(voice))
except StopAsyncIteration:
    print("silence")
