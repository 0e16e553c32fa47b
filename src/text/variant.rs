//! Written forms of Han characters. A lexeme is a character of traditional text with the other forms in which the
//! same word is written; characters that share one are variants of each other. The relation is symmetric and not
//! transitive: 發 and 髮 are both variants of 发, and not of each other. So no text is ever converted.

mod spellings;
mod table;

pub use spellings::other_spellings;

use std::sync::LazyLock;

/// Forms that hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariantScope {
    /// Those of all texts.
    Common,
    /// Those of Japanese texts too: 芸 is 藝 there, and a word of its own in Chinese.
    Japanese,
}

/// Byte offset in [`table::LEXEMES`] of each lexeme a character is in, sorted by character.
static LEXEMES_BY_CHAR: LazyLock<Box<[(char, u32)]>> = LazyLock::new(|| {
    let mut entries: Vec<(char, u32)> = Vec::new();
    let mut start = 0;
    for lexeme in table::LEXEMES.split_terminator(',') {
        let forms = lexeme.chars().filter(|c| *c != JAPANESE_MARK);
        entries.extend(forms.map(|form| (form, start)));
        start += lexeme.len() as u32 + 1;
    }
    entries.sort_unstable();
    entries.into_boxed_slice()
});

/// Stands before the forms of a lexeme that hold in Japanese texts only.
const JAPANESE_MARK: char = '!';

/// Returns the lexemes of `c` that hold in `scope`, each as its forms, `c` among them.
pub fn lexemes(c: char, scope: VariantScope) -> impl Iterator<Item = Vec<char>> {
    let first = LEXEMES_BY_CHAR.partition_point(|entry| entry.0 < c);
    let entries = LEXEMES_BY_CHAR.iter().skip(first);
    entries
        .take_while(move |entry| entry.0 == c)
        .filter_map(move |&(_, start)| {
            let rest = table::LEXEMES.get(start as usize..)?;
            let lexeme = rest.split_once(',').map_or(rest, |(lexeme, _)| lexeme);
            let forms: Vec<char> = match scope {
                VariantScope::Common => {
                    lexeme.chars().take_while(|c| *c != JAPANESE_MARK).collect()
                }
                VariantScope::Japanese => lexeme.chars().filter(|c| *c != JAPANESE_MARK).collect(),
            };
            forms.contains(&c).then_some(forms)
        })
}

/// Returns the ideograph that a radical (U+2E80–U+2FD5) is written like; `None` for other characters.
pub fn ideograph_of_radical(c: char) -> Option<char> {
    if !matches!(c, '\u{2E80}'..='\u{2FD5}') {
        return None;
    }
    let mut pairs = table::RADICALS.chars();
    while let (Some(radical), Some(ideograph)) = (pairs.next(), pairs.next()) {
        if radical == c {
            return Some(ideograph);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn variants(c: char, scope: VariantScope) -> String {
        let found: BTreeSet<char> = lexemes(c, scope).flatten().collect();
        found.into_iter().collect()
    }

    #[test]
    fn characters_of_one_word_are_variants_and_those_of_two_words_are_not() {
        for (c, common, japanese) in [
            ('发', "发発發髪髮", "发発發髪髮"),
            ('發', "发発發", "发発發"),
            ('的', "", ""),
            ('芸', "芸", "芸藝"),
            ('沪', "沪滬", "沪滬濾"),
        ] {
            let found = variants(c, VariantScope::Common);
            let in_japanese = variants(c, VariantScope::Japanese);
            assert!(
                common.chars().all(|form| found.contains(form) || form == c),
                "{c}: {found}"
            );
            assert!(
                japanese.chars().all(|form| in_japanese.contains(form)),
                "{c}: {in_japanese}"
            );
            assert!(found.chars().all(|form| in_japanese.contains(form)));
        }
        assert!(!variants('發', VariantScope::Common).contains('髮'));
        assert!(!variants('芸', VariantScope::Common).contains('藝'));
        assert!(!variants('芸', VariantScope::Common).contains(','));
    }

    #[test]
    fn the_relation_is_symmetric() {
        for scope in [VariantScope::Common, VariantScope::Japanese] {
            for lexeme in table::LEXEMES.split_terminator(',') {
                for c in lexeme.chars().filter(|c| *c != JAPANESE_MARK) {
                    for other in lexemes(c, scope).flatten() {
                        assert!(
                            lexemes(other, scope).flatten().any(|back| back == c),
                            "{c} {other}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn radicals_are_written_like_ideographs() {
        assert_eq!(ideograph_of_radical('\u{2F45}'), Some('方'));
        assert_eq!(ideograph_of_radical('\u{2ED3}'), Some('长'));
        assert_eq!(ideograph_of_radical('方'), None);
    }
}
