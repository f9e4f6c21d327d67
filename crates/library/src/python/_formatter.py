"""`string.Formatter`: what `str.format` does, in steps that can be overridden."""


class Formatter:
    __module__ = "string"

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        pieces = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                pieces.append(literal)
            if field is None:
                continue
            if not field or field.isdigit():
                if auto_arg_index is False if not field else auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                if field:
                    auto_arg_index = False
                else:
                    field = str(auto_arg_index)
                    auto_arg_index += 1
            value, used = self.get_field(field, args, kwargs)
            used_args.add(used)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            pieces.append(self.format_field(value, spec))
        return "".join(pieces), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion in ("s", "r", "a"):
            return {"s": str, "r": repr, "a": ascii}[conversion](value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        return _fields(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _split(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, name in rest:
            value = getattr(value, name) if is_attribute else value[name]
        return value, first


def _fields(text):
    """Pairs of text and field, of which the last may lack the field."""
    at, literal = 0, ""
    while at < len(text):
        character = text[at]
        at += 1
        if character not in "{}":
            literal += character
        elif text[at:at + 1] == character:
            at += 1
            yield literal + character, None, None, None
            literal = ""
        elif character == "}":
            raise ValueError("Single '}' encountered in format string")
        elif at == len(text):
            raise ValueError("Single '{' encountered in format string")
        else:
            start, depth, brackets = at, 1, False
            while at < len(text) and depth:
                if text[at] == "[" and depth == 1:
                    brackets = True
                elif text[at] == "]":
                    brackets = False
                elif not brackets or depth > 1:
                    depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            if depth:
                raise ValueError("expected '}' before end of string")
            yield literal, *_field(text[start:at - 1])
            literal = ""
    if literal:
        yield literal, None, None, None


def _field(text):
    end, brackets = 0, False
    while end < len(text) and (brackets or text[end] not in ":!"):
        brackets = text[end] == "[" or brackets and text[end] != "]"
        if text[end] == "{":
            raise ValueError("unexpected '{' in field name")
        end += 1
    name, rest = text[:end], text[end:]
    if not rest.startswith("!"):
        return name, rest[1:], None
    if len(rest) == 1:
        raise ValueError("unmatched '{' in format spec")
    if len(rest) > 2 and rest[2] != ":":
        raise ValueError("expected ':' after conversion specifier")
    return name, rest[3:], rest[1]


def _key(text):
    return int(text) if text.isdecimal() else text


def _split(name):
    end = min([at for at in (name.find("."), name.find("[")) if at >= 0], default=len(name))
    return _key(name[:end]), _steps(name, end)


def _steps(name, at):
    while at < len(name):
        if name[at] == ".":
            ends = [end for end in (name.find(".", at + 1), name.find("[", at + 1)) if end >= 0]
            end = min(ends, default=len(name))
            step = True, name[at + 1:end]
            at = end
        elif name[at] == "[":
            end = name.find("]", at)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            step = False, _key(name[at + 1:end])
            at = end + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if step[1] == "":
            raise ValueError("Empty attribute in format string")
        yield step
