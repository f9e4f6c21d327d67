//! Builtins that few programs name: code that does imports the module of our library that has them.

use ruff_text_size::TextRange;

use super::compiler::Compiler;
use crate::bytecode::Op;
use crate::symbol::Sym;

/// The module of complex numbers.
pub(super) const COMPLEX: &str = "_complex";

/// A builtin, and the module that defines it in `builtins`.
const ON_DEMAND: [(&str, &str); 5] = [
    ("breakpoint", "_breakpoint"),
    ("complex", COMPLEX),
    ("input", "_stdin"),
    ("memoryview", "_memoryview"),
    ("open", "_fileio"),
];

/// Whether a module is imported by code that does not say so.
pub(crate) fn is_on_demand(module: &str) -> bool {
    ON_DEMAND.iter().any(|(_, on_demand)| *on_demand == module)
}

impl Compiler<'_> {
    /// Emits the imports for the builtins that the code names.
    pub(super) fn named_on_demand(&mut self) {
        if self.options.internal {
            return;
        }
        for (name, module) in ON_DEMAND {
            if self.scopes.have_global(Sym::new(name)) {
                self.on_demand(module, TextRange::default());
                self.emit(Op::Pop, TextRange::default());
            }
        }
    }

    /// Emits the import of a module of ours, which stays on the stack.
    pub(super) fn on_demand(&mut self, module: &str, range: TextRange) {
        self.emit(Op::LoadNone, range);
        self.emit(Op::ImportName { name: Sym::new(module), level: 0 }, range);
    }
}
