//! `def`, `lambda` and `class`.

use ruff_python_ast::{self as ast, Decorator, Expr, Parameters, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::compiler::{Access, Compiler};
use super::fault::{Outcome, fault};
use super::scope::ScopeKind;
use crate::bytecode::{Op, Params};
use crate::symbol::sym;

/// Bits of [`Op::MakeFunction`].
const DEFAULTS: u32 = 1;
const KEYWORD_DEFAULTS: u32 = 2;
const ANNOTATIONS: u32 = 4;

impl<'a> Compiler<'a> {
    pub(super) fn function_definition(&mut self, function: &'a ast::StmtFunctionDef) -> Outcome {
        for decorator in &function.decorator_list {
            self.begins(decorator.range);
            self.expression(&decorator.expression)?;
        }
        let range = definition_range(self, function.range, &function.decorator_list);
        self.begins_line(TextRange::new(range.start(), function.parameters.end()));
        let flags = self.function_parts(&function.parameters, function.returns.as_deref(), true, range)?;
        let is_debug = |parameter: ast::AnyParameterRef<'_>| parameter.name().as_str() == "__debug__";
        if function.parameters.iter().any(is_debug) {
            return fault(range, "cannot assign to __debug__");
        }
        let scope = self.scopes.at(function.range);
        let code = match self.finished(function.range) {
            Some(code) => code,
            None => {
                self.begin(scope, &function.name);
                let (doc, body) = self.docstring(&function.body);
                let doc = doc.and_then(|doc| self.literal(doc)).map(|key| self.constant_value(&key));
                self.body(body)?;
                self.emit(Op::LoadNone, last_range(&function.body, range));
                self.emit(Op::Return, last_range(&function.body, range));
                let first_line = self.lines.line(function.range.start());
                self.finish(function.range, first_line, params(Some(&function.parameters)), doc)
            }
        };
        self.make_function(code, scope, flags, range);
        self.decorate(&function.decorator_list);
        self.variable(&function.name, Access::Store, range)
    }

    pub(super) fn lambda(&mut self, lambda: &'a ast::ExprLambda) -> Outcome {
        let flags = match &lambda.parameters {
            Some(parameters) => self.function_parts(parameters, None, false, lambda.range)?,
            None => 0,
        };
        let scope = self.scopes.at(lambda.range);
        let code = match self.finished(lambda.range) {
            Some(code) => code,
            None => {
                self.begin(scope, "<lambda>");
                self.begins(lambda.body.range());
                self.expression(&lambda.body)?;
                self.emit(Op::Return, lambda.body.range());
                let first_line = self.lines.line(lambda.range.start());
                self.finish(lambda.range, first_line, params(lambda.parameters.as_deref()), None)
            }
        };
        self.make_function(code, scope, flags, lambda.range);
        Ok(())
    }

    pub(super) fn class_definition(&mut self, class: &'a ast::StmtClassDef) -> Outcome {
        for decorator in &class.decorator_list {
            self.begins(decorator.range);
            self.expression(&decorator.expression)?;
        }
        let range = definition_range(self, class.range, &class.decorator_list);
        let end = class.arguments.as_ref().map_or(range.start(), |arguments| arguments.end());
        self.begins_line(TextRange::new(range.start(), end));
        let scope = self.scopes.at(class.range);
        let code = match self.finished(class.range) {
            Some(code) => code,
            None => {
                self.begin(scope, &class.name);
                self.class_body(class, range)?;
                let first_line = self.lines.line(class.range.start());
                self.finish(class.range, first_line, Params::default(), None)
            }
        };
        self.emit(Op::LoadBuildClass, range);
        self.make_function(code, scope, 0, range);
        self.string(&class.name, range);
        match &class.arguments {
            Some(arguments) => self.call_arguments(arguments, 2, range)?,
            None => self.emit(Op::Call(2), range),
        }
        self.decorate(&class.decorator_list);
        self.variable(&class.name, Access::Store, range)
    }

    fn class_body(&mut self, class: &'a ast::StmtClassDef, range: TextRange) -> Outcome {
        let module = self.module.slot(sym::NAME);
        self.emit(Op::LoadGlobal(module), range);
        self.emit(Op::StoreName(sym::MODULE), range);
        let qualname = self.unit().qualname.clone();
        self.string(&qualname, range);
        self.emit(Op::StoreName(sym::QUALNAME), range);
        if has_annotations(&class.body) {
            self.emit(Op::BuildMap(0), range);
            self.emit(Op::StoreName(sym::ANNOTATIONS), range);
        }
        let (doc, body) = self.docstring(&class.body);
        if let Some(doc) = doc {
            self.begins(doc.range());
            self.expression(doc)?;
            self.emit(Op::StoreName(sym::DOC), doc.range());
        }
        self.body(body)?;
        let number = self.scope_number();
        if self.scope().has_class_cell() {
            let slot = self.scopes.closure_slot(number, sym::CLASS);
            self.emit(Op::LoadClosure(slot), range);
            self.emit(Op::Dup, range);
            self.emit(Op::StoreName(sym::CLASSCELL), range);
        } else {
            self.emit(Op::LoadNone, range);
        }
        self.emit(Op::Return, range);
        Ok(())
    }

    fn decorate(&mut self, decorators: &[Decorator]) {
        for decorator in decorators.iter().rev() {
            self.emit(Op::Call(1), decorator.expression.range());
        }
    }

    /// Emits defaults and annotations in the order in which CPython evaluates them, then brings them into
    /// the order of [`Op::MakeFunction`]; the bits of those that are there.
    fn function_parts(
        &mut self,
        parameters: &'a Parameters,
        returns: Option<&'a Expr>,
        has_annotations: bool,
        range: TextRange,
    ) -> Outcome<u32> {
        let mut flags = 0;
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults: Vec<&'a Expr> =
            positional.filter_map(|parameter| parameter.default.as_deref()).collect();
        if !defaults.is_empty() {
            flags |= DEFAULTS;
            match self.constant_tuple(defaults.iter().copied()) {
                Some(key) => self.constant(&key, range),
                None => {
                    self.expressions(defaults.iter().copied())?;
                    self.emit(Op::BuildTuple(defaults.len() as u32), range);
                }
            }
        }
        let mut count = 0;
        for parameter in &parameters.kwonlyargs {
            if let Some(default) = &parameter.default {
                let name = self.scope().mangle(&parameter.parameter.name).name();
                self.string(&name, range);
                self.expression(default)?;
                count += 1;
            }
        }
        if count > 0 {
            flags |= KEYWORD_DEFAULTS;
            self.emit(Op::BuildMap(count), range);
        }
        if has_annotations && self.annotations(parameters, returns, range)? {
            flags |= ANNOTATIONS;
        }
        match flags {
            0b011 | 0b101 | 0b110 => self.emit(Op::Swap(1), range),
            0b111 => self.emit(Op::Swap(2), range),
            _ => {}
        }
        Ok(flags)
    }

    fn annotations(
        &mut self,
        parameters: &'a Parameters,
        returns: Option<&'a Expr>,
        range: TextRange,
    ) -> Outcome<bool> {
        let mut annotated: Vec<(&str, &'a Expr)> = Vec::new();
        let plain = |parameter: &'a ast::ParameterWithDefault| &parameter.parameter;
        let args = parameters.args.iter().chain(&parameters.posonlyargs).map(plain);
        let rest = parameters.vararg.iter().map(|parameter| &**parameter);
        let keywords = parameters.kwonlyargs.iter().map(plain);
        let kwarg = parameters.kwarg.iter().map(|parameter| &**parameter);
        for parameter in args.chain(rest).chain(keywords).chain(kwarg) {
            if let Some(annotation) = &parameter.annotation {
                annotated.push((&parameter.name, annotation));
            }
        }
        annotated.extend(returns.map(|returns| ("return", returns)));
        for &(name, annotation) in &annotated {
            let name = self.scope().mangle(name).name();
            self.string(&name, range);
            self.annotation(annotation)?;
        }
        if !annotated.is_empty() {
            self.emit(Op::BuildMap(annotated.len() as u32), range);
        }
        Ok(!annotated.is_empty())
    }

    /// Emits an annotation: its value, or its text if `from __future__ import annotations` says so.
    pub(super) fn annotation(&mut self, annotation: &'a Expr) -> Outcome {
        if self.scopes.future.annotations {
            let text = super::unparse::unparse(annotation, self.lines.source());
            self.string(&text, annotation.range());
            return Ok(());
        }
        match annotation {
            // `*args: *Ts`
            Expr::Starred(starred) => {
                self.expression(&starred.value)?;
                self.emit(Op::UnpackSequence(1), annotation.range());
                Ok(())
            }
            _ => self.expression(annotation),
        }
    }

    /// The docstring of a body, and the statements after it. Our own library keeps none.
    fn docstring(&self, body: &'a [Stmt]) -> (Option<&'a Expr>, &'a [Stmt]) {
        match body {
            [Stmt::Expr(statement), rest @ ..] if statement.value.is_string_literal_expr() => {
                ((!self.options.internal).then_some(&*statement.value), rest)
            }
            _ => (None, body),
        }
    }

    /// Emits what a module does before its statements; the statements that remain.
    pub(super) fn module_prologue(&mut self, body: &'a [Stmt]) -> Outcome<&'a [Stmt]> {
        let range = TextRange::default();
        if has_annotations(body) {
            self.emit(Op::BuildMap(0), range);
            self.symbol(sym::ANNOTATIONS, Access::Store, range)?;
        }
        let (doc, body) = self.docstring(body);
        if let Some(doc) = doc {
            self.begins(doc.range());
            self.expression(doc)?;
            self.symbol(sym::DOC, Access::Store, doc.range())?;
        }
        Ok(body)
    }

    /// `super()` without arguments, in a method: emits the class and the first argument. Whether it did.
    pub(super) fn super_arguments(&mut self, call: &ast::ExprCall) -> Outcome<bool> {
        let is_super = matches!(&*call.func, Expr::Name(name) if name.id.as_str() == "super");
        if !is_super || !call.arguments.is_empty() || !self.scope().is_function() {
            return Ok(false);
        }
        let free = self.scope().free();
        let first = self.scope().first_parameter();
        let (true, Some(first)) = (free.contains(&sym::CLASS), first) else { return Ok(false) };
        self.symbol(sym::CLASS, Access::Load, call.range())?;
        self.symbol(first, Access::Load, call.range())?;
        Ok(true)
    }

    pub(super) fn is_class_level(&self) -> bool {
        self.scope().kind == ScopeKind::Class
    }
}

/// The range of a definition as CPython counts it: without its decorators.
fn definition_range(compiler: &Compiler<'_>, range: TextRange, decorators: &[Decorator]) -> TextRange {
    let Some(last) = decorators.last() else { return range };
    let source = compiler.lines.source();
    let mut start = last.range.end();
    let after = |start: ruff_text_size::TextSize| &source[usize::from(start)..];
    loop {
        let text = after(start);
        let trimmed = text.trim_start_matches([' ', '\t', '\n', '\r', '\x0c']);
        start += ruff_text_size::TextSize::new((text.len() - trimmed.len()) as u32);
        if !trimmed.starts_with('#') {
            return TextRange::new(start.min(range.end()), range.end());
        }
        let comment = trimmed.find(['\n', '\r']).unwrap_or(trimmed.len());
        start += ruff_text_size::TextSize::new(comment as u32);
    }
}

fn last_range(body: &[Stmt], otherwise: TextRange) -> TextRange {
    body.last().map_or(otherwise, Ranged::range)
}

fn params(parameters: Option<&Parameters>) -> Params {
    let Some(parameters) = parameters else { return Params::default() };
    Params {
        positional: (parameters.posonlyargs.len() + parameters.args.len()) as u32,
        positional_only: parameters.posonlyargs.len() as u32,
        keyword_only: parameters.kwonlyargs.len() as u32,
        varargs: parameters.vararg.is_some(),
        kwargs: parameters.kwarg.is_some(),
    }
}

/// Whether a body annotates a variable, in itself or in the blocks of its statements.
fn has_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|statement| match statement {
        Stmt::AnnAssign(_) => true,
        Stmt::For(it) => has_annotations(&it.body) || has_annotations(&it.orelse),
        Stmt::While(it) => has_annotations(&it.body) || has_annotations(&it.orelse),
        Stmt::If(it) => {
            has_annotations(&it.body)
                || it.elif_else_clauses.iter().any(|clause| has_annotations(&clause.body))
        }
        Stmt::With(it) => has_annotations(&it.body),
        Stmt::Match(it) => it.cases.iter().any(|case| has_annotations(&case.body)),
        Stmt::Try(it) => {
            let handlers = it.handlers.iter().filter_map(|handler| handler.as_except_handler());
            [&it.body, &it.orelse, &it.finalbody].into_iter().any(|body| has_annotations(body))
                || handlers.into_iter().any(|handler| has_annotations(&handler.body))
        }
        _ => false,
    })
}
