//! Removal of the code that is compiled for tests only.

use super::tokens::Token;

/// Tokens of a file without attributes and test code.
#[derive(Debug, Default)]
pub(crate) struct ProductCode<'s> {
    pub(crate) tokens: Vec<Token<'s>>,
    /// Whether the file itself is test code (`#![cfg(test)]`).
    pub(crate) is_test_file: bool,
    /// Names of the files declared by `#[cfg(test)] mod name;`.
    pub(crate) test_modules: Vec<&'s str>,
}

/// Keywords of declarations that end at a semicolon, even if braces come first.
const TO_SEMICOLON: [&str; 5] = ["use", "const", "static", "let", "type"];
/// Keywords of declarations that end at a semicolon or with their braces.
const TO_BRACES: [&str; 8] = [
    "fn", "mod", "struct", "enum", "union", "trait", "impl", "extern",
];
/// Words that may precede the keyword of a declaration.
const QUALIFIERS: [&str; 6] = ["pub", "crate", "super", "self", "unsafe", "async"];

/// Removes attributes, and the items, fields, statements and arms under `#[cfg(test)]` and `#[test]`.
pub(crate) fn without_tests<'s>(tokens: &[Token<'s>]) -> ProductCode<'s> {
    let mut code = ProductCode::default();
    let mut at = 0;
    while at < tokens.len() {
        match text(tokens, at) {
            "#" if text(tokens, at + 1) == "!" && text(tokens, at + 2) == "[" => {
                let end = group_end(tokens, at + 2);
                code.is_test_file |= is_test_only(tokens, at + 3, end);
                at = end;
            }
            "#" if text(tokens, at + 1) == "[" => {
                let (item, is_test) = skip_attributes(tokens, at);
                at = item;
                if is_test {
                    at = item_end(tokens, item);
                    code.test_modules.extend(declared_file(tokens, item));
                }
            }
            _ => {
                code.tokens.push(tokens[at]);
                at += 1;
            }
        }
    }
    code
}

fn text<'s>(tokens: &[Token<'s>], at: usize) -> &'s str {
    tokens.get(at).map_or("", |token| token.text)
}

/// Returns the end of the attributes that start at `at`, and whether one of them is for tests.
fn skip_attributes(tokens: &[Token<'_>], mut at: usize) -> (usize, bool) {
    let mut is_test = false;
    while text(tokens, at) == "#" && text(tokens, at + 1) == "[" {
        let end = group_end(tokens, at + 1);
        is_test |= is_test_only(tokens, at + 2, end);
        at = end;
    }
    (at, is_test)
}

/// Returns whether an attribute applies to tests only: `test`, `cfg(test)`, or `cfg(all(…))` with `test` among its
/// terms.
fn is_test_only(tokens: &[Token<'_>], start: usize, end: usize) -> bool {
    let inside: Vec<&str> = (start..end - 1).map(|at| text(tokens, at)).collect();
    match inside.as_slice() {
        ["test"] | ["cfg", "(", "test", ")"] => true,
        ["cfg", "(", "all", "(", terms @ .., ")", ")"] => terms
            .split(|word| *word == ",")
            .any(|term| term == ["test"]),
        _ => false,
    }
}

/// Returns the end of the group whose opening bracket is at `open`.
fn group_end(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// Returns the end of the item, field, statement or arm that starts at `start`.
fn item_end(tokens: &[Token<'_>], start: usize) -> usize {
    let keyword = keyword(tokens, start);
    let ends_at_braces = !TO_SEMICOLON.contains(&keyword);
    let ends_at_comma = ends_at_braces && !TO_BRACES.contains(&keyword);
    let mut angles = 0_i32;
    let mut at = start;
    while at < tokens.len() {
        match text(tokens, at) {
            "{" if ends_at_braces => return group_end(tokens, at),
            "(" | "[" | "{" => {
                at = group_end(tokens, at);
                continue;
            }
            ")" | "]" | "}" => return at,
            ";" => return at + 1,
            "," if ends_at_comma && angles <= 0 => return at + 1,
            "<" => angles += 1,
            ">" => angles -= 1,
            _ => {}
        }
        at += 1;
    }
    at
}

/// Returns the keyword of the declaration at `start`, which is `fn` for a `const fn`; returns the first word if no
/// declaration starts there.
fn keyword<'s>(tokens: &[Token<'s>], start: usize) -> &'s str {
    let words: Vec<&str> = tokens
        .iter()
        .skip(start)
        .filter(|token| token.is_word())
        .take(6)
        .map(|token| token.text)
        .skip_while(|word| QUALIFIERS.contains(word))
        .collect();
    match words.as_slice() {
        ["const", "fn" | "unsafe", ..] => "fn",
        [word, ..] => word,
        [] => "",
    }
}

/// Returns the name in a declaration `mod name;`.
fn declared_file<'s>(tokens: &[Token<'s>], start: usize) -> Option<&'s str> {
    let at = (start..start + 6).find(|at| text(tokens, *at) == "mod")?;
    let is_file = keyword(tokens, start) == "mod" && text(tokens, at + 2) == ";";
    is_file.then(|| text(tokens, at + 1))
}
