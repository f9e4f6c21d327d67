//! Pyodide, to compare with: fetched from npm when that is asked for, into the cache outside the checkout.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::programs;
use crate::process::{announce, run};
use crate::stamp::{Fingerprint, Stamp};
use crate::workspace;

/// What says which Pyodide, and what its package has to look like.
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// The directory that Pyodide's files are in.
///
/// # Errors
///
/// When npm can't get it, or it is another one than the lock file says.
pub(super) fn install() -> Result<PathBuf> {
    let pinned = programs::sources().join("pyodide");
    let cache = workspace::cache()?.join("pyodide");
    let mut wanted = Fingerprint::default();
    wanted.add(&pinned.join("package-lock.json"))?;
    let stamp = Stamp::at(cache.join("node_modules/.loopscope-installed"));
    if !stamp.is(&wanted) {
        announce("fetching Pyodide (once)");
        fs::create_dir_all(&cache)?;
        for file in FILES {
            fs::copy(pinned.join(file), cache.join(file))?;
        }
        run(Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(&cache))
            .context("npm ci for Pyodide failed")?;
        stamp.write(&wanted)?;
    }
    Ok(cache.join("node_modules/pyodide"))
}
