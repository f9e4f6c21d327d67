//! The pages that do more than to be there.

use super::{Content, TEXT, Target, Visits, chance, number, phrase, seconds};

/// How long it takes from one line, or event, to the next.
const PIECE_SECONDS: f64 = 0.1;
const MOST_PIECES: u32 = 100;
const MOST_REDIRECTS: u32 = 100;
const PAGES: u32 = 5;
const ITEMS: u32 = 10;

/// Lines, one after the other; the answer is there when all of them are.
pub(super) fn drip(text: &str) -> Option<(f64, Content)> {
    let count = number(text, 0, MOST_PIECES)?;
    let body: String = (1..=count).map(|line| format!("drip {line}\n")).collect();
    Some((f64::from(count) * PIECE_SECONDS, Content::new(200, TEXT, body.into())))
}

/// Events as servers send them, likewise.
pub(super) fn events(text: &str) -> Option<(f64, Content)> {
    let count = number(text, 0, MOST_PIECES)?;
    let event = |id| format!("id: {id}\nevent: tick\ndata: {{\"n\": {id}}}\n\n");
    let body: String = (1..=count).map(event).collect();
    Some((f64::from(count) * PIECE_SECONDS, Content::new(200, "text/event-stream", body.into())))
}

/// Fails with the probability `p`, as `seed` decides for each time it is asked.
pub(super) fn flaky(target: &Target<'_>, visits: &mut Visits) -> Option<Content> {
    let p = seconds(target.parameter("p").unwrap_or("0.5")).filter(|&p| p <= 1.0)?;
    let seed = number(target.parameter("seed").unwrap_or("0"), 0, u32::MAX)?;
    let count = visits.count(&format!("{}?{}", target.host, target.query));
    let fails = chance::part(chance::mixed(chance::mixed(u64::from(seed)) ^ count)) < p;
    let status = if fails { 503 } else { 200 };
    Some(Content::plain(status, phrase(status)))
}

/// Leads to `/` in so many steps.
pub(super) fn redirect(text: &str) -> Option<Content> {
    let left = number(text, 1, MOST_REDIRECTS)? - 1;
    let location = if left == 0 { "/".to_owned() } else { format!("/redirect/{left}") };
    Some(Content::plain(302, phrase(302)).with("Location", location))
}

/// The cookies of the request.
pub(super) fn cookies(header: &str) -> Content {
    let pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
    let shown: Vec<String> =
        pairs.map(|(name, value)| format!("{}: {}", quoted(name), quoted(value))).collect();
    Content::json(format!("{{\"cookies\": {{{}}}}}", shown.join(", ")))
}

/// Sets the cookies that the query names, and leads to where they are shown.
pub(super) fn set_cookies(query: &str) -> Content {
    let pairs = query.split('&').filter(|pair| pair.contains('=') && !pair.starts_with("delay="));
    let set = |content: Content, pair: &str| content.with("Set-Cookie", format!("{pair}; Path=/"));
    pairs.fold(Content::plain(302, phrase(302)), set).with("Location", "/cookies".to_owned())
}

/// A page of a long list, and where the next one is.
pub(super) fn page_of_items(text: &str) -> Option<Content> {
    let page = number(text, 0, u32::MAX)?;
    if page == 0 || page > PAGES {
        return Some(Content::plain(404, phrase(404)));
    }
    let items: Vec<String> = (1..=ITEMS).map(|item| ((page - 1) * ITEMS + item).to_string()).collect();
    let next = if page == PAGES { "null".to_owned() } else { format!("\"/page/{}\"", page + 1) };
    let items = items.join(", ");
    Some(Content::json(format!(
        "{{\"page\": {page}, \"pages\": {PAGES}, \"items\": [{items}], \"next\": {next}}}"
    )))
}

/// What something costs in a shop, which takes its time to say so.
pub(super) fn price(shop: &str) -> (f64, Content) {
    let number = chance::of_name(shop);
    let (cents, delay) = (500 + number % 1500, 1 + chance::mixed(number) % 10);
    let price = format!("{}.{:02}", cents / 100, cents % 100);
    let body = format!("{{\"shop\": {}, \"price\": {price}, \"currency\": \"EUR\"}}", quoted(shop));
    (delay as f64 / 10.0, Content::json(body))
}

/// Answers a few times in a second, and else says when to come back.
pub(super) fn limited(is_within: bool) -> Content {
    if is_within {
        Content::plain(200, phrase(200))
    } else {
        Content::plain(429, phrase(429)).with("Retry-After", "1".to_owned())
    }
}

/// A JSON string; what is not printable ASCII is a question mark in it.
fn quoted(text: &str) -> String {
    let shown = text.chars().map(|letter| match letter {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        ' '..='~' => letter.to_string(),
        _ => "?".to_owned(),
    });
    format!("\"{}\"", shown.collect::<String>())
}
