//! What `book.toml` says, and for whom the book is built.

use serde_json::Value;

use crate::attributes;

/// What is the same for all examples of a book.
pub(crate) struct Settings {
    /// Where Loopscope is, with a slash at the end: an address, or a path in the book.
    pub(crate) url: String,
    /// Attributes of all examples that don't say otherwise.
    pub(crate) attributes: Vec<(String, String)>,
    /// The words of links.
    pub(crate) link_text: String,
    /// Whether what is built are pages for a browser.
    pub(crate) is_html: bool,
}

impl Settings {
    /// # Errors
    ///
    /// What is wrong in `book.toml`.
    pub(crate) fn read(context: &Value) -> Result<Settings, String> {
        let ours = &context["config"]["preprocessor"]["loopscope"];
        let Some(url) = ours["url"].as_str().filter(|url| !url.is_empty()) else {
            return Err(
                "it has to know where Loopscope is: write url = \"https://your.host/loopscope/\" below \
                        [preprocessor.loopscope] in book.toml"
                    .to_owned(),
            );
        };
        let mut attributes = Vec::new();
        for (name, value) in ours["attributes"].as_object().into_iter().flatten() {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            attributes::check(name, &value)
                .map_err(|error| format!("[preprocessor.loopscope.attributes] in book.toml: {error}"))?;
            attributes.push((name.clone(), value));
        }
        Ok(Settings {
            url: format!("{}/", url.trim_end_matches('/')),
            attributes,
            link_text: ours["link-text"].as_str().unwrap_or("Run this in Loopscope").to_owned(),
            is_html: context["renderer"] == "html",
        })
    }

    /// Where Loopscope is, as seen from a chapter's page.
    pub(crate) fn home(&self, path: &str) -> String {
        if self.is_elsewhere() || self.url.starts_with('/') {
            return self.url.clone();
        }
        "../".repeat(path.matches(['/', '\\']).count()) + &self.url
    }

    /// Whether Loopscope is no part of the book.
    pub(crate) fn is_elsewhere(&self) -> bool {
        self.url.contains("://")
    }
}
