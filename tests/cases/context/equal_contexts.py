import contextvars

variable = contextvars.ContextVar("variable")
variable.set(1)
one = contextvars.copy_context()
print(one == one.copy(), one == contextvars.copy_context(), one != one.copy(), one == 5)
variable.set(2)
print(one == contextvars.copy_context())
try:
    hash(one)
except TypeError as error:
    print(error)
