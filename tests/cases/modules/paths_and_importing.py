"""Pure paths, and importing by name."""

from pathlib import Path, PurePath, PurePosixPath
import importlib
import os
import sys


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


P = PurePosixPath
for e in "P('/a/b.txt').name;P('/a/b.tar.gz').suffixes;P('a/.hidden').suffix;P('a/b.').suffix;P('/a/b.tar.gz').stem;P('a//b/./c/');P('');P('.');P('/');P('//a');P('///a');P('a','b','/c');P('a')/'b'/P('c');'x'/P('y');P('/a')/'/b';P('/a/b').parts;P('a/b').parts;P('/a/b/c').parent;P('a').parent;P('/').parent;list(P('/a/b/c').parents);list(P('a/b').parents);P('/a/b').root;P('/a/b').anchor;P('/a').is_absolute();P('a').is_absolute();P('/a/b/c').relative_to('/a');P('/a/b').relative_to('/c');P('/a/b').is_relative_to('/a');P('a/b.py').with_suffix('.txt');P('a/b').with_suffix('txt');P('a/b.py').with_name('c');P('/').with_name('c');P('a/b.py').with_stem('z');P('a/b').with_name('x/y');P('a/b.py').match('*.py');P('a/b.py').match('a/*');P('/a/b.py').match('/*.py');P('a').match('');P('a')==P('a/');P('a')<P('b');hash(P('a'))==hash(P('a/.'));str(P('/a b'));P('/a b').as_uri();P('a').as_uri();os.fspath(P('a'));bytes(P('a'));P(5);P('a')/5;P('a').joinpath('b','c');PurePath('a');Path('x/y');Path('a/b').name;repr(Path('a'));isinstance(Path('a'),PurePath);sorted([P('b'),P('a/z'),P('a')]);P('a')<'a';{P('a'):1}[P('a')];P('/a').drive;P('a').is_reserved();P('a')!=P('b');P('..')/'a';P('a.b.c').suffix;str(P('a')/'..'/'b')".split(';'):
    print(e, end=' ')
    show(lambda: eval(e))
print(importlib.import_module('json') is sys.modules['json'], importlib.import_module('.path', 'os').__name__ if 0 else '', importlib.import_module('collections.abc').__name__, importlib.import_module('.abc', 'collections').__name__)
show(lambda: importlib.import_module('.x'))
try:
    importlib.import_module('nope_x')
except ModuleNotFoundError as e:
    print(e)
importlib.invalidate_caches()
