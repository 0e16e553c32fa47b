//! The encodings that a reader has named: one for what is read, and others for single files of a folder, in which
//! there may be files of many.

use super::{Encoding, of_label};
use std::collections::BTreeMap;

/// What a reader has named: an encoding, or that it is to be guessed.
pub type Choice = Option<Encoding>;

/// How a choice of guessing is written down.
const GUESSED: &str = "auto";

/// The encodings that a reader has named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// For what is read; in a folder, for the files of which nothing is certain.
    pub all: Choice,
    /// For single files of a folder, by their paths in it.
    pub files: BTreeMap<String, Choice>,
}

impl Named {
    /// Takes what is named while the reader is in `file`; in what is no folder, it is for all.
    pub fn name(&mut self, file: Option<String>, choice: Choice) {
        match file {
            Some(file) => {
                self.files.insert(file, choice);
            }
            None => self.all = choice,
        }
    }
}

/// What of `files` is for those in the member of their folder at `path`, which may be an archive.
pub fn inside(files: &BTreeMap<String, Choice>, path: &str) -> BTreeMap<String, Choice> {
    let inner = |file: &String| Some(file.strip_prefix(path)?.strip_prefix('/')?.to_owned());
    let files = files.iter();
    files
        .filter_map(|(file, choice)| Some((inner(file)?, *choice)))
        .collect()
}

/// How a choice is written down.
pub fn written(choice: Choice) -> String {
    choice.map_or(GUESSED, Encoding::name).to_owned()
}

/// The choice that was written down as `name`; nothing for one that no choice is called.
pub fn read(name: &str) -> Option<Choice> {
    match name.to_lowercase().as_str() {
        GUESSED => Some(None),
        label => of_label(label).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BIG5, NAMES};
    use super::*;

    #[test]
    fn choices_are_read_as_they_were_written() {
        for name in NAMES {
            let choice = of_label(name);
            assert!(choice.is_some(), "{name}");
            assert_eq!(read(&written(choice)), Some(choice), "{name}");
        }
        assert_eq!(read(&written(None)), Some(None));
        assert_eq!(read("nonsense"), None);
    }

    #[test]
    fn an_archive_in_a_folder_has_its_own_files() {
        let mut named = Named::default();
        for file in ["甲.zip/1.txt", "甲.zip/乙/2.txt", "甲.zip2/3.txt", "4.txt"] {
            named.name(Some(file.to_owned()), Some(BIG5));
        }
        let inside = inside(&named.files, "甲.zip");
        assert_eq!(inside.keys().collect::<Vec<_>>(), ["1.txt", "乙/2.txt"]);
        named.name(None, Some(BIG5));
        assert_eq!(named.all, Some(BIG5));
    }
}
