//! Taking texts apart.

use std::rc::Rc;

use super::arguments::{integer, receiver, text};
use super::chars;
use crate::Result;
use crate::builtins::pieces::list_of;
use crate::native::{Args, Flow};
use crate::object::{PyStr, Type};
use crate::value::Value;
use crate::vm::Vm;

/// Texts of more bytes are taken apart in pieces.
const LONG: usize = 1 << 16;

pub(super) fn install(class: &Type) {
    class.flow_method("split", |vm, args| {
        let request = Request::new(vm, args, "split")?;
        let text = request.this.as_str();
        if text.len() > LONG {
            return Ok(split_in_pieces(request));
        }
        Ok(list(match (&request.separator, request.limit) {
            (Some(separator), None) => text.split(separator.as_str()).collect(),
            (Some(separator), Some(limit)) => text.splitn(limit + 1, separator.as_str()).collect(),
            (None, limit) => words(text, limit.unwrap_or(usize::MAX)),
        })
        .into())
    });
    class.flow_method("rsplit", |vm, args| {
        let request = Request::new(vm, args, "rsplit")?;
        let text = request.this.as_str();
        if text.len() > LONG {
            return Ok(rsplit_in_pieces(request));
        }
        let mut parts: Vec<&str> = match (&request.separator, request.limit) {
            (Some(separator), None) => text.rsplit(separator.as_str()).collect(),
            (Some(separator), Some(limit)) => text.rsplitn(limit + 1, separator.as_str()).collect(),
            (None, limit) => words_from_end(text, limit.unwrap_or(usize::MAX)),
        };
        parts.reverse();
        Ok(list(parts).into())
    });
    class.flow_method("splitlines", splitlines);
    class.method("partition", |vm, args| {
        let [this, separator] = args.method(vm, "str.partition")?;
        let (this, separator) = partition_arguments(vm, &this, &separator, "partition")?;
        let (text, separator) = (this.as_str(), separator.as_str());
        Ok(match text.split_once(separator) {
            Some((before, after)) => triple(before, separator, after),
            None => triple(text, "", ""),
        })
    });
    class.method("rpartition", |vm, args| {
        let [this, separator] = args.method(vm, "str.rpartition")?;
        let (this, separator) = partition_arguments(vm, &this, &separator, "rpartition")?;
        let (text, separator) = (this.as_str(), separator.as_str());
        Ok(match text.rsplit_once(separator) {
            Some((before, after)) => triple(before, separator, after),
            None => triple("", "", text),
        })
    });
}

/// The arguments of `split()` and `rsplit()`.
struct Request {
    this: Rc<PyStr>,
    /// `None` for blanks.
    separator: Option<Rc<PyStr>>,
    /// The most splits; `None` for all.
    limit: Option<usize>,
}

impl Request {
    fn new(vm: &Vm, mut args: Args, method: &str) -> Result<Request> {
        let given = args.pos.len().saturating_sub(1) + args.kw.len();
        if given > 2 {
            return Err(vm.type_error(format!("{method}() takes at most 2 arguments ({given} given)")));
        }
        let (separator, limit) = (args.take(1, "sep"), args.take(2, "maxsplit"));
        if let Some((name, _)) = args.kw.first() {
            let message = format!("'{name}' is an invalid keyword argument for {method}()");
            return Err(vm.type_error(message));
        }
        let this = receiver(vm, &args.take(0, "self").unwrap_or_default(), method)?;
        let separator = match separator {
            None | Some(Value::None) => None,
            Some(separator) => {
                Some(text(vm, &separator, |given| format!("must be str or None, not {given}"))?)
            }
        };
        if separator.as_ref().is_some_and(|separator| separator.as_str().is_empty()) {
            return Err(vm.value_error("empty separator"));
        }
        let limit = match limit {
            Some(limit) => usize::try_from(integer(vm, &limit)?).ok().filter(|&limit| limit < usize::MAX),
            None => None,
        };
        Ok(Request { this, separator, limit })
    }
}

/// `split()` of a long text.
fn split_in_pieces(request: Request) -> Flow {
    let Request { this, separator, limit } = request;
    let mut left = limit.unwrap_or(usize::MAX);
    let mut at = Some(0);
    let next = move || {
        let mut start = at.take()?;
        let text = this.as_str();
        if separator.is_none() {
            start = text.len() - text[start..].trim_start_matches(chars::is_space).len();
            if start == text.len() {
                return None;
            }
        }
        let rest = &text[start..];
        let found = match &separator {
            _ if left == 0 => None,
            Some(separator) => rest.find(separator.as_str()).map(|found| (found, separator.as_str().len())),
            None => rest.find(chars::is_space).map(|found| (found, 0)),
        };
        left = left.saturating_sub(1);
        Some(Value::str(match found {
            Some((found, skipped)) => {
                at = Some(start + found + skipped);
                &rest[..found]
            }
            None => rest,
        }))
    };
    list_of(next, false)
}

/// `rsplit()` of a long text.
fn rsplit_in_pieces(request: Request) -> Flow {
    let Request { this, separator, limit } = request;
    let mut left = limit.unwrap_or(usize::MAX);
    let mut end = Some(this.as_str().len());
    let next = move || {
        let mut rest = &this.as_str()[..end.take()?];
        if separator.is_none() {
            rest = rest.trim_end_matches(chars::is_space);
            if rest.is_empty() {
                return None;
            }
        }
        let found = match &separator {
            _ if left == 0 => None,
            Some(separator) => rest.rfind(separator.as_str()).map(|found| (found, separator.as_str().len())),
            None => {
                let blank = rest.char_indices().rfind(|&(_, c)| chars::is_space(c));
                blank.map(|(found, blank)| (found, blank.len_utf8()))
            }
        };
        left = left.saturating_sub(1);
        Some(Value::str(match found {
            Some((found, skipped)) => {
                end = Some(found);
                &rest[found + skipped..]
            }
            None => rest,
        }))
    };
    list_of(next, true)
}

/// What lies between blanks.
fn words(text: &str, limit: usize) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text.trim_start_matches(chars::is_space);
    while !rest.is_empty() {
        let end = rest.find(chars::is_space);
        match end {
            Some(end) if words.len() < limit => {
                words.push(&rest[..end]);
                rest = rest[end..].trim_start_matches(chars::is_space);
            }
            _ => {
                words.push(rest);
                break;
            }
        }
    }
    words
}

/// Like [`words`], the last one first.
fn words_from_end(text: &str, limit: usize) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text.trim_end_matches(chars::is_space);
    while !rest.is_empty() {
        match rest.char_indices().rfind(|&(_, c)| chars::is_space(c)) {
            Some((at, blank)) if words.len() < limit => {
                words.push(&rest[at + blank.len_utf8()..]);
                rest = rest[..at].trim_end_matches(chars::is_space);
            }
            _ => {
                words.push(rest);
                break;
            }
        }
    }
    words
}

fn splitlines(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let given = args.pos.len().saturating_sub(1) + args.kw.len();
    if given > 1 {
        return Err(vm.type_error(format!("splitlines() takes at most 1 argument ({given} given)")));
    }
    let keep_ends = args.take(1, "keepends");
    if let Some((name, _)) = args.kw.first() {
        let message = format!("'{name}' is an invalid keyword argument for splitlines()");
        return Err(vm.type_error(message));
    }
    let this = receiver(vm, &args.take(0, "self").unwrap_or_default(), "splitlines")?;
    let keep_ends = match keep_ends {
        Some(flag) => integer(vm, &flag)? != 0,
        None => false,
    };
    let long = this.as_str().len() > LONG;
    let mut at = 0;
    let mut next = move || {
        let rest = &this.as_str()[at..];
        if rest.is_empty() {
            return None;
        }
        let (line, end) = match rest.char_indices().find(|&(_, c)| chars::is_line_break(c)) {
            Some((line, _)) if rest[line..].starts_with("\r\n") => (line, line + 2),
            Some((line, c)) => (line, line + c.len_utf8()),
            None => (rest.len(), rest.len()),
        };
        at += end;
        Some(Value::str(&rest[..if keep_ends { end } else { line }]))
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
) -> Result<(Rc<PyStr>, Rc<PyStr>)> {
    let this = receiver(vm, this, method)?;
    let separator = text(vm, separator, |given| format!("must be str, not {given}"))?;
    if separator.as_str().is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    Ok((this, separator))
}

fn triple(before: &str, separator: &str, after: &str) -> Value {
    Value::tuple(vec![Value::str(before), Value::str(separator), Value::str(after)])
}

fn list(parts: Vec<&str>) -> Value {
    Value::list(parts.into_iter().map(Value::str).collect())
}
