//! `tongdu check`: the mistakes in essays and collections, with place and remedy.

use super::output::{EXIT_FAILED, EXIT_OK, print_error};
use crate::error::{Error, Result};
use crate::formats::essay::{self, collection};
use crate::library::listing::{COLLECTION_FILE_NAME, directory};
use crate::library::open;
use crate::messages::Lang;
use crate::source::progress::ProgressSink;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Maximum bytes of a file that is checked: that of an essay with its mark-up.
const MAX_CHECKED_BYTES: u64 = 16 << 20;

/// Checks essay files, and folders with everything in them. Exit code 1 if anything is wrong.
pub fn check(paths: &[PathBuf], lang: Lang) -> Result<u8> {
    let errors: Vec<Error> = paths.iter().flat_map(|path| check_path(path)).collect();
    for error in &errors {
        print_error(error, lang);
    }
    if errors.is_empty() {
        let text = format!("{}\n", lang.catalogue().check.no_errors);
        std::io::stdout()
            .lock()
            .write_all(text.as_bytes())
            .map_err(Error::Output)?;
        return Ok(EXIT_OK);
    }
    Ok(EXIT_FAILED)
}

fn check_path(path: &Path) -> Vec<Error> {
    if path.is_dir() {
        return check_folder(path);
    }
    let text = match read_text(path) {
        Ok(text) => text,
        Err(error) => return vec![error],
    };
    if path
        .file_name()
        .is_some_and(|name| name == COLLECTION_FILE_NAME)
    {
        let folder = path.parent().map(file_names).unwrap_or_default();
        let names: Vec<&str> = folder.iter().map(String::as_str).collect();
        let mistakes = collection::check(path, &text, &names);
        return mistakes.into_iter().map(Error::Malformed).collect();
    }
    let mistakes = essay::check(path, &text);
    mistakes.into_iter().map(Error::Malformed).collect()
}

fn read_text(path: &Path) -> Result<String> {
    let metadata = std::fs::metadata(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    let source = open::open_source(path, &metadata)?;
    if source.len() > MAX_CHECKED_BYTES {
        return Err(Error::Read {
            path: path.to_owned(),
            source: std::io::ErrorKind::FileTooLarge.into(),
        });
    }
    Ok(String::from_utf8_lossy(&source.window(0, source.len())).into_owned())
}

/// Returns whether a file can be an essay, judged by its extension.
fn is_essay(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ["md", "markdown", "mkd", "txt", "text"].contains(&ending))
}

/// Checks a folder: the `collection.toml` files in it and the essays that a reader would see.
fn check_folder(path: &Path) -> Vec<Error> {
    let mut walked = match directory::list(path, &ProgressSink::default()) {
        Ok(walked) if walked.texts.is_empty() => return vec![Error::NoTexts(path.to_owned())],
        Ok(walked) => walked,
        Err(error) => return vec![error],
    };
    walked.collection_files.sort();
    walked.texts.retain(|path| is_essay(path));
    walked.texts.sort();
    let all = walked.collection_files.iter().chain(&walked.texts);
    all.flat_map(|path| check_path(path)).collect()
}

/// Returns the entries of a folder, sorted by name.
fn file_names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_essay_at_all_is_an_error() {
        let folder = std::env::temp_dir().join(format!("tongdu-check-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let empty = check_path(&folder);
        std::fs::remove_dir(&folder).unwrap();
        assert!(matches!(empty.as_slice(), [Error::NoTexts(_)]));
        let device = check_path(Path::new("/dev/zero"));
        assert!(matches!(device.as_slice(), [Error::Device(_)]));
        let missing = check_path(&folder);
        assert!(matches!(missing.as_slice(), [Error::Read { .. }]));
    }
}
