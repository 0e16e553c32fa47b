//! Names of files.

use std::path::Path;

/// Returns the name of a file without its extension. Used as the title of a text without one.
pub fn file_stem(path: &Path) -> String {
    path.file_stem().map_or_else(
        || path.display().to_string(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

/// Returns the extension of a name in lower case; empty without an extension.
pub fn extension(path: &Path) -> String {
    path.extension()
        .map(|extension| extension.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}
