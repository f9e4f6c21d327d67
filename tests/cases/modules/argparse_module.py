"""Command lines, and what help says of them."""

import argparse
import contextlib
import io
import sys


def show(f):
    err = io.StringIO()
    out = io.StringIO()
    with contextlib.redirect_stderr(err), contextlib.redirect_stdout(out):
        try:
            r = f()
        except SystemExit as e:
            r = f'exit {e.code}'
        except Exception as e:
            r = f'{type(e).__name__} {e}'
    print(r)
    if out.getvalue():
        print(out.getvalue(), end='')
    if err.getvalue():
        print(err.getvalue(), end='')


def make():
    p = argparse.ArgumentParser(prog='tool', description='Does things.', epilog='The end.')
    p.add_argument('source', help='where from')
    p.add_argument('rest', nargs='*', type=int)
    p.add_argument('-v', '--verbose', action='store_true', help='say more')
    p.add_argument('-n', '--number', type=int, default=3, metavar='N', help='how many (default: %(default)s)')
    p.add_argument('--mode', choices=['fast', 'slow'], default='fast')
    p.add_argument('-c', action='count', default=0)
    p.add_argument('--tag', action='append')
    p.add_argument('--pair', nargs=2, type=float)
    p.add_argument('--opt', nargs='?', const='C', default='D')
    p.add_argument('--const', action='store_const', const=42)
    p.add_argument('--no', action='store_false', dest='yes')
    p.add_argument('--version', action='version', version='%(prog)s 1.0')
    return p


p = make()
for a in (['x'], ['x', '1', '2', '-v', '-n', '5'], ['x', '--number=7', '--mode', 'slow'], ['x', '-ccc', '--tag', 'a', '--tag', 'b'], ['x', '--pair', '1', '2.5', '--opt'], ['x', '--opt', 'z', '--const', '--no'], ['x', '-n5', '--verb'], [], ['x', '--mode', 'bad'], ['x', '-n', 'z'], ['x', 'q'], ['x', '--nope'], ['x', '--pair', '1'], ['x', '--ve'], ['--version'], ['-h'], ['--', '-x'], ['x', '-n'], ['x', '-vn', '4'], ['x', '--verbose=1'], ['-n', '-5', 'x']):
    print(a)
    show(lambda: p.parse_args(a))
print(p.format_usage(), end='')
show(lambda: p.parse_known_args(['x', '--huh', '1', '-z']))
r = argparse.ArgumentParser(prog='r')
r.add_argument('--must', required=True)
g = r.add_mutually_exclusive_group()
g.add_argument('-a', action='store_true')
g.add_argument('-b', action='store_true')
for a in ([], ['--must', '1', '-a', '-b'], ['--must', '1', '-a'], ['-h']):
    print(a)
    show(lambda: r.parse_args(a))
s = argparse.ArgumentParser(prog='s')
s.add_argument('--debug', action='store_true')
sub = s.add_subparsers(dest='command', required=True, help='what to do')
a1 = sub.add_parser('add', help='adds')
a1.add_argument('x', type=int)
a1.add_argument('y', type=int, nargs='?', default=2)
a1.set_defaults(func=lambda n: n.x + n.y)
sub.add_parser('list')
for a in (['add', '1'], ['--debug', 'add', '1', '5'], ['list'], [], ['nope'], ['add'], ['-h'], ['add', '-h']):
    print(a)
    show(lambda: {k: v for k, v in vars(s.parse_args(a)).items() if k != 'func'})
print(s.parse_args(['add', '3']).func(s.parse_args(['add', '3'])))
n = argparse.Namespace(a=1, b='x')
print(n, n == argparse.Namespace(a=1, b='x'), 'a' in n, vars(n))
q = argparse.ArgumentParser(prog='q')
q.add_argument('files', nargs='+')
gg = q.add_argument_group('extra', 'more of it')
gg.add_argument('--e', help='an e', type=float)
for a in ([], ['a', 'b', '--e', '1'], ['-h']):
    print(a)
    show(lambda: q.parse_args(a))


def even(v):
    if int(v) % 2:
        raise argparse.ArgumentTypeError(f'{v} is odd')
    return int(v)


t = argparse.ArgumentParser(prog='t', add_help=False)
t.add_argument('e', type=even)
show(lambda: t.parse_args(['3']))
show(lambda: t.parse_args(['4']))
show(lambda: t.parse_args(['x']))
show(lambda: t.error('custom'))
show(lambda: t.add_argument('--e'))
show(lambda: t.add_argument('--e'))
b = argparse.ArgumentParser(prog='b')
b.add_argument('--flag', action=argparse.BooleanOptionalAction, default=True, help='a flag')
show(lambda: b.parse_args(['--no-flag']))
show(lambda: b.parse_args(['--flag']))
