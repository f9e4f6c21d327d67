//! The modules that reach out: `aiohttp` with what it is made of, and mail. All Python, above the native `fetch`.

use loopscope_python::Vm;
use loopscope_python::vm::import::ModuleSource;

/// Name, and what the real module has and ours lacks, with spaces between the names.
const MODULES: &[(&str, &str)] = &[
    ("aiohttp", AIOHTTP_LACKS),
    ("aiohttp.client", ""),
    ("aiohttp.client_exceptions", ""),
    ("aiohttp.client_reqrep", ""),
    ("aiohttp.connector", ""),
    ("aiohttp.helpers", ""),
    ("aiohttp.streams", ""),
    ("email", "message_from_bytes message_from_string"),
    ("email.message", "MIMEPart"),
    ("email.mime", ""),
    ("email.mime.text", ""),
    ("multidict", "MultiMapping MutableMultiMapping istr"),
    ("reprlib", ""),
    ("smtplib", "LMTP quoteaddr quotedata"),
    ("yarl", "Query QueryVariable SimpleQuery"),
];

const AIOHTTP_LACKS: &str = "AddrInfoType AsyncIterablePayload AsyncResolver BadContentDispositionHeader \
     BadContentDispositionParam BodyPartReader BufferedReaderPayload BytesIOPayload BytesPayload \
     ChainMapProxy ClientHandlerType ClientMiddlewareType ClientRequest ClientWSTimeout \
     ClientWebSocketResponse CookieJar DataQueue DefaultResolver DigestAuthMiddleware DummyCookieJar \
     ETag EofStream Fingerprint FlowControlDataQueue GunicornUVLoopWebWorker GunicornWebWorker \
     HttpVersion HttpVersion10 HttpVersion11 IOBasePayload JsonPayload MultipartReader \
     MultipartWriter NamedPipeConnector PAYLOAD_REGISTRY Payload SocketFactoryType StringIOPayload \
     StringPayload TextIOPayload ThreadedResolver TraceConfig TraceConnectionCreateEndParams \
     TraceConnectionCreateStartParams TraceConnectionQueuedEndParams TraceConnectionQueuedStartParams \
     TraceConnectionReuseconnParams TraceDnsCacheHitParams TraceDnsCacheMissParams \
     TraceDnsResolveHostEndParams TraceDnsResolveHostStartParams TraceRequestChunkSentParams \
     TraceRequestEndParams TraceRequestExceptionParams TraceRequestHeadersSentParams \
     TraceRequestRedirectParams TraceRequestStartParams TraceResponseChunkReceivedParams \
     UnixConnector UploadAbortedError UploadTracker WSCloseCode WSMessage WSMessageTypeError \
     WSMsgType WebSocketError content_disposition_filename encode_basic_auth get_payload hdrs \
     parse_content_disposition payload_type set_zlib_backend streamer test_utils web";

/// Makes the modules importable.
pub(crate) fn install(vm: &mut Vm) {
    for &(name, lacks) in MODULES {
        vm.register_module(name, ModuleSource::Python { lacks });
    }
}
