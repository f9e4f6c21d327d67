"""What `format` makes of a decimal number."""

import re as _re

from .rounding import count, shortened

_spec = _re.compile(
    r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<z>z)?(?P<alt>\#)?(?P<zero>0)?(?P<width>\d+)?"
    r"(?P<comma>,)?(?:\.(?P<precision>\d+))?(?P<type>[eEfFgGn%])?\Z",
    _re.DOTALL,
)


def formatted(number, spec):
    from .contexts import getcontext

    match = _spec.match(spec)
    if match is None:
        raise ValueError("invalid format string")
    parts = match.groupdict()
    if parts["zero"] and parts["align"] and parts["fill"]:
        raise ValueError("invalid format string")
    kind = parts["type"] or ""
    sign = "-" if number._sign else parts["sign"] if parts["sign"] in ("+", " ") else ""
    if number._kind:
        text = number.copy_abs()._text() + ("%" if kind == "%" else "")
        return _padded(sign, text, {**parts, "zero": None})
    precision = None if parts["precision"] is None else int(parts["precision"])
    whole, fraction, exponent = _digits(number, kind, precision, getcontext().rounding)
    if kind == "%":
        exponent = ""
    if parts["comma"]:
        whole = _grouped(whole, parts["comma"])
    text = whole + (f".{fraction}" if fraction or parts["alt"] else "") + exponent + ("%" if kind == "%" else "")
    if parts["zero"] and parts["comma"] and parts["width"]:
        wanted = int(parts["width"]) - len(sign) - (len(text) - len(whole))
        while len(whole) < wanted:
            whole = _grouped("0" + whole.replace(parts["comma"], ""), parts["comma"])
        text = whole + _tail(text)
    return _padded(sign, text, parts)


def _tail(text):
    """What follows the whole part."""
    for at, character in enumerate(text):
        if character not in "0123456789,":
            return text[at:]
    return ""


def _digits(number, kind, precision, rounding):
    """Whole part, fraction, and exponent with its letter."""
    coefficient, exponent = number._int, number._exp + (2 if kind == "%" else 0)
    if precision is not None:
        if kind in ("e", "E"):
            coefficient, exponent = _to_figures(number, coefficient, exponent, precision + 1, rounding)
        elif kind in ("f", "F", "%"):
            if exponent < -precision:
                coefficient, _ = shortened(number._sign, coefficient, -precision - exponent, rounding)
                exponent = -precision
            else:
                coefficient, exponent = coefficient * 10 ** (exponent + precision), -precision
        elif count(coefficient) > max(precision, 1):
            coefficient, exponent = _to_figures(number, coefficient, exponent, max(precision, 1), rounding, False)
    if not coefficient and exponent > 0 and kind in ("f", "F", "%"):
        exponent = 0
    digits = str(coefficient)
    place = len(digits) + exponent
    if kind in ("e", "E"):
        point = 1 - (precision or 0) if not coefficient and precision is not None else 1
        if not coefficient and precision is not None:
            return "0", "0" * precision, f"{kind}{number._exp + precision:+d}"
    elif kind in ("f", "F", "%") or exponent <= 0 and place > -6:
        point = place
    else:
        point = 1
    if point <= 0:
        whole, fraction = "0", "0" * -point + digits
    else:
        whole, fraction = digits[:point].ljust(point, "0"), digits[point:]
    if place == point and kind not in ("e", "E"):
        return whole, fraction, ""
    letter = kind if kind in ("e", "E") else "e" if kind == "g" else "E"
    return whole, fraction, f"{letter}{place - point:+d}"


def _to_figures(number, coefficient, exponent, figures, rounding, fill=True):
    more = count(coefficient) - figures
    if more > 0:
        coefficient, _ = shortened(number._sign, coefficient, more, rounding)
        exponent += more
        if count(coefficient) > figures:
            coefficient //= 10
            exponent += 1
    elif fill and coefficient:
        coefficient *= 10**-more
        exponent += more
    return coefficient, exponent


def _grouped(whole, separator):
    first = len(whole) % 3 or 3
    return separator.join([whole[:first], *(whole[at:at + 3] for at in range(first, len(whole), 3))])


def _padded(sign, text, parts):
    align = parts["align"] or (parts["zero"] and "=") or ">"
    fill = parts["fill"] or (parts["zero"] and "0") or " "
    missing = max(int(parts["width"] or 0) - len(sign) - len(text), 0)
    if align == "<":
        return sign + text + fill * missing
    if align == "^":
        return fill * (missing // 2) + sign + text + fill * (missing - missing // 2)
    return sign + fill * missing + text if align == "=" else fill * missing + sign + text
