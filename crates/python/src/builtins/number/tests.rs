//! What CPython 3.11 computes, recorded.

use super::*;
use crate::bytecode::CompareOp;
use parse::{NotAnInt, parse_float, parse_int};
use repr::{float_repr, int_repr};

fn big(digits: &str) -> Value {
    parse_int(digits, 10).unwrap()
}

/// A result as the tables below show it.
fn shown(result: Result<Option<Value>, Fault>) -> String {
    match result {
        Ok(Some(Value::Float(number))) => float_repr(number),
        Ok(Some(Value::Tuple(items))) => {
            let items: Vec<String> = items.iter().map(|item| shown(Ok(Some(item.clone())))).collect();
            format!("({})", items.join(", "))
        }
        Ok(Some(Value::Bool(flag))) => flag.to_string(),
        Ok(Some(number)) => int_repr(&number).unwrap(),
        Ok(None) => "unsupported".to_owned(),
        Err(fault) => fault.message().to_owned(),
    }
}

#[test]
fn shortest_float_repr() {
    let recorded = [
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (1.0, "1.0"),
        (100.0, "100.0"),
        (0.1, "0.1"),
        (0.3333333333333333, "0.3333333333333333"),
        (1000000000000000.0, "1000000000000000.0"),
        (1e+16, "1e+16"),
        (123456789012345.6, "123456789012345.6"),
        (9999999999999998.0, "9999999999999998.0"),
        (1e+17, "1e+17"),
        (0.0001, "0.0001"),
        (1e-05, "1e-05"),
        (0.00012345, "0.00012345"),
        (5e-324, "5e-324"),
        (1.7976931348623157e+308, "1.7976931348623157e+308"),
        (2.2250738585072014e-308, "2.2250738585072014e-308"),
        (1e+22, "1e+22"),
        (1e+23, "1e+23"),
        (-1.5e-07, "-1.5e-07"),
        (118_059_162_071_741.13, "118059162071741.12"),
        (f64::INFINITY, "inf"),
        (f64::NEG_INFINITY, "-inf"),
        (f64::NAN, "nan"),
    ];
    for (number, text) in recorded {
        assert_eq!(float_repr(number), text);
    }
}

#[test]
fn arithmetic() {
    use BinaryOp::*;
    let recorded = [
        (Value::Int(7), FloorDiv, Value::Int(-2), "-4"),
        (Value::Int(-7), FloorDiv, Value::Int(2), "-4"),
        (Value::Int(7), Mod, Value::Int(-2), "-1"),
        (Value::Int(-7), Mod, Value::Int(2), "1"),
        (Value::Int(i64::MIN), FloorDiv, Value::Int(-1), "9223372036854775808"),
        (Value::Int(i64::MIN), Mod, Value::Int(-1), "0"),
        (Value::Int(i64::MAX), Add, Value::Int(1), "9223372036854775808"),
        (Value::Int(i64::MIN), Sub, Value::Int(1), "-9223372036854775809"),
        (Value::Int(4611686018427387904), Mul, Value::Int(2), "9223372036854775808"),
        (Value::Int(i64::MIN), Mul, Value::Int(-1), "9223372036854775808"),
        (Value::Int(3), Pow, Value::Int(40), "12157665459056928801"),
        (Value::Int(3), Pow, Value::Int(41), "36472996377170786403"),
        (Value::Int(2), Pow, Value::Int(-2), "0.25"),
        (Value::Int(0), Pow, Value::Int(-1), "0.0 cannot be raised to a negative power"),
        (Value::Int(-1), Pow, big("1180591620717411303424"), "1"),
        (Value::Int(10), Pow, Value::Int(30), "1000000000000000000000000000000"),
        (Value::Int(1), LShift, Value::Int(62), "4611686018427387904"),
        (Value::Int(1), LShift, Value::Int(63), "9223372036854775808"),
        (Value::Int(-1), LShift, Value::Int(63), "-9223372036854775808"),
        (Value::Int(-1), LShift, Value::Int(64), "-18446744073709551616"),
        (Value::Int(1), LShift, Value::Int(-1), "negative shift count"),
        (Value::Int(-5), RShift, Value::Int(1), "-3"),
        (Value::Int(-5), RShift, big("1180591620717411303424"), "-1"),
        (big("1180591620717411303424"), RShift, Value::Int(69), "2"),
        (Value::Int(1), LShift, big("1180591620717411303424"), "too many digits in integer"),
        (Value::Int(0), LShift, big("1180591620717411303424"), "0"),
        (Value::Int(1), FloorDiv, Value::Int(0), "integer division or modulo by zero"),
        (Value::Int(1), Mod, Value::Int(0), "integer modulo by zero"),
        (Value::Int(1), TrueDiv, Value::Int(0), "division by zero"),
        (big("1180591620717411303424"), FloorDiv, Value::Int(0), "integer division or modulo by zero"),
        (big("1180591620717411303424"), Mod, Value::Int(-3), "-2"),
        (big("-1180591620717411303424"), FloorDiv, Value::Int(7), "-168655945816773043347"),
        (big("1180591620717411303424"), Sub, big("1180591620717411303419"), "5"),
        (Value::Int(9007199254740993), TrueDiv, Value::Int(1), "9007199254740992.0"),
        (big("18446744073709551617"), TrueDiv, Value::Int(3), "6.148914691236517e+18"),
        (
            big(
                "10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            ),
            TrueDiv,
            big(
                "1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            ),
            "10.0",
        ),
        (
            big(
                "10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            ),
            TrueDiv,
            Value::Int(3),
            "integer division result too large for a float",
        ),
        (
            Value::Int(1),
            TrueDiv,
            big(
                "10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            ),
            "0.0",
        ),
        (
            Value::Int(1),
            TrueDiv,
            big(
                "300000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            ),
            "5e-324",
        ),
        (
            Value::Int(-1),
            TrueDiv,
            big(
                "202402253307310618352495346718917307049556649764142118356901358027430339567995346891960383701437124495187077864316811911389808737385793476867013399940738509921517424276566361364466907742093216341239767678472745068562007483424692698618103355649159556340810056512358769552333414615230502532186327508646006263307707741093494784",
            ),
            "-5e-324",
        ),
        (
            Value::Int(3),
            TrueDiv,
            big(
                "404804506614621236704990693437834614099113299528284236713802716054860679135990693783920767402874248990374155728633623822779617474771586953734026799881477019843034848553132722728933815484186432682479535356945490137124014966849385397236206711298319112681620113024717539104666829230461005064372655017292012526615415482186989568",
            ),
            "1e-323",
        ),
        (
            big(
                "10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            ),
            Mul,
            Value::Float(1.5),
            "int too large to convert to float",
        ),
        (Value::Bool(true), And, Value::Bool(false), "false"),
        (Value::Bool(true), Or, Value::Int(1), "1"),
        (Value::Bool(true), Add, Value::Bool(true), "2"),
        (Value::Int(-1), And, big("1180591620717411303424"), "1180591620717411303424"),
        (big("-1180591620717411303424"), Or, Value::Int(1), "-1180591620717411303423"),
        (Value::Float(1.0), TrueDiv, Value::Int(0), "float division by zero"),
        (Value::Float(1.0), FloorDiv, Value::Int(0), "float floor division by zero"),
        (Value::Float(1.0), Mod, Value::Int(0), "float modulo"),
        (Value::Float(7.5), FloorDiv, Value::Int(-2), "-4.0"),
        (Value::Float(7.5), Mod, Value::Int(-2), "-0.5"),
        (Value::Float(-7.5), Mod, Value::Int(2), "0.5"),
        (Value::Float(-0.0), Mod, Value::Float(5.0), "0.0"),
        (Value::Float(5.0), Mod, Value::Float(-5.0), "-0.0"),
        (Value::Float(1.0), FloorDiv, Value::Float(0.1), "9.0"),
        (Value::Float(1e+308), Mul, Value::Int(10), "inf"),
        (Value::Float(10.0), Pow, Value::Int(400), "Numerical result out of range"),
        (Value::Float(0.0), Pow, Value::Float(-1.0), "0.0 cannot be raised to a negative power"),
        (Value::Float(f64::INFINITY), FloorDiv, Value::Float(1.0), "nan"),
        (Value::Float(2.0), Pow, Value::Float(0.5), "1.4142135623730951"),
        (Value::Float(f64::NAN), Pow, Value::Int(0), "1.0"),
        (Value::Float(1.5), Add, big("9223372036854775808"), "9.223372036854776e+18"),
        (Value::Float(1.0), And, Value::Int(1), "unsupported"),
    ];
    for (a, op, b, result) in recorded {
        assert_eq!(
            shown(compute(op, &a, &b)),
            result,
            "{} {op:?} {}",
            shown(Ok(Some(a))),
            shown(Ok(Some(b)))
        );
    }
}

#[test]
fn refuses_numbers_that_fill_the_memory() {
    for (a, op, b) in
        [(10, BinaryOp::Pow, i64::MAX), (10, BinaryOp::Pow, 10_000_000), (1, BinaryOp::LShift, 1 << 40)]
    {
        assert_eq!(compute(op, &Value::Int(a), &Value::Int(b)).err(), Some(big::too_large()));
    }
}

#[test]
fn divmods() {
    let recorded = [
        (Value::Int(7), Value::Int(-2), "(-4, -1)"),
        (Value::Int(-7), Value::Int(2), "(-4, 1)"),
        (Value::Int(1), Value::Int(0), "integer division or modulo by zero"),
        (Value::Int(i64::MIN), Value::Int(-1), "(9223372036854775808, 0)"),
        (big("1180591620717411303424"), Value::Int(-3), "(-393530540239137101142, -2)"),
        (Value::Float(7.5), Value::Int(2), "(3.0, 1.5)"),
        (Value::Float(-7.5), Value::Int(2), "(-4.0, 0.5)"),
        (Value::Int(1), Value::Float(0.0), "float divmod()"),
        (Value::Float(5.0), Value::Float(-5.0), "(-1.0, -0.0)"),
    ];
    for (a, b, result) in recorded {
        assert_eq!(shown(compute_divmod(&a, &b)), result);
    }
}

#[test]
fn modular_powers() {
    let recorded = [
        (Value::Int(2), Value::Int(10), Value::Int(1000), "24"),
        (Value::Int(2), Value::Int(-1), Value::Int(7), "4"),
        (Value::Int(2), Value::Int(-1), Value::Int(4), "base is not invertible for the given modulus"),
        (Value::Int(3), Value::Int(5), Value::Int(-7), "-2"),
        (Value::Int(3), Value::Int(5), Value::Int(0), "pow() 3rd argument cannot be 0"),
        (Value::Int(-3), Value::Int(3), Value::Int(7), "1"),
        (Value::Int(3), Value::Int(0), Value::Int(1), "0"),
        (big("1180591620717411303424"), big("36893488147419103232"), Value::Int(1000000007), "688205538"),
        (
            Value::Float(2.0),
            Value::Int(1),
            Value::Int(5),
            "pow() 3rd argument not allowed unless all arguments are integers",
        ),
    ];
    for (base, exponent, modulus, result) in recorded {
        let power = modular::power(&base, &exponent, &modulus).map(|flow| match flow {
            Some(Flow::Value(value)) => Some(value),
            _ => None,
        });
        assert_eq!(shown(power), result);
    }
}

#[test]
fn compares_exactly_across_types() {
    use CompareOp::*;
    let recorded = [
        (Value::Int(9007199254740993), Eq, Value::Float(9007199254740992.0), false),
        (Value::Int(9007199254740993), Gt, Value::Float(9007199254740992.0), true),
        (Value::Int(1), Eq, Value::Bool(true), true),
        (Value::Int(1), Eq, Value::Float(1.0), true),
        (big("9223372036854775808"), Eq, Value::Float(9.223372036854776e+18), true),
        (Value::Int(i64::MAX), Lt, Value::Float(9.223372036854776e+18), true),
        (Value::Int(i64::MIN), Eq, Value::Float(-9.223372036854776e+18), true),
        (big("-9223372036854775809"), Lt, Value::Float(-9.223372036854776e+18), true),
        (
            big(
                "10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            ),
            Lt,
            Value::Float(f64::INFINITY),
            true,
        ),
        (
            big(
                "-10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            ),
            Gt,
            Value::Float(f64::NEG_INFINITY),
            true,
        ),
        (Value::Int(1), Lt, Value::Float(f64::NAN), false),
        (Value::Int(1), Ne, Value::Float(f64::NAN), true),
        (
            big(
                "10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            ),
            Lt,
            Value::Float(f64::NAN),
            false,
        ),
        (big("1000000000000000000000000000000"), Eq, Value::Float(1e+30), false),
        (big("1000000000000000019884624838656"), Eq, Value::Float(1e+30), true),
        (Value::Int(1), Lt, Value::Float(1.5), true),
        (Value::Int(-1), Gt, Value::Float(-1.5), true),
        (big("1180591620717411303424"), Gt, Value::Int(1), true),
        (Value::Int(1), Le, big("-1180591620717411303424"), false),
    ];
    for (a, op, b, result) in recorded {
        assert_eq!(compare(op, &a, &b), Some(result), "{} {op:?} {}", shown(Ok(Some(a))), shown(Ok(Some(b))));
    }
    assert_eq!(compare(Eq, &Value::Int(1), &Value::None), None);
}

#[test]
fn rounds_half_to_even() {
    let recorded = [
        (Value::Float(0.5), None, "0"),
        (Value::Float(1.5), None, "2"),
        (Value::Float(2.5), None, "2"),
        (Value::Float(-2.5), None, "-2"),
        (
            Value::Float(1e+300),
            None,
            "1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160",
        ),
        (Value::Float(f64::NAN), None, "cannot convert float NaN to integer"),
        (Value::Float(f64::INFINITY), None, "cannot convert float infinity to integer"),
        (Value::Float(2.675), Some(2), "2.67"),
        (Value::Float(0.125), Some(2), "0.12"),
        (Value::Float(0.375), Some(2), "0.38"),
        (Value::Float(2.5), Some(0), "2.0"),
        (Value::Float(1e+16), Some(-1), "1e+16"),
        (Value::Float(15.0), Some(-1), "20.0"),
        (Value::Float(25.0), Some(-1), "20.0"),
        (Value::Float(1.7e+308), Some(-308), "rounded value too large to represent"),
        (Value::Float(1.23456789), Some(330), "1.23456789"),
        (Value::Float(5e-324), Some(400), "5e-324"),
        (Value::Float(123.456), Some(-3), "0.0"),
        (Value::Float(-123.456), Some(-400), "-0.0"),
        (Value::Int(25), Some(-1), "20"),
        (Value::Int(35), Some(-1), "40"),
        (Value::Int(-25), Some(-1), "-20"),
        (Value::Int(15), Some(-2), "0"),
        (Value::Int(51), Some(-2), "100"),
        (big("1180591620717411303424"), Some(-5), "1180591620717411300000"),
        (Value::Int(5), Some(-400), "0"),
        (Value::Bool(true), None, "1"),
    ];
    for (number, digits, result) in recorded {
        assert_eq!(
            shown(round::round(&number, digits)),
            result,
            "round({}, {digits:?})",
            shown(Ok(Some(number)))
        );
    }
}

#[test]
fn parses_ints() {
    let recorded = [
        ("12", 10, Ok("12")),
        ("  -12\n", 10, Ok("-12")),
        ("+1_000", 10, Ok("1000")),
        ("1__0", 10, Err(NotAnInt::Invalid)),
        ("_1", 10, Err(NotAnInt::Invalid)),
        ("1_", 10, Err(NotAnInt::Invalid)),
        ("", 10, Err(NotAnInt::Invalid)),
        ("-", 10, Err(NotAnInt::Invalid)),
        ("- 1", 10, Err(NotAnInt::Invalid)),
        ("٣٤", 10, Ok("34")),
        ("0x1F", 16, Ok("31")),
        ("0x_f", 16, Ok("15")),
        ("0x", 16, Err(NotAnInt::Invalid)),
        ("0b11", 0, Ok("3")),
        ("0o17", 0, Ok("15")),
        ("010", 0, Err(NotAnInt::Invalid)),
        ("00", 0, Ok("0")),
        ("0_0", 0, Ok("0")),
        ("z", 36, Ok("35")),
        ("9", 8, Err(NotAnInt::Invalid)),
        ("9223372036854775808", 10, Ok("9223372036854775808")),
        ("-9223372036854775808", 10, Ok("-9223372036854775808")),
        ("0x8000000000000000", 0, Ok("9223372036854775808")),
        ("1.5", 10, Err(NotAnInt::Invalid)),
        ("1e3", 10, Err(NotAnInt::Invalid)),
    ];
    for (text, base, result) in recorded {
        let parsed = parse_int(text, base).map(|number| int_repr(&number).unwrap());
        assert_eq!(parsed, result.map(str::to_owned), "int({text:?}, {base})");
    }
    assert_eq!(parse_int(&"1".repeat(4301), 10).err(), Some(NotAnInt::TooManyDigits(4301)));
    assert!(parse_int(&"1".repeat(4300), 10).is_ok() && parse_int(&"1".repeat(5000), 16).is_ok());
}

#[test]
fn parses_floats() {
    let recorded = [
        ("1.5", Some("1.5")),
        (" +1.5\t", Some("1.5")),
        (".5", Some("0.5")),
        ("5.", Some("5.0")),
        (".", None),
        ("1e5", Some("100000.0")),
        ("1E+05", Some("100000.0")),
        ("1e", None),
        ("1_0.5_0", Some("10.5")),
        ("1_.5", None),
        ("1._5", None),
        ("1e1_0", Some("10000000000.0")),
        ("inf", Some("inf")),
        ("-Infinity", Some("-inf")),
        ("+nan", Some("nan")),
        ("infin", None),
        ("0x10", None),
        ("", None),
        ("٣.٥", Some("3.5")),
        ("1e400", Some("inf")),
        ("1e-400", Some("0.0")),
        ("1 2", None),
        ("e5", None),
        ("--1", None),
    ];
    for (text, result) in recorded {
        let parsed = parse_float(text).map(float_repr);
        assert_eq!(parsed.as_deref(), result, "float({text:?})");
    }
}

#[test]
fn limits_the_digits_of_an_int() {
    let number = |digits: u32| Value::big(BigInt::from(10).pow(digits));
    assert_eq!(int_repr(&number(4299)).map(|text| text.len()), Ok(4300));
    let message = "Exceeds the limit (4300 digits) for integer string conversion; \
                   use sys.set_int_max_str_digits() to increase the limit";
    assert_eq!(int_repr(&number(4300)), Err(Fault::value(message)));
    assert_eq!(int_repr(&number(100_000)), Err(Fault::value(message)));
}
