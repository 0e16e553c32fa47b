//! A mark, highlight or note of the reader, with the words by which it is found again.

use super::stamp;
use crate::doc::{Pos, Span};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Version of the lines that this program writes.
pub const VERSION: u64 = 1;

/// Kind of a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkKind {
    /// Place, with a letter as its name, or a bookmark without one.
    Mark,
    /// Range in one of five looks.
    #[default]
    Highlight,
    /// Words of the reader on a range.
    Note,
    /// Rule that draws the hits of a query.
    Rule,
}

/// A mark of the reader.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct UserMark {
    /// Id, unique without a lock.
    #[serde(skip_serializing)]
    pub id: String,
    /// Time at which it was made (RFC 3339).
    #[serde(skip_serializing)]
    pub at: String,
    /// Kind.
    pub kind: MarkKind,
    /// Letter of a mark; empty for a bookmark and any other kind.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Look, from 1 to 5; 0 for a kind without one.
    #[serde(rename = "colour", skip_serializing_if = "is_zero")]
    pub look: u8,
    /// Marked words.
    pub exact: String,
    /// Words before.
    pub prefix: String,
    /// Words after.
    pub suffix: String,
    /// Section of the start.
    pub section: u32,
    /// Byte of the start's block in its section.
    pub block: u64,
    /// Byte of the start in the text of its block.
    pub within: u32,
    /// Fraction of the document before the start.
    pub fraction: f64,
    /// Title of the text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Author.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Title of the section.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub chapter: String,
    /// Time of the last change of its words or look (RFC 3339); empty before the first.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub edited: String,
    /// Whether its words were at one place alone when it was made; `None` if nobody looked.
    #[serde(rename = "only", skip_serializing_if = "Option::is_none")]
    pub is_only: Option<bool>,
    /// Words of the reader.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Path of the document, of a mark that holds across documents or was made while its folder was read.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Fields that a later version has written.
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

/// Fields of a line or an export that do not belong to the mark.
const FIELDS_AROUND: [&str; 4] = ["v", "do", "id", "log"];

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
const fn is_zero(look: &u8) -> bool {
    *look == 0
}

impl UserMark {
    /// Returns the mark whose fields are `fields`; `None` if they are not those of a mark.
    pub fn from_fields(id: &str, fields: &Map<String, Value>) -> Option<Self> {
        let mut fields = fields.clone();
        fields.retain(|name, _| !FIELDS_AROUND.contains(&name.as_str()));
        let mut mark: Self = serde_json::from_value(Value::Object(fields)).ok()?;
        id.clone_into(&mut mark.id);
        Some(mark)
    }

    /// Returns whether the mark holds across documents: its name is a capital letter.
    pub fn is_across_documents(&self) -> bool {
        self.kind == MarkKind::Mark && self.name.starts_with(|c: char| c.is_ascii_uppercase())
    }

    /// Returns the start as it was when the mark was made.
    pub const fn start(&self) -> Pos {
        Pos::new(self.section, self.block).at(self.within)
    }

    /// Returns the time of the last change, or that at which it was made.
    pub fn changed_at(&self) -> &str {
        if self.edited.is_empty() {
            &self.at
        } else {
            &self.edited
        }
    }

    /// Notes that the reader has changed the mark now. The time is later than that of any change before, whatever the clock
    /// says, so that the last change counts.
    pub fn touch(&mut self) {
        self.edited = stamp::now().max(stamp::after(self.changed_at()));
    }

    /// Returns the line that changes the mark from how it was before. Fields that this program does not know stay.
    pub fn line_since(&self, before: &Self) -> String {
        let (own, old) = (self.fields(), before.fields());
        let names = own.keys().chain(old.keys());
        let mut changed: Vec<&str> = names.map(String::as_str).collect();
        changed.retain(|name| own.get(*name) != old.get(*name));
        changed.sort_unstable();
        changed.dedup();
        self.change_line(&changed)
    }

    /// Sets the place to `span`.
    pub fn move_to(&mut self, span: &Span, fraction: f64) {
        self.section = span.start.section;
        self.block = span.start.block.0;
        self.within = span.start.within;
        self.fraction = fraction;
    }

    /// Returns the line that adds the mark, without a line end.
    pub fn add_line(&self) -> String {
        let mut fields = self.fields();
        fields.insert("do".to_owned(), Value::from("add"));
        self.line(fields, &self.at)
    }

    /// Returns the line that changes `fields` of the mark.
    pub fn change_line(&self, changed: &[&str]) -> String {
        let mut fields = self.fields();
        fields.retain(|name, _| changed.contains(&name.as_str()));
        for name in changed {
            // A field that is left out in `add` because it is empty is named here.
            let empty = || match *name {
                "colour" => Value::from(0),
                "only" => Value::Null,
                _ => Value::from(""),
            };
            fields.entry((*name).to_owned()).or_insert_with(empty);
        }
        fields.insert("do".to_owned(), Value::from("change"));
        self.line(fields, "")
    }

    /// Returns the line that removes the mark.
    pub fn remove_line(&self) -> String {
        let mut fields = Map::new();
        fields.insert("do".to_owned(), Value::from("remove"));
        self.line(fields, "")
    }

    /// Returns the fields of a line, without those that every line has.
    pub(super) fn fields(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(fields)) => fields,
            Ok(_) | Err(_) => Map::new(),
        }
    }

    /// Returns a line of the time `at`; of now if that is empty.
    fn line(&self, mut fields: Map<String, Value>, at: &str) -> String {
        fields.insert("v".to_owned(), Value::from(VERSION));
        fields.insert("id".to_owned(), Value::from(self.id.as_str()));
        let at = if at.is_empty() {
            super::stamp::now()
        } else {
            at.to_owned()
        };
        fields.insert("at".to_owned(), Value::from(at));
        Value::Object(fields).to_string()
    }
}
