# Long texts and bytes are taken apart as short ones are.
def short(part):
    # The page shows only so much of a line.
    return part if len(part) < 100 else (len(part), part[:5], part[-5:])


def shown(parts):
    return len(parts), [short(part) for part in parts[:3]], [short(part) for part in parts[-3:]]


text = ' ab c\u00a0 ,d\u2003' * 20_000
for parts in (text.split(), text.rsplit(), text.split(' '), text.rsplit(' '), text.split(', '), text.split(',d')):
    print(shown(parts))
for limit in (0, 1, 2, -1, 50_000):
    print([len(parts) for parts in (text.split(None, limit), text.rsplit(None, limit))])
    print([len(part) for part in text.split(None, limit)[-1:] + text.rsplit(None, limit)[:1]])
    print([len(part) for part in text.split(',', limit)[-1:] + text.rsplit(',', limit)[:1]])
    print([len(parts) for parts in (text.split(',', limit), text.rsplit(',', limit))])
assert ','.join(text.split(',')) == text and ','.join(text.rsplit(',')) == text
blank = ' ' * 100_000
print(blank.split(), blank.rsplit(), len(blank.split(' ')), ('a' + blank).split(), shown((blank + 'a').rsplit(None, 0)))
print((blank + 'a ').split(None, 0), ('x' * 100_000).split('y') == ['x' * 100_000])
overlapping = 'a' * 100_001
print(shown(overlapping.split('aa')), shown(overlapping.rsplit('aa')))
lines = 'one\ntwo\r\nthree\r\x0bfour\u2028five\n\n' * 5_000
print(shown(lines.splitlines()), shown(lines.splitlines(True)), ''.join(lines.splitlines(True)) == lines)
data = b' ab c\t ,d\n' * 20_000
for parts in (data.split(), data.rsplit(), data.split(b' '), data.rsplit(b' '), data.split(b', '), data.split(b',d')):
    print(shown(parts))
for limit in (0, 1, 2, -1, 50_000):
    print([len(parts) for parts in (data.split(None, limit), data.rsplit(None, limit))])
    print([len(part) for part in data.split(None, limit)[-1:] + data.rsplit(None, limit)[:1]])
    print([len(parts) for parts in (data.split(b',', limit), data.rsplit(b',', limit))])
lines = b'one\ntwo\r\nthree\r\x0bfour\n\n' * 5_000
print(shown(lines.splitlines()), shown(lines.splitlines(True)), b''.join(lines.splitlines(True)) == lines)
table = {ord('a'): 'xyz', ord('b'): None, ord('c'): 0x263a}
translated = text.translate(table)
print(len(translated), translated[:12], translated.count('\u263a'))
try:
    text.translate({ord('c'): 1.5})
except TypeError as error:
    print(error)
