//! First words of the articles of a law that have no title, for their rows: 第一条 为了加强管理.

use super::folds::is_law_article;
use crate::app::reading::reader::Reader;
use crate::doc::Heading;
use crate::layout::display_title;
use crate::outline::numbering::parse_marker;
use crate::text::blank::is_blank;
use std::borrow::Cow;

/// Longest first words, in characters.
const MAX_FIRST_CHARS: usize = 16;
/// Characters after which a comma ends them.
const MIN_FIRST_CHARS: usize = 6;

/// Returns the title of a heading as a row shows it; an article that is named by its number alone has its first words too.
pub fn row_title<'h>(reader: &Reader, heading: &'h Heading) -> Cow<'h, str> {
    let title: &str = &heading.title;
    let is_bare = is_law_article(heading)
        && parse_marker(title).is_some_and(|marker| marker.end == title.len());
    if !is_bare {
        return display_title(title, reader.options());
    }
    let block = reader.doc.block_at(heading.pos);
    let start = (heading.pos.within.saturating_sub(block.pos.within) + heading.len) as usize;
    let words = first_words(block.text.get(start..).unwrap_or_default());
    if words.is_empty() {
        return display_title(title, reader.options());
    }
    let title = format!("{title} {words}");
    Cow::Owned(display_title(&title, reader.options()).into_owned())
}

/// Returns the words up to the first mark that ends a clause.
fn first_words(text: &str) -> String {
    let text = text.trim_start_matches(is_blank);
    let goes_on = |(count, c): &(usize, char)| match c {
        '。' | '；' | '：' | '.' | ';' | ':' | '\n' => false,
        '，' | '、' | ',' => *count < MIN_FIRST_CHARS,
        _ => true,
    };
    let head = text.chars().take(MAX_FIRST_CHARS).enumerate();
    let words: String = head.take_while(goes_on).map(|(_, c)| c).collect();
    let is_cut = words.chars().count() == MAX_FIRST_CHARS
        && text
            .chars()
            .nth(MAX_FIRST_CHARS)
            .is_some_and(char::is_alphanumeric);
    let whole = words.rsplit_once(is_blank).filter(|_| is_cut);
    let words = whole.map_or(words.as_str(), |(whole, _)| whole);
    words.trim_end_matches(is_blank).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_end_with_a_clause() {
        for (text, words) in [
            (
                "　为了加强档案管理，根据有关法律，制定本办法。",
                "为了加强档案管理",
            ),
            ("死刑。", "死刑"),
            (
                "国は、基本理念にのっとり、必要な施策を",
                "国は、基本理念にのっとり",
            ),
            (
                " 이 법은 국민의 권익을 보호하고 공공의 복리를",
                "이 법은 국민의 권익을",
            ),
            ("", ""),
        ] {
            assert_eq!(first_words(text), words);
        }
    }
}
