//! `tongdu forms`: the forms in which a search finds the letters of a word.

use super::output::{print, printable};
use crate::error::Result;
use crate::messages::Lang;
use crate::text::forms::{Atom, CaseRule, Folding, LetterCase, Level, atoms, letter_forms};
use crate::text::variant::{VariantScope, lexemes};

/// Prints for each letter of `words` its forms at each level, and the lexemes that its variants come from.
pub fn forms(words: &[String], lang: Lang) -> Result<u8> {
    let m = lang.catalogue();
    let mut out = String::new();
    for word in words {
        for c in word.chars() {
            out.push_str(&format!("{c}\n"));
            for level in Level::ALL {
                let shown = forms_at(c, level);
                out.push_str(&format!("  {}  {shown}\n", m.search_level(level)));
            }
            for lexeme in lexemes(c, VariantScope::Japanese) {
                let lexeme: String = lexeme.into_iter().collect();
                out.push_str(&format!("    {lexeme}\n"));
            }
        }
    }
    print(&printable(&out))
}

/// Returns the code points that a letter is found in at a level, separated by blanks. One that is a word at that level has
/// its letters: `㎏ = kg`.
fn forms_at(c: char, level: Level) -> String {
    let text = c.to_string();
    let folding = Folding {
        level,
        case: CaseRule::Smart.letter_case(&text, level),
    };
    let letters = atoms(&text, folding);
    if letters.len() > 1 {
        let as_written = Folding {
            case: LetterCase::Distinct,
            ..folding
        };
        let mut word = String::new();
        for letter in atoms(&text, as_written) {
            match &letter.atom {
                Atom::Single(c) => word.push(*c),
                Atom::Sequence(cluster) => word.push_str(cluster),
            }
        }
        return format!("{c} = {word}");
    }
    let forms = letters.first().map(|letter| {
        let forms = letter_forms(&letter.atom, folding, VariantScope::Japanese);
        let each: Vec<String> = forms.whole.iter().map(char::to_string).collect();
        each.join(" ")
    });
    forms.unwrap_or_default()
}
