//! Finding Chromium, or installing it where that is possible.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{announce, find, output, run};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The Chromium to test with: `$CHROMIUM`, one on the PATH, or one that apt installs.
///
/// # Errors
///
/// When there is none and apt cannot install it.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM").map(PathBuf::from) {
        if path.is_file() {
            return Ok(path);
        }
        bail!("CHROMIUM names {}, which is not a file", path.display());
    }
    let found = || NAMES.iter().find_map(|name| find(name));
    if let Some(path) = found() {
        return Ok(path);
    }
    if find("apt-get").is_none() || !is_root() {
        bail!(
            "the browser tests need Chromium: `sudo apt-get install chromium`, or set CHROMIUM to its path"
        );
    }
    announce("installing Chromium with apt (about a minute)");
    run(Command::new("apt-get").args(["update", "--quiet"]))?;
    run(Command::new("apt-get")
        .args(["install", "--quiet", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core"])
        .env("DEBIAN_FRONTEND", "noninteractive"))?;
    match found() {
        Some(path) => Ok(path),
        None => bail!("apt installed Chromium, but it is not on the PATH; set CHROMIUM to its path"),
    }
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}
