//! Links to Loopscope; what they look like is said in its `docs/links.md`.

/// What stands behind `#` in the link to a program.
pub(crate) fn to_program(code: &str, clock: Option<&str>) -> String {
    format!("#{}code={}", field(clock), encoded(code))
}

/// The same for a lesson.
pub(crate) fn to_lesson(name: &str, clock: Option<&str>) -> String {
    format!("#{}lesson={}", field(clock), encoded(name))
}

fn field(clock: Option<&str>) -> String {
    clock.map(|clock| format!("clock={clock}&")).unwrap_or_default()
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
