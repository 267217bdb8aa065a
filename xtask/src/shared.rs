//! The folder `shared` beside the repository: samples, gold, corpora. A user's checkout does not have it.

use std::path::PathBuf;

/// The folder, if it is there; otherwise says what is left out.
pub(crate) fn folder(what: &str) -> Option<PathBuf> {
    let path = crate::root().join("../shared");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {what}: no folder `shared` beside the repository");
    None
}
