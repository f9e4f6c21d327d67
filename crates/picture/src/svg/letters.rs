//! How wide texts are, by guess: who reads the picture has other letters than who made it, so this is rather too much.

/// Widths of the printable ASCII characters in thousandths of the size, of a wide sans-serif.
const WIDTHS: [u16; 95] = [
    350, 400, 460, 800, 640, 950, 780, 280, 400, 400, 500, 840, 350, 400, 350, 380, 640, 640, 640, 640, 640,
    640, 640, 640, 640, 640, 360, 360, 840, 840, 840, 560, 1000, 700, 690, 700, 770, 640, 600, 780, 760, 320,
    400, 680, 570, 880, 760, 790, 620, 790, 700, 640, 620, 740, 700, 990, 690, 640, 690, 400, 380, 400, 840,
    560, 500, 620, 640, 560, 640, 620, 380, 640, 640, 300, 320, 590, 300, 980, 640, 620, 640, 640, 430, 540,
    400, 640, 600, 820, 600, 600, 540, 640, 380, 640, 840,
];
/// The same of other letters, of those of East Asia and pictures, and of what is added to a letter.
const OTHER: u16 = 720;
const FULL: u16 = 1_050;

/// How wide a text is at a size, both in pixels.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: u64 = text.chars().map(|letter| u64::from(of(letter))).sum();
    let width = thousandths as f64 * size / 1_000.0;
    if bold { width * 1.08 } else { width }
}

fn of(letter: char) -> u16 {
    match letter {
        ' '..='~' => WIDTHS[letter as usize - ' ' as usize],
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'.. => FULL,
        _ => OTHER,
    }
}

/// A text that is no wider than `room`: with an ellipsis where it would be; `None` if there is room for next to nothing.
pub(super) fn fitted(text: &str, size: f64, bold: bool, room: f64) -> Option<String> {
    let fits = |text: &str| width(text, size, bold) <= room;
    if fits(text) {
        return Some(text.to_owned());
    }
    // Names often differ in the number at their end.
    let (name, number) = text.split_at(text.trim_end_matches(|it: char| it.is_ascii_digit()).len());
    let cuts = name.char_indices().rev().map(|(cut, _)| cut).filter(|cut| *cut > 0);
    cuts.map(|cut| format!("{}…{number}", name[..cut].trim_end())).find(|cut| fits(cut))
}
