"""Arguments of a program's command line."""

# Lacks: ArgumentDefaultsHelpFormatter FileType MetavarTypeHelpFormatter RawDescriptionHelpFormatter
#     RawTextHelpFormatter

from .actions import OPTIONAL, ONE_OR_MORE, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE, Action, BooleanOptionalAction
from .errors import ArgumentError, ArgumentTypeError, Namespace
from .help import HelpFormatter
from .parser import ArgumentParser
