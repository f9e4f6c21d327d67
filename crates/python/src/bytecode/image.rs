//! The library, compiled: what an isolate reads instead of compiling our Python sources each time it starts.
//!
//! An image is made when Loopscope is built, by [`Writer`], and is part of the program. [`Image`] reads the code
//! of one module at a time. What stands in it is small, and alike things stand together, since it is compressed on
//! its way into a page: numbers are LEB128, signed ones zigzag; texts stand in one table, of which each module
//! numbers its own; jumps are relative; the instructions of a function come before all their operands.
//!
//! ```text
//! image:  texts module…
//! texts:  count length… bytes
//! module: name length texts code
//! code:   name qualname kind index params locals… instruction… operand… constant… handler…
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
