//! First step of the symbol table: walks the tree and collects the names of every scope.

mod bindings;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    self as ast, Comprehension, ExceptHandler, Expr, ExprContext, Parameters, Pattern, Stmt,
};
use ruff_text_size::{Ranged, TextRange};

use super::{Scope, ScopeKind, Scopes, resolve};
use crate::compile::Map;
use crate::compile::fault::{Fault, Outcome, fault};
use crate::compile::future::Future;
use crate::compile::limits::MAX_NESTING;
use crate::symbol::Sym;

/// The symbol table of a module or of a single expression.
pub(in crate::compile) fn build(body: &[Stmt], expression: Option<&Expr>, future: Future) -> Outcome<Scopes> {
    let mut builder = Builder {
        scopes: vec![Scope::new(ScopeKind::Module, None, None)],
        by_range: Map::default(),
        current: 0,
        future,
        iterable_depth: 0,
        comprehension_word: "",
        nesting: 0,
        fault: None,
    };
    builder.visit_body(body);
    if let Some(expression) = expression {
        builder.visit_expr(expression);
    }
    if let Some(fault) = builder.fault {
        return Err(fault);
    }
    resolve::resolve(&mut builder.scopes)?;
    Ok(Scopes { scopes: builder.scopes, by_range: builder.by_range, future })
}

struct Builder {
    scopes: Vec<Scope>,
    by_range: Map<(u32, u32), usize>,
    current: usize,
    future: Future,
    /// How many iterables of comprehensions are around, where `:=` may not stand.
    iterable_depth: u32,
    /// What the innermost comprehension is called in messages.
    comprehension_word: &'static str,
    nesting: usize,
    fault: Option<Box<Fault>>,
}

impl Builder {
    fn scope(&mut self) -> &mut Scope {
        &mut self.scopes[self.current]
    }

    fn note(&mut self, outcome: Outcome) {
        if let Err(fault) = outcome
            && self.fault.is_none()
        {
            self.fault = Some(fault);
        }
    }

    fn fail(&mut self, range: TextRange, message: impl Into<String>) {
        self.note(fault(range, message));
    }

    /// Runs `inside` in a new scope for the node at `range`.
    fn enter(
        &mut self,
        kind: ScopeKind,
        range: TextRange,
        class_name: Option<&str>,
        inside: impl FnOnce(&mut Self),
    ) {
        let class_name = match class_name {
            Some(name) => Some(name.to_owned()),
            None => self.scope().class_name.clone(),
        };
        let outer = self.current;
        self.scopes.push(Scope::new(kind, Some(outer), class_name));
        self.current = self.scopes.len() - 1;
        self.by_range.insert((range.start().into(), range.end().into()), self.current);
        inside(self);
        self.current = outer;
    }

    fn use_name(&mut self, name: &str) {
        let scope = self.scope();
        let name = scope.mangle(name);
        scope.symbol_mut(name).used = true;
    }

    fn bind(&mut self, name: &str) {
        let scope = self.scope();
        let name = scope.mangle(name);
        scope.symbol_mut(name).assigned = true;
    }

    fn parameter(&mut self, name: &str, range: TextRange) {
        let scope = self.scope();
        let name = scope.mangle(name);
        let symbol = scope.symbol_mut(name);
        if symbol.parameter {
            return self.fail(range, format!("duplicate argument '{name}' in function definition"));
        }
        symbol.parameter = true;
    }

    /// Parameters in the order of their slots.
    fn parameters(&mut self, parameters: &Parameters) {
        self.scope().has_positional = !(parameters.posonlyargs.is_empty() && parameters.args.is_empty());
        for parameter in parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs) {
            self.parameter(&parameter.parameter.name, parameter.parameter.range);
        }
        for parameter in parameters.vararg.iter().chain(&parameters.kwarg) {
            self.parameter(&parameter.name, parameter.range);
        }
    }

    fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs) {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    fn function(&mut self, function: &ast::StmtFunctionDef) {
        self.bind(&function.name);
        self.defaults(&function.parameters);
        for parameter in function.parameters.iter() {
            if let Some(annotation) = parameter.annotation() {
                self.visit_annotation(annotation);
            }
        }
        if let Some(returns) = &function.returns {
            self.visit_annotation(returns);
        }
        for decorator in &function.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        let kind = ScopeKind::Function { is_async: function.is_async };
        self.enter(kind, function.range, None, |builder| {
            builder.parameters(&function.parameters);
            builder.visit_body(&function.body);
            let scope = builder.scope();
            if let (true, true, Some(range)) = (function.is_async, scope.yields, scope.returns_value) {
                builder.fail(range, "'return' with value in async generator");
            }
        });
    }

    fn class(&mut self, class: &ast::StmtClassDef) {
        self.bind(&class.name);
        if let Some(arguments) = &class.arguments {
            self.visit_arguments(arguments);
        }
        for decorator in &class.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.enter(ScopeKind::Class, class.range, Some(&class.name), |builder| {
            builder.visit_body(&class.body);
        });
    }

    fn comprehension(
        &mut self,
        word: &'static str,
        range: TextRange,
        generators: &[Comprehension],
        elements: [Option<&Expr>; 2],
    ) {
        let Some(first) = generators.first() else { return };
        self.iterable(&first.iter);
        let is_generator_expression = word == "generator expression";
        let mut awaits = false;
        self.enter(ScopeKind::Comprehension, range, None, |builder| {
            let outer_word = std::mem::replace(&mut builder.comprehension_word, word);
            let scope = builder.scope();
            scope.is_generator_expression = is_generator_expression;
            scope.has_positional = true;
            scope.symbol_mut(Sym::new(".0")).parameter = true;
            for (at, generator) in generators.iter().enumerate() {
                builder.scope().awaits |= generator.is_async;
                builder.iteration_variables(&generator.target);
                if at > 0 {
                    builder.iterable(&generator.iter);
                }
                for condition in &generator.ifs {
                    builder.visit_expr(condition);
                }
            }
            for element in elements.into_iter().flatten() {
                builder.visit_expr(element);
            }
            awaits = builder.scope().awaits;
            builder.comprehension_word = outer_word;
        });
        if awaits && !is_generator_expression {
            self.scope().awaits = true;
        }
    }

    fn iterable(&mut self, iterable: &Expr) {
        self.iterable_depth += 1;
        self.visit_expr(iterable);
        self.iterable_depth -= 1;
    }

    fn iteration_variables(&mut self, target: &Expr) {
        match target {
            Expr::Name(name) => {
                let scope = self.scope();
                let id = scope.mangle(&name.id);
                let symbol = scope.symbol_mut(id);
                if symbol.nonlocal || symbol.global {
                    let message =
                        format!("comprehension inner loop cannot rebind assignment expression target '{id}'");
                    return self.fail(name.range, message);
                }
                symbol.assigned = true;
                symbol.iteration = true;
            }
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|target| self.iteration_variables(target)),
            Expr::List(list) => list.elts.iter().for_each(|target| self.iteration_variables(target)),
            Expr::Starred(starred) => self.iteration_variables(&starred.value),
            other => self.visit_expr(other),
        }
    }

    fn yields(&mut self, range: TextRange) {
        if self.scope().kind == ScopeKind::Comprehension {
            let word = self.comprehension_word;
            return self.fail(range, format!("'yield' inside {word}"));
        }
        self.scope().yields = true;
    }
}

impl<'a> Visitor<'a> for Builder {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if self.fault.is_some() {
            return;
        }
        match stmt {
            Stmt::FunctionDef(function) => self.function(function),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Global(statement) => self.declare_global(statement),
            Stmt::Nonlocal(statement) => self.declare_nonlocal(statement),
            Stmt::AnnAssign(statement) => self.annotated(statement),
            Stmt::Import(statement) => self.import(&statement.names, false),
            Stmt::ImportFrom(statement) => self.import(&statement.names, true),
            Stmt::Return(statement) => {
                if statement.value.is_some() && self.scope().returns_value.is_none() {
                    self.scope().returns_value = Some(statement.range);
                }
                visitor::walk_stmt(self, stmt);
            }
            Stmt::AugAssign(statement) => {
                self.visit_expr(&statement.target);
                self.visit_expr(&statement.value);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_annotation(&mut self, annotation: &'a Expr) {
        if !self.future.annotations {
            self.visit_expr(annotation);
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(clause) = handler;
        if let Some(type_) = &clause.type_ {
            self.visit_expr(type_);
        }
        if let Some(name) = &clause.name {
            self.bind(name);
        }
        self.visit_body(&clause.body);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(pattern) => &pattern.name,
            Pattern::MatchStar(pattern) => &pattern.name,
            Pattern::MatchMapping(pattern) => &pattern.rest,
            _ => &None,
        };
        if let Some(name) = name {
            self.bind(name);
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if self.fault.is_some() {
            return;
        }
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            self.fail(expr.range(), "too many nested expressions");
        }
        match expr {
            Expr::Name(name) => match name.ctx {
                ExprContext::Load | ExprContext::Invalid => {
                    self.use_name(&name.id);
                    if self.scope().is_function() && name.id.as_str() == "super" {
                        self.use_name("__class__");
                    }
                }
                ExprContext::Store | ExprContext::Del => self.bind(&name.id),
            },
            Expr::Named(named) => {
                match &*named.target {
                    Expr::Name(target) => self.walrus_target(target, named.range),
                    other => self.visit_expr(other),
                }
                self.visit_expr(&named.value);
            }
            Expr::BinOp(operation) => {
                // Long sums lean to the left: no recursion along them.
                let mut right = vec![&*operation.right];
                let mut first = &*operation.left;
                while let Expr::BinOp(inner) = first {
                    right.push(&inner.right);
                    first = &inner.left;
                }
                self.visit_expr(first);
                right.into_iter().rev().for_each(|operand| self.visit_expr(operand));
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.enter(ScopeKind::Function { is_async: false }, lambda.range, None, |builder| {
                    if let Some(parameters) = &lambda.parameters {
                        builder.parameters(parameters);
                    }
                    builder.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(node) => {
                self.comprehension(
                    "list comprehension",
                    node.range,
                    &node.generators,
                    [Some(&node.elt), None],
                );
            }
            Expr::SetComp(node) => {
                self.comprehension(
                    "set comprehension",
                    node.range,
                    &node.generators,
                    [Some(&node.elt), None],
                );
            }
            Expr::DictComp(node) => {
                let elements = [node.key.as_deref(), Some(&*node.value)];
                self.comprehension("dict comprehension", node.range, &node.generators, elements);
            }
            Expr::Generator(node) => {
                self.comprehension(
                    "generator expression",
                    node.range,
                    &node.generators,
                    [Some(&node.elt), None],
                );
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                visitor::walk_expr(self, expr);
                self.yields(expr.range());
            }
            Expr::Await(_) => {
                visitor::walk_expr(self, expr);
                self.scope().awaits = true;
            }
            _ => visitor::walk_expr(self, expr),
        }
        self.nesting -= 1;
    }
}
