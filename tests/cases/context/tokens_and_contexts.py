import contextvars

level = contextvars.ContextVar("level")
print(level.get("fallback"))
try:
    level.get()
except LookupError as error:
    print("LookupError")
token = level.set(1)
inner = level.set(2)
print(level.get(), inner.old_value)
level.reset(inner)
print(level.get(), token.old_value is contextvars.Token.MISSING)

context = contextvars.copy_context()


def change():
    level.set("inside")
    return level.get()


print(context.run(change), level.get(), context[level], level in context)
level.reset(token)
print(level.get("unset"), len(list(contextvars.copy_context().items())))
