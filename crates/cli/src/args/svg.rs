//! What `loopscope svg` is asked for.

use std::path::PathBuf;

use lexopt::prelude::*;
use loopscope_picture::Axis;
use loopscope_picture::svg::{LEAST_WIDTH, MOST_WIDTH, Theme, USUAL_WIDTH};

/// A picture to be drawn.
#[derive(Debug, PartialEq)]
pub(crate) struct Svg {
    /// The program, or the recording of one; `None` for standard input.
    pub(crate) file: Option<PathBuf>,
    /// Where to write it; `None` for standard output.
    pub(crate) out: Option<PathBuf>,
    /// What the axis counts.
    pub(crate) axis: Axis,
    /// Light or dark.
    pub(crate) theme: Theme,
    /// The width in pixels.
    pub(crate) width: u32,
    /// Lanes with this in their names only.
    pub(crate) filter: String,
    /// What it is a picture of.
    pub(crate) title: Option<String>,
    /// The address of a page of Loopscope, to link to.
    pub(crate) page: Option<String>,
}

/// Understands what follows the command's name; `None` for `--help`.
///
/// # Errors
///
/// A message for the user.
pub(super) fn parse(parser: &mut lexopt::Parser) -> Result<Option<Svg>, String> {
    let (mut file, mut out, mut title, mut page) = (None, None, None, None);
    let (mut axis, mut theme, mut width, mut filter) = (Axis::Time, Theme::Auto, USUAL_WIDTH, String::new());
    let words = |error: lexopt::Error| error.to_string();
    while let Some(argument) = parser.next().map_err(words)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Short('o') | Long("output") => out = Some(PathBuf::from(parser.value().map_err(words)?)),
            Long("axis") => {
                axis = match parser.value().and_then(|value| value.string()).map_err(words)?.as_str() {
                    "time" => Axis::Time,
                    "order" => Axis::Order,
                    other => return Err(format!("--axis takes time or order, not {other}")),
                }
            }
            Long("theme") => {
                theme = match parser.value().and_then(|value| value.string()).map_err(words)?.as_str() {
                    "auto" => Theme::Auto,
                    "light" => Theme::Light,
                    "dark" => Theme::Dark,
                    other => return Err(format!("--theme takes auto, light or dark, not {other}")),
                }
            }
            Long("width") => {
                width = parser.value().and_then(|value| value.parse()).map_err(words)?;
                if !(LEAST_WIDTH..=MOST_WIDTH).contains(&width) {
                    return Err(format!("--width takes {LEAST_WIDTH} to {MOST_WIDTH} pixels, not {width}"));
                }
            }
            Long("filter") => filter = parser.value().and_then(|value| value.string()).map_err(words)?,
            Long("title") => title = Some(parser.value().and_then(|value| value.string()).map_err(words)?),
            Long("page") => {
                let address = parser.value().and_then(|value| value.string()).map_err(words)?;
                // What else a picture in somebody's page could open is not for this command to say.
                if !address.starts_with("https://") && !address.starts_with("http://") {
                    return Err(format!("--page takes an address with http:// or https://, not {address}"));
                }
                page = Some(address);
            }
            Value(path) if file.is_none() => file = Some(path),
            other => return Err(other.unexpected().to_string()),
        }
    }
    let file = file.ok_or("svg needs a file, or - for standard input")?;
    let file = (file != "-").then(|| PathBuf::from(file));
    Ok(Some(Svg { file, out, axis, theme, width, filter, title, page }))
}
