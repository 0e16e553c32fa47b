//! Title that stands in the first lines of a plain text, by which a folder calls the file.

use crate::doc::{BlockKind, Document, Pos};
use crate::outline::similar::LineKind;
use crate::text::sentence::ends_sentence;
use crate::text::width::{Widths, text_width};

/// Lines with text at the beginning of a file that are read.
const MAX_OPENING_LINES: usize = 8;
/// Blocks at the beginning of a file that are read, empty ones included.
const MAX_OPENING_BLOCKS: usize = 24;
/// Longest title, in characters.
const MAX_TITLE_CHARS: usize = 40;
/// Least length of a paragraph below a title, in characters; a shorter one ends with a sentence.
const MIN_PARAGRAPH_CHARS: usize = 24;
/// Indent in cells from which a line is centred.
const MIN_CENTRED_CELLS: u16 = 6;
/// Longest line that belongs to a title, such as the name of its author, in characters.
const MAX_COMPANION_CHARS: usize = 40;
/// Longest label before a colon, in characters: 作者：, 来源：.
const MAX_LABEL_CHARS: usize = 4;

/// Line of the beginning of a file.
struct OpeningLine {
    /// Place of the words.
    at: Pos,
    words: String,
    /// Cells of the blanks before the words.
    indent: u16,
    /// Whether an empty line follows.
    is_before_blank: bool,
}

/// Returns the title with which a plain text begins: a short line set apart from the paragraphs by an empty line, its
/// indent, or the lines of its author and date; and its place. `None` for a text that begins with a paragraph or a
/// numbered heading.
pub(crate) fn opening_title(part: &dyn Document) -> Option<(Pos, String)> {
    let lines = opening_lines(part)?;
    let (title, rest) = lines.split_first()?;
    let is_paragraph = |line: &OpeningLine| {
        let chars = line.words.chars().count();
        chars >= MIN_PARAGRAPH_CHARS || ends_sentence(&line.words)
    };
    let paragraph = rest.iter().position(is_paragraph)?;
    let companions = rest.get(..paragraph).unwrap_or_default();
    let body = rest.get(paragraph)?;
    let is_centred = title.indent >= MIN_CENTRED_CELLS && title.indent > body.indent;
    let is_apart = title.is_before_blank
        || is_centred
        || title.indent < body.indent
        || companions.iter().any(|line| line.is_before_blank);
    let are_companions = companions
        .iter()
        .take_while(|line| LineKind::from_number(&line.words).is_none())
        .all(|line| line.words.chars().count() <= MAX_COMPANION_CHARS);
    let found = is_title(&title.words) && is_apart && are_companions;
    found.then(|| (title.at, title.words.clone()))
}

/// Returns the first lines with text; `None` if the document is no plain text.
fn opening_lines(part: &dyn Document) -> Option<Vec<OpeningLine>> {
    let mut lines: Vec<OpeningLine> = Vec::new();
    let blocks = std::iter::successors(Some(part.first()), |&pos| part.next(pos));
    for pos in blocks.take(MAX_OPENING_BLOCKS) {
        let block = part.block_at(pos);
        let words = block.text.trim();
        if block.kind != BlockKind::Line || block.text.contains('\n') {
            return None;
        }
        if words.is_empty() {
            if let Some(line) = lines.last_mut() {
                line.is_before_blank = true;
            }
            continue;
        }
        if lines.len() == MAX_OPENING_LINES {
            break;
        }
        if block.space_above > 0
            && let Some(line) = lines.last_mut()
        {
            line.is_before_blank = true;
        }
        let blanks = block.text.len() - block.text.trim_start().len();
        let indent = block.text.get(..blanks).unwrap_or_default();
        lines.push(OpeningLine {
            at: block.pos.at(blanks as u32),
            words: words.chars().take(MAX_TITLE_CHARS * 4).collect(),
            indent: text_width(indent, Widths::default()).0,
            is_before_blank: false,
        });
    }
    Some(lines)
}

fn is_title(words: &str) -> bool {
    let label = words.split(['：', ':']).next().unwrap_or_default();
    let has_label = label.len() < words.len() && label.chars().count() <= MAX_LABEL_CHARS;
    let chars = words.chars().count();
    (2..=MAX_TITLE_CHARS).contains(&chars)
        && words.contains(char::is_alphabetic)
        && !has_label
        && !ends_sentence(words)
        && !words.contains(['。', '；', '！', '“', '「', '，', '…'])
        && !words.contains("://")
        && LineKind::from_number(words).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::plain::PlainDocument;
    use crate::source::windows::Source;
    use crate::views::reflow;

    fn title(text: &str) -> Option<String> {
        let source = Source::Owned(text.as_bytes().to_vec());
        let found = opening_title(&*reflow::open(PlainDocument::new("a", source)));
        found.map(|(_, words)| words)
    }

    #[test]
    fn a_short_line_that_is_set_apart_is_the_title() {
        let body = "　　河边的人都说，那座桥修了整整三年，到今天才修好。\n";
        for head in [
            "河边的树\n\n",
            "河边的树\n",
            "　　　　　河边的树\n\n　　　　　张小河\n\n",
            "河边的树\n——2019年3月5日在会上\n\n",
            "河边的树\n作者：张小河\n\n",
            "\n\n河边的树\n（一九八〇年）\n",
        ] {
            assert_eq!(
                title(&format!("{head}{body}{body}")).as_deref(),
                Some("河边的树"),
                "{head}"
            );
        }
        for text in [
            String::new(),
            "河边的树".to_owned(),
            body.repeat(3),
            format!("第一章 出门\n\n{body}"),
            format!("作者：张小河\n\n{body}"),
            format!("“你来了”\n\n{body}"),
            format!("他说完，走了\n\n{body}"),
            format!("　　天黑了\n　　他走了\n{body}"),
        ] {
            assert_eq!(title(&text), None, "{text}");
        }
    }
}
