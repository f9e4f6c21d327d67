//! A preprocessor of mdBook: fences that are marked with `loopscope` become live examples.
//!
//! mdBook asks `mdbook-loopscope supports RENDERER`, and then gives `[context, book]` as JSON and takes the book back. Chapters are
//! found by their `content`, wherever they are: what is around them has other names in mdBook 0.4 and 0.5.

mod attributes;
mod fences;
mod links;
mod settings;

use std::io::{self, Read, Write};
use std::process::ExitCode;

use serde_json::Value;

use settings::Settings;

const NAME: &str = "mdbook-loopscope";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    match words.next().as_deref() {
        // Pages get the element, and all others a link.
        Some("supports") => ExitCode::SUCCESS,
        Some("--version" | "-V") => {
            println!("{NAME} {}", env!("CARGO_PKG_VERSION"));
            ExitCode::SUCCESS
        }
        Some(_) => {
            eprintln!("{NAME} is run by mdBook: write [preprocessor.loopscope] into book.toml");
            ExitCode::from(2)
        }
        None => match preprocess() {
            Ok(()) => ExitCode::SUCCESS,
            Err(mistakes) => {
                for mistake in mistakes {
                    eprintln!("{NAME}: {mistake}");
                }
                ExitCode::FAILURE
            }
        },
    }
}

/// Reads a book and writes it as it is to be, or says all that is wrong with it.
fn preprocess() -> Result<(), Vec<String>> {
    let one = |error: &dyn std::fmt::Display| vec![error.to_string()];
    let mut message = String::new();
    io::stdin().read_to_string(&mut message).map_err(|error| one(&error))?;
    let (context, mut book): (Value, Value) = serde_json::from_str(&message)
        .map_err(|error| one(&format!("what mdBook says can't be read: {error}")))?;
    let settings = Settings::read(&context).map_err(|error| one(&error))?;
    let mut mistakes = Vec::new();
    chapters(&mut book, &settings, &mut mistakes);
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    io::stdout().write_all(book.to_string().as_bytes()).map_err(|error| one(&error))
}

/// Changes every chapter in a part of the book.
fn chapters(part: &mut Value, settings: &Settings, mistakes: &mut Vec<String>) {
    match part {
        Value::Array(items) => items.iter_mut().for_each(|item| chapters(item, settings, mistakes)),
        Value::Object(fields) => {
            let named = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
            if let Some(content) = named("content") {
                let path = named("path").unwrap_or_default();
                let file = named("source_path").unwrap_or_else(|| path.clone());
                match fences::replace(&content, &path, settings) {
                    Ok(text) => {
                        fields.insert("content".to_owned(), Value::String(text));
                    }
                    Err(found) => {
                        mistakes.extend(found.iter().map(|(line, said)| format!("{file}:{line}: {said}")))
                    }
                }
            }
            fields.values_mut().for_each(|field| chapters(field, settings, mistakes));
        }
        _ => {}
    }
}
