//! Export of notes to other formats.

use super::user_mark::{MarkKind, UserMark};
use crate::session::local_zone::LocalZone;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Format of exported notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteFormat {
    /// Markdown.
    #[default]
    Markdown,
    /// Org.
    Org,
    /// Web annotations of the W3C, which can be read back.
    Json,
    /// Table of Readwise.
    Csv,
    /// Clippings of Kindle.
    Clippings,
}

/// The marks of one file of notes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoteGroup {
    /// Name of the file.
    pub file: String,
    /// Its marks.
    pub marks: Vec<UserMark>,
}

/// Context of a web annotation.
const ANNOTATION_CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// Prefix of the id of a web annotation.
pub(super) const ID_PREFIX: &str = "urn:tongdu:";
/// Line between two clippings.
const CLIPPING_END: &str = "==========";

/// Returns the notes in a format, those of each text by their place. Formats for reading have the dates of a time zone.
pub fn export(groups: &[NoteGroup], format: NoteFormat, zone: &LocalZone) -> String {
    let groups: Vec<NoteGroup> = groups.iter().map(sorted).collect();
    match format {
        NoteFormat::Markdown => outline_text(&groups, &MARKDOWN, zone),
        NoteFormat::Org => outline_text(&groups, &ORG, zone),
        NoteFormat::Json => annotations(&groups),
        NoteFormat::Csv => table(&groups),
        NoteFormat::Clippings => clippings(&groups),
    }
}

fn sorted(group: &NoteGroup) -> NoteGroup {
    let mut group = group.clone();
    let place = |mark: &UserMark| (mark.section, mark.block, mark.within);
    group
        .marks
        .sort_by(|a, b| (place(a), &a.id).cmp(&(place(b), &b.id)));
    group
}

/// Returns the highlights and notes of a text; a place alone has no words of its own.
fn quoted(group: &NoteGroup) -> impl Iterator<Item = &UserMark> {
    let marks = group.marks.iter();
    marks.filter(|mark| matches!(mark.kind, MarkKind::Highlight | MarkKind::Note))
}

/// Replaces control characters, also those that change the direction of a line; line ends stay.
fn plain(text: &str) -> String {
    let is_bidi = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let kept = text.chars().filter(|c| *c != '\r' && !is_bidi(*c));
    kept.map(|c| match c {
        '\n' => c,
        c if c.is_control() => ' ',
        c => c,
    })
    .collect()
}

/// Returns a text on one line.
fn one_line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the name of a text: its title with the author.
fn text_name(mark: &UserMark) -> String {
    let (title, author) = (one_line(&mark.title), one_line(&mark.author));
    match author.as_str() {
        "" => title,
        author => format!("{title} ({author})"),
    }
}

/// Signs of a format with headings.
struct OutlineSigns {
    title: &'static str,
    section: &'static str,
    quote_start: &'static str,
    quote_line: &'static str,
    quote_end: &'static str,
    date_start: &'static str,
    date_end: &'static str,
    /// Characters that begin a heading or the end of a quotation.
    line_signs: &'static [char],
    /// What keeps them from doing so.
    guard: &'static str,
}

impl OutlineSigns {
    /// Returns a line that neither is a heading nor ends a quotation.
    fn guarded(&self, line: &str) -> String {
        let words = line.trim_start();
        let blanks = line.get(..line.len() - words.len()).unwrap_or_default();
        let guard = if words.starts_with(self.line_signs) {
            self.guard
        } else {
            ""
        };
        format!("{blanks}{guard}{words}")
    }
}

const MARKDOWN: OutlineSigns = OutlineSigns {
    title: "## ",
    section: "### ",
    quote_start: "",
    quote_line: "> ",
    quote_end: "",
    date_start: "^",
    date_end: "^",
    line_signs: &['#'],
    guard: "\\",
};

const ORG: OutlineSigns = OutlineSigns {
    title: "* ",
    section: "** ",
    quote_start: "#+begin_quote\n",
    quote_line: "",
    quote_end: "#+end_quote\n",
    date_start: "[",
    date_end: "]",
    line_signs: &['*', '#'],
    guard: ",",
};

fn outline_text(groups: &[NoteGroup], signs: &OutlineSigns, zone: &LocalZone) -> String {
    let mut parts: Vec<String> = Vec::new();
    for group in groups {
        let (mut title, mut section) = (None, String::new());
        for mark in quoted(group) {
            let own = text_name(mark);
            if title.as_ref() != Some(&own) {
                parts.push(format!("{}{own}\n", signs.title));
                title = Some(own);
                section.clear();
            }
            let own = one_line(&mark.chapter);
            if own != section && !own.is_empty() {
                parts.push(format!("{}{own}\n", signs.section));
            }
            section = own;
            let mut quote = signs.quote_start.to_owned();
            for line in plain(&mark.exact).lines() {
                let _ = writeln!(quote, "{}{}", signs.quote_line, signs.guarded(line));
            }
            quote.push_str(signs.quote_end);
            parts.push(quote);
            if !mark.note.is_empty() {
                let note = plain(&mark.note);
                let lines: Vec<String> = note.lines().map(|line| signs.guarded(line)).collect();
                parts.push(format!("{}\n", lines.join("\n").trim_end()));
            }
            let date = one_line(&zone.date_of(&mark.at));
            parts.push(format!("{}{date}{}\n", signs.date_start, signs.date_end));
        }
    }
    parts.join("\n")
}

/// Returns an array of web annotations, each on a line. Our own fields are under `tongdu`, so that nothing is lost.
fn annotations(groups: &[NoteGroup]) -> String {
    let mut lines = Vec::new();
    for group in groups {
        for mark in &group.marks {
            lines.push(annotation(group, mark).to_string());
        }
    }
    match lines.as_slice() {
        [] => "[]\n".to_owned(),
        lines => format!("[\n{}\n]\n", lines.join(",\n")),
    }
}

fn annotation(group: &NoteGroup, mark: &UserMark) -> Value {
    let motivation = match mark.kind {
        MarkKind::Mark => "bookmarking",
        MarkKind::Note => "commenting",
        MarkKind::Highlight | MarkKind::Rule => "highlighting",
    };
    let start = mark.block + u64::from(mark.within);
    let end = start + mark.exact.len() as u64;
    let mut own = mark.fields();
    own.insert("log".to_owned(), Value::from(group.file.as_str()));
    let mut annotation = json!({
        "@context": ANNOTATION_CONTEXT,
        "id": format!("{ID_PREFIX}{}", mark.id),
        "type": "Annotation",
        "motivation": motivation,
        "created": mark.at,
        "target": {
            "source": {"type": "Text", "name": mark.title},
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": mark.exact,
                    "prefix": mark.prefix,
                    "suffix": mark.suffix,
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
        "tongdu": own,
    });
    if !mark.note.is_empty()
        && let Value::Object(fields) = &mut annotation
    {
        let body = json!([{"type": "TextualBody", "value": mark.note}]);
        fields.insert("body".to_owned(), body);
    }
    annotation
}

/// Returns a table with the columns of Readwise, quoted by RFC 4180.
fn table(groups: &[NoteGroup]) -> String {
    let mut out = "Highlight,Title,Author,URL,Note,Location,Date\r\n".to_owned();
    for mark in groups.iter().flat_map(quoted) {
        let location = format!("{:.0}", mark.fraction * 10_000.0);
        let fields = [
            &mark.exact,
            &mark.title,
            &mark.author,
            "",
            &mark.note,
            &location,
            &mark.at,
        ];
        let fields = fields.map(csv_field);
        let _ = write!(out, "{}\r\n", fields.join(","));
    }
    out
}

/// Returns a field of a table. A field that a spreadsheet would take as a formula begins with an apostrophe.
fn csv_field(text: &str) -> String {
    let text = plain(text);
    let guard = if text.starts_with(['=', '+', '-', '@']) {
        "'"
    } else {
        ""
    };
    let needs_quotes = text.contains(['"', ',', '\n']);
    if needs_quotes {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

fn clippings(groups: &[NoteGroup]) -> String {
    let mut out = String::new();
    for mark in groups.iter().flat_map(quoted) {
        let location = (mark.fraction * 10_000.0).round();
        let mut clip = |kind: &str, text: &str| {
            // A blank keeps a line of the text from ending the clipping.
            let text = plain(text).replace(CLIPPING_END, &format!(" {CLIPPING_END}"));
            let _ = write!(
                out,
                "{}\n- Your {kind} at location {location} | Added on {}\n\n{}\n{CLIPPING_END}\n",
                text_name(mark),
                one_line(&mark.at),
                text
            );
        };
        clip("Highlight", &mark.exact);
        if !mark.note.is_empty() {
            clip("Note", &mark.note);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group() -> NoteGroup {
        let mark = |id: &str, block: u64, exact: &str, note: &str| UserMark {
            id: id.to_owned(),
            at: "2026-11-28T09:14:07Z".to_owned(),
            kind: if note.is_empty() {
                MarkKind::Highlight
            } else {
                MarkKind::Note
            },
            look: 1,
            exact: exact.to_owned(),
            title: "《山, \"水\"》\n下".to_owned(),
            author: "某人".to_owned(),
            chapter: "一".to_owned(),
            note: note.to_owned(),
            block,
            ..UserMark::default()
        };
        NoteGroup {
            file: "00-11.jsonl".to_owned(),
            marks: vec![
                mark("2", 50, "=SUM(A1)\u{1b}]52", "二行\n的笔记"),
                mark("1", 10, "统筹\n* 城乡", ""),
            ],
        }
    }

    #[test]
    fn markdown_and_org_have_titles_sections_and_quotes_by_place() {
        let markdown = export(&[group()], NoteFormat::Markdown, &LocalZone::default());
        let want = "## 《山, \"水\"》 下 (某人)\n\n### 一\n\n> 统筹\n> * 城乡\n\n^2026-11-28^\n\n> =SUM(A1) ]52\n\n二行\n的笔记\n\n^2026-11-28^\n";
        assert_eq!(markdown, want);
        let org = export(&[group()], NoteFormat::Org, &LocalZone::default());
        assert!(
            org.contains("#+begin_quote\n统筹\n,* 城乡\n#+end_quote\n"),
            "{org}"
        );
    }

    #[test]
    fn lines_of_quotations_and_notes_are_no_syntax() {
        let mut group = group();
        for mark in &mut group.marks {
            mark.exact = "# 注释\n#+end_quote\n==========\n* 甲".to_owned();
            mark.note = "* 星\n  # 题\n==========".to_owned();
        }
        let text = |format| export(std::slice::from_ref(&group), format, &LocalZone::default());
        let markdown = text(NoteFormat::Markdown);
        assert!(
            markdown.contains("> \\# 注释\n> \\#+end_quote\n"),
            "{markdown}"
        );
        assert!(markdown.contains("\n* 星\n  \\# 题\n"), "{markdown}");
        let org = text(NoteFormat::Org);
        assert!(
            org.contains(",# 注释\n,#+end_quote\n==========\n,* 甲\n"),
            "{org}"
        );
        assert!(org.contains("\n,* 星\n  ,# 题\n"), "{org}");
        let clips = text(NoteFormat::Clippings);
        let ends = clips.lines().filter(|line| *line == CLIPPING_END);
        assert_eq!(ends.count(), 4, "{clips}");
    }

    #[test]
    fn a_table_quotes_its_fields_and_holds_no_formula() {
        let csv = export(&[group()], NoteFormat::Csv, &LocalZone::default());
        assert!(
            csv.contains("\"统筹\n* 城乡\",\"《山, \"\"水\"\"》\n下\",某人,"),
            "{csv}"
        );
        assert!(csv.contains("'=SUM(A1) ]52"), "{csv}");
        let clips = export(&[group()], NoteFormat::Clippings, &LocalZone::default());
        assert_eq!(clips.matches(CLIPPING_END).count(), 3);
        assert!(!clips.contains('\u{1b}') && !csv.contains('\u{1b}'));
    }
}
