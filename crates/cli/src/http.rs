//! Web requests over the network. Each runs on a thread of its own, which ends with the answer.

use std::io;
use std::thread;
use std::time::Duration;

use loopscope_stdlib::remote::{Fetch, FetchDone, FetchError, FetchResponse};
use ureq::{Agent, Body, RequestExt, ResponseExt, http};

/// A longer body is refused, so that a program cannot fill the memory by a mistake.
const LONGEST_BODY_BYTES: u64 = 64 * 1024 * 1024;
/// aiohttp follows as many redirects.
const MOST_REDIRECTS: u32 = 10;
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
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(MOST_REDIRECTS)
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .user_agent(concat!("loopscope/", env!("CARGO_PKG_VERSION")))
        .allow_non_standard_methods(true)
        .build()
        .into();
    let mut request = http::Request::builder().method(fetch.method.as_str()).uri(&fetch.url);
    for (name, value) in &fetch.headers {
        request = request.header(name, value);
    }
    let request = request.body(fetch.body).map_err(|error| FetchError::Connect(error.to_string()))?;
    let response = if request.body().is_empty() {
        request.map(|_| ()).with_agent(&agent).force_send_body().run()
    } else {
        request.with_agent(&agent).force_send_body().run()
    };
    read(response.map_err(no_answer)?)
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
        body: body.map_err(|error| FetchError::Payload(error.to_string()))?,
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

fn no_answer(error: ureq::Error) -> FetchError {
    match error {
        ureq::Error::Io(error) => no_connection(&error),
        ureq::Error::HostNotFound => FetchError::Connect("Name or service not known".into()),
        ureq::Error::ConnectionFailed => FetchError::Connect("Connection failed".into()),
        ureq::Error::Timeout(_) => FetchError::Connect("Connection timed out".into()),
        ureq::Error::Protocol(_) => FetchError::Disconnected,
        other => FetchError::Connect(other.to_string()),
    }
}

fn no_connection(error: &io::Error) -> FetchError {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    match error.kind() {
        BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof => FetchError::Disconnected,
        _ => {
            // The standard library puts words of its own before the resolver's.
            let text = error.get_ref().map_or_else(|| error.to_string(), ToString::to_string);
            let text = text.strip_prefix("failed to lookup address information: ").unwrap_or(&text);
            FetchError::Connect(text.split(" (os error").next().unwrap_or_default().to_owned())
        }
    }
}
