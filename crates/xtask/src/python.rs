//! Virtual environments with packages for Python, in the cache outside the checkout.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process::{announce, run};
use crate::stamp::{Fingerprint, Stamp};
use crate::workspace;

/// The Python of an environment with `requirements`, which is made when there is none for these very lines. They name each
/// package with its version and the hashes of its files. `what` are the packages in words.
///
/// # Errors
///
/// When they can't be read, or can't be installed.
pub(crate) fn environment(room: &str, requirements: &Path, what: &str) -> Result<PathBuf> {
    let mut wanted = Fingerprint::default();
    let lines = fs::read_to_string(requirements)
        .with_context(|| format!("cannot read {}", requirements.display()))?;
    wanted.word(&lines);
    let dir = workspace::cache()?.join(room).join(wanted.hex());
    let python = dir.join("bin/python");
    let ready = Stamp::at(dir.join("ready"));
    if !ready.is(&wanted) {
        announce(&format!("installing {what} into {} (once; at most half a minute)", dir.display()));
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&dir))?;
        run(pip(&python).args(["--require-hashes", "--requirement"]).arg(requirements))?;
        ready.write(&wanted)?;
    }
    Ok(python)
}

/// `pip install` of an environment, run outside of the checkout.
pub(crate) fn pip(python: &Path) -> Command {
    let mut command = Command::new(python);
    command.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    command.current_dir(env::temp_dir());
    command
}
