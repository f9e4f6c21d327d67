//! Templates of `str.format()`.

use crate::Result;
use crate::builtins::fault::{Fault, PIECE_FACTOR, room_for};
use crate::builtins::string::chars;

/// A piece of a template.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text as it is.
    Text(String),
    /// `{…}`
    Field(Field),
}

/// `{first.attribute[key]!conversion:spec}`
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Which argument.
    pub first: First,
    /// What to look up in it.
    pub path: Vec<Step>,
    /// `r`, `s` or `a`.
    pub conversion: Option<char>,
    /// The format specification, itself a template.
    pub spec: Vec<Piece>,
}

/// Which argument a field takes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum First {
    /// A positional one.
    Position(usize),
    /// A keyword argument.
    Name(String),
}

/// One lookup in a field's path.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// `.name`
    Attribute(String),
    /// `[key]`
    Key(String),
    /// `[3]`
    Index(usize),
}

/// Parses a template: its pieces, and what is wrong after them, which is raised only if none of them raises.
pub(crate) fn parse(template: &str) -> (Vec<Piece>, Option<Fault>) {
    let mut pieces = Vec::new();
    // A piece takes more room than its text.
    let fault = room_for(template.len().checked_mul(PIECE_FACTOR))
        .and_then(|()| parse_nested(template, 2, &mut Numbering::Undecided, &mut pieces))
        .err();
    (pieces, fault)
}

/// Whether fields are numbered by the program or by us.
enum Numbering {
    Undecided,
    Manual,
    Automatic(usize),
}

fn parse_nested(
    template: &str,
    depth: usize,
    numbering: &mut Numbering,
    pieces: &mut Vec<Piece>,
) -> Result<(), Fault> {
    if depth == 0 {
        return Err(Fault::value("Max string recursion exceeded"));
    }
    let mut text = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let brace = rest.as_bytes()[at] as char;
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if rest.starts_with(brace) {
            text.push(brace);
            rest = &rest[1..];
        } else if brace == '}' || rest.is_empty() {
            return Err(Fault::value(format!("Single '{brace}' encountered in format string")));
        } else {
            if !text.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut text)));
            }
            let markup = Markup::split(&mut rest)?;
            pieces.push(Piece::Field(parse_field(&markup, depth, numbering)?));
        }
    }
    text.push_str(rest);
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    Ok(())
}

/// A field's three parts.
struct Markup<'a> {
    name: &'a str,
    conversion: Option<char>,
    spec: &'a str,
}

impl<'a> Markup<'a> {
    /// Takes a field, without its first brace, off the text.
    fn split(rest: &mut &'a str) -> Result<Markup<'a>, Fault> {
        let text = *rest;
        let mut chars = text.char_indices();
        let mut in_key = false;
        let end = loop {
            match chars.next() {
                Some((_, ']')) if in_key => in_key = false,
                Some((_, '[')) => in_key = true,
                Some(_) if in_key => {}
                Some((_, '{')) => return Err(Fault::value("unexpected '{' in field name")),
                Some((at, c @ ('}' | ':' | '!'))) => break (at, c),
                Some(_) => {}
                None => return Err(Fault::value("expected '}' before end of string")),
            }
        };
        let name = &text[..end.0];
        let mut conversion = None;
        if end.1 == '}' {
            *rest = chars.as_str();
            return Ok(Markup { name, conversion, spec: "" });
        }
        if end.1 == '!' {
            let missing = || Fault::value("end of string while looking for conversion specifier");
            conversion = Some(chars.next().ok_or_else(missing)?.1);
            match chars.next() {
                Some((_, '}')) => {
                    *rest = chars.as_str();
                    return Ok(Markup { name, conversion, spec: "" });
                }
                Some((_, ':')) | None => {}
                Some(_) => return Err(Fault::value("expected ':' after conversion specifier")),
            }
        }
        let start = text.len() - chars.as_str().len();
        let mut depth = 1;
        for (at, c) in chars.by_ref() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                *rest = chars.as_str();
                return Ok(Markup { name, conversion, spec: &text[start..at] });
            }
        }
        Err(Fault::value("unmatched '{' in format spec"))
    }
}

fn parse_field(markup: &Markup, depth: usize, numbering: &mut Numbering) -> Result<Field, Fault> {
    let end = markup.name.find(['.', '[']).unwrap_or(markup.name.len());
    let (first, path) = markup.name.split_at(end);
    let first = match index(first)? {
        Some(position) => numbering.manual(position)?,
        None if first.is_empty() => numbering.automatic()?,
        None => First::Name(first.to_owned()),
    };
    let path = parse_path(path)?;
    match markup.conversion {
        None | Some('r' | 's' | 'a') => {}
        Some(c @ '!'..='~') => return Err(Fault::value(format!("Unknown conversion specifier {c}"))),
        Some(c) => return Err(Fault::value(format!("Unknown conversion specifier \\x{:x}", c as u32))),
    }
    let mut spec = Vec::new();
    if !markup.spec.is_empty() {
        parse_nested(markup.spec, depth - 1, numbering, &mut spec)?;
    }
    Ok(Field { first, path, conversion: markup.conversion, spec })
}

fn parse_path(mut rest: &str) -> Result<Vec<Step>, Fault> {
    let mut path = Vec::new();
    while let Some(c) = rest.chars().next() {
        let is_attribute = match c {
            '.' => true,
            '[' => false,
            _ => return Err(Fault::value("Only '.' or '[' may follow ']' in format field specifier")),
        };
        rest = &rest[1..];
        let end = if is_attribute { rest.find(['.', '[']) } else { rest.find(']') };
        let name = match end {
            Some(end) => &rest[..end],
            None if is_attribute => rest,
            None => return Err(Fault::value("Missing ']' in format string")),
        };
        if name.is_empty() {
            return Err(Fault::value("Empty attribute in format string"));
        }
        rest = &rest[name.len() + usize::from(!is_attribute)..];
        path.push(match index(name)? {
            _ if is_attribute => Step::Attribute(name.to_owned()),
            Some(index) => Step::Index(index),
            None => Step::Key(name.to_owned()),
        });
    }
    Ok(path)
}

/// A name of digits only, as a number.
fn index(name: &str) -> Result<Option<usize>, Fault> {
    let Some(digits) = name.chars().map(chars::decimal_value).collect::<Option<Vec<_>>>() else {
        return Ok(None);
    };
    if digits.is_empty() {
        return Ok(None);
    }
    let add = |number: i64, digit: u32| number.checked_mul(10)?.checked_add(i64::from(digit));
    match digits.into_iter().try_fold(0_i64, add) {
        Some(number) => Ok(Some(number as usize)),
        None => Err(Fault::value("Too many decimal digits in format string")),
    }
}

impl Numbering {
    fn manual(&mut self, position: usize) -> Result<First, Fault> {
        if let Numbering::Automatic(_) = self {
            return Err(Fault::value(
                "cannot switch from automatic field numbering to manual field specification",
            ));
        }
        *self = Numbering::Manual;
        Ok(First::Position(position))
    }

    fn automatic(&mut self) -> Result<First, Fault> {
        let next = match self {
            Numbering::Manual => {
                return Err(Fault::value(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
            Numbering::Undecided => 0,
            Numbering::Automatic(next) => *next,
        };
        *self = Numbering::Automatic(next + 1);
        Ok(First::Position(next))
    }
}
