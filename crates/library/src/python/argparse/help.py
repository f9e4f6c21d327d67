"""Usage and help as text."""

import textwrap

from .actions import OPTIONAL, ONE_OR_MORE, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE

_WIDTH = 78
_HELP_AT = 24


class HelpFormatter:
    def __init__(self, prog):
        self._prog = prog

    def metavars(self, action, default):
        """The name of a value, once for each of a tuple of them."""
        if action.metavar is not None:
            shown = action.metavar
        elif action.choices is not None:
            shown = "{" + ",".join(map(str, action.choices)) + "}"
        else:
            shown = default
        return shown if isinstance(shown, tuple) else (shown,)

    def arguments(self, action, default):
        names = self.metavars(action, default)
        first, last = names[0], names[-1]
        nargs = action.nargs
        if nargs is None:
            return first
        if nargs == OPTIONAL:
            return f"[{first}]"
        if nargs == ZERO_OR_MORE:
            return f"[{first} [{last} ...]]" if len(names) == 2 else f"[{first} ...]"
        if nargs == ONE_OR_MORE:
            return f"{first} [{last} ...]"
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return f"{first} ..."
        return " ".join(names if len(names) == nargs else [first] * nargs)

    def invocation(self, action):
        if not action.option_strings:
            return self.metavars(action, action.dest)[0]
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        shown = self.arguments(action, action.dest.upper())
        return ", ".join(f"{option} {shown}" for option in action.option_strings)

    def usage(self, usage, actions, groups, prefix="usage: "):
        if usage is not None:
            return f"{prefix}{usage % {'prog': self._prog}}\n\n"
        options = self._parts([action for action in actions if action.option_strings], groups)
        positionals = self._parts([action for action in actions if not action.option_strings], groups)
        line = " ".join([self._prog, *options, *positionals])
        if len(prefix) + len(line) > _WIDTH:
            line = self._wrapped(prefix, options, positionals)
        return f"{prefix}{line}\n\n"

    def _parts(self, actions, groups):
        parts = []
        for action in actions:
            if action.help is SUPPRESS:
                continue
            if not action.option_strings:
                part = self.arguments(action, action.dest)
            elif action.nargs == 0:
                part = action.format_usage()
            else:
                part = f"{action.option_strings[0]} {self.arguments(action, action.dest.upper())}"
            group = next((group for group in groups if action in group.actions), None)
            if group is None:
                parts.append(part if action.required or not action.option_strings else f"[{part}]")
                continue
            opening, closing = ("(", ")") if group.required else ("[", "]")
            if len(group.actions) == 1:
                parts.append(part if group.required else f"[{part}]")
            elif action is group.actions[0]:
                parts.append(f"{opening}{part} |")
            else:
                parts.append(part + (closing if action is group.actions[-1] else " |"))
        # Those of a group are joined where no line may break.
        return parts

    def _wrapped(self, prefix, options, positionals):
        indent = " " * (len(prefix) + len(self._prog) + 1)
        if len(prefix) + len(self._prog) > 0.75 * _WIDTH:
            indent = " " * len(prefix)

        def lines(parts, first=""):
            made, line = [], first
            for part in parts:
                if line != first and len(line or indent) + 1 + len(part) > _WIDTH or not line:
                    if line:
                        made.append(line)
                    line = indent + part
                else:
                    line += f" {part}"
            return [*made, line] if line else made

        start = " " * len(prefix) + self._prog
        if len(prefix) + len(self._prog) > 0.75 * _WIDTH:
            every = lines([*options, *positionals])
            if len(every) > 1:
                every = lines(options) + lines(positionals)
            return "\n".join([self._prog, *every])
        if options:
            every = [*lines(options, start), *lines(positionals)]
        else:
            every = lines(positionals, start)
        return "\n".join(every)[len(prefix):]

    def help(self, parser):
        groups = [group for group in parser.groups if any(action.help is not SUPPRESS for action in group.actions)]
        entries = [
            (group, [(self.invocation(action), action, 2) for action in group.actions if action.help is not SUPPRESS])
            for group in groups
        ]
        for _, listed in entries:
            for at in range(len(listed) - 1, -1, -1):
                more = getattr(listed[at][1], "listed", ())
                listed[at + 1:at + 1] = [(self.invocation(action), action, 4) for action in more]
        longest = max((len(text) + indent for _, listed in entries for text, _, indent in listed), default=0)
        column = min(longest + 2, _HELP_AT)
        text = self.usage(parser.usage, parser.actions, parser.exclusive)
        if parser.description:
            text += self._filled(parser.description % {"prog": self._prog}) + "\n\n"
        for group, listed in entries:
            text += f"{group.title}:\n"
            if group.description:
                text += textwrap.fill(group.description, _WIDTH, initial_indent="  ", subsequent_indent="  ") + "\n\n"
            text += "".join(self._entry(shown, action, indent, column, parser) for shown, action, indent in listed) + "\n"
        if parser.epilog:
            text += self._filled(parser.epilog % {"prog": self._prog}) + "\n\n"
        return text.rstrip("\n") + "\n"

    def _filled(self, text):
        return textwrap.fill(" ".join(text.split()), _WIDTH)

    def _entry(self, shown, action, indent, column, parser):
        head = " " * indent + shown
        if not action.help:
            return head + "\n"
        values = {**vars(action), "prog": parser.prog}
        values = {name: getattr(value, "__name__", value) for name, value in values.items() if value is not SUPPRESS}
        if isinstance(action.choices, (list, tuple, dict, range)):
            values["choices"] = ", ".join(map(str, action.choices))
        lines = textwrap.wrap(" ".join((action.help % values).split()), max(_WIDTH - column, 11))
        if len(head) > column - 2:
            text = head + "\n"
        else:
            text = head.ljust(column) + lines.pop(0) + "\n"
        return text + "".join(f"{' ' * column}{line}\n" for line in lines)
