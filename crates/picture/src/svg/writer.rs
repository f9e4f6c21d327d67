//! Writes elements, with numbers to a tenth of a pixel and texts that can't become markup.

/// The text of an SVG file.
#[derive(Default)]
pub(super) struct Writer(String);

impl Writer {
    /// Adds what is markup already.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds a text. What XML has no place for becomes a replacement character.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\n' | '\t' | '\r' => self.0.push(' '),
                '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => self.0.push('\u{fffd}'),
                _ => self.0.push(letter),
            }
        }
        self
    }

    /// Adds a number. What prints floating point numbers would make a page larger by some kilobytes.
    pub(super) fn number(&mut self, number: f64) -> &mut Self {
        let tenths = (number * 10.0).round() as i64;
        if tenths < 0 {
            self.0.push('-');
        }
        let tenths = tenths.unsigned_abs();
        self.0.push_str(&(tenths / 10).to_string());
        if !tenths.is_multiple_of(10) {
            self.0.push('.');
            self.0.push(char::from(b'0' + (tenths % 10) as u8));
        }
        self
    }

    /// Adds an attribute that is a number.
    pub(super) fn attribute(&mut self, name: &str, number: f64) -> &mut Self {
        self.raw(" ").raw(name).raw("=\"").number(number).raw("\"")
    }

    /// A rectangle of a class.
    pub(super) fn rect(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) -> &mut Self {
        self.raw("<rect class=\"").raw(class).raw("\"");
        self.attribute("x", x)
            .attribute("y", y)
            .attribute("width", width)
            .attribute("height", height)
            .raw("/>")
    }

    /// A path of a class: letters for commands, with the numbers behind each.
    pub(super) fn path(&mut self, class: &str, parts: &[(&str, &[f64])]) -> &mut Self {
        self.raw("<path class=\"").raw(class).raw("\" d=\"");
        for (command, numbers) in parts {
            self.raw(command);
            for (index, number) in numbers.iter().enumerate() {
                self.raw(if index > 0 { " " } else { "" }).number(*number);
            }
        }
        self.raw("\"/>")
    }

    /// Words of a class whose middle is at a height.
    pub(super) fn words(&mut self, class: &str, x: f64, middle: f64, size: f64, words: &str) -> &mut Self {
        self.raw("<text class=\"").raw(class).raw("\"");
        // Few viewers know `dominant-baseline`.
        self.attribute("x", x).attribute("y", middle + size * 0.35).raw(">").text(words).raw("</text>")
    }

    /// All that was written.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_tenth_where_they_need_it() {
        let mut writer = Writer::default();
        for number in [0.0, 12.0, 3.24, -0.26, -0.01, 99.96] {
            writer.number(number).raw(" ");
        }
        assert_eq!(writer.finish(), "0 12 3.2 -0.3 0 100 ");
    }

    #[test]
    fn texts_are_no_markup() {
        let mut writer = Writer::default();
        writer.text("</text><script>\"&'\0\u{1b}\n\u{202e}é");
        assert_eq!(writer.finish(), "&lt;/text&gt;&lt;script&gt;&quot;&amp;'\u{fffd}\u{fffd} \u{202e}é");
    }
}
