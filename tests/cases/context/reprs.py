"""Variables, tokens and contexts as text."""
import contextvars

plain = contextvars.ContextVar("plain")
with_default = contextvars.ContextVar("with default", default=[1])
print(plain)
print(with_default)
token = plain.set(1)
print(token)
plain.reset(token)
print(token)
print(token.old_value, contextvars.Token.MISSING, token.old_value is contextvars.Token.MISSING)
print([token, plain])
