"""The parser: which arguments there are, and which of them a command line has."""

import re
import sys

from .actions import BY_NAME, ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE
from .errors import ArgumentError, ArgumentTypeError, Namespace, name_of
from .help import HelpFormatter

_number = re.compile(r"-\d+$|-\d*\.\d+$")


class _Group:
    """Arguments that help shows together."""

    def __init__(self, parser, title, description=None):
        self._parser = parser
        self.title = title
        self.description = description
        self.actions = []

    def add_argument(self, *names, **options):
        return self._parser._add(self, names, options)

    def add_mutually_exclusive_group(self, *, required=False):
        return self._parser._exclude(self, required)


class _Exclusive:
    """Arguments of which a command line has at most one."""

    def __init__(self, group, required):
        self._group = group
        self.required = required
        self.actions = []

    def add_argument(self, *names, **options):
        action = self._group.add_argument(*names, **options)
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self.actions.append(action)
        return action


class ArgumentParser:
    def __init__(
        self,
        prog=None,
        usage=None,
        description=None,
        epilog=None,
        parents=(),
        formatter_class=HelpFormatter,
        prefix_chars="-",
        fromfile_prefix_chars=None,
        argument_default=None,
        conflict_handler="error",
        add_help=True,
        allow_abbrev=True,
        exit_on_error=True,
    ):
        if prefix_chars != "-" or fromfile_prefix_chars or parents or conflict_handler != "error":
            raise NotImplementedError(
                "Loopscope's argparse does not have 'prefix_chars', 'fromfile_prefix_chars', 'parents' and "
                "'conflict_handler' yet"
            )
        self.prog = (sys.argv[0].rpartition("/")[2] if sys.argv else "") if prog is None else prog
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.argument_default = argument_default
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._defaults = {}
        self._positionals = _Group(self, "positional arguments")
        self._optionals = _Group(self, "options")
        self.groups = [self._positionals, self._optionals]
        self.exclusive = []
        self.actions = []
        self._options = {}
        self._subparsers = None
        if add_help:
            self.add_argument("-h", "--help", action="help", default=SUPPRESS, help="show this help message and exit")

    # What there is.

    def add_argument(self, *names, **options):
        return self._add(None, names, options)

    def add_argument_group(self, title=None, description=None):
        group = _Group(self, title, description)
        self.groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        return self._exclude(self, required)

    def _exclude(self, group, required):
        made = _Exclusive(group, required)
        self.exclusive.append(made)
        return made

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, **options):
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        group = self._positionals
        if title or description:
            group = self.add_argument_group(title or "subcommands", description)
        if prog is None:
            positionals = [action for action in self.actions if not action.option_strings]
            formatter = self.formatter_class(self.prog)
            prog = formatter.usage(self.usage, positionals, self.exclusive, "").strip()
        cls = BY_NAME["parsers"]
        action = cls([], prog, type(self) if parser_class is None else parser_class, **options)
        self._subparsers = action
        self._keep(group, action)
        return action

    def set_defaults(self, **values):
        self._defaults.update(values)
        for action in self.actions:
            if action.dest in values:
                action.default = values[action.dest]

    def get_default(self, dest):
        for action in self.actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def _add(self, group, names, options):
        options = dict(options)
        positional = not names or len(names) == 1 and not names[0].startswith("-")
        if positional:
            if names and "dest" in options:
                raise ValueError("dest supplied twice for positional argument")
            if "required" in options:
                raise TypeError("'required' is an invalid argument for positionals")
            options["dest"] = names[0] if names else options["dest"]
            if options.get("nargs") not in (OPTIONAL, ZERO_OR_MORE) or options.get("nargs") == ZERO_OR_MORE and "default" not in options:
                options["required"] = True
            names = ()
        else:
            for name in names:
                if not name.startswith("-"):
                    raise ValueError(
                        f"invalid option string {name!r}: must start with a character '-'"
                    )
            if "dest" not in options:
                longs = [name for name in names if name.startswith("--")] or names
                options["dest"] = longs[0].lstrip("-").replace("-", "_")
        if "default" not in options:
            if options["dest"] in self._defaults:
                options["default"] = self._defaults[options["dest"]]
            elif self.argument_default is not None:
                options["default"] = self.argument_default
        kind = options.pop("action", None)
        cls = BY_NAME.get(kind, kind) if not isinstance(kind, type) else kind
        if not callable(cls):
            raise ValueError(f'unknown action "{cls}"')
        if positional and cls is not BY_NAME[None] and kind not in ("append", "extend"):
            options.pop("required", None)
        action = cls(list(names), **options)
        if action.type is not None and not callable(action.type):
            raise ValueError(f"{action.type!r} is not callable")
        for name in action.option_strings:
            if name in self._options:
                raise ArgumentError(action, f"conflicting option string: {name}")
        self._keep(group or (self._positionals if positional else self._optionals), action)
        return action

    def _keep(self, group, action):
        group.actions.append(action)
        self.actions.append(action)
        for name in action.option_strings:
            self._options[name] = action

    # What a command line has.

    def parse_args(self, args=None, namespace=None):
        namespace, left = self.parse_known_args(args, namespace)
        if left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        args = list(sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self.actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for name, value in self._defaults.items():
            if not hasattr(namespace, name):
                setattr(namespace, name, value)
        try:
            left = _Run(self, namespace, args).run()
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        return namespace, left + namespace.__dict__.pop("_unrecognized_args", [])

    def value(self, action, text):
        """What a text is by the argument's type, if that is among the choices."""
        make = action.type or str
        try:
            value = make(text) if action.type is not None else text
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(make, "__name__", repr(make))
            raise ArgumentError(action, f"invalid {name} value: {text!r}") from None
        self.check(action, value)
        return value

    def check(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {', '.join(map(repr, action.choices))})")

    def option(self, text):
        """The option that an argument names, as it is written, and the value after an equals sign; else `None`."""
        if not text.startswith("-") or text == "-":
            return None
        if text in self._options:
            return self._options[text], text, None
        name, found, value = text.partition("=")
        if found and name in self._options:
            return self._options[name], name, value
        matches = self._abbreviated(text)
        if len(matches) > 1:
            options = ", ".join(name for _, name, _ in matches)
            self.error(f"ambiguous option: {text} could match {options}")
        if matches:
            return matches[0]
        if _number.match(text) and not any(_number.match(name) for name in self._options) or " " in text:
            return None
        return None, text, None

    def _abbreviated(self, text):
        if text.startswith("--"):
            name, found, value = text.partition("=")
            if not self.allow_abbrev:
                return []
            return [(action, each, value if found else None) for each, action in self._options.items() if each.startswith(name)]
        short = text[:2]
        matches = [(action, each, text[2:]) for each, action in self._options.items() if each == short]
        return matches or [(action, each, None) for each, action in self._options.items() if each.startswith(text)]

    # What it says.

    def format_usage(self):
        text = self.formatter_class(self.prog).usage(self.usage, self.actions, self.exclusive)
        return text.rstrip("\n") + "\n"

    def format_help(self):
        return self.formatter_class(self.prog).help(self)

    def print_usage(self, file=None):
        (sys.stdout if file is None else file).write(self.format_usage())

    def print_help(self, file=None):
        (sys.stdout if file is None else file).write(self.format_help())

    def exit(self, status=0, message=None):
        if message:
            sys.stderr.write(message)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")


class _Run:
    """One command line, as it is read."""

    def __init__(self, parser, namespace, args):
        self._parser = parser
        self._namespace = namespace
        self._args = args
        self._seen = []
        self._left = []
        self._waiting = [action for action in parser.actions if not action.option_strings]
        # What each argument is: an option, a value, or the mark after which all are values.
        self._kinds = []
        for at, text in enumerate(args):
            if text == "--":
                self._kinds += ["-"] + ["A"] * (len(args) - at - 1)
                break
            self._kinds.append("A" if parser.option(text) is None else "O")

    def run(self):
        at = 0
        while at < len(self._args):
            if self._kinds[at] == "O":
                at = self._take_option(at)
                continue
            end = at
            while end < len(self._args) and self._kinds[end] != "O":
                end += 1
            at = self._take_positionals(at, end)
            if at < end:
                self._left += self._args[at:end]
                at = end
        self._take_positionals(at, at)
        self._check()
        return self._left

    def _fit(self, nargs):
        """A pattern for the kinds of arguments that belong to one with `nargs`."""
        pattern = {
            None: "(-*A-*)", OPTIONAL: "(-*A?-*)", ZERO_OR_MORE: "(-*[A-]*)", ONE_OR_MORE: "(-*A[A-]*)",
            PARSER: "(-*A[-AO]*)", REMAINDER: "([-AO]*)",
        }
        return pattern[nargs] if nargs in pattern else f"(-*{'-*'.join('A' * nargs)})"

    def _take_positionals(self, at, end):
        kinds = "".join(self._kinds[at:])
        for count in range(len(self._waiting), 0, -1):
            actions = self._waiting[:count]
            match = re.match("".join(self._fit(action.nargs) for action in actions), kinds)
            if match is not None:
                break
        else:
            return at
        for action, span in zip(actions, match.groups()):
            texts = self._args[at:at + len(span)]
            at += len(span)
            self._act(action, texts)
        self._waiting = self._waiting[count:]
        return at

    def _take_option(self, at):
        action, name, value = self._parser.option(self._args[at])
        at += 1
        if action is None:
            self._left.append(name)
            return at
        while value is not None:
            if action.nargs == 0 and not name.startswith("--") and value:
                # Several short options in one argument.
                self._act(action, [], name)
                name, value = f"-{value[0]}", value[1:] or None
                action = self._parser._options.get(name)
                if action is None:
                    self._left.append(name + (value or ""))
                    return at
                continue
            if action.nargs == 0:
                raise ArgumentError(action, f"ignored explicit argument {value!r}")
            if action.nargs not in (None, OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, 1):
                raise ArgumentError(action, _expected(action.nargs))
            if not name.startswith("--") and value.startswith("="):
                value = value[1:]
            self._act(action, [value], name)
            return at
        # Of the values of an option none may come after the mark.
        pattern = self._fit(action.nargs).replace("-*", "").replace("-", "")
        match = re.match(pattern, "".join(self._kinds[at:]))
        if match is None:
            raise ArgumentError(action, _expected(action.nargs))
        count = len(match.group(1))
        self._act(action, self._args[at:at + count], name)
        return at + count

    def _act(self, action, texts, name=None):
        self._seen.append(action)
        given = self._values(action, texts)
        for group in self._parser.exclusive:
            if action in group.actions and given is not action.default:
                for other in group.actions:
                    if other is not action and other in self._seen:
                        raise ArgumentError(action, f"not allowed with argument {name_of(other)}")
        if given is not SUPPRESS:
            action(self._parser, self._namespace, given, name)

    def _values(self, action, texts):
        parser = self._parser
        if action.nargs not in (PARSER, REMAINDER) and "--" in texts:
            texts = list(texts)
            texts.remove("--")
        if not texts and action.nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            return parser.value(action, value) if isinstance(value, str) else value
        if not texts and action.nargs == ZERO_OR_MORE and not action.option_strings:
            return texts if action.default is None else action.default
        if action.nargs in (None, OPTIONAL):
            return parser.value(action, texts[0])
        if action.nargs == PARSER:
            parser.check(action, texts[0])
            return texts
        if action.nargs == REMAINDER:
            return list(texts)
        return [parser.value(action, text) for text in texts]

    def _check(self):
        missing = []
        for action in self._parser.actions:
            if action in self._seen:
                continue
            if action.required:
                missing.append(name_of(action))
            elif isinstance(action.default, str) and getattr(self._namespace, action.dest, None) is action.default:
                if action.type is not None:
                    setattr(self._namespace, action.dest, self._parser.value(action, action.default))
        if missing:
            self._parser.error(f"the following arguments are required: {', '.join(map(str, missing))}")
        for group in self._parser.exclusive:
            if group.required and not any(action in self._seen for action in group.actions):
                names = " ".join(name_of(action) for action in group.actions if action.help is not SUPPRESS)
                self._parser.error(f"one of the arguments {names} is required")


def _expected(nargs):
    words = {None: "expected one argument", OPTIONAL: "expected at most one argument", ONE_OR_MORE: "expected at least one argument"}
    return words.get(nargs, f"expected {nargs} argument{'' if nargs == 1 else 's'}")
