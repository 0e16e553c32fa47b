//! A formula (`MathML`) as a line of text: fractions with a stroke, powers raised, roots behind their sign.
//! Formulas that cannot be told in a line (matrices) become their parts one behind the other.

use super::tokens::Tag;
use crate::formats::blocks::sub_sup::{Level, forced};

/// Elements that may be open at once, and bytes of a formula; what is more is left out.
const DEPTH: usize = 64;
const LONGEST: usize = 4 << 10;

/// A formula being read.
#[derive(Debug, Default)]
pub(crate) struct Formula {
    /// What is written so far, and the elements that are open.
    root: Part,
    open: Vec<Part>,
    /// Elements open beyond [`DEPTH`].
    deeper: u32,
    /// Bytes read so far.
    len: usize,
    /// Whether what comes is said of the formula and not part of it.
    annotates: bool,
}

/// An element and what is in it.
#[derive(Debug, Default)]
struct Part {
    name: String,
    parts: Vec<String>,
}

impl Formula {
    pub(crate) fn open(&mut self, tag: &Tag) {
        if tag.is_empty || self.annotates {
            return;
        }
        if tag.name.starts_with("annotation") {
            self.annotates = true;
        } else if self.open.len() < DEPTH {
            self.open.push(Part {
                name: tag.name.clone(),
                parts: Vec::new(),
            });
        } else {
            self.deeper += 1;
        }
    }

    pub(crate) fn close(&mut self, name: &str) {
        if self.annotates {
            self.annotates = !name.starts_with("annotation");
        } else if self.deeper > 0 {
            self.deeper -= 1;
        } else if let Some(at) = self.open.iter().rposition(|part| part.name == name) {
            while self.open.len() > at {
                self.fold();
            }
        }
    }

    pub(crate) fn text(&mut self, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut words = words.join(" ");
        words.retain(|c| !matches!(c, '\u{2061}'..='\u{2064}'));
        if self.annotates || words.is_empty() || self.len + words.len() > LONGEST {
            return;
        }
        self.len += words.len();
        self.innermost().parts.push(words);
    }

    /// The formula as a line.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.fold();
        }
        self.root.line()
    }

    fn innermost(&mut self) -> &mut Part {
        self.open.last_mut().unwrap_or(&mut self.root)
    }

    /// Ends the innermost element.
    fn fold(&mut self) {
        if let Some(part) = self.open.pop() {
            let line = part.line();
            self.innermost().parts.push(line);
        }
    }
}

impl Part {
    fn line(self) -> String {
        let parts: Vec<&str> = self.parts.iter().map(String::as_str).collect();
        match (self.name.as_str(), parts.as_slice()) {
            ("mfrac", [above, below]) => format!("{}/{}", held(above), held(below)),
            ("msup", [base, up]) => held(base) + &raised(up, Level::Up),
            ("mover", [base, up]) => (*base).to_owned() + &over(up),
            ("msub" | "munder", [base, down]) => held(base) + &raised(down, Level::Down),
            ("msubsup" | "munderover", [base, down, up]) => {
                held(base) + &raised(down, Level::Down) + &raised(up, Level::Up)
            }
            ("msqrt", _) => format!("√{}", held(&parts.concat())),
            ("mroot", [base, index]) => format!("{}√{}", raised(index, Level::Up), held(base)),
            ("mfenced", _) => format!("({})", parts.join(",")),
            ("mtable", _) => parts.join("; "),
            ("mtr", _) => parts.join(", "),
            _ => parts.concat(),
        }
    }
}

fn raised(text: &str, level: Level) -> String {
    if text.is_empty() {
        return String::new();
    }
    // Of a prime, a star, a degree there is but one reading.
    match text {
        "′" | "″" | "*" | "°" | "†" => text.to_owned(),
        _ => forced(text, level),
    }
}

/// What stands above: a sign over a letter goes behind it.
fn over(text: &str) -> String {
    if text.chars().any(char::is_alphanumeric) {
        raised(text, Level::Up)
    } else {
        text.to_owned()
    }
}

/// `text` in parentheses, if what is before or behind it could be taken for a part of it.
fn held(text: &str) -> String {
    let is_held = text.starts_with('(') && text.find(')') == text.len().checked_sub(1);
    let is_loose = text.chars().skip(1).any(|c| "+-−=/±×·, ".contains(c));
    if is_loose && !is_held {
        format!("({text})")
    } else {
        text.to_owned()
    }
}
