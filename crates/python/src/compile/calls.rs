//! Calls, in the cheapest form that their arguments allow.

use ruff_python_ast::{self as ast, Arguments, Expr, Keyword};
use ruff_text_size::{Ranged, TextRange};

use super::compiler::Compiler;
use super::fault::{Outcome, fault};
use super::unit::ConstKey;
use crate::bytecode::Op;

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, call: &'a ast::ExprCall) -> Outcome {
        self.warn_of_call(call);
        let range = call.range();
        let arguments = &call.arguments;
        if let Expr::Attribute(method) = &*call.func
            && arguments.keywords.is_empty()
            && !arguments.args.iter().any(Expr::is_starred_expr)
        {
            self.expression(&method.value)?;
            let name = self.attribute_name(method);
            let position = self.attribute_position(method, method.range);
            self.unit().emit(Op::LoadMethod(name), position);
            self.positional(arguments)?;
            let position = self.attribute_position(method, range);
            self.unit().emit(Op::CallMethod(arguments.args.len() as u32), position);
            return Ok(());
        }
        self.expression(&call.func)?;
        if self.super_arguments(call)? {
            self.emit(Op::Call(2), range);
            return Ok(());
        }
        self.call_arguments(arguments, 0, range)
    }

    /// Emits the arguments and the call; `given` arguments are on the stack already, after the callee.
    pub(super) fn call_arguments(
        &mut self,
        arguments: &'a Arguments,
        given: u32,
        range: TextRange,
    ) -> Outcome {
        check_keywords(&arguments.keywords, range)?;
        let is_plain = !arguments.args.iter().any(Expr::is_starred_expr)
            && arguments.keywords.iter().all(|keyword| keyword.arg.is_some());
        if !is_plain {
            return self.call_with_unpacking(arguments, given, range);
        }
        self.positional(arguments)?;
        let mut names = Vec::new();
        for keyword in &arguments.keywords {
            names.extend(keyword.arg.as_ref().map(|name| ConstKey::Str(name.as_str().into())));
            self.expression(&keyword.value)?;
        }
        let count = given + arguments.args.len() as u32;
        if names.is_empty() {
            self.emit(Op::Call(count), range);
        } else {
            let total = count + names.len() as u32;
            self.constant(&ConstKey::Tuple(names), range);
            self.emit(Op::CallKw(total), range);
        }
        Ok(())
    }

    fn positional(&mut self, arguments: &'a Arguments) -> Outcome {
        match &arguments.args[..] {
            [expression @ Expr::Generator(it)] if !it.parenthesized => {
                self.comprehension(expression, arguments.range)
            }
            plain => self.expressions(plain),
        }
    }

    fn call_with_unpacking(&mut self, arguments: &'a Arguments, given: u32, range: TextRange) -> Outcome {
        if let ([Expr::Starred(starred)], [_, ..], 0) = (&*arguments.args, &*arguments.keywords, given) {
            // Nothing else is to be in the list: it is made when all is evaluated.
            self.expression(&starred.value)?;
            self.keyword_dict(&arguments.keywords, range)?;
            self.emit(Op::Swap(1), range);
            self.emit(Op::BuildList(0), range);
            self.emit(Op::Swap(1), range);
            self.emit(Op::ListExtend, range);
            self.emit(Op::Swap(1), range);
            self.emit(Op::CallEx { has_kwargs: true }, range);
            return Ok(());
        }
        let plain = arguments.args.iter().take_while(|item| !item.is_starred_expr()).count();
        self.expressions(&arguments.args[..plain])?;
        self.emit(Op::BuildList(given + plain as u32), range);
        for argument in &arguments.args[plain..] {
            if let Expr::Starred(starred) = argument {
                self.expression(&starred.value)?;
                self.emit(Op::ListExtend, range);
            } else {
                self.expression(argument)?;
                self.emit(Op::ListAppend(1), range);
            }
        }
        let has_kwargs = !arguments.keywords.is_empty();
        if has_kwargs {
            self.keyword_dict(&arguments.keywords, range)?;
        }
        self.emit(Op::CallEx { has_kwargs }, range);
        Ok(())
    }

    /// Emits one dict of all keyword arguments; runs of named ones are merged like a `**` argument, so that
    /// a repeated name is found.
    fn keyword_dict(&mut self, keywords: &'a [Keyword], range: TextRange) -> Outcome {
        let mut rest = keywords;
        let mut is_first = true;
        while let Some(first) = rest.first() {
            if first.arg.is_none() {
                if is_first {
                    self.emit(Op::BuildMap(0), range);
                }
                self.expression(&first.value)?;
                self.emit(Op::DictMerge, range);
                rest = &rest[1..];
            } else {
                let run = rest.iter().take_while(|keyword| keyword.arg.is_some()).count();
                for keyword in &rest[..run] {
                    self.string(keyword.arg.as_ref().map_or("", |name| name.as_str()), range);
                    self.expression(&keyword.value)?;
                }
                self.emit(Op::BuildMap(run as u32), range);
                if !is_first {
                    self.emit(Op::DictMerge, range);
                }
                rest = &rest[run..];
            }
            is_first = false;
        }
        Ok(())
    }
}

fn check_keywords(keywords: &[Keyword], call: TextRange) -> Outcome {
    for (at, keyword) in keywords.iter().enumerate() {
        let Some(name) = &keyword.arg else { continue };
        if name.as_str() == "__debug__" {
            return fault(call, "cannot assign to __debug__");
        }
        let repeated =
            keywords[at + 1..].iter().find(|other| other.arg.as_ref().is_some_and(|it| it.id == name.id));
        if let Some(other) = repeated {
            return fault(other.range, format!("keyword argument repeated: {name}"));
        }
    }
    Ok(())
}
