"""What one may assert of how a mock was used. A mixin of mocks."""

from .calls import CallList, _Call, arguments_text



class Assertions:
    def _matchable(self, made):
        """A call as it can be compared: with the arguments where the signature has them, if there is one."""
        signature = self._mock.signature
        if signature is None:
            return made
        name = made[0] if len(made) == 3 else ""
        try:
            bound = signature.bind(*made[-2], **made[-1])
        except TypeError as error:
            return error.with_traceback(None)
        return _Call((name, bound.args, bound.kwargs))

    def _signature_text(self, args, kwargs):
        return f"{self._mock.name or 'mock'}({arguments_text(args, kwargs)})"

    def _calls_text(self, prefix="Calls"):
        return f"\n{prefix}: {self.mock_calls!r}." if self.mock_calls else ""

    def _shown_name(self):
        return self._mock.name or "mock"

    def assert_called(self):
        if self.call_count == 0:
            raise AssertionError(f"Expected '{self._shown_name()}' to have been called.")

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(
                f"Expected '{self._shown_name()}' to not have been called. "
                f"Called {self.call_count} times.{self._calls_text()}"
            )

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(
                f"Expected '{self._shown_name()}' to have been called once. "
                f"Called {self.call_count} times.{self._calls_text()}"
            )

    def assert_called_with(self, /, *args, **kwargs):
        self._last(args, kwargs, "call", self.call_args, "not called.")

    def _last(self, args, kwargs, what, last, never):
        text = self._signature_text(args, kwargs)
        if last is None:
            raise AssertionError(f"expected {what} not found.\nExpected: {text}\n  Actual: {never}")
        expected, actual = self._matchable(_Call((args, kwargs))), self._matchable(last)
        if actual != expected:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(
                f"expected {what} not found.\nExpected: {text}\n  Actual: {self._signature_text(*last[-2:])}"
            ) from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(
                f"Expected '{self._shown_name()}' to be called once. "
                f"Called {self.call_count} times.{self._calls_text()}"
            )
        self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        self._any(args, kwargs, self.call_args_list, "call")

    def _any(self, args, kwargs, made, what):
        expected = self._matchable(_Call((args, kwargs)))
        cause = expected if isinstance(expected, Exception) else None
        if cause is not None or expected not in [self._matchable(each) for each in made]:
            raise AssertionError(f"{self._signature_text(args, kwargs)} {what} not found") from cause

    def assert_has_calls(self, calls, any_order=False):
        self._has(calls, any_order, self.mock_calls, "Calls", "\n  Actual: ", "call", "'")

    def _has(self, calls, any_order, made, heading, actual, what, quote):
        expected = [self._matchable(each) for each in calls]
        cause = next((each for each in expected if isinstance(each, Exception)), None)
        all_calls = CallList(map(self._matchable, made))
        if not any_order:
            if expected in all_calls:
                return
            if cause is not None:
                problems = [each if isinstance(each, Exception) else None for each in expected]
                heading = f"Error processing expected {heading.lower()}.\nErrors: {problems!r}"
            else:
                heading = f"{heading} not found."
            text = f"{heading}\nExpected: {CallList(calls)!r}"
            if made or what == "await":
                text += f"{actual}{CallList(made)!r}"
            raise AssertionError(text) from cause
        left = list(all_calls)
        missing = []
        for each in expected:
            if each in left:
                left.remove(each)
            else:
                missing.append(each)
        if missing:
            name = f"{quote}{self._shown_name()}{quote}"
            raise AssertionError(
                f"{name} does not contain all of {tuple(missing)!r} in its {what} list, found {all_calls!r} instead"
            ) from cause
