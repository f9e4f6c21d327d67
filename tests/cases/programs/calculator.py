class Calculator:
    """A recursive descent parser for arithmetic."""

    def __init__(self, text):
        self.tokens = self.tokenize(text)
        self.position = 0

    @staticmethod
    def tokenize(text):
        tokens, i = [], 0
        while i < len(text):
            c = text[i]
            if c.isdigit() or c == ".":
                j = i
                while j < len(text) and (text[j].isdigit() or text[j] == "."):
                    j += 1
                tokens.append(float(text[i:j]) if "." in text[i:j] else int(text[i:j]))
                i = j
                continue
            if c in "+-*/()":
                tokens.append(c)
            elif not c.isspace():
                raise SyntaxError(f"unexpected {c!r} at {i}")
            i += 1
        return tokens

    def peek(self):
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def take(self):
        token = self.peek()
        self.position += 1
        return token

    def expression(self):
        value = self.term()
        while self.peek() in ("+", "-"):
            value = value + self.term() if self.take() == "+" else value - self.term()
        return value

    def term(self):
        value = self.factor()
        while self.peek() in ("*", "/"):
            value = value * self.factor() if self.take() == "*" else value / self.factor()
        return value

    def factor(self):
        match self.take():
            case "-":
                return -self.factor()
            case "(":
                value = self.expression()
                if self.take() != ")":
                    raise SyntaxError("missing )")
                return value
            case int() | float() as number:
                return number
            case other:
                raise SyntaxError(f"unexpected {other!r}")


for text in ("1 + 2 * 3", "(1 + 2) * 3", "-4 / 2 - -1", "2 * (3 + 4) * 5.5", "2 *", "(1", "7 & 1", "1 / 0"):
    try:
        print(text, "=", Calculator(text).expression())
    except (SyntaxError, ZeroDivisionError) as error:
        print(text, "->", type(error).__name__, error)
