//! Finding Chromium and Firefox, or installing them where that is possible.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{announce, find, output, run};

/// A browser to test with.
struct Browser {
    name: &'static str,
    /// The environment variable that names another one.
    variable: &'static str,
    /// How it is called on the PATH.
    programs: &'static [&'static str],
    /// What apt calls it.
    package: &'static str,
}

const CHROMIUM: Browser = Browser {
    name: "Chromium",
    variable: "CHROMIUM",
    programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    package: "chromium",
};
const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "FIREFOX",
    programs: &["firefox-esr", "firefox"],
    package: "firefox-esr",
};

/// The Chromium to test with: `$CHROMIUM`, one on the PATH, or one that apt installs.
///
/// # Errors
///
/// When there is none and apt cannot install it.
pub(crate) fn chromium() -> Result<PathBuf> {
    CHROMIUM.find_or_install()
}

/// The Firefox to test with, likewise from `$FIREFOX`; or why there is none.
pub(crate) fn firefox() -> Result<PathBuf, String> {
    match FIREFOX.is_missing() {
        Some(why) => Err(why),
        None => FIREFOX.find_or_install().map_err(|error| format!("{error:#}")),
    }
}

impl Browser {
    fn find_or_install(&self) -> Result<PathBuf> {
        let Browser { name, variable, package, .. } = self;
        if let Some(path) = env::var_os(variable).map(PathBuf::from) {
            if path.is_file() {
                return Ok(path);
            }
            bail!("{variable} names {}, which is not a file", path.display());
        }
        if let Some(path) = self.on_path() {
            return Ok(path);
        }
        if let Some(why) = self.is_missing() {
            bail!("{why}");
        }
        announce(&format!("installing {name} with apt (about a minute)"));
        run(Command::new("apt-get").args(["update", "--quiet"]))?;
        run(Command::new("apt-get")
            .args(["install", "--quiet", "--yes", "--no-install-recommends", package, "fonts-dejavu-core"])
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
        match self.on_path() {
            Some(path) => Ok(path),
            None => bail!("apt installed {name}, but it is not on the PATH; set {variable} to its path"),
        }
    }

    fn on_path(&self) -> Option<PathBuf> {
        self.programs.iter().find_map(|program| find(program))
    }

    /// What to do when it is not there and can't be installed from here.
    fn is_missing(&self) -> Option<String> {
        let Browser { name, variable, package, .. } = self;
        let is_there = env::var_os(variable).is_some() || self.on_path().is_some();
        let is_to_be_had = find("apt-get").is_some() && is_root();
        (!is_there && !is_to_be_had).then(|| {
            format!("the tests need {name}: `sudo apt-get install {package}`, or set {variable} to its path")
        })
    }
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}
