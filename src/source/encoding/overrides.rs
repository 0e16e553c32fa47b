//! The encodings that a reader has named: one for what is read, and others for single files of a folder, in which
//! there may be files of many.

use super::kinds::{Encoding, for_label};
use std::collections::BTreeMap;

/// What a reader has named: an encoding, or that it is to be guessed.
pub type EncodingChoice = Option<Encoding>;

/// How a choice of guessing is written down.
const AUTO_LABEL: &str = "auto";

/// The encodings that a reader has named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EncodingOverrides {
    /// For what is read; in a folder, for the files of which nothing is certain.
    pub default: EncodingChoice,
    /// For single files of a folder, by their paths in it.
    pub files: BTreeMap<String, EncodingChoice>,
}

impl EncodingOverrides {
    /// Takes what is named while the reader is in `file`; in what is no folder, it is for all.
    pub fn set(&mut self, file: Option<String>, choice: EncodingChoice) {
        match file {
            Some(file) => {
                self.files.insert(file, choice);
            }
            None => self.default = choice,
        }
    }
}

/// What of `files` is for those in the member of their folder at `path`, which may be an archive.
pub fn for_member(
    files: &BTreeMap<String, EncodingChoice>,
    path: &str,
) -> BTreeMap<String, EncodingChoice> {
    let inner = |file: &String| Some(file.strip_prefix(path)?.strip_prefix('/')?.to_owned());
    let files = files.iter();
    files
        .filter_map(|(file, choice)| Some((inner(file)?, *choice)))
        .collect()
}

/// How a choice is written down.
pub fn to_label(choice: EncodingChoice) -> String {
    choice.map_or(AUTO_LABEL, Encoding::name).to_owned()
}

/// The choice that was written down as `name`; nothing for one that no choice is called.
pub fn from_label(name: &str) -> Option<EncodingChoice> {
    match name.to_lowercase().as_str() {
        AUTO_LABEL => Some(None),
        label => for_label(label).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::super::kinds::{BIG5, LABELS};
    use super::*;

    #[test]
    fn choices_are_read_as_they_were_written() {
        for name in LABELS {
            let choice = for_label(name);
            assert!(choice.is_some(), "{name}");
            assert_eq!(from_label(&to_label(choice)), Some(choice), "{name}");
        }
        assert_eq!(from_label(&to_label(None)), Some(None));
        assert_eq!(from_label("nonsense"), None);
    }

    #[test]
    fn an_archive_in_a_folder_has_its_own_files() {
        let mut named = EncodingOverrides::default();
        for file in ["甲.zip/1.txt", "甲.zip/乙/2.txt", "甲.zip2/3.txt", "4.txt"] {
            named.set(Some(file.to_owned()), Some(BIG5));
        }
        let inside = for_member(&named.files, "甲.zip");
        assert_eq!(inside.keys().collect::<Vec<_>>(), ["1.txt", "乙/2.txt"]);
        named.set(None, Some(BIG5));
        assert_eq!(named.default, Some(BIG5));
    }
}
