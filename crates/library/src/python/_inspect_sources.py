"""What `inspect` says of sources and of frames."""

from collections import namedtuple

import inspect
from _library import source as _text_of

FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")
Traceback = namedtuple("Traceback", "filename lineno function code_context index")
FrameInfo = namedtuple("FrameInfo", ("frame",) + Traceback._fields)


def _code_of(object):
    """The code of a function, method, frame or of code itself."""
    if inspect.ismethod(object):
        object = object.__func__
    if inspect.isfunction(object):
        object = object.__code__
    if inspect.istraceback(object):
        raise NotImplementedError("Loopscope's tracebacks keep no frames to inspect")
    if inspect.isframe(object):
        object = object.f_code
    return object if inspect.iscode(object) else None


def _code_of_main():
    import sys

    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
    return frame.f_code


def getfile(object):
    code = _code_of(object)
    if code is not None:
        return code.co_filename
    if inspect.isclass(object) or inspect.ismodule(object):
        name = object.__module__ if inspect.isclass(object) else object.__name__
        if name == "__main__":
            return _code_of_main().co_filename
        if inspect.isclass(object) and name != "builtins":
            raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in {'class' if inspect.isclass(object) else 'module'}")
    raise TypeError(
        "module, class, method, function, traceback, frame, or code object was expected, got "
        f"{type(object).__name__}"
    )


getsourcefile = getfile


def findsource(object):
    """All lines of the file, and at which of them the object begins."""
    getfile(object)
    code = _code_of(object)
    lines = _text_of(_code_of_main() if code is None else code).splitlines(keepends=True)
    if not lines:
        raise OSError("could not get source code")
    if lines[-1][-1:] != "\n":
        lines[-1] += "\n"
    if inspect.ismodule(object):
        return lines, 0
    if inspect.isclass(object):
        return lines, _line_of_class(lines, object.__qualname__.split("."))
    return lines, code.co_firstlineno - 1


def _line_of_class(lines, names):
    """Where the class is whose outer classes and functions have these names."""
    outer = []
    for at, line in enumerate(lines):
        words = line.replace("(", " ").replace(":", " ").split()
        if not words or words[0] not in ("class", "def", "async"):
            continue
        margin = len(line) - len(line.lstrip())
        while outer and outer[-1][0] >= margin:
            outer.pop()
        outer.append((margin, words[2 if words[0] == "async" else 1]))
        if words[0] == "class" and [name for _, name in outer] == [name for name in names if name != "<locals>"]:
            while at and lines[at - 1].lstrip().startswith("@"):
                at -= 1
            return at
    raise OSError("could not find class definition")


def getblock(lines):
    """The lines of the statement that begins with the first one, with what is indented below it."""
    margin = len(lines[0]) - len(lines[0].lstrip())
    end = at = 0
    opened = False
    while at < len(lines):
        line = lines[at]
        text = line.strip()
        inside = len(line) - len(line.lstrip()) > margin
        if end and text and not inside and opened:
            break
        after = _end_of_statement(lines, at)
        if text and (inside or not text.startswith("#")):
            end = after
        if not inside and text and not text.startswith(("@", "#")):
            if not text.startswith(("def ", "class ", "async ")):
                break
            opened = True
        at = after
    return lines[:end]


def _end_of_statement(lines, at):
    """The number of the line after a logical line."""
    depth, quote = 0, ""
    while at < len(lines):
        line, place = lines[at], 0
        while place < len(line):
            character = line[place]
            if quote:
                if character == "\\":
                    place += 1
                elif line.startswith(quote, place):
                    place += len(quote) - 1
                    quote = ""
            elif character == "#":
                break
            elif character in "'\"":
                quote = character * 3 if line.startswith(character * 3, place) else character
                place += len(quote) - 1
            else:
                depth += (character in "([{") - (character in ")]}")
            place += 1
        at += 1
        continued = line.endswith("\\\n")
        if len(quote) == 1 and not continued:
            quote = ""
        if depth <= 0 and not quote and not continued:
            break
    return at


def getsourcelines(object):
    object = inspect.unwrap(object)
    lines, at = findsource(object)
    if inspect.ismodule(object):
        return lines, 0
    if inspect.isframe(object) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[at:]), at + 1


def getsource(object):
    return "".join(getsourcelines(object)[0])


def getfullargspec(func):
    if inspect.ismethod(func):
        func = func.__func__
    try:
        signature = inspect.signature(func, follow_wrapped=False)
    except (TypeError, ValueError) as error:
        raise TypeError("unsupported callable") from error
    by_kind = {kind: [each for each in signature.parameters.values() if each.kind == kind] for kind in range(5)}
    positional = by_kind[0] + by_kind[1]
    names = [each.name for each in positional]
    if inspect.isclass(func):
        names.insert(0, "self")
    defaults = tuple([each.default for each in positional if each.default is not each.empty])
    keywords = {each.name: each.default for each in by_kind[3] if each.default is not each.empty}
    every = signature.parameters.values()
    annotations = {each.name: each.annotation for each in every if each.annotation is not each.empty}
    if signature.return_annotation is not signature.empty:
        annotations = {"return": signature.return_annotation, **annotations}
    return FullArgSpec(
        names,
        by_kind[2][0].name if by_kind[2] else None,
        by_kind[4][0].name if by_kind[4] else None,
        defaults or None,
        [each.name for each in by_kind[3]],
        keywords or None,
        annotations,
    )


def getframeinfo(frame, context=1):
    line = frame.tb_lineno if inspect.istraceback(frame) else frame.f_lineno
    code = _code_of(frame)
    lines = _text_of(code).splitlines(keepends=True)
    if context <= 0 or not lines:
        return Traceback(code.co_filename, line, code.co_name, None, None)
    start = max(0, min(line - 1 - context // 2, len(lines) - context))
    return Traceback(code.co_filename, line, code.co_name, lines[start:start + context], line - 1 - start)


def getouterframes(frame, context=1):
    found = []
    while frame is not None:
        found.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return found


def stack(context=1):
    return getouterframes(inspect.currentframe(), context)
