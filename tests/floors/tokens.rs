//! Tokens of Rust source. Comments, strings, characters and numbers are skipped, because a path in them is no import.

/// A word or a punctuation mark. `::` and `..` are one token each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'s> {
    pub(crate) text: &'s str,
    /// Number of its line, from 1.
    pub(crate) line: usize,
}

impl Token<'_> {
    /// Returns whether the token is a name or a keyword.
    pub(crate) fn is_word(&self) -> bool {
        self.text.bytes().next().is_some_and(is_word_byte)
    }
}

/// Returns the tokens of `source`.
pub(crate) fn tokens(source: &str) -> Vec<Token<'_>> {
    let lexer = Lexer {
        source,
        at: 0,
        line: 1,
    };
    lexer.collect()
}

/// Returns whether a byte can be in a name. Bytes of non-ASCII characters count, because outside of literals they occur
/// only in names.
fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// Returns the length in bytes of the UTF-8 character that starts with `byte`.
fn char_len(byte: u8) -> usize {
    match byte {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

struct Lexer<'s> {
    source: &'s str,
    at: usize,
    line: usize,
}

impl<'s> Iterator for Lexer<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        loop {
            match self.rest() {
                [] => return None,
                [b'/', b'/', ..] => self.skip_line_comment(),
                [b'/', b'*', ..] => self.skip_block_comment(),
                [b'"', ..] => self.skip_string(),
                [b'\'', ..] => self.skip_quote(),
                [byte, ..] if byte.is_ascii_whitespace() => self.skip(1),
                [byte, ..] if byte.is_ascii_digit() => self.skip_number(),
                [byte, ..] if is_word_byte(*byte) => {
                    let word = self.word();
                    if !self.skip_prefixed_literal(word.text) {
                        return Some(word);
                    }
                }
                [b':', b':', ..] | [b'.', b'.', ..] => return Some(self.take(2)),
                _ => return Some(self.take(1)),
            }
        }
    }
}

impl<'s> Lexer<'s> {
    fn rest(&self) -> &'s [u8] {
        self.source.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Moves on by `len` bytes, or to the end if fewer are left.
    fn skip(&mut self, len: usize) {
        for byte in self.rest().iter().take(len) {
            self.at += 1;
            self.line += usize::from(*byte == b'\n');
        }
    }

    fn take(&mut self, len: usize) -> Token<'s> {
        let (start, line) = (self.at, self.line);
        self.skip(len);
        Token {
            text: self.source.get(start..self.at).unwrap_or_default(),
            line,
        }
    }

    fn word(&mut self) -> Token<'s> {
        let len = self
            .rest()
            .iter()
            .take_while(|byte| is_word_byte(**byte))
            .count();
        self.take(len)
    }

    /// Skips the literal that `prefix` has begun (`b"…"`, `r#"…"#`, `b'…'`). Returns `false` if there is no literal;
    /// the `r#` of a raw identifier counts as a literal of its own, so that the name follows.
    fn skip_prefixed_literal(&mut self, prefix: &str) -> bool {
        let rest = self.rest();
        let hashes = rest.iter().take_while(|byte| **byte == b'#').count();
        match (prefix, rest) {
            ("b" | "c", [b'"', ..]) => self.skip_string(),
            ("b", [b'\'', ..]) => self.skip_quote(),
            ("r" | "br" | "cr", _) if rest.get(hashes) == Some(&b'"') => {
                self.skip_raw_string(hashes);
            }
            ("r", [b'#', ..]) => self.skip(1),
            _ => return false,
        }
        true
    }

    fn skip_line_comment(&mut self) {
        let len = self
            .rest()
            .iter()
            .take_while(|byte| **byte != b'\n')
            .count();
        self.skip(len);
    }

    /// Skips a comment, including the comments nested in it.
    fn skip_block_comment(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.rest() {
                [b'/', b'*', ..] => depth += 1,
                [b'*', b'/', ..] => depth -= 1,
                [] => return,
                _ => {
                    self.skip(1);
                    continue;
                }
            }
            self.skip(2);
            if depth == 0 {
                return;
            }
        }
    }

    fn skip_string(&mut self) {
        self.skip(1);
        loop {
            match self.rest() {
                [b'\\', ..] => self.skip(2),
                [] | [b'"', ..] => return self.skip(1),
                _ => self.skip(1),
            }
        }
    }

    fn skip_raw_string(&mut self, hashes: usize) {
        self.skip(hashes + 1);
        let is_end = |rest: &[u8]| {
            rest.first() == Some(&b'"')
                && rest
                    .iter()
                    .skip(1)
                    .take(hashes)
                    .filter(|byte| **byte == b'#')
                    .count()
                    == hashes
        };
        while !self.rest().is_empty() && !is_end(self.rest()) {
            self.skip(1);
        }
        self.skip(hashes + 1);
    }

    /// Skips a character (`'a'`, `'\''`) or a lifetime (`'a`).
    fn skip_quote(&mut self) {
        let rest = self.rest();
        let Some(&first) = rest.get(1) else {
            return self.skip(1);
        };
        if first == b'\\' {
            let escape = rest.iter().skip(3).take_while(|byte| **byte != b'\'');
            self.skip(3 + escape.count() + 1);
        } else if rest.get(1 + char_len(first)) == Some(&b'\'') {
            self.skip(1 + char_len(first) + 1);
        } else {
            self.skip(1);
            self.word();
        }
    }

    /// Skips a number: digits, suffix, and a fraction if digits follow the dot.
    fn skip_number(&mut self) {
        self.word();
        if let [b'.', digit, ..] = self.rest()
            && digit.is_ascii_digit()
        {
            self.skip(1);
            self.word();
        }
    }
}
