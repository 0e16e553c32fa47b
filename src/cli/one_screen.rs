//! Texts that fit on one screen and are printed, as `less -F` does.

use super::output::printable;
use super::sgr::codes;
use crate::doc::{Block, Document};
use crate::text::width::{Widths, text_width};

/// Blanks of a tab right after a stop.
const WIDEST_TAB: &str = "        ";

/// Returns output of a program with its colours, if it fits on a screen of so many columns and rows.
pub(crate) fn one_screen(doc: &dyn Document, (columns, rows): (u16, u16)) -> Option<String> {
    let mut out = String::new();
    let mut row_count = 0;
    let mut next = Some(doc.first()).filter(|_| !doc.is_empty());
    while let Some(pos) = next {
        let block = doc.block_at(pos);
        let indent = usize::from(block.lead.indent.0);
        let text = block.text.replace('\t', WIDEST_TAB);
        let width = indent + usize::from(text_width(&text, Widths::default()).0);
        row_count += width.div_ceil(usize::from(columns.max(1))).max(1);
        // The prompt of the shell takes a row.
        if row_count >= usize::from(rows) {
            return None;
        }
        if !block.text.is_empty() {
            out.push_str(&" ".repeat(indent));
            push_marked(&mut out, &block);
        }
        out.push('\n');
        next = doc.next(block.pos);
    }
    Some(out)
}

/// Adds the text of a block with the attributes of its marks.
fn push_marked(out: &mut String, block: &Block<'_>) {
    let mut edges: Vec<usize> = block
        .marks
        .iter()
        .flat_map(|(range, _)| [range.start as usize, range.end as usize])
        .chain([0, block.text.len()])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    for pair in edges.windows(2) {
        let &[start, end] = pair else { continue };
        let words = block.text.get(start..end).unwrap_or_default();
        // The terminal has the stops of tabs.
        let words: Vec<_> = words.split('\t').map(printable).collect();
        let words = words.join("\t");
        let marks = block.marks.iter();
        let over =
            marks.filter(|(range, _)| range.start as usize <= start && end <= range.end as usize);
        let codes: Vec<String> = over.flat_map(|(_, mark)| codes(mark)).collect();
        if codes.is_empty() {
            out.push_str(&words);
        } else {
            out.push_str(&format!("\x1b[{}m{words}\x1b[0m", codes.join(";")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::InkLimit;
    use crate::formats::terminal_output::open;

    #[test]
    fn what_fits_is_printed_as_it_came() {
        let doc = open(
            "-",
            "\x1b[1;31m红\x1b[m\n\n  b\x1b]0;x\x07\x07\n",
            InkLimit::All,
        );
        assert_eq!(
            one_screen(&doc, (10, 4)).as_deref(),
            Some("\x1b[1;31m红\x1b[0m\n\n  b␇\n")
        );
        assert_eq!(one_screen(&doc, (10, 3)), None);
        let tabs = open("-", "a\tb\n", InkLimit::All);
        assert!(one_screen(&tabs, (80, 4)).is_some_and(|text| !text.contains('␉')));
        let wide = open("-", "一二三四五\n", InkLimit::All);
        assert!(one_screen(&wide, (10, 2)).is_some());
        assert!(one_screen(&wide, (9, 2)).is_none(), "it takes two rows");
    }
}
