//! What addresses lead to.

use loopscope_link::{Fields, Link, Problem, Program, Why};

use super::drafts::Drafts;
use super::packing;
use crate::model::lessons;
use crate::model::origin::{Linked, Origin};

/// The program to which an address with this part behind `#` leads, and what the reader made of it.
///
/// # Errors
/// What is wrong with it.
pub(super) async fn open(hash: &str, drafts: &Drafts) -> Result<Linked, Problem> {
    let address = hash.strip_prefix('#').unwrap_or(hash);
    let Some(Link { fields, program }) = Link::read(address)? else {
        // Here a file was opened, or the page without a link.
        let (kept, known) = drafts.look(address, None);
        return Ok(match kept {
            Some(text) if !address.is_empty() => {
                Linked { origin: Origin::kept(address, text), kept: None, drafts: known, problem: None }
            }
            _ => linked(Origin::first(address), drafts, None),
        });
    };
    let origin = match program {
        Program::Lesson(name) => {
            lessons::find(&name).map(Origin::lesson).ok_or_else(|| Why::NoLesson(name).of("lesson"))?
        }
        Program::Text(program) => Origin::linked(program),
        Program::Packed(bytes) => Origin::linked(packing::unpack(&bytes).await?),
    };
    let problem = fields.problem();
    let lesson = origin.lesson.or_else(|| fields.get(Fields::OF).and_then(lessons::find));
    Ok(linked(Origin { address: address.to_owned(), lesson, fields, ..origin }, drafts, problem))
}

/// With what the reader made of it.
fn linked(origin: Origin, drafts: &Drafts, problem: Option<Problem>) -> Linked {
    // Who points at a moment points at it in the program as it came.
    let wanted = origin.fields.get(Fields::AT).map(|_| 0);
    let (kept, drafts) = drafts.look(&origin.name, wanted);
    Linked { origin, kept, drafts, problem }
}
