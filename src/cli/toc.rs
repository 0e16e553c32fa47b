//! `tongdu toc`: the outline, as lines or as JSON.

use super::args::{Arguments, Format, TocOutput};
use super::document::open_document;
use super::output::{print, print_notices, printable};
use crate::doc::{Document, Heading, Outline, ProblemScope};
use crate::error::{Error, Notice, Result};
use crate::lang::Lang;
use crate::outline::sidecar;
use crate::term::width_confidence::is_control_or_bidi;
use std::fmt::Write as _;
use std::path::Path;

/// Prints the outline of what `path` names.
pub fn toc(
    invocation: &Arguments,
    path: Option<&Path>,
    format: Format,
    keep: TocOutput,
    lang: Lang,
) -> Result<u8> {
    let doc = open_document(invocation, path, lang)?;
    print_notices(&doc.problems(ProblemScope::Whole), lang);
    let outline = doc.whole_outline();
    if keep == TocOutput::Save {
        let path = path.filter(|path| path.is_file() || path.is_dir());
        let path = path.ok_or_else(|| {
            Error::Usage(Notice::new(
                "--save：存在哪个文件旁？",
                "--save: beside which file?",
            ))
        })?;
        return print(&format!(
            "{}\n",
            printable(&sidecar::save(path, &*doc, &outline)?.display().to_string())
        ));
    }
    let text = match format {
        Format::Lines => toc_lines(&*doc, &outline),
        Format::Json => toc_json(&*doc, &outline),
    };
    print(&text)
}

/// `LEVEL<TAB>TITLE<TAB>PLACE`; the place is `section:byte` in a folder, else the byte.
fn toc_lines(doc: &dyn Document, outline: &Outline) -> String {
    let has_sections = doc.has_several_sections();
    let mut out = String::new();
    for heading in &outline.headings {
        let title: String = printable(&heading.title.replace(['\n', '\t'], " "));
        let at = start_byte(doc, heading);
        let level = heading.level;
        let _ = if has_sections {
            writeln!(out, "{level}\t{title}\t{}:{at}", heading.pos.section)
        } else {
            writeln!(out, "{level}\t{title}\t{at}")
        };
    }
    out
}

fn toc_json(doc: &dyn Document, outline: &Outline) -> String {
    let mut out = format!("{{\"document\":{},\"toc\":[", json_string(&doc.title()));
    for (i, heading) in outline.headings.iter().enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        out.push_str(&heading_json(doc, heading));
    }
    out.push_str("\n]}\n");
    out
}

/// Where a heading starts in its file; where places are none of the file, in what the file became.
fn start_byte(doc: &dyn Document, heading: &Heading) -> u64 {
    let place = heading.pos.block.0 + u64::from(heading.pos.within);
    doc.byte_of(heading.pos).unwrap_or(place)
}

fn heading_json(doc: &dyn Document, heading: &Heading) -> String {
    let mut out = format!(
        "{{\"level\":{},\"title\":{},\"section\":{},\"byte\":{}",
        heading.level,
        json_string(&heading.title),
        heading.pos.section,
        start_byte(doc, heading),
    );
    if let Some(entry) = &heading.entry {
        let fields = [
            ("author", &entry.author),
            ("date", &entry.date),
            ("keywords", &entry.keywords),
            ("summary", &entry.summary),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                let _ = write!(out, ",\"{name}\":{}", json_string(value));
            }
        }
        if entry.excerpt {
            out.push_str(",\"excerpt\":true");
        }
    }
    out.push('}');
    out
}

/// A JSON string. What JSON wants escaped is escaped, and what would steer a terminal.
fn json_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if is_control_or_bidi(c) => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_strings_are_escaped() {
        assert_eq!(
            json_string("“a\"b\\\n\u{1b}\u{9b}"),
            "\"“a\\\"b\\\\\\u000a\\u001b\\u009b\""
        );
    }
}
