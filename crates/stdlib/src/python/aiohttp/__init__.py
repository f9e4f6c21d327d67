"""HTTP requests as aiohttp makes them, over what the host of the program has: fetch, or HTTP."""

# Lacks: AddrInfoType AsyncIterablePayload AsyncResolver BadContentDispositionHeader BadContentDispositionParam
#     BodyPartReader BufferedReaderPayload BytesIOPayload BytesPayload ChainMapProxy ClientHandlerType
#     ClientMiddlewareType ClientRequest ClientWSTimeout ClientWebSocketResponse DataQueue
#     DefaultResolver DigestAuthMiddleware ETag EofStream Fingerprint FlowControlDataQueue
#     GunicornUVLoopWebWorker GunicornWebWorker HttpVersion HttpVersion10 HttpVersion11 IOBasePayload
#     JsonPayload MultipartReader MultipartWriter NamedPipeConnector PAYLOAD_REGISTRY Payload
#     SocketFactoryType StringIOPayload StringPayload TextIOPayload ThreadedResolver TraceConfig
#     TraceConnectionCreateEndParams TraceConnectionCreateStartParams TraceConnectionQueuedEndParams
#     TraceConnectionQueuedStartParams TraceConnectionReuseconnParams TraceDnsCacheHitParams
#     TraceDnsCacheMissParams TraceDnsResolveHostEndParams TraceDnsResolveHostStartParams
#     TraceRequestChunkSentParams TraceRequestEndParams TraceRequestExceptionParams
#     TraceRequestHeadersSentParams TraceRequestRedirectParams TraceRequestStartParams
#     TraceResponseChunkReceivedParams UnixConnector UploadAbortedError UploadTracker WSCloseCode WSMessage
#     WSMessageTypeError WSMsgType WebSocketError content_disposition_filename get_payload
#     hdrs parse_content_disposition payload_type set_zlib_backend streamer test_utils web

from _library import missing_attribute as _missing_attribute

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
    + ("CookieJar", "DummyCookieJar")
)


def __getattr__(name):
    # Most programs have no cookies.
    if name in ("CookieJar", "DummyCookieJar"):
        from . import cookiejar

        return getattr(cookiejar, name)
    return _missing_attribute("aiohttp", name)
