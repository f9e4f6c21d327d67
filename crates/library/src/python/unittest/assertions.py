"""What a test may assert."""

import difflib
import pprint
import re
from collections import Counter

from .contexts import AssertRaises, AssertWarns, AssertLogs

_LONGEST = 80


def shown(value, short=False):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    return text[:_LONGEST] + " [truncated]..." if short and len(text) >= _LONGEST else text


def _shown_pair(first, second):
    """Both as text, shortened where they are the same if that makes them fit."""
    texts = [shown(first), shown(second)]
    longest = max(map(len, texts))
    if longest <= _LONGEST:
        return texts
    same = 0
    while same < min(map(len, texts)) and texts[0][same] == texts[1][same]:
        same += 1
    begin, place, least = 5, 12, 5
    kept = _LONGEST - (longest - same + begin + place)
    if kept > least:
        prefix = _shortened(texts[0][:same], begin, kept)
        return [prefix + text[same:] for text in texts]
    prefix = _shortened(texts[0][:same], begin, least)
    room = _LONGEST - (begin + place + least + place + 5)
    return [prefix + _shortened(text[same:], room, 5) for text in texts]


def _shortened(text, begin, end):
    left_out = len(text) - begin - end
    return f"{text[:begin]}[{left_out} chars]{text[len(text) - end:]}" if left_out > 12 else text


class Assertions:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        return standardMsg if msg is None else f"{standardMsg} : {msg}"

    def _fail_unless(self, holds, message, msg):
        if not holds:
            self.fail(self._formatMessage(msg, message()))

    def assertTrue(self, expr, msg=None):
        self._fail_unless(expr, lambda: f"{shown(expr)} is not true", msg)

    def assertFalse(self, expr, msg=None):
        self._fail_unless(not expr, lambda: f"{shown(expr)} is not false", msg)

    def assertEqual(self, first, second, msg=None):
        self._equality_check(first, second)(first, second, msg=msg)

    def _equality_check(self, first, second):
        cls = type(first)
        if cls is type(second):
            if cls in self._equality:
                check = self._equality[cls]
                return getattr(self, check) if isinstance(check, str) else check
            if cls in _equality_checks:
                return getattr(self, _equality_checks[cls])
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        self._fail_unless(first == second, lambda: "{} != {}".format(*_shown_pair(first, second)), msg)

    def assertNotEqual(self, first, second, msg=None):
        self._fail_unless(first != second, lambda: f"{shown(first)} == {shown(second)}", msg)

    def assertIs(self, expr1, expr2, msg=None):
        self._fail_unless(expr1 is expr2, lambda: f"{shown(expr1)} is not {shown(expr2)}", msg)

    def assertIsNot(self, expr1, expr2, msg=None):
        self._fail_unless(expr1 is not expr2, lambda: f"unexpectedly identical: {shown(expr1)}", msg)

    def assertIsNone(self, obj, msg=None):
        self._fail_unless(obj is None, lambda: f"{shown(obj)} is not None", msg)

    def assertIsNotNone(self, obj, msg=None):
        self._fail_unless(obj is not None, lambda: "unexpectedly None", msg)

    def assertIn(self, member, container, msg=None):
        self._fail_unless(member in container, lambda: f"{shown(member)} not found in {shown(container)}", msg)

    def assertNotIn(self, member, container, msg=None):
        self._fail_unless(
            member not in container, lambda: f"{shown(member)} unexpectedly found in {shown(container)}", msg
        )

    def assertIsInstance(self, obj, cls, msg=None):
        self._fail_unless(isinstance(obj, cls), lambda: f"{shown(obj)} is not an instance of {cls!r}", msg)

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._fail_unless(not isinstance(obj, cls), lambda: f"{shown(obj)} is an instance of {cls!r}", msg)

    def assertLess(self, a, b, msg=None):
        self._fail_unless(a < b, lambda: f"{shown(a)} not less than {shown(b)}", msg)

    def assertLessEqual(self, a, b, msg=None):
        self._fail_unless(a <= b, lambda: f"{shown(a)} not less than or equal to {shown(b)}", msg)

    def assertGreater(self, a, b, msg=None):
        self._fail_unless(a > b, lambda: f"{shown(a)} not greater than {shown(b)}", msg)

    def assertGreaterEqual(self, a, b, msg=None):
        self._fail_unless(a >= b, lambda: f"{shown(a)} not greater than or equal to {shown(b)}", msg)

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        near, difference, within = self._nearness(first, second, places, delta)
        self._fail_unless(
            near, lambda: f"{shown(first)} != {shown(second)} within {within} ({shown(difference)} difference)", msg
        )

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near, difference, within = self._nearness(first, second, places, delta)
        if delta is not None:
            within += f" ({shown(difference)} difference)"
        self._fail_unless(
            first != second and not near, lambda: f"{shown(first)} == {shown(second)} within {within}", msg
        )

    def _nearness(self, first, second, places, delta):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        difference = abs(first - second)
        if delta is not None:
            return difference <= delta, difference, f"{shown(delta)} delta"
        places = 7 if places is None else places
        return round(difference, places) == 0, difference, f"{places!r} places"

    def assertRegex(self, text, expected_regex, msg=None):
        pattern = re.compile(expected_regex)
        self._fail_unless(
            pattern.search(text), lambda: f"Regex didn't match: {pattern.pattern!r} not found in {text!r}", msg
        )

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        pattern = re.compile(unexpected_regex)
        match = pattern.search(text)
        self._fail_unless(
            not match, lambda: f"Regex matched: {match.group()!r} matches {pattern.pattern!r} in {text!r}", msg
        )

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        differences = _count_differences(first, second)
        if differences:
            lines = ["Element counts were not equal:\n"]
            lines += ["First has %d, Second has %d:  %r\n" % each for each in differences]
            self.fail(self._formatMessage(msg, self._with_diff("".join(lines[:1]), "".join(lines[1:])).rstrip("\n")))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        # What ends without a line feed is compared as if it had one.
        old, new = first.splitlines(keepends=True), second.splitlines(keepends=True)
        if len(old) == 1 and first.strip("\r\n") == first:
            old, new = [first + "\n"], [second + "\n"]
        message = "{} != {}".format(*_shown_pair(first, second))
        self.fail(self._formatMessage(msg, self._with_diff(message, "\n" + "".join(difflib.ndiff(old, new)))))

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        name = "sequence" if seq_type is None else seq_type.__name__
        if seq_type is not None:
            for which, given in (("First", first), ("Second", second)):
                if not isinstance(given, seq_type):
                    raise self.failureException(f"{which} sequence is not a {name}: {shown(given)}")
        problem = None
        for which, given in (("First", first), ("Second", second)):
            try:
                len(given)
            except (TypeError, NotImplementedError):
                problem = problem or f"{which} {name} has no length.    Non-sequence?"
        if problem is None:
            if first == second:
                return
            problem = "{}s differ: {} != {}\n".format(name.capitalize(), *_shown_pair(first, second))
            problem += _first_difference(first, second, name, seq_type)
        diff = "\n" + "\n".join(
            difflib.ndiff(pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines())
        )
        self.fail(self._formatMessage(msg, self._with_diff(problem, diff)))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for which, one, other in (("first", set1, set2), ("second", set2, set1)):
            try:
                only = one.difference(other)
            except TypeError as error:
                self.fail(f"invalid type when attempting set difference: {error}")
            except AttributeError as error:
                self.fail(f"{which} argument does not support set difference: {error}")
            if only:
                lines.append(f"Items in the {which} set but not the {'second' if which == 'first' else 'first'}:")
                lines += map(repr, only)
        if lines:
            self.fail(self._formatMessage(msg, "\n".join(lines)))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            lines = difflib.ndiff(pprint.pformat(d1).splitlines(), pprint.pformat(d2).splitlines())
            message = "{} != {}".format(*_shown_pair(d1, d2))
            self.fail(self._formatMessage(msg, self._with_diff(message, "\n" + "\n".join(lines))))

    def _with_diff(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + f"\nDiff is {len(diff)} characters long. Set self.maxDiff to None to see it."

    def assertRaises(self, expected_exception, *args, **kwargs):
        return AssertRaises(self, expected_exception).handle("assertRaises", args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return AssertRaises(self, expected_exception, expected_regex).handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return AssertWarns(self, expected_warning).handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return AssertWarns(self, expected_warning, expected_regex).handle("assertWarnsRegex", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return AssertLogs(self, logger, level, none=False)

    def assertNoLogs(self, logger=None, level=None):
        return AssertLogs(self, logger, level, none=True)


_equality_checks = {
    dict: "assertDictEqual",
    list: "assertListEqual",
    tuple: "assertTupleEqual",
    set: "assertSetEqual",
    frozenset: "assertSetEqual",
    str: "assertMultiLineEqual",
}


def _first_difference(first, second, name, seq_type):
    lines = ""
    for at in range(min(len(first), len(second))):
        try:
            one = first[at]
        except (TypeError, IndexError, NotImplementedError):
            return lines + f"\nUnable to index element {at} of first {name}\n"
        try:
            other = second[at]
        except (TypeError, IndexError, NotImplementedError):
            return lines + f"\nUnable to index element {at} of second {name}\n"
        if one != other:
            lines += "\nFirst differing element {}:\n{}\n{}\n".format(at, *_shown_pair(one, other))
            break
    else:
        if len(first) == len(second) and seq_type is None and type(first) != type(second):
            return lines
    for which, longer, shorter in (("First", first, second), ("Second", second, first)):
        if len(longer) > len(shorter):
            at = len(shorter)
            lines += f"\n{which} {name} contains {len(longer) - at} additional elements.\n"
            lines += f"First extra element {at}:\n{_shown_pair(longer[at], '')[0]}\n"
    return lines


def _count_differences(first, second):
    """What is how often in the one and in the other, where that differs."""
    try:
        one, other = Counter(first), Counter(second)
    except TypeError:
        return _counts_of_unhashable(first, second)
    items = {**one, **other}
    return [(one[item], other[item], item) for item in items if one[item] != other[item]]


def _counts_of_unhashable(first, second):
    found = []
    items = []
    for item in [*first, *second]:
        if item not in items:
            items.append(item)
            counts = first.count(item), second.count(item)
            if counts[0] != counts[1]:
                found.append((*counts, item))
    return found
