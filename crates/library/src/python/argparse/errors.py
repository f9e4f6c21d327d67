"""What is wrong with arguments, and what they become."""


class ArgumentError(Exception):
    __module__ = "argparse"

    def __init__(self, argument, message):
        self.argument_name = None if argument is None else name_of(argument)
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f"argument {self.argument_name}: {self.message}"


def name_of(action):
    """How an error calls an argument."""
    if action.option_strings:
        return "/".join(action.option_strings)
    if action.metavar is not None and not isinstance(action.metavar, tuple):
        return action.metavar
    if action.dest is not None:
        return action.dest
    return "{" + ",".join(map(str, action.choices)) + "}" if action.choices else None


class ArgumentTypeError(Exception):
    __module__ = "argparse"


class Namespace:
    __module__ = "argparse"

    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        shown = [f"{name}={value!r}" for name, value in vars(self).items() if name.isidentifier()]
        odd = {name: value for name, value in vars(self).items() if not name.isidentifier()}
        return f"{type(self).__name__}({', '.join(shown + ([f'**{odd!r}'] if odd else []))})"
