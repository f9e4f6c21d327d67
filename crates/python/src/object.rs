//! The objects behind [`crate::Value`]'s references.

pub mod bytes;
pub mod cycles;
pub mod descriptor;
pub mod dict;
pub(crate) mod discard;
pub mod ending;
pub mod function;
pub mod generator;
pub mod instance;
pub mod iter;
pub mod list;
pub mod module;
pub mod range;
pub mod set;
pub mod string;
pub mod symmap;
pub mod types;

pub use bytes::Bytes;
pub use descriptor::Descriptor;
pub use dict::{Dict, DictTable};
pub use function::{Cell, Function, Method, NativeCode, NativeFunction, Super};
pub use generator::{AsyncStep, AsyncStepKind, Generator, GeneratorKind, GeneratorState, SavedFrame};
pub use instance::{ExceptionData, Instance, Payload, TraceEntry};
pub use iter::{Iter, IterStep, NativeIterator, Quick, RangeIter};
pub use list::{List, Tuple};
pub use module::Module;
pub use range::{Range, Slice};
pub use set::{Moving, Set, SetTable, SlotCopy};
pub use string::PyStr;
pub use symmap::SymMap;
pub use types::{Layout, Type};
