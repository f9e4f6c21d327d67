//! Links to what is in the editor.

use loopscope_link::{Link, Program};

use super::{address, packing};
use crate::model::origin::Origin;
use crate::model::settings::Settings;

/// Puts a link that holds `text` into the address and the clipboard; whether the browser allowed the latter.
///
/// # Errors
/// If the program is too large, or the browser can't compress.
pub(super) async fn share(text: &str, origin: &Origin, settings: &Settings) -> Result<bool, String> {
    let program = Program::Packed(packing::pack(text).await?);
    let mut link = Link { fields: origin.fields.clone(), program };
    settings.write(&mut link.fields);
    address::set_hash(&link.write());
    Ok(address::copy().await.is_some())
}
