"""Two readers of asynchronous generators take turns in asyncio's event loop.

Pyodide runs it only where WebAssembly can switch stacks, which Node does not.

generators: 2
yields: 5
resumes: 5
"""

import asyncio


async def countdown(name, number):
    while number:
        await asyncio.sleep(0)
        yield f"{name} {number}"
        number -= 1


async def read(name, number):
    async for line in countdown(name, number):
        print(line)
    return name


async def main():
    print(await asyncio.gather(read("a", 2), read("b", 3)))


asyncio.run(main())
