"""HTTP requests as aiohttp makes them, over what the host of the program has: fetch, or HTTP."""

from . import client, client_exceptions, client_reqrep, connector, helpers, streams
from .client import *
from .client_exceptions import *
from .client_reqrep import *
from .connector import *
from .helpers import *
from .streams import *

__version__ = "3.14.5"
__all__ = (
    client.__all__
    + client_exceptions.__all__
    + client_reqrep.__all__
    + connector.__all__
    + helpers.__all__
    + streams.__all__
)
