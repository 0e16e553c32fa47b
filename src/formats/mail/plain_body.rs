//! Plain text of a mail: quotations behind `>`, paragraphs whose lines were wrapped by the program that sent it, and lines
//! that stay as they are.

use crate::formats::html::escape::escape_html;
use crate::formats::line_ends::hard_wrap::{line_cells, needs_blank_between_letters};
use crate::outline::similar::LineKind;
use crate::text::sentence::ends_sentence;

/// Widths in cells at which programs wrap lines.
const WRAP_RANGE_CELLS: std::ops::RangeInclusive<u16> = 40..=100;
/// Fewest lines that end within a sentence at the edge by which full lines that end with one are wrapped too.
const MIN_BROKEN_LINES: usize = 3;
/// Line above a signature.
const SIGNATURE: &str = "--";

/// A line with the depth of its quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct BodyLine<'t> {
    depth: usize,
    words: &'t str,
}

impl<'t> BodyLine<'t> {
    fn read(line: &'t str) -> Self {
        // Files of many mails have a sign before such words.
        if line.starts_with(">From ") {
            let words = line.get(1..).unwrap_or_default();
            return Self { depth: 0, words };
        }
        let mut depth = 0;
        let mut words = line;
        while let Some(rest) = words.strip_prefix('>') {
            depth += 1;
            // Programs put one blank behind a sign.
            let next = rest.strip_prefix(' ').unwrap_or(rest);
            words = if next.starts_with('>') || depth == 1 {
                next
            } else {
                rest
            };
        }
        if depth > 1 {
            words = words.strip_prefix(' ').unwrap_or(words);
        }
        Self { depth, words }
    }

    fn is_blank(&self) -> bool {
        self.words.trim().is_empty()
    }
}

/// Writes a text as paragraphs and quotations. `is_flowed`: lines that end in a blank go on (RFC 3676).
pub(super) fn write_html(text: &str, is_flowed: bool, page: &mut String) {
    let lines = text.lines().map(|line| line.trim_end_matches('\r'));
    let lines: Vec<BodyLine<'_>> = lines.map(BodyLine::read).collect();
    let wraps = Wraps::detect(&lines, is_flowed);
    let mut depth = 0;
    let is_same =
        |a: &BodyLine<'_>, b: &BodyLine<'_>| a.depth == b.depth && a.is_blank() == b.is_blank();
    for group in lines.chunk_by(is_same) {
        let Some(first) = group.first().filter(|first| !first.is_blank()) else {
            continue;
        };
        while depth < first.depth {
            page.push_str("<blockquote>");
            depth += 1;
        }
        while depth > first.depth {
            page.push_str("</blockquote>");
            depth -= 1;
        }
        let words: Vec<&str> = group.iter().map(|line| line.words).collect();
        wraps.write_paragraph(&words, page);
    }
    page.push_str(&"</blockquote>".repeat(depth));
}

/// How the lines of a text were wrapped.
#[derive(Clone, Copy, Debug)]
struct Wraps {
    /// Width of the widest line in cells; `None` if lines end where their writer ended them.
    measure: Option<u16>,
    /// Lines at the edge that end within a sentence.
    broken: usize,
    is_flowed: bool,
}

impl Wraps {
    fn detect(lines: &[BodyLine<'_>], is_flowed: bool) -> Self {
        let widest = lines.iter().map(|line| line_cells(line.words)).max();
        let measure = widest.filter(|widest| WRAP_RANGE_CELLS.contains(widest));
        let mut wraps = Self {
            measure,
            broken: 0,
            is_flowed,
        };
        let pairs = lines.windows(2).filter(|pair| match pair {
            [line, next] => {
                line.depth == next.depth
                    && wraps.has_no_room(line.words, next.words)
                    && !ends_sentence(line.words.trim_end())
            }
            _ => false,
        });
        wraps.broken = pairs.count();
        wraps
    }

    /// Returns whether the first word of the next line has no room in a line.
    fn has_no_room(&self, line: &str, next: &str) -> bool {
        let Some(measure) = self.measure.filter(|_| !next.trim().is_empty()) else {
            return false;
        };
        let words = line.trim_end();
        let gap = u16::from(needs_blank_between_letters(words, next));
        line_cells(words) + gap + line_cells(first_word(next)) > measure
    }

    /// Returns whether a line goes on with the next one.
    fn goes_on(&self, line: &str, next: &str) -> bool {
        let begins_item = LineKind::from_number(next).is_some()
            || next.starts_with([
                '-', '*', '•', '·', '●', '○', '■', '□', '◆', '※', '\u{3000}', ' ',
            ]);
        let is_wrapped = self.has_no_room(line, next)
            && !begins_item
            && (!ends_sentence(line.trim_end()) || self.broken >= MIN_BROKEN_LINES);
        self.broken > 0 && is_wrapped
            || self.is_flowed && line.ends_with(' ') && line.trim_end() != SIGNATURE
    }

    /// Writes lines without an empty one between them: as paragraphs, or unchanged if blanks have a meaning in them.
    fn write_paragraph(&self, lines: &[&str], page: &mut String) {
        let is_set_in = |line: &&str| line.starts_with([' ', '\t']) || line.trim().contains("  ");
        if lines.iter().skip(1).any(is_set_in) || lines.iter().any(|line| line.contains('\t')) {
            let lines: Vec<String> = lines.iter().map(|line| escape_html(line)).collect();
            page.push_str("<pre>");
            page.push_str(&lines.join("\n"));
            page.push_str("</pre>\n");
            return;
        }
        page.push_str("<p>");
        for (at, line) in lines.iter().enumerate() {
            page.push_str(&escape_html(line.trim()));
            let Some(next) = lines.get(at + 1) else { break };
            if !self.goes_on(line, next) {
                page.push_str("<br>");
            } else if needs_blank_between_letters(line.trim_end(), next.trim_start()) {
                page.push(' ');
            }
        }
        page.push_str("</p>\n");
    }
}

/// Returns the first word of a line: of scripts without blanks one character.
fn first_word(line: &str) -> &str {
    let is_part = |c: char| c.is_ascii_graphic();
    let words = line.trim_start();
    let end = words.find(|c: char| !is_part(c)).unwrap_or(words.len());
    let first = words.chars().next().map_or(0, char::len_utf8);
    words.get(..end.max(first)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let mut page = String::new();
        write_html(text, false, &mut page);
        page.replace('\n', "")
    }

    #[test]
    fn quotations_are_nested() {
        let text = ">From 他写道：\n> 甲\n>\n> > 乙\n>> 丙\n> 丁\n\n戊";
        let want = "<p>From 他写道：</p><blockquote><p>甲</p><blockquote><p>乙<br>丙</p></blockquote><p>丁</p></blockquote><p>戊</p>";
        assert_eq!(html(text), want);
    }

    #[test]
    fn wrapped_lines_are_joined_and_others_are_not() {
        let wrapped = "上次说的稿子我看过了，总体不错，有几处想再商量\n一下。第三节写得太长，读者到那里会累；建议\n\n祝好";
        let want = "<p>上次说的稿子我看过了，总体不错，有几处想再商量一下。第三节写得太长，读者到那里会累；建议</p><p>祝好</p>";
        assert_eq!(html(wrapped), want);
        let latin = "This is a mail in English which is wrapped at seventy columns as all\nthe world does.\n- one\n- two";
        assert!(html(latin).contains("as all the world does.<br>- one<br>- two"));
        let short = "田中様\nお世話になっております。打ち合わせの件、承知しました。\nよろしくお願いします。";
        assert_eq!(html(short).matches("<br>").count(), 2);
        assert_eq!(html("a\n  b\n"), "<pre>a  b</pre>");
    }

    #[test]
    fn flowed_lines_go_on() {
        let mut page = String::new();
        write_html("one \ntwo\nthree\n-- \nme", true, &mut page);
        assert_eq!(page, "<p>one two<br>three<br>--<br>me</p>\n");
    }
}
