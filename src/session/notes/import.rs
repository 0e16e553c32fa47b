//! Import of exported annotations.

use super::export::{ID_PREFIX, NoteGroup};
use super::store::NOTES_SUFFIX;
use super::user_mark::UserMark;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Longest name of a file of notes that is taken, in bytes.
const MAX_NAME_BYTES: usize = 200;
/// Name of the file for marks that were exported without one.
const UNNAMED_LOG: &str = "unnamed.jsonl";

/// Marks read from an export.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedNotes {
    /// The marks by their files of notes.
    pub groups: Vec<NoteGroup>,
    /// Number of the items that are no marks of ours, such as annotations of other programs.
    pub left_out: usize,
}

/// Reason why nothing can be read from a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportProblem {
    /// Text that is no JSON.
    Json {
        /// Line of the mistake, from 1.
        line: usize,
    },
    /// JSON without any mark of ours.
    Foreign,
}

/// Reads exported annotations: an array of them, or one. Items of other programs are counted and left out.
///
/// # Errors
/// [`ImportProblem`] if there is nothing to read in.
pub fn import(text: &str) -> Result<ImportedNotes, ImportProblem> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let items = match serde_json::from_str(text) {
        Ok(Value::Array(items)) => items,
        Ok(item) => vec![item],
        Err(error) => return Err(ImportProblem::Json { line: error.line() }),
    };
    let mut notes = ImportedNotes::default();
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut taken = 0;
    for (file, mark) in items.iter().filter_map(imported) {
        let slot = *index.entry(file).or_insert_with_key(|file| {
            notes.groups.push(NoteGroup {
                file: file.clone(),
                marks: Vec::new(),
            });
            notes.groups.len() - 1
        });
        taken += 1;
        if let Some(group) = notes.groups.get_mut(slot) {
            group.marks.push(mark);
        }
    }
    notes.left_out = items.len() - taken;
    if taken == 0 && !items.is_empty() {
        return Err(ImportProblem::Foreign);
    }
    Ok(notes)
}

/// Returns the mark of an annotation, with the name of its file of notes; `None` for an annotation of another program.
fn imported(item: &Value) -> Option<(String, UserMark)> {
    let own: &Map<String, Value> = item.get("tongdu")?.as_object()?;
    let id = item.get("id")?.as_str()?.strip_prefix(ID_PREFIX)?;
    let log = own.get("log").and_then(Value::as_str).unwrap_or_default();
    let log = if log.is_empty() { UNNAMED_LOG } else { log };
    let mut mark = UserMark::from_fields(id, own)?;
    let created = item.get("created").and_then(Value::as_str);
    created.unwrap_or_default().clone_into(&mut mark.at);
    is_log_name(log).then(|| (log.to_owned(), mark))
}

/// Whether a name is that of a file of notes, without a path.
fn is_log_name(name: &str) -> bool {
    let is_path = |c: char| matches!(c, '/' | '\\') || c.is_control();
    let stem = name.strip_suffix(NOTES_SUFFIX);
    stem.is_some_and(|stem| !stem.is_empty())
        && name.len() <= MAX_NAME_BYTES
        && !name.starts_with('.')
        && !name.contains(is_path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::local_zone::LocalZone;
    use crate::session::notes::MarkKind;
    use crate::session::notes::export::{NoteFormat, export};
    use proptest::prelude::*;

    fn json(groups: &[NoteGroup]) -> String {
        export(groups, NoteFormat::Json, &LocalZone::default())
    }

    fn kind() -> impl Strategy<Value = MarkKind> {
        prop_oneof![
            Just(MarkKind::Mark),
            Just(MarkKind::Highlight),
            Just(MarkKind::Note),
            Just(MarkKind::Rule)
        ]
    }

    prop_compose! {
        fn mark()(
            (id, at, name) in ("[0-9a-f-]{0,12}", "(2026-11-2[0-9]T0[0-9]:14:07Z)?", "[a-zA-Z]?"),
            kind in kind(),
            look in 0u8..6,
            (exact, prefix, suffix, note) in (any::<String>(), ".{0,8}", ".{0,8}", any::<String>()),
            (section, block, within) in (any::<u32>(), 0u64..1 << 53, any::<u32>()),
            fraction in 0.0f64..=1.0,
            (title, author, file) in (any::<String>(), ".{0,5}", ".{0,9}"),
            is_only in any::<Option<bool>>(),
            other in any::<Option<(u64, String)>>(),
        ) -> UserMark {
            let mut mark = UserMark {
                id, at, kind, name, look, exact, prefix, suffix, section, block, within, fraction, title, author,
                is_only, note, file, ..UserMark::default()
            };
            if let Some((number, text)) = other {
                mark.others.insert("later".to_owned(), serde_json::json!([number, text]));
            }
            mark
        }
    }

    proptest! {
        #[test]
        fn what_is_exported_is_read_in_and_exported_alike(
            marks in proptest::collection::vec(mark(), 0..5),
            file in "[0-9a-f 书_()-]{1,9}",
        ) {
            let group = NoteGroup { file: format!("{file}.jsonl"), marks };
            let text = json(std::slice::from_ref(&group));
            let back = import(&text).expect("it is our own");
            prop_assert_eq!(back.left_out, 0);
            let count: usize = back.groups.iter().map(|group| group.marks.len()).sum();
            prop_assert_eq!(count, group.marks.len());
            prop_assert_eq!(json(&back.groups), text);
        }
    }

    #[test]
    fn what_is_not_ours_is_counted_or_refused() {
        let mark = UserMark {
            id: "1".to_owned(),
            ..UserMark::default()
        };
        let own = json(&[NoteGroup {
            file: "00-11.jsonl".to_owned(),
            marks: vec![mark],
        }]);
        let item = own.trim().trim_matches(['[', ']']).trim().to_owned();
        let foreign = r#"{"type":"Annotation","target":"https://example.org/"}"#;
        let counts = |text: &str| {
            let notes = import(text)?;
            Ok((notes.groups.len(), notes.left_out))
        };
        let line = |line| Err(ImportProblem::Json { line });
        for (text, want) in [
            ("[]".to_owned(), Ok((0, 0))),
            (item.clone(), Ok((1, 0))),
            (format!("\u{FEFF}[{item}]"), Ok((1, 0))),
            (format!("[{foreign},{item},7,null]"), Ok((1, 3))),
            (format!("[{foreign}]"), Err(ImportProblem::Foreign)),
            ("{}".to_owned(), Err(ImportProblem::Foreign)),
            (own.replace("00-11", "../a"), Err(ImportProblem::Foreign)),
            (own.replace("00-11.jsonl", ""), Ok((1, 0))),
            (String::new(), line(1)),
            (format!("[\n{item},\n{{"), line(3)),
        ] {
            assert_eq!(counts(&text), want, "{text}");
        }
    }
}
