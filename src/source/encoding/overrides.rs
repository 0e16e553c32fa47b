//! Encodings that the reader chose: one for the document, others for single files of a folder.

use super::kinds::{Encoding, for_label};
use std::collections::BTreeMap;

/// Choice of the reader; `None`: detection.
pub type EncodingChoice = Option<Encoding>;

/// Label of detection.
const AUTO_LABEL: &str = "auto";

/// Encodings that the reader chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EncodingOverrides {
    /// Choice for the document; in a folder, for the files whose encoding is not certain.
    pub default: EncodingChoice,
    /// Choices for single files of a folder, by their paths in it.
    pub files: BTreeMap<String, EncodingChoice>,
}

impl EncodingOverrides {
    /// Stores a choice for `file` of a folder; `None`: for the document.
    pub fn set(&mut self, file: Option<String>, choice: EncodingChoice) {
        match file {
            Some(file) => {
                self.files.insert(file, choice);
            }
            None => self.default = choice,
        }
    }
}

/// Returns the choices of `files` that concern the member at `path`, with paths inside it. The member may be an
/// archive.
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

/// Returns the label of a choice.
pub fn to_label(choice: EncodingChoice) -> String {
    choice.map_or(AUTO_LABEL, Encoding::name).to_owned()
}

/// Parses the label of a choice; `None` for an unknown label.
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
