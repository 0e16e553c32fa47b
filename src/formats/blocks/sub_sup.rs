//! Superscript and subscript in plain text: as Unicode characters, or after `^` and `_`.

/// Position relative to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SubSup {
    Superscript,
    Subscript,
}

/// Longest superscript or subscript that is kept, in characters.
const MAX_SUB_SUP_CHARS: usize = 24;

/// Returns `text` as a superscript or subscript of `base`. `None` if it carries no meaning: a note reference, the
/// ending of an ordinal.
pub(crate) fn to_sub_sup(base: &str, text: &str, level: SubSup) -> Option<String> {
    let base = base.chars().next_back().filter(|c| !c.is_whitespace())?;
    if text.is_empty() || text.chars().count() > MAX_SUB_SUP_CHARS {
        return None;
    }
    if let Some(own) = unicode_sub_sup(text, level) {
        return Some(own);
    }
    let is_word = text.chars().all(char::is_alphabetic);
    let is_ordinal = level == SubSup::Superscript && base.is_ascii_digit() && is_word;
    let is_mark = matches!(text, "TM" | "SM" | "R" | "C");
    let is_formula = text.chars().all(|c| {
        c.is_ascii_alphanumeric() || " +-−=()/.,·×∞′".contains(c) || matches!(c, 'α'..='ω')
    });
    let is_sign = text.starts_with(['(', '.', ',']);
    (is_formula && !is_ordinal && !is_mark && !is_sign && base.is_alphanumeric()
        || is_formula && base == ')')
        .then(|| ascii_sub_sup(text, level))
}

/// Returns `text` as a superscript or subscript, regardless of its meaning.
pub(crate) fn force_sub_sup(text: &str, level: SubSup) -> String {
    unicode_sub_sup(text, level).unwrap_or_else(|| ascii_sub_sup(text, level))
}

fn ascii_sub_sup(text: &str, level: SubSup) -> String {
    let sign = match level {
        SubSup::Superscript => '^',
        SubSup::Subscript => '_',
    };
    if text.chars().count() == 1 {
        format!("{sign}{text}")
    } else {
        format!("{sign}({text})")
    }
}

/// Returns `text` in Unicode superscripts or subscripts, if all characters have one.
fn unicode_sub_sup(text: &str, level: SubSup) -> Option<String> {
    let table = match level {
        SubSup::Superscript => "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ",
        SubSup::Subscript => "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙᵢ",
    };
    // Parenthesised text is a note reference, not part of a formula.
    if text.is_empty() || text.starts_with('(') {
        return None;
    }
    text.chars()
        .map(|c| {
            let at = "0123456789+-−=()ni".chars().position(|known| known == c)?;
            table.chars().nth(at)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_raised_can_be_told_from_what_is_not() {
        for (base, text, level, want) in [
            ("10", "8", SubSup::Superscript, Some("10⁸")),
            ("10", "-19", SubSup::Superscript, Some("10⁻¹⁹")),
            ("H", "2", SubSup::Subscript, Some("H₂")),
            ("e", "x+1", SubSup::Superscript, Some("e^(x+1)")),
            ("x", "k", SubSup::Subscript, Some("x_k")),
            ("1", "st", SubSup::Superscript, None),
            ("文", "[1]", SubSup::Superscript, None),
            ("文", "注", SubSup::Superscript, None),
            ("", "1", SubSup::Superscript, None),
        ] {
            let got = to_sub_sup(base, text, level).map(|text| format!("{base}{text}"));
            assert_eq!(got.as_deref(), want, "{base} {text}");
        }
    }
}
