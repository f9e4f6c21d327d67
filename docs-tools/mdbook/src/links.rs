//! Links to Loopscope; what they look like is said in its `docs/links.md`.

/// What stands behind `#` in the link to a program, before which stand these fields.
pub(crate) fn to_program(code: &str, fields: &str) -> String {
    format!("#{fields}code={}", encoded(code))
}

/// The same for a lesson.
pub(crate) fn to_lesson(name: &str, fields: &str) -> String {
    format!("#{fields}lesson={}", encoded(name))
}

/// What may have been encoded as links want it, so that it can stand in one.
pub(crate) fn encoded_again(value: &str) -> String {
    encoded(value).replace("%2B", "+").replace("%25", "%")
}

fn encoded(text: &str) -> String {
    let mut written = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
    }
    written
}

/// A text as it stands in HTML, also in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
