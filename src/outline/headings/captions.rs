//! Captions above the articles of Japanese laws: （目的）, and below it 第一条.

use super::recognised_line::RecognisedLine;
use super::trimmed_line::TrimmedLine;
use crate::outline::numbering::NumberStyle;
use std::borrow::Cow;

/// Longest caption, in characters.
const MAX_CAPTION_CHARS: usize = 60;
/// Maximum number of empty lines between a caption and its article.
const MAX_BLANK_LINES: u8 = 1;
const BRACKETS: [char; 4] = ['（', '(', '）', ')'];

/// The caption that the previous line may be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Captions {
    /// Words of the previous line with their brackets; empty if it is no caption.
    above: String,
}

impl Captions {
    /// Keeps the line if it may be a caption.
    pub(crate) fn push_line(&mut self, line: &TrimmedLine<'_>) {
        self.above.clear();
        if line.chars <= MAX_CAPTION_CHARS
            && line.text.starts_with(['（', '('])
            && is_caption(line.text)
        {
            self.above.push_str(line.text);
        }
    }

    /// Returns a line with the caption above it, if it is an article: 第一条（目的）. `blank_lines` are between them.
    pub(crate) fn apply<'t>(
        &self,
        found: RecognisedLine<'t>,
        blank_lines: u8,
    ) -> RecognisedLine<'t> {
        let is_article = found.marker.style == NumberStyle::Unit('条');
        if !is_article || self.above.is_empty() || blank_lines > MAX_BLANK_LINES {
            return found;
        }
        let number = found.title.get(..found.marker.end).unwrap_or_default();
        let rest = found.title.get(found.marker.end..).unwrap_or_default();
        let (number, gap) = (number.trim_end(), number.len() - number.trim_end().len());
        if number.is_empty() || rest.starts_with(BRACKETS) {
            return found;
        }
        let gap = found.title.get(number.len()..number.len() + gap);
        let title = [number, &self.above, gap.unwrap_or_default(), rest].concat();
        let mut marker = found.marker;
        marker.end = number.len();
        RecognisedLine {
            len: number.len(),
            title: Cow::Owned(title),
            caption_len: self.above.len(),
            marker,
            ..found
        }
    }
}

/// Returns whether words are wholly in one pair of brackets, and not a date or the number of a law: （平成十三年法律第五号）.
fn is_caption(words: &str) -> bool {
    let mut chars = words.chars();
    let (first, last) = (chars.next(), chars.next_back());
    let inner = chars.as_str();
    let is_boxed =
        first.is_some_and(|c| BRACKETS.contains(&c)) && last.is_some_and(|c| BRACKETS.contains(&c));
    is_boxed
        && !inner.is_empty()
        && !inner.contains(['。', '年', '号'])
        && !inner.contains(BRACKETS)
        && !inner.starts_with(|c: char| c.is_ascii_digit())
}
