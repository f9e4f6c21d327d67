//! `loopscope svg`: the timeline of a run as a picture.

use std::fs;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use loopscope_link::{Fields, Link, Program as Linked};
use loopscope_picture::svg::{Options, picture_of};

use crate::args::Svg;

/// Writes the picture of a run of a program, with this seed, of which these are the events, as batches one after the other.
///
/// # Errors
///
/// A message for the user.
pub(crate) fn write(options: &Svg, source: &str, seed: u64, events: &[u8]) -> Result<(), String> {
    let link = options.page.as_deref().map(|page| link(page, source, seed)).transpose()?;
    let name = options.file.as_deref().and_then(|file| file.file_name());
    let name = name.map_or_else(|| "a program".into(), |name| name.to_string_lossy());
    let title = options.title.clone().unwrap_or_else(|| format!("Timeline of {name}"));
    let said = Options {
        axis: options.axis,
        width: options.width,
        theme: options.theme,
        filter: &options.filter,
        title: &title,
        link: link.as_deref(),
    };
    let svg =
        picture_of(events, true, &said).map_err(|error| format!("can't read the recording: {error}"))?;
    match &options.out {
        Some(path) => {
            fs::write(path, svg).map_err(|error| format!("can't write {}: {error}", path.display()))
        }
        None => match io::stdout().write_all(svg.as_bytes()) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("can't write: {error}")),
            _ => Ok(()),
        },
    }
}

/// The link that opens a program in a page, in virtual time, where `random` begins as it did.
fn link(page: &str, source: &str, seed: u64) -> Result<String, String> {
    let cant = |error: io::Error| format!("can't make the link: {error}");
    let mut packing = DeflateEncoder::new(Vec::new(), Compression::best());
    packing.write_all(source.as_bytes()).map_err(cant)?;
    let packed = packing.finish().map_err(cant)?;
    let mut fields = Fields::default();
    fields.set(Fields::CLOCK, Some("virtual"));
    // Without one it is 0 in virtual time.
    if seed > 0 {
        fields.set(Fields::SEED, Some(&seed.to_string()));
    }
    let link = Link { fields, program: Linked::Packed(packed) };
    let page = page.split('#').next().unwrap_or(page);
    Ok(format!("{page}#{}", link.write()))
}
