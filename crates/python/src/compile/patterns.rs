//! `match`. While a pattern is tried, the names that it captures wait on the stack; they are bound when the
//! whole of it has matched. Where it fails, the code goes on at a label that drops what is there.

use ruff_python_ast::{self as ast, Expr, MatchCase, Pattern, Singleton};
use ruff_text_size::{Ranged, TextRange};

use super::compiler::{Access, Compiler};
use super::fault::{Outcome, fault};
use super::unit::{ConstKey, Label};
use crate::bytecode::{CompareOp, Op};
use crate::symbol::Sym;

/// A pattern being compiled.
#[derive(Default)]
struct Context {
    /// Names captured so far; their values are on the stack below the `on_top` ones.
    stores: Vec<Sym>,
    /// Whether a pattern that always matches may stand here.
    allow_irrefutable: bool,
    /// Labels to fail to: the one at `n` drops `n` values first.
    fail: Vec<Label>,
    /// Values on the stack above the captured ones, the subject included.
    on_top: usize,
}

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(&mut self, statement: &'a ast::StmtMatch) -> Outcome {
        let end = self.label();
        self.expression(&statement.subject)?;
        let count = statement.cases.len();
        for (at, case) in statement.cases.iter().enumerate() {
            let is_last = at + 1 == count;
            self.case(case, is_last, end)?;
        }
        if self.unit().is_reachable() {
            self.emit(Op::Pop, statement.range);
        }
        self.bind(end);
        Ok(())
    }

    /// One `case`: `subject -> subject` if it does not match, else jumps to `end` without it.
    fn case(&mut self, case: &'a MatchCase, is_last: bool, end: Label) -> Outcome {
        let range = case.pattern.range();
        let mut context =
            Context { allow_irrefutable: case.guard.is_some() || is_last, ..Context::default() };
        self.begins(range);
        self.emit(Op::Dup, range);
        self.pattern(&case.pattern, &mut context)?;
        for name in std::mem::take(&mut context.stores) {
            self.symbol(name, Access::Store, range)?;
        }
        if let Some(guard) = &case.guard {
            let failed = self.fail_label(&mut context, 0);
            self.jump_if(guard, false, failed)?;
        }
        self.emit(Op::Pop, range);
        self.body(&case.body)?;
        self.jump(Op::Jump, end, case.body.last().map_or(range, Ranged::range));
        self.bind_failures(&mut context, range);
        Ok(())
    }

    fn fail_label(&mut self, context: &mut Context, drops: usize) -> Label {
        while context.fail.len() <= drops {
            let label = self.label();
            context.fail.push(label);
        }
        context.fail[drops]
    }

    /// Jumps, if the condition says so, to where everything of the present pattern is dropped.
    fn fail(&mut self, context: &mut Context, op: fn(u32) -> Op, range: TextRange) {
        let label = self.fail_label(context, context.on_top + context.stores.len());
        self.jump(op, label, range);
    }

    /// Emits the places to fail to. Afterwards the subject alone is on the stack again.
    fn bind_failures(&mut self, context: &mut Context, range: TextRange) {
        while let Some(label) = context.fail.pop() {
            self.bind(label);
            if !context.fail.is_empty() {
                self.emit(Op::Pop, range);
            }
        }
    }

    /// `subject ->`, and captured values below what was on top.
    fn pattern(&mut self, pattern: &'a Pattern, context: &mut Context) -> Outcome {
        self.nested(pattern.range(), |compiler| compiler.pattern_inner(pattern, context))
    }

    fn pattern_inner(&mut self, pattern: &'a Pattern, context: &mut Context) -> Outcome {
        let range = pattern.range();
        match pattern {
            Pattern::MatchValue(it) => {
                self.expression(&it.value)?;
                self.emit(Op::Compare(CompareOp::Eq), range);
                self.fail(context, Op::PopJumpIfFalse, range);
                Ok(())
            }
            Pattern::MatchSingleton(it) => {
                let key = match it.value {
                    Singleton::None => ConstKey::None,
                    Singleton::True => ConstKey::Bool(true),
                    Singleton::False => ConstKey::Bool(false),
                };
                self.constant(&key, range);
                self.emit(Op::Is, range);
                self.fail(context, Op::PopJumpIfFalse, range);
                Ok(())
            }
            Pattern::MatchSequence(it) => self.sequence_pattern(it, context),
            Pattern::MatchMapping(it) => self.mapping_pattern(it, context),
            Pattern::MatchClass(it) => self.class_pattern(it, context),
            Pattern::MatchStar(_) => fault(range, "invalid syntax"),
            Pattern::MatchAs(it) => self.as_pattern(it, context),
            Pattern::MatchOr(it) => self.or_pattern(it, context),
        }
    }

    fn subpattern(&mut self, pattern: &'a Pattern, context: &mut Context) -> Outcome {
        let allowed = std::mem::replace(&mut context.allow_irrefutable, true);
        self.pattern(pattern, context)?;
        context.allow_irrefutable = allowed;
        Ok(())
    }

    /// Keeps the value on top for `name`, below what the pattern still needs; drops it without a name.
    fn capture(
        &mut self,
        name: Option<&ast::Identifier>,
        context: &mut Context,
        range: TextRange,
    ) -> Outcome {
        let Some(name) = name else {
            self.emit(Op::Pop, range);
            return Ok(());
        };
        if name.as_str() == "__debug__" {
            return fault(range, "cannot assign to __debug__");
        }
        let symbol = self.scope().mangle(name);
        if context.stores.contains(&symbol) {
            return fault(range, format!("multiple assignments to name '{name}' in pattern"));
        }
        self.sink(context.on_top + context.stores.len(), range);
        context.stores.push(symbol);
        Ok(())
    }

    /// Moves the value on top below `below` others.
    fn sink(&mut self, below: usize, range: TextRange) {
        for distance in (1..=below as u32).rev() {
            self.emit(Op::Swap(distance), range);
        }
    }

    fn as_pattern(&mut self, pattern: &'a ast::PatternMatchAs, context: &mut Context) -> Outcome {
        let range = pattern.range;
        let Some(inner) = &pattern.pattern else {
            if !context.allow_irrefutable {
                return match &pattern.name {
                    Some(name) => {
                        fault(range, format!("name capture '{name}' makes remaining patterns unreachable"))
                    }
                    None => fault(range, "wildcard makes remaining patterns unreachable"),
                };
            }
            return self.capture(pattern.name.as_ref(), context, range);
        };
        context.on_top += 1;
        self.emit(Op::Dup, range);
        self.pattern(inner, context)?;
        context.on_top -= 1;
        self.capture(pattern.name.as_ref(), context, range)
    }

    fn sequence_pattern(&mut self, pattern: &'a ast::PatternMatchSequence, context: &mut Context) -> Outcome {
        let range = pattern.range;
        let patterns = &pattern.patterns;
        let star = patterns.iter().position(|it| matches!(it, Pattern::MatchStar(_)));
        if let Some(star) = star
            && patterns[star + 1..].iter().any(|it| matches!(it, Pattern::MatchStar(_)))
        {
            return fault(range, "multiple starred names in sequence pattern");
        }
        let least = patterns.len() - usize::from(star.is_some());
        context.on_top += 1;
        self.emit(Op::MatchSequence, range);
        self.fail(context, Op::PopJumpIfFalse, range);
        if star.is_none() || least > 0 {
            self.emit(Op::GetLen, range);
            self.emit(Op::LoadInt(least as i32), range);
            self.emit(Op::Compare(if star.is_none() { CompareOp::Eq } else { CompareOp::Ge }), range);
            self.fail(context, Op::PopJumpIfFalse, range);
        }
        context.on_top -= 1;
        if patterns.iter().all(is_wildcard) {
            self.emit(Op::Pop, range);
            return Ok(());
        }
        match star {
            None => self.emit(Op::UnpackSequence(patterns.len() as u32), range),
            Some(before) => {
                let after = patterns.len() - before - 1;
                let (Ok(before), Ok(after)) = (u8::try_from(before), u8::try_from(after)) else {
                    return fault(range, "too many expressions in star-unpacking sequence pattern");
                };
                self.emit(Op::UnpackStar { before, after }, range);
            }
        }
        context.on_top += patterns.len();
        for item in patterns {
            context.on_top -= 1;
            match item {
                Pattern::MatchStar(star) => self.capture(star.name.as_ref(), context, star.range)?,
                _ => self.subpattern(item, context)?,
            }
        }
        Ok(())
    }

    fn mapping_pattern(&mut self, pattern: &'a ast::PatternMatchMapping, context: &mut Context) -> Outcome {
        let range = pattern.range;
        let size = pattern.keys.len();
        context.on_top += 1;
        self.emit(Op::MatchMapping, range);
        self.fail(context, Op::PopJumpIfFalse, range);
        if size == 0 && pattern.rest.is_none() {
            context.on_top -= 1;
            self.emit(Op::Pop, range);
            return Ok(());
        }
        if size > 0 {
            self.emit(Op::GetLen, range);
            self.emit(Op::LoadInt(size as i32), range);
            self.emit(Op::Compare(CompareOp::Ge), range);
            self.fail(context, Op::PopJumpIfFalse, range);
        }
        self.mapping_keys(&pattern.keys, range)?;
        self.emit(Op::MatchKeys, range);
        // subject keys values
        context.on_top += 2;
        self.emit(Op::Dup, range);
        self.fail(context, Op::PopJumpIfNone, range);
        self.emit(Op::UnpackSequence(size as u32), range);
        context.on_top += size;
        context.on_top -= 1;
        for item in &pattern.patterns {
            context.on_top -= 1;
            self.subpattern(item, context)?;
        }
        context.on_top -= 2;
        if pattern.rest.is_some() {
            self.emit(Op::MatchRest, range);
            return self.capture(pattern.rest.as_ref(), context, range);
        }
        self.emit(Op::Pop, range);
        self.emit(Op::Pop, range);
        Ok(())
    }

    fn mapping_keys(&mut self, keys: &'a [Expr], range: TextRange) -> Outcome {
        let mut seen: Vec<ConstKey> = Vec::new();
        for key in keys {
            if let Some(constant) = self.literal(key) {
                if seen.contains(&constant) {
                    let text = &self.lines.source()[key.range()];
                    return fault(range, format!("mapping pattern checks duplicate key ({text})"));
                }
                seen.push(constant);
            }
            self.expression(key)?;
        }
        self.emit(Op::BuildTuple(keys.len() as u32), range);
        Ok(())
    }

    fn class_pattern(&mut self, pattern: &'a ast::PatternMatchClass, context: &mut Context) -> Outcome {
        let range = pattern.range;
        let keywords = &pattern.arguments.keywords;
        for (at, keyword) in keywords.iter().enumerate() {
            let repeated = keywords[at + 1..].iter().find(|other| other.attr.id == keyword.attr.id);
            if let Some(other) = repeated {
                let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                return fault(other.pattern.range(), message);
            }
        }
        self.expression(&pattern.cls)?;
        let names = keywords.iter().map(|keyword| ConstKey::Str(keyword.attr.as_str().into())).collect();
        self.constant(&ConstKey::Tuple(names), range);
        let positional = &pattern.arguments.patterns;
        self.emit(Op::MatchClass(positional.len() as u32), range);
        let count = positional.len() + keywords.len();
        context.on_top += 1;
        self.emit(Op::Dup, range);
        self.fail(context, Op::PopJumpIfNone, range);
        self.emit(Op::UnpackSequence(count as u32), range);
        context.on_top += count;
        context.on_top -= 1;
        for item in positional.iter().chain(keywords.iter().map(|keyword| &keyword.pattern)) {
            context.on_top -= 1;
            self.subpattern(item, context)?;
        }
        Ok(())
    }

    /// Alternatives. All of them bind the same names, maybe in different orders; the order of the first is
    /// the one that counts.
    fn or_pattern(&mut self, pattern: &'a ast::PatternMatchOr, context: &mut Context) -> Outcome {
        let range = pattern.range;
        let end = self.label();
        let mut control: Option<Vec<Sym>> = None;
        for (at, alternative) in pattern.patterns.iter().enumerate() {
            let is_last = at + 1 == pattern.patterns.len();
            let mut inner =
                Context { allow_irrefutable: is_last && context.allow_irrefutable, ..Context::default() };
            self.emit(Op::Dup, alternative.range());
            self.pattern(alternative, &mut inner)?;
            match &control {
                None => control = Some(inner.stores.clone()),
                Some(control) => {
                    let same = control.len() == inner.stores.len()
                        && control.iter().all(|name| inner.stores.contains(name));
                    if !same {
                        return fault(range, "alternative patterns bind different names");
                    }
                    self.reorder(&mut inner.stores, control, alternative.range());
                }
            }
            self.jump(Op::Jump, end, alternative.range());
            self.bind_failures(&mut inner, alternative.range());
        }
        // No alternative matched: drop the subject's copy and fail.
        self.emit(Op::Pop, range);
        self.fail(context, Op::Jump, range);
        self.bind(end);
        // subject captured…: bring the captured values below what the outer pattern needs
        let names = control.unwrap_or_default();
        let below = names.len() + 1 + context.on_top + context.stores.len();
        for name in names {
            if context.stores.contains(&name) {
                return fault(range, format!("multiple assignments to name '{name}' in pattern"));
            }
            self.sink(below - 1, range);
            context.stores.push(name);
        }
        self.emit(Op::Pop, range);
        Ok(())
    }

    /// Brings captured values (the first name's on top) into the order of `control`.
    fn reorder(&mut self, stores: &mut [Sym], control: &[Sym], range: TextRange) {
        for (at, &wanted) in control.iter().enumerate() {
            let Some(found) = stores.iter().position(|&name| name == wanted) else { continue };
            if found == at {
                continue;
            }
            let (deep, shallow) = (found.max(at) as u32, found.min(at) as u32);
            if shallow > 0 {
                self.emit(Op::Swap(shallow), range);
            }
            self.emit(Op::Swap(deep), range);
            if shallow > 0 {
                self.emit(Op::Swap(shallow), range);
            }
            stores.swap(found, at);
        }
    }
}

fn is_wildcard(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(it) => it.pattern.is_none() && it.name.is_none(),
        Pattern::MatchStar(it) => it.name.is_none(),
        _ => false,
    }
}
