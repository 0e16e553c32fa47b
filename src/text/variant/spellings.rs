//! Words in the other script: 統籌 of 统筹, and back.

use super::{VariantScope, lexemes};
use encoding_rs::{BIG5, Encoding, GBK};
use std::collections::HashSet;

/// Returns a word of Han characters as it is written in the other script, at most `most` spellings without the word itself:
/// first wholly in traditional characters, then wholly in simplified ones, then mixed, as 皇后 and 太后宮 need.
pub fn other_spellings(word: &str, most: usize) -> Vec<String> {
    let chars: Vec<Vec<char>> = word.chars().map(spellings_of_char).collect();
    let pick = |at: usize| -> String {
        let chosen = chars
            .iter()
            .filter_map(|forms| forms.get(at).or(forms.last()));
        chosen.collect()
    };
    let mut found = vec![pick(0), pick(1)];
    let mut mixed = vec![String::new()];
    for forms in &chars {
        let longer = mixed.iter().flat_map(|start| {
            let with = move |c: &char| format!("{start}{c}");
            forms.iter().map(with)
        });
        mixed = longer.take(most + 1).collect();
    }
    found.append(&mut mixed);
    let mut seen = Vec::new();
    for spelling in found {
        if spelling != word && !seen.contains(&spelling) {
            seen.push(spelling);
        }
    }
    seen.truncate(most);
    seen
}

/// Returns the traditional forms of a character in each of its words, then the simplified ones; itself if it has one form.
fn spellings_of_char(c: char) -> Vec<char> {
    let mut forms: Vec<char> = Vec::new();
    let lexemes: Vec<Vec<char>> = lexemes(c, VariantScope::Common).collect();
    for is_usual in [is_usual_traditional, is_simplified] {
        let usual = lexemes.iter().flatten().filter(|form| is_usual(**form));
        forms.extend(usual);
    }
    if forms.is_empty() {
        forms.push(c);
    }
    let mut seen = HashSet::new();
    forms.retain(|form| seen.insert(*form));
    forms
}

/// Returns whether a character is one of the frequently used ones of Big5, which are traditional.
fn is_usual_traditional(c: char) -> bool {
    matches!(bytes_in(BIG5, c).as_slice(), [0xA4..=0xC6, _])
}

/// Returns whether a character is one of the ideographs of GB 2312, which are simplified.
fn is_simplified(c: char) -> bool {
    matches!(bytes_in(GBK, c).as_slice(), [0xB0..=0xF7, 0xA1..=0xFE])
}

/// Returns the bytes of a character in an encoding; empty if it is not in it.
fn bytes_in(encoding: &'static Encoding, c: char) -> Vec<u8> {
    let text = c.to_string();
    let (bytes, _, has_failed) = encoding.encode(&text);
    if has_failed {
        return Vec::new();
    }
    bytes.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_in_the_other_script() {
        for (word, want) in [
            ("統籌", "统筹"),
            ("统筹", "統籌"),
            ("學習", "学习"),
            ("发展", "發展"),
            ("头发", "頭髮"),
            ("以后", "以後"),
            ("發展中國家", "发展中国家"),
            ("发展中国家", "發展中國家"),
            ("中華人民共和國", "中华人民共和国"),
        ] {
            let found = other_spellings(word, 8);
            assert!(found.iter().any(|other| other == want), "{word}: {found:?}");
            assert!(!found.iter().any(|other| other == word), "{word}");
            assert!(found.len() <= 8, "{word}");
        }
        for word in ["", "山", "ocean", "かな"] {
            assert!(other_spellings(word, 8).is_empty(), "{word}");
        }
    }
}
