//! The reserved host `demo.test`, answered without network. `docs/demo-host.md` is its contract.

mod chance;
mod pages;
mod phrases;
mod visits;

use phrases::phrase;
pub use visits::Visits;

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
    /// Its headers.
    pub headers: &'a [(String, String)],
    /// The body.
    pub body: &'a [u8],
}

const TEXT: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";
const BYTES: &str = "application/octet-stream";
const JSON_DOCUMENT: &str =
    r#"{"name": "demo.test", "numbers": [1, 2, 3], "nested": {"ok": true, "nothing": null}}"#;
const LONGEST_DELAY_SECONDS: f64 = 60.0;
/// How many hundredths of a second a server below `demo.test` needs, at least, and how many more there may be.
const LATENCY: (u64, u64) = (2, 19);
const MOST_BYTES: u32 = 1_000_000;

/// The answer to `request`, if its URL names `demo.test` or a host below it. `now_micros` is the program's clock.
pub fn answer(request: Request<'_>, visits: &mut Visits, now_micros: u64) -> Option<Answer> {
    let target = Target::parse(request.url)?;
    if target.host != "demo.test" && !target.host.ends_with(".demo.test") {
        return None;
    }
    let latency = target.latency_seconds();
    if target.path == "/drop" {
        return Some(Answer { delay_micros: micros(latency), response: None });
    }
    let head = request.method.eq_ignore_ascii_case("HEAD");
    let (delay_seconds, content) = page(&target, request, visits, now_micros)
        .and_then(|(delay, content)| Some((delay + target.query_delay()?, content)))
        .unwrap_or_else(|| (0.0, Content::plain(400, phrase(400))));
    Some(Answer { delay_micros: micros(latency + delay_seconds), response: Some(content.response(head)) })
}

fn micros(seconds: f64) -> u64 {
    (seconds * 1e6).round() as u64
}

/// What there is at a path, and after how many seconds; `None` for a bad request.
fn page(
    target: &Target<'_>,
    request: Request<'_>,
    visits: &mut Visits,
    now_micros: u64,
) -> Option<(f64, Content)> {
    let segments: Vec<&str> = target.path.split('/').skip(1).collect();
    let content = match segments[..] {
        [""] => Content::plain(200, &format!("Hello from {}\n", target.host)),
        ["text"] => Content::plain(200, "one\ntwo\nthree\n"),
        ["json"] => Content::json(JSON_DOCUMENT.into()),
        ["delay", text] => return Some((seconds(text)?, Content::json(format!("{{\"delay\": {text}}}")))),
        ["status", text] => {
            let status = number(text, 200, 599)? as u16;
            Content::plain(status, phrase(status))
        }
        ["bytes", text] => {
            let count = number(text, 0, MOST_BYTES)?;
            Content::new(200, BYTES, (0..count).map(|i| i as u8).collect())
        }
        ["echo"] => Content::new(200, request.header("content-type").unwrap_or(TEXT), request.body.into()),
        ["drip", text] => return pages::drip(text),
        ["sse", text] => return pages::events(text),
        ["flaky"] => pages::flaky(target, visits)?,
        ["redirect", text] => pages::redirect(text)?,
        ["cookies"] => pages::cookies(request.header("cookie").unwrap_or_default()),
        ["cookies", "set"] => pages::set_cookies(target.query),
        ["page", text] => pages::page_of_items(text)?,
        ["shop", name, "price"] => return Some(pages::price(name)),
        ["limited"] => pages::limited(visits.is_within_limit(&target.host, now_micros)),
        _ => Content::plain(404, phrase(404)),
    };
    Some((0.0, content))
}

impl<'a> Request<'a> {
    fn header(&self, wanted: &str) -> Option<&'a str> {
        let found = self.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.as_str())
    }
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

    /// The value of a parameter of the query.
    fn parameter(&self, name: &str) -> Option<&'a str> {
        self.query
            .split('&')
            .filter_map(|it| it.split_once('='))
            .find(|(it, _)| *it == name)
            .map(|(_, it)| it)
    }

    /// How long a server needs for each answer: `demo.test` itself no time, and one below it always the same.
    fn latency_seconds(&self) -> f64 {
        match self.host.strip_suffix(".demo.test") {
            Some(name) => (LATENCY.0 + chance::of_name(name) % LATENCY.1) as f64 / 100.0,
            None => 0.0,
        }
    }
}

struct Content {
    status: u16,
    content_type: String,
    body: Vec<u8>,
    /// Headers besides those for the body.
    besides: Vec<(String, String)>,
}

impl Content {
    fn new(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        Content { status, content_type: content_type.into(), body, besides: Vec::new() }
    }

    fn json(text: String) -> Self {
        Content::new(200, JSON, text.into())
    }

    fn with(mut self, name: &str, value: String) -> Self {
        self.besides.push((name.to_owned(), value));
        self
    }

    fn plain(status: u16, text: &str) -> Self {
        Content::new(status, TEXT, text.into())
    }

    fn response(self, head: bool) -> Response {
        let Content { status, content_type, body, besides } = self;
        let reason = phrase(status);
        if matches!(status, 204 | 304) {
            return Response { status, reason, headers: Vec::new(), body: Vec::new() };
        }
        let mut headers = vec![
            ("Content-Type".to_owned(), content_type),
            ("Content-Length".to_owned(), body.len().to_string()),
        ];
        headers.extend(besides);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &str, url: &str) -> Option<Answer> {
        answer(Request { method, url, headers: &[], body: b"" }, &mut Visits::default(), 0)
    }

    fn get(url: &str) -> Answer {
        asked("GET", url).expect("it is the demo host")
    }

    fn header(answer: &Answer, name: &str) -> Option<String> {
        let headers = &answer.response.as_ref().expect("there is an answer").headers;
        headers.iter().find(|(it, _)| it == name).map(|(_, value)| value.clone())
    }

    fn text(answer: &Answer) -> (u16, String) {
        let response = answer.response.as_ref().expect("there is an answer");
        (response.status, String::from_utf8(response.body.clone()).expect("the body is text"))
    }

    #[test]
    fn greets_with_the_host() {
        let greeting = get("http://EU.demo.test:8080");
        assert_eq!(text(&greeting), (200, "Hello from eu.demo.test\n".into()));
        assert_eq!((greeting.delay_micros, get("http://demo.test").delay_micros), (100_000, 0));
    }

    #[test]
    fn leaves_other_hosts_alone() {
        for url in ["http://example.org/", "http://notdemo.test/", "ftp://demo.test/", "demo.test"] {
            assert_eq!(asked("GET", url), None);
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
        let response = asked("HEAD", url).and_then(|answer| answer.response).expect("there is an answer");
        assert_eq!(response.headers[1], ("Content-Length".into(), "14".into()));
        assert!(response.body.is_empty());
    }
    #[test]
    fn servers_differ_in_what_they_need() {
        let latency =
            |host: &str| get(&format!("http://{host}.demo.test/text?delay=1")).delay_micros - 1_000_000;
        let latencies = ["a", "b", "c", "eu", "us"].map(latency);
        assert!(latencies.iter().all(|it| (20_000..=200_000).contains(it)), "{latencies:?}");
        assert!(latencies.iter().any(|it| *it != latencies[0]), "{latencies:?}");
        assert_eq!(latency("A"), latencies[0]);
    }

    #[test]
    fn some_answers_fail_always_the_same() {
        let statuses = |url: &str| -> Vec<u16> {
            let mut visits = Visits::default();
            let request = Request { method: "GET", url, headers: &[], body: b"" };
            let ask = |_| answer(request, &mut visits, 0).expect("it is the demo host");
            (0..40).map(ask).map(|it| text(&it).0).collect()
        };
        let often = statuses("http://demo.test/flaky?p=0.5&seed=1");
        assert_eq!(often, statuses("http://demo.test/flaky?p=0.5&seed=1"));
        assert_ne!(often, statuses("http://demo.test/flaky?p=0.5&seed=2"));
        let failed = often.iter().filter(|&&it| it == 503).count();
        assert!((10..=30).contains(&failed), "{often:?}");
        assert!(statuses("http://demo.test/flaky?p=0").iter().all(|&it| it == 200));
        assert!(statuses("http://demo.test/flaky?p=1").iter().all(|&it| it == 503));
        assert!(statuses("http://demo.test/flaky?p=1.5").iter().all(|&it| it == 400));
    }

    #[test]
    fn a_limit_is_one_for_each_second_and_server() {
        let mut visits = Visits::default();
        let mut ask = |host: &str, now_micros| {
            let url = format!("http://{host}/limited");
            let request = Request { method: "GET", url: &url, headers: &[], body: b"" };
            answer(request, &mut visits, now_micros).expect("it is the demo host")
        };
        let statuses = [0, 1, 2, 3, 999_999].map(|now| text(&ask("demo.test", now)).0);
        assert_eq!(statuses, [200, 200, 200, 429, 429]);
        assert_eq!(header(&ask("demo.test", 999_999), "Retry-After"), Some("1".into()));
        assert_eq!(text(&ask("a.demo.test", 999_999)).0, 200);
        assert_eq!([1_000_000, 1_000_000].map(|now| text(&ask("demo.test", now)).0), [200, 429]);
    }

    #[test]
    fn redirects_count_down() {
        let location = |path: &str| header(&get(&format!("http://demo.test/redirect/{path}")), "Location");
        assert_eq!(location("2"), Some("/redirect/1".into()));
        assert_eq!(location("1"), Some("/".into()));
        assert_eq!(text(&get("http://demo.test/redirect/0")).0, 400);
    }

    #[test]
    fn cookies_come_back() {
        let headers = [("cookie".to_owned(), "a=1; b=\"x\"".to_owned())];
        let url = "http://demo.test/cookies";
        let request = Request { method: "GET", url, headers: &headers, body: b"" };
        let told = answer(request, &mut Visits::default(), 0).expect("it is the demo host");
        assert_eq!(text(&told).1, r#"{"cookies": {"a": "1", "b": "\"x\""}}"#);
        let set = get("http://demo.test/cookies/set?a=1&b=2").response.expect("there is an answer");
        let said: Vec<_> = set.headers.iter().skip(2).map(|(_, value)| value.as_str()).collect();
        assert_eq!(said, ["a=1; Path=/", "b=2; Path=/", "/cookies"]);
    }
}
