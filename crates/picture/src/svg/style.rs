//! The picture's own style sheet. Its rules hold below its own class only, as a picture may be pasted into a page, and name
//! colours themselves, as few viewers but browsers know variables.

use super::Theme;
use super::writer::Writer;
use crate::palette::{self, Color};

/// What is the same in light and dark.
const FONT: &str =
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans',sans-serif";
/// The classes, what they colour, and with what.
const RULES: [(&str, &str, Color); 17] = [
    ("p", "fill", palette::PANEL),
    ("u", "fill", palette::RULE),
    ("f", "fill:none;stroke", palette::RULE),
    ("g", "fill", palette::GRID),
    ("t", "fill", palette::TEXT),
    ("d", "fill", palette::DIM),
    ("l", "text-decoration:underline;fill", palette::ACCENT),
    ("e", "fill", palette::ERROR),
    ("r", "fill", palette::ACCENT),
    ("o", "fill", palette::ON_ACCENT),
    ("y", "fill", palette::READY_SOFT),
    ("y", "stroke", palette::READY),
    ("w", "stroke-opacity:.55;stroke", palette::WAITING),
    ("a", "fill:none;stroke-width:1.5;stroke", palette::TEXT),
    ("k", "fill:none;stroke-width:1.5;stroke", palette::DIM),
    ("x", "fill:none;stroke-width:2;stroke", palette::ERROR),
    ("c", "fill:none;stroke-width:2;stroke", palette::BLOCKED),
];
/// The same of the patterns.
const PATTERNS: [(&str, &str, Color); 3] = [
    ("h", "stroke-width:1.2;stroke", palette::WAITING),
    ("i", "stroke-width:1.2;stroke", palette::BLOCKED_LINE),
    ("j", "fill", palette::BLOCKED),
];
/// Slanting lines, as wide as a pattern's tile.
const HATCHING: &str = "M-7 7L1-1M-1 7L7-1M5 7L13-1";

/// The class of the whole, which no other theme has.
pub(super) fn class(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "loopscope-auto",
        Theme::Light => "loopscope-light",
        Theme::Dark => "loopscope-dark",
    }
}

/// Writes style sheet and patterns.
pub(super) fn write(out: &mut Writer, theme: Theme) {
    let root = class(theme);
    out.raw("<style>.").raw(root).raw(" text{font-size:12px;").raw(FONT).raw("}");
    out.raw(".").raw(root).raw(" .s{font-size:11px}.").raw(root).raw(" .b{font-weight:600}");
    out.raw(".").raw(root).raw(" .n{font-size:10px;font-weight:600}");
    for (class, state) in [("w", "waiting"), ("v", "blocked")] {
        out.raw(".")
            .raw(root)
            .raw(" .")
            .raw(class)
            .raw("{fill:url(#")
            .raw(root)
            .raw("-")
            .raw(state)
            .raw(")}");
    }
    let all = || RULES.iter().chain(&PATTERNS);
    for (class, what, color) in all() {
        // What comes before the colour's own property is said once.
        let color = if theme == Theme::Dark { color.dark } else { color.light };
        out.raw(".").raw(root).raw(" .").raw(class).raw("{").raw(what).raw(":").raw(color).raw("}");
    }
    if theme == Theme::Auto {
        out.raw("@media(prefers-color-scheme:dark){");
        for (class, what, color) in all() {
            let property = what.rsplit(';').next().unwrap_or(what);
            out.raw(".")
                .raw(root)
                .raw(" .")
                .raw(class)
                .raw("{")
                .raw(property)
                .raw(":")
                .raw(color.dark)
                .raw("}");
        }
        out.raw("}");
    }
    out.raw("</style>\n<defs>");
    for (state, ground, line) in [("waiting", "", "h"), ("blocked", "j", "i")] {
        out.raw("<pattern id=\"").raw(root).raw("-").raw(state);
        out.raw("\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">");
        if !ground.is_empty() {
            out.rect(ground, 0.0, 0.0, 6.0, 6.0);
        }
        out.raw("<path class=\"").raw(line).raw("\" d=\"").raw(HATCHING).raw("\"/></pattern>");
    }
    out.raw("</defs>\n");
}
