"""Objects that stand for others in a test, and remember how they were used."""

# Lacks: InvalidSpecError ThreadingMock

from .autospec import create_autospec
from .awaited import AsyncMock
from .calls import ANY, call
from .magic import MagicMock, NonCallableMagicMock, PropertyMock
from .mocks import FILTER_DIR, Mock, NonCallableMock, seal
from .opening import mock_open
from .patching import patch
from .values import DEFAULT, sentinel

for _class in (AsyncMock, MagicMock, NonCallableMagicMock, PropertyMock, Mock, NonCallableMock, patch):
    _class.__module__ = "unittest.mock"
