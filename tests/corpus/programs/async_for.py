"""Asynchronous generators: read to the end, left early, in an expression.

generators: 5
yields: 10
resumes: 10
"""

import asyncio


def run(coroutine):
    """Be the event loop of one coroutine, which waits for nothing but its turn."""
    while True:
        try:
            coroutine.send(None)
        except StopIteration:
            return


async def ticks(limit):
    try:
        for number in range(limit):
            await asyncio.sleep(0)
            yield number
    finally:
        print("the clock stops")


async def main():
    async for number in ticks(3):
        print(number)

    clock = ticks(5)
    async for number in clock:
        print("only", number)
        break
    await clock.aclose()

    print([number async for number in ticks(2)])
    doubled = (2 * number async for number in ticks(2))
    async for number in doubled:
        print(number)


run(main())
