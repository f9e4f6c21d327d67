//! f-strings.

use ruff_python_ast::{self as ast, FStringPart, InterpolatedElement, InterpolatedStringElement};
use ruff_text_size::TextRange;

use super::compiler::Compiler;
use super::fault::Outcome;
use crate::bytecode::Op;

/// What is left to put on the stack, and how much is there.
#[derive(Default)]
struct Pieces {
    text: String,
    count: u32,
}

impl<'a> Compiler<'a> {
    pub(super) fn f_string(&mut self, expression: &'a ast::ExprFString) -> Outcome {
        let range = expression.range;
        let mut pieces = Pieces::default();
        for part in expression.value.as_slice() {
            match part {
                FStringPart::Literal(literal) => pieces.text.push_str(literal),
                FStringPart::FString(f_string) => {
                    self.elements(&f_string.elements, &mut pieces, range)?;
                }
            }
        }
        self.join(pieces, range);
        Ok(())
    }

    fn elements(
        &mut self,
        elements: impl IntoIterator<Item = &'a InterpolatedStringElement>,
        pieces: &mut Pieces,
        range: TextRange,
    ) -> Outcome {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => pieces.text.push_str(literal),
                InterpolatedStringElement::Interpolation(element) => {
                    self.interpolation(element, pieces, range)?
                }
            }
        }
        Ok(())
    }

    fn interpolation(
        &mut self,
        element: &'a InterpolatedElement,
        pieces: &mut Pieces,
        range: TextRange,
    ) -> Outcome {
        if let Some(debug) = &element.debug_text {
            pieces.text.push_str(debug.as_str());
        }
        self.flush(pieces, range);
        self.expression(&element.expression)?;
        let has_spec = element.format_spec.is_some();
        let default = if element.debug_text.is_some() && !has_spec { b'r' } else { 0 };
        let conversion = element.conversion.to_byte().unwrap_or(default);
        if let Some(spec) = &element.format_spec {
            let mut inner = Pieces::default();
            self.elements(&spec.elements, &mut inner, range)?;
            self.join(inner, range);
        }
        self.emit(Op::FormatValue { conversion, has_spec }, range);
        pieces.count += 1;
        Ok(())
    }

    fn flush(&mut self, pieces: &mut Pieces, range: TextRange) {
        if !pieces.text.is_empty() {
            self.string(&pieces.text, range);
            pieces.text.clear();
            pieces.count += 1;
        }
    }

    fn join(&mut self, mut pieces: Pieces, range: TextRange) {
        if pieces.count == 0 {
            return self.string(&pieces.text, range);
        }
        self.flush(&mut pieces, range);
        if pieces.count > 1 {
            self.emit(Op::BuildString(pieces.count), range);
        }
    }
}
