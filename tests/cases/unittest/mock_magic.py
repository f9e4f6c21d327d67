"""Magic methods of mocks, asynchronous ones too."""

import asyncio
import re
from unittest.mock import AsyncMock, MagicMock, Mock, NonCallableMock, create_autospec, mock_open, patch


class K:
    async def am(self):
        return 1


def show(make):
    """What it gives or raises, without the addresses of mocks."""
    try:
        print(re.sub(r"id='\d+'", 'id', str(make())))
    except BaseException as error:
        print(type(error).__name__, re.sub(r"id='\d+'", 'id', str(error)))


mm = MagicMock()
show(lambda: (len(mm), int(mm), bool(mm), list(mm), mm[1], mm == mm, mm == 1, mm != 1, 3 in mm, str(mm)[:10], hash(mm) == hash(mm), float(mm), [0, 5][mm]))
show(lambda: mm < 1)
show(lambda: Mock()[1])
show(lambda: len(Mock()))
show(lambda: mm + 1)
show(lambda: -mm)
show(lambda: callable(NonCallableMock()))
print(mm.mock_calls[:4], mm.method_calls)
mm.__len__.return_value = 7
mm.__getitem__.side_effect = lambda k: k * 2
mm.__iter__.return_value = [1, 2]
mm.__enter__.return_value = 'in'

with mm as e:
    print(e)

print(len(mm), mm[4], list(mm), list(mm))
mm.__str__ = lambda self: 'str!'
print(str(mm))
show(lambda: mm.__getitem__.assert_called_once_with(4))
p = Mock()
p.__len__ = Mock(return_value=4)
p.__str__ = Mock(return_value='pp')
print(len(p), str(p))
p.__len__.assert_called_once()

async def main():
    cm = MagicMock()
    cm.__aenter__.return_value = 'entered'
    async with cm as v:
        print(v)
    cm.__aexit__.assert_awaited_once()
    cm.__aiter__.return_value = [1, 2]
    print([i async for i in cm])
    a = AsyncMock(side_effect=[1, ValueError('v')])
    print(await a())
    try:
        await a()
    except ValueError as e:
        print('VE', e)
    try:
        await a()
    except StopAsyncIteration as e:
        print('SAI')

    async def eff(x):
        await asyncio.sleep(0)
        return x + 1
    a = AsyncMock(side_effect=eff)
    print(await a(3))
    a = AsyncMock(return_value=4)
    print(await asyncio.gather(a(1), a(2)), a.await_count)
    a = AsyncMock()
    a.method.return_value = 3
    print(await a.method(1), a.mock_calls, a.method_calls)
    with patch('asyncio.sleep', new_callable=AsyncMock) as sl:
        await asyncio.sleep(100)
        sl.assert_awaited_once_with(100)
    with patch('asyncio.sleep') as sl:
        await asyncio.sleep(100)
        print(type(sl).__name__)
    am = create_autospec(K)()
    print(await am.am() is am.am.return_value, am.am.await_count)
    co = a(1)
    print(a.call_count, a.await_count)
    await co
    print(a.await_count)

asyncio.run(main())
mo = mock_open(read_data='a\nb\n')

with mo('f') as fh:
    print(fh.read())

mo.assert_called_once_with('f')
print(list(mo('g')))
