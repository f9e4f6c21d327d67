# A name that is set in `builtins` is seen by all that reads it after that.
import builtins

original = builtins.print


def greet(name):
    print("hello", name)


greet("a")
builtins.print = lambda *args: original("LOUD", *args)
greet("b")
builtins.answer = 42
print(answer)
builtins.len = lambda items: 77
print(len([]))
print = original
greet("c")
del print
greet("d")
del builtins.answer
try:
    answer
except NameError as error:
    print(error)
builtins.print = original
greet("e")
