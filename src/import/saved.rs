//! An outline written down beside its text, as TOML: `NAME.toc.toml` for the text `NAME`. It stands for
//! the inferred outline, or the file's own, when the text is opened.

use crate::doc::{Document, Heading, Outline, Pos};
use crate::error::{Error, Notice, Result};
use crate::import::source::Source;
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What is added to a text's name.
const ENDING: &str = ".toc.toml";
/// Largest file that is read, in bytes.
const LARGEST: u64 = 16 << 20;

#[derive(Debug, Default, Deserialize, Serialize)]
struct File {
    #[serde(default)]
    heading: Vec<Row>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Row {
    level: u8,
    title: String,
    /// The chapter of a book it is in.
    #[serde(default, skip_serializing_if = "is_first")]
    section: u32,
    /// Byte of the text, or of its chapter, at which its block starts.
    at: u64,
    /// Bytes of the block's text before it, and that it has.
    #[serde(default)]
    within: u32,
    #[serde(default)]
    extent: u32,
}

/// Where the outline of a text is written down.
pub fn path_of(text: &Path) -> PathBuf {
    let mut name = super::unpack::inner_name(text).into_os_string();
    name.push(ENDING);
    PathBuf::from(name)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the form that serde wants"
)]
fn is_first(section: &u32) -> bool {
    *section == 0
}

/// Writes the outline of a document down beside the file it is from: at places of the file, not of its
/// arrangement. The file is replaced whole or not at all.
///
/// # Errors
/// [`Error::Write`] if it cannot be written.
pub fn save(text: &Path, doc: &dyn Document, outline: &Outline) -> Result<PathBuf> {
    let path = path_of(text);
    let rows = outline.headings.iter().map(|heading| {
        let pos = doc.in_original(heading.pos);
        Row {
            level: heading.level,
            title: heading.title.to_string(),
            section: pos.section,
            at: pos.block.0,
            within: pos.within,
            extent: heading.extent,
        }
    });
    let file = File {
        heading: rows.collect(),
    };
    let failed = |source| Error::Write {
        path: path.clone(),
        source,
    };
    let body = toml::to_string(&file).map_err(|error| failed(std::io::Error::other(error)))?;
    let name = text
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .replace(char::is_control, "?");
    let head = format!("# {name}: the outline, written by tongdu. Edit it as you like.\n\n");
    let unfinished = path.with_extension(format!("{}.tmp", std::process::id()));
    std::fs::write(&unfinished, head + &body).map_err(failed)?;
    std::fs::rename(&unfinished, &path).map_err(|error| {
        let _ = std::fs::remove_file(&unfinished);
        failed(error)
    })?;
    Ok(path)
}

/// The outline written down beside a text, if there is one. One that cannot be read is told of and
/// left aside.
pub fn load(text: &Path) -> (Option<Outline>, Option<Notice>) {
    let path = path_of(text);
    let read = match Source::small_text(&path, LARGEST) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::InvalidData => Err(error.to_string()),
        Err(_) => return (None, None),
    };
    let parsed =
        read.and_then(|text| toml::from_str::<File>(&text).map_err(|error| error.to_string()));
    match parsed {
        Ok(file) => (Some(outline(file)), None),
        Err(error) => {
            let said = format!("{}: {error}", path.display());
            (None, Some(Notice::new(said.clone(), said)))
        }
    }
}

fn outline(file: File) -> Outline {
    let mut headings: Vec<Heading> = file
        .heading
        .into_iter()
        .map(|row| Heading {
            pos: Pos::new(row.section, row.at).at(row.within),
            level: row.level.max(1),
            title: row.title.into(),
            extent: row.extent,
            entry: None,
        })
        .collect();
    headings.sort_by_key(|heading| heading.pos);
    Outline {
        headings,
        asides: Vec::new(),
        complete: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_down_is_read_again() {
        let heading = |at, level, title: &str| Heading {
            pos: Pos::new(0, at).at(6),
            level,
            title: title.into(),
            extent: 12,
            entry: None,
        };
        let whole = Outline {
            headings: vec![
                heading(3, 1, "第一章 “引号” \\"),
                heading(90, 2, "一、\t制表"),
            ],
            asides: Vec::new(),
            complete: true,
        };
        let folder = std::env::temp_dir().join(format!("tongdu-saved-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = folder.join("文.txt");
        assert_eq!(load(&text), (None, None));
        let doc = crate::import::memory::MemoryDocument::default();
        let path = save(&text, &doc, &whole).unwrap();
        assert_eq!(load(&text), (Some(whole), None));
        std::fs::write(&path, "heading = 3").unwrap();
        let (none, notice) = load(&text);
        assert!(none.is_none() && notice.is_some_and(|n| n.en.contains("文.txt.toc.toml")));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
