//! The library, compiled: what an isolate reads instead of compiling our Python sources each time it starts.
//!
//! An image is made when Loopscope is built, by [`Writer`], and is part of the program. [`Image`] reads the code
//! of one module at a time. What stands in it is small, and alike things stand together, since it is compressed on
//! its way into a page: numbers are LEB128, signed ones zigzag; texts stand in one table in the order of their first
//! use, and each module numbers its own as they come; jumps are relative; an instruction with an operand that it often
//! has is one byte; and what a module consists of stands in [`Stream`]s, each of which has one kind of thing of all
//! modules. It is in three parts: modules that most programs import, others, and those that few import, the rare ones; the later parts need not be there before a
//! module of theirs is imported. The first has the names of all, with nothing in the streams of the others; texts are numbered through all three.
//!
//! ```text
//! part:    texts lacks modules stream…
//! texts:   length (text separator)…
//! lacks:   the same, with what each module lacks
//! modules: count (name texts-before length-in-stream…)…    without code: the Place instead of texts-before
//! ```

mod ops;
mod read;
mod write;

pub use read::{Come, Image};
pub use write::Writer;

use super::CodeKind;

/// Where an image has modules that are not in its first part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the second, which comes with the rest of the program.
    Rest,
    /// In the third, which comes when such a module is imported.
    Rare,
}

/// The qualified name that a function or class has by default: after what is around it.
fn qualname(around: Option<(&str, CodeKind)>, name: &str) -> String {
    match around {
        None | Some((_, CodeKind::Module)) => name.to_owned(),
        Some((around, CodeKind::Class)) => format!("{around}.{name}"),
        Some((around, _)) => format!("{around}.<locals>.{name}"),
    }
}

/// Where in an image a number stands.
#[derive(Clone, Copy)]
enum Stream {
    /// What functions are, and their parameters.
    Heads,
    /// What constants are.
    Tags,
    /// How many of something there are, and constants that are numbers or bytes.
    Counts,
    /// Instructions without their operands; after each function's [`ops::END`].
    Codes,
    /// Slots of local variables.
    Locals,
    /// Numbers of constants, and other operands.
    Operands,
    /// Targets of jumps, and what handlers cover.
    Jumps,
    /// Names of global variables.
    Globals,
    /// Names of attributes.
    Attributes,
    /// Names of local variables.
    Variables,
    /// Names of functions.
    Names,
    /// Other texts.
    Texts,
    /// Numbers of texts that other modules had before.
    OldTexts,
}

/// How many streams there are.
const STREAMS: usize = 13;

/// What stands after each text of the table.
const SEPARATOR: char = '\u{1f}';

/// In a function's head: it has a qualified name that is not the one by default.
const OWN_QUALNAME: u8 = 1;
/// In a function's head: from here on its kind.
const KIND: u8 = 1 << 1;
/// In a function's head: `*args`.
const VARARGS: u8 = 1 << 4;
/// In a function's head: `**kwargs`.
const KWARGS: u8 = 1 << 5;
/// In a function's head: it has free variables.
const FREE: u8 = 1 << 6;
/// In a function's head: it has parameters that are positional only or keyword only.
const SPECIAL_PARAMS: u8 = 1 << 7;

/// What a constant of the image is.
#[derive(Clone, Copy)]
enum Const {
    None,
    False,
    True,
    Ellipsis,
    Int,
    Big,
    Float,
    Str,
    Bytes,
    Tuple,
    Code,
}

impl Const {
    const ALL: [Const; 11] = [
        Const::None,
        Const::False,
        Const::True,
        Const::Ellipsis,
        Const::Int,
        Const::Big,
        Const::Float,
        Const::Str,
        Const::Bytes,
        Const::Tuple,
        Const::Code,
    ];
}
