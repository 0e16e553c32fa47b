//! A word to look up, and the answer.

/// A word to look up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookup {
    /// Words that begin at the place, the longest first.
    pub words: Vec<String>,
    /// Index of the word into which the text is cut there, or of the one that was shown last.
    pub word: usize,
    /// Which of the words is looked up.
    pub step: LookupStep,
    /// Command and its arguments; empty without one.
    pub command: Vec<String>,
}

/// Which of the words at a place is looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LookupStep {
    /// The word, else the next shorter one that is known. Articles of our own dictionaries about longer ones come first.
    #[default]
    Word,
    /// The next longer one that is known.
    Longer,
    /// The next shorter one that is known.
    Shorter,
}

/// Answer of the dictionaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupAnswer {
    /// Articles, those of the longest word first.
    Found(Vec<WordArticle>),
    /// There is no dictionary.
    NoDictionary,
    /// The command takes too long.
    TimedOut(String),
    /// The command failed: its name, and the reason.
    Failed(String, String),
}

/// An article about a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordArticle {
    /// Index of the word of the text.
    pub index: usize,
    /// Word as it was found.
    pub word: String,
    /// Name of the dictionary or of the command.
    pub dictionary: String,
    /// Text; without control characters but line ends.
    pub text: String,
}

/// Returns a text without escape sequences and control characters; line ends stay.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1B}' => match chars.next() {
                Some('[') => {
                    // A sequence of parameters up to its final byte.
                    while chars.next_if(|c| matches!(c, ' '..='?')).is_some() {}
                    chars.next_if(|c| matches!(c, '@'..='~'));
                }
                Some(']' | 'P' | 'X' | '^' | '_') => {
                    // A string up to BEL or ST.
                    while let Some(c) = chars.next_if(|c| *c != '\n') {
                        if c == '\u{7}' || (c == '\u{1B}' && chars.next_if_eq(&'\\').is_some()) {
                            break;
                        }
                    }
                }
                _ => {}
            },
            '\n' => out.push('\n'),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_text_and_line_ends_stays() {
        for (hostile, want) in [
            ("\u{1b}[1;31m山\u{1b}[0m\r\n路", "山\n路"),
            ("\u{1b}]0;title\u{7}山", "山"),
            ("\u{1b}]52;c;eA==\u{1b}\\山", "山"),
            ("\u{1b}]never ended\n山", "\n山"),
            ("\u{1b}[2J\u{1b}c山\u{9b}1m\u{0}", "山1m"),
            ("山\t路\u{1b}", "山 路"),
        ] {
            assert_eq!(clean(hostile), want, "{hostile:?}");
        }
    }
}
