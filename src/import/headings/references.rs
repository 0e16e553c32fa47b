//! Short lines that are no titles though they look like some: numbers of documents and pages, and what
//! begins like a number and tells something.

use crate::import::numbering::is_blank;
use crate::text::numerals::{self, digit};

/// Whether a line is the number of a document (国办发〔2024〕15号) or of a page (第 3 页).
pub(super) fn is_reference(text: &str) -> bool {
    let inner = |open: char, close: char| {
        let (_, rest) = text.split_once(open)?;
        let (year, number) = rest.split_once(close)?;
        let year = year.trim_matches(is_blank);
        let is_year = year.chars().count() == 4 && year.chars().all(|c| digit(c).is_some());
        Some(is_year && number.chars().any(|c| digit(c).is_some()))
    };
    let document = text.ends_with(['号', '號'])
        && [
            ('〔', '〕'),
            ('［', '］'),
            ('[', ']'),
            ('（', '）'),
            ('(', ')'),
        ]
        .iter()
        .any(|&(open, close)| inner(open, close) == Some(true));
    document || is_page(text)
}

/// Whether a line is nothing but 第 3 页, or 第3页 共10页.
fn is_page(text: &str) -> bool {
    text.starts_with('第')
        && text.contains(['页', '頁'])
        && text.chars().all(|c| {
            is_blank(c)
                || c.is_ascii_punctuation()
                || digit(c).is_some()
                || "第页頁共，、／".contains(c)
                || numerals::is_han(c)
        })
}

/// Whether a line begins with something counted and ends as a sentence does: 第四节课的铃声响了.
pub(super) fn tells(text: &str) -> bool {
    let counted = text.strip_prefix('第').map(numerals::leading);
    matches!(counted, Some(Some(_))) && text.ends_with(['了', '的', '过', '過', '着', '吗', '呢'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_and_pages() {
        for text in [
            "某政发〔2001〕7号",
            "某发[2001]第 7 号",
            "第 3 页",
            "第四页 共10页",
        ] {
            assert!(is_reference(text), "{text}");
        }
        for text in [
            "7号",
            "〔注〕7号",
            "第三页的字",
            "第三号",
            "二〇〇一年（上）",
        ] {
            assert!(!is_reference(text), "{text}");
        }
        assert!(tells("第四节课的钟响了") && !tells("第四节 课") && !tells("走了"));
    }
}
