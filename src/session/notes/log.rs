//! Log of a note file: the lines read from the first to the last give the marks.

use super::user_mark::{UserMark, VERSION};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Content of a note file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoteLog {
    /// Marks in the order in which they were added.
    pub marks: Vec<UserMark>,
    /// Numbers, from 1, of the lines that are no lines of a log. They stay in the file.
    pub damaged_lines: Vec<usize>,
    /// Number of lines that no mark needs any longer.
    pub dead_lines: usize,
    /// Number of lines.
    pub lines: usize,
}

/// A mark while the log is read.
#[derive(Default)]
struct LoggedMark {
    fields: Map<String, Value>,
    lines: usize,
    /// Whether it was taken back. A later change by a program that did not know it brings it back with its words.
    is_removed: bool,
}

/// Marks of a log by id, in the order in which they were added, and lines to carry over as they are.
#[derive(Default)]
pub(crate) struct LoggedMarks {
    marks: Vec<(String, LoggedMark)>,
    index: HashMap<String, usize>,
    /// Ids with a line of a later version, whose meaning is not known.
    later_ids: HashSet<String>,
    /// Numbers of the lines that are of a later version and have no id.
    later_lines: HashSet<usize>,
    damaged_lines: Vec<usize>,
    dead_lines: usize,
    lines: usize,
}

impl LoggedMarks {
    /// Reads the bytes of a log.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut log = Self::default();
        for line in bytes.split(|byte| *byte == b'\n') {
            log.lines += 1;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match serde_json::from_slice(line) {
                Ok(Value::Object(fields)) => log.apply(fields),
                Ok(_) | Err(_) => log.damaged_lines.push(log.lines),
            }
        }
        log
    }

    fn apply(&mut self, mut fields: Map<String, Value>) {
        let version = fields.get("v").and_then(Value::as_u64).unwrap_or(VERSION);
        let Some(Value::String(id)) = fields.remove("id") else {
            if version > VERSION {
                self.later_lines.insert(self.lines);
            } else {
                self.damaged_lines.push(self.lines);
            }
            return;
        };
        if version > VERSION {
            self.later_ids.insert(id.clone());
        }
        let action = fields.remove("do");
        let slot = self.index.get(&id).copied();
        match (action.as_ref().and_then(Value::as_str), slot) {
            (Some("remove"), slot) => {
                let lines = slot
                    .and_then(|slot| self.marks.get_mut(slot))
                    .map(|(_, mark)| {
                        mark.is_removed = true;
                        std::mem::take(&mut mark.lines)
                    });
                self.dead_lines += 1 + lines.unwrap_or(0);
            }
            (Some("change"), Some(slot)) if self.is_removed(slot) && !is_of_reader(&fields) => {
                self.dead_lines += 1;
            }
            (action, Some(slot)) => {
                if let Some((_, mark)) = self.marks.get_mut(slot) {
                    if mark.is_removed && action != Some("change") {
                        mark.fields.clear();
                    }
                    mark.is_removed = false;
                    // The time of a change is not that of the mark.
                    if !mark.fields.is_empty() {
                        fields.remove("at");
                    }
                    self.dead_lines += usize::from(mark.lines > 0);
                    mark.lines += 1;
                    mark.fields.append(&mut fields);
                }
            }
            (_, None) => {
                self.index.insert(id.clone(), self.marks.len());
                self.marks.push((
                    id,
                    LoggedMark {
                        fields,
                        lines: 1,
                        is_removed: false,
                    },
                ));
            }
        }
    }

    fn is_removed(&self, slot: usize) -> bool {
        self.marks
            .get(slot)
            .is_some_and(|(_, mark)| mark.is_removed)
    }

    /// Returns the content of the log.
    pub(crate) fn content(&self) -> NoteLog {
        let held = self
            .marks
            .iter()
            .filter(|(_, mark)| !mark.is_removed && !mark.fields.is_empty());
        NoteLog {
            marks: held
                .filter_map(|(id, mark)| UserMark::from_fields(id, &mark.fields))
                .collect(),
            damaged_lines: self.damaged_lines.clone(),
            dead_lines: self.dead_lines,
            lines: self.lines,
        }
    }

    /// Returns the shortest log with the same content; `bytes` are those of this one. Fields that this program does not
    /// know stay. Damaged lines and all lines of marks that a later version has written stay as they are, in their order.
    pub(crate) fn compacted(&self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut push = |line: &[u8]| {
            out.extend_from_slice(line);
            out.push(b'\n');
        };
        for (line, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
            if self.is_kept(line, number) {
                push(line);
            }
        }
        for (id, mark) in &self.marks {
            if mark.is_removed || mark.fields.is_empty() || self.later_ids.contains(id) {
                continue;
            }
            let mut fields = mark.fields.clone();
            fields.insert("id".to_owned(), Value::from(id.as_str()));
            fields.insert("do".to_owned(), Value::from("add"));
            push(Value::Object(fields).to_string().as_bytes());
        }
        out
    }

    /// Returns whether a line stays as it is.
    fn is_kept(&self, line: &[u8], number: usize) -> bool {
        if self.later_lines.contains(&number) || self.damaged_lines.binary_search(&number).is_ok() {
            return true;
        }
        if self.later_ids.is_empty() {
            return false;
        }
        let fields = serde_json::from_slice::<Map<String, Value>>(line);
        fields.is_ok_and(|fields| {
            let id = fields.get("id").and_then(Value::as_str);
            id.is_some_and(|id| self.later_ids.contains(id))
        })
    }
}

impl NoteLog {
    /// Reads the bytes of a log.
    pub fn read(bytes: &[u8]) -> Self {
        LoggedMarks::read(bytes).content()
    }
}
/// Returns whether a change was made by the reader: other changes only follow an edited text.
fn is_of_reader(fields: &Map<String, Value>) -> bool {
    fields.contains_key("note") || fields.contains_key("colour")
}
