//! `tongdu forms`: the forms in which a search finds the letters of a word.

use super::output::{print, printable};
use crate::error::Result;
use crate::messages::Lang;
use crate::text::forms::{CaseRule, Folding, Level, atoms, letter_forms};
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

/// Returns the code points that a letter is found in at a level, separated by blanks.
fn forms_at(c: char, level: Level) -> String {
    let text = c.to_string();
    let folding = Folding {
        level,
        case: CaseRule::Smart.letter_case(&text, level),
    };
    let letters = atoms(&text, folding);
    let forms = letters.first().map(|letter| {
        let forms = letter_forms(&letter.atom, folding, VariantScope::Japanese);
        let each: Vec<String> = forms.whole.iter().map(char::to_string).collect();
        each.join(" ")
    });
    forms.unwrap_or_default()
}
