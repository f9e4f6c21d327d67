import copy
import pickle


class Set(set):
    pass


class Frozen(frozenset):
    pass


class Array(bytearray):
    pass


class List(list):
    pass


class Dict(dict):
    pass


class Tuple(tuple):
    pass


class Int(int):
    pass


class Str(str):
    pass


class Float(float):
    pass


class Bytes(bytes):
    pass


class Complex(complex):
    pass


THINGS = [
    Set([1, 2]), Frozen([1, 2]), Array(b"xy"), List([1]), Dict(a=1), Tuple([1, 2]), Int(5), Str("s"), Float(1.5), Bytes(b"z"),
    Complex(1 + 2j),
]
for thing in THINGS:
    thing.tag = [1]
    for make in copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it)), lambda it: pickle.loads(pickle.dumps(it, 2)):
        made = make(thing)
        print(type(made).__name__, made, made == thing, made is thing, made.tag, made.tag is thing.tag)
    print(pickle.dumps(thing))
for thing in bytearray(b"q"), {1, 2}, frozenset([1]), [..., NotImplemented]:
    print(copy.copy(thing), copy.deepcopy(thing), pickle.loads(pickle.dumps(thing)))
print(pickle.dumps(1 + 2j), pickle.loads(pickle.dumps(1 + 2j)))
for wrong in b"(.", b"a.", b"K\x01(a.", b"0.", b"\x94.", b"s.", b"(e.", b"R.", b"b.", b"\x93.", b"](K\x01s.", b"(u.":
    try:
        print(pickle.loads(wrong))
    except pickle.UnpicklingError as error:
        print(wrong, error)
