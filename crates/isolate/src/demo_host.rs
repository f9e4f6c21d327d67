//! The reserved host `demo.test`, answered without network. `docs/demo-host.md` is its contract.

/// What the demo host answers to one request.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// How long after the request the answer comes, in microseconds of the program's clock.
    pub delay_micros: u64,
    /// `None`: the connection ends without an answer.
    pub response: Option<Response>,
}

/// A response of the demo host.
#[derive(Debug, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Its reason phrase.
    pub reason: &'static str,
    /// The headers in their order.
    pub headers: Vec<(String, String)>,
    /// The body; empty for `HEAD`.
    pub body: Vec<u8>,
}

/// A request as the demo host sees it.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// `GET` and the like.
    pub method: &'a str,
    /// The whole URL.
    pub url: &'a str,
    /// The `Content-Type` of the body, if there is one.
    pub content_type: Option<&'a str>,
    /// The body.
    pub body: &'a [u8],
}

const TEXT: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";
const BYTES: &str = "application/octet-stream";
const JSON_DOCUMENT: &str =
    r#"{"name": "demo.test", "numbers": [1, 2, 3], "nested": {"ok": true, "nothing": null}}"#;
const LONGEST_DELAY_SECONDS: f64 = 60.0;
const MOST_BYTES: u32 = 1_000_000;

/// The answer to `request`, if its URL names `demo.test` or a host below it.
pub fn answer(request: Request<'_>) -> Option<Answer> {
    let target = Target::parse(request.url)?;
    if target.host != "demo.test" && !target.host.ends_with(".demo.test") {
        return None;
    }
    if target.path == "/drop" {
        return Some(Answer { delay_micros: 0, response: None });
    }
    let head = request.method.eq_ignore_ascii_case("HEAD");
    let (delay_seconds, content) = page(&target, request)
        .and_then(|(delay, content)| Some((delay + target.query_delay()?, content)))
        .unwrap_or_else(|| (0.0, Content::plain(400, phrase(400))));
    Some(Answer {
        delay_micros: (delay_seconds * 1e6).round() as u64,
        response: Some(content.response(head)),
    })
}

/// What there is at a path, and after how many seconds; `None` for a bad request.
fn page(target: &Target<'_>, request: Request<'_>) -> Option<(f64, Content)> {
    let segments: Vec<&str> = target.path.split('/').skip(1).collect();
    let content = match segments[..] {
        [""] => Content::plain(200, &format!("Hello from {}\n", target.host)),
        ["text"] => Content::plain(200, "one\ntwo\nthree\n"),
        ["json"] => Content::new(200, JSON, JSON_DOCUMENT.into()),
        ["delay", text] => {
            let body = format!("{{\"delay\": {text}}}");
            return Some((seconds(text)?, Content::new(200, JSON, body.into())));
        }
        ["status", text] => {
            let status = number(text, 200, 599)? as u16;
            Content::plain(status, phrase(status))
        }
        ["bytes", text] => {
            let count = number(text, 0, MOST_BYTES)?;
            Content::new(200, BYTES, (0..count).map(|i| i as u8).collect())
        }
        ["echo"] => Content::new(200, request.content_type.unwrap_or(TEXT), request.body.into()),
        _ => Content::plain(404, phrase(404)),
    };
    Some((0.0, content))
}

/// A URL's host in lower case without port, its path (at least `/`) and its query.
struct Target<'a> {
    host: String,
    path: &'a str,
    query: &'a str,
}

impl<'a> Target<'a> {
    fn parse(url: &'a str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
            return None;
        }
        let rest = rest.split('#').next().unwrap_or_default();
        let (authority, rest) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let host = authority.rsplit('@').next().unwrap_or_default();
        let host = host.split(':').next().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Some(Target { host, path: if path.is_empty() { "/" } else { path }, query })
    }

    /// The seconds that the query asks for; `None` if it does not do so properly.
    fn query_delay(&self) -> Option<f64> {
        self.query.split('&').filter_map(|parameter| parameter.strip_prefix("delay=")).map(seconds).sum()
    }
}

struct Content {
    status: u16,
    content_type: String,
    body: Vec<u8>,
}

impl Content {
    fn new(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        Content { status, content_type: content_type.into(), body }
    }

    fn plain(status: u16, text: &str) -> Self {
        Content::new(status, TEXT, text.into())
    }

    fn response(self, head: bool) -> Response {
        let Content { status, content_type, body } = self;
        let reason = phrase(status);
        if matches!(status, 204 | 304) {
            return Response { status, reason, headers: Vec::new(), body: Vec::new() };
        }
        let headers = vec![
            ("Content-Type".to_owned(), content_type),
            ("Content-Length".to_owned(), body.len().to_string()),
        ];
        Response { status, reason, headers, body: if head { Vec::new() } else { body } }
    }
}

/// Digits, optionally a point and more digits, up to a minute.
fn seconds(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    text.parse().ok().filter(|&seconds| seconds <= LONGEST_DELAY_SECONDS)
}

fn number(text: &str, least: u32, most: u32) -> Option<u32> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|number| (least..=most).contains(number))
}

/// The reason phrase of a status from 200 to 599.
fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        203 => "Non-Authoritative Information",
        204 => "No Content",
        205 => "Reset Content",
        206 => "Partial Content",
        207 => "Multi-Status",
        208 => "Already Reported",
        226 => "IM Used",
        300 => "Multiple Choices",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        305 => "Use Proxy",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        407 => "Proxy Authentication Required",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Request Entity Too Large",
        414 => "Request-URI Too Long",
        415 => "Unsupported Media Type",
        416 => "Requested Range Not Satisfiable",
        417 => "Expectation Failed",
        418 => "I'm a Teapot",
        421 => "Misdirected Request",
        422 => "Unprocessable Entity",
        423 => "Locked",
        424 => "Failed Dependency",
        425 => "Too Early",
        426 => "Upgrade Required",
        428 => "Precondition Required",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        451 => "Unavailable For Legal Reasons",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        506 => "Variant Also Negotiates",
        507 => "Insufficient Storage",
        508 => "Loop Detected",
        510 => "Not Extended",
        511 => "Network Authentication Required",
        _ => "Unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(url: &str) -> Answer {
        answer(Request { method: "GET", url, content_type: None, body: b"" }).expect("it is the demo host")
    }

    fn text(answer: &Answer) -> (u16, String) {
        let response = answer.response.as_ref().expect("there is an answer");
        (response.status, String::from_utf8(response.body.clone()).expect("the body is text"))
    }

    #[test]
    fn greets_with_the_host() {
        let greeting = get("http://EU.demo.test:8080");
        assert_eq!(text(&greeting), (200, "Hello from eu.demo.test\n".into()));
        assert_eq!(greeting.delay_micros, 0);
    }

    #[test]
    fn leaves_other_hosts_alone() {
        for url in ["http://example.org/", "http://notdemo.test/", "ftp://demo.test/", "demo.test"] {
            assert_eq!(answer(Request { method: "GET", url, content_type: None, body: b"" }), None);
        }
    }

    #[test]
    fn delays_add_up() {
        let late = get("https://demo.test/delay/1.50?x=1&delay=2#top");
        assert_eq!(late.delay_micros, 3_500_000);
        assert_eq!(text(&late), (200, "{\"delay\": 1.50}".into()));
    }

    #[test]
    fn refuses_what_is_out_of_range() {
        for path in ["delay/61", "delay/1.", "delay/-1", "delay/", "status/199", "bytes/1000001", "?delay=x"]
        {
            let refusal = get(&format!("http://demo.test/{path}"));
            assert_eq!((refusal.delay_micros, text(&refusal)), (0, (400, "Bad Request".into())), "{path}");
        }
    }

    #[test]
    fn has_every_page() {
        assert_eq!(text(&get("http://demo.test/status/599")), (599, "Unknown".into()));
        assert_eq!(text(&get("http://demo.test/nowhere")), (404, "Not Found".into()));
        let bytes = get("http://demo.test/bytes/300").response.expect("there is an answer");
        assert_eq!((bytes.body.len(), bytes.body[299]), (300, 43));
        let empty = get("http://demo.test/status/204").response.expect("there is an answer");
        assert_eq!((empty.headers.len(), empty.body.len()), (0, 0));
        assert_eq!(get("http://demo.test/drop").response, None);
    }

    #[test]
    fn head_has_the_length_and_no_body() {
        let url = "http://demo.test/text";
        let head = answer(Request { method: "HEAD", url, content_type: None, body: b"" });
        let response = head.and_then(|answer| answer.response).expect("there is an answer");
        assert_eq!(response.headers[1], ("Content-Length".into(), "14".into()));
        assert!(response.body.is_empty());
    }
}
