"""Tables as text."""

import csv
import io


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e)


R = lambda t, **k: list(csv.reader(io.StringIO(t, newline=''), **k))
show(lambda: R('a,b,c\r\n1,"x, ""y""",3\r\n\r\n"multi\nline",,\r\n'))
show(lambda: R('a;b\n1;2', delimiter=';'))
show(lambda: R("a,'b,c'", quotechar="'"))
show(lambda: R('a, b', skipinitialspace=True))
show(lambda: R('a\\,b,c', escapechar='\\'))
show(lambda: R('"a"b,c'))
show(lambda: R('"a"b,c', strict=True))
show(lambda: R('"abc'))
show(lambda: R('"abc', strict=True))
show(lambda: R('1,"a",2.5', quoting=csv.QUOTE_NONNUMERIC))
show(lambda: R('a,"b"', quoting=csv.QUOTE_NONE))
show(lambda: R('x,y', quoting=csv.QUOTE_NONNUMERIC))
show(lambda: R('a\tb', 'excel-tab') if 0 else list(csv.reader(['a\tb'], 'excel-tab')))
show(lambda: list(csv.reader([b'a'])))
show(lambda: list(csv.reader(['a,b', 'c'])))
show(lambda: list(csv.reader([])))
show(lambda: list(csv.reader(['', ' '])))
show(lambda: list(csv.reader(['a"b,c'])))
show(lambda: list(csv.reader(['"a,', 'b"'])))


def W(rows, **k):
    o = io.StringIO(newline='')
    csv.writer(o, **k).writerows(rows)
    return o.getvalue()


rows = [['a', 1, 2.5, None, 'x,y', 'q"q', 'n\nl', ''], [''], [], ['plain']]
show(lambda: W(rows))
show(lambda: W(rows, quoting=csv.QUOTE_ALL))
show(lambda: W(rows, quoting=csv.QUOTE_NONNUMERIC))
show(lambda: W([['a b', 'c']], delimiter=' ', lineterminator='\n'))
show(lambda: W(rows, quoting=csv.QUOTE_NONE))
show(lambda: W([['a,b']], quoting=csv.QUOTE_NONE, escapechar='\\'))
show(lambda: W([['q"q']], doublequote=False, escapechar='\\'))
show(lambda: W([['q"q']], doublequote=False))
show(lambda: W([5]))
show(lambda: W([['']], quoting=csv.QUOTE_NONE))
show(lambda: W([[' a']]))
show(lambda: W([[True, [1, 2], 1e+20]]))
show(lambda: W([['x']], dialect='unix'))
show(lambda: csv.writer(5))
show(lambda: csv.reader([], 'nope'))
show(lambda: csv.reader([], delimiter='ab'))
show(lambda: csv.reader([], delimiter=None))
show(lambda: csv.reader([], quotechar=5))
show(lambda: csv.reader([], bad=1))
show(lambda: csv.reader([], quoting=9))
show(lambda: csv.list_dialects())
csv.register_dialect('mine', delimiter='|')
show(lambda: list(csv.reader(['a|b'], 'mine')))
csv.unregister_dialect('mine')
show(lambda: csv.get_dialect('mine'))
d = csv.DictReader(io.StringIO('name,age\nbob,3\n\neve\njoe,4,5,6\n'), restkey='more', restval='?')
print(d.fieldnames, list(d), d.line_num)
print(list(csv.DictReader(['1,2'], fieldnames=['x', 'y'])), list(csv.DictReader([])) if 0 else '')
o = io.StringIO()
w = csv.DictWriter(o, ['a', 'b'], restval='-')
print(w.writeheader())
w.writerow({'a': 1})
w.writerows([{'b': 2, 'a': 3}])
print(repr(o.getvalue()))
show(lambda: w.writerow({'z': 1}))
show(lambda: csv.DictWriter(o, ['a'], extrasaction='x'))
csv.DictWriter(o, ['a'], extrasaction='ignore').writerow({'a': 1, 'q': 2})
r = csv.reader(['a', 'b'])
next(r)
print(r.line_num, r.dialect.delimiter)
print(csv.field_size_limit())
