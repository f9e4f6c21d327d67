//! Web requests over the network. Each runs on a thread of its own, which ends with the answer.

use std::io;
use std::io::ErrorKind::{
    AddrNotAvailable, BrokenPipe, ConnectionAborted, ConnectionRefused, ConnectionReset, HostUnreachable,
    InvalidData, NetworkUnreachable, TimedOut, UnexpectedEof,
};
use std::thread;
use std::time::Duration;

use loopscope_isolate::{Fetch, FetchDone, FetchError, FetchResponse};
use ureq::{Agent, Body, ResponseExt, http};

/// A longer body is refused, so that a program cannot fill the memory by a mistake.
const LONGEST_BODY_BYTES: u64 = 64 * 1024 * 1024;
/// aiohttp gives up connecting after as long.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// Performs `fetch` in the background and hands its end to `done`.
pub(crate) fn start(fetch: Fetch, done: impl FnOnce(FetchDone) + Send + 'static) {
    let id = fetch.id;
    let request = move || {
        let result = perform(fetch);
        done(FetchDone { id, result });
    };
    // Without threads the machine is beyond help; the request then stays unanswered, as on a dead network.
    let _ = thread::Builder::new().name("fetch".into()).spawn(request);
}

fn perform(fetch: Fetch) -> Result<FetchResponse, FetchError> {
    let uri: http::Uri = fetch.url.parse().map_err(|_| FetchError::InvalidUrl)?;
    let server = Server::of(&uri).ok_or(FetchError::InvalidUrl)?;
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .user_agent(concat!("loopscope/", env!("CARGO_PKG_VERSION")))
        .allow_non_standard_methods(true)
        .build()
        .into();
    let mut request = http::Request::builder().method(fetch.method.as_str()).uri(uri);
    for (name, value) in &fetch.headers {
        request = request.header(name, value);
    }
    let request = request.body(fetch.body).map_err(|error| FetchError::Network(error.to_string()))?;
    let response =
        if request.body().is_empty() { agent.run(request.map(|_| ())) } else { agent.run(request) };
    read(response.map_err(|error| server.no_answer(error))?)
}

fn read(mut response: http::Response<Body>) -> Result<FetchResponse, FetchError> {
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| {
            (canonical(name.as_str()), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect();
    let body = response.body_mut().with_config().limit(LONGEST_BODY_BYTES).read_to_vec();
    Ok(FetchResponse {
        status: response.status().as_u16(),
        reason: response.status().canonical_reason().unwrap_or_default().to_owned(),
        url: response.get_uri().to_string(),
        headers,
        body: body.map_err(|error| match error {
            ureq::Error::BodyExceedsLimit(_) => FetchError::TooLarge,
            other => FetchError::Payload(other.to_string()),
        })?,
    })
}

/// `content-type` as servers write it: `Content-Type`.
fn canonical(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    });
    words.collect::<Vec<_>>().join("-")
}

/// Whom a request is for, as errors name it.
struct Server {
    host: String,
    port: u16,
}

impl Server {
    fn of(uri: &http::Uri) -> Option<Server> {
        let default_port = match uri.scheme_str()? {
            "http" => 80,
            "https" => 443,
            _ => return None,
        };
        Some(Server { host: uri.host()?.to_owned(), port: uri.port_u16().unwrap_or(default_port) })
    }

    fn no_answer(self, error: ureq::Error) -> FetchError {
        let Server { host, port } = self;
        match error {
            ureq::Error::Io(error) => match error.kind() {
                BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof => FetchError::Disconnected,
                ConnectionRefused | HostUnreachable | NetworkUnreachable | AddrNotAvailable => {
                    FetchError::Refused { host, port, message: message_of(&error) }
                }
                TimedOut => FetchError::Timeout,
                InvalidData => FetchError::Tls { host, port, message: message_of(&error) },
                _ => FetchError::Dns { host, port, message: message_of(&error) },
            },
            ureq::Error::HostNotFound => {
                FetchError::Dns { host, port, message: "Name or service not known".to_owned() }
            }
            ureq::Error::Timeout(_) => FetchError::Timeout,
            ureq::Error::Protocol(_) => FetchError::Disconnected,
            ureq::Error::Tls(message) => FetchError::Tls { host, port, message: message.to_owned() },
            ureq::Error::Rustls(error) => FetchError::Tls { host, port, message: error.to_string() },
            other => FetchError::Refused { host, port, message: other.to_string() },
        }
    }
}

/// The system's own words.
fn message_of(error: &io::Error) -> String {
    let text = error.get_ref().map_or_else(|| error.to_string(), ToString::to_string);
    let text = text.strip_prefix("failed to lookup address information: ").unwrap_or(&text);
    text.split(" (os error").next().unwrap_or_default().to_owned()
}
