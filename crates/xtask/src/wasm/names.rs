//! The names by which a module and its script know each other, which wasm-bindgen makes long and with hashes in them.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

use super::{EXPORT_SECTION, HEADER_BYTES, IMPORT_SECTION, Reader, sized, unsigned};

/// How the names begin that wasm-bindgen makes up.
const MADE_UP: [&str; 2] = ["__wb", "wasm_bindgen__"];

/// A module and its script with short names in place of those that wasm-bindgen made up, and of the module's that imports come from.
///
/// # Errors
///
/// When `wasm` is no module that imports functions only.
pub(crate) fn shorten_names(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut names = Names { script, short: BTreeMap::new() };
    let mut shortened = wasm.get(..HEADER_BYTES).context("no WebAssembly")?.to_vec();
    let mut reader = Reader { bytes: wasm, at: HEADER_BYTES };
    while reader.at < wasm.len() {
        let start = reader.at;
        let id = reader.byte()?;
        let content = reader.sized()?;
        let mut section = Reader { bytes: content, at: 0 };
        let content = match id {
            IMPORT_SECTION => names.imports(&mut section)?,
            EXPORT_SECTION => names.exports(&mut section)?,
            _ => {
                shortened.extend_from_slice(&wasm[start..reader.at]);
                continue;
            }
        };
        shortened.push(id);
        shortened.extend(sized(&content));
    }
    Ok((shortened, names.rewritten()))
}

struct Names<'a> {
    script: &'a str,
    short: BTreeMap<String, String>,
}

impl Names<'_> {
    fn imports(&mut self, section: &mut Reader<'_>) -> Result<Vec<u8>> {
        let count = section.unsigned()?;
        let mut content = unsigned(count);
        for _ in 0..count {
            let module = self.module(section.sized()?)?;
            content.extend(sized(module.as_bytes()));
            content.extend(sized(self.name(section.sized()?)?.as_bytes()));
            ensure!(section.byte()? == 0, "an import is no function");
            content.push(0);
            content.extend(unsigned(section.unsigned()?));
        }
        Ok(content)
    }

    fn exports(&mut self, section: &mut Reader<'_>) -> Result<Vec<u8>> {
        let count = section.unsigned()?;
        let mut content = unsigned(count);
        for _ in 0..count {
            content.extend(sized(self.name(section.sized()?)?.as_bytes()));
            content.push(section.byte()?);
            content.extend(unsigned(section.unsigned()?));
        }
        Ok(content)
    }

    fn name(&mut self, name: &[u8]) -> Result<String> {
        let name = str::from_utf8(name)?;
        let is_made_up = MADE_UP.iter().any(|begin| name.starts_with(begin));
        Ok(if is_made_up { self.shorten(name) } else { name.to_owned() })
    }

    /// The script names it once, in quotes.
    fn module(&mut self, module: &[u8]) -> Result<String> {
        let module = str::from_utf8(module)?;
        let is_quoted_once = self.script.matches(&format!("\"{module}\"")).count() == 1;
        Ok(if is_quoted_once { self.shorten(module) } else { module.to_owned() })
    }

    fn shorten(&mut self, name: &str) -> String {
        let next = format!("${:x}", self.short.len());
        self.short.entry(name.to_owned()).or_insert(next).clone()
    }

    /// The script with the short names.
    fn rewritten(&self) -> String {
        let is_word = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '$';
        let mut script = String::with_capacity(self.script.len());
        let mut rest = self.script;
        while !rest.is_empty() {
            let word = rest.find(|it| !is_word(it)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(word);
            script.push_str(self.short.get(word).map_or(word, String::as_str));
            let between = after.find(is_word).unwrap_or(after.len());
            script.push_str(&after[..between]);
            rest = &after[between..];
        }
        let modules = self.short.iter().filter(|(name, _)| !name.chars().all(is_word));
        modules.fold(script, |script, (name, short)| {
            script.replace(&format!("\"{name}\""), &format!("\"{short}\""))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::shorten_names;

    #[test]
    fn a_module_and_its_script_get_the_same_short_names() {
        // One import `./m.js` `__wbg_a_1`; the exports `__wbindgen_free` and `turn`.
        let wasm = b"\0asm\x01\0\0\0\x02\x14\x01\x06./m.js\x09__wbg_a_1\x00\x05\x07\x1a\x02\x0f__wbindgen_free\x00\x01\x04turn\x00\x02";
        let script = "({\"./m.js\": {__wbg_a_1() {}, __wbg_a_12() {}}}); wasm.__wbindgen_free(wasm.turn)";
        let (shortened, script) = shorten_names(wasm, script).unwrap();
        assert_eq!(
            shortened,
            b"\0asm\x01\0\0\0\x02\x09\x01\x02$0\x02$1\x00\x05\x07\x0d\x02\x02$2\x00\x01\x04turn\x00\x02"
                .to_vec()
        );
        assert_eq!(script, "({\"$0\": {$1() {}, __wbg_a_12() {}}}); wasm.$2(wasm.turn)");
    }

    #[test]
    fn what_the_script_does_not_name_keeps_its_name() {
        let wasm = b"\0asm\x01\0\0\0\x02\x08\x01\x02./\x01a\x00\x05";
        assert_eq!(shorten_names(wasm, "a").unwrap(), (wasm.to_vec(), "a".to_owned()));
    }
}
