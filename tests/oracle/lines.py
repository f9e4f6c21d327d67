"""What a debugger with a breakpoint in every line would stop at: runs a program and writes, for each of its threads, the lines
of the statements that it begins, in their order.

    python3 tests/oracle/lines.py crates/isolate/tests/breakpoints/*.py

CPython reports a line whenever it comes to one, also in the middle of a statement; of these the beginnings are kept.
"""

import ast
import dis
import subprocess
import sys
import threading

# Made by the compiler for an expression: a debugger that stops at statements does not stop there.
EXPRESSIONS = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}
# With these goes on what is under way: the end of a `with` or of an `except`, the call of a decorator, a definition's name.
GOING_ON = {
    "CALL", "PRECALL", "PUSH_EXC_INFO", "WITH_EXCEPT_START", "RERAISE", "POP_EXCEPT", "COPY", "SWAP", "RETURN_VALUE",
    "STORE_NAME", "STORE_GLOBAL", "STORE_FAST", "STORE_DEREF", "END_ASYNC_FOR", "LIST_APPEND", "RESUME",
}  # fmt: skip
# But these begin so: they leave an `except`, or look at the exception or subject that is there.
MAY_BEGIN_SO = (ast.Return, ast.Break, ast.Continue, ast.ExceptHandler, ast.pattern)


class Beginnings(ast.NodeVisitor):
    """The nodes at which a breakpoint can stand, and their lines."""

    def __init__(self, source):
        self.lines = source.splitlines()
        self.nodes = []
        self.stops = set()

    def add(self, node, where=None):
        where = where or node
        before = self.lines[where.lineno - 1].encode()[: where.col_offset].decode().strip()
        self.nodes.append(node)
        if before in ("", "@", "case") or before.endswith(("else:", "finally:")):
            self.stops.add(where.lineno)

    def generic_visit(self, node):
        for decorator in getattr(node, "decorator_list", []):
            self.add(decorator)
        if isinstance(node, (ast.stmt, ast.ExceptHandler)):
            self.add(node)
        elif isinstance(node, ast.match_case):
            self.add(node.pattern)
        elif isinstance(node, ast.Lambda):
            self.nodes.append(node.body)
            self.stops.add(node.body.lineno)
        super().generic_visit(node)


class Beginning:
    """Tells of a code object which of its instructions begin something."""

    def __init__(self, nodes, stops):
        self.nodes = nodes
        self.stops = stops
        self.known = {}

    def owner(self, position):
        """The innermost node around what an instruction is for."""
        if position.lineno is None or position.col_offset is None:
            return None
        begin, end = (position.lineno, position.col_offset), (position.end_lineno, position.end_col_offset)
        around = [
            node
            for node in self.nodes
            if (node.lineno, node.col_offset) <= begin and end <= (node.end_lineno, node.end_col_offset)
        ]
        return min(around, key=lambda node: (node.end_lineno - node.lineno, -node.lineno, -node.col_offset), default=None)

    def line(self, code, offset):
        """The line of what begins with an instruction; the first instruction may stand in a later one."""
        if code not in self.known:
            self.known[code] = self.offsets(code)
        return self.known[code].get(offset)

    def offsets(self, code):
        found = {}
        all_instructions = [it for it in dis.get_instructions(code) if it.opname not in ("CACHE", "EXTENDED_ARG")]
        targets = {it.argval for it in all_instructions if "JUMP_BACKWARD" in it.opname}
        before = None
        for number, it in enumerate(all_instructions):
            owner = self.owner(it.positions)
            is_exit = [it.argval for it in all_instructions[number : number + 3]] == [None] * 3 and isinstance(
                owner, (ast.With, ast.AsyncWith)
            )
            unbinds = it.opname == "LOAD_CONST" and isinstance(owner, ast.ExceptHandler)
            is_new = owner is not before or it.offset in targets
            goes_on = it.opname in GOING_ON and not isinstance(owner, MAY_BEGIN_SO)
            is_class_itself = isinstance(owner, ast.ClassDef) and code.co_name == owner.name
            if is_new and owner and owner.lineno in self.stops and not (is_exit or unbinds or goes_on or is_class_itself):
                found[it.offset] = owner.lineno
            before = owner
        return found


def run(path):
    with open(path) as file:
        source = file.read()
    beginnings = Beginnings(source)
    beginnings.visit(ast.parse(source))
    beginning = Beginning(beginnings.nodes, beginnings.stops)
    log = {}

    def trace(frame, event, _):
        if frame.f_code.co_filename != path or frame.f_code.co_name in EXPRESSIONS:
            return None
        if event == "line" and (line := beginning.line(frame.f_code, frame.f_lasti)):
            log.setdefault(threading.current_thread().name, []).append(line)
        return trace

    code = compile(source, path, "exec")
    threading.settrace(trace)
    sys.settrace(trace)
    try:
        exec(code, {"__name__": "__main__"})
    except SystemExit:
        pass
    sys.settrace(None)
    with open(path.removesuffix(".py") + ".lines", "w") as file:
        for name, lines in log.items():
            print(f"{name}:", *lines, file=file)


if len(sys.argv) == 2:
    run(sys.argv[1])
else:
    for path in sys.argv[1:]:
        subprocess.run([sys.executable, __file__, path], check=True, stdout=subprocess.DEVNULL)
