//! Every builtin pays for the work it does: see `loopscope_python::work`.

mod fairness {
    pub(crate) mod machine;
    pub(crate) mod programs;
}

use std::collections::BTreeSet;

use fairness::machine::{self, Cost};
use fairness::programs::{CHEAP, PROGRAMS};

/// How large the arguments are; then four times as large.
const SIZE: usize = 4_000;
/// Less than this, for arguments of [`SIZE`] and more, is nothing.
const LEAST: i64 = 40;

fn failures(check: impl Fn(&str, i64, i64) -> Option<String>) -> Vec<String> {
    let mut failures = Vec::new();
    for (name, expression) in PROGRAMS {
        match (machine::cost(expression, SIZE), machine::cost(expression, 4 * SIZE)) {
            (Ok(small), Ok(large)) => {
                failures.extend(check(name, small.units, large.units).map(|what| format!("{name}: {what}")));
            }
            (Err(error), _) | (_, Err(error)) => failures.push(format!("{name}: {error}")),
        }
    }
    failures
}

#[test]
fn what_a_builtin_pays_grows_with_its_arguments() {
    let failures = failures(|_, small, large| {
        let grows = small >= LEAST && large >= 2 * small;
        (!grows).then(|| format!("{small} units, with arguments four times as large {large}"))
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_builtin_is_in_the_table() {
    let known: BTreeSet<&str> = PROGRAMS.iter().map(|(name, _)| *name).chain(CHEAP.iter().copied()).collect();
    let missing: Vec<String> =
        machine::builtins().into_iter().filter(|name| !known.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "not in tests/fairness/programs.rs: {missing:?}");
}

/// `cargo test --release -p loopscope-stdlib --test fairness listing -- --ignored --nocapture`: each in an endless
/// loop with arguments as large as can be, in turns as the page gives them.
#[test]
#[ignore = "measures"]
fn listing() {
    let filter = std::env::var("FILTER").unwrap_or_default();
    let size = std::env::var("SIZE").ok().and_then(|size| size.parse().ok()).unwrap_or(machine::LARGEST);
    let mut turns: Vec<(Cost, &str)> = Vec::new();
    for (name, expression) in PROGRAMS.iter().filter(|(name, _)| name.contains(&filter)) {
        match machine::longest_turn(expression, size) {
            Ok(cost) => {
                println!("{:>10} µs {:>10} units  {name}", cost.micros, cost.units);
                turns.push((cost, name));
            }
            Err(error) => println!("{name}: {error}"),
        }
    }
    turns.sort_by_key(|(cost, _)| std::cmp::Reverse(cost.micros));
    println!("\nThe longest:");
    for (cost, name) in turns.iter().take(40) {
        println!("{:>10} µs {:>10} units  {name}", cost.micros, cost.units);
    }
}
