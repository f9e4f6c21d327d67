//! What CPython 3.11 formats, recorded.

#![allow(clippy::approx_constant)]

use super::percent::plan::{Piece, Plan};
use super::percent::render::render;
use super::template::parse::parse;
use super::*;
use crate::vm::types::Types;

type Recorded = std::result::Result<&'static str, &'static str>;

fn check(result: Result<String, Fault>, recorded: Recorded, what: &str) {
    let result = result.map_err(|fault| fault.message().to_owned());
    assert_eq!(result.as_deref().map_err(String::as_str), recorded, "{what}");
}

#[test]
fn floats() {
    let recorded: [(f64, &str, Recorded); 39] = [
        (1.5, "", Ok("1.5")),
        (1.5, ".3f", Ok("1.500")),
        (2.5, ".0f", Ok("2")),
        (0.125, ".2f", Ok("0.12")),
        (1e+22, "f", Ok("10000000000000000000000.000000")),
        (1234567.891, ",.2f", Ok("1,234,567.89")),
        (1234567.891, "_", Ok("1_234_567.891")),
        (1e+16, "", Ok("1e+16")),
        (1.0, ".0", Ok("1e+00")),
        (123456789.0, ".3", Ok("1.23e+08")),
        (1.234e-05, "g", Ok("1.234e-05")),
        (100000.0, "g", Ok("100000")),
        (1000000.0, "g", Ok("1e+06")),
        (100000.0, "#g", Ok("100000.")),
        (1.0, "#.0f", Ok("1.")),
        (1e+100, ".3e", Ok("1.000e+100")),
        (0.5, "%", Ok("50.000000%")),
        (0.12345, ".1%", Ok("12.3%")),
        (-0.0, "z.1f", Ok("0.0")),
        (-0.01, "z.1f", Ok("0.0")),
        (-1.5, "=8", Ok("-    1.5")),
        (-1.5, "08.2f", Ok("-0001.50")),
        (-1.5, "*^10", Ok("***-1.5***")),
        (3.14159, "+.2f", Ok("+3.14")),
        (3.14159, " .2f", Ok(" 3.14")),
        (1234.5, "012,.1f", Ok("00,001,234.5")),
        (f64::INFINITY, "010", Ok("0000000inf")),
        (f64::INFINITY, "012,F", Ok("000000000INF")),
        (f64::NAN, "+", Ok("+nan")),
        (f64::NEG_INFINITY, "E", Ok("-INF")),
        (1e-07, ".2", Ok("1e-07")),
        (12.0, "n", Ok("12")),
        (1.5, "d", Err("Unknown format code 'd' for object of type 'float'")),
        (1.5, "s", Err("Unknown format code 's' for object of type 'float'")),
        (1.5, ",_", Err("Cannot specify both ',' and '_'.")),
        (1.5, ".f", Err("Format specifier missing precision")),
        (5e-324, ".3g", Ok("4.94e-324")),
        (0.1, ".30f", Ok("0.100000000000000005551115123126")),
        (1.0, "99999999999999999999", Err("Too many decimal digits in format string")),
    ];
    for (number, spec, result) in recorded {
        check(format_float(number, spec, "float"), result, spec);
    }
}

#[test]
fn ints() {
    let recorded: [(&str, &str, Recorded); 36] = [
        ("42", "", Ok("42")),
        ("42", "5", Ok("   42")),
        ("42", "<5", Ok("42   ")),
        ("42", "^5", Ok(" 42  ")),
        ("-42", "=6", Ok("-   42")),
        ("-42", "06", Ok("-00042")),
        ("42", "+", Ok("+42")),
        ("42", " ", Ok(" 42")),
        ("1234567", ",", Ok("1,234,567")),
        ("1234567", "_", Ok("1_234_567")),
        ("1234", "08,", Ok("0,001,234")),
        ("1234", "*=+10,", Ok("+****1,234")),
        ("255", "x", Ok("ff")),
        ("255", "#X", Ok("0XFF")),
        ("255", "#010b", Ok("0b11111111")),
        ("65535", "_x", Ok("ffff")),
        ("65535", "_b", Ok("1111_1111_1111_1111")),
        ("65535", ",x", Err("Cannot specify ',' with 'x'.")),
        ("8", "o", Ok("10")),
        ("65", "c", Ok("A")),
        ("65", "5c", Ok("    A")),
        ("65", "+c", Err("Sign not allowed with integer format specifier 'c'")),
        ("-1", "c", Err("%c arg not in range(0x110000)")),
        ("3", ".2f", Ok("3.00")),
        ("3", "e", Ok("3.000000e+00")),
        ("3", "%", Ok("300.000000%")),
        ("3", "n", Ok("3")),
        ("3", ".5", Err("Precision not allowed in integer format specifier")),
        ("3", "z", Err("Negative zero coercion (z) not allowed in integer format specifier")),
        ("3", "y", Err("Unknown format code 'y' for object of type 'int'")),
        ("3", "abc", Err("Invalid format specifier 'abc' for object of type 'int'")),
        ("3", "é", Err("Unknown format code '\\xe9' for object of type 'int'")),
        ("3", ",,", Err("Cannot specify ',' with ','.")),
        ("3", "1 ", Err("Unknown format code '\\x20' for object of type 'int'")),
        ("1180591620717411303424", ",", Ok("1,180,591,620,717,411,303,424")),
        ("-1180591620717411303424", "#x", Ok("-0x400000000000000000")),
    ];
    for (number, spec, result) in recorded {
        let number = number::parse::parse_int(number, 10).unwrap();
        check(format_int(&number, spec, "int"), result, spec);
    }
}

#[test]
fn texts() {
    let recorded: [(&str, &str, Recorded); 18] = [
        ("añb", "", Ok("añb")),
        ("añb", "6", Ok("añb   ")),
        ("añb", ">6", Ok("   añb")),
        ("añb", "^6", Ok(" añb  ")),
        ("añb", "é<5", Ok("añbéé")),
        ("añb", ".2", Ok("añ")),
        ("añb", "5.1s", Ok("a    ")),
        ("a", "05", Ok("a0000")),
        ("a", "=5", Err("'=' alignment not allowed in string format specifier")),
        ("a", "+", Err("Sign not allowed in string format specifier")),
        ("a", " ", Err("Space not allowed in string format specifier")),
        ("a", "#", Err("Alternate form (#) not allowed in string format specifier")),
        ("a", "z", Err("Negative zero coercion (z) not allowed in string format specifier")),
        ("a", ",", Err("Cannot specify ',' with 's'.")),
        ("a", "_s", Err("Cannot specify '_' with 's'.")),
        ("a", "d", Err("Unknown format code 'd' for object of type 'str'")),
        ("a", "<<<", Err("Unknown format code '<' for object of type 'str'")),
        ("a", ">>3", Ok(">>a")),
    ];
    for (text, spec, result) in recorded {
        check(format_str(text, spec, "str"), result, spec);
    }
}

/// `template % values` of numbers and texts.
fn percent(template: &str, values: Vec<Value>) -> Result<String, Fault> {
    let types = Types::new();
    let values = Value::tuple(values);
    let plan = Plan::new(template, &values, false, false);
    let mut text = String::new();
    for piece in &plan.pieces {
        match piece {
            Piece::Text(literal) => text.push_str(literal),
            Piece::Field(conversion, value) => text.push_str(&render(&types, conversion, value)?),
        }
    }
    plan.fault.map_or(Ok(text), Err)
}

#[test]
fn percent_templates() {
    let recorded: Vec<(&str, Vec<Value>, Recorded)> = vec![
        ("%d %i %u", vec![Value::Int(1), Value::Float(2.9), Value::Bool(true)], Ok("1 2 1")),
        ("%5d|%-5d|%05d", vec![Value::Int(42), Value::Int(42), Value::Int(-42)], Ok("   42|42   |-0042")),
        ("%+d % d %+.3d", vec![Value::Int(5), Value::Int(5), Value::Int(7)], Ok("+5  5 +007")),
        (
            "%x %X %o %#x %#o",
            vec![Value::Int(255), Value::Int(255), Value::Int(8), Value::Int(255), Value::Int(8)],
            Ok("ff FF 10 0xff 0o10"),
        ),
        (
            "%.3f %e %g %G",
            vec![Value::Float(3.14159), Value::Float(12345.678), Value::Float(1e-10), Value::Float(1e+20)],
            Ok("3.142 1.234568e+04 1e-10 1E+20"),
        ),
        (
            "%010.2f|%-10.1f|%+f",
            vec![Value::Float(3.14159), Value::Float(2.5), Value::Int(1)],
            Ok("0000003.14|2.5       |+1.000000"),
        ),
        ("%#.0f %.0e", vec![Value::Int(5), Value::Int(12345)], Ok("5. 1e+04")),
        ("%010f", vec![Value::Float(f64::INFINITY)], Ok("0000000inf")),
        (
            "%*d|%-*d|%.*f",
            vec![
                Value::Int(5),
                Value::Int(1),
                Value::Int(5),
                Value::Int(1),
                Value::Int(2),
                Value::Float(3.14159),
            ],
            Ok("    1|1    |3.14"),
        ),
        ("%*d|", vec![Value::Int(-5), Value::Int(3)], Ok("3    |")),
        ("%c%c", vec![Value::Int(65), Value::str("é")], Ok("Aé")),
        (
            "%s %5s|%-5s|%.2s",
            vec![Value::str("a"), Value::str("b"), Value::str("c"), Value::str("déf")],
            Ok("a     b|c    |dé"),
        ),
        ("%d%%", vec![Value::Int(50)], Ok("50%")),
        ("100%", vec![], Err("incomplete format")),
        ("%", vec![], Err("incomplete format")),
        ("%y", vec![Value::Int(1)], Err("unsupported format character 'y' (0x79) at index 1")),
        ("a%(b", vec![Value::Int(1)], Err("format requires a mapping")),
        ("%(b)s", vec![Value::Int(1)], Err("format requires a mapping")),
        ("%d", vec![Value::str("a")], Err("%d format: a real number is required, not str")),
        ("%i", vec![Value::str("a")], Err("%i format: a real number is required, not str")),
        ("%x", vec![Value::Float(1.5)], Err("%x format: an integer is required, not float")),
        ("%f", vec![Value::str("a")], Err("must be real number, not str")),
        ("%c", vec![Value::str("ab")], Err("%c requires int or char")),
        ("%c", vec![Value::Int(-1)], Err("%c arg not in range(0x110000)")),
        ("%d", vec![Value::Float(f64::NAN)], Err("cannot convert float NaN to integer")),
        ("%s %s", vec![Value::str("a")], Err("not enough arguments for format string")),
        (
            "%s",
            vec![Value::str("a"), Value::str("b")],
            Err("not all arguments converted during string formatting"),
        ),
        ("%*d", vec![Value::str("a"), Value::Int(1)], Err("* wants int")),
        ("%d %s", vec![Value::str("x")], Err("%d format: a real number is required, not str")),
        ("%99999999999999999999d", vec![Value::Int(1)], Err("width too big")),
        ("%5%", vec![Value::Int(1)], Err("unsupported format character '%' (0x25) at index 2")),
        ("%ld", vec![Value::Int(5)], Ok("5")),
        ("%08.3d|%-08d|", vec![Value::Int(5), Value::Int(5)], Ok("00000005|5       |")),
    ];
    for (template, values, result) in recorded {
        check(percent(template, values), result, template);
    }
}

#[test]
fn refuses_templates() {
    let recorded = [
        ("{", "Single '{' encountered in format string"),
        ("}", "Single '}' encountered in format string"),
        ("{}{1}", "cannot switch from automatic field numbering to manual field specification"),
        ("{1}{}", "cannot switch from manual field specification to automatic field numbering"),
        ("{!x}", "Unknown conversion specifier x"),
        ("{!", "end of string while looking for conversion specifier"),
        ("{!r", "unmatched '{' in format spec"),
        ("{!rx}", "expected ':' after conversion specifier"),
        ("{a.}", "Empty attribute in format string"),
        ("{a[}", "expected '}' before end of string"),
        ("{a[]}", "Empty attribute in format string"),
        ("{a[0]b}", "Only '.' or '[' may follow ']' in format field specifier"),
        ("{a{}}", "unexpected '{' in field name"),
        ("{:{}", "unmatched '{' in format spec"),
        ("{:{:{}}}", "Max string recursion exceeded"),
        ("{99999999999999999999}", "Too many decimal digits in format string"),
        ("{0", "expected '}' before end of string"),
        ("{:", "unmatched '{' in format spec"),
    ];
    for (template, message) in recorded {
        assert_eq!(parse(template).1, Some(Fault::value(message)), "{template}");
    }
}
