//! What the compiler makes and the VM runs.

pub mod code;
pub mod disassemble;
pub mod fuse;
pub mod image;
pub mod op;

pub use code::{Code, CodeKind, Handler, Params, Position, Statement};
pub use disassemble::disassemble;
pub use fuse::fuse;
pub use image::Image;
pub use op::{BinaryOp, CompareOp, Op, UnaryOp};
