//! `tongdu check`: all that is wrong with essays and collections, with place and remedy.

use super::{FAILED, OK, complain};
use crate::error::{Error, Result};
use crate::import::open::COLLECTION;
use crate::import::{collection_file, essay};
use crate::lang::Lang;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Checks essay files, and folders with everything in them. Exit code 1 if anything is wrong.
pub fn check(paths: &[PathBuf], lang: Lang) -> Result<u8> {
    let errors: Vec<Error> = paths.iter().flat_map(|path| check_path(path)).collect();
    for error in &errors {
        complain(error, lang);
    }
    if errors.is_empty() {
        let text = lang.pick("没有发现错误\n", "no errors\n");
        std::io::stdout()
            .lock()
            .write_all(text.as_bytes())
            .map_err(Error::Output)?;
        return Ok(OK);
    }
    Ok(FAILED)
}

fn check_path(path: &Path) -> Vec<Error> {
    if path.is_dir() {
        return check_folder(path);
    }
    let failed = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    let text = match std::fs::read(path).map_err(failed) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) => return vec![error],
    };
    if path.file_name().is_some_and(|name| name == COLLECTION) {
        let folder = path.parent().map(names).unwrap_or_default();
        let names: Vec<&str> = folder.iter().map(String::as_str).collect();
        return collection_file::check(path, &text, &names);
    }
    essay::check(path, &text)
}

fn check_folder(path: &Path) -> Vec<Error> {
    let mut errors = Vec::new();
    if path.join(COLLECTION).is_file() {
        errors.extend(check_path(&path.join(COLLECTION)));
    }
    let mut names = names(path);
    names.retain(|name| {
        [".md", ".txt", ".markdown"]
            .iter()
            .any(|ending| name.ends_with(ending))
    });
    names.sort_by(|a, b| crate::import::natural::compare(a, b));
    errors.extend(names.iter().flat_map(|name| check_path(&path.join(name))));
    errors
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect()
}
