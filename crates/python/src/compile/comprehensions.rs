//! Comprehensions and generator expressions: functions of their own, called at once with the first iterator.

use ruff_python_ast::{Comprehension, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::compiler::Compiler;
use super::fault::{Outcome, fault};
use super::scope::ScopeKind;
use super::unit::Label;
use crate::bytecode::{Op, Params};

/// What a comprehension does with each element.
#[derive(Clone, Copy)]
enum Element<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Yield(&'a Expr),
}

impl<'a> Compiler<'a> {
    /// Emits a comprehension. `range` is what tracebacks show, which is more than the expression's own if it
    /// is the only argument of a call: then the parentheses count.
    pub(super) fn comprehension(&mut self, expression: &'a Expr, range: TextRange) -> Outcome {
        let (name, element, generators): (_, _, &'a [Comprehension]) = match expression {
            Expr::ListComp(it) => ("<listcomp>", Element::List(&it.elt), &it.generators),
            Expr::SetComp(it) => ("<setcomp>", Element::Set(&it.elt), &it.generators),
            Expr::Generator(it) => ("<genexpr>", Element::Yield(&it.elt), &it.generators),
            Expr::DictComp(it) => match &it.key {
                Some(key) => ("<dictcomp>", Element::Dict(key, &it.value), &it.generators),
                None => return fault(it.range, "dict unpacking cannot be used in dict comprehension"),
            },
            _ => unreachable!("only comprehensions come here"),
        };
        let Some(first) = generators.first() else { return Ok(()) };
        let scope = self.scopes.at(expression.range());
        let is_generator = matches!(element, Element::Yield(_));
        let awaits = self.scopes.get(scope).awaits;
        if awaits && !is_generator && !self.scope().is_async_function() && !self.is_comprehension() {
            return fault(range, "asynchronous comprehension outside of an asynchronous function");
        }
        let code = match self.finished(expression.range()) {
            Some(code) => code,
            None => {
                self.begin(scope, name);
                self.comprehension_body(element, generators, range)?;
                let first_line = self.lines.line(range.start());
                self.finish(
                    expression.range(),
                    first_line,
                    Params { positional: 1, ..Params::default() },
                    None,
                )
            }
        };
        self.make_function(code, scope, 0, range);
        self.iterable(&first.iter)?;
        self.emit(if first.is_async { Op::GetAiter } else { Op::GetIter }, range);
        self.emit(Op::Call(1), range);
        if awaits && !is_generator {
            self.await_top(range);
        }
        Ok(())
    }

    pub(super) fn is_comprehension(&self) -> bool {
        self.scope().kind == ScopeKind::Comprehension
    }

    fn comprehension_body(
        &mut self,
        element: Element<'a>,
        generators: &'a [Comprehension],
        range: TextRange,
    ) -> Outcome {
        match element {
            Element::List(_) => self.emit(Op::BuildList(0), range),
            Element::Set(_) => self.emit(Op::BuildSet(0), range),
            Element::Dict(..) => self.emit(Op::BuildMap(0), range),
            Element::Yield(_) => {}
        }
        self.emit(Op::LoadFast(0), range);
        self.generator(element, generators, 1, range)?;
        if let Element::Yield(_) = element {
            self.emit(Op::LoadNone, range);
        }
        self.emit(Op::Return, range);
        Ok(())
    }

    /// One `for` of the comprehension, its iterator on the stack, and what it contains.
    fn generator(
        &mut self,
        element: Element<'a>,
        generators: &'a [Comprehension],
        depth: u32,
        range: TextRange,
    ) -> Outcome {
        let Some((generator, inner)) = generators.split_first() else { return Ok(()) };
        let again = self.label();
        let next = self.label();
        let exhausted = self.label();
        self.bind(again);
        let raised = if generator.is_async {
            Some(self.fetch_async(range))
        } else {
            self.jump(Op::ForIter, exhausted, range);
            None
        };
        self.store(&generator.target)?;
        let mut element_range = range;
        for condition in &generator.ifs {
            self.compared = None;
            self.jump_if(condition, false, next)?;
            element_range = self.compared.unwrap_or(element_range);
        }
        match inner.first() {
            Some(generator) => {
                self.iterable(&generator.iter)?;
                let op = if generator.is_async { Op::GetAiter } else { Op::GetIter };
                self.emit(op, element_range);
                self.generator(element, inner, depth + 1, element_range)?;
            }
            None => self.element(element, depth + 1, element_range)?,
        }
        self.bind(next);
        self.jump(Op::JumpBack, again, range);
        self.end_generator(raised, exhausted, range);
        Ok(())
    }

    fn end_generator(&mut self, raised: Option<Label>, exhausted: Label, range: TextRange) {
        if let Some(raised) = raised {
            self.bind(raised);
            self.jump(Op::EndAsyncFor, exhausted, range);
        }
        self.bind(exhausted);
    }

    /// Adds an element to the collection `depth` below the top.
    fn element(&mut self, element: Element<'a>, depth: u32, range: TextRange) -> Outcome {
        match element {
            Element::List(item) => {
                self.expression(item)?;
                self.emit(Op::ListAppend(depth), range);
            }
            Element::Set(item) => {
                self.expression(item)?;
                self.emit(Op::SetAdd(depth), range);
            }
            Element::Dict(key, value) => {
                self.expression(key)?;
                self.expression(value)?;
                self.emit(Op::MapAdd(depth), range);
            }
            Element::Yield(item) => {
                self.expression(item)?;
                let is_async = self.scope().awaits;
                self.emit(if is_async { Op::AsyncYield } else { Op::Yield }, range);
                self.emit(Op::Pop, range);
            }
        }
        Ok(())
    }
}
