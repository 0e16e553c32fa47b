//! Formulas (`MathML`) as a line of text: fractions with a slash, superscripts, roots after their sign. Formulas
//! that do not fit a line (matrices) become a sequence of their parts.

use super::tokens::Tag;
use crate::formats::blocks::sub_sup::{SubSup, force_sub_sup};

/// Limits of a formula: open elements, and length in bytes; the rest is left out.
const MAX_DEPTH: usize = 64;
const MAX_FORMULA_BYTES: usize = 4 << 10;

/// A formula under construction.
#[derive(Debug, Default)]
pub(crate) struct FormulaText {
    /// The text so far, and the open elements.
    root: FormulaPart,
    open_parts: Vec<FormulaPart>,
    /// Open elements beyond [`MAX_DEPTH`].
    skipped_depth: u32,
    /// Bytes read so far.
    len: usize,
    /// Whether an annotation of the formula is open, which is not part of it.
    is_in_annotation: bool,
}

/// An element and its parts.
#[derive(Debug, Default)]
struct FormulaPart {
    name: String,
    parts: Vec<String>,
}

impl FormulaText {
    pub(crate) fn open_tag(&mut self, tag: &Tag) {
        if tag.is_self_closing || self.is_in_annotation {
            return;
        }
        if tag.name.starts_with("annotation") {
            self.is_in_annotation = true;
        } else if self.open_parts.len() < MAX_DEPTH {
            self.open_parts.push(FormulaPart {
                name: tag.name.clone(),
                parts: Vec::new(),
            });
        } else {
            self.skipped_depth += 1;
        }
    }

    pub(crate) fn close_tag(&mut self, name: &str) {
        if self.is_in_annotation {
            self.is_in_annotation = !name.starts_with("annotation");
        } else if self.skipped_depth > 0 {
            self.skipped_depth -= 1;
        } else if let Some(at) = self.open_parts.iter().rposition(|part| part.name == name) {
            while self.open_parts.len() > at {
                self.fold();
            }
        }
    }

    pub(crate) fn push_text(&mut self, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut words = words.join(" ");
        words.retain(|c| !matches!(c, '\u{2061}'..='\u{2064}'));
        if self.is_in_annotation || words.is_empty() || self.len + words.len() > MAX_FORMULA_BYTES {
            return;
        }
        self.len += words.len();
        self.innermost().parts.push(words);
    }

    /// Returns the formula as a line.
    pub(crate) fn finish(mut self) -> String {
        while !self.open_parts.is_empty() {
            self.fold();
        }
        self.root.into_line()
    }

    fn innermost(&mut self) -> &mut FormulaPart {
        self.open_parts.last_mut().unwrap_or(&mut self.root)
    }

    /// Closes the innermost element.
    fn fold(&mut self) {
        if let Some(part) = self.open_parts.pop() {
            let line = part.into_line();
            self.innermost().parts.push(line);
        }
    }
}

impl FormulaPart {
    fn into_line(self) -> String {
        let parts: Vec<&str> = self.parts.iter().map(String::as_str).collect();
        match (self.name.as_str(), parts.as_slice()) {
            ("mfrac", [above, below]) => format!("{}/{}", parenthesise(above), parenthesise(below)),
            ("msup", [base, up]) => parenthesise(base) + &sub_sup(up, SubSup::Superscript),
            ("mover", [base, up]) => (*base).to_owned() + &overscript(up),
            ("msub" | "munder", [base, down]) => {
                parenthesise(base) + &sub_sup(down, SubSup::Subscript)
            }
            ("msubsup" | "munderover", [base, down, up]) => {
                parenthesise(base)
                    + &sub_sup(down, SubSup::Subscript)
                    + &sub_sup(up, SubSup::Superscript)
            }
            ("msqrt", _) => format!("√{}", parenthesise(&parts.concat())),
            ("mroot", [base, index]) => format!(
                "{}√{}",
                sub_sup(index, SubSup::Superscript),
                parenthesise(base)
            ),
            ("mfenced", _) => format!("({})", parts.join(",")),
            ("mtable", _) => parts.join("; "),
            ("mtr", _) => parts.join(", "),
            _ => parts.concat(),
        }
    }
}

fn sub_sup(text: &str, level: SubSup) -> String {
    if text.is_empty() {
        return String::new();
    }
    // A prime, a star or a degree sign is unambiguous without `^`.
    match text {
        "′" | "″" | "*" | "°" | "†" => text.to_owned(),
        _ => force_sub_sup(text, level),
    }
}

/// Returns the text above a base. An accent follows its letter.
fn overscript(text: &str) -> String {
    if text.chars().any(char::is_alphanumeric) {
        sub_sup(text, SubSup::Superscript)
    } else {
        text.to_owned()
    }
}

/// Puts `text` in parentheses unless it is a single operand.
fn parenthesise(text: &str) -> String {
    let is_held = text.starts_with('(') && text.find(')') == text.len().checked_sub(1);
    let is_loose = text.chars().skip(1).any(|c| "+-−=/±×·, ".contains(c));
    if is_loose && !is_held {
        format!("({text})")
    } else {
        text.to_owned()
    }
}
