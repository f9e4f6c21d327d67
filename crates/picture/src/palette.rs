//! The colours of pictures that go elsewhere, where no style sheet is. They are those of the page: a test reads its tokens.

/// A colour, as `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// On a light ground.
    pub light: &'static str,
    /// On a dark ground.
    pub dark: &'static str,
}

macro_rules! palette {
    ($($(#[$doc:meta])* $name:ident = $token:literal $light:literal $dark:literal;)*) => {
        $($(#[$doc])* pub const $name: Color = Color { light: $light, dark: $dark };)*
        /// All of them, by the name of their token.
        #[cfg(test)]
        const ALL: &[(&str, Color)] = &[$(($token, $name)),*];
    };
}

palette! {
    /// The ground.
    PANEL = "panel" "#ffffff" "#14171c";
    /// Lines between parts.
    RULE = "rule" "#e4e4e0" "#262b33";
    /// Lines of the ticks.
    GRID = "grid" "#f1f1ee" "#1c2027";
    /// Text, arrows and outlines.
    TEXT = "text" "#1c1f26" "#e4e7ec";
    /// Text that matters less.
    DIM = "dim" "#5a5f68" "#9ba2b0";
    /// What ran, and links.
    ACCENT = "accent" "#4f46e5" "#8f8cf9";
    /// Text on what ran or was blocked.
    ON_ACCENT = "on-accent" "#ffffff" "#10121a";
    /// What failed.
    ERROR = "error" "#c02638" "#ff7b86";
    /// The line around what was ready.
    READY = "ready" "#b26a00" "#f0b44c";
    /// What was ready.
    READY_SOFT = "ready-soft" "#fff1d6" "#3b2d12";
    /// What waited.
    WAITING = "waiting" "#9aa0ab" "#5d6573";
    /// What was blocked.
    BLOCKED = "blocked" "#3c4250" "#b9c0cd";
    /// The hatching of what was blocked.
    BLOCKED_LINE = "blocked-line" "#4c5362" "#cbd1dc";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_the_pages() {
        let tokens = include_str!("../../../web/styles/tokens.css");
        for (token, Color { light, dark }) in ALL {
            let line = format!("  --{token}: light-dark({light}, {dark});\n");
            assert!(tokens.contains(&line), "{line}");
        }
    }
}
