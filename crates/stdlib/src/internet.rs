//! The modules that reach out: `aiohttp` with what it is made of, and mail. All Python, above the native `fetch`.

use loopscope_python::Vm;
use loopscope_python::vm::import::ModuleSource;

/// Name, source, and what the real module has and ours lacks.
const MODULES: &[(&str, &str, &[&str])] = &[
    ("aiohttp", include_str!("python/aiohttp/__init__.py"), AIOHTTP_LACKS),
    ("aiohttp.client", include_str!("python/aiohttp/client.py"), &[]),
    ("aiohttp.client_exceptions", include_str!("python/aiohttp/client_exceptions.py"), &[]),
    ("aiohttp.client_reqrep", include_str!("python/aiohttp/client_reqrep.py"), &[]),
    ("aiohttp.connector", include_str!("python/aiohttp/connector.py"), &[]),
    ("aiohttp.helpers", include_str!("python/aiohttp/helpers.py"), &[]),
    ("aiohttp.streams", include_str!("python/aiohttp/streams.py"), &[]),
    ("email", include_str!("python/email/__init__.py"), &["message_from_bytes", "message_from_string"]),
    ("email.message", include_str!("python/email/message.py"), &["MIMEPart"]),
    ("email.mime", "", &[]),
    ("email.mime.text", include_str!("python/email/mime_text.py"), &[]),
    ("multidict", include_str!("python/multidict.py"), &["MultiMapping", "MutableMultiMapping", "istr"]),
    ("reprlib", include_str!("python/reprlib.py"), &[]),
    ("smtplib", include_str!("python/smtplib.py"), &["LMTP", "quoteaddr", "quotedata"]),
    ("yarl", include_str!("python/yarl.py"), &["Query", "QueryVariable", "SimpleQuery"]),
];

const AIOHTTP_LACKS: &[&str] = &[
    "AddrInfoType", "AsyncIterablePayload", "AsyncResolver", "BadContentDispositionHeader",
    "BadContentDispositionParam", "BodyPartReader", "BufferedReaderPayload", "BytesIOPayload",
    "BytesPayload", "ChainMapProxy", "ClientHandlerType", "ClientMiddlewareType", "ClientRequest",
    "ClientWSTimeout", "ClientWebSocketResponse", "CookieJar", "DataQueue", "DefaultResolver",
    "DigestAuthMiddleware", "DummyCookieJar", "ETag", "EofStream", "Fingerprint", "FlowControlDataQueue",
    "GunicornUVLoopWebWorker", "GunicornWebWorker", "HttpVersion", "HttpVersion10", "HttpVersion11",
    "IOBasePayload", "JsonPayload", "MultipartReader", "MultipartWriter", "NamedPipeConnector",
    "PAYLOAD_REGISTRY", "Payload", "SocketFactoryType", "StringIOPayload", "StringPayload", "TextIOPayload",
    "ThreadedResolver", "TraceConfig", "TraceConnectionCreateEndParams", "TraceConnectionCreateStartParams",
    "TraceConnectionQueuedEndParams", "TraceConnectionQueuedStartParams", "TraceConnectionReuseconnParams",
    "TraceDnsCacheHitParams", "TraceDnsCacheMissParams", "TraceDnsResolveHostEndParams",
    "TraceDnsResolveHostStartParams", "TraceRequestChunkSentParams", "TraceRequestEndParams",
    "TraceRequestExceptionParams", "TraceRequestHeadersSentParams", "TraceRequestRedirectParams",
    "TraceRequestStartParams", "TraceResponseChunkReceivedParams", "UnixConnector", "UploadAbortedError",
    "UploadTracker", "WSCloseCode", "WSMessage", "WSMessageTypeError", "WSMsgType", "WebSocketError",
    "content_disposition_filename", "encode_basic_auth", "get_payload", "hdrs", "parse_content_disposition",
    "payload_type", "set_zlib_backend", "streamer", "test_utils", "web",
];

/// Makes the modules importable.
pub(crate) fn install(vm: &mut Vm) {
    for &(name, source, lacks) in MODULES {
        vm.register_module(name, ModuleSource::Python { source, lacks });
    }
}
