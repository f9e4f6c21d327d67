//! The library, compiled: what an isolate reads instead of compiling our Python sources each time it starts.
//!
//! An image is made when Loopscope is built, by [`Writer`], and is part of the program. [`Image`] reads the code
//! of one module at a time. What stands in it is small, and alike things stand together, since it is compressed on
//! its way into a page: numbers are LEB128, signed ones zigzag; texts stand in one table in the order of their first
//! use, and each module numbers its own as they come; jumps are relative; and what a module consists of stands in
//! [`Stream`]s, each of which has one kind of thing of all modules.
//!
//! ```text
//! image:   texts modules stream…
//! texts:   count length… bytes
//! modules: count (name texts-before length-in-stream…)…
//! ```

mod ops;
mod read;
mod write;

pub use read::Image;
pub use write::Writer;

use super::CodeKind;

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
    /// What functions and constants are, and how many of something there are.
    Shape,
    /// Instructions without their operands.
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
    /// Other texts.
    Texts,
    /// Numbers of texts that other modules had before.
    OldTexts,
}

/// How many streams there are.
const STREAMS: usize = 9;

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
