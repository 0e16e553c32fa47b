//! Log of a note file: the lines read from the first to the last give the marks.

use super::user_mark::{UserMark, VERSION};
use serde_json::{Map, Value};
use std::collections::HashMap;

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
}

/// Marks of a log by id, in the order in which they were added, and lines to carry over as they are.
#[derive(Default)]
pub(crate) struct LoggedMarks {
    marks: Vec<(String, LoggedMark)>,
    index: HashMap<String, usize>,
    /// Lines that are damaged or of a later version.
    pub(crate) foreign_lines: Vec<String>,
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
            let text = String::from_utf8_lossy(line);
            match serde_json::from_slice(line) {
                Ok(Value::Object(fields)) => log.apply(fields, &text),
                Ok(_) | Err(_) => {
                    log.damaged_lines.push(log.lines);
                    log.foreign_lines.push(text.into_owned());
                }
            }
        }
        log
    }

    fn apply(&mut self, mut fields: Map<String, Value>, line: &str) {
        let version = fields.get("v").and_then(Value::as_u64).unwrap_or(VERSION);
        if version > VERSION {
            self.foreign_lines.push(line.to_owned());
        }
        let Some(Value::String(id)) = fields.remove("id") else {
            if version <= VERSION {
                self.damaged_lines.push(self.lines);
                self.foreign_lines.push(line.to_owned());
            }
            return;
        };
        let action = fields.remove("do");
        let slot = self.index.get(&id).copied();
        match (action.as_ref().and_then(Value::as_str), slot) {
            (Some("remove"), slot) => {
                let lines = slot
                    .and_then(|slot| self.marks.get_mut(slot))
                    .map(|(_, mark)| {
                        mark.fields.clear();
                        std::mem::take(&mut mark.lines)
                    });
                self.dead_lines += 1 + lines.unwrap_or(0);
            }
            (_, Some(slot)) => {
                if let Some((_, mark)) = self.marks.get_mut(slot) {
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
                self.marks.push((id, LoggedMark { fields, lines: 1 }));
            }
        }
    }

    /// Returns the content of the log.
    pub(crate) fn content(&self) -> NoteLog {
        let held = self
            .marks
            .iter()
            .filter(|(_, mark)| !mark.fields.is_empty());
        NoteLog {
            marks: held
                .filter_map(|(id, mark)| UserMark::from_fields(id, &mark.fields))
                .collect(),
            damaged_lines: self.damaged_lines.clone(),
            dead_lines: self.dead_lines,
            lines: self.lines,
        }
    }

    /// Returns the shortest log with the same content. Fields that this program does not know stay.
    pub(crate) fn compacted(&self) -> String {
        let mut out = String::new();
        for line in &self.foreign_lines {
            out.push_str(line);
            out.push('\n');
        }
        for (id, mark) in self
            .marks
            .iter()
            .filter(|(_, mark)| !mark.fields.is_empty())
        {
            let mut fields = mark.fields.clone();
            let is_foreign = fields.get("v").and_then(Value::as_u64) > Some(VERSION);
            if is_foreign {
                continue;
            }
            fields.insert("id".to_owned(), Value::from(id.as_str()));
            fields.insert("do".to_owned(), Value::from("add"));
            out.push_str(&Value::Object(fields).to_string());
            out.push('\n');
        }
        out
    }
}

impl NoteLog {
    /// Reads the bytes of a log.
    pub fn read(bytes: &[u8]) -> Self {
        LoggedMarks::read(bytes).content()
    }
}
