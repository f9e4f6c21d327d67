//! `loopscope svg`: the timeline of a run as a picture.

use std::fs;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use loopscope_link::{Fields, Link, Program as Linked};
use loopscope_picture::Shown;
use loopscope_picture::svg::Picture;
use loopscope_story::Lanes;
use loopscope_trace::Recording;

use crate::args::Svg;

/// Writes the picture of a run, of whose program this is the source, and these the events, as batches one after the other.
///
/// # Errors
///
/// A message for the user.
pub(crate) fn write(options: &Svg, source: &str, events: &[u8]) -> Result<(), String> {
    let (mut recording, mut lanes) = (Recording::default(), Lanes::default());
    recording
        .add(events, &mut |event| lanes.push(event))
        .map_err(|error| format!("can't read the recording: {error}"))?;
    lanes.end();
    let mut shown = Shown::default();
    shown.filter(&options.filter);
    let link = options.page.as_deref().map(|page| link(page, source)).transpose()?;
    let name = options.file.as_deref().and_then(|file| file.file_name());
    let name = name.map_or_else(|| "a program".into(), |name| name.to_string_lossy());
    let title = options.title.clone().unwrap_or_else(|| format!("Timeline of {name}"));
    let picture = Picture {
        recording: &recording,
        lanes: &lanes,
        shown: &shown,
        axis: options.axis,
        width: options.width,
        theme: options.theme,
        title: &title,
        link: link.as_deref(),
        chosen: None,
    };
    let svg = picture.svg();
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

/// The link that opens a program in a page, in virtual time.
fn link(page: &str, source: &str) -> Result<String, String> {
    let cant = |error: io::Error| format!("can't make the link: {error}");
    let mut packing = DeflateEncoder::new(Vec::new(), Compression::best());
    packing.write_all(source.as_bytes()).map_err(cant)?;
    let packed = packing.finish().map_err(cant)?;
    let mut fields = Fields::default();
    fields.set("clock", Some("virtual"));
    let link = Link { fields, program: Linked::Packed(packed) };
    let page = page.split('#').next().unwrap_or(page);
    Ok(format!("{page}#{}", link.write()))
}
