//! What `loopscope check` is asked for.

use std::path::PathBuf;

use lexopt::prelude::*;

/// Pages to be checked.
#[derive(Debug, PartialEq)]
pub(crate) struct Check {
    /// Files, and directories that are searched for them.
    pub(crate) paths: Vec<PathBuf>,
    /// Whether what pages claim is to become what is printed.
    pub(crate) update: bool,
    /// Whether the machine's CPython has to print the same.
    pub(crate) python: bool,
    /// An example that has made so many million calls and turns of loops and goes on never ends.
    pub(crate) limit_millions: u32,
}

/// Some seconds' work.
const USUAL_LIMIT_MILLIONS: u32 = 100;

/// Understands what follows the command's name; `None` for `--help`.
///
/// # Errors
///
/// A message for the user.
pub(super) fn parse(parser: &mut lexopt::Parser) -> Result<Option<Check>, String> {
    let mut check =
        Check { paths: Vec::new(), update: false, python: false, limit_millions: USUAL_LIMIT_MILLIONS };
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("update") => check.update = true,
            Long("python") => check.python = true,
            Long("limit") => {
                let limit =
                    parser.value().and_then(|value| value.parse()).map_err(|error| error.to_string())?;
                if limit == 0 {
                    return Err("--limit takes a number of millions from 1 on".into());
                }
                check.limit_millions = limit;
            }
            Value(path) => check.paths.push(PathBuf::from(path)),
            other => return Err(other.unexpected().to_string()),
        }
    }
    if check.paths.is_empty() {
        return Err("check needs a page, or a directory with pages".into());
    }
    Ok(Some(check))
}
