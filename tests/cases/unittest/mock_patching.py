"""What replaces attributes for a while; mocks with specifications."""

import asyncio
import json
import re
from unittest.mock import ANY, DEFAULT, AsyncMock, Mock, PropertyMock, call, create_autospec, patch, seal


def show(make):
    """What it gives or raises, without the addresses of mocks."""
    try:
        print(re.sub(r"id='\d+'", 'id', str(make())))
    except BaseException as error:
        print(type(error).__name__, re.sub(r"id='\d+'", 'id', str(error)))


show(lambda: patch('foo').start())
show(lambda: patch('nope.mod').start())

class K:
    attr = 1

    def meth(self, a, b=2):
        return a

    async def am(self):
        return 1

    @property
    def prop(self):
        return 5

show(lambda: patch.object(K, 'nope').start())
s = create_autospec(lambda a, b=1: None)
show(lambda: s(1, 2, 3))
show(lambda: s(1))
show(lambda: s.assert_called_once_with(1, 1))
print(repr(s)[:10], s.call_count, s.called, s.call_args)
show(lambda: s.assert_called_once_with(1))
show(lambda: s.assert_called_once_with(a=1))
c = create_autospec(K)
show(lambda: c())
show(lambda: c(1))
show(lambda: c().meth(1))
show(lambda: c().meth())
show(lambda: c.nope)
show(lambda: c().nope)
show(lambda: isinstance(c(), K))
show(lambda: c.return_value.am)
ck = Mock(spec=K)
show(lambda: isinstance(ck, K))
show(lambda: (ck.meth, ck.am, ck.attr))
show(lambda: ck.zzz)

with patch.object(K, 'attr', 5):
    print(K.attr)

print(K.attr)

with patch.object(K, 'meth') as mo:
    mo.return_value = 'patched'
    print(K().meth(3))
    mo.assert_called_once_with(3)

with patch.object(K, 'meth', autospec=True) as mo:
    mo.return_value = 'patched'
    k = K()
    print(k.meth(3))
    mo.assert_called_once_with(k, 3)

with patch.object(K, 'am') as mo:
    mo.return_value = 9
    print(type(mo).__name__, asyncio.run(K().am()))

with patch('json.dumps', return_value='xx') as d:
    print(json.dumps({}), d.call_args)

print(json.dumps({}))

with patch('json.dumps', side_effect=ValueError('bad')):
    show(lambda: json.dumps(1))

def glob():
    return 'real'

with patch('__main__.glob', new=lambda: 'fake'):
    print(glob())

@patch('__main__.glob')
@patch.object(K, 'attr')
def deco(a, attr, g, kw=1):
    g.return_value = 'g'
    return (a, type(attr).__name__, glob(), kw)

print(deco(1), deco(2, kw=3), glob())

@patch('__main__.glob')
async def adeco(g):
    await asyncio.sleep(0)
    return (type(g).__name__, glob is g)

print(asyncio.run(adeco()))
dd = {'a': 1}

with patch.dict(dd, {'b': 2}, c=3):
    print(dd)

print(dd)

with patch.dict(dd, {'b': 2}, clear=True):
    print(dd)

print(dd)

@patch.dict(dd, {'z': 1})
def f():
    return dict(dd)

print(f(), dd)

with patch.multiple(K, attr=DEFAULT, meth=lambda s: 'mm') as vals:
    print(sorted(vals), K().meth())

@patch('__main__.glob')
class TT:

    def test_a(self, g):
        return type(g).__name__

    def other(self):
        return glob()

print(TT().test_a(), TT().other())
pp = patch('__main__.glob', 5)
print(pp.start(), glob)
pp.stop()
print(glob())
show(lambda: patch('__main__.glob', 5, new_callable=Mock))
m = Mock()
m.configure_mock(**{'a.b.return_value': 3, 'c': 4})
print(m.a.b(), m.c)
m = Mock(**{'x.side_effect': KeyError})
show(lambda: m.x())
m = Mock(a=3)
print(m.a)
m.q(1)
m.reset_mock()
print(m.mock_calls, m.q.called, m.called)
type(m).prop = PropertyMock(return_value=6)
print(m.prop)
m.attach_mock(Mock(), 'att')
m.att(5)
print(m.mock_calls)
del m.a
show(lambda: m.a)
del m.newone
show(lambda: m.newone)
show(lambda: hasattr(m, 'newone'))
w = Mock(wraps=K())
print(w.meth(8), w.meth.call_args)
seal(w)
show(lambda: w.blah)
print(call(1, 2) == call(1, 2), call(1) == call(2), call.a(1) == call.a(1), call.a(1) == call.b(1), call(1) == ((1,), {}), call(ANY) == call(5), call(5) == call(ANY), m.mock_calls == [call.att(5)], call(x=ANY) == call(x=3))
show(lambda: asyncio.iscoroutinefunction(AsyncMock()))
