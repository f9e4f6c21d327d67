//! The npm packages of `web/`: esbuild, terser, wasm-opt, playwright-core, puppeteer-core and the editor.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{announce, output, run};
use crate::setup::Tools;
use crate::stamp::{Fingerprint, Stamp};
use crate::workspace;

const OLDEST_NODE: u32 = 20;

/// Installs the npm packages when `package-lock.json` is not what was last installed.
///
/// # Errors
///
/// When Node.js is missing or too old, or npm fails.
pub(crate) fn install() -> Result<()> {
    check_node()?;
    let web = workspace::web();
    let mut wanted = Fingerprint::default();
    wanted.add(&web.join("package-lock.json"))?;
    // Inside node_modules, so that removing that directory installs anew.
    let stamp = Stamp::at(web.join("node_modules/.loopscope-installed"));
    if stamp.is(&wanted) {
        return Ok(());
    }
    announce("installing the npm packages of web/ (about half a minute)");
    run(Command::new("npm").arg("ci").current_dir(&web)).context("npm ci in web/ failed")?;
    stamp.write(&wanted)
}

fn check_node() -> Result<()> {
    let version = output(Command::new("node").arg("--version")).unwrap_or_default();
    let major =
        version.trim().trim_start_matches('v').split('.').next().and_then(|word| word.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        Some(major) => bail!("Node.js {OLDEST_NODE} or newer is needed; this is Node.js {major}"),
        None => bail!(
            "Node.js {OLDEST_NODE} or newer with npm is needed: see https://nodejs.org, or apt install nodejs npm"
        ),
    }
}

/// A node command with the tools and the browser.
pub(crate) fn node(tools: &Tools, chromium: &Path) -> Command {
    let mut command = tools.command("node");
    command.env("CHROMIUM", chromium);
    command
}
