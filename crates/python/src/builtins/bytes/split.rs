//! Taking bytes apart and putting them together.

use std::rc::Rc;

use super::arguments::{bytes, no_more_arguments, receiver, wrong_receiver};
use super::search::{last_position, position};
use super::shape::is_space;
use crate::Result;
use crate::builtins::fault::{OrRaise, room_for, type_name};
use crate::builtins::format::percent;
use crate::builtins::number::plain;
use crate::builtins::pieces::list_of;
use crate::builtins::string::arguments::integer;
use crate::native::{Args, Flow};
use crate::object::{Bytes, Type};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;

/// Bytes of more than so many are taken apart in pieces.
const LONG: usize = 1 << 16;

pub(super) fn install(class: &Type) {
    class.flow_method("split", |vm, args| {
        let request = Request::new(vm, args, "split")?;
        if request.this.as_slice().len() > LONG {
            return Ok(split_in_pieces(request));
        }
        Ok(list(match &request.separator {
            Some(separator) => split(request.this.as_slice(), separator.as_slice(), request.limit),
            None => words(request.this.as_slice(), request.limit),
        })
        .into())
    });
    class.flow_method("rsplit", |vm, args| {
        let request = Request::new(vm, args, "rsplit")?;
        if request.this.as_slice().len() > LONG {
            return Ok(rsplit_in_pieces(request));
        }
        let mut parts = match &request.separator {
            Some(separator) => rsplit(request.this.as_slice(), separator.as_slice(), request.limit),
            None => words_from_end(request.this.as_slice(), request.limit),
        };
        parts.reverse();
        Ok(list(parts).into())
    });
    class.flow_method("splitlines", splitlines);
    class.method("partition", |vm, args| {
        let [this, separator] = args.method(vm, "bytes.partition")?;
        let (this, separator) = partition_arguments(vm, &this, &separator, "partition")?;
        let (all, separator) = (this.as_slice(), separator.as_slice());
        Ok(match position(all, separator) {
            Some(at) => triple(&all[..at], separator, &all[at + separator.len()..]),
            None => triple(all, b"", b""),
        })
    });
    class.method("rpartition", |vm, args| {
        let [this, separator] = args.method(vm, "bytes.rpartition")?;
        let (this, separator) = partition_arguments(vm, &this, &separator, "rpartition")?;
        let (all, separator) = (this.as_slice(), separator.as_slice());
        Ok(match last_position(all, separator) {
            Some(at) => triple(&all[..at], separator, &all[at + separator.len()..]),
            None => triple(b"", b"", all),
        })
    });
    class.flow_method("join", join);
    class.flow_method("__add__", |vm, args| {
        let [this, other] = args.method(vm, "__add__")?;
        match (plain(&this), plain(&other)) {
            (Value::Bytes(a), Value::Bytes(b)) => super::concat(a, b).or_raise(vm).map(Flow::Value),
            (Value::Bytes(_), Value::Instance(_)) => Ok(Value::NotImplemented.into()),
            (Value::Bytes(_), _) => {
                let given = type_name(&vm.types, &other);
                Err(vm.type_error(format!("can't concat {given} to bytes")))
            }
            _ => Err(wrong_receiver(vm, &this, "__add__")),
        }
    });
    class.flow_method("__mod__", |vm, args| {
        let [this, arguments] = args.method(vm, "__mod__")?;
        percent::format(vm, &Value::Bytes(receiver(vm, &this, "__mod__")?), &arguments)
    });
    class.flow_method("__mul__", |vm, args| {
        let [this, count] = args.method(vm, "__mul__")?;
        multiply(vm, &this, &count)
    });
    class.flow_method("__rmul__", |vm, args| {
        let [this, count] = args.method(vm, "__rmul__")?;
        multiply(vm, &this, &count)
    });
}

fn multiply(vm: &mut Vm, this: &Value, count: &Value) -> Result<Flow> {
    let product = crate::builtins::string::binary(vm, crate::bytecode::BinaryOp::Mul, this, count)?;
    Ok(product.unwrap_or(Flow::Value(Value::NotImplemented)))
}

/// The arguments of `split()` and `rsplit()`.
struct Request {
    this: Rc<Bytes>,
    /// `None` for blanks.
    separator: Option<Rc<Bytes>>,
    /// The most splits.
    limit: usize,
}

impl Request {
    fn new(vm: &Vm, mut args: Args, method: &str) -> Result<Request> {
        let (separator, limit) = (args.take(1, "sep"), args.take(2, "maxsplit"));
        no_more_arguments(vm, &args, method, 2)?;
        let this = receiver(vm, &args.take(0, "self").unwrap_or_default(), method)?;
        let separator = match separator {
            None | Some(Value::None) => None,
            Some(separator) => Some(bytes(vm, &separator)?),
        };
        if separator.as_ref().is_some_and(|separator| separator.as_slice().is_empty()) {
            return Err(vm.value_error("empty separator"));
        }
        let limit = match limit {
            Some(limit) => usize::try_from(integer(vm, &limit)?).unwrap_or(usize::MAX),
            None => usize::MAX,
        };
        Ok(Request { this, separator, limit })
    }
}

/// `split()` of long bytes.
fn split_in_pieces(request: Request) -> Flow {
    let Request { this, separator, limit } = request;
    let mut left = limit;
    let mut at = Some(0);
    let next = move || {
        let mut start = at.take()?;
        let all = this.as_slice();
        if separator.is_none() {
            start = all.len() - trim_start(&all[start..]).len();
            if start == all.len() {
                return None;
            }
        }
        let rest = &all[start..];
        let found = match &separator {
            _ if left == 0 => None,
            Some(separator) => {
                let separator = separator.as_slice();
                position(rest, separator).map(|found| (found, separator.len()))
            }
            None => rest.iter().position(is_space).map(|found| (found, 0)),
        };
        left = left.saturating_sub(1);
        let end = found.map_or(rest.len(), |(found, _)| found);
        at = found.map(|(found, skipped)| start + found + skipped);
        Some(Value::bytes(rest[..end].to_vec()))
    };
    list_of(next, false)
}

/// `rsplit()` of long bytes.
fn rsplit_in_pieces(request: Request) -> Flow {
    let Request { this, separator, limit } = request;
    let mut left = limit;
    let mut end = Some(this.as_slice().len());
    let next = move || {
        let mut rest = &this.as_slice()[..end.take()?];
        if separator.is_none() {
            rest = trim_end(rest);
            if rest.is_empty() {
                return None;
            }
        }
        let found = match &separator {
            _ if left == 0 => None,
            Some(separator) => {
                let separator = separator.as_slice();
                last_position(rest, separator).map(|found| (found, separator.len()))
            }
            None => rest.iter().rposition(is_space).map(|found| (found, 1)),
        };
        left = left.saturating_sub(1);
        end = found.map(|(found, _)| found);
        let start = found.map_or(0, |(found, skipped)| found + skipped);
        Some(Value::bytes(rest[start..].to_vec()))
    };
    list_of(next, true)
}

fn split<'a>(mut rest: &'a [u8], separator: &[u8], limit: usize) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    while let Some(at) = position(rest, separator).filter(|_| parts.len() < limit) {
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
    }
    parts.push(rest);
    parts
}

/// The last part first.
fn rsplit<'a>(mut rest: &'a [u8], separator: &[u8], limit: usize) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    while let Some(at) = last_position(rest, separator).filter(|_| parts.len() < limit) {
        parts.push(&rest[at + separator.len()..]);
        rest = &rest[..at];
    }
    parts.push(rest);
    parts
}

/// What lies between blanks.
fn words(bytes: &[u8], limit: usize) -> Vec<&[u8]> {
    let mut words = Vec::new();
    let mut rest = trim_start(bytes);
    while !rest.is_empty() {
        let end = rest.iter().position(is_space).filter(|_| words.len() < limit).unwrap_or(rest.len());
        words.push(&rest[..end]);
        rest = trim_start(&rest[end..]);
    }
    words
}

/// Like [`words`], the last one first.
fn words_from_end(bytes: &[u8], limit: usize) -> Vec<&[u8]> {
    let mut words = Vec::new();
    let mut rest = trim_end(bytes);
    while !rest.is_empty() {
        let blank = rest.iter().rposition(is_space).filter(|_| words.len() < limit);
        let start = blank.map_or(0, |at| at + 1);
        words.push(&rest[start..]);
        rest = trim_end(&rest[..start]);
    }
    words
}

fn trim_start(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| !is_space(byte)).unwrap_or(bytes.len());
    &bytes[start..]
}

fn trim_end(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| !is_space(byte)).map_or(0, |at| at + 1);
    &bytes[..end]
}

fn splitlines(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let keep_ends = args.take(1, "keepends");
    no_more_arguments(vm, &args, "splitlines", 1)?;
    let keep_ends = match keep_ends {
        Some(flag) => integer(vm, &flag)? != 0,
        None => false,
    };
    let this = receiver(vm, &args.take(0, "self").unwrap_or_default(), "splitlines")?;
    let long = this.as_slice().len() > LONG;
    let mut at = 0;
    let mut next = move || {
        let rest = &this.as_slice()[at..];
        if rest.is_empty() {
            return None;
        }
        let (line, end) = match rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(line) if rest[line..].starts_with(b"\r\n") => (line, line + 2),
            Some(line) => (line, line + 1),
            None => (rest.len(), rest.len()),
        };
        at += end;
        Some(Value::bytes(rest[..if keep_ends { end } else { line }].to_vec()))
    };
    if long {
        return Ok(list_of(next, false));
    }
    Ok(Value::list(std::iter::from_fn(&mut next).collect()).into())
}

fn partition_arguments(
    vm: &Vm,
    this: &Value,
    separator: &Value,
    method: &str,
) -> Result<(Rc<Bytes>, Rc<Bytes>)> {
    let (this, separator) = (receiver(vm, this, method)?, bytes(vm, separator)?);
    if separator.as_slice().is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    Ok((this, separator))
}

fn join(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, iterable] = args.method(vm, "bytes.join")?;
    let separator = receiver(vm, &this, "join")?;
    let items = match &iterable {
        Value::List(list) => list.items.borrow().clone(),
        Value::Tuple(items) => items.to_vec(),
        _ if vm.type_of(&iterable).lookup(sym::ITER).is_none() && !matches!(iterable, Value::Instance(_)) => {
            return Err(vm.type_error("can only join an iterable"));
        }
        _ => return Ok(Flow::call(vm.prelude("_join"), Args::new([this, iterable]))),
    };
    let has_bytes = |item: &Value| match item {
        Value::Instance(instance) => instance.class.lookup(Sym::new("__bytes__")).is_some(),
        _ => false,
    };
    if items.iter().any(has_bytes) {
        return Ok(Flow::call(vm.prelude("_join_bytes"), Args::new([this, Value::list(items)])));
    }
    let mut result = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let Value::Bytes(item) = plain(item) else {
            let given = type_name(&vm.types, item);
            let message = format!("sequence item {at}: expected a bytes-like object, {given} found");
            return Err(vm.type_error(message));
        };
        room_for(Some(result.len() + separator.as_slice().len() + item.as_slice().len())).or_raise(vm)?;
        if at > 0 {
            result.extend_from_slice(separator.as_slice());
        }
        result.extend_from_slice(item.as_slice());
    }
    Ok(Value::bytes(result).into())
}

fn triple(before: &[u8], separator: &[u8], after: &[u8]) -> Value {
    let part = |bytes: &[u8]| Value::bytes(bytes.to_vec());
    Value::tuple(vec![part(before), part(separator), part(after)])
}

fn list(parts: Vec<&[u8]>) -> Value {
    Value::list(parts.into_iter().map(|part| Value::bytes(part.to_vec())).collect())
}
